"""Slices that are put right: what a page was told, with other names, links and numbers in it.

A slice is XML that plans.py wrote, so that its parts are known by how they begin. What does not look so is left to
whoever plans everything.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kwedition.build.record import attribute
from kwedition.build.told import Told

if TYPE_CHECKING:
    from kwedition.build.record import Record

_ATTRIBUTES = r'(?: [a-z:-]+="[^"]*")*'
_DOCUMENT = re.compile(rf"<document{_ATTRIBUTES}>")
_LINK = re.compile(rf'<link( token="[^"]*"){_ATTRIBUTES}>(?:<label>[^<]*</label>)?</link>')
_LINKS = re.compile(rf"(?:{_LINK.pattern})*")
_NAMED = re.compile(rf"(?:<named{_ATTRIBUTES}/>)*")
_OFTEN = re.compile(rf"(?:<often{_ATTRIBUTES}>[^<]*</often>)+")
_COUNTS = re.compile(r'"[^"]*"( mentions="[0-9]+" texts="[0-9]+")')


def of_document(slice_: str, record: "Record", links: Mapping[str, str | None], named: str) -> str | None:
    """What a page of a document is told, with its links and whom it names now; None where that cannot be told.

    ``links`` are in the order of the document, by token; None for one that leads where it led.
    """
    begin = _DOCUMENT.search(slice_)
    if begin is None or not slice_.startswith(f"<document{attribute('id', record.id)} ", begin.start()):
        return None
    if not slice_.startswith(record.head, begin.end()):
        return None
    start = begin.end() + len(record.head)
    found = _LINKS.match(slice_, start)
    end = slice_.find("</document>", start)
    at = slice_.find("<named ", start, end)
    at = end if at < 0 else at
    if found is None or end < 0 or "<link " in slice_[found.end() : at] or not _NAMED.fullmatch(slice_, at, end):
        return None
    old = {each[1]: each[0] for each in _LINK.finditer(slice_, start, found.end())}
    new = [old.get(attribute("token", token)) if link is None else link for token, link in links.items()]
    if any(link is None for link in new):
        return None
    return "".join((slice_[:start], *filter(None, new), slice_[found.end() : at], named, slice_[end:]))


def recounted(slice_: str, old: Told, new: Told) -> str | None:
    """A list with the new number of an entity's mentions, if it is in it; None where the old one is another."""
    start = f"<entity{old.attributes} at="
    at = slice_.find(start)
    if at < 0:
        return slice_
    found = _COUNTS.match(slice_, at + len(start))
    if found is None or found[1] != f' mentions="{old.mentions}" texts="{old.texts}"':
        return None
    return f'{slice_[: found.start(1)]} mentions="{new.mentions}" texts="{new.texts}"{slice_[found.end(1) :]}'


def with_often(slice_: str, often: str) -> str | None:
    """What the home page is told, with the persons of whom most texts speak; None where it named none."""
    found = _OFTEN.search(slice_)
    if found is None:
        return None if often else slice_
    return f"{slice_[: found.start()]}{often}{slice_[found.end() :]}"
