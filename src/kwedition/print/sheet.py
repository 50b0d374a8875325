"""What the whole refinement of one FO file shares: styles by number, places that are asked for, findings."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from kwedition.findings import Finding, Severity
from kwedition.print.style import Props, line_height
from kwedition.print.vocabulary import FO

Item = dict[str, Any]

_FO = f"{{{FO}}}"
_PREFIX = len(_FO)
# Typst's own fonts, for the generic families of CSS and FO.
GENERIC: Mapping[str, str] = {
    "serif": "Libertinus Serif", "sans-serif": "Libertinus Serif", "monospace": "DejaVu Sans Mono",
    "cursive": "Libertinus Serif", "fantasy": "Libertinus Serif", "any": "Libertinus Serif",
    "Times": "Libertinus Serif", "Helvetica": "Libertinus Serif", "Courier": "DejaVu Sans Mono",
}  # fmt: skip
_CJK = "Noto Sans CJK SC"
# Where the letters stand in a line: the middle of the line is this part of the font size above the base line.
_MIDDLE = 0.28


def local(element: etree._Element) -> str:
    """The local name of an object of FO; empty for anything else."""
    tag = element.tag
    return tag[_PREFIX:] if isinstance(tag, str) and tag.startswith(_FO) else ""


def place(element: etree._Element) -> str:
    """The nearest id at or before an element, for messages."""
    here: etree._Element | None = element
    while here is not None:
        if name := here.get("id"):
            return str(name)
        before = here.getprevious()
        here = before if before is not None else here.getparent()
    return ""


@dataclass(slots=True)
class Sheet:
    """State of one refinement. ``folder`` holds the pictures; ``fonts`` are the families, by name in lower case."""

    name: str
    folder: Path
    fonts: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    styles: list[Item] = field(default_factory=list)
    markers: list[tuple[str, etree._Element]] = field(default_factory=list)
    # The ids that something in the file asks for; those whose last page is asked for.
    wanted: frozenset[str] = frozenset()
    cited_last: frozenset[str] = frozenset()
    bookmarks: dict[str, list[Item]] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    # The headings that are open, by the level that the FO gives them.
    headings: list[int] = field(default_factory=list)
    # How many paragraphs have a style.
    uses: dict[int, int] = field(default_factory=dict)
    # Characters beyond ASCII by the style that they stand in.
    used: dict[int, set[str]] = field(default_factory=dict)
    # Characters that no font has in a face (italic, bold), but some font has upright.
    lost: Callable[[bool, bool], frozenset[str]] = lambda italic, bold: frozenset()
    _families: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _numbers: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _props: dict[int, tuple[Props, int]] = field(default_factory=dict)

    def complain(self, element: etree._Element, rule: str, message: str, hint: str = "", *, warn: bool = False) -> None:
        """Note what cannot be set, or not as it is written."""
        near = place(element)
        severity = Severity.WARNING if warn else Severity.ERROR
        message += f" (near id {near})" if near else ""
        self.findings.append(Finding(self.name, int(element.sourceline or 0), 0, rule, severity, message, hint))

    def address(self, element: etree._Element) -> str:
        """The id of an object, if anything asks for it; an address that nobody asks for only costs time."""
        id_ = str(element.get("id", ""))
        return id_ if id_ in self.wanted else ""

    def style(self, props: Props) -> int:
        """The number of the text style that properties ask for."""
        # Most text has the very properties of the text before it.
        known = self._props.get(id(props))
        if known is not None and known[0] is props:
            return known[1]
        height, size, shift = line_height(props), props["size"], props["shift"]
        above = height / 2 + _MIDDLE * props["strut"]
        below = height / 2 - _MIDDLE * props["strut"]
        if not props["disregard"]:
            above, below = above + max(shift, 0.0), below - min(shift, 0.0)
        families = self.families(props["family"])
        key = (
            families, size, props["italic"], props["weight"], props["caps"], props["color"], props["tracking"],
            props["word"], props["language"], props["country"], props["script"], props["hyphenate"], props["rtl"],
            shift, round(above, 3), round(below, 3), props["decoration"], props["background"], props["visible"],
        )  # fmt: skip
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.styles)
            self.styles.append(_written(props, families, above, below))
        self._props[id(props)] = (props, number)
        return number

    def families(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the families that are there, generic ones by the name of a font; then all others."""
        known = self._families.get(wanted)
        if known is not None:
            return known
        named = (self.fonts.get(GENERIC.get(name, name).lower()) for name in (*wanted, "serif", _CJK, *self.fonts))
        found = self._families[wanted] = tuple(dict.fromkeys(name for name in named if name))
        return found

    def usual(self) -> int:
        """The number of the style that most text has."""
        return max(range(len(self.styles)), key=lambda number: self.uses.get(number, 0), default=0)

    def trim(self, needed: Callable[[Sequence[str], Iterable[str], tuple[bool, bool]], list[str]]) -> None:
        """Leave each style only the fonts that its characters need: every further font costs time to load."""
        for number, style in enumerate(self.styles):
            face = bool(style.get("italic")), is_bold(style.get("weight", 400))
            style["font"] = needed(style["font"], self.used.get(number, ()), face)


def is_bold(weight: int) -> bool:
    """Whether letters of a weight come from a bold font."""
    return weight >= 600


def language(tag: str) -> str:
    """The language of a tag as Typst takes it: two or three letters; ``und`` for what is none."""
    first = tag.split("-")[0].lower()
    return first if re.fullmatch("[a-z]{2,3}", first) else "und"


def _written(props: Props, families: tuple[str, ...], above: float, below: float) -> Item:
    """A style as the Typst program reads it; what is not there is as usual."""
    style: Item = {"font": list(families), "size": props["size"], "top": round(above, 3), "bottom": round(-below, 3)}
    style |= {"fill": props["color"], "hyphenate": props["hyphenate"], "lang": language(props["language"])}
    extras = {
        "italic": props["italic"], "weight": props["weight"] if props["weight"] != 400 else 0,
        "tracking": props["tracking"], "word": props["word"],
        "region": props["country"].upper() if re.fullmatch("[A-Za-z]{2}", props["country"]) else "",
        "shift": props["shift"], "rtl": props["rtl"], "decoration": sorted(props["decoration"]),
        "background": props["background"], "caps": props["caps"], "hidden": not props["visible"],
    }  # fmt: skip
    return style | {name: value for name, value in extras.items() if value}
