"""Slices that are put right: what a page was told, with other names, links and numbers in it.

A slice is XML that plans.py wrote, so that its parts are known by how they begin. What does not look so is left to
whoever plans everything.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING

from kwedition.build.record import attribute, element
from kwedition.build.told import Told

if TYPE_CHECKING:
    from kwedition.build.record import Record

_ATTRIBUTES = r'(?: [a-z:-]+="[^"]*")*'
_DOCUMENT = re.compile(rf"<document{_ATTRIBUTES}>")
_SUMMARY = re.compile(rf"<summary{_ATTRIBUTES}>")
_LINK = re.compile(rf'<link( token="[^"]*"){_ATTRIBUTES}>(?:<label>[^<]*</label>)?</link>')
_LINKS = re.compile(rf"(?:{_LINK.pattern})*")
_NAMED = re.compile(rf"(?:<named{_ATTRIBUTES}/>)*")
_TO = re.compile(r' document="([^"]*)"')
_CITED = re.compile(rf'(<cited-by document="[^"]*" from="([^"]*)"{_ATTRIBUTES}>)<title>[^<]*</title>')
_NEIGHBOURS = re.compile(rf"(?:<(earlier|later){_ATTRIBUTES}>.*?</\1>)+", re.S)
_OWN_PART = re.compile(r'<shown n="[1-9]')
_TO_ENTITY = re.compile(r' entity="([^"]*)"')
_NAME = re.compile(rf'<named entity="([^"]*)"{_ATTRIBUTES}/>')
_SPEAKERS = re.compile(rf"(?:<speaker{_ATTRIBUTES}>[^<]*</speaker>)+")
_OFTEN = re.compile(rf"(?:<often{_ATTRIBUTES}>[^<]*</often>)+")
_COUNTS = re.compile(r'"[^"]*"( mentions="[0-9]+" texts="[0-9]+")')


def of_document(
    slice_: str, record: "Record", head: str, links: Mapping[str, str | None], named: str
) -> str | None:  # fmt: skip
    """What a page of a document is told, with its head, its links and whom it names now; None where it has no such.

    ``head`` is what its head was; ``links`` are in the order of the document, by token, None for one that leads where
    it led.
    """
    begin = _DOCUMENT.search(slice_)
    if begin is None or not slice_.startswith(f"<document{attribute('id', record.id)} ", begin.start()):
        return None
    if not slice_.startswith(head, begin.end()):
        return None
    start = begin.end() + len(head)
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
    return "".join(
        (slice_[: begin.end()], record.head, *filter(None, new), slice_[found.end() : at], named, slice_[end:])
    )


def head_of(summary: str) -> str:
    """The titles, the date and the rest that a list shows of a text, given its ``summary``."""
    begin = _SUMMARY.match(summary)
    return "" if begin is None else summary[begin.end() :].removesuffix("</summary>")


def with_titles(slice_: str, titles: Mapping[str, str]) -> str:
    """What a page of a document is told, with the titles that some documents have now, by id, in its links to them."""

    def titled(link: re.Match[str]) -> str:
        to = _TO.search(slice_, link.end(1), link.end())
        title = None if to is None else titles.get(unescape(to[1]))
        # A sign like the end of a tag may stand in its attributes; none like the beginning of one.
        return link[0] if title is None else link[0].partition("<label>")[0] + element("label", title) + "</link>"

    return _LINK.sub(titled, slice_)


def with_names(slice_: str, labels: Mapping[str, str], named: Mapping[str, str]) -> str:
    """What is told of where pointers lead and of whom a text names, where some are called otherwise now, by id.

    ``labels`` are what these are called, ``named`` are they as a page is told of them that names them.
    """

    def called(link: re.Match[str]) -> str:
        to = _TO_ENTITY.search(slice_, link.end(1), link.end())
        label = None if to is None else labels.get(unescape(to[1]))
        return link[0] if label is None else link[0].partition("<label>")[0] + element("label", label) + "</link>"

    return _NAME.sub(lambda name: named.get(unescape(name[1]), name[0]), _LINK.sub(called, slice_))


def led_to(links: str) -> list[str]:
    """The entities to which links lead, given as XML, each once."""
    return [unescape(id_) for id_ in dict.fromkeys(_TO_ENTITY.findall(links))]


def with_citing(slice_: str, titles: Mapping[str, str]) -> str:
    """What a page of a document is told, with the titles that some documents have now that cite it, by id."""

    def titled(cited: re.Match[str]) -> str:
        title = titles.get(unescape(cited[2]))
        return cited[0] if title is None else cited[1] + element("title", title)

    return _CITED.sub(titled, slice_)


def with_neighbours(slice_: str, neighbours: str) -> str | None:
    """What a page of a text is told, with the texts before and after it; None where it has none of either."""
    found = _NEIGHBOURS.search(slice_)
    if found is None:
        # Of the parts of a text only the first page leads to other texts.
        return slice_ if _OWN_PART.search(slice_) else None
    return slice_[: found.start()] + neighbours + slice_[found.end() :]


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
    return _with(_OFTEN, slice_, often)


def with_speakers(slice_: str, speakers: str) -> str | None:
    """What the home page is told, with the persons who speak most; None where it named none."""
    return _with(_SPEAKERS, slice_, speakers)


def _with(pattern: re.Pattern[str], slice_: str, new: str) -> str | None:
    found = pattern.search(slice_)
    if found is None:
        return None if new else slice_
    return f"{slice_[: found.start()]}{new}{slice_[found.end() :]}"
