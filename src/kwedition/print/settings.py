"""How a book is to look: paper, margins, type, columns; the settings of the table ``print``."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kwedition.errors import SettingsError
from kwedition.markup import quoteattr

# Width and height in millimetres, and the margins that go with them: inner, outer, top, bottom.
PAPERS: Mapping[str, tuple[float, float, tuple[float, float, float, float]]] = MappingProxyType({
    "A4": (210, 297, (28, 28, 28, 28)),
    "A5": (148, 210, (18, 16, 22, 20)),
    "letter": (215.9, 279.4, (30, 30, 26, 26)),
    "6x9in": (152.4, 228.6, (20, 17, 23, 22)),
})  # fmt: skip
_SIDES = ("inner", "outer", "top", "bottom")
_NAMES = ("paper", "margins", "size", "font", "index-columns", "hyphenate", "facing")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)")
_OWN = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|cm|in)")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
# The size of type, in points, that the style sheets are written for.
_BASE = 10.5


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """Lengths are in millimetres, ``size`` is the base size of type in points; ``font`` goes before the built-in ones.

    ``margins`` are those of the text: inner, outer, top, bottom. ``facing`` makes left and right pages.
    """

    width: float = PAPERS["A4"][0]
    height: float = PAPERS["A4"][1]
    margins: tuple[float, float, float, float] = field(default=PAPERS["A4"][2])
    size: float = _BASE
    font: str = ""
    index_columns: int = 2
    hyphenate: bool = True
    facing: bool = True

    def xml(self) -> str:
        """What the stylesheets are told, as an element."""
        values: dict[str, str] = {"width": f"{self.width:g}", "height": f"{self.height:g}"}
        values |= {side: f"{length:g}" for side, length in zip(_SIDES, self.margins, strict=True)}
        values |= {
            "scale": f"{self.size / _BASE:g}",
            "font": self.font,
            "index-columns": str(self.index_columns),
            "hyphenate": "yes" if self.hyphenate else "no",
            "facing": "yes" if self.facing else "no",
        }
        return f"<print{''.join(f' {name}={quoteattr(value)}' for name, value in values.items())}/>"


def read(table: Any, file: str) -> PrintSettings:
    """The settings of a table ``print`` of the file of this name; raises SettingsError, which says what is expected."""
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: print must be a table", '[print]\npaper = "A5"')
    for name in table:
        if name not in _NAMES:
            near = difflib.get_close_matches(name, _NAMES, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise SettingsError(f"{file}: unknown setting print.{name}", f"{hint}there are {', '.join(_NAMES)}")
    width, height, margins = _paper(table.get("paper", "A4"), file)
    margins = _margins(table.get("margins", {}), margins, file)
    if width - margins[0] - margins[1] < 40 or height - margins[2] - margins[3] < 60:
        raise SettingsError(
            f"{file}: print.margins leave no room for a text on a page of {width:g} by {height:g} mm",
            "make them smaller: a column is at least 40 mm wide and 60 mm high",
        )
    # (A size in points is that again, and not a hair more than the largest.)
    size = round(_length(table.get("size", f"{_BASE}pt"), "size", file) / _MILLIMETRES["pt"], 2)
    if not 6 <= size <= 24:
        raise SettingsError(f"{file}: print.size is {table['size']}", "write a size between 6pt and 24pt")
    font = table.get("font", "")
    if not isinstance(font, str) or not font.isprintable() or any(sign in font for sign in ",'\";"):
        raise SettingsError(f"{file}: print.font must be the name of one font", 'write font = "EB Garamond"')
    columns = table.get("index-columns", 2)
    if columns not in (1, 2) or not isinstance(columns, int) or isinstance(columns, bool):
        raise SettingsError(f"{file}: print.index-columns must be 1 or 2")
    return PrintSettings(
        width, height, margins, size, font, columns,
        _flag(table, "hyphenate", file), _flag(table, "facing", file),
    )  # fmt: skip


def _paper(value: Any, file: str) -> tuple[float, float, tuple[float, float, float, float]]:
    known = {name.lower(): paper for name, paper in PAPERS.items()}
    if isinstance(value, str):
        if value.lower() in known:
            return known[value.lower()]
        own = _OWN.fullmatch(value.lower())
        if own:
            width, height = (round(float(own[side]) * _MILLIMETRES[own[3]], 3) for side in (1, 2))
            if 80 <= width <= 500 and 100 <= height <= 700:
                # As large a part of the page as on the sheet that the proportions come from.
                share = tuple(round(margin / 210 * width, 1) for margin in PAPERS["A4"][2])
                return width, height, (share[0], share[1], share[2], share[3])
    raise SettingsError(
        f"{file}: print.paper: {value!r} is no size of paper",
        f'write one of {", ".join(PAPERS)}, or width x height, such as "170x240mm" (80 to 500 by 100 to 700 mm)',
    )


def _margins(
    value: Any, usual: tuple[float, float, float, float], file: str
) -> tuple[float, float, float, float]:  # fmt: skip
    if isinstance(value, str):
        each = _length(value, "margins", file)
        return each, each, each, each
    if not isinstance(value, dict) or any(side not in _SIDES for side in value):
        raise SettingsError(
            f"{file}: print.margins must be a length, or a table of {', '.join(_SIDES)}",
            'write margins = { inner = "20mm", outer = "18mm" }',
        )
    inner, outer, top, bottom = (
        _length(value[side], f"margins.{side}", file) if side in value else usual[number]
        for number, side in enumerate(_SIDES)
    )
    return inner, outer, top, bottom


def _length(value: Any, name: str, file: str) -> float:
    match = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise SettingsError(
            f"{file}: print.{name}: {value!r} is no length", 'write a number and mm, cm, in or pt: "18mm"'
        )
    return round(float(match[1]) * _MILLIMETRES[match[2]], 3)


def _flag(table: Mapping[str, Any], name: str, file: str) -> bool:
    value = table.get(name, True)
    if not isinstance(value, bool):
        raise SettingsError(f"{file}: print.{name} must be true or false")
    return value
