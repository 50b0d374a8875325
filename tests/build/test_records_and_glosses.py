"""What databases, dictionaries and canons encode as nobody else does: records of one entry, glosses in their line, lists of names."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from unprepared import ALL, Make, body, tei, words

VIEWS = ("text/a.txt", "markdown/a.md")


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def text_of(made: Mapping[str, str], path: str) -> str:
    return " ".join("".join(html.fromstring(made[path].encode()).xpath("//main//text()")).split())


class TestRecords:
    """One file about one person, whose names all have the ids n1, n2 …"""

    def record(self, name: str, more: str = "") -> str:
        names = (
            f'<persName xml:id="n1" xml:lang="gez">{name} A</persName>'
            f'<persName corresp="#n1" type="normalized">{name}</persName>'
            "<persName><roleName>abba</roleName></persName>"
        )
        return f"<listPerson><person>{names}<occupation>abbot</occupation></person>{more}</listPerson>"

    def test_it_is_known_by_its_file_and_not_by_the_ids_of_its_names(self, make: Make) -> None:
        relation = '<listRelation><relation name="ordainedBy" active="PRS1" passive="PRS2"/></listRelation>'
        made = make(
            {
                "1.xml": tei(body(self.record("Abakarazun", relation)), attributes='xml:id="PRS1"'),
                "2.xml": tei(body(self.record("Estifanos")), attributes='xml:id="PRS2"'),
            }
        )
        assert {"persons/PRS1.html", "persons/PRS2.html"} <= set(made)
        assert "Relations Abakarazun — ordainedBy → Estifanos" in words(made["persons/PRS1.html"])

    def test_a_title_is_said_of_who_has_a_name(self, make: Make) -> None:
        made = make({"1.xml": tei(body(self.record("Abakarazun")), attributes='xml:id="PRS1"')})
        page = made["persons/PRS1.html"]
        assert words(page, "//h1") == "Abakarazun"
        assert "Names Abakarazun Abakarazun A Description abba abbot" in words(page)
        assert "see Abakarazun" in words(made["persons/index.html"])
        assert "abba see" not in words(made["persons/index.html"])

    def test_who_has_but_a_title_is_called_by_it(self, make: Make) -> None:
        person = (
            '<listPerson><person xml:id="k"><persName><roleName>the king</roleName></persName></person></listPerson>'
        )
        assert words(make({"1.xml": tei(body(person))})["persons/k.html"], "//h1") == "the king"

    def test_a_number_under_two_addresses_is_said_once(self, make: Make) -> None:
        numbers = (
            '<idno type="geonames">http://www.geonames.org/2624784/</idno>'
            '<idno type="URL" subtype="geonames">https://sws.geonames.org/2624784/</idno>'
            '<idno type="URL" subtype="geonames">https://sws.geonames.org/11/</idno>'
        )
        place = f'<listPlace><place xml:id="p"><placeName>Aalsgaard</placeName>{numbers}</place></listPlace>'
        page = make({"1.xml": tei(body(place))})["places/p.html"]
        assert "Authority GeoNames 2624784 GeoNames 11 Mentions" in words(page)

    def test_a_relation_whose_description_is_a_name_is_called_by_its_type(self, make: Make) -> None:
        within, near = (
            f'<relation type="{kind}" active="https://x.example/1" passive="https://x.example/2"><desc>{said}</desc></relation>'
            for kind, said in (
                ("contained-within", '<placeName ref="https://x.example/2">Gazarta</placeName>'),
                ("near", "lies near"),
            )
        )
        place = "<place><placeName>Beth Megali</placeName><idno>https://x.example/1</idno></place>"
        made = make({"1.xml": tei(body(f"<listPlace>{place}<listRelation>{within}{near}</listRelation></listPlace>"))})
        page = made["places/x.example-1.html"]
        assert "Beth Megali — contained-within → Gazarta Beth Megali — lies near → https://x.example/2" in words(page)
        assert not html.fromstring(page.encode()).xpath("//main//a[@href][not(normalize-space())][not(@aria-label)]")


class TestKeys:
    """Names in the words of a register, where other editions have ids."""

    def test_a_key_in_words_is_the_name_of_who_has_no_entry(self, make: Make) -> None:
        text = (
            '<p>der <persName key="Welti Emil">Bundespräsident</persName>, <persName key="Welti Emil">Herr Welti aus Bern</persName>, '
            '<placeName key="Konstanz (D)">Costnitz</placeName>, <persName key="Reed 1786">Bo</persName>, '
            '<persName key="goethe, j">Goethe</persName>, <rs type="person" key="Ann, Eve"/></p>'
        )
        made = make({"a.xml": tei(body(text))})
        assert words(made["persons/Welti-Emil.html"], "//h1") == "Welti Emil"
        assert words(made["places/Konstanz-D.html"], "//h1") == "Konstanz (D)"
        assert words(made["persons/Reed-1786.html"], "//h1") == "Bo"
        assert words(made["persons/goethe-j.html"], "//h1") == "Goethe"
        assert words(made["persons/Ann-Eve.html"], "//h1") == "Ann, Eve"
        assert "Bundespräsident see Welti Emil" in words(made["persons/index.html"])
        assert "der Bundespräsident , Herr Welti aus Bern" in words(made["texts/a.html"])

    def test_an_entry_speaks_before_a_key(self, make: Make) -> None:
        person = '<listPerson><person xml:id="w"><persName>Emil Welti</persName></person></listPerson>'
        text = '<p><persName ref="#w" key="Welti, Emil">Er</persName></p>'
        assert words(make({"a.xml": tei(body(person + text))})["persons/w.html"], "//h1") == "Emil Welti"

    def test_a_text_is_found_by_an_id_that_is_the_name_of_its_file(self, make: Make) -> None:
        made = make(
            {
                "L1.xml": tei(body('<p><ref target="L2">the next letter</ref></p>'), attributes='xml:id="L1.xml"'),
                "L2.xml": tei(body("<p>x</p>"), attributes='xml:id="L2.xml"'),
            }
        )
        assert 'href="../texts/L2.html"' in made["texts/L1.html"]

    @pytest.mark.parametrize("target", ["L2", "L2.xml", "#L2.xml"])
    def test_the_page_of_such_a_text_is_called_without_the_ending(self, make: Make, target: str) -> None:
        made = make({
            "a.xml": tei(body(f'<p><ref target="{target}">it</ref></p>'), attributes='xml:id="L1.xml"'),
            "L2.xml": tei(body("<p>x</p>"), attributes='xml:id="L2.xml"'),
            "b.xml": tei(body("<p>y</p>"), attributes='xml:id="L1"'),
            "c.xml.xml": tei(body("<p>z</p>")),
        })  # fmt: skip
        assert 'href="../texts/L2.html"' in made["texts/L1.html"]
        assert {"texts/L2.html", "texts/L1-b.html", "texts/c.html"} <= set(made)
        assert not [path for path in made if ".xml." in path and not path.endswith((".xml.txt", ".html"))]


class TestGlosses:
    def test_a_note_in_its_line_stands_there_in_brackets(self, make: Make) -> None:
        text = (
            '<p>One word<note place="inline">a gloss</note> here, <note place="inline">[bracketed]</note> there.</p>'
            '<p><note place="inline">All of it</note></p><lg><l>Verse <note place="inline">in it</note></l></lg>'
            '<p>藏語喜饒<note place="inline">漢語慧</note>；梵語</p>'
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        page = text_of(made, "texts/a.html")
        plain = made["text/a.txt"]
        for said in (
            "One word (a gloss) here, [bracketed] there.",
            "(All of it)",
            "Verse (in it)",
            "藏語喜饒（漢語慧）；梵語",
        ):
            assert said in page
            assert said in plain
            assert said in "".join(html.fromstring(made["print/a.fo"].encode()).itertext())
            assert said.replace("[", "\\[").replace("]", "\\]") in made["markdown/a.md"]
        assert "note-mark" not in made["texts/a.html"]

    def test_a_note_before_the_first_line_has_no_line_of_its_own(self, make: Make) -> None:
        text = "<p><note>Dated by context.</note><lb/>Mein lieber<lb/>Freund<note>x</note><lb/>und</p>"
        page = html.fromstring(make({"a.xml": tei(body(text))})["texts/a.html"].encode())
        (paragraph,) = page.xpath("//p[@class = 'p'][br or *]")
        before = paragraph.xpath("string(.)")
        assert before.startswith("1Mein lieber")
        assert len(paragraph.xpath(".//br[not(contains(@class, 'first'))]")) == 2

    def test_one_of_paragraphs_or_between_verses_is_a_note(self, make: Make) -> None:
        text = (
            '<p>One <note place="inline"><p>A paragraph.</p></note> two</p>'
            '<lg><l>One</l><note place="inline">behind</note><l>Two</l></lg>'
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert made["texts/a.html"].count('class="note-mark"') == 2
        assert "[1] A paragraph.\n\n[2] behind" in made["text/a.txt"]

    def test_a_note_that_begins_with_its_number_is_not_told_it_again(self, make: Make) -> None:
        text = (
            '<p>Words<ptr target="#t1" n="1"/> and<ptr target="#t2" n="2"/></p><div type="notes">'
            '<note xml:id="t1"><p><hi rend="footnote">1</hi> Added above.</p></note><note xml:id="t2">Corrected.</note></div>'
        )
        made = make({"a.xml": tei(body(f"<div>{text}</div>"))}, ALL)
        assert "1 Added above. ↩ 2 Corrected. ↩" in words(made["texts/a.html"])
        assert "1 1 Added" not in words(made["texts/a.html"])
        assert "1 Added above.\n\n[2] Corrected." in made["text/a.txt"]
        assert ">1</fo:inline> <" not in made["print/a.fo"]


class TestNames:
    SOURCE = (
        "<biblStruct><monogr><title>Diary</title>"
        "<editor>\n<persName>Werner Welzig</persName>\n<affiliation>chair of a commission</affiliation>\n</editor>"
        "<respStmt>\n<resp>With</resp>\n<persName>Ann</persName>\n<persName>Bea</persName>\n</respStmt>"
        "<imprint><publisher>\n<orgName>Press</orgName>\n<orgName>Commission</orgName>\n</publisher></imprint></monogr></biblStruct>"
    )

    def test_those_who_made_a_work_are_parted_where_each_has_a_line(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), source=self.SOURCE)}, ALL)
        said = "Diary, Werner Welzig, chair of a commission, With Ann, Bea, Press, Commission"
        assert said in text_of(made, "texts/a.html")
        assert said in " ".join("".join(html.fromstring(made["print/a.fo"].encode()).itertext()).split())

    def test_what_the_encoder_wrote_between_them_stays(self, make: Make) -> None:
        source = "<bibl><title>Diary</title>, <editor>\n<name>Ann</name>\nand\n<name>Bea</name>\n</editor>.</bibl>"
        page = text_of(make({"a.xml": tei(body("<p>x</p>"), source=source)}), "texts/a.html")
        assert "Diary, Ann and Bea" in page

    def test_who_changed_a_file_is_parted_from_what(self, make: Make) -> None:
        changes = (
            '<revisionDesc><change when="2010-12-11"><date>2010-12-11</date> <name>Ann</name>: Converted.</change>'
            "<change><name>Bea</name>First Draft</change></revisionDesc>"
        )
        page = text_of(make({"a.xml": tei(body("<p>x</p>"), more=changes)}), "texts/a.html")
        assert "Bea First Draft" in page
        assert page.count("2010-12-11") == 1

    def test_a_name_that_is_all_of_a_personal_name_is_that_of_a_person(self, make: Make) -> None:
        made = make(
            {"a.xml": tei(body('<ab>μνησθῇ <persName><name key="Naobiaribolos">Ναοβιαρίβωλος</name></persName></ab>'))}
        )
        assert words(made["persons/Naobiaribolos.html"], "//h1") == "Ναοβιαρίβωλος"
        assert "1 mention in 1 text" in words(made["persons/Naobiaribolos.html"])


class TestHeaders:
    def test_a_subtitle_is_said_in_the_language_of_the_title(self, make: Make) -> None:
        title = (
            '<title type="main" xml:lang="de">Protokolle</title><title type="sub" xml:lang="de">42. Sitzung</title>'
            '<title type="main" xml:lang="en">Records</title><title type="sub" xml:lang="en">Sitting 42</title>'
        )
        text = tei(body("<p>x</p>")).replace("<title>A text</title>", title)
        made = make({"a.xml": text, "b.xml": text.replace('<title type="sub" xml:lang="de">42. Sitzung</title>', "")})
        said = [words(made[f"texts/{name}.html"], "//p[@class = 'subtitle']") for name in "ab"]
        assert said == ["42. Sitzung", "Sitting 42"]

    def test_events_without_words_are_their_kind_and_day(self, make: Make) -> None:
        events = '<event type="print" when="1922"><desc/></event><event type="premiere" when="1799"><label>in July</label></event>'
        text = tei(f"<standOff><listEvent>{events}</listEvent></standOff>" + body(f"<p>{'words of a play ' * 9}</p>"))
        page = words(make({"a.xml": text})["texts/a.html"])
        assert "Events printed, 1922 in July" in page

    def test_what_is_left_empty_is_not_said(self, make: Make) -> None:
        source = (
            '<msDesc><msIdentifier><region type="country"/><idno>1</idno></msIdentifier><msContents><textLang mainLang="grc" otherLangs=""/></msContents>'
            '</msDesc><listBibl><bibl><ptr type="rest" target=""/><biblScope unit="page"></biblScope></bibl></listBibl>'
        )
        page = words(make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/a.html"])
        assert "grc" in page
        assert "other langs" not in page
        assert "Region" not in page
        assert "Bibliography" not in page

    def test_a_record_of_a_work_that_nobody_filled_in_is_no_bullet(self, make: Make) -> None:
        void = '<bibl><ptr target=""/><citedRange unit=""/></bibl>'
        works = f'<listBibl><bibl>A work</bibl>{void}<bibl><ptr target="https://a.example/"/></bibl></listBibl>'
        made = make({"a.xml": tei(body(f"<div><p>x</p>{works}</div>"))}, ALL)
        items = html.fromstring(made["texts/a.html"].encode()).xpath("//*[contains(@class, 'listBibl')]//li")
        assert ["".join(item.itertext()).strip() for item in items] == ["A work", "https://a.example/"]

    def test_features_are_called_by_their_names(self, make: Make) -> None:
        fs = '<fs>\n<f name="wordform">yōm</f>\n<f name="pos">noun</f>\n<f name="other"/>\n</fs>'
        made = make({"a.xml": tei(body(f"<p>One {fs} two</p>"))}, ALL)
        assert "wordform yōm pos noun two" in words(made["texts/a.html"])
        assert "yōm noun" in made["text/a.txt"]
        printed = " ".join("".join(html.fromstring(made["print/a.fo"].encode()).itertext()).split())
        assert "wordform yōm pos noun two" in printed

    def test_a_related_item_without_words_leads_there(self, make: Make) -> None:
        source = '<bibl type="images"><relatedItem type="facsimile" target="https://anno.example/?aid=apr"/></bibl>'
        page = make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/a.html"]
        assert html.fromstring(page.encode()).xpath("//a[@href = 'https://anno.example/?aid=apr']/text()")

    def test_an_element_that_has_no_word_begins_with_a_capital(self, make: Make) -> None:
        more = '<encodingDesc><refsDecl><citeStructure unit="line" match="l" use="@n"/></refsDecl></encodingDesc>'
        assert "Cite structure" in words(make({"a.xml": tei(body("<p>x</p>"), more=more)})["texts/a.html"])

    def test_a_surface_is_described_beside_its_image(self, make: Make) -> None:
        surfaces = (
            '<facsimile><surface><desc>Photograph of 1929</desc><graphic url="https://a.example/1.jpg"/></surface>'
            '<surface><desc/><graphic url="https://a.example/2.jpg"/></surface></facsimile>'
        )
        page = make({"a.xml": tei(surfaces + body("<p>x</p>"))})["texts/a.html"]
        assert "1.jpg Photograph of 1929 2.jpg" in words(page)


class TestDictionaries:
    def test_marks_in_pairs_and_notes_among_them_stand_in_the_line(self, make: Make) -> None:
        form = "<form><orth>-Beine</orth><pc>,</pc>\n<gramGrp>\n<gram>die</gram>\n<gram value='feminine'/>\n<pc>/</pc><gram>nur im Pl.</gram><pc>/</pc>\n</gramGrp>\n</form>"
        sense = (
            "<sense>\n<pc>/</pc><usg>übertr.</usg><pc>;</pc>\n<note>in der Wendung</note><pc>/</pc>\n"
            '<cit type="example">\n<quote>vormachen</quote>\n</cit></sense>'
        )
        made = make({"a.xml": tei(body(f"<entry>\n{form}\n{sense}\n</entry>"))}, ALL)
        said = "-Beine, die /nur im Pl./ /übertr.; in der Wendung/ vormachen"
        for path in ("text/a.txt", "print/a.fo", "texts/a.html"):
            found = made[path] if path.endswith("txt") else "".join(html.fromstring(made[path].encode()).itertext())
            assert said in " ".join(found.split())
        assert 'role="note"' not in made["texts/a.html"]

    def test_a_note_without_marks_keeps_its_line(self, make: Make) -> None:
        entry = "<entry><form><orth>a</orth></form><sense><def>first</def><note>of it</note></sense></entry>"
        assert 'role="note"' in make({"a.xml": tei(body(entry))})["texts/a.html"]


class TestPlays:
    def test_a_note_behind_the_name_of_a_speaker_is_called_there(self, make: Make) -> None:
        text = '<sp><speaker>LES YEUX.</speaker>\n<note type="L">Dictame : plante.</note>\n<p>Un amant.</p></sp>'
        made = make({"a.xml": tei(body(f"<div>{text}</div>"))}, ALL)
        assert "LES YEUX.[1]\n\nUn amant." in made["text/a.txt"]
        page = html.fromstring(made["texts/a.html"].encode())
        assert len(page.xpath("//*[contains(@class, 'speaker')]/sup[@class = 'note-mark']")) == 1
        assert len(page.xpath("//sup[@class = 'note-mark']")) == 1
        assert made["print/a.fo"].count("Dictame") == 1


class TestPrintedBooks:
    def test_a_word_goes_on_behind_the_foot_of_a_page(self, make: Make) -> None:
        text = (
            '<p>so great and won- <fw type="catch">derfull,</fw>\n<pb n="2"/>\n<fw type="header">The Preface</fw> derful, '
            "and wonderful</p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        for view in VIEWS:
            assert "so great and wonderful, and wonderful" in made[view]

    def test_the_foot_of_a_page_is_small_on_paper(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>One word <fw type="catch">and</fw> more</p>'))}, ALL)
        assert re.search(r'<fo:inline[^>]* font-size="70%"[^>]*>and<', made["print/a.fo"])

    def test_capitals_do_not_lean(self, make: Make) -> None:
        text = '<p><hi rend="drop-capital">T</hi>He <hi rend="smallCapitals">Bees</hi> <hi rend="italic">lean</hi></p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "THe Bees *lean*" in made["markdown/a.md"]
        assert made["texts/a.html"].count("<i ") == 1
        assert not re.search(r'italic">(T|Bees)<', made["print/a.fo"])

    def test_a_paragraph_begins_however_its_unit_is_written(self, make: Make) -> None:
        text = '<l><milestone unit="Para" ed="P"/>One</l><p>Two <milestone unit="Para"/>three</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "One\n\nTwo\nthree" in made["text/a.txt"]
        assert "·" not in words(made["texts/a.html"])
