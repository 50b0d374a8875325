"""A small edition in which everything leads to everything, changed at random, with its plan made in two ways."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from xml.sax.saxutils import escape

from kwedition import xmlio
from kwedition.build import kept, remembered, replan, steps
from kwedition.build.cache import Cache, digest
from kwedition.build.collation import Collator
from kwedition.build.kept import Kept
from kwedition.build.pages import Context, Page
from kwedition.build.plans import sources
from kwedition.build.record import Record, hashes, pack, unpack
from kwedition.build.remembered import Plan
from kwedition.edition import Document
from kwedition.saxon import Saxon

STATE = b"state"

LISTS = {
    "lists/persons.xml": """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body><listPerson>
<person xml:id="anna"><persName>Anna &amp; "A"</persName><note>Of <ref target="../d3.xml#p1">a place</ref>.</note></person>
<person xml:id="bert"><persName>Bert</persName><idno type="GND">118500001</idno><note corresp="../d4.xml">b</note></person>
<person xml:id="carl"><persName>Carl</persName><persName type="alt">Karl</persName></person>
<person xml:id="dora"><persName>Dörte</persName><residence><placeName ref="#riga">Riga</placeName></residence></person>
<person><persName>Without</persName></person>
<person xml:id="mute"><persName>Mute</persName></person>
</listPerson><listPlace><place xml:id="baltic"><placeName>Baltic</placeName><place xml:id="riga"><placeName>Riga</placeName></place></place></listPlace>
<listOrg><org xml:id="club"><orgName>Club</orgName></org></listOrg>
<listEvent><event xml:id="feast" when="1901-05-01"><label>Feast</label></event></listEvent></body></text></TEI>""",
    "about.xml": """<TEI xmlns="http://www.tei-c.org/ns/1.0" type="edition"><teiHeader><fileDesc><titleStmt><title>About</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><encodingDesc><classDecl>
<taxonomy xml:id="topics"><category xml:id="love"><catDesc>Love</catDesc></category><category xml:id="war"><catDesc>War</catDesc></category></taxonomy>
</classDecl></encodingDesc></teiHeader><text><body><p>See <ref target="d5.xml">five</ref>, and <persName ref="lists/persons.xml#anna">her</persName>.</p></body></text></TEI>""",
}  # fmt: skip


def _ways(chance: random.Random) -> dict[str, Callable[[], str]]:
    """What stands in a paragraph, by name: each time it is asked for it leads elsewhere."""

    def one(*some: str) -> str:
        return chance.choice(some)

    def person() -> str:
        return one("anna", "bert", "carl", "dora")

    def n(end: int = 14) -> int:
        return chance.randrange(end)

    def day() -> str:
        return f"{one('1899', '1900', '1901')}-0{n(3) + 1}-0{n(3) + 1}"

    return {
        "words": lambda: one("Words. ", "so &amp; so ", "A sentence ends. ", "more &lt; less ", "“quoted” ", "Dr. N. "),
        "file": lambda: f'<persName ref="lists/persons.xml#{person()}">{person()}</persName> ',
        "bare": lambda: f'<persName ref="#{person()}">{person().title()}</persName> ',
        "key": lambda: f'<rs type="person" key="{person()}">he</rs> ',
        "both": lambda: f'<rs type="person" ref="#anna #{person()}">both</rs> ',
        "town": lambda: f'<placeName ref="lists/persons.xml#{one("riga", "baltic")}">Town</placeName> ',
        "club": lambda: '<orgName ref="#club">Club</orgName> ',
        "feast": lambda: '<eventName ref="#feast">Feast</eventName> ',
        "day": lambda: f'<date when="{day()}">a day</date> ',
        "year": lambda: f'<date notBefore="{day()[:4]}">a year</date> ',
        "note": lambda: f'<note>Noted <date when="{day()}">then</date></note> ',
        "own": lambda: f'<persName ref="#own{n(5)}" cert="{one("low", "high")}">Own &amp; low</persName> ',
        "none": lambda: f'<persName ref="#none{n(4)}">{one("Ann", "Ann", "Ben")}</persName> ',
        "there": lambda: f'<placeName ref="#none{n(4)}">There</placeName> ',
        "that": lambda: f'<rs ref="#none{n(4)}">that</rs> ',
        "form": lambda: f'<persName xml:lang="la">{one("Niemand", "Jemand")}</persName> ',
        "world": lambda: '<persName ref="https://d-nb.info/gnd/118500001">Bertie</persName> ',
        "number": lambda: f'<rs type="person" key="{one("118500001", "bert")}">that one</rs> ',
        "numbered": lambda: f'<ref target="{one("#118500001", "lists/persons.xml#118500001", "118500001")}">x</ref> ',
        "any": lambda: f'<rs ref="lists/persons.xml#{person()}">one</rs> ',
        "out": lambda: '<ref target="https://example.org/?a=1&amp;b=2">out</ref> ',
        "nowhere": lambda: '<ref target="#nowhere">nowhere</ref> ',
        "here": lambda: f'<ref target="#p{n(3)}">here</ref> ',
        "private": lambda: f'<persName ref="psn:{person()}">P</persName><ref target="txt:{n()}">T</ref> ',
        # From here on most changes are too much to be followed.
        "text": lambda: f'<ref target="d{n()}.xml">text</ref> ',
        "passage": lambda: f'<ref target="d{n()}.xml#{one("p1", "gone", "a1", "n2")}">passage</ref> ',
        "pointer": lambda: f'<ptr target="d{n()}.xml#p2"/> ',
        "quote": lambda: f'<quote source="{one(f"d{n()}.xml#p1", f"#{person()}")}">Quoted</quote> ',
        "said": lambda: f'<said who="#{person()}">Said</said> ',
        "heard": lambda: f'<q who="{one("#", "lists/persons.xml#")}{person()} #none{n(4)}">Heard</q> ',
        "topic": lambda: f'<seg ana="about.xml#{one("love", "war", "peace")}">Felt</seg> ',
        "anchor": lambda: f'<anchor xml:id="a{n()}"/>',
        "noted": lambda: f'<note xml:id="n{n()}">Noted, <persName ref="#{person()}">P</persName></note> ',
        "odd": lambda: f'<ref target="d{n()}.xml#{one("a&gt;b", "a&lt;&quot;ü", "é&amp;")}">odd</ref> ',
        "id": lambda: f'<ref target="#t{n()}">text</ref> ',
        "called": lambda: f'<rs type="person" key="t{n()}">called</rs> ',
        "moved": lambda: f'<ref target="moved.xml#{one("anna", "t1", "love")}">x</ref> ',
        "list": lambda: f'<ref target="{one("lists/persons.xml", "about.xml", "about.xml#love", "#")}">x</ref> ',
        "beside": lambda: f'<hi corresp="d{n()}.xml">x</hi> ',
        "hand": lambda: f'<hi resp="#own{n(5)}" hand="#shy">x</hi> ',
    }  # fmt: skip


_HARD = 16


class Edition:
    """An edition of some texts, of some of all that there is; each seed is another one."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        ways = _ways(self.chance)
        names = list(ways)
        easy, hard = names[:-_HARD], names[-_HARD:]
        self._easy = [ways[name] for name in self.chance.sample(easy, self.chance.randrange(6, len(easy)))]
        self._hard = [ways[name] for name in self.chance.sample(hard, self.chance.choice((0, 0, 1, 3, _HARD)))]
        self.entered, self.compared = self.chance.random() < 0.6, self.chance.random() < 0.4
        self.spoken = self.chance.random() < 0.5
        self.texts = [Text(number, self) for number in range(self.chance.choice((1, 3, 8, 14)))]
        # How often it is an entry that changes.
        self.listing = self.chance.choice((0.0, 0.3, 0.6))
        self.lists = {**LISTS, **({_MORE: MORE} if self.chance.random() < 0.5 else {})}

    def inline(self, hard: float = 0.1) -> str:
        """Something to stand in a paragraph; ``hard`` is how often it is what changes too much."""
        return self.chance.choice(self._hard if self._hard and self.chance.random() < hard else self._easy)()

    def files(self) -> dict[str, str]:
        """Its files by path."""
        return dict(sorted({**self.lists, **{text.path: text.xml() for text in self.texts}}.items()))

    def change(self) -> None:
        """Change one, two or three texts, or entries of one of them or of the lists."""
        if self.chance.random() < self.listing:
            for _ in range(self.chance.choice((1, 1, 2))):
                self._change_entry()
            if self.chance.random() < 0.7:
                return
        for text in self.chance.sample(self.texts, min(len(self.texts), self.chance.choice((1, 1, 2, 3)))):
            for _ in range(self.chance.choice((1, 1, 2))):
                text.change(self)

    def _change_entry(self) -> None:
        """Change an entry of the lists, or one that a text has."""
        holding = [text for text in self.texts if text.entries]
        if holding and self.chance.random() < 0.3:
            some = self.chance.choice(holding).entries
            at = self.chance.randrange(len(some))
            some[at] = changed_entry(some[at], self.chance)
            return
        path = self.chance.choice((_PERSONS, _PERSONS, _PERSONS, _MORE))
        if path in self.lists:
            some = _ENTRY.findall(self.lists[path])
            entry = self.chance.choice(some)
            self.lists[path] = self.lists[path].replace(entry, changed_entry(entry, self.chance), 1)


_PERSONS, _MORE = "lists/persons.xml", "lists/more.xml"
# Another list, with some whom the first has, too.
MORE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>More</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body><listPerson>
<person xml:id="anna"><persName>Anna</persName><persName type="alt">Änne</persName></person>
<person xml:id="zoe"><persName>Zoë</persName><birth when="1870"/></person>
<person xml:id="own1"><persName>Own 1</persName></person>
</listPerson><listOrg><org xml:id="band"><orgName>Band</orgName><note>Of <ref target="persons.xml#anna">her</ref></note></org></listOrg>
</body></text></TEI>"""
_ENTRY = re.compile(
    "<person\\b.*?</person>|<org\\b.*?</org>|<event\\b.*?</event>|<place\\b(?:(?!<place\\b|</place>).)*</place>"
)
_BEGIN = re.compile("<(person|place|org|event)([^>]*)>")
_NAME = {"person": "persName", "place": "placeName", "org": "orgName", "event": "label"}


def changed_entry(entry: str, chance: random.Random) -> str:
    """An entry with another fact, form, name or pointer, or with one less; seldom another entry."""
    begin = _BEGIN.match(entry)
    assert begin is not None
    kind, end = begin[1], f"</{begin[1]}>"
    name = _NAME[kind]

    def one(*some: str) -> str:
        return chance.choice(some)

    def put(xml: str) -> str:
        return entry.replace(end, xml + end)

    def without(pattern: str) -> str:
        found = [each[0] for each in re.finditer(pattern, entry)]
        return entry.replace(chance.choice(found), "", 1) if found else put("<note>More</note>")

    def alternative() -> str:
        text, language = one("Other &amp; more", "Zed", "Karl", "Anna", "Ämilie"), one("", ' xml:lang="la"')
        return put(f'<{name} type="alt"{language}>{text}</{name}>')

    def pointing() -> str:
        to = one("#anna", "persons.xml#riga", "#club", "../d3.xml#p1", "#p1", "https://example.org/", "#gone", "#t4")
        return put(f'<note>See <ref target="{to}">it</ref></note>')

    ways: tuple[Callable[[], str], ...] = (
        lambda: put(f"<note>{one('A note', 'Of &lt;this&gt;', 'Long ' * 60)}</note>"),
        lambda: put(f"<note>{one('A note', 'Of &lt;this&gt;')}</note>"),
        alternative,
        alternative,
        lambda: without("<note>[^<]*</note>"),
        lambda: without(f'<{name} type="alt"[^<]*</{name}>'),
        lambda: put(f'<birth when="18{chance.randrange(10, 99)}"/>') if kind == "person" else put("<note>x</note>"),
        lambda: put(f'<idno type="{one("GND", "VIAF")}">{chance.choice((118500001, 118500001, chance.randrange(10**6)))}</idno>'),
        lambda: put(f'<idno type="{one("GND", "VIAF")}">{chance.randrange(10**6)}</idno>'),
        lambda: without("<idno[^<]*</idno>"),
        lambda: put(f'<note type="{one("key", "anna", "#p1", "../d4.xml")}">t</note>'),
        pointing,
        pointing,
        lambda: re.sub(f"<{name}>[^<]*", f"<{name}>{one('Anna', 'Xaver &amp; Y', 'Älfred', 'Zita', 'Karl')}", entry, count=1),
        lambda: re.sub(f"<{name}>[^<]*", f"<{name}>{one('Anna', 'Berta', 'Zita')}", entry, count=1),
        # What is seldom: an entry more or less, of another name, of another day.
        lambda: one(entry, entry, re.sub('when="[^"]*"', f'when="190{chance.randrange(5)}-0{chance.randrange(1, 9)}"', entry)),
        lambda: one(entry, entry, entry, re.sub('xml:id="[a-z]+', r'\g<0>x', entry, count=1)),
        lambda: one(entry, entry, entry, f'<{kind} xml:id="new{chance.randrange(9)}"><{name}>New</{name}></{kind}>' + entry),
    )  # fmt: skip
    return chance.choice(ways)()


class Text:
    """A text that can be changed."""

    def __init__(self, number: int, edition: Edition) -> None:
        chance = edition.chance
        self.number = number
        self.title = f"Text {number}"
        self.short = f"T{number}" if number % 4 == 0 else ""
        self.day = "" if number % 5 == 0 else f"190{number % 3}-01-0{number % 2 + 1}"
        self.abstract = ""
        self.paragraphs = [[edition.inline(0.3) for _ in range(4)] for _ in range(3)]
        self.entries = (
            [f'<person xml:id="own{number % 5}"><persName>Own {number}</persName>{_about(number)}</person>']
            if edition.entered and number % 3
            else []
        )
        self.speeches = [_speech(chance) for _ in range(chance.choice((0, 1, 3)) if edition.spoken else 0)]
        self.unnamed = ""
        self.party = chance.choice(("anna", "none1")) if number % 2 else ""
        self.changed = number % 3 == 1
        self.compared = _COMPARED.get(number, "") if edition.compared else ""

    @property
    def path(self) -> str:
        return f"d{self.number}.xml"

    def xml(self) -> str:
        n = self.number
        short = f'<title type="short">{escape(self.short)}</title>' if self.short else ""
        date = f'<creation><date when="{self.day}"/></creation>' if self.day else ""
        abstract = f"<abstract><p>{escape(self.abstract)}</p></abstract>" if self.abstract else ""
        party = (
            (
                f'<correspDesc><correspAction type="sent"><persName ref="#{self.party}">{self.party}</persName></correspAction>'
                f'<correspAction type="received"><persName ref="#none1">Nn</persName></correspAction></correspDesc>'
            )
            if self.party
            else ""
        )
        changed = '<revisionDesc><change when="2020-01-01">Made</change></revisionDesc>' if self.changed else ""
        body = "".join(f'<p xml:id="p{at}">{"".join(some)}</p>' for at, some in enumerate(self.paragraphs))
        body += "".join(self.speeches)
        listed = f"<listPerson>{''.join(self.entries)}{self.unnamed}</listPerson>"
        compared = (
            f'<linkGrp type="accounts"><link ana="about.xml#love" type="other" target="{self.compared}">Note</link></linkGrp>'
            if self.compared
            else ""
        )
        return (
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{n}"><teiHeader><fileDesc><titleStmt><title>{escape(self.title)}</title>{short}'
            f"{_author(n)}</titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>"
            f"<encodingDesc>{_PREFIXES}</encodingDesc><profileDesc>{date}{abstract}{party}</profileDesc>{changed}</teiHeader>"
            f"<text><body><p>Begin.</p>{body}{compared}</body><back>{listed if self.entries or self.unnamed else ''}</back></text></TEI>"
        )

    def change(self, edition: Edition) -> None:
        chance, others = edition.chance, edition.texts
        some = chance.choice(self.paragraphs)
        at = chance.randrange(len(some) + 1)
        ways: tuple[Callable[[], object], ...] = (
            lambda: some.insert(at, edition.inline()),
            lambda: some.insert(at, edition.inline()),
            lambda: some.insert(at, edition.inline()),
            lambda: some.insert(at, "More words. "),
            lambda: some[at : at + 1] and some.pop(at),
            lambda: some[at : at + 1] and some.pop(at),
            lambda: some.reverse(),
            lambda: some.append(chance.choice(chance.choice(chance.choice(others).paragraphs) or [""])),
            lambda: setattr(self, "title", chance.choice(('A <new> "title"', "Text & text", f"Text {self.number}"))),
            lambda: setattr(self, "short", chance.choice(("", "Short", "Kurz & gut"))),
            lambda: setattr(
                self, "day", chance.choice(("", "", "1899-12-31", "1900-01-01", "1900", "1901-01-02", "1902-02"))
            ),
            lambda: setattr(self, "abstract", chance.choice(("", "Abstract & more"))),
            lambda: setattr(self, "unnamed", chance.choice(("", *_UNNAMED))),
            lambda: self._exchange(chance.choice(others)),
            *((lambda: self._speak(chance),) if edition.spoken else ()),
        )
        chance.choice(ways)()

    def _speak(self, chance: random.Random) -> None:
        """Somebody speaks more, less or elsewhere; mostly nobody, only what is said is other words."""
        if not self.speeches or chance.random() < 0.2:
            self.speeches.insert(chance.randrange(len(self.speeches) + 1), _speech(chance))
        elif chance.random() < 0.3:
            self.speeches.pop(chance.randrange(len(self.speeches)))
        else:
            self.speeches[-1] = self.speeches[-1].replace("<p>", "<p>Well, ", 1)

    def _exchange(self, other: "Text") -> None:
        self.title, other.title = other.title, self.title
        self.day, other.day = other.day, self.day


def _author(number: int) -> str:
    """Who wrote a text: whom others name, whom nobody names, of whom nothing is known, a club, nobody."""
    refs = ("#anna", "lists/persons.xml#mute", "#none1", "#club", "")
    return f'<author ref="{refs[number % 5]}">Somebody</author>' if number % 2 else ""


_PREFIXES = (
    '<listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="lists/persons.xml#$1"/>'
    '<prefixDef ident="txt" matchPattern="(.+)" replacementPattern="https://example.org/$1"/></listPrefixDef>'
)


def _speech(chance: random.Random) -> str:
    """A speech, of one or two: whom others name, whom nobody names, of whom nothing is known, of a club, of a place."""
    ids = ("#anna", "lists/persons.xml#bert", "#mute", "#silent", "psn:dora", "#club", "#riga", "#none1", "#own2")
    who = " ".join(chance.sample(ids, chance.choice((1, 1, 2))))
    id_ = chance.choice(("", "", f' xml:id="s{chance.randrange(10**6)}"'))
    return (
        f'<sp who="{who}"{id_}><speaker>Somebody</speaker><p>Speaks <persName ref="#carl">of him</persName>.</p></sp>'
    )


# Comparisons: of passages here and there, of one that is nowhere, of whole texts.
_COMPARED = {2: "#p1 d6.xml#p1", 7: "#p1 #nowhere", 9: "d8.xml d10.xml", 11: "#carl #p2"}
_UNNAMED = (
    '<person><persName ref="d12.xml">A</persName></person>',
    '<person><persName>B</persName><note target="#p1">B</note></person>',
)


def _about(number: int) -> str:
    return (
        "", '<note>As <ref target="#p1">here</ref></note>', '<note corresp="#nowhere" n="d12.xml">x</note>', '<note type="anna">y</note>',
        '<note><ref target="https://example.org/">x</ref></note>',
    )[number % 5]  # fmt: skip


class Planner:
    """Plans an edition as a build does, from all records or out of what was planned last."""

    def __init__(self, saxon: Saxon, outputs: tuple[str, ...], cache: Cache) -> None:
        self._saxon = saxon
        self.context = Context("Dense", "de", "https://example.org/", outputs, source_view=True)
        self.cache = cache
        self._records: dict[tuple[str, str], Record] = {}

    def records(self, files: Mapping[str, str]) -> list[Record]:
        """The records of files, given by path."""
        return [self._record(path, xml) for path, xml in files.items()]

    def _record(self, path: str, xml: str) -> Record:
        found = self._records.get((path, xml))
        if found is None:
            id_ = path.rpartition("/")[2].removesuffix(".xml")
            source = xmlio.parse(xml.encode(), path)
            made = steps.collect(
                self._saxon,
                Document(str(source.root.get("{http://www.w3.org/XML/1998/namespace}id", id_)), path, source),
            )
            found = self._records[path, xml] = unpack(pack(made))
        return found

    def part(self, page: Page, slice_: str) -> bytes:
        key = digest("part", page.path, slice_)
        self.cache.put(key, b"")
        return key

    def planned(self, records: Sequence[Record]) -> tuple[Plan, Kept]:
        register = steps.register(records, self.context)
        plan = Plan()
        for output in self.context.outputs:
            if output == "search":
                continue
            # Pages lead to the search, where there is one.
            own = (output, *(each for each in self.context.outputs if each == "search"))
            for page in steps.plan(None, register, replace(self.context, outputs=own)):
                row = replan.planned_row(page, tuple([self.part(page, slice_) for slice_ in page.parts]))
                if len(page.documents) == 1 or replan.is_put_right(page):
                    remembered.keep_slice(self.cache, row.slice, page.slice)
                plan.rows.append(row)
        plan.texts = [(record.id, record.address, len(record.parts)) for record in register.documents]
        plan.authorities = [record.id for record in register.authorities]
        plan.sources = list(sources(register, self.context))
        *_pieces, known = kept.of(register, self.context, self.cache)
        assert known is not None
        return plan, known

    def replanned(
        self, plan: Plan, known: Kept, before: Sequence[Record], now: Sequence[Record]
    ) -> tuple[Plan, Kept] | None:
        """The same out of the last plan; None where all must be planned."""
        if [hashes(record)[1] for record in before] != [hashes(record)[1] for record in now]:
            return None
        own = Kept.load(known.dump(STATE), STATE)
        assert own is not None
        changed = [(old, record) for record, old in zip(now, before, strict=True) if record != old]
        was, are = ([pair[n] for pair in changed] for n in (0, 1))
        collate = Collator(self.context.language, {})
        new = replan.replanned(plan, own, was, are, self.cache, self.part, lambda page: page, collate)
        return None if new is None else (new, own)


class Memory(Cache):
    """A cache that keeps everything, for as long as it is there."""

    def __init__(self) -> None:
        super().__init__(None)
        self.held: dict[bytes, bytes] = {}

    def has(self, key: bytes) -> bool:
        return key in self.held

    def contents(self, keys: "Iterator[bytes]") -> Iterator[tuple[bytes, bytes]]:  # type: ignore[override]
        return iter([(key, self.held[key]) for key in keys if key in self.held])

    def put(self, key: bytes, content: bytes, facts: bytes = b"") -> None:
        self.held[key] = content


def differences(plan: Plan, known: Kept, other: Plan, kept_: Kept) -> Iterator[str]:
    """In what two plans differ."""
    if [row.path for row in plan.rows] != [row.path for row in other.rows]:
        yield "the order of pages"
    for one, two in zip(plan.rows, other.rows, strict=False):
        if one.path == two.path and one != two:
            yield one.path
    if plan.texts != other.texts:
        yield "texts"
    if list(map(repr, plan.sources)) != list(map(repr, other.sources)):
        yield "sources"
    if (plan.authorities, plan.shown, plan.printed) != (other.authorities, other.shown, other.printed):
        yield "lists or images"
    for field in fields(Kept):
        one, two = getattr(known, field.name), getattr(kept_, field.name)
        if one != two or (field.name in ("entities", "titles") and list(one) != list(two)):
            yield f"kept: {field.name}"
