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
    def test_an_encoded_mark_behind_a_salute_stands_once(self, make: Make) -> None:
        text = "<opener><salute>Dear Sir</salute><pc>,</pc></opener><p>Words.</p>"
        # (A text that stands twice in any view is an error of the build.)
        assert make({"a.xml": tei(body(text))}, ALL)["text/a.txt"].count(",") == 1

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
        for marked in ("|1||2|Of Ann", "|3|Dear", "|4|verse", "|5|another", "|6|Numbered.", "|8|x", "A |9|word"):
            assert marked in read
        alone = re.findall(r"<fo:inline[^>]*>\|(\d+)\|</fo:inline>\s*(?:<fo:block|<fo:table|</fo:block)", printed)
        assert alone == ["10"]


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
        pages = [page for name, page in made.items() if name.startswith("texts/a/")]
        assert len(pages) == 3
        assert sum(page.count('class="line-number"') for page in pages) == 499
        for page in pages:
            assert '>Of <i class="hi rend-italic">Ann</i> the 3<sup class="hi rend-sup">rd</sup></a></h1>' in page


class TestWords:
    def test_a_title_leads_to_the_text_that_it_refers_to(self, make: Make) -> None:
        text = '<p>See <title ref="b.xml">The other</title>, <ref target="b.xml">a <title ref="b.xml">book</title></ref>.</p>'
        made = make({"a.xml": tei(body(text)), "b.xml": tei(body("<p>One</p>"), title="Other")}, ALL)
        linked = '<a class="ref" href="../texts/b.html"><cite class="title">The other</cite></a>'
        assert linked in made["texts/a.html"]
        assert '">a <cite class="title">book</cite></a>' in made["texts/a.html"]
        assert "See [*The other*](b.md), [a *book*](b.md)." in made["markdown/a.md"]
        assert '<fo:basic-link internal-destination="b"><fo:inline font-style="italic">' in made["print/edition.fo"]

    def test_the_layout_of_another_vocabulary_parts_no_word(self, make: Make) -> None:
        text = (
            '<p>in the mi<x:fmt xmlns:x="urn:x">\n  <x:a/>\n</x:fmt>ddle <x:w xmlns:x="urn:x">and\n<x:b/></x:w>end</p>'
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        for view in ("text/a.txt", "markdown/a.md"):
            assert "in the middle and end" in made[view]
        assert '>in the mi<span class="unknown fmt"><span class="unknown a"></span></span>ddle' in made["texts/a.html"]
        assert ">in the middle and" in made["print/a.fo"]

    def test_readings_without_a_word_say_nothing(self, make: Make) -> None:
        empty = '<app><lem wit="#A"/><rdg wit="#B"/></app>'
        some = '<app><rdg wit="#A"/><rdg wit="#B">more</rdg></app>'
        made = make({"a.xml": tei(body(f"<div><p>One{empty} two</p>{empty}<lg>{empty}<l>x</l></lg>{some}</div>"))}, ALL)
        assert "One two x more [ B ; om. A ]" in words(made["texts/a.html"])
        assert "[A" not in made["print/a.fo"]
        assert "app-mark" not in made["texts/a.html"]

    def test_a_note_in_two_small_lines_is_read_in_the_line(self, make: Make) -> None:
        text = (
            '<p>日本<note type="割書">小字</note>語<note rend="夾注">注</note>。<note type="warigaki"><p>x</p></note>'
            "<note>A foot.</note></p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert '日本<small id="b4" class="note interlinear">小字</small>語<small' in made["texts/a.html"]
        assert '日本<fo:inline font-size="75%">小字</fo:inline>語' in made["print/a.fo"]
        assert "日本(小字)語(注)。[1][2]" in made["text/a.txt"]

    def test_a_screen_of_verses_is_nothing_to_see(self, make: Make) -> None:
        text = '<lg><l>One</l><milestone unit="card"/><l>two</l><milestone unit="card" n="40"/><l>three</l></lg><milestone unit="card"/><p>End</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "One\ntwo\nthree\n\nEnd" in made["text/a.txt"]
        for view in ("texts/a.html", "print/a.fo", "markdown/a.md"):
            assert "* *" not in made[view]
            assert ">40<" not in made[view]


def test_what_kind_an_edition_is_is_said_in_the_language_of_the_page(make: Make) -> None:
    (make.folder / "tei").mkdir()
    (make.folder / "tei" / "kwedition.toml").write_text('languages = ["de", "fr"]\n', encoding="utf-8")
    kinds = ("diplomatic", "Interpretative", "own")
    text = "".join(f'<div type="edition" subtype="{kind}"><ab>x</ab></div>' for kind in kinds)
    made = make({"a.xml": tei(body(text))}, "site")
    assert "diplomatisch x interpretierend x own x" in words(made["texts/a.html"])
    assert "diplomatique x interprétative x own x" in words(made["fr/texts/a.html"])


def test_lines_with_numbers_in_a_paragraph_of_an_edition_are_kept_as_in_a_block(make: Make) -> None:
    text = '<p><lb n="1"/>Imperator <lb n="2"/>Caesar</p>'
    made = make({"a.xml": tei(body(f'<div type="edition">{text}</div><p>In <lb n="3"/>prose</p>'))}, ALL)
    assert "Imperator\nCaesar\n" in made["text/a.txt"]
    assert "In prose" in made["text/a.txt"]
    assert "Imperator \\\nCaesar" in made["markdown/a.md"].replace("Imperator\\", "Imperator \\")
    blocks = etree.fromstring(made["print/a.fo"].encode()).xpath(
        "//fo:block[starts-with(normalize-space(), 'Imperator')][not(.//fo:block[normalize-space()])]",
        namespaces={"fo": "http://www.w3.org/1999/XSL/Format"},
    )
    assert [len(each.xpath("*[local-name() = 'block']")) for each in blocks] == [1]


def test_a_piece_of_an_entry_stands_apart_from_a_date_before_it(make: Make) -> None:
    entry = "<entry><form><orth>abbot</orth></form>{}<gramGrp><pos>n.</pos></gramGrp></entry>"
    dates = ('<date when="1200"/>', "<date>1200</date>", "<date/>")
    made = make({"a.xml": tei(body("".join(map(entry.format, dates))))}, ALL)
    for path in ("texts/a.html", "text/a.txt", "markdown/a.md", "print/a.fo"):
        view = " ".join(re.sub(r"<[^>]*>|[*⁠]", "", made[path]).split())
        assert view.count("abbot 1200 n.") == 2, view
        assert view.count("abbot n.") == 1


def test_a_reference_without_words_says_what_the_header_calls_what_it_means(make: Make) -> None:
    long = "What is described in a sentence that goes on and on about all that falls under it, and about what does not."
    declared = (
        '<encodingDesc><classDecl><taxonomy xml:id="tax"><bibl>Kinds</bibl><category xml:id="c1"><catDesc>Short</catDesc></category>'
        f'<category xml:id="c2"><catDesc>{long}</catDesc></category><category xml:id="c_3"/><category xml:id="c4"><desc>Told</desc>'
        "</category></taxonomy></classDecl></encodingDesc>"
    )
    text = "; ".join(f'<ref target="#{id_}"/>' for id_ in ("c1", "c2", "c_3", "c4", "tax"))
    made = make({"a.xml": tei(body(f"<p>{text}.</p>"), more=declared)}, ALL)
    said = "Short; What is described in a sentence …; c 3; Told; Kinds."
    assert said in made["text/a.txt"]
    assert f"A text {said}" in words(made["texts/a.html"]).replace(" ;", ";").replace(" .", ".")
    assert ">c 3</fo:inline>" in made["print/a.fo"]


class TestListsOfWorks:
    def test_a_reference_leads_to_the_very_entry_of_a_list_beside_no_text(self, make: Make) -> None:
        works = (
            '<standOff><listBibl><bibl xml:id="w1"><author>Homer</author><title>Iliad</title></bibl></listBibl>'
            '<listObject><object xml:id="o1"><p>A sword.</p></object></listObject></standOff>'
        )
        animals = '<list><item xml:id="lion"><label>Lion</label> a big cat</item></list>'
        text = (
            '<p><title ref="works.xml#w1">Iliad</title>, <name type="animal" ref="animals.xml#lion">lion</name>, '
            '<objectName ref="works.xml#o1">sword</objectName>.</p>'
        )
        files = {"a.xml": tei(body(text)), "works.xml": tei(works, title="Works"), "animals.xml": tei(body(animals))}
        made = make(files, ALL)
        for way in ("works.html#w1", "works.html#o1", "animals.html#lion"):
            assert f'href="../texts/{way}"' in made["texts/a.html"]
        assert "- Homer, *Iliad*" in made["markdown/works.md"]
        assert "[*Iliad*](works.md), [lion](animals.md), [sword](works.md)." in made["markdown/a.md"]
        assert "Works Homer , Iliad" in words(made["texts/works.html"])
        assert ">Iliad</fo:inline>" in made["print/works.fo"]
        assert 'internal-destination="works.w1"' in made["print/edition.fo"]


def test_the_label_of_a_figure_is_no_word_of_its_heading(make: Make) -> None:
    figures = (
        "<figure><label>a</label><head>This is a picture</head></figure>"
        "<figure><label>2</label><head>Fig. 2. A map</head></figure>"
        "<figure><label>1</label><head>Fig 11 and 1 thing</head></figure>"
    )
    text = make({"a.xml": tei(body(figures))}, "text")["text/a.txt"]
    assert text.split("\n\n")[1:] == ["a", "This is a picture", "Fig. 2. A map", "1", "Fig 11 and 1 thing\n"]


def test_brackets_round_an_inline_note_are_a_pair(make: Make) -> None:
    notes = '<p>Er kam <note place="inline">(sic) recte Bonn (1820)</note> und <note place="inline">(sic)</note>.</p>'
    text = make({"a.xml": tei(body(notes))}, "text")["text/a.txt"]
    assert "Er kam ((sic) recte Bonn (1820)) und (sic)." in text


def test_several_analyses_of_a_word_are_not_one_word(make: Make) -> None:
    word = "<p><w><fs><f name='form'>one</f></fs><fs><f name='form'>three</f></fs></w></p>"
    assert "onethree" not in make({"a.xml": tei(body(word))}, "text")["text/a.txt"]


class TestEntriesOfALetter:
    """Whom a text lists: what stands in no index must be read there."""

    LISTS = (
        "<listPerson><person><persName>Bo</persName><birth when='1870'>1870 in Ulm</birth><death when='1942'/><note>A painter of <title>Ships</title> and sea.</note><p>Lived in Ulm.</p></person>"
        '<person><note xml:id="n1">Somebody at the door.</note></person></listPerson>'
        '<listEvent><event when="1901"><desc>A fire.</desc></event></listEvent>'
        "<listPlace><place><desc>A hill.</desc></place></listPlace>"
    )

    def test_remarks_on_whom_nothing_can_refer_to_are_in_the_text(self, make: Make) -> None:
        text = f'<text><body><p>Words, <ptr target="#n1"/>.</p></body><back>{self.LISTS}</back></text>'
        made = make({"a.xml": tei(text), "b.xml": tei(body("<p>Another.</p>"))}, ALL)
        listed = "Bo (Born: 1870 in Ulm; Died: 1942): A painter of Ships and sea. Lived in Ulm. Somebody at the door. Events A fire, 1901 Places A hill."
        assert listed in words(made["texts/a.html"])
        for name in ("text/a.txt", "markdown/a.md"):
            assert listed in re.sub(r"[\s*•-]+", " ", made[name]).replace("_", "")
        printed = " ".join(" ".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())
        assert listed.replace("Events", "Events:").replace("Places", "Places:") in printed.replace(" :", ":")

    def test_what_has_a_page_is_read_there_but_on_paper(self, make: Make) -> None:
        lists = self.LISTS.replace("<person>", '<person xml:id="p1">', 1)
        text = f"<text><body><p>Words.</p></body><back>{lists}</back></text>"
        made = make({"a.xml": tei(text), "b.xml": tei(body("<p>Another.</p>"))}, ALL)
        assert "painter" not in words(made["texts/a.html"])
        assert "A painter of Ships and sea." in words(made["persons/p1.html"])
        for name in ("text/a.txt", "markdown/a.md", "print/a.fo"):
            assert "painter" in made[name]

    def test_a_sign_of_a_database_says_nothing_to_a_reader(self, make: Make) -> None:
        places = "<listPlace><place><placeName>Ulm</placeName><desc>P.PPL</desc></place></listPlace>"
        named = places.replace("<place>", '<place xml:id="ulm">')
        text = f"<text><body><p>Words.</p></body><back>{places}{named}</back></text>"
        made = make({"a.xml": tei(text), "b.xml": tei(body("<p>Another.</p>"))}, ALL)
        shown = [
            made[name] for name in ("text/a.txt", "markdown/a.md", "texts/a.html", "print/a.fo", "places/ulm.html")
        ]
        assert [("Ulm" in page, "PPL" in page) for page in shown] == [(True, False)] * 5
