"""A new plan out of the last one, where some documents say the same of the same entities and days in other words.

Then all pages stay what and where they were, but for those that show these words: entities' pages, small indexes, the
chronology, the data. What these were told is kept from the build that planned them; they are planned anew from it by
the same functions, without any other document. Wherever that is not certain to be what planning everything would make,
nothing is said, and everything is planned.
"""

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kwedition.build import divided, plans, told
from kwedition.build.cache import Cache, digest
from kwedition.build.divided import Point
from kwedition.build.pages import Page, page
from kwedition.build.record import attribute
from kwedition.build.remembered import Plan, Row
from kwedition.build.told import Title, Told

if TYPE_CHECKING:
    from kwedition.build.pages import Context
    from kwedition.build.record import Record
    from kwedition.build.register import Register

# The outputs whose pages show sentences only as told.py has them.
_OUTPUTS = frozenset(("site", "data", "text", "markdown", "search"))
# Fewer documents than this are planned in no time.
FEW = 200
# Of how many documents at most the words are put in one by one.
_MANY = 100

_CHRONOLOGY = "chronology.html"


@dataclass(slots=True)
class Kept:
    """What lists are planned from.

    ``entities`` have for each id its kind, the key under which the cache has what is told of it, and its size; in the
    order of the register. ``persons`` are those of the data in their order: id, and length of what the data are told.
    ``citing`` are the documents that cite others, with the hash of the sentences in which they do.
    """

    frame: str
    edition: str
    titles: dict[str, Title]
    entities: dict[str, tuple[str, bytes, int]]
    persons: list[tuple[str, int]]
    points: list[tuple[str, str]]
    citing: dict[str, bytes]

    def dump(self, state: bytes) -> bytes:
        """It as bytes; ``state`` is that of the edition of which it was kept."""
        values = (self.frame, self.edition, self.titles, self.entities, self.persons, self.points, self.citing)
        return state + zlib.compress(marshal.dumps(values, 2), 1)


def is_wanted(context: "Context", documents: int) -> bool:
    """Whether it pays to keep what an edition is planned from, and can be done."""
    return documents >= FEW and len(context.languages) < 2 and set(context.outputs) <= _OUTPUTS


def kept(register: "Register", context: "Context", cache: Cache) -> Kept:
    """What the lists of an edition are planned from, as it is kept; what is told of each entity goes into the cache."""
    entities = {}
    for entity in register.entities.values():
        each = plans.of_entity(register, entity)
        entities[each.id] = (each.kind, _keep(cache, each), each.size)
    persons = [(each.id, len(each.indexed())) for each in plans.sorted_persons(register)]
    points = [(point.key, point.xml) for point in plans.points(register)]
    frame = plans.framed(register, context)
    citing = set().union(*register.citing.values())
    cited = {record.id: _references(record) for record in register.documents if record.id in citing}
    return Kept(frame, plans.described(context), register.titles, entities, persons, points, cited)


def load(data: bytes | None, state: bytes) -> Kept | None:
    """What ``dump`` wrote, if it is of this state."""
    if data is None or not data.startswith(state):
        return None
    try:
        return Kept(*marshal.loads(zlib.decompress(data[len(state) :])))
    except (ValueError, EOFError, TypeError, zlib.error):
        return None


def replanned(
    plan: Plan, known: Kept, changed: Sequence["Record"], cache: Cache, part_key: Callable[[Page, str], bytes],
    finished: Callable[[Page], Page],
) -> Plan | None:  # fmt: skip
    """The plan with what some records say now, and with the pages that show it; None where all must be planned.

    ``known`` becomes what is to be kept of it. ``part_key`` is the key of a part of a page, given its slice; what
    ``finished`` makes of a page of the site is what is planned.
    """
    if len(changed) > _MANY or any(record.kind != "document" for record in changed):
        return None
    # The pages of the documents that they cite show these sentences, too.
    if any(known.citing.get(record.id, _references(record)) != _references(record) for record in changed):
        return None
    replanner = _Replanner(plan, known, cache, part_key)
    pages = replanner.pages(changed)
    return None if pages is None else _replaced(plan, pages, replanner.parted, finished)


class _Replanner:
    def __init__(self, plan: Plan, known: Kept, cache: Cache, part_key: Callable[[Page, str], bytes]) -> None:
        self._rows = {row.path: row for row in plan.rows}
        self._known = known
        self._cache = cache
        self._part_key = part_key
        self._new: dict[str, Told] = {}
        # The parts of the files of data: by their path, all keys.
        self.parted: dict[str, tuple[bytes, ...]] = {}

    def pages(self, changed: Sequence["Record"]) -> list[Page] | None:
        """The pages that show what is said now; None where it cannot be told from what is kept."""
        if not self._say(changed):
            return None
        pages: list[Page] = []
        # An edition that is only data has none of the pages of the site.
        if "index.html" in self._rows:
            found = [self._entities(), self._indexes(), self._chronology(changed)]
            if any(some is None for some in found):
                return None
            pages += [each for some in found for each in some or ()]
        if f"data/persons.{plans.DATA[0]}" in self._rows:
            data = self._data()
            if data is None:
                return None
            pages += data
        self._keep()
        return pages

    def _say(self, changed: Sequence["Record"]) -> bool:
        """Put what is said now in the place of what was; False where more than words changed."""
        entities = self._known.entities
        named = [(record.id, naming) for record in changed for naming in record.namings if naming.entity in entities]
        before = self._told({naming.entity for _document, naming in named})
        if before is None:
            return False
        for document, naming in named:
            each = self._new.get(naming.entity, before[naming.entity])
            xml = naming.xml if each.entered else naming.known or naming.xml
            said = (document, xml, () if each.entered else naming.forms)
            at = next((at for at, other in enumerate(each.said) if other[0] == document), None)
            if at is None or each.said[at][2] != said[2]:
                return False
            if each.said[at] != said:
                self._new[each.id] = each._replace(said=(*each.said[:at], said, *each.said[at + 1 :]))
        return True

    def _told(self, ids: Iterable[str]) -> dict[str, Told] | None:
        """What is told of these entities now; None where it was not kept."""
        wanted = [id_ for id_ in ids if id_ not in self._new]
        keys = {self._known.entities[id_][1]: id_ for id_ in wanted}
        found = {keys[key]: told.load(content) for key, content in self._cache.contents(keys)}
        return None if len(found) < len(wanted) else found | self._new

    def _entities(self) -> list[Page] | None:
        pages: list[Page] = []
        for each in self._new.values():
            own = list(told.entity_pages(self._known.frame, each, self._known.titles))
            below = each.address.removesuffix(".html") + "/"
            number = sum(1 for path in self._rows if path == each.address or path.startswith(below))
            if number != len(own) or any(made.path not in self._rows for made in own):
                return None
            pages += own
        return pages

    def _indexes(self) -> list[Page] | None:
        """Small indexes, which say where entities are mentioned; those that are divided must stay so."""
        pages: list[Page] = []
        for kind in dict.fromkeys(each.kind for each in self._new.values()):
            ids = [id_ for id_, (of, _key, _size) in self._known.entities.items() if of == kind]
            index = self._rows.get(f"{kind}/index.html")
            if index is None:
                return None
            if index.stylesheet == "site/index.xsl":
                all_ = self._told(ids)
                some = None if all_ is None else [all_[id_] for id_ in ids]
                whole = some and told.small_index(kind, self._known.frame, some, self._known.titles)
                if not whole:
                    return None
                pages.append(whole)
            elif sum(self._size(id_) for id_ in ids) <= divided.LARGE:
                return None
        return pages

    def _size(self, id_: str) -> int:
        return self._new[id_].size if id_ in self._new else self._known.entities[id_][2]

    def _chronology(self, changed: Sequence["Record"]) -> list[Page] | None:
        points = self._known.points
        starts = {f"<dated{attribute('document', record.id)} ": record for record in changed}
        at: dict[str, list[int]] = {start: [] for start in starts}
        for number, (_key, xml) in enumerate(points):
            if xml.startswith("<dated"):
                start = xml[: xml.index('" ') + 2]
                if start in at:
                    at[start].append(number)
        new = list(points)
        for start, record in starts.items():
            if [points[number][0] for number in at[start]] != [key for key, _xml in record.dated]:
                return None
            for number, dated in zip(at[start], record.dated, strict=True):
                new[number] = dated
        if new == points:
            return []
        self._known.points = new
        pages = list(told.chronology(self._known.frame, [Point(*each) for each in new], self._known.titles))
        before = {path for path, row in self._rows.items() if row.stylesheet == "site/chronology.xsl"} | {_CHRONOLOGY}
        return pages if {made.path for made in pages} == before else None

    def _data(self) -> list[Page] | None:
        """The data of persons, all of it, or the parts that say something else now."""
        known = self._known
        new = {id_: len(each.indexed()) for id_, each in self._new.items() if each.kind == "persons"}
        if not new:
            return []
        lines = [(id_, new.get(id_, length)) for id_, length in known.persons]
        spans = divided.runs(lines)
        if not self._rows[f"data/persons.{plans.DATA[0]}"].parts:
            return self._small_data([id_ for id_, _length in lines])
        if sum(length for _id, length in lines) <= divided.LARGE or spans != divided.runs(known.persons):
            return None
        known.persons = lines
        pages = []
        touched = {n for n, (a, b) in enumerate(spans) if any(id_ in new for id_, _length in lines[a:b])}
        for path, titles in self._formats():
            keys = list(self._rows[path].parts)
            slices = [""] * len(spans)
            made = Page(path, self._rows[path].stylesheet, (), "")
            for number in touched:
                start, end = spans[number]
                some = self._told(id_ for id_, _length in lines[start:end])
                if some is None:
                    return None
                held = [some[id_] for id_, _length in lines[start:end]]
                named, entries = told.naming(titles, held), (each.indexed() for each in held)
                slices[number] = told.data_part(path, known.edition, (start, end), len(lines), named, entries)
                keys[number] = self._part_key(made, slices[number])
            # The others are in the cache, so that nobody needs their slices.
            if not all(self._cache.has(key) for number, key in enumerate(keys) if number not in touched):
                return None
            self.parted[path] = tuple(keys)
            pages.append(Page(path, made.stylesheet, (), "", tuple(slices)))
        return pages

    def _small_data(self, ids: Sequence[str]) -> list[Page] | None:
        all_ = self._told(ids)
        if all_ is None or divided.is_large([all_[id_].indexed() for id_ in ids]):
            return None
        entries = [all_[id_].indexed() for id_ in ids]
        self._known.persons = [(id_, len(xml)) for id_, xml in zip(ids, entries, strict=True)]
        pages = []
        for path, titles in self._formats():
            named = told.naming(titles, [all_[id_] for id_ in ids])
            pages.append(page(path, self._rows[path].stylesheet, (), (self._known.edition, named, *entries)))
        return pages

    def _formats(self) -> Iterator[tuple[str, Mapping[str, Title]]]:
        """The files of the data, each with the titles that it says."""
        for format_ in plans.DATA:
            yield f"data/persons.{format_}", self._known.titles if format_ == "xml" else {}

    def _keep(self) -> None:
        for id_, each in self._new.items():
            self._known.entities[id_] = (each.kind, _keep(self._cache, each), each.size)


def _replaced(
    plan: Plan, pages: Sequence[Page], parted: Mapping[str, tuple[bytes, ...]], finished: Callable[[Page], Page]
) -> Plan:
    """The plan with these pages in the place of those of the same paths."""
    made = {each.path: each if each.path in parted else finished(each) for each in pages}
    rows = []
    for row in plan.rows:
        new = made.get(row.path)
        rows.append(row if new is None else planned_row(new, parted.get(row.path, ())))
    return Plan(rows, plan.sources, plan.texts, plan.authorities, plan.shown, plan.printed, made)


def planned_row(page_: Page, parts: tuple[bytes, ...]) -> Row:
    """How a page is remembered; ``parts`` are the keys of its parts."""
    hash_ = digest(page_.slice, *parts)
    return Row(page_.path, page_.stylesheet, page_.documents, hash_, page_.language, parts)


def _references(record: "Record") -> bytes:
    return digest(*(text for _token, _block, _as, text in record.references))


def _keep(cache: Cache, each: Told) -> bytes:
    data = each.dump()
    key = digest("told", data)
    if not cache.has(key):
        cache.put(key, data)
    return key
