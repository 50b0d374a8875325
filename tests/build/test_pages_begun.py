"""Where a page begins is said beside or in what begins on it: never on a line of its own, nor over another number."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import Make, body, tei

FO = {"fo": "http://www.w3.org/1999/XSL/Format"}


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _blocks(made: Any) -> list[str]:
    blocks = etree.fromstring(made["print/a.fo"].encode()).xpath("//fo:block[not(.//fo:block)]", namespaces=FO)
    return ["".join("".join(each.itertext()).replace("\u2060", "").split()) for each in blocks]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<table><row><cell>A</cell><cell>B</cell></row></table>", "|2|A"),
        ("<table><head>All</head><row><cell>A</cell></row></table>", "|2|All"),
        ("<figure><head>Fig</head><figDesc>A thing</figDesc></figure>", "|2|Fig"),
        ("<figure><figDesc>A thing</figDesc></figure>", "|2|Athing"),
        ("<list><head>Some</head><item>one</item></list>", "|2|Some"),
        ("<div><table><row><cell>A</cell></row></table></div>", "|2|A"),
        ("<list><item>one</item><item>two</item></list>", "|2|one"),
        ("<div><list><head/><item>one</item></list></div>", "|2|one"),
        ("<list><label>I</label><item>one</item></list>", ""),
        # Rows that stand above each page would have it on each.
        ('<table><row role="label"><cell>A</cell></row><row><cell>B</cell></row></table>', ""),
        ("<table><row><cell/><cell>B</cell></row></table>", ""),
    ],
)
def test_a_page_that_begins_with_a_table_or_a_figure_has_its_number_there_in_print(
    make: Make, markup: str, line: str
) -> None:
    blocks = _blocks(make({"a.xml": tei(body(f'<p>One.</p><pb n="2"/>{markup}<p>Two.</p>'))}, "print"))
    assert [block for block in blocks if "|2|" in block and block != "|2|"] == [line][: len(line)]


def test_of_pages_right_behind_each_other_one_has_the_margin(make: Make) -> None:
    text = (
        '<p>A <pb n="2"/><gap unit="page"/> <pb n="3"/>line <pb n="4"/>and on for as many words as a line has, or more, '
        'to the <pb n="5"/>next.</p><pb n="6"/><pb n="7"/><p>End.</p>'
    )
    page = html.fromstring(make({"a.xml": tei(body(text))}, "site")["texts/a.html"].encode())
    marks = page.xpath("//*[contains(concat(' ', @class, ' '), ' pb ')]")
    beside = {each.text_content(): bool(each.xpath("*[@class = 'number']")) for each in marks}
    assert beside == {"2": True, "3": False, "4": False, "5": True, "6": True, "7": True}
