"""Own cases of conformance, from cases/*.xml: schemas right and wrong, documents valid and invalid.

A ``case`` has either a ``schema`` with ``valid`` and ``invalid`` documents (``rule`` is that of the first finding) or
a ``wrong`` schema, which ``breaks`` a section of the specification. A ``file`` is one that the schema refers to.
"""

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from common import ROOT
from relaxng.datatypes import FACETS, TYPES, Values

_FOLDER = ROOT / "tests" / "relaxng" / "cases"


@dataclass(frozen=True, slots=True)
class Document:
    """A document, whether it is valid, and the rule that an invalid one breaks, if the case says so."""

    data: bytes
    valid: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``breaks`` is None for a right schema, else the section, or empty when any will do."""

    name: str
    schema: bytes
    files: dict[str, bytes]
    breaks: str | None
    documents: tuple[Document, ...]

    def __str__(self) -> str:
        return self.name


def cases() -> list[Case]:
    """All cases, those of datatypes among them."""
    found = []
    for path in sorted(_FOLDER.glob("*.xml")):
        root = etree.parse(path, etree.XMLParser(collect_ids=False)).getroot()
        for number, case in enumerate(root.iterchildren("case"), 1):
            found.append(_case(case, case.get("section") or root.get("section") or "", number))
    return found + [_of_values(values) for values in (*TYPES, *FACETS)]


def _case(case: etree._Element, section: str, number: int) -> Case:
    documents = tuple(
        Document((each.get("dtd") or "").encode() + _inside(each), each.tag == "valid", each.get("rule") or "")
        for each in case.iterchildren("valid", "invalid")
    )
    files = {str(file.get("name")): _inside(file) for file in case.iterchildren("file")}
    (schema,) = case.iterchildren("schema", "wrong")
    breaks = None if schema.tag == "schema" else schema.get("breaks") or ""
    return Case(f"{section}-{number}-{case.get('about')}", _inside(schema), files, breaks, documents)


def _inside(holder: etree._Element) -> bytes:
    (root,) = holder.iterchildren("*")
    return etree.tostring(root, with_tail=False, encoding="utf-8")


def _of_values(values: Values) -> Case:
    documents = []
    for text, valid in [(each, True) for each in values.right] + [(each, False) for each in values.wrong]:
        root = etree.Element("l")
        etree.SubElement(root, "v", n=text)
        documents.append(
            Document(etree.tostring(root, encoding="utf-8"), valid, "" if valid else "rng-attribute-value")
        )
    return Case(f"datatype-{values}", values.schema().encode(), {}, None, tuple(documents))


def write(case: Case, folder: Path) -> tuple[Path, list[Path]]:
    """The schema and the documents as files, for other programs."""
    for name, data in {**case.files, "schema.rng": case.schema}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    documents = []
    for number, document in enumerate(case.documents):
        path = folder / f"document-{number}.xml"
        path.write_bytes(document.data)
        documents.append(path)
    return folder / "schema.rng", documents
