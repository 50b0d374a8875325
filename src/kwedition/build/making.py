"""A build in the making: what it is made from, what it made so far, and what the last one left."""

import marshal
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kwedition.build import manifest, remembered
from kwedition.build.cache import Cache, digest
from kwedition.build.executors import Crew
from kwedition.build.fingerprint import Stylesheets, tool
from kwedition.build.order import Order, Progress
from kwedition.build.publish import Staging, stats
from kwedition.errors import KweditionError

if TYPE_CHECKING:
    from kwedition.build.accounting import Account
    from kwedition.build.pages import Page
    from kwedition.build.reading import Reading

# The facts of a file that is no page: no ids, no links, no remarks.
NO_FACTS = marshal.dumps((marshal.dumps(((), (), ()), 2), (), (), (), {}), 2)
# Facts are noted in one piece again when so many are others.
_MANY = 100


class Making:
    """What all parts of a build have in common.

    ``made`` says of each file of the output what it is made of, ``facts`` what else there is to know of it (links,
    remarks, accounts; see work.py); ``old`` is what stands in the output, ``last`` what the last build left there and
    this one may take over. The outputs that ``stay`` nobody asked for (see others.py).
    """

    def __init__(
        self, order: Order, reading: "Reading", cache: Cache, crew: Crew, stylesheets: Stylesheets,
        last: manifest.Manifest, progress: Progress, stay: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.order = order
        self.reading = reading
        self.cache = cache
        self.crew = crew
        self.stylesheets = stylesheets
        self.progress = progress
        self.last = last
        self.stay = stay
        self.old = stats(order.output) if last.files or stay else {}
        self.made: dict[str, manifest.Made] = {}
        self.facts: dict[str, bytes] = {}
        # The accounts of lists of entries (see auditing.py), where they were made before all else was.
        self.kept_back: dict[str, Account] = {}
        self._hashed: dict[remembered.Row, manifest.Made] = {}
        self._documents: dict[tuple[str, ...], bytes] = {}
        # The facts that the last build noted in one piece, and those of this one, by the key of what they are of.
        self._noted = cache.noted(order.note("facts")) if last.files else {}
        self._facts_by_key: dict[bytes, bytes] = {}

    def claim(self, path: str, how: manifest.Made) -> None:
        """A file will be at a path; raises KweditionError where another is already."""
        if path in self.made:
            raise KweditionError(f"two pages want the address {path}")
        self.made[path] = how

    def known_facts(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The facts of results by key: those that the last build noted in one piece, else one by one."""
        rest = []
        for key in keys:
            facts = self._noted.get(key)
            if facts is None:
                rest.append(key)
            else:
                yield key, facts
        yield from self.cache.facts(rest)

    def take_facts(self, key: bytes, facts: bytes) -> None:
        """The facts of a result that this build uses."""
        self._facts_by_key[key] = facts

    def note_facts(self) -> None:
        """Note all facts in one piece for the next build, unless most of them are."""
        if len(self._facts_by_key.keys() - self._noted.keys()) > _MANY:
            self.cache.take_note(self.order.note("facts"), marshal.dumps(self._facts_by_key, 2))

    def stands(self, path: str, key: bytes) -> bool:
        """Whether a file of this key stands in the output as the last build left it."""
        before = self.last.pages.get(path)
        if before is None or before.key != key or path not in self.old:
            return False
        return self.old[path] == self.last.files.get(path)

    def stays(self, staging: Staging, path: str, key: bytes) -> bool:
        """Take a file over from the output, if it stands there as the last build left it."""
        return self.stands(path, key) and staging.keep(path)

    def documents(self, ids: tuple[str, ...]) -> bytes:
        """The hash of some documents."""
        hash_ = self._documents.get(ids)
        if hash_ is None:
            hash_ = self._documents[ids] = digest(*(part for id_ in ids for part in self.reading.identity(id_)))
        return hash_

    def hashes(self, row: remembered.Row) -> manifest.Made:
        """What a page is made of."""
        made = self._hashed.get(row)
        if made is not None:
            return made
        stylesheet = self.stylesheets.hash(row.stylesheet)
        documents = self.documents(row.documents)
        language = row.language or self.reading.context.language
        key = digest("page", tool(), row.path, row.stylesheet, language, stylesheet, documents, row.slice)
        made = self._hashed[row] = manifest.Made(key, stylesheet, documents, row.slice, language)
        return made

    def part_key(self, page: "Page", slice_: str) -> bytes:
        """The key of a part of a file, given its slice."""
        stylesheet = self.stylesheets.hash(page.stylesheet)
        language = page.language or self.reading.context.language
        return digest("part", tool(), page.path, page.stylesheet, language, stylesheet, slice_)
