"""Findings as one page to read, to send, or to keep with a CI run: by file, with the source, and by rule.

Paths, messages and source lines may come from strangers (a pull request); all of them pass ``_text``. The page asks
nobody for anything and runs no script, and its Content-Security-Policy says so.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files as resources
from itertools import groupby

from kwedition.check.fingerprint import numbered
from kwedition.check.reports.rules import described
from kwedition.check.reports.run import Run, counted, counts, source_line, visible
from kwedition.findings import Finding, Severity

# A sign, a word and a colour for each severity, so that none of them is needed alone.
_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_BEFORE, _WIDTH = 80, 320
_MARKED = re.compile(r"<[^<>]*>?|[^\s<]+|.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the fragment of its address, which stays when its document is edited elsewhere."""

    finding: Finding
    anchor: str


def render(findings: Sequence[Finding], run: Run) -> str:
    """The page."""
    shown = [Shown(finding, "f-" + re.sub("^(.{16}).*:", r"\1-", digest)) for finding, digest in numbered(findings)]
    files = _grouped(shown, lambda each: each.finding.path)
    rules = _grouped(shown, lambda each: each.finding.rule)
    title = f"{run.title}: findings" if run.title else "Findings"
    body = [
        _header(title, findings, run),
        "<main>",
        _contents(files, rules),
        *_files(files, run, {rule: f"rule-{number}" for number, rule in enumerate(rules, 1)}),
        *_rules(rules, run),
        _clean(sorted(set(run.files) - set(files))),
        "</main>",
        f"<footer><p>Checked with kwedition {_text(run.version)}.</p></footer>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>\n{_css()}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )


def _grouped(shown: Iterable[Shown], key: Callable[[Shown], str]) -> dict[str, list[Shown]]:
    """By the key in its order; within a group they stay as they were."""
    return {name: list(group) for name, group in groupby(sorted(shown, key=key), key)}


def _header(title: str, findings: Sequence[Finding], run: Run) -> str:
    failing = sum(finding.severity >= run.threshold for finding in findings)
    if failing:
        verdict = f'<p class="verdict bad">✖ Failed by {counted(failing, "finding")}</p>'
    else:
        verdict = '<p class="verdict good">✔ Passed</p>'
    tally = [
        f'<li class="{severity}{"" if number else " none"}"><b>{number}</b>'
        f'<span class="sign" aria-hidden="true">{_SIGNS[severity]}</span> '
        f"{counted(number, str(severity)).partition(' ')[2]}</li>"
        for severity, number in counts(findings).items()
    ]
    tally.append(f"<li><b>{run.checked}</b>{counted(run.checked, 'file').partition(' ')[2]} checked</li>")
    known = f"{counted(run.known, 'more finding')} in the baseline, not shown here." if run.known else ""
    return (
        f'<header>\n<h1>{_text(title)}</h1>\n{verdict}\n<ul class="tally">{"".join(tally)}</ul>\n'
        + (f'<p class="soft small">{known}</p>\n' if known else "")
        + "</header>"
    )


def _contents(files: dict[str, list[Shown]], rules: dict[str, list[Shown]]) -> str:
    if not files:
        return ""
    by_path = "".join(
        f'<li><a href="#file-{number}"><bdi>{_text(path)}</bdi></a> {_chips(group)}</li>'
        for number, (path, group) in enumerate(files.items(), 1)
    )
    by_id = "".join(
        f'<li><a href="#rule-{number}"><bdi>{_text(rule)}</bdi></a> {_chips(group)}</li>'
        for number, (rule, group) in enumerate(rules.items(), 1)
    )
    return (
        '<nav class="contents" aria-label="Contents">\n'
        '<section><h2><a href="#by-file">By file</a></h2>'
        f'<ul tabindex="0" aria-label="Files">{by_path}</ul></section>\n'
        '<section><h2><a href="#by-rule">By rule</a></h2>'
        f'<ul tabindex="0" aria-label="Rules">{by_id}</ul></section>\n'
        "</nav>"
    )


def _files(files: dict[str, list[Shown]], run: Run, anchors: dict[str, str]) -> Iterable[str]:
    if files:
        yield '<h2 id="by-file">By file</h2>'
    for number, (path, group) in enumerate(files.items(), 1):
        lines = run.lines_of(path) if any(each.finding.line for each in group) else []
        items = "\n".join(_finding(each, lines, anchors[each.finding.rule]) for each in group)
        yield (
            f'<details class="group" id="file-{number}" open>\n'
            f"<summary><h3><bdi>{_text(path)}</bdi></h3> {_chips(group)}</summary>\n<ol>\n{items}\n</ol>\n</details>"
        )


def _finding(shown: Shown, lines: Sequence[str], rule: str) -> str:
    finding, anchor = shown.finding, shown.anchor
    severity = str(finding.severity)
    head = [
        f'<span class="badge {severity}"><span aria-hidden="true">{_SIGNS[finding.severity]}</span> '
        f"{_WORDS[finding.severity]}</span>",
        f'<a href="#{anchor}">{_position(finding)}</a>',
        f'<a href="#{rule}"><code>{_text(finding.rule)}</code></a>',
    ]
    parts = [
        f'<li class="finding {severity}" id="{anchor}">',
        f'<p class="head">{" ".join(head)}</p>',
        f'<p class="message">{_prose(finding.message)}</p>',
    ]
    line = source_line(finding, lines)
    if line is not None and line.strip():
        parts.append(_source(line, finding))
    if finding.hint:
        parts.append(f'<p class="hint">{_prose(finding.hint)}</p>')
    if finding.xpath:
        parts.append(f'<details class="where"><summary>XPath</summary><code>{_text(finding.xpath)}</code></details>')
    return "\n".join([*parts, "</li>"])


def _source(line: str, finding: Finding) -> str:
    """The source line, or the part of a long one round the place, with what begins there marked."""
    column = max(finding.column, 1) - 1
    start = max(0, column - _BEFORE) if len(line) > _WIDTH else 0
    end = min(len(line), start + _WIDTH)
    found = _MARKED.match(line, column, end) if finding.column else None
    until = found.end() if found else column
    before = line[start:column] if found else line[start:end]
    shown = ("…" if start else "") + (before if start else before.lstrip())
    marked = f"<mark>{_text(line[column:until])}</mark>{_text(line[until:end])}" if found else ""
    return (
        f'<pre class="source"><span class="number"><span class="vh">line </span>{finding.line}</span>'
        f"<code>{_text(shown)}{marked}{'…' if end < len(line) else ''}</code></pre>"
    )


def _rules(rules: dict[str, list[Shown]], run: Run) -> Iterable[str]:
    if rules:
        yield '<h2 id="by-rule">By rule</h2>'
    for number, (rule, group) in enumerate(rules.items(), 1):
        places = "\n".join(
            f'<li><a href="#{each.anchor}"><bdi>{_text(each.finding.path)}</bdi>, {_position(each.finding)}</a><br>'
            f'<span class="small">{_prose(each.finding.message)}</span></li>'
            for each in group
        )
        yield (
            f'<details class="group" id="rule-{number}" open>\n'
            f"<summary><h3><code>{_text(rule)}</code></h3> {_chips(group)}</summary>\n"
            f'<p class="soft">{_prose(described(rule, run.rules))}</p>\n'
            f'<ul class="places">\n{places}\n</ul>\n</details>'
        )


def _clean(paths: Sequence[str]) -> str:
    if not paths:
        return ""
    listed = "".join(f"<li><bdi>{_text(path)}</bdi></li>" for path in paths)
    return (
        '<h2>Without findings</h2>\n<details class="group">\n'
        f"<summary><h3>{counted(len(paths), 'file')}</h3></summary>\n"
        f'<ul class="clean small">{listed}</ul>\n</details>'
    )


def _chips(group: Iterable[Shown]) -> str:
    """How many of each severity, by sign; the words are there for those who hear the page."""
    chips = [
        f'<span class="chip {severity}"><span aria-hidden="true">{_SIGNS[severity]}</span> {number}'
        f'<span class="vh"> {counted(number, str(severity)).partition(" ")[2]}</span></span>'
        for severity, number in counts(each.finding for each in group).items()
        if number
    ]
    return f'<span class="chips">{"".join(chips)}</span>'


def _position(finding: Finding) -> str:
    if not finding.line:
        return "the whole file"
    return f"line {finding.line}" + (f", column {finding.column}" if finding.column else "")


def _css() -> str:
    return resources(__package__).joinpath("html.css").read_text(encoding="utf-8")


def _prose(text: str) -> str:
    """A sentence in which names stand in backquotes."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", _text(text))


def _text(text: str) -> str:
    return escape(visible(text), quote=True)
