"""What the next build is left of this one's register, so that it can follow a change without reading all records.

It is what replan.py asks about: what entities are told of (told.py), whom each document names, what its pointers lead
to, what the chronology shows. All of it is plain strings and numbers.
"""

import marshal
import zlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple, Self

from kwedition.build import plans
from kwedition.build.cache import Cache, digest
from kwedition.build.told import Title, Told

if TYPE_CHECKING:
    from kwedition.build.pages import Context
    from kwedition.build.record import Pointer, Record
    from kwedition.build.register import Register

# The outputs whose pages follow from what is kept.
_OUTPUTS = frozenset(("site", "data", "text", "markdown", "search"))
# Fewer documents than this are planned in no time.
FEW = 200


class Known(NamedTuple):
    """What is known of an entity at a glance.

    ``told`` is the key under which the cache has what is told of it, ``size`` what an index takes that shows its
    mentions; ``mentions`` and ``texts`` are their numbers.
    """

    kind: str
    told: bytes
    size: int
    mentions: int
    texts: int
    sort: str
    label: str


@dataclass(slots=True)
class Kept:
    """What lists are planned from.

    ``entities`` are in the order of the register, ``titles`` in that of the files. ``persons`` are those of the data in
    their order: id, and length of what the data are told. ``named`` has for each document the numbers of the entities
    that it names, ``firsts`` those that have no entry and are named in it first. ``citing`` are the documents that cite
    others, with the hash of the sentences in which they do; ``leading`` has for each document the hash of those
    pointers of which what is kept does not say where they lead. ``taken`` are the ids under which documents are known,
    ``lists`` the paths of files with entries alone.
    """

    frame: str
    edition: str
    titles: dict[str, Title]
    entities: dict[str, Known]
    persons: list[tuple[str, int]]
    points: list[tuple[str, str]]
    named: dict[str, tuple[int, ...]]
    firsts: dict[str, tuple[str, ...]]
    citing: dict[str, bytes]
    leading: dict[str, bytes]
    taken: frozenset[str]
    lists: frozenset[str | None]

    def leads_where(self, pointer: "Pointer") -> bool:
        """Whether what is kept says where a pointer leads: into the world, or to an entity."""
        return _leads_where(pointer, self.entities, self.taken, self.lists)

    def dump(self, state: bytes) -> bytes:
        """It as bytes; ``state`` is that of the edition of which it was kept."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["entities"] = {id_: tuple(known) for id_, known in self.entities.items()}
        return state + zlib.compress(marshal.dumps(values, 2), 1)

    @classmethod
    def load(cls, data: bytes | None, state: bytes) -> Self | None:
        """What ``dump`` wrote, if it is of this state."""
        if data is None or not data.startswith(state):
            return None
        try:
            values = marshal.loads(zlib.decompress(data[len(state) :]))
            values["entities"] = {id_: Known._make(known) for id_, known in values["entities"].items()}
            return cls(**values)
        except (ValueError, EOFError, TypeError, KeyError, zlib.error):
            return None


def is_wanted(context: "Context", documents: int) -> bool:
    """Whether it pays to keep what an edition is planned from, and can be done."""
    return documents >= FEW and len(context.languages) < 2 and set(context.outputs) <= _OUTPUTS


def of(register: "Register", context: "Context", cache: Cache) -> Kept:
    """What is kept of a register; what is told of each entity goes into the cache."""
    entities = {}
    for entity in register.entities.values():
        each = plans.of_entity(register, entity)
        entities[each.id] = known(each, entity.key, entity.label, cache)
    numbers = {id_: number for number, id_ in enumerate(entities)}
    named = {id_: tuple([numbers[each.id] for each in some]) for id_, some in register.by_document.items()}
    firsts: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for record in register.records:
        new = [n.entity for n in record.namings if n.entity in entities and n.entity not in seen]
        seen.update(new)
        firsts[record.id] = tuple([id_ for id_ in new if register.entities[id_].entry != "yes"])
    citing = set().union(*register.citing.values())
    taken = {id_ for each in register.records if each.kind != "authorities" for id_ in (each.id, each.root) if id_}
    lists: set[str | None] = {each.path for each in register.authorities}
    return Kept(
        frame=plans.framed(register, context),
        edition=plans.described(context),
        titles=register.titles,
        entities=entities,
        persons=[(each.id, len(each.indexed())) for each in plans.sorted_persons(register)],
        points=[(point.key, point.xml) for point in plans.points(register)],
        named=named,
        firsts={id_: some for id_, some in firsts.items() if some},
        citing={each.id: references(each) for each in register.documents if each.id in citing},
        leading={
            each.id: leading([p for p in each.pointers if not _leads_where(p, entities, taken, lists)], each)
            for each in register.documents
        },
        taken=frozenset(taken),
        lists=frozenset(lists),
    )


def known(each: Told, sort: str, label: str, cache: Cache) -> Known:
    """What is known of an entity; what is told of it goes into the cache."""
    data = each.dump()
    key = digest("told", data)
    if not cache.has(key):
        cache.put(key, data)
    return Known(each.kind, key, each.size, each.mentions, each.texts, sort, label)


def references(record: "Record") -> bytes:
    """The hash of what a document says where it refers to something."""
    return digest(repr(record.references))


def leading(pointers: "Iterable[Pointer]", record: "Record") -> bytes:
    """The hash of some pointers of a document, and of how it refers to them."""
    some = list(pointers)
    tokens = {pointer[0] for pointer in some}
    return digest(
        repr(some), repr([(token, as_) for token, _block, as_, _text in record.references if token in tokens])
    )


def _leads_where(
    pointer: "Pointer", entities: Mapping[str, object], taken: Container[str], lists: Container[str | None]
) -> bool:
    # As Register has it: an entity is found where no document has that name, and where the file is none.
    _token, id_, file, fragment, world = pointer
    if world is not None:
        return file is None
    return id_ in entities and (file in lists or (not file and fragment not in taken))
