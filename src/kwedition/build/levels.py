"""Words that are encoded on several levels beside each other, as the Medieval Nordic Text Archive does.

A ``w`` or ``pc`` holds what is on the page (``me:facs``), its diplomatic transcription (``me:dipl``) and its normalized
form (``me:norm``), or some of them (The Menota Handbook, ch. 3 and 4); in older files a ``choice`` is round them. TEI
has no such elements, and whoever does not know them reads each word three times. The stylesheets are told what TEI says
of the same: the normalized form, or else the next one, is the expansion, the one before it what it expands.

So it is with an abbreviation and its expansion, a mistake and its correction, a spelling and that of today, where the
one stands right behind the other and nobody wrote the ``choice`` round them: they are one word.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI

MENOTA = "http://www.menota.org/ns/1.0"
# From the one that is read to that which is nearest to the page.
_LEVELS = tuple(f"{{{MENOTA}}}{name}" for name in ("norm", "dipl", "facs"))
_CHOICE = f"{{{TEI}}}choice"
_READ_AS = tuple(f"{{{TEI}}}{name}" for name in ("expan", "abbr", "seg"))
_PAIRS = {
    f"{{{TEI}}}{first}": f"{{{TEI}}}{second}" for first, second in (("abbr", "expan"), ("sic", "corr"), ("orig", "reg"))
}


@contextmanager
def read(root: etree._Element) -> Iterator[None]:
    """While it lasts, the levels of each word are the forms of a ``choice``, and so are pairs without one."""
    renamed: list[tuple[etree._Element, str]] = []
    wrapped: list[etree._Element] = [_wrap(parent, pair) for parent, pair in [*_pairs(root)]]
    for first in [each for each in root.iter(*_LEVELS) if _begins(each)]:
        forms = list(_beside(first))
        parent = first.getparent()
        if parent is None:
            continue
        present = [level for level in _LEVELS if any(each.tag == level for each in forms)]
        names = dict(zip(present, _READ_AS if len(present) > 1 else _READ_AS[2:], strict=False))
        if len(present) > 1 and parent.tag != _CHOICE:
            wrapped.append(_wrap(parent, forms))
        for each in forms:
            name = str(each.tag)
            renamed.append((each, name))
            each.tag = names[name]
    try:
        yield
    finally:
        for element, name in renamed:
            element.tag = name
        for choice in wrapped:
            _unwrap(choice)


def _pairs(root: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """What stands right before what is read in its stead, without a ``choice`` round both."""
    for first in root.iter(*_PAIRS):
        second, parent = first.getnext(), first.getparent()
        if (
            first.tail
            or second is None
            or second.tag != _PAIRS[str(first.tag)]
            or parent is None
            or parent.tag == _CHOICE
        ):
            continue
        yield parent, [first, second]


def _begins(element: etree._Element) -> bool:
    """Whether an element is the first of the levels that stand beside each other."""
    before = element.getprevious()
    return before is None or before.tag not in _LEVELS


def _beside(first: etree._Element) -> Iterator[etree._Element]:
    each: etree._Element | None = first
    while each is not None and each.tag in _LEVELS:
        yield each
        each = each.getnext()


def _wrap(parent: etree._Element, forms: list[etree._Element]) -> etree._Element:
    choice = etree.Element(_CHOICE)
    parent.insert(parent.index(forms[0]), choice)
    for each in forms:
        choice.append(each)
    choice.tail, forms[-1].tail = forms[-1].tail, None
    return choice


def _unwrap(choice: etree._Element) -> None:
    parent = choice.getparent()
    if parent is None:
        return
    at, forms = parent.index(choice), list(choice)
    forms[-1].tail = choice.tail
    choice.tail = None
    for each in reversed(forms):
        parent.insert(at, each)
    parent.remove(choice)
