"""That the tests are run."""

from fnmatch import fnmatch

import pytest

from common import ROOT


def test_no_folder_of_tests_is_passed_over(request: pytest.FixtureRequest) -> None:
    """Pytest itself would pass over one of the name 'build', and say nothing."""
    skipped = request.config.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    named = {each for folder in folders for each in folder.relative_to(ROOT).parts}
    assert {"build", "unit"} <= named
    assert [name for name in named for pattern in skipped if fnmatch(name, pattern)] == []
