"""What encoders say by attributes, by addresses or by half a name, where others have words: it must reach readers, too."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _header(inside: str, text: str = "<p>x</p>") -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        '<editor xml:id="ed">Ada Reed</editor></titleStmt>'
        f"{inside}<text><body>{text}</body></text></TEI>"
    )


_PUBLISHED = "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc></fileDesc>"


class TestEntries:
    def test_where_somebody_belongs_is_said_by_a_reference_to_a_body(self, make: Make) -> None:
        member = '<affiliation ref="#house" role="member" from="{}" to="{}"/>'
        persons = (
            '<listPerson><person xml:id="hoy"><persName>Lind Hoy</persName>'
            + member.format("2015-05-07", "2017-05-03")
            + '<affiliation ref="#party"/>'
            + member.format("2017-06-08", "2019-11-06")
            + '</person></listPerson><listOrg><org xml:id="house"><orgName>House of Reeds</orgName></org></listOrg>'
        )
        page = make({"a.xml": tei(body(persons + '<p><persName ref="#hoy">Hoy</persName></p>'))})["persons/hoy.html"]
        assert (
            "Affiliation House of Reeds member, 7 May 2015 to 3 May 2017; 8 June 2017 to 6 November 2019 party"
            in words(page)
        )
        assert 'href="../organizations/house.html"' in page

    def test_an_address_among_the_names_is_none(self, make: Make) -> None:
        org = (
            '<listOrg><org xml:id="o1"><orgName>Reed Press</orgName>'
            '<orgName type="uri_gnd">https://d-nb.info/gnd/1015048-6</orgName>'
            '<orgName type="alternative">The Press</orgName></org></listOrg>'
        )
        made = make({"a.xml": tei(body(org + '<p><orgName ref="#o1">the press</orgName></p>'))})
        assert "see Reed Press" in words(made["organizations/index.html"])
        assert "http" not in words(made["organizations/index.html"])
        page = made["organizations/o1.html"]
        assert "Names Reed Press The Press Authority GND 1015048-6" in words(page)
        assert 'href="https://d-nb.info/gnd/1015048-6"' in page

    def test_a_person_may_be_called_by_the_parts_of_a_name_alone(self, make: Make) -> None:
        person = (
            '<listPerson><person xml:id="p1"><ref type="VIAF" target="http://viaf.org/viaf/100343"/>'
            "<forename>Amilda</forename><surname>Ponti</surname><note><p>A composer.</p></note></person></listPerson>"
        )
        made = make({"a.xml": tei(body(person + '<p><persName ref="#p1">A.</persName></p>'))}, "site,data")
        assert "Ponti, Amilda A composer." in words(made["persons/index.html"])
        page = made["persons/p1.html"]
        assert "<h1>Amilda Ponti</h1>" in page
        assert "Authority VIAF 100343" in words(page)
        (one,) = json.loads(made["data/persons.json"])["persons"]
        assert (one["name"], one["sort"]) == ("Amilda Ponti", "Ponti, Amilda")

    def test_a_correspondent_may_say_whom_it_means_by_corresp(self, make: Make) -> None:
        sent = (
            '<profileDesc><correspDesc><correspAction type="sent"><persName corresp="#p1">the lord</persName>'
            '<date when="1636"/></correspAction></correspDesc></profileDesc></teiHeader>'
        )
        person = '<listPerson><person xml:id="p1"><persName>Yoshi</persName></person></listPerson>'
        made = make({"a.xml": _header(_PUBLISHED + sent, f"{person}<p>x</p>")})
        assert '<a href="../persons/p1.html"' in made["texts/a.html"].replace('class="persName" ', "")
        assert "Letters sent T 1636" in words(made["persons/p1.html"])
        assert "persons/form-the-lord.html" not in made

    def test_an_office_beside_the_names_is_what_somebody_was(self, make: Make) -> None:
        person = (
            '<person xml:id="p1"><persName>Guglielmo</persName><roleName type="title">Duke of Reeds</roleName></person>'
        )
        text = f'<listPerson>{person}</listPerson><p><persName ref="#p1">G.</persName></p>'
        made = make({"a.xml": tei(body(text))})
        assert "Guglielmo Duke of Reeds" in words(made["persons/index.html"])
        assert "Description Duke of Reeds" in words(made["persons/p1.html"])

    @pytest.mark.parametrize("begun", ["https://d-nb.info/gnd/", "https://www.geonames.org/", "gnd:"])
    def test_the_beginning_of_a_reference_is_none(self, make: Make, begun: str) -> None:
        text = f'<p><persName ref="{begun}">Haller</persName> and <persName ref="{begun}">Camper</persName></p>'
        made = make({"a.xml": tei(body(text))})
        assert "2 entries." in words(made["persons/index.html"])
        assert "persons/form-Haller.html" in made


class TestHeaders:
    def test_what_a_form_left_empty_says_nothing(self, make: Make) -> None:
        classes = '<profileDesc><textClass><classCode scheme=""/></textClass></profileDesc></teiHeader>'
        assert "Class" not in words(make({"a.xml": _header(_PUBLISHED + classes)})["texts/a.html"])

    def test_a_number_alone_has_its_unit(self, make: Make) -> None:
        extent = '<extent><measure unit="sonnets">1</measure> <measure unit="words" quantity="81">81 words</measure></extent>'
        page = make({"a.xml": _header(extent + _PUBLISHED + "</teiHeader>")})["texts/a.html"]
        assert "Extent Quantity 1 sonnets 81 words Publication" in words(page)

    def test_a_change_without_words_says_who_and_when(self, make: Make) -> None:
        changes = (
            '<revisionDesc><change who="#ed" when="2018-10-03" status="released"/>'
            '<change type="check" when-iso="2020-02-04T10:09:15.904Z">Seen.</change>'
            '<change who="#ed" when="2021-03-01">Read again.</change><change who="#ed" when="2021-03-02">Ada Reed dated it.'
            '</change><change who="#nobody #ed" when="2021-03-03">Signed.</change></revisionDesc></teiHeader>'
        )
        page = words(make({"a.xml": _header(_PUBLISHED + changes)})["texts/a.html"])
        assert (
            "Change Ada Reed, status released, 3 October 2018 Change · check · 2020-02-04 Seen. "
            "2021-03-01 · Ada Reed Read again. 2021-03-02 Ada Reed dated it. 2021-03-03 · Ada Reed Signed."
        ) in page

    def test_an_address_is_a_link_and_a_type_no_pointer(self, make: Make) -> None:
        encoding = (
            '<encodingDesc><schemaRef url="https://example.org/a.rng"/><metDecl><metSym value="+">stressed</metSym>'
            '</metDecl><listPrefixDef><prefixDef ident="x" matchPattern="(.+)" replacementPattern="https://example.org/$1"/>'
            "</listPrefixDef></encodingDesc></teiHeader>"
        )
        page = make({"a.xml": _header(_PUBLISHED.replace("<p>y", '<p type="#old">y') + encoding)})["texts/a.html"]
        assert 'href="https://example.org/a.rng">https://example.org/a.rng</a>' in page
        assert 'href="https://example.org/$1"' not in page
        assert "Metrical notation Symbol · + stressed" in words(page)
        assert "Text · old y" in words(page)

    def test_what_several_are_is_said_once(self, make: Make) -> None:
        """And a name needs no word for being one, nor a paragraph, a work of a list, the day of a change."""
        made = (
            "<editor>Lu Bo</editor><editor role='translator'>Jo Ash</editor><editor><name>Kim</name><name>Lee</name></editor>"
            "<funder><name>The Reed Fund</name><address><street>Mill Lane 2</street><postCode>10</postCode></address></funder>"
        )
        source = "<listBibl><bibl>One work.</bibl><bibl>Another.</bibl></listBibl>"
        changes = '<revisionDesc><change when="2020-02-04">Read.</change><change when="2021-01-02">Again.</change></revisionDesc>'
        xml = _header(_PUBLISHED.replace("<p>y</p>", source) + changes + "</teiHeader>").replace(
            "</titleStmt>", made + "</titleStmt>"
        )
        page = words(make({"a.xml": xml})["texts/a.html"]).split("About this text ")[1]
        assert page == (
            "Title and responsibility Title T Editor Ada Reed Lu Bo Editor · translator Jo Ash Editor Kim Lee "
            "Funder The Reed Fund Mill Lane 2 10 Publication x Source Bibliography One work. Another. "
            "Changes 2020-02-04 Read. 2021-01-02 Again."
        )

    def test_one_behind_an_empty_one_is_called_by_its_name(self, make: Make) -> None:
        """What a template left empty is not shown, so that nothing else can go on from it."""
        xml = _header(_PUBLISHED + "</teiHeader>").replace('<editor xml:id="ed">', "<editor/><editor>")
        assert "Editor Ada Reed" in words(make({"a.xml": xml})["texts/a.html"])

    @pytest.mark.parametrize("paragraph", ["", "<p>You may copy it.</p>"], ids=["alone", "in-words"])
    def test_a_licence_and_an_identifier_lead_there(self, make: Make, paragraph: str) -> None:
        licence = f'<licence target="https://example.org/free">{paragraph or "Free to copy"}</licence>'
        numbers = (
            '<idno type="DOI">10.5281/zenodo.1</idno><idno>https://example.org/n1</idno><idno type="URN">urn:x</idno>'
        )
        published = f"<publicationStmt><publisher>P</publisher>{numbers}<availability>{licence}</availability></publicationStmt>"
        page = make(
            {
                "a.xml": _header(
                    _PUBLISHED.replace("<publicationStmt><p>x</p></publicationStmt>", published) + "</teiHeader>"
                )
            }
        )["texts/a.html"]
        about = html.fromstring(page.encode()).xpath("//details[@class = 'header']")[0]
        links = {
            " ".join("".join(each.itertext()).split()): each.get("href")
            for each in about.xpath(".//a[@class = 'external']")
        }
        assert links == {
            "10.5281/zenodo.1": "https://doi.org/10.5281/zenodo.1",
            "https://example.org/n1": "https://example.org/n1",
            "https://example.org/free" if paragraph else "Free to copy": "https://example.org/free",
        }
        assert "urn:x" in words(page)
        assert "Licence" not in words(page)

    def test_a_keyword_without_words_is_where_it_leads(self, make: Make) -> None:
        terms = '<keywords><term>Reeds</term><term ref="https://example.org/sedge"/></keywords>'
        header = _header(f"{_PUBLISHED}<profileDesc><textClass>{terms}</textClass></profileDesc></teiHeader>")
        page = make({"a.xml": header})["texts/a.html"]
        assert 'href="https://example.org/sedge">https://example.org/sedge</a>' in page.split("About this text")[1]

    def test_a_category_is_called_by_its_words(self, make: Make) -> None:
        """Wherever it is declared; several of them are called so once."""
        categories = "".join(
            f'<category xml:id="k{n}"><catDesc>{words_}</catDesc></category>'
            for n, words_ in ((1, "Letter"), (2, "Order"))
        )
        declared = (
            f'<encodingDesc><classDecl><taxonomy xml:id="kinds">{categories}</taxonomy></classDecl></encodingDesc>'
        )
        kinds = "<profileDesc><textClass><catRef scheme='{0}#kinds' target='{0}#k2 {0}#k1'/></textClass></profileDesc></teiHeader>"
        files = {
            "a.xml": _header(_PUBLISHED + declared + kinds.format("")),
            "b.xml": _header(_PUBLISHED + kinds.format("a.xml")),
            "c.xml": _header(_PUBLISHED + kinds.format("nowhere.xml")),
        }
        made = make(files)
        assert "Taxonomy Category Letter Order Kind of text Kind Order , Letter" in words(made["texts/a.html"])
        assert "Source y Kind of text Kind Order , Letter" in words(made["texts/b.html"])
        assert '<a href="../texts/a.html#k1">Letter</a>' in made["texts/b.html"]
        assert "Kind of text Kind k2, k1" in words(made["texts/c.html"])


class TestTexts:
    def test_a_title_that_has_quotation_marks_gets_no_others(self, make: Make) -> None:
        titles = ("Reeds", "“Reeds”", "<quote>Reeds</quote>", "The <quote>Reeds</quote>", "<hi>»Reeds«</hi>")
        text = (
            "<p>"
            + "; ".join(f'<title level="a">{each}</title>' for each in titles)
            + ' and "<title level="a">Sedge</title>"</p>'
        )
        page = html.fromstring(make({"a.xml": tei(body(text))})["texts/a.html"].encode())
        # (The style sheet sets the marks of an article.)
        has = [each.get("class") for each in page.xpath("//main//p[@class = 'p']/*[starts-with(@class, 'title')]")]
        assert has == [
            "title level-a",
            "title upright",
            "title upright",
            "title level-a",
            "title upright",
            "title upright",
        ]

    @pytest.mark.parametrize("only", ["site", "text", "print"])
    def test_lines_of_a_letterhead_are_parted(self, make: Make, only: str) -> None:
        """But not the pieces of a word in running text, nor what an encoder wrote something between."""
        head = "<seg>The <hi>Reed</hi></seg><seg><seg>Editors.</seg><seg>Norwich</seg></seg><salute>Dear Bo,</salute>"
        text = f"<opener>{head}</opener><p>Re<seg>a</seg><seg>d</seg>.</p><closer><seg>Yours</seg>, <seg>A</seg><seg>da</seg><dateline><seg>Mill 2.</seg><seg>27. 3.</seg></dateline></closer>"
        made = make({"a.xml": tei(body(text))}, only)
        page = made[{"site": "texts/a.html", "text": "text/a.txt", "print": "print/a.fo"}[only]]
        plain = " ".join(re.sub(r"<[^>]+>", "", page).split())
        assert "The Reed Editors. Norwich Dear Bo," in plain
        assert "Read." in plain
        assert "Yours, Ada" in plain
        assert "Mill 2. 27. 3." in plain

    def test_a_range_is_the_number_of_a_paragraph(self, make: Make) -> None:
        text = '<div type="translation"><p n="1-2">Prosperity.</p><p n="3 of 4">Fortune.</p></div>'
        page = words(make({"a.xml": tei(body(text))})["texts/a.html"])
        assert "1-2 Prosperity." in page
        assert "3 of 4" not in page.split("About this text")[0]

    def test_two_places_that_are_cited_are_parted(self, make: Make) -> None:
        work = (
            '<listBibl><bibl><ptr target="https://example.org/x"/> <citedRange unit="page">88-90</citedRange>\n'
            '<citedRange unit="item">43</citedRange></bibl></listBibl>'
        )
        made = make({"a.xml": tei(body(work))}, "site,print,text")
        assert "88-90 , 43" in words(made["texts/a.html"])
        assert "88-90, 43" in made["text/a.txt"]
        assert "88-90, 43" in " ".join(made["print/a.fo"].split())

    def test_the_list_of_witnesses_and_the_apparatus_have_the_same_sigla(self, make: Make) -> None:
        witnesses = '<listWit><witness xml:id="P" n="paris">Paris, BnF</witness><witness xml:id="wit-v" n="V">Vatican</witness></listWit>'
        text = '<p>in <app><lem wit="#P">causa</lem><rdg wit="#wit-v">casu</rdg></app></p>'
        page = words(make({"a.xml": tei(body(f"<div>{witnesses}</div>{text}"))})["texts/a.html"])
        assert "P Paris, BnF V Vatican" in page
        assert "causa P ] casu V" in page

    def test_a_name_that_holds_whom_it_means_is_no_other(self, make: Make) -> None:
        text = (
            '<p><name type="place"><rs type="place" ref="#m">Reedham</rs></name>, and <persName><rs type="person"'
            ' ref="#a">Ada</rs></persName> of <orgName><rs type="place" ref="#m">Reedham</rs></orgName></p>'
        )
        made = make({"a.xml": tei(body(text))})
        assert "One entry." in words(made["places/index.html"])
        assert "2 mentions in 1 text" in words(made["places/index.html"])
        assert "One entry." in words(made["persons/index.html"])
        assert "One entry." in words(made["organizations/index.html"])

    def test_a_gap_that_says_a_reading_is_absent_is_an_omission(self, make: Make) -> None:
        text = '<p>in <app><lem wit="#A">the reeds</lem><rdg wit="#B"><gap reason="absent"/></rdg></app> of May</p>'
        page = words(make({"a.xml": tei(body(text))})["texts/a.html"])
        assert "the reeds A ] om. B" in page

    def test_a_change_of_script_says_which(self, make: Make) -> None:
        text = '<p>by <handShift script="Latin"/>Saxo<handShift script="Kurrent" medium="ink"/>.</p>'
        page = words(make({"a.xml": tei(body(text))})["texts/a.html"])
        assert "by (hand: Latin) Saxo (hand: Kurrent, ink) ." in page

    def test_a_comma_stands_right_behind_a_label_in_a_title(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), "Reeds: <label>Ms 185</label>, fols. 1-2")})
        assert "<h1>Reeds: Ms 185, fols. 1-2</h1>" in made["texts/a.html"]

    def test_sizes_are_parted_from_the_words_before_them(self, make: Make) -> None:
        extent = (
            "<msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><objectDesc><supportDesc><extent>5 leaves"
            '<dimensions unit="cm"><height>35</height><width>22</width></dimensions></extent></supportDesc></objectDesc>'
            "</physDesc></msDesc>"
        )
        made = make({"a.xml": tei(body(f"<p>x</p>{extent}"), source=extent)}, "site,print,text")
        assert "5 leaves 35 × 22 cm" in words(made["texts/a.html"])
        assert "5 leaves 35 × 22 cm" in made["text/a.txt"]
        printed = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "5 leaves 35 × 22 cm" in " ".join(printed.split())

    def test_a_verse_that_is_a_quotation_begins_with_its_mark(self, make: Make) -> None:
        text = "<lg><l><lb/>Utque tuus</l><l><quote><lb/>sic cur se</quote></l></lg>"
        made = make({"a.xml": tei(body(text))}, "site,text")
        assert "Utque tuus\n“sic cur se”" in made["text/a.txt"]
