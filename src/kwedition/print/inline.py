"""What stands in lines: pieces of text with their style, after white space has been treated as FO says.

A stream collects the pieces of one paragraph. A piece is ``[style, text]`` or a dictionary whose ``k`` says what it is.
"""

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

from lxml import etree

from kwedition.print import values
from kwedition.print.sheet import Item, Sheet, is_bold, local
from kwedition.print.style import Props, computed
from kwedition.print.values import Scale, length

Piece = list[Any] | Item

_BLANK = re.compile(r"[ \t\r\n]+")
# What is not one plain space.
_SPARE = re.compile(r"[\t\r\n]|  ")
# Behind such a sign a line may end, even where no space stands: "|6|" would be divided.
_DIVIDING = re.compile(r"(?<=[|/\-\u2010\u2012-\u2014])(?=\S)")
# A mark after a page number is so long at most.
_MARK = 2
_SUPER, _SUB = 0.33, -0.2
# A word of so many letters may be longer than a line, and run off the page: it may be divided after every so many.
_LONG, _PART = 60, 20
# Signs between which nothing divides a line, each with its marks. (Chinese and Thai have other ways, Arabic is joined.)
_SIGN = r"[!-,.-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u05ff\u1e00-\u1fff]"
_SOLID = rf"(?:{_SIGN}[\u0300-\u036f\u0483-\u0487\u0591-\u05bd]*+)"
_ENDLESS = re.compile(rf"{_SOLID}{{{_LONG},}}")
_SOME = re.compile(rf"{_SOLID}{{{_PART}}}(?={_SOLID})")


class Stream:
    """The pieces of a paragraph. Links are noted beside the pieces, so that a paragraph may end inside one."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._pieces: list[tuple[Item | None, Piece]] = []
        self._pending: tuple[Item | None, int] | None = None
        self.link: Item | None = None
        self.has_content = False

    def text(self, text: str, props: Props) -> None:
        """Add text of the source."""
        if props["linefeed"] == "preserve" and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.line_break()
                self._line(line, props)
            return
        if props["linefeed"] == "treat-as-zero-width-space":
            text = text.replace("\n", "\u200b")
        elif props["linefeed"] == "ignore":
            text = text.replace("\n", "")
        self._line(text, props)

    def _line(self, text: str, props: Props) -> None:
        if not text:
            return
        if (props["italic"] or is_bold(props["weight"])) and not text.isascii():
            lost = self._sheet.lost(props["italic"], is_bold(props["weight"]))
            if not lost.isdisjoint(text):
                # Upright letters for what there are no others for.
                for alike, run in groupby(text, key=lost.__contains__):
                    self._line("".join(run), {**props, "italic": False, "weight": 400} if alike else props)
                return
        style = self._sheet.style(props)
        text = _transformed(text, props["transform"])
        if len(text) >= _LONG and props["wrap"]:
            text = _divisible(text)
        if not text.isascii():
            self._sheet.used.setdefault(style, set()).update(text)
        if not props["collapse"]:
            # Spaces that the formatter must not drop at the edge of a line.
            text = text.replace("\t", " ").replace("\n", " ").replace("\r", "")
            text = re.sub(r"^ +| {2,}", lambda found: "\u00a0" * len(found[0]), text)
            self._append([style, text], content=True)
            return
        if not props["wrap"]:
            text = _BLANK.sub("\u00a0", text.strip(" \t\r\n")).join(
                [" " if text[0] in " \t\r\n" else "", " " if text[-1] in " \t\r\n" else ""]
            )
            text = _DIVIDING.sub("\u2060", text)
        words = _BLANK.sub(" ", text) if _SPARE.search(text) else text
        if words[0] == " " and self._pending is None:
            self._pending = (self.link, style)
        body = words.strip(" ")
        if body:
            self._append([style, body], content=True)
            if words[-1] == " ":
                self._pending = (self.link, style)

    def line_break(self) -> None:
        """End the line; white space around it is dropped."""
        self._pending = None
        self._pieces.append((self.link, {"k": "br"}))
        self.has_content = True

    def end_line(self) -> None:
        """End the line that there is; where there is none, nothing."""
        if self.has_content and not _is_break(self._pieces[-1][1]):
            self._pending = None
            self._pieces.append((self.link, {"k": "br", "soft": True}))

    def item(self, item: Item) -> None:
        """Add something that takes up room."""
        self._append(item, content=True)

    def mark(self, item: Item) -> None:
        """Add something that takes up no room: an address, a marker."""
        self._pieces.append((self.link, item))

    def _append(self, piece: Piece, *, content: bool) -> None:
        if self._pending is not None:
            link, style = self._pending
            self._pending = None
            after_break = bool(self._pieces) and _is_break(self._pieces[-1][1])
            if self.has_content and not after_break:
                self._add(link, [style, " "])
        self._add(self.link, piece)
        self.has_content = self.has_content or content

    def _add(self, link: Item | None, piece: Piece) -> None:
        if self._pieces and isinstance(piece, list):
            last_link, last = self._pieces[-1]
            if last_link is link and isinstance(last, list) and last[0] == piece[0]:
                last[1] += piece[1]
                return
        self._pieces.append((link, piece))

    def take(self) -> list[Piece]:
        """The pieces so far, links as pieces that hold others; the stream is empty then, but still in its link."""
        while self._pieces and isinstance(self._pieces[-1][1], dict) and self._pieces[-1][1].get("soft"):
            self._pieces.pop()
        found: list[Piece] = []
        current: Item | None = None
        for link, piece in self._pieces:
            if link is None:
                found.append(piece)
            elif link is current:
                found[-1]["c"].append(piece)  # type: ignore[call-overload]
            else:
                found.append({**link, "c": [piece]})
            current = link
        self._pieces, self._pending, self.has_content = [], None, False
        return found


def _is_break(piece: Piece) -> bool:
    return isinstance(piece, dict) and piece["k"] == "br"


def _divisible(text: str) -> str:
    """A text whose words that are longer than a line may be divided; others have hyphens, or need none."""
    if max(map(len, text.split()), default=0) < _LONG:
        return text
    return _ENDLESS.sub(lambda word: _SOME.sub("\\g<0>\u200b", word[0]), text)


def _transformed(text: str, how: str) -> str:
    match how:
        case "uppercase":
            return text.upper()
        case "lowercase":
            return text.lower()
        case "capitalize":
            return re.sub(r"\b\w", lambda found: found[0].upper(), text)
    return text


def inline_props(element: etree._Element, parent: Props, width: float) -> Props:
    """The properties of an inline object, with those that count within a line only."""
    props = computed(element, parent, width)
    attributes = element.attrib
    shift = attributes.get("baseline-shift", attributes.get("vertical-align"))
    decoration, background = attributes.get("text-decoration"), attributes.get("background-color")
    background = background or attributes.get("background")
    if shift is None and decoration is None and background is None:
        return props
    own = dict(props)
    if shift is not None:
        own["shift"] = parent["shift"] + _shift(str(shift), parent["size"])
    if decoration is not None:
        own["decoration"] = _decoration(str(decoration), parent["decoration"])
    if background is not None:
        own["background"] = values.colour(str(background))
    return own


def _shift(value: str, size: float) -> float:
    match value.strip():
        case "super":
            return _SUPER * size
        case "sub":
            return _SUB * size
        case "baseline" | "top" | "middle" | "bottom" | "text-top" | "text-bottom" | "inherit":
            return 0.0
    return length(value, Scale(size, size))


def _decoration(value: str, parent: frozenset[str]) -> frozenset[str]:
    found = set() if "none" in value.split() else set(parent)
    for word in value.split():
        if word.startswith("no-"):
            found.discard(word[3:])
        elif word != "none":
            found.add(word)
    return frozenset(found)


def leader(element: etree._Element, props: Props, sheet: Sheet) -> Item:
    """A leader: a rule, dots or space, of a length or as long as there is room."""
    return {
        "k": "leader", "s": sheet.style(props), "pattern": props["leader"], "length": props["leader-length"],
        "width": props["leader-width"], "align": props["leader-align"], "thickness": props["rule"],
        "style": props["rule-style"], "color": props["color"],
    }  # fmt: skip


def destination(element: etree._Element) -> Item | None:
    """Where a basic-link leads; nowhere if that is within itself, where Typst would not find it."""
    if inside := element.get("internal-destination"):
        if any(each.get("id") == inside for each in element.iterdescendants()):
            return None
        return {"k": "link", "to": str(inside)}
    if outside := element.get("external-destination"):
        return {"k": "link", "url": values.address(str(outside))}
    return None


def citations(
    element: etree._Element,
    stream: Stream,
    props: Callable[[etree._Element, Props], Props],
    parent: Props,
    sheet: Sheet,
) -> etree._Element | None:
    """Join a run of page numbers of an index into one piece; the last element of the run, or None if there is none.

    A run is made of page-number-citations, or basic-links that hold nothing else but a mark after the number, such as
    the n of a note, with only ", " between them.
    """
    ids: list[str] = []
    marks: list[str] = []
    here, last = element, None
    while (cited := _cited(here)) is not None:
        ids.append(cited[0])
        marks.append(cited[1])
        last = here
        following = here.getnext()
        if (here.tail or "").strip() != "," or following is None or _cited(following) is None:
            break
        here = following
    if last is None:
        return None
    style = sheet.style(props(element, parent))
    sheet.used.setdefault(style, set()).add("–")
    item: Item = {"k": "pages", "ids": ids, "s": style, "sep": ", ", "range": "–"}
    if any(marks):
        item["marks"] = marks
    stream.item(item)
    return last


def _cited(element: etree._Element) -> tuple[str, str] | None:
    """The id that a page number is that of, and the mark after it."""
    mark = ""
    if local(element) == "basic-link" and len(element) == 1 and not (element.text or "").strip():
        element = element[0]
        mark = (element.tail or "").strip()
    if local(element) != "page-number-citation" or len(mark) > _MARK:
        return None
    return str(element.get("ref-id")), mark
