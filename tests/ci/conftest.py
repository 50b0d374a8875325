"""An edition to check in CI, good or faulty, and the action's own installation of kwedition."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ci import offline
from ci.runner import Done, Workspace, run
from common import absent

Git = Callable[..., str]


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What takes the place of a package index."""
    return offline.libraries(tmp_path_factory.mktemp("offline") / "libraries")


@pytest.fixture(scope="session")
def installation(libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The outputs of the step `install`, which has made an environment with kwedition in it."""
    where = tmp_path_factory.mktemp("installation")
    workspace = Workspace(where, where, offline.environment(libraries, where / "temporary"))
    stop = {"check": {"exit-code": "3"}, "build": {}, "sarif": {}}
    done = run(workspace, {}, given=stop)
    assert done.codes == {"install": 0}, done.errors
    return done.steps["install"]


@pytest.fixture
def checkout(tmp_path: Path, mini: Path) -> Path:
    """A checkout of the small edition, in which every reference leads somewhere."""
    folder = tmp_path / "checkout"
    shutil.copytree(mini, folder)
    replace(folder / "tei/letters/first.xml", ' or <ref target="nowhere.xml#x">nowhere</ref>', "")
    replace(folder / "tei/letters/second.xml", "persons.xml#missing", "persons.xml#lu")
    return folder


@pytest.fixture
def action(libraries: Path, installation: Mapping[str, str], checkout: Path, tmp_path: Path) -> Callable[..., Done]:
    """Run the action in the checkout, with inputs by name (``_`` for ``-``) and the variables of an ``event``."""
    temporary = tmp_path / "runner"
    workspace = Workspace(checkout, temporary, offline.environment(libraries, temporary))

    def act(event: Mapping[str, str] | None = None, **inputs: str) -> Done:
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        return run(workspace, named, event, {"install": installation})

    return act


@pytest.fixture
def git(libraries: Path, checkout: Path, tmp_path: Path) -> Git:
    """Run git in the checkout, which has become a repository with one commit; gives what git said."""
    if shutil.which("git") is None:
        absent("git is not installed")
    environment = offline.environment(libraries, tmp_path / "runner")

    def call(*arguments: str | Path) -> str:
        command = ["git", *map(str, arguments)]
        return subprocess.run(
            command, cwd=checkout, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    call("init", "--quiet", "--initial-branch", "main")
    call("add", "--all")
    call("commit", "--quiet", "--message", "the edition")
    return call


def replace(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
