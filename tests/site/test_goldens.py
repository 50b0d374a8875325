"""One golden page of each kind, from the small edition. Read the difference before you accept one."""

import re
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

PAGES = [
    "index.html",
    "404.html",
    "about.html",
    "texts/index.html",
    "texts/first.html",
    "texts/second.html",
    "tei/first.html",
    "persons/index.html",
    "persons/anna.html",
    "persons/form-Captain-Berg.html",
    "places/riga.html",
    "events/storm.html",
    "topics.html",
    "beside.html",
    "chronology.html",
    "data/persons.xml",
    "data/persons.json",
    "data/persons.csv",
]


@pytest.mark.parametrize("path", PAGES)
def test_page(published_mini: Path, path: str, file_regression: FileRegressionFixture) -> None:
    content = (published_mini / path).read_bytes().decode()
    if path.endswith(".html"):
        # A line for each block, so that a difference can be read.
        content = re.sub(
            r"(?=<(?:html|head|meta|link|body|main|article|header|section|div|p|ul|ol|li|dl|dt|dd|h\d|table|tr|nav|footer)\b)",
            "\n",
            content,
        )
        content = re.sub(r"\n\s*\n+", "\n", content).strip() + "\n"
    file_regression.check(content, extension=Path(path).suffix, basename=re.sub(r"\W", "-", path), newline="")


def test_every_kind_of_page_has_a_golden(published_mini: Path) -> None:
    """A new stylesheet needs a golden; ``guidelines.html`` needs an ODD and is tested with this repository's edition."""
    kinds = {
        re.sub(r"/(?!index\.)[^/]+(?=\.html$)", "/*", p.relative_to(published_mini).as_posix())
        for p in published_mini.rglob("*.html")
    }
    covered = {re.sub(r"/(?!index\.)[^/]+(?=\.html$)", "/*", path) for path in PAGES}
    assert {kind for kind in kinds if not kind.startswith(("places/", "events/"))} <= covered
