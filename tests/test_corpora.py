"""Other people's TEI, as it is: a page for each document, an index of persons, no dead link."""

import json
from collections.abc import Callable

import pytest

from common import Corpus
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
    "name",
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
def test_a_corpus_that_nobody_prepared(corpus: Callable[[str], Corpus], name: str) -> None:
    built = corpus(name)
    output = built.output
    assert built.code == (1 if name in UNREADABLE else 0), built.said
    assert "no schema is configured" in built.said
    assert "all accounted for" in built.said
    assert dead_links(output) == []
    assert max(path.stat().st_size for path in output.rglob("*.html")) < 500_000
    divided = {path.parent.name for path in output.glob("texts/*/1.html")}
    assert divided == DIVIDED.get(name, set())
    pages = read_site(output)
    lists = {"letters": 4}
    files = len(list(built.folder.rglob("*.xml")))
    texts = [
        path for path in pages if path.startswith("texts/") and path.count("/") == 1 and path != "texts/index.html"
    ]
    assert len(texts) == files - UNREADABLE.get(name, 0) - lists.get(name, 0)
    assert "persons/index.html" in pages
    index = json.loads((output / "data/persons.json").read_text())
    assert all(f"persons/{person['id']}.html" in pages for person in index["persons"])
