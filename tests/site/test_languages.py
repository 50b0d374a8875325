"""A site in several languages from one build: its addresses, its links between languages, its words."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from common import ROOT, Kwedition, invoke, within
from kwedition.build.wording import Dates
from kwedition.saxon import Saxon
from pages import dead_links

LANGUAGES = ("en", "de", "fr", "zh", "ko")
LABELS = ROOT / "xslt" / "shared" / "labels"
SHOWN = ("title", "aria-label", "placeholder", "data-one", "data-many", "alt")

_DATES = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="kwedition:/shared/dates.xsl"/><xsl:import href="kwedition:/shared/labels.xsl"/>
<xsl:output method="text"/>
<xsl:template match="/"><xsl:value-of select="//date ! kw:date-in-words(.)" separator="|"/></xsl:template>
</xsl:stylesheet>"""

_POINTS = ('when="1950-05-14"', 'when="1950-05-01"', 'when="1950-05"', 'when="1950"', 'when="-0044-03-15"',
           'from="1949" to="1951"', 'from="1950-05-14" to="1950-06-03"', 'from="1949-04"', 'from="1949-04-02"',
           'to="1950"', 'to="1950-01-31"', 'notBefore="1949" notAfter="1950"',
           'notBefore="1950-05-13" notAfter="1950-05-14"', 'notBefore="1949-04"', 'notBefore="1949-04-01"',
           'notAfter="1950-01"', 'notAfter="1950-01-02"', 'when="yesterday"')  # fmt: skip

_WORDS = {
    "de": ["14. Mai 1950", "1. Mai 1950", "Mai 1950", "1950", "15. März 44 v. Chr.",
           "1949 bis 1951", "vom 14. Mai 1950 bis zum 3. Juni 1950", "ab April 1949", "ab dem 2. April 1949",
           "bis 1950", "bis zum 31. Januar 1950", "zwischen 1949 und 1950",
           "zwischen dem 13. Mai 1950 und dem 14. Mai 1950", "nicht vor April 1949", "nicht vor dem 1. April 1949",
           "spätestens Januar 1950", "spätestens am 2. Januar 1950", "yesterday"],
    "fr": ["14 mai 1950", "1er mai 1950", "mai 1950", "1950", "15 mars 44 av. J.-C.",
           "1949 à 1951", "du 14 mai 1950 au 3 juin 1950", "dès avril 1949", "dès le 2 avril 1949",
           "jusqu’en 1950", "jusqu’au 31 janvier 1950", "entre 1949 et 1950",
           "entre le 13 mai 1950 et le 14 mai 1950", "au plus tôt en avril 1949", "au plus tôt le 1er avril 1949",
           "au plus tard en janvier 1950", "au plus tard le 2 janvier 1950", "yesterday"],
    "zh": ["1950年5月14日", "1950年5月1日", "1950年5月", "1950年", "公元前44年3月15日",
           "1949年至1951年", "1950年5月14日至1950年6月3日", "自1949年4月起", "自1949年4月2日起",
           "至1950年止", "至1950年1月31日止", "1949年与1950年之间",
           "1950年5月13日与1950年5月14日之间", "不早于1949年4月", "不早于1949年4月1日",
           "不晚于1950年1月", "不晚于1950年1月2日", "yesterday"],
    "ko": ["1950년 5월 14일", "1950년 5월 1일", "1950년 5월", "1950년", "기원전 44년 3월 15일",
           "1949년부터 1951년까지", "1950년 5월 14일부터 1950년 6월 3일까지", "1949년 4월부터", "1949년 4월 2일부터",
           "1950년까지", "1950년 1월 31일까지", "1949년과 1950년 사이",
           "1950년 5월 13일과 1950년 5월 14일 사이", "빨라도 1949년 4월", "빨라도 1949년 4월 1일",
           "늦어도 1950년 1월", "늦어도 1950년 1월 2일", "yesterday"],
}  # fmt: skip

Build = Callable[..., Path]


def written(folder: Path, mini: Path, settings: str) -> Path:
    """The small edition with other settings."""
    shutil.copytree(mini, folder)
    (folder / "kwedition.toml").write_text(
        f'title = "Two letters"\nsource = "tei"\noutputs = ["site", "data"]\n{settings}'
    )
    return folder


def build(folder: Path, output: Path, *arguments: str) -> str:
    """Build an edition; what was said of it."""
    with within(folder):
        result = invoke("build", "--output", output, "--cache", output.parent / "cache", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, mini: Path) -> Path:
    """The small edition in five languages."""
    base = tmp_path_factory.mktemp("languages")
    folder = written(base / "edition", mini, f"languages = {list(LANGUAGES)}\n")
    build(folder, base / "out")
    return base / "out"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, mini: Path) -> Path:
    """The same in English alone."""
    base = tmp_path_factory.mktemp("plain")
    build(written(base / "edition", mini, ""), base / "out")
    return base / "out"


def files(folder: Path, ending: str = "") -> set[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{ending}") if path.is_file())
    return {path for path in found if path != ".kwedition" and not path.endswith("README.md")}


def parsed(page: Path) -> etree._Element:
    return etree.parse(page, etree.HTMLParser(encoding="utf-8")).getroot()


def pages(site: Path, language: str) -> Iterator[tuple[str, etree._Element]]:
    """The pages in a language by their address within it."""
    base = site if language == LANGUAGES[0] else site / language
    for path in sorted(base.rglob("*.html")):
        inside = path.relative_to(base).as_posix()
        if language != LANGUAGES[0] or inside.split("/")[0] not in LANGUAGES:
            yield inside, parsed(path)


def words(language: str) -> dict[str, str]:
    return {str(e.get("key")): e.text or "" for e in etree.parse(LABELS / f"{language}.xml").getroot().iter("label")}


def test_each_language_has_every_page_and_what_is_shared_is_there_once(site: Path, plain: Path) -> None:
    alone = files(plain)
    below = {path for path in alone if path.endswith(".html") or path.startswith("cards/")}
    expected = alone | {f"{language}/{path}" for language in LANGUAGES[1:] for path in below}
    assert files(site) == expected
    assert any(path.startswith("assets/") for path in alone)
    assert any(path.startswith("data/") for path in alone)


def test_addresses_of_the_first_language_stay_and_data_are_the_same(site: Path, plain: Path) -> None:
    for path in files(plain):
        if not path.endswith(".html"):
            assert (site / path).read_bytes() == (plain / path).read_bytes(), path


def test_one_language_alone_says_nothing_of_others(plain: Path) -> None:
    for path in plain.rglob("*.html"):
        text = path.read_text()
        assert "hreflang" not in text
        assert 'class="languages"' not in text
        assert "data-below" not in text


def test_every_link_in_every_language_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_where_it_is_in_the_others(site: Path, language: str) -> None:
    folders = {each: "" if each == LANGUAGES[0] else f"{each}/" for each in LANGUAGES}
    seen = 0
    for inside, page in pages(site, language):
        seen += 1
        here = (site / folders[language] / inside).parent
        assert page.get("lang") == language
        assert page.get("dir") is None
        wanted = {each: (site / folders[each] / inside).resolve() for each in LANGUAGES}
        alternates = {str(e.get("hreflang")): e for e in page.xpath("//link[@rel='alternate'][@hreflang]")}
        switch = {str(e.get("hreflang")): e for e in page.xpath("//ul[@class='languages']//a")}
        for links in (alternates, switch):
            assert tuple(links) == LANGUAGES
            assert {tag: (here / str(e.get("href"))).resolve() for tag, e in links.items()} == wanted
        assert all(path.is_file() for path in wanted.values())
        assert [tag for tag, e in switch.items() if e.get("aria-current")] == [language]
        assert [e.text for e in switch.values()] == ["English", "Deutsch", "Français", "中文", "한국어"]
        assert [e.get("lang") for e in switch.values()] == list(LANGUAGES)
    assert seen == len(list(pages(site, "en"))) > 8


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_english_is_left_in_the_interface(site: Path, language: str) -> None:
    """What is not in the language of a text is in that of the interface."""
    english, own = words("en"), words(language)
    foreign = {word for key, word in english.items() if own[key] != word and len(word) > 2} - set(own.values())
    found = []
    for inside, page in pages(site, language):
        for element in page.iter():
            # (Code is in nobody's language.)
            if not isinstance(element.tag, str) or element.xpath("ancestor-or-self::code"):
                continue
            near = next(str(e.get("lang")) for e in (element, *element.iterancestors()) if e.get("lang"))
            texts = [element.text, *(child.tail for child in element)]
            texts = [each for each in texts if each and near == language]
            texts += [element.get(name) for name in SHOWN]
            found += [(inside, text) for text in texts if text and " ".join(text.split()) in foreign]
    assert found == []


def test_the_interface_speaks_the_language(site: Path) -> None:
    assert dict(pages(site, "de"))["persons/index.html"].findtext(".//h1") == "Personenregister"
    assert dict(pages(site, "fr"))["persons/index.html"].findtext(".//h1") == "Index des personnes"
    assert dict(pages(site, "zh"))["persons/index.html"].findtext(".//h1") == "人名索引"
    assert dict(pages(site, "ko"))["persons/index.html"].findtext(".//h1") == "인명 색인"
    listed = dict(pages(site, "zh"))["texts/index.html"].xpath("//span[@class='text-date']/text()")
    assert "1905年1月2日" in listed


def test_an_interface_says_its_language_within_a_text(site: Path) -> None:
    """The text has its own language; the words of the interface in it are the interface's."""
    page = dict(pages(site, "zh"))["texts/first.html"]
    article = page.find(".//article")
    assert article is not None
    assert article.get("lang") == "en"
    terms = article.xpath(".//dl[@class='despatch']//dt")
    assert [(e.text, e.get("lang")) for e in terms[:2]] == [("发信", "zh"), ("收信", "zh")]


def test_each_language_sorts_as_it_does(tmp_path: Path, mini: Path) -> None:
    """In English a name in Chinese characters stands after the letters; in Chinese by its sound."""
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "zh"]\n')
    build(folder, tmp_path / "out")

    def letters(page: Path) -> list[str]:
        root = parsed(page)
        return [e.get("id") for e in root.xpath("//section[contains(@class, 'letter')]")]

    english = letters(tmp_path / "out/persons/index.html")
    chinese = letters(tmp_path / "out/zh/persons/index.html")
    assert f"kw-letter-{ord('漢')}" in english
    assert f"kw-letter-{ord('漢')}" not in chinese
    assert set(chinese) < {*english, "kw-letter-l"}
    latin = [letter for letter in chinese if len(letter) == len("kw-letter-l")]
    assert latin == sorted(latin)


@pytest.mark.parametrize("language", sorted(_WORDS))
def test_dates_are_said_as_the_language_says_them(saxon: Saxon, language: str) -> None:
    tei = "".join(f"<date {point}/>" for point in _POINTS)
    made = saxon.compile(_DATES, "dates").transform(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{tei}</TEI>', values={"language": language}
    )
    assert made.text.split("|") == _WORDS[language]


@pytest.mark.parametrize("language", ["en", *sorted(_WORDS), "de-AT", "xx"])
def test_the_search_says_dates_as_pages_do(saxon: Saxon, language: str) -> None:
    odd = ('when="1950-13-01"', 'when="1950-05-00"', 'when="1950-02-31T10:00:00Z"', 'when="0000"', 'when="12000-01"',
           'when-iso="1889-08-02"', 'from="1950" to="1950"', 'notBefore="1950-05" notAfter="1950-05"', 'to-iso="1950-05-01"',
           'when=" 1950-05-14 "', 'from="1950-05-14" to="1951"', 'notBefore="?" notAfter="1950-01-02"', 'when="x &amp; y"',
           'from="1900" notAfter="1901"', 'when=""', 'cert="low"')  # fmt: skip
    points = (*_POINTS, *odd)
    tei = "".join(f"<date {point}/>" for point in points)
    made = saxon.compile(_DATES, "dates").transform(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{tei}</TEI>', values={"language": language}
    )
    dates = Dates(language, None)
    said = [dates.shown(f'<date {point} made="yes">-</date>') for point in points]
    assert said == [words or "-" for words in made.text.split("|")]


def test_dates_that_somebody_worded_stay_as_they_are_but_in_a_further_language() -> None:
    date = '<date when="1950-05-14">2 Id. &amp; so on</date>'
    assert Dates("de", None).shown(date) == "2 Id. & so on"
    assert Dates("de", None, further=True).shown(date) == "14. Mai 1950"
    assert Dates("de", None, further=True).shown("<date>in spring</date>") == "in spring"
    assert Dates("de", None).shown("") == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "0 entries|one entry|2 entries"), ("fr", "0 entrée|1 entrée|2 entrées"), ("ko", "0개 항목|1개 항목|2개 항목"),
     ("fr-CA", "0 entrée|1 entrée|2 entrées"), ("xx", "0 entries|one entry|2 entries")],
)  # fmt: skip
def test_a_language_counts_as_it_does(saxon: Saxon, language: str, said: str) -> None:
    sheet = _DATES.replace("//date ! kw:date-in-words(.)", "(0, 1, 2) ! kw:count-label('filter', .)")
    assert saxon.compile(sheet, "count").transform("<x/>", values={"language": language}).text == said


def test_a_theme_brings_a_language_from_right_to_left(tmp_path: Path, mini: Path) -> None:
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "ar"]\ntheme = "theme"\n')
    labels = folder / "theme/shared/labels/ar.xml"
    labels.parent.mkdir(parents=True)
    labels.write_text(
        '<labels xml:lang="ar"><label key="language-name">العربية</label>'
        '<label key="index-of-persons">فهرس الأشخاص</label></labels>'
    )
    build(folder, tmp_path / "out")
    page = parsed(tmp_path / "out/ar/persons/index.html")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.findtext(".//h1") == "فهرس الأشخاص"
    assert page.xpath("string(//nav//a[1])") == "Texts"
    text = parsed(tmp_path / "out/ar/texts/first.html")
    assert [(e.get("lang"), e.get("dir")) for e in text.iter("article")] == [("en", "ltr")]
    english = parsed(tmp_path / "out/persons/index.html")
    assert english.get("dir") == "ltr"
    assert english.xpath("//ul[@class='languages']//a/text()") == ["English", "العربية"]


def test_a_theme_brings_a_style_sheet(tmp_path: Path, mini: Path) -> None:
    """It comes after ours on every page, is not touched, and is no more there when the theme has it no more."""
    folder = written(tmp_path / "edition", mini, 'theme = "theme"\n')
    own = folder / "theme/site/assets/own.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* ours */\na { color : teal }\n")
    build(folder, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.html"):
        styles = [Path(each).name for each in parsed(path).xpath("//link[@rel='stylesheet']/@href")]
        assert styles[-1] == "own.css", path
    assert (tmp_path / "out/assets/own.css").read_bytes() == own.read_bytes()
    own.unlink()
    build(folder, tmp_path / "out")
    assert not (tmp_path / "out/assets/own.css").exists()
    assert "own.css" not in (tmp_path / "out/index.html").read_text()


def test_a_theme_replaces_single_words(tmp_path: Path, mini: Path) -> None:
    folder = written(tmp_path / "edition", mini, 'languages = ["de"]\ntheme = "theme"\n')
    labels = folder / "theme/shared/labels/de.xml"
    labels.parent.mkdir(parents=True)
    labels.write_text('<labels xml:lang="de"><label key="persons">Leute</label></labels>')
    build(folder, tmp_path / "out")
    page = parsed(tmp_path / "out/persons/index.html")
    assert page.xpath("//nav[1]//a/text()")[:3] == ["Texte", "Leute", "Orte"]


def test_a_further_language_without_words_is_refused(
    tmp_path: Path, mini: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "ar"]\n')
    monkeypatch.chdir(folder)
    result = kwedition("build", "--output", tmp_path / "out")
    assert result.exit_code != 0
    assert "there are no words for readers in 'ar'" in result.output
    assert "theme may add shared/labels/ar.xml" in result.output


def test_a_language_named_twice_is_refused(
    tmp_path: Path, mini: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "EN"]\n')
    monkeypatch.chdir(folder)
    result = kwedition("build", "--output", tmp_path / "out")
    assert result.exit_code != 0
    assert "named twice" in result.output


def test_builds_in_several_languages_are_byte_identical(tmp_path: Path, mini: Path, site: Path) -> None:
    folder = written(tmp_path / "edition", mini, f"languages = {list(LANGUAGES)}\n")
    build(folder, tmp_path / "out", "--jobs", "2")
    assert files(tmp_path / "out") == files(site)
    for path in files(site):
        assert (tmp_path / "out" / path).read_bytes() == (site / path).read_bytes(), path


def test_a_language_more_leaves_what_was_made_of_documents(tmp_path: Path, mini: Path) -> None:
    """A change of one letter is explained in each language; the cards and lists that it does not touch stay."""
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "de"]\n')
    build(folder, tmp_path / "out")
    assert "nothing has changed" in build(folder, tmp_path / "out")
    letter = folder / "tei/letters/second.xml"
    letter.write_text(letter.read_text().replace("</body>", "<p>More.</p></body>", 1))
    said = build(folder, tmp_path / "out", "--explain")
    lines = [line for line in said.splitlines() if re.search(r"\btexts/second\.html", line)]
    assert len(lines) == 2
    assert all("its document" in line for line in lines)


def test_texts_are_accounted_for_in_each_language(tmp_path: Path, mini: Path) -> None:
    folder = written(tmp_path / "edition", mini, 'languages = ["en", "de"]\n')
    account = tmp_path / "coverage.json"
    assert "all accounted for" in build(folder, tmp_path / "out", "--coverage", str(account))
    views = set(re.findall(r'"view": "([^"]*)"', account.read_text()))
    assert views == {"site", "site in de"}
