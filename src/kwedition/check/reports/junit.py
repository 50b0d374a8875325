"""Findings as JUnit XML, which nearly every CI server shows: a test suite with one test case for each file.

There is no standard; this keeps to what Jenkins' schema (junit-10.xsd of its xUnit plugin) allows. Most servers
show one failure of a test case only, so that all findings of a file stand in one.
"""

from collections.abc import Sequence

from lxml import etree

from kwedition.check.reports import text
from kwedition.check.reports.run import Run, by_file, encodable, in_words, place, visible
from kwedition.findings import Finding


def render(findings: Sequence[Finding], run: Run) -> str:
    """The suite; a file fails by findings at or above the threshold, lesser ones go to its ``system-out``."""
    groups = by_file(findings, run.files)
    cases = [_case(path, group, run) for path, group in groups.items()]
    failed = str(sum(case.find("failure") is not None for case in cases))
    totals = {"name": "kwedition", "tests": str(len(cases)), "failures": failed, "errors": "0"}
    suites = etree.Element("testsuites", totals)
    suite = etree.SubElement(suites, "testsuite", totals, skipped="0")
    properties = etree.SubElement(suite, "properties")
    etree.SubElement(properties, "property", name="kwedition.version", value=visible(run.version))
    suite.extend(cases)
    etree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(suites, encoding="unicode")}\n'


def _case(path: str, findings: Sequence[Finding], run: Run) -> etree._Element:
    case = etree.Element("testcase", name=visible(path), classname="kwedition")
    failing = [finding for finding in findings if finding.severity >= run.threshold]
    others = [finding for finding in findings if finding.severity < run.threshold]
    if failing:
        first = failing[0]
        message = f"{place(first)}: {first.message}" if len(failing) == 1 else in_words(failing)
        types = sorted({finding.rule for finding in failing})
        failure = etree.SubElement(case, "failure", message=visible(message), type=visible(" ".join(types)))
        failure.text = _listed(failing, run)
    if others:
        etree.SubElement(case, "system-out").text = _listed(others, run)
    return case


def _listed(findings: Sequence[Finding], run: Run) -> str:
    lines = text.text_report(findings, run.lines_of)
    return encodable("\n" + "\n".join("".join(piece.text for piece in line).rstrip() for line in lines) + "\n")
