"""Real TEI against real schemas: the same verdict as Jing's, and the same first offender."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from kwedition import xmlio
from kwedition.check.relaxng import Schema
from kwedition.findings import Finding
from relaxng.jing import Message, Tags, messages, tags

_SCHEMAS = (
    "cmif", "dtabf_all", "tei_all", "tei_all-2015", "tei_bare", "tei_jtei", "tei_lite", "tillich-briefe",
)  # fmt: skip
# Jing's text is offered to the schema in one piece, so it is refused at the end of the element.
_TEXTS = {"rng-text-not-allowed", "rng-text-value"}


_XINCLUDE = b"http://www.w3.org/2001/XInclude"


@pytest.fixture(scope="module")
def documents(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """The files to compare.

    Debian's Jing puts in what XInclude names; so that both judge the same, what would include does so no longer.
    """
    folder = tmp_path_factory.mktemp("without-inclusions")
    found = []
    for path in sorted((shared / "corpora").rglob("*.xml")):
        data = path.read_bytes()
        if _XINCLUDE in data:
            path = folder / path.name
            assert not path.exists()
            path.write_bytes(data.replace(_XINCLUDE, b"urn:none"))
        found.append(path)
    yield found
    # They are half a gigabyte, which nobody needs any more.
    _source.cache_clear()


@cache
def _source(path: Path) -> tuple[xmlio.Source, dict[etree._Element, int], list[Tags]]:
    """A document, the number of each element in it and its tags."""
    source = xmlio.read(path)
    return source, {each: number for number, each in enumerate(source.root.iter("*"))}, tags(source.data)


def same_offender(path: Path, finding: Finding, message: Message) -> bool:
    """Whether a message of Jing is about the element of a finding."""
    source, numbers, all_ = _source(path)
    own = all_[numbers[xmlio.find(source, finding.xpath)]]
    if own.has(message.line):
        return True
    return finding.rule in _TEXTS and finding.line <= message.line < own.end.stop


@pytest.mark.parametrize("name", _SCHEMAS)
def test_jing_says_the_same(name: str, shared: Path, documents: list[Path]) -> None:
    path = shared / "relaxng" / f"{name}.rng"
    schema = Schema.from_path(path)
    # Letters are many, long and alike: each is judged by every fourth schema.
    turn = _SCHEMAS.index(name)
    documents = [each for n, each in enumerate(documents) if "letters" not in each.parts or n % 4 == turn % 4]
    with ThreadPoolExecutor(1) as pool:
        # Jing works meanwhile.
        asked = pool.submit(messages, path, documents)
        findings = [schema.validate(document) for document in documents]
        theirs = asked.result()
    assert path not in theirs, "Jing refuses the schema"
    wrong = []
    for document, ours in zip(documents, findings, strict=True):
        jing = theirs.get(document, [])
        if bool(ours) != bool(jing):
            wrong.append(f"{document.name}: Jing {jing[:1]}, we {ours[:1]}")
        elif ours and not ours[0].rule.startswith("xml-") and not same_offender(document, ours[0], jing[0]):
            wrong.append(f"{document.name}: Jing begins with {jing[0]}, we with {ours[0]}")
    assert not wrong, "\n".join(wrong)


def test_the_documents_are_worth_comparing(shared: Path, documents: list[Path]) -> None:
    # A comparison in which everything is valid, or nothing, would prove little.
    schema = Schema.from_path(shared / "relaxng" / "tei_all.rng")
    valid = sum(not schema.validate(document) for document in documents)
    assert len(documents) >= 332
    assert 50 < valid < len(documents) - 50
