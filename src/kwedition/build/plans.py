"""Which pages there are, and what each is told of the register: its slice.

A page depends on its slice, so a slice holds what the page shows and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from kwedition.build import beside, divided, languages, sourceview, told, ways
from kwedition.build.divided import Listed, Point
from kwedition.build.pages import PART, Context, Page, page
from kwedition.build.record import KINDS, Record, attribute, element, escaped, part_address
from kwedition.build.register import Entity, Register
from kwedition.build.told import Title, Told
from kwedition.namespace import NAMESPACE

# The formats of the data of persons.
DATA = ("xml", "json", "csv")


# Ties that the network shows, the strongest.
_TIES = 400
# Texts that the home page lists.
_HOME_TEXTS = 60


def site(register: Register, context: Context) -> Iterator[Page]:
    """The pages of the site in one language; each is below the folder of its language, and does not know it."""
    for each in _site(register, context):
        yield replace(each, path=context.below + each.path, language=context.language) if context.below else each


def _site(register: Register, context: Context) -> Iterator[Page]:
    frame = framed(register, context)
    texts = [record for record in register.documents if record.kind == "document"]
    ties = register.ties()
    about = (summary(record) for record in register.documents if record.kind == "edition")
    listed = listed_at_home((record.id, record.date_key, summary(record)) for record in texts[:_HOME_TEXTS])
    yield page("index.html", "site/home.xsl", (), (frame, *about, listed, *ways.told(register, texts, ties)))
    yield page("404.html", "site/missing.xsl", (), (frame,))
    yield from texts_pages(frame, [(record.id, record.date_key, summary(record)) for record in texts])
    yield from _text_pages(register, context, frame, texts)
    for kind in KINDS:
        entities = [entity for entity in register.entities.values() if entity.kind == kind]
        # The index of persons is there even when it is empty, and no way leads to it then: links of others may.
        if entities or kind == "persons":
            yield from _index(register, kind, frame, entities)
            for entity in entities:
                yield from told.entity_pages(frame, of_entity(register, entity), register.titles)
    yield from _cards(register)
    yield from told.chronology(frame, points(register), register.titles)
    if ties:
        yield page("network.html", "site/network.xsl", (), (frame, *_network(register, ties)))
    if register.topics:
        pairs = list(beside.told(register))
        paired = '<beside address="beside.html"/>' if pairs else ""
        yield page("topics.html", "site/topics.xsl", (), (frame, paired, *_topics(register)))
        if pairs:
            yield page("beside.html", "site/beside.xsl", (), (frame, *pairs))
    if "search" in context.outputs:
        yield page("search.html", "site/search.xsl", (), (frame,))
    if context.guidelines:
        # HTML is in no namespace.
        yield page("guidelines.html", "site/guidelines.xsl", (), (frame, guidelines(context)))


def sources(register: Register, context: Context) -> Iterator[sourceview.Wanted]:
    """The sources of all texts, in every language of the site."""
    for number, language in enumerate(context.languages or (context.language,)):
        own = replace(context, language=language)
        frame = framed(register, own)
        for record in register.documents:
            yield sourceview.wanted(record, frame, own, number == 0)


def data(register: Register, context: Context) -> Iterator[Page]:
    """The data files: the index of persons for other programs."""
    persons = sorted_persons(register)
    edition = described(context)
    entries = [person.recorded() for person in persons]
    cuts = divided.runs(list(zip([person.id for person in persons], map(len, entries), strict=True)))
    for format_ in DATA:
        path, stylesheet = f"data/persons.{format_}", f"data/persons-{format_}"
        # Only one of them says what the texts are called.
        titles = register.titles if format_ == "xml" else {}
        if divided.is_large(entries):
            parts = [
                told.data_part(path, edition, (a, b), len(persons), told.hearing(titles, persons[a:b]), entries[a:b])
                for a, b in cuts
            ]
            yield Page(path, f"{stylesheet}-part.xsl", (), "", tuple(parts))
        else:
            yield page(path, f"{stylesheet}.xsl", (), (edition, told.hearing(titles, persons), *entries))


def sorted_persons(register: Register) -> list[Told]:
    """What is told of the persons, in the order of the data."""
    persons = [entity for entity in register.entities.values() if entity.kind == "persons"]
    persons.sort(key=lambda person: (person.key, person.id))
    return [of_entity(register, person) for person in persons]


def described(context: Context) -> str:
    """What the data say of the edition, as XML."""
    names = (("title", context.title), ("language", context.language), ("base-url", context.base_url))
    return f"<edition{''.join(attribute(name, value) for name, value in names)}/>"


def text(register: Register) -> Iterator[Page]:
    """The documents as plain text."""
    for record in register.documents:
        yield page(f"text/{record.id}.txt", "plaintext/document.xsl", (record.id,), (_reading(register, record),))


def markdown(register: Register) -> Iterator[Page]:
    """The documents as Markdown."""
    for record in register.documents:
        yield page(f"markdown/{record.id}.md", "markdown/document.xsl", (record.id,), (_reading(register, record),))


def summary(record: Record) -> str:
    """A document as a list shows it, as XML."""
    names = (("id", record.id), ("kind", record.kind), ("address", record.address), ("xml:lang", record.language))
    return f"<summary{''.join(attribute(name, value) for name, value in names)}>{record.head}</summary>"


def document(register: Register, record: Record) -> str:
    """What the rendering of a document needs to know: where its pointers lead, whom it names, who cites it."""
    names = (("id", record.id), ("kind", record.kind), ("path", record.path), ("address", record.address),
             ("xml:lang", record.language))  # fmt: skip
    links = "".join(register.links(record).values())
    cited = "".join(register.citations.get(record.id, ()))
    named = "".join([entity.named for entity in register.by_document.get(record.id, ())])
    attributes = "".join(attribute(name, value) for name, value in names)
    return f"<document{attributes}>{record.head}{links}{cited}{named}</document>"


def _reading(register: Register, record: Record) -> str:
    """What a plain reading of a document needs to know: its title, its date, and what its pointers are called."""
    links = "".join(register.links(record).values())
    named = "".join([entity.named for entity in register.by_document.get(record.id, ())])
    names = (("id", record.id), ("kind", record.kind), ("xml:lang", record.language))
    attributes = "".join(attribute(name, value) for name, value in names)
    return f"<document{attributes}>{record.head}{links}{named}</document>"


def register_xml(register: Register, context: Context) -> str:
    """The whole register as XML, for an output whose pages a stylesheet plans."""
    names = (("title", context.title), ("language", context.language), ("base-url", context.base_url))
    parts = [f'<register xmlns="{NAMESPACE}"{"".join(attribute(name, value) for name, value in names)}>']
    parts += [document(register, record) for record in register.documents]
    for record in register.authorities:
        at = attribute("id", record.id) + attribute("path", record.path)
        parts.append(f"<authorities{at}>{''.join(register.links(record).values())}</authorities>")
    parts += [of_entity(register, entity).whole() for entity in register.entities.values()]
    parts += _topics(register)
    parts += [xml for record in register.documents if record.kind == "document" for _key, xml in record.dated]
    parts += [guidelines(context)] if context.guidelines else []
    parts.append(context.printing)
    return "".join((*parts, "</register>"))


def of_entity(register: Register, entity: Entity) -> Told:
    """What is told of an entity."""
    known = register.told.get(entity.id)
    if known is None:
        known = register.told[entity.id] = _of_entity(register, entity)
    return known


def _of_entity(register: Register, entity: Entity) -> Told:
    source, links = entity.source, ""
    if source is not None:
        found = "".join(register.some_links(source, entity.tokens))
        links = f"<document{attribute('id', source.id)}>{found}</document>"
    at = "" if source is None else f"<source{attribute('path', source.path)}{attribute('document', source.id)}/>"
    entered = entity.entry == "yes"
    said = tuple(
        [
            (record.id, xml, () if entered else naming.forms)
            for (record, naming), xml in zip(entity.mentions, entity.mentioned(), strict=True)
        ]
    )
    return Told(
        entity.id, entity.kind, entity.address, entered, entity.attributes(), entity.head(), at + entity.tei,
        entity.count, len(entity.mentions), links, tuple(_beside(register, entity)), said,
        tuple([(record.id, _spoken(record, place, number), number) for record, place, number in entity.spoken]),
        entity.entries, tuple([record.id for record in entity.wrote]),
    )  # fmt: skip


def _spoken(record: Record, place: str, number: int) -> str:
    names = attribute("document", record.id) + attribute("address", record.at(place))
    return f'<spoken{names} n="{number}"/>'


def _beside(register: Register, entity: Entity) -> Iterator[str]:
    """What the page of an entity names beside it, as XML."""
    for id_ in entity.part_of:
        above = register.entities.get(id_)
        if above is not None:
            yield f"<whole{attribute('address', above.address)}>{element('label', above.label)}</whole>"
    yield from register.reported.get(entity.id, ())
    for other, number in register.company(entity):
        yield company(other.address, other.label, number)
    for part in register.parts.get(entity.id, ()):
        yield f"<part{attribute('address', part.address)}>{element('label', part.label)}</part>"


def company(address: str, label: str, number: int) -> str:
    """A person who is named beside an entity in so many documents, as the entity's page is told."""
    return f'<company{attribute("address", address)} n="{number}">{element("label", label)}</company>'


def neighbour(name: str, titles: Mapping[str, Title], id_: str) -> str:
    """What the page of a text is told of the text before or after it: an element of that name as XML."""
    _number, named, inside = titles[id_]
    return f"<{name}{named}>{inside}</{name}>"


def points(register: Register) -> list[Point]:
    """What a chronology shows: texts and events, then the dated passages, text by text."""
    texts = [record for record in register.documents if record.kind == "document"]
    found = [Point(record.date_key, summary(record)) for record in texts if record.date]
    # Dates in the description of the edition are about the edition, not about its matter.
    return [*found, *events(register), *(Point(key, xml) for record in texts for key, xml in record.dated)]


def is_dated(register: Register) -> bool:
    """Whether a chronology shows anything."""
    if any(record.date or record.dated for record in register.documents if record.kind == "document"):
        return True
    return any(each.lived for each in register.entities.values() if each.kind == "events")


def events(register: Register) -> list[Point]:
    """The events that are dated."""
    found = (each for each in register.entities.values() if each.kind == "events" and each.lived)
    return [Point(event.lived, _event(event)) for event in found]


def guidelines(context: Context) -> str:
    """The encoding guidelines; HTML is in no namespace."""
    return f'<kw:guidelines xmlns:kw="{NAMESPACE}" xmlns="">{context.guidelines}</kw:guidelines>'


def framed(register: Register, context: Context) -> str:
    """What the frame round every page shows: the edition's title and the ways through it."""
    kinds = {entity.kind for entity in register.entities.values()}
    ways = [("home", "index.html"), ("texts", "texts/index.html")]
    ways += [("search", "search.html")] if "search" in context.outputs else []
    ways += [(kind, f"{kind}/index.html") for kind in KINDS if kind in kinds]
    ways += [("topics", "topics.html")] if register.topics else []
    ways += [("chronology", "chronology.html")] if is_dated(register) else []
    ways += [("network", "network.html")] if register.ties() else []
    ways += [("guidelines", "guidelines.html")] if context.guidelines else []
    ways += [("about", "about.html")] if any(each.address == "about.html" for each in register.documents) else []
    inside = "".join(f'<way key="{key}" address="{address}"/>' for key, address in ways)
    at = context.base_url and context.base_url.rstrip("/") + "/"
    known = attribute("title", context.title) + attribute("base-url", at)
    if context.base_url and any(record.changes for record in register.documents):
        known += ' feed="feed.xml"'
    known += attribute("below", context.below) if context.below else ""
    known += attribute("image-hosts", " ".join(context.image_hosts)) if context.image_hosts else ""
    known += ' own-style="yes"' if context.own_style else ""
    inside += languages.siblings(context)
    return f"<frame{known}>{inside}</frame>"


def _text_pages(register: Register, context: Context, frame: str, texts: list[Record]) -> Iterator[Page]:
    place = {record.id: number for number, record in enumerate(texts)}
    compared = register.compared()
    for record in register.documents:
        about = document(register, record) + (sourceview.told(record) if context.source_view else "")
        parts = [frame, about, *compared.get(record.id, ())]
        number = place.get(record.id)
        if number is not None:
            for name, at in (("earlier", number - 1), ("later", number + 1)):
                if 0 <= at < len(texts):
                    parts.append(neighbour(name, register.titles, texts[at].id))
        yield from (
            _text_parts(record, parts)
            if record.parts
            else (page(record.address, "site/text.xsl", (record.id,), parts),)
        )


def _text_parts(record: Record, told: Sequence[str]) -> Iterator[Page]:
    """The contents of a divided text at its own address, and its parts."""
    last = len(record.parts)
    own: dict[int, list[str]] = {}
    for id_, part in record.places.items():
        own.setdefault(part, []).append(id_)
    keep = sum(len(each) + 24 for each in record.places) <= divided.IDS
    numbers = range(1, last + 1)
    held = list(divided.fitting([divided.held(own.get(number, ()), keep, record.places) for number in numbers]))
    listed = [
        f"<part-of{attribute('address', part_address(record.address, number))}>{xml}{each}</part-of>"
        for (number, xml), each in zip(enumerate(record.parts, 1), held, strict=True)
    ]
    yield page(record.address, PART, (record.id,), (*told, '<shown n="0"/>', *listed))
    # Neighbours in time are those of the whole.
    frame, about = told[:2]
    for number in range(1, last + 1):
        ways = "".join(
            f"<{name}{attribute('address', part_address(record.address, at))}/>"
            for name, at in (("previous", number - 1), ("next", number + 1))
            if 1 <= at <= last
        )
        shown = f'<shown n="{number}" of="{last}">{ways}</shown>'
        address = part_address(record.address, number)
        yield page(address, PART, (record.id,), (frame, about, shown, record.parts[number - 1]))


def listed_at_home(texts: Iterable[tuple[str, str, str]]) -> str:
    """The texts that the home page lists, given of each its id, what its date is sorted by, and its ``summary``."""
    return "".join([xml for _id, _key, xml in islice(texts, _HOME_TEXTS)])


def texts_pages(frame: str, texts: Sequence[tuple[str, str, str]]) -> Iterator[Page]:
    """The list of the texts, given of each its id, what its date is sorted by, and its ``summary``."""
    summaries = [xml for _id, _key, xml in texts]
    if divided.is_large(summaries):
        cuts = divided.runs([(id_, len(xml)) for id_, _key, xml in texts])
        path = "texts/names.js"
        yield Page(path, "site/names.xsl", (), "", tuple(page(path, "", (), summaries[a:b]).slice for a, b in cuts))
        points = [Point(key, xml) for _id, key, xml in texts]
        about = f' of="texts" way="texts" intro="texts-intro" n="{len(texts)}"'
        yield from divided.by_time(
            "texts/index.html", "texts/index", "site/texts.xsl", about, frame, points, lambda _points: ""
        )
    else:
        yield page("texts/index.html", "site/texts.xsl", (), (frame, *summaries))


def _index(register: Register, kind: str, frame: str, entities: Sequence[Entity]) -> Iterator[Page]:
    all_ = [of_entity(register, entity) for entity in entities]
    whole = told.small_index(kind, frame, all_, register.titles)
    if whole is not None:
        yield whole
        return
    listed = [
        Listed(each.id, each.key, each.section, each.form_keys, len(each.attributes()) + len(each.head()), each.heading)
        for each in entities
    ]
    yield from told.large_index(kind, frame, listed, {each.id: each for each in all_})


def _network(register: Register, ties: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """The strongest ties first, and who is tied; of how many."""
    ordered = sorted(ties.items(), key=lambda each: (-each[1], each[0]))[:_TIES]
    named = dict.fromkeys(id_ for (_kind, *both), _number in ordered for id_ in both)
    for id_ in named:
        entity = register.entities[id_]
        at = attribute("id", id_) + attribute("address", entity.address)
        yield f"<node{at}>{element('label', entity.label)}</node>"
    for (kind, from_, to), number in ordered:
        yield f'<tie kind="{kind}"{attribute("from", from_)}{attribute("to", to)} n="{number}"/>'
    yield f'<ties n="{len(ties)}"/>'


def _cards(register: Register) -> Iterator[Page]:
    """The cards of all entities, in up to 256 files, each entity always in the same one.

    A page asks for the file of a name when a reader points at it: a text does not change when a card does.
    """
    files: dict[str, list[Entity]] = {}
    for entity in register.entities.values():
        files.setdefault(card_file(entity.address), []).append(entity)
    for name, entities in sorted(files.items()):
        ordered = sorted(entities, key=lambda entity: entity.address)
        entries = (of_entity(register, entity).listed() for entity in ordered)
        yield page(f"cards/{name}.js", "site/cards.xsl", (), (f'<cards file="{name}"/>', *entries))


def card_file(address: str) -> str:
    """In which of the 256 files the card of the entity with this address is: the low byte of its FNV-1a hash, in hex.

    The hash runs over UTF-16 code units, because site.js computes it, too.
    """
    # The low byte of a product follows from the low bytes of its factors.
    byte = 0xC5
    for unit in address.encode("utf-16-le")[::2]:
        byte = _STEP[byte ^ unit]
    return f"{byte:02x}"


_STEP = bytes(each * 0x93 & 255 for each in range(256))


def _event(entity: Entity) -> str:
    """What a chronology says of an event."""
    return f"<entity{entity.attributes()}>{entity.head()}</entity>"


def _topics(register: Register) -> Iterator[str]:
    speaking = {record.id for _xml, passages, _label in register.topics.values() for record, _block, _text in passages}
    yield told.mentioning(register.titles, speaking)
    for xml, passages, _label in register.topics.values():
        held = "".join(
            f"<passage{attribute('document', record.id)}{attribute('address', record.at(block))}>"
            f"{escaped(text)}</passage>"
            for record, block, text in passages
        )
        yield f"{xml}{held}</topic>"
    yield from register.comparisons()
