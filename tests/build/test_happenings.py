"""When a play was written, first performed and printed is said in words, wherever its header has it."""

from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import NS, Make, body, words

PRINT = '<date type="print" when="1828">1828</date>'
PREMIERE = '<date type="premiere" when="1829-01-02">1829-01-02</date>'
WRITTEN = '<date type="written" notBefore="1826" notAfter="1827"/>'
EVENTS = (
    '<standOff><listEvent><event type="print" when="1828"><desc>{}</desc></event><event type="premiere" when="1829-01-02"><desc/></event>'
    '<event type="written" notBefore="1826" notAfter="1827"><desc/></event><event type="lost"><desc/></event></listEvent></standOff>'
)
LINE = "written between 1826 and 1827 · first performed 2 January 1829 · printed 1828"


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _play(source: str, beside: str = "", about: str = "") -> str:
    return (
        f"<TEI {NS} xml:lang='en'><teiHeader><fileDesc><titleStmt><title>A play</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc>{about}</teiHeader>{beside}{body('<p>' + 'Words. ' * 300 + '</p>')}</TEI>"
    )


@pytest.mark.parametrize(
    ("play", "line"),
    [
        (_play(f"<bibl><title>A play</title>{PRINT}{PREMIERE}{WRITTEN}</bibl>"), LINE),
        (_play("<p/>", EVENTS.format("")), LINE),
        (_play("<p/>", EVENTS.format("Printed in Jena")), LINE),
        (_play(f"<bibl>{PRINT}</bibl>"), "printed 1828"),
        (
            _play(f"<bibl>{PRINT}</bibl>", "", '<profileDesc><creation><date when="1820">1820</date></creation></profileDesc>'),
            "1820 · printed 1828",
        ),
        (_play('<bibl><date type="firstEdition" when="1828">1828</date></bibl>'), None),
    ],
)  # fmt: skip
def test_the_head_of_a_play_says_what_happened_when(make: Make, play: str, line: str | None) -> None:
    made = make({"a.xml": play}, "site,print,epub")
    shown = [
        each.text_content()
        for each in html.fromstring(made["texts/a.html"].encode()).xpath("//p[@class = 'text-date']")
    ]
    volume = etree.fromstring(made["print/a.fo"].encode())
    printed = ["".join(block.itertext()) for block in volume.iter("{*}block")]
    assert (shown[0] if shown else None) == line
    assert line is None or line in printed


def test_the_parts_of_its_source_say_which_date_is_which(make: Make) -> None:
    made = make({"a.xml": _play(f"<bibl><title>A play</title> {PRINT} {PREMIERE}</bibl>")}, "site,print")
    assert "printed 1828 , first performed 1829-01-02" in words(made["texts/a.html"], "//details[@class = 'header']")
    volume = " ".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())
    assert "A play, printed 1828, first performed" in volume
    # Where the encoder says it, it is not said again.
    said = make({"a.xml": _play(f"<bibl>First edition: {PRINT}</bibl>")}, "site")
    assert "First edition: 1828" in words(said["texts/a.html"], "//details[@class = 'header']")


def test_events_beside_the_text_say_their_dates(make: Make) -> None:
    page = make({"a.xml": _play("<p/>", EVENTS.format("Printed in Jena"))}, "site")["texts/a.html"]
    listed = [each.text_content() for each in html.fromstring(page.encode()).xpath("//*[@class = 'listEvent']//li")]
    assert listed == [
        "Printed in Jena, 1828",
        "first performed, 2 January 1829",
        "written, between 1826 and 1827",
        "lost",
    ]
    assert "first performed" in words(
        make({"a.xml": _play("<p/>", EVENTS.format(""))}, "site")["texts/a.html"], "//details"
    )
