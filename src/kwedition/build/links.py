"""Whether every link of a site leads somewhere, before it is published."""

import marshal
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kwedition.findings import Finding, Severity

# Saxon quotes every attribute with " and escapes every < of a text, so a page's tags can be found without a parser; it
# is done for every page, and a parser takes three times as long.
_TAG = re.compile(r'<[a-zA-Z][^"<>]*+"[^"]*+"(?:[^"<>]*+"[^"]*+")*+[^"<>]*+>')
# Between tags when they stand one after another; no page has that sign.
_APART = "\0"
_ATTRIBUTE = re.compile(rf'\s(id|href|src|poster|data)="([^"{_APART}]*)"')
# The same, found in half the time: what begins with one certain sign is searched for quickly.
_AFTER_SPACE = re.compile(rf' (id|href|src|poster|data)="([^"{_APART}]*)"')
# At the root, or in the folder of a language; a text may be called `tei`, too, and be divided.
_SOURCE = re.compile(r"(?:(?!(?:texts|persons|places|organizations|events)/)[^/]+/)?tei/.+\.html")


# What findings about links are called.
RULE = "site-link"


class PageLinks(NamedTuple):
    """The ids of a page, those that it has twice, and where its links lead.

    ``targets`` are paths relative to the output folder, with ``#`` and an id where a link names one.
    """

    ids: tuple[str, ...]
    twice: tuple[str, ...]
    targets: tuple[str, ...]


NONE = PageLinks((), (), ())


def packed(page: PageLinks) -> bytes:
    """The ids and links of a page as bytes: most builds need those of few pages."""
    return marshal.dumps(tuple(page), 2)


def unpacked(data: bytes) -> PageLinks:
    """What ``packed`` wrote."""
    return PageLinks._make(marshal.loads(data))


class Packed(Mapping[str, PageLinks]):
    """Pages whose ids and links are packed: one is read when it is first asked for."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self._pages = pages

    def __getitem__(self, path: str) -> PageLinks:
        return unpacked(self._pages[path])

    def __contains__(self, path: object) -> bool:
        return path in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def is_source(path: str) -> bool:
    """Whether a page of the site shows the source of a text (see sourceview.py)."""
    return _SOURCE.fullmatch(path) is not None


def of_page(path: str, html: bytes) -> PageLinks:
    """The ids and internal links of a page; ``path`` is relative to the output folder."""
    return of_text(path, html.decode())


def of_text(path: str, text: str) -> PageLinks:
    """The same of a page as a string."""
    tags = _TAG.findall(text)
    if "<base " in text:
        # It says where the site will stand, and is no link to any of its pages.
        tags = [tag for tag in tags if not tag.startswith("<base ")]
    # All tags at once: a page has hundreds.
    joined = _APART.join(tags)
    # They seldom stand on several lines.
    found = (_ATTRIBUTE if any(map(joined.__contains__, "\n\t\r\f")) else _AFTER_SPACE).findall(joined)
    if "&" in joined:
        found = [(name, unescape(value) if "&" in value else value) for name, value in found]
    own = [value for name, value in found if name == "id"]
    ids = tuple(dict.fromkeys(own))
    twice = () if len(ids) == len(own) else tuple(_again(own))
    folder = posixpath.dirname(path)
    links = {value for name, value in found if name != "id"}
    # Most lead to a place of the page itself.
    within = {link for link in links if link[:1] == "#" and len(link) > 1 and "%" not in link}
    targets = {_target(path, folder, link) for link in links - within}.union([path + link for link in within])
    return PageLinks(ids, twice, tuple(sorted(filter(None, targets))))


def _again(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield id_
        seen.add(id_)


def broken(pages: Mapping[str, PageLinks], files: Iterable[str]) -> list[Finding]:
    """A finding for each internal link without target, and each id that a page has twice.

    ``pages`` are those of the site by path relative to the output folder; ``files`` the paths of all that is in it.
    """
    known = {*files, *pages}
    for path, page in pages.items():
        known.update([f"{path}#{id_}" for id_ in page.ids])
    findings: list[Finding] = []
    for path, page in pages.items():
        findings += [_finding(path, f"the id '{id_}' stands twice on this page") for id_ in page.twice]
        if not known.issuperset(page.targets):
            findings += _wrong(path, page.targets, pages, known.__contains__)
    return findings


def broken_in(some: Iterable[str], pages: Mapping[str, PageLinks], files: Container[str]) -> list[Finding]:
    """The same, but only of some pages; the others are looked at only where these lead to them."""
    ids: dict[str, frozenset[str]] = {}

    def is_known(target: str) -> bool:
        if target in files or target in pages:
            return True
        file, _, fragment = target.partition("#")
        if file not in ids:
            ids[file] = frozenset(pages[file].ids) if file in pages else frozenset()
        return fragment in ids[file]

    findings: list[Finding] = []
    for path in some:
        page = pages[path]
        findings += [_finding(path, f"the id '{id_}' stands twice on this page") for id_ in page.twice]
        findings += _wrong(path, page.targets, pages, is_known)
    return findings


def _wrong(
    path: str, targets: Iterable[str], pages: Container[str], is_known: Callable[[str], bool]
) -> Iterator[Finding]:
    for target in targets:
        if is_known(target):
            continue
        file, _, fragment = target.partition("#")
        if not is_known(file):
            yield _finding(path, f"a link leads to '{target}', which is no page")
        elif fragment and file in pages:
            yield _finding(path, f"a link leads to '{target}', and that id is not there")


def _target(path: str, folder: str, link: str) -> str | None:
    file, _, fragment = link.partition("#")
    if ":" in file or "?" in file or "//" in file:
        try:
            parts = urlsplit(link)
        except ValueError:
            # Whatever that is (`http://[bad`), it leads to no page.
            return None
        if parts.scheme or parts.netloc:
            return None
        file, fragment = parts.path, parts.fragment
    target, shows_source = _led(folder, file) if file else (path, False)
    # Every paragraph leads to its lines, which are too many to be kept; both come from sourcetext.py.
    if shows_source or not fragment:
        return target
    return f"{target}#{unquote(fragment) if '%' in fragment else fragment}"


@lru_cache(maxsize=16_384)
def _led(folder: str, file: str) -> tuple[str, bool]:
    """Where a path leads from a folder, and whether to a source. Pages of one folder lead to the same places."""
    target = posixpath.normpath(posixpath.join(folder, unquote(file)))
    return target, is_source(target)


def _finding(path: str, message: str) -> Finding:
    return Finding(
        path, 0, 0, RULE, Severity.ERROR, message,
        "a stylesheet made this: if the edition has a theme, look there, else please report it",
    )  # fmt: skip
