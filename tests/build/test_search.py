"""The index of the search: what is in it, when it is made again, and the tables that narrow results."""

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import building
from common import ROOT, Kwedition
from kwedition import edition
from kwedition.build import facets, search
from kwedition.build.order import Built
from kwedition.errors import SettingsError
from unprepared import body, tei

NS = {"t": "http://www.tei-c.org/ns/1.0", "x": "http://www.w3.org/XML/1998/namespace"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def build(folder: Path, output: Path, cache: Path | None, outputs: tuple[str, ...] = ("site", "search")) -> Built:
    return building.build(folder, output, cache, outputs=outputs)


@pytest.fixture
def own(mini: Path, tmp_path: Path) -> Path:
    """A copy of the small edition, to be changed."""
    return building.copied(mini, tmp_path / "edition")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's edition with its search."""
    folder = tmp_path_factory.mktemp("edition")
    shutil.copytree(ROOT / "tei", folder / "tei")
    (folder / "kwedition.toml").write_text('source = "tei"\n')
    build(folder, folder / "output", None)
    return folder / "output"


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = next(folder.rglob(name))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def table(output: Path, name: str) -> list[Any]:
    counts = json.loads((output / "search/tables.json").read_bytes())
    parts = [json.loads((output / f"search/{name}-{n}.json").read_bytes()) for n in range(1, counts[name] + 1)]
    return [row for part in parts for row in part]


def indexed(output: Path) -> dict[str, str]:
    """The words that the index has of each page, read as Pagefind wrote them."""
    found = {}
    for path in (output / "pagefind" / "fragment").iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[page["url"].lstrip("/")] = page["content"]
    return found


def counted(steps: list[int]) -> list[int]:
    total, numbers = 0, []
    for step in steps:
        total += step
        numbers.append(total)
    return numbers


def test_two_builds_have_the_same_index(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "one", None)
    build(own, tmp_path / "two", None)
    one = files_of(tmp_path / "one")
    assert one == files_of(tmp_path / "two")
    assert any(path.startswith("pagefind/fragment/") for path in one)
    # What Pagefind brings for interfaces of its own is not published, and nothing of the work is left.
    names = {path.removeprefix("pagefind/").split("/")[0] for path in one if path.startswith("pagefind/")}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "fragment", "index"} <= names
    assert not any("ui" in name or "highlight" in name or name.startswith(".") for name in names)


def test_pagefind_runs_only_when_a_page_has_changed(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    really = subprocess.run

    def watched(*arguments: Any, **options: Any) -> Any:
        runs.append(arguments)
        return really(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert build(own, output, cache).indexing > 0
    assert len(runs) == 1
    # Nothing has changed.
    assert build(own, output, cache).indexing == 0
    assert len(runs) == 1
    # Another output is wanted, but no page is another: the index is taken over as it is.
    before = (output / "pagefind/pagefind-entry.json").stat().st_ino
    assert build(own, output, cache, ("site", "search", "data")).indexing == 0
    assert len(runs) == 1
    assert (output / "pagefind/pagefind-entry.json").stat().st_ino == before
    # An index that somebody touched is made again.
    (output / "pagefind/pagefind.js").write_text("gone")
    assert build(own, output, cache).indexing > 0
    assert (output / "pagefind/pagefind.js").stat().st_size > 10_000
    assert len(runs) == 2
    # A word in a text.
    change(own, "second.xml", "Ein Vers", "Ein andrer Vers")
    assert build(own, output, cache).indexing > 0
    assert len(runs) == 3
    build(own, tmp_path / "cold", None)
    assert files_of(output) == files_of(tmp_path / "cold")


def test_the_index_has_texts_with_their_notes_and_the_facts_of_entities(output: Path) -> None:
    pages = indexed(output)
    texts = {f"texts/{path.stem}.html" for path in (ROOT / "tei" / "cables").glob("*.xml")} | {"texts/essay.html"}
    assert {path for path in pages if path.startswith("texts/")} == texts
    kinds = Counter(path.split("/")[0] for path in pages)
    assert kinds["persons"] == len(list((output / "persons").glob("*.html"))) - 1
    # Title, summary, text, note; not what stands round them.
    page = pages["texts/c03.html"]
    for words in ("Kovalev on Kim Il’s mission", "Mao advised against an attack", "Editor’s note"):
        assert words in page
    for words in ("Mark in the text", "Cited in", "Skip to the text", "All data about this text", "↩"):
        assert words not in page
    person = pages["persons/zhou_enlai.html"]
    assert "Chou En-lai" in person
    assert "main form" not in person
    assert len(person) < 400


def test_words_are_parted_as_readers_see_them(output: Path) -> None:
    """No space behind a quotation mark before a name; a comma between sender, place and date, which the head has by CSS."""
    pages = indexed(output)
    assert "disappointment, that “China is at war”; it" in pages["texts/c01.html"]
    assert "Joseph Stalin, place not stated, 14 May 1950, very early" in pages["texts/c17.html"]
    assert not [each for each in pages.values() if re.search(r"[(“„‘] \w", each)]


def test_what_others_say_of_the_same_is_not_searched(output: Path) -> None:
    """Signs behind a passage bring the title of another text with them, and the head says topics and sources."""
    page = (output / "texts/c02.html").read_text(encoding="utf-8")
    assert page.count('class="compared-title"') > 5
    found = indexed(output)["texts/c02.html"]
    assert "their weapons with them. Asked by Kim" in found
    assert not re.search("[=≠]", found)
    assert "Transfer of troops" not in found
    assert "thirty-five" not in found


def test_tables_say_what_the_sources_say(output: Path) -> None:
    """Who is named in which text, who wrote to whom, and when, counted by XPath in the sources."""
    texts, names = table(output, "texts"), table(output, "names")
    at = {row[0]: number for number, row in enumerate(texts)}
    named = {row[0]: counted(steps) for row, steps in zip(names, table(output, "named"), strict=True)}
    letters = {names[row - len(texts)][0]: (counted(sent), counted(got)) for row, sent, got in table(output, "letters")}
    persons: dict[str, set[int]] = {}
    wrote: dict[str, set[int]] = {}
    for path in sorted((ROOT / "tei" / "cables").glob("*.xml")):
        root = etree.parse(path).getroot()
        number = at[f"texts/{root.get(XML_ID)}.html"]
        region = "ancestor::t:text or ancestor::t:profileDesc or ancestor::t:sourceDesc"
        for ref in root.xpath(f"//*[self::t:persName or self::t:rs[@type='person']][{region}]/@ref", namespaces=NS):
            for token in str(ref).split():
                persons.setdefault(f"persons/{token.split('#')[1]}.html", set()).add(number)
        for ref in root.xpath("//t:correspDesc[1]/t:correspAction[@type='sent']/t:persName/@ref", namespaces=NS):
            wrote.setdefault(f"persons/{str(ref).split('#')[1]}.html", set()).add(number)
        dates = root.xpath(
            "//t:correspAction[@type='sent']/t:date/@*[name()='when' or name()='notBefore' or name()='from']",
            namespaces=NS,
        )
        years = {int(str(date)[:4]) for date in dates}
        if years:
            assert texts[number][4] == min(years), path.name
    cables = {number for address, number in at.items() if address.startswith("texts/c")}
    assert persons
    assert {each: set(numbers) & cables for each, numbers in named.items() if each in persons} == persons
    assert {each: set(sent) for each, (sent, _got) in letters.items() if each in wrote} == wrote
    # Every page of the index is a row, and none is twice.
    rows = [row for _number, row in table(output, "pages")]
    assert sorted(rows) == list(range(len(texts) + len(names)))


@pytest.mark.parametrize(
    ("languages", "days"),
    [
        ('["de"]', ["1. Mai 1949", "about 1950"]),
        ('["ko"]', ["1949년 5월 1일", "about 1950"]),
        ('["en", "de"]', [["1 May 1949", "1. Mai 1949"], ["about 1950", "1950"]]),
    ],
)
def test_dates_are_in_the_languages_of_the_site(tmp_path: Path, languages: str, days: list[Any]) -> None:
    (tmp_path / "kwedition.toml").write_text(f'source = "tei"\nlanguages = {languages}\n')
    (tmp_path / "tei").mkdir()
    for name, date in (("x1", '<date when="1949-05-01"/>'), ("x2", '<date when="1950">about 1950</date>')):
        more = f"<profileDesc><creation>{date}</creation></profileDesc>"
        (tmp_path / f"tei/{name}.xml").write_text(tei(body("<p>x</p>"), title=name, more=more))
    build(tmp_path, tmp_path / "output", None)
    assert [row[3] for row in table(tmp_path / "output", "texts")] == days


def test_forms_of_names_are_there_once(output: Path) -> None:
    (zhou,) = [row for row in table(output, "names") if row[0] == "persons/zhou_enlai.html"]
    assert zhou[1:] == ["Zhou Enlai", "Chou En-lai", "周恩来", "周恩來"]


def test_large_tables_are_divided(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    whole = table(output, "texts")
    monkeypatch.setattr(facets, "LARGE", 500)
    folder = tmp_path / "again"
    shutil.copytree(ROOT / "tei", folder / "tei")
    (folder / "kwedition.toml").write_text('source = "tei"\n')
    build(folder, folder / "output", None)
    assert json.loads((folder / "output/search/tables.json").read_bytes())["texts"] > 3
    assert table(folder / "output", "texts") == whole
    assert max(path.stat().st_size for path in (folder / "output/search").iterdir()) < 1000


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>plain</p>", "<p>plain</p>"),
        ("<p>金日成</p>", "<p> 金 日 成 </p>"),
        ("<p>金<b>日</b>成</p>", "<p> 金 <b> 日 </b> 成 </p>"),
        ("<p>in 北京, Mao毛</p>", "<p>in 北 京, Mao 毛 </p>"),
        ('<a title="金日 &gt; x" id="日成">日</a>', '<a title="金日 &gt; x" id="日成"> 日 </a>'),
        ('<a title="a > 金日">x</a>', '<a title="a > 金日">x</a>'),
        ("<p>김일성 서울</p>", "<p>김일성 서울</p>"),
        ("<p>ひらがなカタ</p>", "<p> ひ ら が な カ タ </p>"),
    ],
)
def test_scripts_without_spaces_get_some(html: str, expected: str) -> None:
    assert re.sub(" +", " ", search.spaced(html)) == re.sub(" +", " ", expected)


def test_without_search_there_is_none(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "output", None, ("site",))
    files = files_of(tmp_path / "output")
    assert not any(path.startswith(("pagefind/", "search")) for path in files)
    assert b"search.html" not in files["index.html"]
    build(own, tmp_path / "with", None)
    assert b'href="search.html"' in (tmp_path / "with/index.html").read_bytes()


def test_search_needs_the_site(own: Path, kwedition: Kwedition) -> None:
    result = kwedition("build", "--source", own, "--output", own / "output", "--only", "search,data")
    assert result.exit_code == 2
    assert "search is made from the output site" in result.output
    change(own, "kwedition.toml", '["site", "data"]', '["search", "data"]')
    with pytest.raises(SettingsError, match="search is made from the output site"):
        edition.settings_of(own)


def test_the_search_is_there_unless_the_settings_leave_it_out(tmp_path: Path) -> None:
    assert edition.settings_of(tmp_path).outputs == ("site", "search", "data")


def test_what_pagefind_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 7\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "program", lambda: program)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.html").write_text("<p>a</p>")
    with pytest.raises(search.PagefindFailed, match="no room left"):
        search.index(tmp_path / "site", ["a.html"])
    # Nothing of the attempt is left to be published.
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["a.html"]


def test_a_failure_leaves_the_old_output(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(own, tmp_path / "output", None)
    before = files_of(tmp_path / "output")
    change(own, "second.xml", "Ein Vers", "Ein andrer Vers")
    monkeypatch.setattr(search, "program", lambda: tmp_path / "not-there")
    with pytest.raises(search.PagefindFailed, match="cannot be run"):
        build(own, tmp_path / "output", None)
    assert files_of(tmp_path / "output") == before
