"""What is wrong in a Schematron schema, told once and in plain words; nothing here needs Saxon."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from kwedition.findings import Finding

FAULTS = frozenset({
    "sch-xpath", "sch-evaluation", "sch-include", "sch-embedded", "sch-query-binding", "sch-phase", "sch-ns",
    "sch-is-a", "sch-extends", "sch-rule", "sch-foreign", "sch-documents", "sch-forbidden",
})  # fmt: skip
"""The rules by which a schema itself is judged."""
_ADDRESS = re.compile(
    r"(?:Access to URI (?P<refused>\S+) has been prohibited"
    r"|.*?(?:processing|not available:|Cannot read) edition:/(?P<missing>[^\s(]*?)\.?(?=[\s(]|$)).*",
    re.DOTALL,
)


def plainly(reason: str) -> str:
    """Saxon's reason, in our words where it is that a file may not or cannot be read."""
    match = _ADDRESS.match(reason)
    if match is None:
        plain = reason.partition(". Found while ")[0].replace("External function calls have been disabled", "")
        return re.sub(r"Q\{[^}]*\}", "", plain).strip()
    if match["refused"]:
        option = "--allow-network" if match["refused"].startswith("http") else "--allow-files"
        return f"a schema may not read {match['refused']}; {option} lets it"
    return f"there is no file {unquote(match['missing'])} in the edition that could be read"


def steps(location: str) -> str:
    """A location as people write it: without namespaces, and with a number only where it tells something."""
    return re.sub(r"Q\{[^}]*\}", "", location).replace("[1]", "")


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of many documents, with what is wrong in a schema told by the first document that showed it."""
    kept: list[Finding] = []
    more: dict[tuple[str, int, int, str], int] = {}
    for finding in findings:
        if finding.rule in FAULTS:
            more[place_of(finding)] = more.get(place_of(finding), -1) + 1
            if more[place_of(finding)]:
                continue
        kept.append(finding)
    return [
        replace(each, hint=f"{each.hint} (and in {_counted(more[place_of(each)])} more)")
        if each.rule in FAULTS and more[place_of(each)] and each.hint.startswith("seen in ")
        else each
        for each in kept
    ]


def place_of(finding: Finding) -> tuple[str, int, int, str]:
    """Where a finding stands, and by which rule."""
    return finding.path, finding.line, finding.column, finding.rule


def _counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
