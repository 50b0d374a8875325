"""What search results are narrowed by: tables of texts and entities, and which texts name which.

Rows are numbered from 0 across the files of a table, texts and entities in one count: first all texts in the order of
the edition, then all entities in that of the register. Nothing is said twice, and no file is larger than a page may be.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kwedition.build.alike import telling_apart
from kwedition.build.divided import Point
from kwedition.build.record import Record
from kwedition.build.register import Entity, Register
from kwedition.build.wording import DATE, Dates

FOLDER = "search"

# Bytes of a file at most; a row more may stand in it.
LARGE = 400_000

# Years of a date that says less: "not before 1900 and not after 2000" is no date in each of them.
_SPAN = 20

_ENDS = re.compile(r' (?:when|to|notAfter)(?:-iso)?="(-?\d{4,})')


def tables(register: Register, dates: Sequence[Dates]) -> dict[str, list[Any]]:
    """The tables but for that of the pages, which only the index knows (see ``files``).

    ``dates`` are those of each language of the site.
    """
    place = {record.id: number for number, record in enumerate(register.documents)}
    telling = telling_apart(register.documents, None)
    entities = list(register.entities.values())
    rows = {record.address: number for number, record in enumerate(register.documents)}
    rows |= {entity.address: len(place) + number for number, entity in enumerate(entities)}
    mentions = ((place[record.id] for record, _naming in each.mentions if record.id in place) for each in entities)
    return {
        "texts": [_text(record, telling.get(record.id), dates) for record in register.documents],
        "names": list(map(_name, entities)),
        "named": list(map(_steps, mentions)),
        "letters": list(_letters(register, place, rows)),
    }


def files(held: Mapping[str, list[Any]], numbers: Mapping[str, str]) -> dict[str, bytes]:
    """The tables as files of JSON, by path; ``numbers`` are the addresses of the pages by their number in the index.

    ``search/tables.json`` says in how many files each table is. A row is, in ``texts``: address, kind, title, date in
    words (a list where the languages of the site say it differently, one for each), first and last year; in ``names``:
    address, label, other forms; in ``named``, for each row of ``names``: the texts that name it; in ``letters``: the
    row of an entity, the texts that it sent, those that it received; in ``pages``: the number in the index, the row.
    Texts in a list are counted from the one before.
    """
    rows = {row[0]: number for number, row in enumerate((*held["texts"], *held["names"]))}
    pages = [[number, rows[_whole(address, rows)]] for number, address in sorted(numbers.items())]
    found: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for name, table in {**held, "pages": pages}.items():
        written = list(_cut(table))
        counts[name] = len(written)
        found |= {f"{FOLDER}/{name}-{number}.json": data for number, data in enumerate(written, 1)}
    found[f"{FOLDER}/tables.json"] = _json(counts)
    return found


def years(record: Record) -> tuple[int, int] | None:
    """The first and the last year that a document may be of; those of a long span count as its first."""
    if not record.date_key:
        return None
    first = int(Point(record.date_key, "").year)
    date = DATE.fullmatch(record.date)
    last = max((int(year) for year in _ENDS.findall(date[1])), default=first) if date else first
    return (first, last) if first <= last <= first + _SPAN else (first, first)


def _text(record: Record, told: str | None, dates: Sequence[Dates]) -> list[Any]:
    kind = "about" if record.kind == "edition" else "texts"
    words: str | list[str] = [each.shown(record.date) for each in dates]
    if len(set(words)) == 1:
        words = words[0]
    title = record.short_title or record.title
    return [record.address, kind, f"{title}, {told}" if told else title, words, *(years(record) or ())]


def _name(entity: Entity) -> list[str]:
    forms = dict.fromkeys(text for text, _sort, _attributes in entity.forms if text != entity.label)
    return [entity.address, entity.label, *forms]


def _letters(register: Register, place: Mapping[str, int], rows: Mapping[str, int]) -> Iterator[list[Any]]:
    """Who sent and who received what; whoever only forwarded a letter, or was forwarded it, is not asked for."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for record in register.documents:
        for role, party, _letter in record.parties:
            id_ = register.of(party)
            if id_ in register.entities and role in {"sent", "received"}:
                found.setdefault(id_, ([], []))[role == "received"].append(place[record.id])
    for id_, (sent, received) in found.items():
        yield [rows[register.entities[id_].address], _steps(sent), _steps(received)]


def _steps(numbers: Iterable[int]) -> list[int]:
    """Numbers in order, each as its distance from the one before."""
    ordered = sorted(set(numbers))
    return [each - before for before, each in zip([0, *ordered], ordered, strict=False)]


def _whole(address: str, rows: Mapping[str, int]) -> str:
    """The address of what a page is a part of."""
    return address if address in rows else re.sub(r"/[0-9]+\.html$", ".html", address)


def _cut(rows: Sequence[Any]) -> Iterator[bytes]:
    """The rows as one or more files of about the same size."""
    written = [_json(row) for row in rows]
    some: list[bytes] = []
    size = 0
    for row in written:
        if some and size + len(row) > LARGE:
            yield b"[" + b",\n".join(some) + b"]\n"
            some, size = [], 0
        some.append(row)
        size += len(row) + 2
    yield b"[" + b",\n".join(some) + b"]\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
