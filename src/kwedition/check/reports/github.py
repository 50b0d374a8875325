"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from collections.abc import Sequence

from kwedition.check.reports.run import Run, encodable, summary
from kwedition.findings import Finding, Severity, in_order

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Sequence[Finding], run: Run) -> str:
    """A command a line, then the summary for those who read the log."""
    lines = [_command(finding) for finding in in_order(findings)]
    return encodable("\n".join([*lines, summary(findings, run.checked, run.known)])) + "\n"


def _command(finding: Finding) -> str:
    properties = {"file": finding.path}
    if finding.line:
        properties["line"] = str(finding.line)
        if finding.column:
            properties["col"] = str(finding.column)
    properties["title"] = finding.rule
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{finding.message}\n→ {finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    """Text after the second ``::``: per cent first, or the escapes themselves would be escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which must not hold what ends it either."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
