"""Lengths, expressions, colours and font names of XSL-FO."""

import pytest

from kwedition.print import values
from kwedition.print.values import Scale


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("12pt", 12), ("0", 0), ("-3pt", -3), ("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("1pc", 12), ("4px", 3), ("2em", 20),
        (".5em", 5), ("50%", 100), ("3mm + 2mm", 14.173), ("10pt - 4pt", 6), ("2 * 3pt", 6), ("9pt div 3", 3),
        ("2pt + 2 * 4pt", 10), ("(2pt + 2pt) * 4", 16), ("-(2pt)", -2), ("body-start() + 1pt", 31), ("10pt*2", 20),
    ],
)  # fmt: skip
def test_lengths(text: str, points: float) -> None:
    scale = Scale(em=10, percent=200, functions={"body-start": lambda: 30.0})
    assert values.length(text, scale) == pytest.approx(points, abs=0.001)


@pytest.mark.parametrize(
    "text", ["", "pt", "12ft", "1pt +", "(1pt", "1pt)", "1pt 2pt", "label-end()", "1pt div 0", "auto"]
)
def test_no_lengths(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        values.length(text, Scale())


def test_a_percentage_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to relate"):
        values.length("50%", Scale())


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("red", "#ff0000"),
        ("#abc", "#aabbcc"),
        ("#A1B2C3", "#a1b2c3"),
        ("rgb(1, 2,300)", "#0102ff"),
        ("transparent", None),
    ],
)
def test_colours(text: str, colour: str | None) -> None:
    assert values.colour(text) == colour


def test_families() -> None:
    assert values.families("'DejaVu Serif', \"Noto  Sans\", serif,") == ("DejaVu Serif", "Noto Sans", "serif")


@pytest.mark.parametrize(("text", "address"), [("url('a b')", "a b"), ('url("a")', "a"), ("url(a)", "a"), (" a ", "a")])
def test_addresses(text: str, address: str) -> None:
    assert values.address(text) == address
