"""The full-text search in a browser: what is found, where it leads, and what is marked there."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Request, expect

from browser.serving import serving
from browser.waiting import opened, until
from common import ROOT, invoke

NS = {"t": "http://www.tei-c.org/ns/1.0"}

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="{lang}"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><p>Made for a test.</p></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName ref="persons.xml#mueller">Müller</persName><date when="{date}"/></correspAction>
<correspAction type="received"><persName ref="persons.xml#zhou">Zhou</persName></correspAction>
</correspDesc></profileDesc></teiHeader><text><body>{body}</body></text></TEI>"""

PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Made for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><listPerson><person xml:id="mueller"><persName>Johann Müller</persName></person>
<person xml:id="zhou"><persName>Zhou Enlai</persName><persName xml:lang="zh-Latn">Chou En-lai</persName>
<persName xml:lang="zh-Hans">周恩来</persName></person></listPerson></body></text></TEI>"""

LETTERS = {
    "one": ("en", "A letter of 1949", "1949-05-01",
            '<p>Nothing here.</p><p xml:id="here">We spoke behind closed doors of the <hi>plans</hi>.</p>'),
    "two": ("zh-Hans", "会谈", "1950-02-02", '<p xml:id="talks">毛泽东和<hi>金日</hi>成在北京会谈。</p><p>会日谈。</p>'),
    "three": ("en", "Doors", "1950-03-03", "<p>The doors were closed; behind them the plans of 北京 lay.</p>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's edition, with its search."""
    folder = tmp_path_factory.mktemp("search")
    for part in ("tei", "schema"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / "kwedition.toml").write_text('source = "tei"\nschema = "schema/kwedition.odd"\n')
    return _built(folder)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three letters, one of them Chinese."""
    folder = tmp_path_factory.mktemp("letters")
    for id_, (lang, title, date, body) in LETTERS.items():
        text = LETTER.format(id=id_, lang=lang, title=title, date=date, body=body)
        (folder / f"{id_}.xml").write_text(text, encoding="utf-8")
    (folder / "persons.xml").write_text(PERSONS, encoding="utf-8")
    return _built(folder)


def _built(folder: Path) -> Path:
    arguments = ["--source", str(folder), "--output", str(folder / "output"), "--only", "site,search", "--no-cache"]
    result = invoke("build", *arguments)
    assert result.exit_code == 0, result.output
    return folder / "output"


class Reader:
    """A reader with a browser, and what the browser complained of."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "blob:" + self.base)):
            self.complaints.append(f"asked for {request.url}")

    def search(self, query: str, **facets: str) -> None:
        """Open the search at an address that asks for this, and wait for the answer."""
        parts = [f"q={quote(query)}", *(f"{facet}={quote(value, safe='')}" for facet, value in facets.items())]
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}search.html#{'&'.join(parts)}")
        self.settled()

    def settled(self) -> None:
        """Wait until the answer to what is asked for is there."""
        self.until("Number(document.querySelector('#kw-search').dataset.shown || 0) > (window.seen || 0)")
        self.page.evaluate("window.seen = Number(document.querySelector('#kw-search').dataset.shown)")

    def until(self, expression: str) -> None:
        """Wait for something in the page."""
        until(self.page, expression)

    def results(self) -> list[str]:
        """The addresses of the results, in order."""
        links = self.page.query_selector_all("#kw-results > li > .result-title a")
        return [link.evaluate("each => each.href").removeprefix(self.base) for link in links]

    def count(self, facet: str, value: str) -> int:
        """How many results a value of a facet says that it has."""
        box = f'[data-facet="{facet}"] label:has(input[value="{value}"]) b'
        return int(self.page.inner_text(box))

    def marked(self) -> list[str]:
        """What is marked in a page."""
        self.until("CSS.highlights.has('kw-found')")
        return list(self.page.evaluate("Array.from(CSS.highlights.get('kw-found')).map(range => range.toString())"))


@pytest.fixture
def edition(browser: Browser, site: Path) -> Iterator[Reader]:
    yield from _reading(browser, site)


@pytest.fixture
def three(browser: Browser, letters: Path) -> Iterator[Reader]:
    yield from _reading(browser, letters)


def _reading(browser: Browser, output: Path) -> Iterator[Reader]:
    with serving(output) as base, opened(browser, viewport={"width": 1200, "height": 900}) as context:
        reader = Reader(context, base)
        yield reader
    assert reader.complaints == []


def test_a_phrase_is_found_and_marked_in_its_paragraph(three: Reader) -> None:
    three.search('"closed doors"')
    assert three.results() == ["texts/one.html"]
    assert three.page.inner_text("#kw-found") == "1 result"
    excerpt = three.page.locator(".excerpt a").first
    assert excerpt.get_attribute("href") == f"{three.base}texts/one.html#here"
    assert excerpt.locator("mark").all_inner_texts() == ["closed", "doors"]
    excerpt.click()
    three.page.wait_for_url("**/texts/one.html#here")
    assert three.marked() == ["closed doors"]
    assert "?" not in three.page.url
    three.page.reload()
    assert three.marked() == ["closed doors"]


def test_words_are_found_wherever_they_stand(three: Reader) -> None:
    three.search("closed doors")
    assert set(three.results()) == {"texts/one.html", "texts/three.html"}
    marks = sorted(mark.inner_text() for mark in three.page.query_selector_all("mark"))
    assert marks == ["closed", "closed", "doors", "doors"]
    three.page.click('.excerpt a[href$="#here"]')
    three.page.wait_for_url("**/texts/one.html#here")
    assert three.marked() == ["closed", "doors"]


def test_the_best_passage_is_shown_first(edition: Reader) -> None:
    """All three words stand in one paragraph; single ones stand in many."""
    edition.search("behind closed doors")
    assert edition.page.get_attribute(".excerpt a", "href") == f"{edition.base}texts/essay.html#p23"
    assert len(edition.page.query_selector_all(".excerpt")) == 1


def test_every_word_must_be_there_and_unknown_ones_are_named(three: Reader) -> None:
    three.search("spoke them")
    assert three.results() == []
    assert three.page.is_visible("#kw-nothing")
    three.search("spoke xyzzy")
    assert three.results() == ["texts/one.html"]
    assert "Not in this edition: xyzzy" in three.page.inner_text("#kw-found")


@pytest.mark.parametrize("name", ["Müller", "Mueller", "muller", "Johann Mueller"])
def test_a_name_is_found_however_it_is_spelt(three: Reader, name: str) -> None:
    three.search(name)
    assert three.results()[0] == "persons/mueller.html"
    # All letters are from him; they spell it Müller, and without the first name.
    assert set(three.results()[1:]) == {f"texts/{id_}.html" for id_ in LETTERS}


def test_a_name_leads_to_its_page_and_then_to_the_passages(three: Reader) -> None:
    """None of the letters has this form of the name."""
    three.search("Chou En-lai")
    assert three.results()[0] == "persons/zhou.html"
    assert set(three.results()[1:]) == {f"texts/{id_}.html" for id_ in LETTERS}


def test_chinese_is_found_sign_by_sign(three: Reader) -> None:
    """Also where an element ends within a word; the signs in another order are no hit."""
    for query in ("金日成", "北京会谈", "毛"):
        three.search(query)
        assert "texts/two.html" in three.results(), query
    three.search("京北")
    assert three.results() == []
    three.search("北京 plans")
    assert three.results() == ["texts/three.html"]
    three.search("金日成")
    assert "毛泽东和金日成在北京会谈。" in three.page.inner_text(".excerpt")
    three.page.click(".excerpt a")
    three.page.wait_for_url("**/texts/two.html#*")
    assert three.marked() == ["金日成"]


def test_facets_narrow_and_say_how_many_are_left(edition: Reader) -> None:
    """Counted by XPath in the sources: the cables that name Mao, and those of them that name Stalin, too."""
    named = {path.stem: _named(path) for path in sorted((ROOT / "tei" / "cables").glob("*.xml"))}
    mao = {f"texts/{id_}.html" for id_, persons in named.items() if "mao_zedong" in persons}
    both = {f"texts/{id_}.html" for id_, persons in named.items() if {"mao_zedong", "stalin"} <= persons}
    edition.search("", persons="persons/mao_zedong", kind="texts")
    texts = edition.count("persons", "persons/mao_zedong")
    assert edition.page.inner_text("#kw-found") == f"{texts} results"
    assert set(edition.results()) - {"texts/essay.html"} == mao
    left = edition.count("persons", "persons/stalin")
    edition.page.check('[data-facet=persons] input[value="persons/stalin"]')
    edition.settled()
    assert set(edition.results()) - {"texts/essay.html"} == both
    assert len(edition.results()) == left
    # Back takes the tick away.
    edition.page.go_back()
    edition.settled()
    assert not edition.page.is_checked('[data-facet=persons] input[value="persons/stalin"]')
    assert len(edition.results()) == texts


def _named(path: Path) -> set[str]:
    root = etree.parse(path).getroot()
    region = "ancestor::t:text or ancestor::t:profileDesc or ancestor::t:sourceDesc"
    names = root.xpath(f"//*[self::t:persName or self::t:rs[@type='person']][@ref][{region}]/@ref", namespaces=NS)
    return {token.split("#")[1] for ref in names for token in str(ref).split()}


def test_all_texts_are_there_before_anything_is_asked_for(three: Reader) -> None:
    three.search("")
    assert three.page.inner_text("#kw-found") == "3 results"
    assert three.results() == ["texts/one.html", "texts/two.html", "texts/three.html"]
    assert three.count("from", "persons/mueller") == 3


def test_dates_are_said_in_the_language_of_the_page(browser: Browser, letters: Path, tmp_path: Path) -> None:
    for path in letters.parent.glob("*.xml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "kwedition.toml").write_text('languages = ["en", "de"]\n')
    days = "#kw-results > li:first-child .text-date"
    for reader in _reading(browser, _built(tmp_path)):
        for address, day in (("search.html", "1 May 1949"), ("de/search.html", "1. Mai 1949")):
            reader.page.goto(f"{reader.base}{address}")
            expect(reader.page.locator(days)).to_have_text(day)


def test_years_and_correspondents_narrow(three: Reader) -> None:
    three.search("", year="1950")
    assert set(three.results()) == {"texts/two.html", "texts/three.html"}
    assert three.count("year", "1949") == 1
    three.search("plans", **{"from": "persons/mueller"})
    assert set(three.results()) == {"texts/one.html", "texts/three.html"}
    assert three.count("year", "1950") == 1
    assert three.count("to", "persons/zhou") == 2


def test_what_is_typed_stands_in_the_address(three: Reader) -> None:
    three.page.goto(f"{three.base}search.html")
    three.settled()
    three.page.fill("#kw-query", "spoke")
    three.settled()
    assert three.page.url == f"{three.base}search.html#q=spoke"
    three.page.click(".result-title a")
    three.page.wait_for_url("**/texts/one.html")
    three.page.go_back()
    three.page.wait_for_url("**/search.html#q=spoke")
    three.settled()
    assert three.page.input_value("#kw-query") == "spoke"
    assert three.results() == ["texts/one.html"]


def test_the_slash_leads_to_the_search(three: Reader) -> None:
    three.page.goto(f"{three.base}texts/one.html")
    three.page.keyboard.press("/")
    three.page.wait_for_url("**/search.html")
    three.until("document.activeElement.id === 'kw-query'")
    three.page.keyboard.type("a/b")
    expect(three.page.locator("#kw-query")).to_have_value("a/b")


def test_without_scripts_the_page_leads_elsewhere(browser: Browser, letters: Path) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((letters / "search.html").as_uri())
        expect(page.locator("#kw-query")).to_be_hidden()
        assert "needs JavaScript" in page.inner_text("main")
        links = [each.get_attribute("href") for each in page.query_selector_all("main a")]
        assert {"texts/index.html", "persons/index.html"} <= set(links)


def test_from_a_folder_on_disk_the_page_says_so(browser: Browser, letters: Path) -> None:
    with opened(browser) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto((letters / "search.html").as_uri())
        expect(page.locator("#kw-search-off")).to_be_visible()
        expect(page.locator("#kw-query")).to_be_hidden()
        page.goto((letters / "texts" / "one.html").as_uri())
        assert re.search(r"closed doors", page.inner_text("main"))
        assert wrong == []
