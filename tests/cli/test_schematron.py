"""`kwedition check` with rules of a schema: what they may read, what is said once, what is passed over."""

import json
import re
from pathlib import Path

import pytest

from common import Kwedition

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{0}"><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>{1}</TEI>"
)
SCHEMA = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
    '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>{}</schema>'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two letters, a list beside them and a schema in a folder of its own."""
    for name in ("tei", "lists", "schema"):
        (tmp_path / "edition" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "edition")
    Path("kwedition.toml").write_text('source = "tei"\nschema = "schema/edition.sch"\n')
    Path("lists/names.xml").write_text("<names><name>Anna</name></names>")
    (tmp_path / "outside.xml").write_text("<names><name>Berta</name></names>")
    for name in ("Anna", "Berta"):
        text = f"<text><body><p><persName>{name}</persName> wrote.</p></body></text>"
        Path(f"tei/{name}.xml").write_text(TEI.format(name, text))
    return tmp_path


def known(path: str) -> str:
    test = f"normalize-space() = doc('{path}')//name"
    return SCHEMA.format(
        f'<pattern><rule context="tei:persName"><assert id="known" test="{test}">not in the list</assert></rule></pattern>'
    )


def found(kwedition: Kwedition, *arguments: str) -> list[tuple[str, str]]:
    result = kwedition("check", "--format", "json", *arguments)
    assert result.exit_code in (0, 1), result.output
    return [(each["path"], each["rule"]) for each in json.loads(result.output)["findings"]]


def test_a_list_of_the_edition_is_read(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/edition.sch").write_text(known("../lists/names.xml"))
    assert found(kwedition) == [("tei/Berta.xml", "known")]
    assert found(kwedition, "--jobs", "2") == [("tei/Berta.xml", "known")]
    assert found(kwedition, "tei/Berta.xml") == [("tei/Berta.xml", "known")]


def test_a_build_judges_again_when_the_list_changes(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/edition.sch").write_text(known("../lists/names.xml"))
    assert "not in the list" in kwedition("build", "--only", "data").output
    Path("lists/names.xml").write_text("<names><name>Anna</name><name>Berta</name></names>")
    result = kwedition("build", "--only", "data")
    assert result.exit_code == 0, result.output
    assert "not in the list" not in result.output


def test_files_elsewhere_are_read_only_when_that_is_allowed(kwedition: Kwedition, folder: Path) -> None:
    for way in ("../../outside.xml", (folder / "outside.xml").as_uri()):
        Path("schema/edition.sch").write_text(known(way))
        assert found(kwedition) == [("schema/edition.sch", "sch-evaluation")]
        assert found(kwedition, "--allow-network") == [("schema/edition.sch", "sch-evaluation")]
        assert found(kwedition, "--allow-files") == [("tei/Anna.xml", "known")]


def test_what_is_included_may_be_anywhere_in_the_edition(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/edition.sch").write_text(SCHEMA.format('<include href="part.sch"/><include href="../../out.sch"/>'))
    part = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="tei:body/tei:p"><report id="{}" test="1">x</report></rule></pattern>'
    Path("schema/part.sch").write_text(part.format("part"))
    (folder / "out.sch").write_text(part.format("out"))
    within = [("tei/Anna.xml", "part"), ("tei/Berta.xml", "part")]
    assert found(kwedition) == [("schema/edition.sch", "sch-include"), *within]
    assert ("tei/Anna.xml", "out") in found(kwedition, "--allow-files")


BROKEN = SCHEMA.format(
    '<pattern><rule context="tei:body/tei:p"><assert id="number" test="xs:integer(.) = 1">x</assert></rule></pattern>'
    '<pattern><rule context="tei:body/tei:p"><report id="here" test="true()">p</report><assert test="foo((">x</assert></rule></pattern>'
)


def test_what_is_wrong_in_a_schema_is_told_once(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/edition.sch").write_text(BROKEN)
    result = kwedition("check")
    assert result.output.count("sch-evaluation") == 1
    assert result.output.count("sch-xpath") == 1
    assert "seen in tei/Anna.xml at /TEI/text/body/p (and in 1 document more)" in result.output
    assert result.output.count("error here: p") == 2
    # A build stops at it as well, and at the second time, too.
    for _ in range(2):
        built = kwedition("build", "--only", "data")
        assert built.output.count("sch-evaluation") == 1, built.output
        assert built.output.count("sch-xpath") == 1


GRAMMAR = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">'
    '<sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><sch:pattern><sch:rule context="tei:persName">'
    '<sch:assert id="none" test="false()">no names</sch:assert></sch:rule></sch:pattern><start><ref name="any"/></start>'
    '<define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/>'
    "</choice></zeroOrMore></element></define></grammar>"
)


def test_rules_within_a_grammar_that_a_document_names(kwedition: Kwedition, folder: Path) -> None:
    Path("kwedition.toml").unlink()
    Path("schema/any.rng").write_text(GRAMMAR)
    model = '<?xml-model href="../schema/any.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    Path("tei/Anna.xml").write_text(model + Path("tei/Anna.xml").read_text())
    assert found(kwedition, "--source", "tei") == [("tei/Anna.xml", "none")]
    report = kwedition("check", "--source", "tei", "--format", "svrl")
    assert report.exit_code == 1
    assert report.output.count("<svrl:failed-assert") == 1


def test_a_report_fails_by_the_severity_of_what_it_says(kwedition: Kwedition, folder: Path) -> None:
    rule = (
        '<pattern><rule context="tei:body/tei:p"><report id="p" role="info" test="true()">p</report></rule></pattern>'
    )
    Path("schema/edition.sch").write_text(SCHEMA.format(rule))
    assert kwedition("check", "--format", "svrl").exit_code == 0
    assert kwedition("check", "--format", "svrl", "--severity", "info").exit_code == 1


def test_a_report_says_only_what_is_selected(kwedition: Kwedition, folder: Path) -> None:
    tests = "".join(f'<report id="{name}" test="true()">x</report>' for name in ("p", "q-one", "q-two"))
    Path("schema/edition.sch").write_text(
        SCHEMA.format(f'<pattern><rule context="tei:body/tei:p">{tests}</rule></pattern>')
    )

    def reported(*options: str) -> set[str]:
        report = kwedition("check", "--format", "svrl", *options)
        said = set(re.findall(r'<svrl:successful-report id="([^"]+)"', report.output))
        assert report.output.count("<svrl:fired-rule") == 2
        assert report.exit_code == (1 if said else 0)
        return said

    assert reported() == {"p", "q-one", "q-two"}
    assert reported("--select", "q") == {"q-one", "q-two"}
    assert reported("--select", "q", "--ignore", "q-one") == {"q-two"}
    assert reported("--ignore", "p,q") == reported("--select", "ref") == set()
    assert "there is no rule none" in kwedition("check", "--format", "svrl", "--select", "none").output


def test_documents_that_the_grammar_refuses_are_said_to_wait(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/any.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    )
    Path("schema/any.sch").write_text(known("../lists/names.xml"))
    Path("kwedition.toml").write_text('source = "tei"\nschema = "schema/any.rng"\n')
    assert "2 files were not judged by Schematron yet" in kwedition("check").output


def test_a_slip_in_the_name_of_a_rule_is_refused(kwedition: Kwedition, folder: Path) -> None:
    Path("schema/edition.sch").write_text(known("../lists/names.xml"))
    for option in ("--select", "--ignore"):
        result = kwedition("check", option, "ref-unresolvd")
        assert result.exit_code == 2
        assert "did you mean ref-unresolved?" in result.output
    assert kwedition("check", "--select", "ref-un").exit_code == 2
    assert kwedition("check", "--select", "known").output.count("error known") == 1
    for names in ("some-rule-of-another-schema", "known,nonsense", "knwon"):
        for format_ in ("text", "json"):
            result = kwedition("check", "--select", names, "--format", format_)
            assert result.exit_code == 2
            assert "there is no rule" in result.output
    assert "did you mean known?" in result.output
    # What is ignored may be a rule of documents that are not judged this time.
    result = kwedition("check", "--ignore", "some-rule-of-another-schema")
    assert result.exit_code == 1
    assert "no rule some-rule-of-another-schema is known" in result.output


def test_a_rule_by_which_nothing_is_found_can_be_selected(kwedition: Kwedition, folder: Path) -> None:
    """Those of the settings' schema, of one that documents name, and of another phase."""
    kept = '<rule context="tei:body" id="of-rule"><assert test="true()">x</assert><assert id="kept" test="true()">x</assert></rule>'
    Path("schema/edition.sch").write_text(SCHEMA.format(f'<pattern id="of-pattern">{kept}</pattern>'))
    for name in ("kept", "sch-of-rule", "sch-of-pattern", "sch"):
        assert kwedition("check", "--select", name).exit_code == 0
    assert kwedition("check", "--select", "kpet").exit_code == 2
    Path("schema/edition.sch").write_text(PHASES)
    assert kwedition("check", "--phase", "draft", "--select", "two").exit_code == 0
    assert kwedition("check", "--phase", "final", "--select", "two").exit_code == 1
    Path("own.xml").write_text(
        f'<?xml-model href="schema/edition.sch"?>{TEI.format("Own", "<text><body><p/></body></text>")}'
    )
    Path("kwedition.toml").unlink()
    assert kwedition("check", "own.xml", "--select", "one").exit_code == 1
    assert kwedition("check", "own.xml", "--select", "nonsense").exit_code == 2
    assert kwedition("check", "own.xml", "--ignore", "nonsense", "--select", "two").exit_code == 1
    assert kwedition("check", "tei/Anna.xml", "--select", "nonsense").exit_code == 2


def test_a_family_has_a_severity(kwedition: Kwedition, folder: Path) -> None:
    Path("kwedition.toml").write_text(
        'source = "tei"\n[severity]\nref = "off"\nref-file = "warning"\ntext-strait = "off"\n'
    )
    pointing = '<text><body><p><ref target="#q">q</ref><ref target="r.xml">r</ref></p></body></text>'
    Path("tei/Anna.xml").write_text(TEI.format("Anna", pointing))
    result = kwedition("check")
    assert result.exit_code == 0
    assert "warning ref-file" in result.output
    assert "ref-unresolved" not in result.output
    assert "text-strait, which is no rule" in result.output
    assert "text-strait, which is no rule" in kwedition("build", "--output", "out").output


PHASES = SCHEMA.format(
    '<phase id="draft"><active pattern="one"/></phase><phase id="final"><active pattern="two"/></phase>'
    '<pattern id="one"><rule context="tei:body"><report id="one" test="true()">one</report></rule></pattern>'
    '<pattern id="two"><rule context="tei:body"><report id="two" test="true()">two</report></rule></pattern>'
)


def test_a_document_may_ask_for_a_phase(kwedition: Kwedition, folder: Path) -> None:
    Path("kwedition.toml").unlink()
    Path("schema/phases.sch").write_text(PHASES)
    model = '<?xml-model href="../schema/phases.sch" schematypens="http://purl.oclc.org/dsdl/schematron" phase="{}"?>'
    for name, phase in (("Anna", "draft"), ("Berta", "nowhere")):
        file = Path(f"tei/{name}.xml")
        file.write_text(model.format(phase) + file.read_text())
    assert found(kwedition, "--source", "tei") == [("tei/Anna.xml", "one"), ("tei/Berta.xml", "schema-unusable")]
    assert ("tei/Berta.xml", "two") in found(kwedition, "--source", "tei", "--phase", "final")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.rng", "http://relaxng.org/ns/structure/1.0"), ("a.sch", "http://purl.oclc.org/dsdl/schematron")],
)
def test_a_schema_that_is_not_there_is_reported_where_its_name_stands(
    kwedition: Kwedition, folder: Path, name: str, kind: str
) -> None:
    Path("kwedition.toml").unlink()
    file = Path("tei/Anna.xml")
    # Of what fills several lines lxml knows the last.
    model = f'\n  <?xml-model href="../{name}" type="application/xml"\n    schematypens="{kind}"?>\n'
    file.write_text(model + file.read_text())
    said = kwedition("check", "--source", "tei").output
    assert f"tei/Anna.xml:2:3: error schema-unusable: the schema {name}, which the document names, is not there" in said


def test_rules_that_a_document_names_and_nobody_has(kwedition: Kwedition, folder: Path) -> None:
    Path("kwedition.toml").unlink()
    model = '<?xml-model href="../schema/gone.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>'
    Path("tei/Anna.xml").write_text(model + Path("tei/Anna.xml").read_text())
    result = kwedition("check", "--source", "tei")
    assert "the schema gone.sch, which the document names, is not there: schema/gone.sch" in result.output
