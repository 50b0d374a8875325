"""Output is replaced as a whole, and only what is ours."""

import errno
import os
import shutil
import signal
import sys
import threading
from pathlib import Path

import pytest

from kwedition.build import locks, publish
from kwedition.build.folder import Folder
from kwedition.build.locks import Lock
from kwedition.build.publish import Staging
from kwedition.edition import MARKER
from kwedition.errors import OutputError


def publish_one(output: Path, text: str) -> None:
    with Staging(output) as staging:
        staging.write("a/b.html", text.encode())
        staging.publish()


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "output"
    publish_one(output, "one")
    assert (output / "a/b.html").read_text() == "one"
    assert (output / MARKER).is_file()


@pytest.mark.parametrize("exchange", [True, False])
def test_the_old_output_is_replaced_and_its_readme_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    output = tmp_path / "output"
    publish_one(output, "one")
    (output / "README.md").write_text("read me")
    (output / "old.html").write_text("old")
    publish_one(output, "two")
    held = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())
    assert held == [MARKER, "README.md", "a/b.html"]
    assert (output / "a/b.html").read_text() == "two"
    assert (output / "README.md").read_text() == "read me"
    assert list(tmp_path.iterdir()) == [output]


def test_without_publishing_the_old_output_stays(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_one(output, "one")

    def fail() -> None:
        with Staging(output) as staging:
            staging.write("a/b.html", b"two")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert (output / "a/b.html").read_text() == "one"
    assert list(tmp_path.iterdir()) == [output]


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "README.md").touch()
    publish.check_ours(output)
    (output / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputError, match=r"thesis\.docx"):
        Staging(output)
    assert (output / "thesis.docx").read_text() == "years of work"


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.write_text("not a folder")
    with pytest.raises(OutputError, match="is not a folder"):
        Staging(output)


def test_a_link_in_its_place_is_refused_as_one(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "output").symlink_to("there")
    with pytest.raises(OutputError, match="is a link, and no folder"):
        Staging(tmp_path / "output")


@pytest.mark.parametrize("path", ["../out.html", "/etc/out.html", "a/../../out.html", ""])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with Staging(tmp_path / "output") as staging, pytest.raises(OutputError, match="outside"):
        staging.write(path, b"")


def test_nor_beside_a_file_that_was_written(tmp_path: Path) -> None:
    """The folder of the output is known by then, and what begins with a slash seems to be in it."""
    with Staging(tmp_path / "output") as staging:
        staging.write("index.html", b"")
        with pytest.raises(OutputError, match="outside"):
            staging.write("/out.html", b"")


exchanging = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can exchange files")


def held(output: Path) -> dict[str, str]:
    return {p.relative_to(output).as_posix(): p.read_text() for p in output.rglob("*") if p.is_file()}


def old_output(tmp_path: Path) -> tuple[Path, dict[str, publish.Stat]]:
    """An output of three pages and a README.md, and what is known of it."""
    output = tmp_path / "output"
    with Staging(output) as staging:
        for name in ("a/1.html", "a/2.html", "index.html"):
            staging.write(name, b"old " + name.encode())
        staging.publish()
    (output / "README.md").write_text("read me")
    return output, publish.stats(output)


NEW = {
    MARKER: publish._MARK, "README.md": "read me", "a/1.html": "new", "a/2.html": "old a/2.html",
    "b/3.html": "added", "index.html": "old index.html",
}  # fmt: skip


def change(
    output: Path, old: dict[str, publish.Stat], keep: tuple[str, ...] = ("a/2.html", "index.html"), more: str = ""
) -> None:
    with Staging(output, old) as staging:
        staging.write("a/1.html", b"half")
        staging.write("a/1.html", b"new")
        staging.write("b/3.html", b"added")
        if more:
            staging.write(more, b"new, too")
        assert all(map(staging.keep, keep))
        after = staging.stats()
        staging.publish()
    left = publish.stats(output)
    assert {path: left[path] for path in after} == after
    assert left.keys() - after.keys() == {MARKER, "README.md"}


@exchanging
def test_a_few_files_are_put_in_their_places(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    number = output.stat().st_ino
    change(output, old)
    assert held(output) == NEW
    assert list(tmp_path.iterdir()) == [output]
    assert output.stat().st_ino == number


@pytest.mark.parametrize("few", [0, 1, 2])
def test_many_files_come_with_a_folder_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(publish, "_FEW", few)
    output, old = old_output(tmp_path)
    number = output.stat().st_ino
    change(output, old)
    assert held(output) == NEW
    assert output.stat().st_ino != number


def test_what_goes_is_gone(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    change(output, old, keep=("index.html",))
    assert held(output) == {path: text for path, text in NEW.items() if path != "a/2.html"}


def test_a_folder_that_is_in_the_way_goes(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    with Staging(output, old) as staging:
        staging.write("a", b"a file")
        assert staging.keep("index.html")
        staging.publish()
    assert held(output).keys() == {MARKER, "README.md", "a", "index.html"}


@exchanging
@pytest.mark.parametrize("failing", [1, 2])
def test_where_one_cannot_be_put_all_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    output, old = old_output(tmp_path)
    real = publish._exchange
    calls = []

    def exchange(one: Path, other: Path) -> bool:
        if other.is_relative_to(output):
            calls.append(other)
        if len(calls) == failing and one.parent != other.parent:
            raise OSError(errno.EIO, "Input/output error")
        return real(one, other)

    monkeypatch.setattr(publish, "_exchange", exchange)
    before = held(output)
    with pytest.raises(OutputError, match="Input/output error"):
        change(output, old, ("index.html",), "a/2.html")
    assert held(output) == before
    assert list(tmp_path.iterdir()) == [output]


@exchanging
@pytest.mark.parametrize("failing", [1, 2])
def test_where_one_may_not_be_put_the_folder_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    output, old = old_output(tmp_path)
    real = publish._exchange
    calls = []

    def exchange(one: Path, other: Path) -> bool:
        if output in other.parents:
            calls.append(other)
            if len(calls) == failing:
                raise PermissionError(errno.EACCES, "Permission denied")
        return real(one, other)

    monkeypatch.setattr(publish, "_exchange", exchange)
    number = output.stat().st_ino
    change(output, old, ("index.html",), "a/2.html")
    assert held(output) == {**NEW, "a/2.html": "new, too"}
    assert output.stat().st_ino != number
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("at_first", [True, False])
def test_where_files_cannot_be_exchanged_the_folder_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_first: bool
) -> None:
    output, old = old_output(tmp_path)
    answers = iter((True,)) if at_first else iter(())
    monkeypatch.setattr(publish, "_exchange", lambda one, other: next(answers, False))
    change(output, old)
    assert held(output) == NEW
    assert list(tmp_path.iterdir()) == [output]


def test_a_folder_that_another_build_replaced_is_not_changed_in_part(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    with Staging(output, old) as staging:
        staging.write("a/1.html", b"new")
        assert staging.keep("a/2.html")
        assert staging.keep("index.html")
        publish_one(output, "of another build")
        with pytest.raises(OutputError, match=r"a/2\.html"):
            staging.publish()
    assert held(output)["a/b.html"] == "of another build"


def begun(output: Path, old: dict[str, publish.Stat]) -> Staging:
    staging = Staging(output, old)
    staging.write("a/1.html", b"new")
    assert staging.keep("a/2.html")
    assert staging.keep("index.html")
    return staging


@pytest.mark.parametrize("again", [True, False])
def test_a_folder_that_somebody_removed_is_not_filled_with_the_few(tmp_path: Path, again: bool) -> None:
    """A folder that is made anew often has the number of the old one."""
    output, old = old_output(tmp_path)
    with begun(output, old) as staging:
        shutil.rmtree(output)
        if again:
            output.mkdir()
        with pytest.raises(publish.OutputChanged):
            staging.publish()
    assert held(output) == {}


@exchanging
def test_of_two_builds_at_once_the_second_sees_that_there_was_a_first(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    with begun(output, old) as staging:
        with Staging(output, old) as other:
            other.write("a/2.html", b"of another build")
            assert all(map(other.keep, ("a/1.html", "index.html")))
            other.publish()
        with pytest.raises(publish.OutputChanged, match=r"a/2\.html"):
            staging.publish()
    assert (output / "a/2.html").read_text() == "of another build"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("linked", [True, False])
def test_a_page_that_somebody_replaced_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    monkeypatch.setattr(publish, "_FEW", 0)
    if not linked:
        monkeypatch.setattr("os.link", lambda _one, _other: (_ for _ in ()).throw(OSError(1, "not permitted")))
    output, old = old_output(tmp_path)
    with begun(output, old) as staging:
        (tmp_path / "edited").write_text("edited")
        (tmp_path / "edited").rename(output / "a/2.html")
        with pytest.raises(publish.OutputChanged):
            staging.stats()


@exchanging
def test_an_interruption_waits_until_all_are_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, old = old_output(tmp_path)
    real = publish._exchange

    def exchange(one: Path, other: Path) -> bool:
        if other.is_relative_to(output):
            signal.raise_signal(signal.SIGINT)
        return real(one, other)

    monkeypatch.setattr(publish, "_exchange", exchange)
    # (Who starts the tests in the background may have them ignore it.)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            change(output, old)
    finally:
        signal.signal(signal.SIGINT, before)
    assert held(output) == NEW
    assert list(tmp_path.iterdir()) == [output]


def test_files_of_which_there_can_be_no_second_name_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_one: str, _other: str) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", link)
    monkeypatch.setattr(publish, "_FEW", 0)
    output, old = old_output(tmp_path)
    change(output, old)
    assert held(output) == NEW


def test_what_was_taken_over_can_be_written_all_the_same(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    for known in (old, None):
        with Staging(output, known) as staging:
            assert staging.keep("a/1.html")
            assert staging.keep("index.html")
            staging.drop("a/1.html")
            staging.write("a/1.html", b"new")
            assert (staging.folder / "index.html").read_bytes() == b"old index.html"
            assert (output / "a/1.html").read_bytes() == b"old a/1.html"


def test_what_was_taken_over_is_not_written_in_the_old_output(tmp_path: Path) -> None:
    output, old = old_output(tmp_path)
    for known in (old, None):
        with Staging(output, known) as staging:
            assert staging.keep("a/1.html")
            staging.write("a/1.html", b"new")
            assert (staging.folder / "a/1.html").read_bytes() == b"new"
            assert (output / "a/1.html").read_bytes() == b"old a/1.html"


def test_a_file_with_two_names_is_replaced_under_one(tmp_path: Path) -> None:
    """Workers write into the folder of a build by themselves, and do not know what was taken over."""
    (tmp_path / "new").mkdir()
    (tmp_path / "old.html").write_text("old")
    (tmp_path / "new/a.html").hardlink_to(tmp_path / "old.html")
    folder = Folder(str(tmp_path / "new"))
    folder.write("a.html", b"new")
    folder.write("a.html", b"new again")
    assert (tmp_path / "new/a.html").read_text() == "new again"
    assert (tmp_path / "old.html").read_text() == "old"


def test_who_still_writes_into_a_folder_that_is_gone_does_not_bring_it_back(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    folder = Folder(str(tmp_path / "new"))
    folder.write("a/b/c.html", b"")
    shutil.rmtree(tmp_path / "new")
    for path in ("a/b/d.html", "e/f.html"):
        with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
            folder.write(path, b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="locks on folders are not there")
def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    left, working, young, other = (tmp_path / name for name in
        (".output-a.part", ".output-b.part", ".output-c.part", ".output2-d.part"))  # fmt: skip
    for folder in (left, working, young, other):
        (folder / "texts").mkdir(parents=True)
        if folder is not young:
            os.utime(folder, (1, 1))
    lock = Lock(working)
    assert lock.held
    publish_one(output, "one")
    assert {*tmp_path.iterdir()} == {output, working, young, other}
    lock.close()
    os.utime(young, (1, 1))
    publish_one(output, "two")
    assert {*tmp_path.iterdir()} == {output, other}


@pytest.mark.skipif(sys.platform == "win32", reason="locks on folders are not there")
def test_two_builds_are_published_one_after_the_other(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_one(output, "one")
    busy = Lock(output)
    second = threading.Thread(target=publish_one, args=(output, "two"))
    second.start()
    second.join(0.3)
    assert second.is_alive()
    assert (output / "a/b.html").read_text() == "one"
    busy.close()
    second.join(10)
    assert (output / "a/b.html").read_text() == "two"


def test_where_there_are_no_locks_nothing_is_taken_for_abandoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    left = tmp_path / ".output-a.part"
    left.mkdir()
    os.utime(left, (1, 1))
    publish_one(tmp_path / "output", "one")
    assert left.is_dir()
