"""Other people's TEI, as it is: a page for each document, an index of persons, no dead link."""

import json
from pathlib import Path

import pytest

from common import Kwedition
from pages import dead_links, read_site

UNREADABLE = {"letters": 1, "novels": 1}
DIVIDED = {
    "history": {
        "frus-history",
        *(f"{each}-hac-meeting-minutes" for each in ("1958-11-07", "1959-11-06", "1960-11-04")),
    },
    "plays": {"shake000003", "shake000034"},
    "apparatus": {"ldlt-balex"},
}


@pytest.mark.parametrize(
    "corpus",
    [
        "letters",
        "history",
        "tillich",
        "inscriptions",
        "plays",
        "apparatus",
        "novels",
        "early-print",
        "manuscripts",
        "cmif",
    ],
)
def test_a_corpus_that_nobody_prepared(kwedition: Kwedition, shared: Path, tmp_path: Path, corpus: str) -> None:
    output = tmp_path / "output"
    result = kwedition("build", "--source", shared / "corpora" / corpus, "--output", output)
    assert result.exit_code == (1 if corpus in UNREADABLE else 0), result.output
    assert "no schema is configured" in result.output
    assert "all accounted for" in result.output
    assert dead_links(output) == []
    assert max(path.stat().st_size for path in output.rglob("*.html")) < 500_000
    divided = {path.parent.name for path in output.glob("texts/*/1.html")}
    assert divided == DIVIDED.get(corpus, set())
    pages = read_site(output)
    lists = {"letters": 4}
    files = len(list((shared / "corpora" / corpus).rglob("*.xml")))
    texts = [
        path for path in pages if path.startswith("texts/") and path.count("/") == 1 and path != "texts/index.html"
    ]
    assert len(texts) == files - UNREADABLE.get(corpus, 0) - lists.get(corpus, 0)
    assert "persons/index.html" in pages
    index = json.loads((output / "data/persons.json").read_text())
    assert all(f"persons/{person['id']}.html" in pages for person in index["persons"])
