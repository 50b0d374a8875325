"""Builds without a command: what tests of builds share."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from kwedition import edition
from kwedition.build import executors, run
from kwedition.build.cache import Cache
from kwedition.build.known import Records
from kwedition.build.order import Built, Order
from kwedition.build.record import Record


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int) -> None: ...

    def advance(self) -> None: ...


def build(
    folder: Path, output: Path, cache: Path | None, crew: executors.Crew | None = None, outputs: tuple[str, ...] = ()
) -> Built:
    """Build an edition in this process, or by a crew; its own outputs, or others. Any finding stops what has a schema."""
    settings = edition.settings_of(folder)
    order = Order(settings, outputs or settings.outputs, output, folder, True, lambda findings: bool(findings))
    with Cache(cache) as kept:
        return run.build(order, kept, crew or executors.InProcess(), Silent())


def files_of(folder: Path) -> dict[str, bytes]:
    """The files below a folder: their bytes by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What a build says of an edition; how it was made is not among it.
_FACTS = ("documents", "unread", "findings", "files", "remarks", "coverage", "accounted", "unknown")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change the file of that name below a folder, once."""
    path = next(folder.rglob(name))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check_like_new(folder: Path, built: Built, output: Path, cold: Path) -> None:
    """What was built of an edition, and what is said of it, is that of a build from nothing, which is made here."""
    fresh = build(folder, cold, None)
    assert files_of(output) == files_of(cold)
    for fact in _FACTS:
        assert getattr(built, fact) == getattr(fresh, fact), fact


def watched_records(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records builds ask for, each time that they ask for some, from now on."""
    numbers: list[int] = []
    asked = Records.read

    def watched(self: Records, keys: Sequence[bytes]) -> list[Record]:
        numbers.append(len(keys))
        return asked(self, keys)

    monkeypatch.setattr(Records, "read", watched)
    return numbers


def copied(source: Path, target: Path) -> Path:
    """A copy of an edition, to be changed, without what was built of it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".kwedition-cache", "output"))
    return target


class Again:
    """An edition that is built again after some changes, like one from nothing. It says how many records were read.

    ``read`` are the numbers that ``watched_records`` watches; ``folder`` gets output and cache.
    """

    def __init__(self, own: Path, folder: Path, read: list[int]) -> None:
        self._own, self._read = own, read
        self._output, self._cold, self._cache = (folder / name for name in ("output", "cold", "cache"))
        self._begun = False

    def __call__(self, *changes: tuple[str, str, str]) -> list[int]:
        """Build after changes: in a file, from what, to what."""
        if not self._begun:
            build(self._own, self._output, self._cache)
            self._begun = True
        for each in changes:
            change(self._own, *each)
        self._read.clear()
        built = build(self._own, self._output, self._cache)
        numbers = list(self._read)
        check_like_new(self._own, built, self._output, self._cold)
        return numbers
