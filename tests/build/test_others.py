"""What ``--only`` does not ask for stays as it is, and says so; a build of everything is as one from nothing."""

import os
import shutil
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from building import change, copied, files_of
from common import Kwedition
from kwedition.build import others, run
from kwedition.build.order import Built, Order
from kwedition.build.publish import Staging
from kwedition.edition import MARKER

ALL = "site,search,data,text,epub,print"
DEFAULT = '["site", "search", "data"]'
WORD = ("second.xml", "Ein Vers", "Ein andrer Vers")


@pytest.fixture
def own(mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small edition, to work in."""
    monkeypatch.chdir(copied(mini, tmp_path / "edition"))
    change(Path(), "kwedition.toml", 'outputs = ["site", "data"]', f"outputs = {DEFAULT}")
    return tmp_path / "edition"


def held(output: Path, of: Sequence[str]) -> dict[str, bytes]:
    """The files of some outputs."""
    return {path: data for path, data in files_of(output).items() if others.output_of(path) in of and path != MARKER}


def outputs_in(output: Path) -> set[str]:
    return {others.output_of(path) for path in files_of(output) if path != MARKER}


def test_what_is_not_asked_for_stays_as_it_was(own: Path, kwedition: Kwedition) -> None:
    output = own / "output"
    assert kwedition("build", "--only", ALL).exit_code == 0
    before = files_of(output)
    change(own, *WORD)
    built = kwedition("build", "--only", "text")
    assert built.exit_code == 0
    kept = ("site", "data", "epub", "print")
    assert held(output, kept) == {p: d for p, d in before.items() if others.output_of(p) in kept and p != MARKER}
    assert "Ein andrer Vers" in (output / "text/second.txt").read_text()
    (line,) = (line for line in built.output.splitlines() if "not asked for" in line)
    assert line.startswith("not asked for, and left in output as they were: site, search, print, epub, data (built 2")
    assert "gone" not in built.output

    # The same again has nothing to do, and says the same.
    again = kwedition("build", "--only", "text").output
    assert line in again
    assert "nothing has changed" in again
    assert kwedition("build", "--only", "text", "--quiet").output == ""
    assert "site/" not in kwedition("build", "--only", "text", "--explain").output


def test_who_asks_for_two_in_turn_has_both_and_sees_their_times(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build", "--only", "text").exit_code == 0
    # (The first build of a folder is as old as its marker.)
    os.utime(own / "output" / MARKER, (1_000_000_000, 1_000_000_000))
    assert "text (no record says when)" in kwedition("build", "--only", "epub").output
    shutil.rmtree(own / "output")
    assert kwedition("build", "--only", "text").exit_code == 0
    assert "left in output as they were: text (built" in kwedition("build", "--only", "epub").output
    said = kwedition("build", "--only", "data").output
    assert "epub" in said.partition("as they were: ")[2]
    assert outputs_in(own / "output") == {"text", "epub", "data"}


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_a_build_of_everything_is_as_one_from_nothing(own: Path, kwedition: Kwedition, cache: tuple[str, ...]) -> None:
    output = own / "output"
    (own / ".kwedition-cache").mkdir()
    asked: list[tuple[str, ...]] = [
        (),
        ("epub,text",),
        ("site",),
        ("data",),
        ("site,search",),
        ("print",),
        ("text",),
        (),
    ]
    words = count()
    for only in asked:
        change(own, "second.xml", "<l>", f"<l>w{next(words)} ")
        built = kwedition("build", *(("--only", *only) if only else ()), *cache)
        assert built.exit_code == 0, built.output
    assert "text, epub, print are gone from output" in built.output.replace("print, epub, text", "text, epub, print")
    assert kwedition("build", "--no-cache", "--output", "fresh").exit_code == 0
    assert files_of(output) == files_of(own / "fresh")


def test_what_somebody_changed_in_a_site_is_left_and_then_put_right(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build").exit_code == 0
    output = own / "output"
    (output / "texts/second.html").write_text("mine")
    (output / "pagefind/mine.txt").write_text("mine, too")
    (output / "404.html").unlink()
    for _time in range(2):
        assert kwedition("build", "--only", "text").exit_code == 0
        assert (output / "texts/second.html").read_text() == "mine"
        assert (output / "pagefind/mine.txt").exists()
    assert kwedition("build").exit_code == 0
    assert kwedition("build", "--no-cache", "--output", "fresh").exit_code == 0
    assert files_of(output) == files_of(own / "fresh")


def test_links_that_lead_nowhere_are_told_after_a_build_that_did_not_look(own: Path, kwedition: Kwedition) -> None:
    theme = own / "theme/site"
    theme.mkdir(parents=True)
    (theme / "missing.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">'
        '<xsl:import href="builtin:/site/missing.xsl"/>'
        '<xsl:template name="xsl:initial-template" match="/"><html lang="en"><head><title>t</title></head>'
        '<body><a href="nowhere.html">a</a></body></html></xsl:template></xsl:stylesheet>'
    )
    settings = own / "kwedition.toml"
    settings.write_text('theme = "theme"\n' + settings.read_text())
    told = [line for line in kwedition("build").output.splitlines() if "nowhere.html" in line]
    assert told
    assert "nowhere.html" not in kwedition("build", "--only", "text").output
    whole = kwedition("build", "--only", "site,search,data,text").output.splitlines()
    assert [line for line in whole if "nowhere.html" in line] == told


def test_a_site_without_its_search_says_that_it_has_none(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build").exit_code == 0
    built = kwedition("build", "--only", "site").output
    assert "search is gone from output: the site was made without (--only site,search makes both)" in built
    assert "as they were: data (built" in built
    assert not (own / "output/pagefind").exists()
    assert "search.html" not in (own / "output/index.html").read_text()


def test_pdfs_that_print_made_stay_with_their_files(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build", "--only", "print,text").exit_code == 0
    (own / "output/print/second.pdf").write_bytes(b"%PDF")
    for only, there in (("text", "print, pdf"), ("print", "pdf"), ("data", "text, print, pdf")):
        said = kwedition("build", "--only", only).output
        assert (own / "output/print/second.pdf").exists()
        assert all(each in said.partition("as they were: ")[2] for each in there.split(", "))
    assert "pdf" in kwedition("build").output.partition("data)")[0]


def test_an_output_that_the_settings_give_up_goes_and_it_is_said(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build").exit_code == 0
    change(own, "kwedition.toml", DEFAULT, '["text"]')
    said = kwedition("build").output
    assert "gone from output: it holds what was asked for (text)" in said
    assert outputs_in(own / "output") == {"text"}


def test_another_edition_in_the_folder_is_not_touched(own: Path, tmp_path: Path, kwedition: Kwedition) -> None:
    assert kwedition("build").exit_code == 0
    shutil.copytree(own / "tei", own / "other")
    before = files_of(own / "output")
    for cache in ((), ("--no-cache",)):
        refused = kwedition("build", "--source", "other", "--only", "text", *cache)
        assert refused.exit_code == 3
        assert "holds other outputs (site, search, data) of another edition" in refused.output
        assert "--output" in refused.output
        assert files_of(own / "output") == before
    # As a whole it may be replaced, and where nothing of it would stay, too.
    assert kwedition("build", "--source", "other", "--only", "site,data").exit_code == 0
    assert kwedition("build", "--source", "other").exit_code == 0


def test_without_a_record_they_stay_and_nobody_says_of_when(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build", "--no-cache").exit_code == 0
    before = files_of(own / "output")
    for options in ((), ("--no-cache",), ("--cache", "elsewhere")):
        said = kwedition("build", "--only", "text", *options)
        assert said.exit_code == 0
        assert "as they were: site, search, data (no record says when)" in said.output
        assert {path: text for path, text in files_of(own / "output").items() if not path.startswith("text/")} == before
    # A folder that was copied is as good.
    shutil.copytree(own / "output", own / "copy")
    shutil.rmtree(own / "output")
    shutil.move(own / "copy", own / "output")
    assert "site, search, text, data (no record" in kwedition("build", "--only", "epub").output
    assert kwedition("build").exit_code == 0
    assert files_of(own / "output") == before


def test_a_folder_is_the_same_by_another_path(own: Path, kwedition: Kwedition) -> None:
    assert kwedition("build").exit_code == 0
    (own / "link").symlink_to(own)
    said = kwedition("build", "--only", "text", "--source", "link/tei", "--output", "link/output")
    assert "site, search, data (built" in said.output


def test_two_builds_at_once_lose_nothing_of_each_other(
    own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kwedition("build", "--only", "text,data").exit_code == 0
    keep, done = others.keep, list[bool]()

    def meanwhile(*arguments: object) -> None:
        keep(*arguments)  # type: ignore[arg-type]
        if not done:
            done.append(True)
            change(own, *WORD)
            assert kwedition("build", "--only", "text").exit_code == 0

    monkeypatch.setattr(others, "keep", meanwhile)
    assert kwedition("build", "--only", "epub").exit_code == 0
    assert "Ein andrer Vers" in (own / "output/text/second.txt").read_text()
    assert outputs_in(own / "output") == {"text", "data", "epub"}


def test_where_files_have_one_name_they_are_copied(
    own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kwedition("build", "--only", "text").exit_code == 0
    before = files_of(own / "output")
    monkeypatch.setattr(Staging, "_link", lambda self, path: False)
    monkeypatch.setattr("kwedition.build.publish._exchange", lambda one, other: False)
    assert kwedition("build", "--only", "data").exit_code == 0
    assert {p: d for p, d in files_of(own / "output").items() if p in before} == before


def test_who_publishes_while_a_build_looks_what_is_there_is_noticed(
    own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kwedition("build", "--only", "text").exit_code == 0
    standing, done = others.standing, list[bool]()

    def meanwhile(order: Order) -> tuple[str, ...]:
        if not done:
            done.append(True)
            assert kwedition("build", "--only", "data").exit_code == 0
        return standing(order)

    monkeypatch.setattr(others, "standing", meanwhile)
    assert "as they were: text, data (built" in kwedition("build", "--only", "epub").output
    assert outputs_in(own / "output") == {"text", "data", "epub"}


def test_what_is_somebodys_own_stays_and_is_no_output(
    own: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, made, done = own / "output", run._made, list[bool]()

    def watched(*arguments: Any) -> Built:
        done.append(True)
        return made(*arguments)

    def said_and_done(only: str) -> tuple[str, bool]:
        done.clear()
        return kwedition("build", "--only", only).output, bool(done)

    monkeypatch.setattr(run, "_made", watched)
    assert kwedition("build").exit_code == 0
    for path in ("text/mine.txt", "print/mine.pdf", "data/mine.txt"):
        (output / path).parent.mkdir(exist_ok=True)
        (output / path).write_text("mine")
    # It is not done again because of it.
    for again in (True, False):
        said, all_done = said_and_done("markdown")
        assert "as they were: site, search, data (built" in said
        assert all_done == again
    (output / "data/mine.txt").write_text("mine, and other")
    assert [said_and_done("markdown")[1] for _time in range(2)] == [True, False]
    assert {path for path, text in files_of(output).items() if text.startswith(b"mine")} == {
        "text/mine.txt", "print/mine.pdf", "data/mine.txt"
    }  # fmt: skip
    # What somebody changed in an output is put right by who asks for that.
    (output / "index.html").write_text("mine")
    assert [said_and_done("markdown")[1] for _time in range(2)] == [True, False]
    assert kwedition("build", "--only", "site,search").exit_code == 0
    assert (output / "index.html").read_text() != "mine"
