"""The conformance suite of James Clark: which schemas are right, and which documents are valid by them."""

import re
from pathlib import Path

import pytest
from lxml import etree

from common import SHARED
from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.relaxng.sources import Memory

_SUITE = SHARED / "relaxng" / "spectest.xml"
_CASES = 385


def _cases() -> list[etree._Element]:
    return list(etree.parse(_SUITE).iter("testCase")) if _SUITE.is_file() else []


def _name(case: etree._Element) -> str:
    return re.sub(r"\s+", "", case.findtext("section") or "none")


def _serialized(holder: etree._Element) -> bytes:
    """The document in an element of the suite."""
    return etree.tostring(holder[0], with_tail=False, encoding="utf-8")


def _resources(case: etree._Element, folder: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for child in case.iterchildren("resource", "dir"):
        if child.tag == "dir":
            found |= _resources(child, f"{folder}{child.get('name')}/")
        else:
            found[f"{folder}{child.get('name')}"] = _serialized(child)
    return found


def _schema(case: etree._Element, holder: etree._Element) -> Schema:
    files = {**_resources(case), "schema.rng": _serialized(holder)}
    return Schema.from_path(Path("/schema.rng"), Memory(files))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{n}-{_name(case)}") for n, case in enumerate(_cases())])
def test_case(case: etree._Element) -> None:
    for holder in case.findall("incorrect"):
        with pytest.raises(SchemaError):
            _schema(case, holder)
    for holder in case.findall("correct"):
        schema = _schema(case, holder)
        for kind in ("valid", "invalid"):
            for document in case.findall(kind):
                data = (document.get("dtd") or "").encode() + _serialized(document)
                findings = schema.validate(data)
                assert not any(each.rule == "xml-not-well-formed" for each in findings), findings
                assert (not findings) == (kind == "valid"), data
                # Once more, now that the schema knows the document.
                assert schema.validate(data) == findings


def test_the_suite_is_complete(shared: Path) -> None:
    cases = _cases()
    assert (shared, len(cases)) == (SHARED, _CASES)
    assert all(case.find("correct") is not None or case.find("incorrect") is not None for case in cases)
