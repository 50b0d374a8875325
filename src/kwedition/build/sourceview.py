"""The source view: each text's TEI, to read with its markup and to take along.

Of a document there are its files (its own, and those that it includes) as they are, pages that show them, and beside
each page a script with the same text, from which a reader's browser shows the markup of one paragraph. All of it is a
function of the files, of which of their elements no rule knows, and of the frame round every page.
"""

import itertools
import json
import marshal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from lxml import etree

from kwedition.build import highlight, links, sourcefiles, sourceframe, sourcetext
from kwedition.build.pages import PART, Context, page
from kwedition.build.record import Record, attribute
from kwedition.build.sourcefiles import FOLDER
from kwedition.build.sourcetext import Piece
from kwedition.build.work import Made, SourceFile, SourceTask
from kwedition.xmlio import TEI, is_unmarked

if TYPE_CHECKING:
    from kwedition.saxon import Saxon

STYLESHEET = "site/source.xsl"
# The pages that lead there, paragraph by paragraph.
TEXTS = ("site/text.xsl", PART)

# Where the stylesheet leaves room for the code.
_ROOM = "\ufdd0\ufdd1"

# The attribute that tells the stylesheets where an element is written; TEI has none of that name.
_AT = "kw-at"
_TEI = f"{{{TEI}}}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The source of a document in one language, before it is known whether it must be made again.

    ``address`` is that of its first page, below the folder of the language.
    """

    id: str
    address: str
    below: str
    language: str
    slice: tuple[str, ...]
    shared: bool

    @property
    def path(self) -> str:
        """The path of its first page, relative to the output folder."""
        return self.below + self.address

    def told(self, record: Record) -> Self:
        """The same, of what the document says of itself now."""
        return replace(self, slice=(self.slice[0], *_told(record)))

    def task(self, files: tuple[SourceFile, ...], folder: str = "") -> SourceTask:
        """What makes it; ``folder``: and writes it there."""
        return SourceTask(self.path, self.below, self.slice, files, self.language, self.shared, folder)


def wanted(record: Record, frame: str, context: Context, shared: bool) -> Wanted:
    """The source of a document in one language, with what its pages are told; ``shared``: also its files."""
    return Wanted(record.id, address(record), context.below, context.language, (frame, *_told(record)), shared)


def _told(record: Record) -> tuple[str, str]:
    named = attribute("kind", record.kind) + attribute("address", record.address)
    return f"<document{named}{attribute('xml:lang', record.language)}>{record.head}</document>", told(record)


def address(record: Record) -> str:
    """The address of the first page of a document's source."""
    return address_of(record.id)


def address_of(id_: str) -> str:
    """The same, given the id of the document."""
    return f"{FOLDER}/{id_}.html"


def page_address(first: str, number: int) -> str:
    """The address of a page of a source."""
    return first if number == 1 else f"{first.removesuffix('.html')}/{number}.html"


def told(record: Record) -> str:
    """What the page of a text knows of its source."""
    file = sourcefiles.address(record.id, record.active)
    return f"<tei{attribute('address', address(record))}{attribute('file', file)}/>"


@contextmanager
def marked(root: etree._Element, places: Iterable[str]) -> Iterator[None]:
    """A document whose elements say where they are written, for as long as the context lasts."""
    elements = list(sourcetext.opened(root))
    # None says so itself; what stands in an example is shown with its attributes.
    own = [(each, each.attrib.pop(_AT)) for each in _saying(root) if _is_tei(each)]
    for element, place in zip(elements, places, strict=True):
        if place and _is_tei(element):
            element.set(_AT, place)
    try:
        yield
    finally:
        for element in elements:
            if _is_tei(element):
                element.attrib.pop(_AT, None)
        for element, value in own:
            element.set(_AT, value)


def _saying(root: etree._Element) -> list[etree._Element]:
    found = [] if is_unmarked(root) else root.xpath(f"descendant-or-self::*[@{_AT}]")
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def _is_tei(element: etree._Element) -> bool:
    tag = str(element.tag)
    if tag.startswith("{"):
        return tag.startswith(_TEI)
    # What an entity brings has a namespace only when it is written and read again.
    return element.nsmap.get(tag.rpartition(":")[0] or None) == TEI


def joined_places(files: Sequence[bytes], elements: Iterable[tuple[int, int]]) -> list[str]:
    """The places of elements of which each is known by the number of its file, and by its own in that (from 0)."""
    placed: list[tuple[sourcetext.Placed, list[int]]] = []
    pages = 0
    for data in files:
        text = sourcetext.text_of(data)
        at = sourcetext.Placed(text, sourcetext.opened_starts(text), pages)
        placed.append((at, sourcetext.all_starts(data, text)))
        pages += at.pages
    found: list[str] = []
    for file, number in elements:
        at, starts = placed[file]
        found.append(at.place(starts[number]) if number < len(starts) else "")
    return found


class _Sheet(NamedTuple):
    """A page to be made: which file, and what of it."""

    file: SourceFile
    text: str
    piece: Piece
    unknown: tuple[int, ...]


def made(saxon: "Saxon", task: SourceTask) -> Made:
    """The files of a task, and what there is to know of them: their paths; ids and links of the pages.

    What is kept of them is only what surrounds the code of each page: all else is the sources again.
    """
    sheets = _all_sheets(task)
    frames: list[tuple[str, str]] = []
    facts = []
    for (path, _sheet), (before, after, found) in zip(sheets, _frames(saxon, task, sheets), strict=True):
        facts.append((task.below + path, links.packed(found)))
        frames.append((before, after))
    files = _files(task, sheets, frames)
    return Made(marshal.dumps(frames, 2), marshal.dumps(([path for path, _content in files], facts), 2), files)


def _frames(
    saxon: "Saxon", task: SourceTask, sheets: Sequence[tuple[str, "_Sheet"]]
) -> Iterator[sourceframe.Frame]:  # fmt: skip
    """What stands round the code of each page."""
    stylesheet = saxon.stylesheet(STYLESHEET)

    def framed(told: Sequence[str], path: str, shown: str) -> sourceframe.Frame:
        slice_ = page(path, STYLESHEET, (), (*told, shown)).slice
        before, _room, after = stylesheet.transform(slice_, values={"language": task.language}).text.rpartition(_ROOM)
        return before, after, links.of_text(task.below + path, before + after)

    def made(usual: sourceframe.Usual) -> sourceframe.Frame:
        told = (*usual.told, _file(usual.address, usual.own.name, usual.own.size))
        return framed(told, address_of(usual.own.id), _shown(usual.address))

    unknown = tuple(_unknown(task.files))
    published = [(file.address, file.name, _size(len(file.data))) for file in task.files]
    about = [*task.slice, *itertools.starmap(_file, published), *unknown]
    if len(sheets) == 1 and not unknown and not saxon.themed:
        usual = sourceframe.Usual.of_told(task.slice, task.language, task.below, published[0])
        if usual is not None:
            first, at = sheets[0][0], _shown(usual.address)
            yield sourceframe.framed(stylesheet, usual, lambda: framed(about, first, at), made)
            return
    about += [_sheet(path, sheet) for path, sheet in sheets] if len(sheets) > 1 else []
    for number, (path, sheet) in enumerate(sheets, 1):
        yield framed(about, path, _shown(sheet.file.address, number, len(sheets)))


def files(task: SourceTask, content: bytes) -> tuple[tuple[str, bytes], ...]:
    """The files of a task, path and bytes, when what ``made`` keeps of them is there."""
    return _files(task, _all_sheets(task), marshal.loads(content))


def _files(
    task: SourceTask, sheets: Sequence[tuple[str, _Sheet]], frames: Sequence[tuple[str, str]]
) -> tuple[tuple[str, bytes], ...]:
    written: list[tuple[str, bytes]] = []
    for (path, sheet), (before, after) in zip(sheets, frames, strict=True):
        code = highlight.code(sheet.text, sheet.piece, sheet.unknown)
        written.append((task.below + path, f"{before}{code}{after}".encode()))
        if task.shared:
            written.append((f"{path.removesuffix('.html')}.js", _script(path, sheet)))
    if task.shared:
        written += [(file.address, file.data) for file in task.files]
    return tuple(written)


def _all_sheets(task: SourceTask) -> list[tuple[str, _Sheet]]:
    """The pages of a task, each with its address."""
    sheets = [sheet for file in task.files for sheet in _sheets(file)]
    first = task.path.removeprefix(task.below)
    return [(page_address(first, number), sheet) for number, sheet in enumerate(sheets, 1)]


def _sheets(file: SourceFile) -> list[_Sheet]:
    text = sourcetext.text_of(file.data)
    unknown: list[int] = []
    if file.unknown:
        starts = sourcetext.all_starts(file.data, text)
        written = set(sourcetext.starts(text))
        for number, _name in file.unknown:
            at = starts[number] if number < len(starts) else -1
            if at in written:
                end = sourcetext.end_tag(text, at)
                unknown += (at,) if end is None else (at, end)
    return [_Sheet(file, text, piece, tuple(unknown)) for piece in sourcetext.pieces(text)]


def _file(address: str, name: str, size: str) -> str:
    return f"<file{attribute('address', address)}{attribute('name', name)}{attribute('size', size)}/>"


def _shown(file: str, number: int = 1, of: int = 1) -> str:
    return f'<shown n="{number}" of="{of}"{attribute("file", file)}/>'


def _size(length: int) -> str:
    """How large a file is, for readers."""
    if length < 1_000:
        return f"{length} B"
    if length < 1_000_000:
        return f"{(length + 500) // 1_000} kB"
    millions, tenths = divmod((length + 50_000) // 100_000, 10)
    return f"{millions}.{tenths} MB" if tenths else f"{millions} MB"


def _unknown(files: Iterable[SourceFile]) -> Iterator[str]:
    """How many elements of each name no rule knows."""
    counts: dict[str, int] = {}
    for file in files:
        for _number, name in file.unknown:
            counts[name] = counts.get(name, 0) + 1
    for name, number in sorted(counts.items()):
        yield f'<unknown{attribute("name", name)} n="{number}"/>'


def _sheet(path: str, sheet: _Sheet) -> str:
    last = sheet.piece.line + sheet.text.count("\n", sheet.piece.start, max(sheet.piece.end - 1, sheet.piece.start))
    lines = f' first="{sheet.piece.line}" last="{last}"'
    return f"<sheet{attribute('address', path)}{attribute('file', sheet.file.address)}{lines}/>"


def _script(path: str, sheet: _Sheet) -> bytes:
    """The text of a page as a script that hands it over: pages that are opened from a folder may not read files."""
    said = json.dumps(path, ensure_ascii=False)
    text = _literal(sheet.text[sheet.piece.start : sheet.piece.end])
    return f"kwSource({said},{sheet.piece.line},{sheet.piece.column},".encode("utf-8", "replace") + text + b");\n"


def _literal(text: str) -> bytes:
    """A text as JSON; that of a whole file takes ``json`` three times as long."""
    data = text.encode("utf-8", "replace")
    if data.translate(None, _NO_CONTROL):
        return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")
    data = data.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return b'"' + data.replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\r") + b'"'


# All bytes but the signs that are written by their numbers in JSON.
_NO_CONTROL = bytes((*b"\t\n\r", *range(0x20, 0x100)))
