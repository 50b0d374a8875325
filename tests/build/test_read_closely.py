"""What a reader who compares pages with their sources stumbles over: things doubled, empty, run together or named by data."""

from pathlib import Path

import pytest

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestNotes:
    def test_a_note_that_says_nothing_is_neither_called_nor_listed(self, make: Make) -> None:
        relation = '<note type="relations" target="xxx.00048" cert="high"/>'
        text = f'<lg><l>One{relation}</l>{relation}<l>Two<note>Said.</note></l></lg><div>{relation}<p>x<note xml:id="n"><p/></note></p></div>'
        made = make({"a.xml": tei(body(text))}, ALL)
        page = made["texts/a.html"]
        assert page.count("note-mark") == 1
        assert page.count('<li value="') == 1
        assert "Two 1 x Notes Said. ↩" in words(page)
        assert 'role="note"' not in page
        assert '<span id="n">' in page
        assert "[^2]" not in made["markdown/a.md"]
        assert made["print/a.fo"].count("<fo:footnote>") == 1


class TestHands:
    def test_a_hand_is_not_called_by_where_and_how_high_it_wrote(self, make: Make) -> None:
        notes = (
            '<msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><handDesc><handNote n="hand1" xml:id="m1">'
            '<locus>Line 1</locus><dimensions type="letterHeight"><height unit="mm">1.6-3.5</height></dimensions></handNote>'
            '<handNote n="2" xml:id="m2"><locus>Line 2</locus></handNote><handNote xml:id="m3">a clerk <locus>Line 3</locus>'
            "</handNote></handDesc></physDesc></msDesc>"
        )
        text = '<ab><handShift new="#m1"/>Lissos <handShift new="#m2"/>Hiaron <handShift new="#m3"/>Timon</ab>'
        page = make({"a.xml": tei(body(text), source=notes)}, "site")["texts/a.html"]
        assert "(hand1) Lissos (hand: 2) Hiaron (hand: a clerk Line 3) Timon" in words(page)
