"""How findings are shown to people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kwedition.findings import Finding, Severity, in_order

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of a line with a colour name, or none."""

    text: str
    style: str = ""


def text_report(findings: Iterable[Finding], lines_of: Callable[[str], list[str]]) -> list[list[Styled]]:
    """Findings as lines for a terminal, each with its source line and a caret under the place.

    ``lines_of`` gives the lines of a file by the path in the finding, or nothing when it cannot be read.
    """
    report: list[list[Styled]] = []
    cache: dict[str, list[str]] = {}
    for finding in in_order(findings):
        place = finding.path
        if finding.line:
            place += f":{finding.line}" + (f":{finding.column}" if finding.column else "")
        report.append([
            Styled(place, "bold"), Styled(": "),
            Styled(str(finding.severity), _COLOURS[finding.severity]),
            Styled(f" {finding.rule}: ", "dim"), Styled(finding.message),
        ])  # fmt: skip
        lines = cache.setdefault(finding.path, lines_of(finding.path)) if finding.line else []
        if 0 < finding.line <= len(lines):
            report += _excerpt(lines[finding.line - 1], finding.column)
        if finding.hint:
            report.append([Styled("    → ", "dim"), Styled(finding.hint)])
    return report


def _excerpt(line: str, column: int, width: int = 100) -> list[list[Styled]]:
    """The part of a source line round the column, with a caret below it."""
    plain = line.rstrip("\r\n").replace("\t", " ")
    start = max(0, min(max(column, 1) - 1 - 30, len(plain) - width))
    if column and plain[:start].isspace():
        start = 0
    cut = plain[start : start + width]
    indent = len(cut) - len(cut.lstrip())
    shown = cut[indent:]
    excerpt = [[Styled("    " + ("…" if start else "") + shown, "dim")]]
    if column:
        caret = column - 1 - start - indent + (1 if start else 0)
        excerpt.append([Styled("    " + " " * max(0, caret)), Styled("^", "green")])
    return excerpt


def summary(findings: Iterable[Finding], checked: int) -> str:
    """One line: how many files, how many findings of each severity."""
    counts: dict[Severity, int] = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    files = counted(checked, "file")
    words = [counted(number, str(severity)) for severity, number in sorted(counts.items(), reverse=True) if number]
    return f"{files} checked: {', '.join(words) if words else 'no findings'}"


def counted(number: int, word: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    plural = {"info": "remarks"}.get(word, f"{word}s")
    singular = {"info": "remark"}.get(word, word)
    return f"{number} {singular if number == 1 else plural}"


def with_severities(findings: Iterable[Finding], severity: Mapping[str, str]) -> list[Finding]:
    """The findings with the severities that the settings give their rules; those turned off are left out."""
    kept = []
    for finding in findings:
        wanted = severity.get(finding.rule)
        if wanted == "off":
            continue
        if wanted:
            finding = Finding(
                finding.path, finding.line, finding.column, finding.rule, Severity.named(wanted),
                finding.message, finding.hint, finding.xpath,
            )  # fmt: skip
        kept.append(finding)
    return kept
