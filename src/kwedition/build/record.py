"""A record as the register reads it: what ``collect.xsl`` said of a document, in tuples and ready-made pieces of XML.

A register is merged out of thousands of these at every build, so a record holds whatever can be made once: the XML of
the mentions of each entity, cut into sentences, with their addresses. Its parts are tuples of strings and numbers and
nothing else: so they can be kept as bytes that hold no code (``marshal``) and read again in a moment.
"""

import marshal
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from lxml import etree

from kwedition import xmlio
from kwedition.build.cache import digest
from kwedition.build.sentences import Sentence, round_mentions
from kwedition.namespace import KW, NAMESPACE

XML = "{http://www.w3.org/XML/1998/namespace}"
# What entities may be: also the folders of their pages.
KINDS = ("persons", "places", "organizations", "events")


# Forms and pointers are the most numerous parts, and tuples without names are made three times as fast.

# A form of a name: its text, the text that it is sorted by, and attributes as XML (``type``, ``xml:lang``).
Form = tuple[str, str, str]

# A pointer: the token, the id that it means, its file (None for a bare key and an address in the world), its fragment,
# and where it leads in the world (None for what is not there, '' for an address that must not become a link).
Pointer = tuple[str, str, str | None, str, str | None]


class Entry(NamedTuple):
    """An entry for an entity. ``facts`` is XML (life, description, idno), so is ``tei``, the entry as encoded."""

    kind: str
    id: str
    authority: bool
    named: bool
    sort: str
    label: str
    forms: tuple[Form, ...]
    facts: str
    lived: str
    part_of: tuple[str, ...]
    tei: str
    tokens: tuple[str, ...]
    # Under which ids a text means it that refers to its number in the world, or to the address of that.
    aliases: tuple[str, ...]
    # Whether it is a role in the list of a play.
    role: bool = False


class Naming(NamedTuple):
    """All mentions of one entity in a document.

    ``kind`` is ``any`` where no mention says what it names. ``xml`` are the mentions, ``number`` how many, and
    ``known_number`` how many of them say what kind they name. ``forms`` are those of the latter: text, language, and
    whether a letter head uses it, or None where only the reference says of what kind it is; and 2 for a key that is a
    name in words.
    """

    entity: str
    kind: str
    by_form: bool
    xml: str
    number: int
    known_number: int
    forms: tuple[tuple[str, str, int | None], ...]


class Record(NamedTuple):
    """What the rest of the edition needs to know of one document; the parts are in the order of the document."""

    id: str
    path: str
    kind: str
    address: str
    root: str
    language: str
    title: str
    short_title: str
    date_key: str
    date: str
    head: str
    abstract: str
    entries: tuple[Entry, ...]
    topics: tuple[tuple[str, str, str, str], ...]
    comparisons: tuple[tuple[str, str, str, str], ...]
    anchors: frozenset[str]
    namings: tuple[Naming, ...]
    dated: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str, str, str], ...]
    passages: tuple[tuple[str, str, str], ...]
    pointers: tuple[Pointer, ...]
    # Only of a text that is divided: its parts as XML, and in which of them each address stands.
    parts: tuple[str, ...] = ()
    places: Mapping[str, int] = MappingProxyType({})
    # What is wrong with the document's ids: findings as tuples (see work.plain).
    troubles: tuple[tuple[Any, ...], ...] = ()
    # Words that the document reports of somebody: of which entity, where, and what.
    reported: tuple[tuple[str, str, str], ...] = ()
    # Who took part in the correspondence: in what role ('sent', 'received', …), which entity, and in which of the
    # letters that the document tells of.
    parties: tuple[tuple[str, str, str], ...] = ()
    # What was changed in the document, as it says itself: the day and the words.
    changes: tuple[tuple[str, str], ...] = ()
    # Images that it names and that may be files of the edition, as it names them.
    images: tuple[str, ...] = ()
    # Whether a browser would run something in its own file (see sourcefiles.py).
    active: bool = False
    # Who speaks in it: which entity, where first (the fragment, '' for one that has none), and how often.
    spoken: tuple[tuple[str, str, int], ...] = ()
    # By what a reader can tell it from others of its title: its shelfmark, or the number that its edition gives it.
    mark: str = ""
    # Whether it is a play.
    play: bool = False
    # Who wrote it, as its header says: which entities. (Who wrote a letter is one of its parties.)
    wrote: tuple[str, ...] = ()
    # What the works of its lists of literature, the categories of its header, and objects and names that it describes
    # are called, by their ids; and of a work who wrote what and when ('' where that says no more).
    works: Mapping[str, tuple[str, str]] = MappingProxyType({})

    def at(self, fragment: str) -> str:
        """The address of a place in the document, given the fragment; of the document where that is empty."""
        if not fragment:
            return self.address
        part = self.places.get(fragment, 0) if self.places else 0
        return f"{part_address(self.address, part)}#{fragment}"

    @property
    def shown_title(self) -> str:
        """The XML of the short title if there is one, else of the title."""
        return element("short-title", self.short_title) if self.short_title else element("title", self.title)

    @property
    def listed(self) -> str:
        """The XML of what a list says of the document: its title, its date, and what tells it apart."""
        return self.shown_title + self.date + (element("mark", self.mark) if self.mark else "")


def part_address(address: str, part: int) -> str:
    """The address of a part of a divided page; that of its contents for part 0."""
    return f"{address.removesuffix('.html')}/{part}.html" if part else address


def escaped(text: str) -> str:
    """Text as XML."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attribute(name: str, value: str) -> str:
    """An attribute as XML, with a space before it."""
    if "&" in value or "<" in value or '"' in value or "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        value = value.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
    return f' {name}="{value}"'


def element(name: str, text: str) -> str:
    """An element that holds nothing but text, as XML."""
    return f"<{name}>{escaped(text)}</{name}>"


def read(xml: str, known: Sequence[Entry] = ()) -> Record:
    """The record that ``collect.xsl`` wrote; ``known`` are the entries of which it says only the number."""
    rest, pointers = _without_pointers(xml)
    rest, repeated = _without_repeated(rest)
    root = xmlio.parse_own(rest)
    by_name: dict[str, list[etree._Element]] = {}
    for child in root:
        by_name.setdefault(str(child.tag).removeprefix(KW), []).append(child)
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    kind = attributes["kind"]
    address = "about.html" if kind == "edition" else f"texts/{attributes['id']}.html"
    namings, dated = _mentions(root, address)
    date = next(iter(by_name.get("date", ())), None)
    names = ("title", "short-title", "subtitle", "author", "mark", "date", "abstract", "party")
    return Record(
        id=attributes["id"],
        path=attributes["path"],
        kind=kind,
        address=address,
        root=attributes["root"],
        language=attributes[f"{XML}lang"],
        title=_text(by_name, "title"),
        short_title=_text(by_name, "short-title"),
        date_key="" if date is None else str(date.get("key") or ""),
        date="" if date is None else _written(date),
        head="".join(_written(each) for name in names for each in by_name.get(name, ())),
        abstract=_text(by_name, "abstract"),
        mark=_text(by_name, "mark"),
        play=attributes.get("play") == "yes",
        entries=tuple(
            _told(known[int(str(each.get("n")))], attributes["id"])
            if each.tag == _KNOWN
            else _entry(each, attributes, repeated)
            for each in root.iterchildren(_ENTRY, _KNOWN)
        ),
        topics=tuple(_topic(each) for each in by_name.get("topic", ())),
        comparisons=tuple(
            (str(each.get("type")), str(each.get("topic")), str(each.get("tokens")), "".join(each.itertext()))
            for each in by_name.get("comparison", ())
        ),
        anchors=frozenset(str(each.get("id")) for each in by_name.get("anchor", ())),
        namings=namings,
        dated=dated,
        references=tuple(
            (str(each.get("token")), str(each.get("block")), str(each.get("as")), each.text or "")
            for each in by_name.get("reference", ())
        ),
        passages=tuple(
            (str(each.get("topic")), str(each.get("block")), each.text or "") for each in by_name.get("passage", ())
        ),
        pointers=(*pointers, *map(_pointer, by_name.get("pointer", ()))),
        parties=tuple(
            (str(each.get("role")), id_, str(each.get("letter")))
            for each in by_name.get("party", ())
            for id_ in str(each.get("ids")).split()
        ),
        reported=tuple(
            (str(each.get("entity")), str(each.get("block")), each.text or "") for each in by_name.get("reported", ())
        ),
        spoken=tuple(
            (str(each.get("entity")), str(each.get("block")), int(each.get("n", "0")))
            for each in by_name.get("spoken", ())
        ),
        wrote=tuple(str(each.get("entity")) for each in by_name.get("wrote", ())),
        changes=tuple((str(each.get("day")), each.text or "") for each in by_name.get("change", ())),
        images=tuple(str(each.get("url")) for each in by_name.get("image", ())),
        parts=tuple(map(_written, by_name.get("part", ()))),
        places={str(each.get("id")): int(each.get("part", "0")) for each in by_name.get("place", ())},
        works={
            str(each.get("id")): (str(each.get("work")), str(each.get("about") or ""))
            for each in by_name.get("anchor", ())
            if each.get("work")
        },
    )


def moved(record: Record, address: str) -> Record:
    """The record of a document whose page has another address than its kind would have it."""

    def told(xml: str) -> str:
        # The page, and its parts.
        for sign, old, new in (("#", record.address, address), ("/", record.address[:-5], address[:-5])):
            xml = xml.replace(f' address="{old}{sign}', f' address="{new}{sign}')
        return xml

    namings = tuple(each._replace(xml=told(each.xml)) for each in record.namings)
    dated = tuple((key, told(xml)) for key, xml in record.dated)
    return record._replace(address=address, namings=namings, dated=dated)


def pack(record: Record) -> bytes:
    """A record as bytes; equal records are equal bytes."""
    return marshal.dumps(tuple(_plain(record)), 2)


def _plain(record: Record) -> list[Any]:
    """Its values as marshal knows them: in tuples without names."""
    values: list[Any] = list(record)
    values[12] = tuple(map(tuple, record.entries))
    values[15] = tuple(sorted(record.anchors))
    values[16] = tuple(map(tuple, record.namings))
    values[22] = dict(record.places)
    values[-1] = dict(record.works)
    return values


def unpack(data: bytes) -> Record:
    """The record that ``pack`` wrote; raises ValueError, EOFError or TypeError for anything else."""
    values = list(marshal.loads(data))
    values[12] = tuple(map(Entry._make, values[12]))
    values[15] = frozenset(values[15])
    values[16] = tuple(map(Naming._make, values[16]))
    return Record._make(values)


def hashes(record: Record) -> tuple[bytes, bytes]:
    """The hash of the shape of a record, and that of its outline.

    The shape is all that it says but the words round its mentions, dates and references: two records of one document
    that have the same are planned from alike, only the lists of sentences tell them apart. The outline is all but its
    title and its date, whom it names, what it refers to and speaks of, and what its entries say of whom they are for:
    where it is the same, what follows from the rest can be told from what the last build kept (replan.py). Who speaks
    in it, and where first, and who wrote it is part of both.
    """
    values = _plain(record)
    # Forms matter only where the name of an entity follows from them: whoever plans anew looks at those (replan.py).
    values[16] = tuple([(n.entity, n.kind, n.by_form, n.number, n.known_number) for n in record.namings])
    values[17] = tuple([key for key, _xml in record.dated])
    values[18] = tuple([reference[:3] for reference in record.references])
    shape = digest(marshal.dumps(tuple(values), 2))
    values[12] = tuple([
        (each.id, each.kind, each.authority, each.named, each.part_of) for each in counted(record)
    ])  # fmt: skip
    # Titles, date, all that a list shows of them; anchors, namings, dated passages, references, passages, pointers.
    # (What the description of the edition is called, the edition may be.)
    values[6:12] = [record.title if record.kind == "edition" else (), *[()] * 5]
    values[15:21] = [()] * 6
    if record.kind == "authorities":
        # Nobody is told when a list was changed.
        values[26] = ()
    return shape, digest(marshal.dumps(tuple(values), 2))


def beside_hash(record: Record) -> bytes:
    """What is kept beside the hash of a record: those of its shape and outline."""
    return b"".join(hashes(record))


def counted(record: Record) -> list[Entry]:
    """The entries of a record that count: one that nothing can refer to does only in a list.

    (And its id says at which place in its file it stands.)
    """
    lists = record.kind == "authorities"
    return [each for each in record.entries if lists or each.named or each.authority]


def _text(by_name: dict[str, list[etree._Element]], name: str) -> str:
    return "".join(by_name[name][0].itertext()) if name in by_name else ""


def _attributes(each: etree._Element, leave: Iterable[str] = ()) -> str:
    return "".join(
        attribute(str(name).replace(XML, "xml:"), str(value))
        for name, value in each.attrib.items()
        if name not in leave
    )


def _written(each: etree._Element) -> str:
    """An element of ours without namespace declarations: it will stand where they hold."""
    name = str(each.tag).removeprefix(KW)
    inside = escaped(each.text or "") + "".join(_written(child) + escaped(child.tail or "") for child in each)
    return f"<{name}{_attributes(each)}>{inside}</{name}>"


# Entries that documents repeat from each other, as they are written: a letter brings along those of all whom it names.
_MOST_ENTRIES = 4096
_LONGEST_ENTRY = 8000
_RECORD = f'<record xmlns="{NAMESPACE}" '
_BEGIN, _END = '<entry kind="', "</entry>"
_ENTRY, _KNOWN = f"{KW}entry", f"{KW}known"


def _without_repeated(xml: str) -> tuple[str, list[Entry]]:
    """A record with the number of each entry in its place, and these; but for entries that others don't repeat.

    They are most of a record, and so most of it need not be parsed.
    """
    before, *pieces = xml.split(_BEGIN)
    if not before.startswith(_RECORD) or " xmlns:" in before[: before.find("<", 1)] or "<entry" in before:
        return xml, []
    repeated: list[Entry] = []
    rest = [before]
    for piece in pieces:
        entry, end, after = piece.partition(_END)
        # What an entry holds may look like its end, or like another.
        if not end or "<entry" in entry or "<entry" in after or _END in after:
            return xml, []
        if len(entry) > _LONGEST_ENTRY or ' authority="true"' in entry or "<portrait" in entry:
            rest += (_BEGIN, entry, end, after)
        else:
            rest += (f'<entry repeated="{len(repeated)}"/>', after)
            repeated.append(_repeated_entry(entry))
    return "".join(rest), repeated


# A pointer, as collect.xsl writes one whose values need no escape.
_POINTER = re.compile(
    r'<pointer token="([^"&]*)" id="([^"&]*)"(?: world="([^"&]*)")?(?: file="([^"&]*)")? fragment="([^"&]*)"/>'
)
_POINTING = "<pointer "


def _without_pointers(xml: str) -> tuple[str, list[Pointer]]:
    """A record without its pointers, and these; or with them, where not all are read so quickly.

    They are the most numerous elements of a record, and stand together.
    """
    start = end = xml.find(_POINTING)
    found: list[Pointer] = []
    while start >= 0 and (match := _POINTER.match(xml, end)) is not None:
        token, id_, world, file, fragment = match.groups()
        found.append((token, id_, file, fragment, world))
        end = match.end()
    if not found or _POINTING in xml[end:]:
        return xml, []
    return xml[:start] + xml[end:], found


@lru_cache(maxsize=_MOST_ENTRIES)
def _repeated_entry(inside: str) -> Entry:
    return _made_entry(xmlio.parse_own(f"{_RECORD}>{_BEGIN}{inside}{_END}</record>")[0], "")


def _entry(entry: etree._Element, about: Mapping[str, str], repeated: Sequence[Entry]) -> Entry:
    """An entry of a document, given by what is said about that: from whose folder it names its picture."""
    number = entry.get("repeated")
    made = _made_entry(entry, about["path"]) if number is None else repeated[int(number)]
    return _told(made, about["id"])


def _told(entry: Entry, document: str) -> Entry:
    return entry._replace(tei=f"<tei{attribute('id', document)}>{entry.tei}</tei>")


def untold(entry: Entry, document: str) -> Entry:
    """An entry of a record, but for the document that it is of."""
    return entry._replace(tei=entry.tei.removeprefix(f"<tei{attribute('id', document)}>").removesuffix("</tei>"))


def _made_entry(entry: etree._Element, path: str) -> Entry:
    """An entry; its ``tei`` is not yet told of which document it is."""
    get = entry.get
    for portrait in entry.iterfind(f"{KW}portrait"):
        # Whoever shows it does so in another place: relative to the edition it is the same everywhere.
        url = str(portrait.get("url"))
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#", url):
            portrait.set("url", posixpath.normpath(posixpath.join(posixpath.dirname(path), url)))
    tei = entry.find(f"{KW}tei")
    assert tei is not None
    inner = (each for each in tei.iter("*") if each is not tei)
    tokens = {token for each in inner for value in each.attrib.values() for token in str(value).split()}
    life = entry.find(f"{KW}life")
    return Entry(
        kind=str(get("kind")),
        id=str(get("id")),
        authority=get("authority") == "true",
        named=get("named") == "true",
        sort=str(get("sort")),
        label=str(entry.findtext(f"{KW}label") or ""),
        forms=tuple(
            ("".join(form.itertext()), str(form.get("sort")), _attributes(form, ("sort",)))
            for form in entry.iterfind(f"{KW}form")
        ),
        facts="".join(
            _written(each)
            for name in ("life", "description", "idno", "portrait")
            for each in entry.iterfind(f"{KW}{name}")
        ),
        lived="" if life is None else str(life.get("key")),
        part_of=tuple(str(each.get("id")) for each in entry.iterfind(f"{KW}part-of")),
        tei="".join(_foreign(each) for each in tei),
        tokens=tuple(sorted(tokens)),
        aliases=tuple(str(each.get("id")) for each in entry.iterfind(f"{KW}alias")),
        role=get("role") == "true",
    )


def _foreign(each: etree._Element) -> str:
    return etree.tostring(each, encoding="unicode", with_tail=False)


def _topic(topic: etree._Element) -> tuple[str, str, str, str]:
    label = topic.find(f"{KW}label")
    inside = "".join(_written(child) for child in topic)
    return (
        str(topic.get("id")),
        str(topic.get("taxonomy")),
        "" if label is None else "".join(label.itertext()),
        f"<topic{_attributes(topic)}>{inside}",
    )


def _pointer(pointer: etree._Element) -> Pointer:
    get = pointer.get
    return str(get("token")), str(get("id")), get("file"), str(get("fragment")), get("world")


def _mentions(root: etree._Element, address: str) -> tuple[tuple[Naming, ...], tuple[tuple[str, str], ...]]:
    """The mentions by entity, and the dated passages with their keys."""
    document = attribute("document", str(root.get("id")))
    cut: dict[str, Sentence] = {}
    named: dict[str, list[_Mention]] = {}
    dated: list[tuple[str, str]] = []
    for each in root.iterchildren(_BLOCK, _MENTION, _DATED):
        if each.tag == _BLOCK:
            cut = round_mentions(each.text or "")
            continue
        about = {str(name): str(value) for name, value in each.items()}
        sentence = cut.get(about.get("mark", ""))
        heading = about.get("head")
        if heading and sentence is not None:
            sentence = replace(sentence, before=f"{heading} · {sentence.before}")
        parts = "" if sentence is None else _parts(sentence)
        page = part_address(address, int(about.get("part", "0")))
        to = document + attribute("address", f"{page}#{about['id']}")
        rest = "".join([
            attribute(name.replace(XML, "xml:"), value) for name, value in about.items() if name not in _NOT_SAID
        ])  # fmt: skip
        if each.tag == _DATED:
            dated.append((about.get("key", ""), f"<dated{to}{rest}>{parts}</dated>"))
        else:
            xml = f"<mention{to}{rest}>{parts}</mention>"
            named.setdefault(about["entity"], []).append((about, xml, sentence))
    namings = [_naming(entity, some) for entity, mentions in named.items() for some in _of_kinds(entity, mentions)]
    return tuple(namings), tuple(dated)


def _of_kinds(entity: str, mentions: list["_Mention"]) -> Iterator[list["_Mention"]]:
    """The mentions of one entity; under a mere number databases have a person and a place, which are two."""
    kinds = {mention[0]["kind"] for mention in mentions} - {"any"} if entity.isdecimal() else ()
    if len(kinds) < 2:
        yield mentions
        return
    # What leaves open which of them is meant goes with the first.
    _first, *rest = sorted(kinds, key=KINDS.index)
    yield [mention for mention in mentions if mention[0]["kind"] not in rest]
    for kind in rest:
        yield [mention for mention in mentions if mention[0]["kind"] == kind]


_LANG = f"{XML}lang"
_BLOCK, _MENTION, _DATED = f"{KW}block", f"{KW}mention", f"{KW}dated"
# What of a mention or a dated passage is not in its XML.
_NOT_SAID = frozenset(("id", "mark", "part", "head", "entity", "kind", "by", "name", "called"))
# The attributes of a mention, its XML, the sentence round it.
_Mention = tuple[Mapping[str, str], str, Sentence | None]


def _parts(sentence: Sentence) -> str:
    return (
        f"<before>{escaped(sentence.before)}</before><form>{escaped(sentence.form)}</form>"
        f"<after>{escaped(sentence.after)}</after>"
    )


def _naming(entity: str, mentions: list[_Mention]) -> Naming:
    known = [mention for mention in mentions if mention[0].get("kind") != "any"]
    first = (known or mentions)[0][0]
    forms: tuple[tuple[str, str, int | None], ...] = tuple([
        (
            # (A comma that is encoded with a name is no part of it; a stop may be that of an abbreviation.)
            (about.get("name") or sentence.form).rstrip(" ,;:،؛、，；") or sentence.form,
            str(about.get(_LANG)),
            None if about.get("by") == "reference" else about.get("where") in _HEADS,
        )
        for about, _xml, sentence in known
        if sentence is not None and sentence.form
    ])  # fmt: skip
    called = {about["called"]: str(about.get(_LANG)) for about, _xml, _sentence in known if "called" in about}
    forms += tuple((key, language, 2) for key, language in called.items())
    return Naming(
        entity=entity,
        kind=first["kind"],
        by_form=first.get("by") == "form",
        xml="".join([xml for _about, xml, _sentence in mentions]),
        number=len(mentions),
        known_number=len(known),
        forms=forms,
    )


_HEADS = frozenset(("sent", "received"))
