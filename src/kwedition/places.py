"""Where the elements of a document stand in its file, and the ways to them; lxml only knows where start tags end."""

import bisect
import contextlib
import itertools
import re
from collections.abc import Iterable, Sequence

from lxml import etree

from kwedition.xmlio import Source, expat_of

# How many bytes are searched at once for one start tag among those that are only counted.
_BLOCK = 2048
# How many texts of a document are looked for one by one, before all are found at once.
_FEW_TEXTS = 24


class Places:
    """Where the elements of a source begin; computed on first use, so only files with findings pay for it.

    With ``wanted``, only the places of these elements are asked for.
    """

    def __init__(self, source: Source, wanted: Iterable[etree._Element] | None = None) -> None:
        self._source = source
        self._wanted = None if wanted is None else set(wanted)
        self._order: dict[etree._Element, int] = {}
        self._starts: _Starts | None = None
        self._known = False
        self._asked = 0
        self._texts: dict[tuple[int, int], tuple[int, int]] | None = None

    def of(self, element: etree._Element) -> tuple[int, int]:
        """Line and column (both from 1, columns in code points) of an element's ``<``.

        The column is 0 when it is not known: expat reads fewer encodings than libxml2 does.
        """
        order, starts = self._number(element)
        return starts.of(order) if self._known else (int(element.sourceline or 0), 0)

    def of_text(self, element: etree._Element, number: int) -> tuple[int, int]:
        """Line and column where the text after ``number`` children of an element begins, white space apart.

        The place of the element when there is no text, or when its place is not known.
        """
        order, starts = self._number(element)
        if not self._known:
            return self.of(element)
        self._asked += 1
        if self._texts is None and self._asked <= _FEW_TEXTS and not starts.by_expat:
            offset = _text_offset(self._source.data, starts.offset(order), number)
            if offset is not None:
                return starts.place(offset)
        if self._texts is None:
            self._texts = _texts(self._source.data)
        return self._texts.get((order, number)) or self.of(element)

    def _number(self, element: etree._Element) -> "tuple[int, _Starts]":
        if self._starts is None:
            count = 0
            elements = self._source.root.iter("*")
            if self._wanted is None:
                self._order = dict(zip(elements, itertools.count()))
                count = len(self._order)
            else:
                for count, each in enumerate(elements, 1):
                    if each in self._wanted:
                        self._order[each] = count - 1
            self._starts = _Starts(self._source.data)
            # Elements that come out of an entity make the two parsers count differently.
            self._known = len(self._starts) == count
        return self._order[element], self._starts


class Paths:
    """The absolute paths of elements as `xmlio.path_of` gives them, quickly for many elements of a document."""

    def __init__(self) -> None:
        self._paths: dict[etree._Element, str] = {}
        self._numbers: dict[etree._Element, int] = {}

    def of(self, element: etree._Element) -> str:
        """The element's absolute path in the notation of XPath's ``path()`` function."""
        known = self._paths.get(element)
        if known is not None:
            return known
        new = []
        above: etree._Element | None = element
        while above is not None and (known := self._paths.get(above)) is None:
            new.append(above)
            above = above.getparent()
        path = known or ""
        for each in reversed(new):
            namespace, _brace, local = str(each.tag).lstrip("{").rpartition("}")
            path = self._paths[each] = f"{path}/Q{{{namespace}}}{local}[{self._number(each)}]"
        return path

    def _number(self, element: etree._Element) -> int:
        """How many siblings of its name there are up to an element: counted from the last one that was asked for."""
        number = 1
        for sibling in element.itersiblings(str(element.tag), preceding=True):
            known = self._numbers.get(sibling)
            if known is not None:
                number += known
                break
            number += 1
        self._numbers[element] = number
        return number


class _Starts:
    """Where each start tag begins, in document order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.by_expat = b"<!DOCTYPE" in data or _not_utf8(data)
        self._places: Sequence[tuple[int, int]] = _starts_by_expat(data) if self.by_expat else ()
        # Where something could be taken for a tag, all are found; else they are counted by blocks of bytes.
        self._offsets: Sequence[int] | None = None if self.by_expat else _offsets(data)
        self._counts: list[int] = []
        if self._offsets is None and not self.by_expat:
            self._counts = [*itertools.accumulate(_starting(data, at) for at in range(0, len(data), _BLOCK))]
        self._breaks: list[int] | None = None

    def __len__(self) -> int:
        if self.by_expat:
            return len(self._places)
        return len(self._offsets) if self._offsets is not None else self._counts[-1] if self._counts else 0

    def of(self, number: int) -> tuple[int, int]:
        """Line and column of a start tag by its number."""
        return self._places[number] if self.by_expat else self.place(self.offset(number))

    def offset(self, number: int) -> int:
        """The byte with which a start tag begins, by its number; not for what only expat can read."""
        if self._offsets is not None:
            return self._offsets[number]
        block = bisect.bisect_right(self._counts, number)
        before = self._counts[block - 1] if block else 0
        tags = _TAGS.finditer(self._data, block * _BLOCK, (block + 1) * _BLOCK + 1)
        return next(itertools.islice(tags, number - before, None)).start()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte."""
        if self._breaks is None:
            self._breaks = [match.start() for match in _BREAKS.finditer(self._data)]
        line = bisect.bisect_left(self._breaks, offset)
        start = self._breaks[line - 1] + 1 if line else 0
        if line == 0 and self._data.startswith(_MARK):
            start = len(_MARK)
        before = self._data[start:offset]
        column = len(before) if before.isascii() else len(before.decode("utf-8", "replace"))
        return line + 1, column + 1


_MARK = b"\xef\xbb\xbf"
_BREAKS = re.compile(rb"\n")
_TAGS = re.compile(rb"<[^/!?]")
# What may hold an angle bracket that begins no tag, by its beginning.
_OTHERS = re.compile(rb"<[!?]")
_ENDS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


def _starting(data: bytes, at: int) -> int:
    """How many start tags begin in a block of bytes in which nothing else looks like one."""
    end = at + _BLOCK
    others = data.count(b"</", at, end + 1) + data.count(b"<!", at, end + 1) + data.count(b"<?", at, end + 1)
    return data.count(b"<", at, end) - others


def _offsets(data: bytes) -> list[int] | None:
    """Where all start tags begin; None when nothing in comments and the like could be taken for one."""
    hidden = []
    at = 0
    while (found := _OTHERS.search(data, at)) is not None:
        start = found.start()
        closing = next((closing for opening, closing in _ENDS if data.startswith(opening, start)), b">")
        end = data.find(closing, start + 2)
        at = end + len(closing) if end >= 0 else len(data)
        hidden.append((start, at))
    if not any(data.find(b"<", start + 1, end) >= 0 for start, end in hidden):
        return None
    ends = [end for _start, end in hidden]
    return [
        offset
        for offset in (match.start() for match in _TAGS.finditer(data))
        if (place := bisect.bisect_right(ends, offset)) == len(hidden) or offset < hidden[place][0]
    ]


def _not_utf8(data: bytes) -> bool:
    """Whether bytes may be of another encoding, or end lines with a lone carriage return."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return True
    if b"\r" in data and b"\r" in data.replace(b"\r\n", b""):
        return True
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", data)
    return declared is not None and declared.group(1).upper() not in (b"UTF-8", b"UTF8", b"US-ASCII", b"ASCII")


def _starts_by_expat(data: bytes) -> list[tuple[int, int]]:
    from xml.parsers import expat

    starts: list[tuple[int, int]] = []
    # Expat counts a byte order mark as a character of the first line; editors do not.
    parser, data = expat_of(data.removeprefix(_MARK))

    def start(*_said: object) -> bool:
        starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        return True

    parser.StartElementHandler = start
    # (An inclusion stands for the call of a file.)
    parser.ExternalEntityRefHandler = start
    # Expat knows fewer encodings than libxml2; what it has seen so far is still right.
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return starts


_MARKUP = re.compile(
    rb"""<(?:(?P<end>/)[^>]*>|(?P<hidden>!--.*?--|\?.*?\?)>|!\[CDATA\[.*?\]\]>"""
    rb"""|[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>)""",
    re.DOTALL,
)


def _text_offset(data: bytes, start: int, number: int) -> int | None:
    """Where the text after ``number`` children of an element begins whose tag is at ``start``, white space apart.

    None where it is not plain: there is no such text, or it begins with a reference or in a CDATA section.
    """
    found = _MARKUP.match(data, start)
    if found is None or data[found.end() - 2 : found.end()] == b"/>":
        return None
    depth = children = 0
    while True:
        at = found.end()
        following = data.find(b"<", at)
        if depth == 0 and children == number:
            text = data[at:following].lstrip(b" \t\r\n")
            if text:
                return None if text.startswith(b"&") else following - len(text)
        found = _MARKUP.match(data, following) if following >= 0 else None
        if found is None:
            return None
        if found["end"]:
            depth -= 1
            if depth < 0:
                return None
        elif data.startswith(b"<![", following):
            if depth == 0 and children == number:
                return None
        elif not found["hidden"]:
            if depth == 0:
                children += 1
                if children > number:
                    return None
            if data[found.end() - 2 : found.end()] != b"/>":
                depth += 1


def _texts(data: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Where texts begin, by the order of their element and the number of its children before them."""
    from xml.parsers import expat

    texts: dict[tuple[int, int], tuple[int, int]] = {}
    # Expat counts a byte order mark as a character of the first line; editors do not.
    parser, data = expat_of(data.removeprefix(_MARK))
    above: list[list[int]] = [[-1, 0]]
    count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        above[-1][1] += 1
        above.append([count, 0])
        count += 1

    def end(_name: str) -> None:
        above.pop()

    def called(*_said: object) -> bool:
        nonlocal count
        above[-1][1] += 1
        count += 1
        return True

    def text(words: str) -> None:
        key = (above[-1][0], above[-1][1])
        if key in texts or not words.strip(" \t\r\n"):
            return
        space = words[: len(words) - len(words.lstrip(" \t\r\n"))]
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        lines = space.count("\n")
        column = len(space) - space.rfind("\n") if lines else column + len(space)
        texts[key] = (line + lines, column)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ExternalEntityRefHandler = called
    parser.CharacterDataHandler = text
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return texts
