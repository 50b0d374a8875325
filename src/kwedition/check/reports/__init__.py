"""How findings are shown: one module a format, each with ``render(findings, run)``; all of them are pure."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from kwedition.check.reports.run import Run, counted, limited, lines_of_file, summary, with_severities, without_echoes
from kwedition.check.reports.text import Styled, plain_report, text_report
from kwedition.findings import Finding


def _render(name: str) -> Callable[[Sequence[Finding], Run], str]:
    """The function of the module of a format, which is loaded when it is needed."""

    def render(findings: Sequence[Finding], run: Run) -> str:
        report: str = import_module(f"kwedition.check.reports.{name}").render(findings, run)
        return report

    return render


FORMATS: Mapping[str, Callable[[Sequence[Finding], Run], str]] = MappingProxyType(
    {name: _render(name) for name in ("text", "json", "sarif", "github", "junit", "html")}
)

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
    "without_echoes",
]
