"""Reports in the Schematron Validation Report Language: their structure, and that they say what the findings say."""

from pathlib import Path

import pytest
from lxml import etree

from kwedition import xmlio
from kwedition.check.schematron import Rules
from kwedition.saxon import Saxon

SVRL = "{http://purl.oclc.org/dsdl/svrl}"

# The structure that ISO/IEC 19757-3 gives a report, as far as this tool uses it.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://purl.oclc.org/dsdl/svrl"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="schematron-output">
    <optional><attribute name="title"/></optional><optional><attribute name="schemaVersion"/></optional>
    <optional><attribute name="phase"><data type="NCName"/></attribute></optional>
    <zeroOrMore><ref name="text"/></zeroOrMore>
    <zeroOrMore><element name="ns-prefix-in-attribute-values">
      <attribute name="prefix"><data type="NMTOKEN"/></attribute><attribute name="uri"/></element></zeroOrMore>
    <oneOrMore>
      <element name="active-pattern"><optional><attribute name="id"><data type="ID"/></attribute></optional>
        <optional><attribute name="name"/></optional>
        <optional><attribute name="document"><data type="anyURI"/></attribute></optional></element>
      <zeroOrMore>
        <element name="fired-rule"><optional><attribute name="id"/></optional><attribute name="context"/>
          <ref name="role"/></element>
        <zeroOrMore><choice>
          <element name="failed-assert"><ref name="found"/></element>
          <element name="successful-report"><ref name="found"/></element>
        </choice></zeroOrMore>
      </zeroOrMore>
    </oneOrMore>
  </element></start>
  <define name="role"><optional><attribute name="role"/></optional><optional><attribute name="flag"/></optional></define>
  <define name="found"><optional><attribute name="id"/></optional><attribute name="location"/><attribute name="test"/>
    <ref name="role"/>
    <zeroOrMore><element name="diagnostic-reference"><attribute name="diagnostic"/><ref name="text"/></element></zeroOrMore>
    <zeroOrMore><element name="property-reference"><attribute name="property"/><optional><attribute name="role"/></optional>
      <optional><attribute name="scheme"/></optional><ref name="text"/></element></zeroOrMore>
    <ref name="text"/></define>
  <define name="text"><element name="text"><text/></element></define>
</grammar>
"""
SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" schemaVersion="7" defaultPhase="all">
<title>Of b</title><ns prefix="t" uri="urn:t"/>
<phase id="all"><active pattern="first"/><active pattern="idle"/><active pattern="last"/></phase>
<pattern id="first"><title>First</title>
<rule id="r" context="b[@n &lt; 3]" role="warning"><assert id="x" test="@n = '{1}'" diagnostics="d" properties="p">not one</assert>
<report test="@n = 1" flag="info">one</report></rule></pattern>
<pattern id="idle"><rule context="none"><assert test="no">no</assert></rule></pattern>
<pattern id="last"><rule context="a"><report test="b">has b</report></rule></pattern>
<diagnostics><diagnostic id="d">It is <value-of select="@n"/>.</diagnostic></diagnostics>
<properties><property id="p" role="code" scheme="urn:s">E7</property></properties></schema>"""


@pytest.fixture
def rules(saxon: Saxon, tmp_path: Path) -> Rules:
    path = tmp_path / "rules.sch"
    path.write_text(SCHEMA)
    return Rules(saxon, path)


def report(rules: Rules, text: bytes, name: str = "a letter.xml") -> etree._Element:
    svrl = etree.fromstring(rules.svrl(xmlio.parse(text, name)).encode())
    etree.RelaxNG(etree.fromstring(GRAMMAR)).assertValid(svrl)
    return svrl


def test_patterns_rules_and_findings_in_their_order(rules: Rules) -> None:
    svrl = report(rules, b'<a><b n="1"/><b n="2"/></a>')
    assert [(etree.QName(each).localname, each.get("id")) for each in svrl] == [
        ("ns-prefix-in-attribute-values", None),
        ("active-pattern", "first"), ("fired-rule", "r"), ("failed-assert", "x"), ("successful-report", None),
        ("fired-rule", "r"), ("failed-assert", "x"),
        ("active-pattern", "idle"),
        ("active-pattern", "last"), ("fired-rule", None), ("successful-report", None),
    ]  # fmt: skip


def test_a_finding_with_all_that_belongs_to_it(rules: Rules) -> None:
    svrl = report(rules, b'<a><b n="2"/></a>')
    assert dict(svrl.attrib) == {"title": "Of b", "schemaVersion": "7", "phase": "all"}
    assert next(dict(each.attrib) for each in svrl.iter(f"{SVRL}active-pattern")) == {
        "id": "first", "name": "First", "document": "a%20letter.xml",
    }  # fmt: skip
    (rule,) = svrl.findall(f"{SVRL}fired-rule[@id='r']")
    assert dict(rule.attrib) == {"id": "r", "context": "b[@n < 3]", "role": "warning"}
    (failed,) = svrl.iter(f"{SVRL}failed-assert")
    assert dict(failed.attrib) == {"id": "x", "location": "/Q{}a[1]/Q{}b[1]", "test": "@n = '{1}'", "role": "warning"}
    assert failed.findtext(f"{SVRL}text") == "not one"
    assert failed.findtext(f"{SVRL}diagnostic-reference[@diagnostic='d']/{SVRL}text") == "It is 2."
    (extra,) = failed.iter(f"{SVRL}property-reference")
    assert (dict(extra.attrib), extra.findtext(f"{SVRL}text")) == (
        {"property": "p", "role": "code", "scheme": "urn:s"},
        "E7",
    )


def test_a_document_without_findings_has_its_patterns_all_the_same(rules: Rules) -> None:
    svrl = report(rules, b"<z/>")
    assert [each.get("id") for each in svrl.iter(f"{SVRL}active-pattern")] == ["first", "idle", "last"]
    assert list(svrl.iter(f"{SVRL}fired-rule", f"{SVRL}failed-assert", f"{SVRL}successful-report")) == []


def test_a_rule_that_could_not_be_judged_is_in_the_report(saxon: Saxon, tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="b">'
        '<report id="x" test="xs:integer(@n) = 1">one</report></rule></pattern></schema>'
    )
    svrl = report(Rules(saxon, path), b'<a><b n="q"/><b n="1"/></a>')
    assert [each.get("location") for each in svrl.iter(f"{SVRL}successful-report")] == ["/Q{}a[1]/Q{}b[2]"]
    assert "at /Q{}a[1]/Q{}b[1]: Cannot convert" in (svrl.findtext(f"{SVRL}text") or "")


def test_the_reports_of_a_corpus_hold_its_findings(saxon: Saxon, shared: Path) -> None:
    letters = shared / "corpora" / "letters"
    rules = Rules(saxon, letters / "meta" / "schnitzler-briefe-schematron.sch")
    number = 0
    for path in sorted((letters / "editions").glob("*.xml"))[:40]:
        source = xmlio.read(path)
        svrl = report(rules, source.data, source.name)
        found = sorted(
            str(each.get("location")) for each in svrl.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
        )
        assert found == sorted(finding.xpath for finding in rules.judge(source))
        number += len(found)
    assert number > 10
