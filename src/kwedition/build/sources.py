"""The files of an edition for a build: found, hashed and named without being parsed."""

import marshal
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kwedition.build.cache import Cache, digest
from kwedition.edition import MARKER, Settings

# A file that was changed this recently may change again without its time changing.
_RECENT = 2_000_000_000

_Stat = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the source folder: ``path`` is relative to it, with ``/``; ``digest`` is the hash of its bytes."""

    path: str
    absolute: str
    digest: bytes

    def read(self) -> bytes:
        """The bytes; raises OSError."""
        return Path(self.absolute).read_bytes()


def found(settings: Settings, cache: Cache) -> list[File]:
    """Every XML file of an edition, in the order of paths.

    Bytes are hashed again only where size, times and number of the file are not those of the last time. A file that
    cannot be read has an empty hash.
    """
    folder = settings.source
    name = f"files {folder}"
    if folder.is_file():
        paths = [(folder.name, os.fspath(folder))]
    else:
        themed = None if settings.theme is None else os.fspath(settings.theme)
        walked = sorted(_walked(os.fspath(folder), themed), key=lambda path: path.split("/"))
        paths = [(path, f"{folder}{os.sep}{path}") for path in walked]
    known = _known(cache, name)
    now = time.time_ns()
    files: list[File] = []
    stats: dict[str, tuple[_Stat, bytes]] = {}
    for path, absolute in paths:
        stat = _stat(absolute)
        before = known.get(path)
        same = stat is not None and before is not None and before[0] == stat
        hash_ = before[1] if before is not None and same else _hash(absolute)
        if stat is not None and hash_ and now - max(stat[1], stat[2]) > _RECENT:
            stats[path] = (stat, hash_)
        files.append(File(path, absolute, hash_))
    if stats != known:
        cache.take_note(name, marshal.dumps(stats, 2))
    return files


def _known(cache: Cache, name: str) -> Mapping[str, tuple[_Stat, bytes]]:
    note = cache.note(name)
    if note is None:
        return {}
    try:
        known = marshal.loads(note)
    except (ValueError, EOFError, TypeError):
        return {}
    return known if isinstance(known, dict) else {}


def _stat(path: str) -> _Stat | None:
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _hash(path: str) -> bytes:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return b""


def _walked(folder: str, themed: str | None) -> Iterator[str]:
    """The ``*.xml`` files below a folder that belong to the edition: not hidden, not the theme's, not made by us."""
    stack: list[tuple[str, str]] = [("", folder)]
    while stack:
        inside, absolute = stack.pop()
        try:
            entries: Iterable[os.DirEntry[str]] = list(os.scandir(absolute))
        except OSError:
            continue
        if inside and any(entry.name == MARKER for entry in entries):
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.path != themed:
                    stack.append((f"{path}/", entry.path))
            elif entry.name.endswith(".xml") and entry.is_file():
                yield path
