"""What blocks have around them: indents, spaces, breaks, keeps, borders, padding, backgrounds."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from kwedition.print import values, vocabulary
from kwedition.print.flow import Flow, Space
from kwedition.print.sheet import Item, Sheet
from kwedition.print.style import Props
from kwedition.print.values import Scale, length

# A block this long, in characters, may not fit on a page, so that it must be measured before it is kept together.
_LONG = 400
_TEXTUAL = ("c", "n", "label", "items", "header", "body", "footer")
_SIDES = ("before", "end", "after", "start")
_PHYSICAL = {"before": "top", "after": "bottom", "start": "left", "end": "right"}
_PHYSICAL_RTL = _PHYSICAL | {"start": "right", "end": "left"}


def _sides(props: Props) -> Mapping[str, str]:
    return _PHYSICAL_RTL if props["rtl"] else _PHYSICAL


def _of_four(words: list[str], side: str) -> str:
    """The word for a physical side in a shorthand of one to four."""
    top, right, bottom, left = (words * 4)[:4] if len(words) != 3 else [*words, words[1]]
    return {"top": top, "right": right, "bottom": bottom, "left": left}[side]


def _has(element: etree._Element, beginning: str) -> bool:
    """Whether an object has any property that begins so; most have none."""
    return any(str(name).startswith(beginning) for name in element.attrib)


def padding(element: etree._Element, side: str, props: Props) -> float:
    """The padding at a relative side, in points."""
    attributes, physical = element.attrib, _sides(props)[side]
    scale = Scale(props["size"], 0.0)
    for name in (f"padding-{side}", f"padding-{side}.length", f"padding-{physical}", f"padding-{physical}.length"):
        if name in attributes:
            return length(str(attributes[name]), scale)
    if shorthand := attributes.get("padding"):
        return length(_of_four(str(shorthand).split(), physical), scale)
    return 0.0


def border(element: etree._Element, side: str, props: Props) -> Item | None:
    """The border at a relative side, or None: ``{width, style, color}``."""
    attributes, physical = element.attrib, _sides(props)[side]
    found = {"style": "none", "width": "medium", "color": props["color"]}
    if shorthand := attributes.get("border"):
        found |= _border_words(str(shorthand))
    for part in ("style", "width", "color"):
        if words := attributes.get(f"border-{part}"):
            found[part] = _of_four(vocabulary.border_parts(str(words)), physical)
    for name in (physical, side):
        if shorthand := attributes.get(f"border-{name}"):
            found |= _border_words(str(shorthand))
        for part in ("style", "width", "color"):
            for attribute in (f"border-{name}-{part}", f"border-{name}-{part}.length"):
                if attribute in attributes:
                    found[part] = str(attributes[attribute])
    if found["style"] in ("none", "hidden"):
        return None
    return _stroke(found, props["size"])


def _stroke(found: Mapping[str, str], size: float) -> Item | None:
    width = values.BORDER_WIDTHS.get(found["width"])
    width = length(found["width"], Scale(size)) if width is None else width
    color = values.colour(found["color"])
    return {"width": width, "style": found["style"], "color": color} if width and color else None


def _border_words(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in vocabulary.border_parts(text):
        if word in ("none", "hidden", "solid", "dashed", "dotted", "double"):
            found["style"] = word
        elif word in values.BORDER_WIDTHS or word[0].isdigit() or word[0] == ".":
            found["width"] = word
        else:
            found["color"] = word
    return found


def indented(element: etree._Element, props: Props, parent: Props, flow: Flow) -> Props:
    """The properties with the indents that margins make: those of the parent, the margin, and what is drawn."""
    changed: dict[str, Any] = {}
    for side in ("start", "end"):
        margin = _margin(element, _sides(props)[side], Scale(props["size"], flow.width))
        if margin is not None:
            drawn = border(element, side, props)
            changed[side] = parent[side] + margin + padding(element, side, props) + (drawn["width"] if drawn else 0.0)
    if props["rtl"] != parent["rtl"] and not changed:
        changed = {"start": props["end"], "end": props["start"]}
    return {**props, **changed} if changed else props


def _margin(element: etree._Element, physical: str, scale: Scale) -> float | None:
    if (own := element.get(f"margin-{physical}")) is not None:
        return length(str(own), scale)
    if shorthand := element.get("margin"):
        return length(_of_four(str(shorthand).split(), physical), scale)
    return None


def space(element: etree._Element, side: str, props: Props) -> Space:
    """The space before or after an object."""
    attributes = element.attrib
    name = f"space-{side}"
    text = attributes.get(f"{name}.optimum", attributes.get(name))
    if text is None:
        margin = _margin(element, "top" if side == "before" else "bottom", Scale(props["size"], 0.0))
        return Space(margin or 0.0)
    amount = length(str(text), Scale(props["size"], 0.0))
    force = attributes.get(f"{name}.precedence") == "force"
    return Space(amount, force, attributes.get(f"{name}.conditionality") == "retain")


def breaks(element: etree._Element, name: str, flow: Flow, sheet: Sheet) -> None:
    """A break before or after an object."""
    where = str(element.get(name, "auto"))
    if where in ("auto", "inherit"):
        return
    if flow.paged:
        flow.break_to(where)
    else:
        sheet.complain(element, "fo-break", f"{name}={where!r} stands where no page can end",
                       "break before a block of the flow, not in a table, a footnote or what has a border")  # fmt: skip


def keep(element: etree._Element, name: str) -> str | None:
    """How strongly an object is kept with its neighbour; None when it is not."""
    for attribute in (name, f"{name}.within-page", f"{name}.within-column"):
        value = element.get(attribute)
        if value is not None and value not in ("auto", "inherit"):
            return str(value)
    return None


def paddings(element: etree._Element, props: Props) -> tuple[float, float]:
    """The padding above and below, for a block that draws nothing."""
    if not _has(element, "padding"):
        return 0.0, 0.0
    return padding(element, "before", props), padding(element, "after", props)


def strokes(element: etree._Element, props: Props) -> Item:
    """The borders that are drawn, by physical side."""
    if not _has(element, "border"):
        return {}
    physical = _sides(props)
    found = {physical[side]: border(element, side, props) for side in _SIDES}
    return {side: stroke for side, stroke in found.items() if stroke}


def background(element: etree._Element) -> str | None:
    """The colour behind an object."""
    value = element.get("background-color", element.get("background"))
    return values.colour(str(value)) if value else None


def frame(element: etree._Element, props: Props, flow: Flow) -> Item | None:
    """The box that a block needs when something is drawn round it or its size is given; else None."""
    if not element.attrib:
        return None
    drawn, fill = strokes(element, props), background(element)
    container = element.tag == f"{{{vocabulary.FO}}}block-container"
    sizes = _sizes(element, props, flow) if container else {}
    turned = int(str(element.get("reference-orientation", "0"))) % 360 if container else 0
    if not drawn and not fill and not sizes and not turned:
        return None
    insets = {_sides(props)[side]: padding(element, side, props) for side in _SIDES}
    edges = {side: insets[side] + (drawn[side]["width"] if side in drawn else 0.0) for side in insets}
    first, last = ("right", "left") if props["rtl"] else ("left", "right")
    return {
        "k": "box", "left": props["start"] - flow.start - edges[first], "right": props["end"] - flow.end - edges[last],
        "inset": edges, "stroke": drawn, "fill": fill, "turn": turned, "display": props["display"],
        "rtl": props["rtl"], **sizes, "c": [],
    }  # fmt: skip


def _sizes(element: etree._Element, props: Props, flow: Flow) -> Item:
    found: Item = {}
    for target, names in (("width", ("width", "inline-progression-dimension")),
                          ("height", ("height", "block-progression-dimension"))):  # fmt: skip
        value = next((str(element.get(name)) for name in names if element.get(name)), "auto")
        if value not in ("auto", "100%"):
            found[target] = length(value, Scale(props["size"], flow.width))
    return found


def inline_frame(element: etree._Element, props: Props) -> Item | None:
    """The box round an inline object that has borders or padding."""
    drawn = strokes(element, props)
    insets = {_sides(props)[side]: padding(element, side, props) for side in _SIDES}
    if not drawn and not any(insets.values()):
        return None
    return {"k": "frame", "inset": insets, "stroke": drawn, "fill": background(element)}


def together(flow: Flow, first: int, sheet: Sheet) -> None:
    """Keep the items from that one on together on a page, as far as they fit on one."""
    made = flow.items[first:]
    if any("units" in item for item in made):
        # A table whose pages are counted out is kept in no box.
        return
    long = _weight(made) > _LONG
    if len(made) == 1 and made[0]["k"] in ("par", "box", "table"):
        made[0]["keep"] = "measure" if long else "always"
        return
    if any(item["k"] == "break" for item in made):
        return
    whole: Item = {"k": "keep", "c": made, "keep": "measure" if long else "always"}
    for name in ("gap", "retain", "span"):
        if name in made[0]:
            whole[name] = made[0].pop(name)
    flow.items[first:] = [whole]


def height(items: list[Item], width: float) -> float:
    """About how high items are in a column of a width, both in points."""
    return 14.0 * sum(1 + _weight(item) * 5.0 // max(width, 10.0) for item in items)


def _weight(value: Any) -> int:
    """About how much text there is in items."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_weight(each) for name, each in value.items() if name in _TEXTUAL)
    return sum(_weight(each) for each in value) if isinstance(value, list) else 0
