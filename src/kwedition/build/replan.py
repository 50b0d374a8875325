"""A new plan out of the last one, where some documents say something else of the same entities and days.

Most of an edition is what it was: the pages of the documents that changed and those that show what they say are others,
in the places where they were. What these were told is kept from the build that planned them (kept.py); they are planned
anew from it by the same functions, or their old slices are put right, without any other document. Wherever that is not
certain to be what planning everything would make, nothing is said, and everything is planned.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from kwedition.build import changes, kept, plans, remembered, slices, sourceview
from kwedition.build.cache import Cache, digest
from kwedition.build.divided import Point
from kwedition.build.entered import Entries
from kwedition.build.kept import Kept
from kwedition.build.pages import Page
from kwedition.build.record import attribute
from kwedition.build.register import (
    Collate,
    attested_forms,
    company,
    is_own,
    joined,
    link,
    most_named,
    named,
    own_beside,
    to_entity,
    to_nowhere,
    to_place,
    to_world,
)
from kwedition.build.relisted import Lists, Unknown
from kwedition.build.remembered import Plan, Row
from kwedition.build.told import Said, Told

if TYPE_CHECKING:
    from kwedition.build.record import Naming, Pointer, Record
    from kwedition.build.sourceview import Wanted

# Of how many documents at most it is followed one by one what they say.
MANY = 100

_Any = TypeVar("_Any")


def replanned(
    plan: Plan, known: Kept, before: Sequence["Record"], changed: Sequence["Record"], cache: Cache,
    part_key: Callable[[Page, str], bytes], finished: Callable[[Page], Page], collate: Collate,
) -> Plan | None:  # fmt: skip
    """The plan with what some records say now, and with the pages that show it; None where all must be planned.

    ``before`` are these records as they were. ``known`` becomes what is to be kept of it. ``part_key`` is the key of a
    part of a page, given its slice; what ``finished`` makes of a page of the site is what is planned.
    """
    if len(changed) > MANY or any(record.kind == "edition" for record in changed):
        return None
    try:
        replanner = _Replanner(plan, known, cache, part_key, collate)
        made, put_right = replanner.pages(before, changed)
    except Unknown:
        return None
    pages = {each.path: each if each.path in replanner.lists.parted else finished(each) for each in made}
    pages |= {each.path: each for each in put_right}
    rows = []
    for row in replanner.ordered(plan.rows, _document_of):
        new = pages.get(row.path)
        rows.append(row if new is None else planned_row(new, replanner.lists.parted.get(row.path, ())))
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
    return page_.stylesheet in {"site/cards.xsl", "site/home.xsl", "site/index.xsl", "site/network.xsl"}


def _document_of(row: Row) -> tuple[str, str]:
    """The output of a page, as its stylesheet says it, and the document, if it is made of one."""
    return row.stylesheet.partition("/")[0], row.documents[0] if len(row.documents) == 1 else ""


class _Replanner:
    def __init__(
        self, plan: Plan, known: Kept, cache: Cache, part_key: Callable[[Page, str], bytes], collate: Collate
    ) -> None:
        self._rows = {row.path: row for row in plan.rows}
        self._known = known
        self._cache = cache
        self._numbers = {id_: number for number, id_ in enumerate(known.entities)}
        self._ids = list(known.entities)
        # The place of each document in the order of the files.
        self._place = {id_: number for number, id_ in enumerate(known.titles)}
        self._before = list(known.order)
        self.lists = Lists(self._rows, known, cache, part_key)
        self._entries = Entries(known, self.lists, self._place, collate, self._link)

    def pages(self, old: Sequence["Record"], changed: Sequence["Record"]) -> tuple[list[Page], list[Page]]:
        """The pages that show what is said now: those that are planned anew, and those whose slices are put right."""
        texts = [record for record in changed if record.kind == "document"]
        was_dated = self._known.is_dated
        for was, record in zip(old, changed, strict=True):
            self._check_aliases(record)
            self._check_references(record)
            self._check_firsts(record)
            self._check_rest(was, record)
        others = self._say(changed)
        self._mean(changed, 1)
        for was, record in zip(old, changed, strict=True):
            self._entries.follow(was, record)
        self._mean(old, -1)
        self._beside(others | self._entries.rename())
        self._lead(texts)
        before = self._known.texts
        years = self._years(texts, before) | self._entries.years
        heads = {record.id: slices.head_of(self._known.summaries[record.id]) for record in texts}
        self._head(texts)
        dated = self._date(texts) or bool(self._entries.years)
        if self._known.is_dated != was_dated:
            # The frame of every page has, or has not, the way to the chronology.
            raise Unknown
        years |= self._years(texts, self._known.texts)
        of_documents = list(self._of_documents(texts, before, heads))
        made, put_right = self.lists.pages(before, dated, years, self._entries.renamed)
        self._keep()
        return made, [*of_documents, *put_right]

    def _years(self, changed: Sequence["Record"], texts: Iterable[tuple[str, str, str]]) -> set[str]:
        """The years in which documents and their dated passages stand in the chronology; ``texts`` are all texts."""
        ids = {record.id for record in changed}
        keys = [key for id_, key, _xml in texts if id_ in ids]
        keys += [key for id_ in ids for key, _xml in self._known.dated.get(id_, ())]
        return {Point(key, "").year for key in keys}

    def _check_aliases(self, record: "Record") -> None:
        """That nobody is meant by a name that means somebody else in each text: what is kept does not know these."""
        meant = (*(naming.entity for naming in record.namings), *(id_ for _token, id_, *_rest in record.pointers))
        if not self._known.numbered.isdisjoint(meant):
            raise Unknown
        # Nor by the number of something of another kind (see apart.py).
        for naming in record.namings:
            if naming.entity.isdecimal() and naming.kind != "any":
                known = self._known.entities.get(naming.entity)
                if known is not None and known.kind != naming.kind:
                    raise Unknown

    def _check_references(self, record: "Record") -> None:
        known = self._known
        rest = known.rest(record)
        # The pages of the documents that it cites show these sentences, too.
        if record.id in known.citing and known.citing[record.id] != kept.references(rest, record):
            raise Unknown
        if known.leading.get(record.id) != kept.leading(rest, record):
            raise Unknown
        if record.kind == "authorities":
            # Nothing leads to it, and what it says of topics is not kept.
            return
        # What leads to it from other documents, and the pages of topics.
        if known.landings.get(record.id, ()) != kept.landings(record, known.pointed):
            raise Unknown
        if known.speaking.get(record.id, b"") != kept.speaking(record, known.categories):
            raise Unknown

    def _check_rest(self, was: "Record", record: "Record") -> None:
        """That accounts are compared by what leads where it led, and that a list is called and speaks as it did."""
        tokens = {token for _type, _topic, some, _note in record.comparisons for token in some.split()}
        both = [
            {each[0]: (each, is_own(some, each)) for each in some.pointers if each[0] in tokens}
            for some in (was, record)
        ]
        if both[0] != both[1]:
            raise Unknown
        if record.kind == "authorities":
            own = self._known.titles[record.id]
            if own[2] != record.shown_title + record.date:
                raise Unknown
            if kept.speaking(was, self._known.categories) != kept.speaking(record, self._known.categories):
                raise Unknown

    def _check_firsts(self, record: "Record") -> None:
        """That whoever has no entry is still named first where it was: that is its place in the register."""
        firsts = self._known.firsts
        now = [naming.entity for naming in record.namings if self._is_first(naming.entity, record.id)]
        if now != list(firsts.get(record.id, ())):
            raise Unknown

    def _is_first(self, entity: str, document: str) -> bool:
        if entity in self._known.firsts.get(document, ()):
            return True
        if entity not in self._first_in:
            return False
        return self._place[document] < self._place[self._first_in[entity]]

    @cached_property
    def _first_in(self) -> dict[str, str]:
        return {id_: document for document, some in self._known.firsts.items() for id_ in some}

    def _say(self, changed: Sequence["Record"]) -> set[str]:
        """Put what is said now in the place of what was. Returns the entities with other persons beside them now."""
        entities, ids = self._known.entities, self._ids
        namings: dict[str, dict[str, Naming]] = {}
        before: dict[str, list[str]] = {}
        for record in changed:
            if any(self._known.of(n.entity) not in entities and n.known_number for n in record.namings):
                # Somebody new.
                raise Unknown
            namings[record.id] = {n.entity: n for n in self._namings(record) if n.entity in entities}
            before[record.id] = [ids[number] for number in self._known.named.get(record.id, ())]
        self.lists.old |= self.lists.told_of({id_ for some in (*namings.values(), *before.values()) for id_ in some})
        others: set[str] = set()
        for record in changed:
            own = namings[record.id]
            now = list(own)
            was = before[record.id]
            for id_ in dict.fromkeys((*was, *now)):
                self._put(record, self.lists.new.get(id_, self.lists.old[id_]), own.get(id_))
            if set(now) == set(was):
                continue
            self._known.named[record.id] = tuple(sorted([self._numbers[id_] for id_ in now]))
            if not now:
                del self._known.named[record.id]
            different = set(now) ^ set(was)
            persons = any(entities[id_].kind == "persons" for id_ in different)
            others |= {*was, *now} if persons else different
        return others

    def _namings(self, record: "Record") -> Iterable["Naming"]:
        """Whom a document names, each by the id of the register, also where it calls them otherwise (or both)."""
        aliases = self._known.aliases
        if aliases.keys().isdisjoint(naming.entity for naming in record.namings):
            return record.namings
        place = {alias: number for number, alias in enumerate(aliases)}
        found: dict[str, Naming] = {}
        for naming in sorted(record.namings, key=lambda each: place.get(each.entity, -1)):
            id_ = aliases.get(naming.entity, naming.entity)
            found[id_] = naming._replace(entity=id_) if id_ not in found else joined(found[id_], naming)
        return found.values()

    def _put(self, record: "Record", each: Told, naming: "Naming | None") -> None:
        """What a document says of an entity now, in the place of what it said; nothing where it says nothing."""
        order = self._place
        at = bisect_left([order[document] for document, *_rest in each.said], order[record.id])
        old = each.said[at] if at < len(each.said) and each.said[at][0] == record.id else None
        new: Said | None = None
        if naming is not None:
            new = record.id, naming.xml, () if each.entered else naming.forms
        if new == old:
            return
        said = (*each.said[:at], *(() if new is None else (new,)), *each.said[at + (old is not None) :])
        if not each.entered:
            self._check_attested(each, said, at, naming)
        counted = (0 if one is None else one[1].count("<mention ") for one in (new, old))
        mentions = each.mentions + next(counted) - next(counted)
        self.lists.new[each.id] = each._replace(said=said, mentions=mentions, texts=len(said))

    def _check_attested(self, each: Told, said: Sequence[Said], at: int, naming: "Naming | None") -> None:
        """That an entity without an entry is called as before, and is of its kind by the first that says its kind."""
        if attested_forms(forms for *_rest, forms in said) != attested_forms(forms for *_rest, forms in each.said):
            raise Unknown
        if any(forms for *_rest, forms in said[:at]):
            # One before it says the kind. (One that has no words may, too; but nobody knows.)
            return
        by_form = attribute("entry", "form") in each.attributes
        if naming is None or not naming.known_number or naming.kind != each.kind or naming.by_form != by_form:
            raise Unknown

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
            each = self.lists.new.get(id_, self.lists.old[id_])
            named_there = (named_in(document) for document, *_rest in each.said)
            near = company(id_, most_named(named_there, lambda id_: entities[id_].sort))
            xml = [plans.company(self._known.address(other), entities[other].label, number) for other, number in near]
            before = [part for part in each.beside if not part.startswith("<company ")]
            at = next((n for n, part in enumerate(before) if part.startswith("<part ")), len(before))
            beside = (*before[:at], *xml, *before[at:])
            if beside != each.beside:
                self.lists.new[id_] = each._replace(beside=beside)

    def _head(self, changed: Sequence["Record"]) -> None:
        """Put the titles and dates that documents have now in the place of what they had."""
        known = self._known
        order = {id_: key for key, id_ in known.order}
        for record in changed:
            summary = plans.summary(record)
            number, about, _inside = known.titles[record.id]
            title = number, about, record.listed
            if known.summaries[record.id] == summary and known.titles[record.id] == title:
                continue
            # Other pages have its title beside its words, and those of what it cites in the order of time.
            speaks = record.reported or any(topic in known.topics for topic, *_rest in record.passages)
            moves = order[record.id] != kept.sort_key(record)
            if record.id in known.shown or speaks or (moves and record.id in known.citing):
                raise Unknown
            self.lists.headed.add(record.id)
            known.summaries[record.id], known.titles[record.id] = summary, title
            order[record.id] = kept.sort_key(record)
            known.changed |= changes.changed([record])
        if self.lists.headed:
            known.order = sorted((key, id_) for id_, key in order.items())
            places = {id_: number for number, (_key, id_) in enumerate(known.order)}
            for id_, (_number, about, inside) in known.titles.items():
                known.titles[id_] = places.get(id_, -1), about, inside

    def _mean(self, some: Iterable["Record"], number: int) -> None:
        """Count in or out what documents mean that no entity has for its id."""
        meant = self._known.meant
        for record in some:
            for id_ in kept.meant(record, self._known.entities):
                meant[id_] = meant.get(id_, 0) + number
                if not meant[id_]:
                    del meant[id_]

    def _lead(self, texts: Iterable["Record"]) -> None:
        """Put whom documents lead to now, but do not name, in the place of whom they led to."""
        led = self._known.led
        for record in texts:
            led[record.id] = kept.led(record, self._numbers, self._known.named.get(record.id, ()), self._known.of)
            if not led[record.id]:
                del led[record.id]

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
        headed = {record.id: record for record in changed if record.id in self.lists.headed}
        for each in sources:
            record = headed.get(each.id)
            yield each if record is None else each.told(record)

    def _of_documents(
        self, changed: Sequence["Record"], before: Sequence[tuple[str, str, str]], heads: Mapping[str, str]
    ) -> Iterator[Page]:
        """The pages of documents that changed, of those before and after them, of those that link to them and of those
        that they cite.

        ``before`` are the texts in their order before that, ``heads`` what the heads of those that changed were.
        """
        records = {record.id: record for record in changed}
        links = {record.id: self._links(record) for record in changed}
        beside = self._neighbours(before) if self.lists.headed else {}
        named = (known.get(id_, ()) for id_ in self.lists.headed for known in (self._known.linking, self._known.cited))
        renamed = self._entries.documents()
        wanted = {*records, *beside, *renamed}.union(*named)
        rows = [row for row in self._rows.values() if len(row.documents) == 1 and row.documents[0] in wanted]
        held = self.lists.slices_of(rows)
        titles = {record.id: record.title for record in changed if record.id in self.lists.headed}
        for row in rows:
            (id_,) = row.documents
            slice_: str | None = held[row.slice]
            if id_ in records:
                slice_ = slices.of_document(held[row.slice], records[id_], heads[id_], links[id_], self._names(id_))
            if slice_ is not None and titles:
                slice_ = slices.with_citing(slices.with_titles(slice_, titles), titles)
            if slice_ is not None and id_ in beside and row.stylesheet in sourceview.TEXTS:
                slice_ = slices.with_neighbours(slice_, beside[id_])
            if slice_ is None:
                raise Unknown
            if id_ in renamed:
                slice_ = self._entries.called(slice_)
            if slice_ != held[row.slice]:
                yield Page(row.path, row.stylesheet, row.documents, slice_, (), row.language)

    def _neighbours(self, before: Sequence[tuple[str, str, str]]) -> dict[str, str]:
        """What the pages of texts are told of the texts before and after them, where these are others now."""
        old = [id_ for id_, *_rest in before]
        now = [id_ for id_, *_rest in self._known.texts]
        were = {id_: both for id_, *both in zip(old, ["", *old], [*old[1:], ""], strict=False)}
        found: dict[str, str] = {}
        for id_, *both in zip(now, ["", *now], [*now[1:], ""], strict=False):
            if both != were[id_] or not self.lists.headed.isdisjoint(both):
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
        return "".join([named(entities[id_].kind, id_, entities[id_].label, self._known.address(id_)) for id_ in some])

    def _link(self, record: "Record", pointer: "Pointer") -> str:
        token, meant, file, fragment, world = pointer
        id_, is_place = self._known.of(meant), is_own(record, pointer)
        known = self._known.entities.get(id_)
        # (What is another name of somebody elsewhere is a place in a document that has one of that name.)
        if known is not None and not (is_place and id_ != meant):
            to = link(token, to_entity(known.kind, id_, known.label, self._known.address(id_)))
            return to + own_beside(record, pointer)
        if is_place:
            return link(token, to_place(record, fragment))
        if world is not None:
            return link(token, to_world(world))
        return link(token, to_nowhere(record) if file == "" and record.kind != "authorities" else ("", None))

    def _keep(self) -> None:
        for id_, each in self.lists.new.items():
            known = self._known.entities[id_]
            self._known.entities[id_] = kept.known(each, known.sort, known.label, self._cache)
            self._known.bound.pop(id_, None)
            if led := kept.bound(each, self._numbers):
                self._known.bound[id_] = led
        # Also where the output has no data now.
        lengths = {id_: len(each.recorded()) for id_, each in self.lists.new.items() if each.kind == "persons"}
        self._known.persons = self._known.sorted(lengths)
