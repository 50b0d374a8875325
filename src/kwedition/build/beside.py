"""Two texts side by side: the topics of which more than one text speaks, and where each speaks of them."""

from collections.abc import Iterator

from kwedition.build.record import Record, attribute, element, escaped
from kwedition.build.register import Register

# Texts and places of a topic; the page of the topics has the rest.
_TEXTS = 40
_PLACES = 400


def shared(register: Register) -> list[tuple[str, str, list[tuple[Record, str, str]]]]:
    """The topics of which two texts or more speak: id, label, and the places (text, id of the block, its words)."""
    found = []
    for id_, (_xml, passages, label) in register.topics.items():
        read = [passage for passage in passages if passage[0].id in register.order]
        if len({record.id for record, _block, _text in read}) > 1:
            read.sort(key=lambda passage: register.order[passage[0].id])
            found.append((id_, label, read))
    return found


def told(register: Register) -> Iterator[str]:
    """The same as XML: ``text`` (id, address) with its titles, and ``shared`` topics with their ``place``."""
    topics = shared(register)
    spoken: dict[str, Record] = {}
    for id_, label, passages in topics:
        places = []
        texts: set[str] = set()
        for record, block, words in passages[:_PLACES]:
            if record.id not in texts and len(texts) == _TEXTS:
                continue
            texts.add(record.id)
            spoken[record.id] = record
            at = attribute("text", record.id) + attribute("address", record.at(block))
            places.append(f"<place{at}>{escaped(words)}</place>")
        yield f"<shared{attribute('id', id_)}>{element('label', label)}{''.join(places)}</shared>"
    for record in sorted(spoken.values(), key=lambda record: register.order[record.id]):
        names = attribute("id", record.id) + attribute("address", record.address)
        yield f"<text{names}>{record.shown_title}</text>"
