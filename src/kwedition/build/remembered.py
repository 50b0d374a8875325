"""What the last build planned: so that the next one need plan nothing where all that it would plan from is the same.

A plan is a function of the records, the settings and the stylesheets, whose hash is the state of an edition (see
reading.py). Pages of documents are made again when their document changes, though their slices do not: so these are
kept, in the cache, by their hashes. Where some documents say something else of what is known, replan.py makes the new
plan out of the old one.
"""

import marshal
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kwedition.build.cache import Cache, digest

if TYPE_CHECKING:
    from kwedition.build.pages import Page
    from kwedition.build.reading import State
    from kwedition.build.sourceview import Wanted


class Row(NamedTuple):
    """A page of a plan, with the hash of its slice, and of one that is made in parts the keys of these."""

    path: str
    stylesheet: str
    documents: tuple[str, ...]
    slice: bytes
    language: str
    parts: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Plan:
    """The pages of all outputs in their order, and what else was found out when they were planned.

    ``texts`` are the documents that are read: id, address, number of parts; ``authorities`` the ids of the lists.
    ``shown`` and ``printed`` are the images of the site and of the books: path, file. ``pages`` are those that were
    planned now, by path.
    """

    rows: list[Row] = field(default_factory=list)
    sources: "list[Wanted]" = field(default_factory=list)
    texts: list[tuple[str, str, int]] = field(default_factory=list)
    authorities: list[str] = field(default_factory=list)
    shown: dict[str, Path] = field(default_factory=dict)
    printed: dict[str, Path] = field(default_factory=dict)
    pages: "dict[str, Page]" = field(default_factory=dict)

    def dump(self, state: "State") -> bytes:
        """The plan of this state as bytes."""
        frames = {each.language: each.slice[0] for each in self.sources}
        sources = [(w.id, w.address, w.below, w.language, w.slice[1:], w.shared) for w in self.sources]
        images = [{path: str(file) for path, file in each.items()} for each in (self.shown, self.printed)]
        rows = list(map(tuple, self.rows))
        return marshal.dumps((tuple(state), rows, frames, sources, self.texts, self.authorities, images), 2)


def load(data: bytes | None, state: "State") -> "tuple[Plan, State] | None":
    """The plan that ``dump`` wrote, if it is of the outline of this state, and the state that it is of."""
    from kwedition.build.reading import State
    from kwedition.build.sourceview import Wanted

    # It is long, and seldom wanted when it is of another outline.
    if data is None or state.outline not in data[:160]:
        return None
    try:
        held, rows, frames, sources, texts, authorities, images = marshal.loads(data)
        before = State._make(held)
        if before.outline != state.outline:
            return None
        wanted = [Wanted(id_, at, below, tag, (frames[tag], *rest), one) for id_, at, below, tag, rest, one in sources]
        shown, printed = ({path: Path(file) for path, file in each.items()} for each in images)
        return Plan(list(map(Row._make, rows)), wanted, texts, authorities, shown, printed), before
    except (ValueError, EOFError, TypeError, KeyError, IndexError):
        return None


def keep_slice(cache: Cache, hash_: bytes, slice_: str) -> None:
    """Keep the slice of this hash."""
    key = digest("slice", hash_)
    if not cache.has(key):
        cache.put(key, zlib.compress(slice_.encode(), 1))


def has_slice(cache: Cache, hash_: bytes) -> bool:
    """Whether the slice of this hash is kept."""
    return cache.has(digest("slice", hash_))


def slices(cache: Cache, hashes: Iterable[bytes]) -> Mapping[bytes, str]:
    """Those of the slices that are kept, by their hashes."""
    keys = {digest("slice", hash_): hash_ for hash_ in hashes}
    return {keys[key]: zlib.decompress(content).decode() for key, content in cache.contents(keys)}
