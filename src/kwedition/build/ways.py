"""What the home page tells of an edition in one screen, before it lists the texts: how many of each kind there are,
where to begin, and what each way in leads to. All of it follows from the register; nothing is configured.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kwedition.build import beside
from kwedition.build.divided import Point
from kwedition.build.record import Record, attribute, element, escaped
from kwedition.build.register import Register

# Persons and ties that are named.
_OFTEN = 6
_TIES = 3


def told(register: Register, texts: Sequence[Record], ties: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """The numbers, the beginning and the ways in, as XML: ``texts``, ``count``, ``begin``, ``span``, ``topics``,
    ``often``, ``speaker`` and ``tied``, each only when there is something to say.

    ``ties`` are those of ``Register.ties``.
    """
    yield f'<texts n="{len(texts)}"/>'
    counts = Counter(entity.kind for entity in register.entities.values())
    yield from (f'<count kind="{kind}" n="{n}"/>' for kind, n in counts.items())
    yield from _beginning(register, texts)
    yield from span(record.date_key for record in texts)
    yield from _topics(register)
    yield from _often(register)
    yield from _speakers(register)
    yield from _tied(register, ties)


def beginning(register: Register, texts: Sequence[Record]) -> tuple[Record, int] | None:
    """The text that leads through the others, because it refers to half of them at least, and to how many."""
    reached = Counter(citing for citings in register.citing.values() for citing in citings)
    # What describes the edition refers to texts, too, but is none.
    citing = [each for each in texts if each.id in reached]
    if len(texts) < 4 or not citing:
        return None
    record = min(citing, key=lambda each: (-reached[each.id], each.id))
    return (record, reached[record.id]) if reached[record.id] * 2 >= len(texts) else None


def _beginning(register: Register, texts: Sequence[Record]) -> Iterator[str]:
    found = beginning(register, texts)
    if found is not None:
        record, number = found
        yield (
            f'<begin n="{number}"{attribute("address", record.address)}'
            f"{attribute('xml:lang', record.language)}>{escaped(record.title)}</begin>"
        )


def span(keys: Iterable[str]) -> Iterator[str]:
    """The first and the last month of the texts that are dated, each as exactly as it is known, and how many each has.

    ``keys`` are what their dates are sorted by. A month is counted from the January of the year 0; a text of which only
    the year is known counts for January.
    """
    points = [Point(key, "") for key in sorted(filter(None, keys))]
    if points:
        first, last = ("-".join(filter(None, (point.year, point.month))) for point in (points[0], points[-1]))
        months = Counter(12 * int(point.year) + int(point.month or 1) - 1 for point in points)
        counts = "".join(f'<count at="{month}" n="{n}"/>' for month, n in months.items())
        yield f'<span from="{first}" to="{last}">{counts}</span>'


def _topics(register: Register) -> Iterator[str]:
    spoken = [topic for topic in register.topics.values() if topic[1]]
    if not spoken:
        return
    texts = {record.id for _xml, passages, _label in spoken for record, *_rest in passages}
    kinds = Counter(type_ for record in register.documents for type_, *_rest in record.comparisons)
    compared = "".join(f'<compared{attribute("type", type_)} n="{n}"/>' for type_, n in sorted(kinds.items()))
    paired = ' beside="beside.html"' if beside.shared(register) else ""
    yield f'<topics n="{len(spoken)}" texts="{len(texts)}"{paired}>{compared}</topics>'


def _often(register: Register) -> Iterator[str]:
    persons = (entity for entity in register.entities.values() if entity.kind == "persons")
    return often((len(each.mentions), each.count, each.key, each.id, each.label, each.address) for each in persons)


def often(persons: Iterable[tuple[int, int, str, str, str, str]]) -> Iterator[str]:
    """The persons of whom most texts speak, as XML, given of each the number of its texts and of its mentions, its sort
    key, id, label and address.
    """
    mentioned = sorted((each for each in persons if each[1]), key=lambda each: (-each[0], -each[1], *each[2:4]))
    for texts, _mentions, _key, _id, label, address in mentioned[:_OFTEN]:
        yield f'<often{attribute("address", address)} n="{texts}">{escaped(label)}</often>'


def _speakers(register: Register) -> Iterator[str]:
    """The persons who speak most, for an edition whose texts mention nobody."""
    persons = (entity for entity in register.entities.values() if entity.kind == "persons")
    return speakers(
        (sum([n for *_rest, n in each.spoken]), each.key, each.id, each.label, each.address) for each in persons
    )


def speakers(persons: Iterable[tuple[int, str, str, str, str]]) -> Iterator[str]:
    """The persons who speak most, as XML, given of each the number of speeches, its sort key, id, label and address."""
    speaking = sorted((each for each in persons if each[0]), key=lambda each: (-each[0], *each[1:3]))
    for number, _key, _id, label, address in speaking[:_OFTEN]:
        yield f'<speaker{attribute("address", address)} n="{number}">{escaped(label)}</speaker>'


def _tied(register: Register, ties: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """The strongest ties by letters, and how many there are."""
    letters = sorted(((-n, names) for names, n in ties.items() if names[0] == "wrote"))
    if letters:
        lines = "".join(
            f'<tie n="{-n}">{element("from", register.entities[sender].label)}'
            f"{element('to', register.entities[recipient].label)}</tie>"
            for n, (_kind, sender, recipient) in letters[:_TIES]
        )
        yield f'<tied n="{len(letters)}">{lines}</tied>'
