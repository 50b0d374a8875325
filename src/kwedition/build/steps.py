"""The steps of a build, each a function of bytes: collect, register, plan, render."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from typing import Any

from lxml import etree

from kwedition import xmlio
from kwedition.build import (
    accounting,
    cuts,
    dating,
    entries,
    hyphens,
    layout,
    levels,
    meant,
    numbering,
    parts,
    plans,
    prefixes,
    sourceview,
    spacing,
)
from kwedition.build.collation import Collator
from kwedition.build.pages import PART, TEXT, Context, Page
from kwedition.build.record import Entry, Record, read
from kwedition.build.register import Collate, Register
from kwedition.edition import Document
from kwedition.markup import quoteattr
from kwedition.namespace import KW, NAMESPACE
from kwedition.saxon import Result, Saxon

_ID = re.compile(r"""xml:id=["']([^"']*)["']""")
_PRIVATE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"
# Windows' own signs, taken for Latin-1 when a file was converted, are control characters, which no page may have. They
# are read as HTML says that browsers read their numbers ("&#146;"): as what they were.
_CONTROL = "".join(map(chr, range(0x80, 0xA0)))
# The ends of lines that word processors write are white space, as other ends of lines are.
_READ = {
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    **dict.fromkeys(map(ord, _PRIVATE), "\ufffd"),
    **{ord(sign): sign.encode("latin-1").decode("cp1252", "replace") for sign in _CONTROL},
}
_REPLACED = tuple(map(chr, _READ))
_BLOCK_ID = re.compile(r"\s*b[0-9]+\s*")

__all__ = ["Context", "Page", "collect", "collect_xml", "plan", "register", "render"]


def collect_xml(saxon: Saxon, document: Document) -> str:
    """What the rest of the edition needs to know of a document, as a ``kw:record``."""
    text, divided = _text(document, True)
    return _collected(saxon, document, text, divided)


def collect(saxon: Saxon, document: Document, memory: entries.Memory | None = None) -> Record:
    """The same as the register reads it.

    ``memory`` spares the stylesheet entries that it has seen in other documents.
    """
    if memory is None or saxon.themed:
        return read(collect_xml(saxon, document))
    found = memory.found(document.source)
    known = memory.known(found)
    text, divided = _text(document, True, without=entries.emptied([each for each, _entry in known]))
    if divided or not known:
        record = read(_collected(saxon, document, text, divided))
    else:
        values = {"known": "yes", "numbers": " ".join(map(str, entries.unidentified(document.source.root)))}
        record = read(_collected(saxon, document, text, False, values), [entry for _each, entry in known])
        if record.kind != "document":
            # Here an entry says more.
            return read(collect_xml(saxon, document))
    memory.learn(found, record)
    return record


def collect_list(saxon: Saxon, document: Document, known: Sequence[tuple[entries.Found, Entry]]) -> Record | None:
    """The same of an authority list, of which some entries are known; None where it is none, or so long a text."""
    text, divided = _text(document, True, without=entries.emptied([each for each, _entry in known]))
    if divided:
        return None
    values = {"known": "yes", "numbers": " ".join(map(str, entries.unidentified(document.source.root)))}
    record = read(_collected(saxon, document, text, False, values), [entry for _each, entry in known])
    return record if record.kind == "authorities" else None


def _collected(
    saxon: Saxon, document: Document, text: str, divided: bool, known: Mapping[str, str] | None = None
) -> str:
    values = {"id": document.id, "path": document.path, "plain-ids": _plain_ids(text), **(known or {})}
    if divided:
        values["divided"] = "yes"
    return saxon.stylesheet("collect.xsl").transform(text, values=values).text


def register(records: Sequence[Record], context: Context, collate: Collate | None = None) -> Register:
    """The register of all records, with sort keys."""
    return Register(records, collate or Collator(context.language, {}))


def plan(saxon: Saxon | None, register_: Register, context: Context) -> Iterator[Page]:
    """The pages of each output, in order, each with its slice of the register.

    The site, the data and the plain readings are planned by functions, because they have many pages; any other output
    by its ``plan.xsl``, which gets the whole register. (``saxon`` may be None when there is no such output.)
    """
    for output in context.outputs:
        if output == "site":
            yield from plans.site(register_, context)
        elif output == "data":
            yield from plans.data(register_, context)
        elif output == "text":
            yield from plans.text(register_)
        elif output == "markdown":
            yield from plans.markdown(register_)
        elif output == "epub":
            from kwedition.build import epub

            yield from epub.pages(register_, context)
        elif saxon is not None and output not in ("pdf", "search"):
            yield from planned(plan_xml(saxon, plans.register_xml(register_, context), output, context.language))


def plan_xml(saxon: Saxon, register_: str, output: str, language: str, whole: bool = True) -> str:
    """The plan that an output's stylesheet makes of a register: a ``kw:plan``.

    ``whole`` says whether there is to be a volume of all documents.
    """
    values = {"language": language} if whole else {"language": language, "whole": "no"}
    return saxon.stylesheet(f"{output}/plan.xsl").transform(register_, values=values).text


def planned(plan_: str) -> Iterator[Page]:
    """The pages of a ``kw:plan``."""
    for page in xmlio.parse_own(plan_).iter(f"{KW}page"):
        (slice_,) = page.iterchildren(f"{KW}slice")
        yield Page(
            path=str(page.get("path")),
            stylesheet=str(page.get("stylesheet")),
            documents=tuple((page.get("documents") or "").split()),
            slice=etree.tostring(slice_, encoding="unicode", with_tail=False),
        )


def render(
    saxon: Saxon, page: Page, documents: Mapping[str, Document], context: Context, accounted: bool = False,
    places: Mapping[str, Sequence[str]] | None = None, cut: bool = False, memory: entries.Memory | None = None,
) -> Result:  # fmt: skip
    """The page's text, and what its stylesheet had to say.

    A page of documents is made from ``kw:documents``, each document in a ``kw:document``; a page of none from its
    slice. ``accounted`` leaves in it the marks of the texts that it shows (see accounting.py). ``places`` say, by
    document, where its elements are written (see sourceview.py). ``cut`` says that the document is cut to this page
    (see cutter.py). ``memory`` spares the page of a text what it would not show of entries that are known.
    """
    values = {"language": page.language or context.language}
    if accounted:
        values["accounted"] = "yes"
    if cut:
        values["cut"] = "yes"
    stylesheet = saxon.stylesheet(page.stylesheet)
    if not page.documents:
        return stylesheet.transform(page.slice, values=values)
    known = places or {}
    divided = page.stylesheet == PART and not cut
    spares = memory if page.stylesheet == TEXT and accounted and not cut and not saxon.themed else None
    texts = []
    for document in (documents[id_] for id_ in page.documents):
        spared = _spared(document, spares)
        if spared:
            values["spared"] = "yes"
        text, _divided = _text(document, divided, known.get(document.id), not cut, entries.named(spared))
        texts.append((document, text))
    held = "".join(
        f"<kw:document id={quoteattr(document.id)} path={quoteattr(document.path)}>{text}</kw:document>"
        for document, text in texts
    )
    if len(texts) == 1:
        values["plain-ids"] = _plain_ids(texts[0][1])
    source = f"<kw:documents xmlns:kw={quoteattr(NAMESPACE)}>{held}</kw:documents>"
    result = stylesheet.transform(source, {"slice": page.slice}, values)
    if not accounted:
        return result
    listed, messages = accounting.listed(result.text, result.messages)
    return replace(result, text=listed, messages=messages)


def _spared(document: Document, memory: entries.Memory | None) -> Sequence[tuple[entries.Found, Entry]]:
    """The entries of a document of which its page needs no more than the name."""
    # (Where somebody says what only we say, the page counts what is there.)
    if memory is None or not xmlio.is_unmarked(document.source.root):
        return ()
    return memory.known(memory.found(document.source))


def _text(
    document: Document, marked: bool, places: Sequence[str] | None = None, numbered: bool = True,
    without: AbstractContextManager[Any] | None = None,
) -> tuple[str, bool]:  # fmt: skip
    """A document as the stylesheets read it, with the numbers of its blocks and what it says of divided words unless it
    has these already.

    Where wanted it has the marks where its parts begin, if there are any, and says so. ``without`` is entered when all
    else is said, unless it is divided: it takes from the document what need not be read.
    """
    root = document.source.root
    # What entities bring has a namespace only when it is read again.
    again = numbered and cuts.has_entities(root)
    with ExitStack() as stack:
        stack.enter_context(prefixes.resolved(root))
        stack.enter_context(meant.referred(root))
        stack.enter_context(dating.told(root))
        if places is not None:
            stack.enter_context(sourceview.marked(root, places))
        stack.enter_context(levels.read(root))
        stack.enter_context(spacing.given(root))
        stack.enter_context(hyphens.said(root))
        if numbered and not again:
            stack.enter_context(numbering.numbered(root))
            stack.enter_context(hyphens.told(root))
        if not again:
            stack.enter_context(layout.told(root))
        divided = parts.marked(root) if marked else None
        if without is not None and divided is None:
            stack.enter_context(without)
        text = document.source.text() if divided is None else divided
        if again:
            text = _numbered(text)
        if not text.isascii() and any(sign in text for sign in _REPLACED):
            # (The stylesheets mark their results with what is no character, and a text must not pass for that.)
            text = text.translate(_READ)
        if "&#13;" in text:
            # No page may have the end of a line written so.
            text = text.replace("&#13;", "&#10;")
        return text, divided is not None


def _numbered(text: str) -> str:
    root = xmlio.parse_own(text)
    numbering.cleared(root)
    numbering.number(root)
    layout.cleared(root)
    layout.mark(root)
    hyphens.cleared(root)
    hyphens.mark(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _plain_ids(text: str) -> str:
    """``yes`` when no two elements of a document have one ``xml:id`` and none has one like those given to blocks.

    Then the stylesheets need not look every id up. Text that only looks like an attribute makes it ``no``, which is
    always right.
    """
    ids = _ID.findall(text)
    return "yes" if len(set(ids)) == len(ids) and not any(_BLOCK_ID.fullmatch(id_) for id_ in ids) else "no"
