"""Lists: labels and bodies.

A list of several items is one, for those who listen. A single item (a numbered paragraph, a note) is a paragraph with
its label at the beginning of its first line; so is each item of a list with footnotes, because these stay with their
lines only where a paragraph stands in no box.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from kwedition.print import boxes
from kwedition.print.flow import Flow, Space
from kwedition.print.sheet import Item, Sheet, local
from kwedition.print.style import Props, computed
from kwedition.print.vocabulary import FO

if TYPE_CHECKING:
    from kwedition.print.blocks import Blocks


@dataclass(frozen=True, slots=True)
class _Parts:
    """An item of a list: its properties, and its label and body with theirs."""

    props: Props
    label: etree._Element
    label_props: Props
    body: etree._Element
    body_props: Props

    def marks(self, element: etree._Element, sheet: Sheet) -> list[Item]:
        """The addresses of the item and its parts."""
        parts = (element, self.label, self.body)
        return [{"k": "id", "id": id_} for each in parts if (id_ := sheet.address(each))]


def list_block(blocks: "Blocks", element: etree._Element, flow: Flow, props: Props) -> None:
    """Add the items of a list to a flow."""
    if _is_plain(element):
        _plain(blocks, element, flow, props)
        return
    for child in element.iterchildren(f"{{{FO}}}*"):
        if local(child) == "marker":
            flow.mark(blocks.marker(child))
        else:
            _item(blocks, child, flow, props)


def _is_plain(element: etree._Element) -> bool:
    """Whether there are several items, alike, and nothing in them that must be in no box."""
    items = list(element.iterchildren(f"{{{FO}}}list-item"))
    if len(items) < 2 or len(items) != sum(1 for _ in element.iterchildren("*")):
        return False
    alike = {frozenset((str(n), str(v)) for n, v in item.attrib.items() if n != "id") for item in items}
    if len(alike) > 1 or any(str(n).startswith(("keep-", "padding")) for n in items[0].attrib):
        return False
    return not any(
        local(each) in ("footnote", "marker") or each.get("break-before") or each.get("break-after")
        for each in element.iterdescendants(f"{{{FO}}}*")
    )


def _plain(blocks: "Blocks", element: etree._Element, flow: Flow, props: Props) -> None:
    made: list[Item] = []
    whole: Item = {"k": "list", "items": made, "between": 0.0}
    for child in element.iterchildren(f"{{{FO}}}list-item"):
        parts = _parts(child, flow, props)
        if made:
            before, after = boxes.space(child, "before", parts.props), boxes.space(child, "after", parts.props)
            whole["between"] = max(before.amount, after.amount)
        else:
            flow.space(boxes.space(child, "before", parts.props))
        start, x = parts.body_props["start"], parts.label_props["start"]
        room = flow.width + flow.start + flow.end
        inside = Flow(start, parts.body_props["end"], max(1.0, room - start - parts.body_props["end"]))
        label = Flow(x, parts.label_props["end"], max(1.0, room - x - parts.label_props["end"]))
        made.append({
            "label": blocks.children(parts.label, label, parts.label_props),
            "c": blocks.children(parts.body, inside, parts.body_props), "marks": parts.marks(child, blocks.sheet),
        })  # fmt: skip
        whole |= {"x": x - flow.start, "width": label.width, "left": start - flow.start,
                  "right": parts.body_props["end"] - flow.end}  # fmt: skip
    flow.add(whole)


def _parts(element: etree._Element, flow: Flow, parent: Props) -> _Parts:
    props = boxes.indented(element, computed(element, parent, flow.width), parent, flow)
    distance, separation = parent["distance"], parent["separation"]
    functions = {
        "body-start": lambda: float(props["start"] + distance),
        "label-end": lambda: float(flow.width + flow.start + flow.end - props["start"] - distance + separation),
    }
    label, body = (next(element.iterchildren(f"{{{FO}}}list-item-{part}")) for part in ("label", "body"))
    return _Parts(props, label, computed(label, props, flow.width, functions),
                  body, computed(body, props, flow.width, functions))  # fmt: skip


def _item(blocks: "Blocks", element: etree._Element, flow: Flow, parent: Props) -> None:
    """An item as paragraphs of the flow that the list stands in."""
    parts = _parts(element, flow, parent)
    boxes.breaks(element, "break-before", flow, blocks.sheet)
    flow.space(boxes.space(element, "before", parts.props))
    first = len(flow.items)
    for mark in parts.marks(element, blocks.sheet):
        flow.mark(mark)
    above, below = boxes.paddings(element, parts.props)
    flow.fence(above)
    room = Flow(parts.label_props["start"], parts.label_props["end"], flow.width)
    labels = blocks.children(parts.label, room, parts.label_props)
    width = flow.width + flow.start + flow.end - parts.label_props["start"] - parts.label_props["end"]
    _beside(blocks, flow, parts, labels, width)
    flow.fence(below)
    blocks.keeps(element, flow, parts.props, parent, first)
    flow.space(boxes.space(element, "after", parts.props))
    boxes.breaks(element, "break-after", flow, blocks.sheet)


def _beside(blocks: "Blocks", flow: Flow, parts: _Parts, labels: list[Item], width: float) -> None:
    """The label at the beginning of the first line of the body, or beside the body in a row of its own."""
    x = parts.label_props["start"] - flow.start
    within = Flow(flow.start, flow.end, flow.width, flow.paged)
    made = blocks.children(parts.body, within, parts.body_props)
    simple = len(labels) == 1 and labels[0]["k"] == "par" and bool(made) and made[0]["k"] == "par"
    if labels and not simple:
        left = parts.body_props["start"] - flow.start
        inner = Flow(parts.body_props["start"], parts.body_props["end"], max(1.0, flow.width - left))
        content = blocks.children(parts.body, inner, parts.body_props)
        flow.add({"k": "row", "x": x, "width": width, "left": left, "label": labels, "c": content})
        return
    if simple:
        marks = made[0].get("marks", []) + labels[0].get("marks", [])
        made[0]["label"] = {"x": x, "width": width, "align": labels[0].get("align", ""),
                            "c": labels[0]["c"], "s": labels[0]["s"]}  # fmt: skip
        if marks:
            made[0]["marks"] = marks
    for number, each in enumerate(made):
        if number == 0:
            flow.space(Space(each.pop("gap", 0.0)))
            flow.add(each)
        else:
            flow.items.append(each)
    if made:
        flow.space(within.waiting)
