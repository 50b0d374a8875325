"""Random documents from a RELAX NG grammar in XML syntax: any that it makes is valid by the grammar.

It reads what ``kwedition schema`` writes: named patterns, element, attribute, group, choice, optional, zeroOrMore,
oneOrMore, list, data with a pattern, value, text, empty, notAllowed. Interleave and name classes are not made there.
"""

import re._constants as sre  # the parser of regular expressions that Python itself uses
import re._parser as sre_parser
import string
from collections.abc import Iterable
from functools import cache
from random import Random

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "http://www.w3.org/XML/1998/namespace"
_WORDS = ["Mao", "the report", "of", "May", "talks", "毛泽东", "Сталин", "agreed", "&", "<", "x"]
_NEVER = 1_000


class Grammar:
    """A grammar that documents are drawn from."""

    def __init__(self, root: etree._Element) -> None:
        self.namespace = str(root.get("ns"))
        self.defines = {str(define.get("name")): define for define in root.iterchildren(f"{RNG}define")}
        self.start = root.find(f"{RNG}start")
        self._depths: dict[str, int] = dict.fromkeys(self.defines, _NEVER)
        self._measure()

    def _measure(self) -> None:
        """How many elements deep the shallowest content of each named pattern is, to a fixed point."""
        changed = True
        while changed:
            changed = False
            for name, define in self.defines.items():
                depth = self.depth_of_all(define)
                if depth < self._depths[name]:
                    self._depths[name], changed = depth, True

    def depth_of_all(self, parent: etree._Element) -> int:
        return max((self.depth(child) for child in patterns(parent)), default=0)

    def depth(self, pattern: etree._Element) -> int:
        kind = etree.QName(pattern).localname
        if kind in {"optional", "zeroOrMore", "text", "empty", "data", "value", "attribute", "list"}:
            return 0
        if kind == "notAllowed":
            return _NEVER
        if kind == "ref":
            return self._depths[str(pattern.get("name"))]
        if kind == "choice":
            return min(self.depth(child) for child in patterns(pattern))
        if kind == "element":
            return 1 + self.depth_of_all(pattern)
        return self.depth_of_all(pattern)


@cache
def patterns(parent: etree._Element) -> tuple[etree._Element, ...]:
    """The patterns in an element of a grammar, without annotations."""
    return tuple(child for child in parent.iterchildren("*") if str(child.tag).startswith(RNG))


class Writer:
    """Draws one document; ids are unique in it."""

    def __init__(self, grammar: Grammar, seed: int, budget: int = 400) -> None:
        self._grammar = grammar
        self._random = Random(seed)
        self._left = budget
        self._ids = 0
        self._seed = seed
        self.used: set[str] = set()

    def document(self) -> etree._Element:
        holder = etree.Element("holder")
        assert self._grammar.start is not None
        self._all(self._grammar.start, holder)
        (root,) = holder
        return root

    def _all(self, parent: etree._Element, into: etree._Element) -> None:
        for pattern in patterns(parent):
            self._write(pattern, into)

    def _write(self, pattern: etree._Element, into: etree._Element) -> None:
        kind = etree.QName(pattern).localname
        generous = self._left > 0
        if kind == "ref":
            self._all(self._grammar.defines[str(pattern.get("name"))], into)
        elif kind == "element":
            self._left -= 1
            name = str(pattern.get("name"))
            self.used.add(name)
            self._all(pattern, etree.SubElement(into, f"{{{self._grammar.namespace}}}{name}"))
        elif kind == "attribute":
            name = str(pattern.get("name"))
            self.used.add(f"@{name}")
            value = " ".join(self._words(pattern))
            into.set(f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name, value)
        elif kind == "choice":
            options = patterns(pattern)
            if not generous:
                least = min(self._grammar.depth(option) for option in options)
                options = tuple(option for option in options if self._grammar.depth(option) == least)
            self._write(self._random.choice(options), into)
        elif kind in {"optional", "zeroOrMore", "oneOrMore"}:
            least = 1 if kind == "oneOrMore" else 0
            most = 1 if kind == "optional" else 4
            for _ in range(self._random.randint(least, most) if generous else least):
                self._all(pattern, into)
        elif kind == "text":
            self._text(into, self._random.choice(_WORDS))
        elif kind in {"data", "value"}:
            self._text(into, self._word(pattern))
        elif kind == "group":
            self._all(pattern, into)
        elif kind != "empty":
            raise NotImplementedError(kind)

    def _text(self, into: etree._Element, text: str) -> None:
        if len(into):
            into[-1].tail = (into[-1].tail or "") + text
        else:
            into.text = (into.text or "") + text

    def _words(self, parent: etree._Element) -> list[str]:
        """The tokens of an attribute's value."""
        return self._words_of(patterns(parent))

    def _words_of(self, some: Iterable[etree._Element]) -> list[str]:
        words: list[str] = []
        for pattern in some:
            kind = etree.QName(pattern).localname
            if kind == "ref":
                words += self._words(self._grammar.defines[str(pattern.get("name"))])
            elif kind == "choice":
                words += self._words_of([self._random.choice(patterns(pattern))])
            elif kind in {"data", "value"}:
                words.append(self._word(pattern))
            elif kind in {"optional", "zeroOrMore", "oneOrMore"}:
                for _ in range(self._random.randint(1 if kind == "oneOrMore" else 0, 1 if kind == "optional" else 3)):
                    words += self._words(pattern)
            elif kind in {"list", "group"}:
                words += self._words(pattern)
            elif kind == "text":
                words.append(self._random.choice(_WORDS))
            elif kind != "empty":
                raise NotImplementedError(kind)
        return words

    def _word(self, pattern: etree._Element) -> str:
        if etree.QName(pattern).localname == "value":
            return pattern.text or ""
        kind = str(pattern.get("type"))
        year, month, day = self._random.randint(1000, 2999), self._random.randint(1, 12), self._random.randint(1, 28)
        if kind == "ID":
            self._ids += 1
            return f"i{self._seed}.{self._ids}"
        if kind == "gYear":
            return f"{year}"
        if kind == "gYearMonth":
            return f"{year}-{month:02}"
        if kind == "date":
            return f"{year}-{month:02}-{day:02}"
        if kind == "language":
            return self._random.choice(["en", "ko", "zh-Hant", "ru-Latn"])
        if kind == "anyURI":
            return self._random.choice(["#a", "persons.xml#b", "../essay.xml#p01", "https://example.org/x"])
        restriction = pattern.find(f"{RNG}param[@name='pattern']")
        if restriction is not None and restriction.text:
            return self._matching(sre_parser.parse(restriction.text)).strip() or "x"
        return self._random.choice(["word", "two"])

    def _matching(self, parsed: sre_parser.SubPattern) -> str:
        """A string that an expression matches; repetitions are short."""
        made: list[str] = []
        for operator, argument in parsed:
            if operator is sre.LITERAL:
                made.append(chr(argument))
            elif operator is sre.IN:
                made.append(self._member(argument))
            elif operator is sre.ANY:
                made.append(self._random.choice(string.ascii_lowercase))
            elif operator in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
                least, most, inner = argument
                made += [self._matching(inner) for _ in range(self._random.randint(least, min(int(most), least + 6)))]
            elif operator is sre.SUBPATTERN:
                made.append(self._matching(argument[-1]))
            elif operator is sre.BRANCH:
                made.append(self._matching(self._random.choice(argument[1])))
            else:
                raise NotImplementedError(str(operator))
        return "".join(made)

    def _member(self, members: list[tuple[object, object]]) -> str:
        operator, argument = self._random.choice(members)
        if operator is sre.LITERAL:
            assert isinstance(argument, int)
            return chr(argument)
        if operator is sre.RANGE:
            assert isinstance(argument, tuple)
            return chr(self._random.randint(*argument))
        if argument is sre.CATEGORY_DIGIT:
            return self._random.choice(string.digits)
        return self._random.choice(string.ascii_lowercase)
