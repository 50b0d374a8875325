"""What a worker does: tasks in, results out, all of them bytes, so that they may travel to another process or machine.

A worker compiles each stylesheet once. Nothing here reads what another task wrote.
"""

import atexit
import marshal
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kwedition.build.folder import Folder
from kwedition.errors import KweditionError, StylesheetError
from kwedition.findings import Finding, Severity

if TYPE_CHECKING:
    from kwedition.build.entries import Memory
    from kwedition.build.record import Record
    from kwedition.edition import Document
    from kwedition.saxon import Saxon


@dataclass(frozen=True, slots=True)
class Outfit:
    """What all tasks of a build share: the tool's fingerprint, the language, and the theme.

    ``theme`` is a folder; where the worker may not see it, ``theme_files`` are its files by name.
    """

    fingerprint: str
    language: str
    theme: str | None = None
    theme_files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A document for a task: its id, its path relative to the source folder, its name for people, its bytes.

    ``places`` are given where a page is to say in which line each element is written (see sourceview.py); none are
    given where the bytes are those of the file, and say it themselves. ``cut``: the bytes are what one part of a very
    long text needs (see cutter.py).
    """

    id: str
    path: str
    name: str
    data: bytes
    places: tuple[str, ...] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class CollectTask:
    """Make the record of a document; ``active`` is given where its own file is not what its text is.

    ``before`` is what an authority list said when it was read last: its record, and what was noted then.
    """

    text: Text
    active: bool | None = None
    before: tuple[bytes, bytes] | None = None


@dataclass(frozen=True, slots=True)
class RenderTask:
    """Make a page."""

    path: str
    stylesheet: str
    slice: str
    texts: tuple[Text, ...]
    language: str = ""


class SourceFile(NamedTuple):
    """A file of a document: where it is published, what it is called in the edition, and its bytes.

    ``unknown`` are its elements that no rule knows: number in the order of the file (from 0) and name.
    """

    address: str
    name: str
    data: bytes
    unknown: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTask:
    """Make the pages of a document's files in one language, and with ``shared`` what all languages share.

    ``path`` is the address of the first page, ``below`` the folder of the language; ``slice`` is what the pages are
    told. ``folder`` is where the worker writes them itself; where it is empty, it hands them over.
    """

    path: str
    below: str
    slice: tuple[str, ...]
    files: tuple[SourceFile, ...]
    language: str
    shared: bool
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a task made: its content, and what else there is to know of it (links and messages of a page).

    ``files`` are there to be written, and are not kept: path and bytes; none where the worker wrote them. (Of a
    record, ``facts`` are what its hash is kept with, see known.py.) ``noted`` is what whoever makes the record of a
    list again should be told, ``pointing`` what its file points to (see nowhere.py), where it is all of the document.
    ``stopped`` is the path of a document at which the stylesheet of a page stopped, and what is said of that.
    """

    content: bytes
    facts: bytes = b""
    files: tuple[tuple[str, bytes], ...] = ()
    noted: bytes = b""
    pointing: bytes = b""
    stopped: tuple[str, Finding] | None = None


Task = CollectTask | RenderTask | SourceTask

# In the place of a record, before a finding: why the document cannot be read. (No record begins so.)
UNREADABLE = b"!"


def perform(outfit: Outfit, tasks: Sequence[Task]) -> list[Made]:
    """The results of some tasks, in their order; raises KweditionError when one cannot be done at all."""
    return [_perform(outfit, task) for task in tasks]


def load(outfit: Outfit, stylesheet_: str) -> None:
    """Load what tasks of a stylesheet need."""
    # (For what it imports.)
    from kwedition.build import accounting, identifiers, links, sourcefiles, sourcetext, sourceview, steps  # noqa: F401

    _saxon(outfit).stylesheet(stylesheet_)


def load_all(outfit: Outfit, stylesheets: Sequence[str]) -> None:
    """Load what tasks of some stylesheets need."""
    for name in stylesheets:
        load(outfit, name)


def stylesheet(task: Task) -> str:
    """The stylesheet that makes what a task asks for."""
    if isinstance(task, RenderTask):
        return task.stylesheet
    from kwedition.build.sourceview import STYLESHEET

    return STYLESHEET if isinstance(task, SourceTask) else "collect.xsl"


def measured(outfit: Outfit, tasks: Sequence[Task]) -> tuple[list[Made], int]:
    """The same, with the bytes of memory that this process has then; 0 where nobody says."""
    return perform(outfit, tasks), memory()


def memory() -> int:
    """The bytes of memory that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _perform(outfit: Outfit, task: Task) -> Made:
    # Imported here: whoever has nothing to make does not wait for it.
    from lxml import etree

    from kwedition import xmlio
    from kwedition.build import (
        accounting,
        identifiers,
        links,
        nowhere,
        sourcefiles,
        sourcetext,
        sourceview,
        steps,
    )
    from kwedition.build.pages import PART
    from kwedition.build.record import beside_hash, pack
    from kwedition.edition import Document

    saxon = _saxon(outfit)
    if isinstance(task, CollectTask):
        try:
            source = xmlio.parse_tei(task.text.data, task.text.name)
        except xmlio.Unreadable as unreadable:
            return Made(UNREADABLE + marshal.dumps(plain(unreadable.finding), 2))
        try:
            record, noted = _collected(outfit, task, Document(task.text.id, task.text.path, source))
            # (Of what a document includes, other files tell.)
            pointing = nowhere.of_source(source) if task.active is None else b""
        except etree.XPathEvalError:
            return Made(UNREADABLE + marshal.dumps(plain(_too_large(task.text)), 2))
        except StylesheetError as stopped:
            if saxon.themed:
                raise
            return Made(UNREADABLE + marshal.dumps(plain(_stopped(task.text, stopped)), 2))
        wrong = identifiers.of_document(source)
        active = sourcefiles.acts(source) if task.active is None else task.active
        record = record._replace(troubles=tuple(map(plain, wrong)), active=active)
        return Made(pack(record), beside_hash(record), noted=noted, pointing=pointing)
    if isinstance(task, SourceTask):
        made = sourceview.made(saxon, task)
        if not task.folder:
            return made
        for path, content in made.files:
            _folder(task.folder).write(path, content)
        return replace(made, files=())
    documents = {text.id: Document(text.id, text.path, xmlio.parse(text.data, text.name)) for text in task.texts}
    page = steps.Page(task.path, task.stylesheet, tuple(documents), task.slice, language=task.language)
    counted = bool(documents) and accounting.is_view(page.stylesheet)
    places = {
        text.id: text.places or sourcetext.places(documents[text.id].source.root, text.data)
        for text in task.texts
        if text.places is not None
    }
    context, cut = steps.Context("", outfit.language, "", ()), any(text.cut for text in task.texts)
    try:
        result = steps.render(saxon, page, documents, context, counted, places, cut, _memory(outfit))
    except StylesheetError as stopped:
        # Whoever writes a theme wants to know at once what is wrong with it.
        if saxon.themed or len(task.texts) != 1:
            raise
        (text_,) = task.texts
        # (No error: what else is made at the same time is not to be made again.)
        return Made(b"", stopped=(text_.path, _stopped(text_, stopped)))
    text, accounts, shares = result.text, tuple[accounting.Account, ...](), tuple[accounting.Share, ...]()
    unknown: dict[int, str] = {}
    if page.stylesheet == PART:
        text, unknown = accounting.unknown(text)
        text, part = accounting.share(task.path, text, task.texts[0].id, task.language)
        shares = (part,)
    elif counted:
        text, unknown = accounting.unknown(text)
        sources = [(each.id, each.source) for each in documents.values()]
        text, accounts = accounting.taken(task.path, text, sources, task.language)
    found = links.of_text(task.path, text) if task.path.endswith(".html") else links.NONE
    facts = (links.packed(found), result.messages, [list(each) for each in accounts], [list(each) for each in shares],
             unknown)  # fmt: skip
    return Made(text.encode(), marshal.dumps(facts, 2))


def _collected(outfit: Outfit, task: CollectTask, document: "Document") -> "tuple[Record, bytes]":
    """The record of a document, and of an authority list what is noted for the next time."""
    from kwedition.build import entries, steps
    from kwedition.build.record import unpack

    saxon = _saxon(outfit)
    record, found = None, None
    if task.before is not None and not saxon.themed:
        found = entries.enlisted(document.source)
        known = entries.unchanged(found, marshal.loads(task.before[1]), unpack(task.before[0]))
        record = steps.collect_list(saxon, document, known) if known else None
    if record is None:
        record = steps.collect(saxon, document, _memory(outfit))
    if record.kind != "authorities" or saxon.themed:
        return record, b""
    if found is None:
        found = entries.enlisted(document.source)
    return record, marshal.dumps(entries.marks(found, record), 2) if found else b""


def _too_large(text: Text) -> Finding:
    """That libxml2 does not count so many nodes as a document has (XPATH_MAX_NODESET_LENGTH)."""
    message = (
        "this file has more than ten million elements or texts, which is more than one document can be published with"
    )
    hint = "divide it into several files: a teiCorpus may include them (XInclude), and each gets a page"
    return Finding(text.name, 1, 1, "document-too-large", Severity.ERROR, message, hint)


def _stopped(text: Text, error: StylesheetError) -> Finding:
    hint = "it is left out, and the others are published: please report this, with the document"
    return Finding(text.name, 1, 1, "document-stopped", Severity.ERROR, error.message, hint)


@cache
def _saxon(outfit: Outfit) -> "Saxon":
    from kwedition.build.fingerprint import tool
    from kwedition.saxon import Saxon

    if outfit.fingerprint != tool():
        raise KweditionError(
            "a worker has another version of kwedition or of its libraries",
            "install the same versions on all machines of the cluster",
        )
    theme = None if outfit.theme is None else Path(outfit.theme)
    if outfit.theme_files:
        theme = Path(tempfile.mkdtemp(prefix="kwedition-theme-"))
        atexit.register(shutil.rmtree, theme, ignore_errors=True)
        for name, content in outfit.theme_files:
            file = theme / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return Saxon(theme)


@lru_cache(maxsize=1)
def _folder(path: str) -> Folder:
    return Folder(path)


@cache
def _memory(outfit: Outfit) -> "Memory":
    from kwedition.build.entries import Memory

    return Memory()


def plain(finding: Finding) -> tuple[Any, ...]:
    """A finding as a tuple of strings and numbers."""
    values = astuple(finding)
    return (*values[:4], int(finding.severity), *values[5:])


def restored(values: tuple[str, int, int, str, int, str, str, str]) -> Finding:
    """The finding that ``plain`` took apart."""
    return Finding(*values[:4], Severity(values[4]), *values[5:])
