"""The files of an edition that XPath in a schema may read: each by an address of its own, and harmless."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from kwedition import xmlio
from kwedition.edition import MARKER
from kwedition.there import is_there, resolved
from kwedition.xmlio import Unreadable

SCHEME = "edition"
_OPENS = re.compile(r"\b(?:doc|document|doc-available|json-doc|unparsed-text(?:-lines|-available)?)\s*[(#]")
_ASKS = re.compile(r"\b(?:base|document)-uri\s*[(#]")
_PASSED_OVER = {"node_modules", "__pycache__"}
_MOST = 50_000
# Saxon's parser follows external entities; what it is given must not have any, in whatever encoding.
_DOCTYPE = b"<!DOCTYPE"
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_PLAIN = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


def reads(schema: str) -> bool:
    """Whether a schema may ask for files, or for the address of a document."""
    return _OPENS.search(schema) is not None or _ASKS.search(schema) is not None


def opens(schema: str) -> bool:
    """Whether a schema may read other files than the document: by its XPath, or as what its patterns are about."""
    return _OPENS.search(schema) is not None or " documents=" in schema


def address(path: Path, folder: Path) -> str:
    """The address of a file in the edition: its path in the folder. Empty for one that is not in it."""
    real, base = resolved(path), folder.resolve()
    return f"{SCHEME}:/{quote(real.relative_to(base).as_posix())}" if real.is_relative_to(base) else ""


class Files:
    """The files below a folder that can be read in safety, by address.

    What has a document type is parsed here, without what is outside of it, and copied to a place where it is kept as
    long as this object; what cannot be parsed is left out, as are links out of the folder and hidden files.
    """

    def __init__(self, folder: Path) -> None:
        self._copies = tempfile.TemporaryDirectory(prefix="kwedition-files-")
        self.paths: dict[str, Path] = {}
        base = folder.resolve()
        for path in _below(base):
            real = resolved(path)
            # A link in sight may lead to what is hidden.
            if not real.is_relative_to(base) or _hidden(real.relative_to(base).parts):
                continue
            harmless = self._harmless(real)
            if harmless is None:
                continue
            name = path.relative_to(base).as_posix()
            # Some write addresses as they are read, some with escapes.
            for written in {quote(name), name}:
                self.paths[f"{SCHEME}:/{written}"] = harmless
            if len(self.paths) >= _MOST:
                break

    def _harmless(self, path: Path) -> Path | None:
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if _is_harmless(data):
            return path
        try:
            source = xmlio.parse(data, path.name, calls=False)
        except Unreadable:
            return None
        copy = Path(self._copies.name) / f"{len(self.paths)}{path.suffix}"
        copy.write_bytes(etree.tostring(source.root, encoding="utf-8", with_tail=False))
        return copy


def state(folder: Path) -> list[str]:
    """What tells whether any file that can be read has changed: its path, its size and when it was written."""
    base = folder.resolve()
    found = []
    for path in _below(base):
        now = path.stat()
        found.append(f"{path.relative_to(base).as_posix()} {now.st_size} {now.st_mtime_ns}")
    return found


def _is_harmless(data: bytes) -> bool:
    declared = _ENCODING.match(data)
    if _DOCTYPE in data or b"\0" in data or (declared and declared[1].lower() not in _PLAIN):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _hidden(names: Iterable[str]) -> bool:
    return any(name.startswith(".") or name in _PASSED_OVER for name in names)


def readable(folder: Path, names: Iterable[str]) -> list[str]:
    """Those of some paths in the folder that rules may read, or might when they were there."""
    there = {path.relative_to(folder).as_posix() for path in _below(folder)}
    return [name for name in names if name in there or not (is_there(folder / name) or _hidden(name.split("/")))]


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if MARKER in names:
            # What kwedition made is no source of it.
            folders[:] = []
            continue
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in _PASSED_OVER)
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(parent) / name
                if path.is_file():
                    yield path
