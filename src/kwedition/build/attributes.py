"""Attributes that a document has for the stylesheets alone, for as long as they read it.

Their names begin with ``kw-``; TEI has none of them. A document that brings one along has its own again afterwards.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from lxml import etree

from kwedition.xmlio import is_unmarked


@contextmanager
def told(
    root: etree._Element, name: str, mark: Callable[[etree._Element], Iterable[etree._Element]]
) -> Iterator[None]:  # fmt: skip
    """A document some of whose elements have an attribute, which ``mark`` gives them: it returns these elements."""
    own = [] if is_unmarked(root) else [(each, str(each.attrib.pop(name))) for each in _owners(name)(root)]
    marked = mark(root)
    try:
        yield
    finally:
        for element in marked:
            element.attrib.pop(name, None)
        for element, value in own:
            element.set(name, value)


def cleared(root: etree._Element, name: str) -> None:
    """Take an attribute from all elements that have it, for good."""
    for element in _owners(name)(root):
        del element.attrib[name]


@cache
def _owners(name: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[@{name}]")
