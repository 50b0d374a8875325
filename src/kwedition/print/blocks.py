"""Objects that stand below each other: blocks, containers, lists; and, in them, lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kwedition.print import boxes, graphics, inline, lists, tables
from kwedition.print.flow import Flow, stick
from kwedition.print.inline import Piece, Stream
from kwedition.print.sheet import Item, Sheet, local
from kwedition.print.style import Props, computed, line_height
from kwedition.print.vocabulary import FO

_DIRECTIONS = {
    (False, "embed"): "\u202a", (True, "embed"): "\u202b", (False, "bidi-override"): "\u202d",
    (True, "bidi-override"): "\u202e",
}  # fmt: skip
_IN_LINE = frozenset(("inline", "wrapper", "bidi-override", "basic-link"))
BLOCK_LEVEL = frozenset(("block", "block-container", "table", "table-and-caption", "list-block"))


@dataclass(slots=True)
class Lines:
    """The block whose lines are being collected: its stream, and whether its first line is still to come."""

    element: etree._Element
    stream: Stream
    props: Props
    first: bool = True
    level: int = 0


class Blocks:
    """Refines the content of one region; ``retrieve`` knows what stands at a retrieve-marker."""

    def __init__(self, sheet: Sheet, retrieve: Callable[[etree._Element, Props], Item] | None = None) -> None:
        self.sheet = sheet
        self._retrieve = retrieve
        self._in_index = False

    def children(self, element: etree._Element, flow: Flow, props: Props) -> list[Item]:
        """The flow of what an object holds that holds only blocks."""
        for child in element.iterchildren(f"{{{FO}}}*"):
            self.block(child, flow, props)
        return flow.finish()

    def inside(self, element: etree._Element, props: Props, width: float) -> list[Item]:
        """The flow of a reference area of its own: a cell, a footnote, the label of an item."""
        return self.children(element, Flow(0.0, 0.0, width), props)

    def block(self, element: etree._Element, flow: Flow, parent: Props) -> None:
        """Add an object at the level of blocks to a flow."""
        name = local(element)
        if name in ("wrapper", "marker", "retrieve-marker"):
            self._transparent(element, name, flow, parent)
            return
        props = boxes.indented(element, computed(element, parent, flow.width), parent, flow)
        if props["strut"] != props["size"]:
            props = {**props, "strut": props["size"]}
        outside = self._in_index
        self._in_index = outside or element.get("role") == "Index"
        boxes.breaks(element, "break-before", flow, self.sheet)
        flow.space(boxes.space(element, "before", props))
        if boxes.keep(element, "keep-with-previous") is not None:
            stick(flow.items)
        first = len(flow.items)
        if id_ := self.sheet.address(element):
            flow.mark({"k": "id", "id": id_})
        frame = boxes.frame(element, props, flow)
        draw = {"block": self._text, "block-container": self._container, "list-block": self._list}.get(name)
        if draw is None:
            tables.table(self, element, flow, props)
        elif frame is not None:
            flow.add(frame)
            room = flow.width + flow.start + flow.end - props["start"] - props["end"]
            within = Flow(props["start"], props["end"], max(room, 1.0))
            draw(element, within, props)
            frame["c"] = within.finish()
        else:
            above, below = boxes.paddings(element, props)
            flow.fence(above)
            draw(element, flow, props)
            flow.fence(below)
        if id_ and id_ in self.sheet.cited_last:
            flow.items.append({"k": "marks", "marks": [{"k": "id", "id": f"{id_} end"}]})
        self.keeps(element, flow, props, parent, first)
        flow.space(boxes.space(element, "after", props))
        boxes.breaks(element, "break-after", flow, self.sheet)
        self._in_index = outside

    def keeps(self, element: etree._Element, flow: Flow, props: Props, parent: Props, first: int) -> None:
        made = flow.items[first:]
        if element.get("span") == "all":
            if not made:
                # Nothing, but what stands above it in columns ends here.
                flow.items.append({"k": "marks", "marks": [], "span": True})
            for item in made:
                item["span"] = True
        if props["together"] != "auto" and parent["together"] == "auto" and made:
            boxes.together(flow, first, self.sheet)
        if boxes.keep(element, "keep-with-next") is not None:
            stick(flow.items, first)

    def _transparent(self, element: etree._Element, name: str, flow: Flow, parent: Props) -> None:
        if name == "marker":
            flow.mark(self.marker(element))
        elif name == "retrieve-marker":
            if self._retrieve is not None:
                flow.add(self._retrieve(element, parent))
        else:
            if id_ := self.sheet.address(element):
                flow.mark({"k": "id", "id": id_})
            props = computed(element, parent, flow.width)
            for child in element.iterchildren(f"{{{FO}}}*"):
                self.block(child, flow, props)

    def marker(self, element: etree._Element) -> Item:
        self.sheet.markers.append((str(element.get("marker-class-name")), element))
        return {"k": "marker", "class": str(element.get("marker-class-name")), "n": len(self.sheet.markers) - 1}

    def _container(self, element: etree._Element, flow: Flow, props: Props) -> None:
        for child in element.iterchildren(f"{{{FO}}}*"):
            self.block(child, flow, props)

    def _text(self, element: etree._Element, flow: Flow, props: Props) -> None:
        level = self._level(element)
        lines = Lines(element, Stream(self.sheet), props, level=level)
        own = inline.inline_props(element, props, flow.width) if "text-decoration" in element.attrib else props
        self._lines(element, lines, flow, own)
        self._end(lines, flow, last=True)

    def _level(self, element: etree._Element) -> int:
        role = str(element.get("role", ""))
        if role not in ("H1", "H2", "H3", "H4", "H5", "H6") or not _is_named(element):
            return 0
        # No level may be left out, and the first heading is of the first: what counts is which are open above it.
        headings = self.sheet.headings
        while headings and headings[-1] >= int(role[1]):
            headings.pop()
        headings.append(int(role[1]))
        return len(headings)

    def _end(self, lines: Lines, flow: Flow, *, last: bool = False) -> None:
        """Make a paragraph of the lines so far."""
        content = lines.stream.has_content
        pieces = lines.stream.take()
        if not content:
            for piece in pieces:
                if isinstance(piece, dict):
                    for mark in piece.get("c", [piece]):
                        flow.mark(mark)
            return
        props = lines.props
        style = self.sheet.style(props)
        self.sheet.uses[style] = self.sheet.uses.get(style, 0) + 1
        item: Item = {"k": "par", "c": pieces, "s": style}
        indent = props["indent"] if lines.first else 0.0
        left, right = props["start"] - flow.start, props["end"] - flow.end
        align = props["align"]
        if align != "justify" and props["last"] not in ("relative", "justify", align):
            self.sheet.complain(lines.element, "fo-approximate", "the last line is set as the others are",
                                "text-align-last may differ in justified text only", warn=True)  # fmt: skip
        level = lines.level if _says_something(pieces) else 0
        settings = {
            "left": left, "right": right, "indent": indent, "last-indent": props["last-indent"] if last else 0.0,
            "level": level, "widows": props["widows"] < 2 and 1, "orphans": props["orphans"] < 2 and 1,
            "align": align if align != "start" else "", "rtl": props["rtl"],
            "last": props["last"] if props["last"] not in ("relative", "start") else "",
        }  # fmt: skip
        item |= {name: value for name, value in settings.items() if value}
        # A line with a note stays alone rather than that it goes to the next page without it.
        first, last_ = _ends_of_notes(pieces, room=(flow.width - left - right) / (_LETTER * props["size"]))
        item |= {"orphans": 1} if first else {}
        item |= {"widows": 1} if last_ else {}
        lines.first = False
        flow.add(item)

    def _lines(self, element: etree._Element, lines: Lines, flow: Flow, props: Props) -> None:
        """Collect the mixed content of an object."""
        stream = lines.stream
        if element.text:
            stream.text(element.text, props)
        joined: etree._Element | None = None
        for child in element:
            if joined is None and isinstance(child.tag, str):
                if self._in_index and local(child) in ("basic-link", "page-number-citation"):
                    joined = inline.citations(child, stream, self._piece_props(flow), props, self.sheet)
                if joined is None:
                    self._piece(child, lines, flow, props)
            if joined is not None and child is not joined:
                continue
            joined = None
            if child.tail:
                stream.text(child.tail, props)

    def _piece_props(self, flow: Flow) -> Callable[[etree._Element, Props], Props]:
        return lambda element, parent: inline.inline_props(element, parent, flow.width)

    def _piece(self, child: etree._Element, lines: Lines, flow: Flow, parent: Props) -> None:
        name, stream = local(child), lines.stream
        if name in BLOCK_LEVEL:
            if name == "block" and not len(child) and not (child.text or "").strip() and not child.get("id"):
                stream.end_line()
                return
            self._end(lines, flow)
            self.block(child, flow, {**parent, "shift": 0.0})
            return
        props = inline.inline_props(child, parent, flow.width)
        if id_ := self.sheet.address(child):
            stream.mark({"k": "id", "id": id_})
        match name:
            case "inline" | "wrapper" | "bidi-override" | "basic-link":
                self._inline(child, name, lines, flow, props)
            case "footnote":
                self._footnote(child, stream, props, flow)
            case "page-number":
                stream.item({"k": "page", "s": self.sheet.style(props)})
            case "page-number-citation" | "page-number-citation-last":
                target = str(child.get("ref-id")) + (" end" if name.endswith("last") else "")
                stream.item({"k": "cite", "id": target, "s": self.sheet.style(props)})
            case "index-page-citation-list":
                stream.item(graphics.index_list(child, self.sheet, props))
            case "leader":
                item = inline.leader(child, props, self.sheet)
                if props["leader"] == "use-content":
                    inner = Lines(child, Stream(self.sheet), props)
                    self._lines(child, inner, flow, props)
                    item["c"] = inner.stream.take()
                stream.item(item)
            case "character":
                stream.text(str(child.get("character", "")), {**props, "collapse": False})
            case "marker":
                stream.mark(self.marker(child))
            case "retrieve-marker":
                if self._retrieve is not None:
                    stream.item(self._retrieve(child, props))
            case "external-graphic" | "instream-foreign-object":
                stream.item(graphics.graphic(child, props, self.sheet, flow.width, line_height(props)))
        if id_ and id_ in self.sheet.cited_last:
            stream.mark({"k": "id", "id": f"{id_} end"})

    def _inline(self, child: etree._Element, name: str, lines: Lines, flow: Flow, props: Props) -> None:
        stream = lines.stream
        frame = boxes.inline_frame(child, props)
        if frame is not None:
            inner = Lines(child, Stream(self.sheet), props)
            self._lines(child, inner, flow, props)
            stream.item({**frame, "c": inner.stream.take()})
            return
        outer = stream.link
        if name == "basic-link" and (link := inline.destination(child)) is not None:
            stream.link = link
        # Unicode's own marks say which way the text runs.
        runs = _DIRECTIONS.get((props["rtl"], str(child.get("unicode-bidi")))) if name == "bidi-override" else None
        if runs:
            stream.text(runs, props)
        self._lines(child, lines, flow, props)
        if runs:
            # Numbers behind it belong to the line, and run as that does.
            stream.text("\u202c", props)
            stream.text("\u200f" if lines.props["rtl"] else "\u200e", lines.props)
        stream.link = outer

    def _footnote(self, element: etree._Element, stream: Stream, props: Props, flow: Flow) -> None:
        label, body = element[0], element[-1]
        inner = Lines(label, Stream(self.sheet), props)
        outside, self._in_index = self._in_index, False
        self._lines(label, inner, flow, inline.inline_props(label, props, flow.width))
        width = flow.width + flow.start + flow.end
        items = self.inside(body, computed(body, {**props, "shift": 0.0}, width), width)
        self._in_index = outside
        stream.item({"k": "note", "n": inner.stream.take(), "c": items})

    def _list(self, element: etree._Element, flow: Flow, props: Props) -> None:
        lists.list_block(self, element, flow, props)


# About how wide a letter is, as a part of the size of type.
_LETTER = 0.44


def _is_named(heading: etree._Element) -> bool:
    """Whether a heading has words of its own: not only in blocks within it, or in notes."""
    return bool((heading.text or "").strip()) or any(
        (child.tail or "").strip() or (local(child) in _IN_LINE and _is_named(child)) for child in heading
    )


def _says_something(pieces: Sequence[Piece]) -> bool:
    """Whether a heading has words: one of blanks, lines, images or the numbers of notes would be one without a name."""
    return any(
        _says_something(piece.get("c", ())) if isinstance(piece, dict) and piece["k"] == "link"
        else isinstance(piece, list) and bool(piece[1].strip())
        for piece in pieces
    )  # fmt: skip


def _ends_of_notes(pieces: list[Any], room: float) -> tuple[bool, bool]:
    """Whether notes are called in about the first line, and in about the last but one, of so many letters each."""
    places: list[int] = []
    length = 0

    def walk(some: list[Any]) -> None:
        nonlocal length
        for piece in some:
            if isinstance(piece, list):
                length += len(piece[1])
            elif piece["k"] == "note":
                places.append(length)
            else:
                walk(piece.get("c", []))

    walk(pieces)
    if not places or length < 2 * room:
        return False, False
    last = length % room
    return places[0] < 1.1 * room, any(-0.2 * room < length - last - place < 1.1 * room for place in places)
