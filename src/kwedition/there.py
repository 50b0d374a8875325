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


def leads_nowhere(path: Path | os.DirEntry[str]) -> bool:
    """Whether it is a link to what is not there: to itself, or to what git-annex has not fetched yet.

    (Such a file is one that cannot be read, which is said; nobody would miss a file of which nothing is said.)
    """
    return path.is_symlink() and not os.path.exists(path)  # noqa: PTH110


def resolved(path: Path) -> Path:
    """The file that a path leads to, by its only name; one that leads to itself stays so (``Path.resolve`` raises)."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        # With a sign that no name has (``%00``).
        return path
