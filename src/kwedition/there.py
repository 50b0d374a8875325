"""Whether there is a file by a name that somebody wrote into a document: such a name may be longer than any file's.

(``Path.exists`` and ``Path.is_file`` raise OSError then.)
"""

import difflib
import os
import re
from contextlib import suppress
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


# How like the names of files, and of folders, of which there are fewer, are to what was written for them.
_SLIP, _FOLDER_SLIP = 0.8, 0.6


def nearly(path: Path, folder: bool = False) -> Path | None:
    """The file, or the ``folder``, that was probably meant by a path which leads to nothing.

    Names with other numbers are neighbours in a series, and no slips for each other.
    """
    parent = path.parent
    if not is_there(parent):
        meant = nearly(parent, folder=True) if parent != path else None
        if meant is None:
            return None
        parent = meant
    same = parent / path.name
    if (same.is_dir() if folder else is_file(same)) and parent != path.parent:
        return same
    names: dict[str, str] = {}
    with suppress(OSError), os.scandir(parent) as entries:
        for each in entries:
            if each.is_dir() == folder and not each.name.startswith(".") and _numbers(each.name) == _numbers(path.name):
                names.setdefault(each.name.casefold(), each.name)
    found = difflib.get_close_matches(path.name.casefold(), names, 1, _FOLDER_SLIP if folder else _SLIP)
    return parent / names[found[0]] if found else None


def _numbers(name: str) -> list[int]:
    return [int(each) for each in re.findall(r"[0-9]+", name)]
