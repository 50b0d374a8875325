"""What is made again after a change, and that it is what a build from nothing makes."""

import json
import os
import posixpath
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from building import build, change, copied, files_of
from common import ROOT, Kwedition
from kwedition.build import divided, executors, work
from kwedition.build.cache import Cache
from kwedition.build.plans import card_file
from kwedition.build.publish import Staging, Stat
from kwedition.build.work import Made, Outfit, Task
from pages import dead_links, read_site

# File, what stands there, and what is to stand there.
WORD = ("second.xml", "Ein Vers", "Ein andrer Vers")
WORD_PAGE = "texts/second.html"
# The text, and the same as its source.
WORD_PAGES = {WORD_PAGE, "tei/second.html", "tei/second.js", "tei/second.xml"}
NAME = ("persons.xml", "<persName>Nobody At All</persName>", "<persName>Nobody Whatever</persName>")
NAME_PAGES = {
    "persons/nobody.html",
    "persons/index.html",
    f"cards/{card_file('persons/nobody.html')}.js",
    *(f"data/persons.{kind}" for kind in ("xml", "json", "csv")),
}
TITLE = ("second.xml", "<titleStmt><title>Antwort</title>", "<titleStmt><title>Eine Antwort</title>")


class Watched:
    """A crew that keeps what it was asked for."""

    remote = False

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self._crew = executors.InProcess()

    def perform(self, outfit: Outfit, tasks: Iterable[Task]) -> Iterator[tuple[int, Made]]:
        def seen() -> Iterator[Task]:
            for task in tasks:
                self.tasks.append(task)
                yield task

        return self._crew.perform(outfit, seen())

    def expect(self, outfit: Outfit, stylesheets: Sequence[str], tasks: int = 0) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def own(mini: Path, tmp_path: Path) -> Path:
    """A copy of the small edition, to be changed."""
    return copied(mini, tmp_path / "edition")


def check_change(folder: Path, tmp_path: Path, changes: Sequence[tuple[str, str, str]]) -> set[str]:
    """The pages made again after a change: all that differ are among them, and the output is that of a cold build."""
    build(folder, tmp_path / "output", tmp_path / "cache")
    before = files_of(tmp_path / "output")
    for name, old, new in changes:
        change(folder, name, old, new)
    crew = Watched()
    built = build(folder, tmp_path / "output", tmp_path / "cache", crew)
    after = files_of(tmp_path / "output")
    build(folder, tmp_path / "cold", None)
    assert after == files_of(tmp_path / "cold")
    made = {path for path, reason in built.reasons.items() if reason not in {"unchanged", "gone"}}
    assert {path for path in after if before.get(path) != after[path]} <= made
    assert {path for task in crew.tasks for path in _made_by(task)} == made
    return made


def _made_by(task: Task) -> set[str]:
    """The files that a task makes; the source of a document is made together with what stands beside it."""
    if isinstance(task, work.SourceTask):
        return {task.path, task.path.replace(".html", ".js"), *(file.address for file in task.files)}
    return {task.path} if hasattr(task, "path") else set()


def test_a_word_in_a_text_makes_its_pages_again(own: Path, tmp_path: Path) -> None:
    assert check_change(own, tmp_path, [WORD]) == WORD_PAGES


def test_a_persons_name_makes_the_pages_again_that_show_it(own: Path, tmp_path: Path) -> None:
    made = check_change(own, tmp_path, [NAME])
    assert made == NAME_PAGES


def test_a_new_title_is_shown_wherever_the_document_is_named(own: Path, tmp_path: Path) -> None:
    made = check_change(own, tmp_path, [TITLE])
    assert {
        "index.html",
        "texts/index.html",
        "chronology.html",
        "persons/anna.html",
        "data/persons.xml",
        WORD_PAGE,
    } <= made
    assert made.isdisjoint({"persons/lu.html", "places/latvia.html", "data/persons.csv", "data/persons.json"})


def test_nothing_is_touched_when_nothing_has_changed(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "output", tmp_path / "cache")
    before = {path: path.stat().st_ino for path in (tmp_path / "output").rglob("*")}
    crew = Watched()
    built = build(own, tmp_path / "output", tmp_path / "cache", crew)
    assert crew.tasks == []
    assert set(built.reasons.values()) == {"unchanged"}
    assert {path: path.stat().st_ino for path in (tmp_path / "output").rglob("*")} == before


@pytest.mark.parametrize("harm", ["edited", "deleted", "added"])
def test_an_output_that_somebody_changed_is_put_right(own: Path, tmp_path: Path, harm: str) -> None:
    output = tmp_path / "output"
    build(own, output, tmp_path / "cache")
    before = files_of(output)
    if harm == "edited":
        (output / "index.html").write_text("mine", encoding="utf-8")
    elif harm == "deleted":
        (output / "index.html").unlink()
    else:
        (output / "mine.html").write_text("mine", encoding="utf-8")
    build(own, output, tmp_path / "cache")
    assert files_of(output) == before


@pytest.mark.parametrize("empty", [True, False])
def test_an_output_that_goes_during_a_build_is_made_again(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    output = tmp_path / "output"
    build(own, output, tmp_path / "cache")
    change(own, *WORD)
    real = Staging.publish
    removals = [output]

    def publish(staging: Staging, noted: Callable[[Stat], None]) -> None:
        for removed in removals:
            shutil.rmtree(removed)
            if empty:
                removed.mkdir()
        removals.clear()
        real(staging, noted)

    monkeypatch.setattr(Staging, "publish", publish)
    build(own, output, tmp_path / "cache")
    build(own, tmp_path / "other", tmp_path / "none")
    assert files_of(output) == files_of(tmp_path / "other")


def test_a_document_that_is_gone_leaves_no_page(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "output", tmp_path / "cache")
    next(own.rglob(WORD[0])).unlink()
    built = build(own, tmp_path / "output", tmp_path / "cache")
    build(own, tmp_path / "cold", None)
    assert built.reasons[WORD_PAGE] == "gone"
    assert files_of(tmp_path / "output") == files_of(tmp_path / "cold")


def test_a_cache_serves_another_place(own: Path, tmp_path: Path) -> None:
    """By content alone: neither paths nor times of files count."""
    build(own, tmp_path / "output", tmp_path / "cache")
    shutil.copytree(own, tmp_path / "elsewhere" / "edition")
    for path in (tmp_path / "elsewhere").rglob("*.xml"):
        os.utime(path, (0, 0))
    shutil.copytree(tmp_path / "cache", tmp_path / "elsewhere" / "cache")
    crew = Watched()
    build(tmp_path / "elsewhere" / "edition", tmp_path / "elsewhere" / "output", tmp_path / "elsewhere" / "cache", crew)
    assert crew.tasks == []
    assert files_of(tmp_path / "elsewhere" / "output") == files_of(tmp_path / "output")


def test_a_damaged_cache_is_none(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "output", tmp_path / "cache")
    before = files_of(tmp_path / "output")
    base = tmp_path / "cache" / "results.db"
    base.write_bytes(b"SQLite format 3\0" + b"garbage" * 1000)
    build(own, tmp_path / "output", tmp_path / "cache")
    assert files_of(tmp_path / "output") == before


@pytest.mark.parametrize("harm", [
    "UPDATE contents SET content = zeroblob(40)",
    "UPDATE contents SET content = substr(content, 1, length(content) - 1)",
    "UPDATE contents SET content = x'7b' || content",
    "UPDATE facts SET content = x'fb00000000' || randomblob(90)",
    "UPDATE facts SET content = (SELECT content FROM facts ORDER BY key DESC LIMIT 1)",
    "UPDATE notes SET content = x'5b7fffffff' || randomblob(200)",
    "UPDATE contents SET content = 7",
    "DELETE FROM contents",
    "DELETE FROM facts",
    "DROP TABLE facts",
])  # fmt: skip
def test_what_is_damaged_in_a_cache_is_made_anew(own: Path, tmp_path: Path, harm: str) -> None:
    build(own, tmp_path / "output", tmp_path / "cache")
    before = files_of(tmp_path / "output")
    with sqlite3.connect(tmp_path / "cache" / "results.db") as base:
        base.execute(harm)
    base.close()
    shutil.rmtree(tmp_path / "output")
    build(own, tmp_path / "output", tmp_path / "cache")
    assert files_of(tmp_path / "output") == before
    crew = Watched()
    (own / "extra.txt").write_text("not TEI", encoding="utf-8")
    build(own, tmp_path / "output", tmp_path / "cache", crew)
    assert files_of(tmp_path / "output") == before


def test_a_cache_with_garbage_in_its_pages_harms_nothing(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "output", tmp_path / "cache")
    before = files_of(tmp_path / "output")
    base = tmp_path / "cache" / "results.db"
    whole = base.read_bytes()
    random = Random(7)
    for start in range(100, len(whole), max(1, len(whole) // 6)):
        base.write_bytes(whole[:start] + random.randbytes(6000) + whole[start + 6000 :])
        shutil.rmtree(tmp_path / "output")
        build(own, tmp_path / "output", tmp_path / "cache")
        assert files_of(tmp_path / "output") == before


def test_what_is_noted_of_outputs_that_are_gone_is_forgotten(tmp_path: Path) -> None:
    """Builds in CI often write to folders of their own: nobody asks for what was noted of these."""
    with Cache(tmp_path, limit=80_000) as cache:
        for number in range(30):
            cache.take_note(f"plan /tmp/{number}", bytes(1000))
        cache.take_note("plan /tmp/0", bytes(1001))
    with Cache(tmp_path, limit=80_000) as cache:
        kept = [number for number in range(30) if cache.note(f"plan /tmp/{number}") is not None]
    # An eighth of the limit; the last that were written.
    assert kept == [0, *range(22, 30)]


def test_a_cache_is_bounded(tmp_path: Path) -> None:
    with Cache(tmp_path, limit=10_000) as cache:
        for number in range(100):
            cache.put(bytes([number]), b"x" * 1000)
    with Cache(tmp_path, limit=10_000) as cache:
        kept = dict(cache.contents([bytes([number]) for number in range(100)]))
    assert 0 < sum(map(len, kept.values())) <= 10_000


def test_what_is_used_stays_longest(tmp_path: Path) -> None:
    """By the day: a result that a build of another day asked for is not the next to go."""
    with Cache(tmp_path) as cache:
        for number in range(10):
            cache.put(bytes([number]), b"x" * 1000)
    with sqlite3.connect(tmp_path / "results.db") as base:
        base.execute("UPDATE results SET used = used - 200000")
    base.close()
    with Cache(tmp_path, limit=4_500) as cache:
        assert all(cache.has(bytes([number])) for number in (2, 3, 5))
    with Cache(tmp_path) as cache:
        assert {number for number in range(10) if cache.has(bytes([number]))} == {2, 3, 5}


def test_two_builds_at_once(own: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "kwedition", "build", "--cache", str(tmp_path / "cache"), "-j", "1", "--output"]
    running = [
        subprocess.Popen([*command, str(tmp_path / name)], cwd=own, env=environment, stdout=subprocess.DEVNULL)
        for name in ("one", "other")
    ]
    assert [process.wait(600) for process in running] == [0, 0]
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")


def test_the_command_explains(own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    assert f"{WORD_PAGE}: new" in kwedition("build", "--explain").output
    assert "nothing has changed" in kwedition("build").output
    change(own, *WORD)
    explained = kwedition("build", "--explain").output
    assert f"{WORD_PAGE}: its document changed" in explained
    assert "index.html: unchanged" in explained
    assert f"{len(WORD_PAGES)} files new or changed" in explained
    assert "its document changed" not in kwedition("build", "--explain", "--no-cache").output


def test_the_command_says_that_settings_changed(
    own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    kwedition("build")
    change(own, "kwedition.toml", 'title = "', 'base-url = "https://example.org/"\ntitle = "Our ')
    explained = kwedition("build", "--explain").output
    assert f"{WORD_PAGE}: the settings (title, base-url) changed" in explained
    assert "other documents" not in explained
    change(own, *NAME)
    explained = kwedition("build", "--explain").output
    assert "persons/nobody.html: what it shows of other documents changed" in explained
    assert "the settings" not in explained
    change(own, "kwedition.toml", '"Our ', '"His ')
    change(own, *WORD)
    explained = kwedition("build", "--explain").output
    mixed = "the settings (title) or what it shows of other documents changed"
    assert f"{WORD_PAGE}: its document and {mixed}" in explained
    assert f"persons/nobody.html: {mixed}" in explained


def test_long_lists_are_divided(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(own, tmp_path / "whole", None)
    monkeypatch.setattr(divided, "LARGE", 100)
    monkeypatch.setattr(divided, "PART", 700)
    build(own, tmp_path / "divided", None)
    assert dead_links(tmp_path / "divided") == []
    whole, parts = read_site(tmp_path / "whole"), read_site(tmp_path / "divided")
    assert set(whole) <= set(parts)
    for list_ in ("persons/index.html", "chronology.html", "texts/index.html"):
        folder = list_.removesuffix("/index.html").removesuffix(".html") + ("/index/" if "/" in list_ else "/")
        inside = [path for path in parts if path.startswith(folder) and path not in whole]
        assert inside, list_
        # Whatever an address led to in the whole list is named in the contents, with the way to its part.
        assert set(whole[list_].ids) <= set(parts[list_].ids)
        led = {link for path in inside for link in _resolved(path, parts[path].links)}
        # (A divided index says how often somebody is mentioned, and leaves the places to the entity's page.)
        shown = {link for link in _resolved(list_, whole[list_].links) if "#" not in link}
        assert {link for link in shown if not (list_.startswith("persons") and link.startswith("texts/"))} <= led


def test_large_data_are_made_in_parts(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(own, tmp_path / "whole", None)
    monkeypatch.setattr(divided, "LARGE", 100)
    monkeypatch.setattr(divided, "PART", 300)
    build(own, tmp_path / "output", tmp_path / "cache")
    one, other = tmp_path / "whole" / "data", tmp_path / "output" / "data"
    assert json.loads((one / "persons.json").read_text()) == json.loads((other / "persons.json").read_text())
    assert (one / "persons.csv").read_bytes() == (other / "persons.csv").read_bytes()
    canonical = [etree.canonicalize(from_file=str(each / "persons.xml"), strip_text=True) for each in (one, other)]
    assert canonical[0] == canonical[1]
    change(own, *NAME)
    crew = Watched()
    build(own, tmp_path / "output", tmp_path / "cache", crew)
    build(own, tmp_path / "cold", None)
    assert files_of(tmp_path / "output") == files_of(tmp_path / "cold")
    made = [task for task in crew.tasks if getattr(task, "path", "") == "data/persons.json"]
    assert len(made) == 1
    assert "Nobody Whatever" in getattr(made[0], "slice", "")
    assert "Anna" not in getattr(made[0], "slice", "")


def _resolved(path: str, links: Sequence[str]) -> set[str]:
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in links}


SCHEMATRON = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
    '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>{}</schema>'
)
PATTERN = '<pattern{}><rule context="t:title"><assert test="{}">not allowed</assert></rule></pattern>'


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    """An edition of one letter, with a folder for its rules."""
    folder = tmp_path / "edition"
    for name in ("tei", "schema/parts", "lists"):
        (folder / name).mkdir(parents=True)
    (folder / "kwedition.toml").write_text('source = "tei"\nschema = "schema/e.sch"\noutputs = ["text"]\n')
    (folder / "tei/letter.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        "<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>Words.</p></body></text></TEI>"
    )
    return folder


def _found(folder: Path, tmp_path: Path) -> set[str]:
    built = build(folder, tmp_path / "output", tmp_path / "cache")
    return {finding.message for finding in built.findings if finding.rule.startswith("sch")}


def test_a_file_that_rules_read_is_seen_to_change(ruled: Path, tmp_path: Path) -> None:
    test = "doc('../lists/allowed.xml')/list/item = ."
    (ruled / "schema/e.sch").write_text(SCHEMATRON.format(PATTERN.format("", test)))
    (ruled / "lists/allowed.xml").write_text("<list><item>A letter</item></list>")
    assert _found(ruled, tmp_path) == set()
    crew = Watched()
    build(ruled, tmp_path / "output", tmp_path / "cache", crew)
    assert crew.tasks == []
    (ruled / "lists/allowed.xml").write_text("<list><item>A poem</item></list>")
    assert _found(ruled, tmp_path) == {"not allowed"}


def test_what_a_schema_includes_is_seen_to_change_wherever_it_is(ruled: Path, tmp_path: Path) -> None:
    (ruled / "schema/e.sch").write_text(SCHEMATRON.format('<include href="parts/one.sch"/>'))
    namespace = ' xmlns="http://purl.oclc.org/dsdl/schematron"'
    (ruled / "schema/parts/one.sch").write_text(PATTERN.format(namespace, "true()"))
    assert _found(ruled, tmp_path) == set()
    (ruled / "schema/parts/one.sch").write_text(PATTERN.format(namespace, "false()"))
    assert _found(ruled, tmp_path) == {"not allowed"}


@pytest.mark.parametrize("source", ["tei", "tei/letter.xml"])
def test_an_image_is_seen_to_change(ruled: Path, tmp_path: Path, source: str) -> None:
    (ruled / "kwedition.toml").write_text(f'source = "{source}"\noutputs = ["site"]\n')
    change(ruled, "letter.xml", "<p>Words.</p>", '<figure><graphic url="pictures/one.png"/></figure><p>Words.</p>')
    picture = ruled / "tei/pictures/one.png"
    picture.parent.mkdir()
    for data in (b"\x89PNG\r\n\x1a\n one IEND", b"\x89PNG\r\n\x1a\n another IEND"):
        picture.write_bytes(data)
        # Below the folder of the source, too: what was made is no source.
        output = ruled / "tei/output"
        build(ruled, output, tmp_path / "cache")
        assert (output / "images/pictures/one.png").read_bytes() == data
        assert set(build(ruled, output, tmp_path / "cache").reasons.values()) == {"unchanged"}
