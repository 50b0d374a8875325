"""The files of an edition for a build: found, hashed and named without being parsed."""

import marshal
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kwedition.build.cache import Cache, digest
from kwedition.edition import MARKER, Settings
from kwedition.there import leads_nowhere
from kwedition.xmlio import has_letters, is_xml, may_include

# A file that was changed this recently may change again without its time changing.
_RECENT = 2_000_000_000


# What tells the state of a file: as its folder lists it, or its path.
_Entry = os.DirEntry[str] | Path
_Stat = tuple[int, int, int, int]
# The state of no file.
_UNSETTLED: _Stat = (-1, 0, 0, 0)
# In the place of the hash of an included file: it is a document itself.
_APART = b"+"

# Of a file: its state on disk, its hash, and what it includes, as _hash has them.
_Kept = tuple[_Stat, bytes, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the source folder: ``path`` is relative to it, with ``/``; ``digest`` is the hash of its bytes.

    ``expands`` says that it may include others; ``included`` are the absolute paths of the files that it includes,
    directly or not: their bytes are in the hash too. ``apart`` are those of the texts of a corpus that are documents
    themselves: it names them, and does not hold them. ``size`` is its own, in bytes. ``changed``: it was another when
    it was last read.
    """

    path: str
    absolute: str
    digest: bytes
    expands: bool = False
    included: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    size: int = 0
    changed: bool = False

    def read(self) -> bytes:
        """The bytes; raises OSError."""
        return _bytes(self.absolute)


def _bytes(path: str) -> bytes:
    """The bytes of a file; raises OSError. (``Path`` takes longer to make a path than the system to read it.)"""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def found(settings: Settings, cache: Cache, told: Callable[[int], None] = lambda _new: None) -> list[File]:
    """Every XML file of an edition, in the order of paths.

    ``told`` is called before they are read, with the number of those that nobody has read before. Bytes are hashed
    again only where size, times and number of the file are not those of the last time. A file that cannot be read has
    an empty hash.
    """
    folder = settings.source
    name = f"files, inclusions and corpora {folder}"
    if folder.is_file():
        paths: list[tuple[str, str, _Entry]] = [(folder.name, os.fspath(folder), folder)]
    else:
        themed = None if settings.theme is None else os.fspath(settings.theme)
        walked = sorted(_walked(os.fspath(folder), themed), key=lambda each: each[0].split("/"))
        paths = [(path, f"{folder}{os.sep}{path}", entry) for path, entry in walked]
    documents = _Documents(folder, [path for path, _absolute, _entry in paths])
    known = _known(cache, name)
    told(sum(path not in known for path, _absolute, _entry in paths))
    now = time.time_ns()
    files: list[File] = []
    stats: dict[str, _Kept] = {}
    for path, absolute, entry in paths:
        stat = _stat(entry)
        before = known.get(path)
        if before is not None and before[0] == stat and _same_included(before[1], before[2], documents):
            _own, hash_, included = before
        else:
            hash_, included = _hash(absolute, folder, documents)
        if stat is not None and hash_:
            # (One that may change again is known for what it was, and is read again.)
            stats[path] = (stat if now - max(stat[1], stat[2]) > _RECENT else _UNSETTLED, hash_, included)
        size = 0 if stat is None else stat[0]
        held, apart = _divided(included) if included else ((), ())
        changed = before is not None and before[1] != hash_
        files.append(File(path, absolute, hash_, bool(included), held, apart, size, changed))
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


class _Documents(Collection[str]):
    """The files that may be documents, by absolute paths; not made before somebody asks."""

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        self._folder = folder
        self._paths = paths

    @cached_property
    def _absolute(self) -> frozenset[str]:
        # What is a link here is known by this name only, and by no other.
        if self._folder.is_file():
            return frozenset()
        folder = self._folder.resolve()
        return frozenset(os.fspath(folder / path) for path in self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._absolute

    def __iter__(self) -> Iterator[str]:
        return iter(self._absolute)

    def __len__(self) -> int:
        return len(self._absolute)


def _hash(path: str, folder: Path, documents: Collection[str]) -> tuple[bytes, tuple[Any, ...]]:
    """The hash of a file with what it includes, and these: the file's own hash first, then paths and hashes in turn."""
    if not has_letters(path):
        return b"", ()
    try:
        data = _bytes(path)
    except OSError:
        return b"", ()
    own = digest(data)
    if not may_include(data):
        return own, ()
    included, apart = _included(data, Path(path), folder, documents)
    held = (
        own,
        *(part for each in included for part in (each, _hash_alone(each))),
        *(part for each in apart for part in (each, _APART)),
    )
    return digest(*held), held


def _included(data: bytes, path: Path, folder: Path, documents: Collection[str]) -> tuple[list[str], list[str]]:
    """The files that a document includes, there or not; and those that it would, were they no documents themselves."""
    from kwedition import xinclude, xmlio

    try:
        source = xmlio.parse(data, path.name)
    except xmlio.Unreadable:
        return [], []
    expanded = xinclude.expand(source, path, folder if folder.is_dir() else folder.parent, documents)
    if expanded is None:
        return [], []
    return list(map(os.fspath, expanded.files)), list(map(os.fspath, expanded.apart))


def _divided(held: tuple[Any, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths of what a file includes, and of what it keeps apart."""
    pairs = list(zip(held[1::2], held[2::2], strict=True))
    return tuple(p for p, hash_ in pairs if hash_ != _APART), tuple(p for p, hash_ in pairs if hash_ == _APART)


def _hash_alone(path: str) -> bytes:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return b""


def _same_included(hash_: bytes, held: tuple[Any, ...], documents: Collection[str]) -> bool:
    """Whether what a file includes is what it was."""
    if not held:
        return True
    now = (
        part
        for path, before in zip(held[1::2], held[2::2], strict=True)
        for part in (path, _state(path, documents) if before == _APART else _hash_alone(path))
    )
    return digest(held[0], *now) == hash_


def _state(path: str, documents: Collection[str]) -> bytes:
    """What says that a file is still a document itself."""
    from kwedition.xmlio import ROOTS, root_tag

    return _APART if path in documents and root_tag(Path(path)) in ROOTS else b""


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
            elif is_xml(entry.name) and (_is_file(entry) or leads_nowhere(entry)):
                yield path, entry


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        # A link to itself.
        return False
