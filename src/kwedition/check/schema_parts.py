"""What decides about documents besides themselves: the files that a schema consists of, and those that its rules read.

Nothing is parsed here, and nothing loaded that would: a build in which nothing has changed has no time for it.
"""

import os
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_SUFFIXES = (".rng", ".sch")
# Where a schema names another file: Schematron, both syntaxes of RELAX NG, an entity.
_NAMED = re.compile(
    r"""\bhref\s*=\s*["']([^"'#<]+)|\b(?:include|external|SYSTEM)\s+["']([^"'#<]+)"""
    r"""|\bPUBLIC\s+["'][^"'<]*["']\s+["']([^"'#<]+)"""
)
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_LARGEST = 50_000_000
_MOST = 1_000


def parts(schemas: Iterable[Path]) -> dict[Path, bytes | None]:
    """The files that schemas consist of, with their bytes: they, what is derived from them, and whatever these name.

    What they name and is not there is among them, with None: a schema is another one when it comes.
    """
    left = [path.absolute() for schema in schemas for path in (schema, *map(schema.with_suffix, _SUFFIXES))]
    found: dict[Path, bytes | None] = {}
    while left and len(found) < _MOST:
        path = left.pop()
        if path in found:
            continue
        found[path] = data = _bytes(path)
        for match in _NAMED.finditer(_text(data or b"")):
            name = unquote(unescape(next(filter(None, match.groups()))).strip())
            name = name.removeprefix("file://")
            if name and "\0" not in name and not _REMOTE.match(name):
                left.append(Path(os.path.normpath(path.parent / name)))
    return found


def folders_read(rules: Path | None, documents: Path | None) -> list[Path]:
    """The folders whose files rules may read besides the document that they judge; none for rules that read nothing.

    ``documents`` is the folder of the documents. Rules that cannot be used read nothing.
    """
    from kwedition.check.schematron_files import opens
    from kwedition.check.schematron_schema import Access, Schema, edition_folder
    from kwedition.errors import KweditionError

    if rules is None:
        return []
    folder = edition_folder(rules, documents)
    try:
        text = Schema(rules, Access(folder, source=documents)).text
    except KweditionError:
        # Whoever judges by them says why.
        return []
    if not opens(text):
        return []
    return [folder] if documents is None or documents.is_relative_to(folder) else [folder, documents]


def _bytes(path: Path) -> bytes | None:
    try:
        # What is no file, or has no size as the files of the system, may never end.
        if path.is_file() and 0 < path.stat().st_size <= _LARGEST:
            return path.read_bytes()
    except OSError:
        pass
    return None


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
