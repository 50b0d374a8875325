"""What holds for every schema and every document."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.relaxng.sources import Memory
from relaxng.jing import messages
from relaxng.random_schemas import (
    REQUIRED_ATTRIBUTE,
    REQUIRED_ELEMENT,
    RNG,
    XSD,
    DocumentWriter,
    SchemaWriter,
    disturbed,
)

_randoms = st.randoms(use_true_random=False)
_often = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_BATCH = 120
_DOCUMENTS = 12


def compiled(schema: bytes) -> Schema:
    return Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": schema}))


def _drawn(random: Random) -> tuple[etree._Element, Schema]:
    grammar = SchemaWriter(random).schema()
    return grammar, compiled(etree.tostring(grammar))


@_often
@given(_randoms)
def test_what_a_schema_makes_is_valid(random: Random) -> None:
    grammar, schema = _drawn(random)
    document = DocumentWriter(grammar, random).document()
    assert schema.validate(etree.tostring(document)) == []
    assert schema.is_valid(document)


@_often
@given(_randoms)
def test_without_what_is_required_it_is_not(random: Random) -> None:
    grammar, schema = _drawn(random)
    document = DocumentWriter(grammar, random).document()
    elements = list(document.iter(REQUIRED_ELEMENT))
    owners = [each for each in document.iter("*") if REQUIRED_ATTRIBUTE in each.attrib]
    if elements:
        lost = random.choice(elements)
        parent = lost.getparent()
        assert parent is not None
        parent.remove(lost)
    elif owners:
        del random.choice(owners).attrib[REQUIRED_ATTRIBUTE]
    else:
        return
    assert not schema.is_valid(document)
    assert schema.validate(etree.tostring(document))


@_often
@given(_randoms)
def test_finding_nothing_is_being_valid(random: Random) -> None:
    # The quick way and the way that says why go through the same states; neither may know better.
    grammar, schema = _drawn(random)
    document = disturbed(DocumentWriter(grammar, random).document(), random)
    findings = schema.validate(etree.tostring(document))
    assert schema.is_valid(document) == (not findings)
    for finding in findings:
        assert finding.message
        assert finding.xpath.startswith(f"/Q{{}}{document.tag!s}[1]")
        assert finding.line > 0
        assert finding.column > 0
        assert re.search(r"``|None|Pattern|\(\)", f"{finding.message} {finding.hint}") is None, finding


@_often
@given(_randoms, st.data())
def test_a_schema_is_refused_or_used_but_never_crashes(random: Random, data: st.DataObject) -> None:
    # A right schema whose elements are exchanged and moved at will: most break a rule.
    grammar = SchemaWriter(random).schema()
    nodes = list(grammar.iter("*"))
    for _ in range(data.draw(st.integers(1, 4))):
        one, other = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
        if data.draw(st.booleans()):
            one.tag = other.tag
        elif one is not grammar and one not in other.iterancestors() and one is not other:
            other.append(one)
    try:
        schema = compiled(etree.tostring(grammar))
    except SchemaError as refused:
        if not refused.reason:
            pytest.fail("the schema is refused without a reason")
        return
    for text in ("<r/>", "<r><a/>words<must/></r>", "<a m='x'>1950-05-14</a>", "<r><i1/><i2/><i1/></r>"):
        assert schema.is_valid(etree.fromstring(text)) == (not schema.validate(text.encode()))


@_often
@given(st.binary(max_size=60))
def test_bytes_that_are_no_document(data: bytes) -> None:
    schema = compiled(f'<element name="a" xmlns="{RNG}"><text/></element>'.encode())
    assert schema.validate(data)


def test_jing_says_the_same(tmp_path: Path) -> None:
    # All schemas as one, told apart by the root, since starting Jing takes longer than its work.
    together = etree.Element(f"{{{RNG}}}choice", datatypeLibrary=XSD)
    verdicts: dict[Path, bool] = {}
    for number in range(_BATCH):
        random = Random(number)
        grammar = SchemaWriter(random, root=f"r{number}").schema()
        schema = compiled(etree.tostring(grammar))
        for count in range(_DOCUMENTS):
            document = DocumentWriter(grammar, random).document()
            if count:
                document = disturbed(document, random)
            path = tmp_path / f"{number}-{count}.xml"
            path.write_bytes(etree.tostring(document))
            verdicts[path] = schema.is_valid(document)
        together.append(grammar)
    path = tmp_path / "schema.rng"
    path.write_bytes(etree.tostring(together))
    theirs = messages(path, list(verdicts))
    assert path not in theirs
    assert [path.name for path, valid in verdicts.items() if valid != (path not in theirs)] == []
    valid = sum(verdicts.values())
    assert _BATCH * 2 < valid < len(verdicts) - _BATCH * 2
