"""Editions as other people encode them, without a thought of this tool: classics, gazetteers, parliaments, comics."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from building import build, change, check_like_new
from common import Kwedition
from kwedition.build import divided, kept
from unprepared import ALL, NS, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestNumbers:
    def test_poems_without_headings_are_told_apart(self, make: Make) -> None:
        poems = "".join(f'<div type="textpart" subtype="poem" n="{n}"><l n="1">Ibis Liburnis</l></div>' for n in (1, 2))
        made = make({"a.xml": tei(body(f'<div type="edition">{poems}</div>'))}, ALL)
        assert "poem 1 Ibis Liburnis poem 2 Ibis Liburnis" in words(made["texts/a.html"])
        assert ">Poem 2<" in made["print/a.fo"]
        assert "Poem 2\n\nIbis" in made["text/a.txt"]

    def test_sections_of_prose_have_their_numbers_beside_them(self, make: Make) -> None:
        sections = "".join(f'<div type="textpart" subtype="section" n="{n}"><p>Gallia est</p></div>' for n in (1, 2))
        made = make({"a.xml": tei(body(f'<div type="textpart" subtype="book" n="1">{sections}</div>'))})
        assert "book 1 1 Gallia est 2 Gallia est" in words(made["texts/a.html"])
        assert '<p class="division-name" title="section 2">2</p>' in made["texts/a.html"]

    @pytest.mark.parametrize(
        "divisions",
        [
            '<div type="letter" n="1"><head>First</head><p>a</p></div><div type="letter" n="2"><head>B</head><p>b</p></div>',
            '<div n="1"><p>1. As printed</p></div><div n="2"><p>2. As printed</p></div>',
            '<div n="urn:cts:x"><p>a</p></div><div n="urn:cts:y"><p>b</p></div>',
            '<div type="whole" n="1"><p>a</p></div>',
        ],
        ids=["a heading", "the number in print", "no number", "no neighbour"],
    )
    def test_what_needs_no_number_gets_none(self, make: Make, divisions: str) -> None:
        assert "division-name" not in make({"a.xml": tei(body(divisions))})["texts/a.html"]

    def test_verses_of_scripture_show_their_numbers(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<ab n="1">In principio</ab><ab n="2">2 as it is written</ab>'))})
        assert re.search(r'<a class="paragraph-number" href="#b\d">1</a>In principio', made["texts/a.html"])
        assert made["texts/a.html"].count("paragraph-number") == 1

    def test_chapters_that_have_numbers_alone_are_in_the_contents(self, make: Make) -> None:
        chapters = "".join(
            f'<div type="chapter" n="{n}"><l>{"verse " * 3000}</l><div><p>{"word " * 12000}</p></div></div>'
            for n in range(1, 9)
        )
        made = make({"a.xml": tei(body(chapters))})
        assert "chapter 8" in words(made["texts/a.html"], "//nav[contains(@class, 'parts')]")

    def test_the_parts_beside_an_inscription_are_named(self, make: Make) -> None:
        parts = "".join(f'<div type="{kind}"><p>x</p></div>' for kind in ("translation", "commentary", "bibliography"))
        made = make({"a.xml": tei(body(f'<div type="edition"><ab>ΑΒΓ</ab></div>{parts}'))}, ALL)
        assert "Translation x Commentary x Literature x" in words(made["texts/a.html"])
        assert "Commentary\n\nx" in made["text/a.txt"]


class TestPieces:
    def test_what_databases_write_without_a_space_is_parted(self, make: Make) -> None:
        source = "<bibl><title>SB</title><biblScope>20</biblScope><biblScope>14721</biblScope></bibl>"
        person = "<person xml:id='p'><persName><forename>María</forename><surname>Lara</surname><surname>Gómez</surname></persName></person>"
        made = make(
            {"a.xml": tei(body(f"<p>{source}</p><listPerson>{person}</listPerson><p>{'word ' * 120}</p>"))}, ALL
        )
        assert "SB 20 14721" in words(made["texts/a.html"])
        assert "SB 20 14721" in made["text/a.txt"]
        assert "<h1>María Lara Gómez</h1>" in made["persons/p.html"]

    def test_a_name_keeps_what_links_it(self, make: Make) -> None:
        name = "<persName><surname>Humboldt</surname><forename>Alexander</forename><nameLink>von</nameLink></persName>"
        made = make({"a.xml": tei(body(f"<listPerson><person xml:id='p'>{name}</person></listPerson>"))})
        assert "Humboldt, Alexander von" in words(made["persons/index.html"])

    def test_titles_within_a_title_are_title_and_subtitle(self, make: Make) -> None:
        title = '<title type="main">Letters</title><title type="sub">A study</title>'
        page = make({"a.xml": tei(body("<p>x</p>"), title)})["texts/a.html"]
        assert ">Letters</h1>" in page
        assert '<p class="subtitle">A study</p>' in page

    def test_a_date_in_two_languages(self, make: Make) -> None:
        date = (
            '<origDate notBefore="0501"><seg xml:lang="en">6th century</seg><seg xml:lang="ru">VI в.</seg></origDate>'
        )
        source = f"<msDesc><msIdentifier/><history><origin>{date}</origin></history></msDesc>"
        assert "6th century / VI в." in words(make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/index.html"])

    def test_a_manuscript_is_dated_by_its_origin(self, make: Make) -> None:
        source = '<msDesc><msIdentifier/><history><origin notBefore="1816-01" notAfter="1816-12">1816</origin></history></msDesc>'
        assert "1816 A text" in words(make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/index.html"])

    def test_characters_by_their_declaration(self, make: Make) -> None:
        declared = (
            '<char xml:id="c1"><mapping type="unicode">U+4B7E</mapping><mapping type="PUA">U+F01F5</mapping></char>'
            '<char xml:id="c2"><charProp><localName>composition</localName><value>[馬*犬]</value></charProp></char>'
            '<char xml:id="c3"><localProp name="Normalized form" value="馱"/></char>'
            '<char xml:id="c4"><mapping type="PUA">U+E000</mapping></char>'
            # The number of no character.
            '<char xml:id="c5"><mapping type="unicode">U+FFFE</mapping></char>'
        )
        more = f"<encodingDesc><charDecl>{declared}</charDecl></encodingDesc>"
        signs = "".join(f'<g ref="#c{n}"/>' for n in (1, 2, 3, 4, 5))
        page = make({"a.xml": tei(body(f"<p>{signs}</p>"), more=more)})["texts/a.html"]
        assert "䭾 [馬*犬] 馱 ((c4)) ((c5))" in words(page, "//main//p[@class='p']")

    def test_transliterations_run_from_the_left_and_empty_quotations_are_nothing(self, make: Make) -> None:
        page = make(
            {"a.xml": tei(body('<p>x <q xml:lang="ar">mīn da?</q> <q xml:lang="ar">من</q> <q xml:lang="de"/>.</p>'))}
        )["texts/a.html"]
        assert '<q lang="ar"' in page.replace("<span", "<q").replace(' class="q"', "")
        assert page.count('dir="rtl"') == 1
        assert "„" not in page

    def test_pieces_of_another_vocabulary_do_not_run_together(self, make: Make) -> None:
        panel = "<c:panel><c:caption>Meanwhile</c:caption><c:balloon>Halt, <c:loud>you</c:loud>!</c:balloon></c:panel>"
        made = make({"a.xml": tei(body(f'<div xmlns:c="urn:comics">{panel}</div>'))}, ALL)
        assert "Meanwhile\n\nHalt, you!" in made["text/a.txt"]
        assert '<div class="unknown caption">Meanwhile</div>' in made["texts/a.html"]


PLACE = '<place><placeName>{}</placeName><idno type="URI">https://gazetteer.example/place/{}</idno>{}</place>'
GND = "https://d-nb.info/gnd/118540238"


class TestEntries:
    def test_entries_without_ids_are_known_by_their_uris(self, make: Make) -> None:
        near = '<desc>Near <placeName ref="https://gazetteer.example/place/18">Aleppo</placeName>.</desc>'
        files = {
            f"{n}.xml": tei(body(f"<listPlace>{PLACE.format(name, n, more)}</listPlace>"), name)
            for n, name, more in ((78, "Edessa", near), (18, "Aleppo", ""))
        }
        made = make(files)
        page = made["places/gazetteer.example-place-78.html"]
        assert 'href="../places/gazetteer.example-place-18.html">Aleppo<' in page
        # That an address is one it says itself; and there are no texts, so nobody is told of them.
        assert "URI https" not in words(page)
        assert words(made["index.html"]).endswith("2 Places")

    def test_a_person_whom_texts_name_by_a_number_in_the_world_stands_once(self, make: Make) -> None:
        person = f'<person xml:id="goethe"><persName>Goethe</persName><idno type="GND">{GND.rpartition("/")[2]}</idno></person>'
        text = f'<p><persName ref="{GND}">G.</persName> and <persName ref="#goethe">Goethe</persName></p>'
        made = make({"p.xml": tei(body(f"<listPerson>{person}</listPerson>")), "a.xml": tei(body(text))})
        assert {name for name in made if name.startswith("persons/")} == {"persons/goethe.html", "persons/index.html"}
        assert "2 mentions in 1 text" in words(made["persons/goethe.html"])
        assert made["texts/a.html"].count('href="../persons/goethe.html"') == 2

    def test_an_entry_tells_what_happened_where_it_lies_and_what_was_written_of_it(self, make: Make) -> None:
        more = (
            '<event when="-0304"><desc>Founded anew.</desc></event><location><geo>37.15 38.8</geo></location>'
            "<bibl><author>Segal</author><title>Edessa</title></bibl>"
        )
        made = make({"p.xml": tei(body(f"<listPlace>{PLACE.format('Edessa', 78, more)}</listPlace>"))})
        page = made["places/gazetteer.example-place-78.html"]
        assert "Events 304 BCE Founded anew. Coordinates 37.15, 38.8 Literature Segal , Edessa Authority" in words(page)

    def test_what_stands_for_an_event_in_an_entry_is_no_second_event(self, make: Make) -> None:
        number = '<idno type="URL">https://events.example/1</idno>'
        event = f'<event xml:id="e1" when="1900"><label>A reading</label>{number}</event>'
        there = f'<listEvent><event ref="#e1" when="1900"><desc>was at</desc><label>A reading</label>{number}</event></listEvent>'
        person = f'<person xml:id="ann"><persName>Ann</persName>{there}</person>'
        letter = f"<text><body><p>Dear Ann</p></body><back><listPerson>{person}</listPerson></back></text>"
        made = make({"p.xml": tei(body(f"<listEvent>{event}</listEvent>")), "a.xml": tei(letter)})
        assert {name for name in made if name.startswith("events/")} == {"events/e1.html", "events/index.html"}
        assert "Events 1900 was at A reading" in words(made["persons/ann.html"])
        assert 'href="../events/e1.html">A reading' in made["persons/ann.html"]

    def test_a_form_that_the_heading_has_does_not_stand_beneath_it(self, make: Make) -> None:
        name = "<persName><forename>Peter</forename><surname>Altenberg</surname></persName>"
        letter = f'<p><persName ref="#a">Altenberg, Peter</persName></p><listPerson><person xml:id="a">{name}</person></listPerson>'
        index = make({"p.xml": tei(body(letter))})["persons/index.html"]
        assert words(index, "//dl[@class = 'index']/dt") == "Altenberg, Peter"
        assert "Altenberg" not in words(index, "//dl[@class = 'index']/dd/p")

    def test_names_from_right_to_left_are_parted_between_them(self, make: Make) -> None:
        names = '<placeName>Edessa</placeName><placeName xml:lang="syr">ܐܘܪܗܝ</placeName><placeName xml:lang="ar">الرها</placeName>'
        index = make({"p.xml": tei(body(f'<listPlace><place xml:id="e">{names}</place></listPlace>'))})[
            "places/index.html"
        ]
        assert 'ܐܘܪܗܝ</span> <span class="between">·</span> <span' in index
        # Each script has its letters.
        assert ">ܐ<" in index
        assert ">#<" not in index

    def test_a_changed_text_that_uses_the_other_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the last build kept knows entities by one name alone."""
        monkeypatch.setattr(kept, "FEW", 1)
        folder = tmp_path / "tei"
        folder.mkdir()
        person = f'<person xml:id="goethe"><persName>Goethe</persName><idno type="GND">{GND}</idno></person>'
        (folder / "p.xml").write_text(tei(body(f"<listPerson>{person}</listPerson>")), encoding="utf-8")
        for n in range(8):
            ref = GND if n % 2 else "#goethe"
            (folder / f"t{n}.xml").write_text(
                tei(body(f'<p>To <persName ref="{ref}">G.</persName> one</p>')), encoding="utf-8"
            )
        (folder / "kwedition.toml").write_text('source = "."\n', encoding="utf-8")
        build(folder, tmp_path / "out", tmp_path / "cache")
        for number, (name, old, new) in enumerate(
            (
                ("t3.xml", "one", "two"),
                ("t5.xml", f'<persName ref="{GND}">G.</persName>', "him"),
                ("t2.xml", "#goethe", GND),
            )
        ):
            change(folder, name, old, new)
            built = build(folder, tmp_path / "out", tmp_path / "cache")
            check_like_new(folder, built, tmp_path / "out", tmp_path / f"cold{number}")


SPEAKERS = (
    "<profileDesc><particDesc><listPerson><person xml:id='ann'><persName>Ann</persName></person>"
    "<person xml:id='bob'><persName>Bob</persName></person></listPerson></particDesc></profileDesc>"
)


class TestSpeech:
    def test_who_speaks_is_told_at_their_names(self, make: Make) -> None:
        speeches = '<sp who="#ann"><speaker>A.</speaker><p>One.</p></sp><sp who="#ann #bob"><speaker>Both</speaker><p>Two.</p></sp>'
        made = make({"a.xml": tei(body(speeches), "A play", more=SPEAKERS)})
        assert "Speaks in 2 speeches in 1 text A play 2 speeches" in words(made["persons/ann.html"])
        assert "Mentions" not in words(made["persons/ann.html"])
        assert 'href="../texts/a.html#b' in made["persons/bob.html"]
        assert "Bob 1 speech in 1 text" in words(made["persons/index.html"])

    def test_a_long_speech_has_paragraphs_and_talk_has_none(self, make: Make) -> None:
        long = f'<u who="#ann"><seg>{"Members of this House. " * 8}</seg><seg>I thank you.</seg></u>'
        short = '<u who="#bob"><seg>well</seg> <seg>yes</seg></u>'
        made = make({"a.xml": tei(body(f"<div>{long}{short}</div>"), more=SPEAKERS)}, ALL)
        assert made["texts/a.html"].count('class="seg para"') == 2
        assert "House.\n\nI thank you." in made["text/a.txt"]
        assert "well yes" in made["text/a.txt"]

    def test_texts_that_a_corpus_includes_are_published_once(self, make: Make) -> None:
        sitting = tei(body('<u who="#ann">Order!</u>'), "Sitting 1", attributes='xml:id="s1"')
        corpus = (
            f'<teiCorpus {NS} xmlns:xi="http://www.w3.org/2001/XInclude" xml:id="all">'
            f"{tei('', 'All sittings', more=SPEAKERS).partition('>')[2].removesuffix('</TEI>')}"
            '<xi:include href="1/s1.xml"/></teiCorpus>'
        )
        made = make({"all.xml": corpus, "1/s1.xml": sitting}, ALL)
        assert 'href="../texts/s1.html">Sitting 1</a>' in made["texts/all.html"]
        assert "Order!" not in made["texts/all.html"]
        assert "Ann Order!" in words(made["texts/s1.html"])
        assert words(made["persons/ann.html"]) == "Ann Speaks in 1 speech in 1 text Sitting 1 1 speech"
        assert "include" not in made["print/all.fo"]


class TestAddressesOfNumbers:
    PERSON = '<person{}><persName>{}</persName><idno type="{}">{}</idno></person>'

    def made(self, make: Make, *persons: str, inside: str = "<p>x</p>") -> Mapping[str, str]:
        lists = f"<standOff><listPerson>{''.join(persons)}</listPerson></standOff>"
        return make({"a.xml": tei(body(inside), "A").replace("</TEI>", f"{lists}</TEI>")})

    def test_what_several_say_of_themselves_names_nobody(self, make: Make) -> None:
        person = self.PERSON.format
        made = self.made(
            make,
            person(' xml:id="ann"', "Ann", "URI", "https://example.org/a#part"),
            person(' xml:id="bob"', "Bob", "URI", "https://example.org/b#part"),
            person(' xml:id="cy"', "Cy", "GND", "118540238"), person(' xml:id="dee"', "Dee", "GND", "118540238"),
            inside='<p><persName ref="https://example.org/b#part">B</persName> and <persName ref="https://d-nb.info/gnd/118540238">C</persName></p>',
        )  # fmt: skip
        told = {id_: words(made[f"persons/{id_}.html"]) for id_ in ("ann", "bob", "cy", "dee")}
        assert [id_ for id_, page in told.items() if "Not mentioned in the texts" not in page] == []

    def test_the_title_of_a_review_holds_another(self, make: Make) -> None:
        page = make({"a.xml": tei(body("<p>x</p>"), "A review of <title>Hamlet</title> in Berlin")})["texts/a.html"]
        assert '<h1>A review of <cite class="title">Hamlet</cite> in Berlin</h1>' in page


class TestFragments:
    """Files of TEI that are no documents, and stand in one by XInclude."""

    LIST = f'<listPerson {NS} xml:id="people"><person xml:id="ann"><persName>Ann</persName></person></listPerson>'

    def test_their_ids_count_and_nothing_is_wrong_with_their_roots(
        self, kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        more = '<profileDesc><particDesc><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="lists/people.xml"/></particDesc></profileDesc>'
        (tmp_path / "lists").mkdir()
        (tmp_path / "lists/people.xml").write_text(self.LIST, encoding="utf-8")
        (tmp_path / "all.xml").write_text(tei(body("<p>x</p>"), more=more), encoding="utf-8")
        (tmp_path / "a.xml").write_text(tei(body('<p><persName ref="#ann">Ann</persName></p>')), encoding="utf-8")
        assert kwedition("check", tmp_path, "--ignore", "id").exit_code == 0
        # By itself it is a list of the edition.
        (tmp_path / "all.xml").unlink()
        assert kwedition("check", tmp_path, "--ignore", "id").exit_code == 0

    def test_what_no_document_includes_is_told_and_its_ids_count_nowhere(
        self, kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "part.xml").write_text(f'<div {NS}><p xml:id="ann">x</p></div>', encoding="utf-8")
        (tmp_path / "a.xml").write_text(tei(body('<p><ref target="#ann">Ann</ref></p>')), encoding="utf-8")
        said = kwedition("check", tmp_path)
        assert "part.xml:1:1: error xml-not-tei" in said.output
        assert "#ann" in said.output


class TestListsAlone:
    """Registers that are kept entity by entity, or list by list, without a header."""

    LETTER = body(
        '<p>To <persName key="A1">Weber</persName> in <placeName ref="places.xml#p">Eutin</placeName>,'
        ' at the <rs type="event" ref="#fire">fire</rs></p>'
    )
    WEBER = (
        f'<person {NS} xml:id="A1"><persName>Carl Maria von Weber</persName><birth><date when="1786-11-18"/></birth>'
    )
    EUTIN = f'<listPlace {NS}><place xml:id="p"><placeName>Eutin in Holstein</placeName></place></listPlace>'

    def test_they_are_entries_and_no_texts(self, make: Make) -> None:
        long_ = f"{self.WEBER}<note><p>{'He composed. ' * 100}</p></note></person>"
        fire = f'<event {NS} xml:id="fire" when="1813"><label>The great fire</label></event>'
        made = make({"a.xml": tei(self.LETTER), "A1.xml": long_, "places.xml": self.EUTIN, "fire.xml": fire}, ALL)
        assert "xml-not-tei" not in made[""]
        assert [name for name in made if name.startswith("texts/")] == ["texts/a.html", "texts/index.html"]
        assert "Carl Maria von Weber Life born 18 November 1786" in words(made["persons/A1.html"])
        assert "To Weber in Eutin" in words(made["persons/A1.html"])
        assert 'href="../persons/A1.html"' in made["texts/a.html"]
        assert 'href="../places/p.html"' in made["texts/a.html"]
        assert "Eutin in Holstein" in words(made["places/p.html"])
        assert "The great fire" in words(made["events/fire.html"])

    def test_what_a_document_includes_counts_there(self, make: Make) -> None:
        xinclude = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
        lists = f'<standOff {xinclude}><xi:include href="places.xml"/></standOff>'
        files = {"a.xml": tei(f"{lists}{self.LETTER}"), "A1.xml": f"{self.WEBER}</person>", "places.xml": self.EUTIN}
        made = make(files)
        assert "id-" not in made[""]
        assert "3 documents" not in made[""]
        assert 'href="../places/p.html"' in made["texts/a.html"]

    def test_two_entries_of_one_id_are_told_where_they_stand(self, kwedition: Kwedition, tmp_path: Path) -> None:
        person = f"{self.WEBER}</person>"
        for name, text in (("a.xml", tei(self.LETTER)), ("A1.xml", person), ("again.xml", f"\n{person}")):
            (tmp_path / name).write_text(text, encoding="utf-8")
        said = kwedition(
            "build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "--only", "site"
        ).output
        assert "again.xml:2:1" in said

    def test_annotations_are_no_list(self, kwedition: Kwedition, tmp_path: Path) -> None:
        (tmp_path / "a.xml").write_text(tei(self.LETTER), encoding="utf-8")
        spans = f'<standOff {NS}><spanGrp><span from="#a">a noun</span></spanGrp></standOff>'
        (tmp_path / "notes.xml").write_text(spans, encoding="utf-8")
        done = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "--only", "site")
        assert done.exit_code == 1
        assert "the root is `standOff`" in done.output


class TestCaseOfIds:
    """Not every file system tells two names apart that differ in the case of letters alone."""

    PERSONS = "".join(f'<person xml:id="{id_}"><persName>{name}</persName></person>'
                      for id_, name in (("Ann", "Ann Lee"), ("ann", "Ann Low"), ("Index", "An index")))  # fmt: skip
    LETTER = '<p><persName ref="#Ann">A</persName>, <persName ref="#ann">B</persName>, <persName ref="#Index">I</persName> in <placeName>{}</placeName></p>'
    FILES: ClassVar = {
        "p.xml": tei(body(f"<listPerson>{PERSONS}</listPerson>")),
        "a.xml": tei(body(f'{LETTER.format("London")}<p><ref target="#x1">one</ref></p>'), attributes='xml:id="X1"'),
        "b.xml": tei(body(f'{LETTER.format("LONDON")}<p><ref target="#X1">two</ref></p>'), attributes='xml:id="x1"'),
    }  # fmt: skip

    def test_each_has_an_address_of_its_own(self, make: Make) -> None:
        made = make(self.FILES, ALL)
        names = [name for name in made if name]
        assert len({name.casefold() for name in names}) == len(names)
        assert "Ann Lee" in made["persons/Ann-2.html"]
        assert "Ann Low" in made["persons/ann.html"]
        assert 'href="../persons/Index-2.html"' in made["texts/X1.html"]
        assert 'href="../persons/Ann-2.html"' in made["texts/X1.html"]
        assert 'href="../places/form-London.html"' in made["texts/X1.html"]
        assert 'href="../places/form-LONDON-2.html"' in made["texts/x1-b.html"]
        assert 'href="../texts/x1-b.html"' in made["texts/X1.html"]
        assert 'href="../texts/X1.html"' in made["texts/x1-b.html"]
        assert "p.xml:1:1: info id-case: 1 entry has an id" in made[""]
        assert "b.xml:1:1: info id-case: xml:id 'x1'" in made[""]

    def test_a_changed_text_that_names_one_of_two(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kept, "FEW", 1)
        folder = tmp_path / "tei"
        folder.mkdir()
        for name, text in self.FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "kwedition.toml").write_text('source = "."\n', encoding="utf-8")
        build(folder, tmp_path / "out", tmp_path / "cache")
        for number, (old, new) in enumerate(((">A<", ">Miss A<"), ('<persName ref="#Ann">Miss A</persName>', "she"))):
            change(folder, "a.xml", old, new)
            built = build(folder, tmp_path / "out", tmp_path / "cache")
            check_like_new(folder, built, tmp_path / "out", tmp_path / f"cold{number}")


class TestHeldIds:
    def test_words_of_a_sentence_and_ids_that_differ_in_a_number(self) -> None:
        ids = ["b3", "b4", "s1", "s1.w1", "s1.w2", "chapter", *(f"w{n}" for n in (1, 2, 3, 5, 6)), "w007", "x.1"]
        held = divided.held(ids, False)
        assert (held.blocks, held.ids, held.runs) == ("3-4", "s1 chapter w007 x.1", "w 1-3,5-6")

    def test_without_room_the_numbers_go_first(self) -> None:
        many = [divided.Held("1-2", "a b", "w " + "1-1," * divided.IDS, ())]
        assert list(divided.fitting(many)) == ['<places blocks="1-2" ids="a b"></places>']
