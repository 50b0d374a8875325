"""What editors of letters, charters and songbooks look for first: whole words, marks at their words, poems told apart."""

import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _printed(made: Mapping[str, str]) -> str:
    """The words on paper, each block apart from the one before it."""
    return " ".join(re.sub(r"<[^>]*>", "", made["print/a.fo"].replace("<fo:block", " <fo:block")).split())


class TestWords:
    def test_a_break_that_says_it_in_words_of_its_own_divides_none(self, make: Make) -> None:
        text = (
            '<p>of sarza<lb type="hyphenated"/>perilla and aus\nMis<note>a note</note>\n<lb rendition="#hyphen"/>verstand, '
            'feliz<lb type="inWord"/>mente <lb type="line"/>so</p>'
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "of sarzaperilla and aus Mis[1]verstand, felizmente so" in made["text/a.txt"]
        assert 'sarza<span class="hyphen"></span><br class="lb no-break"' in made["texts/a.html"]
        assert "sarzaperilla" in _printed(made)

    def test_on_paper_letters_in_another_form_do_not_divide_their_word(self, make: Make) -> None:
        text = (
            "<p>it with <choice><orig>I</orig><reg>J</reg></choice>erapicra c<choice><orig>o\u0304</orig><reg>om</reg></choice>posita "
            "to p<choice><orig><hi rend='superscript'>r</hi></orig><reg>re</reg></choice>vent, "
            "<choice><orig>v</orig><reg>u</reg></choice>p<choice><orig>o\u0304</orig><reg>on</reg></choice> "
            "<choice><orig>ye</orig><reg>the</reg></choice> lady, co<choice><sic>m</sic><corr>mm</corr></choice>.</p>"
        )
        printed = _printed(make({"a.xml": tei(body(text))}, "print"))
        assert (
            "it with Jerapicra [original: Ierapicra] composita [original: co\u0304posita] to prevent [original: prvent], "
            "upon [original: vpo\u0304] the [original: ye] lady, comm [original: com]." in printed
        )

    def test_notes_on_words_are_numbered_where_their_marks_stand(self, make: Make) -> None:
        text = (
            '<p>A <seg xml:id="q1">long passage with an inner<note>INNER</note> one</seg> and <seg xml:id="q2">more '
            '<persName xml:id="q3">Name</persName></seg>.</p>'
        )
        notes = "".join(f'<note target="#q{n}">ON q{n}</note>' for n in (1, 2, 3))
        back = f'<back><div type="notes"><head>Notes</head>{notes}</div></back>'
        made = make({"a.xml": tei(f"<text><body>{text}</body>{back}</text>")}, ALL)
        assert "with an inner[1] one[2] and more Name[3][4]." in made["text/a.txt"]
        for view in (made["text/a.txt"], made["texts/a.html"], _printed(made)):
            assert re.findall(r"ON q\d|INNER", view)[:4] == ["INNER", "ON q1", "ON q3", "ON q2"]

    def test_notes_with_several_targets_and_words_with_several_notes(self, make: Make) -> None:
        """Each is called at each of its places, by one number, in every view."""
        text = (
            '<p>The <seg xml:id="s1">first</seg> and <seg xml:id="s2">more <hi xml:id="s3">words</hi></seg> '
            'here<anchor xml:id="a1"/>.</p><p>Again <seg xml:id="s4">others</seg>.</p>'
        )
        targets = ("#s1", "#s1 #s4", "#s2", "#s3 #a1", "#s4 #none #s4", "#s1")
        notes = "".join(f'<note target="{each}">ON {number}</note>' for number, each in enumerate(targets))
        back = f'<back><div type="notes"><head>Notes</head>{notes}</div></back>'
        made = make({"a.xml": tei(f"<text><body>{text}</body>{back}</text>")}, ALL)
        for path, mark in (("text/a.txt", "[{}]"), ("markdown/a.md", "[^{}]")):
            called = [mark.format(number) for number in range(7)]
            first = f"first{called[1]}{called[2]}{called[3]} and more"
            assert first in made[path]
            assert f"{called[4]}{called[5]} here{called[4]}" in made[path].replace("*", "")
            assert f"others{called[2]}{called[6]}." in made[path]
        order = ["ON 0", "ON 1", "ON 5", "ON 3", "ON 2", "ON 4"]
        for view in (made["text/a.txt"], made["texts/a.html"], _printed(made)):
            assert re.findall(r"ON \d", view) == order
        page = html.fromstring(made["texts/a.html"].encode())
        marks = page.xpath('//article//sup[@class = "note-mark"]')
        assert [each.text_content() for each in marks] == ["1", "2", "3", "4", "5", "4", "2", "6"]
        assert len({each.get("id") for each in marks}) == len(marks)
        # In print the numbers of several notes are parted, and one that was called before is but a number.
        printed = etree.fromstring(made["print/a.fo"].encode())
        footnotes = "{http://www.w3.org/1999/XSL/Format}footnote"
        assert len([*printed.iter(footnotes)]) == len(order)
        assert sum(each.text == ", " for each in printed.iter("{*}inline")) == 4

    def test_a_note_on_a_word_of_the_index_is_read_where_it_stands(self, make: Make) -> None:
        text = (
            '<p>x<index><term><hi xml:id="t">hidden</hi></term></index> y</p><div><note target="#t">ON it</note></div>'
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        for view in (made["text/a.txt"], words(made["texts/a.html"]), _printed(made)):
            assert view.count("ON it") == 1
        assert "[1]" not in made["text/a.txt"]

    def test_on_paper_the_numbers_of_two_notes_are_not_read_as_one(self, make: Make) -> None:
        text = (
            "<p>a<note>N</note><note>N</note> <hi>b<note>N</note></hi><note>N</note> c<note>N</note> d <note>N</note></p>"
            "<lg><l>e<note>N</note></l><note>N</note>\n<note>N</note></lg>"
        )
        made = make({"a.xml": tei(body(text))}, "print")
        calls = re.sub(r"<fo:footnote-body.*?</fo:footnote-body>", "", made["print/a.fo"], flags=re.S)
        shown = " ".join(re.sub("<[^>]*>", "", calls).split())
        assert "a1, 2 b3, 4 c5 d 6" in shown
        assert "e7, 8, 9" in shown

    def test_a_note_on_thousands_of_words_and_thousands_on_one_take_no_longer_than_others(self, make: Make) -> None:
        number = 1200
        text = "".join(f'<p><seg xml:id="s{n}">word</seg></p>' for n in range(number))

        def taken(targets: list[str]) -> float:
            notes = "".join(f'<note target="{each}">N</note>' for each in targets)
            started = time.process_time()
            made = make({"a.xml": tei(f"<text><body>{text}</body><back><div>{notes}</div></back></text>")}, "text")
            taken_ = time.process_time() - started
            assert made["text/a.txt"].count("[1]") + made["text/a.txt"].count(f"[{number}]") >= 2
            return taken_

        each = taken([f"#s{n}" for n in range(number)])
        assert taken([" ".join(f"#s{n}" for n in range(number))]) < 3 * each + 2
        assert taken(["#s5"] * number) < 3 * each + 2

    def test_a_comment_at_the_foot_says_its_place(self, make: Make) -> None:
        note = '<note target="#q1" n="77,13"><label>lemma</label> <p>An idiom.</p></note>'
        made = make({"a.xml": tei(body(f'<p>A <seg xml:id="q1">lemma</seg>.</p><div>{note}</div>'))}, ALL)
        assert "A lemma[1]." in made["text/a.txt"]
        assert "77,13 lemma" in " ".join(made["text/a.txt"].split())
        assert "77,13 lemma" in words(made["texts/a.html"])
        assert "77,13 lemma" in _printed(made)

    def test_nothing_parts_the_halves_of_a_verse_before_a_comma(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<lg><l>b<caesura/>, c</l><l>d<caesura/>e</l></lg>"))}, "text")
        assert "b, c\nd e" in made["text/a.txt"]

    def test_a_comma_that_a_witness_has_stands_at_its_word(self, make: Make) -> None:
        text = (
            '<p>lhe eram <lb break="no"/> externas\n  <app>\n    <rdg wit="#A">,</rdg>\n    <rdg wit="#B">;</rdg>\n  </app>\n  as posso '
            '<app><rdg wit="#A">isto</rdg></app> eu</p>'
        )
        source = '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
        made = make({"a.xml": tei(body(text), source=source)}, ALL)
        assert "externas, as posso isto eu" in made["text/a.txt"]
        # Of words that one witness has it is said who, and there is nothing to part from them.
        assert "b isto A" in words(made["texts/a.html"])
        assert "isto A]" not in words(made["texts/a.html"])
        assert "isto A" in _printed(made)
        assert "isto]" not in _printed(made)

    def test_the_brackets_of_an_editor_are_read(self, make: Make) -> None:
        mark = "<metamark>{}</metamark>"
        text = (
            f"<dateline><hi>\n  {mark.format('[')}\n  <placeName>Hof</placeName>, <date>24. Mai</date>\n  {mark.format(']')}\n</hi></dateline>"
            f"<p>Den 25\n  {mark.format('[')}!{mark.format(']')} Mai {mark.format('+')}</p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "[Hof, 24. Mai]" in re.sub(r"<[^>]*>", "", made["texts/a.html"])
        assert "[Hof, 24. Mai]" in _printed(made)
        assert made["text/a.txt"] == "A text\n\n[Hof, 24. Mai]\n\nDen 25 [!] Mai\n"


class TestNamesOfTexts:
    def test_poems_beside_each_other_are_called_by_their_numbers(self, make: Make) -> None:
        poem = '<lg type="sonnet" n="{0}"><lg type="octave" n="1"><l>Lieti fiori</l></lg>{1}</lg>'
        headed = '<lg type="sonnet" n="164"><head>A song</head><lg><l>x</l></lg></lg>'
        made = make({"a.xml": tei(body(poem.format(162, "") + poem.format(163, "") + headed))}, ALL)
        assert words(made["texts/a.html"]).count("Sonnet 16") == 2
        assert "Sonnet 162\n\nLieti fiori\n\nSonnet 163\n" in made["text/a.txt"]
        assert _printed(made).count("Sonnet 16") == 2
        assert "Octave" not in made["texts/a.html"]
        stanza = '<lg type="stanza" n="{0}"><lg type="sestet"><l>a</l></lg><lg type="couplet"><l>b</l></lg></lg>'
        made = make({"a.xml": tei(body(f"<div><head>Canto</head>{stanza.format(1)}{stanza.format(2)}</div>"))}, "text")
        assert made["text/a.txt"].count("Stanza") == 0

    def test_a_text_that_translates_another_says_so(self, make: Make) -> None:
        text = (
            '<text><group><text type="source" xml:lang="la"><body><p>Precepit michi.</p></body></text>'
            '<text type="translation" xml:lang="pl"><body><p>Polecił mi.</p></body></text></group></text>'
        )
        made = make({"a.xml": tei(text)}, ALL)
        assert "Precepit michi.\n\nTranslation\n\nPolecił mi." in made["text/a.txt"]
        assert words(made["texts/a.html"]).index("Translation") < words(made["texts/a.html"]).index("Polecił")
        assert "Translation Polecił" in _printed(made)

    def test_a_translation_that_is_still_to_come_is_no_other(self, make: Make) -> None:
        text = (
            '<div type="edition" xml:lang="grc"><ab>προξενία</ab></div><div type="translation" xml:lang="ru"><p>Проксения.</p></div>'
            '<div type="translation" xml:lang="en"><p></p></div>'
        )
        page = make({"a.xml": tei(body(text))}, "site")["texts/a.html"]
        assert "Translation Проксения" in words(page)

    def test_a_title_in_a_title_leans_in_the_heading(self, make: Make) -> None:
        page = make({"a.xml": tei(body("<p>x</p>"), "Petrarch’s <title>Fragmenta</title>: 35")}, "site")["texts/a.html"]
        assert '<h1>Petrarch’s <cite class="title">Fragmenta</cite>: 35</h1>' in page

    def test_a_title_that_was_printed_in_quotation_marks_does_not_lean(self, make: Make) -> None:
        text = '<p><title rend="quotes">Social Surplus.</title> <title rend="italic">Journal</title> 93.</p>'
        made = make({"a.xml": tei(body(text))}, "site,markdown")
        assert '<span class="title level-a rend-quotes">Social Surplus.</span>' in made["texts/a.html"]
        assert "Social Surplus. *Journal* 93." in made["markdown/a.md"]


def test_on_paper_a_description_of_other_makers_without_words_has_no_row(make: Make) -> None:
    setting = (
        '<profileDesc><settingDesc><p>14 May 1633</p><c:consultation xmlns:c="urn:x:c"><c:querent ref="#a"/></c:consultation>'
        "</settingDesc></profileDesc>"
    )
    assert _printed(make({"a.xml": tei(body("<p>x</p>"), more=setting)}, "print")).count("Setting") == 1


def test_a_description_with_images_alone_stands_in_the_place_of_a_text(make: Make) -> None:
    source = (
        "<msDesc><msIdentifier><settlement>Frankfurt</settlement><idno>Ms. Lat. oct. 139, foll. 11, 14</idno></msIdentifier>"
        "<physDesc><p>Pergament</p></physDesc></msDesc>"
    )
    document = tei(
        '<facsimile><graphic url="https://example.org/1.jpg"/></facsimile><text><body><ab/></body></text>',
        "Frankfurt, Ms. Lat. oct. 139",
        source,
    )
    made = make({"a.xml": document}, ALL)
    assert "Pergament" in made["text/a.txt"]
    assert "Pergament" in _printed(made)
    # Nor does the title say once more by which number it calls it.
    assert "<h1>Frankfurt, Ms. Lat. oct. 139</h1>" in made["texts/a.html"]


def test_on_paper_what_stands_in_a_line_has_no_room_above_it(make: Make) -> None:
    text = "<front><titlePage><byline>by <docAuthor>Ann</docAuthor></byline></titlePage></front><body><p>x</p></body>"
    made = make({"a.xml": tei(f"<text>{text}</text>")}, "print")
    assert not re.search("<fo:inline [^>]*space-before", made["print/a.fo"])
