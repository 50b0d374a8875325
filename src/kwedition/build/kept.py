"""What the next build is left of this one's register, so that it can follow a change without reading all records.

It is what replan.py asks about: what entities are told of (told.py), whom each document names, what its pointers lead
to, what the chronology shows. All of it is plain strings and numbers.
"""

import itertools
import marshal
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kwedition.build import changes, plans, slices, ways
from kwedition.build.cache import Cache, digest
from kwedition.build.divided import Point
from kwedition.build.register import UNDATED, address_of, is_named_otherwise, is_own
from kwedition.build.told import Title, Told

if TYPE_CHECKING:
    from kwedition.build.pages import Context
    from kwedition.build.record import Pointer, Record
    from kwedition.build.register import Register

# The outputs whose pages follow from what is kept.
_OUTPUTS = frozenset(("site", "data", "text", "markdown", "search"))
# Fewer documents than this are planned in no time.
FEW = 200
# So many entities are known in a moment.
_PIECE = 1000


class Known(NamedTuple):
    """What is known of an entity at a glance.

    ``told`` is the key under which the cache has what is told of it, ``size`` what an index takes that shows its
    mentions; ``mentions`` and ``texts`` are their numbers, ``speeches`` that of its speeches.
    """

    kind: str
    told: bytes
    size: int
    mentions: int
    texts: int
    speeches: int
    sort: str
    label: str


@dataclass(slots=True)
class Kept:
    """What lists are planned from.

    Of entities: ``entities`` in the order of the register; ``persons``, those of the data in their order, with the
    length of what the data are told.

    Of documents: ``titles`` in the order of the files, lists among them; ``order``, what each is sorted by and its id,
    in the order of the edition; ``summaries`` of the texts; their ``dated`` passages, beside ``events``; ``named``, the
    numbers of the entities that each names, ``speakers``, of those that speak in it or wrote it; ``firsts``, those that
    have no entry and are named in it first.

    Of what leads from one to another: ``citing`` are the documents that cite others, with the hash of the sentences in
    which they do, and ``cited`` has these others. ``leading`` has for each document the hash of those pointers of which
    what is kept does not say where they lead; ``linking`` has for a document those others
    whose links show its title, ``shown`` are documents whose titles stand elsewhere. ``taken`` are the ids under which
    documents are known, ``lists`` the paths of files with entries alone. ``pointed`` are the ids to which pointers lead
    by the path of their file, by this path; ``landings`` those of them that a document has.

    ``topics`` are the ids of topics in use, ``categories`` those of all that may be topics; ``speaking`` has for a
    document the hash of the passages that speak of one. ``changed`` are the documents that say when they were changed
    (see changes.py). ``aliases`` are what texts may call entities by, with the ids of these; ``numbered`` is what each
    text may call another one by; ``disputed`` is what several entries would have for a name; ``meant`` has all ids
    that documents mean and no entity has, with the number of these documents; ``files`` is what some pages are called.

    Of where it stands what entities are called: ``led`` has for each document the numbers of those to which it leads
    and that it does not name, ``bound`` for each entity of those to which its entry leads; ``compared`` are those that
    comparisons of accounts lead to.
    """

    frame: str
    edition: str
    entities: dict[str, Known]
    persons: list[tuple[str, int]]
    titles: dict[str, Title]
    order: list[tuple[str, str]]
    summaries: dict[str, str]
    dated: dict[str, tuple[tuple[str, str], ...]]
    events: list[tuple[str, str]]
    named: dict[str, tuple[int, ...]]
    speakers: dict[str, tuple[int, ...]]
    firsts: dict[str, tuple[str, ...]]
    citing: dict[str, bytes]
    cited: dict[str, tuple[str, ...]]
    leading: dict[str, bytes]
    linking: dict[str, tuple[str, ...]]
    shown: frozenset[str]
    taken: frozenset[str]
    topics: frozenset[str]
    categories: frozenset[str]
    speaking: dict[str, bytes]
    lists: frozenset[str | None]
    pointed: dict[str, frozenset[str]]
    landings: dict[str, tuple[str, ...]]
    changed: dict[str, tuple[Any, ...]]
    aliases: dict[str, str]
    numbered: frozenset[str]
    disputed: frozenset[str]
    meant: dict[str, int]
    files: dict[str, str]
    led: dict[str, tuple[int, ...]]
    bound: dict[str, tuple[int, ...]]
    compared: frozenset[str]

    def address(self, entity: str) -> str:
        """The address of the page of an entity, by its id."""
        return address_of(self.entities[entity].kind, self.files.get(entity, entity))

    def sorted(self, lengths: Mapping[str, int]) -> list[tuple[str, int]]:
        """The persons of the data in their order, with the lengths that some have now."""
        some = [(id_, lengths.get(id_, length)) for id_, length in self.persons]
        return sorted(some, key=lambda each: (self.entities[each[0]].sort, each[0]))

    def rest(self, record: "Record") -> "list[Pointer]":
        """The pointers of a document of which what is kept does not say where they lead."""
        return _rest(record, self.entities, self.aliases, self.taken, self.topics, self.lists)

    def of(self, id_: str) -> str:
        """The id of the entity that is meant by an id: the same, if it is not another name for one."""
        return self.aliases.get(id_, id_)

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """The texts in the order of the edition: id, what its date is sorted by, summary."""
        return [(id_, _date_key(key), self.summaries[id_]) for key, id_ in self.order if id_ in self.summaries]

    @property
    def points(self) -> list[Point]:
        """What the chronology shows (see plans.points)."""
        texts = self.texts
        found = [Point(key, xml) for id_, key, xml in texts if "<date" in self.titles[id_][2]]
        dated = (Point(*each) for id_, _key, _xml in texts for each in self.dated.get(id_, ()))
        return [*found, *itertools.starmap(Point, self.events), *dated]

    @property
    def is_dated(self) -> bool:
        """Whether the chronology shows anything (see plans.is_dated)."""
        if self.events:
            return True
        return any("<date" in self.titles[id_][2] or self.dated.get(id_) for id_ in self.summaries)

    def dump(self, state: bytes) -> bytes:
        """It as bytes; ``state`` is that of the edition of which it was kept."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["entities"] = {id_: tuple(known) for id_, known in self.entities.items()}
        return state + marshal.dumps(values, 2)

    @classmethod
    def load(cls, data: bytes | None, state: bytes) -> Self | None:
        """What ``dump`` wrote, if it is of this state."""
        if data is None or not data.startswith(state):
            return None
        try:
            values = marshal.loads(memoryview(data)[len(state) :])
            values["entities"] = {id_: Known._make(known) for id_, known in values["entities"].items()}
            return cls(**values)
        except (ValueError, EOFError, TypeError, KeyError):
            return None


def is_wanted(context: "Context", documents: int) -> bool:
    """Whether it pays to keep what an edition is planned from, and can be done."""
    return documents >= FEW and len(context.languages) < 2 and set(context.outputs) <= _OUTPUTS


def of(register: "Register", context: "Context", cache: Cache) -> Iterator[Kept | None]:
    """What is kept of a register, last of all; what is told of each entity goes into the cache.

    Before, ``None`` comes as often as some of it is done: whoever has others to see to can do it in pieces.
    """
    entities = {}
    for number, entity in enumerate(register.entities.values(), 1):
        each = plans.of_entity(register, entity)
        entities[each.id] = known(each, entity.key, entity.label, cache)
        if number % _PIECE == 0:
            yield None
    numbers = {id_: number for number, id_ in enumerate(entities)}
    citing = set().union(*register.citing.values())
    texts = [record for record in register.documents if record.kind == "document"]
    held = (
        register.aliases,
        {
            id_
            for each in register.records
            if each.kind != "authorities"
            for id_ in (each.id, each.root, *each.works)
            if id_
        },
        frozenset(register.topics),
        frozenset(each.path for each in register.authorities),
    )
    rest = {record.id: _rest(record, entities, *held) for record in register.records}
    yield None
    linking, shown = _titles_in_links(register, rest)
    first = ways.beginning(register, texts)
    shown |= set() if first is None else {first[0].id}
    categories = frozenset(id_ for record in register.records for id_, *_rest in record.topics)
    pointed = _pointed(rest)
    yield Kept(
        frame=plans.framed(register, context),
        edition=plans.described(context),
        entities=entities,
        persons=[(each.id, len(each.recorded())) for each in plans.sorted_persons(register)],
        titles=register.titles,
        order=[(sort_key(record), record.id) for record in register.documents],
        summaries={record.id: plans.summary(record) for record in texts},
        dated={record.id: record.dated for record in texts if record.dated},
        events=[(point.key, point.xml) for point in plans.events(register)],
        named={id_: tuple([numbers[each.id] for each in some]) for id_, some in register.by_document.items()},
        speakers=_speakers(register, numbers),
        firsts=_firsts(register),
        cited=_turned(register.citing),
        citing={each.id: references(rest[each.id], each) for each in register.documents if each.id in citing},
        leading={each.id: leading(rest[each.id], each) for each in register.records},
        linking=linking,
        shown=frozenset(shown | register.compared().keys() | _in_comparisons(register)),
        taken=frozenset(held[1]),
        topics=held[2],
        categories=categories,
        speaking={each.id: hash_ for each in register.documents if (hash_ := speaking(each, categories))},
        lists=held[3],
        pointed=pointed,
        landings={each.id: some for each in register.documents if (some := landings(each, pointed))},
        changed=changes.changed(register.documents),
        aliases=register.aliases,
        numbered=register.numbered,
        disputed=register.disputed,
        meant=dict(Counter(id_ for record in register.records for id_ in meant(record, entities))),
        files=register.files,
        led=_led(register, numbers),
        bound=_bound(register, numbers),
        compared=frozenset(id_ for xml in register.comparisons() for id_ in slices.led_to(xml)),
    )


def meant(record: "Record", entities: Container[str]) -> set[str]:
    """The ids that a document means and that no entity has."""
    ids = (
        *(id_ for _token, id_, *_rest in record.pointers),
        *(naming.entity for naming in record.namings),
        *(id_ for id_, *_rest in (*record.reported, *record.spoken)),
        *record.wrote,
        *(id_ for _role, id_, _letter in record.parties),
    )
    return {id_ for id_ in ids if id_ not in entities}


def _led(register: "Register", numbers: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for record in register.documents:
        named = {numbers[each.id] for each in register.by_document.get(record.id, ())}
        found[record.id] = led(record, numbers, named, register.of)
    return {id_: some for id_, some in found.items() if some}


def led(
    record: "Record", numbers: Mapping[str, int], named: Container[int], of: Callable[[str], str]
) -> tuple[int, ...]:
    """The numbers of the entities that pointers of a document may lead to and that are not ``named`` in it."""
    to = {numbers[id_] for _token, meant, *_rest in record.pointers if (id_ := of(meant)) in numbers}
    return tuple(sorted([number for number in to if number not in named]))


def _bound(register: "Register", numbers: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    found = {each.id: bound(plans.of_entity(register, each), numbers) for each in register.entities.values()}
    return {id_: some for id_, some in found.items() if some}


def bound(each: Told, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of the entities that an entry leads to."""
    return tuple(sorted([numbers[id_] for id_ in slices.led_to(each.links)]))


def _speakers(register: "Register", numbers: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    found = {}
    for record in register.records:
        ids = (*(id_ for id_, *_rest in record.spoken), *record.wrote)
        speakers = dict.fromkeys(map(register.of, ids))
        found[record.id] = tuple([numbers[id_] for id_ in speakers if id_ in numbers])
    return {id_: some for id_, some in found.items() if some}


def _firsts(register: "Register") -> dict[str, tuple[str, ...]]:
    firsts: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for record in register.records:
        new = [n.entity for n in record.namings if n.entity in register.entities and n.entity not in seen]
        seen.update(new)
        without = tuple([id_ for id_ in new if register.entities[id_].entry != "yes"])
        if without:
            firsts[record.id] = without
    return firsts


def _turned(citing: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The documents that each cites, given those by which each is cited."""
    cited: dict[str, list[str]] = {}
    for to, some in citing.items():
        for id_ in some:
            cited.setdefault(id_, []).append(to)
    return {id_: tuple(sorted(some)) for id_, some in sorted(cited.items())}


def _titles_in_links(
    register: "Register", pointers: "Mapping[str, Sequence[Pointer]]"
) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """The documents to which others link, with these; and those to which lists and entries link."""
    linking: dict[str, dict[str, None]] = {}
    shown: set[str] = set()
    for record in register.records:
        own = of_entries(record) if record.entries else set()
        mine = (pointer for pointer in record.pointers if pointer[0] in own)
        if any(leads_home(record, pointer, register.entities, register.aliases) for pointer in mine):
            shown.add(record.id)
        for pointer in pointers[record.id]:
            to = register.leads_to(record, pointer)
            if to is None:
                continue
            if record.kind == "authorities" or pointer[0] in own:
                shown.add(to)
            elif to != record.id:
                linking.setdefault(to, {})[record.id] = None
    return {id_: tuple(some) for id_, some in linking.items()}, shown


def _pointed(pointers: "Mapping[str, Sequence[Pointer]]") -> dict[str, frozenset[str]]:
    """The fragments of files to which pointers lead, by path."""
    found: dict[str, set[str]] = {}
    for _token, _id, file, fragment, _world in itertools.chain.from_iterable(pointers.values()):
        if file and fragment:
            found.setdefault(file, set()).add(fragment)
    return {file: frozenset(fragments) for file, fragments in found.items()}


def landings(record: "Record", pointed: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The ids in a document to which others lead, given those to which pointers lead by the path of their file."""
    return tuple(sorted(record.anchors & pointed.get(record.path, frozenset())))


def speaking(record: "Record", categories: Container[str]) -> bytes:
    """The hash of the passages of a document that speak of a topic; empty where none does."""
    some = [passage for passage in record.passages if passage[0] in categories]
    return digest(repr(some)) if some else b""


def _in_comparisons(register: "Register") -> set[str]:
    """The documents to which comparisons lead, also those that lead to whole texts or to one passage alone."""
    found = set()
    for record in register.records:
        if record.comparisons:
            tokens = {token for _type, _topic, some, _note in record.comparisons for token in some.split()}
            found |= {register.leads_to(record, pointer) for pointer in record.pointers if pointer[0] in tokens}
    return {id_ for id_ in found if id_ is not None}


def of_entries(record: "Record") -> set[str]:
    """What may be pointers in the entries of a record; the pages of these say where they lead."""
    lists = record.kind == "authorities"
    return {token for entry in record.entries if lists or entry.named for token in entry.tokens}


def leads_home(
    record: "Record", pointer: "Pointer", entities: Container[str], aliases: Mapping[str, str]
) -> bool:  # fmt: skip
    """Whether what is kept says that a pointer leads into its document, or to the title of that for want of better."""
    _token, id_, file, _fragment, world = pointer
    if record.kind == "authorities":
        return False
    return is_own(record, pointer) or (aliases.get(id_, id_) not in entities and world is None and file == "")


def sort_key(record: "Record") -> str:
    """What the register sorts a document by, before its id."""
    return record.date_key or UNDATED


def _date_key(sort: str) -> str:
    return "" if sort == UNDATED else sort


def known(each: Told, sort: str, label: str, cache: Cache) -> Known:
    """What is known of an entity; what is told of it goes into the cache."""
    data = each.dump()
    key = digest("told", data)
    if not cache.has(key):
        cache.put(key, data)
    speeches = sum([number for *_rest, number in each.spoken])
    return Known(each.kind, key, each.size, each.mentions, each.texts, speeches, sort, label)


def references(pointers: "Iterable[Pointer]", record: "Record") -> bytes:
    """The hash of what a document says where it refers to something by some of its pointers."""
    tokens = {pointer[0] for pointer in pointers}
    return digest(repr([each for each in record.references if each[0] in tokens]))


def leading(pointers: "Iterable[Pointer]", record: "Record") -> bytes:
    """The hash of some pointers of a document, and of how it refers to them."""
    some = list(pointers)
    tokens = {pointer[0] for pointer in some}
    return digest(
        repr([(pointer, is_own(record, pointer)) for pointer in some]),
        repr([(token, as_) for token, _block, as_, _text in record.references if token in tokens]),
    )


def _rest(
    record: "Record", entities: Container[str], aliases: Mapping[str, str], taken: Container[str],
    topics: Container[str], lists: Container[str | None],
) -> "list[Pointer]":  # fmt: skip
    held = entities, aliases, taken, topics, lists
    return [pointer for pointer in record.pointers if not _leads_where(record, pointer, *held)]


def _leads_where(
    record: "Record", pointer: "Pointer", entities: Container[str], aliases: Mapping[str, str], taken: Container[str],
    topics: Container[str], lists: Container[str | None],
) -> bool:  # fmt: skip
    """Whether what is kept says where a pointer leads: into its document, to an entity, the world, or nowhere."""
    # As Register has it: its own places, what documents are called by, entities, all else.
    _token, id_, file, fragment, world = pointer
    if is_own(record, pointer) and id_ not in entities:
        return True
    if world is not None:
        return file is None
    if aliases.get(id_, id_) in entities:
        return file in lists or (not file and fragment not in taken)
    # The rest leads nowhere.
    return not file and fragment not in taken and id_ not in topics and not is_named_otherwise(fragment)
