"""Page masters and sequences of pages."""

from dataclasses import dataclass

from lxml import etree

from kwedition.print.blocks import Blocks
from kwedition.print.flow import Flow
from kwedition.print.headnotes import hand_on
from kwedition.print.sheet import Item, Sheet, local
from kwedition.print.style import INITIAL, Props, computed
from kwedition.print.values import Scale, length
from kwedition.print.vocabulary import FO

_NS = {"fo": FO}
_REGIONS = {"before": "xsl-region-before", "after": "xsl-region-after", "start": "xsl-region-start",
            "end": "xsl-region-end"}  # fmt: skip
SEPARATOR = "xsl-footnote-separator"


@dataclass(frozen=True, slots=True)
class Master:
    """A page: its size, the margins of its body, and its other regions by name, as rectangles in points."""

    name: str
    width: float
    height: float
    margins: tuple[float, float, float, float]
    columns: int
    gap: float
    flow: str
    regions: dict[str, tuple[float, float, float, float, str]]


def _four(element: etree._Element, name: str) -> tuple[float, float, float, float]:
    """The values of a property at top, right, bottom and left."""
    words = str(element.get(name, "0pt")).split()
    top, right, bottom, left = (words * 4)[:4] if len(words) != 3 else [*words, words[1]]
    shorthand = {"top": top, "right": right, "bottom": bottom, "left": left}
    return tuple(length(str(element.get(f"{name}-{s}", shorthand[s])), Scale()) for s in shorthand)  # type: ignore[return-value]


def master(element: etree._Element) -> Master:
    """What a simple-page-master says."""
    width = length(str(element.get("page-width", "210mm")), Scale())
    height = length(str(element.get("page-height", "297mm")), Scale())
    top, right, bottom, left = _four(element, "margin")
    body = element.find("fo:region-body", _NS)
    assert body is not None
    inner = _four(body, "margin")
    extents: dict[str, float] = {}
    for side in _REGIONS:
        region = element.find(f"fo:region-{side}", _NS)
        extents[side] = length(str(region.get("extent", "0pt")), Scale()) if region is not None else 0.0
    across, down = width - left - right, height - top - bottom
    before, after, start, end = (extents[side] for side in ("before", "after", "start", "end"))
    # Regions at the sides leave room for those above and below only where these go before.
    over, under = (_goes_before(element, side) for side in ("before", "after"))
    high, low = before if over else 0.0, after if under else 0.0
    boxes = {
        "before": (left + (0 if over else start), top, across - (0 if over else start + end), before),
        "after": (left + (0 if under else start), height - bottom - after, across - (0 if under else start + end),
                  after),
        "start": (left, top + high, start, down - high - low),
        "end": (width - right - end, top + high, end, down - high - low),
    }  # fmt: skip
    regions = {}
    for side, box in boxes.items():
        region = element.find(f"fo:region-{side}", _NS)
        if region is not None:
            name = str(region.get("region-name", _REGIONS[side]))
            regions[name] = (*box, str(region.get("display-align", "before")))
    margins = (top + inner[0], right + inner[1], bottom + inner[2], left + inner[3])
    columns = int(str(body.get("column-count", 1)))
    gap = length(str(body.get("column-gap", "12pt")), Scale(12, across - inner[1] - inner[3]))
    flow = str(body.get("region-name", "xsl-region-body"))
    return Master(str(element.get("master-name")), width, height, margins, columns, gap, flow, regions)


def _goes_before(element: etree._Element, side: str) -> bool:
    region = element.find(f"fo:region-{side}", _NS)
    return region is not None and region.get("precedence") == "true"


def choices(root: etree._Element, name: str) -> list[Item]:
    """The masters that a sequence of pages takes in turn: which, how often, on which pages."""
    sequence = root.find(f"fo:layout-master-set/fo:page-sequence-master[@master-name='{name}']", _NS)
    if sequence is None:
        return [{"max": None, "of": [{"master": name}]}]
    found: list[Item] = []
    for child in sequence.iterchildren("*"):
        limit = child.get("maximum-repeats", "no-limit")
        most: int | None = None if limit == "no-limit" else int(str(limit))
        if local(child) == "single-page-master-reference":
            found.append({"max": 1, "of": [{"master": str(child.get("master-reference"))}]})
        elif local(child) == "repeatable-page-master-reference":
            found.append({"max": most, "of": [{"master": str(child.get("master-reference"))}]})
        else:
            found.append({"max": most, "of": [_conditional(each) for each in child.iterchildren("*")]})
    return found


def _conditional(element: etree._Element) -> Item:
    item: Item = {"master": str(element.get("master-reference"))}
    for name, target in (("page-position", "at"), ("odd-or-even", "parity"), ("blank-or-not-blank", "blank")):
        value = str(element.get(name, "any"))
        if value != "any":
            item[target] = value
    return item


def _mirrored(used: list[Master]) -> bool:
    """Whether the margins at the sides are those of left and right pages."""
    sides = {(m.margins[3], m.margins[1]) for m in used}
    return len(sides) == 2 and len({frozenset(side) for side in sides}) == 1


def _forced(element: etree._Element) -> str:
    """On which page a sequence ends: ``even``, ``odd``, ``end-on-even``, ``end-on-odd`` or nothing."""
    value = str(element.get("force-page-count", "auto"))
    if value != "auto":
        return "" if value == "no-force" else value
    following = element.getnext()
    first = str(following.get("initial-page-number", "auto")) if following is not None else "auto"
    if first == "auto":
        return ""
    odd = first == "auto-odd" or (first.isdecimal() and int(first) % 2 == 1)
    return "end-on-even" if odd else "end-on-odd"


def _is_for(one: Master, chosen: list[Item], parity: str) -> bool:
    return any(ref["master"] == one.name and ref.get("parity") == parity for choice in chosen for ref in choice["of"])


class Sequences:
    """Refines the sequences of pages of a file."""

    def __init__(self, root: etree._Element, sheet: Sheet) -> None:
        self._root = root
        self._sheet = sheet
        self.masters = {
            m.name: m for m in map(master, root.iterfind("fo:layout-master-set/fo:simple-page-master", _NS))
        }
        self._top = computed(root, INITIAL, 0.0)

    def all(self) -> list[Item]:
        """Every sequence as the Typst program reads it."""
        return [self._sequence(element) for element in self._root.iter(f"{{{FO}}}page-sequence")]

    def _inherited(self, element: etree._Element) -> Props:
        props = self._top
        for each in reversed([a for a in element.iterancestors() if local(a) == "page-sequence-wrapper"]):
            props = computed(each, props, 0.0)
        return computed(element, props, 0.0)

    def _sequence(self, element: etree._Element) -> Item:
        chosen = choices(self._root, str(element.get("master-reference")))
        used = [self.masters[ref["master"]] for choice in chosen for ref in choice["of"]]
        flow_element = element.find("fo:flow", _NS)
        assert flow_element is not None
        # The masters in the order of their pages: the one of the first page, then the others.
        first = used[0]
        self._agree(element, used)
        props = self._inherited(element)
        width = first.width - first.margins[1] - first.margins[3]
        column = (width - first.gap * (first.columns - 1)) / first.columns
        begun = len(self._sheet.markers)
        flow = Flow(0.0, 0.0, column, paged=True)
        if id_ := self._sheet.address(element):
            flow.mark({"k": "id", "id": id_})
        if id_ := self._sheet.address(flow_element):
            flow.mark({"k": "id", "id": id_})
        items = Blocks(self._sheet).children(flow_element, flow, computed(flow_element, props, column))
        hand_on(items, f"note {begun} {len(self._sheet.styles)} {self._root.index(element)}")
        if (id_ := self._sheet.address(element)) in self._sheet.cited_last:
            items.append({"k": "marks", "marks": [{"k": "id", "id": f"{id_} end"}]})
        markers = self._sheet.markers[begun:]
        statics = {
            str(static.get("flow-name")): self._static(static, props, used, (begun, markers))
            for static in element.iterfind("fo:static-content", _NS)
        }
        # The text has the least margins; a first page that begins lower or ends higher gets room there.
        margins = [min(m.margins[side] for m in used) for side in range(4)]
        odd = next((m for m in used if _is_for(m, chosen, "odd")), first)
        if _mirrored(used):
            margins[1], margins[3] = odd.margins[1], odd.margins[3]
        return {
            "masters": chosen, "flow": items, "statics": statics, "columns": first.columns, "gap": first.gap,
            "initial": str(element.get("initial-page-number", "auto")), "format": str(element.get("format", "1")),
            "force": _forced(element), "width": first.width, "height": first.height, "margins": margins,
            "mirrored": _mirrored(used), "above": first.margins[0] - margins[0], "below": first.margins[2] - margins[2],
        }  # fmt: skip

    def _agree(self, element: etree._Element, used: list[Master]) -> None:
        sizes = {(m.width, m.height) for m in used}
        sides = {(m.margins[3], m.margins[1]) for m in used}
        if len(sizes) > 1:
            self._sheet.complain(element, "fo-masters", "the pages of one sequence differ in size",
                                 "begin another page-sequence where the size changes")  # fmt: skip
        elif len(sides) > 1 and not _mirrored(used):
            self._sheet.complain(element, "fo-masters", "the bodies of the pages of one sequence differ in place",
                                 "give their masters the same margins at the sides, or mirrored ones")  # fmt: skip
        for one in used:
            if one.width - one.margins[1] - one.margins[3] < 1 or one.height - one.margins[0] - one.margins[2] < 1:
                self._sheet.complain(element, "fo-masters", f"the master {one.name} leaves no room for a body",
                                     "make the page larger or its margins smaller")  # fmt: skip
        if len({(m.columns, m.gap) for m in used}) > 1:
            self._sheet.complain(element, "fo-masters", "the pages of one sequence differ in their columns",
                                 "give their masters the same column-count and column-gap")  # fmt: skip
        if len({(m.margins[0], m.margins[2]) for m in used[1:]}) > 1:
            self._sheet.complain(element, "fo-masters", "the bodies of pages after the first differ in height",
                                 "let only the first page of a sequence begin lower or end higher")  # fmt: skip

    def _static(
        self,
        element: etree._Element,
        props: Props,
        used: list[Master],
        markers: tuple[int, list[tuple[str, etree._Element]]],
    ) -> list[Item]:
        name = str(element.get("flow-name"))
        widths = [m.regions[name][2] for m in used if name in m.regions]
        body = used[0].width - used[0].margins[1] - used[0].margins[3]
        width = widths[0] if widths else body
        begun, these = markers

        def retrieve(at: etree._Element, around: Props) -> Item:
            wanted = str(at.get("retrieve-class-name"))
            contents: Item = {}
            for number, (kind, marker) in enumerate(these, begun):
                if kind == wanted:
                    contents[str(number)] = self._retrieved(marker, around, width)
            position = str(at.get("retrieve-position", "first-starting-within-page"))
            document = at.get("retrieve-boundary") == "document"
            return {"k": "retrieve", "class": wanted, "at": position, "of": contents, "document": document}

        blocks = Blocks(self._sheet, retrieve)
        return blocks.inside(element, computed(element, props, width), width)

    def _retrieved(self, marker: etree._Element, around: Props, width: float) -> list[Item]:
        """What a marker holds, with the properties of the place that retrieves it."""
        holder = etree.Element(f"{{{FO}}}block")
        holder.text = marker.text
        flow = Flow(0.0, 0.0, width)
        props = {**around, "start": 0.0, "end": 0.0}
        copy = etree.fromstring(etree.tostring(marker, with_tail=False))
        copy.tag = f"{{{FO}}}block"
        for name in list(copy.attrib):
            del copy.attrib[name]
        Blocks(self._sheet).block(copy, flow, props)
        return flow.finish()
