"""Compiled schemas on disk: what took a fifth of a second to compile is there again in a few hundredths.

A compiled schema is kept under the hash of its file, as JSON (it may travel between machines, so it must be nothing
that could run), with the hashes of the files that it includes. Whatever is wrong with a kept schema, it is compiled
anew, and nothing is said.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kwedition.check.relaxng.datatypes import Datatype, Expected
from kwedition.check.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName
from kwedition.check.relaxng.patterns import Kind, Pattern, Patterns
from kwedition.check.relaxng.sources import Reader

# Changes whenever what is written here, or what compiling means, changes.
FORMAT = 3
_KEPT = 64


class Store:
    """A folder of compiled schemas; never an error, at worst nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(
        self, data: bytes, address: str, reader: Reader
    ) -> "tuple[Patterns, Pattern, list[Pattern], dict[str, str]] | None":
        """A schema by the bytes of its file: its patterns, start, elements and files; None when it is not kept."""
        if self._folder is None:
            return None
        path = self._folder / f"{_key(data)}.json"
        try:
            kept = json.loads(path.read_bytes())
            files = {_beside(address, name): digest for name, digest in kept["files"].items()}
            for each, digest in files.items():
                own = data if each == address else reader.read(each)
                if hashlib.sha256(own).hexdigest() != digest:
                    return None
            patterns, start, elements = _patterns(kept, address)
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return None
        return patterns, start, elements, files

    def keep(
        self, data: bytes, address: str, files: dict[str, str], start: Pattern, elements: Sequence[Pattern]
    ) -> None:
        """Keep a compiled schema; the oldest are forgotten when there are too many."""
        if self._folder is None:
            return
        names = {_from(address, each): digest for each, digest in files.items()}
        written = json.dumps({"files": names, **_written(start, elements, address)}, separators=(",", ":"))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(written)
            Path(name).replace(self._folder / f"{_key(data)}.json")
            kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in kept[:-_KEPT]:
                path.unlink(missing_ok=True)
        except OSError:
            return


def default_folder() -> Path | None:
    """Where compiled schemas are kept: ``KWEDITION_CACHE``, else the user's cache folder; None to keep none."""
    own = os.environ.get("KWEDITION_CACHE")
    if own is not None:
        return Path(own) / "relaxng" if own else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "kwedition" / "relaxng"
    except RuntimeError:
        return None


def _key(data: bytes) -> str:
    return hashlib.sha256(f"kwedition relaxng {FORMAT}\n".encode() + data).hexdigest()[:40]


def _from(address: str, other: str) -> str:
    """An address as seen from the schema's own, so that a schema may move with what it includes."""
    folder = address.rpartition("/")[0] + "/"
    return other[len(folder) :] if other.startswith(folder) else other


def _beside(address: str, name: str) -> str:
    return name if "://" in name else address.rpartition("/")[0] + "/" + name


def _written(start: Pattern, elements: Sequence[Pattern], address: str) -> dict[str, Any]:
    """Patterns as lists of numbers and strings, each after its parts; elements' contents at the end.

    They stand in the order in which they were made, so that those made of them again have the same order in choices,
    and what is expected of a document is said in the same order.
    """
    contents = [element.content for element in elements]
    reached: set[Pattern] = set()
    todo = [start, *elements, *(content for content in contents if content is not None)]
    while todo:
        here = todo.pop()
        if here not in reached:
            reached.add(here)
            todo += here.members
    ordered = sorted(reached, key=lambda pattern: pattern.uid)
    numbers = {pattern: number for number, pattern in enumerate(ordered)}
    return {
        "nodes": [_node(each, [numbers[part] for part in each.members], address) for each in ordered],
        "start": numbers[start],
        "elements": [numbers[element] for element in elements],
        "contents": [-1 if content is None else numbers[content] for content in contents],
    }


def _node(pattern: Pattern, parts: list[int], address: str) -> list[Any]:
    node: list[Any] = [int(pattern.kind), int(pattern.nullable), pattern.has, parts]
    if pattern.kind in (Kind.ELEMENT, Kind.ATTRIBUTE):
        assert pattern.names is not None
        node += [_names_written(pattern.names), pattern.gloss]
    elif pattern.datatype is not None:
        datatype = pattern.datatype
        node += [datatype.library, datatype.name, [list(each) for each in datatype.params], datatype.translated]
        if pattern.value is not None:
            node += [pattern.value.text, pattern.value.namespace]
    return node


def _patterns(kept: dict[str, Any], address: str) -> tuple[Patterns, Pattern, list[Pattern]]:
    patterns = Patterns()
    datatypes: dict[Any, Datatype] = {}
    made: list[Pattern] = []
    for kind, nullable, has, parts, *more in kept["nodes"]:
        members = tuple([made[part] for part in parts])
        names = None
        gloss = ""
        datatype = value = None
        if kind in (Kind.ELEMENT, Kind.ATTRIBUTE):
            names, gloss = _names_read(more[0]), more[1]
        elif more:
            key = (more[0], more[1], tuple((name, text) for name, text in more[2]))
            datatype = datatypes.get(key)
            if datatype is None:
                datatype = datatypes[key] = Datatype(*key, translated=tuple(more[3]))
            if len(more) > 4:
                value = Expected(more[4], more[5])
        made.append(patterns.restored(Kind(kind), members, bool(nullable), has, names, gloss, datatype, value))
    elements = [made[each] for each in kept["elements"]]
    for element, content in zip(elements, kept["contents"], strict=True):
        element.content = made[content]
    return patterns, made[kept["start"]], elements


def _names_written(names: NameClass) -> Any:
    match names:
        case Name(name):
            return name
        case NameChoice(members):
            return [0, *map(_names_written, members)]
        case AnyName(but):
            return [1, None if but is None else _names_written(but)]
        case NsName(namespace, but):
            return [2, namespace, None if but is None else _names_written(but)]


def _names_read(written: Any) -> NameClass:
    if isinstance(written, str):
        return Name(written)
    kind, *rest = written
    if kind == 0:
        return NameChoice(tuple(map(_names_read, rest)))
    but = None if rest[-1] is None else _names_read(rest[-1])
    return AnyName(but) if kind == 1 else NsName(rest[0], but)
