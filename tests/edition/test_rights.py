"""The essay's rights: its words stand only inside quote, and every quotation in it is quoted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
TEI_DIR = ROOT / "tei"
ESSAY = ROOT.parent / "shared" / "edition" / "essay.txt"
TEI = "{http://www.tei-c.org/ns/1.0}"
RUN = 8

pytestmark = pytest.mark.skipif(not ESSAY.is_file(), reason="skipped: no shared corpora")


def files() -> list[Path]:
    return sorted(TEI_DIR.rglob("*.xml"))


def words(text: str) -> list[str]:
    """Lower-case words; an apostrophe joins, every other mark separates."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)[’'ʼ](?=\w)", "", text).lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def outside_quotes(root: etree._Element, *, separator: str) -> str:
    """All text of a file but that of quote; a quote leaves `separator` behind."""
    parts: list[str] = []

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str):
            return
        if element.tag == f"{TEI}quote":
            parts.append(separator)
            return
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")

    walk(root)
    return "".join(parts)


def typed(quote: etree._Element) -> str:
    """The text of a quote as it is typed in the essay: supplied in square brackets."""

    def render(element: etree._Element) -> str:
        text = element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                inner = render(child)
                text += f"[{inner}]" if child.tag == f"{TEI}supplied" else inner
            text += child.tail or ""
        return text

    return " ".join(render(quote).split())


def essay_text() -> str:
    return ESSAY.read_text(encoding="utf-8")


def essay_quotations() -> list[str]:
    found = re.findall(r"“([^”]*)”", essay_text())
    return [" ".join(q.split()).rstrip(".,") for q in found]


def test_the_essay_has_27_quotations() -> None:
    assert len(essay_quotations()) == 27


def test_every_quotation_of_the_essay_is_a_quote_in_the_digest_in_order() -> None:
    root = etree.parse(TEI_DIR / "essay.xml").getroot()
    assert [typed(q) for q in root.iter(f"{TEI}quote")] == essay_quotations()


def test_every_quotation_but_the_scare_quote_is_a_quote_in_a_cable() -> None:
    cables: list[str] = []
    for path in sorted((TEI_DIR / "cables").glob("*.xml")):
        cables += [typed(q) for q in etree.parse(path).getroot().iter(f"{TEI}quote")]
    expected = [q for q in essay_quotations() if q != "liberation"]
    assert sorted(cables) == sorted(expected)


def test_no_quote_has_words_that_the_essay_lacks() -> None:
    text = " ".join(essay_text().split())
    for path in files():
        for quote in etree.parse(path).getroot().iter(f"{TEI}quote"):
            assert typed(quote) in text, f"{path.name}: {typed(quote)}"


@pytest.mark.parametrize("separator", [" ", " \N{PILCROW SIGN} quoted "])
@pytest.mark.parametrize("path", files(), ids=lambda p: p.stem)
def test_outside_quotes_no_run_of_eight_words_is_the_essays(path: Path, separator: str) -> None:
    essay = runs(essay_text())
    text = outside_quotes(etree.parse(path).getroot(), separator=separator)
    assert not sorted(" ".join(run) for run in runs(text) & essay)


@pytest.mark.parametrize("path", files(), ids=lambda p: p.stem)
def test_nor_when_comments_and_attributes_are_read(path: Path) -> None:
    root = etree.parse(path).getroot()
    hidden = [str(node.text or "") for node in root.iter(etree.Comment)]
    hidden += [str(value) for element in root.iter(etree.Element) for value in element.values()]
    essay = runs(essay_text())
    assert not [text for text in hidden if runs(text) & essay]


def test_the_check_of_runs_can_fail() -> None:
    sentence = next(line for line in essay_text().splitlines() if len(words(line)) > 2 * RUN)
    stolen = " ".join(words(sentence)[2 : 2 + RUN]).upper()
    assert runs(f"Some words, then: {stolen} – and more.") & runs(essay_text())
