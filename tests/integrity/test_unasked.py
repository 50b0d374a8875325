"""An instruction that silences what was not asked at all is not called useless."""

from pathlib import Path

import pytest

from common import Kwedition

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    '<text><body><?kwedition-ignore {}?><p>Text<ref target="#here">.</ref></p><p xml:id="here"/></body></text></TEI>'
)
RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="nothing">'
    '<assert id="house-rule" test="true()">x</assert></rule></pattern></schema>'
)


@pytest.mark.parametrize(
    ("rule", "alone", "in_folder", "with_rules"),
    [
        ("ref-file", False, True, True),
        ("id-document-twice", False, True, True),
        ("date-text", True, True, True),
        ("house-rule", False, False, True),
        ("ref-unresolvd", True, True, True),
    ],
)
def test_unused_only_when_asked(
    kwedition: Kwedition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rule: str,
    alone: bool,
    in_folder: bool,
    with_rules: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tei").mkdir()
    Path("tei/a.xml").write_text(TEI.format(rule))
    Path("house.sch").write_text(RULES)
    assert ("ignore-unused" in kwedition("check", "tei/a.xml").output) == alone
    assert ("ignore-unused" in kwedition("check", "--source", "tei").output) == in_folder
    assert ("ignore-unused" in kwedition("check", "--source", "tei", "--rules", "house.sch").output) == with_rules


ANYTHING = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>'
    '<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>'
)
MISSPELT = TEI.replace("<p>Text", "<p>Text <perName>B</perName> <perName>C</perName> <zzz/>")


def test_names_of_elements_are_judged_where_no_grammar_does(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tei").mkdir()
    Path("any.rng").write_text(ANYTHING)
    Path("house.sch").write_text(RULES)
    Path("tei/a.xml").write_text(MISSPELT.format("text"))
    Path("tei/b.xml").write_text(f'<?xml-model href="../any.rng"?>{MISSPELT.format("element-unknown")}')
    Path("tei/c.xml").write_text(f'<?xml-model href="../house.sch"?>{MISSPELT.format("element-unknown")}')
    for arguments in (("--source", "tei"), ("tei/a.xml", "tei/b.xml", "tei/c.xml"), ("tei",)):
        output = kwedition("check", *arguments, "--select", "element,ignore").output
        assert "TEI P5 has no element `perName` (it stands 2 times in this file)" in output
        assert "→ write `persName`" in output
        assert "TEI P5 has no element `zzz`" in output
        assert "→ write an element of TEI, or name the schema that declares this one" in output
        assert output.count("element-unknown: ") == 2, output
        assert "b.xml" not in output
        assert "c.xml" not in output
    Path("kwedition.toml").write_text('source = "tei"\nschema = "any.rng"\n')
    for files in ([], ["tei/a.xml"]):
        assert "element-unknown" not in kwedition("check", *files).output
