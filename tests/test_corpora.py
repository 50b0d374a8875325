"""Other people's TEI, as it is: a page for each document, an index of persons, no dead link."""

import json
from pathlib import Path

import pytest

from common import Kwedition
from pages import dead_links, read_site

UNREADABLE = {"letters": 1, "novels": 1}


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
    assert dead_links(output) == []
    pages = read_site(output)
    lists = {"letters": 4}
    files = len(list((shared / "corpora" / corpus).rglob("*.xml")))
    texts = [path for path in pages if path.startswith("texts/") and path != "texts/index.html"]
    assert len(texts) == files - UNREADABLE.get(corpus, 0) - lists.get(corpus, 0)
    assert "persons/index.html" in pages
    index = json.loads((output / "data/persons.json").read_text())
    assert all(f"persons/{person['id']}.html" in pages for person in index["persons"])
