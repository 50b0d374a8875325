"""What makes a result another one, besides the documents."""

from pathlib import Path

import pytest

from kwedition.build import fingerprint


@pytest.mark.parametrize(("file", "counts"), [("build/a.py", True), ("print/typst/a.typ", True), ("cli.py", False)])
def test_a_change_in_the_tool_makes_results_anew(
    file: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("build/a.py", "print/typst/a.typ", "cli.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "build" / "fingerprint.py"))
    before = fingerprint.tool.__wrapped__()
    (tmp_path / file).write_text("two")
    assert (fingerprint.tool.__wrapped__() != before) == counts
