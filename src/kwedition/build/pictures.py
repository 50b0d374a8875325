"""What tells whether an image of an edition has changed: a book and a site hold their bytes.

Nothing is loaded for it that makes something: a build in which nothing has changed has no time for that.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from kwedition.build.sources import File
from kwedition.edition import MARKER

# As in images.SITE_TYPES.
_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_NAMED = re.compile(rb"""["']([^"'<>]*\.(?:png|jpe?g|gif|svg|webp))\s*["']""", re.IGNORECASE)


def state(source: Path, files: Sequence[File]) -> list[tuple[str, int, int]]:
    """The files that may be images of the edition, with size and time."""
    found = _below(source) if source.is_dir() else _beside(files)
    told = set[tuple[str, int, int]]()
    for path in found:
        with suppress(OSError):
            stat = path.stat()
            told.add((os.path.relpath(path, source), stat.st_size, stat.st_mtime_ns))
    return sorted(told)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if MARKER in names and Path(parent) != folder:
            # What kwedition made is no source of it.
            folders[:] = []
            continue
        yield from (Path(parent) / name for name in names if name.lower().endswith(_TYPES))


def _beside(files: Sequence[File]) -> Iterator[Path]:
    """The images in the folders in which a document by itself names some: around it may lie anything, and much."""
    folders = set[Path]()
    for file in files:
        base = Path(file.absolute).parent
        for path in (file.absolute, *file.included):
            with suppress(OSError):
                for name in map(_plain, _NAMED.findall(Path(path).read_bytes())):
                    folders |= {(base / name).parent, (Path(path).parent / name).parent}
    for folder in folders:
        with suppress(OSError):
            yield from (each for each in folder.iterdir() if each.name.lower().endswith(_TYPES))


def _plain(name: bytes) -> str:
    return unquote(unescape(" ".join(name.decode("utf-8", "replace").split()))).replace("\0", "")
