"""Who wrote texts is told so: on the page of the author, in the indexes of site, book and print."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html

from common import invoke
from kwedition.build import divided
from pages import dead_links

TEI = "http://www.tei-c.org/ns/1.0"
FO = {"fo": "http://www.w3.org/1999/XSL/Format"}
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title>{by}</titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc><profileDesc>{about}</profileDesc></teiHeader>"
)
LISTS = (
    f'<TEI xmlns="{TEI}">{HEADER.format(title="Lists", by="", about="")}<standOff><listPerson>'
    '<person xml:id="anna"><persName>Anna</persName></person>'
    '<person xml:id="bert"><persName>Bert</persName><idno type="GND">118540238</idno></person>'
    '<person xml:id="carl"><persName>Carl</persName></person></listPerson>'
    '<listOrg><org xml:id="club"><orgName>Club</orgName></org></listOrg></standOff></TEI>'
)
LETTER = (
    '<correspDesc><correspAction type="sent"><persName ref="#anna">Anna</persName><date when="1903"/></correspAction>'
    '<correspAction type="received"><persName ref="#carl">Carl</persName></correspAction></correspDesc>'
)
CREATED = '<creation><date when="{}"/></creation>'
TEXTS = {
    # Title, who wrote it, what else the header says.
    "essay": ("An essay", '<author ref="#anna">Anna</author>', CREATED.format(1902)),
    "novel": ("A novel", '<author><persName ref="lists.xml#anna">Anna</persName></author>', CREATED.format(1901)),
    "ode": (
        "An ode",
        "<author><persName>B.</persName><idno type='GND'>118540238</idno></author>",
        CREATED.format(1900),
    ),
    "rules": ("Rules", '<author key="club">The club</author><author>Anna</author>', CREATED.format(1904)),
    "letter": ("A letter", '<author ref="#anna">Anna</author>', LETTER),
    "other": ("Another", '<author ref="#nobody">Nobody</author>', CREATED.format(1905)),
}
WROTE = {
    "persons/anna": ["novel", "essay"],
    "persons/bert": ["ode"],
    "persons/carl": [],
    "organizations/club": ["rules"],
}


def _built(folder: Path, outputs: str) -> Path:
    (folder / "tei").mkdir()
    (folder / "tei/lists.xml").write_text(LISTS)
    for id_, (title, by, about) in TEXTS.items():
        header = HEADER.format(title=title, by=by, about=about)
        text = f"<text><body><p>{title} is read.</p></body></text>"
        (folder / f"tei/{id_}.xml").write_text(f'<TEI xmlns="{TEI}" xml:id="{id_}">{header}{text}</TEI>')
    result = invoke("build", "--source", folder / "tei", "--output", folder / "out", "--no-cache", "--only", outputs)
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("authors"), "site,print,epub")


def _page(output: Path, path: str) -> Any:
    return html.fromstring((output / path).read_bytes())


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize(("address", "texts"), WROTE.items())
def test_the_page_of_an_author_has_the_texts(output: Path, address: str, texts: list[str]) -> None:
    page = _page(output, f"{address}.html")
    links = page.xpath('//section[@aria-labelledby = "kw-works"]//a/@href')
    assert links == [f"../texts/{each}.html" for each in texts]
    assert bool(page.xpath('//h2[@id = "kw-works"]')) == bool(texts)


def test_who_wrote_a_text_is_not_said_to_be_nowhere(output: Path) -> None:
    assert "Not mentioned" not in _words(_page(output, "persons/bert.html"))
    (entry,) = _page(output, "persons/index.html").xpath('//dt[@id = "bert"]/following-sibling::dd[1]')
    assert _words(entry) == "author of 1 text"
    assert entry.xpath(".//a/@href") == ["../persons/bert.html#kw-works"]
    cards = "".join(each.read_text(encoding="utf-8") for each in (output / "cards").iterdir())
    assert '"count":"author of 1 text"' in cards
    assert dead_links(output) == []


def test_the_texts_of_an_author_are_divided_as_mentions_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divided, "LARGE", 60)
    monkeypatch.setattr(divided, "PART", 60)
    output = _built(tmp_path, "site")
    pages = [output / "persons/anna.html", *sorted((output / "persons/anna").glob("*.html"))]
    assert len(pages) > 1
    found = [
        link.rpartition("/")[2]
        for path in pages
        for link in html.fromstring(path.read_bytes()).xpath('//section[@aria-labelledby = "kw-works"]//li/a/@href')
    ]
    assert found == ["novel.html", "essay.html"]
    assert dead_links(output) == []


def test_the_book_has_them_in_its_index(output: Path) -> None:
    with ZipFile(output / "edition.epub") as book:
        (name,) = [each for each in book.namelist() if each.endswith("/persons.xhtml")]
        index = html.fromstring(book.read(name))
    written = './following-sibling::dd[1]//p[. = "Author of"]/following-sibling::ul[1]//a/@href'
    found = {entry.get("id"): entry.xpath(written) for entry in index.iter("dt")}
    assert found == {"anna": ["texts/novel.xhtml", "texts/essay.xhtml"], "bert": ["texts/ode.xhtml"], "carl": []}


def test_the_printed_index_has_the_pages_on_which_they_begin(output: Path) -> None:
    volume = etree.parse(output / "print/edition.fo")
    found = {
        entry.get("id"): [_words(entry.getparent()), *entry.getparent().xpath(".//@ref-id", namespaces=FO)]
        for entry in volume.xpath('//fo:inline[starts-with(@id, "kw.index.")]', namespaces=FO)
    }
    bert = found["kw.index.persons.bert"]
    assert bert[0] == "Bert , author"
    assert bert[1:] == volume.xpath('//fo:page-sequence[.//fo:block[. = "An ode is read."]]/@id', namespaces=FO)
    assert found["kw.index.persons.anna"][0].count("author") == 1
    # A single text is by its author from beginning to end.
    assert not etree.parse(output / "print/ode.fo").xpath('//fo:inline[starts-with(@id, "kw.index.")]', namespaces=FO)
