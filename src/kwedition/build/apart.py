"""Who is who where documents number people for themselves.

Interviews, transcripts and plays say in each file who speaks there, and may call them by the same short ids (``S1``),
which mean nobody outside of it. Lists that letters repeat from each other have ids that mean the same everywhere. What
tells the one from the other is whom the ids are said to mean: where the names of two have no word in common and no
number in the world is the same, they are two, each known by the id of its document, too.

Plays give ids in words (``diener``), and the same to the servants of each. A character of whom nothing is known but one
name is that of the play, unless half of those who speak in one of two plays have the same ids in the other, as where
each act is a file, or one play goes on in another.

Databases number persons and places each for themselves: names with ``key="12"`` mean one thing of each kind.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import combinations, islice

from kwedition.build.record import KINDS, Entry, Form, Naming, Pointer, Record, element

# Ids of people are not looked at that nobody would give twice to different ones: names, and numbers of databases.
_LONGEST = 11
_NUMBERED = re.compile(r"[^\W\d_]{0,6}[-_.]?\d{0,3}[^\W\d_]?")
_WORD = re.compile(r"[^\W_]{2,}")

# Of fewer speakers it says little how many of them speak elsewhere, too.
_CAST = 4
# With so many plays another is compared before it is asked whom all of them have in common.
_FEW = 8

_Own = dict[str, dict[str, Entry]]


def kept_apart(records: Sequence[Record]) -> tuple[Sequence[Record], frozenset[str]]:
    """The records, with ids of their own for people who have one that means others elsewhere, and these ids."""
    records, numbers = _by_kind(records)
    ids = _numbered(records)
    characters = _characters(records)
    for id_, plays in characters.items():
        for document, first in plays.items():
            ids.setdefault(document, {}).setdefault(id_, f"{first}.{id_}")
    if not ids:
        return records, numbers
    used = {entry.id for record in records for entry in record.entries}
    used |= {naming.entity for record in records for naming in record.namings}
    ids = {document: {id_: _free(new, used) for id_, new in some.items()} for document, some in ids.items()}
    paths = {record.path: ids[record.id] for record in records if record.id in ids}
    meant = frozenset(id_ for each in ids.values() for id_ in each)
    told = [_of_play(record, characters) for record in records]
    return [_renamed(record, ids.get(record.id, {}), paths) for record in told], meant | numbers


def _numbered(records: Sequence[Record]) -> dict[str, dict[str, str]]:
    """Ids of their own for people whose short ids mean others elsewhere, by document and id."""
    own = _own(records)
    several = {id_: entries for id_, entries in own.items() if len(entries) > 1}
    twice = {id_ for id_, entries in several.items() if _are_others(list(entries.values()))}
    # Somebody without a name is nobody's like, in a document that numbers for itself.
    numbering = {document for id_ in twice for document in several[id_]}
    unnamed = {id_ for id_, entries in several.items() if not all(entry.forms for entry in entries.values())}
    ids: dict[str, dict[str, str]] = {}
    for id_ in [id_ for id_ in several if id_ in twice or id_ in unnamed]:
        for document in several[id_]:
            if document in numbering:
                ids.setdefault(document, {})[id_] = f"{document}.{id_}"
    return ids


def _free(id_: str, used: Container[str]) -> str:
    """An id that nobody has: documents may have such ids, too."""
    while id_ in used:
        id_ += "-"
    return id_


def _characters(records: Sequence[Record]) -> dict[str, dict[str, str]]:
    """The ids that several plays give each to a character of its own, with the document of each play, and the first of
    those in which the same people speak.
    """
    if not any(record.play for record in records):
        return {}
    casts: dict[str, frozenset[str]] = {}
    plays: dict[str, list[str]] = {}
    elsewhere: set[str] = set()
    for record in records:
        is_play = record.kind == "document" and record.play
        speaking = {id_ for id_, _place, _number in record.spoken} if is_play else set()
        own = {entry.id: entry for entry in record.entries}
        cast = frozenset(id_ for id_ in speaking & own.keys() if own[id_].kind == "persons" and own[id_].named)
        if len(cast) >= _CAST:
            casts[record.id] = cast
        for id_, entry in own.items():
            if record.id in casts and id_ in cast and _is_character(entry):
                plays.setdefault(id_, []).append(record.id)
            else:
                elsewhere.add(id_)
    plays = {id_: some for id_, some in plays.items() if id_ not in elsewhere and len(some) > 1}
    alike = _Alike(casts)
    found: dict[str, dict[str, str]] = {}
    for id_, documents in plays.items():
        firsts: dict[str, str] = {}
        distinct: dict[str, None] = {}
        for document in documents:
            first = firsts[document] = alike.first(document, distinct)
            distinct[first] = None
        if len(distinct) > 1:
            found[id_] = firsts
    return found


class _Alike:
    """Which plays the same people speak in, where thousands have some in common: not each is compared with each."""

    def __init__(self, casts: Mapping[str, frozenset[str]]) -> None:
        self._casts = list(casts.values())
        self._order = {document: order for order, document in enumerate(casts)}
        self._documents = list(casts)
        # The numbers of all plays in which somebody speaks, in their order.
        self._having: dict[str, list[int]] = {}
        for order, cast in enumerate(self._casts):
            for id_ in cast:
                self._having.setdefault(id_, []).append(order)
        self._known: dict[int, list[int]] = {}

    def first(self, document: str, firsts: Mapping[str, None]) -> str:
        """The first of some earlier plays (in their order) in which the same people speak; else the play itself."""
        order = self._order[document]
        # Mostly it is one of few.
        for each in islice(firsts, _FEW):
            if _speak_alike(self._casts[self._order[each]], self._casts[order]):
                return each
        if len(firsts) <= _FEW:
            return document
        if order not in self._known:
            self._known[order] = self._before(order)
        return next((each for each in map(self._documents.__getitem__, self._known[order]) if each in firsts), document)

    def _before(self, order: int) -> list[int]:
        """The earlier plays in which the same people speak, in their order."""
        shared: Counter[int] = Counter()
        for id_ in self._casts[order]:
            having = self._having[id_]
            shared.update(having[: bisect_left(having, order)])
        size, casts = len(self._casts[order]), self._casts
        return sorted(each for each, number in shared.items() if _are_alike(number, len(casts[each]), size))


def _is_character(entry: Entry) -> bool:
    """Whether an entry says no more of somebody than one word by which they are called, or is a role of a play."""
    return entry.role or (not (entry.authority or entry.aliases or entry.facts) and len(entry.label.split()) == 1)


def _speak_alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return _are_alike(len(one & two), len(one), len(two))


def _are_alike(shared: int, one: int, two: int) -> bool:
    """Whether casts of two sizes are the same people: half of the smaller one."""
    return 2 * shared >= min(one, two)


def _of_play(record: Record, characters: Mapping[str, Mapping[str, str]]) -> Record:
    """A record whose characters say of which play they are: in an index stand many of their name."""
    if not any(record.id in characters.get(entry.id, {}) for entry in record.entries):
        return record
    play = element("description", record.title)
    entries = [
        each._replace(facts=play) if record.id in characters.get(each.id, {}) else each for each in record.entries
    ]
    return record._replace(entries=tuple(entries))


def _by_kind(records: Sequence[Record]) -> tuple[Sequence[Record], frozenset[str]]:
    """The records, with ids of their own for what has the number of something of another kind, and these numbers."""
    kinds: dict[str, set[str]] = {}
    for record in records:
        for naming in record.namings:
            if naming.kind != "any" and naming.entity.isdecimal():
                kinds.setdefault(naming.entity, set()).add(naming.kind)
    twice = {id_ for id_, each in kinds.items() if len(each) > 1}
    if twice:
        twice -= {id_ for record in records for entry in record.entries for id_ in (entry.id, *entry.aliases)}
    if not twice:
        return records, frozenset()
    first = {id_: min(kinds[id_], key=KINDS.index) for id_ in twice}

    def apart(naming: Naming) -> Naming:
        if naming.entity not in twice or naming.kind in ("any", first[naming.entity]):
            return naming
        # (The pages of texts know this id, too: kw:named-link.)
        return naming._replace(entity=f"{naming.kind}.{naming.entity}")

    return [record._replace(namings=tuple(map(apart, record.namings))) for record in records], frozenset(twice)


def _own(records: Iterable[Record]) -> _Own:
    """The entries of persons by id and document, where documents have their own and no list of the edition vouches."""
    vouched: set[str] = set()
    found: _Own = {}
    for record in records:
        for entry in record.entries:
            if entry.authority or record.kind != "document":
                vouched.add(entry.id)
            elif entry.kind == "persons" and entry.named and len(entry.id) <= _LONGEST:
                found.setdefault(entry.id, {}).setdefault(record.id, entry)
    return {id_: each for id_, each in found.items() if id_ not in vouched and _NUMBERED.fullmatch(id_)}


def _are_others(entries: Sequence[Entry]) -> bool:
    """Whether some entry with a name is of somebody else than the first."""
    if len({entry.label for entry in entries}) == 1:
        return False
    named = [(_words(entry.forms), set(entry.aliases)) for entry in entries if entry.forms]
    return any(named[0][0].isdisjoint(words) and named[0][1].isdisjoint(aliases) for words, aliases in named[1:])


def is_numbered(entry: Entry) -> bool:
    """Whether the id of an entry may mean others in other documents."""
    is_person = entry.kind == "persons" and entry.named and not entry.authority
    return is_person and len(entry.id) <= _LONGEST and _NUMBERED.fullmatch(entry.id) is not None


def is_character(record: Record, entry: Entry) -> bool:
    """Whether an entry may be of somebody who is another in each play."""
    return record.play and _is_character(entry) and any(entry.id == id_ for id_, _place, _number in record.spoken)


def are_alike(forms: Sequence[tuple[Form, ...]]) -> bool:
    """Whether the entries of one id that have these forms are of one person, whatever else they say."""
    words = [_words(some) for some in forms]
    return len(forms) < 2 or (all(forms) and not any(one.isdisjoint(two) for one, two in combinations(words, 2)))


def _words(forms: Iterable[Form]) -> set[str]:
    text = unicodedata.normalize("NFD", " ".join(form[0] for form in forms)).casefold()
    return set(_WORD.findall("".join(sign for sign in text if not unicodedata.combining(sign)))) or {text}


def _renamed(record: Record, ids: Mapping[str, str], paths: Mapping[str, Mapping[str, str]]) -> Record:
    def new(pointer: Pointer) -> Pointer:
        token, id_, file, fragment, world = pointer
        if world is not None:
            return pointer
        known = paths.get(file, {}) if file else ids
        return (token, known[id_], file, fragment, world) if id_ in known else pointer

    pointers = tuple(map(new, record.pointers))
    if not ids:
        return record if pointers == record.pointers else record._replace(pointers=pointers)
    return record._replace(
        pointers=pointers,
        entries=tuple([
            each._replace(id=ids.get(each.id, each.id), part_of=tuple([ids.get(id_, id_) for id_ in each.part_of]))
            for each in record.entries
        ]),
        namings=tuple([each._replace(entity=ids.get(each.entity, each.entity)) for each in record.namings]),
        reported=tuple([(ids.get(id_, id_), place, text) for id_, place, text in record.reported]),
        parties=tuple([(role, ids.get(id_, id_), letter) for role, id_, letter in record.parties]),
        spoken=tuple([(ids.get(id_, id_), place, number) for id_, place, number in record.spoken]),
        wrote=tuple([ids.get(id_, id_) for id_ in record.wrote]),
    )  # fmt: skip
