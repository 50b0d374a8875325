"""The command that makes PDFs from XSL-FO."""

import shutil
from pathlib import Path

import pypdf
import pytest

from common import ROOT, Kwedition, peer

LETTER = ROOT / "tests" / "print" / "fo" / "footnote.fo"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_pdf_stands_beside_its_fo(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.fo").write_bytes(LETTER.read_bytes())
    result = kwedition("print", "a.fo")
    assert (result.exit_code, result.output) == (0, "1 PDF of 1 FO file\n")
    assert len(pypdf.PdfReader(folder / "a.pdf").pages) == 1


def test_the_sources_of_the_edition_are_inside(kwedition: Kwedition, folder: Path, mini: Path) -> None:
    assert kwedition("build", "--source", mini, "--only", "print", "--output", "output").exit_code == 0
    result = kwedition("print", "--source", mini)
    assert result.exit_code == 0, result.output
    whole = pypdf.PdfReader(folder / "output" / "print" / "edition.pdf")
    sources = {path.name: path.read_bytes() for path in mini.rglob("*.xml")}
    assert sources
    assert {name: data[0] for name, data in whole.attachments.items()} == sources
    one = next(p for p in (folder / "output" / "print").glob("*.pdf") if p.stem != "edition")
    assert len(pypdf.PdfReader(one).attachments) == 1


def test_a_font_that_is_nowhere_is_named(kwedition: Kwedition, folder: Path, mini: Path) -> None:
    shutil.copyfile(mini / "tei/letters/first.xml", folder / "letter.xml")
    for font, said in (("Comic", 1), ("Libertinus Serif", 0)):
        (folder / "kwedition.toml").write_text(f'print.font = "{font}"\n')
        built = kwedition("build", "--only", "print,pdf")
        assert built.output.count(f"there is no font {font}") == said
        assert kwedition("print").output.count(f"there is no font {font}") == said


def test_what_is_not_known_makes_no_pdf(kwedition: Kwedition, folder: Path) -> None:
    text = LETTER.read_text().replace("<fo:block>", '<fo:block azimuth="left">', 1)
    (folder / "a.fo").write_text(text)
    (folder / "b.fo").write_bytes(LETTER.read_bytes())
    result = kwedition("print", ".")
    assert result.exit_code == 1
    assert "a.fo:" in result.output
    assert "azimuth of fo:block is not known" in result.output
    assert "1 PDF of 2 FO files" in result.output
    assert not (folder / "a.pdf").exists()
    assert (folder / "b.pdf").exists()


def test_nothing_to_print(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("print")
    assert result.exit_code == 2 or "there is no FO file" in str(result.exception)


def test_fop_makes_one_too(kwedition: Kwedition, folder: Path) -> None:
    peer("fop")
    (folder / "a.fo").write_bytes(LETTER.read_bytes())
    result = kwedition("print", "a.fo", "--formatter", "fop")
    assert result.exit_code == 0, result.output
    assert len(pypdf.PdfReader(folder / "a.pdf").pages) == 1


def test_help_names_both_formatters(kwedition: Kwedition) -> None:
    shown = kwedition("print", "--help").output
    for word in ("typst", "fop", "--fonts", "PDF/UA-1", "PDF/A-3a"):
        assert word in shown
