"""What a build after a change leaves undone, and that nobody can tell from what it makes."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from building import build, change, check_like_new, copied, watched_records
from kwedition import edition
from kwedition.build import fingerprint, highlight, links, record, sourceframe, sources, sourcetext, sourceview, work
from kwedition.build.cache import Cache
from kwedition.build.links import PageLinks
from kwedition.build.order import Built
from kwedition.build.publish import Staging
from kwedition.errors import OutputError
from kwedition.namespace import NAMESPACE
from kwedition.saxon import Saxon, Stylesheet

# In no sentence that another page shows.
WORD = ("second.xml", "Ein Vers", "Ein andrer Vers")
# In the sentence in which somebody is named.
SENTENCE = ("second.xml", "Sehr geehrte", "Hochverehrte")
LINKING = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">
  <xsl:import href="builtin:/site/missing.xsl"/>
  <xsl:template match="kw:slice" mode="kw:metadata"><link rel="help" href="texts/second.html#sun"/></xsl:template>
</xsl:stylesheet>"""


@pytest.fixture
def own(mini: Path, tmp_path: Path) -> Path:
    """A copy of the small edition, to be changed."""
    return copied(mini, tmp_path / "edition")


@pytest.fixture
def again(own: Path, tmp_path: Path) -> Callable[[tuple[str, str, str]], Built]:
    """Build the edition after a change; what comes out, and what is said of it, is that of a build from nothing."""
    build(own, tmp_path / "output", tmp_path / "cache")

    def after(what: tuple[str, str, str]) -> Built:
        change(own, *what)
        built = build(own, tmp_path / "output", tmp_path / "cache")
        check_like_new(own, built, tmp_path / "output", tmp_path / "cold")
        return built

    return after


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records were asked for, each time that some were."""
    return watched_records(monkeypatch)


def test_where_no_record_changes_none_is_read(again: Callable[[tuple[str, str, str]], Built], read: list[int]) -> None:
    again(WORD)
    # Those of the build from nothing.
    assert len(read) == 1
    again((WORD[0], WORD[2], WORD[1]))
    assert len(read) == 2


def test_a_record_that_changes_is_seen_to(again: Callable[[tuple[str, str, str]], Built], read: list[int]) -> None:
    again(SENTENCE)
    # Few documents are planned in no time.
    assert len(read) == 2
    assert read[0] > 1
    again(WORD)
    assert len(read) == 3
    again((SENTENCE[0], SENTENCE[2], SENTENCE[1]))
    assert len(read) == 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Two letters"', 'title = "Letters, two"'),
        ('outputs = ["site", "data"]', 'outputs = ["site", "data", "text", "markdown"]'),
        ('outputs = ["site", "data"]', 'outputs = ["site", "data", "epub"]'),
        ('outputs = ["site", "data"]', 'outputs = ["site"]\nsource-view = false'),
        ('outputs = ["site", "data"]', 'outputs = ["site"]\nlanguages = ["en", "de"]'),
        ('outputs = ["site", "data"]', 'outputs = ["site"]\nbase-url = "https://example.org/"'),
    ],
)
def test_settings_are_part_of_what_is_remembered(
    again: Callable[[tuple[str, str, str]], Built], old: str, new: str
) -> None:
    again(("kwedition.toml", old, new))
    again(WORD)
    again(SENTENCE)
    again((WORD[0], WORD[2], WORD[1]))


def test_a_document_that_cannot_be_read_is_told_each_time(
    again: Callable[[tuple[str, str, str]], Built],
) -> None:
    again(("first.xml", "</TEI>", "<TEI>"))
    assert again(WORD).unread == 1
    assert again(("first.xml", "<TEI>", "</TEI>")).unread == 0


def test_what_the_last_build_left_may_be_lost(
    own: Path, again: Callable[[tuple[str, str, str]], Built], tmp_path: Path
) -> None:
    again(WORD)
    for path in (tmp_path / "output" / "texts").glob("*.html"):
        path.unlink()
    (tmp_path / "output" / "tei" / "first.html").unlink()
    again(SENTENCE)
    shutil.rmtree(tmp_path / "output")
    again((WORD[0], WORD[2], WORD[1]))


def test_a_link_is_seen_to_break_from_a_page_that_did_not_change(
    own: Path, again: Callable[[tuple[str, str, str]], Built]
) -> None:
    (own / "theme" / "site").mkdir(parents=True)
    (own / "theme" / "site" / "missing.xsl").write_text(LINKING, encoding="utf-8")
    assert links.RULE not in {
        each.rule for each in again(("kwedition.toml", "title", 'theme = "theme"\ntitle')).findings
    }
    gone = again(("second.xml", 'xml:id="sun" ', ""))
    assert [each.path for each in gone.findings if each.rule == links.RULE] == ["404.html"]
    # It is still so when something else changes.
    assert [each.path for each in again(WORD).findings if each.rule == links.RULE] == ["404.html"]
    back = again(("second.xml", "<seg ana", '<seg xml:id="sun" ana'))
    assert links.RULE not in {each.rule for each in back.findings}


def test_links_of_some_pages_are_judged_like_those_of_all() -> None:
    random = Random(4)
    for _turn in range(200):
        names = [f"{number}.html" for number in range(5)]
        ids = ["a", "b", "c"]
        files = {*random.sample([*names, "x#a.js", "y.js"], 4)}
        targets = [*names, "x#a.js", "y.js", "z.html", *(f"{name}#{id_}" for name in [*names, "y.js"] for id_ in ids)]
        pages = {
            name: PageLinks(
                tuple(random.sample(ids, 2)), tuple(random.sample(ids, random.choice((0, 0, 1)))),
                tuple(sorted(random.sample(targets, 4))),
            )
            for name in random.sample(names, 4)
        }  # fmt: skip
        packed = links.Packed({path: links.packed(page) for path, page in pages.items()})
        assert dict(packed) == pages
        assert links.broken_in(pages, packed, files) == links.broken(pages, files)


def test_a_page_says_its_ids_and_links_whatever_its_values_look_like() -> None:
    html = b"""<base href="https://example.org/"/><p id="one" title="an id="><a href="two.html#x" title=" href=">?</a></p>
      <p id="one"><img src="a%20b.png" alt="5 &gt; 4"/> id="none"</p>"""
    # A tag may fill several lines.
    for each in (
        html,
        html.replace(b" id", b"\n id").replace(b" src", b"\t src").replace(b' href="t', b'\r\n\thref="t'),
    ):
        found = links.of_page("texts/a.html", each)
        assert found == PageLinks(("one",), ("one",), ("texts/a b.png", "texts/two.html#x"))


def test_tags_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "_KEPT_TAGS", 10)
    monkeypatch.setattr(highlight, "_COLOURED", highlight._Coloured())
    text = "".join(f"<p n=\"{number}\" x='{'y' * number * 9}'>&amp;</p>\n" for number in range(100))
    shown = highlight.code(text, sourcetext.Piece(0, len(text)))
    assert len(highlight._COLOURED) <= 10
    assert shown.count("<b>&lt;p</b>") == shown.count("<b>&lt;/p></b>") == 100
    assert shown == highlight.code(text, sourcetext.Piece(0, len(text)))


@pytest.mark.parametrize("sign", ["", "\x7f", "\u202e", "\u00e4"])
def test_a_text_is_one_page_as_long_as_its_dearest_form_fits(sign: str) -> None:
    for length in (1, 9_000, 10_300, 12_700, 13_400, 220_000, 439_990, 440_010):
        text = sign * length or "a" * length
        assert sourcetext._is_small(text) == (sourcetext._cost(text) <= sourcetext.LARGE)


@pytest.mark.parametrize("path", ["../a", "a/../b", "./a", "/a", "a//b", "a/", "", "..", "a/."])
def test_nothing_is_written_outside_the_output(tmp_path: Path, path: str) -> None:
    with Staging(tmp_path / "output") as staging:
        staging.write("a/b/c.html", b"c")
        staging.write("a/b/c.html", b"")
        assert (staging.folder / "a" / "b" / "c.html").read_bytes() == b""
        with pytest.raises(OutputError):
            staging.write(path, b"")


@pytest.mark.parametrize("text", ['a "b" \\n \\\\ \n\t\r \u00e4\u2028\U0001f600\x7f', "a\x0bb\x00", "", "\ud800"])
def test_a_text_in_a_script_is_what_json_writes(text: str) -> None:
    assert sourceview._literal(text) == json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


@pytest.mark.parametrize("sign", ["", "\x7f", "\u202e", "\u00e4", "\U0001fffe"])
def test_signs_of_a_text_cost_the_same_whatever_stands_beside(sign: str) -> None:
    text = f"<p n='1'>a&amp;\n{sign}</p>" * 3
    known = sourcetext.HIDDEN_SIGNS.findall(text)
    assert sourcetext.hidden_signs(text) == known
    assert sourcetext._cost(text) == len(text.encode()) + sourcetext._dear(text) + sourcetext._SIGN_COST * len(known)


def test_pointers_are_read_the_same_with_a_parser_and_without() -> None:
    begin = f'<record xmlns="{NAMESPACE}" id="a" path="a.xml" kind="document" root="" xml:lang="en"><title>A</title>'
    plain = (
        '<pointer token="#p" id="p" file="" fragment="p"/><pointer token="k" id="k" fragment="k"/>'
        '<pointer token="https://a.b" id="a.b" world="https://a.b" fragment="//a.b"/>'
        '<pointer token="b.xml#c" id="c" file="b.xml" fragment="c"/>'
    )
    expected = (
        ("#p", "p", "", "p", None), ("k", "k", None, "k", None), ("https://a.b", "a.b", None, "//a.b", "https://a.b"),
        ("b.xml#c", "c", "b.xml", "c", None),
    )  # fmt: skip
    assert record.read(f"{begin}{plain}</record>").pointers == expected
    # One that is written in another way, wherever it stands.
    other = '<pointer token="a&amp;b" id="ab" fragment="ab"/>'
    said = ("a&b", "ab", None, "ab", None)
    assert record.read(f"{begin}{other}{plain}</record>").pointers == (said, *expected)
    assert record.read(f"{begin}{plain}{other}</record>").pointers == (*expected, said)
    assert record.read(f"{begin}</record>").pointers == ()


TITLES = [
    "Another letter",
    "A third one",
    "A letter of",
    "A letter",
    "[8.\xa02.\xa01898]",
    "Zürich's \u4e2d",
    "A & B",
    'A "B"',
    "kwedition-any-source",
    "Letters",
    "a<b>c",
    "\ufdd2",
]


def test_sources_that_share_what_stands_round_them_are_what_the_stylesheet_makes_of_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    saxon = Saxon()
    transform = Stylesheet.transform

    def counted(sheet: Stylesheet, *told: Any, **more: Any) -> Any:
        asked.append("")
        return transform(sheet, *told, **more)

    monkeypatch.setattr(Stylesheet, "transform", counted)

    def task(number: int, title: str, more: str, folder: str) -> work.SourceTask:
        id_ = "index" if number == 3 else f"t{number}"
        below = record.attribute("below", folder) if folder else ""
        frame = f'<frame title="Letters · Source" base-url="https://example.org/"{below}>'
        frame += '<language xml:lang="en" below=""/><way key="texts" address="texts/index.html"/></frame>'
        head = f"<title>{record.escaped(title)}</title>{more}<date>5. 6.</date>"
        told = f'<document kind="document" address="texts/{id_}.html" xml:lang="de">{head}</document>'
        end = ".txt" if number == 2 else ""
        data = b"<TEI>" + b"<p/>\n" * 10 ** (number % 4) + b"</TEI>"
        file = work.SourceFile(f"tei/{id_}.xml{end}", f"{number} Fünf.xml", data)
        slice_ = frame, told, f'<tei address="tei/{id_}.html" file="{file.address}"/>'
        return work.SourceTask(f"{folder}tei/{id_}.html", folder, slice_, (file,), "en", not folder)

    about = ["", "<abstract>Of\xa0all</abstract>", "<abstract>Of &amp; to</abstract>", "<title>Another</title>"]
    tasks = [
        task(number, title, more, folder)
        for folder in ("", "de/")
        for more in about
        for number, title in enumerate(TITLES)
    ]
    made = [sourceview.made(saxon, each) for each in tasks]
    assert len(asked) < len(tasks)
    monkeypatch.setattr(sourceframe.Usual, "of_told", lambda *_told: None)
    assert [sourceview.made(saxon, each) for each in tasks] == made


def test_who_makes_a_source_here_writes_it_and_hands_nothing_over(tmp_path: Path) -> None:
    file = work.SourceFile("tei/a.xml", "a.xml", b"<TEI>" + b"<p>of some length</p>\n" * 20_000 + b"</TEI>")
    frame = '<frame title="Letters"><language xml:lang="en" below=""/></frame>'
    told = '<document kind="document" address="texts/a.html" xml:lang="de"><title>A</title></document>'
    slice_ = frame, told, '<tei address="tei/a.html" file="tei/a.xml"/>'
    task = work.SourceTask("tei/a.html", "", slice_, (file,), "en", True)
    outfit = work.Outfit(fingerprint.tool(), "en")
    there, here = work.perform(outfit, (task, replace(task, folder=str(tmp_path))))
    assert here == replace(there, files=())
    written = {each.relative_to(tmp_path).as_posix(): each.read_bytes() for each in tmp_path.rglob("*.*")}
    assert written == dict(there.files)
    assert {"tei/a.xml", "tei/a.html", "tei/a.js", "tei/a/2.html"} <= written.keys()


def test_who_reads_files_is_told_before_how_many_are_new(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_RECENT", -1_000_000_000)
    settings = edition.settings_of(own, None)
    told: list[int] = []
    with Cache(own / "cache") as cache:
        files = sources.found(settings, cache, told.append)
        sources.found(settings, cache, told.append)
        shutil.copy(files[0].absolute, Path(files[0].absolute).with_name("new.xml"))
        sources.found(settings, cache, told.append)
    assert told == [len(files), 0, 1]


def test_a_file_that_is_changed_again_and_again_is_known_to_change(own: Path) -> None:
    """Also within the seconds in which its time does not tell its states apart."""
    settings = edition.settings_of(own, None)
    with Cache(own / "cache") as cache:
        first = sources.found(settings, cache)
        assert [file.path for file in first if file.changed] == []
        before = first[0].digest
        for word in ("once", "more"):
            path = Path(first[0].absolute)
            # (As many bytes in the same moment: only they themselves can tell.)
            stat = path.stat()
            path.write_bytes(path.read_bytes().rstrip() + f"\n<!--{word}-->".encode())
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            now = sources.found(settings, cache)
            assert [file.path for file in now if file.changed] == [first[0].path]
            assert now[0].digest != before
            before = now[0].digest


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (999, "999 B"),
        (1_499, "1 kB"),
        (1_500, "2 kB"),
        (999_999, "1000 kB"),
        (1_949_999, "1.9 MB"),
        (2_000_000, "2 MB"),
    ],
)
def test_the_size_of_a_file(length: int, said: str) -> None:
    assert sourceview._size(length) == said
