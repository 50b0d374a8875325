"""What records and pages take a short way to: it must lead where the long one does."""

from random import Random
from xml.sax.saxutils import quoteattr

import pytest

from kwedition.saxon import Saxon

_SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"
  xmlns:kwp="urn:kwedition:private" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="kwedition:/{}"/><xsl:output method="text"/>
<xsl:template match="/" priority="9"><xsl:value-of select={} separator="|"/></xsl:template></xsl:stylesheet>"""


def _evaluated(saxon: Saxon, sheet: str, expression: str, tei: str) -> list[str]:
    values = {"id": "x", "path": "x.xml", "plain-ids": "yes"}
    whole = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{tei}</TEI>'
    return (
        saxon.compile(_SHEET.format(sheet, quoteattr(expression)), expression).transform(whole, values=values).text
    ).split("|")


def _mixed(random: Random, depth: int = 0) -> str:
    pieces = []
    for _ in range(random.randint(1, 12)):
        kind = random.choice(("text",) * 4 + ("lb", "name", "hi", "note", "p"))
        if kind == "text" or depth == 2:
            pieces.append("".join(random.choices("ab, .\n", k=random.randint(1, 30))))
        elif kind == "lb":
            pieces.append(random.choice(("<lb/>", '<lb break="no"/>', "<gap/>", "<pb/>", "<!-- -->")))
        else:
            tag = {"name": "persName", "hi": "hi", "note": "note", "p": "p"}[kind]
            pieces.append(f"<{tag}>{_mixed(random, depth + 1)}</{tag}>")
    return "".join(pieces)


def test_the_beginning_of_a_text_is_that_of_the_whole(saxon: Saxon) -> None:
    random = Random(5)
    tei = "".join(f"<div>{_mixed(random)}</div>" for _ in range(200))
    for length in (5, 20, 60):
        whole = _evaluated(saxon, "collect.xsl", f"//div ! kw:shortened(kw:plain-text(.), {length})", tei)
        assert _evaluated(saxon, "collect.xsl", f"//div ! kwp:words-of(., {length})", tei) == whole
        assert any(words.endswith(" …") for words in whole)


@pytest.mark.parametrize(
    ("token", "pointer"),
    [
        ("#a", "#a a  a"), ("a_1", "a_1 a_1 - a_1"), ("index", "index index- - index"), ("#index", "#index index-  index"),
        ("b.xml#c", "b.xml#c c b.xml c"), ("gnd:1", "gnd:1 1 - 1"), ("#", "# unnamed  "), ("a.b", "a.b a.b - a.b"), ("ä", "ä ä - ä"),
    ],
)  # fmt: skip
def test_pointers(saxon: Saxon, token: str, pointer: str) -> None:
    values = {"id": "x", "path": "x.xml", "plain-ids": "yes"}
    tei = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><ref target="{token}">x</ref></p></body></text></TEI>'
    )
    sheet = (
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">
<xsl:import href="kwedition:/collect.xsl"/><xsl:output method="text"/>
<xsl:template match="/" priority="9"><xsl:variable name="record"><xsl:next-match/></xsl:variable>
<xsl:value-of select="$record//kw:pointer/string-join((@token, @id, (@file, '-')[1], @fragment), ' ')"/>"""
        "</xsl:template></xsl:stylesheet>"
    )
    assert saxon.compile(sheet, "pointers").transform(tei, values=values).text == pointer


def test_years_of_months(saxon: Saxon) -> None:
    sheet = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"
  xmlns:kwp="urn:kwedition:private"><xsl:import href="kwedition:/site/home.xsl"/><xsl:output method="text"/>
<xsl:template match="/" priority="9"><xsl:value-of select="(-60 to 60) ! kwp:year-of(.)"/></xsl:template></xsl:stylesheet>"""
    years = saxon.compile(sheet, "years").transform("<x/>").text.split()
    assert [int(year) for year in years] == [month // 12 for month in range(-60, 61)]


@pytest.mark.parametrize(
    ("key", "month"), [("219500500", 12 * 1950 + 4), ("219501399", 12 * 1950), ("219500000", 12 * 1950), ("199561231", -12 * 44 + 11)]
)  # fmt: skip
def test_months_of_keys(saxon: Saxon, key: str, month: int) -> None:
    sheet = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"
  ><xsl:import href="kwedition:/site/home.xsl"/><xsl:output method="text"/>
<xsl:template match="/" priority="9"><xsl:value-of select="kw:month-of(string(x))"/></xsl:template></xsl:stylesheet>"""
    assert int(saxon.compile(sheet, "months").transform(f"<x>{key}</x>").text) == month
