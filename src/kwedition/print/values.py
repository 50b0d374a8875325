"""Values of XSL-FO properties: lengths in points, expressions, colours, font families.

The grammar of expressions is that of XSL 1.1, section 5.9, without relative numeric units other than ``em`` and ``%``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

UNITS: Mapping[str, float] = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "px": 0.75}
FONT_SIZES: Mapping[str, float] = {
    "xx-small": 7.0, "x-small": 8.3, "small": 10.0, "medium": 12.0, "large": 14.4, "x-large": 17.3, "xx-large": 20.7,
}  # fmt: skip
COLOURS: Mapping[str, str] = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500",
}  # fmt: skip
BORDER_WIDTHS: Mapping[str, float] = {"thin": 0.5, "medium": 1.0, "thick": 2.0}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+))(?P<unit>[a-z]+|%)?|(?P<name>[a-z][a-z-]*[a-z])\s*\(|(?P<mark>[()+*,-])"
    r"|(?P<div>div)\b)"
)

Functions = Mapping[str, Callable[[], float]]


@dataclass(frozen=True, slots=True)
class Scale:
    """What lengths are relative to, in points: ``em`` is the font size, ``percent`` what 100 % is.

    ``functions`` are the functions of FO without arguments that the place knows, such as ``body-start``.
    """

    em: float = 12.0
    percent: float | None = None
    functions: Functions | None = None


class _Reader:
    """A recursive reader of one expression."""

    def __init__(self, text: str, scale: Scale) -> None:
        self._text = text
        self._place = 0
        self._scale = scale

    def whole(self) -> float:
        value = self._sum()
        if self._text[self._place :].strip():
            raise ValueError(f"not a length: {self._text}")
        return value

    def _next(self) -> re.Match[str] | None:
        return _TOKEN.match(self._text, self._place)

    def _sum(self) -> float:
        value = self._product()
        while (token := self._next()) and token["mark"] in ("+", "-"):
            self._place = token.end()
            value = value + self._product() if token["mark"] == "+" else value - self._product()
        return value

    def _product(self) -> float:
        value = self._single()
        while (token := self._next()) and (token["mark"] == "*" or token["div"]):
            self._place = token.end()
            other = self._single()
            if token["div"] and other == 0:
                raise ValueError("division by zero")
            value = value * other if token["mark"] == "*" else value / other
        return value

    def _single(self) -> float:
        token = self._next()
        if token is None:
            raise ValueError(f"not a length: {self._text}")
        self._place = token.end()
        if token["mark"] == "-":
            return -self._single()
        if token["mark"] == "+":
            return self._single()
        if token["mark"] == "(":
            return self._closed(self._sum())
        if token["name"]:
            known = (self._scale.functions or {}).get(token["name"])
            if known is None:
                raise ValueError(f"unknown function {token['name']}()")
            return self._closed(known())
        if token["number"] is None:
            raise ValueError(f"not a length: {self._text}")
        return self._with_unit(float(token["number"]), token["unit"])

    def _closed(self, value: float) -> float:
        token = self._next()
        if token is None or token["mark"] != ")":
            raise ValueError(f"a bracket is open: {self._text}")
        self._place = token.end()
        return value

    def _with_unit(self, number: float, unit: str | None) -> float:
        if unit is None:
            return number
        if unit == "em":
            return number * self._scale.em
        if unit == "%":
            if self._scale.percent is None:
                raise ValueError("a percentage has nothing to relate to here")
            return number / 100 * self._scale.percent
        if unit not in UNITS:
            raise ValueError(f"unknown unit {unit}")
        return number * UNITS[unit]


def length(text: str, scale: Scale) -> float:
    """A length, or an expression that makes one, in points; raises ValueError."""
    return _length(text, scale) if scale.functions is None else _Reader(text.strip(), scale).whole()


@lru_cache(4096)
def _length(text: str, scale: Scale) -> float:
    # A file says the same few lengths again and again.
    return _Reader(text.strip(), scale).whole()


def colour(text: str) -> str | None:
    """A colour as ``#rrggbb``; None for ``transparent``; raises ValueError."""
    value = text.strip().lower()
    if value == "transparent":
        return None
    if value in COLOURS:
        return COLOURS[value]
    if re.fullmatch("#[0-9a-f]{6}", value):
        return value
    if re.fullmatch("#[0-9a-f]{3}", value):
        return "#" + "".join(2 * digit for digit in value[1:])
    if match := re.fullmatch(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)", value):
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in match.groups())
    raise ValueError(f"not a colour: {text}")


def families(text: str) -> tuple[str, ...]:
    """The font families of a list, without quotes."""
    found = re.findall(r"'([^']*)'|\"([^\"]*)\"|([^,'\"]+)", text)
    return tuple(name for name in (" ".join("".join(parts).split()) for parts in found) if name)


def address(text: str) -> str:
    """What ``url(…)`` says, or the text itself."""
    match = re.fullmatch(r"\s*url\(\s*(?:'([^']*)'|\"([^\"]*)\"|([^)]*?))\s*\)\s*", text)
    return next((part for part in match.groups() if part is not None), "") if match else text.strip()
