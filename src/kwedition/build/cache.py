"""What was made before, kept under the hash of what it was made from.

One SQLite file, so that it can be moved, bounded and thrown away as a whole, and two builds can use it at once. Every
entry is a function of its key; whoever finds none makes the result anew. A cache that cannot be read or written is
none: builds are slower, never wrong. With each entry stands its checksum: one that is damaged is none either, and
nothing damaged is ever read as data (``marshal`` may end the process over it).
"""

import contextlib
import hashlib
import marshal
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from kwedition.errors import KweditionError

FOLDER = ".kwedition-cache"

# Bytes that are kept at most; what was used longest ago goes first. A part of them is for what builds note of outputs.
LIMIT = 4 << 30
_NOTES = 8

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (key BLOB PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content BLOB NOT NULL);
"""
_VERSION = 2
_SUM = 8
_DAY = 86_400
_BATCH = 400


class CacheLost(KweditionError):
    """The cache does not have what it said that it has: it is damaged, or another build pruned it."""

    def __init__(self) -> None:
        super().__init__("the cache lost what it had a moment ago", "build again, or with --no-cache")


def digest(*parts: bytes | str) -> bytes:
    """The hash of some parts; no two lists of parts have the same but by chance."""
    # This is done tens of thousands of times; what marshal writes says of each part what it is, and how long.
    return hashlib.blake2b(marshal.dumps(parts, 2), digest_size=20).digest()


class Cache:
    """Results by key, and notes by name. Use as a context manager; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self._limit = limit
        self._folder = folder
        self._damaged = False
        self._now = int(time.time())
        self._pending: list[tuple[bytes, bytes, bytes]] = []
        self._pending_size = 0
        self._base = None if folder is None else _opened(folder)
        self._known: set[bytes] | None = None
        # Those that were not used for a day, and those of them that are used now.
        self._old: set[bytes] = set()
        self._touched: set[bytes] = set()

    def __enter__(self) -> "Cache":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def has(self, key: bytes) -> bool:
        """Whether there is a result of that key."""
        if self._known is None:
            self._known = {row[0] for row in self._rows("SELECT key FROM results")}
            self._old = {row[0] for row in self._rows("SELECT key FROM results WHERE used < ?", (self._now - _DAY,))}
        if key in self._known:
            if key in self._old:
                self._touched.add(key)
            return True
        return False

    def contents(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The results of those keys that there are, in any order."""
        return self._fetched("contents", keys)

    def facts(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """What was noted beside the results of those keys, in any order."""
        return self._fetched("facts", keys)

    def put(self, key: bytes, content: bytes, facts: bytes = b"") -> None:
        """Keep a result; it is there for others from the next ``flush`` on."""
        if self._base is None:
            return
        self._pending.append((key, content, facts))
        self._pending_size += len(content) + len(facts)
        if self._pending_size > 8 << 20 or len(self._pending) > 2000:
            self.flush()

    def flush(self) -> None:
        """Write what was put."""
        pending, self._pending, self._pending_size = self._pending, [], 0
        if self._base is None or not pending:
            return
        with self._tolerant():
            with self._base:
                self._base.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                    [(key, self._now, len(content) + len(facts)) for key, content, facts in pending],
                )
                for table, at in (("contents", 1), ("facts", 2)):
                    summed = ((each[0], _sum(each[0], each[at]) + each[at]) for each in pending)
                    self._base.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", summed)
            if self._known is not None:
                # A build that begins again finds it.
                self._known.update(each[0] for each in pending)

    def note(self, name: str) -> bytes | None:
        """What was last noted under a name."""
        rows = self._rows("SELECT content FROM notes WHERE name = ?", (name,))
        return next((held for row in rows if (held := _sound(name.encode(), row[0])) is not None), None)

    def noted(self, name: str) -> dict[bytes, bytes]:
        """The mapping that was last noted under a name (by ``marshal``); an empty one where there is none."""
        try:
            known = marshal.loads(self.note(name) or b"")
        except (ValueError, EOFError, TypeError):
            return {}
        return known if isinstance(known, dict) else {}

    def take_note(self, name: str, content: bytes) -> None:
        """Note something under a name, in the place of what was there."""
        if self._base is not None:
            with self._tolerant(), self._base:
                held = _sum(name.encode(), content) + content
                self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, held))

    def forget(self) -> None:
        """Throw all of it away and begin anew: for whoever finds that it is damaged."""
        self._pending, self._pending_size, self._known = [], 0, None
        self._old, self._touched = set(), set()
        if self._base is not None and self._folder is not None:
            self._base.close()
            _remove(self._folder)
            self._base = _opened(self._folder)
            self._damaged = False

    def close(self) -> None:
        """Write what is left, forget what is too much."""
        self.flush()
        if self._base is None:
            return
        if self._damaged and self._folder is not None:
            # What was made now could not be kept in it; the next build begins with an empty one.
            self._base.close()
            self._base = None
            _remove(self._folder)
            return
        if self._touched:
            # Written only when it changes by a day: most builds use the same results.
            with self._tolerant(), self._base:
                self._base.executemany(
                    "UPDATE results SET used = ? WHERE key = ?", [(self._now, key) for key in self._touched]
                )
        with self._tolerant():
            self._prune()
        self._base.close()
        self._base = None

    def _prune(self) -> None:
        assert self._base is not None
        total = self._prune_notes()
        total += self._base.execute("SELECT coalesce(sum(size), 0) FROM results").fetchone()[0]
        if total <= self._limit:
            return
        gone: list[tuple[bytes]] = []
        for key, size in self._base.execute("SELECT key, size FROM results ORDER BY used, key"):
            gone.append((key,))
            total -= size
            if total <= self._limit * 3 // 4:
                break
        with self._base:
            for table in ("results", "contents", "facts"):
                self._base.executemany(f"DELETE FROM {table} WHERE key = ?", gone)
        self._base.execute("PRAGMA incremental_vacuum").fetchall()

    def _prune_notes(self) -> int:
        """Keep the notes that were written last: those of outputs that are gone are never written again."""
        assert self._base is not None
        total = 0
        gone: list[tuple[int]] = []
        # The number of a row grows with each that is written.
        for row, size in self._base.execute("SELECT rowid, length(content) FROM notes ORDER BY rowid DESC"):
            if total and total + size > self._limit // _NOTES:
                gone.append((row,))
            else:
                total += size
        if gone:
            with self._base:
                self._base.executemany("DELETE FROM notes WHERE rowid = ?", gone)
            self._base.execute("PRAGMA incremental_vacuum").fetchall()
        return total

    def _fetched(self, table: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        # Rows that were written after one another are read after one another.
        wanted = list(keys)
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(some))
            for key, content in self._rows(f"SELECT key, content FROM {table} WHERE key IN ({marks})", some):
                sound = _sound(key, content)
                if sound is not None:
                    yield key, sound

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[bytes, bytes]]:
        if self._base is None:
            return []
        try:
            return self._base.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            self._judge(error)
            return []

    def _judge(self, error: sqlite3.Error) -> None:
        """Note whether the file is damaged, and not only busy."""
        self._damaged = self._damaged or not isinstance(error, sqlite3.OperationalError)

    @contextlib.contextmanager
    def _tolerant(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            self._judge(error)


def _sum(key: bytes, content: bytes) -> bytes:
    """The checksum of an entry: of its key, too, so that none is taken for another."""
    hash_ = hashlib.blake2b(key, digest_size=_SUM)
    hash_.update(content)
    return hash_.digest()


def _sound(key: bytes, held: object) -> bytes | None:
    """What is kept under a key, without its checksum; None when it is not what was written."""
    if not isinstance(held, bytes):
        return None
    content = held[_SUM:]
    return content if len(held) >= _SUM and _sum(key, content) == held[:_SUM] else None


def _remove(folder: Path) -> None:
    for file in folder.glob("results.db*"):
        with contextlib.suppress(OSError):
            file.unlink()


def _opened(folder: Path) -> sqlite3.Connection | None:
    """The cache's file, made if need be; None where none can be. A damaged one is thrown away."""
    for _try in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            base = sqlite3.connect(folder / "results.db", timeout=60, isolation_level="DEFERRED")
        except (OSError, sqlite3.Error):
            return None
        try:
            base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            # A power cut may cost the cache, never a result.
            base.execute("PRAGMA synchronous = OFF")
            base.execute("PRAGMA journal_mode = TRUNCATE")
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError("the cache is of another version")
            if version == 0:
                base.executescript(_SCHEMA)
                base.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.OperationalError:
            base.close()
            return None
        except sqlite3.DatabaseError:
            base.close()
            _remove(folder)
        else:
            return base
    return None
