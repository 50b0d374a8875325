"""What many tests share: the folders, a Saxon with its stylesheets, the published editions, the peer programs."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from common import ROOT, SHARED, Kwedition, invoke
from kwedition.build import work
from kwedition.build.fingerprint import tool
from kwedition.cli import main
from kwedition.saxon import Saxon

# How long an example takes says something of the machine, and of what else it does.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def mini() -> Path:
    """A small edition of two letters that holds a bit of everything."""
    return ROOT / "tests" / "editions" / "mini"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Other people's TEI, schemas and the essay; tests that need them skip where they are not."""
    if not SHARED.is_dir():
        pytest.skip("skipped: no shared corpora")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> Iterator[None]:
    """All builds of a process of the tests share the built-in stylesheets, whatever their language; those of a theme
    are let go with the next theme. (A worker keeps all that it has loaded, for it works for one edition. Here they would
    be a hundred, of 30 megabytes each, which Saxon would look through again and again for what it can do without.)
    """
    load = work._saxon.__wrapped__
    built_in, of_theme = cache(load), lru_cache(maxsize=1)(load)

    def loaded(outfit: work.Outfit) -> Saxon:
        themed = outfit.theme is not None or outfit.theme_files
        return of_theme(outfit) if themed else built_in(replace(outfit, language=""))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "_saxon", loaded)
        yield


@pytest.fixture(scope="session")
def saxon(_loaded: None) -> Saxon:
    """The one that the builds of this process have."""
    return work._saxon(work.Outfit(tool(), ""))


@pytest.fixture
def kwedition() -> Kwedition:
    """Run a command in process, see there."""
    return invoke


def _publish(folder: Path, output: Path) -> Path:
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, ["build", "--output", str(output), "--cache", str(output.parent / "cache")])
    finally:
        os.chdir(before)
    assert result.exit_code == 0, result.output
    return output


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of this repository's edition, as ``make edition`` writes it."""
    return _publish(ROOT, tmp_path_factory.mktemp("edition") / "output")


@pytest.fixture(scope="session")
def published_mini(mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small edition."""
    return _publish(mini, tmp_path_factory.mktemp("mini") / "output")
