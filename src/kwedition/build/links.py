"""Whether every link of a site leads somewhere, before it is published."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kwedition.findings import Finding, Severity

# Saxon quotes every attribute with " and escapes every < of a text, so a page's tags can be found without a parser; it
# is done for every page, and a parser takes three times as long.
_TAG = re.compile(r'<[a-zA-Z][^"<>]*"(?:[^"]*"[^"<>]*")*[^"]*"[^"<>]*>')
_ATTRIBUTE = re.compile(r'\s(id|href|src|poster|data)="([^"]*)"')
# At the root, or in the folder of a language; a text may be called `tei`, too, and be divided.
_SOURCE = re.compile(r"(?:(?!(?:texts|persons|places|organizations|events)/)[^/]+/)?tei/.+\.html")


class PageLinks(NamedTuple):
    """The ids of a page, those that it has twice, and where its links lead.

    ``targets`` are paths relative to the output folder, with ``#`` and an id where a link names one.
    """

    ids: tuple[str, ...]
    twice: tuple[str, ...]
    targets: tuple[str, ...]


def is_source(path: str) -> bool:
    """Whether a page of the site shows the source of a text (see sourceview.py)."""
    return _SOURCE.fullmatch(path) is not None


def of_page(path: str, html: bytes) -> PageLinks:
    """The ids and internal links of a page; ``path`` is relative to the output folder."""
    ids: dict[str, None] = {}
    twice: list[str] = []
    links: set[str] = set()
    for tag in _TAG.findall(html.decode()):
        if tag.startswith("<base "):  # where the site will stand, not a link to any of its pages
            continue
        for name, value in _ATTRIBUTE.findall(tag):
            held = unescape(value) if "&" in value else value
            if name != "id":
                links.add(held)
            elif held in ids:
                twice.append(held)
            else:
                ids[held] = None
    folder = posixpath.dirname(path)
    targets = {target for link in links if (target := _target(path, folder, link)) is not None}
    return PageLinks(tuple(ids), tuple(twice), tuple(sorted(targets)))


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
        if known.issuperset(page.targets):
            continue
        for target in page.targets:
            file, _, fragment = target.partition("#")
            if file not in known:
                findings.append(_finding(path, f"a link leads to '{target}', which is no page"))
            elif fragment and file in pages and target not in known:
                findings.append(_finding(path, f"a link leads to '{target}', and that id is not there"))
    return findings


def _target(path: str, folder: str, link: str) -> str | None:
    file, _, fragment = link.partition("#")
    if ":" in file or "?" in file or "//" in file:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        file, fragment = parts.path, parts.fragment
    target = _led(folder, file) if file else path
    # Every paragraph leads to its lines, which are too many to be kept; both come from sourcetext.py.
    if file and is_source(target):
        return target
    return f"{target}#{unquote(fragment) if '%' in fragment else fragment}" if fragment else target


@lru_cache(maxsize=4096)
def _led(folder: str, file: str) -> str:
    """Where a path leads from a folder. Pages of one folder lead to the same places."""
    return posixpath.normpath(posixpath.join(folder, unquote(file)))


def _finding(path: str, message: str) -> Finding:
    return Finding(
        path, 0, 0, "site-link", Severity.ERROR, message,
        "a stylesheet made this: if the edition has a theme, look there, else please report it",
    )  # fmt: skip
