"""A TEI file as it is written: its text, its pieces, and where in it elements begin.

Lines are those that an editor counts. A place is what the address of a line ends with: ``L12``, or ``L12.34`` for an
element that does not begin its line; where the file fills several pages, with the number of the page before it.
"""

import bisect
import codecs
import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.parsers import expat

from lxml import etree

from kwedition import xmlio

# A file whose page would be larger is shown in pieces of no more than the second number: bytes of HTML, never
# underestimated.
LARGE = 440_000
PIECE = 400_000

# Elements whose markup a reader can open, by local name: xslt/site/text.xsl decides where.
OPENED = (
    "p", "ab", "lg", "l", "sp", "note", "list", "table", "figure", "opener", "closer", "zone", "titlePage", "castList",
)  # fmt: skip
_ANY_NAMESPACE = tuple(f"{{*}}{name}" for name in OPENED)

# What is no element: comments, character data, instructions, document types; the group says which. A piece of a text
# may end within one.
# (All of these expressions begin with one sign, for which the whole text is searched quickly.)
SPECIAL = re.compile(
    r"""<(?:!(?:(?P<c>--.*?(?:-->|\Z))|(?P<d>\[CDATA\[.*?(?:\]\]>|\Z))
    |(?P<t>DOCTYPE(?:[^\[>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+
      (?:\[(?:[^\]<"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<\Z
        |<!(?!--)(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z))*+(?:\]\s*+|\Z))?(?:>|\Z)))
    |(?P<p>\?.*?(?:\?>|\Z)))""",
    re.DOTALL | re.VERBOSE,
)
_TAG = r"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>"""
_HIDDEN = r"![-\[](?:(?<=-)-.*?(?:-->|\Z)|(?<=\[)CDATA\[.*?(?:\]\]>|\Z))|\?.*?(?:\?>|\Z)"
_STARTS = re.compile(rf"<(?:([^/!?])|{_HIDDEN})", re.DOTALL)
_OPENED_NAME = rf"(?:{'|'.join(OPENED)})(?=[\s/>])"
_OPENED_STARTS = re.compile(rf"<(?:({_OPENED_NAME})|{_HIDDEN})", re.DOTALL)
# The same where names may have prefixes: that takes twice as long.
_PREFIXED_STARTS = re.compile(rf"<(?:({_OPENED_NAME}|[^\s:/>!?]++:{_OPENED_NAME})|{_HIDDEN})", re.DOTALL)
_TAGS = re.compile(rf"<(?:({_TAG[1:]})|{_HIDDEN})", re.DOTALL)
_ATOM = re.compile(rf"(?P<m>{_TAG})|(?P<x>[^<\n]*\n[ \t]*|[^<\n]+)", re.DOTALL)
# A piece of a very long text, in characters, that even at its dearest fits into a page.
_LONG = 5_000
# A page is fairly full with so much of it. Up to there a text is taken in stretches: of no more characters than a
# sixteenth of the bytes that there is room for, nor fewer than the last number.
_FAIR = 3 / 4
_LEAP, _LEAST = 16, 200
# Bytes of HTML that a sign makes which is shown by its number, besides its own.
_SIGN_COST = 30

# Signs that XML allows and HTML does not, and those that turn the direction of what follows: shown by their numbers.
HIDDEN_SIGNS = re.compile(
    "[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one page shows: from character to character of the text, beginning at a line (from 1) and ``column``.

    ``column`` is how many characters of the line are on the page before. ``inside`` is the kind of what began there and
    goes on here up to the character ``until``: a group of ``SPECIAL``, or nothing.
    """

    start: int
    end: int
    line: int = 1
    column: int = 0
    inside: str = ""
    until: int = 0


def text_of(data: bytes) -> str:
    """The characters of an XML file, with a line feed at the end of each line."""
    text = data.decode(_encoding(data), "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding(data: bytes) -> str:
    if not data.startswith(codecs.BOM_UTF8):
        with contextlib.suppress(LookupError):
            return codecs.lookup(xmlio.encoding_of(data)).name
    return "utf-8"


def pieces(text: str) -> list[Piece]:
    """The pages that a text fills."""
    if _is_small(text):
        return [Piece(0, len(text))]
    found: list[Piece] = []
    begun = Piece(0, 0)
    page = _Page()
    for start, end, kind, until in _atoms(text, page):
        within = until > 0
        cost = _cost(text[start:end])
        # Where a line begins is a good place to part, once a page is fairly full.
        good = page.size > PIECE * _FAIR and text[start - 1 : start] == "\n" and not within
        if page.size and (good or page.size + cost > PIECE):
            found.append(replace(begun, end=start))
            line = begun.line + text.count("\n", begun.start, start)
            begun = Piece(start, start, line, start - text.rfind("\n", 0, start) - 1, kind if within else "", until)
            page.size = 0
        page.size += cost
    found.append(replace(begun, end=len(text)))
    return found


@dataclass(slots=True)
class _Page:
    """How much a page holds already, while a text is divided."""

    size: int = 0

    def filled(self, text: str, start: int, end: int) -> int:
        """Fill the page from ``start`` on with what is sure to fit; up to where: the beginning of a tag, if not there.

        (What a text can make is the sum of what its parts can make, so its parts need not be looked at for that.)
        """
        while (room := int(PIECE * _FAIR - self.size) // _LEAP) > _LEAST:
            at = text.rfind("<", start + 1, min(end, start + room))
            cost = _cost(text[start:at]) if at > start else PIECE
            if self.size + cost > PIECE * _FAIR:
                break
            self.size += cost
            start = at
        return start


def hidden_signs(text: str) -> list[str]:
    """The ``HIDDEN_SIGNS`` of a text. (That expression is slow, and most of a text cannot be any of them.)"""
    if text.isascii():
        return ["\x7f"] * text.count("\x7f")
    return HIDDEN_SIGNS.findall(text.encode("utf-8", "replace").translate(None, _NEVER_HIDDEN).decode())


_NEVER_HIDDEN = bytes(range(0x7F))


def _is_small(text: str) -> bool:
    """Whether a text fits into one page."""
    bytes_ = len(text.encode("utf-8", "replace"))
    cost = bytes_ + _dear(text)
    # Most texts are small even if every sign that can be hidden is; so nobody looks for these.
    most = bytes_ - len(text) + text.count("\x7f")
    return cost + _SIGN_COST * most <= LARGE or cost + _SIGN_COST * len(hidden_signs(text)) <= LARGE


def _cost(text: str) -> int:
    """The most bytes of HTML that a text can make (see highlight.py)."""
    if text.isascii():
        return len(text) + _dear(text) + _SIGN_COST * text.count("\x7f")
    return len(text.encode("utf-8", "replace")) + _dear(text) + _SIGN_COST * len(hidden_signs(text))


def _dear(text: str) -> int:
    return 40 * text.count("\n") + 50 * text.count("<") + 15 * text.count("=") + 5 * text.count("&")


def _atoms(text: str, page: _Page) -> Iterator[tuple[int, int, str, int]]:
    """What a text is divided between: start, end, kind, and, if it goes on with what is before it, where that ends.

    Without what the page is filled with meanwhile.
    """
    at = 0
    for special in SPECIAL.finditer(text):
        yield from _between(text, at, special.start(), page)
        yield from _cut(special.start(), special.end(), special.lastgroup or "")
        at = special.end()
    yield from _between(text, at, len(text), page)


def _between(text: str, start: int, end: int, page: _Page) -> Iterator[tuple[int, int, str, int]]:
    begun = -1
    while begun != start:
        begun = start = page.filled(text, start, end)
        for atom in _ATOM.finditer(text, start, end):
            if atom.start() > start:
                # What is no markup though it looks like some is not divided between.
                break
            last = atom.end()
            if last - start <= _LONG:
                yield start, last, "", 0
            else:
                yield from _cut(start, last, "")
            start = last
            if page.size < PIECE * _FAIR / 2:
                # A new page has begun.
                break
    yield from _cut(start, end, "")


def _cut(start: int, end: int, kind: str) -> Iterator[tuple[int, int, str, int]]:
    for at in range(start, end, _LONG):
        yield at, min(at + _LONG, end), kind, end if at > start else 0


def starts(text: str) -> list[int]:
    """Where each start tag begins."""
    return [match.start() for match in _STARTS.finditer(_without_type(text)) if match[1]]


def opened_starts(text: str) -> list[int]:
    """Where the start tags of ``OPENED`` begin."""
    found = _PREFIXED_STARTS if "xmlns:" in text else _OPENED_STARTS
    return [match.start() for match in found.finditer(_without_type(text)) if match[1]]


def _without_type(text: str) -> str:
    """The same with blanks in the place of the document type: what stands in it is no part of the document."""
    if "<!DOCTYPE" not in text:
        return text
    found = next((each for each in SPECIAL.finditer(text) if each.lastgroup == "t"), None)
    return text if found is None else text[: found.start()] + " " * len(found[0]) + text[found.end() :]


def begins_line(text: str, offset: int) -> bool:
    """Whether nothing but space stands before a character on its line."""
    # Not by what the line holds: some files have but one line.
    while offset and text[offset - 1] in " \t":
        offset -= 1
    return not offset or text[offset - 1] == "\n"


def places(root: etree._Element, data: bytes) -> tuple[str, ...]:
    """The place of each element of ``opened(root)``; empty where nobody can say it.

    ``data`` are the bytes that ``root`` was parsed from.
    """
    written = _literal_places(data) if len(data) < LARGE // 8 else _kept_places(data)
    wanted = list(opened(root))
    if len(written) == len(wanted):
        return written
    text = text_of(data)
    offsets = _offsets_by_expat(data, text)
    elements = list(root.iter("*"))
    if len(offsets) != len(elements):
        return ("",) * len(wanted)
    at = Placed(text, opened_starts(text))
    chosen = set(wanted)
    return tuple([at.place(offset) for each, offset in zip(elements, offsets, strict=True) if each in chosen])


@lru_cache(maxsize=1)
def _kept_places(data: bytes) -> tuple[str, ...]:
    # The pages of a long text are made one after another, some from the whole of it.
    return _literal_places(data)


def _literal_places(data: bytes) -> tuple[str, ...]:
    text = text_of(data)
    written = opened_starts(text)
    at = Placed(text, written)
    return tuple([at.place(offset) for offset in written])


def opened(root: etree._Element) -> Iterator[etree._Element]:
    """The elements of a document that have a place, in order."""
    return root.iter(*_ANY_NAMESPACE)


class Placed:
    """The places of a text.

    ``written`` are the offsets at which a page has an address within a line; ``before`` is the number of pages that
    other files of the document fill.
    """

    def __init__(self, text: str, written: Sequence[int], before: int = 0) -> None:
        self._text = text
        self._before = before
        self._written = frozenset(written)
        # The place that was asked for last: most are asked for in their order. Its line, where that begins, itself.
        self._last = 1, 0, 0
        self._pieces = [piece.start for piece in pieces(text)]

    @property
    def pages(self) -> int:
        """How many pages the text fills."""
        return len(self._pieces)

    def place(self, offset: int) -> str:
        """The place of the element at an offset."""
        line, begin, at = self._last if offset >= self._last[2] else (1, 0, 0)
        breaks = self._text.count("\n", at, offset)
        if breaks:
            line, begin = line + breaks, self._text.rfind("\n", at, offset) + 1
        self._last = line, begin, offset
        named = f"L{line}"
        if offset in self._written and not begins_line(self._text, offset):
            named += f".{offset - begin + 1}"
        page = self._before + bisect.bisect_right(self._pieces, offset)
        return named if page == 1 else f"{page} {named}"


def all_starts(data: bytes, text: str) -> list[int]:
    """Where each element of a document begins; one that an entity brings, where the entity is called."""
    return _offsets_by_expat(data, text) if "<!ENTITY" in text else starts(text)


def _offsets_by_expat(data: bytes, text: str) -> list[int]:
    found: list[tuple[int, int]] = []
    parser, data = xmlio.expat_of(data)

    def start(*_said: object) -> bool:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber))
        return True

    parser.StartElementHandler = start
    # (An inclusion stands for the call of a file.)
    parser.ExternalEntityRefHandler = start
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    lines = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
    return [min(lines[min(line, len(lines)) - 1] + column, len(text)) for line, column in found]


def end_tag(text: str, start: int) -> int | None:
    """Where the end tag of the element begins that begins at an offset; None where it has none."""
    depth = 0
    for match in _TAGS.finditer(text, start):
        tag = match[1]
        if tag is not None:
            depth += -1 if tag.startswith("/") else 0 if tag.endswith("/>") else 1
            if depth <= 0:
                return match.start() if tag.startswith("/") else None
    return None
