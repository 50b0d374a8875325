"""A baseline forgives what is in it, and nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwedition.check.baseline import Baseline, BaselineError
from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity

P = "/Q{http://www.tei-c.org/ns/1.0}TEI[1]/Q{http://www.tei-c.org/ns/1.0}p"


def finding(
    line: int, rule: str = "name-ref", message: str = "`name` lacks `ref`", path: str = "a.xml", step: int = 1
) -> Finding:
    return Finding(path, line, 1, rule, Severity.ERROR, message, "", f"{P}[{step}]")


FOUND = [finding(3), finding(9, step=2), finding(4, "rend", '편지 "b"'), finding(1, path="b.xml")]

WRITTEN = """{
  "format": "kwedition-baseline",
  "version": 1,
  "findings": [
    {"path": "a.xml", "rule": "name-ref", "within": "/TEI/p", "message": "`name` lacks `ref`", "count": 2},
    {"path": "a.xml", "rule": "rend", "within": "/TEI/p", "message": "편지 \\"b\\"", "count": 1},
    {"path": "b.xml", "rule": "name-ref", "within": "/TEI/p", "message": "`name` lacks `ref`", "count": 1}
  ]
}
"""


def test_what_is_written() -> None:
    assert Baseline.of(FOUND).text() == WRITTEN
    assert Baseline.of(reversed(FOUND)).text() == WRITTEN
    assert json.loads(Baseline().text())["findings"] == []


@pytest.mark.parametrize("found", [FOUND, [], [finding(1, path="\udcff\u2028.xml", message="a\n\x00b")]])
def test_what_is_written_is_read(found: list[Finding], tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("old")
    Baseline.of(found).write(path)
    assert Baseline.load(path) == Baseline.of(found)
    assert [file.name for file in tmp_path.iterdir()] == ["baseline.json"]


def test_an_unchanged_edition_has_nothing_new() -> None:
    compared = Baseline.of(FOUND).compare(FOUND)
    assert compared.new == ()
    assert len(compared.known) == 4
    assert compared.vanished == ()


def test_edits_elsewhere_make_nothing_new() -> None:
    moved = [finding(30, step=5), finding(90, step=6), finding(40, "rend", '편지 "b"'), finding(10, path="b.xml")]
    compared = Baseline.of(FOUND).compare(moved)
    assert compared.new == ()
    assert compared.vanished == ()


def test_one_more_of_a_kind_is_new() -> None:
    compared = Baseline.of(FOUND).compare([*FOUND, finding(12, step=3)])
    assert compared.new == (finding(12, step=3),)
    assert len(compared.known) == 4


@pytest.mark.parametrize("other", [
    finding(3, path="c.xml"), finding(3, rule="other"), finding(3, message="other"),
    Finding("a.xml", 3, 1, "name-ref", Severity.ERROR, "`name` lacks `ref`", "", f"{P}[1]/Q{{}}q[1]"),
])  # fmt: skip
def test_another_mistake_is_new(other: Finding) -> None:
    assert Baseline.of(FOUND).compare([*FOUND, other]).new == (other,)


def test_a_rule_made_graver_forgives_as_before() -> None:
    warning = Finding("a.xml", 3, 1, "r", Severity.WARNING, "m")
    error = Finding("a.xml", 3, 1, "r", Severity.ERROR, "m", "a better hint")
    assert Baseline.of([warning]).compare([error]).new == ()


def test_what_was_mended_is_told_with_its_count() -> None:
    vanished = Baseline.of(FOUND).compare([finding(3)]).vanished
    assert [(entry.fingerprint.path, entry.fingerprint.rule, entry.count) for entry in vanished] == [
        ("a.xml", "name-ref", 1), ("a.xml", "rend", 1), ("b.xml", "name-ref", 1),
    ]  # fmt: skip


def test_files_that_were_not_checked_have_lost_nothing() -> None:
    vanished = Baseline.of(FOUND).compare([], checked=["b.xml"]).vanished
    assert [entry.fingerprint.path for entry in vanished] == ["b.xml"]


def entries(*values: object) -> str:
    return json.dumps({"format": "kwedition-baseline", "version": 1, "findings": list(values)})


ENTRY = {"path": "a.xml", "rule": "r", "within": "", "message": "m", "count": 1}


@pytest.mark.parametrize(("content", "said"), [
    ("", "is broken: line 1"),
    ("{", "is broken: line 1"),
    (WRITTEN.replace('"version"', "<<<<<<< ours\n"), "unresolved merge conflict: line 3"),
    ("[" * 100_000, "nested too deeply"),
    ("[]", "is not a baseline"),
    ('{"runs": []}', "is not a baseline"),
    ('{"format": "kwedition-findings", "version": 1, "findings": []}', "is not a baseline"),
    ('{"format": "kwedition-baseline", "version": 2, "findings": []}', "has version 2"),
    ('{"format": "kwedition-baseline", "version": true, "findings": []}', "has version True"),
    ('{"format": "kwedition-baseline", "version": 1}', '"findings" is not a list'),
    (entries("a"), "entry 1 is not an object"),
    (entries(ENTRY, {**ENTRY, "rule": None}), 'entry 2 has no text "rule"'),
    (entries({**ENTRY, "count": 0}), 'entry 1 has no "count"'),
    (entries({**ENTRY, "count": True}), 'entry 1 has no "count"'),
    (entries({**ENTRY, "count": 1.5}), 'entry 1 has no "count"'),
])  # fmt: skip
def test_a_broken_or_foreign_file_is_refused(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(BaselineError) as raised:
        Baseline.load(path)
    assert said in raised.value.message
    assert "known.json" in raised.value.message
    assert raised.value.hint


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(BaselineError, match="is not UTF-8"):
        Baseline.load(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(KweditionError, match="cannot be read"):
            Baseline.load(path)
    with pytest.raises(KweditionError, match="cannot be written"):
        Baseline().write(tmp_path / "none" / "known.json")


def test_the_same_entry_twice_counts_twice(tmp_path: Path) -> None:
    """As a merge of two branches may leave it."""
    path = tmp_path / "known.json"
    path.write_text(entries(ENTRY, ENTRY))
    assert [entry.count for entry in Baseline.load(path).entries] == [2]


FINDINGS = st.builds(finding, st.integers(1, 5), st.sampled_from("rs"), st.sampled_from("mn"), st.sampled_from("ab"))


@given(st.lists(FINDINGS), st.lists(FINDINGS))
def test_every_finding_is_new_or_known_and_counts_agree(before: list[Finding], now: list[Finding]) -> None:
    compared = Baseline.of(before).compare(now)
    assert sorted(map(repr, [*compared.new, *compared.known])) == sorted(map(repr, now))
    assert len(before) == len(compared.known) + sum(entry.count for entry in compared.vanished)
    assert Baseline.of(now).compare(now).new == ()
