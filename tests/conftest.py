"""What many tests share: the folders, a Saxon with its stylesheets, the published editions, the peer programs."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from common import ROOT, SHARED, Corpus, Kwedition, invoke, once, within
from kwedition import saxon as processors
from kwedition.build import work
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no process works at it when the others have done all else."""
    items.sort(key=lambda item: item.path.name not in _LONG)


_LONG = frozenset({"test_corpora.py"})


class _Shared:
    """Stands in the place of ``Saxon``, where something is built or checked: who asks for one with the built-in
    stylesheets gets the same each time, and so does who asks for the last theme again. The others are let go.

    To load what an edition needs takes longer than to build a small one; and what a hundred builds have loaded, of 30
    megabytes each, Saxon would look through again and again for what it can do without.
    """

    confined = Saxon.confined

    def __new__(cls, theme: Path | None = None) -> Saxon:  # type: ignore[misc]
        if theme is None:
            return cls._built_in()
        files = sorted(path for path in theme.rglob("*") if path.is_file())
        return cls._themed(theme, tuple((path, path.read_bytes()) for path in files))

    @staticmethod
    @cache
    def _built_in() -> Saxon:
        return Saxon()

    @staticmethod
    @lru_cache(maxsize=1)
    def _themed(theme: Path, _files: tuple[tuple[Path, bytes], ...]) -> Saxon:
        return Saxon(theme)


_transform = processors.Stylesheet.transform


def _unambiguous(self: processors.Stylesheet, *arguments: Any, **named: Any) -> processors.Result:
    """As ``transform``; no element may have two rules of which the later is taken only for its place in a file."""
    result = _transform(self, *arguments, **named)
    assert "XTDE0540" not in result.warnings, result.warnings
    return result


@pytest.fixture(scope="session", autouse=True)
def _sharing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processors, "Saxon", _Shared)
        patch.setattr(processors.Stylesheet, "transform", _unambiguous)
        # A worker keeps what it has loaded: it works for one edition.
        patch.setattr(work, "_saxon", lru_cache(maxsize=1)(work._saxon.__wrapped__))
        yield


@pytest.fixture(scope="session")
def saxon() -> Saxon:
    """The one that all builds of this process have."""
    return _Shared()


@pytest.fixture
def kwedition() -> Kwedition:
    """Run a command in process, see there."""
    return invoke


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of this repository's edition, as ``make edition`` writes it: by as many processes as there are cores."""

    def publish(output: Path) -> None:
        with within(ROOT):
            cache = output.parent / "edition-cache"
            result = CliRunner().invoke(main, ["build", "--output", str(output), "--cache", str(cache)])
        assert result.exit_code == 0, result.output

    return once(tmp_path_factory, "edition", publish)


@pytest.fixture(scope="session")
def published_mini(mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small edition."""

    def publish(output: Path) -> None:
        with within(mini):
            result = invoke("build", "--output", output, "--no-cache")
        assert result.exit_code == 0, result.output

    return once(tmp_path_factory, "mini", publish)


@pytest.fixture(scope="session")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Corpus]:
    """A corpus by its name, as a site with its data and in both plain forms."""

    def of(name: str) -> Corpus:
        folder = shared / "corpora" / name

        def publish(made: Path) -> None:
            # It is there when it is whole.
            part = made.with_name(f"{name}.part")
            part.mkdir()
            result = invoke(
                "build", "--source", folder, "--output", part / "output", "--coverage", part / "coverage.json",
                "--only", "site,search,data,text,markdown", "--no-cache",
            )  # fmt: skip
            (part / "code").write_text(str(result.exit_code))
            (part / "said").write_text(result.output, encoding="utf-8")
            part.rename(made)

        made = once(tmp_path_factory, name, publish)
        said = (made / "said").read_text(encoding="utf-8")
        return Corpus(folder, int((made / "code").read_text()), said, made / "output", made / "coverage.json")

    return of
