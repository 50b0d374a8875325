"""Dates that other attributes than ``when`` and its like say, as these would have them.

Editors of inscriptions keep ``when`` for the Gregorian calendar, in which TEI reads it, and write what the Romans dated
by ``notBefore-custom="0201"`` with the Julian calendar as its method. Years are years in both; of other calendars they
are not.

ISO 8601, after which ``when-iso`` and its like are, has a year nought: the year -0043 there is 44 BCE. The dates of TEI
are otherwise those of XML Schema 1.0, in which that is -0044.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI, Source

_DATED = tuple(
    f"{{{TEI}}}{name}"
    for name in ("date", "origDate", "origin", "docDate", "birth", "death", "floruit", "event", "residence")
)
_NAMES = ("when", "notBefore", "notAfter", "from", "to")
_SAID = frozenset((*_NAMES, *(f"{name}-iso" for name in _NAMES)))
_POINT = re.compile(r"\s*-?[0-9]{4,}(-[0-9]{2}(-[0-9]{2})?)?\s*")
# A year of ISO 8601 that is not of our era.
_BEFORE = re.compile(r"\A(\s*)(?:-([0-9]{4,})|0000)(?=$|[-T\s])")
# What is a date for certain: all that are but leap days. (Most letters have some date at the end of a month.)
_CERTAIN = re.compile(
    r"-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?|-(0[13-9]|1[0-2])-(29|30)|-(0[13578]|1[02])-31)?"
)
# (Where `from` and `to` are often pages and places.)
_OF_PLACES = ("app", "biblScope", "citedRange", "locus", "span")
_WITH_DATES = etree.XPath(
    "//t:*[{}][not({})]".format(
        " or ".join(f"@{name}" for name in _NAMES), " or ".join(f"self::t:{name}" for name in _OF_PLACES)
    ),
    namespaces={"t": TEI},
)
# The rules by which `kwedition check` finds what is no date.
MISDATED = ("date-form", "date-impossible")
_OURS = re.compile(r"jul|greg|\bce\b|\bad\b", re.I)


@contextmanager
def told(root: etree._Element) -> Iterator[None]:
    """While it lasts, custom dates are said by ``when``, ``notBefore`` and the others, too, and years of ISO 8601 are
    those of XML Schema.
    """
    new: list[tuple[etree._Element, str]] = []
    changed: list[tuple[etree._Element, str, str]] = []
    for element in root.iter(*_DATED):
        names = " ".join(map(str, element.keys()))
        attributes = element.attrib
        if "-iso" in names:
            for name in _NAMES:
                written = str(attributes.get(f"{name}-iso", ""))
                counted = _BEFORE.sub(_without_nought, written)
                if counted != written:
                    element.set(f"{name}-iso", counted)
                    changed.append((element, f"{name}-iso", written))
        if "-custom" not in names:
            continue
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
        for element, name, written in changed:
            element.set(name, written)


def misdated(source: Source) -> int:
    """How many dating attributes of a document say no date that there is, as its check has it."""
    values = (each.get(name) for each in _WITH_DATES(source.root) for name in _NAMES)
    if all(value is None or _CERTAIN.fullmatch(value) for value in values):
        return 0
    # Imported here: what judges an edition takes long to load, and most dates need no judge.
    from kwedition.check.integrity import Issue, apply_ignores, placed
    from kwedition.check.integrity.dates import notes
    from kwedition.check.integrity.view import view

    found = [Issue(source.name, note) for note in notes(view(source)) if note.rule in MISDATED]
    kept = apply_ignores(source, placed(found, source), lambda _rule: False) if found else []
    return sum(each.rule in MISDATED for each in kept)


def _without_nought(year: re.Match[str]) -> str:
    """A year before our era, where it is counted without a year nought."""
    return f"{year[1]}-{int(year[2] or 0) + 1:04d}"
