"""Conformance: each file in cases/ is one behaviour of Schematron, with a schema, a document and what must be found.

A ``case`` holds an ``about``, files (the schema ``rules.sch`` and the document ``x.xml`` among them) and findings: where they
stand, by which rule, how grave (``error`` if not said) and with which words; a message that ends in … goes on.
``schema`` names another schema than ``rules.sch``, ``edition`` another folder than that of the files, ``phase`` a phase,
``allow`` what may be read (``files``, ``network``), ``newline="crlf"`` writes the files so, ``link`` makes a link to ``outer.sch``, and ``absent`` is a file that must
not be there afterwards. FOLDER in a file is the folder of the files as a URI.
"""

from pathlib import Path

import pytest
from lxml import etree

from kwedition import xmlio
from kwedition.check.schematron import Rules
from kwedition.findings import Finding
from kwedition.saxon import Saxon

CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))

Row = tuple[str, str, str, str, str]


def expected(case: etree._Element) -> list[Row]:
    return sorted(
        (
            each.get("at") or "", each.get("rule") or "", each.get("severity") or "error",
            each.text or "", each.get("hint") or "",
        )
        for each in case.iter("finding")
    )  # fmt: skip


def found(finding: Finding, wanted: list[Row]) -> Row:
    """A finding as a row; where a row that is wanted leaves its message open, in that row's words."""
    at = f"{finding.path}:{finding.line}:{finding.column}"
    message, hint = finding.message, finding.hint
    for place, rule, _, words, _ in wanted:
        if (place, rule) == (at, finding.rule) and words.endswith("…") and message.startswith(words[:-1]):
            message = words
    # Hints are compared where a case has one to compare.
    if not any(row[0] == at and row[4] for row in wanted):
        hint = ""
    return at, finding.rule, str(finding.severity), message, hint


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(saxon: Saxon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    case = etree.parse(path).getroot()
    monkeypatch.chdir(tmp_path)
    for file in case.iter("file"):
        target = tmp_path / str(file.get("name"))
        target.parent.mkdir(exist_ok=True)
        text = (file.text or "").strip("\n").replace("FOLDER", tmp_path.as_uri())
        newline = "\r\n" if case.get("newline") == "crlf" else "\n"
        target.write_text(text, encoding="utf-8", newline=newline)
    if case.get("link"):
        (tmp_path / str(case.get("link"))).symlink_to(tmp_path / "outer.sch")
    allowed = (case.get("allow") or "").split()
    rules = Rules(
        saxon,
        Path(case.get("schema") or "rules.sch"),
        phase=case.get("phase"),
        edition=tmp_path / (case.get("edition") or "."),
        allow_files="files" in allowed,
        allow_network="network" in allowed,
    )
    source = xmlio.read(Path("x.xml"))
    wanted = expected(case)
    assert sorted(found(finding, wanted) for finding in rules.validate(source)) == wanted
    # What is wrong in the schema is told once; what is wrong in the document, every time.
    again = [finding for finding in rules.validate(source) if finding.path == "x.xml"]
    assert sorted(found(finding, wanted) for finding in again) == [row for row in wanted if row[0].startswith("x.xml")]
    if case.get("absent"):
        assert not (tmp_path / str(case.get("absent"))).exists()


def test_there_are_cases_of_every_part() -> None:
    assert len(CASES) >= 60
    for path in CASES:
        about = etree.parse(path).getroot().findtext("about") or ""
        assert about.endswith("."), path.name
