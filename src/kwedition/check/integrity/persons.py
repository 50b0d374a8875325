"""Who is in the lists, and what they can have done in their lifetimes."""

from collections import ChainMap
from collections.abc import Iterator, Sequence

from lxml import etree

from kwedition.check.integrity import authorities
from kwedition.check.integrity.calendar import dated, said, said_span
from kwedition.check.integrity.correspondence import is_sending
from kwedition.check.integrity.ids import ENTRIES
from kwedition.check.integrity.model import Deed, DocumentFacts, Entry, Span
from kwedition.check.integrity.rule import Issue, Note
from kwedition.check.integrity.targets import Targets
from kwedition.check.integrity.view import View, inside, local, tei, words
from kwedition.xmlio import XML_ID

# So many persons make a long list.
_LONG = 20
_FORMS = ("persName", "placeName", "geogName", "orgName", "eventName", "name", "label", "head")
_NAMES = ("persName", "orgName", "name", "rs")


def entries(view: View) -> tuple[list[Entry], list[Note]]:
    """The entries of a document's lists, and those whose lives end before they begin."""
    found: list[Entry] = []
    notes: list[Note] = []
    for name, kind in ENTRIES.items():
        for order, element in view.of(name):
            # In a file's description, people are its makers, but for those whom its source knows.
            if inside(element, "fileDesc") and not (kind == "persons" and inside(element, "sourceDesc")):
                continue
            birth = death = None
            if kind == "persons":
                birth, death = _life(element, "birth"), _life(element, "death")
            if birth and death and birth.first > death.last:
                notes.append(Note(
                    order, "person-life-reversed",
                    f"this person was born {said_span(birth)} and died before that, {said_span(death)}",
                    "exchange the dates, or correct the one that is wrong",
                ))  # fmt: skip
                birth = death = None
            ids = authorities.of_entry(element, view.order) if element.find(tei("idno")) is not None else ()
            own = str(element.get(XML_ID, "")).strip()
            found.append(Entry(order, own, name, kind, ids, birth, death, _names_of(element)))
    return found, notes


def _names_of(entry: etree._Element) -> tuple[str, ...]:
    """The ids of an entry's names, and of the parts that a person plays with names of their own."""
    named = (each for each in entry.iterchildren(*(tei(name) for name in (*_FORMS, "persona"))))
    return tuple(str(each.get(XML_ID)).strip() for each in named if each.get(XML_ID))


def _life(person: etree._Element, event: str) -> Span | None:
    """When somebody was born or died; nothing when the list gives it more than once."""
    elements = person.findall(tei(event))
    if len(elements) != 1:
        return None
    here = dated(elements[0])
    if here:
        return here
    dates = elements[0].findall(tei("date"))
    return dated(dates[0]) if len(dates) == 1 else None


def deeds(view: View) -> Iterator[Deed]:
    """Who sent a letter when, who spoke or was present at a dated occasion, who changed a document."""
    for order, action in view.of("correspAction"):
        dates = action.findall(tei("date"))
        when = dated(dates[0]) if len(dates) == 1 else None
        if action.get("type") is None or not is_sending(action) or when is None:
            continue
        who = [token for name in _NAMES for each in action.findall(tei(name)) for token in _tokens(each)]
        if who:
            yield Deed(order, tuple(who), "sent", when)
    for order, setting in view.of("setting"):
        date = setting.find(tei("date"))
        when = dated(date) if date is not None else None
        if when and setting.get("who"):
            yield Deed(order, tuple(str(setting.get("who")).split()), "present", when)
    for order, change in view.of("change"):
        when = dated(change)
        if when and change.get("who"):
            yield Deed(order, tuple(str(change.get("who")).split()), "changes", when)
    recordings = [
        dated(each) for name in ("recording", "broadcast") for _, e in view.of(name) for each in e.iter(tei("date"))
    ]
    spoken = [each for each in recordings if each]
    if len(spoken) == 1:
        for order, utterance in view.of("u", "post"):
            if utterance.get("who"):
                yield Deed(order, tuple(str(utterance.get("who")).split()), "speaks", spoken[0])


def _tokens(name: etree._Element) -> list[str]:
    return str(name.get("ref") or name.get("key") or "").split()


def across(all_facts: Sequence[DocumentFacts], targets: Targets) -> Iterator[Issue]:
    """Deeds outside a lifetime, and persons whom nothing mentions."""
    lives = {id_: entry for facts in all_facts if facts.authority for id_, entry in _dated_entries(facts)}
    for facts in all_facts:
        if not facts.deeds:
            continue
        known = ChainMap(dict(_dated_entries(facts)), lives)
        for deed in facts.deeds:
            for token in deed.who:
                id_ = token.rpartition("#")[2] if "#" in token else token.rpartition(":")[2]
                entry = known.get(id_)
                if entry:
                    yield from (Issue(facts.name, note) for note in _outlived(deed, entry, id_))
    yield from _unmentioned(all_facts, targets)


def _dated_entries(facts: DocumentFacts) -> Iterator[tuple[str, Entry]]:
    """Whoever has dates, by each id that texts may mean them by."""
    for entry in facts.entries:
        if entry.birth or entry.death:
            yield from ((id_, entry) for id_ in (entry.id, *entry.names))


def _outlived(deed: Deed, entry: Entry, id_: str) -> Iterator[Note]:
    dead = entry.death is not None and deed.when.first > entry.death.last
    unborn = entry.birth is not None and deed.when.last < entry.birth.first
    if not dead and not unborn:
        return
    life = (
        f"died {said(entry.death.last)}"
        if dead and entry.death
        else f"was born {said(entry.birth.first)}"
        if entry.birth
        else ""
    )
    if deed.deed == "sent":
        yield Note(
            deed.order, "corresp-outside-life",
            f"`{id_}` sends this on {said(deed.when.first if dead else deed.when.last)}, but {life}",
            "the date, the sender or the dates in the list of persons are wrong",
        )  # fmt: skip
    else:
        does = {"present": "is present here", "changes": "changes this document"}.get(deed.deed, "speaks here")
        yield Note(
            deed.order, "person-outside-life",
            f"`{id_}` {does} on {said(deed.when.first if dead else deed.when.last)}, but {life}",
            "the date, the reference or the dates in the list of persons are wrong",
        )  # fmt: skip


def _unmentioned(all_facts: Sequence[DocumentFacts], targets: Targets) -> Iterator[Issue]:
    texts = [facts for facts in all_facts if not facts.authority]
    if not texts:
        return
    mentioned = {id_ for facts in all_facts for id_ in _mentioned(targets, facts)}
    in_texts = {id_ for facts in texts for id_ in _mentioned(targets, facts)}
    for facts in all_facts:
        if not facts.authority:
            continue
        people = [each for each in facts.entries if each.element == "person" and each.id]
        # A long list of which most is not used here is a list for more than this edition; where nothing is mentioned
        # at all, texts name nobody by reference.
        used = sum(_is_in(each, in_texts) for each in people)
        if not in_texts or (used * 2 < len(people) and len(people) >= _LONG):
            continue
        for each in people:
            if not _is_in(each, mentioned):
                yield Issue(facts.name, Note(
                    each.order, "person-unmentioned", f"no text of this edition mentions `{each.id}`",
                    "mark the mention that was overlooked, or take the entry out of the list",
                ))  # fmt: skip


def _is_in(entry: Entry, mentioned: set[str]) -> bool:
    return not mentioned.isdisjoint((entry.id, *entry.names, *(each.number for each in entry.authorities)))


def _mentioned(targets: Targets, facts: DocumentFacts) -> Iterator[str]:
    """The ids that a document speaks of, those behind private prefixes with what they stand for."""
    yield from facts.mentioned
    for pointer in facts.pointers if targets.prefixes else ():
        for expanded in targets.readings(facts, pointer.token):
            if expanded != pointer.token:
                yield expanded.rpartition("#")[2]


def is_authority(view: View) -> bool:
    """Whether a file is a list of entities and next to nothing to read beside them."""
    # (As collect.xsl has it: a text with witnesses, images or a manuscript may be called an edition, too.)
    if view.root.get("type") == "edition" and not _is_edited(view):
        return True
    listed = [each for _, each in view.of(*ENTRIES) if not inside(each, "fileDesc")]
    if not listed or any(view.named.get(each) for each in ("correspDesc", "facsimile", "sourceDoc")):
        return False
    # A summary of a source, with lists of who is named in it behind a text that is empty, is no list.
    if any(words(each) for _, each in view.of("abstract")) and all(inside(each, "back") for each in listed):
        return False
    if not any(inside(each, "text", "standOff") for each in listed) and any(
        inside(each, "sourceDesc") for _, each in view.of("msDesc")
    ):
        return False
    return not _is_read(view, _enough(view, listed))


def _is_read(view: View, enough: int) -> bool:
    """Whether there is so much to read beside the lists, counted only as far as it takes to know that."""
    read = 0
    for _, text in view.of("text"):
        read += _read(text, enough - read)
        if read >= enough:
            return True
    return False


def _enough(view: View, listed: Sequence[etree._Element]) -> int:
    """How many characters make a text of what has entries: any where they stand in its header, before or behind it, or
    beside it where it names somebody; without names, some for each. In a text it is some more, and many if it names
    nobody.
    """
    within = [each for each in listed if inside(each, "text", "standOff")]
    if all(inside(each, "front", "back") for each in within):
        return 1
    if any(inside(each, "text") for each in within):
        return _SHORT if _is_read(view, _SHORT) and _names_beside_entries(view) else _LITTLE
    named = any(inside(each, "text") for _, each in view.of(*_NAMES, *_FORMS[1:5]))
    return 1 if named else min(_LITTLE, 10 * len(within))


def _names_beside_entries(view: View) -> bool:
    named = (each for _, each in view.of("persName", "placeName", "orgName", "rs"))
    return any(
        (local(each) != "rs" or each.get("ref"))
        and inside(each, "text")
        and inside(each, *_PARAGRAPHS)
        and not inside(each, *ENTRIES)
        for each in named
    )


def _is_edited(view: View) -> bool:
    """Whether a file says of what its text was made: images, a manuscript, witnesses, readings."""
    if any(view.named.get(each) for each in ("facsimile", "sourceDoc")):
        return True
    sources = any(inside(each, "sourceDesc") for _, each in view.of("msDesc", "listWit"))
    return sources or any(inside(each, "text") for _, each in view.of("app"))


_LITTLE = 500
# What only introduces a list names nobody.
_SHORT = 100
_PARAGRAPHS = ("p", "ab", "l", "u", "q", "cell", "item")
_LISTS = frozenset(tei(name) for name in ("listPerson", "listPlace", "listOrg", "listEvent", "listRelation", "head"))


def _read(element: etree._Element, enough: int) -> int:
    """How many characters stand outside lists and headings, up to a little more than is enough."""
    count = 0
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, here in walk:
        if event == "start":
            if here.tag in _LISTS:
                walk.skip_subtree()
            else:
                count += len((here.text or "").strip())
        elif here is not element:
            count += len((here.tail or "").strip())
        if count >= enough:
            break
    return count
