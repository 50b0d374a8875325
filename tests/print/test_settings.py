"""The table `print` of the settings: what it may say, and what becomes of it on paper."""

from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from common import Kwedition
from kwedition.errors import SettingsError
from kwedition.print.settings import PrintSettings, read
from print.volumes import FO

POINTS = 72 / 25.4
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt>'
    "<publicationStmt><p>Nobody.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{}</body></text></TEI>"
)
BODY = "".join(
    f'<p>Paragraph {n} names <persName key="p{n % 7}">Person {n % 7}</persName>, and goes on.</p>' for n in range(120)
)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "print must be a table"),
        ({"papre": "A5"}, "did you mean paper?"),
        ({"paper": "A7"}, "'A7' is no size of paper"),
        ({"paper": "20x30mm"}, "is no size of paper"),
        ({"margins": {"left": "2cm"}}, "a table of inner, outer, top, bottom"),
        ({"margins": {"inner": "wide"}}, "print.margins.inner: 'wide' is no length"),
        ({"margins": "90mm"}, "leave no room for a text"),
        ({"size": "3pt"}, "write a size between 6pt and 24pt"),
        ({"size": 11}, "print.size: 11 is no length"),
        ({"font": "A, B"}, "must be the name of one font"),
        ({"index-columns": 3}, "must be 1 or 2"),
        ({"index-columns": True}, "must be 1 or 2"),
        ({"hyphenate": "no"}, "must be true or false"),
    ],
)
def test_what_is_wrong_is_said(table: object, words: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(table, "kwedition.toml")
    assert words in f"{raised.value} {raised.value.hint}"


def test_nothing_said_is_a4() -> None:
    assert read({}, "kwedition.toml") == PrintSettings()


def test_a_paper_of_ones_own_has_margins_in_proportion() -> None:
    settings = read({"paper": "170x240mm"}, "kwedition.toml")
    assert (settings.width, settings.height) == (170, 240)
    assert settings.margins == (22.7, 22.7, 22.7, 22.7)


def publish(
    kwedition: Kwedition, folder: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[etree._Element, PdfReader]:
    """The FO and the PDF of a small edition with these settings for print."""
    (folder / "tei").mkdir()
    (folder / "tei" / "a.xml").write_text(TEI.format(BODY))
    (folder / "kwedition.toml").write_text(
        f'title = "T"\nsource = "tei"\noutputs = ["print", "pdf"]\n\n[print]\n{said}'
    )
    monkeypatch.chdir(folder)
    result = kwedition("build", "--no-cache", "--jobs", "1")
    assert result.exit_code == 0, result.output
    printed = folder / "output" / "print"
    return etree.parse(printed / "a.fo").getroot(), PdfReader(printed / "a.pdf")


def test_paper_and_margins(kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = 'paper = "A5"\nmargins = { inner = "25mm", outer = "15mm" }\n'
    root, pdf = publish(kwedition, tmp_path, said, monkeypatch)
    for page in pdf.pages:
        assert float(page.mediabox.width) == pytest.approx(148 * POINTS, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(210 * POINTS, abs=0.5)
    masters = {str(m.get("master-name")): m for m in root.iter(f"{FO}simple-page-master")}
    assert (masters["text-odd"].get("margin-left"), masters["text-odd"].get("margin-right")) == ("25mm", "15mm")
    assert (masters["text-even"].get("margin-left"), masters["text-even"].get("margin-right")) == ("15mm", "25mm")
    # Where a line begins, in print: further in on a right page than on a left one.
    starts: dict[int, float] = {}
    for number, page in enumerate(pdf.pages, start=1):
        found: list[float] = []

        def note(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
            if "Paragraph" in text:
                found.append(tm[4] * cm[0] + tm[5] * cm[2] + cm[4])  # noqa: B023 called within this turn

        page.extract_text(visitor_text=note)
        if found:
            starts[number % 2] = min(found)
    assert starts[1] - starts[0] == pytest.approx(10 * POINTS, abs=1)


def test_size_columns_hyphens_font(kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = 'size = "21pt"\nindex-columns = 1\nhyphenate = false\nfacing = false\nfont = "DejaVu Sans Mono"\n'
    root, pdf = publish(kwedition, tmp_path, said, monkeypatch)
    assert (root.get("font-size"), root.get("line-height")) == ("21pt", "28pt")
    assert all(each.get("column-count") is None for each in root.iter(f"{FO}region-body"))
    assert {each.get("hyphenate") for each in root.iter() if each.get("hyphenate")} == {"false"}
    assert all(
        each.get("font-family", "").startswith("DejaVu Sans Mono, ")
        for each in root.iter()
        if each.get("font-family") not in (None, "monospace")
    )
    sides = {(m.get("margin-left"), m.get("margin-right")) for m in root.iter(f"{FO}simple-page-master")}
    assert sides == {("28mm", "28mm")}
    assert len(pdf.pages) > 8


def test_usual_size_is_left_alone(kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _pdf = publish(kwedition, tmp_path, "", monkeypatch)
    assert (root.get("font-size"), root.get("line-height")) == ("10.5pt", "14pt")
    assert {each.get("column-count") for each in root.iter(f"{FO}region-body")} == {None, "2"}
