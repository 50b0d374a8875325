"""Builds without a command: what tests of builds share."""

import shutil
from pathlib import Path

from kwedition import edition
from kwedition.build import executors, run
from kwedition.build.cache import Cache


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int) -> None: ...

    def advance(self) -> None: ...


def build(
    folder: Path, output: Path, cache: Path | None, crew: executors.Crew | None = None, outputs: tuple[str, ...] = ()
) -> run.Built:
    """Build an edition in this process, or by a crew; its own outputs, or others. Any finding stops what has a schema."""
    settings = edition.settings_of(folder)
    order = run.Order(settings, outputs or settings.outputs, output, folder, True, lambda findings: bool(findings))
    with Cache(cache) as kept:
        return run.build(order, kept, crew or executors.InProcess(), Silent())


def files_of(folder: Path) -> dict[str, bytes]:
    """The files below a folder: their bytes by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copied(source: Path, target: Path) -> Path:
    """A copy of an edition, to be changed, without what was built of it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".kwedition-cache", "output"))
    return target
