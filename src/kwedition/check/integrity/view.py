"""One pass over a document's elements, so that each rule looks only at those that concern it."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree

from kwedition.xmlio import TEI, Source

_TEI = f"{{{TEI}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"

Numbered = tuple[int, etree._Element]
"""An element and its number in document order, from 0."""


@dataclass(frozen=True, slots=True)
class View:
    """The TEI elements of a document by local name, and all elements by number, with their attributes.

    ``based`` says that some element has an ``xml:base``. That of the root, when it is an address in the web, says where
    the document is published (``published``): what stands beside the file stands beside the document there.
    """

    root: etree._Element
    elements: list[etree._Element]
    items: list[list[tuple[str, str]]]
    named: dict[str, list[Numbered]]
    based: bool = False
    _orders: dict[etree._Element, int] = field(default_factory=dict)
    _bases: dict[etree._Element, str] = field(default_factory=dict)

    def of(self, *names: str) -> Iterator[Numbered]:
        """The elements of these names, name by name."""
        for name in names:
            yield from self.named.get(name, ())

    def order(self, element: etree._Element) -> int:
        """The number of an element; the first question costs a pass over all."""
        if not self._orders:
            self._orders.update((each, order) for order, each in enumerate(self.elements))
        return self._orders[element]

    def relative(self, order: int, path: str) -> str:
        """A relative path or address in an element, with the ``xml:base`` that it is read from (XML Base)."""
        return _joined(self._base(self.elements[order]), path) if self.based else path

    def elsewhere(self, order: int, fragment: str) -> str:
        """The ``#`` and id of what is not in this document, in the file that an ``xml:base`` within it names."""
        base = self._base(self.elements[order]) if self.based else ""
        return base + fragment if base.rpartition("/")[2] and base != self._base(self.root) else fragment

    def _base(self, element: etree._Element) -> str:
        chain: list[etree._Element] = []
        here: etree._Element | None = element
        while here is not None and here not in self._bases:
            chain.append(here)
            here = here.getparent()
        base = self._bases[here] if here is not None else ""
        for each in reversed(chain):
            own = "" if each is self.root and self.published else each.get(f"{XML}base", "")
            base = self._bases[each] = _joined(base, own)
        return base

    @property
    def published(self) -> bool:
        return _has_scheme(self.root.get(f"{XML}base", ""))


def _joined(base: str, path: str) -> str:
    """A path as seen from a base; ``urljoin`` would lose the steps out of a folder when the base is relative, too."""
    if not base or not path:
        return path or base
    if _has_scheme(base):
        try:
            return urljoin(base, path)
        except ValueError:
            return path
    return path if _has_scheme(path) else posixpath.join(posixpath.dirname(base), path)


def _has_scheme(address: str) -> bool:
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        # `http://[bad` has one, though it is no address.
        return True


def view(source: Source) -> View:
    """Look at a document once."""
    elements = list(source.root.iter("*"))
    named: dict[str, list[Numbered]] = {}
    length = len(_TEI)
    for order, element in enumerate(elements):
        tag = element.tag
        if tag.startswith(_TEI):  # type: ignore[union-attr, arg-type]
            named.setdefault(tag[length:], []).append((order, element))  # type: ignore[arg-type, index]
    items = [element.items() for element in elements]
    based = any(name == f"{XML}base" for each in items for name, _ in each)
    return View(source.root, elements, items, named, based)


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


def language(element: etree._Element) -> str:
    """The language of an element's text by ``xml:lang``, else the only one that the header names; perhaps none."""
    here: etree._Element | None = element
    while here is not None:
        if here.get(f"{XML}lang"):
            return str(here.get(f"{XML}lang")).partition("-")[0].lower()
        here = here.getparent()
    path = "/".join(tei(name) for name in ("teiHeader", "profileDesc", "langUsage", "language"))
    named = element.getroottree().findall(path)
    said = {str(each.get("ident", "")).partition("-")[0].lower() for each in named}
    return said.pop() if len(said) == 1 else ""


def shown(text: str, length: int = 40) -> str:
    """A text short enough for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
