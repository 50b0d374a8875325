"""Entries that say something else of whom the edition knows, put in the place of what they said.

Which entries there are, of which kind, in which documents and part of what, is as it was (see ``record.hashes``): so
everybody has the place that they had. What pages are told of somebody follows from the entry that speaks for them and
from the forms of the others, of which the last build kept what is needed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import TYPE_CHECKING

from kwedition.build import apart, images, kept, slices
from kwedition.build.divided import Point
from kwedition.build.kept import Kept
from kwedition.build.record import Form, attribute, counted, element
from kwedition.build.register import (
    Alike,
    Collate,
    alike,
    attributes_of,
    called,
    is_own,
    merged_forms,
    named,
)
from kwedition.build.relisted import Lists, Unknown
from kwedition.build.told import Told

if TYPE_CHECKING:
    from kwedition.build.record import Entry, Pointer, Record

_AROUND = re.compile(r'^<(?:whole|part) address="([^"]*)">')
_LINK = re.compile(r'<link token="([^"]*)".*?</link>', re.DOTALL)


class Entries:
    """Follows changed entries into what is told of those whom they are for.

    ``place`` is that of each document in the order of the files; ``link`` says where a pointer of a document leads, of
    one of which what is kept says it.
    """

    def __init__(
        self, known: Kept, lists: Lists, place: Mapping[str, int], collate: Collate,
        link: "Callable[[Record, Pointer], str]",
    ) -> None:  # fmt: skip
        self._known = known
        self._lists = lists
        self._place = place
        self._collate = collate
        self._link = link
        # The years of events that are told otherwise now.
        self.years: set[str] = set()
        # What those were called that are called or sorted otherwise now, by id.
        self.renamed: dict[str, str] = {}

    def follow(self, old: "Record", new: "Record") -> None:
        """Put what the entries of a document say now in the place of what they said."""
        others = self._led(old, new)
        before, now = counted(old), counted(new)
        for was, entry in zip(before, now, strict=True):
            if was.id != entry.id:
                raise Unknown
            if was != entry or not others.isdisjoint(entry.tokens):
                self._enter(old, new, was, entry)

    def rename(self) -> set[str]:
        """Tell whatever leads to those who are called otherwise now, or is part of them, what they are called.

        Returns those who are mentioned beside them.
        """
        known, lists = self._known, self._lists
        if not self.renamed:
            return set()
        if not known.compared.isdisjoint(self.renamed):
            raise Unknown
        ids = list(known.entities)
        numbers = {number for number, id_ in enumerate(ids) if id_ in self.renamed}
        by_address = {known.address(id_): id_ for id_ in ids}
        own = lists.told_of(self.renamed)
        around = {
            by_address[unescape(address)]
            for each in own.values()
            for part in each.beside
            for address in _AROUND.findall(part)
        }
        leading = {id_ for id_, some in known.bound.items() if not numbers.isdisjoint(some)}
        told_of_them = sorted({*around, *leading, *lists.new})
        self._load(told_of_them)
        for id_ in told_of_them:
            each = lists.new.get(id_, lists.old[id_])
            beside = tuple([self._part(part) for part in each.beside])
            now = each._replace(links=self.called(each.links), beside=beside)
            if now != each:
                lists.new[id_] = now
        persons = {number for number in numbers if known.entities[ids[number]].kind == "persons"}
        others = {ids[n] for some in known.named.values() if not persons.isdisjoint(some) for n in some}
        self._load(others)
        return others

    def called(self, xml: str) -> str:
        """A slice, or a part of one, with the names that some have now."""
        known = self._known
        labels = {id_: known.entities[id_].label for id_ in self.renamed}
        named_ = {id_: named(known.entities[id_].kind, id_, label, known.address(id_)) for id_, label in labels.items()}
        return slices.with_names(xml, labels, named_)

    def documents(self) -> set[str]:
        """The documents that say how somebody is called who is called otherwise now."""
        known = self._known
        numbers = {n for n, id_ in enumerate(known.entities) if id_ in self.renamed}
        return {id_ for of in (known.named, known.led) for id_, some in of.items() if not numbers.isdisjoint(some)}

    def _part(self, xml: str) -> str:
        """What the page of an entity says of what it is part of, or of its parts, with the names of now."""
        for id_ in self.renamed:
            for name in ("whole", "part"):
                begin = f"<{name}{attribute('address', self._known.address(id_))}>"
                if xml.startswith(begin):
                    return f"{begin}{element('label', self._known.entities[id_].label)}</{name}>"
        return xml

    def _load(self, ids: Iterable[str]) -> None:
        lists = self._lists
        lists.old |= lists.told_of([id_ for id_ in ids if id_ not in lists.new and id_ not in lists.old])

    def _led(self, old: "Record", new: "Record") -> set[str]:
        """The tokens that lead elsewhere now, of which what is kept says where."""
        known = self._known
        ways = []
        for record in (old, new):
            rest = {pointer[0] for pointer in known.rest(record)}
            own = kept.of_entries(record)
            mine = [pointer for pointer in record.pointers if pointer[0] in own]
            # Titles that pages of entities show must be those of the same documents as before.
            home = any(kept.leads_home(record, pointer, known.entities, known.aliases) for pointer in mine)
            led = {each[0]: (each, is_own(record, each)) for each in record.pointers if each[0] not in rest}
            ways.append((home, own & rest, led))
        if ways[0][:2] != ways[1][:2]:
            raise Unknown
        return {token for token, _way in ways[0][2].items() ^ ways[1][2].items()}

    def _enter(self, old: "Record", new: "Record", was: "Entry", entry: "Entry") -> None:
        if apart.is_character(new, was) != apart.is_character(new, entry):
            # Whether it is somebody else in each play, all plays together say.
            raise Unknown
        each = self._told(entry.id)
        others = self._others(each, new.id, was.forms, entry.forms)
        if (was.forms, was.aliases) != (entry.forms, entry.aliases):
            self._check_one(new, entry, others)
        label = self._known.entities[entry.id].label
        forms = merged_forms(each.entries)
        begin = called(label, forms, [self._collate(sort) for _text, sort, _attributes in forms])
        if not each.head.startswith(begin):
            raise Unknown
        rest = each.head[len(begin) :]
        attributes, tei, links = each.attributes, each.entry, each.links
        if each.entries[0][1] == (new.id,):
            # It is this entry that speaks for it.
            at = tei.removesuffix(was.tei)
            if not rest.startswith(was.facts) or label != was.label or at + was.tei != tei:
                raise Unknown
            if images.portraits(was.facts) != images.portraits(entry.facts):
                # Which images the edition shows is found out when all is planned.
                raise Unknown
            rest, tei, label = entry.facts + rest[len(was.facts) :], at + entry.tei, entry.label
            self._name(entry.id, was.aliases, entry.aliases)
            attributes = self._attributes(each, was.sort, entry.sort)
            links = self._links(new, each, entry)
        forms = merged_forms(others)
        head = called(label, forms, [self._collate(sort) for _text, sort, _attributes in forms]) + rest
        known = self._known.entities[entry.id]
        if label != known.label or attributes != each.attributes:
            self.renamed.setdefault(entry.id, known.label)
            self._known.entities[entry.id] = known._replace(sort=self._collate(entry.sort)[0], label=label)
        now = each._replace(attributes=attributes, head=head, entry=tei, links=links, entries=others)
        if now == each:
            return
        if each.kind == "events" and (now.attributes, now.head) != (each.attributes, each.head):
            self._date(each, now, None if was.lived == entry.lived else entry.lived)
        self._lists.new[entry.id] = now

    def _told(self, id_: str) -> Told:
        # (Another name of somebody may be one that each text has of its own: see apart.py.)
        if id_ not in self._known.entities or id_ in self._known.numbered:
            raise Unknown
        lists = self._lists
        self._load([id_])
        each = lists.new.get(id_, lists.old[id_])
        if not each.entries:
            raise Unknown
        return each

    def _others(self, each: Told, document: str, was: tuple[Form, ...], now: tuple[Form, ...]) -> tuple[Alike, ...]:
        """The forms of all entries, with those that one of a document has now."""
        flat = [(id_, forms) for forms, documents in each.entries for id_ in documents]
        if [forms for id_, forms in flat if id_ == document] != [was]:
            # There are two of it in this document, or it has others in it under another name (see apart.py).
            raise Unknown
        (speaks, own), *rest = [(id_, now if id_ == document else forms) for id_, forms in flat]
        rest.sort(key=lambda other: self._place[other[0]])
        return ((own, (speaks,)), *alike(rest))

    def _check_one(self, record: "Record", entry: "Entry", entries: Iterable[Alike]) -> None:
        """That entries of one id still are of one person (see apart.py)."""
        if record.kind == "document" and apart.is_numbered(entry):
            forms = list(dict.fromkeys(some for some, _documents in entries))
            if not apart.are_alike(forms):
                raise Unknown

    def _name(self, id_: str, was: tuple[str, ...], now: tuple[str, ...]) -> None:
        """Put by which other names an entity may be meant in the place of those of before, which nobody means."""
        known = self._known
        for alias in {*was} ^ {*now}:
            others = known.meant, known.disputed, known.entities, known.numbered
            if known.aliases.get(alias, id_) != id_ or any(alias in some for some in others):
                raise Unknown
        if was == now:
            return
        for alias in was:
            if known.aliases.get(alias) == id_:
                del known.aliases[alias]
        known.aliases |= {alias: id_ for alias in now if alias not in known.disputed}

    def _attributes(self, each: Told, was: str, now: str) -> str:
        if was == now:
            return each.attributes
        about = each.id, each.kind, each.address, "yes"
        if attributes_of(*about, was, *self._collate(was)) != each.attributes:
            raise Unknown
        return attributes_of(*about, now, *self._collate(now))

    def _links(self, record: "Record", each: Told, entry: "Entry") -> str:
        """Where an entry leads; what only its page says is as it was."""
        rest = {pointer[0] for pointer in self._known.rest(record)}
        pointers = {pointer[0]: pointer for pointer in record.pointers}
        held: dict[str, str] = {}
        for found in _LINK.finditer(each.links):
            token = unescape(found[1])
            held[token] = held.get(token, "") + found[0]
        links = []
        for token in entry.tokens:
            if token in rest:
                if token not in held:
                    raise Unknown
                links.append(held[token])
            elif token in pointers:
                links.append(self._link(record, pointers[token]))
        return f"<document{attribute('id', record.id)}>{''.join(links)}</document>"

    def _date(self, was: Told, now: Told, lived: str | None) -> None:
        """Put what a chronology says of an event in the place of what it said; ``lived`` is its day, if it is new."""
        events = self._known.events
        at = next((number for number, (_key, xml) in enumerate(events) if xml == was.filtered()), None)
        if at is None:
            if lived:
                # Its place among the others is that in the register.
                raise Unknown
            return
        before = events[at][0]
        key = before if lived is None else lived
        events[at : at + 1] = [(key, now.filtered())] if key else []
        self.years |= {Point(some, "").year for some in (before, key) if some}
