"""All records in, one register out: whom the edition names, which document cites which, where every pointer leads.

Entries of one id are one entity; what is named but has no entry becomes one, and says so. The register holds the
records' own pieces and copies nothing, so it is merged anew at every build.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kwedition.build.apart import kept_apart
from kwedition.build.record import Entry, Form, Naming, Pointer, Record, attribute, element, escaped, moved
from kwedition.edition import address as address_for
from kwedition.edition import folded

if TYPE_CHECKING:
    from kwedition.build.told import Title, Told

# Sort key and index section of a name.
Collate = Callable[[str], tuple[str, str]]

_SPACE = re.compile(r"[ \t\r\n]+")
# Signs that stand in no fragment (kw:fragment of shared/kinds.xsl).
_NO_FRAGMENT = str.maketrans(dict.fromkeys("#%[]{}<>\\^`|", "_"))

# Forms, and the ids of the documents whose entries have just these.
Alike = tuple[tuple[Form, ...], tuple[str, ...]]

# Documents without a date come last.
UNDATED = "99999"


@dataclass(slots=True)
class Entity:
    """A person, place, organization or event. ``entry`` is ``yes``, ``no`` (a reference without entry) or ``form``."""

    id: str
    kind: str
    entry: str
    sort: str
    label: str
    forms: tuple[Form, ...]
    key: str
    section: str
    form_keys: tuple[tuple[str, str], ...]
    facts: str = ""
    lived: str = ""
    part_of: tuple[str, ...] = ()
    source: Record | None = None
    tei: str = ""
    tokens: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    # The forms that its entries have (see ``alike``), those of the entry that speaks for it first.
    entries: tuple[Alike, ...] = ()
    mentions: list[tuple[Record, Naming]] = field(default_factory=list)
    # Where it speaks: in which document, where first, and how often.
    spoken: list[tuple[Record, str, int]] = field(default_factory=list)
    # The documents whose author it is.
    wrote: list[Record] = field(default_factory=list)
    # What its page is called, where that is not its id.
    file: str = ""
    # XML that is asked for again and again, made when it is first asked for: by then all is known.
    _named: str = ""
    _head: str = ""
    _attributes: str = ""
    _times: int = -1

    @property
    def address(self) -> str:
        """The address of the entity's page."""
        return address_of(self.kind, self.file or self.id)

    @property
    def named(self) -> str:
        """What a page is told of it that names it: a ``named`` as XML."""
        if not self._named:
            self._named = named(self.kind, self.id, self.label, self.address)
        return self._named

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        if self._times < 0:
            self._times = sum([naming.number for _record, naming in self.mentions])
        return self._times

    @property
    def is_heard(self) -> bool:
        """Whether a text mentions it, or it speaks in one, or wrote one."""
        return bool(self.mentions or self.spoken or self.wrote)

    @property
    def heading(self) -> str:
        """Its name as an index has it, like ``kw:heading`` of ``shared/entries.xsl``: Stalin, Joseph."""
        sort = next((sort for text, sort, _attributes in self.forms if text == self.label), "")
        return heading(self.label, sort)

    def head(self) -> str:
        """Its names and facts as XML."""
        if self._head:
            return self._head
        parts = "".join(f"<part-of{attribute('id', id_)}/>" for id_ in self.part_of)
        self._head = f"{called(self.label, self.forms, self.form_keys)}{self.facts}{parts}"
        return self._head

    def attributes(self) -> str:
        """Its attributes as XML."""
        if not self._attributes:
            about = self.id, self.kind, self.address, self.entry, self.sort, self.key, self.section
            self._attributes = attributes_of(*about)
        return self._attributes

    def mentioned(self) -> list[str]:
        """The XML of its mentions, document by document."""
        return [naming.xml for _record, naming in self.mentions]


def attributes_of(*about: str) -> str:
    """The attributes of an entity as XML: id, kind, address, entry, what it is sorted by, its sort key, its section."""
    names = ("id", "kind", "address", "entry", "sort", "key", "section")
    return "".join([attribute(name, value) for name, value in zip(names, about, strict=True)])


def called(label: str, forms: Iterable[Form], keys: Iterable[tuple[str, str]]) -> str:
    """How an entity is called, as XML: its name and its forms, each with its sort key and its section."""
    held = "".join(
        f"<form{attribute('sort', sort)}{attributes}{attribute('key', key)}{attribute('section', section)}>"
        f"{escaped(text)}</form>"
        for (text, sort, attributes), (key, section) in zip(forms, keys, strict=True)
    )
    return f"{element('label', label)}{held}"


def heading(label: str, sort: str) -> str:
    """A name as an index has it, given what the form of that name is sorted by."""
    return sort if "," in sort and _letters(sort) != _letters(label) else label


def alike(entries: Iterable[tuple[str, tuple[Form, ...]]]) -> tuple[Alike, ...]:
    """Entries with the same forms together, each given by its document and its forms."""
    found: dict[tuple[Form, ...], list[str]] = {}
    for document, forms in entries:
        found.setdefault(forms, []).append(document)
    return tuple([(forms, tuple(documents)) for forms, documents in found.items()])


def merged_forms(entries: Iterable[Alike]) -> tuple[Form, ...]:
    """The forms of an entity: those of the entry that speaks for it, and what the others add."""
    forms: dict[str, Form] = {}
    for some, _documents in entries:
        for form in some:
            forms.setdefault(form[0], form)
    return tuple(forms.values())


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


# How many persons an entity's page names that are mentioned beside it.
_COMPANY = 12


class Register:
    """The whole of an edition: ``documents`` in the order of time, all else in that of the files."""

    def __init__(self, records: Sequence[Record], collate: Collate) -> None:
        self._collate = collate
        # Ids that mean others in each document that has them.
        apart, self.numbered = kept_apart(records)
        self.records = _told_apart(apart)
        self._by_id = {record.id: record for record in self.records}
        self._by_path = {record.path: record for record in self.records}
        self._by_root: dict[str, Record] = {}
        for record in self.records:
            if record.root:
                self._by_root.setdefault(record.root, record)
        read = [record for record in self.records if record.kind != "authorities"]
        # The only document in whose lists there is a work (or category, object, name) of that id.
        self._by_work: dict[str, Record | None] = {}
        for record in read:
            for work in record.works:
                self._by_work[work] = None if work in self._by_work else record
        self.documents = sorted(read, key=lambda record: (record.date_key or UNDATED, record.id))
        self.authorities = [record for record in self.records if record.kind == "authorities"]
        self.order = {record.id: number for number, record in enumerate(self.documents)}
        # What texts call an entity that has an entry by the address of its number in the world: the entity's id.
        self.aliases: dict[str, str] = {}
        # What entries would call several so, or one that has it for its id.
        self.disputed: frozenset[str] = frozenset()
        self.entities = self._entities()
        # What the pages of some entities are called, by id: those whose ids others have in other letters.
        self.files = _files(self.entities.values())
        for id_, file in self.files.items():
            self.entities[id_].file = file
        self.by_document: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            for record, _naming in entity.mentions:
                self.by_document.setdefault(record.id, []).append(entity)
        self.parts: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            for whole in entity.part_of:
                self.parts.setdefault(whole, []).append(entity)
        self.topics = self._topics()
        self.reported: dict[str, list[str]] = {}
        for record in self.documents:
            for entity_id, place, text in record.reported:
                names = attribute("document", record.id) + attribute("address", record.at(place))
                xml = f"<reported{names}>{record.shown_title}{element('words', text)}</reported>"
                self.reported.setdefault(self.of(entity_id), []).append(xml)
        self._memo: dict[Pointer, str] = {}
        # What is told of entities (see plans.py), for all pages that tell it.
        self.told: dict[str, Told] = {}
        self._persons_of: dict[str, list[str]] = {}
        # Who is named most often in some documents: thousands may stand in the same, as in lists of members.
        self._near: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        # The pointers of documents that have entries, by token.
        self._pointers: dict[str, dict[str, Pointer]] = {}
        # Which documents refer to a document; what they say there, as `cited-by` in XML.
        self.citing: dict[str, set[str]] = {}
        self.citations = self._citations()

    def links(self, record: Record) -> dict[str, str]:
        """Where each pointer of a document leads: ``link`` as XML, by token."""
        return {pointer[0]: self._leading(record, pointer) for pointer in record.pointers}

    def some_links(self, record: Record, tokens: Iterable[str]) -> list[str]:
        """The same of some of its pointers, in their order. (Of a list of thousands, an entry has a few.)"""
        if record.id not in self._pointers:
            self._pointers[record.id] = {pointer[0]: pointer for pointer in record.pointers}
        pointers = self._pointers[record.id]
        return [self._leading(record, pointers[token]) for token in tokens if token in pointers]

    def _leading(self, record: Record, pointer: Pointer) -> str:
        """Where a pointer leads, and where it would if it meant a place of its document."""
        return self._link(record, pointer) + (own_beside(record, pointer) if pointer[1] in self.entities else "")

    def leads_to(self, record: Record, pointer: Pointer) -> str | None:
        """The id of the document that a pointer of a document leads to."""
        found = self._link(record, pointer)
        if ' document="' not in found:
            return None
        _, _, rest = _target_of(found).partition(' document="')
        return rest.partition('"')[0] if rest else None

    @cached_property
    def titles(self) -> "dict[str, Title]":
        """The titles and dates of all documents, lists among them, by id."""
        return {
            record.id: (
                self.order.get(record.id, -1),
                attribute("id", record.id) + attribute("address", record.address),
                record.listed,
            )
            for record in self.records
        }

    def comparisons(self) -> Iterator[str]:
        """The comparisons of accounts as XML."""
        for record in self.records:
            for type_, topic, tokens, note in record.comparisons:
                links = "".join(self.some_links(record, tokens.split()))
                about = attribute("type", type_) + attribute("topic", topic)
                yield f"<comparison{about}>{links}{element('note', note)}</comparison>"

    def company(self, entity: Entity) -> list[tuple[Entity, int]]:
        """The persons most often named in the same documents as an entity, with the number of documents."""
        documents = tuple([record.id for record, _naming in entity.mentions])
        near = self._near.get(documents)
        if near is None:
            near = self._near[documents] = most_named(map(self._persons, documents), lambda id_: self.entities[id_].key)
        return [(self.entities[id_], number) for id_, number in company(entity.id, near)]

    def _persons(self, document: str) -> list[str]:
        """The persons that a document names."""
        persons = self._persons_of.get(document)
        if persons is None:
            persons = [each.id for each in self.by_document[document] if each.kind == "persons"]
            self._persons_of[document] = persons
        return persons

    def ties(self) -> dict[tuple[str, str, str], int]:
        """Who wrote to whom, and who reports words of whom: the number of documents by kind, from, to.

        ``wrote`` leads from a sender to a recipient, ``reports`` from a sender to the one whose words are reported.
        """
        return self._ties

    @cached_property
    def _ties(self) -> dict[tuple[str, str, str], int]:
        ties: Counter[tuple[str, str, str]] = Counter()
        for record in self.documents:
            if not record.parties:
                continue
            letters: dict[str, tuple[set[str], set[str]]] = {}
            for role, id_, letter in record.parties:
                if role in {"sent", "received"} and self.of(id_) in self.entities:
                    letters.setdefault(letter, (set(), set()))[role == "received"].add(self.of(id_))
            spoken = {self.of(id_) for id_, _place, _text in record.reported} & self.entities.keys()
            wrote = {("wrote", one, other) for sent, got in letters.values() for one in sent for other in got - {one}}
            ties.update(sorted(wrote))
            for sender in sorted({one for sent, _got in letters.values() for one in sent}):
                ties.update(("reports", sender, other) for other in sorted(spoken - {sender}))
        return dict(ties)

    def compared(self) -> dict[str, list[str]]:
        """What other accounts say, by document: ``compared`` as XML for each passage that a comparison names.

        It has the passage's id in its document (``at``), the kind of comparison, its topic, and the other passage's
        address, with the title of the document that this is in.
        """
        found: dict[str, dict[str, None]] = {}
        for record in self.records:
            for type_, topic, tokens, _note in record.comparisons:
                pointers = {pointer[0]: pointer for pointer in record.pointers}
                passages = [self._passage(record, pointers[token]) for token in tokens.split() if token in pointers]
                known = [each for each in passages if each is not None]
                label = self.topics[topic][2] if topic in self.topics else ""
                for own, at in known:
                    for other, there in known:
                        if (own, at) != (other, there):
                            names = {"at": at, "type": type_, "topic": topic, "address": f"{other.address}#{there}"}
                            xml = "".join(attribute(name, value) for name, value in names.items())
                            inside = other.shown_title + element("label", label)
                            found.setdefault(own.id, {})[f"<compared{xml}>{inside}</compared>"] = None
        return {id_: list(each) for id_, each in found.items()}

    def _passage(self, record: Record, pointer: Pointer) -> tuple[Record, str] | None:
        """The document and the fragment that a pointer leads to, if it leads to a passage."""
        target = _target_of(self._link(record, pointer))
        id_ = target.partition(' document="')[2].partition('"')[0]
        fragment = target.partition(' address="')[2].partition('"')[0].partition("#")[2]
        return (self._by_id[id_], fragment) if id_ in self._by_id and fragment else None

    def _entities(self) -> dict[str, Entity]:
        entries: dict[str, list[tuple[Record, Entry]]] = {}
        for record in self.records:
            for entry in record.entries:
                if entry.named or record.kind == "authorities":
                    entries.setdefault(entry.id, []).append((record, entry))
        named: dict[str, list[tuple[Record, Naming]]] = {}
        for record in self.records:
            for naming in record.namings:
                named.setdefault(naming.entity, []).append((record, naming))
        entities = {id_: self._entered(id_, group) for id_, group in entries.items()}
        claimed = Counter(alias for entity in entities.values() for alias in entity.aliases)
        for id_, entity in entities.items():
            # What several say of themselves is nobody's name.
            self.aliases |= {alias: id_ for alias in entity.aliases if alias not in entries and claimed[alias] == 1}
        self.disputed = frozenset(claimed.keys() - self.aliases.keys())
        for alias in [alias for alias in self.aliases if alias in named]:
            id_ = self.aliases[alias]
            named[id_] = _together(id_, named.get(id_, []), named.pop(alias), self.records)
        for id_, mentions in named.items():
            if id_ in entities:
                entities[id_].mentions = mentions
            else:
                # Where one says what it names, the others name the same.
                known = [naming for _record, naming in mentions if naming.known_number]
                if known:
                    entities[id_] = self._attested(id_, known, mentions)
        # Who speaks and has no entry and no name has nothing that a page could say.
        for record in self.records:
            for speaker, place, number in record.spoken:
                if (id_ := self.of(speaker)) in entities:
                    spoken = entities[id_].spoken
                    # Who has two names may have spoken under the other in this text, too.
                    twice = bool(spoken) and spoken[-1][0] is record
                    first, before = spoken.pop()[1:] if twice else (place, 0)
                    spoken.append((record, first, before + number))
            for author in dict.fromkeys(map(self.of, record.wrote)):
                if author in entities:
                    entities[author].wrote.append(record)
        return entities

    def of(self, id_: str) -> str:
        """The id of the entity that a reference means by an id: the same, if it is not another name for one."""
        return self.aliases.get(id_, id_)

    def _entered(self, id_: str, group: Sequence[tuple[Record, Entry]]) -> Entity:
        """An entity that has entries; the authority file's speaks for it, the others add their forms."""
        first = next((number for number, (_record, each) in enumerate(group) if each.authority), 0)
        record, entry = group[first]
        others = alike((other.id, each.forms) for n, (other, each) in enumerate(group) if n != first)
        entries = ((entry.forms, (record.id,)), *others)
        # What takes part in several events is part of them all.
        wholes = [part for each in (entry, *(other for _record, other in group)) for part in each.part_of]
        return self._entity(
            id_, entry.kind, "yes", entry.sort, entry.label, merged_forms(entries),
            facts=entry.facts, lived=entry.lived, source=record, tei=entry.tei, tokens=entry.tokens,
            part_of=tuple(dict.fromkeys(part for part in wholes if part != entry.id)), aliases=entry.aliases,
            entries=entries,
        )  # fmt: skip

    def _attested(self, id_: str, known: Sequence[Naming], mentions: list[tuple[Record, Naming]]) -> Entity:
        """An entity that is only named: by a reference that leads nowhere here, or by its form alone.

        ``known`` are the namings that say of what kind it is.
        """
        forms = attested_forms(naming.forms for naming in known)
        label = forms[0][0] if forms else id_
        first = known[0]
        entity = self._entity(id_, first.kind, "form" if first.by_form else "no", label, label, forms)
        entity.mentions = mentions
        return entity

    def _entity(
        self, id_: str, kind: str, entry: str, sort: str, label: str, forms: tuple[Form, ...],
        facts: str = "", lived: str = "", part_of: tuple[str, ...] = (), source: Record | None = None,
        tei: str = "", tokens: tuple[str, ...] = (), aliases: tuple[str, ...] = (), entries: tuple[Alike, ...] = (),
    ) -> Entity:  # fmt: skip
        key, section = self._collate(sort)
        form_keys = tuple(self._collate(sort) for _text, sort, _attributes in forms)
        return Entity(
            id_, kind, entry, sort, label, forms, key, section, form_keys, facts, lived, part_of, source, tei, tokens,
            aliases, entries,
        )  # fmt: skip

    def _topics(self) -> dict[str, tuple[str, list[tuple[Record, str, str]], str]]:
        """The topics in use: XML without its end, passages, label.

        A taxonomy to none of whose categories a passage speaks is no list of topics but one of genres.
        """
        passages: dict[str, list[tuple[Record, str, str]]] = {}
        for record in self.records:
            for topic, block, text in record.passages:
                passages.setdefault(topic, []).append((record, block, text))
        topics: dict[str, tuple[str, list[tuple[Record, str, str]], str]] = {}
        for record in self.records:
            used = {taxonomy for id_, taxonomy, _label, _xml in record.topics if id_ in passages}
            for id_, taxonomy, label, xml in record.topics:
                if taxonomy in used:
                    topics.setdefault(id_, (xml, passages.get(id_, []), label))
        return topics

    def _link(self, record: Record, pointer: Pointer) -> str:
        """A ``link``; without an address when the pointer leads nowhere: it is shown as text, never as a dead link."""
        token, id_, file, fragment, _world = pointer
        # (Most mean an entity.)
        if id_ not in self.entities and is_own(record, pointer):
            return link(token, to_place(record, fragment))
        if file == record.path:
            return link(token, self._target(record, pointer))
        # What a bare '#id' leads to elsewhere is the same for all documents that have it.
        found = self._memo.get(pointer)
        if found is None:
            target = self._target(None if file == "" else self._by_path.get(file or ""), pointer)
            found = self._memo[pointer] = link(token, target) if target[0] or file != "" else ""
        if not found:
            # The document is here, the id is not: its title is the best that can be offered.
            found = link(token, to_nowhere(record) if record.kind != "authorities" else ("", None))
        return found

    def _target(self, record: Record | None, pointer: Pointer) -> tuple[str, str | None]:
        """The attributes and the label of a link; ``record`` is the document that the pointer's file names."""
        token, id_, file, fragment, world = pointer
        if file is None and world is None and "#" in token:
            # Some name a text by its id, and leave the name of its file to the programs that they know.
            name = token.partition("#")[0]
            record = self._by_root.get(name) or self._by_id.get(name) or self._by_id.get(_name_of(name))
        elif record is None and file and "%" in file:
            # (As an address has the name of a file in which there is a space.)
            record = self._by_path.get(unquote(file))
        entity = self.entities.get(self.of(id_))
        if world is not None:
            return _to_entity(entity) if entity else to_world(world)
        # A category in use is a topic, and has a page that says more of it than the header does where it is declared.
        if id_ in self.topics and not entity and (record is None or record.kind != "document"):
            return f' kind="topic"{attribute("address", f"topics.html#{id_}")}', self.topics[id_][2]
        if record and record.kind != "authorities" and not entity and fragment in record.anchors:
            return to_place(record, fragment)
        # A file that is not here may have been merged into another: its ids still mean what they say.
        if record:
            rooted = record if fragment in ("", record.root) else None
        else:
            # (The name of a file that happens to be somebody's id is not meant by it.)
            rooted = self._by_root.get(fragment) or (None if entity else self._by_id.get(fragment))
            if rooted is None and entity is None and fragment:
                # (Some have the whole name of their file for an id, and are meant without its ending.)
                rooted = self._by_root.get(f"{fragment}.xml")
            if rooted is None and entity is None and file is None and is_named_otherwise(fragment):
                rooted = self._by_id.get(_name_of(fragment))
        if rooted and rooted.kind != "authorities":
            return _to_document("document", rooted, rooted.address), rooted.title
        if entity:
            return _to_entity(entity)
        if id_ in self.topics:
            return f' kind="topic"{attribute("address", f"topics.html#{id_}")}', self.topics[id_][2]
        # Some cite works, and name objects, by their ids alone: programs know in which file these are.
        if record is None and not file and (listed := self._by_work.get(fragment)):
            return to_place(listed, fragment)
        if record and record.kind != "authorities":
            # The file is here, the id is not: the file is the best that can be offered.
            return f'{_to_document("document", record, record.address)} inexact="yes"', record.title
        return "", None

    def _citations(self) -> dict[str, list[str]]:
        """What documents refer to in other documents, turned round: by the cited document, ``cited-by`` as XML."""
        found: dict[str, dict[tuple[str, str, str], str]] = {}
        for record in self.documents:
            if not record.references:
                continue
            pointers = {pointer[0]: pointer for pointer in record.pointers}
            for token, block, as_, text in record.references:
                cited = self.leads_to(record, pointers[token]) if token in pointers else None
                if cited is None or cited == record.id:
                    continue
                self.citing.setdefault(cited, set()).add(record.id)
                names = {"document": cited, "from": record.id, "block": block, "as": as_,
                         "address": record.at(block)}  # fmt: skip
                xml = "".join(attribute(name, value) for name, value in names.items())
                inside = element("title", record.title) + element("text", text)
                found.setdefault(cited, {}).setdefault((record.id, block, as_), f"<cited-by{xml}>{inside}</cited-by>")
        return {cited: list(each.values()) for cited, each in found.items()}


def _told_apart(records: Sequence[Record]) -> list[Record]:
    """The records, with one description of the edition: only the first has its page at the top."""
    apart: list[Record] = []
    seen = False
    for record in records:
        if record.kind == "edition" and seen:
            apart.append(moved(record, f"texts/{record.id}.html"))
        else:
            apart.append(record)
        seen = seen or record.kind == "edition"
    return apart


def _together(
    id_: str, some: Sequence[tuple[Record, Naming]], others: Sequence[tuple[Record, Naming]], records: Iterable[Record]
) -> list[tuple[Record, Naming]]:
    """The mentions of an entity under two names as those of one, document by document in the order of ``records``."""
    found: dict[str, tuple[Record, Naming]] = {}
    for record, naming in (*some, *others):
        if record.id in found:
            naming = joined(found[record.id][1], naming)
        found[record.id] = record, naming._replace(entity=id_)
    return [found[record.id] for record in records if record.id in found]


def joined(first: Naming, other: Naming) -> Naming:
    """The mentions of an entity in a document that names it in two ways, as those of one."""
    return first._replace(
        xml=first.xml + other.xml, forms=first.forms + other.forms,
        number=first.number + other.number, known_number=first.known_number + other.known_number,
    )  # fmt: skip


def most_named(named: Iterable[Iterable[str]], key: Callable[[str], str]) -> list[tuple[str, int]]:
    """The persons most often named in some documents, with the number of those that name them: of whoever is one of
    them, the company.

    ``named`` are the persons whom each of the documents names; ``key`` is the sort key of one.
    """
    documents = list(named)
    # (One document names nobody twice, but may name twenty thousand.)
    if len(documents) < 2:
        return []
    often = (each for each in Counter(chain.from_iterable(documents)).items() if each[1] > 1)
    return nsmallest(_COMPANY + 1, often, key=lambda each: (-each[1], key(each[0]), each[0]))


def company(id_: str, near: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Who is named with somebody most often, given who is in all documents that name them."""
    return [each for each in near if each[0] != id_][:_COMPANY]


def attested_forms(used: Iterable[Iterable[tuple[str, str, int | None]]]) -> tuple[Form, ...]:
    """The forms of an entity that has no entry, given those that each document uses; the first is its name.

    That is what a key calls it in words, else the fullest of the most frequent ones, in whatever order the documents
    come. What only refers to it (an `rs` of which the reference says the kind) is its name where no name is.
    """
    every = list(chain.from_iterable(used))
    counted: dict[str, tuple[int, int, str]] = {}
    for text, language, rank in [form for form in every if form[2] is not None] or every:
        highest, count, kept = counted.get(text, (0, 0, language))
        counted[text] = (max(highest, rank or 0), count + 1, kept)
    # Letter heads name people in full; running text says 'Fritz'. (Of equal forms, none is found first.)
    ordered = sorted(counted.items(), key=lambda each: (-each[1][0], -each[1][1], -len(each[0]), each[0]))
    return tuple((text, text, attribute("xml:lang", language)) for text, (_h, _n, language) in ordered)


def link(token: str, target: tuple[str, str | None]) -> str:
    """Where a pointer leads, as XML: the attributes that say it, and what is there."""
    to, label = target
    inside = "" if label is None else element("label", label)
    return f"<link{attribute('token', token)}{to}>{inside}</link>"


def _target_of(link_: str) -> str:
    """A link without its token, which may look like anything."""
    return link_.split('"', 2)[-1]


def _to_document(kind: str, record: Record, address: str | None) -> str:
    to = "" if address is None else attribute("address", address)
    return f' kind="{kind}"{attribute("document", record.id)}{to}'


def to_world(address: str) -> tuple[str, None]:
    """The attributes of a link to an address in the world; none for one that must not become a link."""
    return (f' kind="external"{attribute("address", address)}' if address else ""), None


def is_own(record: Record, pointer: Pointer) -> bool:
    """Whether what a pointer of a document means is in this document, unless it is an entity."""
    _token, _id, file, fragment, _world = pointer
    return file in ("", record.path) and fragment in record.anchors and record.kind != "authorities"


def is_named_otherwise(name: str) -> bool:
    """Whether a document may be meant by the address of its page (``b.html``), or as an address has its name."""
    return name.endswith(".html") or "%" in name


def _name_of(name: str) -> str:
    """The id that a document has by its name."""
    return address_for(unquote(name.rpartition("/")[2].removesuffix(".html")))


def own_beside(record: Record, pointer: Pointer) -> str:
    """Where a link leads whose address means a place of its document, while names that have the same mean an entity."""
    if not is_own(record, pointer):
        return ""
    to, label = to_place(record, pointer[3])
    return link(pointer[0], (f'{to} own="yes"', label))


def to_place(record: Record, fragment: str) -> tuple[str, str]:
    """The attributes and the label of a link to a place in a document."""
    to = _to_document("place", record, record.at(_fragment(fragment)))
    work, about = record.works.get(fragment, ("", ""))
    names = (("work", work), ("about", about))
    return to + "".join([attribute(name, value) for name, value in names if value]), record.title


def to_nowhere(record: Record) -> tuple[str, str]:
    """The attributes and the label of a link of a document that leads nowhere: its own title is all there is."""
    return f'{_to_document("document", record, None)} inexact="yes"', record.title


def to_entity(kind: str, id_: str, label: str, address: str) -> tuple[str, str]:
    """The attributes and the label of a link to an entity."""
    return f' kind="{kind}"{attribute("entity", id_)}{attribute("address", address)}', label


def address_of(kind: str, file: str) -> str:
    """The address of an entity's page, given what that is called: mostly its id (``Register.files``)."""
    return f"{kind}/{file}.html"


def _files(entities: Iterable[Entity]) -> dict[str, str]:
    """What the pages of entities are called whose ids are those of others but for the case of letters.

    Not every file system tells ``London.html`` from ``LONDON.html``. The id of more small letters is kept.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for entity in entities:
        alike.setdefault((entity.kind, folded(entity.id)), []).append(entity.id)
    files: dict[str, str] = {}
    for (kind, letters), ids in list(alike.items()):
        # (The index of the kind has its name already.)
        others = ids if letters == "index" else sorted(ids, reverse=True)[1:]
        for number, id_ in enumerate(others, 2):
            file = f"{id_}-{number}"
            while (kind, folded(file)) in alike:
                file += "-"
            alike[kind, folded(file)] = [id_]
            files[id_] = file
    return files


def named(kind: str, id_: str, label: str, address: str) -> str:
    """What a page is told of an entity that it names: a ``named`` as XML."""
    about = (("entity", id_), ("kind", kind), ("address", address), ("label", label))
    return f"<named{''.join(attribute(name, value) for name, value in about)}/>"


def _to_entity(entity: Entity) -> tuple[str, str]:
    return to_entity(entity.kind, entity.id, entity.label, entity.address)


def _fragment(id_: str) -> str:
    """An ``xml:id`` after ``#``, as ``kw:fragment`` has it: ids that begin with ``kw-`` are the pages' own."""
    plain = _SPACE.sub("-", id_.strip(" \t\r\n")).translate(_NO_FRAGMENT)
    return f"_{plain}" if plain.startswith("kw-") else plain
