"""Random documents from a compiled RELAX NG schema such as ``tei_all``: any element where the schema allows it.

Each word of them is another, so that one that is lost or doubled is known. (``generate.py`` draws from the grammars that
kwedition writes itself; the TEI's use more of RELAX NG.)
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from lxml import etree

from kwedition.check.relaxng.names import simple
from kwedition.check.relaxng.patterns import Kind, Pattern
from kwedition.check.relaxng.schema import Schema

TEI = "http://www.tei-c.org/ns/1.0"
_WORDS = ("Mao", "report", "of", "May", "毛泽东", "Сталин", "agreed", "x", "Größe", "שלום")
# What every document has much of, and what most have little of.
_FREQUENT = {"id", "ref", "target", "n", "when", "type", "who", "wit", "lang", "ana", "corresp", "rend", "place", "facs",
             "url", "level", "role"}  # fmt: skip
_ADDRESSES = ("#nowhere", "d1.xml", "d2.xml#i2.5", "https://example.org/x?y=1&z", "https://d-nb.info/gnd/118585916", "viaf:123",
              "mailto:a@example.org", "a.png", "key")  # fmt: skip
_VALUES = ("1950-06-25", "1950", "1950-06", "12:30:00", "3", "1", "2.5", "de", "en", "word", "P1D", "true", "high", "0.5",
           "https://example.org/", "x-1", "10 20 30 40", "1,1 2,2", "+1", "text/plain", "UTF-8", "2", "--06", "U+4E00", "DE",
           "1950-06-25T12:30:00")  # fmt: skip
_NEVER = 1_000
# So deep is a document at most, if the schema allows it to end there; a header is less.
_DEEPEST, _HEADER = 12, 7
_Made = str | etree._Element


class Documents:
    """What documents are drawn from: ``Documents(path).draw(Random(1), 0)`` is one, of about so many elements."""

    def __init__(self, schema: Path) -> None:
        self._schema = Schema.from_path(schema)
        self._start: Pattern = self._schema._start
        self._depths: dict[int, int] = {}
        self._elements = list(_elements(self._start))
        self._measure()

    def draw(self, random: Random, number: int, size: int = 250) -> etree._Element:
        """A document; ``number`` is that of its ids and words."""
        return _Draw(self, random, number, size).element()

    def depth(self, pattern: Pattern) -> int:
        """How many elements deep the shallowest content that a pattern allows is."""
        return self._depth(pattern, {})

    def _measure(self) -> None:
        """To a fixed point: elements hold each other."""
        self._depths = dict.fromkeys((each.uid for each in self._elements), _NEVER)
        changed = True
        while changed:
            changed = False
            for each in self._elements:
                assert each.content is not None
                depth = 1 + self._depth(each.content, {})
                if depth < self._depths[each.uid]:
                    self._depths[each.uid], changed = depth, True

    def _depth(self, pattern: Pattern, known: dict[int, int]) -> int:
        if pattern.uid not in known:
            known[pattern.uid] = _NEVER
            inside = (self._depth(member, known) for member in pattern.members)
            match pattern.kind:
                case Kind.ELEMENT:
                    found = self._depths[pattern.uid]
                case Kind.NOT_ALLOWED:
                    found = _NEVER
                case Kind.CHOICE:
                    found = min(inside)
                case Kind.GROUP | Kind.INTERLEAVE | Kind.ONE_OR_MORE:
                    found = max(inside, default=0)
                case _:
                    found = 0
            known[pattern.uid] = found
        return known[pattern.uid]


class _Draw:
    def __init__(self, documents: Documents, random: Random, number: int, size: int) -> None:
        self._documents, self._random, self._number = documents, random, number
        self._size, self._most = size, 2 * size
        self._count = self._words = 0
        self._ids: list[str] = []

    def element(self) -> etree._Element:
        made = self._content(self._documents._start, _DEEPEST, None)
        assert isinstance(made[0], etree._Element)
        return made[0]

    def _content(self, pattern: Pattern, budget: int, holder: etree._Element | None) -> list[_Made]:
        random = self._random
        match pattern.kind:
            case Kind.TEXT:
                return [self._text()]
            case Kind.ELEMENT:
                return self._element(pattern, budget)
            case Kind.CHOICE:
                return self._content(self._chosen(pattern, budget), budget, holder)
            case Kind.GROUP | Kind.INTERLEAVE:
                members = list(pattern.members)
                if pattern.kind is Kind.INTERLEAVE:
                    random.shuffle(members)
                return [each for member in members for each in self._content(member, budget, holder)]
            case Kind.ONE_OR_MORE:
                times = 1 if self._full else random.choice((1, 2, 2, 3, 4, 6) if budget > 3 else (1, 1, 2))
                return [each for _ in range(times) for each in self._content(pattern.members[0], budget, holder)]
            case Kind.ATTRIBUTE:
                assert pattern.names is not None
                names = simple(pattern.names)
                if names and holder is not None:
                    name = random.choice(names)
                    value = self._value(pattern.members[0], name)
                    if value is not None and name not in holder.attrib:
                        holder.set(name, value)
                return []
            case Kind.DATA | Kind.VALUE | Kind.LIST:
                return [self._value(pattern, "") or ""]
        return []

    @property
    def _full(self) -> bool:
        return self._count > self._size

    def _chosen(self, pattern: Pattern, budget: int) -> Pattern:
        random, documents = self._random, self._documents
        shallow = [member for member in pattern.members if documents.depth(member) <= budget]
        empty = next((member for member in pattern.members if member.kind is Kind.EMPTY), None)
        if not shallow or self._full:
            return min(shallow or pattern.members, key=lambda member: (documents.depth(member), random.random()))
        if empty is not None and all(member.kind in (Kind.ATTRIBUTE, Kind.EMPTY) for member in pattern.members):
            others = [member for member in shallow if member is not empty]
            names = {name.rpartition("}")[2] for each in others if each.names for name in simple(each.names) or ()}
            return random.choice(others) if random.random() < (0.35 if names & _FREQUENT else 0.07) else empty
        return empty if empty is not None and random.random() < 0.25 else random.choice(shallow)

    def _element(self, pattern: Pattern, budget: int) -> list[_Made]:
        assert pattern.names is not None
        assert pattern.content is not None
        names = simple(pattern.names)
        if not names:
            # What may have any name is of another vocabulary.
            return []
        name = self._random.choice(names)
        element = etree.Element(name, nsmap={None: TEI} if name.startswith(f"{{{TEI}}}") else None)
        self._count += 1
        local, size, before = name.rpartition("}")[2], self._size, self._count
        if local == "teiHeader":
            self._size, budget = self._count + self._random.choice((30, 80)), min(budget, _HEADER)
        elif local in {"front", "back", "standOff", "facsimile", "sourceDoc"}:
            self._size = min(size, self._count + size // 4)
        if self._full:
            budget = min(budget, 1 + self._documents.depth(pattern.content))
        for each in self._content(pattern.content, budget - 1, element):
            if not isinstance(each, str):
                element.append(each)
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + each
            else:
                element.text = (element.text or "") + each
        # What a header takes is not the text's.
        self._size = min(self._most, size + (self._count - before if local == "teiHeader" else 0))
        return [element]

    def _text(self) -> str:
        words = []
        for _ in range(self._random.randint(1, 4)):
            self._words += 1
            words.append(f"{self._random.choice(_WORDS)} q{self._number}z{self._words}q")
        return " ".join(words) + self._random.choice((" ", ". ", " ", ""))

    def _value(self, pattern: Pattern, name: str) -> str | None:
        random = self._random
        match pattern.kind:
            case Kind.VALUE:
                return None if pattern.value is None else pattern.value.text
            case Kind.TEXT:
                return "some words"
            case Kind.EMPTY:
                return ""
            case Kind.LIST:
                return self._value(pattern.members[0], name)
            case Kind.CHOICE:
                found = (self._value(each, name) for each in random.sample(pattern.members, len(pattern.members)))
                return next((value for value in found if value is not None), None)
            case Kind.GROUP | Kind.ONE_OR_MORE:
                times = random.choice((1, 1, 1, 2)) if pattern.kind is Kind.ONE_OR_MORE else 1
                values = [self._value(each, name) for _ in range(times) for each in pattern.members]
                return None if None in values else " ".join(value for value in values if value)
            case Kind.DATA:
                return self._datum(pattern, name)
        return None

    def _datum(self, pattern: Pattern, name: str) -> str | None:
        datatype = pattern.datatype
        assert datatype is not None
        if name.endswith("}id"):
            self._ids.append(f"i{self._number}.{len(self._ids)}")
            return self._ids[-1]
        values = self._random.sample(_VALUES, len(_VALUES))
        if datatype.name == "anyURI":
            own = f"#{self._random.choice(self._ids)}" if self._ids else "#nowhere"
            values.insert(0, self._random.choice((own, *_ADDRESSES)))
        return next((value for value in values if datatype.accepts(value, None)), None)


def _elements(start: Pattern) -> Iterator[Pattern]:
    """The elements of a schema, each once."""
    seen: set[int] = set()
    left = [start]
    while left:
        pattern = left.pop()
        if pattern.uid not in seen:
            seen.add(pattern.uid)
            left += pattern.members
            if pattern.kind is Kind.ELEMENT:
                assert pattern.content is not None
                left.append(pattern.content)
                yield pattern
