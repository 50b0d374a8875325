"""Documents that are judged without their edition: what is judged all the same, and that the rest is said."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from common import Kwedition

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{}</body></text></TEI>"
)
LETTER = '<p><persName ref="#meyr">Meyer</persName> and <persName ref="#anna">Anna</persName></p>'
PERSONS = '<listPerson><person xml:id="meyer"><persName>M</persName></person><person xml:id="anna"/></listPerson>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two letters and a list of persons, without settings."""
    monkeypatch.chdir(tmp_path)
    Path("tei").mkdir()
    Path("tei/L001.xml").write_text(TEI.format(LETTER))
    Path("tei/L002.xml").write_text(TEI.format('<p><persName ref="#anna">Anna</persName></p>'))
    Path("tei/persons.xml").write_text(TEI.format(PERSONS))
    return tmp_path


def test_a_file_is_a_part_of_the_edition_that_is_named(kwedition: Kwedition, folder: Path) -> None:
    for names in (["tei/L001.xml"], ["tei/L001.xml", "tei/L002.xml"]):
        result = kwedition("check", *names, "--source", "tei")
        assert result.exit_code == 1
        assert "tei/L001.xml:1:" in result.output
        assert result.output.count("error ref-unresolved") == 1, "`anna` stands in another file"
        assert "`meyr`" in result.output
        assert "persons.xml" not in result.output, "which is not judged"
        assert "were not judged" not in result.output
        assert f"{len(names)} file" in result.output


def test_references_that_are_not_followed_are_said_to_be_so(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("check", "tei/L001.xml")
    assert result.exit_code == 0
    assert "references of 1 file into others were not judged" in result.output
    assert "--source tei\n" in result.output
    assert "references of 2 files into others" in kwedition("check", "tei/L001.xml", "tei/L002.xml").output
    # Nothing to say of a file that points to none, nor to whom references are no concern, nor within an edition.
    silent = (["tei/persons.xml"], ["tei/L001.xml", "--select", "date"], ["tei"], ["--source", "tei"])
    for arguments in silent:
        assert "were not judged" not in kwedition("check", *arguments).output, arguments
    Path("kwedition.toml").write_text('source = "tei"\n')
    assert "were not judged" not in kwedition("check", "tei/L001.xml").output


WRONG = (
    '<p xml:id="a">Before <date when="1848-02-31">then</date> <persName ref="#anna">Anna</persName></p>'
    '<p xml:id="a" xml:lang="deutsch">After<anchor xml:id="n1"/><anchor xml:id="n2"/><anchor xml:id="n3"/></p>'
    '<note target="#n1">One</note><note target="#n2">Two</note>'
)


def test_standard_input_is_judged_by_itself(
    kwedition: Kwedition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(body: str, *options: str) -> str:
        data = io.BytesIO(TEI.format(body).encode())
        monkeypatch.setattr(
            "kwedition.checking.sys", SimpleNamespace(stdin=SimpleNamespace(buffer=data), exit=sys.exit)
        )
        return kwedition("check", "-", *options).output

    output = given(WRONG)
    for rule in ("date-impossible", "id-duplicate", "lang-unknown", "note-anchor-unused"):
        assert f" {rule}: " in output, rule
    assert "<stdin>:1:" in output
    assert "ref-unresolved" not in output
    assert "references of standard input into files were not judged" in output
    assert "were not judged" not in given('<p xml:id="b"><ref target="#b">Here</ref></p>')
    assert "nothing that can be corrected" in given("<p>on <date>3 May 1848</date></p>", "--diff")
    Path("tei/wrong.xml").write_text(TEI.format(WRONG))
    same = kwedition("check", "tei/wrong.xml").output
    for rule in ("date-impossible", "id-duplicate", "lang-unknown", "note-anchor-unused"):
        assert f" {rule}: " in same, rule


def test_what_silences_a_language_is_not_called_useless(kwedition: Kwedition, folder: Path) -> None:
    Path("tei/L003.xml").write_text(TEI.format('<?kwedition-ignore lang-unknown?><p xml:lang="deutsch">x</p>'))
    assert "ignore-unused" not in kwedition("check", "tei/L003.xml").output
