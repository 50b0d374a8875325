"""`kwedition check --fix` and `--diff`: what is written where, and what is shown of it."""

from pathlib import Path

import pytest

from common import Kwedition

TEI = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    "<title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>\n"
    "<text><body><p>Mün­chen</p>\n<p><date>14 May 1950</date></p></body></text></TEI>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_would_change_is_shown_as_it_is_read(
    kwedition: Kwedition, folder: Path, encoding: str, newline: str
) -> None:
    before = TEI.format(encoding=encoding).replace("\n", newline).encode(encoding)
    Path("a.xml").write_bytes(before)
    shown = kwedition("check", "--source", ".", "--diff").output
    assert "-<p><date>14 May 1950</date></p>" in shown
    assert (
        '+<p><date when="1950-05-14">14 May 1950</date></p></body></text></TEI>\n\\ No newline at end of file' in shown
    )
    assert " <text><body><p>Mün\u00adchen</p>" in shown
    assert Path("a.xml").read_bytes() == before
    assert "corrected: 1 finding in 1 file" in kwedition("check", "--source", ".", "--fix").output
    after = Path("a.xml").read_bytes()
    assert after.decode(encoding) == before.decode(encoding).replace("<date>", '<date when="1950-05-14">')
    for option in ("--fix", "--diff"):
        said = kwedition("check", "--source", ".", option).output
        assert "there is nothing that can be corrected in safety" in said
        assert "corrected: " not in said
    assert Path("a.xml").read_bytes() == after


def test_a_link_stays_a_link(kwedition: Kwedition, folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "tei").mkdir()
    real, link = folder / "kept" / "real.xml", folder / "tei" / "a.xml"
    real.write_text(TEI.format(encoding="utf-8"), encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    kwedition("check", "--source", "tei", "--fix")
    assert link.is_symlink()
    assert 'when="1950-05-14"' in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
