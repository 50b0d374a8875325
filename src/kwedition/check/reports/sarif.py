"""Findings as SARIF 2.1.0 (OASIS Standard), for GitHub code scanning, editors and other viewers.

Section numbers are those of the specification.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kwedition.check.fingerprint import numbered
from kwedition.check.reports.rules import described, setting
from kwedition.check.reports.run import Run, by_rule, encodable, source_line
from kwedition.findings import Finding, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The folder that relative paths start from; viewers are told where it is, or take the checkout (3.14.14).
_BASE = "SOURCE"
# In characters; some documents are one line, which would be repeated for each finding.
_SNIPPET = 500
# Surrogates that do not stand for a byte of a file name, as they do in surrogateescape (PEP 383).
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Sequence[Finding], run: Run) -> str:
    """A log of one run."""
    groups = by_rule(findings)
    rules = {rule: number for number, rule in enumerate(groups)}
    paths = {path: number for number, path in enumerate(sorted({*run.files, *(each.path for each in findings)}))}
    lines = {path: run.lines_of(path) for path in {finding.path for finding in findings if finding.line}}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kwedition",
                        "version": run.version,
                        "rules": [_rule(rule, group, run) for rule, group in groups.items()],
                    }
                },
                "invocations": [{"executionSuccessful": True}],
                # The default is UTF-16 code units (3.14.17); findings count code points.
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_BASE: {"description": _message("The folder in which kwedition ran.")}},
                "artifacts": [{"location": _artifact(path), "roles": ["analysisTarget"]} for path in paths],
                "results": [
                    _result(finding, digest, rules[finding.rule], paths[finding.path], lines)
                    for finding, digest in numbered(findings)
                ],
            }
        ],
    }
    return encodable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: str, findings: Sequence[Finding], run: Run) -> dict[str, Any]:
    """A reportingDescriptor (3.49)."""
    about = described(rule, run.rules)
    hints = dict.fromkeys(finding.hint for finding in findings if finding.hint)
    advice = [f"What to do: {next(iter(hints))}."] if len(hints) == 1 else []
    gravest = max(finding.severity for finding in findings)
    return {
        "id": rule,
        "shortDescription": _message(about),
        # GitHub asks for both.
        "fullDescription": _message(about),
        "help": _message(" ".join([about, *advice, setting(rule)])),
        "defaultConfiguration": {"level": _LEVELS[gravest]},
    }


def _result(finding: Finding, digest: str, rule: int, artifact: int, lines: dict[str, list[str]]) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {**_artifact(finding.path), "index": artifact},
            "region": _region(finding, lines),
        }
    }
    if finding.xpath:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.xpath, "kind": "element"}]
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": _message(message),
        "locations": [location],
        "partialFingerprints": {"kwedition/v1": digest},
    }


def _region(finding: Finding, lines: dict[str, list[str]]) -> dict[str, Any]:
    """From the place to the end of its line (3.30.2); a finding about a whole file is put at its beginning.

    The specification would let the latter have no region, but GitHub shows no result without a line.
    """
    if not finding.line:
        return {"startLine": 1}
    region: dict[str, Any] = {"startLine": finding.line}
    if finding.column:
        region["startColumn"] = finding.column
    line = source_line(finding, lines[finding.path])
    if line is not None and finding.column <= len(line) + 1:
        region["endColumn"] = len(line) + 1
        # A snippet is the text of the region (3.30.13), nothing before it; of a long one there is none.
        text = line[max(finding.column - 1, 0) :]
        if len(text) <= _SNIPPET:
            region["snippet"] = {"text": text}
    return region


def _artifact(path: str) -> dict[str, str]:
    """An artifactLocation (3.4): a URI reference, percent-encoded, relative where the path is."""
    encoded = quote(_NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape"))
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    if re.match("[A-Za-z]:/", path):
        return {"uri": f"file:///{path[0]}:{quote(path[2:])}"}
    return {"uri": encoded, "uriBaseId": _BASE}


def _message(text: str) -> dict[str, str]:
    """A plain text message: braces are doubled (3.11.5), and no words can pass for a link (3.11.6)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}
