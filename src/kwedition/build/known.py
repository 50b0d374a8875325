"""The records of an edition as a build has them: known by their hashes, and read only when somebody asks for them.

When one document of thousands changes, its record is often what it was: then nothing that follows from all records need
be made again, and no record need be read.
"""

import marshal
from collections.abc import Iterable, Sequence

from kwedition.build import work
from kwedition.build.cache import Cache, CacheLost, digest
from kwedition.build.record import Record, beside_hash, unpack

# Of the hash of a record: a sign that it is one, and the hash; that of its shape has no sign.
_LENGTH = 1 + len(digest())
_SHAPE = len(digest())


class Records:
    """The records of an edition by the keys of the cache; ``name`` is that of a note in it."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._name = name
        # The hash of each record, after it those of its shape and its outline; of a document that cannot be read, what
        # says so.
        self._noted = cache.noted(name)
        self._hashes: dict[bytes, bytes] = {}
        self._packed: dict[bytes, bytes] = {}
        self._unpacked: dict[bytes, Record] = {}

    def find(self, keys: Iterable[bytes]) -> None:
        """Look for records that were made before."""
        wanted = []
        for key in keys:
            if key not in self._hashes:
                if key in self._noted and self._cache.has(key):
                    self._hashes[key] = self._noted[key]
                else:
                    wanted.append(key)
        for key, content in self._cache.contents(wanted):
            self.take(key, content)

    def __contains__(self, key: bytes) -> bool:
        return key in self._hashes

    def take(self, key: bytes, content: bytes, more: bytes = b"") -> None:
        """Take what was made just now, and read it: others are still being made meanwhile.

        ``more`` is what stands after its hash, where somebody knows that.
        """
        hash_ = _hash(content)
        if hash_[:1] != work.UNREADABLE:
            record = self._unpacked[key] = unpack(content)
            hash_ += more or beside_hash(record)
        self._hashes[key] = hash_

    def unreadable(self, key: bytes) -> bytes | None:
        """What says why a document cannot be read; None for one that can."""
        hash_ = self._hashes[key]
        return hash_ if hash_[:1] == work.UNREADABLE else None

    def hash(self, key: bytes) -> bytes:
        """The hash of a record, and what else is known by it."""
        return self._hashes[key]

    def shape(self, key: bytes) -> bytes:
        """The hash of the shape of a record: of all but the words of its sentences."""
        hash_ = self._hashes[key]
        return hash_ if hash_[:1] == work.UNREADABLE else hash_[_LENGTH : _LENGTH + _SHAPE]

    def outline(self, key: bytes) -> bytes:
        """The hash of the outline of a record: of what must be the same so that its pages can be planned alone."""
        hash_ = self._hashes[key]
        return hash_ if hash_[:1] == work.UNREADABLE else hash_[_LENGTH + _SHAPE : _LENGTH + 2 * _SHAPE]

    def note(self, keys: Iterable[bytes]) -> None:
        """Note what is known of these, for the next build."""
        known = {key: self._hashes[key] for key in keys}
        if known != self._noted:
            self._cache.take_note(self._name, marshal.dumps(known, 2))

    def earlier(self, hashes_: Sequence[bytes]) -> list[Record] | None:
        """The records of these hashes, as the last build had them; None where one is no longer there."""
        keys = {hash_: key for key, hash_ in self._noted.items()}
        wanted = [keys[hash_] for hash_ in hashes_ if hash_ in keys]
        held = dict(self._cache.contents(wanted))
        both = zip(wanted, hashes_, strict=False)
        if len(wanted) < len(hashes_) or any(_hash(held.get(key, b"")) != hash_[:_LENGTH] for key, hash_ in both):
            return None
        return [unpack(held[key]) for key in wanted]

    def read(self, keys: Sequence[bytes]) -> list[Record]:
        """The records of these keys; raises CacheLost when they are no longer there."""
        for key, content in self._cache.contents(k for k in keys if k not in self._unpacked and k not in self._packed):
            if _hash(content) == self._hashes[key][:_LENGTH]:
                self._packed[key] = content
        records: list[Record] = []
        for key in keys:
            record = self._unpacked.get(key)
            if record is None:
                packed = self._packed.pop(key, None)
                if packed is None:
                    raise CacheLost
                record = self._unpacked[key] = unpack(packed)
            records.append(record)
        return records


def _hash(content: bytes) -> bytes:
    return content if content[:1] == work.UNREADABLE else b"=" + digest(content)
