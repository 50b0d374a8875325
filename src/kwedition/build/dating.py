"""Dates that only ``when-custom`` and its like say, as numbers of our era.

Editors of inscriptions keep ``when`` for the Gregorian calendar, in which TEI reads it, and write what the Romans dated
by ``notBefore-custom="0201"`` with the Julian calendar as its method. Years are years in both; of other calendars they
are not.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI

_DATED = tuple(
    f"{{{TEI}}}{name}"
    for name in ("date", "origDate", "origin", "docDate", "birth", "death", "floruit", "event", "residence")
)
_NAMES = ("when", "notBefore", "notAfter", "from", "to")
_SAID = frozenset((*_NAMES, *(f"{name}-iso" for name in _NAMES)))
_POINT = re.compile(r"\s*-?[0-9]{4,}(-[0-9]{2}(-[0-9]{2})?)?\s*")
_OURS = re.compile(r"jul|greg|\bce\b|\bad\b", re.I)


@contextmanager
def told(root: etree._Element) -> Iterator[None]:
    """While it lasts, such dates are said by ``when``, ``notBefore`` and the others, too."""
    new: list[tuple[etree._Element, str]] = []
    for element in root.iter(*_DATED):
        if "-custom" not in " ".join(map(str, element.keys())):
            continue
        attributes = element.attrib
        method = str(attributes.get("datingMethod", attributes.get("calendar", "")))
        if (method and not _OURS.search(method)) or not _SAID.isdisjoint(attributes):
            continue
        for name in _NAMES:
            value = attributes.get(f"{name}-custom")
            if value is not None and _POINT.fullmatch(str(value)):
                element.set(name, str(value).strip())
                new.append((element, name))
    try:
        yield
    finally:
        for element, name in new:
            del element.attrib[name]
