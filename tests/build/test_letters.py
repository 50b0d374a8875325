"""Letters as their editions encode them: who writes to whom, what empty templates leave, what the head says of other letters."""

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
        assert made["print/a.fo"].count("file2") == 1

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
        assert "Shelfmark Repository Archive Physical description Object Support Extent 2 leaves Profile" in header
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
