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
