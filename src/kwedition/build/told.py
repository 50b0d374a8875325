"""What pages are told of an entity, of the titles of texts, and of dates: all that lists are planned from.

It is plain strings and numbers, so that it can be kept. When later a document says something else of its entities,
their pages are planned from what was kept, and no other document need be read (see replan.py).
"""

import marshal
import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from kwedition.build import divided
from kwedition.build.divided import Listed, Point
from kwedition.build.pages import Page, page
from kwedition.build.record import attribute, part_address
from kwedition.build.register import Alike, heading

# A title: the place of its text in the order of the edition (-1 for a list, which has none), the attributes that name
# the text, and title and date, as XML.
Title = tuple[int, str, str]

# What one document says of an entity: its id, the mentions as XML, and the forms that it uses of an entity whose name
# follows from its forms.
Said = tuple[str, str, tuple[tuple[str, str, int | None], ...]]

# Where it speaks in one document: its id, the first speech as XML, and the number of all.
Spoken = tuple[str, str, int]


# What a divided index takes from what an entity is called. (In XML of ours no value has a quotation mark in it.)
_SORTED = re.compile(r' key="([^"]*)" section="([^"]*)"$')
_LABEL = re.compile(r"^<label>([^<]*)</label>")
_FORMS = re.compile(r'<form sort="([^"]*)"(?: [a-z:-]+="[^"]*")*? key="([^"]*)" section="([^"]*)">([^<]*)</form>')


class Told(NamedTuple):
    """What is told of an entity.

    ``entered`` says that it has an entry, so that its name does not follow from its forms. ``attributes``, ``head`` and
    ``entry`` are parts of its ``entity`` as XML; ``links`` is where its entry leads, ``beside`` what its page names
    beside it. ``mentions`` and ``texts`` are the numbers of its mentions and of the documents that hold them; a speech
    is no mention. ``entries`` are the forms of its entries, first those of the one that speaks for it, and in which
    documents these are. ``wrote`` are the documents whose author it is.
    """

    id: str
    kind: str
    address: str
    entered: bool
    attributes: str
    head: str
    entry: str
    mentions: int
    texts: int
    links: str
    beside: tuple[str, ...]
    said: tuple[Said, ...]
    spoken: tuple[Spoken, ...]
    entries: tuple[Alike, ...] = ()
    wrote: tuple[str, ...] = ()

    @property
    def named(self) -> Listed:
        """It as a divided index has it."""
        key, section = (unescape(each) for each in _SORTED.findall(self.attributes)[0])
        label, forms = unescape(_LABEL.findall(self.head)[0]), _FORMS.findall(self.head)
        sort = next((sort for sort, *_keys, text in forms if unescape(text) == label), "")
        keys = tuple([(unescape(key), unescape(section)) for _sort, key, section, _text in forms])
        size = len(self.attributes) + len(self.head)
        return Listed(self.id, key, section, keys, size, heading(label, unescape(sort)))

    @property
    def size(self) -> int:
        """How many characters an index takes that says where it is mentioned."""
        return len(self.head) + sum([len(xml) for _document, xml, _forms in self.said])

    @property
    def lines(self) -> list[str]:
        """Its mentions, where it speaks, and what it wrote, text by text, as XML."""
        return [xml for _document, xml, _rest in (*self.said, *self.spoken)] + [*map(_wrote, self.wrote)]

    def whole(self, lines: Sequence[str] | None = None, counted: bool = False) -> str:
        """All that is known of it as XML; with ``lines`` only these; ``counted``: with the numbers of all."""
        counts = self._counts + self._speeches if counted else ""
        held = "".join(self.lines if lines is None else lines)
        return f"<entity{self.attributes}{counts}>{self.head}{held}{self.entry}</entity>"

    def further(self, lines: Sequence[str]) -> str:
        """What a further page of it says: how it is called, and these of its mentions and speeches."""
        label = _LABEL.match(self.head)
        return f"<entity{self.attributes}>{label[0] if label else ''}{''.join(lines)}</entity>"

    def recorded(self) -> str:
        """What the data say of it: all but its entry in TEI."""
        held = "".join(self.lines)
        return f"<entity{self.attributes}>{self.head}{held}</entity>"

    def indexed(self) -> str:
        """What an index says of it: where it is mentioned, and how often it speaks, but not where."""
        held = "".join([xml for _document, xml, _forms in self.said])
        return f"<entity{self.attributes}{self._speeches}>{self.head}{held}</entity>"

    def listed(self, at: str = "") -> str:
        """What a divided index says of it: how often it is mentioned and speaks, but not where."""
        return f"<entity{self.attributes}{attribute('at', at)}{self._counts}{self._speeches}>{self.head}</entity>"

    @property
    def _counts(self) -> str:
        return f' mentions="{self.mentions}" texts="{self.texts}"'

    @property
    def _speeches(self) -> str:
        number = sum([number for *_rest, number in self.spoken])
        speeches = f' speeches="{number}" spoken="{len(self.spoken)}"' if number else ""
        return speeches + (f' wrote="{len(self.wrote)}"' if self.wrote else "")

    def filtered(self) -> str:
        """What the filter of a divided index says of it: only how it is called."""
        return f"<entity{self.attributes}>{self.head}</entity>"

    def dump(self) -> bytes:
        """It as bytes."""
        return zlib.compress(marshal.dumps(tuple(self), 2), 1)


def load(data: bytes) -> Told:
    """What ``dump`` wrote."""
    return Told._make(marshal.loads(zlib.decompress(data)))


def mentioning(titles: Mapping[str, Title], ids: Iterable[str]) -> str:
    """Titles and dates of these documents, in the order of the edition: a ``mentioning`` each."""
    found = sorted([titles[id_] for id_ in ids if id_ in titles and titles[id_][0] >= 0])
    return "".join([f"<mentioning{named}>{inside}</mentioning>" for _number, named, inside in found])


def naming(titles: Mapping[str, Title], entities: Iterable[Told]) -> str:
    """Titles and dates of the documents in which entities are mentioned, in the order of the edition."""
    return mentioning(titles, {document for entity in entities for document, _xml, _forms in entity.said})


def hearing(titles: Mapping[str, Title], entities: Iterable[Told]) -> str:
    """Titles and dates of the documents in which entities are mentioned or speak, in the order of the edition."""
    lines = (line for entity in entities for line in (*entity.said, *entity.spoken))
    return mentioning(titles, {document for document, *_rest in lines})


def concerning(titles: Mapping[str, Title], entities: Iterable[Told]) -> str:
    """The same of the documents in which entities are mentioned or speak, or whose authors they are."""
    found: set[str] = set()
    for entity in entities:
        found.update(entity.wrote, (document for document, *_rest in (*entity.said, *entity.spoken)))
    return mentioning(titles, found)


def _wrote(document: str) -> str:
    return f"<wrote{attribute('document', document)}/>"


def entity_pages(frame: str, told: Told, titles: Mapping[str, Title]) -> Iterator[Page]:
    """The page of an entity; one that is mentioned or speaks very often goes on at ``persons/ID/2.html``."""
    # A line that says where it speaks, or what it wrote, shows little but the title of the text.
    by_title = (*(document for document, *_rest in told.spoken), *told.wrote)
    titled = {document: "".join(titles[document][1:]) for document in by_title if document in titles}
    if not divided.is_large([*told.lines, *titled.values()]):
        parts = (frame, concerning(titles, (told,)), told.links, told.whole(), *told.beside)
        yield page(told.address, "site/entity.xsl", (), parts)
        return
    # In the order of the edition, of each text who wrote it or speaks first; lists, which have no place in it, last.
    # How a line is called, by which runs are divided, must not depend on the texts before it.
    held = [(document, _wrote(document), f"{document} wrote", len(titled.get(document, ""))) for document in told.wrote]
    held += [
        (document, xml, f"{document} speaks", len(xml) + len(titled.get(document, "")))
        for document, xml, _number in told.spoken
    ]
    held += [
        (document, xml, f"{document} {number}", len(xml))
        for document, said, _forms in told.said
        for number, xml in enumerate(divided.pieces(said))
    ]
    held.sort(key=lambda line: (titles[line[0]][0] < 0, titles[line[0]][0]))
    lines = [(document, xml) for document, xml, *_rest in held]
    runs = divided.runs([(name, size) for *_line, name, size in held])
    addresses = [told.address if n == 1 else part_address(told.address, n) for n in range(1, len(runs) + 1)]
    listed = "".join(
        f"<run{attribute('address', address)}><first>{titles[lines[start][0]][2]}</first>"
        f"<last>{titles[lines[end - 1][0]][2]}</last></run>"
        for address, (start, end) in zip(addresses, runs, strict=True)
    )
    for number, (start, end) in enumerate(runs):
        some = lines[start:end]
        named = mentioning(titles, {document for document, _xml in some})
        ways = "".join(
            f"<{name}{attribute('address', addresses[at])}/>"
            for name, at in (("previous", number - 1), ("next", number + 1))
            if 0 <= at < len(runs)
        )
        shown = f'<shown n="{number + 1}">{ways}{listed if number == 0 else ""}</shown>'
        beside = (told.links, *told.beside) if number == 0 else ()
        here = [xml for _document, xml in some]
        parts = (frame, shown, named, told.further(here) if number else told.whole(here, True), *beside)
        yield page(addresses[number], "site/entity.xsl", (), parts)


def small_index(kind: str, frame: str, entities: Sequence[Told], titles: Mapping[str, Title]) -> Page | None:
    """The index of a kind on one page, with all mentions; None where that would be too long."""
    if divided.is_large([xml for told in entities for xml in (told.head, *(xml for _id, xml, _forms in told.said))]):
        return None
    entries = (told.indexed() for told in entities)
    parts = (f'<kind name="{kind}"/>', frame, naming(titles, entities), *entries)
    return page(f"{kind}/index.html", "site/index.xsl", (), parts)


def large_index(
    kind: str, frame: str, entities: Sequence[Listed], told: Mapping[str, Told]
) -> Iterator[Page]:  # fmt: skip
    """The index of a kind that is divided: its contents, its parts, and the names that its filter finds."""
    yield from divided.index(kind, frame, entities, lambda id_, at: told[id_].listed(at))
    ordered = sorted(entities, key=lambda each: (each.key, each.id))
    lines = [told[each.id].filtered() for each in ordered]
    cuts = divided.runs([(each.id, len(xml)) for each, xml in zip(ordered, lines, strict=True)])
    path = f"{kind}/names.js"
    parts = tuple(page(path, "", (), lines[start:end]).slice for start, end in cuts)
    yield Page(path, "site/names.xsl", (), "", parts)


def chronology(
    frame: str, points: Sequence[Point], titles: Mapping[str, Title], years: Container[str] | None = None
) -> Iterator[Page]:
    """The chronology: texts, events and dated passages in time; of one that is divided those of some years."""

    def beside(some: Sequence[Point]) -> str:
        return mentioning(titles, {dated_in(point.xml) for point in some if point.xml.startswith("<dated")})

    if divided.is_large([point.xml for point in points]):
        about = f' of="chronology" way="chronology" n="{len(points)}"'
        yield from divided.by_time(
            "chronology.html", "chronology", "site/chronology.xsl", about, frame, points, beside, years
        )
    else:
        parts = (frame, beside(points), *(point.xml for point in points))
        yield page("chronology.html", "site/chronology.xsl", (), parts)


def dated_in(dated: str) -> str:
    """The id of the document that a dated passage is in, as it stands in XML."""
    return dated.partition(' document="')[2].partition('"')[0]


def data_part(path: str, edition: str, span: tuple[int, int], last: int, named: str, entries: Iterable[str]) -> str:
    """The slice of a part of the data of persons: of those from ``span[0]`` to ``span[1]`` of ``last``.

    ``entries`` are what the data say of these, ``named`` the titles of the texts that name them or in which they speak.
    """
    start, end = span
    ends = f'<part first="{"yes" if start == 0 else "no"}" last="{"yes" if end == last else "no"}"/>'
    return page(path, "", (), (edition, ends, named, *entries)).slice
