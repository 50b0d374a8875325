"""Schematron as our compiler understands it: small schemas, one behaviour each."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kwedition import xmlio
from kwedition.check.schematron import Rules, rules_in
from kwedition.errors import KweditionError, SettingsError
from kwedition.findings import Severity
from kwedition.saxon import Saxon

SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"{}>{}</schema>'
SOURCE = b'<a>\n <b n="1"/>\n <b n="2"><c/></b>\n</a>'


def judged(saxon: Saxon, folder: Path, body: str, attributes: str = "") -> list[tuple[str, int, int, str]]:
    path = folder / "rules.sch"
    path.write_text(SCH.format(attributes, body))
    findings = Rules(saxon, path).validate(xmlio.parse(SOURCE, "x.xml"))
    return [(f.rule, f.line, f.column, f.message) for f in findings]


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        # The first rule of a pattern that matches a node is the only one.
        (
            '<pattern><rule context="b[@n=1]"><assert id="x" test="false()">one</assert></rule>'
            '<rule context="b"><assert id="y" test="false()">other</assert></rule></pattern>',
            [("x", 2, 2, "one"), ("y", 3, 2, "other")],
        ),
        # Patterns do not get in each other's way.
        (
            '<pattern><rule context="c"><assert id="x" test="false()">one</assert></rule></pattern>'
            '<pattern><rule context="*[parent::b]"><assert id="y" test="false()">two</assert></rule></pattern>',
            [("x", 3, 11, "one"), ("y", 3, 11, "two")],
        ),
        # A report says when its test holds.
        ('<pattern><rule context="b"><report id="x" test="c">has c</report></rule></pattern>', [("x", 3, 2, "has c")]),
        # Variables of the schema, the pattern and the rule.
        (
            '<let name="s" value="1"/><pattern><let name="p" value="$s + 1"/><rule context="a"><let name="r" value="$p + count(b)"/>'
            '<report id="x" test="$r = 4"><value-of select="$r"/> and <name/></report></rule></pattern>',
            [("x", 1, 1, "4 and a")],
        ),
        # Abstract rules and patterns.
        (
            '<pattern><rule abstract="true" id="r"><report id="x" test="@n = 2">two</report></rule>'
            '<rule context="b"><extends rule="r"/></rule></pattern>',
            [("x", 3, 2, "two")],
        ),
        (
            '<pattern abstract="true" id="p"><rule context="$what"><report id="x" test="$attribute = 1">$what stays</report></rule></pattern>'
            '<pattern is-a="p"><param name="what" value="b"/><param name="attribute" value="@n"/></pattern>',
            [("x", 2, 2, "$what stays")],
        ),
        # Attributes as context; the element is where they stand.
        (
            '<pattern><rule context="b/@n"><report id="x" test=". = 2">two</report></rule></pattern>',
            [("x", 3, 2, "two")],
        ),
        # Diagnostics follow the message.
        (
            '<pattern><rule context="c"><assert id="x" test="false()" diagnostics="d">no.</assert></rule></pattern>'
            '<diagnostics><diagnostic id="d">In <name path=".."/>.</diagnostic></diagnostics>',
            [("x", 3, 11, "no. In b.")],
        ),
        # Ids are made where there is none.
        (
            '<pattern id="p"><rule context="c"><assert test="false()">no</assert></rule></pattern>',
            [("sch-p.1.1", 3, 11, "no")],
        ),
        # Functions and keys of XSLT.
        (
            '<xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="f:two" xmlns:f="urn:f"><xsl:sequence select="2"/></xsl:function>'
            '<ns prefix="f" uri="urn:f"/><pattern><rule context="b"><report id="x" test="@n = f:two()">two</report></rule></pattern>',
            [("x", 3, 2, "two")],
        ),
        # The subject moves the finding.
        (
            '<pattern><rule context="a" subject="b[c]/c"><assert id="x" test="false()">no</assert></rule></pattern>',
            [("x", 3, 11, "no")],
        ),
    ],
)
def test_behaviour(saxon: Saxon, tmp_path: Path, body: str, findings: list[tuple[str, int, int, str]]) -> None:
    assert judged(saxon, tmp_path, body) == findings


def test_the_default_phase_chooses_patterns(saxon: Saxon, tmp_path: Path) -> None:
    body = (
        '<phase id="quick"><active pattern="one"/></phase>'
        '<pattern id="one"><rule context="a"><assert id="x" test="false()">one</assert></rule></pattern>'
        '<pattern id="two"><rule context="a"><assert id="y" test="false()">two</assert></rule></pattern>'
    )
    assert [rule for rule, *_ in judged(saxon, tmp_path, body)] == ["x", "y"]
    assert [rule for rule, *_ in judged(saxon, tmp_path, body, ' defaultPhase="quick"')] == ["x"]


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("error", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("information", Severity.INFO),
        ("", Severity.ERROR),
        ("odd", Severity.WARNING),
    ],
)
def test_roles_are_severities(saxon: Saxon, tmp_path: Path, role: str, severity: Severity) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(
        SCH.format("", f'<pattern><rule context="a"><assert role="{role}" test="false()">no</assert></rule></pattern>')
    )
    (finding,) = Rules(saxon, path).validate(xmlio.parse(SOURCE, "x.xml"))
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a/>", "not an ISO Schematron schema"),
        ("<a>", "the schema rules.sch, line 1"),
        ('<schema xmlns="http://www.ascc.net/xml/schematron"/>', "is Schematron 1.5"),
    ],
)
def test_what_is_no_schema_is_refused(saxon: Saxon, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(text)
    with pytest.raises(KweditionError, match=said):
        Rules(saxon, path)


def test_a_phase_that_is_not_there_is_wrong_use(saxon: Saxon, tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(SCH.format("", '<phase id="quick"/>'))
    with pytest.raises(SettingsError, match="no phase slow; its phases are: quick"):
        Rules(saxon, path, phase="slow")


ERROR = '<pattern><rule context="a"><report id="x" test="1 +">no</report><report id="y" test="true()">yes</report></rule></pattern>'


def test_what_is_wrong_in_the_schema_is_told_once_and_can_be_asked_for(saxon: Saxon, tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(SCH.format("", ERROR))
    rules = Rules(saxon, path)
    source = xmlio.parse(SOURCE, "x.xml")
    (fault,) = rules.faults
    assert (fault.path, fault.line, fault.rule, fault.severity) == (str(path), 1, "sch-xpath", Severity.ERROR)
    assert [finding.rule for finding in rules.judge(source)] == ["y"]
    assert [finding.rule for finding in rules.validate(source)] == ["sch-xpath", "y"]
    assert [finding.rule for finding in rules.validate(source)] == ["y"]


def test_judging_does_not_depend_on_what_was_judged_before(saxon: Saxon, tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(
        SCH.format(
            "", '<pattern><rule context="b"><assert id="x" test="xs:integer(@n) = 1">no</assert></rule></pattern>'
        )
    )
    rules = Rules(saxon, path)
    good, bad = xmlio.parse(SOURCE, "x.xml"), xmlio.parse(b'<a><b n="q"/></a>', "bad.xml")
    before = [rules.judge(good), rules.judge(bad)]
    assert [[finding.rule for finding in each] for each in before] == [["x"], ["sch-evaluation"]]
    assert [rules.judge(good), rules.judge(bad)] == before


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web server that has one pattern and one document; a process of its own, for Saxon does not let go of Python."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "p.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a"><report id="net" test="true()">yes</report></rule></pattern>'
    )
    (folder / "k.xml").write_text("<k>from afar</k>")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port is not None
        yield f"http://127.0.0.1:{port[1]}"
        server.terminate()


def test_the_network_is_reached_only_where_it_is_allowed(saxon: Saxon, tmp_path: Path, host: str) -> None:
    path = tmp_path / "rules.sch"
    body = (
        f'<include href="{host}/p.sch"/><pattern><rule context="a"><report id="x" test="true()">'
        f"<value-of select=\"doc('{host}/k.xml')\"/></report></rule></pattern>"
    )
    path.write_text(SCH.format("", body))
    source = xmlio.parse(SOURCE, "x.xml")
    refused = Rules(saxon, path).validate(source)
    assert [finding.rule for finding in refused] == ["sch-include", "sch-evaluation"]
    allowed = Rules(saxon, path, allow_network=True).validate(source)
    assert sorted((finding.rule, finding.message) for finding in allowed) == [("net", "yes"), ("x", "from afar")]


def test_rules_in_a_grammar(saxon: Saxon, tmp_path: Path) -> None:
    path = tmp_path / "g.rng"
    grammar = '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">{}</grammar>'
    path.write_text(grammar.format("<start><text/></start>"))
    assert rules_in(path) is None
    path.write_text(
        grammar.format(
            '<sch:pattern id="p"><sch:rule context="c"><sch:report test="true()">yes</sch:report></sch:rule></sch:pattern>'
        )
    )
    schema = rules_in(path)
    assert schema is not None
    assert schema.rules == 1
    assert [f.rule for f in Rules(saxon, schema).validate(xmlio.parse(SOURCE, "x.xml"))] == ["sch-p.1.1"]


@pytest.mark.parametrize(
    "name",
    [
        "tei_all.sch",
        "tei_bare.sch",
        "tei_jtei.sch",
        "tei_lite.sch",
        "dtabf_all.sch",
        "tei_all.rng",
        "tei_jtei.rng",
        "tillich-briefe.rng",
        "cmif.rng",
    ],
)
def test_the_schemas_of_others_run_as_they_are(saxon: Saxon, shared: Path, name: str) -> None:
    rules = Rules(saxon, shared / "relaxng" / name)
    assert rules.faults == ()
    for path in sorted((shared / "corpora" / "letters" / "editions").glob("*.xml"))[:3]:
        assert [finding for finding in rules.judge(xmlio.read(path)) if finding.rule == "sch-evaluation"] == []


def test_a_schema_says_the_same_in_a_grammar_and_alone(saxon: Saxon, shared: Path) -> None:
    alone = Rules(saxon, shared / "relaxng" / "tei_jtei.sch")
    embedded = Rules(saxon, shared / "relaxng" / "tei_jtei.rng")
    number = 0
    for path in sorted((shared / "corpora" / "letters" / "editions").glob("*.xml"))[:5]:
        source = xmlio.read(path)
        said = sorted((f.line, f.column, f.message) for f in alone.judge(source))
        assert said == sorted((f.line, f.column, f.message) for f in embedded.judge(source))
        number += len(said)
    assert number > 20


def test_the_reference_of_a_large_project(saxon: Saxon, shared: Path) -> None:
    """Every failed assertion of another implementation, at the same place, and no other."""
    import json

    letters = shared / "corpora" / "letters"
    reference = json.loads((letters / "schematron-reference.json").read_text())
    rules = Rules(saxon, letters / "meta" / "schnitzler-briefe-schematron.sch")
    for path in sorted((letters / "editions").glob("*.xml")):
        found = sorted(finding.xpath for finding in rules.validate(xmlio.read(path)))
        assert found == sorted(each["location"] for each in reference.get(path.name, [])), path.name
