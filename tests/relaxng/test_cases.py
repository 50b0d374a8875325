"""Every section of the specification, every datatype and every facet, by cases of our own."""

from collections import Counter
from pathlib import Path

import pytest

from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.relaxng.sources import Memory
from relaxng.cases import Case, cases, write
from relaxng.datatypes import NO_FACETS, Values
from relaxng.jing import messages, refuses

_CASES = cases()
_SECTIONS = (
    ["3", "DTD compatibility", "datatype"]
    + [f"4.{n}" for n in range(1, 22)]
    + ["6.1", *(f"6.2.{n}" for n in range(1, 11))]
    + [f"7.1.{n}" for n in range(1, 6)]
    + ["7.2", "7.3", "7.4"]
)

# Where Jing judges otherwise, and why it does not persuade us. Case → documents by number, or the schema.
_JING_DIFFERS: dict[str, tuple[object, str]] = {
    "4.16-11-a parameter that the type does not have": (
        "schema", "dates have no length (XSD part 2, section 4.1.5); Jing takes the parameter and fails on documents",
    ),
    "7.3-33-an attribute of any name with a type": (
        "schema", "endlessly many names may have no other value than text; Jing does not ask",
    ),
    "datatype-decimal-totalDigits=4": ((3,), "zeros at the end are no digits of the value (XSD part 2, 4.3.11)"),
    "datatype-decimal-fractionDigits=2": ((1,), "zeros at the end are no digits of the value (XSD part 2, 4.3.12)"),
    "datatype-token-pattern=[^\\d\\s]+": (
        (2,), r"Jing takes \s in a negated class for nothing when \d stands before it",
    ),
}  # fmt: skip


def _schema(case: Case) -> Schema:
    return Schema.from_path(Path("/schema.rng"), Memory({**case.files, "schema.rng": case.schema}))


@pytest.mark.parametrize("case", _CASES, ids=str)
def test_case(case: Case) -> None:
    if case.breaks is not None:
        with pytest.raises(SchemaError) as refused:
            _schema(case)
        assert not case.breaks or refused.value.section == case.breaks, refused.value
        assert refused.value.reason
        return
    schema = _schema(case)
    for document in case.documents:
        findings = schema.validate(document.data)
        assert (not findings) == document.valid, (document.data, findings)
        assert not document.rule or findings[0].rule == document.rule, findings


@pytest.mark.parametrize(("type_", "name", "value"), NO_FACETS)
def test_a_parameter_that_cannot_be(type_: str, name: str, value: str) -> None:
    case = Values(type_, (), (), ((name, value),))
    with pytest.raises(SchemaError) as refused:
        Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": case.schema().encode()}))
    assert refused.value.section == "4.16"


def test_no_section_is_left_out() -> None:
    told = Counter(case.name.split("-")[0] for case in _CASES)
    assert [section for section in _SECTIONS if not told[section]] == []
    assert len({case.name for case in _CASES}) == len(_CASES) > 150


def test_a_case_can_fail() -> None:
    # Every right schema has a document of each kind, so neither a validator that takes everything nor one that takes
    # nothing would pass.
    lone = [
        case.name
        for case in _CASES
        if case.breaks is None and {document.valid for document in case.documents} != {True, False}
    ]
    assert lone == [
        "4.20-30-no document at all", "datatype-string", "datatype-normalizedString", "datatype-token",
    ]  # fmt: skip


@pytest.mark.parametrize("start", range(0, len(_CASES), 40))
def test_jing_says_the_same(start: int, tmp_path: Path) -> None:
    differences = {}
    for number, case in enumerate(_CASES[start : start + 40]):
        schema, documents = write(case, tmp_path / str(number))
        difference: object = None
        if case.breaks is not None:
            schema.with_name("any.xml").write_text("<any/>")
            if not refuses(schema, schema.with_name("any.xml")):
                difference = "schema"
        else:
            theirs = messages(schema, documents)
            difference = "schema" if schema in theirs else tuple(
                n for n, (path, own) in enumerate(zip(documents, case.documents, strict=True)) if own.valid != (path not in theirs)
            ) or None  # fmt: skip
        if difference is not None:
            differences[case.name] = difference
    names = {case.name for case in _CASES[start : start + 40]}
    assert differences == {name: what for name, (what, _why) in _JING_DIFFERS.items() if name in names}
