"""What forms leave empty, and what says by being empty: neither may puzzle a reader, nor run words together."""

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
        assert "reed rush sedge, moss fern" in "".join(made["texts/a.html"].split("<ab")).replace("</span>", "").replace(
            '<span class="pc">', ""
        ).replace('<span class="w">', "")
        assert made["text/a.txt"].endswith("reed rush sedge, moss fern\n\n山水\n")
        assert "reed rush sedge, moss fern" in words(made["print/a.fo"].replace("<?xml", "<!--").replace("?>", "-->"), "/*")

    def test_an_address_is_no_part_of_a_word(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>as is said<ref target="urn:cts:reeds:1.2"/>in it.</p>'))}, ALL)
        assert made["text/a.txt"].endswith("as is said urn:cts:reeds:1.2 in it.\n")
        assert "as is said urn:cts:reeds:1.2 in it." in words(made["texts/a.html"])

    @pytest.mark.parametrize(
        ("label", "next_", "parted"),
        [("ג", "שום", True), ("1.", "“Aviso”", True), ("2)", "reed", True), ("b", "eginning", False), ("一", "人", False)],
    )
    def test_a_label_is_no_part_of_a_word(self, make: Make, label: str, next_: str, parted: bool) -> None:
        made = make({"a.xml": tei(body(f"<ab><label>{label}</label>{next_}</ab>"))}, ALL)
        assert made["text/a.txt"].endswith(f"{label}{' ' * parted}{next_}\n")
