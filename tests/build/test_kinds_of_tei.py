"""Kinds of TEI that other editions bring: dictionaries, catalogues, recorded speech, schemas; and what they do oddly."""

from pathlib import Path

import pytest

from common import Kwedition
from pages import dead_links, read_page

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>"
)
ALL = "site,data,text,markdown,epub,print"


class Made:
    """What was made of one document: the folder, and what the build said."""

    def __init__(self, output: Path, said: str, code: int) -> None:
        self.output, self.said, self.code = output, said, code

    @property
    def page(self) -> str:
        return (self.output / "texts/a.html").read_text(encoding="utf-8")

    def __getitem__(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


class Make:
    def __init__(self, kwedition: Kwedition, folder: Path) -> None:
        self._kwedition, self._folder = kwedition, folder

    def __call__(self, text: str, source: str = "<p>made up</p>", more: str = "", only: str = ALL) -> Made:
        (self._folder / "tei").mkdir()
        header = HEADER.format(source=source, more=more)
        (self._folder / "tei/a.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>', encoding="utf-8"
        )
        out = self._folder / "out"
        done = self._kwedition(
            "build", "--source", self._folder / "tei", "--output", out, "--no-cache", "-v", "-j", "1", "--only", only
        )
        assert dead_links(out) == []
        return Made(out, done.output, done.exit_code)


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestHeaders:
    def test_an_image_in_a_header_is_not_lost(self, make: Make) -> None:
        """As in the description of a sign that has no character."""
        char = '<char xml:id="half"><figure><graphic url="https://example.org/half.svg"/></figure></char>'
        made = make(
            "<text><body><p>Words.</p></body></text>", more=f"<encodingDesc><charDecl>{char}</charDecl></encodingDesc>"
        )
        assert made.code == 0, made.said
        assert 'href="https://example.org/half.svg"' in made.page

    def test_a_paragraph_that_is_only_a_link_shows_it(self, make: Make) -> None:
        made = make("<text><body><p>Words.</p></body></text>", '<p><ptr target="https://example.org/source"/></p>')
        assert 'href="https://example.org/source"' in made.page

    def test_where_there_is_no_text_the_header_is_open(self, make: Make) -> None:
        made = make("<text><body><p/></body></text>", "<p>A manuscript</p>", only="site")
        assert '<details class="header" open' in made.page

    def test_elsewhere_it_is_not(self, make: Make) -> None:
        assert '<details class="header">' in make("<text><body><p>Words.</p></body></text>", only="site").page

    def test_no_column_of_a_description_is_empty(self, make: Make) -> None:
        made = make(
            "<text><body><p>Words.</p></body></text>",
            "<msDesc><physDesc><typeDesc><p>Set in roman.</p></typeDesc></physDesc></msDesc>",
            only="site",
        )
        assert "Set in roman." in made.page
        assert "colspan" not in made.page
