"""Entries that a text brings along: what need not be read again and again.

A letter often ends with the entries of all whom it names, as they stand in a register: they are the most of it, and
the next letter has the same. What the record says of such an entry depends on nothing else in the letter but its
language. So once that is known, the stylesheet that makes records gets the entry without what is in it, where that
concerns nobody else: where it has no id, no link, no note of the text, no image.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from lxml import etree

from kwedition.build import numbering
from kwedition.build.cuts import has_entities
from kwedition.build.record import XML, Entry, Record, untold
from kwedition.xmlio import TEI, XML_ID, Source

_T = f"{{{TEI}}}"
_LANG = f"{XML}lang"
# What an emptied entry says: the number of the entry that is known already. TEI has no attribute of that name.
KNOWN = "kw-known"


def _tags(names: str) -> frozenset[str]:
    return frozenset(f"{_T}{name}" for name in names.split())


_ENTRIES = tuple(f"{_T}{name}" for name in ("person", "place", "org", "event"))
_ALL = (*_ENTRIES, f"{_T}personGrp")
_LISTS = _tags("listPerson listPlace listOrg listEvent")
# What may stand round a list: in a header, a note or a paragraph more may depend on what is in it.
_ROUND = _LISTS | _tags("TEI teiCorpus standOff text group front body back div")
_NOTE, _DATE = f"{_T}note", f"{_T}date"
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
# A file with more entries is a register itself.
_MOST = 1000
# So many entries are kept in mind.
_KEPT = 4096

_DECLARED = f"{_T}teiHeader/{_T}profileDesc/{_T}langUsage/{_T}language"
_SAYS = etree.XPath(f"boolean(//@{KNOWN})")

_K = TypeVar("_K")
_V = TypeVar("_V")


class Found(NamedTuple):
    """An entry that concerns nobody else: where it stands, all that its record depends on, and what remains of it.

    That is what it points at, and how many dates stand in it and in no block of its own: they count in the addresses of
    others.
    """

    element: etree._Element
    key: tuple[str, str]
    remains: tuple[str, int]


class Memory:
    """What a process keeps in mind of entries that documents repeat; what it makes does not depend on that."""

    def __init__(self) -> None:
        self._remains: dict[str, tuple[str, int] | None] = {}
        self._entries: dict[tuple[str, str], Entry] = {}

    def found(self, source: Source) -> list[Found]:
        """The entries of a document that concern nobody else, in order."""
        root = source.root
        if _SAYS(root) or has_entities(root):
            return []
        languages: dict[etree._Element, str | None] = {}
        found = []
        for element in root.iter(*_ENTRIES):
            list_ = element.getparent()
            if list_ is None or list_.tag not in _LISTS:
                continue
            if list_ not in languages:
                languages[list_] = _language_of(list_)
            if (language := languages[list_]) is None:
                continue
            written = etree.tostring(element, encoding="unicode", with_tail=False)
            if written not in self._remains:
                _keep(self._remains, written, _remains(element))
            if (remains := self._remains[written]) is not None:
                found.append(Found(element, (language, written), remains))
        return found if len(found) <= _MOST else []

    def known(self, found: Sequence[Found]) -> list[tuple[Found, Entry]]:
        """Those of which it is known what the record says."""
        return [(each, self._entries[each.key]) for each in found if each.key in self._entries]

    def learn(self, found: Sequence[Found], record: Record) -> None:
        """Keep in mind what a record says of them."""
        if record.kind != "document":
            return
        said: dict[str, Entry] = {}
        twice = set()
        for entry in record.entries:
            if entry.id in said:
                twice.add(entry.id)
            said[entry.id] = entry
        for each in found:
            id_ = str(each.element.get(XML_ID))
            # (Where its address is another, or that of two, it is not found.)
            if id_ in said and id_ not in twice and each.key not in self._entries:
                _keep(self._entries, each.key, untold(said[id_], record.id))


def _keep(kept: dict[_K, _V], key: _K, value: _V) -> None:
    if len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    kept[key] = value


@contextmanager
def emptied(known: Sequence[Found]) -> Iterator[None]:
    """For as long as the context lasts, these entries hold nothing but what remains of them, and say their number."""
    held = [(each.element, each.element.text, list(each.element)) for each in known]
    for number, each in enumerate(known):
        _hold(each.element, None, ())
        each.element.set(KNOWN, str(number))
        pointers, dates = each.remains
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


def unidentified(root: etree._Element) -> list[int]:
    """How many elements of a document come before each entry that has no id, in order."""
    if all(each.get(XML_ID) is not None for each in root.iter(*_ALL)):
        return []
    return [at for at, each in enumerate(root.iter("*")) if each.tag in _ALL and each.get(XML_ID) is None]


def _hold(element: etree._Element, text: str | None, children: Sequence[etree._Element]) -> None:
    """Let an element hold these, and nothing else. (What stands behind a child goes with it.)"""
    element[:] = children
    element.text = text


def _language_of(list_: etree._Element) -> str | None:
    """What the language of a list follows from (xslt/shared/plain.xsl); None where more stands round it than known."""
    said = declared = None
    for each in (list_, *list_.iterancestors()):
        if each.tag not in _ROUND:
            return None
        if said is None:
            said = each.get(_LANG)
        if declared is None and each.tag == f"{_T}TEI":
            declared = next((str(of.get("ident")) for of in each.iterfind(_DECLARED)), "")
    return f"{said} {declared}"


def _remains(entry: etree._Element) -> tuple[str, int] | None:
    """What remains of an entry when it is emptied, or None where something in it may concern others."""
    pointers = []
    dates = 0
    for each in entry.iter("*"):
        inside = each is not entry
        if inside and (each.tag not in _INSIDE or (each.tag == _NOTE and each.getparent() is not entry)):
            return None
        for name, value in each.attrib.items():
            if name == XML_ID and not inside:
                continue
            # A reference of a private scheme means what the document says, and a key may be one with spaces.
            if name not in _SAYING or (name in _POINTERS and not _is_plain(str(name), str(value))):
                return None
            if name in _POINTERS and inside:
                pointers.append(str(value))
        if each.tag == _DATE:
            round_ = itertools.takewhile(lambda above: above is not entry, each.iterancestors())
            dates += not any(above.tag in _BLOCKS for above in round_)
    return (" ".join(pointers), dates) if entry.get(XML_ID) else None


def _is_plain(name: str, value: str) -> bool:
    tokens = value.split()
    return (name != "key" or len(tokens) < 2) and all(
        ":" not in token or token.startswith(("http://", "https://")) for token in tokens
    )
