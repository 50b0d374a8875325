"""Schematron as our compiler understands it: small schemas, one behaviour each."""

from pathlib import Path

import pytest

from kwedition import xmlio
from kwedition.check.schematron import Rules
from kwedition.errors import KweditionError
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
        (SCH.format("", '<pattern><rule context="a"><assert test="1 +">no</assert></rule></pattern>'), "is no XPath"),
        (SCH.format("", '<pattern is-a="none"/>'), "there is no abstract pattern none"),
        (SCH.format("", '<include href="x.sch"/>'), "the schema includes x.sch"),
        (SCH.replace("xslt3", "stx").format("", ""), "the query binding stx is not known"),
    ],
)
def test_a_wrong_schema_says_what_is_wrong(saxon: Saxon, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(text)
    with pytest.raises(KweditionError, match=said):
        Rules(saxon, path)


def test_a_rule_reads_no_file(saxon: Saxon, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<s>SECRET</s>")
    body = f'<pattern><rule context="a"><report test="true()"><value-of select="doc(\'{secret.as_uri()}\')"/></report></rule></pattern>'
    with pytest.raises(KweditionError) as error:
        judged(saxon, tmp_path, body)
    assert "SECRET" not in str(error.value)


def test_the_reference_of_a_large_project(saxon: Saxon, shared: Path) -> None:
    """Every failed assertion of another implementation, at the same place, and no other."""
    import json

    letters = shared / "corpora" / "letters"
    reference = json.loads((letters / "schematron-reference.json").read_text())
    rules = Rules(saxon, letters / "meta" / "schnitzler-briefe-schematron.sch")
    for path in sorted((letters / "editions").glob("*.xml")):
        found = sorted(finding.xpath for finding in rules.validate(xmlio.read(path)))
        assert found == sorted(each["location"] for each in reference.get(path.name, [])), path.name
