"""Lists that are too long for one page: an index by letter, texts by year, a chronology by year and month.

The contents of a divided list stand at the list's old address and hold every id that it had, so what led to a place in
the list still leads to it, one step on.
"""

import re
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from kwedition.build.pages import Page, page
from kwedition.build.record import attribute

# A list whose slice is larger (bytes of XML) is divided into parts of no more than the second number. Pages are about
# as large as their slices.
LARGE = 420_000
PART = 260_000
# What the part is called of what has no date.
UNDATED = "undated"
# What the ids on a page of contents may take: beyond this, ids of entries are left out and only letters are found.
IDS = 250_000
_BLOCK = re.compile(r"b[0-9]{1,9}")
# What ids begin with that differ in the number at their end, and so many that it pays to name the numbers alone.
_NUMBERED = re.compile(r"(.+?)(0|[1-9][0-9]{0,8})")
_FEW = 3
# What an entry of a divided index takes for its numbers and the address of its part, about.
_COUNTS = 70


class Listed(NamedTuple):
    """An entity as a divided index has it.

    ``key`` and ``section`` are those of its name, ``form_keys`` those of its forms. ``size`` is what its entry takes
    without its numbers, in characters.
    """

    id: str
    key: str
    section: str
    form_keys: tuple[tuple[str, str], ...]
    size: int
    heading: str


@dataclass(frozen=True, slots=True)
class Point:
    """A text, an event or a dated passage in time; ``key`` sorts it (years from −20,000, then month and day)."""

    key: str
    xml: str

    @property
    def year(self) -> str:
        """The year as it is written: 1890, -0044; empty for what has no date."""
        number = int(self.key[:5] or 0) - 20000
        return f"{'-' if number < 0 else ''}{abs(number):04d}" if self.key else ""

    @property
    def month(self) -> str:
        """The month of two digits; empty where none is known."""
        month = self.key[5:7]
        return month if month.isdigit() and "01" <= month <= "12" else ""


def is_large(parts: Sequence[str]) -> bool:
    """Whether these pieces of XML are more than one page should show."""
    # Most lists are far from it: a character makes four bytes at most.
    characters = sum(map(len, parts))
    return characters * 4 > LARGE and (characters > LARGE or _size(parts) > LARGE)


def index(kind: str, frame: str, entities: Sequence[Listed], entry: Callable[[str, str], str]) -> Iterator[Page]:
    """The contents of an index, and its parts by letter.

    ``entry`` writes an entity, given its id, with the address of its part.
    """
    names: dict[str, list[tuple[str, str, Listed]]] = {}
    for entity in entities:
        names.setdefault(entity.section, []).append((entity.key, entity.id, entity))
        for key, section in entity.form_keys:
            names.setdefault(section, []).append((key, "", entity))
    parts: list[tuple[str, str, str, str, list[Listed]]] = []
    home: dict[str, str] = {}
    # As index.xsl has them: in the order of their first names, what has no letter last.
    for section in sorted(names, key=lambda name: (name == "#", min(line[0] for line in names[name]))):
        lines = sorted(names[section], key=lambda line: line[:2])
        # How often an entity is mentioned must not matter: else a new mention may move others to another page.
        sizes = ((key, entity.size + _COUNTS if id_ else 200) for key, id_, entity in lines)
        cuts = list(_cut(list(sizes)))
        for number, (start, end) in enumerate(pairwise([*cuts, len(lines)]), 1):
            address = f"{kind}/index/{_letter(section)}{f'-{number}' if number > 1 else ''}.html"
            inside = lines[start:end]
            last = "" if end == len(lines) else lines[end][0]
            parts.append((section, address, inside[0][0], last, [entity for _key, _id, entity in inside]))
            home |= {id_: address for _key, id_, _entity in inside if id_}
    letters = "".join(
        f"<letter{attribute('name', section)}{attribute('address', next(group)[1])}/>"
        for section, group in groupby(parts, key=lambda part: part[0])
    )
    about = f'<kind name="{kind}"/>{letters}'
    contents = [f'<contents of="index-of-{kind}" way="{kind}" intro="index-intro" n="{len(entities)}">']
    keep = sum(len(id_) + 24 for id_ in home) <= IDS
    for section, group in groupby(parts, key=lambda part: part[0]):
        contents.append(f'<section{attribute("name", section)} id="kw-letter-{_letter(section)}">')
        for _section, address, first, last, some in group:
            own = {entity.id: entity for entity in some if home[entity.id] == address}.values()
            here = sorted(own, key=lambda entity: (entity.key, entity.id))
            # Its entries, rather than the names of others that it leads to.
            labels = [entity.heading for entity in here] or [entity.heading for entity in some]
            ids = "".join(f"<held{attribute('id', entity.id)}/>" for entity in here)
            contents.append(
                f"<part{attribute('address', address)}{attribute('first', labels[0])}{attribute('last', labels[-1])}"
                f' n="{len(here)}">{ids if keep else ""}</part>'
            )
            told = {entity.id: entity for entity in some}.values()
            within = f"<part{attribute('section', section)}{attribute('from', first)}{attribute('to', last)}/>"
            yield page(
                address, "site/index.xsl", (),
                (about, frame, within, *(entry(entity.id, home[entity.id]) for entity in told)),
            )  # fmt: skip
        contents.append("</section>")
    yield page(f"{kind}/index.html", "site/contents.xsl", (), (frame, *contents, "</contents>"))


def by_time(
    address: str,
    folder: str,
    stylesheet: str,
    contents: str,
    frame: str,
    points: Sequence[Point],
    beside: Callable[[Sequence[Point]], str],
    years: Container[str] | None = None,
) -> Iterator[Page]:
    """The contents of a list in time, and its parts by year, and by month where a year is large.

    ``contents`` are the attributes of the page of contents; ``beside`` is what a part must know besides its points.
    Where ``years`` are named, there are the parts of these only, and all contents.
    """
    listed = [f"<contents{contents}>"]
    # What has no date comes last.
    ordered = sorted(points, key=lambda point: (point.key == "", point.key))
    for decade, in_decade in groupby(ordered, key=lambda point: f"{point.year[:-1]}0" if point.year else ""):
        listed.append(f"<decade{attribute('name', decade)}>")
        for year, group in groupby(in_decade, key=lambda point: point.year):
            some = list(group)
            name = year or UNDATED
            listed.append(f'<year{attribute("name", year)} id="year-{name}" n="{len(some)}">')
            for part, month, inside in _months(name, some):
                at = f"{folder}/{part}.html"
                listed.append(f'<part{attribute("address", at)}{attribute("month", month)} n="{len(inside)}"/>')
                if years is not None and year not in years:
                    continue
                within = f"<part{attribute('year', year)}{attribute('month', month)}/>"
                yield page(at, stylesheet, (), (frame, within, beside(inside), *(point.xml for point in inside)))
            listed.append("</year>")
        listed.append("</decade>")
    yield page(address, "site/contents.xsl", (), (frame, *listed, "</contents>"))


def runs(lines: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """Start and end of the runs that a list is made in, given the id and the size of each line.

    Where a run ends depends on the ids near by, not on how many lines come before: so a new line changes one run.
    """
    ends: list[int] = []
    size = 0
    for number, (id_, length) in enumerate(lines, 1):
        size += length
        if size > PART // 4 and (zlib.crc32(id_.encode()) % 4 == 0 or size > PART):
            ends.append(number)
            size = 0
    if not ends or ends[-1] < len(lines):
        ends.append(len(lines))
    return list(pairwise([0, *ends]))


def pieces(mentions: str) -> Iterator[str]:
    """The mentions of an entity in a document, as XML, in pieces of no more than a part."""
    end = "</mention>"
    while len(mentions) > PART:
        at = mentions.rfind(end, 0, PART) + len(end)
        if at < len(end):
            break
        yield mentions[:at]
        mentions = mentions[at:]
    if mentions:
        yield mentions


def _months(year: str, points: list[Point]) -> Iterator[tuple[str, str, list[Point]]]:
    """A year as one part, or as one for each month; each as several where it is still too large."""
    if _size(point.xml for point in points) <= PART:
        yield year, "", points
        return
    for month, group in groupby(points, key=lambda point: point.month):
        some = list(group)
        cuts = list(_cut([(str(number), len(point.xml)) for number, point in enumerate(some)]))
        for number, (start, end) in enumerate(pairwise([*cuts, len(some)]), 1):
            name = f"{year}-{month}" if month else f"{year}-00"
            yield f"{name}{f'-{number}' if number > 1 else ''}", month, some[start:end]


def _cut(lines: Sequence[tuple[str, int]]) -> Iterator[int]:
    """Where the parts of a list begin, given the key and the size of each line; lines of one key stay together."""
    size = 0
    for number, (key, length) in enumerate(lines):
        if number == 0 or (size + length > PART and key != lines[number - 1][0]):
            yield number
            size = 0
        size += length


def _letter(section: str) -> str:
    """A section in an address, as ``kwp:letter-id`` of index.xsl has it."""
    if len(section) == 1 and section.isascii() and section.isalpha():
        return section.lower()
    return "-".join(str(ord(sign)) for sign in section)


def _size(parts: Iterable[str]) -> int:
    return len("".join(parts).encode())


@dataclass(frozen=True, slots=True)
class Held:
    """The ids that one part of a text holds: numbers of blocks, ids one by one, and ids that differ in their number.

    ``spans`` are those that the page of contents has as ids of its own, so that they are found without a script.
    """

    blocks: str
    ids: str
    runs: str
    spans: tuple[str, ...]

    def xml(self, ids: bool, runs: bool) -> str:
        """It as XML; without what the page has no room for."""
        spans = "".join(f"<held{attribute('id', id_)}/>" for id_ in self.spans)
        about = attribute("blocks", self.blocks) + attribute("ids", self.ids if ids else "")
        return f"<places{about}{attribute('runs', self.runs) if runs and self.runs else ''}>{spans}</places>"


def held(own: Iterable[str], keep: bool, everywhere: Container[str] = ()) -> Held:
    """The addresses that led into a part when the text was one page; ``keep``: each is an id on the page of contents.

    What an id begins with, up to a full stop, leads to the same part where that is an id of it, too: the words of a
    sentence need not be named beside the sentence. (Of several the longest is asked; ``everywhere`` are the ids of all
    parts.) Many others differ in a number at their end alone.
    """
    all_ = list(own)
    blocks = sorted(int(id_[1:]) for id_ in all_ if _BLOCK.fullmatch(id_))
    ids = [id_ for id_ in all_ if not _BLOCK.fullmatch(id_)]
    if keep:
        return Held(" ".join(_ranges(blocks)), "", "", (*(f"b{each}" for each in blocks), *ids))
    known = set(all_)
    nearest = {id_: next((s for s in _stems(id_) if s in known or s in everywhere), None) for id_ in ids}
    needed = [id_ for id_ in ids if nearest[id_] not in known]
    numbered: dict[str, list[int]] = {}
    for id_ in needed:
        if (found := _NUMBERED.fullmatch(id_)) is not None:
            numbered.setdefault(found[1], []).append(int(found[2]))
    many = {prefix: numbers for prefix, numbers in numbered.items() if len(numbers) > _FEW}
    single = [id_ for id_ in needed if (found := _NUMBERED.fullmatch(id_)) is None or found[1] not in many]
    runs = " ".join(f"{prefix} {','.join(_ranges(sorted(numbers)))}" for prefix, numbers in many.items())
    return Held(" ".join(_ranges(blocks)), " ".join(single), runs, ())


def fitting(parts: Sequence[Held]) -> Iterator[str]:
    """What each part of a text holds, as XML: as much of it as the page of contents has room for."""
    ids = sum(len(each.ids) for each in parts)
    runs = (ids if ids <= IDS else 0) + sum(len(each.runs) for each in parts)
    for each in parts:
        yield each.xml(ids <= IDS, runs <= IDS)


def _stems(id_: str) -> Iterator[str]:
    while "." in id_:
        id_ = id_.rpartition(".")[0]
        yield id_


def _ranges(numbers: Sequence[int]) -> list[str]:
    ranges: list[list[int]] = []
    for each in numbers:
        if ranges and ranges[-1][1] == each - 1:
            ranges[-1][1] = each
        else:
            ranges.append([each, each])
    return [f"{start}-{end}" for start, end in ranges]
