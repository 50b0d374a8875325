"""A new plan out of the last one, where some documents say something else of the same entities and days.

Most of an edition is what it was: the pages of the documents that changed and those that show what they say are others,
in the places where they were. What these were told is kept from the build that planned them (kept.py); they are planned
anew from it by the same functions, or their old slices are put right, without any other document. Wherever that is not
certain to be what planning everything would make, nothing is said, and everything is planned.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kwedition.build import divided, kept, plans, remembered, slices, told, ways
from kwedition.build.cache import Cache, digest
from kwedition.build.divided import Point
from kwedition.build.kept import Kept
from kwedition.build.pages import Page, page
from kwedition.build.record import attribute
from kwedition.build.register import attested_forms, company, link, named, to_entity, to_world
from kwedition.build.remembered import Plan, Row
from kwedition.build.told import Said, Title, Told

if TYPE_CHECKING:
    from kwedition.build.record import Naming, Pointer, Record

# Of how many documents at most it is followed one by one what they say.
_MANY = 100

_CHRONOLOGY = "chronology.html"
_HOME = "index.html"

_DATED = re.compile(r'<dated( document="[^"]*")')


class _Unknown(Exception):
    """More may follow from a change than can be told from what is kept."""


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
    try:
        replanner = _Replanner(plan, known, cache, part_key)
        made, put_right = replanner.pages(changed)
    except _Unknown:
        return None
    pages = {each.path: each if each.path in replanner.parted else finished(each) for each in made}
    pages |= {each.path: each for each in put_right}
    rows = []
    for row in plan.rows:
        new = pages.get(row.path)
        rows.append(row if new is None else planned_row(new, replanner.parted.get(row.path, ())))
    for each in put_right:
        remembered.keep_slice(cache, digest(each.slice), each.slice)
    return Plan(rows, plan.sources, plan.texts, plan.authorities, plan.shown, plan.printed, pages)


def planned_row(page_: Page, parts: tuple[bytes, ...]) -> Row:
    """How a page is remembered; ``parts`` are the keys of its parts."""
    hash_ = digest(page_.slice, *parts)
    return Row(page_.path, page_.stylesheet, page_.documents, hash_, page_.language, parts)


def is_put_right(page_: Page) -> bool:
    """Whether the slice of a page is needed again where a document names somebody else."""
    return page_.stylesheet in {"site/cards.xsl", "site/home.xsl", "site/index.xsl"}


class _Replanner:
    def __init__(self, plan: Plan, known: Kept, cache: Cache, part_key: Callable[[Page, str], bytes]) -> None:
        self._rows = {row.path: row for row in plan.rows}
        self._known = known
        self._cache = cache
        self._part_key = part_key
        # What was told of entities that changed documents name, or named; and what is told of those that change.
        self._old: dict[str, Told] = {}
        self._new: dict[str, Told] = {}
        self._numbers = {id_: number for number, id_ in enumerate(known.entities)}
        self._ids = list(known.entities)
        # The place of each document in the order of the files.
        self._place = {id_: number for number, id_ in enumerate(known.titles)}
        # The parts of the files of data: by their path, all keys.
        self.parted: dict[str, tuple[bytes, ...]] = {}

    def pages(self, changed: Sequence["Record"]) -> tuple[list[Page], list[Page]]:
        """The pages that show what is said now: those that are planned anew, and those whose slices are put right."""
        for record in changed:
            self._check_references(record)
            self._check_firsts(record)
        others = self._say(changed)
        self._beside(others)
        made: list[Page] = []
        put_right = [each for record in changed for each in self._own(record)]
        # An edition that is only data has none of the pages of the site.
        if _HOME in self._rows:
            made += [*self._entities(), *self._indexes(), *self._chronology(changed)]
            put_right += self._counted()
        if f"data/persons.{plans.DATA[0]}" in self._rows:
            made += self._data()
        self._keep()
        return made, put_right

    def _check_references(self, record: "Record") -> None:
        known = self._known
        # The pages of the documents that it cites show these sentences, too.
        if record.id in known.citing and known.citing[record.id] != kept.references(record):
            raise _Unknown
        rest = [pointer for pointer in record.pointers if not known.leads_where(pointer)]
        if known.leading.get(record.id) != kept.leading(rest, record):
            raise _Unknown

    def _check_firsts(self, record: "Record") -> None:
        """That whoever has no entry is still named first where it was: that is its place in the register."""
        firsts = self._known.firsts
        now = [naming.entity for naming in record.namings if self._is_first(naming.entity, record.id)]
        if now != list(firsts.get(record.id, ())):
            raise _Unknown

    def _is_first(self, entity: str, document: str) -> bool:
        if entity in self._known.firsts.get(document, ()):
            return True
        if entity not in self._first_in:
            return False
        return self._place[document] < self._place[self._first_in[entity]]

    @property
    def _first_in(self) -> dict[str, str]:
        if self._firsts is None:
            self._firsts = {id_: document for document, some in self._known.firsts.items() for id_ in some}
        return self._firsts

    _firsts: dict[str, str] | None = None

    def _say(self, changed: Sequence["Record"]) -> set[str]:
        """Put what is said now in the place of what was. Returns the entities with other persons beside them now."""
        entities, ids = self._known.entities, self._ids
        namings: dict[str, dict[str, Naming]] = {}
        before: dict[str, list[str]] = {}
        for record in changed:
            if any(n.entity not in entities and n.known_number for n in record.namings):
                # Somebody new.
                raise _Unknown
            namings[record.id] = {n.entity: n for n in record.namings if n.entity in entities}
            before[record.id] = [ids[number] for number in self._known.named.get(record.id, ())]
        self._old |= self._told({id_ for some in (*namings.values(), *before.values()) for id_ in some})
        others: set[str] = set()
        for record in changed:
            own = namings[record.id]
            now = [id_ for id_, naming in own.items() if self._old[id_].entered or naming.known_number]
            was = before[record.id]
            for id_ in dict.fromkeys((*was, *now)):
                self._put(record, self._new.get(id_, self._old[id_]), own[id_] if id_ in now else None)
            if set(now) == set(was):
                continue
            self._known.named[record.id] = tuple(sorted([self._numbers[id_] for id_ in now]))
            different = set(now) ^ set(was)
            persons = any(entities[id_].kind == "persons" for id_ in different)
            others |= {*was, *now} if persons else different
        return others

    def _put(self, record: "Record", each: Told, naming: "Naming | None") -> None:
        """What a document says of an entity now, in the place of what it said; nothing where it says nothing."""
        order = self._place
        at = bisect_left([order[document] for document, *_rest in each.said], order[record.id])
        old = each.said[at] if at < len(each.said) and each.said[at][0] == record.id else None
        new: Said | None = None
        if naming is not None:
            xml = naming.xml if each.entered else naming.known or naming.xml
            new = record.id, xml, () if each.entered else naming.forms
        if new == old:
            return
        said = (*each.said[:at], *(() if new is None else (new,)), *each.said[at + (old is not None) :])
        if not each.entered:
            self._check_attested(each, said, at, naming)
        counted = (0 if one is None else one[1].count("<mention ") for one in (new, old))
        mentions = each.mentions + next(counted) - next(counted)
        self._new[each.id] = each._replace(said=said, mentions=mentions, texts=len(said))

    def _check_attested(self, each: Told, said: Sequence[Said], at: int, naming: "Naming | None") -> None:
        """That an entity without an entry is called as before, and is of its kind by the first that names it."""
        if attested_forms(forms for *_rest, forms in said) != attested_forms(forms for *_rest, forms in each.said):
            raise _Unknown
        by_form = attribute("entry", "form") in each.attributes
        if at == 0 and (naming is None or naming.kind != each.kind or naming.by_form != by_form):
            raise _Unknown

    def _told(self, ids: Iterable[str]) -> dict[str, Told]:
        """What is told of these entities now."""
        known = {id_: self._new.get(id_) or self._old.get(id_) for id_ in ids}
        keys = {self._known.entities[id_].told: id_ for id_, each in known.items() if each is None}
        found = {keys[key]: told.load(content) for key, content in self._cache.contents(keys)}
        if len(found) < len(keys):
            # It was not kept.
            raise _Unknown
        return {id_: each or found[id_] for id_, each in known.items()}

    def _beside(self, others: Iterable[str]) -> None:
        """Who is most often named beside some entities now."""
        entities = self._known.entities
        persons = [known.kind == "persons" for known in entities.values()]
        found: dict[str, list[str]] = {}

        def named_in(document: str) -> list[str]:
            if document not in found:
                found[document] = [self._ids[n] for n in self._known.named.get(document, ()) if persons[n]]
            return found[document]

        for id_ in sorted(others):
            each = self._new.get(id_, self._old[id_])
            near = company(id_, (named_in(document) for document, *_rest in each.said), lambda id_: entities[id_].sort)
            xml = [plans.company(other, entities[other].label, number) for other, number in near]
            before = [part for part in each.beside if not part.startswith("<company ")]
            at = next((n for n, part in enumerate(before) if part.startswith("<part ")), len(before))
            beside = (*before[:at], *xml, *before[at:])
            if beside != each.beside:
                self._new[id_] = each._replace(beside=beside)

    def _own(self, record: "Record") -> Iterator[Page]:
        """The pages of a document, told of whom it names now."""
        rows = [row for row in self._rows.values() if row.documents == (record.id,)]
        held = self._slices(rows)
        entities = self._known.entities
        links: dict[str, str | None] = {}
        for pointer in record.pointers:
            links[pointer[0]] = self._link(pointer) if self._known.leads_where(pointer) else None
        some = (self._ids[number] for number in self._known.named.get(record.id, ()))
        names = "".join([named(entities[id_].kind, id_, entities[id_].label) for id_ in some])
        for row in rows:
            new = slices.of_document(held[row.slice], record, links, names)
            if new is None:
                raise _Unknown
            if new != held[row.slice]:
                yield Page(row.path, row.stylesheet, row.documents, new, (), row.language)

    def _link(self, pointer: "Pointer") -> str:
        token, id_, _file, _fragment, world = pointer
        known = self._known.entities.get(id_)
        return link(token, to_world(world or "") if known is None else to_entity(known.kind, id_, known.label))

    def _slices(self, rows: Sequence[Row]) -> Mapping[bytes, str]:
        found = remembered.slices(self._cache, (row.slice for row in rows))
        if not all(row.slice in found for row in rows):
            raise _Unknown
        return found

    def _counted(self) -> Iterator[Page]:
        """The pages that say how often somebody is mentioned: cards, divided indexes, the home page."""
        new = {
            id_: each for id_, each in self._new.items()
            if (each.mentions, each.texts) != (self._old[id_].mentions, self._old[id_].texts)
        }  # fmt: skip
        if not new:
            return
        files = {f"cards/{plans.card_file(each.address)}.js" for each in new.values()}
        parts = tuple({f"{each.kind}/index/" for each in new.values()})
        rows = [
            row for row in self._rows.values()
            if row.path in files or (row.stylesheet == "site/index.xsl" and row.path.startswith(parts))
        ]  # fmt: skip
        held = self._slices(rows)
        for row in rows:
            slice_ = held[row.slice]
            for id_, each in new.items():
                recounted = slices.recounted(slice_, self._old[id_], each)
                if recounted is None:
                    raise _Unknown
                slice_ = recounted
            if slice_ != held[row.slice]:
                yield Page(row.path, row.stylesheet, (), slice_, (), row.language)
        if any(each.kind == "persons" for each in new.values()):
            yield from self._home(new)

    def _home(self, new: Mapping[str, Told]) -> Iterator[Page]:
        row = self._rows[_HOME]
        held = self._slices([row])[row.slice]
        counts = {id_: (known.texts, known.mentions) for id_, known in self._known.entities.items()}
        counts |= {id_: (each.texts, each.mentions) for id_, each in new.items()}
        persons = ((id_, known) for id_, known in self._known.entities.items() if known.kind == "persons")
        often = "".join(ways.often((*counts[id_], known.sort, id_, known.label) for id_, known in persons))
        slice_ = slices.with_often(held, often)
        if slice_ is None:
            raise _Unknown
        if slice_ != held:
            yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    def _entities(self) -> Iterator[Page]:
        for each in self._new.values():
            own = list(told.entity_pages(self._known.frame, each, self._known.titles))
            below = each.address.removesuffix(".html") + "/"
            number = sum(1 for path in self._rows if path == each.address or path.startswith(below))
            if number != len(own) or any(made.path not in self._rows for made in own):
                raise _Unknown
            yield from own

    def _indexes(self) -> Iterator[Page]:
        """Small indexes, which say where entities are mentioned; those that are divided must stay so."""
        for kind in dict.fromkeys(each.kind for each in self._new.values()):
            ids = [id_ for id_, known in self._known.entities.items() if known.kind == kind]
            index = self._rows.get(f"{kind}/index.html")
            if index is None:
                raise _Unknown
            if index.stylesheet == "site/index.xsl":
                all_ = self._told(ids)
                whole = told.small_index(kind, self._known.frame, [all_[id_] for id_ in ids], self._known.titles)
                if not whole:
                    raise _Unknown
                yield whole
            elif sum(self._size(id_) for id_ in ids) <= divided.LARGE:
                raise _Unknown

    def _size(self, id_: str) -> int:
        return self._new[id_].size if id_ in self._new else self._known.entities[id_].size

    def _chronology(self, changed: Sequence["Record"]) -> Iterator[Page]:
        new = list(self._known.points)
        for record in changed:
            start = f"<dated{attribute('document', record.id)} "
            at = [number for number, (_key, xml) in enumerate(new) if xml.startswith(start)]
            if [new[number] for number in at] == list(record.dated):
                continue
            # They stand together, text by text.
            place = at[0] if at else self._place_of_dates(record.id, new)
            new[place : place + len(at)] = record.dated
        if new == self._known.points:
            return
        self._known.points = new
        pages = list(told.chronology(self._known.frame, [Point(*each) for each in new], self._known.titles))
        before = {path for path, row in self._rows.items() if row.stylesheet == "site/chronology.xsl"} | {_CHRONOLOGY}
        if {made.path for made in pages} != before:
            raise _Unknown
        yield from pages

    def _place_of_dates(self, document: str, points: Sequence[tuple[str, str]]) -> int:
        """Where the dated passages of a text stand that had none: after those of all texts that come before it."""
        titles = self._known.titles
        own = titles[document][0]
        order = {attribute("document", id_): number for id_, (number, *_rest) in titles.items() if number >= 0}
        for at, (_key, xml) in enumerate(points):
            found = _DATED.match(xml)
            if found and order.get(found[1], -1) > own:
                return at
        return len(points)

    def _data(self) -> Iterator[Page]:
        """The data of persons, all of it, or the parts that say something else now."""
        known = self._known
        new = {id_: len(each.indexed()) for id_, each in self._new.items() if each.kind == "persons"}
        if not new:
            return
        lines = [(id_, new.get(id_, length)) for id_, length in known.persons]
        spans = divided.runs(lines)
        if not self._rows[f"data/persons.{plans.DATA[0]}"].parts:
            yield from self._small_data([id_ for id_, _length in lines])
            return
        if sum(length for _id, length in lines) <= divided.LARGE or spans != divided.runs(known.persons):
            raise _Unknown
        known.persons = lines
        touched = {n for n, (a, b) in enumerate(spans) if any(id_ in new for id_, _length in lines[a:b])}
        for path, titles in self._formats():
            keys = list(self._rows[path].parts)
            parts = [""] * len(spans)
            made = Page(path, self._rows[path].stylesheet, (), "")
            for number in touched:
                start, end = spans[number]
                some = self._told(id_ for id_, _length in lines[start:end])
                held = [some[id_] for id_, _length in lines[start:end]]
                said, entries = told.naming(titles, held), (each.indexed() for each in held)
                parts[number] = told.data_part(path, known.edition, (start, end), len(lines), said, entries)
                keys[number] = self._part_key(made, parts[number])
            # The others are in the cache, so that nobody needs their slices.
            if not all(self._cache.has(key) for number, key in enumerate(keys) if number not in touched):
                raise _Unknown
            self.parted[path] = tuple(keys)
            yield Page(path, made.stylesheet, (), "", tuple(parts))

    def _small_data(self, ids: Sequence[str]) -> Iterator[Page]:
        all_ = self._told(ids)
        entries = [all_[id_].indexed() for id_ in ids]
        if divided.is_large(entries):
            raise _Unknown
        self._known.persons = [(id_, len(xml)) for id_, xml in zip(ids, entries, strict=True)]
        for path, titles in self._formats():
            said = told.naming(titles, [all_[id_] for id_ in ids])
            yield page(path, self._rows[path].stylesheet, (), (self._known.edition, said, *entries))

    def _formats(self) -> Iterator[tuple[str, Mapping[str, Title]]]:
        """The files of the data, each with the titles that it says."""
        for format_ in plans.DATA:
            yield f"data/persons.{format_}", self._known.titles if format_ == "xml" else {}

    def _keep(self) -> None:
        for id_, each in self._new.items():
            known = self._known.entities[id_]
            self._known.entities[id_] = kept.known(each, known.sort, known.label, self._cache)
