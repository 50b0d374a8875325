"""Whether there is a file by a name that somebody wrote into a document: such a name may be longer than any file's.

(``Path.exists`` and ``Path.is_file`` raise OSError then.)
"""

import os
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether there is a file or a folder of that name."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether there is a file of that name."""
    return os.path.isfile(path)  # noqa: PTH113
