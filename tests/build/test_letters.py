"""Letters as their editions encode them: who writes to whom, what empty templates leave, what the head says of other letters."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from common import Kwedition
from unprepared import Make, body, tei, words

ALL = "site,data,text,markdown,print"


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def letter(inside: str, actions: str = "", more: str = "", **rest: str) -> str:
    profile = f"<profileDesc><correspDesc>{actions}</correspDesc>{more}</profileDesc>"
    return tei(body(inside), more=profile, **rest)


def action(type_: str, who: str, place: str = "Bern") -> str:
    return f'<correspAction type="{type_}">{who}<placeName>{place}</placeName></correspAction>'


class TestCorrespondents:
    def test_who_has_no_reference_is_in_the_indexes(self, make: Make) -> None:
        sent = action("sent", "<persName>Anna Keller</persName>")
        received = action("received", "<persName>Unbekannt</persName>", "Thun")
        made = make({"a.xml": letter("<p>All well.</p>", sent + received)}, ALL)
        assert "sent" in words(made["persons/form-Anna-Keller.html"], "//dl[@class='letters-of']")
        assert 'href="../persons/form-Anna-Keller.html"' in made["texts/a.html"]
        assert "places/form-Thun.html" in made
        assert [name for name in made if name.startswith("persons/form-")] == ["persons/form-Anna-Keller.html"]

    @pytest.mark.parametrize(("sent", "received"), [("sentBy", "deliveredTo"), ("sender", "recipient")])
    def test_roles_by_the_names_that_they_had_before(self, make: Make, sent: str, received: str) -> None:
        actions = action(sent, '<persName key="k1">Keller</persName>') + action(
            received, '<persName key="k2">Meyer</persName>'
        )
        made = make({"a.xml": letter("<p>All well.</p>", actions)}, ALL)
        assert "From Keller" in words(made["texts/a.html"])
        assert ">To</fo:block>" in made["print/a.fo"]
        assert 'recipient: "Meyer"' in made["markdown/a.md"]
        assert "received" in words(made["persons/k2.html"], "//dl[@class='letters-of']")

    def test_whom_a_letter_was_sent_to_may_stand_with_the_sender(self, make: Make) -> None:
        both = '<persName ref="k1" role="sender">Keller</persName><persName ref="k2" role="addressee">Meyer</persName>'
        made = make({"a.xml": letter("<p>All well.</p>", action("sent", both))}, ALL)
        assert "From Keller Bern To Meyer" in words(made["texts/a.html"])
        assert re.search(r"From\s*Keller\s*,\s*Bern\s+To\s*Meyer", words(made["print/a.fo"], "/*"))
        assert 'sender: "Keller"\nrecipient: "Meyer"' in made["markdown/a.md"]
        assert "received" in words(made["persons/k2.html"], "//dl[@class='letters-of']")
        assert "Meyer" in words(made["network.html"])

    def test_who_got_a_copy_is_said(self, make: Make) -> None:
        actions = action("sent", "<name>Keller</name>") + action("received", "<name>Meyer</name>").replace(
            "<correspAction", '<correspAction subtype="cc"'
        )
        made = make({"a.xml": letter("<p>All well.</p>", actions)}, "site,print")
        assert "To · cc Meyer" in words(made["texts/a.html"])
        assert ">To · cc</fo:block>" in made["print/a.fo"]

    def test_a_name_of_no_kind_is_somebody(self, make: Make) -> None:
        made = make({"a.xml": letter("<p>x</p>", action("sent", "<name>Piet Mondriaan</name>"))})
        assert "persons/form-Piet-Mondriaan.html" in made

    def test_the_check_knows_them_too(self, kwedition: Kwedition, tmp_path: Path) -> None:
        name = "<persName>Keller</persName>"
        date = "<date when='1919-08-21'/>"
        (tmp_path / "a.xml").write_text(
            letter("<p>x</p>", action("sentBy", name + date) + action("deliveredTo", name)), encoding="utf-8"
        )
        assert "corresp-" not in kwedition("check", tmp_path).output


class TestNamesWithIds:
    """Entries whose names have the ids by which texts mean them: of a variant, or where the entry has none."""

    PERSONS = (
        '<person xml:id="P495"><persName xml:id="p495" type="main">Heinrich Bullinger</persName>'
        '<persName xml:id="p8601" type="alias">Henricus Bullingerus</persName></person>'
        '<person><persName xml:id="vadian">Joachim Vadian</persName></person>'
    )
    TEXT = '<p><persName ref="p8601">Henrico</persName>, <persName ref="p495">H. B.</persName>, <persName ref="#vadian">V.</persName></p>'

    def files(self) -> Mapping[str, str]:
        return {
            "a.xml": tei(body(self.TEXT)),
            "persons.xml": tei(f"<standOff><listPerson>{self.PERSONS}</listPerson></standOff>", "Persons"),
        }

    def test_the_names_of_an_entry_are_the_entry(self, make: Make) -> None:
        made = make(self.files())
        assert sorted(name for name in made if name.startswith("persons/")) == [
            "persons/P495.html", "persons/index.html", "persons/vadian.html",
        ]  # fmt: skip
        assert "2 mentions in 1 text" in words(made["persons/P495.html"])
        assert made["texts/a.html"].count('href="../persons/P495.html"') == 2
        assert "1 mention in 1 text" in words(made["persons/vadian.html"])

    def test_nobody_is_unmentioned(self, kwedition: Kwedition, tmp_path: Path) -> None:
        for name, text in self.files().items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        assert "person-unmentioned" not in kwedition("check", tmp_path).output


class TestHeads:
    def test_another_letter_is_named_once_in_each_direction(self, make: Make) -> None:
        context = (
            "<correspContext>"
            '<ref type="next_chronologically" target="file2"/><ref type="next_correspondence" target="file2"/>'
            '<ref type="prev_correspondence" target="file2"/></correspContext><note/>'
        )
        made = make({"a.xml": letter("<p>All well.</p>", action("sent", "<persName>A</persName>") + context)}, ALL)
        assert words(made["texts/a.html"], "//ul[@class='context']") == "→ file2 ← file2"
        assert "Note" not in words(made["texts/a.html"], "//dl[@class='despatch']")
        assert made["print/a.fo"].count("file2") == 2
        assert {"→ ", "← "} == set(re.findall("[→←] ", made["print/a.fo"]))

    def test_what_a_template_left_empty_is_not_shown(self, make: Make) -> None:
        source = (
            "<msDesc><msIdentifier><repository>Archive</repository><idno/></msIdentifier><physDesc><typeDesc><typeNote><p/></typeNote>"
            '</typeDesc><objectDesc><supportDesc><extent>2 leaves <dimensions unit="mm"><height/><width/></dimensions></extent>'
            "</supportDesc></objectDesc></physDesc></msDesc>"
        )
        keywords = (
            "<textClass><keywords><term/></keywords><keywords><term>Art</term><term>Love</term></keywords></textClass>"
        )
        made = make(
            {"a.xml": letter("<p>All well.</p>", action("sent", "<persName>A</persName>"), keywords, source=source)}
        )
        header = words(made["texts/a.html"], "//details[contains(@class, 'header')]")
        assert "Shelfmark Repository Archive Physical description Object Support Extent 2 leaves Kind of text" in header
        assert header.endswith("Kind of text Keywords Art Love")

    def test_a_publisher_is_cited_by_its_name_alone(self, make: Make) -> None:
        publisher = "<publisher><email>a@example.org</email><orgName>Academy</orgName><address><addrLine>Berlin</addrLine></address></publisher>"
        text = letter("<p>x</p>", action("sent", "<persName>A</persName>"))
        made = make({"a.xml": text.replace("<publicationStmt><p/>", f"<publicationStmt>{publisher}")}, ALL)
        assert "PB - Academy ID" in words(made["texts/a.html"])
        assert "Academy" in made["print/a.fo"]
        assert "exampleAcademy" not in made["print/a.fo"].replace(".org", "")


def test_what_nobody_can_read_is_a_gap_in_every_view(make: Make) -> None:
    made = make({"a.xml": tei(body('<p>para que <unclear reason="torn"/> se defienda</p>'))}, ALL)
    assert "para que […] se defienda" in words(made["texts/a.html"])
    assert "para que […] se defienda" in made["text/a.txt"]
    assert "[…]" in made["print/a.fo"]


class TestPointers:
    """Pointers without words: to notes that stand elsewhere, to other places of the same text."""

    NOTES = '<note xml:id="x" n="7"><p>On coal tar.</p></note><note xml:id="y" n="8">On bees.</note>'
    TEXT = '<p>Tar<ptr target="#x"/> and bees<ref target="#y"/>.</p><p>Tar<ptr target="#x"/> again.</p>'

    @pytest.mark.parametrize("where", ["back", "beside"])
    def test_they_have_the_number_of_the_note_which_is_in_every_view(self, make: Make, where: str) -> None:
        back = f'<back><div type="notes">{self.NOTES}</div></back>' if where == "back" else ""
        beside = "" if back else f"<standOff><listAnnotation>{self.NOTES}</listAnnotation></standOff>"
        text = f"<text><body>{self.TEXT}</body>{back}</text>{beside}"
        made = make({"a.xml": tei(text), "b.xml": tei(body('<p>See <ref target="a.xml#y">there</ref>.</p>'))}, ALL)
        assert "Tar 7 and bees 8 . Tar 7 again." in words(made["texts/a.html"])
        assert made["texts/a.html"].count('href="#x"') == 2
        assert 'texts/a.html#y"' in made["texts/b.html"]
        assert "Tar[7] and bees[8]." in made["text/a.txt"]
        assert "[8] On bees." in made["text/a.txt"]
        assert made["print/a.fo"].count("On coal tar.") == made["texts/a.html"].count("On coal tar.") == 1
        assert made["print/a.fo"].count(">7</fo:") == 3

    def test_elsewhere_they_say_what_is_there(self, make: Make) -> None:
        places = (
            '<div xml:id="d"><head>On bees</head><p xml:id="p">They work all day and sleep at night.</p></div><pb n="12" xml:id="f12"/>'
            '<p>See <ptr target="#d"/>, <ptr target="#p"/>, page <ptr target="#f12"/>.</p>'
        )
        made = make({"a.xml": tei(body(places), "Title")}, ALL)
        assert "See On bees , They work all day and sleep … , page 12 ." in words(made["texts/a.html"])
        assert "See On bees, They work all day and sleep …, page 12." in made["text/a.txt"]


class TestDates:
    """When a text is of that no header dates as such."""

    @pytest.mark.parametrize(
        ("source", "text", "date"),
        [
            ("<p/>", '<div><opener><dateline><date when="1823-04-25">April 25</date></dateline></opener><p>x</p></div>', "April 25"),
            ('<msDesc><msIdentifier/><head>Letter, <date when="1823-04-25"/></head></msDesc>', "<p>x</p>", "25 April 1823"),
            ('<bibl><date type="print" when="1887"/><date type="written" notBefore="1772" notAfter="1775">1772–1775</date></bibl>', "<p>x</p>", "1772–1775"),
            ("<biblFull><titleStmt><title>T</title></titleStmt><publicationStmt><date>1593]</date></publicationStmt></biblFull>", "<p>x</p>", "1593"),
            ("<biblFull><titleStmt><title>T</title></titleStmt><publicationStmt><date>after 1593?</date></publicationStmt></biblFull>", "<p>x</p>", ""),
            ("<bibl>Oxford <date when='1903'/></bibl>", "<p>x</p>", ""),
            ("<p/>", '<div><opener><date when="1823"/></opener><p>x</p></div><div><opener><date when="1824"/></opener><p>x</p></div>', ""),
            ("<p/>", '<p>x</p><closer><signed>Ann</signed> Hartford <date when="1871-12">Dec. 1871</date></closer>', "Dec. 1871"),
            ("<p/>", '<div><p>x</p><closer><date when="1823"/></closer></div><div><p>x</p><closer><date when="1824"/></closer></div>', ""),
        ],
        ids=["letter", "manuscript", "play", "book", "words", "edition of an old text", "several letters", "petition", "several petitions"],
    )  # fmt: skip
    def test_the_list_of_texts_says_it(self, make: Make, source: str, text: str, date: str) -> None:
        made = make({"a.xml": tei(body(text), "A title", source=source)})
        # (Where no text has a date, none is said to have none.)
        assert words(made["texts/index.html"]).endswith(f". {date} A title" if date else ". A title")


def test_a_name_that_is_written_in_one_is_filed_under_the_surname_of_another_form(make: Make) -> None:
    persons = (
        '<person xml:id="e"><persName>Sir William Elford</persName><persName><surname>Elford</surname><forename>William</forename></persName></person>'
        '<person xml:id="m"><persName>Molière</persName><persName><surname>Poquelin</surname><forename>Jean</forename></persName></person>'
    )
    made = make(
        {
            "a.xml": tei(f"<standOff><listPerson>{persons}</listPerson></standOff>", "Persons"),
            "b.xml": tei(body("<p>x</p>")),
        }
    )
    page = words(made["persons/index.html"])
    assert page.index("Sir William Elford") < page.index("Molière") < page.index("Poquelin, Jean see")
    assert "S Sir William" not in page


def test_the_sign_that_a_gap_has_is_shown_as_it_is(make: Make) -> None:
    gap = '<gap reason="illegible" extent="1 letter">\n  <desc>•</desc>\n</gap>'
    made = make({"a.xml": tei(body(f"<p>h{gap}unteth m<gap><desc>two words</desc></gap></p>"))}, ALL)
    assert "h•unteth m[… two words]" in made["text/a.txt"]
    assert "h • unteth m [… two words ]" in words(made["texts/a.html"])
    assert "h•unteth m[… two words]" in made["print/a.fo"]


def test_a_list_in_a_header_says_no_more_than_it_has_to(make: Make) -> None:
    people = '<particDesc><listPerson><person xml:id="f"><persName>Faust</persName></person></listPerson></particDesc>'
    made = make({"a.xml": tei(body("<p>x</p>"), more=f"<profileDesc>{people}</profileDesc>")})
    assert words(made["texts/a.html"], "//details[contains(@class, 'header')]").endswith(
        "Participants Persons Name Faust"
    )
