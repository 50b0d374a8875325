"""The words that readers see: every language has all of them, and nothing is left in English by mistake."""

import re
from pathlib import Path

import pytest
from lxml import etree

from common import ROOT

FOLDER = ROOT / "xslt" / "shared" / "labels"
TRANSLATED = sorted(path.stem for path in FOLDER.glob("*.xml") if path.stem != "en")
CHINESE = re.compile(r"[\u3400-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")

# What is written alike in both languages: patterns, signs, and words that they share.
_PATTERNS = {"before-common-era", "count-one", "date-day", "date-first-day", "date-month", "date-year", "in-brackets",
             "life-dates", "list-separator", "mentions-in-sources", "page-hint", "quoted", "quoted-within", "sign-agreement",
             "sign-contradiction", "colon", "cite-chicago", "cite-mla", "cite-bib", "cite-ris", "cite-json"}  # fmt: skip
ALIKE = {
    "de": {"month-04", "month-08", "month-09", "month-11", "omitted", "cite-in", "search-kind-persons", "original", "tei-charName", "tei-def",
           "tei-institution", "tei-interpretation", "tei-material", "tei-msFrag", "tei-msName", "tei-name", "tei-p",
           "tei-persName", "tei-person", "tei-region", "tei-schemaRef"},
    "fr": {"date", "dates", "description", "figure", "images", "licence", "mentions", "mentions-n", "note",
           "notes", "omitted", "original", "page", "pages", "pages-one", "relations", "sections", "tei-acquisition", "tei-additions", "tei-analytic",
           "tei-adminInfo", "tei-classDecl", "tei-collation", "tei-colophon", "tei-date", "tei-desc", "tei-district",
           "tei-filiation",
           "tei-institution", "tei-licence", "tei-monogr", "tei-msFrag", "tei-note", "tei-notesStmt", "tei-origDate", "tei-particDesc",
           "tei-population", "tei-provenance", "tei-publicationStmt", "tei-segmentation", "tei-signatures", "tei-source", "tei-sourceDesc",
           "where-header", "where-note"},
    "zh": set(),
    "ko": set(),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """The words of a language by key; a key that is there twice is a mistake."""
    root = etree.parse(FOLDER / f"{language}.xml").getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    pairs = [(str(label.get("key")), label.text or "") for label in root.iter("label")]
    assert len({key for key, _word in pairs}) == len(pairs)
    return dict(pairs)


def places(word: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", word))


def stylesheets() -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / "xslt").rglob("*.xsl")))


def test_there_are_the_languages_that_the_documentation_names() -> None:
    assert TRANSLATED == ["de", "fr", "ko", "zh"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_every_word(language: str) -> None:
    assert words("en").keys() - words(language).keys() == set()
    assert words(language).keys() - words("en").keys() == set()
    assert [key for key, word in words(language).items() if not word.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_word_has_the_same_places_to_fill_in(language: str) -> None:
    english = words("en")
    wrong = {}
    for key, word in words(language).items():
        wanted = [places(english[key])]
        # 'one entry' may say its number: in French, nothing counts as one.
        wanted += [["{n}"]] if key.endswith("-1") else []
        # 'premier janvier': the first day of a month has a name.
        wanted += [["{month}", "{year}"]] if key == "date-first-day" else []
        if places(word) not in wanted:
            wrong[key] = word
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_word_is_left_in_english(language: str) -> None:
    english = words("en")
    same = {key for key, word in words(language).items() if word == english[key]}
    assert same - _PATTERNS == ALIKE[language]


@pytest.mark.parametrize(("language", "script"), [("zh", CHINESE), ("ko", HANGUL)])
def test_a_word_is_in_the_script_of_its_language(language: str, script: re.Pattern[str]) -> None:
    other = {key for key, word in words(language).items() if not script.search(word)}
    assert other - _PATTERNS == set()


def test_every_word_is_asked_for_and_every_word_asked_for_is_there() -> None:
    code = stylesheets() + "\n".join(path.read_text() for path in sorted((ROOT / "src").rglob("*.py")))
    stems = set(re.findall(r"'([a-z-]+-)' \|\|", code))
    counted = {f"{stem}-{form}" for stem in re.findall(r"count-label\('([a-z-]+)'", code) for form in "1n"}
    # The intro of a list of contents, its name and its ways come in the slice.
    counted |= {f"{stem}-{form}" for stem in re.findall(r'intro="([a-z-]+)"', code) for form in "1n"}
    literal = set(re.findall(r"""['"=]([a-z0-9-]+)['"]""", code))
    # The names of elements (kw:label(local-name())), and what correspAction and a comparison say that they are.
    named = {"setting", "activity", "surplus", "secl", "sent", "received", "forwarded", "redirected", "transmitted"}
    named |= {"agreement", "contradiction"}
    phrases = {key for key in words("en") if key.endswith("-day") and key.removesuffix("-day") in words("en")}
    idle = {
        key for key in words("en")
        if key not in literal | counted | named | phrases and not any(key.startswith(stem) for stem in stems)
    }  # fmt: skip
    assert idle == set()
    asked = set(re.findall(r"(?<![\w-])kw:label\('([a-z0-9-]+)'\)", code)) | counted
    assert asked - words("en").keys() == set()


def test_a_stylesheet_writes_no_english_of_its_own() -> None:
    """Text in a stylesheet of the site is in braces, a sign, or white space."""
    kw = "{http://www.w3.org/1999/XSL/Transform}"
    found = []
    for path in sorted([*(ROOT / "xslt" / "site").glob("*.xsl"), *(ROOT / "xslt" / "text").glob("*.xsl")]):
        for element in etree.parse(path).iter():
            if not isinstance(element.tag, str) or "oxygenxml" in element.tag:
                continue
            if element.tag.startswith("{http://www.w3.org/2005/xpath-functions}"):  # JSON, for programs
                continue
            inside = element.tag == f"{kw}text" or not element.tag.startswith(kw)
            plain = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", "", (element.text or "") if inside else "")
            if re.search(r"[A-Za-z]{2}", plain) and not _is_documentation(element):
                found.append((Path(path).name, plain.strip()))
    assert found == []


def _is_documentation(element: etree._Element) -> bool:
    return any("oxygenxml" in str(each.tag) for each in element.iterancestors())


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_the_hint_of_a_filter_is_no_longer_than_its_field(language: str) -> None:
    assert len(words(language)["filter-hint"]) <= 27
