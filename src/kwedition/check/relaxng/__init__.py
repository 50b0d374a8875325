"""RELAX NG (OASIS 2001, ISO/IEC 19757-2): a validator of both syntaxes, in Python.

from kwedition.check.relaxng import Schema

schema = Schema.from_path("tei_all.rng")
for finding in schema.validate("letter.xml"):
print(finding.line, finding.column, finding.message, finding.hint)
"""

from kwedition.check.relaxng.errors import SchemaError
from kwedition.check.relaxng.schema import Document, Schema

__all__ = ["Document", "Schema", "SchemaError"]
