"""Entries that a text brings along: what need not be read again and again.

A letter often ends with the entries of all whom it names, as they stand in a register: they are the most of it, and
the next letter has the same. What the record says of such an entry depends on nothing else in the letter but its
language. So once that is known, the stylesheet that makes records gets the entry without what is in it, where that
concerns nobody else: where it has no id, no link, no note of the text, no image.

So it is with an authority list that was changed: of the entries that are as they were it is known what its record says.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypeVar

from lxml import etree

from kwedition.build import numbering
from kwedition.build.cache import digest
from kwedition.build.cuts import has_entities
from kwedition.build.parts import ENTRIES, ENTRY_LISTS
from kwedition.build.record import XML, Entry, Record, untold
from kwedition.xmlio import TEI, XML_ID, Source, is_unmarked

_T = f"{{{TEI}}}"
_LANG = f"{XML}lang"
# What an emptied entry says: the number of the entry that is known already. TEI has no attribute of that name.
KNOWN = "kw-known"
# The processing instruction that says how many texts are left out.
TEXTS = "kw-texts"
_WHITE = " \t\r\n"
# From here on scripts have no spaces between words (kwp:is-unspaced-between of plain.xsl).
_UNSPACED = "\u2e80"


def _tags(names: str) -> frozenset[str]:
    return frozenset(f"{_T}{name}" for name in names.split())


_ENTRIES = tuple(f"{_T}{name}" for name in ("person", "place", "org", "event"))
_EVENT = f"{_T}event"
_STANDOFF = f"{_T}standOff"
_EVENTS = _tags("listEvent")
# What may stand round a list: in a header, a note or a paragraph more may depend on what is in it.
_ROUND = ENTRY_LISTS | _tags("TEI teiCorpus standOff text group front body back div")
# What may stand in a list beside its entries, so that none of its words are read round a name or a date in it.
_BESIDE = ENTRY_LISTS | _tags("personGrp head desc note relation relationGrp listRelation")
_NOTE, _DATE, _NAME = f"{_T}note", f"{_T}date", f"{_T}name"
_BLOCKS = _tags(" ".join(numbering.BLOCKS))
# What may be in an entry, and which attributes it may have: what they mean is known, and nobody else asks for them.
_INSIDE = _tags(
    "persName placeName geogName orgName eventName name settlement region country district bloc label head surname"
    " forename roleName addName genName nameLink date birth death floruit sex gender age occupation education faith"
    " nationality residence affiliation socecStatus langKnowledge langKnown location geo population idno desc p state"
    " trait note bibl title hi emph foreign"
)
_POINTERS = ("ref", "source", "corresp", "resp", "sameAs", "key")
_SAYING = {
    *_POINTERS, "type", "subtype", "n", "when", "from", "to", "notBefore", "notAfter", "when-iso", "from-iso", "to-iso",
    "notBefore-iso", "notAfter-iso", "cert", "calendar", "evidence", "value", "rend", "role", "full", "sort", "sortKey",
    "level", "tag", "ident", "unit", "quantity", "status", _LANG,
}  # fmt: skip


class Harmless(NamedTuple):
    """What may be in an entry that concerns nobody else: elements, attributes, those of these that point.

    ``is_list``: the entry stands in a file that is nothing but a list, of which no notes, images and works are known.
    """

    tags: frozenset[str]
    saying: frozenset[str]
    pointing: frozenset[str]
    is_list: bool


_OF_TEXTS = Harmless(_INSIDE, frozenset(_SAYING), frozenset(_POINTERS), False)
_OF_LISTS = Harmless(
    _INSIDE | _tags("listBibl biblScope citedRange author editor publisher pubPlace ref figure graphic figDesc"),
    frozenset((*_SAYING, "target", "url", "mimeType", "width", "height")),
    frozenset((*_POINTERS, "target")),
    True,
)

# Schemes that need no declaration; whoever declares them means something else.
_WORLD = ("http", "https")
_WEB = tuple(f"{scheme}://" for scheme in _WORLD)
# A file with more entries is a register itself.
_MOST = 1000
# So few entries of a list are read in no time.
_FEW = 20
# So many entries are kept in mind, and of so many characters; a very long one is not.
_KEPT = 4096
_KEPT_CHARACTERS = 8_000_000
_LONGEST = 20_000

_USAGE = f"{_T}teiHeader/{_T}profileDesc/{_T}langUsage"
_PREFIX = f"{_T}prefixDef"
_RELATION = f"{_T}relation"
_SAYS = etree.XPath(f"boolean(//@{KNOWN})")

_K = TypeVar("_K")
_V = TypeVar("_V")
# What is said of the language round an entry, what the text declares, and the entry as it is written.
_Key = tuple[str, str, str]
# What an entry points at, how many dates stand in it and in no block of its own, and how many texts.
_Remains = tuple[str, int, int]


class Found(NamedTuple):
    """An entry that concerns nobody else: where it stands, all that its record depends on, and what remains of it.

    (Its dates count in the addresses of others.)
    """

    element: etree._Element
    key: _Key
    remains: _Remains


class _Kept(Generic[_K, _V]):
    """The latest of what was kept: no more than so many things, and of so many characters."""

    def __init__(self) -> None:
        self._kept: dict[_K, tuple[_V, int]] = {}
        self._characters = 0

    def __contains__(self, key: _K) -> bool:
        return key in self._kept

    def __getitem__(self, key: _K) -> _V:
        return self._kept[key][0]

    def keep(self, key: _K, value: _V, characters: int) -> None:
        while self._kept and (len(self._kept) >= _KEPT or self._characters + characters > _KEPT_CHARACTERS):
            self._characters -= self._kept.pop(next(iter(self._kept)))[1]
        self._kept[key] = value, characters
        self._characters += characters


class Memory:
    """What a process keeps in mind of entries that documents repeat; what it makes does not depend on that."""

    def __init__(self) -> None:
        self._remains: _Kept[str, _Remains | None] = _Kept()
        self._entries: _Kept[_Key, Entry] = _Kept()

    def found(self, source: Source) -> list[Found]:
        """The entries of a document that concern nobody else, in order."""
        root = source.root
        if _is_dense(source) or any(each.get("ident") in _WORLD for each in root.iter(_PREFIX)):
            return []
        found = []
        for element, _list, language in _listed(root):
            written = etree.tostring(element, encoding="unicode", with_tail=False)
            if len(written) > _LONGEST:
                continue
            if written not in self._remains:
                self._remains.keep(written, _remains(element), len(written))
            if (remains := self._remains[written]) is not None:
                found.append(Found(element, (*language, written), remains))
                if len(found) > _MOST:
                    return []
        return found

    def known(self, found: Sequence[Found]) -> list[tuple[Found, Entry]]:
        """Those of which it is known what the record says."""
        return [(each, self._entries[each.key]) for each in found if each.key in self._entries]

    def learn(self, found: Sequence[Found], record: Record) -> None:
        """Keep in mind what a record says of them."""
        new = [each for each in found if each.key not in self._entries]
        if not new or record.kind != "document":
            return
        said: dict[str, Entry] = {}
        twice = set()
        for entry in record.entries:
            if entry.id in said:
                twice.add(entry.id)
            said[entry.id] = entry
        for each in new:
            id_ = str(each.element.get(XML_ID))
            # (Where its address is another, or that of two, it is not found.)
            if id_ in said and id_ not in twice and each.key not in self._entries:
                entry = untold(said[id_], record.id)
                self._entries.keep(each.key, entry, len(each.key[-1]) + sum(len(repr(value)) for value in entry))


@contextmanager
def emptied(known: Sequence[Found]) -> Iterator[None]:
    """For as long as the context lasts, these entries hold nothing but what remains of them, and say their number."""
    held = [(each.element, each.element.text, list(each.element)) for each in known]
    for number, each in enumerate(known):
        _hold(each.element, None, ())
        each.element.set(KNOWN, str(number))
        pointers, dates, _texts = each.remains
        if pointers:
            etree.SubElement(each.element, f"{_T}seg", corresp=pointers)
        for _date in range(dates):
            etree.SubElement(each.element, _DATE)
    try:
        yield
    finally:
        for element, text, children in held:
            del element.attrib[KNOWN]
            _hold(element, text, children)


@contextmanager
def named(known: Sequence[tuple[Found, Entry]]) -> Iterator[None]:
    """For as long as the context lasts, these entries hold nothing but the name by which a page lists them.

    How many texts they hold besides is said by a processing instruction, so that the others can be counted
    (xslt/shared/accounting.xsl).
    """
    held = []
    for each, entry in known:
        name = entry.forms[0][0] if entry.forms else ""
        # Whether a line parts words depends on the document where its script has no spaces.
        if not name or max(name) >= _UNSPACED:
            continue
        element = each.element
        _pointers, dates, texts = each.remains
        held.append((element, element.text, list(element)))
        _hold(element, None, ())
        etree.SubElement(element, _NAME).text = name
        element.append(etree.ProcessingInstruction(TEXTS, str(texts - 1)))
        for _date in range(dates):
            etree.SubElement(element, _DATE)
    try:
        yield
    finally:
        for element, text, children in held:
            _hold(element, text, children)


def enlisted(source: Source) -> list[Found]:
    """The entries of a list of which the record says the same in whatever list of that name they stand, in order."""
    root = source.root
    if _is_dense(source) or next(root.iter(_PREFIX), None) is not None:
        return []
    found = []
    for element, list_, language in _listed(root):
        # (Events beside a text may say of what time it is.)
        if next(list_.iterancestors(_STANDOFF), None) is not None:
            continue
        remains = _remains(element, _OF_LISTS)
        if remains is not None:
            written = etree.tostring(element, encoding="unicode", with_tail=False)
            found.append(Found(element, (*language, written), remains))
    # Of the only one of a file more is known: that it is about it.
    return found if len(found) >= _FEW else []


def _listed(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, tuple[str, str]]]:
    """The entries in lists that are nothing else, in order, each with its list and the languages there."""
    languages: dict[etree._Element, tuple[str, str] | None] = {}
    for element in root.iter(*_ENTRIES):
        list_ = element.getparent()
        # (Elsewhere than in a list of its kind an event is none.)
        if list_ is None or list_.tag not in (_EVENTS if element.tag == _EVENT else ENTRY_LISTS):
            continue
        if list_ not in languages:
            languages[list_] = _languages_of(list_) if _is_mere_list(list_) else None
        if (language := languages[list_]) is not None:
            yield element, list_, language


def marks(found: Sequence[Found], record: Record) -> dict[bytes, str]:
    """The ids of the entries of a list, by the hashes of all that its record says of them."""
    counts = Counter(entry.id for entry in record.entries)
    ids = ((each, str(each.element.get(XML_ID))) for each in found)
    return {digest(*each.key): id_ for each, id_ in ids if counts[id_] == 1}


def unchanged(found: Sequence[Found], before: Mapping[bytes, str], record: Record) -> list[tuple[Found, Entry]]:
    """The entries of a list that are as they were when its record was this, given what ``marks`` said of that."""
    entries = {entry.id: entry for entry in record.entries}
    known = ((each, entries.get(before.get(digest(*each.key), ""))) for each in found)
    return [(each, untold(entry, record.id)) for each, entry in known if entry is not None]


def _is_dense(source: Source) -> bool:
    """Whether more may follow from an entry than it says itself, or than its attributes say."""
    root = source.root
    marked = not is_unmarked(root) and _SAYS(root)
    return has_entities(root) or marked or next(root.iter(_RELATION), None) is not None


def _texts_in(element: etree._Element) -> int:
    """How many texts an element holds, at any depth, that are more than white space."""
    number = 0
    for each in element.iter():
        if isinstance(each.tag, str) and each.text and each.text.strip(_WHITE):
            number += 1
        if each is not element and each.tail and each.tail.strip(_WHITE):
            number += 1
    return number


def unidentified(root: etree._Element) -> list[int]:
    """How many elements of a document come before each entry that has no id, in order."""
    if all(each.get(XML_ID) is not None for each in root.iter(*ENTRIES)):
        return []
    return [at for at, each in enumerate(root.iter("*")) if each.tag in ENTRIES and each.get(XML_ID) is None]


def _hold(element: etree._Element, text: str | None, children: Sequence[etree._Element]) -> None:
    """Let an element hold these, and nothing else. (What stands behind a child goes with it.)"""
    element[:] = children
    element.text = text


def _is_mere_list(list_: etree._Element) -> bool:
    """Whether nobody reads the words of a list as those of one passage."""
    text = [list_.text, *(each.tail for each in list_)]
    return (
        list_.get("ana") is None
        and not any(some and some.strip(" \t\r\n") for some in text)
        and all(each.tag in _BESIDE or each.tag in _ENTRIES for each in list_.iterchildren("*"))
    )


def _languages_of(list_: etree._Element) -> tuple[str, str] | None:
    """What the language of a list follows from (xslt/shared/plain-base.xsl); None where more stands round it."""
    said = declared = None
    for each in (list_, *list_.iterancestors()):
        if each.tag not in _ROUND:
            return None
        if said is None:
            said = each.get(_LANG)
        if declared is None and each.tag == f"{_T}TEI":
            first = (usage.find(f"{_T}language") for usage in each.iterfind(_USAGE))
            idents = (language.get("ident") for language in first if language is not None)
            declared = next((str(ident) for ident in idents if ident), "")
    return str(said or ""), declared or ""


def _remains(entry: etree._Element, harmless: Harmless = _OF_TEXTS) -> _Remains | None:
    """What remains of an entry when it is emptied, or None where something in it may concern others."""
    tags, saying, pointing, is_list = harmless
    pointers = []
    dates = 0
    for each in entry.iter("*"):
        inside = each is not entry
        if inside and (each.tag not in tags or (each.tag == _NOTE and each.getparent() is not entry and not is_list)):
            return None
        for name, value in each.attrib.items():
            if name == XML_ID and not inside:
                continue
            # A reference of a private scheme means what the document says, and a key may be one with spaces.
            if name not in saying or (name in pointing and not _is_plain(str(name), str(value))):
                return None
            if name in pointing and inside:
                pointers.append(str(value))
        if each.tag == _DATE:
            round_ = itertools.takewhile(lambda above: above is not entry, each.iterancestors())
            dates += not any(above.tag in _BLOCKS for above in round_)
    return (" ".join(pointers), dates, _texts_in(entry)) if entry.get(XML_ID) else None


def _is_plain(name: str, value: str) -> bool:
    tokens = value.split()
    if name == "key":
        return len(tokens) < 2 and ":" not in value
    # (Where a document declares a scheme, all with a colon are written anew.)
    return ":" not in value or (value == " ".join(tokens) and all(":" not in t or t.startswith(_WEB) for t in tokens))
