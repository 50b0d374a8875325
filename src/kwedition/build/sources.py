"""The files of an edition for a build: found, hashed and named without being parsed."""

import marshal
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kwedition.build.cache import Cache, digest
from kwedition.edition import MARKER, Settings
from kwedition.xmlio import is_xml

# A file that was changed this recently may change again without its time changing.
_RECENT = 2_000_000_000

_XINCLUDE = b"http://www.w3.org/2001/XInclude"

# What tells the state of a file: as its folder lists it, or its path.
_Entry = os.DirEntry[str] | Path
_Stat = tuple[int, int, int, int]
# Of a file: its state on disk, its hash, and what it includes, as _hash has them.
_Kept = tuple[_Stat, bytes, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the source folder: ``path`` is relative to it, with ``/``; ``digest`` is the hash of its bytes.

    ``expands`` says that it may include others; ``included`` are the absolute paths of the files that it includes,
    directly or not: their bytes are in the hash too. ``size`` is its own, in bytes.
    """

    path: str
    absolute: str
    digest: bytes
    expands: bool = False
    included: tuple[str, ...] = ()
    size: int = 0

    def read(self) -> bytes:
        """The bytes; raises OSError."""
        return Path(self.absolute).read_bytes()


def found(settings: Settings, cache: Cache) -> list[File]:
    """Every XML file of an edition, in the order of paths.

    Bytes are hashed again only where size, times and number of the file are not those of the last time. A file that
    cannot be read has an empty hash.
    """
    folder = settings.source
    name = f"files with inclusions {folder}"
    if folder.is_file():
        paths: list[tuple[str, str, _Entry]] = [(folder.name, os.fspath(folder), folder)]
    else:
        themed = None if settings.theme is None else os.fspath(settings.theme)
        walked = sorted(_walked(os.fspath(folder), themed), key=lambda each: each[0].split("/"))
        paths = [(path, f"{folder}{os.sep}{path}", entry) for path, entry in walked]
    known = _known(cache, name)
    now = time.time_ns()
    files: list[File] = []
    stats: dict[str, _Kept] = {}
    for path, absolute, entry in paths:
        stat = _stat(entry)
        before = known.get(path)
        if stat is not None and before is not None and before[0] == stat and _same_included(before[1], before[2]):
            _own, hash_, included = before
        else:
            hash_, included = _hash(absolute, folder)
        if stat is not None and hash_ and now - max(stat[1], stat[2]) > _RECENT:
            stats[path] = (stat, hash_, included)
        size = 0 if stat is None else stat[0]
        files.append(File(path, absolute, hash_, bool(included), included[1::2], size))
    if stats != known:
        cache.take_note(name, marshal.dumps(stats, 2))
    return files


def _known(cache: Cache, name: str) -> Mapping[str, _Kept]:
    note = cache.note(name)
    if note is None:
        return {}
    try:
        known = marshal.loads(note)
    except (ValueError, EOFError, TypeError):
        return {}
    return known if isinstance(known, dict) else {}


def _stat(entry: _Entry) -> _Stat | None:
    try:
        stat = entry.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _hash(path: str, folder: Path) -> tuple[bytes, tuple[Any, ...]]:
    """The hash of a file with what it includes, and these: the file's own hash first, then paths and hashes in turn."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return b"", ()
    own = digest(data)
    if _XINCLUDE not in data:
        return own, ()
    included = [part for each in _included(data, Path(path), folder) for part in (each, _hash_alone(each))]
    held = (own, *included)
    return digest(*held), held


def _included(data: bytes, path: Path, folder: Path) -> list[str]:
    """The files that a document includes, there or not."""
    from kwedition import xinclude, xmlio

    try:
        source = xmlio.parse(data, path.name)
    except xmlio.Unreadable:
        return []
    expanded = xinclude.expand(source, path, folder if folder.is_dir() else folder.parent)
    return [] if expanded is None else [os.fspath(file) for file in expanded.files]


def _hash_alone(path: str) -> bytes:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return b""


def _same_included(hash_: bytes, held: tuple[Any, ...]) -> bool:
    """Whether what a file includes is what it was."""
    return not held or digest(held[0], *(p for path in held[1::2] for p in (path, _hash_alone(path)))) == hash_


def _walked(folder: str, themed: str | None) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of XML below a folder that belong to the edition: not hidden, not the theme's, not made by us."""
    stack: list[tuple[str, str]] = [("", folder)]
    while stack:
        inside, absolute = stack.pop()
        try:
            entries: Iterable[os.DirEntry[str]] = list(os.scandir(absolute))
        except OSError:
            continue
        if inside and any(entry.name == MARKER and entry.is_file() for entry in entries):
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.path != themed:
                    stack.append((f"{path}/", entry.path))
            elif is_xml(entry.name) and entry.is_file():
                yield path, entry
