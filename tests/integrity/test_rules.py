"""Each rule has a sample that keeps it and one that breaks it once, and no rule fires on this edition."""

from pathlib import Path

import pytest

from common import ROOT
from kwedition import edition
from kwedition.check.integrity import RULES, Rule, apply_ignores, check_integrity, documentation, scope_of
from kwedition.findings import Finding

SAMPLES = Path(__file__).parent / "samples"


def judge(path: Path) -> list[Finding]:
    """What is found in a folder or in one file, as an edition by itself."""
    loaded = edition.load(edition.Settings(source=path), path if path.is_dir() else path.parent)
    findings = [*loaded.findings, *check_integrity(loaded.documents, scope_of(path if path.is_dir() else path.parent))]
    for document in loaded.documents:
        findings = apply_ignores(document.source, findings)
    return findings


def sample(rule: str, kind: str) -> Path:
    folder = SAMPLES / rule / kind
    return folder if folder.is_dir() else folder.with_suffix(".xml")


def test_every_rule_has_its_samples_and_every_sample_its_rule() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert {path.name for path in SAMPLES.iterdir()} == set(ids)
    for rule in ids:
        assert sample(rule, "valid").exists(), rule
        assert sample(rule, "invalid").exists(), rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_once_on_what_breaks_it_and_no_other_does(rule: Rule) -> None:
    assert judge(sample(rule.id, "valid")) == []
    findings = judge(sample(rule.id, "invalid"))
    assert [finding.rule for finding in findings] == [rule.id]
    (finding,) = findings
    assert finding.severity is rule.severity
    assert finding.line > 1
    assert finding.column > 0
    assert len(finding.message.split()) > 4
    assert finding.hint
    assert "{" not in finding.message


def test_no_rule_fires_on_this_edition() -> None:
    assert judge(ROOT / "tei") == []


def test_the_page_on_the_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == documentation(), "write documentation() there"
