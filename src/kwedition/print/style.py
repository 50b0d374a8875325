"""Computed values: what an object of FO inherits and what its own attributes make of that."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from kwedition.print import values, vocabulary
from kwedition.print.values import Scale, length

Props = Mapping[str, Any]

# The initial values of what is inherited. Lengths are in points; a line height is a factor or ("pt", points).
INITIAL: Props = {
    "family": ("serif",), "size": 12.0, "italic": False, "weight": 400, "caps": False, "line": 1.2,
    "color": "#000000", "tracking": 0.0, "word": 0.0, "transform": "none", "language": "", "country": "",
    "script": "", "hyphenate": False, "rtl": False, "disregard": False,
    "align": "start", "last": "relative", "indent": 0.0, "last-indent": 0.0, "start": 0.0, "end": 0.0,
    "linefeed": "treat-as-space", "collapse": True, "treatment": "ignore-if-surrounding-linefeed", "wrap": True,
    "widows": 2, "orphans": 2, "distance": 24.0, "separation": 6.0, "together": "auto", "display": "auto",
    "visible": True, "collapse-borders": False, "separation-borders": (0.0, 0.0), "caption": "before",
    "leader": "space", "leader-length": None, "leader-width": 0.0, "leader-align": "none", "rule": 1.0,
    "rule-style": "solid",
    # Not inherited in the standard, but handed down to text within the same block.
    # The strut is the font size of the block: letters of another size stand in lines of the same height.
    "strut": 12.0, "shift": 0.0, "decoration": frozenset(), "background": None,
}  # fmt: skip

_WORDS = {
    "linefeed-treatment": "linefeed", "white-space-treatment": "treatment",
    "text-transform": "transform", "display-align": "display", "caption-side": "caption",
    "leader-pattern": "leader", "leader-alignment": "leader-align", "rule-style": "rule-style",
}  # fmt: skip
_TRUTHS = {"hyphenate": "hyphenate", "white-space-collapse": "collapse"}
_EQUAL = {
    "font-style": ("italic", ("italic", "oblique")), "font-variant": ("caps", ("small-caps",)),
    "wrap-option": ("wrap", ("wrap",)), "visibility": ("visible", ("visible",)),
    "line-height-shift-adjustment": ("disregard", ("disregard-shifts",)),
    "border-collapse": ("collapse-borders", ("collapse", "collapse-with-precedence")),
}  # fmt: skip
_LENGTHS = {
    "text-indent": "indent", "last-line-end-indent": "last-indent", "start-indent": "start", "end-indent": "end",
    "provisional-distance-between-starts": "distance", "provisional-label-separation": "separation",
    "rule-thickness": "rule",
}  # fmt: skip
_LEADER_LENGTHS = ("leader-length", "leader-length.optimum", "leader-length.maximum")


_NAMES = frozenset(map(str, (
    *_WORDS, *_TRUTHS, *_EQUAL, *_LENGTHS, *_LEADER_LENGTHS, "font-size", "font-family", "font-weight", "line-height",
    "color", "letter-spacing", "word-spacing", "text-align", "text-align-last", "language", "country", "script",
    vocabulary.XML_LANG, "direction", "writing-mode", "widows", "orphans", "white-space", "keep-together",
    "keep-together.within-page", "keep-together.within-column", "keep-together.within-line", "leader-pattern-width",
    "border-separation", "border-spacing",
)))  # fmt: skip


def computed(element: etree._Element, parent: Props, width: float, functions: values.Functions | None = None) -> Props:
    """The inherited properties of an object.

    ``width`` is what percentages of horizontal lengths relate to; ``functions`` those that lists know.
    """
    attributes = element.attrib
    # Most objects say nothing that is inherited: what they hold has the very properties of what they stand in.
    if not attributes or _NAMES.isdisjoint(attributes):
        return parent
    own = dict(parent)
    if (size := attributes.get("font-size")) is not None and size != "inherit":
        own["size"] = _size(str(size), float(parent["size"]))
    scale = Scale(own["size"], width, functions)
    for key, text in attributes.items():
        name, value = str(key), str(text).strip()
        if value == "inherit":
            continue
        if name in _LENGTHS:
            own[_LENGTHS[name]] = length(value, scale)
        elif name in _EQUAL:
            target, those = _EQUAL[name]
            own[target] = value in those
        elif name in _WORDS:
            own[_WORDS[name]] = value
        elif name in _TRUTHS:
            own[_TRUTHS[name]] = value == "true"
        else:
            _other(own, name, value, scale)
    return own


def _other(own: dict[str, Any], name: str, value: str, scale: Scale) -> None:
    match name:
        case "font-family":
            own["family"] = values.families(value)
        case "font-weight":
            own["weight"] = _weight(value, own["weight"])
        case "line-height":
            own["line"] = _line_height(value, own["size"])
        case "color":
            own["color"] = values.colour(value) or "#000000"
        case "letter-spacing":
            own["tracking"] = 0.0 if value == "normal" else length(value, scale)
        case "word-spacing":
            own["word"] = 0.0 if value == "normal" else length(value, scale)
        case "text-align":
            own["align"] = _side(value, own["rtl"])
        case "text-align-last":
            own["last"] = _side(value, own["rtl"])
        case "language" | "country" | "script":
            own[name] = "" if value == "none" else value
        case vocabulary.XML_LANG:
            _language_tag(own, value)
        case "direction":
            own["rtl"] = value == "rtl"
        case "writing-mode":
            own["rtl"] = value.startswith("rl")
        case "widows" | "orphans":
            own[name] = int(value)
        case "white-space":
            _white_space(own, value)
        case "keep-together" | "keep-together.within-page" | "keep-together.within-column":
            own["together"] = value
        case "keep-together.within-line":
            own["wrap"] = own["wrap"] and value != "always"
        case "leader-pattern-width":
            own["leader-width"] = 0.0 if value == "use-font-metrics" else length(value, scale)
        case "border-separation" | "border-spacing":
            parts = [length(part, scale) for part in value.split()]
            own["separation-borders"] = (parts[0], parts[-1])
        case _ if name in _LEADER_LENGTHS:
            own["leader-length"] = None if value in ("auto", "100%") else length(value, scale)


def _size(value: str, parent: float) -> float:
    if value in values.FONT_SIZES:
        return values.FONT_SIZES[value]
    if value in ("larger", "smaller"):
        return parent * 1.2 if value == "larger" else parent / 1.2
    return length(value, Scale(parent, parent))


def _weight(value: str, parent: int) -> int:
    named = {"normal": 400, "bold": 700, "bolder": min(900, parent + 300), "lighter": max(100, parent - 300)}
    return named[value] if value in named else int(value)


def _line_height(value: str, size: float) -> float | tuple[str, float]:
    if value == "normal":
        return 1.2
    try:
        return float(value)
    except ValueError:
        return ("pt", length(value, Scale(size, size)))


def _side(value: str, rtl: bool) -> str:
    sides = {"left": "end" if rtl else "start", "right": "start" if rtl else "end", "inside": "start", "outside": "end"}
    return sides.get(value, value)


def _language_tag(own: dict[str, Any], value: str) -> None:
    subtags = value.split("-")
    own["language"] = subtags[0].lower()
    own["country"] = next((s.upper() for s in subtags[1:] if len(s) == 2), "")


def _white_space(own: dict[str, Any], value: str) -> None:
    kept = value == "pre"
    own["linefeed"] = "preserve" if kept else "treat-as-space"
    own["collapse"] = not kept
    own["treatment"] = "preserve" if kept else "ignore-if-surrounding-linefeed"
    own["wrap"] = value == "normal"


def line_height(props: Props) -> float:
    """The height of a line in points."""
    line = props["line"]
    return float(line[1] if isinstance(line, tuple) else line * props["size"])
