"""What tests import from each other."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kwedition.cli import main

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

Kwedition = Callable[..., Result]

# Whatever is written in Java has little to do here: it is to begin soon, not to run fast in the end (and needs a larger
# stack for that).
JAVA_SOON = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


def invoke(*arguments: str | Path) -> Result:
    """Run a command in process; the result has ``exit_code`` and ``output``.

    A build does everything in this process, unless it is told otherwise: where more of them work, as they do for
    ``published`` and in test_executors.py, each would load the stylesheets again.
    """
    said = [str(argument) for argument in arguments]
    if said[:1] == ["build"] and not {"-j", "--jobs", "--cluster", "--help"} & {*said}:
        said += ["--jobs", "1"]
    return CliRunner().invoke(main, said)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process of the tests to ask for it makes, as a whole, and that all of them read."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    shared.mkdir(exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name).is_dir():
            make(shared / name)
    return shared / name


@contextmanager
def within(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Other people's TEI, published: where from, the exit code, what was said, the output, what each view shows."""

    folder: Path
    code: int
    said: str
    output: Path
    coverage: Path


def peer(program: str) -> str:
    """The path of another program; without it the test skips, but not in CI, where that is a failure."""
    found = shutil.which(program)
    if found is None:
        absent(f"{program} is not installed")
    return str(found)


def vnu() -> list[str]:
    """The command that the Nu HTML checker is: files and folders follow. It says nothing but errors."""
    java = peer("java")
    jar = Path(os.environ.get("VNU_JAR", ROOT / ".ci/tools/node_modules/vnu-jar/build/dist/vnu.jar"))
    if not jar.is_file():
        absent("the Nu checker is not installed (VNU_JAR names its jar)")
    return [java, *JAVA_SOON, "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu"]


def absent(reason: str) -> None:
    """Skip the test for the reason that something is not installed; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, but CI has every peer program")
    pytest.skip(reason)
