"""An edition's own schema: its ODD, and what is derived from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kwedition import xmlio
from kwedition.errors import KweditionError
from kwedition.xmlio import Unreadable

if TYPE_CHECKING:
    from kwedition.saxon import Saxon

# What an ODD becomes, by the ending of the file beside it.
_DERIVED = {".rng": "schema/odd-to-rng.xsl", ".sch": "schema/odd-to-schematron.xsl"}


@dataclass(frozen=True, slots=True)
class SchemaFiles:
    """The files of a configured schema; any may be missing."""

    odd: Path | None
    rng: Path | None
    sch: Path | None


def schema_files(schema: Path) -> SchemaFiles:
    """The files that a ``schema`` setting means: an ODD with what stands beside it, a grammar, or rules.

    Raises KweditionError when an ODD's derived grammar is not there yet.
    """
    if schema.suffix == ".odd":
        rng, sch = schema.with_suffix(".rng"), schema.with_suffix(".sch")
        if not rng.is_file() or not sch.is_file():
            raise KweditionError(
                f"{schema.name} has no {rng.name} and {sch.name} beside it",
                "make them: kwedition schema",
            )
        return SchemaFiles(schema, rng, sch)
    if schema.suffix == ".sch":
        return SchemaFiles(None, None, schema)
    beside = schema.with_suffix(".sch")
    return SchemaFiles(None, schema, beside if beside.is_file() else None)


def derive(saxon: "Saxon", odd: Path) -> dict[Path, str]:
    """What an ODD says as a grammar and as rules: the text of each derived file by its path."""
    source = _odd(odd)
    return {odd.with_suffix(ending): saxon.stylesheet(name).transform(source).text for ending, name in _DERIVED.items()}


def guidelines(saxon: "Saxon", odd: Path, language: str = "en") -> str:
    """The encoding guidelines that an ODD holds, as an HTML ``div`` in XML syntax, with its labels in ``language``."""
    stylesheet = saxon.stylesheet("schema/odd-to-guidelines.xsl")
    return stylesheet.transform(_odd(odd), values={"language": language}).text


def _odd(path: Path) -> str:
    try:
        return xmlio.read_tei(path, calls=False).text()
    except Unreadable as unreadable:
        finding = unreadable.finding
        line = f", line {finding.line}" if finding.line else ""
        raise KweditionError(f"{path.name}{line}: {finding.message}", finding.hint) from None
