"""What editions of many kinds have that nobody prepared: what forms left empty, and what stands right beside something else."""

import re
from pathlib import Path

import pytest

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestNotes:
    def test_a_note_that_nobody_wrote_has_no_number(self, make: Make) -> None:
        text = '<p>Reed<note resp="#ed"> </note> and rush<note xml:id="n2"><p/></note>, sedge<note>A grass.</note>.</p>'
        made = make({"a.xml": tei(body(text + '<p>See <ref target="#n2">there</ref>.</p>'))}, ALL)
        assert "Reed and rush , sedge 1 . See there . Notes A grass." in words(made["texts/a.html"])
        assert 'id="n2"' in made["texts/a.html"]
        assert made["text/a.txt"].endswith("Reed and rush, sedge[1].\n\nSee there.\n\nNotes\n\n[1] A grass.\n")
        assert made["print/a.fo"].count("<fo:footnote>") == 1

    def test_nor_a_place_between_paragraphs(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>Reed.</p><note/><p>Rush.</p>"))}, ALL)
        assert 'role="note"' not in made["texts/a.html"]

    def test_one_that_something_calls_is_kept(self, make: Make) -> None:
        text = '<p>Reed <ptr target="#n1"/>.</p><note xml:id="n1"/>'
        assert 'id="n1"' in make({"a.xml": tei(body(text))}, ALL)["texts/a.html"]


class TestMarks:
    def test_a_mark_without_a_sign_parts_two_words(self, make: Make) -> None:
        text = (
            '<ab>reed<pc unit="stop"/>rush<pc unit="stop"/> sedge<pc>,</pc> <w>moss</w><pc/><w>fern</w><pc/></ab>'
            "<ab>山<pc/>水</ab>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "reed rush sedge, moss fern" in "".join(made["texts/a.html"].split("<ab")).replace(
            "</span>", ""
        ).replace('<span class="pc">', "").replace('<span class="w">', "")
        assert made["text/a.txt"].endswith("reed rush sedge, moss fern\n\n山水\n")
        assert "reed rush sedge, moss fern" in words(
            made["print/a.fo"].replace("<?xml", "<!--").replace("?>", "-->"), "/*"
        )

    def test_an_address_is_no_part_of_a_word(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>as is said<ref target="urn:cts:reeds:1.2"/>in it.</p>'))}, ALL)
        assert made["text/a.txt"].endswith("as is said urn:cts:reeds:1.2 in it.\n")
        assert "as is said urn:cts:reeds:1.2 in it." in words(made["texts/a.html"])

    @pytest.mark.parametrize(
        ("label", "next_", "parted"),
        [
            ("ג", "שום", True),
            ("1.", "“Aviso”", True),
            ("2)", "reed", True),
            ("b", "eginning", False),
            ("一", "人", False),
        ],
    )
    def test_a_label_is_no_part_of_a_word(self, make: Make, label: str, next_: str, parted: bool) -> None:
        made = make({"a.xml": tei(body(f"<ab><label>{label}</label>{next_}</ab>"))}, ALL)
        assert made["text/a.txt"].endswith(f"{label}{' ' * parted}{next_}\n")

    def test_nor_of_one_that_is_marked(self, make: Make) -> None:
        text = "<p><label>1.</label><hi>Reeds</hi> and <label>Sedge:</label><term>grass</term></p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        assert made["text/a.txt"].endswith("1. Reeds and Sedge: grass\n")
        assert "1. Reeds and Sedge: grass" in words(made["texts/a.html"])


class TestVerses:
    def test_lines_are_moved_in_by_numbers_too(self, make: Make) -> None:
        lines = '<lg><l>a</l><l rend="indent">b</l><l rend="indent-2">c</l><l rend="indent3">d</l></lg>'
        drafted = '<sourceDoc><surface><zone><line rend="indent-10">e</line><line rend="indent-60 right">f</line></zone></surface></sourceDoc>'
        made = make({"a.xml": tei(body(lines)), "b.xml": tei(drafted)}, ALL)
        assert 'class="l rend-indent"' in made["texts/a.html"]
        assert 'class="l rend-indent-2 rend-indent2"' in made["texts/a.html"]
        assert 'class="l rend-indent3"' in made["texts/a.html"]
        assert re.findall(r'margin-left="(\d+)mm" text-indent="-4mm"', made["print/a.fo"]) == ["8", "14", "20", "26"]
        assert 'class="line rend-indent-10 rend-indent1"' in made["texts/b.html"]
        assert 'class="line rend-indent-60 rend-right rend-indent3"' in made["texts/b.html"]
        assert re.findall(r'text-align="\w+" margin-left="(\d+)mm"', made["print/b.fo"]) == ["6", "18"]


class TestEntries:
    def test_a_list_without_dates_does_not_say_that_a_life_is_unknown(self, make: Make) -> None:
        person = '<listPerson><person xml:id="ada"><persName>Reed, Ada, 1768-1849</persName></person></listPerson>'
        page = make({"a.xml": tei(body(f'{person}<p><persName ref="#ada">Ada</persName></p>'))})["persons/ada.html"]
        assert "Life" not in words(page)
        assert "unknown" not in words(page)

    def test_a_name_of_marriage_goes_before_one_of_the_father(self, make: Make) -> None:
        person = (
            '<listPerson><person xml:id="c"><persName>Cath Reed</persName><persName><surname type="paternal">Allin</surname>'
            '<surname type="married">Reed</surname><forename>Cath</forename></persName></person><person xml:id="g"><persName>'
            '<forename>Ana</forename><surname type="paternal">Lago</surname><surname type="maternal">Soto</surname></persName>'
            "</person></listPerson>"
        )
        index = make(
            {
                "a.xml": tei(
                    body(f'{person}<p><persName ref="#c">Cath</persName> and <persName ref="#g">Ana</persName></p>')
                )
            }
        )
        assert words(index["persons/index.html"], "//h2").split() == ["L", "R"]

    def test_whoever_says_that_a_life_is_unknown_is_believed(self, make: Make) -> None:
        people = (
            '<listPerson><person xml:id="c"><persName>Cath</persName><birth cert="unknown"/><death cert="unknown"/></person>'
            '<person xml:id="d"><persName>Dan</persName><birth when="1700" cert="low"/><death cert="unknown"/></person></listPerson>'
        )
        made = make({"a.xml": tei(body(people + '<p><persName ref="#c">x</persName></p>'))})
        assert "Life unknown Mentions" in words(made["persons/c.html"])
        assert "Life born 1700 (inferred, certainty low)" in words(made["persons/d.html"])

    def test_a_baptism_is_no_birth(self, make: Make) -> None:
        people = (
            '<listPerson><person xml:id="c"><persName>Cath</persName><birth><date type="baptism" when="1786-11-20"/></birth>'
            '<death><date when="1826-06-05"/></death></person><person xml:id="d"><persName>Dan</persName>'
            '<birth><date type="baptism" when="1700-01-02"/><date when="1699-12-31"/></birth></person>'
            '<person xml:id="e"><persName>Eve</persName><death><date type="burial" when="1701"/></death></person></listPerson>'
        )
        text = "".join(f'<p><persName ref="#{each}">x</persName></p>' for each in "cde")
        made = make({"a.xml": tei(body(people + text))}, ALL)
        assert "Life baptized 20 November 1786 – 5 June 1826" in words(made["persons/c.html"])
        assert "Life born 31 December 1699" in words(made["persons/d.html"])
        assert "Life buried 1701" in words(made["persons/e.html"])
        assert '<birth type="baptism" when="1786-11-20"/>' in made["data/persons.xml"]

    def test_several_keys_are_several_people(self, make: Make) -> None:
        text = '<p><rs type="persons" key="A0021 A0305">the sisters</rs>, <persName key="A0305">Ann</persName>, <persName key="Reed 1786">Bo</persName></p>'
        people = '<listPerson><person xml:id="A0021"><persName>Eve</persName></person><person xml:id="A0305"><persName>Ann</persName></person></listPerson>'
        made = make({"a.xml": tei(body(text)), "b.xml": tei(body(people))}, ALL)
        assert "2 mentions in 1 text" in words(made["persons/A0305.html"])
        assert "the sisters" in words(made["persons/A0021.html"])
        assert 'href="../persons/A0021.html"' in made["texts/a.html"]
        assert "persons/Reed-1786.html" in made


class TestDates:
    def test_a_date_without_words_can_be_followed_from_the_chronology(self, make: Make) -> None:
        text = '<div><head><date when="1819-01-01"/></head><p>A happy day.</p></div>'
        made = make({"a.xml": tei(body(text))})
        assert "<mark>1 January 1819</mark>" in made["chronology.html"]


class TestSizes:
    def test_sizes_that_follow_each_other_say_of_what_they_are(self, make: Make) -> None:
        size = '<dimensions type="{}" unit="mm"><height>{}</height><width>{}</width></dimensions>'
        extent = (
            "<extent>76 leaves. "
            + size.format("leaf", 220, 150)
            + "\n "
            + size.format("written", 145, 110)
            + "</extent>"
        )
        alone = (
            "<extent>2 leaves " + size.format("leaf", 9, 8) + ", written " + size.format("written", 7, 6) + "</extent>"
        )
        source = "".join(
            f"<msDesc><msIdentifier><idno>{n}</idno></msIdentifier><physDesc><objectDesc><supportDesc>{each}</supportDesc>"
            "</objectDesc></physDesc></msDesc>"
            for n, each in enumerate((extent, alone))
        )
        made = make({"a.xml": tei("<text><body><p/></body></text>", source=source)}, ALL)
        assert "76 leaves. 220 × 150 mm (leaf) , 145 × 110 mm (written)" in words(made["texts/a.html"])
        assert "2 leaves 9 × 8 mm , written 7 × 6 mm" in words(made["texts/a.html"])
        assert "76 leaves. 220 × 150 mm (leaf), 145 × 110 mm (written)" in made["text/a.txt"]

    def test_words_of_a_vocabulary_are_the_text_of_what_they_describe(self, make: Make) -> None:
        layout = '<layoutDesc><layout><rs ref="https://example.org/1">chiselled</rs><damage/></layout></layoutDesc>'
        source = f"<msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><objectDesc>{layout}</objectDesc></physDesc></msDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, ALL)
        assert "Layout chiselled" in words(made["texts/a.html"])
        assert "rs chiselled" not in words(made["texts/a.html"])


class TestNumbers:
    def test_raised_numbers_make_no_other_with_their_neighbours(self, make: Make) -> None:
        text = (
            '<p>Of 10<hi rend="superscript">3</hi> reeds 3<hi rend="sup">1/2</hi> stand at <hi rend="bold">1</hi>'
            '<hi rend="superscript"><ref target="https://example.org/2">1–2</ref></hi>, 12<hi rend="sup">6 </hi>d '
            'by <persName ref="#a">Ada</persName>.</p>'
        )
        made = make({"a.xml": tei(body(text), title='Reeds 10<hi rend="sup">3</hi>')}, ALL)
        assert made["text/a.txt"] == "Reeds 10³\n\nOf 10³ reeds 3¹/² stand at 1¹–², 12⁶ d by Ada.\n"
        assert "**1**[¹–²](https://example.org/2)" in made["markdown/a.md"]
        assert "Of 10³ reeds 3¹/² stand at 1¹–², 12⁶ d by Ada ." in words(made["persons/a.html"])


class TestOrder:
    def test_what_has_no_date_is_not_said_to_be_later(self, make: Make) -> None:
        made = make({f"{n}.xml": tei(body(f"<p>{n}</p>"), title=n.upper()) for n in ("a", "b")})
        assert "Next text → B" in words(made["texts/a.html"])
        assert "← Previous text A" in words(made["texts/b.html"])
        assert "2 texts. A B" in words(made["texts/index.html"])

    def test_what_has_one_is(self, make: Make) -> None:
        origin = "<msDesc><msIdentifier><idno>1</idno></msIdentifier><history><origin><origDate when='{}'/></origin></history></msDesc>"
        made = make(
            {f"{n}.xml": tei(body("<p>x</p>"), n.upper(), origin.format(y)) for n, y in (("a", 1801), ("b", 1800))}
        )
        assert "Later → A" in words(made["texts/b.html"])
        assert "in the order of their dates" in words(made["texts/index.html"])


class TestSupplied:
    def test_nothing_that_was_supplied_has_no_brackets(self, make: Make) -> None:
        text = '<p>Reeds, translated by<supplied resp="#ed" reason="omitted-in-original"/>. <supplied>Rushes</supplied>.</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert made["text/a.txt"].endswith("Reeds, translated by. [Rushes].\n")
        assert "[]" not in words(made["texts/a.html"])
        assert "[]" not in made["print/a.fo"]


class TestBases:
    def test_images_are_where_the_base_says(self, make: Make) -> None:
        facsimile = (
            '<facsimile xml:base="https://example.org/reeds/"><graphic url="p 1.jpg"/><surface xml:id="s2"><graphic url="../p2.jpg"/>'
            '</surface></facsimile><facsimile><graphic url="p3.jpg"/></facsimile>'
        )
        text = facsimile + body('<p><pb n="2" facs="#s2"/>Reed.<figure><graphic url="p4.jpg"/></figure></p>')
        made = make({"a.xml": tei(text)}, ALL)
        page = made["texts/a.html"]
        assert 'href="https://example.org/reeds/p%201.jpg"' in page
        assert page.count('href="https://example.org/p2.jpg"') == 2
        assert "p3.jpg" in words(page)
        assert "p4.jpg" in words(page)
        assert "example.org/p4" not in page


class TestApparatus:
    def test_a_lemma_alone_has_no_letter(self, make: Make) -> None:
        text = (
            "<p><app><lem>Reeds]</lem></app> They grow <app><lem>there</lem><rdg wit='#A'>here</rdg></app> "
            "<app><lem wit='#A'>still</lem></app>.</p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "Reeds] They grow there a still b ." in words(made["texts/a.html"])
        assert "]]" not in words(made["texts/a.html"])
        assert made["print/a.fo"].count("<fo:footnote>") == 2


class TestAlternatives:
    def test_a_gloss_that_is_still_to_come_has_no_brackets(self, make: Make) -> None:
        text = '<p><w><choice><orig>ried</orig><seg type="sound">riːt</seg><seg type="parts"/><seg type="gloss">reed</seg></choice></w> grows<choice><sic>,</sic><corr/></choice>.</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "ried [ riːt ] [ reed ]" in words(made["texts/a.html"])
        assert 'title="or: riːt · or: reed"' in made["texts/a.html"]
        assert "[,]" in words(made["texts/a.html"]).replace(" ", "")
        assert "[]" not in made["print/a.fo"]


class TestPlaces:
    def test_a_town_called_with_its_country_is_no_part_of_itself(self, make: Make) -> None:
        places = (
            '<listPlace><place xml:id="reed"><placeName>Reed, Fenland, Erewhon</placeName><settlement>Reed</settlement><region>Fenland</region>'
            '<country>Erewhon</country></place><place xml:id="mill"><placeName>Reed, Old Mill</placeName><settlement>Reed</settlement>'
            "</place></listPlace>"
        )
        text = '<p><placeName ref="#reed">Reed</placeName>, <placeName ref="#mill">the mill</placeName>.</p>'
        made = make({"a.xml": tei(body(text)), "places.xml": tei(body(places))}, "site")
        assert "part of Fenland Erewhon" in words(made["places/reed.html"])
        assert "part of Reed" in words(made["places/mill.html"])


class TestStones:
    """Inscriptions as a database writes them: a title that all have, places in words, and what is still to come."""

    def header(self, no: str, images: str = '<graphic url=""/>') -> str:
        return (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{}"><teiHeader><fileDesc><titleStmt><title>Stones of the fen</title></titleStmt>'
            "<publicationStmt><p/></publicationStmt><sourceDesc><msDesc><msIdentifier><idno>{}</idno></msIdentifier><physDesc><handDesc>"
            '<handNote ana="#carved"/><handNote><dimensions type="letter" extent="height" unit="cm" quantity="5"/></handNote></handDesc>'
            "<decoDesc><decoNote><ab>A reed</ab><locus>Beginning of line 1</locus></decoNote><decoNote><ab>A rush</ab>"
            "<locus>fols. 3 recto and verso</locus></decoNote></decoDesc></physDesc><history><origin><placeName><settlement>Reedham<geo>52.5,1.5</geo>"
            "</settlement></placeName></origin></history></msDesc></sourceDesc></fileDesc></teiHeader>"
            "<facsimile><surface><desc/>{}</surface></facsimile><text><body><p>Reed</p></body></text></TEI>"
        ).format(no.lower().replace(" ", ""), no, images)

    def test_they_are_told_apart_by_the_number_that_is_their_id(self, make: Make) -> None:
        made = make({"fen1.xml": self.header("Fen 1"), "fen2.xml": self.header("Fen 2")}, "site")
        assert "Stones of the fen · Fen 1" in words(made["texts/index.html"])
        assert "Stones of the fen · Fen 2" in words(made["texts/fen2.html"])

    def test_but_not_by_a_shelfmark(self, make: Make) -> None:
        made = make({"a.xml": self.header("Fen 1").replace('xml:id="fen1"', 'xml:id="a"')}, "site")
        assert " · Fen 1" not in words(made["texts/index.html"])

    def test_what_their_description_says(self, make: Make) -> None:
        page = words(make({"fen1.xml": self.header("Fen 1")}, "site")["texts/fen1.html"])
        assert "Hand carved" in page
        assert "Size · letter 5 cm (height)" in page
        assert "A reed Place Beginning of line 1" in page
        assert "A rush Leaves fols. 3 recto and verso" in page
        assert "Reedham 52.5,1.5" in page

    def test_images_still_to_come_are_none(self, make: Make) -> None:
        made = make(
            {"fen1.xml": self.header("Fen 1"), "fen2.xml": self.header("Fen 2", '<graphic url="reed.jpg"/>')}, "site"
        )
        assert "Images" not in words(made["texts/fen1.html"])
        assert "reed.jpg" in words(made["texts/fen2.html"])


class TestCitations:
    @pytest.mark.parametrize("title", ['"The Reed"', "“The Reed”", "„The Reed“"])
    def test_a_title_with_quotation_marks_has_no_two_pairs_of_a_kind(self, make: Make, title: str) -> None:
        page = words(make({"a.xml": tei(body("<p>Reed.</p>"), title=title)}, "site")["texts/a.html"])
        assert "“‘The Reed’.” In" in page
        assert "“‘The Reed’”, in" in page

    def test_paper_cites_who_wrote_and_edited_too(self, make: Make) -> None:
        others = (
            "<respStmt><resp>Photographed by</resp><persName>Cy Camera</persName></respStmt>"
            "<respStmt><resp>Edited by</resp><persName>Eva Editor</persName></respStmt>"
        )
        text = tei(body("<p>Reed.</p>"))
        made = make(
            {
                "a.xml": text.replace(
                    "</title></titleStmt>", f"</title><author>Ann Author</author>{others}</titleStmt>"
                ),
                "b.xml": text.replace(
                    "</title></titleStmt>", f"</title>{others.partition('</respStmt>')[0]}</respStmt></titleStmt>"
                ),
            },
            "print",
        )
        assert "Cite as: Ann Author; Eva Editor. A text." in words(made["print/a.fo"], "/*")
        assert "Cite as: Cy Camera. A text." in words(made["print/b.fo"], "/*")
