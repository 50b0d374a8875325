"""Findings for people at a terminal, with the source line and a caret below the place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

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
    lines = plain_report(shown, run.lines_of)
    lines += [rest] if rest else []
    return "\n".join([*lines, summary(findings, run.checked, run.known)]) + "\n"


def text_report(
    findings: Iterable[Finding], lines_of: Callable[[str], list[str]], explain: bool = False
) -> Iterator[list[Styled]]:
    """Findings as lines for a terminal, each with its source line and a caret under the place.

    ``lines_of`` gives the lines of a file by the path in the finding, or nothing when it cannot be read. What would
    have been allowed is cut to one line unless ``explain`` asks for all of it.
    """
    for finding, excerpt, more in _parts(findings, lines_of, explain):
        yield [
            Styled(_one_line(place(finding)), "bold"), Styled(": "),
            Styled(str(finding.severity), _COLOURS[finding.severity]),
            Styled(f" {_one_line(finding.rule)}: ", "dim"), Styled(_one_line(finding.message)),
        ]  # fmt: skip
        if excerpt:
            shown, caret = excerpt
            yield [Styled("    " + shown, "dim")]
            if caret >= 0:
                yield [Styled("    " + " " * caret), Styled("^", "green")]
        if finding.hint:
            yield [Styled("    → ", "dim"), Styled(_one_line(finding.hint))]
        for line in more:
            yield [Styled("    " + line, "dim")]


def plain_report(findings: Iterable[Finding], lines_of: Callable[[str], list[str]], explain: bool = False) -> list[str]:
    """The lines of `text_report` without colours."""
    report: list[str] = []
    for finding, excerpt, more in _parts(findings, lines_of, explain):
        report.append(
            f"{_one_line(place(finding))}: {finding.severity} {_one_line(finding.rule)}: {_one_line(finding.message)}"
        )
        if excerpt:
            shown, caret = excerpt
            report.append("    " + shown.rstrip())
            if caret >= 0:
                report.append("    " + " " * caret + "^")
        if finding.hint:
            report.append("    → " + _one_line(finding.hint))
        report += ["    " + line for line in more]
    return report


def _parts(
    findings: Iterable[Finding], lines_of: Callable[[str], list[str]], explain: bool
) -> Iterator[tuple[Finding, tuple[str, int] | None, list[str]]]:
    """Each finding with its source line and caret, and what would have been allowed."""
    lines: list[str] = []
    for path, own in groupby(in_order(findings), key=lambda finding: finding.path):
        alike: dict[tuple[str, str, str], list[Finding]] = {}
        ordered = list(own)
        lines = lines_of(path) if any(finding.line for finding in ordered) else []
        for finding in ordered:
            alike.setdefault((finding.rule, finding.message, finding.hint), []).append(finding)
        for finding in ordered:
            same = alike[finding.rule, finding.message, finding.hint]
            # A mistake that a file makes over and over is shown three times; then only its places are listed.
            repeated = len(same) > _ALIKE + 1 and not explain
            if repeated and finding not in same[:_ALIKE]:
                continue
            line = source_line(finding, lines)
            more = []
            if finding.expected:
                more.append("allowed: " + _one_line(_allowed(finding.expected, explain)))
            if finding.gloss and explain:
                more.append(_one_line(finding.gloss))
            if repeated and finding is same[_ALIKE - 1]:
                more.append(_places(same[_ALIKE:]))
            yield finding, _excerpt(line, finding.column) if line else None, more


_ALIKE = 3


def _places(findings: Sequence[Finding], most: int = 8) -> str:
    shown = ", ".join(str(finding.line) for finding in findings[:most])
    rest = f" … (--explain shows all {len(findings)})" if len(findings) > most else ""
    return f"and the same {len(findings)} times more in this file, line {shown}{rest}"


@lru_cache(maxsize=1000)
def _allowed(names: tuple[str, ...], explain: bool, width: int = 90) -> str:
    """Names with commas, as many as a line holds."""
    line = ", ".join(names)
    if explain or len(line) <= width:
        return line
    shown = line[:width].rpartition(", ")[0].split(", ")
    return f"{', '.join(shown)} … and {len(names) - len(shown)} more (--explain)"


def _one_line(text: str) -> str:
    """A text that cannot break out of its line, nor tell the terminal anything."""
    return text if text.isprintable() else visible(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def _excerpt(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a source line round the column, and how far in the caret stands (Chinese and Korean take two cells).

    The caret is -1 when the column is not known.
    """
    start = max(0, min(max(column, 1) - 1 - 30, len(line) - width))
    if column and line[:start].isspace():
        start = 0
    cut = _one_line(line[start : start + width])
    indent = len(cut) - len(cut.lstrip())
    shown = ("…" if start else "") + cut[indent:]
    if not column:
        return shown, -1
    before = shown[: max(0, column - 1 - start - indent + (1 if start else 0))]
    if before.isascii():
        return shown, len(before)
    from rich.cells import cell_len

    return shown, cell_len(before)
