"""Every section of the specification, every datatype and every facet, by cases of our own."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.relaxng.sources import RNG, Memory
from relaxng.cases import Case, cases, write
from relaxng.datatypes import NO_FACETS, Values
from relaxng.jing import messages, messages_of_each, refused

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
    "4.16-19-a parameter that the type does not have": (
        "schema", "dates have no length (XSD part 2, section 4.1.5); Jing takes the parameter and fails on documents",
    ),
    "4.16-17-a hyphen at the beginning or end of a class of characters": (
        "schema", "a hyphen may stand for itself there (XSD part 2, second edition, appendix F); Jing refuses the schema",
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
        "4.20-38-no document at all", "datatype-string", "datatype-normalizedString", "datatype-token",
    ]  # fmt: skip


def _differences(case: Case, verdicts: list[bool]) -> tuple[int, ...]:
    """The documents, by number, of which Jing says something else."""
    return tuple(n for n, (own, theirs) in enumerate(zip(case.documents, verdicts, strict=True)) if own.valid != theirs)


def _known(cases: list[Case]) -> dict[str, object]:
    names = {case.name for case in cases}
    return {name: what for name, (what, _why) in _JING_DIFFERS.items() if name in names}


_WRONG = [case for case in _CASES if case.breaks is not None]
_VALUES = [case for case in _CASES if case.name.startswith("datatype-")]
_RIGHT = [case for case in _CASES if case not in _WRONG and case not in _VALUES]


def test_jing_refuses_the_same(tmp_path: Path) -> None:
    schemas = {write(case, tmp_path / str(number))[0]: case for number, case in enumerate(_WRONG)}
    theirs = refused(list(schemas))
    assert {case.name: "schema" for path, case in schemas.items() if path not in theirs} == _known(_WRONG)


@pytest.mark.parametrize("start", range(0, len(_RIGHT), 25))
def test_jing_says_the_same(start: int, tmp_path: Path) -> None:
    cases = _RIGHT[start : start + 25]
    written = [write(case, tmp_path / str(number)) for number, case in enumerate(cases)]
    differences: dict[str, object] = {}
    for case, (schema, documents), theirs in zip(cases, written, messages_of_each(written), strict=True):
        if schema in theirs:
            differences[case.name] = "schema"
        elif differ := _differences(case, [path not in theirs for path in documents]):
            differences[case.name] = differ
    assert differences == _known(cases)


def test_jing_says_the_same_of_values(tmp_path: Path) -> None:
    # All schemas as one, told apart by names, since starting Jing takes longer than its work.
    together = etree.Element(f"{{{RNG}}}choice")
    written: list[tuple[Case, list[Path]]] = []
    for number, case in enumerate(_VALUES):
        schema = etree.fromstring(case.schema)
        for element in schema.iter(f"{{{RNG}}}element"):
            element.set("name", f"{element.get('name')}{number}")
        together.append(schema)
        paths = []
        for count, document in enumerate(case.documents):
            root = etree.fromstring(document.data)
            for element in root.iter("*"):
                element.tag = f"{etree.QName(element).localname}{number}"
            paths.append(tmp_path / f"{number}-{count}.xml")
            paths[-1].write_bytes(etree.tostring(root, encoding="utf-8"))
        written.append((case, paths))
    path = tmp_path / "schema.rng"
    path.write_bytes(etree.tostring(together))
    theirs = messages(path, [each for _case, paths in written for each in paths])
    assert path not in theirs
    differences = {
        case.name: differ
        for case, paths in written
        if (differ := _differences(case, [each not in theirs for each in paths]))
    }
    assert differences == _known(_VALUES)
