"""One mistake, one finding, where it was made; and the verdict is Jing's."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from common import SHARED
from kwedition.check.relaxng import Schema
from kwedition.findings import Finding
from relaxng.jing import messages
from relaxng.mutations import OPERATORS, Mutant, made_valid, mutants, readable

_WANTED = 50
_FROM_EACH = 25
_SIZE = 150_000
# Of so many mutants with one mistake each, at least so many must give exactly one finding, at the mistake.
_ENOUGH = 45


@cache
def _valid_documents(name: str) -> tuple[Schema, list[etree._Element]]:
    """A schema and documents that are valid by it, or have been made so."""
    schema = Schema.from_path(SHARED / "relaxng" / f"{name}.rng")
    folder = SHARED / "corpora"
    found = []
    for corpus in sorted(folder.iterdir()):
        for root in readable(iter(sorted(corpus.rglob("*.xml"))[:_FROM_EACH]), _SIZE):
            size = len(list(root.iter("*")))
            valid = made_valid(root, schema)
            if valid is not None and len(list(valid.iter("*"))) > size / 2:
                found.append(valid)
    return schema, found


@dataclass(frozen=True, slots=True)
class Told:
    """How many mutants gave exactly one finding, at the mistake; those that did not."""

    one: int
    others: list[tuple[Mutant, list[Finding]]]


def told(schema: Schema, made: list[Mutant]) -> Told:
    """What the validator says of mutants."""
    others = []
    for mutant in made:
        findings = schema.validate(mutant.data)
        if len(findings) != 1 or findings[0].xpath not in mutant.places:
            others.append((mutant, findings))
    return Told(len(made) - len(others), others)


@pytest.mark.parametrize("name", OPERATORS)
def test_one_mistake_is_one_finding(name: str, shared: Path) -> None:
    schema, documents = _valid_documents("tei_all")
    made, _kept = mutants(name, schema, documents, _WANTED)
    assert len(made) == _WANTED, shared
    result = told(schema, made)
    assert result.one >= _ENOUGH, "\n".join(
        f"{mutant.note}: {[(each.line, each.message) for each in findings]}" for mutant, findings in result.others
    )


def test_jing_says_the_same_of_mutants(shared: Path, tmp_path: Path) -> None:
    schema, documents = _valid_documents("tei_all")
    verdicts: dict[Path, bool] = {}
    for number, name in enumerate(OPERATORS):
        made, kept = mutants(name, schema, documents, _WANTED)
        for count, mutant in enumerate([*made, *kept]):
            path = tmp_path / f"{number}-{count}.xml"
            path.write_bytes(mutant.data)
            verdicts[path] = mutant.valid
    theirs = messages(shared / "relaxng" / "tei_all.rng", list(verdicts))
    assert [path.name for path, valid in verdicts.items() if valid != (path not in theirs)] == []
