"""What stands side by side in a file, and how readers find it parted, or one: sentences, marks, roles, calls of notes."""

from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from unprepared import Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _read(page: str) -> str:
    """The text of a page, without a space that is not there."""
    return " ".join("".join(html.fromstring(page.encode()).xpath("//article//text()")).split())


class TestPieces:
    @pytest.fixture
    def made(self, make: Make) -> dict[str, str]:
        token = (
            '<ab type="line">'
            + "\n".join(f"<w>{word}</w>" for word in ("aquis", ".", "Quis", "(", "alma", ")", ",", "hoc"))
            + "</ab>"
        )
        files = {
            "sentences": "<p><s>They came.</s><s>He asked,</s><s part='I'>why </s><s part='F'>not?</s></p>"
            "<p><s part='I'>Amat</s><s part='F'>que</s></p><p xml:lang='ja'><s>川。</s><s>山</s></p>",
            "tokens": token,
            "calls": '<p>Iron <name>Eyes</name>\n  <ref target="n1" n="1"/> and <name>Ottoe</name>\n  <ptr target="#n2"/>'
            ' but <name>Big</name>\n  <ref target="#n2"/>Ax, see <title>Us</title>\n  <ref target="#here"/></p><p xml:id="here">H</p>'
            '<div><head>Notes</head><note xml:id="n1" n="1">One.</note><note xml:id="n2" n="2">Two.</note></div>',
            "next-line": "<p><seg>he says <q>by the throat</q>\n  <note>A note.</note>.</seg></p>",
            "choices": "<p>nie <choice><sic>R</sic><corr>rozumie</corr></choice>\n  <choice><orig>:</orig><reg>,</reg></choice>\n"
            "  <choice><orig>w</orig><reg>o</reg></choice> sobie</p>",
            "maqaf": "<ab xml:lang='he'><w>על</w>\n<pc>־</pc>\n<w>פני</w>\n<w>המים</w>\n<pc>׃</pc></ab>",
            "cited": "<p>As <cit>\n<quote>law.</quote>\n<bibl>PL 22</bibl>\n<note>Cf.</note>\n</cit> says</p>",
            "ruby": '<p xml:lang="ja">切り<span type="ruby"><span type="rb">株</span><span type="rp">（</span>'
            '<span type="rt">かぶ</span><span type="rp">）</span></span>に<span type="rb">花</span><span type="rt">はな</span></p>',
        }
        return dict(make({f"{name}.xml": tei(body(text), name) for name, text in files.items()}, "site,text,print"))

    def test_sentences_without_a_space_between_them_are_parted(self, made: dict[str, str]) -> None:
        assert "They came. He asked, why not?\n\nAmatque\n\n川。山" in made["text/sentences.txt"]
        assert "They came. He asked, why not?" in words(made["texts/sentences.html"])
        assert ">They came. He asked," in made["print/sentences.fo"].replace("</fo:inline>", "").replace(
            "<fo:inline>", ""
        )

    def test_marks_that_are_encoded_as_words_stand_at_theirs(self, made: dict[str, str]) -> None:
        assert "aquis. Quis (alma), hoc" in made["text/tokens.txt"]
        assert "aquis. Quis (alma), hoc" in _read(made["texts/tokens.html"])

    def test_a_reference_calls_a_note_from_the_next_line(self, made: dict[str, str]) -> None:
        assert "Iron Eyes[1] and Ottoe[2] but Big [2]Ax, see Us" in made["text/calls.txt"]
        assert "throat”[1]." in made["text/next-line.txt"]

        assert "PL 22[1] says" in made["text/cited.txt"]

    def test_a_comma_that_an_editor_chose_stands_at_the_word_before_it(self, made: dict[str, str]) -> None:
        assert "nie rozumie, o sobie" in made["text/choices.txt"]

    def test_a_maqaf_joins_words_and_a_verse_ends_with_its_mark(self, made: dict[str, str]) -> None:
        assert "על־פני המים׃" in made["text/maqaf.txt"]
        assert "על־פני המים׃" in _read(made["texts/maqaf.html"])

    def test_a_reading_that_has_its_brackets_gets_no_others(self, made: dict[str, str]) -> None:
        for text in (made["text/ruby.txt"], words(made["texts/ruby.html"]).replace(" ", "")):
            assert "切り株（かぶ）に花(はな)" in text
        assert "((" not in made["print/ruby.fo"].replace("（", "(")


class TestPlays:
    def test_who_speaks_may_be_called_by_the_id_of_a_role_alone(self, make: Make) -> None:
        cast = (
            '<castList><castItem><role xml:id="gaye">A pupil</role>,<actor>Mr Gaye</actor></castItem>'
            "<castItem><role>Four friars</role>.<actor>Messrs Reed</actor></castItem></castList>"
        )
        made = make(
            {"play.xml": tei(body(f'{cast}<sp who="gaye"><speaker>Gaye</speaker><l>Ah!</l></sp>'))}, "site,text"
        )
        assert "A pupil, Mr Gaye" in made["text/play.txt"]
        assert "Four friars. Messrs Reed" in made["text/play.txt"]
        assert "A pupil, Mr Gaye" in _read(made["texts/play.html"])
        assert "A pupil" in words(made["persons/gaye.html"])

    def test_a_short_play_with_a_list_of_persons_before_it_is_a_text(self, make: Make) -> None:
        front = '<front><p><listPerson><person xml:id="a"><persName>Ada</persName></person></listPerson></p></front>'
        text = f'<text>{front}<body><sp who="#a"><speaker>Ada</speaker><p>Well.</p></sp></body></text>'
        made = make({"play.xml": tei(text)}, "site,text")
        assert "Well." in made["text/play.txt"]
        assert "Well." in words(made["texts/play.html"])


class TestHeaders:
    def test_descriptions_that_fill_a_block_are_told_one_by_one(self, make: Make) -> None:
        published = (
            '<publicationStmt><publisher>P</publisher><ab type="digital"><bibl><idno type="ISBN"/></bibl>'
            '<desc type="accessMode">textual</desc><desc type="feature">ARIA</desc></ab>'
            '<ab type="book"><bibl><date type="publishing"/><ref type="DOI" target="#"/></bibl></ab></publicationStmt>'
        )
        document = tei(body("<p>x</p>")).replace("<publicationStmt><p/></publicationStmt>", published)
        page = make({"a.xml": document}, "site")["texts/a.html"]
        assert "Description · accessMode textual Description · feature ARIA" in words(page)
        assert "· book" not in words(page)
        assert "target" not in words(page)

    def test_a_place_of_the_setting_is_named(self, make: Make) -> None:
        more = "<profileDesc><settingDesc><place><placeName>Loches</placeName></place></settingDesc></profileDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), more=more)}, "site")
        assert "Place Loches" in words(made["texts/a.html"])
        assert "known to no rule" not in made[""]

    def test_an_edition_that_a_work_is_read_from_is_a_record_of_its_own(self, make: Make) -> None:
        source = (
            "<biblStruct><monogr><title>Essays</title><imprint><date>1901</date></imprint></monogr><relatedItem>"
            "<bibl><title>Essays online</title>\n<series><title>Reed</title></series>\n<author>Ada</author></bibl></relatedItem></biblStruct>"
        )
        page = words(make({"a.xml": tei(body("<p>x</p>"), source=source)}, "site")["texts/a.html"])
        assert "Essays , 1901 Essays online , Reed , Ada" in page


def test_an_id_that_is_the_name_of_its_file_is_not_called_that_of_another(make: Make) -> None:
    said = make({"D_1.xml": tei(body("<p>x</p>"), attributes='xml:id="D_1.xml"')}, "text")[""]
    assert "capital and small letters" not in said


def test_the_chapters_of_a_book_may_count_their_paragraphs_alike(make: Make) -> None:
    chapter = '<text xml:id="text"><body><p xml:id="p1">Chapter {}.</p></body></text>'
    parts = "".join(
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="c{n}.xml" xpointer="text"/>' for n in (1, 2)
    )
    files = {f"c{n}.xml": tei(chapter.format(n), f"Chapter {n}") for n in (1, 2)}
    made = make({**files, "book.xml": tei(f"<text><group>{parts}</group></text>", "Book")}, "text")
    assert "Chapter 1.\n\nChapter 2." in made["text/book.txt"]
    assert "already the id" not in made[""]


def test_where_a_place_lies_is_told_as_it_is_encoded(make: Make) -> None:
    locations = {
        "farm": "<location><measure>one mile</measure><offset>north of</offset><settlement>Bethel</settlement></location>",
        "inn": "<location><country key='FR'/><settlement>Lyon</settlement>\n<placeName>Rue Neuve</placeName></location>",
        "hut": "<location><address><addrLine>Via Po, 6</addrLine></address></location>",
        "hill": "<location>41.687142 -74.870109</location>",
        "town": "<location><settlement>Town</settlement><district>Ain</district><bloc>EU</bloc></location>",
        "isle": "<location>65 00 N, 18 00 W</location><terrain><label>area</label><desc>12 ha</desc></terrain>",
    }
    places = "".join(
        f'<place xml:id="{name}"><placeName>{name.title()}</placeName>{where}</place>'
        for name, where in locations.items()
    )
    made = make({"p.xml": tei(body(f"<listPlace>{places}</listPlace>"))}, "site")
    shown = {name: words(made[f"places/{name}.html"]) for name in locations}
    assert "Location one mile north of Bethel" in shown["farm"]
    assert "Location Lyon , Rue Neuve" in shown["inn"]
    assert "Location Via Po, 6" in shown["hut"]
    assert "Coordinates 41.687142, -74.870109" in shown["hill"]
    assert "Location 41" not in shown["hill"]
    assert "part of Ain EU" in shown["town"]
    assert "Location 65 00 N, 18 00 W" in shown["isle"]
    assert "area 12 ha" in html.fromstring(made["places/isle.html"].encode()).text_content()


def test_who_has_no_name_is_told_by_the_sign_that_the_transcript_has_for_him(make: Make) -> None:
    persons = (
        '<person xml:id="S1" sex="F"><age>20</age></person><person xml:id="S2" n="JOE"><age>30</age></person>'
        '<person xml:id="S3"><persName>Ann</persName><age>40</age></person>'
    )
    more = f"<profileDesc><particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc>"
    talk = '<u who="#S1">Yes.</u><u who="#S2">No.</u><u who="#S3">Oh.</u>'
    page = words(make({"a.xml": tei(body(talk), more=more)}, "site")["texts/a.html"])
    told = page[page.index("Participants") :]
    assert "Persons S1 Age 20 JOE Age 30 Name Ann Age 40" in told


def test_a_sentence_that_begins_with_the_mark_of_the_one_before_is_not_parted(make: Make) -> None:
    said = "<p><s>“Third</s><s>,” he said.</s> <s>Ja</s><s>.</s> <s>“</s><s>Hi.</s><s>”</s> <s>One.</s><s>Two.</s></p>"
    made = make({"a.xml": tei(body(said)), "b.xml": tei(body("<p><s>Two.</s><s>“So</s></p>"))}, "text")
    assert "“Third,” he said. Ja. “Hi.” One. Two." in made["text/a.txt"]
    assert "Two. “So" in made["text/b.txt"]


def test_a_note_on_a_work_stands_apart_from_it(make: Make) -> None:
    work = "<bibl><title>Werk C</title>\n  <note>Novelle</note>\n  </bibl>"
    made = make({"a.xml": tei(body(f"<listBibl>{work}</listBibl>"))}, "text")
    assert "Werk C (Novelle)" in made["text/a.txt"]


def test_where_a_note_on_a_work_is_called_no_space_stands_before_the_comma_behind_it(make: Make) -> None:
    work = '<bibl><title>Werk C</title>\n  <note>Novelle</note>, 1900, by <persName ref="#p">Ann</persName></bibl>'
    page = make({"a.xml": tei(body(f"<p>See {work}.</p>"))})["persons/p.html"]
    assert "Werk C, 1900, by" in html.fromstring(page.encode()).xpath("string(//main)")


def test_addresses_in_a_location_are_no_words_of_it(make: Make) -> None:
    place = (
        '<listPlace><place xml:id="p"><placeName>Theater</placeName><location><placeName>Frankreich</placeName>'
        "<geo>1 2</geo><note type='IDNO'>http://a.example/1</note><note>http://a.example/2</note></location></place></listPlace>"
    )
    page = make({"a.xml": tei(body(f'{place}<p><placeName ref="#p">there</placeName></p>'))})["places/p.html"]
    assert "Frankreich" in words(page)
    assert "a.example" not in words(page)
