"""Pieces that no white space parts are parted where they are read without room between them: halves of verse, dictionaries."""

from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import Make, body, tei

VIEWS = ("text/a.txt", "markdown/a.md")


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def test_the_halves_of_a_verse(make: Make) -> None:
    verses = (
        '<lg><l><seg type="hemistich">hwaet we</seg><seg type="hemistich">gardena</seg></l><l>in geardagum<caesura/>theod</l>'
        "<l>with <caesura/>room</l><l><seg type='hemistich'>and </seg><seg type='hemistich'>again</seg></l>"
        "<l><persName>Ann</persName><caesura/><persName>Bea</persName></l></lg>"
    )
    made = make({"a.xml": tei(body(verses))}, "text,markdown,site")
    for view in VIEWS:
        for verse in ("hwaet we gardena", "in geardagum theod", "with room", "and again", "Ann Bea"):
            assert verse in made[view], view
    # And in the sentence round a name.
    assert "Ann Bea" in html.fromstring(made["persons/form-Ann.html"].encode()).xpath(
        "string(//ul[@class = 'mentions'])"
    )


def test_a_verse_that_is_a_space_without_end_leaves_no_backslash(make: Make) -> None:
    verses = "<lg><l>One</l><l>\u00a0</l></lg><lg><l>\u00a0</l><l>Two</l><l>\u2003\u00a0</l><l>Three</l></lg>"
    made = make({"a.xml": tei(body(verses))}, "markdown")
    assert "One\\\n&#160;\n\n&#160;\\\nTwo\\\n&#8195;&#160;\\\nThree" in made["markdown/a.md"]


@pytest.mark.parametrize(
    ("holding", "names"),
    [
        ("etym", ("lang", "mentioned", "gloss", "foreign", "date", "bibl", "ref", "lbl")),
        ("sense", ("ref", "bibl", "gloss", "term", "date", "def", "usg")),
        ("form", ("ref", "orth", "pron")),
        ("entry", ("bibl", "ref", "date", "form", "def", "xr")),
    ],
)
def test_what_stands_in_an_entry_beside_its_own_elements(make: Make, holding: str, names: tuple[str, ...]) -> None:
    inside = "".join(f"<{name}>{name.title()}1</{name}>" for pair in permutations(names, 2) for name in pair)
    entry = f"<form><orth>Word</orth></form>{inside if holding == 'entry' else f'<{holding}>{inside}</{holding}>'}"
    made = make({"a.xml": tei(body(f"<entry>{entry}</entry>"))}, "text,print,site")
    page = html.fromstring(made["texts/a.html"].encode()).xpath("string(//*[@class = 'transcription'])")
    volume = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
    for words in (made["text/a.txt"], page, volume):
        assert words.count("1") == len(inside.split("</")) - 1
        for name in names:
            assert f"1{name.title()}1" not in words


def test_two_of_a_kind_in_an_entry_have_a_comma(make: Make) -> None:
    entry = "<form><orth>Word</orth></form><etym><mentioned>one</mentioned><mentioned>two</mentioned><gloss>three</gloss></etym>"
    mixed = "<entry><form><orth>W</orth></form><etym>from <lang>L.</lang><mentioned>abc</mentioned></etym></entry>"
    made = make({"a.xml": tei(body(f"<entry>{entry}</entry>{mixed}"))}, "text")
    assert "one, two three" in made["text/a.txt"]
    # Where the encoder writes words between them, all is there.
    assert "from L.abc" in made["text/a.txt"]
