"""What is wrong with a schema."""

from kwedition.errors import KweditionError


class SchemaError(KweditionError):
    """A schema that cannot be used: ``path`` and ``line`` (0 when it is not known) say where, ``reason`` why.

    ``section`` is that of the RELAX NG specification (OASIS, 3 December 2001) which the schema breaks, or empty.
    """

    def __init__(
        self, reason: str, path: str = "", line: int = 0, column: int = 0, section: str = "", hint: str = ""
    ) -> None:
        place = path + (f":{line}" if line else "") + (f":{column}" if line and column else "")
        rule = f" (RELAX NG, section {section})" if section else ""
        super().__init__(f"{place}: {reason}{rule}" if place else reason + rule, hint)
        self.reason = reason
        self.path = path
        self.line = line
        self.column = column
        self.section = section
