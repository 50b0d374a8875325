"""The report as a page: nothing in a document becomes markup, every link leads somewhere, the place is marked."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from common import vnu
from kwedition.check.reports import FORMATS, Run
from kwedition.findings import Finding, Severity
from reported import FINDINGS, HOSTILE, RUN, hostile


def page(text: str) -> etree._Element:
    return etree.fromstring(text, etree.HTMLParser())


def vocabulary(text: str) -> set[str]:
    """The elements and attributes of a page."""
    root = page(text)
    return {str(element.tag) for element in root.iter()} | {
        f"@{name}" for element in root.iter() for name in element.attrib
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    harmless = vocabulary(FORMATS["html"](*hostile("harmless `code`")))
    report = FORMATS["html"](*hostile(text))
    assert vocabulary(report) <= harmless
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", report)


@given(st.text())
def test_no_text_whatever_becomes_markup(text: str) -> None:
    harmless = vocabulary(FORMATS["html"](*hostile("harmless `code`")))
    assert vocabulary(FORMATS["html"](*hostile(text))) <= harmless


def test_the_page_loads_nothing() -> None:
    report = FORMATS["html"](FINDINGS, RUN)
    assert "default-src 'none'" in report
    assert not re.search(r"url\(|@import|<script|<link|\ssrc=", report)


def test_every_link_of_the_page_leads_somewhere() -> None:
    root = page(FORMATS["html"]([*FINDINGS, FINDINGS[0]], RUN))
    ids = [element.get("id") for element in root.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [str(link.get("href")) for link in root.iter("a")]
    # A link for each of four files or rules twice, for each of five findings from both views and to its rule.
    assert len(targets) == 2 + 3 + 4 + 5 * 3
    assert {target.removeprefix("#") for target in targets} <= set(ids)


@pytest.mark.parametrize(("line", "column", "marked"), [
    ("<p>a <hi>b</hi></p>", 6, "<hi>"), ("<p>a word b</p>", 6, "word"), ("<p n='1'", 1, "<p n='1'"), ("a b", 2, " "),
    ("x" * 500 + "<hi/>" + "x" * 500, 501, "<hi/>"),
])  # fmt: skip
def test_the_place_is_marked(line: str, column: int, marked: str) -> None:
    finding = Finding("a.xml", 1, column, "r", Severity.ERROR, "m")
    root = page(FORMATS["html"]([finding], Run("1", (), lambda path: [line])))
    assert [mark.text for mark in root.iter("mark")] == [marked]
    code = root.find(".//pre/code")
    assert code is not None
    assert "".join(code.itertext()).strip("…") in line


def test_a_column_beyond_the_line_marks_nothing() -> None:
    finding = Finding("a.xml", 1, 99, "r", Severity.ERROR, "m")
    root = page(FORMATS["html"]([finding], Run("1", (), lambda path: ["short"])))
    assert list(root.iter("mark")) == []
    assert "short" in "".join(root.itertext())


def test_the_page_is_valid_html(tmp_path: Path) -> None:
    command = [*vnu(), str(tmp_path)]
    strange = [finding for text in HOSTILE for finding in hostile(text)[0]]
    for name, findings in {"some": FINDINGS, "none": [], "strange": strange}.items():
        (tmp_path / f"{name}.html").write_text(FORMATS["html"](findings, RUN), encoding="utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr + done.stdout == ""
    assert done.returncode == 0
