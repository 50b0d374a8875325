"""What many tests share: the folders, a Saxon with its stylesheets, the published editions, the peer programs."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from common import ROOT, SHARED, Kwedition
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


@pytest.fixture(scope="session")
def saxon() -> Saxon:
    return Saxon()


@pytest.fixture
def kwedition() -> Kwedition:
    """Run a command in process; the result has ``exit_code`` and ``output``."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


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
