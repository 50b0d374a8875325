"""Compiled schemas on disk: one that was kept says what the new one said, word for word."""

from pathlib import Path

from kwedition.check.relaxng import Schema

_SCHEMA = """
start = element r { one | two | three }
one = element a { kind }+
two = element b { kind, element a { kind } }
three = element c { kind?, (d & e) }
d = element d { empty }
e = element e { kind }
kind = attribute kind { "online" | "print" | "hybrid" | xsd:int }
"""
_DOCUMENTS = [
    b"<r/>", b"<r><x/></r>", b"<r><a/></r>", b"<r><a kind='prnt'/></r>", b"<r><b kind='1'/></r>", b"<r><c/></r>",
    b"<r><c kind='print'><e/></c></r>", b"<r><d/></r>", b"<a/>",
]  # fmt: skip


def test_what_is_kept_says_the_same(tmp_path: Path) -> None:
    path, cache = tmp_path / "s.rnc", tmp_path / "cache"
    path.write_text(_SCHEMA)
    new = Schema.from_path(path, cache=cache)
    (written,) = cache.glob("*.json")
    kept = Schema.from_path(path, cache=cache)
    for document in _DOCUMENTS:
        findings = new.validate(document)
        assert findings
        assert kept.validate(document) == findings
    # It was read from there: nothing was written again, and without the file it is.
    before = written.stat().st_mtime_ns
    assert Schema.from_path(path, cache=cache).files == new.files
    assert written.stat().st_mtime_ns == before


def test_what_is_kept_is_not_used_for_another_schema(tmp_path: Path) -> None:
    path, included, cache = tmp_path / "s.rnc", tmp_path / "i.rnc", tmp_path / "cache"
    path.write_text('include "i.rnc"')
    included.write_text("start = element a { empty }")
    assert Schema.from_path(path, cache=cache).validate(b"<a/>") == []
    included.write_text("start = element b { empty }")
    assert len(Schema.from_path(path, cache=cache).validate(b"<a/>")) == 1
