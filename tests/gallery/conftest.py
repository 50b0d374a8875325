"""The gallery, published once."""

from pathlib import Path

import pytest

from common import once
from gallery import publish


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery's site; the build has counted every text."""
    return once(tmp_path_factory, "gallery", publish.build)
