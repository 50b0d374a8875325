"""How findings are shown: one module a format, each with ``render(findings, run)``; all of them are pure."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kwedition.check.reports import github, html, json, junit, sarif, text
from kwedition.check.reports.run import Run, counted, limited, lines_of_file, summary, with_severities
from kwedition.check.reports.text import Styled, plain_report, text_report
from kwedition.findings import Finding

FORMATS: Mapping[str, Callable[[Sequence[Finding], Run], str]] = MappingProxyType({
    "text": text.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
    "junit": junit.render,
    "html": html.render,
})  # fmt: skip

__all__ = [
    "FORMATS",
    "Run",
    "Styled",
    "counted",
    "limited",
    "lines_of_file",
    "plain_report",
    "summary",
    "text_report",
    "with_severities",
]
