"""One pass over a document's elements, so that each rule looks only at those that concern it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kwedition.xmlio import TEI, Source

_TEI = f"{{{TEI}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"

Numbered = tuple[int, etree._Element]
"""An element and its number in document order, from 0."""


@dataclass(frozen=True, slots=True)
class View:
    """The TEI elements of a document by local name, and all elements by number, with their attributes."""

    root: etree._Element
    elements: list[etree._Element]
    items: list[list[tuple[str, str]]]
    named: dict[str, list[Numbered]]
    _orders: dict[etree._Element, int] = field(default_factory=dict)

    def of(self, *names: str) -> Iterator[Numbered]:
        """The elements of these names, name by name."""
        for name in names:
            yield from self.named.get(name, ())

    def order(self, element: etree._Element) -> int:
        """The number of an element; the first question costs a pass over all."""
        if not self._orders:
            self._orders.update((each, order) for order, each in enumerate(self.elements))
        return self._orders[element]


def view(source: Source) -> View:
    """Look at a document once."""
    elements = list(source.root.iter("*"))
    named: dict[str, list[Numbered]] = {}
    length = len(_TEI)
    for order, element in enumerate(elements):
        tag = element.tag
        if tag.startswith(_TEI):  # type: ignore[union-attr, arg-type]
            named.setdefault(tag[length:], []).append((order, element))  # type: ignore[arg-type, index]
    return View(source.root, elements, [element.items() for element in elements], named)


def local(element: etree._Element) -> str:
    """The local name of an element."""
    return str(element.tag).rpartition("}")[2]


def is_tei(element: etree._Element) -> bool:
    return str(element.tag).startswith(_TEI)


def tei(name: str) -> str:
    """A TEI element's name in the notation of lxml."""
    return _TEI + name


def inside(element: etree._Element, *names: str) -> bool:
    """Whether an ancestor has one of these local names."""
    return any(local(each) in names for each in element.iterancestors())


def words(element: etree._Element) -> str:
    """The text of an element and all that is in it, white space made single."""
    return " ".join("".join(element.itertext("*")).split()) if len(element) else " ".join((element.text or "").split())


def shown(text: str, length: int = 40) -> str:
    """A text short enough for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
