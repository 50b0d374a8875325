"""Markup that a schema allows and few write: entries without words, lists that begin without a label, images in a header."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html

from building import files_of
from common import Kwedition
from kwedition.build import parts, search, steps
from kwedition.build.order import MOST_LEFT_OUT
from kwedition.errors import StylesheetError
from kwedition.saxon import Saxon
from pages import dead_links, is_nested_well
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def text(inside: str, behind: str) -> str:
    return f"<text><body>{inside}</body><back>{behind}</back></text>"


class TestEntriesWithoutWords:
    def test_they_are_called_by_their_id_or_their_kind(self, make: Make) -> None:
        people = '<listPerson><person xml:id="ann"/><person/><person xml:id="bob"><persName/></person></listPerson>'
        made = make({"a.xml": tei(text("<p>x</p>", people))}, ALL)
        assert "ann person bob" in words(made["texts/a.html"])
        assert "- ann\n- person\n- bob\n" in made["text/a.txt"]
        for path in ("markdown/a.md", "print/a.fo"):
            assert "ann" in made[path]
            assert "bob" in made[path]

    def test_a_note_in_an_entry_has_no_number_in_the_text(self, make: Make) -> None:
        people = '<listPerson><person xml:id="ann"><persName>Ann</persName><p>Born<note>In May</note></p></person></listPerson>'
        made = make({"a.xml": tei(text("<p>x<note>The only one</note></p>", people))}, ALL)
        assert made["texts/a.html"].count('class="way-back"') == 1
        assert "In May" not in words(made["texts/a.html"])

    def test_one_with_two_births_is_data_all_the_same(self, make: Make) -> None:
        lives = '<birth when="1801"/><birth when="1802"/><death when="1890"/><death/>'
        people = f'<listPerson><person xml:id="ann"><persName>Ann</persName>{lives}</person></listPerson>'
        made = make({"a.xml": tei(text("<p>x</p>", people))})
        (ann,) = json.loads(made["data/persons.json"])["persons"]
        assert (ann["birth"]["when"], ann["death"]["when"]) == ("1801", "1890")

    def test_what_an_entry_points_at_is_not_cited_by_the_text(self, make: Make) -> None:
        people = '<listPerson><person xml:id="ann"><p>See <ref target="b.xml">B</ref></p></person></listPerson>'
        made = make({"a.xml": tei(text("<p>x</p>", people)), "b.xml": tei(body("<p>y</p>"))})
        assert "cited-in" not in made["texts/b.html"]


class TestRecords:
    def test_one_that_nobody_filled_in_is_no_entry(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p><listBibl><bibl>\n</bibl><bibl>A book</bibl><bibl/></listBibl>"))}, ALL)
        assert len(html.fromstring(made["texts/a.html"].encode()).xpath("//div[@class = 'listBibl']/ul/li")) == 1
        assert made["print/a.fo"].count('text-indent="-6mm"') == 1


class TestLists:
    @pytest.mark.parametrize(
        ("inside", "expected"),
        [
            ("<item>one</item><label>two</label><item>three</item>", "<ul><li>one</li></ul><dl><dt>two</dt><dd>three</dd></dl>"),
            ('<pb n="2"/><label>two</label><item>three</item>', "<dl><dt>two</dt><dd>three</dd></dl>"),
            ("<label>one</label><label>two</label><item>three</item>", "<dl><dt>one</dt><dd></dd><dt>two</dt><dd>three</dd></dl>"),
        ],
    )  # fmt: skip
    def test_what_stands_before_the_first_label_is_no_description(self, make: Make, inside: str, expected: str) -> None:
        page = make({"a.xml": tei(body(f"<list>{inside}</list>"))})["texts/a.html"]
        plain = re.sub(r'<li class="between">.*?</li>', "", page)
        plain = re.sub(r"<ul></ul>", "", re.sub(r"<(ul|ol|li|dl|dt|dd)\b[^>]*>", r"<\1>", plain))
        assert expected in plain

    def test_an_item_that_nobody_filled_in_is_no_bullet(self, make: Make) -> None:
        items = "<item>one</item><item/><item> <lb/></item><item xml:id='x'/><item>two</item>"
        numbered = "<list rend='numbered'><item>one</item><item/><item>two</item></list>"
        made = make({"a.xml": tei(body(f"<list>{items}</list>{numbered}<list><item/></list>"))}, ALL)
        lists = html.fromstring(made["texts/a.html"].encode()).find_class("list")
        # (The one with an id has its place, a number that is left out would be another's.)
        assert [len(each.xpath(".//li")) for each in lists] == [3, 3, 0]
        assert made["print/a.fo"].count("•") == 3
        assert "- one\n- two\n" in made["text/a.txt"]


class TestQuotations:
    @pytest.mark.parametrize(
        "inside",
        [
            "<q><lb/>Hello</q>",
            "<said><q><lb n='2'/>Hello</q></said>",
            "<soCalled><pb/>Hello</soCalled>",
            "“<q><lb/>Hello</q>”",
        ],
    )
    def test_a_line_that_begins_one_is_no_space_behind_its_mark(self, make: Make, inside: str) -> None:
        made = make({"a.xml": tei(body(f"<p>Said {inside}.</p>"))}, ALL)
        assert "Said “Hello”." in made["text/a.txt"]
        assert "Said “Hello”." in made["markdown/a.md"]
        for page in (made["texts/a.html"], made["print/a.fo"]):
            shown = re.sub(r'<span class="(?:line-number|number)">.*?</span>|\|\|?|<[^>]*>|·', "", page)
            assert "Said “Hello”." in shown


class TestApparatus:
    def test_where_no_block_has_a_place_for_it_the_lemma_stands_with_its_readings(self, make: Make) -> None:
        app = '<anchor xml:id="x"/>words <app from="#x"><lem wit="#A">lemma</lem><rdg wit="#B">reading</rdg></app>'
        made = make({"a.xml": tei(body(f"<table><row><cell>{app}</cell></row></table>"))}, ALL)
        assert re.search(r"words \[ lemma A \] reading B \]", words(made["texts/a.html"]))


class TestHeaders:
    def test_images_and_pointers_in_them_are_shown(self, make: Make) -> None:
        more = (
            '<encodingDesc><projectDesc><p>x</p></projectDesc><samplingDecl><ptr target="https://example.org/rules"/></samplingDecl>'
            '<editorialDecl><normalization><graphic url="https://example.org/logo.svg"/></normalization></editorialDecl></encodingDesc>'
        )
        page = make({"a.xml": tei(body("<p>x</p>"), more=more)})["texts/a.html"]
        assert 'href="https://example.org/rules"' in page
        assert 'href="https://example.org/logo.svg"' in page

    @pytest.mark.parametrize(
        "inside",
        [
            "<msDesc><msIdentifier><settlement ref='#wien'><choice><abbr>W.</abbr><expan>Wien</expan></choice></settlement><idno>1</idno></msIdentifier></msDesc>",
            "<recordingStmt><recording><country ref='#wien'><choice><abbr>W.</abbr><expan>Wien</expan></choice></country></recording></recordingStmt>",
        ],
    )
    def test_a_name_that_holds_only_elements_has_its_address(self, make: Make, inside: str) -> None:
        # (That no link is dead is seen by whoever makes it.)
        made = make({"a.xml": tei(body("<p>x</p>"), source=inside)})
        assert "../texts/a.html#" in made["places/wien.html"]

    def test_a_document_may_have_several_licences(self, make: Make) -> None:
        text = tei(body("<p>x</p>")).replace(
            "<publicationStmt><p/>",
            "<publicationStmt><publisher>P</publisher><availability><licence>One</licence></availability><availability>"
            "<licence>Two</licence></availability>",
        )
        assert "One" in make({"a.xml": text}, ALL)["markdown/a.md"]

    def test_an_anchor_in_one_calls_no_note(self, make: Make) -> None:
        more = '<encodingDesc><projectDesc><p>x<anchor xml:id="here"/></p></projectDesc></encodingDesc>'
        made = make({"a.xml": tei(body('<p>x<note target="#here">Of the header</note></p>'), more=more)}, ALL)
        assert "Of the header" in words(made["texts/a.html"])

    def test_the_abstract_of_a_source_is_no_abstract_of_the_text(self, make: Make) -> None:
        source = (
            "<biblFull><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
            "<profileDesc><abstract><p>Of the source</p></abstract></profileDesc></biblFull>"
        )
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, ALL)
        assert "Of the source" in words(made["texts/a.html"])


class TestLinks:
    def test_what_points_elsewhere_outside_of_blocks_is_cited_as_a_whole(self, make: Make) -> None:
        files = {"a.xml": tei(body('<q><ref target="b.xml">B</ref></q>')), "b.xml": tei(body("<p>y</p>"))}
        assert 'href="../texts/a.html"' in make(files)["texts/b.html"]

    def test_an_image_with_words_is_one_link(self, make: Make) -> None:
        image = '<graphic url="https://example.org/a.png"><desc>See <ref target="b.xml">B</ref></desc></graphic>'
        made = make({"a.xml": tei(body(f"<p>{image}</p>")), "b.xml": tei(body("<p>y</p>"))})
        assert is_nested_well(made["texts/a.html"])


def test_a_page_may_begin_in_a_reference(make: Make) -> None:
    reference = (
        "<biblStruct><monogr><title>T</title><pb n='2'/><imprint><date>1950</date></imprint></monogr></biblStruct>"
    )
    # (The book is a view, too, of which nothing is lost.)
    assert "T , 2" in words(
        make({"a.xml": tei(body(f"<listBibl>{reference}</listBibl>"))}, "site,epub")["texts/a.html"]
    )


class TestFacsimiles:
    def test_what_stands_beside_the_images_is_shown_with_its_names(self, make: Make) -> None:
        facsimile = (
            '<facsimile><front><titlePage><docAuthor><placeName ref="#york"><hi>York</hi></placeName></docAuthor></titlePage></front>'
            '<surface><graphic url="a.png"/><desc>A leaf</desc><zone>words of a zone</zone></surface></facsimile>'
        )
        text = tei("", more="").replace("</teiHeader>", f"</teiHeader>{facsimile}")
        made = make({"a.xml": text})
        for expected in ("York", "A leaf", "words of a zone"):
            assert expected in words(made["texts/a.html"])
        assert "../texts/a.html#" in made["places/york.html"]


class TestWhatAHostileReaderFound:
    def test_a_source_may_be_described_twice(self, make: Make) -> None:
        described = "<biblFull><titleStmt><title>T</title></titleStmt><publicationStmt><date>1674</date></publicationStmt></biblFull>"
        twice = f"{described}</sourceDesc><sourceDesc>{described}"
        assert "1674" in words(make({"a.xml": tei(body("<p>x</p>"), source=twice)})["texts/index.html"])

    def test_so_may_a_manuscript(self, make: Make) -> None:
        one = "<msDesc><msIdentifier><idno>{}</idno></msIdentifier></msDesc>"
        source = f"{one.format('MS 1')}</sourceDesc><sourceDesc>{one.format('MS 2')}"
        page = make({"a.xml": tei(body("<p/>"), source=source)})["texts/a.html"]
        assert "MS 1" in words(page)
        assert "MS 2" in words(page)

    def test_letters_round_a_letter_keep_their_words(self, make: Make) -> None:
        named = "".join(
            f'<ref type="prev" target="b.xml"><persName>{name}</persName></ref>' for name in ("Alpha", "Beta")
        )
        more = (
            "<profileDesc><correspDesc><correspAction type='sent'><persName>Ann</persName></correspAction>"
            f"<correspContext>{named}</correspContext></correspDesc></profileDesc>"
        )
        made = make({"a.xml": tei(body("<p>x</p>"), more=more), "b.xml": tei(body("<p>y</p>"))}, ALL)
        assert "Beta" in words(made["texts/a.html"])

    def test_a_note_beside_the_text_is_called_once(self, make: Make) -> None:
        notes = (
            '<standOff><note xml:id="n1" target="#here">One</note><note xml:id="n2">Two</note></standOff>'
            '<text><body><p>x<anchor xml:id="here"/> y<ptr target="#n1"/> <ref target="https://example.org">z<ptr target="#n2"/></ref></p></body></text>'
        )
        page = make({"a.xml": tei(notes)}, ALL)["texts/a.html"]
        assert words(page).count("One") == 1
        assert words(page).count("Two") == 1
        assert page.count('id="n2-mark"') == 1

    def test_two_of_one_name_in_a_list_for_readers_are_two(self, make: Make) -> None:
        items = "".join(
            f'<item><persName xml:id="i{n}">John Smith</persName>, {who}</item>'
            for n, who in ((1, "a cook"), (2, "a spy"))
        )
        text_ = f'<list>{items}</list><p><persName corresp="#i1">Smith</persName> met <persName corresp="#i2">Smith</persName></p>'
        made = make({"a.xml": tei(body(text_))})
        assert len([path for path in made if re.fullmatch(r"persons/form-John.*html", path)]) == 2

    @pytest.mark.parametrize(
        ("id_", "called"),
        [
            ("A", "A"),
            ("w", "Smith 1950"),
            ("ann", "Ann"),
            ("c", "On trade"),
            ("s", "The head"),
            ("p", "One two three four five six …"),
        ],
        ids=["witness", "work", "person", "category", "section", "paragraph"],
    )
    def test_pointers_say_the_same_in_all_views(self, make: Make, id_: str, called: str) -> None:
        source = (
            '<listWit><witness xml:id="A">The first copy</witness></listWit>'
            '<listBibl><bibl xml:id="w"><author>Smith</author>, <title>Tin</title>, <date>1950</date></bibl></listBibl>'
        )
        more = (
            '<encodingDesc><classDecl><taxonomy><category xml:id="c"><catDesc>On trade</catDesc></category></taxonomy></classDecl></encodingDesc>'
            '<profileDesc><particDesc><listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson></particDesc></profileDesc>'
        )
        text_ = (
            f'<p>as in <ptr target="#{id_}"/>, and</p><div xml:id="s"><head>The head</head><p>x</p></div>'
            '<p xml:id="p">One two three four five six seven</p>'
        )
        made = make({"a.xml": tei(body(text_), source=source, more=more)}, ALL)
        assert f"as in {called} , and" in words(made["texts/a.html"])
        assert f"as in {called}, and" in made["text/a.txt"]
        assert called in made["print/a.fo"][made["print/a.fo"].index("as in") :]


class TestWhatRandomDocumentsFound:
    def test_a_surname_without_words_heads_no_name(self, make: Make) -> None:
        people = "<listPerson><person xml:id='h'><persName><surname/><forename>Hans</forename></persName></person></listPerson>"
        made = make({"a.xml": tei(text("<p><persName><surname/><forename>Hans</forename></persName></p>", people))})
        assert "<h1>Hans</h1>" in made["persons/h.html"]

    def test_what_an_entry_has_leads_to_its_own_page(self, make: Make) -> None:
        app = '<app><lem wit="#A">lemma</lem><rdg wit="#B">reading</rdg></app>'
        date = '<date xml:id="d" when="1950-06-25T12:30:00">May</date>'
        people = f'<listPerson><person xml:id="ann"><ab>Born</ab><p>In {date} {app}</p></person></listPerson>'
        page = make(
            {"a.xml": tei(body(f'<div><sp who="#ann">{people}<p>Hello</p></sp><p>{"and so on " * 99}</p></div>'))}
        )["persons/ann.html"]
        assert page.count('id="d"') == 1
        assert "lemma A ] reading B" in words(page)
        assert re.search(r"Speaks in.*texts/a.html#", page)

    def test_a_point_of_a_time_line_is_shown_nowhere(self, make: Make) -> None:
        line = '<timeline xml:id="t"><when xml:id="T1"/></timeline>'
        made = make({"a.xml": tei(body(f'{line}<p><ref target="#T1">then</ref>, <ptr target="#t"/></p>'))})
        assert "then" in words(made["texts/a.html"])

    def test_what_holds_blocks_is_one(self, make: Make) -> None:
        variants = '<listApp><app loc="1"><lem wit="#A">a</lem><rdgGrp><rdg wit="#B">b</rdg><note>A note</note></rdgGrp></app></listApp>'
        heads = "<head>Long<list><item>x</item></list></head><div><head>Short</head><p>y</p></div>"
        page = make({"a.xml": tei(body(heads + variants))})["texts/a.html"]
        assert is_nested_well(page)
        assert re.search(r'<div role="heading" aria-level="2".*<h2[^>]*>Short', page)

    def test_a_pointer_to_nothing_does_not_say_the_title_of_its_own_text(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>See <ptr target="#nothing"/> then</p>'), title="This text")}, ALL)
        assert "See #nothing then" in made["text/a.txt"]
        assert "See #nothing then" in words(made["texts/a.html"])
        assert "See This" not in re.sub(r"<[^>]+>", "", made["print/a.fo"])


class TestWhatNobodyPreparedFor:
    def test_a_note_that_two_anchors_call_is_one(self, make: Make) -> None:
        called = '<p>x<anchor xml:id="a1"/> y<anchor xml:id="a2"/><note target="#a1 #a2">Twice</note></p>'
        made = make({"a.xml": tei(body(called))}, ALL)
        assert words(made["texts/a.html"]).count("Twice") == 1
        assert len(re.findall(r'id="[^"]*-mark"', made["texts/a.html"])) == 1
        assert len(re.findall(r'id="[^"]*-mark-2"', made["texts/a.html"])) == 1
        assert "x[1] y[1]" in made["text/a.txt"]

    def test_signs_of_windows_and_returns_are_read_as_browsers_read_them(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>It&#146;s one&#13;line &#129;</p>"))}, ALL)
        for path in ("texts/a.html", "text/a.txt", "print/a.fo"):
            assert "It\u2019s one\nline \ufffd" in made[path].replace("one line", "one\nline"), path
        assert "&#146;" in made["tei/a.xml"]

    def test_a_year_with_digits_too_many_does_not_fill_the_chronology(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>On <date when="19500625">a day</date></p>')), **LONG_AGO})
        assert made["chronology.html"].count('<line class="tick"') < 60

    def test_what_a_letter_head_leaves_out_has_no_comma(self, make: Make) -> None:
        head = '<correspAction type="sent"><persName ref="#ann">Ann</persName><placeName/><date/></correspAction>'
        more = f"<profileDesc><correspDesc>{head}</correspDesc></profileDesc>"
        page = make({"a.xml": tei(body("<p>x</p>"), more=more)})["persons/ann.html"]
        assert "<mark>Ann</mark></a>" in page

    def test_words_between_items_are_words(self, make: Make) -> None:
        inside = "<p>Both <list>first <item>a</item>, <item>b</item></list></p><listBibl>see <bibl>c</bibl>; <bibl>d</bibl></listBibl>"
        labelled = "<list><label>1</label><item>e</item> and <label>2</label><item>f</item> more</list>"
        made = make({"a.xml": tei(body(inside + labelled))}, ALL)
        assert "Both first a , b" in words(made["texts/a.html"])
        assert "see c ; d" in words(made["texts/a.html"])
        assert "1 e and 2 f more" in words(made["texts/a.html"])

    def test_a_sign_for_a_reference_to_come_is_none(self, make: Make) -> None:
        names = "".join(
            f'<persName ref="{sign}">{name}</persName> ' for sign, name in (("#", "Ann"), ("?", "Bob"), ("#", "Cyd"))
        )
        made = make({"a.xml": tei(body(f"<p>{names}</p>"))})
        assert {path for path in made if path.startswith("persons/form-")} == {
            f"persons/form-{name}.html" for name in ("Ann", "Bob", "Cyd")
        }


LONG_AGO = {
    "b.xml": tei(body("<p>x</p>"), more='<profileDesc><creation><date when="-12345678"/></creation></profileDesc>'),
    "c.xml": tei(body("<p>y</p>"), more='<profileDesc><creation><date when="1950"/></creation></profileDesc>'),
}


class TestReferencesOnOneLine:
    """Programs that read articles write them without white space, and say pages by attributes."""

    REFERENCE = (
        '<biblStruct><analytic><title level="a">On tin</title><author><persName><forename>Ada</forename><surname>Lee</surname></persName>'
        "<email>ada@example.org</email><affiliation><orgName>College</orgName><address><postCode>02139</postCode><settlement>York"
        '</settlement><country>UK</country></address></affiliation></author><author><affiliation key="a1"/></author></analytic><monogr>'
        '<title level="j">Tin</title><imprint><publisher/><biblScope unit="volume">2</biblScope><biblScope unit="page" from="1" to="9"/>'
        '<date type="published" when="2010"/></imprint></monogr><idno type="DOI">10.1000/x</idno></biblStruct>'
    )
    EXPECTED = "On tin, Ada Lee, ada@example.org, College, 02139 York, UK, Tin, 2, 1–9, 2010, 10.1000/x"

    def test_their_parts_are_parted_in_all_views(self, make: Make) -> None:
        made = make({"a.xml": tei(body(f"<listBibl>{self.REFERENCE}</listBibl>"), source=self.REFERENCE)}, ALL)
        assert self.EXPECTED in made["text/a.txt"]
        assert self.EXPECTED in re.sub(r" (?=,)", "", words(made["texts/a.html"], "//main//*[@class='listBibl']"))
        assert self.EXPECTED in " ".join(re.sub(r"<[^>]+>", "", made["print/a.fo"]).split())
        assert f'source: "{self.EXPECTED[:50]}' in made["markdown/a.md"]


BLOCKS_INSIDE: Mapping[str, str] = {
    "space": "<p>a<space><desc>b<list><item>c</item></list></desc></space></p>",
    "ruby": "<p><ruby><rb>a<list><item>c</item></list></rb><rt>b</rt></ruby></p>",
    "title": "<p><title>a<listApp><app><lem>b</lem><rdg>c</rdg></app></listApp></title></p>",
    "eg": "<eg>a<list><item>c</item></list></eg>",
    "graphic": '<p><graphic url="a.png"><desc><list><item>c</item></list></desc></graphic></p>',
    "hand": "<p>a<handShift><desc><list><item>c</item></list></desc></handShift></p>",
}


@pytest.mark.parametrize("inside", BLOCKS_INSIDE.values(), ids=BLOCKS_INSIDE.keys())
def test_no_block_stands_in_a_phrase(make: Make, inside: str) -> None:
    assert is_nested_well(make({"a.xml": tei(body(inside))})["texts/a.html"])


STYLESHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><xsl:message>a remark</xsl:message>{}</xsl:template></xsl:stylesheet>"""


class TestWhyAStylesheetStopped:
    def test_what_it_remarked_before_is_not_why(self, saxon: Saxon) -> None:
        stylesheet = saxon.compile(STYLESHEET.format('<xsl:value-of select="1 idiv count(/*/x)"/>'), "mine.xsl")
        with pytest.raises(StylesheetError) as stopped:
            stylesheet.transform("<a/>")
        assert "a remark" not in str(stopped.value)
        assert "division by zero" in str(stopped.value)

    def test_its_own_last_word_is(self, saxon: Saxon) -> None:
        stop = '<xsl:message terminate="yes">no seal</xsl:message>'
        with pytest.raises(StylesheetError) as stopped:
            saxon.compile(STYLESHEET.format(stop), "mine.xsl").transform("<a/>")
        assert stopped.value.message == "the stylesheet mine.xsl stopped: no seal"


class TestADocumentAtWhichAStylesheetStops:
    """That is a mistake of ours. It costs one document, not the edition."""

    FILES: Mapping[str, str] = {
        name: tei(body(f'<p>{name} <ref target="b.xml">B</ref> <persName ref="#ann">Ann</persName></p>'))
        for name in "abc"
    }

    @pytest.fixture
    def stopping(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
        def at(step: str, id_: str) -> None:
            done = getattr(steps, step)

            def stopped(saxon: Saxon, what: Any, *others: Any, **more: Any) -> Any:
                if id_ in (what.documents if isinstance(what, steps.Page) else (what.id,)):
                    raise StylesheetError("the stylesheet site/text.xsl stopped: XPTY0004 An empty sequence")
                return done(saxon, what, *others, **more)

            monkeypatch.setattr(steps, step, stopped)

        return at

    @pytest.mark.parametrize("step", ["collect", "render"])
    def test_is_left_out(
        self, kwedition: Kwedition, tmp_path: Path, stopping: Callable[[str, str], None], step: str
    ) -> None:
        for name, text_ in self.FILES.items():
            (tmp_path / f"{name}.xml").write_text(text_, encoding="utf-8")
        stopping(step, "b")
        command = ("build", "--source", tmp_path, "--output", tmp_path / "out", "--cache", tmp_path / "kept", "-j", "1")
        done = kwedition(*command)
        assert done.exit_code == 1
        assert "b.xml:1:1: error document-stopped" in done.output
        assert "XPTY0004 An empty sequence" in done.output
        assert "please report this" in done.output
        assert sorted(path.name for path in (tmp_path / "out/texts").glob("?.html")) == ["a.html", "c.html"]
        assert (tmp_path / "out/persons/ann.html").read_text().count(".ann.1") == 2
        assert dead_links(tmp_path / "out") == []
        # With nothing changed it is said again, and with --strict nothing is published.
        again = kwedition(*command)
        assert again.exit_code == 1
        assert "document-stopped" in again.output
        before = files_of(tmp_path / "out")
        assert kwedition(*command, "--strict").exit_code in (1, 3)
        assert files_of(tmp_path / "out") == before

    def test_all_are_found_in_one_go_and_nothing_is_made_again_for_each(
        self, kwedition: Kwedition, tmp_path: Path, stopping: Callable[[str, str], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        for name in "abcdefg":
            (tmp_path / f"{name}.xml").write_text(tei(body(f"<p>{name}</p>")), encoding="utf-8")
        for name in "ceg":
            stopping("render", name)
        render, paths = steps.render, Counter[str]()

        def counted(saxon: Saxon, page: steps.Page, *others: Any, **more: Any) -> Any:
            paths[page.path] += 1
            return render(saxon, page, *others, **more)

        monkeypatch.setattr(steps, "render", counted)
        command = ("build", "--source", tmp_path, "--output", tmp_path / "out", "--only", "site")
        done = kwedition(*command, "--cache", tmp_path / "kept")
        assert done.output.count("error document-stopped") == 3
        assert sorted(path.name for path in (tmp_path / "out/texts").glob("?.html")) == [f"{n}.html" for n in "abdf"]
        assert paths["404.html"] == 1
        assert max(paths.values()) == 2
        paths.clear()
        assert kwedition(*command, "--no-cache").output.count("error document-stopped") == 3
        assert max(paths.values()) == 2

    def test_where_there_are_too_many_it_is_not_they_that_are_wrong(
        self, kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(MOST_LEFT_OUT + 1):
            (tmp_path / f"d{number}.xml").write_text(tei(body("<p>a</p>")), encoding="utf-8")
        render = steps.render

        def stopped(saxon: Saxon, page: steps.Page, *others: Any, **more: Any) -> Any:
            if page.documents:
                raise StylesheetError("the stylesheet site/text.xsl stopped: XPTY0004 An empty sequence")
            return render(saxon, page, *others, **more)

        monkeypatch.setattr(steps, "render", stopped)
        done = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--only", "site", "--no-cache")
        assert done.exit_code == 3
        assert "d0.xml: the stylesheet site/text.xsl stopped: XPTY0004" in done.output
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(("files", "code"), [("abc", 1), ("b", 3)])
    def test_so_is_one_that_cannot_be_counted(
        self, kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: str, code: int
    ) -> None:
        """libxml2 counts ten million nodes at most: a file for that would take this test a minute and gigabytes."""
        count = parts._COUNT

        def counted(root: Any) -> object:
            if root.findtext(".//{*}body/{*}p", "").startswith("b"):
                raise etree.XPathEvalError("unknown error")
            return count(root)

        monkeypatch.setattr(parts, "_COUNT", counted)
        for name in files:
            (tmp_path / f"{name}.xml").write_text(self.FILES[name], encoding="utf-8")
        done = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "-j", "1")
        assert done.exit_code == code
        assert "more than ten million elements or texts" in done.output
        assert "divide it into several files" in done.output
        made = sorted(path.name for path in (tmp_path / "out/texts").glob("?.html"))
        assert made == [f"{name}.html" for name in files if name != "b"]

    def test_when_it_is_the_only_one_it_says_why(
        self, kwedition: Kwedition, tmp_path: Path, stopping: Callable[[str, str], None]
    ) -> None:
        (tmp_path / "b.xml").write_text(self.FILES["b"], encoding="utf-8")
        stopping("collect", "b")
        done = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "-j", "1")
        assert done.exit_code == 3
        assert "b.xml: the stylesheet" in done.output
        assert "XPTY0004 An empty sequence" in done.output

    def test_but_whoever_writes_a_theme_is_told_at_once(
        self, kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "theme/site").mkdir(parents=True)
        (tmp_path / "theme/site/text.xsl").write_text(
            '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="builtin:/site/text.xsl"/>'
            '<xsl:template match="/"><xsl:sequence select="error()"/></xsl:template></xsl:stylesheet>'
        )
        (tmp_path / "tei").mkdir()
        (tmp_path / "tei/a.xml").write_text(self.FILES["a"], encoding="utf-8")
        (tmp_path / "kwedition.toml").write_text('source = "tei"\ntheme = "theme"\n')
        monkeypatch.chdir(tmp_path)
        done = kwedition("build", "--no-cache", "-j", "1")
        assert done.exit_code == 3
        assert "the stylesheet site/text.xsl stopped" in done.output


class TestBreaksBetweenBlocks:
    # As the Deutsches Textarchiv writes them: a line begins behind each block, too.
    PAGES = (
        '<text><front><titlePage><titlePart>Manifest<lb/>of all</titlePart><lb/><milestone unit="section"/><lb/>'
        "<docImprint>London</docImprint><lb/></titlePage></front><body><div><head>One<lb/></head><lb/><p>first<lb/>line</p><lb/>"
        '<milestone unit="section"/><lb/><p>second</p></div></body></text>'
    )

    def test_leave_no_empty_line(self, make: Make) -> None:
        page = html.fromstring(make({"a.xml": tei(self.PAGES)})["texts/a.html"].encode())
        shown = page.xpath("//br[not(contains(@class, 'first'))]/../@class")
        assert shown == ["titlePart", "p"]

    def test_a_milestone_parts_blocks_in_all_views(self, make: Make) -> None:
        made = make({"a.xml": tei(self.PAGES)}, ALL)
        assert words(made["texts/a.html"], "//div[@class = 'transcription']") == (
            "Manifest of all * * * London One first line * * * second"
        )
        assert made["print/a.fo"].count("* * *") == 2


class TestHeadingsOfSeveralLines:
    CHAPTERS = "".join(
        f"<div><head>CHAPTER {n}.</head><head>Of <hi>number {n}</hi></head><head>Told again</head><p>Words</p>"
        "<p>More</p></div>"
        for n in range(1, 4)
    )

    def test_are_one_line_in_the_contents_of_a_book(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.CHAPTERS))}, ALL)
        assert re.findall("<fo:bookmark-title>([^<]*)", made["print/a.fo"])[1:4] == [
            f"CHAPTER {n}. Of number {n} · Told again" for n in range(1, 4)
        ]
        with ZipFile(make.folder / "out/edition.epub") as book:
            contents = html.fromstring(book.read(next(n for n in book.namelist() if n.endswith("nav.xhtml"))))
        said = [" ".join(each.text_content().split()) for each in contents.iter("a")]
        assert "CHAPTER 2. Of number 2 · Told again" in said
        assert "Of number 2" not in said


def test_a_setting_without_words_has_no_empty_box(make: Make) -> None:
    setting = "<profileDesc><settingDesc><p>{}</p></settingDesc></profileDesc>"
    assert 'class="despatch"' not in make({"a.xml": tei(body("<p>x</p>"), more=setting.format(""))})["texts/a.html"]
    page = make({"a.xml": tei(body("<p>x</p>"), more=setting.format('<date when="1633-05-14"/>'))})["texts/a.html"]
    assert words(page, "//dl[@class = 'despatch']") == "Setting 14 May 1633"


def test_a_paragraph_that_holds_nothing_has_no_links(make: Make) -> None:
    page = make({"a.xml": tei(body("<p/><p> </p><p>x</p>"))})["texts/a.html"]
    assert page.count('class="permalink"') == page.count('class="markup"') == 1


class TestLayoutThatIsNoSpace:
    """Files that a program indented: their lines begin where no word does."""

    @pytest.mark.parametrize(
        ("inside", "expected"),
        [
            ('says »<rs type="work">\n <anchor/>Paracelsus\n </rs>« and', "says »Paracelsus« and"),
            ("see <bibl>\n <author>Pl.</author>\n <title>Cra.</title>\n </bibl>, then", "see Pl. Cra., then"),
            ("the Club\n <note>Source</note> met", "the Club1 met"),
            # Where nothing else parts them, a line does.
            ("a<hi>\n b\n </hi>c", "a b c"),
            ("the Club\n <note>Source</note>met", "the Club 1met"),
        ],
    )
    def test_it_is_not_shown(self, make: Make, inside: str, expected: str) -> None:
        made = make({"a.xml": tei(body(f"<p>{inside}</p>"))}, "site,text")
        assert expected in " ".join(html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)").split())
        assert expected.replace("Club1", "Club[1]").replace(" 1met", " [1]met") in " ".join(made["text/a.txt"].split())

    def test_the_parts_of_a_reference_end_before_the_comma(self, make: Make) -> None:
        book = "<biblStruct><monogr><author>\n <persName>Ann</persName>\n </author>\n<title>On Stones</title></monogr></biblStruct>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=book)})
        assert "Ann, On Stones" in " ".join(
            html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)").split()
        )

    def test_a_book_in_a_sentence_is_no_block_in_an_index(self, make: Make) -> None:
        note = "<note>A character in <bibl>The Tempest</bibl>.</note>"
        made = make(
            {"p.xml": tei(body(f'<listPerson><person xml:id="m"><persName>M</persName>{note}</person></listPerson>'))}
        )
        assert "The Tempest." in words(made["persons/index.html"])


class TestMarksThatBeginAnElement:
    def test_they_stand_at_what_ends_the_line_before(self, make: Make) -> None:
        work = "<bibl>\n<title>Jo Bonger, </title>\n<title level='m'>Diaries</title>\n<title>. Amsterdam 2019.</title>\n<note>.</note>\n</bibl>"
        made = make(
            {"a.xml": tei(body(f"<listBibl>{work}</listBibl><p><hi>one</hi>\n<hi>.5 or</hi>\n<hi>two</hi></p>"))},
            "site,text",
        )
        assert "Jo Bonger, Diaries. Amsterdam 2019." in made["text/a.txt"]
        assert "one .5 or two" in made["text/a.txt"]
        assert "Diaries</cite><cite" in made["texts/a.html"]


class TestWhatTemplatesLeave:
    def test_a_heading_without_a_word_is_none(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<div><head/><p>x</p><div><head>One</head><p>y</p></div></div>"))}, ALL)
        assert html.fromstring(made["texts/a.html"].encode()).xpath("//article//h2/text()") == ["One"], made[
            "texts/a.html"
        ]
        assert "## One" in made["markdown/a.md"]
        assert made["markdown/a.md"].count("#") == 3

    def test_what_is_left_out_is_told_in_several_languages(self, make: Make) -> None:
        gap = '<gap reason="editorial">\n<desc xml:lang="en">Table removed</desc> <desc xml:lang="de">Tafel entfernt</desc>\n</gap>'
        made = make({"a.xml": tei(body(f"<p>x {gap} y</p>"))}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "x […" in made[path].replace("\\", "")
            assert "Table removed / Tafel entfernt]" in made[path].replace("\\", "")
        assert "Table removed / Tafel entfernt]" in " ".join(
            html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)").split()
        )

    def test_a_city_and_its_country_are_one_line_of_a_setting(self, make: Make) -> None:
        setting = "<settingDesc><setting><name>Wien</name>\n<name>Austria</name><date when='2022-05-19'>then</date></setting></settingDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), more=f"<profileDesc>{setting}</profileDesc>")})
        assert words(made["texts/a.html"], "//dl[@class='despatch']") == "Setting Wien , Austria Date then"


class TestListsOfWorks:
    def test_parts_without_marks_are_parted_by_commas(self, make: Make) -> None:
        works = (
            "<bibl><title>Tableaux</title>\n<author ref='x'>Tilt, Ann</author>\n<author>Ende, Bob</author>\n<pubPlace>\n<placeName>London</placeName>\n</pubPlace>"
            "<date>1838</date>\n<biblScope>22-24</biblScope></bibl>"
            "<bibl><title>CIL</title> <biblScope>III</biblScope> <citedRange>12</citedRange></bibl>"
            "<bibl><author>Boeckh.</author> <title>Urkunden</title></bibl><bibl>As <title>It</title> <date>is</date></bibl>"
        )
        made = make({"a.xml": tei(body(f"<p>x</p><listBibl>{works}</listBibl>"))}, ALL)
        for shown in (made["text/a.txt"], html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)")):
            flat = " ".join(shown.split())
            assert "Tableaux, Tilt, Ann; Ende, Bob, London, 1838, 22-24" in flat
            assert "CIL III 12" in flat
            assert "Boeckh. Urkunden" in flat
            assert "As It is" in flat

    def test_a_pointer_says_how_the_list_labels_a_work(self, make: Make) -> None:
        works = '<listBibl><bibl xml:id="b" n="Barca 2019">Barca, Stefania. <title>The Labor(s) of Degrowth</title>.</bibl></listBibl>'
        made = make({"a.xml": tei(text('<p>as in <ptr target="#b"/>.</p>', works))})
        assert "as in Barca 2019." in words(made["texts/a.html"]).replace(" .", ".")

    def test_an_address_for_mail_is_parted_from_the_name(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body("<p>x</p>"),
                    title="A</title><editor>Carmen<email>c@example.org</email></editor><title type='sub'>b",
                )
            }
        )
        assert "Carmen, c@example.org" in html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)")


class TestRegistersOfDatabases:
    def test_who_takes_part_in_an_event_is_whom_the_key_means(self, make: Make) -> None:
        events = "".join(
            f'<event xml:id="e{n}" when-iso="1921-10-2{n}"><eventName>Meeting {n}</eventName><note><listOrg><org><orgName key="o1">Club</orgName></org></listOrg></note>'
            '<listPerson><person role="guest"><persName key="p1">Schnitzler, Arthur</persName></person></listPerson></event>'
            for n in (1, 2)
        )
        letter = tei(body('<p><rs type="person" ref="#p1">He</rs> came.</p>'))
        made = make({"e.xml": tei(body(f"<listEvent>{events}</listEvent>")), "a.xml": letter})
        assert [path for path in made if path.startswith("persons/p")] == ["persons/p1.html"]
        person, event = words(made["persons/p1.html"]), words(made["events/e1.html"])
        assert "Events Meeting 1 Meeting 2" in person
        assert "He came." in person.replace("He  came", "He came")
        assert "Persons Schnitzler, Arthur" in event
        assert event.count("Club") == 1

    def test_a_list_has_the_entry_of_whom_an_event_names(self, make: Make) -> None:
        event = '<listEvent><event xml:id="e1"><label>Meeting</label><listPerson><person><persName ref="#p1">A. S.</persName></person></listPerson></event></listEvent>'
        person = '<listPerson><person xml:id="p1"><persName><surname>Schnitzler</surname><forename>Arthur</forename></persName></person></listPerson>'
        made = make({"a-events.xml": tei(body(event)), "persons.xml": tei(body(person))})
        assert "<h1>Schnitzler, Arthur</h1>" in made["persons/p1.html"]
        assert 'href="../events/e1.html"' in made["persons/p1.html"]

    def test_a_name_that_is_turned_round_is_no_other(self, make: Make) -> None:
        names = '<persName><forename>Max</forename> <surname>Ende</surname></persName><persName type="legacy">Ende, Max</persName>'
        made = make({"p.xml": tei(body(f'<listPerson><person xml:id="p">{names}</person></listPerson>'))})
        assert words(made["persons/p.html"]).count("Ende") == 1

    def test_an_office_behind_a_turned_name_is_parted_from_it(self, make: Make) -> None:
        name = "<surname>Bauer</surname>{0}<forename>Holger</forename>{0}<roleName>Dipl.-Kfm.</roleName>{0}<roleName>Dr.</roleName>"
        people = "".join(
            f'<person xml:id="p{n}"><persName>{name.format(space)}</persName></person>'
            for n, space in enumerate(("", "\n "))
        )
        made = make({"p.xml": tei(body(f"<listPerson>{people}</listPerson>"))})
        for n in (0, 1):
            assert "<h1>Bauer, Holger, Dipl.-Kfm., Dr.</h1>" in made[f"persons/p{n}.html"]

    def test_what_somebody_did_is_told_with_its_time_and_without_addresses(self, make: Make) -> None:
        what = (
            '<affiliation from="1990" to="1997"><roleName xml:lang="de">Abgeordneter</roleName>\n<roleName xml:lang="en">Member</roleName></affiliation>'
            '<affiliation><term>works for</term>\n<orgName>Concordia</orgName><idno type="URL">https://example.org/1</idno></affiliation>'
            '<idno type="URI" subtype="parliament">https://example.org/PAD_24/index.shtml</idno>'
        )
        made = make(
            {"p.xml": tei(body(f'<listPerson><person xml:id="p"><persName>Ann</persName>{what}</person></listPerson>'))}
        )
        shown = words(made["persons/p.html"])
        assert "Abgeordneter / Member 1990 to 1997" in shown
        assert "example.org/1" not in shown
        assert "parliament PAD_24" in shown

    def test_where_somebody_was_born_and_died_is_told(self, make: Make) -> None:
        where = "<{0}><date when='1853'>then</date><settlement key='1'><placeName>{1}</placeName><location><geo>5 1</geo></location></settlement></{0}>"
        life = (
            where.format("birth", "Weimar")
            + '<death when="1926"><settlement>Bonn</settlement> <country>Germany</country></death>'
        )
        made = make(
            {"p.xml": tei(body(f'<listPerson><person xml:id="p"><persName>Max</persName>{life}</person></listPerson>'))}
        )
        assert "Born Weimar Died Bonn , Germany" in words(made["persons/p.html"])
        assert "5 1" not in words(made["persons/p.html"])

    def test_the_coordinates_of_a_country_are_not_those_of_its_town(self, make: Make) -> None:
        where = (
            "<location><geo>55.6 12.5</geo><country>Kingdom</country></location>"
            '<location type="in"><placeName ref="d">Denmark</placeName><geo>56.0 10.0</geo></location>'
        )
        made = make(
            {
                "p.xml": tei(
                    body(f'<listPlace><place xml:id="c"><placeName>Copenhagen</placeName>{where}</place></listPlace>')
                )
            }
        )
        shown = words(made["places/c.html"])
        assert "part of Kingdom Denmark" in shown
        assert "55.6, 12.5" in shown
        assert "56.0" not in shown

    def test_a_title_that_is_a_date_dates_its_text(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), title="Tuesday</title><title type='iso-date'>1880-03-09")})
        assert "9 March 1880" in words(made["texts/index.html"])

    def test_each_letter_that_a_file_tells_of_counts_for_the_network(self, make: Make) -> None:
        def letter(sender: str, other: str) -> str:
            who = '<correspAction type="{}">\n<persName ref="#{}">{}</persName>\n<date when="1882"/>\n<placeName>Wien</placeName></correspAction>'
            return (
                f"<correspDesc>{who.format('sent', sender, sender)}{who.format('received', other, other)}</correspDesc>"
            )

        made = make(
            {
                "a.xml": tei(
                    body("<p/>"),
                    more=f"<profileDesc>{letter('Ann', 'Bob')}{letter('Bob', 'Ann')}{letter('Eve', 'Bob')}</profileDesc>",
                )
            }
        )
        shown = words(made["network.html"], "//table")
        assert "Ann wrote to Bob" in shown
        assert "Bob wrote to Ann" in shown
        assert "Eve wrote to Ann" not in shown
        assert "Ann, Wien" in words(made["persons/index.html"]).replace(" ,", ",")
        assert "Ann , Wien" not in html.fromstring(made["persons/index.html"].encode()).xpath("string(//main)")


class TestFormsNobodyWrote:
    def test_they_are_shown_as_supplied(self, make: Make) -> None:
        entry = (
            '<entry><form><orth>boue</orth></form><gramGrp><pos>n</pos>\n<pos>adj</pos></gramGrp><sense><def>mud</def><entry type="relatedEntry"><form><orth value="on mud"/></form>'
            "<sense><def>in vain</def></sense></entry></sense><etym><seg>bo</seg><seg>ue</seg></etym></entry>"
        )
        made = make({"a.xml": tei(body(entry))}, ALL)
        for path in ("texts/a.html", "text/a.txt", "print/a.fo"):
            assert "[on mud]" in made[path]
        for shown in (made["text/a.txt"], html.fromstring(made["texts/a.html"].encode()).xpath("string(//main)")):
            assert "n, adj" in " ".join(shown.split())
            assert "bo, ue" in shown


class TestPrintedBooks:
    """What plays, poems and novels of other projects showed."""

    CAST = (
        "<front><castList><head>Persons</head><lb/><milestone unit='section'/><lb/><castItem>\n<role>\n<name>Laertes</name>\n</role>"
        "\n<roleDesc>her brother</roleDesc>\n</castItem><lb/><castItem><role>Jupiter,</role>\n<roleDesc>a god</roleDesc></castItem><lb/>"
        "<castGroup><castItem>Lucumo</castItem><lb/><castItem>Volturio</castItem><lb/></castGroup></castList></front>"
    )

    def test_line_breaks_in_a_cast_leave_no_empty_line(self, make: Make) -> None:
        made = make({"a.xml": tei(f"<text>{self.CAST}<body><p>x</p></body></text>")}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//br[not(contains(@class, 'first'))]") == []
        assert len(page.xpath("//*[contains(@class, 'castList')]/ul/li")) == 4
        said = "Persons * * * Laertes, her brother Jupiter, a god Lucumo Volturio"
        assert words(made["texts/a.html"], "//*[contains(@class, 'castList')]").replace(" ,", ",") == said
        assert re.search("Laertes,\\s", page.xpath("string(//*[contains(@class, 'castList')])"))
        for path in ("text/a.txt", "markdown/a.md"):
            assert "- Laertes, " in made[path]
            assert "- Jupiter, " in made[path]
        assert "Laertes, " in " ".join(html.fromstring(made["print/a.fo"].encode()).text_content().split())

    def test_a_break_behind_a_block_begins_no_line_and_one_behind_a_note_does(self, make: Make) -> None:
        closer = "<closer><salute>Yours</salute><lb/><signed>A. B.</signed></closer>"
        page = make({"a.xml": tei(body(f"<p>one<note>a note</note><lb/>two<lb/>\n</p>{closer}"))})["texts/a.html"]
        assert [each.get("class") for each in html.fromstring(page.encode()).iter("br")] == [
            "lb",
            "lb first",
            "lb first",
        ]

    def test_numbers_that_say_how_deep_divisions_are_name_none(self, make: Make) -> None:
        deep = '<div n="1"><div n="2"><p>one</p></div><div n="2"><p>two</p></div></div><div n="1"><p>three</p></div>'
        counted = '<div n="1"><p>one</p></div><div n="2"><p>two</p></div>'
        made = make({"a.xml": tei(body(deep)), "b.xml": tei(body(counted))}, ALL)
        assert "division-name" not in made["texts/a.html"]
        assert made["text/a.txt"].split() == ["A", "text", "one", "two", "three"]
        assert made["texts/b.html"].count('class="division-name"') == 2

    def test_a_milestone_that_begins_a_paragraph_begins_a_line(self, make: Make) -> None:
        line = '<l><milestone unit="paragraph"/>THE SUBJECT <milestone unit="para"/>Creon, king</l>'
        made = make({"a.xml": tei(body(line + '<p>x<milestone unit="para" n="3"/>y</p>'))}, ALL)
        shown = [each.get("class") for each in html.fromstring(made["texts/a.html"].encode()).iter("br")]
        assert shown == ["milestone lb first", "milestone"]
        assert "THE SUBJECT\nCreon, king" in made["text/a.txt"]
        assert re.search(r"THE SUBJECT\s*<fo:block/>\s*Creon", made["print/a.fo"])
        assert words(made["texts/a.html"], "//p[last()]").startswith("x 3 y")

    def test_lines_are_numbered_within_their_scene(self, make: Make) -> None:
        lines = "".join(f'<l n="1.2.{n}">line</l>' for n in range(1, 8)) + '<l n="0"/><l n="urn:x.10">line</l>'
        page = html.fromstring(make({"a.xml": tei(body(lines))})["texts/a.html"].encode())
        assert page.xpath("//*[@class = 'line-number']/text()") == ["5"]

    def test_a_full_name_goes_before_a_short_one(self, make: Make) -> None:
        names = '<persName type="short">Bermúdez</persName><persName type="full"><forename>Jerónimo</forename> <surname>Bermúdez</surname></persName>'
        people = f'<listPerson><person xml:id="b">{names}</person></listPerson>'
        made = make({"a.xml": tei(text('<p><persName ref="#b">x</persName></p>', people))})
        assert "Jerónimo Bermúdez" in words(made["persons/b.html"], "//h1")

    def test_notes_between_verses_are_called_at_the_end_of_the_verse(self, make: Make) -> None:
        speech = (
            '<sp><speaker>ANN</speaker><l n="1">first</l><note>About it</note><note>More</note><l n="2">second</l></sp>'
        )
        made = make({"a.xml": tei(body(speech + "<p>prose<note>Below</note></p>"))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//*[@class = 'l']/sup/a/text()") == ["1", "2"]
        assert len(page.xpath("//sup[contains(@class, 'note-mark')]")) == 3
        assert "first[1][2]\nsecond\n" in made["text/a.txt"]
        assert "first[^1][^2]" in made["markdown/a.md"]
        assert made["print/a.fo"].count("<fo:footnote>") == 3

    def test_line_breaks_between_rows_are_no_rows(self, make: Make) -> None:
        cells = "<cell>a</cell><lb/><cell rows='2'>b</cell>"
        table = f"<table><row role='label'><cell>A</cell><cell>B</cell></row><lb/><row>{cells}</row><lb/><row><cell>c</cell></row><lb/></table>"
        made = make({"a.xml": tei(body(table))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert [len(row) for row in page.iter("tr")] == [2, 2, 1]
        assert page.xpath("//td[@rowspan = '2']/text()") == ["b"]
        assert "<fo:table-header>" in made["print/a.fo"]

    def test_a_page_may_begin_in_a_word(self, make: Make) -> None:
        spaced = "<p>one <pb n='1'/>two <pb n='2'/>three, vous permet<pb n='3'/>trez</p>"
        made = make(
            {"a.xml": tei(body(spaced)), "b.xml": tei(body("<p>one<pb n='1'/>two <pb n='2'/>three</p>"))}, "text"
        )
        assert "one two three, vous permettrez" in made["text/a.txt"]
        assert "one two three" in made["text/b.txt"]

    def test_words_in_quotation_marks_may_end_before_a_line_break(self, make: Make) -> None:
        cit = "<p>He says<lb/>\n<q>\n<hi>so it is.</hi>\n</q><lb/>and goes.</p>"
        made = make({"a.xml": tei(body(cit), attributes='xml:lang="en"')}, ALL)
        assert "“so it is.” and goes" in made["text/a.txt"]

    def test_all_of_a_title_is_said_and_an_event_is_no_date(self, make: Make) -> None:
        title = "Tartuffe</title><title type='sub'>or so</title><title type='sub'>Comedy</title><title type='volume' n='2'>Second volume"
        source = "<bibl><date type='premiere' when='1664-05-12'>Given for the first time at the castle of Versailles</date></bibl>"
        page = make({"a.xml": tei(body("<p>x</p>"), title, source)})["texts/a.html"]
        assert words(page, "//article/header") == "Tartuffe or so Comedy Second volume first performed 12 May 1664"


class TestWhoMadeIt:
    SOPHOCLES = (
        '<author>\n<persName>Sophocles</persName>\n<persName xml:lang="de">Sophokles</persName>\n<idno type="wikidata">Q7235</idno>\n'
        "</author><editor>A. S. Hunt <idno>Q573778</idno></editor><respStmt>\n<resp>prepared by</resp>\n<name>Ann</name>\n<name>Bob</name>\n"
        "</respStmt><respStmt><name>Eve</name><resp>revision</resp></respStmt>"
    )
    EVENTS = (
        '<standOff><listEvent><event type="print" when="1912"><desc>in 1912, as we know</desc></event>'
        '<event type="premiere" notBefore="-0497" notAfter="-0405"><label>long ago</label></event></listEvent></standOff>'
    )

    def play(self) -> str:
        return tei(
            body("<p>Here somebody says many words, so that it is a text.</p>" * 4),
            "Ichneutae</title>" + self.SOPHOCLES + "<title type='short'>I",
        ).replace("</teiHeader>", "</teiHeader>" + self.EVENTS)

    def test_is_said_without_numbers_and_once(self, make: Make) -> None:
        made = make(
            {
                "a.xml": self.play(),
                "b.xml": tei(body("<p>x</p>"), "B</title><author>Euripides</author><title type='short'>B"),
            },
            ALL,
        )
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//header/p[@class = 'subtitle author']/text()") == ["Sophocles"]
        paper = words(made["print/a.fo"], "/*")
        assert "Q7235" not in paper
        assert "Sophokles" not in paper
        assert "edited by A. S. Hunt prepared by Ann, Bob Eve, revision" in paper
        assert 'author: "Sophocles"' in made["markdown/a.md"]
        listed = words(made["texts/index.html"], "//ol[@class = 'listing']")
        assert listed == "between 497 BCE and 405 BCE Ichneutae Sophocles undated B Euripides"

    def test_a_pen_name_and_another_are_of_one(self, make: Make) -> None:
        names = '<persName type="pen">Molière</persName><persName>J. B. Poquelin</persName>'
        apart = "<persName><surname>Goethe</surname>\n<forename>Johann</forename>\n<nameLink>von</nameLink></persName>"
        title = f"Tartuffe</title><author>{names}</author><author>{apart}</author><author><persName>A</persName><persName>B</persName></author><title type='short'>T"
        page = make({"a.xml": tei(body("<p>x</p>"), title)})["texts/a.html"]
        assert words(page, "//header/p[contains(@class, 'author')]") == "Molière; Johann von Goethe; A, B"

    def test_is_said_in_a_list_only_where_it_parts_the_texts(self, make: Make) -> None:
        title = "{}</title><author>Euripides</author><title type='short'>B"
        made = make(
            {
                "a.xml": tei(body("<p>x</p>"), title.format("A")),
                "b.xml": tei(body("<p>x</p>"), title.format("Euripides tells")),
            }
        )
        assert "Euripides" in words(made["texts/a.html"], "//header")
        assert words(made["texts/b.html"], "//article/header") == "Euripides tells"
        assert words(made["texts/index.html"], "//ol[@class = 'listing']") == "A Euripides tells"


class TestDividedWords:
    TEXT = (
        "<head>Von der Ver-<lb/>\nfaſſung</head><p>Die Ver-<lb/>\nfaſſung des Nord-<lb/>\nweſtens, die Ver¬<lb/>\nnunft von "
        '<persName ref="#x">Immanuel Kant-<lb/>\nius</persName>, der Ein-<lb/>\nund Ausgang. Kantius ſchrieb die Verfaſſung.</p>'
    )

    def test_they_are_whole_where_lines_are_not_kept(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.TEXT), "Buch")}, ALL)
        read = (
            "Die Verfaſſung des Nord-weſtens, die Vernunft von Immanuel Kantius, der Ein- und Ausgang. "
            "Kantius ſchrieb die Verfaſſung."
        )
        assert read in made["text/a.txt"]
        assert read in made["markdown/a.md"]
        assert read in " ".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())
        # In an index, too: the name, and the sentence round it.
        assert "Immanuel Kantius" in words(made["persons/index.html"])
        assert "Die Verfaſſung des Nord-weſtens, die Vernunft von Immanuel Kantius" in words(made["persons/x.html"])

    def test_where_lines_are_kept_so_are_hyphens(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.TEXT), "Buch")}, ALL)
        assert 'Die Ver-<br class="lb divides whole">' in made["texts/a.html"]
        assert "des Nord- weſtens" in words(made["texts/a.html"].replace("<br", " <br"))
        # The search finds the words.
        searched = words(search.undivided(made["texts/a.html"]))
        assert "Die Verfaſſung des Nord-weſtens, die Vernunft" in searched
        heading = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "Von der Ver-" in heading


class TestWhatHoldsWordsAllTheSame:
    """Markup that no schema allows, and that is written: the words are shown where they stand."""

    WRITTEN = (
        '<p>One<lb>two</lb> three <pb>12</pb>five<milestone unit="x">six</milestone> <persName>Ann</persName><cb/> seven</p>'
        '<pb n="3"/><p>eight<milestone unit="x"/></p><milestone unit="section">nine</milestone><p>ten</p>'
    )

    def test_breaks(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.WRITTEN))}, ALL)
        assert "One two three · 12five · six Ann · seven" in words(made["texts/a.html"])
        assert "nine ten" in words(made["texts/a.html"])
        assert "One two three 12five six Ann seven" in " ".join(made["text/a.txt"].split())
        assert "One two three 12five six Ann seven" in words(made["persons/form-Ann.html"])
        print_ = " ".join(re.sub("<[^>]*>", "", made["print/a.fo"]).split())
        assert re.search(r"One two three \|12five ?six Ann ?\| ?seven", print_)

    def test_the_number_of_a_page_is_its_own_in_the_book(self, make: Make, tmp_path: Path) -> None:
        make({"a.xml": tei(body(self.WRITTEN))}, ALL)
        with ZipFile(tmp_path / "out/edition.epub") as book:
            text = book.read("epub/texts/a.xhtml").decode()
        # (One without a number is no page that a reading system could name.)
        assert 'aria-label="·' not in text
        assert 'aria-label="page 3"' in text

    def test_data_with_words(self, make: Make) -> None:
        data = '<p>See <ref target="#n">it</ref>.</p><fs xml:id="n">some <f name="a"/> more</fs><nym>Ann <form>Anna</form></nym>'
        made = make({"a.xml": tei(body(data))}, ALL)
        assert "some more" in words(made["texts/a.html"])
        assert "Ann Anna" in words(made["texts/a.html"])

    def test_words_between_the_parts_of_a_cast(self, make: Make) -> None:
        cast = "<castList><castGroup>Fairies <castItem>Puck</castItem></castGroup></castList>"
        made = make({"a.xml": tei(body(f"<div>{cast}<p>x</p></div>"))}, ALL)
        assert "Fairies\n" in made["text/a.txt"]
        assert "Fairies" in words(made["texts/a.html"])


class TestRaised:
    def test_a_note_that_is_called_superscript_stands_no_higher(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>x<hi rend="sup">2</hi><note rend="sup">y</note></p>'))}, ALL)
        assert re.search(r'<fo:inline[^>]*baseline-shift="super"[^>]*>2<', made["print/a.fo"])
        assert not re.search(r"<fo:block[^>]*baseline-shift", made["print/a.fo"])


class TestAttributesThatSayNothing:
    """Values that no schema allows leave no document out, and make no address that a browser would not take."""

    @pytest.mark.parametrize(
        "target", ["", "  ", "http://[bad", "javascript:alert(1)", "https://a.example/x https://b.example"]
    )
    def test_of_a_licence(self, make: Make, target: str) -> None:
        licence = f'<availability><licence target="{target}">Free</licence></availability>'
        text = tei(body("<p>x</p>")).replace(
            "<publicationStmt><p/>", f"<publicationStmt><publisher>P</publisher>{licence}"
        )
        made = make({"a.xml": text}, ALL)
        links = re.findall('<link rel="license" href="([^"]*)"', made["texts/a.html"])
        assert links == (["https://a.example/x"] if "a.example" in target else [])
        assert "Free" in made["print/edition.fo"]

    def test_of_an_id(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p xml:id="#a%">x</p><p><ref target="##a%">to it</ref> <ref target="b.xml#c[1]">y</ref></p>')),
                     "b.xml": tei(body('<p xml:id="c[1]">z</p>'))})  # fmt: skip
        assert '<p id="_a_" class="p">x<a class="permalink" href="#_a_"' in made["texts/a.html"]
        assert 'href="#_a_">to it' in made["texts/a.html"] or 'href="../texts/a.html#_a_">to it' in made["texts/a.html"]
        assert 'href="../texts/b.html#c_1_" title="A text">y' in made["texts/a.html"]

    def test_of_a_base(self, make: Make, kwedition: Kwedition, tmp_path: Path) -> None:
        make({"a.xml": tei(body('<p><ref target="b.xml">x</ref></p>'), attributes='xml:base="http://[bad"')})
        assert "1 file checked" in kwedition("check", tmp_path / "tei").output

    def test_names_that_are_too_long_for_a_file(self, kwedition: Kwedition, tmp_path: Path) -> None:
        long_ = "b" * 300
        names = f'<ref target="{long_}.xml">a</ref><graphic url="{long_}.png"/><pb facs="{long_}.jpg"/>'
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{long_}.xml"><xi:fallback><p>here</p></xi:fallback></xi:include>'
        model = f'<?xml-model href="{long_}.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
        (tmp_path / "tei").mkdir()
        (tmp_path / "tei/a.xml").write_text(model + tei(body(f"<p>x {names}</p>{include}")), encoding="utf-8")
        command = (
            "--source",
            tmp_path / "tei",
            "--output",
            tmp_path / "out",
            "--no-cache",
            "-j",
            "1",
            "--only",
            "site,print,epub",
        )
        assert "all accounted for" in kwedition("build", *command).output
        assert "here" in words((tmp_path / "out/texts/a.html").read_text(encoding="utf-8"))
        said = kwedition("check", tmp_path / "tei").output
        assert "error schema-unusable" in said
        assert "error ref-file" in said

    def test_a_double_hyphen_and_capitals_divide_words_as_well(self, make: Make) -> None:
        text = "<p>Die Phi=<lb/>\nlosophie der General=Wachtmeister, ein A=<lb/>\nB und ΠΡΟΣΚΥ-<lb/>ΝΟΥΝΤΩΝ.</p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "Die Phi=losophie der General=Wachtmeister, ein A= B und ΠΡΟΣΚΥ-ΝΟΥΝΤΩΝ." in made[path]


class TestTitlesOfParts:
    """What belongs to a volume or a series is not said of the one session or issue in it."""

    def test_a_session_has_its_own_day_and_no_subtitle_of_the_volume(self, make: Make) -> None:
        title = (
            'Minutes</title><title level="s" type="sub">Part I</title><title level="m" type="main">Volume 1</title>'
            '<title level="m" type="sub">March–<date when="1848-11-21">21 November 1848</date></title>'
            '<title level="a" type="desc">Session 1</title><meeting><date when="1848-04-01"/></meeting><title level="s" type="x">M'
        )
        made = make({"a.xml": tei(body("<p>x</p>"), title)}, ALL)
        assert words(made["texts/a.html"], "//article/header") == "Session 1 1 April 1848"
        assert 'date: "1848-04-01"' in made["markdown/a.md"]
        assert "subtitle" not in made["markdown/a.md"]

    def test_issues_of_a_paper_are_told_apart_by_their_number_and_have_the_day_on_which_they_came_out(
        self, make: Make
    ) -> None:
        title = 'Diary</title><title type="sub">An edition</title><title type="num">No. 224'
        document = tei(body("<p>x</p>"), title, source=(
            '<biblStruct><monogr><title><date type="published" when="1705-09-23"/></title><imprint><publisher>P</publisher>'
            "</imprint></monogr></biblStruct>"
        ))  # fmt: skip
        made = make({"a.xml": document}, ALL)
        assert words(made["texts/a.html"], "//h1") == "Diary, No. 224"
        assert 'date: "1705-09-23"' in made["markdown/a.md"]
        assert 'source: "P"' in made["markdown/a.md"]

    @pytest.mark.parametrize(
        "source",
        [
            '<biblStruct><monogr><title level="j">Al-Muqtabas</title><imprint>{}</imprint></monogr></biblStruct>',
            '<bibl><title level="a">News</title> <title level="j">The Post</title> {}</bibl>',
        ],
    )
    def test_a_paper_is_of_the_day_on_which_it_came_out(self, make: Make, source: str) -> None:
        day = '<date when="1911-06-28" calendar="#islamic" when-custom="1329-07-01">1 Rajab 1329</date>'
        made = make(
            {
                "a.xml": tei(body("<p>x</p>"), source=source.format(day)),
                "b.xml": tei(body("<p>y</p>"), source=source.format('<date when="1911">1911</date>')),
            }
        )
        assert "1 Rajab 1329" in words(made["texts/a.html"], "//header[@class='text-header']")
        assert "1911" not in words(made["texts/b.html"], "//header[@class='text-header']")


class TestWhatAFormLeftEmpty:
    LETTER = (
        '<correspDesc><correspAction type="sent"><persName ref="#a">Ann</persName><placeName ref="#"/><date/></correspAction>'
        '<correspAction type="received"><persName>Bob</persName><placeName><address><street><num>35</num> Rue X</street>\n'
        '<settlement>Nice</settlement>\n<country>France</country></address>\n</placeName><date when="1939-01-20"/></correspAction></correspDesc>'
    )  # fmt: skip

    def test_names_no_place_and_leaves_no_comma(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), more=f"<profileDesc>{self.LETTER}</profileDesc>")}, ALL)
        assert not [path for path in made if path.startswith("places/form-unnamed")]
        parts = html.fromstring(made["texts/a.html"].encode()).xpath("//dl[@class='despatch']//dd")
        assert [" ".join("".join(part.itertext()).split()) for part in parts] == [
            "Ann",
            "Bob35 Rue X, Nice, France20 January 1939",
        ]
        printed = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "Bob, 35 Rue X, Nice, France, 20 January 1939" in " ".join(printed.split())
        assert "FromAnnToBob" in "".join(printed.split())

    def test_lines_in_which_nobody_wrote_have_no_number(self, make: Make) -> None:
        lines = "".join(f'<lb n="N{number:03}"/>\n' for number in range(1, 7))
        made = make({"a.xml": tei(body(f"<p>{lines}</p><p><lb n='N005'/>x</p>"))})
        assert words(made["texts/a.html"], "//article").split()[-2:] == ["5", "x"]


class TestLinesWithoutParagraphs:
    def test_they_are_lines_where_words_stand_in_a_division(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body(
                        '<div>An Gerning<lb/>\nmein <persName key="w">Wieland</persName><lb/>\nNach-<lb/>\nrichten</div><div><p>x</p><lb/><p>y</p></div>'
                    )
                )
            }
        )
        breaks = html.fromstring(made["texts/a.html"].encode()).xpath("//br[contains(@class, 'lb')]/@class")
        assert breaks == ["lb", "lb", "lb divides", "lb first"]

    def test_lines_of_an_address_are_not_parted_twice(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body(
                        "<ab><address><lb n='1'/>\n<addrLine>To</addrLine>\n<lb n='2'/>\n<addrLine>Paris</addrLine></address></ab>"
                    )
                )
            },
            ALL,
        )
        assert set(html.fromstring(made["texts/a.html"].encode()).xpath("//br[contains(@class, 'lb')]/@class")) == {
            "lb first"
        }
        assert "To\nParis" in made["text/a.txt"]

    def test_parts_of_an_address_without_lines_are_parted(self, make: Make) -> None:
        address = "<address>\n<persName>Mr X</persName>\n<street>Rue Y</street>\n<postCode>06</postCode>\n<settlement>Nice</settlement>\n</address>"
        made = make({"a.xml": tei(body(f"<div><p>x</p><closer>{address}</closer></div>"))}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "Mr X, Rue Y, 06 Nice" in made[path]
        assert "Mr X, Rue Y, 06 Nice" in words(made["texts/a.html"]).replace(" ,", ",")


class TestPairsWithoutChoice:
    def test_the_one_is_read_in_the_stead_of_the_other(self, make: Make) -> None:
        text = "<p>the <abbr>o.p.</abbr><expan>ordo prædicatorum</expan>, <sic>teh</sic><corr>the</corr> <orig>olde</orig><reg>old</reg> <abbr>St</abbr> <expan>Saint</expan>.</p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "the ordo prædicatorum, the old St Saint." in made[path]
        # The site has both, one to be seen.
        assert made["texts/a.html"].count('class="reading diplomatic') == 3


class TestEntriesThatRefer:
    def test_who_is_somebody_known_is_no_second_entry(self, make: Make) -> None:
        people = '<particDesc><listPerson><person role="judge" ref="#p1"><persName>Karl Kraus</persName></person></listPerson></particDesc>'
        made = make(
            {
                "a.xml": tei(
                    body('<p><persName ref="#p1">Kraus</persName></p>'), more=f"<profileDesc>{people}</profileDesc>"
                ),
                "list.xml": tei(
                    body(
                        '<listPerson><person xml:id="p1"><persName><forename>Karl</forename> <surname>Kraus</surname> <roleName>writer</roleName></persName></person></listPerson>'
                    )
                ),
            }
        )
        assert words(made["persons/index.html"], "//main").startswith("Index of persons One entry")
        # What somebody was is parted from the name.
        assert words(made["persons/p1.html"], "//h1") == "Karl Kraus, writer"
        assert "Kraus, Karl, writer" in words(made["persons/index.html"])


class TestActsOfACartulary:
    def test_their_numbers_are_said_and_the_sigla_of_witnesses_without_ids(self, make: Make) -> None:
        act = '<text n="{0}"><front><docDate>1207</docDate><head>{1}</head><listWit><witness n="A">Arch.</witness></listWit></front><body><p>Ego {0}</p></body></text>'
        acts = act.format("XXXIV", "Don") + act.format("XXXV", "XXXV. Lettres")
        made = make({"a.xml": tei(f"<text><group>{acts}</group></text>")}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "XXXIV\n\n1207" in made[path]
            assert "XXXV\n\n1207" not in made[path]
            assert "A Arch." in made[path]
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//p[@class='division-name']/text()") == ["XXXIV"]
        assert "XXXIV1207" in "".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())


class TestKeysToCome:
    def test_they_do_not_make_one_of_several_people(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p><persName key="?">Ann</persName>, <persName key="?">Bob</persName></p>'))})
        assert {"persons/form-Ann.html", "persons/form-Bob.html"} <= set(made)

    def test_numbers_and_addresses_describe_no_place(self, make: Make) -> None:
        place = '<place xml:id="p"><placeName>Wien</placeName><desc>Besiedelter Ort</desc><desc type="entity_type_id">14</desc><desc>http://www.geonames.org/ontology#A</desc></place>'
        made = make({"a.xml": tei(body("<p>x</p>")), "list.xml": tei(body(f"<listPlace>{place}</listPlace>"))})
        page = words(made["places/p.html"], "//main")
        assert "Besiedelter Ort" in page
        assert not any(said in page for said in ("14", "geonames"))


class TestDescriptionsOfManuscripts:
    def test_noughts_and_addresses_are_not_said(self, make: Make) -> None:
        source = (
            "<msDesc><msIdentifier><settlement>X</settlement><idno>Ms 1</idno><altIdentifier><idno>ark:/1/2</idno></altIdentifier></msIdentifier><physDesc><objectDesc>"
            '<layoutDesc><layout columns="0" ruledLines="00 00" writtenLines="12 14"><p>Wide.</p></layout></layoutDesc></objectDesc></physDesc></msDesc>'
        )
        page = words(make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/a.html"], "//main")
        assert all(said in page for said in ("12", "Ms 1"))
        assert not any(said in page for said in ("columns", "0 ruled", "00"))


class TestWhatEditionsCallAnEdition:
    WITNESSES = '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
    TEXT = (
        '<p><pb edRef="#A" n="1v"/><pb edRef="#B" n="2r"/>nihan <app><lem wit="#A">ya</lem><rdg wit="#B"><gap reason="omitted"/></rdg></app> '
        'saṅ<pb edRef="#B" n="2v"/> guru</p>'
    )

    def files(self) -> dict[str, str]:
        return {
            "a.xml": tei(body(self.TEXT), "Guru", self.WITNESSES, attributes='type="edition"'),
            "b.xml": tei(body("<p>Thus.</p>"), "Translation"),
        }

    def test_a_text_with_witnesses_is_no_description_of_the_whole(self, make: Make) -> None:
        made = make(self.files())
        assert "about.html" not in made
        assert "nihan" in words(made["texts/a.html"])

    def test_its_pages_say_whose_they_are(self, make: Make) -> None:
        made = make(self.files(), ALL)
        assert "A 1v" in words(made["texts/a.html"])
        assert "B 2v" in words(made["texts/a.html"])
        assert "|B 2v|" in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())

    def test_what_a_witness_leaves_out_is_om(self, make: Make) -> None:
        made = make(self.files(), ALL)
        assert "om. B" in words(made["texts/a.html"])
        assert "om." in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "[…]" not in words(made["texts/a.html"]) + made["print/a.fo"]

    def test_what_only_another_witness_has_is_no_gap_in_the_text(self, make: Make) -> None:
        text = (
            '<p>Cipri, <app><lem wit="#A"><gap reason="omission"/></lem><rdg wit="#B">morto il re</rdg></app> molto</p>'
        )
        made = make({"a.xml": tei(body(text), "Guru", self.WITNESSES)}, ALL)
        assert "Cipri, molto" in " ".join(made["text/a.txt"].split())
        assert "om. A ] morto il re B" in words(made["texts/a.html"])
        for path in ("texts/a.html", "print/a.fo", "markdown/a.md"):
            assert "[…]" not in made[path]

    def test_a_licence_may_have_its_name_where_its_address_should_be(self, make: Make) -> None:
        licence = '<availability><licence target="domaine public">Libre</licence></availability>'
        text = tei(body("<p>x</p>"), "Guru").replace(
            "<publicationStmt><p/>", f"<publicationStmt><publisher>P</publisher>{licence}"
        )
        assert licence in text
        made = make({"a.xml": text}, ALL)
        assert 'licence: "Libre"' in made["markdown/a.md"]
        assert "Libre domaine public" in "".join(etree.fromstring(made["print/edition.fo"].encode()).itertext())


class TestWhatProgramsWrite:
    def test_terms_for_an_index_are_not_read(self, make: Make) -> None:
        index = (
            '<index xml:id="i"><term>Network of <persName ref="#ann">Ann</persName><note>A note</note></term></index>'
        )
        made = make({"a.xml": tei(body(f'<p>The Web{index}, too: <ref target="#i">there</ref>.</p>'))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        (place,) = page.xpath("//span[@id = 'i']")
        assert place.xpath("./span/@id") == ["b3.ann.1"]
        for path in ("text/a.txt", "markdown/a.md", "print/a.fo", "texts/a.html"):
            assert "Network" not in made[path]
        assert "A note" in made["texts/a.html"]
        assert "A note" in made["print/a.fo"]
        assert 'id="a.b3.ann.1"' in made["print/a.fo"]

    def test_pandoc_writes_code(self, make: Make) -> None:
        code = "<ab type='codeblock '>\nsub a {\n    1;\n}\n</ab><p>In <seg type=\"code\">x</seg>.</p>"
        made = make({"a.xml": tei(body(code))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//pre[contains(@class, 'code')]/text()") == ["sub a {\n    1;\n}"]
        assert page.xpath("//span[@class = 'seg code']/text()") == ["x"]
        assert "sub a {\n    1;\n}\n" in made["text/a.txt"]
        assert "```\nsub a {\n    1;\n}\n```" in made["markdown/a.md"]
        assert 'linefeed-treatment="preserve"' in made["print/a.fo"]

    def test_pandoc_numbers_lists(self, make: Make) -> None:
        items = '<list type="ordered:lowerroman"><item n="4"><p>four</p></item><item><p>five</p></item></list>'
        made = make({"a.xml": tei(body(items))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//ol[@type = 'i']/li/@value") == ["4"]
        assert "iv. four\nv. five" in made["text/a.txt"]
        assert "4. four\n5. five" in made["markdown/a.md"]
        paper = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "iv." in paper
        assert "v." in paper

    @pytest.mark.parametrize("name", ["simple:strikethrough", "#strike"])
    def test_a_rendition_is_known_by_its_name_as_a_word_is(self, make: Make, name: str) -> None:
        struck = f'<p>a <hi rendition="{name}">struck</hi> <hi rendition="{name} simple:italic">too</hi></p>'
        page = html.fromstring(make({"a.xml": tei(body(struck))})["texts/a.html"].encode())
        assert page.xpath("//*[contains(@class, 'css-text-decoration-line-through')]/text()") == ["struck", "too"]

    def test_a_rendition_that_is_declared_means_what_the_declaration_says(self, make: Make) -> None:
        declared = '<encodingDesc><tagsDecl><rendition xml:id="stroke" scheme="css">font-weight: bold</rendition></tagsDecl></encodingDesc>'
        made = make({"a.xml": tei(body('<p><hi rendition="#stroke">bold</hi></p>'), more=declared)})
        (bold,) = html.fromstring(made["texts/a.html"].encode()).xpath("//*[text() = 'bold']")
        assert "css-font-weight-bold" in bold.get("class")
        assert "line-through" not in bold.get("class")

    def test_a_note_may_stand_in_a_list_of_the_header(self, make: Make) -> None:
        listed = '<list><item xml:id="n1"><hi>Mezzo</hi>: half</item></list>'
        made = make({"a.xml": tei(body('<lg><l>Nel mezzo<note corresp="#n1"/></l></lg>'), source=listed)}, ALL)
        assert "Mezzo: half" in words(made["texts/a.html"], "//li[@value]")
        assert "[1] Mezzo: half" in made["text/a.txt"]
        assert "Mezzo: half" in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())

    def test_a_sense_that_is_its_number_is_a_word(self, make: Make) -> None:
        senses = '<sense>says <sense n="1)">1)</sense> without, <sense n="2)">2)</sense> with few</sense>'
        made = make({"a.xml": tei(body(f"<entry><form><orth>a</orth></form>{senses}</entry>"))}, ALL)
        assert "says 1) without, 2) with few" in made["text/a.txt"]
        assert len(html.fromstring(made["texts/a.html"].encode()).xpath("//span[@class = 'sense']")) == 3

    def test_the_number_of_an_entry_is_parted_from_its_page(self, make: Make) -> None:
        note = '<note><idno>1</idno><ref target="#x">1-0001</ref></note>'
        made = make({"a.xml": tei(body(f"<entry><form><orth>a</orth></form><sense>not{note}</sense></entry>"))}, ALL)
        assert "1 1-0001" in made["text/a.txt"]


class TestDirectionsInVerses:
    def test_they_are_parted_from_words(self, make: Make) -> None:
        verse = "<sp><l>Judit!<stage>(Sír.)</stage></l><l>Nyisd ki<stage>(csendben)</stage>most</l><l>A (<stage>el</stage>)</l></sp>"
        made = make({"a.xml": tei(body(verse))}, ALL)
        for read in ("Judit! (Sír.)", "Nyisd ki (csendben) most", "A (el)"):
            assert read in "".join(html.fromstring(made["texts/a.html"].encode()).itertext())
            assert read in made["text/a.txt"]
            assert read in " ".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())


class TestAuthorsOfArticles:
    def test_where_they_work_is_no_name(self, make: Make) -> None:
        title = "T</title><author><name>Marin Dacos</name><affiliation>Head</affiliation><orgName>Cléo</orgName></author><title type='short'>T"
        page = make({"a.xml": tei(body("<p>x</p>"), title)})["texts/a.html"]
        assert words(page, "//header/p[contains(@class, 'author')]") == "Marin Dacos"


class TestNamesInPieces:
    LISTED = (
        '<standOff><listPerson><person xml:id="a"><persName><name><forename>Cicco</forename><surname>Simonetta</surname></name></persName></person>'
        '<person xml:id="b"><persName><forename>Pia</forename><surname>Rossi</surname><addName type="alternate">Pia Verdi</addName></persName></person></listPerson>'
        '<listRelation><relation name="patron_of" active="#a" passive="#b #nobody"/></listRelation></standOff>'
    )

    def test_they_may_stand_in_a_name_within_the_name(self, make: Make) -> None:
        made = make({"b.xml": tei(body("<p>x</p>"), "Rome").replace("<text>", f"{self.LISTED}<text>")})
        assert '"Simonetta, Cicco"' in made["data/persons.csv"]
        assert 'b,Pia Rossi,"Rossi, Pia",' in made["data/persons.csv"]

    def test_who_is_related_is_not_the_text_that_says_so(self, make: Make) -> None:
        made = make({"b.xml": tei(body("<p>x</p>"), "Rome").replace("<text>", f"{self.LISTED}<text>")})
        # (The file has the name of a person, who is meant.)
        assert "Cicco Simonetta — patron of → Pia Rossi , nobody" in words(made["persons/a.html"])

    def test_hungarian_ones_begin_with_the_family(self, make: Make) -> None:
        name = "<author><persName><surname>Balázs</surname><forename>Béla</forename></persName></author>"
        title = f"Opera</title>{name}<title type='short'>O"
        made = make(
            {"a.xml": tei(body("<p>x</p>"), title, attributes='xml:lang="hu"'), "b.xml": tei(body("<p>x</p>"), title)}
        )
        assert words(made["texts/a.html"], "//header/p[contains(@class, 'author')]") == "Balázs Béla"
        assert words(made["texts/b.html"], "//header/p[contains(@class, 'author')]") == "Béla Balázs"


class TestWhoElseMadeIt:
    def test_translators_are_no_editors_and_two_tasks_are_parted(self, make: Make) -> None:
        more = (
            "<editor role='translator'>Ann Bly</editor><editor>Cy Dun</editor>"
            "<respStmt><resp>creation of the file</resp><resp>authorship</resp><name>Eve Fox</name></respStmt>"
        )
        paper = make({"a.xml": tei(body("<p>x</p>"), f"T</title>{more}<title type='short'>T")}, ALL)["print/a.fo"]
        read = [
            " ".join("".join(block.itertext()).split()) for block in etree.fromstring(paper.encode()).iter("{*}block")
        ]
        assert "edited by Cy Dun" in read
        assert "translated by Ann Bly" in read
        assert "creation of the file, authorship Eve Fox" in read

    def test_sources_are_parted(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body("<p>x</p>"), source="<bibl>Biblioteca</bibl><bibl>Libretti, 1990.</bibl><bibl>C</bibl>"
                )
            },
            ALL,
        )
        assert 'source: "Biblioteca; Libretti, 1990. C"' in made["markdown/a.md"]


class TestBlanksAtTheEndsOfLines:
    def test_are_the_spaces_where_all_words_have_them(self, make: Make) -> None:
        verse = "<l>\n <w>Alquel</w> \n <w>des</w> \n <pc>.</pc>\n <w>ii</w>\n <pc>.</pc> \n <w>qu</w>\n <pc>'</pc>\n <w>a</w>\n</l>"
        made = make({"a.xml": tei(body(verse))}, ALL)
        assert "Alquel des .ii. qu'a" in made["text/a.txt"]
        plain = make({"a.xml": tei(body("<l>\n <w>Alquel</w>\n <w>des</w>\n <pc>.</pc>\n <w>ii</w>\n</l>"))}, ALL)
        assert "Alquel des. ii" in plain["text/a.txt"]


class TestWeakHyphens:
    def test_they_divide_a_word_where_lines_are_kept_alone(self, make: Make) -> None:
        text = '<p>In andern Fäl<pc force="weak">-</pc>\n   <lb n="10"/>len macht <pc>-</pc>\n<lb/>Er</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "In andern Fällen macht" in made["text/a.txt"]
        assert "In andern Fällen macht" in made["markdown/a.md"]
        assert "In andern Fällen macht" in " ".join(
            "".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split()
        )
        assert html.fromstring(made["texts/a.html"].encode()).xpath("//span[contains(@class, 'pc')]/text()") == [
            "-",
            "-",
        ]


class TestMargins:
    @pytest.mark.parametrize("place", ["marginLeft", "marginOuter", "margin_right", "margin-inner", "left"])
    def test_notes_in_them_have_no_number(self, make: Make, place: str) -> None:
        page = make({"a.xml": tei(body(f'<p>x<note place="{place}">beside</note> y</p>'))})["texts/a.html"]
        assert html.fromstring(page.encode()).xpath("//div[contains(@class, 'marginal')]")
        assert 'class="note-mark"' not in page


class TestVersesCountedTwice:
    """As in the plays of Plautus that Perseus has: the lines of the play on breaks, every fifth of the scene on verses."""

    @pytest.mark.parametrize(
        ("verses", "expected"),
        [
            (
                '<lb ed="T" n="5"/><l n="9">a</l><lb ed="T" n="6"/><l n="10">b</l><lb ed="T" n="7"/><l>c</l>',
                ["5 a", "b", "c"],
            ),
            ('<lb n="5"/><l n="9">a</l><lb n="6"/><l n="10">b</l>', ["a", "10 b"]),
            ("<l>a</l><lb n='10'/><l>b</l>", ["a", "10 b"]),
        ],
    )
    def test_one_count_stands_in_the_margin(self, make: Make, verses: str, expected: list[str]) -> None:
        made = make({"a.xml": tei(body(f"<sp><speaker>S</speaker>{verses}</sp>"), "Rome")}, ALL)
        page = made["texts/a.html"]
        assert page.count('class="line-number"') == 1
        assert [
            words(page, f"//div[contains(@class, 'l ') or @class = 'l'][{n + 1}]") for n in range(len(expected))
        ] == expected
        number = expected[0 if expected[0] != "a" else 1].split()[0]
        assert re.findall(r'color="#595959">(\d+)<', made["print/a.fo"]) == [number]

    def test_the_source_of_a_play_is_parted(self, make: Make) -> None:
        source = (
            "<biblStruct><bibl><author>Plautus</author>\n<editor>F. Leo</editor>\n<date>200 BC</date>\n"
            "<imprint><pubPlace>Berlin</pubPlace></imprint></bibl></biblStruct>"
        )
        text = tei(body("<p>x</p>"), "Rome").replace(
            "<sourceDesc><p/></sourceDesc>", f"<sourceDesc>{source}</sourceDesc>"
        )
        assert source in text
        assert "Plautus , F. Leo , 200 BC , Berlin" in words(make({"a.xml": text})["texts/a.html"])

    def test_a_role_that_says_what_the_element_does_is_not_said_twice(self, make: Make) -> None:
        title = 'Rome</title><editor role="editor">F. Leo</editor><title type="short">R'
        page = words(make({"a.xml": tei(body("<p>x</p>"), title, attributes='xml:lang="lat"')})["texts/a.html"])
        assert "Editor F. Leo" in page
        # A language has one tag, in citations as on the page.
        assert '"language":"la"' in page


def test_a_gloss_that_has_quotation_marks_gets_no_others(make: Make) -> None:
    page = make(
        {"a.xml": tei(body('<p><mentioned>a</mentioned> <gloss>"Gruppe"</gloss>, <gloss>Partei</gloss></p>'), "Rome")}
    )["texts/a.html"]
    assert [gloss.text for gloss in html.fromstring(page.encode()).xpath("//*[@class = 'gloss']")] == ["Partei"]


class TestAddressesInAHeader:
    def test_its_parts_have_lines_and_no_commas(self, make: Make) -> None:
        address = "<publisher>P</publisher><address>\n<street>High Street 1</street>\n<settlement>Norman</settlement>\n</address>"
        made = make({"a.xml": tei(body("<p>x</p>")).replace("<publicationStmt><p/>", f"<publicationStmt>{address}")})
        page = html.fromstring(made["texts/a.html"].encode())
        parts = page.xpath("//*[contains(@class, 'header-part')]/*[contains(@class, 'header-text')]")
        assert "High Street 1" in [" ".join("".join(each.itertext()).split()) for each in parts]


class TestDoubledHeaders:
    def test_several_descriptions_of_a_text_are_read_one_after_the_other(self, make: Make) -> None:
        # TEI allows it of all parts of a header but the first.
        profiles = "".join(f"<profileDesc><abstract><p>In {n}</p></abstract></profileDesc>" for n in ("short", "full"))
        made = make({"a.xml": tei(body("<p>x</p>"), more=profiles)}, ALL)
        assert "In short" in made["texts/a.html"]
        assert "document-stopped" not in made[""]

    @pytest.mark.parametrize("name", ["fileDesc", "publicationStmt"])
    def test_what_stands_twice_in_one_leaves_no_document_out(self, make: Make, name: str) -> None:
        whole = tei(body("<p>x</p>"))
        (once,) = re.findall(f"<{name}>.*</{name}>|<{name}/>", whole)
        made = make({"a.xml": whole.replace(once, once + once, 1)}, ALL)
        assert "x" in made["text/a.txt"]


class TestTexts:
    def test_cdata_without_a_sign_is_no_text(self, make: Make) -> None:
        rest = '<p><![CDATA[]]></p><note type="hidden"><![CDATA[]]></note><p>a<![CDATA[<b>]]></p>'
        assert (
            "a<b>" in make({"a.xml": tei(body(f"{rest}<p><app><rdg>x</rdg><rdg>y</rdg></app></p>"))}, ALL)["text/a.txt"]
        )


class TestWhatEditorsSayOfReadings:
    """As in Holberg's works: a reading that has no words, but a note on them."""

    @pytest.mark.parametrize(
        "reading", ['<rdg wit="B C"><note>mgl. i</note> </rdg>', '<rdg wit="B C"><note>mgl. i</note></rdg>']
    )
    def test_a_note_stands_where_the_reading_would(self, make: Make, reading: str) -> None:
        made = make({"a.xml": tei(body(f'<p>x <app><lem wit="A">men</lem>{reading}</app> y</p>'))}, ALL)
        assert "men A ] mgl. i B C" in words(made["texts/a.html"])
        assert 'class="note-mark"' not in made["texts/a.html"]
        assert "mgl. i" in re.sub(r"<[^>]+>", "", made["print/a.fo"])
        assert "[1]" not in made["text/a.txt"]

    def test_a_note_on_the_words_of_a_reading_is_called(self, make: Make) -> None:
        app = '<app><lem wit="A">men</lem><rdg wit="B">mon<note>or man</note></rdg></app>'
        assert 'class="note-mark"' in make({"a.xml": tei(body(f"<p>x {app} y</p>"))})["texts/a.html"]


class TestLinesBeforeTheirParagraphs:
    """As in the letters of Van Gogh: each paragraph has the break of its first line before it."""

    def test_the_number_stands_beside_the_first_line(self, make: Make) -> None:
        lines = '<lb n="4" xml:id="l4"/><ab>a <lb n="5"/>b</ab>\n<lb n="10" xml:id="l10"/>\n<ab>c <lb n="11"/>d</ab>'
        page = make({"a.xml": tei(body(f"<div>{lines}</div>"))})["texts/a.html"]
        assert words(page, "//*[@class = 'line-number']/..") == "a 5 b 10 c d"
        assert page.count('id="l10"') == 1
        assert not html.fromstring(page.encode()).xpath("//*[contains(@class, 'div')]/*[@class = 'line-number']")


class TestPagesThatBeginInWords:
    @pytest.mark.parametrize(
        ("inside", "expected"),
        [
            ('käy<pb n="2"/>tetään, ottavat <pb n="3"/>sillä, jonkun <pb n="4"/>ajan', "käytetään, ottavat sillä, jonkun ajan"),
            ('<hi rend="spaced">hiillostu</hi><pb n="2"/><hi rend="spaced">neena</hi> a <pb n="3"/>b', "hiillostuneena a b"),
            ('<hi>tuli</hi><pb n="2"/>on a <pb n="3"/>b', "tuli on a b"),
            ('ai<pb n="2"/>neet ja<pb n="3"/>on a <pb n="4"/>b', "ai neet ja on a b"),
            ('un<pb n="2"/>ent a <pb n="3"/>b reg<pb n="4"/>sam c <pb n="5"/>d', "unent a b regsam c d"),
        ],
    )  # fmt: skip
    def test_plain_text_has_one_word_where_the_others_have_spaces(self, make: Make, inside: str, expected: str) -> None:
        assert expected in make({"a.xml": tei(body(f"<p>{inside}</p>"))}, ALL)["text/a.txt"]

    def test_pages_between_paragraphs_say_nothing_of_it(self, make: Make) -> None:
        inside = '<p>x</p>\n<pb n="2"/>\n<p>daß<pb n="3"/>schon</p>\n<pb n="4"/>\n<p>y</p>'
        assert "daß schon" in make({"a.xml": tei(body(inside))}, ALL)["text/a.txt"]


class TestRenditions:
    @pytest.mark.parametrize(("rend", "element"), [("ul", "u"), ("u", "u")])
    def test_short_words_for_underlined_are_known(self, make: Make, rend: str, element: str) -> None:
        made = make({"a.xml": tei(body(f'<p>x <hi rend="{rend}">must</hi></p>'))}, ALL)
        assert words(made["texts/a.html"], f"//{element}") == "must"
        assert 'text-decoration="underline"' in made["print/a.fo"]
        assert "*must*" in made["markdown/a.md"]

    def test_expanded_letters_are_spaced(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>x <hi rend="expanded">tuli</hi></p>'))}, ALL)
        assert "rend-spaced" in made["texts/a.html"]
        assert "letter-spacing" in made["print/a.fo"]

    def test_the_number_of_an_edition_is_raised(self, make: Make) -> None:
        made = make(
            {"a.xml": tei(body('<p>x <bibl>Berlin 1903<edition rend="sup">4</edition>, S. 95</bibl></p>'))}, ALL
        )
        assert "css-vertical-align-super" in made["texts/a.html"]
        assert "1903⁴, S. 95" in made["text/a.txt"]

    def test_a_paragraph_of_breaks_alone_takes_no_room(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p><p> <lb/></p><p>y</p>"))}, ALL)
        assert len(html.fromstring(made["texts/a.html"].encode()).xpath("//article//p[contains(@class, 'p')]")) == 2


def test_a_title_of_the_volume_is_not_that_of_the_text(make: Make) -> None:
    title = 'Predigten 1915</title><title type="content">Predigt</title><title type="citation">Barth, Predigt'
    text = tei(body("<p>x</p>"), title).replace("<title>Pred", '<title type="volume">Pred')
    page = make({"a.xml": text})["texts/a.html"]
    assert words(page, "//h1") == "Predigt"
    assert "Predigten 1915" in words(page)


def test_a_manuscript_below_a_book_stands_once_in_print(make: Make) -> None:
    copy = "<relatedItem><msDesc><msIdentifier><repository>IPU</repository></msIdentifier></msDesc></relatedItem>"
    source = f"<listBibl><biblStruct><monogr><title>T</title><imprint><date>1902</date></imprint></monogr>{copy}</biblStruct></listBibl>"
    made = make({"a.xml": tei(body("<p>x</p>")).replace("<sourceDesc><p/>", f"<sourceDesc>{source}")}, ALL)
    assert made["print/a.fo"].count("IPU") == 1


class TestLivesInAnEntry:
    PERSON = (
        '<person xml:id="ann"><persName>Ann</persName><birth when="1809"><placeName><geogName>The Hill</geogName>\n<settlement>Norton</settlement></placeName></birth>'
        '<residence notBefore="1817">\n<placeName>\n<settlement>Sutton</settlement>\n<region>Massachusetts</region></placeName></residence>'
        "<residence>\n<date>1663-1680</date>\n<placeName>\n<settlement>Hvammur </settlement>\n<region>Western</region>\n</placeName>\n</residence><residence>in London</residence><faith>Congregational</faith><nationality>American</nationality>"
        "<education>\n<orgName>Uxbridge Academy</orgName>\n<orgName>Boston Academy</orgName>\n</education>"
        "<note><p>A teacher</p><p>http://example.org/1</p><p>and poet</p></note><idno>http://example.org/1</idno></person>"
    )

    def test_places_and_faith_are_said(self, make: Make) -> None:
        made = make(
            {"a.xml": tei(text('<p><persName ref="#ann">A</persName></p>', f"<listPerson>{self.PERSON}</listPerson>"))}
        )
        page = words(made["persons/ann.html"])
        assert "Born The Hill , Norton" in page
        assert "Lived in Sutton , Massachusetts not before 1817 Hvammur , Western 1663-1680 in London" in page
        assert "Nationality American" in page
        assert "Faith Congregational" in page
        assert "Uxbridge Academy , Boston Academy" in page
        assert page.count("http://example.org/1") == 1
        assert "A teacher; and poet" in words(made["persons/index.html"])


def test_ruby_that_is_written_with_spans_stands_in_brackets(make: Make) -> None:
    """As in the texts of Aozora Bunko that were encoded before TEI had ruby."""
    inside = '<persName ref="#p"><span type="rb">井伊</span><span type="rt">いい</span>大老</persName>と<span type="rb">那覇</span><span type="rt">なは</span>'
    made = make({"a.xml": tei(body(f"<p>{inside}</p>"), attributes='xml:lang="ja"')}, ALL)
    assert "井伊(いい)大老と那覇(なは)" in made["text/a.txt"]
    assert words(made["persons/p.html"], "//h1") == "井伊大老"
    assert "那覇" in made["print/a.fo"]


def test_a_form_of_words_alone_is_a_headword(make: Make) -> None:
    entry = "<entryFree><form>Kamlot</form>, <orth>u</orth>, <pos>r.</pos> <def>/:materya:/</def></entryFree>"
    made = make(
        {"a.xml": tei(body(f"<div>{entry}<entryFree>2. <form>Kanaan</form>, <form>x</form></entryFree></div>"))}, ALL
    )
    assert html.fromstring(made["texts/a.html"].encode()).xpath("//*[@class = 'form']/*[@class = 'orth']/text()") == [
        "Kamlot",
        "Kanaan",
    ]
    assert made["print/a.fo"].count('font-weight="bold">K') == 2


def test_a_summary_with_lists_behind_an_empty_text_is_a_text(make: Make) -> None:
    """As in calendars of sources, where the abstract is all that the edition says of each."""
    lists = '<listPerson><head>Named</head><person xml:id="p"><persName>Hanusch</persName></person></listPerson>'
    plain = tei(text("<p/>", lists))
    abstract = "<profileDesc><abstract><p>He moves that the office be moved.</p></abstract></profileDesc>"
    made = make(
        {"a.xml": plain.replace("</teiHeader>", f"{abstract}</teiHeader>"), "b.xml": plain.replace('"p"', '"q"')}, ALL
    )
    assert "He moves that the office be moved." in words(made["texts/a.html"])
    assert "texts/b.html" not in made


def test_an_event_is_called_by_its_name_in_its_description(make: Make) -> None:
    event = '<event when="1879-12-07" xml:id="e"><desc>\n<eventName>Concert</eventName>\n<date>07.12.1879</date>\n<desc><list><item>Wagner</item></list></desc></desc></event>'
    made = make({"a.xml": tei(text('<p><rs type="event" ref="#e">it</rs></p>', f"<listEvent>{event}</listEvent>"))})
    assert words(made["events/e.html"], "//h1") == "Concert"


def test_when_somebody_died_is_said_also_in_words_alone(make: Make) -> None:
    person = '<person xml:id="p"><persName>Anacker</persName><birth when="1860"/><death><date>nach 1915</date><placeName>Wien</placeName></death></person>'
    made = make({"a.xml": tei(text('<p><persName ref="#p">A</persName></p>', f"<listPerson>{person}</listPerson>"))})
    assert "Died nach 1915 , Wien" in words(made["persons/p.html"])


class TestLiterature:
    def test_a_note_on_a_day_stands_behind_it(self, make: Make) -> None:
        work = '<bibl><author>Benn</author><title level="m">T</title><date when="1933-05-24">24. 5. 1933<note>abends</note></date></bibl>'
        made = make({"a.xml": tei(body(f"<div><listBibl>{work}</listBibl></div>"))}, ALL)
        assert "24. 5. 1933 (abends)" in made["text/a.txt"]
        assert "24. 5. 1933 ( abends )" in words(made["texts/a.html"])
        assert not html.fromstring(made["texts/a.html"].encode()).xpath("//div[contains(@class, 'note')]")

    def test_an_address_is_parted_from_the_word_before_it(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body(
                        '<p>5. Strophe<ref target="https://example.org/x"/> (<ref target="https://example.org/y"/>)</p>'
                    )
                )
            },
            ALL,
        )
        assert "5. Strophe https://example.org/x (https://example.org/y)" in made["text/a.txt"]
        assert "Strophe <a" in made["texts/a.html"]

    def test_an_address_behind_a_bracket_is_parted_from_it(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>(Toh 31)<ref target="https://example.org/x"/></p>'))}, ALL)
        assert "(Toh 31) https://example.org/x" in made["text/a.txt"]

    def test_a_work_in_a_division_is_a_paragraph(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<div><bibl>First <title>T</title></bibl>\n<bibl>Second</bibl></div>"))}, ALL)
        assert "First T\n\nSecond" in made["text/a.txt"]
        assert html.fromstring(made["texts/a.html"].encode()).xpath("//p[@class = 'bibl'][2]/text()") == ["Second"]
        assert made["print/a.fo"].count("<fo:block>Second") + made["print/a.fo"].count(">Second</fo:block>") >= 1

    def test_a_short_note_on_a_work_stands_behind_it(self, make: Make) -> None:
        work = '<bibl><title>Lettich 1983</title> <citedRange unit="page">28</citedRange> <note type="number">nr. 22</note></bibl>'
        made = make({"a.xml": tei(body(f"<div><listBibl>{work}</listBibl></div>"))}, ALL)
        assert "28 (nr. 22)" in " ".join(made["text/a.txt"].split())
        assert "( nr. 22 )" in words(made["texts/a.html"])

    def test_works_of_another_document_are_called_by_what_they_are(self, make: Make) -> None:
        works = """<listBibl><bibl xml:id="w1"><author>Ann <surname>Barca</surname></author> <date>2019a</date></bibl>
            <bibl xml:id="w2"><bibl type="abbrev">SEG</bibl> <title>Supplementum</title></bibl></listBibl>"""
        cited = """<p>See <bibl><ptr target="b.xml#w1"/>, <citedRange>12</citedRange></bibl> and <bibl><ptr target="b.xml#w2"/></bibl>,
            <bibl><ptr target="b.xml#w1"/><ptr target="b.xml#w1"/><ptr target="../gone.xml#w1"/> <title>Barca 2019</title></bibl>
            (<ref target="b.xml#w1">there</ref>)</p>"""
        made = make({"a.xml": tei(body(cited)), "b.xml": tei(body(works), "All works")}, ALL)
        assert "See Barca 2019a, 12 and SEG, Barca 2019" in " ".join(made["text/a.txt"].split())
        shown = words(made["texts/a.html"])
        assert "See Barca 2019a , 12 and SEG ," in shown
        assert shown.count("→ Barca 2019") == 1
        assert "gone.xml" not in shown + made["print/a.fo"]
        assert "All works" not in made["text/a.txt"]
        # Where there are words, it is told in which text the work is.
        assert 'title="All works">there</a>' in made["texts/a.html"]

    def test_works_are_found_by_their_ids_alone(self, make: Make) -> None:
        works = '<listBibl><bibl xml:id="seg"><bibl type="abbrev">SEG</bibl> Leiden</bibl></listBibl>'
        cited = (
            '<p>See <bibl><ptr target="seg"/> <citedRange>9</citedRange></bibl>, <bibl><ptr target="#seg"/></bibl></p>'
        )
        made = make({"a.xml": tei(body(cited)), "b.xml": tei(body(works))}, ALL)
        assert "See SEG 9, SEG" in made["text/a.txt"]
        assert made["texts/a.html"].count('href="../texts/b.html#seg"') == 2

    def test_sources_of_readings_are_called_as_their_list_calls_them(self, make: Make) -> None:
        works = """<listBibl><bibl xml:id="cil"><ptr target="x.xml#cil"/><title>CIL V 8738</title></bibl>
            <bibl xml:id="b"><author>Barca</author> <date>1960</date></bibl>
            <bibl xml:id="k"><author>K. Nipperdey</author> <date>1847</date></bibl>
            <bibl xml:id="m"><author>Müller, H. J.</author> <date>1888</date></bibl></listBibl>"""
        text_ = '<p>Bitorta</p><listApp><app loc="2"><lem>Bitorta</lem><rdg source="#cil #b #k #m #gone">Bitoria</rdg></app></listApp>'
        made = make({"a.xml": tei(body(f"<div>{text_}</div><div>{works}</div>"))}, ALL)
        for path in ("texts/a.html", "print/a.fo"):
            assert "CIL V 8738, Barca 1960, Nipperdey 1847, Müller 1888, gone" in made[path]


class TestMarksOfItems:
    def test_items_that_bring_their_numbers_have_no_other_mark(self, make: Make) -> None:
        items = "<list><item><label>1.</label> One</item><item>\n<label>2.</label> Two</item></list><list><item>Three</item></list>"
        made = make({"a.xml": tei(body(items))}, ALL)
        lists = html.fromstring(made["texts/a.html"].encode()).xpath("//div[contains(@class, 'list')]/@class")
        assert ["type-simple" in each for each in lists] == [True, False]
        assert made["print/a.fo"].count("•") == 1

    def test_a_note_between_items_stands_there(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<list><item>One</item><note>to be seen again</note></list>"))}, ALL)
        assert "- One\n- to be seen again" in made["text/a.txt"]
        assert not html.fromstring(made["texts/a.html"].encode()).xpath("//sup")


class TestPartsThatAreParted:
    def test_a_label_and_the_words_behind_it(self, make: Make) -> None:
        prose = "<p><label>Script:</label>naskh, <label>a</label>b, <locus>Fol. 44b</locus>contains, f. <locus>12</locus>r</p>"
        made = make({"a.xml": tei(body(prose))}, ALL)
        for path in ("text/a.txt", "print/a.fo"):
            plain = re.sub(r"<[^>]*>", "", made[path])
            assert "Script: naskh, ab, Fol. 44b contains, f. 12r" in plain

    def test_the_forms_of_a_term_on_lines_of_their_own(self, make: Make) -> None:
        forms = '<list><item><gloss>\n<term>Three Jewels</term>\n<term xml:lang="sa-Latn">triratna</term>\n</gloss></item></list>'
        made = make({"a.xml": tei(body(forms))}, ALL)
        assert "Three Jewels · triratna" in " ".join(made["text/a.txt"].split())

    def test_no_space_stands_before_the_comma_behind_a_role(self, make: Make) -> None:
        cast = "<castList><castItem><role>\n <emph>Toni</emph>\n</role>, <roleDesc>padrone</roleDesc></castItem></castList>"
        made = make({"a.xml": tei(body(cast))}, ALL)
        assert "Toni, padrone" in made["text/a.txt"]
        assert re.search(r"Toni</em></span>, ", made["texts/a.html"])

    def test_nothing_parts_a_role_from_a_description_that_nobody_wrote(self, make: Make) -> None:
        cast = "<castList><castItem>\n<role>Zapatera</role>\n<roleDesc/>\n<actor></actor>\n</castItem></castList>"
        made = make({"a.xml": tei(body(cast))}, ALL)
        assert "Zapatera," not in made["text/a.txt"] + words(made["texts/a.html"]) + made["print/a.fo"]


def test_a_quotation_that_was_displayed_is_a_block(make: Make) -> None:
    made = make({"a.xml": tei(body('<p>As he says: <quote rend="display">Set off.</quote></p>'))}, ALL)
    assert "says:\n\nSet off." in made["text/a.txt"]
    assert "<blockquote" in made["texts/a.html"]


def test_commentaries_in_several_languages_say_which(make: Make) -> None:
    parts = "".join(f'<div type="commentary" xml:lang="{tag}"><p>{tag}</p></div>' for tag in ("en", "it"))
    made = make({"a.xml": tei(body(f'<div type="edition"><ab>x</ab></div>{parts}'))}, ALL)
    for name in ("Commentary · en", "Commentary · it"):
        assert name in made["text/a.txt"]


def test_somebody_is_called_by_the_full_name_not_by_all_its_parts(make: Make) -> None:
    names = '<name type="full">Flavius Alatancus</name><name type="nomen">Flavius</name><name type="gens">Flavia</name>'
    people = f'<listPerson><person xml:id="p"><persName>\n{names}\n</persName></person></listPerson>'
    made = make({"a.xml": tei(text('<p><persName ref="#p">he</persName></p>', people))})
    assert words(made["persons/p.html"], "//h1") == "Flavius Alatancus"


def test_a_text_in_hebrew_letters_without_a_language_runs_from_the_right(make: Make) -> None:
    line = "<p><gap reason='lost'/> המוכר מקום לחבירו</p>"
    usage = '<profileDesc><langUsage><language ident="en"/><language ident="he"/></langUsage></profileDesc>'
    made = make(
        {
            "a.xml": tei(body(line)),
            "b.xml": tei(body(line)).replace("</teiHeader>", f"{usage}</teiHeader>"),
            "c.xml": tei(body("<p>one</p>")),
        },
        ALL,
    )
    (article,) = html.fromstring(made["texts/a.html"].encode()).xpath("//article")
    assert (article.get("lang"), article.get("dir")) == ("und-Hebr", "rtl")
    assert html.fromstring(made["texts/b.html"].encode()).xpath("//article/@lang") == ["he"]
    assert not html.fromstring(made["texts/c.html"].encode()).xpath("//article/@dir")
    assert 'writing-mode="rl-tb"' in made["print/a.fo"]


def test_a_number_is_not_said_by_a_longer_one(make: Make) -> None:
    """The year with which a sense or a paragraph begins is not its number."""
    senses = '<entry><form><orth>pomelo</orth></form><sense n="1"><date>1677</date> <def>fruit</def></sense><sense n="2"><def>arbre</def></sense></entry>'
    prose = '<div><p n="1">1789 was a year.</p><p n="2">2. Another.</p></div>'
    made = make({"a.xml": tei(body(f"{senses}{prose}"))}, ALL)
    assert "\n1 1677" in made["text/a.txt"]
    page = html.fromstring(made["texts/a.html"].encode())
    assert page.xpath("//*[@class = 'sense-number']/text()") == ["1", "2"]
    assert "1 1789 was" in words(made["texts/a.html"])


def test_what_land_and_sky_of_a_place_are_like_is_told(make: Make) -> None:
    place = '<place xml:id="a"><placeName>Aphrodisias</placeName><terrain><p>An earthquake zone.</p></terrain></place>'
    made = make({"a.xml": tei(text('<p><placeName ref="#a">A</placeName></p>', f"<listPlace>{place}</listPlace>"))})
    assert "An earthquake zone." in words(made["places/a.html"])


def test_who_wrote_it_stays_in_its_line_and_a_town_is_parted_from_its_country(make: Make) -> None:
    title = "<titlePage><byline>by <docAuthor>Charles Dickens</docAuthor>.</byline><docImprint>London, <docDate>1850</docDate>.</docImprint></titlePage>"
    places = "<placeName><settlement>Vejle</settlement><country>Denmark</country></placeName>, <placeName><settlement>北京</settlement><country>中国</country></placeName>"
    born = f"<p>born in {places}, the <placeName><country>German</country>y</placeName></p>"
    made = make({"a.xml": tei(f"<text><front>{title}</front><body>{born}</body></text>")}, ALL)
    assert "by Charles Dickens.\n\nLondon, 1850.\n" in made["text/a.txt"]
    assert "born in Vejle, Denmark, 北京中国, the Germany" in made["text/a.txt"]
    assert "born in Vejle , Denmark , 北京 中国 , the German y" in words(made["texts/a.html"])
    assert ">by Charles Dickens.</fo:block>" in made["print/a.fo"]
    assert words(made["places/form-Vejle-Denmark.html"], "//h1") == "Vejle, Denmark"


class TestThoseBesideTheText:
    """Who took part in what a text records, and what a note in its header lists."""

    def test_the_parties_of_a_trial_are_in_it_though_no_word_refers_to_them(self, make: Make) -> None:
        parties = (
            '<person role="petitioner" xml:id="s"><persName>Shorter, Sally</persName></person>'
            '<person xml:id="m"><persName>Mute, Ann</persName></person><person role="x"><persName/></person>'
        )
        more = f"<profileDesc><particDesc><listPerson>{parties}</listPerson></particDesc></profileDesc>"
        named = '<p>Witness <persName ref="#m">Ann</persName></p>'
        made = make({"a.xml": tei(body(named), more=more), "b.xml": tei(body("<p>x</p>"), more=more)}, ALL)
        assert "2 mentions in 2 texts" in words(made["persons/s.html"])
        assert 'href="../texts/a.html#s"' in made["persons/s.html"]
        # Who is named in a text is not listed again; nobody can mark in it who is but listed.
        assert words(made["persons/m.html"]).count("description") == 1
        assert words(made["texts/a.html"], "//fieldset") == "Mark in the text Persons 1"

    def test_who_speaks_is_not_listed_again(self, make: Make) -> None:
        person = '<listPerson><person xml:id="h"><persName>Hamlet</persName></person></listPerson>'
        more = f"<profileDesc><particDesc>{person}</particDesc></profileDesc>"
        made = make({"a.xml": tei(body('<sp who="#h"><speaker>H.</speaker><p>To be</p></sp>'), more=more)})
        assert "description" not in words(made["persons/h.html"])

    def test_who_is_present_by_reference_is_mentioned(self, make: Make) -> None:
        list_ = '<listPerson><person xml:id="p.9"><persName>Castlereagh</persName><birth>1769</birth><death>1822</death></person></listPerson>'
        present = (
            '<listPerson><head>Present</head><person><persName ref="#p.9">CASTLEREAGH</persName></person></listPerson>'
        )
        more = f"<profileDesc><particDesc>{present}</particDesc></profileDesc>"
        files = {"a.xml": tei(body("<p>x</p>"), more=more), "persons.xml": tei(body(list_))}
        made = make(files, ALL)
        page = words(made["persons/p.9.html"])
        assert "1 mention in 1 text" in page
        # A year without an attribute is one, and is said once.
        assert "Life 1769 – 1822" in page
        assert "Born" not in page

    def test_a_birth_in_words_is_not_unknown(self, make: Make) -> None:
        person = '<listPerson><person xml:id="p"><persName>P</persName><birth>about 1830</birth></person></listPerson>'
        page = words(make({"a.xml": tei(text('<p><persName ref="#p">P</persName></p>', person))})["persons/p.html"])
        assert "Born about 1830" in page
        assert "unknown" not in page

    def test_whom_a_note_of_the_header_lists(self, make: Make) -> None:
        note = (
            '<notesStmt><noteGrp type="mentions"><note><listPerson><person ref="https://example.org/g"><persName>Gretser'
            "</persName></person></listPerson></note></noteGrp><noteGrp type='editorial'></noteGrp></notesStmt>"
        )
        made = make({"a.xml": tei(body("<p>x</p>")).replace("<sourceDesc>", f"{note}<sourceDesc>")}, ALL)
        assert "1 mention in 1 text" in words(made["persons/index.html"])
        assert "no rule" not in made[""]
        about = words(made["texts/a.html"], "//details[@class='header']")
        assert "Notes · mentions" in about
        assert "editorial" not in about

    @pytest.mark.parametrize("attribute", ["ref", "corresp", "sameAs"])
    def test_whom_it_means_there_by_any_reference(self, make: Make, attribute: str) -> None:
        listed = f'<listPerson><person {attribute}="people.xml#anna"><persName>A. K.</persName></person></listPerson>'
        people = '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="anna"><persName>Anna Keller</persName></person></listPerson>'
        header = f"<notesStmt><note>{listed}</note></notesStmt><sourceDesc>"
        made = make({"a.xml": tei(body("<p>x</p>")).replace("<sourceDesc>", header), "people.xml": people})
        assert {name for name in made if name.startswith("persons/")} == {"persons/index.html", "persons/anna.html"}
        assert "1 mention in 1 text" in words(made["persons/anna.html"])
        assert "id-missing" not in made[""]


class TestLaidOutByAProgram:
    """Each element on lines of its own, as a library that parses XML writes it back."""

    def test_spaces_that_are_none(self, make: Make) -> None:
        piece = "<choice>\n <reg>\n  {}\n </reg>\n <orig>\n  x\n </orig>\n</choice>"
        prose = (
            f"<p>\n то (\n {piece.format('как')}\n )\n {piece.format('мне')}\n , только что\n <note>\n зачеркнуто\n </note>\n говорить (т. е\n"
            f" <hi>\n  .\n </hi>\n {piece.format('вечность')}\n )\n</p>"
        )
        made = make({"a.xml": tei(body(prose))}, ALL)
        assert "то (как) мне, только что[1] говорить (т. е. вечность)" in made["text/a.txt"]
        assert "только что[^1] говорить (т. е. вечность)" in made["markdown/a.md"]

    def test_lines_that_a_program_counted_are_none_behind_the_last_word(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<ab><lb n="N001"/>Words\n<lb n="N002"/>\n<lb n="N003"/>\n</ab>'))})
        assert len(html.fromstring(made["texts/a.html"].encode()).xpath("//br[@class='lb first']")) == 3


def test_the_year_of_a_book_is_said_where_only_an_attribute_says_it(make: Make) -> None:
    book = '<biblStruct><monogr><title level="m">Works</title><imprint><publisher>P</publisher><date when="1937"/></imprint><biblScope>46</biblScope></monogr></biblStruct>'
    made = make({"a.xml": tei(body("<p>x</p>"), source=book)}, ALL)
    assert 'source: "Works, P, 1937, 46"' in made["markdown/a.md"]


def test_a_piece_that_has_a_day_beside_a_manuscript(make: Make) -> None:
    manuscript = "<msDesc><msIdentifier><idno>Box 2</idno></msIdentifier></msDesc>"
    dated = '<bibl><title level="m">Summons</title><date when="1808-07-01">July 1, 1808</date></bibl>'
    printed = '<bibl><title level="m">Fontes</title><date when="1992">1992</date></bibl>'
    made = make(
        {
            "a.xml": tei(body("<p>x</p>"), source=dated + manuscript),
            "b.xml": tei(body("<p>y</p>"), source=printed + manuscript),
        }
    )
    assert "July 1, 1808" in words(made["texts/index.html"])
    assert "1992" not in words(made["texts/index.html"])


def test_those_who_sign_have_no_bullets(make: Make) -> None:
    signed = "<div><p>x</p><signed><list><item>Metternich</item><item>Richelieu</item></list></signed></div>"
    made = make({"a.xml": tei(body(signed))}, ALL)
    assert "•" not in made["print/a.fo"]
    assert "Metternich" in made["print/a.fo"]


def test_a_title_behind_a_comma_keeps_it_in_the_index(make: Make) -> None:
    person = '<listPerson><person xml:id="p"><persName><forename>Charles</forename> <surname>Stuart</surname>, <roleName>1st Baron</roleName></persName></person></listPerson>'
    made = make({"a.xml": tei(text('<p><persName ref="#p">S</persName></p>', person))})
    assert "Stuart, Charles, 1st Baron" in words(made["persons/index.html"])


def test_an_expansion_that_is_still_to_come_leaves_the_abbreviation(make: Make) -> None:
    month = "<choice>\n<expan/>\n<abbr>Feb:</abbr>\n</choice>"
    made = make({"a.xml": tei(body(f"<p>den 9. {month} 736</p>"))}, ALL)
    for path in ("text/a.txt", "markdown/a.md"):
        assert "9. Feb: 736" in made[path].replace("\\", "")
    assert "den 9. Feb: 736" in words(made["texts/a.html"])
    assert "Feb:" in made["print/a.fo"]


class TestJournalsOfOldFiles:
    def test_a_note_is_called_by_its_id_without_a_sign(self, make: Make) -> None:
        note = '<div type="notes"><note xml:id="n7" n="7">A subtotal.</note></div>'
        made = make({"a.xml": tei(text('<p>Monday<ref target="n7" n="7"/></p>', note))}, ALL)
        assert 'href="#n7"' in made["texts/a.html"]

    def test_a_heading_that_is_but_a_day_dates_the_entry(self, make: Make) -> None:
        head = '<head><date when="1804-05-{0}">May {0}, 1804</date></head><p>x</p>'
        entries = {f"{day}.xml": tei(body(head.format(day))) for day in (14, 15)}
        two = tei(body(f"<div>{head.format(16)}</div><div>{head.format(17)}</div>"))
        listed = words(make({**entries, "two.xml": two})["texts/index.html"])
        assert "May 14, 1804" in listed
        assert "May 15, 1804" in listed
        assert "May 16" not in listed

    def test_what_a_form_left_empty_is_no_line(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<ab><date/></ab><ab><lb n="N001"/><lb n="N002"/></ab><p>x</p>'))})
        assert made["texts/a.html"].count('class="permalink"') == 1

    def test_lines_that_a_program_counted_have_plain_numbers(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<ab><lb n="N004"/>four<lb n="N005"/>five</ab>'))})
        assert html.fromstring(made["texts/a.html"].encode()).xpath("//span[@class='line-number']/text()") == ["5"]


class TestOddPlaces:
    """What random documents of the TEI's own schemas were found to stop at, or to lead nowhere in."""

    def test_a_break_in_a_list_is_a_place(self, make: Make) -> None:
        lists = '<list><item>x</item><lb xml:id="one"/></list><listBibl><lb xml:id="two"/><bibl>y</bibl></listBibl>'
        table = '<table><row><cell>a</cell></row><lb xml:id="three"/></table>'
        refs = "".join(f'<ref target="#{place}">there</ref> ' for place in ("one", "two", "three"))
        made = make({"a.xml": tei(body(f"{lists}{table}<p>{refs}</p>"))}, ALL)
        for place in ("one", "two", "three"):
            assert f'href="#{place}"' in made["texts/a.html"]
            assert f'id="{place}"' in made["texts/a.html"]

    def test_a_pointer_of_a_work_that_points_nowhere_yet(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<listBibl><bibl><title>A</title><ptr target=""/> 1</bibl></listBibl>'))}, ALL)
        assert "A" in words(made["texts/a.html"])

    def test_an_image_in_a_reading_that_print_names_by_its_words(self, make: Make) -> None:
        choice = '<choice><orig>old <graphic url="https://example.org/a.png"/></orig><reg>new</reg></choice>'
        made = make({"a.xml": tei(body(f"<p>An {choice} one</p>"))}, ALL)
        assert "new" in made["print/a.fo"]

    def test_variants_in_an_index_or_in_verses_without_a_line(self, make: Make) -> None:
        index = "<p>Words<index><term>key <app><lem>a</lem><rdg wit='#B'>b</rdg></app></term></index> here</p>"
        verses = "<sourceDesc><ab><lg><app><wit>A</wit></app></lg></ab></sourceDesc>"
        made = make({"a.xml": tei(body(index)).replace("</fileDesc>", f"{verses}</fileDesc>", 1)}, ALL)
        assert "app-letter" not in made["texts/a.html"].split("<details", 1)[0]


class TestRunsOfPages:
    def test_each_begins_with_the_words_behind_all_of_them(self, make: Make) -> None:
        marks = "".join(f'<pb n="{n}"/>\n<cb n="{n}b"/>' for n in range(1, 4))
        inside = f"<div>{marks}<div><pb n='9'/><head>One</head><p>x</p>{marks}</div>{marks}<p>y</p></div>"
        made = make({"a.xml": tei(body(f"{inside}<div>{marks}</div>"))}, "print")
        found = " ".join(html.fromstring(made["print/a.fo"].encode()).xpath("string()").split())
        run = "|1||1b||2||2b||3||3b|"
        assert f"{run}|9|One" in found
        assert f"x{run}{run}y" in found.replace(" ", "")
        assert found.count("|2|") == 4

    def test_they_take_no_longer_the_longer_they_are(self, make: Make) -> None:
        pages = "\n".join(f'<pb n="{number}"/>' for number in range(5000))
        begun = time.process_time()
        made = make({"a.xml": tei(body(f"<div>{pages}<p>x</p></div><div>{pages}</div>"))}, "print")
        assert time.process_time() - begun < 20
        assert made["print/a.fo"].count("|4999|") == 2


class TestDatesInAParagraph:
    def test_they_take_no_longer_the_more_they_are(self, make: Make) -> None:
        dates = "".join(f"<dateline>d{number}</dateline> and " for number in range(8000))
        begun = time.process_time()
        made = make({"a.xml": tei(body(f"<div><head>H</head><p>Words {dates}</p></div>"))}, "print")
        assert time.process_time() - begun < 20
        assert ">d7999<" in made["print/a.fo"]


class TestNotesBehindAVerse:
    def test_they_take_no_longer_the_more_they_are(self, make: Make) -> None:
        notes = "\n".join(f'<note place="foot">n{number}</note>' for number in range(6000))
        begun = time.process_time()
        made = make({"a.xml": tei(body(f"<lg><l>one</l>{notes}<l>two</l></lg>"))}, "text")
        assert time.process_time() - begun < 12
        assert "one[1][2]" in made["text/a.txt"]


class TestNothingStops:
    """Each of these stopped the stylesheet of a view, so that the document was left out."""

    def test_a_title_without_words_may_be_called_in_bold(self, make: Make) -> None:
        works = '<listBibl><bibl xml:id="w"><title>Trilby</title></bibl></listBibl>'
        made = make({"a.xml": tei(text('<p>See <hi rend="bold"><title ref="#w"/></hi> now.</p>', works))}, ALL)
        assert "***Trilby***" in made["markdown/a.md"]

    def test_a_group_of_readings_may_hold_none(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>one <app><rdgGrp><wit>A</wit></rdgGrp></app> two</p>"))}, ALL)
        assert "one" in made["print/a.fo"]
        # (What is said of readings that are not there is none of them.)
        assert made["text/a.txt"].rstrip().endswith("one two")

    def test_a_note_may_correspond_to_an_id_that_another_text_has_too(self, make: Make) -> None:
        said = '<p xml:id="said">{}</p><p>x<note corresp="#said"/></p>'
        made = make({"a.xml": tei(body(said.format("One"))), "b.xml": tei(body(said.format("Two")))}, ALL)
        assert re.sub("<[^>]*>", "", made["print/a.fo"]).count("One") == 2
        assert re.sub("<[^>]*>", "", made["print/edition.fo"]).count("Two") == 2


class TestOnce:
    def test_a_note_behind_a_verse_of_the_header_is_said_once(self, make: Make) -> None:
        source = "<p><lg><l>Of the sea</l><note>in pencil</note></lg></p>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, ALL)
        assert words(made["texts/a.html"]).count("in pencil") == 1

    def test_a_note_without_words_in_a_drawing_is_no_note_at_the_foot(self, make: Make) -> None:
        graph = '<epigraph><graph><node/><note corresp="#g"/></graph></epigraph>'
        made = make({"a.xml": tei(body(f'<lg>{graph}<l xml:id="g">Of the sea</l></lg>'))}, ALL)
        assert 'class="way-back"' not in made["texts/a.html"]
        ids = re.findall(r' id="([^"]*)"', made["texts/a.html"])
        assert len(ids) == len(set(ids))

    def test_nor_is_one_in_the_description_of_an_object(self, make: Make) -> None:
        told = "<object><objectIdentifier><objectName>Cup</objectName></objectIdentifier><note corresp='#g'/></object>"
        made = make(
            {
                "a.xml": tei(
                    body(
                        f"<p xml:id='g'>Gold</p><list><item>x<note><listObject>{told}</listObject></note></item></list>"
                    )
                )
            },
            ALL,
        )
        ids = re.findall(r' id="([^"]*)"', made["texts/a.html"])
        assert len(ids) == len(set(ids))
        assert made["texts/a.html"].count('class="way-back"') == 1

    def test_what_describes_annotations_is_said_with_them(self, make: Make) -> None:
        block = "<annotationBlock><u>Come in.</u><spanGrp><desc>By hand</desc><span>Entrez.</span></spanGrp></annotationBlock>"
        made = make({"a.xml": tei(body(block))}, ALL)
        assert "By hand Entrez." in words(made["texts/a.html"])
        for path in ("text/a.txt", "markdown/a.md"):
            assert "By hand Entrez." in made[path]


def test_an_author_of_a_title_page_may_have_a_picture_of_himself_in_a_byline(make: Make) -> None:
    author = "<byline>By <docAuthor>Ada Reed <figure><figDesc>Her arms</figDesc></figure></docAuthor></byline>"
    made = make({"a.xml": tei(body(f"<div>{author}<p>x</p></div>"))}, ALL)
    assert is_nested_well(made["texts/a.html"])
