"""Random schemas in RELAX NG's XML syntax, and random documents that are valid by them."""

from dataclasses import dataclass, field
from random import Random

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
REQUIRED_ELEMENT = "must"
REQUIRED_ATTRIBUTE = "req"
_LEAVES: dict[str, tuple[str, ...]] = {
    "integer": ("0", "-7", "12"),
    "date": ("1950-05-14", "1952-02-29"),
    "NCName": ("a", "b1"),
    "boolean": ("true", "0"),
    "token": ("", "of May", "x"),
}
Node = etree._Element


def _r(name: str, /, *children: Node, **attributes: str) -> Node:
    node = etree.Element(f"{{{RNG}}}{name}", attributes)
    node.extend(children)
    return node


@dataclass(slots=True)
class SchemaWriter:
    """Draws one schema; it breaks no rule of the specification.

    Every element is required to have what is called `must` and `req` wherever its definition says so, and nothing else
    has these names: without one of them a document is invalid.
    """

    random: Random
    root: str = "r"
    _fresh: int = 0
    _defines: list[str] = field(default_factory=list)

    def schema(self) -> Node:
        """A grammar whose start is an element of the name ``root``."""
        self._defines = [f"d{number}" for number in range(self.random.randint(0, 3))]
        grammar = _r("grammar", _r("start", self._element(self.root, 0)), datatypeLibrary=XSD)
        for name in self._defines:
            grammar.append(_r("define", self._element(self.random.choice("abc"), 2), name=name))
        return grammar

    def _element(self, name: str, depth: int) -> Node:
        parts = self._attributes()
        if self.random.random() < 0.35 or depth > 3:
            parts.append(self._simple())
        else:
            content = [self._complex(depth) for _ in range(self.random.randint(1, 3))]
            if self.random.random() < 0.4:
                must = _r("element", _r("empty"), name=REQUIRED_ELEMENT)
                content.insert(self.random.randint(0, len(content)), must)
            parts += content
        return _r("element", *parts, name=name)

    def _attributes(self) -> list[Node]:
        parts = []
        for name in self.random.sample(("m", "n", "o"), self.random.randint(0, 2)):
            attribute = _r("attribute", self._value(), name=name)
            parts.append(attribute if self.random.random() < 0.3 else _r("optional", attribute))
        if self.random.random() < 0.3:
            parts.append(_r("attribute", _r("text"), name=REQUIRED_ATTRIBUTE))
        return parts

    def _simple(self) -> Node:
        draw = self.random.random()
        if draw < 0.2:
            return _r("empty")
        if draw < 0.4:
            return _r("text")
        if draw < 0.55:
            return _r("list", _r(self.random.choice(("oneOrMore", "zeroOrMore")), self._value(lists=False)))
        return self._value()

    def _value(self, lists: bool = True) -> Node:
        if self.random.random() < 0.5:
            return _r("data", type=self.random.choice([each for each in _LEAVES if lists or each != "token"]))
        values = []
        for text in self.random.sample(("x", "y", "z"), self.random.randint(1, 3)):
            value = _r("value")
            value.text = text
            values.append(value)
        return _r("choice", *values)

    def _complex(self, depth: int) -> Node:
        kind = self.random.choice(
            (
                "element",
                "element",
                "choice",
                "optional",
                "zeroOrMore",
                "oneOrMore",
                "group",
                "ref",
                "interleave",
                "mixed",
            )
        )
        if kind == "ref":
            if self._defines:
                name = self.random.choice(self._defines)
                # What may stand in itself must be allowed to be absent, or no document would end.
                return _r("optional", _r("ref", name=name))
            kind = "element"
        if kind == "element":
            return self._element(self.random.choice("abc"), depth + 1)
        if kind in ("interleave", "mixed"):
            # The parts of an interleave may have no element in common, so each gets a name of its own.
            return _r(kind, *(self._own(depth) for _ in range(self.random.randint(2, 3))))
        if depth > 2:
            return self._element(self.random.choice("abc"), depth + 1)
        return _r(kind, *(self._complex(depth + 1) for _ in range(self.random.randint(1, 3))))

    def _own(self, depth: int) -> Node:
        self._fresh += 1
        element = self._element(f"i{self._fresh}", depth + 1)
        kind = self.random.choice(("", "optional", "zeroOrMore", "oneOrMore"))
        return _r(kind, element) if kind else element


@dataclass(slots=True)
class DocumentWriter:
    """Draws one document that is valid by a schema of `SchemaWriter`."""

    grammar: Node
    random: Random
    left: int = 60

    def document(self) -> Node:
        holder = etree.Element("holder")
        (start,) = self.grammar.iterchildren(f"{{{RNG}}}start")
        self._fill(holder, self._all(start))
        return holder[0]

    def _fill(self, into: Node, items: "list[Node | str]") -> None:
        for item in items:
            if not isinstance(item, str):
                into.append(item)
            elif len(into):
                into[-1].tail = (into[-1].tail or "") + item
            else:
                into.text = (into.text or "") + item

    def _all(self, parent: Node, into: Node | None = None) -> "list[Node | str]":
        return [item for child in parent for item in self._items(child, into)]

    def _items(self, node: Node, into: Node | None) -> "list[Node | str]":
        """What a pattern becomes; attributes go into the element in question."""
        kind = etree.QName(node).localname
        random = self.random
        if kind == "element":
            self.left -= 1
            made = etree.Element(str(node.get("name")))
            self._fill(made, self._all(node, made))
            return [made]
        if kind == "attribute":
            assert into is not None
            into.set(str(node.get("name")), "".join(map(str, self._items(node[0], None))))
            return []
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            least = 1 if kind == "oneOrMore" else 0
            most = 1 if kind == "optional" or self.left < 0 else 3
            times = random.randint(least, most) if self.left > 0 else least
            return [item for _ in range(times) for item in self._spaced(node, into)]
        if kind == "choice":
            return self._items(random.choice(list(node)), into)
        if kind == "interleave":
            parts = [self._items(child, into) for child in node]
            merged: list[Node | str] = []
            while any(parts):
                merged.append(random.choice([part for part in parts if part]).pop(0))
            return merged
        if kind == "mixed":
            return [each for item in self._all(node, into) for each in (random.choice(("", " of ", "May ")), item)]
        if kind == "ref":
            (define,) = (each for each in self.grammar if each.get("name") == node.get("name"))
            return self._all(define, into)
        if kind == "data":
            return [random.choice(_LEAVES[str(node.get("type"))])]
        if kind == "value":
            return [str(node.text)]
        if kind == "text":
            return [random.choice(("", "words", " "))]
        return self._all(node, into)

    def _spaced(self, node: Node, into: Node | None) -> "list[Node | str]":
        """The content of a repetition; in a list its words are kept apart."""
        items = self._all(node, into)
        inside_list = etree.QName(node.getparent()).localname == "list"  # type: ignore[arg-type]
        return [*items, " "] if inside_list else items


def disturbed(document: Node, random: Random) -> Node:
    """A copy of a document with one or two changes, which may make it invalid."""
    root = etree.fromstring(etree.tostring(document))
    for _ in range(random.randint(1, 2)):
        element = random.choice(list(root.iter("*")))
        change = random.randrange(7)
        parent = element.getparent()
        if change == 0 and parent is not None:
            parent.remove(element)
        elif change == 1 and parent is not None:
            parent.insert(random.randint(0, len(parent)), etree.fromstring(etree.tostring(element, with_tail=False)))
        elif change == 2 and parent is not None:
            parent.append(element)
        elif change == 3:
            element.tag = random.choice(("a", "b", "c", "i1", "i2")) if parent is not None else element.tag
        elif change == 4:
            element.set(random.choice(("m", "n", "o", REQUIRED_ATTRIBUTE)), random.choice(("x", "7", "of May")))
        elif change == 5 and element.keys():
            del element.attrib[random.choice(element.keys())]
        else:
            element.text = random.choice(("", "x", "1950-05-14", "words and words"))
    return root
