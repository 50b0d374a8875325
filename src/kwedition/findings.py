"""What is wrong with a document, as a value."""

import copyreg
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

_Said = TypeVar("_Said", str, tuple[str, ...])


class Severity(IntEnum):
    """How much a finding matters; comparable, the larger the graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> "Severity":
        """The severity of a name in lower case, such as ``error``; raises KeyError."""
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place.

    ``path`` is relative to where the command runs, with ``/``. ``line`` and ``column`` count from 1, columns
    in code points; 0 means that the place is not known more exactly than the file. ``xpath`` is the offender
    as an absolute path in EQName notation, or empty. ``expected`` are the names or values that would have been
    allowed, the likely ones first; ``gloss`` is what the schema says of the element in question.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    xpath: str = ""
    expected: tuple[str, ...] = ()
    gloss: str = ""


def _written(finding: Finding) -> tuple[Callable[..., Finding], tuple[object, ...]]:
    return _read, (
        finding.path, finding.line, finding.column, finding.rule, finding.severity, finding.message, finding.hint,
        finding.xpath, finding.expected, finding.gloss,
    )  # fmt: skip


def _read(
    path: str, line: int, column: int, rule: str, severity: Severity, message: str, hint: str, xpath: str,
    expected: tuple[str, ...], gloss: str,
) -> Finding:  # fmt: skip
    # What is said of many mistakes is kept once.
    return Finding(
        path, line, column, _same(rule), severity, _same(message), _same(hint), xpath, _same(expected), _same(gloss)
    )


@lru_cache(maxsize=4096)
def _kept(said: _Said) -> _Said:
    return said


def _same(said: _Said) -> _Said:
    same: _Said = _kept(said)
    return same


# Many findings come from other processes: as they would be written otherwise they take three times as long.
copyreg.pickle(Finding, _written)


def begins(rule: str, name: str) -> bool:
    """Whether a rule is the one that is named, or one of those whose names begin so: ``ref`` for ``ref-unresolved``.

    Words and numbers count as a whole: ``sch-p.1`` is no beginning of ``sch-p.12``, nor ``re`` of ``ref-bare``.
    """
    stem = name.rstrip("-.")
    return rule == name or rule.startswith((stem + "-", stem + "."))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by place, for reports that do not depend on the order of checking."""
    return sorted(findings, key=_ORDER)


_ORDER = attrgetter("path", "line", "column", "rule", "message")


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings; None without any."""
    return max((f.severity for f in findings), default=None)
