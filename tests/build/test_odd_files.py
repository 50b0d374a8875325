"""Files as no editor means them: links that lead nowhere, names that are no letters, signs that no name has."""

import os
import sys
from pathlib import Path

import pytest

from common import Kwedition
from kwedition.build import pdf
from kwedition.edition import Document
from kwedition.xmlio import parse
from unprepared import body, tei

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such files")


def build(kwedition: Kwedition, folder: Path, only: str = "text") -> tuple[int, str]:
    done = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache", "--only", only)
    assert (folder.parent / "out").is_dir(), done.output
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(tei(body("<p>x</p>")))
    return tmp_path / "tei"


@linux
class TestLinksThatLeadNowhere:
    def test_they_are_files_that_cannot_be_read(self, kwedition: Kwedition, folder: Path) -> None:
        (folder / "gone.xml").symlink_to("nowhere.xml")
        (folder / "self.xml").symlink_to("self.xml")
        code, said = build(kwedition, folder)
        assert code == 1
        for name in ("gone", "self"):
            assert f"{name}.xml: error file-unreadable" in said
            assert f"{name}.xml: error file-unreadable" in kwedition("check", folder).output

    def test_a_picture_may_be_one(self, kwedition: Kwedition, folder: Path) -> None:
        (folder / "p.png").symlink_to("p.png")
        (folder / "a.xml").write_text(tei(body('<p>x <graphic url="p.png"/></p>')))
        assert build(kwedition, folder, "site,epub,print")[0] == 0


@linux
class TestNames:
    def test_one_that_is_not_of_letters_is_reported(self, kwedition: Kwedition, folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder) + b"/K\xf6ln.xml")).write_text(tei(body("<p>y</p>")))
        code, said = build(kwedition, folder)
        assert code == 1
        assert "K\ufffdln.xml: error file-unreadable" in said
        assert "K\ufffdln.xml: error file-unreadable" in kwedition("check", folder).output

    def test_a_sign_that_no_name_has_leads_nowhere(self, kwedition: Kwedition, folder: Path) -> None:
        included = '<div xml:base="x%00/"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/></div>'
        (folder / "a.xml").write_text(tei(body(f'{included}<p><graphic url="a%00.png"/></p>')))
        code, said = build(kwedition, folder, "site,epub,print")
        assert code == 1
        assert "xinclude-unresolved" in said

    def test_a_backslash_parts_no_folders_in_a_pdf(self) -> None:
        source = parse(tei(body("<p>x</p>")).encode(), "a.xml")
        (attached,) = pdf.sources_of([Document("a-b", "a\\b.xml", source)], "a-b")
        assert attached.name == "a-b.xml"
