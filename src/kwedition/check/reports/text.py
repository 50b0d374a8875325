"""Findings for people at a terminal, with the source line and a caret below the place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from kwedition.check.reports.run import Run, limited, place, source_line, summary, visible
from kwedition.findings import Finding, Severity, in_order

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of a line with a colour name, or none."""

    text: str
    style: str = ""


def render(findings: Sequence[Finding], run: Run, most: int | None = None) -> str:
    """The report as plain text, with its summary as the last line; ``most`` limits how many findings are shown."""
    shown, rest = limited(findings, most)
    lines = ["".join(piece.text for piece in line).rstrip() for line in text_report(shown, run.lines_of)]
    lines += [rest] if rest else []
    return "\n".join([*lines, summary(findings, run.checked, run.known)]) + "\n"


def text_report(findings: Iterable[Finding], lines_of: Callable[[str], list[str]]) -> list[list[Styled]]:
    """Findings as lines for a terminal, each with its source line and a caret under the place.

    ``lines_of`` gives the lines of a file by the path in the finding, or nothing when it cannot be read.
    """
    report: list[list[Styled]] = []
    cache: dict[str, list[str]] = {}
    for finding in in_order(findings):
        if finding.line and finding.path not in cache:
            cache[finding.path] = lines_of(finding.path)
        report.append([
            Styled(_one_line(place(finding)), "bold"), Styled(": "),
            Styled(str(finding.severity), _COLOURS[finding.severity]),
            Styled(f" {_one_line(finding.rule)}: ", "dim"), Styled(_one_line(finding.message)),
        ])  # fmt: skip
        line = source_line(finding, cache.get(finding.path, []))
        if line is not None:
            report += _excerpt(line, finding.column)
        if finding.hint:
            report.append([Styled("    → ", "dim"), Styled(_one_line(finding.hint))])
    return report


def _one_line(text: str) -> str:
    """A text that cannot break out of its line, nor tell the terminal anything."""
    return visible(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def _excerpt(line: str, column: int, width: int = 100) -> list[list[Styled]]:
    """The part of a source line round the column, with a caret below it; Chinese and Korean take two cells."""
    plain = _one_line(line)
    start = max(0, min(max(column, 1) - 1 - 30, len(plain) - width))
    if column and plain[:start].isspace():
        start = 0
    cut = plain[start : start + width]
    indent = len(cut) - len(cut.lstrip())
    shown = ("…" if start else "") + cut[indent:]
    excerpt = [[Styled("    " + shown, "dim")]]
    if column:
        before = shown[: max(0, column - 1 - start - indent + (1 if start else 0))]
        excerpt.append([Styled("    " + " " * cell_len(before)), Styled("^", "green")])
    return excerpt
