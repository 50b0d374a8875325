"""Output is replaced as a whole, and only what is ours."""

from pathlib import Path

import pytest

from kwedition.build import publish
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
