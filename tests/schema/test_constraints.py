"""Each constraint of the ODD has a sample that keeps it and one that breaks it, and nothing else."""

from pathlib import Path

import pytest
from lxml import etree

from common import ROOT
from kwedition import xmlio
from kwedition.check.relaxng import Schema
from kwedition.check.schematron import Rules
from kwedition.saxon import Saxon

HERE = Path(__file__).parent
SCHEMA = ROOT / "schema"


def idents() -> list[str]:
    odd = etree.parse(SCHEMA / "kwedition.odd").getroot()
    return [str(spec.get("ident")) for spec in odd.iter("{http://www.tei-c.org/ns/1.0}constraintSpec")]


@pytest.fixture(scope="module")
def grammar() -> Schema:
    return Schema.from_path(SCHEMA / "kwedition.rng")


@pytest.fixture(scope="module")
def rules(saxon: Saxon) -> Rules:
    return Rules(saxon, SCHEMA / "kwedition.sch")


def test_there_are_enough_and_each_has_its_samples() -> None:
    assert len(idents()) >= 25
    assert len(set(idents())) == len(idents())
    for kind in ("valid", "invalid"):
        assert {path.stem for path in (HERE / kind).glob("*.xml")} == set(idents()), kind


@pytest.mark.parametrize("ident", idents())
def test_the_valid_sample_has_no_finding(grammar: Schema, rules: Rules, ident: str) -> None:
    source = xmlio.read_tei(HERE / "valid" / f"{ident}.xml")
    assert grammar.findings(source) == []
    assert rules.validate(source) == []


@pytest.mark.parametrize("ident", idents())
def test_the_invalid_sample_breaks_its_rule_once_and_no_other(grammar: Schema, rules: Rules, ident: str) -> None:
    source = xmlio.read_tei(HERE / "invalid" / f"{ident}.xml")
    assert grammar.findings(source) == []
    (finding,) = rules.validate(source)
    assert finding.rule == ident
    assert finding.line > 1
    assert finding.column > 0
    assert len(finding.message.split()) > 6


def test_no_rule_fires_on_the_edition(rules: Rules) -> None:
    for path in sorted((ROOT / "tei").rglob("*.xml")):
        assert rules.validate(xmlio.read_tei(path)) == [], path.name
