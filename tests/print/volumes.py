"""The files for print of an edition, made in memory by the steps of a build, and what tests ask of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kwedition import edition
from kwedition.build import steps
from kwedition.saxon import Saxon

FO = "{http://www.w3.org/1999/XSL/Format}"
TEI = "{http://www.tei-c.org/ns/1.0}"
TITLE = "China, North Korea and the Origins of the Korean War"


@dataclass(frozen=True, slots=True)
class Volumes:
    """The FO files by path, the documents by id, and what the stylesheets said."""

    files: Mapping[str, str]
    documents: Mapping[str, edition.Document]
    messages: tuple[str, ...]


def volumes(saxon: Saxon, source: Path) -> Volumes:
    """The print side of the edition in a folder."""
    loaded = edition.load(edition.Settings(source=source), source)
    context = steps.Context(TITLE, "en", "", ("print",))
    records = [steps.collect(saxon, document) for document in loaded.documents]
    documents = {document.id: document for document in loaded.documents}
    register = steps.register(records, context)
    files: dict[str, str] = {}
    messages: list[str] = []
    for page in steps.plan(saxon, register, context):
        result = steps.render(saxon, page, documents, context)
        files[page.path] = result.text
        messages.extend(result.messages)
    return Volumes(files, documents, tuple(messages))


def squeezed(text: str) -> str:
    """A text without white space and without the marks that only say where a line may end."""
    return "".join(text.split()).replace("\u200b", "").replace("\u00ad", "")


def text_of(element: etree._Element) -> str:
    """All text of an element."""
    return "".join(str(piece) for piece in element.itertext())


def read_pieces(document: edition.Document) -> Iterator[str]:
    """The text nodes that a reader meets in a document's text; not the headings over lists of footnotes."""
    root = etree.fromstring(document.source.text().encode())
    for text in root.iter(f"{TEI}text"):
        for node in text.xpath(
            ".//text()[not(parent::*[local-name() = 'head'][following-sibling::*[1][local-name() = 'note']])]"
        ):
            yield str(node)
