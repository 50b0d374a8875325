"""What belongs to something beside it stands there, in every view: marks and numbers in their line, words with what they are about."""

import re
from pathlib import Path

import pytest
from lxml import etree

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestEndsOfLines:
    def test_the_number_of_a_note_stands_in_the_line_before_it(self, make: Make) -> None:
        text = (
            "<opener><dateline>Bonn</dateline><note>A town.</note>\n<salute>Dear Ann,</salute>\n<note>A friend.</note></opener>"
            "<p>Words.</p><closer>Yours <signed>Ben</signed><note>Her uncle.</note></closer>"
        )
        made = make({"a.xml": tei(body(f"<div>{text}</div>"))}, ALL)
        for line in ("Bonn[1]", "Dear Ann,[2]", "Ben[3]"):
            assert f"\n\n{line}\n\n" in made["text/a.txt"]
        assert 'Dear Ann,<sup class="note-mark"' in made["texts/a.html"]
        assert "Dear Ann,<fo:footnote>" in made["print/a.fo"]
        assert "Ben<fo:footnote>" in made["print/a.fo"]

    def test_a_mark_between_verses_ends_the_one_before_it(self, make: Make) -> None:
        text = (
            "<lg><l>One</l>, <l>two</l>\n  <note>Both.</note>;\n<l>three</l> — <l>four</l><pc>.</pc>"
            "<l>five</l>* * *<l>six</l> („ <l>seven</l></lg>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "One,\ntwo[1];\nthree —\nfour.\nfive\n\n* * *\n\nsix\n\n(„\n\nseven" in made["text/a.txt"]
        assert "One, two 1 ; three — four . five * * * six („ seven" in words(made["texts/a.html"])
        assert ">three —</fo:block>" in made["print/a.fo"]
        assert ">One,</div>" in made["texts/a.html"]


class TestPages:
    def test_a_page_that_begins_between_blocks_is_marked_in_the_next_one(self, make: Make) -> None:
        text = (
            '<pb n="1"/><div><pb n="2"/><head>Of Ann</head><p>One.</p><pb n="3"/><opener><salute>Dear</salute></opener>'
            '<lg><pb n="4"/><l n="5">verse</l>, <pb n="5"/><l>another</l></lg><pb n="6"/><p n="7">Numbered.</p>'
            '<pb n="8"/><table><row><cell>x</cell></row></table><p>A <pb n="9"/>word</p><pb n="10"/></div>'
        )
        printed = make({"a.xml": tei(body(text))}, "print,epub")["print/a.fo"]
        read = "".join(etree.fromstring(printed.encode()).itertext())
        for marked in ("|1||2|Of Ann", "|3|Dear", "|4|verse", "|5|another", "|6|Numbered.", "A |9|word"):
            assert marked in read
        alone = re.findall(r"<fo:inline[^>]*>\|(\d+)\|</fo:inline>\s*(?:<fo:block|<fo:table|</fo:block)", printed)
        assert alone == ["8", "10"]


class TestIndexes:
    def test_no_comma_stands_behind_a_name_that_ends_with_a_mark(self, make: Make) -> None:
        names = {"t": "Torchbearers.", "j": "Smith, J.", "k": "Kent,"}
        people = "".join(f'<person xml:id="{i}"><persName>{n}</persName></person>' for i, n in names.items())
        text = (
            '<sp who="#t"><speaker>Torch.</speaker><p>Light!</p></sp>'
            '<p><persName ref="#j">J.</persName>, <persName ref="#k">K.</persName></p>'
        )
        stand_off = f"<standOff><listPerson>{people}</listPerson></standOff>"
        made = make({"a.xml": tei(body(f"<div>{text}</div>") + stand_off)}, "site,print")
        index = "".join(etree.fromstring(made["print/edition.fo"].encode()).itertext()).split("Index of persons")[-1]
        assert "Kent, " in index
        assert "Smith, J., " in index
        assert "Torchbearers. speaks" in index
        assert ">Kent</a>" in made["persons/index.html"]


class TestPartsOfLongTexts:
    def test_a_line_and_a_title_are_in_a_part_what_they_are_in_the_whole(self, make: Make) -> None:
        long = "It was told again and again, and nobody knew by whom it had been told at first. " * 9
        text = "".join(f'<lb n="{5 * n}"/><p>{long}</p>' for n in range(1, 500))
        title = 'Of <hi rend="italic">Ann</hi> the 3<hi rend="sup">rd</hi>'
        made = make({"a.xml": tei(body(f"<div>{text}</div>"), title=title)}, "site")
        pages = [made[f"texts/a/{n}.html"] for n in (1, 2)]
        assert sum(page.count('class="line-number"') for page in pages) == 499
        for page in pages:
            assert '>Of <i class="hi rend-italic">Ann</i> the 3<sup class="hi rend-sup">rd</sup></a></h1>' in page
