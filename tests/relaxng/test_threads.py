"""Several threads may use one schema at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from lxml import etree

from kwedition.check.relaxng import Schema
from kwedition.check.relaxng.sources import Memory
from kwedition.findings import Finding
from relaxng.random_schemas import DocumentWriter, SchemaWriter, disturbed

_THREADS = 8


def _at_once(schema: Schema, documents: Sequence[bytes | Path]) -> list[list[Finding]]:
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(schema.validate, documents))


def test_the_same_findings_as_alone() -> None:
    for seed in range(12):
        grammar = SchemaWriter(Random(seed)).schema()
        files = Memory({"schema.rng": etree.tostring(grammar)})
        random = Random(seed)
        documents = [
            etree.tostring(disturbed(DocumentWriter(grammar, random).document(), random)) for _ in range(_THREADS * 6)
        ]
        alone = [Schema.from_path(Path("/schema.rng"), files).validate(each) for each in documents]
        assert _at_once(Schema.from_path(Path("/schema.rng"), files), documents) == alone
        assert any(alone)
        assert not all(alone)


def test_a_real_schema(shared: Path) -> None:
    path = shared / "relaxng" / "tei_all.rng"
    documents = sorted((shared / "corpora" / "letters").rglob("*.xml"))[: _THREADS * 6]
    one = Schema.from_path(path)
    alone = [one.validate(each) for each in documents]
    assert _at_once(Schema.from_path(path), documents) == alone
    assert any(alone)
