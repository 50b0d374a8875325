"""The steps of a build, each a function of bytes: collect, register, plan, render."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from kwedition import xmlio
from kwedition.build.collation import collate
from kwedition.edition import Document
from kwedition.markup import quoteattr
from kwedition.namespace import KW, NAMESPACE
from kwedition.saxon import Result, Saxon


@dataclass(frozen=True, slots=True)
class Context:
    """What every step is told of the edition besides its documents; all of it comes from the settings."""

    title: str
    language: str
    base_url: str
    outputs: tuple[str, ...]
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file to be made: by which stylesheet, from which documents, told what.

    ``path`` is relative to the output folder. ``slice`` is XML: what the page shows that is not in its own
    documents.
    """

    path: str
    stylesheet: str
    documents: tuple[str, ...]
    slice: str


def collect(saxon: Saxon, document: Document) -> str:
    """What the rest of the edition needs to know of a document, as a ``kw:record``."""
    values = {"id": document.id, "path": document.path}
    return saxon.stylesheet("collect.xsl").transform(document.source.text(), values=values).text


def register(saxon: Saxon, records: Sequence[str], context: Context) -> str:
    """The ``kw:register`` of all records, with sort keys."""
    attributes = (
        f"xmlns={quoteattr(NAMESPACE)} title={quoteattr(context.title)} "
        f"language={quoteattr(context.language)} base-url={quoteattr(context.base_url)}"
    )
    source = f"<records {attributes}>{''.join(records)}</records>"
    merged = saxon.stylesheet("register.xsl").transform(source).text
    if context.guidelines:
        # HTML is in no namespace.
        section = f'<kw:guidelines xmlns:kw="{NAMESPACE}" xmlns="">{context.guidelines}</kw:guidelines>'
        end = "</register>"
        merged = f"{merged.removesuffix(end)}{section}{end}"
    return collate(merged, context.language)


def plan(saxon: Saxon, register_: str, context: Context) -> Iterator[Page]:
    """The pages of each output, in order, each with its slice of the register."""
    for output in context.outputs:
        name = f"{output}/plan.xsl"
        values = {"language": context.language}
        planned = saxon.stylesheet(name).transform(register_, values=values).text
        root = xmlio.parse_own(planned)
        for page in root.iter(f"{KW}page"):
            (slice_,) = page.iterchildren(f"{KW}slice")
            yield Page(
                path=str(page.get("path")),
                stylesheet=str(page.get("stylesheet")),
                documents=tuple((page.get("documents") or "").split()),
                slice=etree.tostring(slice_, encoding="unicode", with_tail=False),
            )


def render(saxon: Saxon, page: Page, documents: Mapping[str, Document], context: Context) -> Result:
    """The page's text, and what its stylesheet had to say.

    A page of documents is made from ``kw:documents``, each document in a ``kw:document``; a page of none from its
    slice.
    """
    values = {"language": context.language}
    stylesheet = saxon.stylesheet(page.stylesheet)
    if not page.documents:
        return stylesheet.transform(page.slice, values=values)
    parts = "".join(
        f"<kw:document id={quoteattr(id_)} path={quoteattr(documents[id_].path)}>"
        f"{documents[id_].source.text()}</kw:document>"
        for id_ in page.documents
    )
    source = f"<kw:documents xmlns:kw={quoteattr(NAMESPACE)}>{parts}</kw:documents>"
    return stylesheet.transform(source, {"slice": page.slice}, values)
