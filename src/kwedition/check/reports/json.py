"""Findings as JSON for programs. docs/reports.md promises what stands here; ``VERSION`` rises when it changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kwedition.check.fingerprint import numbered
from kwedition.check.reports.run import Run, counts, encodable
from kwedition.findings import Finding, Severity

VERSION = 1


def render(findings: Sequence[Finding], run: Run) -> str:
    """One object: format, version, tool, summary, findings in order of place."""
    found = counts(findings)
    report = {
        "format": "kwedition-findings",
        "version": VERSION,
        "tool": {"name": "kwedition", "version": run.version},
        "summary": {
            "files": run.checked,
            "errors": found[Severity.ERROR],
            "warnings": found[Severity.WARNING],
            "remarks": found[Severity.INFO],
            "known": run.known,
            "failed": any(finding.severity >= run.threshold for finding in findings),
        },
        "findings": [_object(finding, digest) for finding, digest in numbered(findings)],
    }
    return encodable(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def _object(finding: Finding, digest: str) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line or None,
        "column": finding.column or None,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint or None,
        "xpath": finding.xpath or None,
        "fingerprint": digest,
    }
