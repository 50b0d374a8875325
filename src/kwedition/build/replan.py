"""A new plan out of the last one, where some documents say something else of the same entities and days.

Most of an edition is what it was: the pages of the documents that changed and those that show what they say are others,
in the places where they were. What these were told is kept from the build that planned them (kept.py); they are planned
anew from it by the same functions, or their old slices are put right, without any other document. Wherever that is not
certain to be what planning everything would make, nothing is said, and everything is planned.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from kwedition.build import divided, kept, plans, remembered, slices, sourceview, told, ways
from kwedition.build.cache import Cache, digest
from kwedition.build.kept import Kept
from kwedition.build.pages import Page, page
from kwedition.build.record import attribute
from kwedition.build.register import (
    attested_forms,
    company,
    is_own,
    link,
    named,
    to_entity,
    to_nowhere,
    to_place,
    to_world,
)
from kwedition.build.remembered import Plan, Row
from kwedition.build.told import Said, Title, Told

if TYPE_CHECKING:
    from kwedition.build.record import Naming, Pointer, Record
    from kwedition.build.sourceview import Wanted

# Of how many documents at most it is followed one by one what they say.
_MANY = 100

_CHRONOLOGY = "chronology.html"
_HOME = "index.html"

# What the addresses of the list of texts begin with; those of texts cannot.
_TEXTS = ("texts/index.html", "texts/index/", "texts/names.js")


_Any = TypeVar("_Any")


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
    for row in replanner.ordered(plan.rows, _document_of):
        new = pages.get(row.path)
        rows.append(row if new is None else planned_row(new, replanner.parted.get(row.path, ())))
    for each in pages.values():
        if len(each.documents) == 1 or is_put_right(each):
            remembered.keep_slice(cache, digest(each.slice), each.slice)
    texts = replanner.ordered(plan.texts, lambda text: ("", text[0]))
    sources = replanner.ordered(replanner.sources(plan.sources, changed), lambda source: ("", source.id))
    return Plan(rows, sources, texts, plan.authorities, plan.shown, plan.printed, pages)


def planned_row(page_: Page, parts: tuple[bytes, ...]) -> Row:
    """How a page is remembered; ``parts`` are the keys of its parts."""
    hash_ = digest(page_.slice, *parts)
    return Row(page_.path, page_.stylesheet, page_.documents, hash_, page_.language, parts)


def is_put_right(page_: Page) -> bool:
    """Whether the slice of a page is needed again where a document names somebody else."""
    return page_.stylesheet in {"site/cards.xsl", "site/home.xsl", "site/index.xsl"}


def _document_of(row: Row) -> tuple[str, str]:
    """The output of a page, as its stylesheet says it, and the document, if it is made of one."""
    return row.stylesheet.partition("/")[0], row.documents[0] if len(row.documents) == 1 else ""


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
        # The documents of which a list shows something else: their titles, their dates, and so perhaps their places.
        self._headed: set[str] = set()
        self._before = list(known.order)
        # The parts of the files of data: by their path, all keys.
        self.parted: dict[str, tuple[bytes, ...]] = {}

    def pages(self, changed: Sequence["Record"]) -> tuple[list[Page], list[Page]]:
        """The pages that show what is said now: those that are planned anew, and those whose slices are put right."""
        for record in changed:
            self._check_references(record)
            self._check_firsts(record)
        others = self._say(changed)
        self._beside(others)
        before = self._known.texts
        heads = {record.id: slices.head_of(self._known.summaries[record.id]) for record in changed}
        self._head(changed)
        dated = self._date(changed)
        made: list[Page] = []
        put_right = list(self._of_documents(changed, before, heads))
        # An edition that is only data has none of the pages of the site.
        if _HOME in self._rows:
            made += [*self._entities(), *self._indexes(), *self._texts()]
            made += self._chronology() if dated or self._headed else ()
            put_right += [*self._counted(), *self._home(before)]
        if f"data/persons.{plans.DATA[0]}" in self._rows:
            made += self._data()
        self._keep()
        return made, put_right

    def _check_references(self, record: "Record") -> None:
        known = self._known
        rest = known.rest(record)
        # The pages of the documents that it cites show these sentences, too.
        if record.id in known.citing and known.citing[record.id] != kept.references(rest, record):
            raise _Unknown
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
            if not now:
                del self._known.named[record.id]
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

    def _head(self, changed: Sequence["Record"]) -> None:
        """Put the titles and dates that documents have now in the place of what they had."""
        known = self._known
        order = {id_: key for key, id_ in known.order}
        for record in changed:
            summary = plans.summary(record)
            number, about, _inside = known.titles[record.id]
            title = number, about, record.shown_title + record.date
            if known.summaries[record.id] == summary and known.titles[record.id] == title:
                continue
            # Other pages have its title beside its words.
            speaks = record.reported or any(topic in known.topics for topic, *_rest in record.passages)
            if record.id in known.citing or record.id in known.shown or speaks:
                raise _Unknown
            self._headed.add(record.id)
            known.summaries[record.id], known.titles[record.id] = summary, title
            order[record.id] = kept.sort_key(record)
            if record.changes:
                known.feed = digest(known.feed, record.id, record.title)
        if self._headed:
            known.order = sorted((key, id_) for id_, key in order.items())
            places = {id_: number for number, (_key, id_) in enumerate(known.order)}
            for id_, (_number, about, inside) in known.titles.items():
                known.titles[id_] = places.get(id_, -1), about, inside

    def _date(self, changed: Sequence["Record"]) -> bool:
        """Put the dated passages of documents in the place of those that they had; says whether any are others."""
        known = self._known
        other = {record.id: record.dated for record in changed if record.dated != known.dated.get(record.id, ())}
        known.dated = {id_: dated for id_, dated in (known.dated | other).items() if dated}
        return bool(other)

    def ordered(self, some: Iterable[_Any], of: Callable[[_Any], tuple[str, str]]) -> list[_Any]:
        """What is of one document each, in the order of the edition; ``of`` says of which output and which document.

        The pages of an output stay together. What is of no document (an empty id) stays where it is.
        """
        found = list(some)
        if self._before == self._known.order:
            return found
        place = {id_: number for number, (_key, id_) in enumerate(self._known.order)}
        ordered: list[_Any] = []
        for (_output, of_one), group in groupby(found, key=lambda each: (of(each)[0], of(each)[1] != "")):
            together = list(group)
            ordered += sorted(together, key=lambda each: place[of(each)[1]]) if of_one else together
        return ordered

    def sources(self, sources: "Iterable[Wanted]", changed: Sequence["Record"]) -> "Iterator[Wanted]":
        """The sources of all documents, told of the titles that these have now."""
        headed = {record.id: record for record in changed if record.id in self._headed}
        for each in sources:
            record = headed.get(each.id)
            yield each if record is None else each.told(record)

    def _of_documents(
        self, changed: Sequence["Record"], before: Sequence[tuple[str, str, str]], heads: Mapping[str, str]
    ) -> Iterator[Page]:
        """The pages of documents that changed, of those before and after them, and of those that link to them.

        ``before`` are the texts in their order before that, ``heads`` what the heads of those that changed were.
        """
        records = {record.id: record for record in changed}
        links = {record.id: self._links(record) for record in changed}
        beside = self._neighbours(before) if self._headed else {}
        linking = {of: id_ for id_ in self._headed for of in self._known.linking.get(id_, ())}
        wanted = dict.fromkeys((*records, *beside, *linking))
        rows = [row for row in self._rows.values() if len(row.documents) == 1 and row.documents[0] in wanted]
        held = self._slices(rows)
        titles = {record.id: record.title for record in changed if record.id in self._headed}
        for row in rows:
            (id_,) = row.documents
            slice_: str | None = held[row.slice]
            if id_ in records:
                slice_ = slices.of_document(held[row.slice], records[id_], heads[id_], links[id_], self._names(id_))
            if slice_ is not None and titles:
                slice_ = slices.with_titles(slice_, titles)
            if slice_ is not None and id_ in beside and row.stylesheet in sourceview.TEXTS:
                slice_ = slices.with_neighbours(slice_, beside[id_])
            if slice_ is None:
                raise _Unknown
            if slice_ != held[row.slice]:
                yield Page(row.path, row.stylesheet, row.documents, slice_, (), row.language)

    def _neighbours(self, before: Sequence[tuple[str, str, str]]) -> dict[str, str]:
        """What the pages of texts are told of the texts before and after them, where these are others now."""
        old = [id_ for id_, *_rest in before]
        now = [id_ for id_, *_rest in self._known.texts]
        were = {id_: both for id_, *both in zip(old, ["", *old], [*old[1:], ""], strict=False)}
        found: dict[str, str] = {}
        for id_, *both in zip(now, ["", *now], [*now[1:], ""], strict=False):
            if both != were[id_] or not self._headed.isdisjoint(both):
                named = zip(("earlier", "later"), both, strict=True)
                found[id_] = "".join(plans.neighbour(name, self._known.titles, other) for name, other in named if other)
        return found

    def _links(self, record: "Record") -> dict[str, str | None]:
        """Where the pointers of a document lead, as XML by token; None for what only its page says."""
        rest = {pointer[0] for pointer in self._known.rest(record)}
        return {pointer[0]: None if pointer[0] in rest else self._link(record, pointer) for pointer in record.pointers}

    def _names(self, document: str) -> str:
        entities = self._known.entities
        some = (self._ids[number] for number in self._known.named.get(document, ()))
        return "".join([named(entities[id_].kind, id_, entities[id_].label) for id_ in some])

    def _link(self, record: "Record", pointer: "Pointer") -> str:
        token, id_, file, fragment, world = pointer
        known = self._known.entities.get(id_)
        if known is not None:
            return link(token, to_entity(known.kind, id_, known.label))
        if is_own(record, pointer):
            return link(token, to_place(record, fragment))
        if world is not None:
            return link(token, to_world(world))
        return link(token, to_nowhere(record) if file == "" else ("", None))

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

    def _home(self, before: Sequence[tuple[str, str, str]]) -> Iterator[Page]:
        """The home page: who is named in most texts, the first texts, and the time that they span."""
        row = self._rows[_HOME]
        held = self._slices([row])[row.slice]
        entities = self._known.entities
        counts = {id_: (each.texts, each.mentions) for id_, each in self._new.items()}
        persons = (
            (*counts.get(id_, (known.texts, known.mentions)), known.sort, id_, known.label)
            for id_, known in entities.items()
            if known.kind == "persons"
        )
        slice_ = slices.with_often(held, "".join(ways.often(persons)))
        if self._headed and slice_ is not None:
            for of in (plans.listed_at_home, lambda texts: "".join(ways.span(key for _id, key, _xml in texts))):
                old, new = of(before), of(self._known.texts)
                if slice_.count(old) != 1 and old != new:
                    raise _Unknown
                slice_ = slice_.replace(old, new)
        if slice_ is None:
            raise _Unknown
        if slice_ != held:
            yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    def _texts(self) -> Iterator[Page]:
        """The list of the texts."""
        if not self._headed:
            return
        pages = list(plans.texts_pages(self._known.frame, self._known.texts))
        if {each.path for each in pages} != {path for path in self._rows if path.startswith(_TEXTS)}:
            raise _Unknown
        for each in pages:
            if each.parts:
                self.parted[each.path] = tuple([self._part_key(each, slice_) for slice_ in each.parts])
            yield each

    def _shown(self) -> list[Told]:
        """The entities whose pages say something else now: of them, or of texts that name them."""
        known = self._known
        ids = {self._ids[number] for id_ in self._headed for number in known.named.get(id_, ())}
        return list((self._new | self._told(ids - self._new.keys())).values())

    def _entities(self) -> Iterator[Page]:
        for each in self._shown():
            own = list(told.entity_pages(self._known.frame, each, self._known.titles))
            below = each.address.removesuffix(".html") + "/"
            number = sum(1 for path in self._rows if path == each.address or path.startswith(below))
            if number != len(own) or any(made.path not in self._rows for made in own):
                raise _Unknown
            yield from own

    def _indexes(self) -> Iterator[Page]:
        """Small indexes, which say where entities are mentioned; those that are divided must stay so."""
        for kind in dict.fromkeys(each.kind for each in self._shown()):
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

    def _chronology(self) -> Iterator[Page]:
        known = self._known
        pages = list(told.chronology(known.frame, known.points, known.titles))
        before = {path for path, row in self._rows.items() if row.stylesheet == "site/chronology.xsl"} | {_CHRONOLOGY}
        if {made.path for made in pages} != before:
            raise _Unknown
        yield from pages

    def _data(self) -> Iterator[Page]:
        """The data of persons, all of it, or the parts that say something else now."""
        known = self._known
        new = {each.id: len(each.indexed()) for each in self._shown() if each.kind == "persons"}
        if not new:
            return
        lines = [(id_, new.get(id_, length)) for id_, length in known.persons]
        spans = divided.runs(lines)
        if not self._rows[f"data/persons.{plans.DATA[0]}"].parts:
            yield from self._small_data([id_ for id_, _length in lines])
            return
        if sum(length for _id, length in lines) <= divided.LARGE or spans != divided.runs(known.persons):
            raise _Unknown
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
        # Also where the output has no data now.
        lengths = {id_: len(each.indexed()) for id_, each in self._new.items() if each.kind == "persons"}
        self._known.persons = [(id_, lengths.get(id_, length)) for id_, length in self._known.persons]
