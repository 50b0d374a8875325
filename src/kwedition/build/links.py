"""Whether every link of a site leads somewhere, before it is published."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree

from kwedition.findings import Finding, Severity

_POINTERS = ("href", "src", "poster", "data")


def broken(pages: Mapping[str, str], files: Iterable[str]) -> list[Finding]:
    """A finding for each internal link without target, and each id that a page has twice.

    ``pages`` are the HTML texts by path relative to the output folder; ``files`` the paths of all else in it.
    """
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for path, text in pages.items():
        ids[path] = seen = set()
        for element in etree.fromstring(text.encode(), _parser()).iter("*"):
            own = element.get("id")
            if own is not None:
                if own in seen:
                    findings.append(_finding(path, f"the id '{own}' stands twice on this page"))
                seen.add(own)
            links += [(path, value) for name in _POINTERS if (value := element.get(name)) is not None]
    known = set(files) | set(pages)
    for path, link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        if target not in known:
            findings.append(_finding(path, f"the link '{link}' leads to no page"))
        elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
            findings.append(_finding(path, f"the link '{link}' leads to an id that is not there"))
    return findings


def _parser() -> "etree.HTMLParser[etree._Element]":
    return etree.HTMLParser(encoding="utf-8", huge_tree=True)


def _finding(path: str, message: str) -> Finding:
    return Finding(
        path, 0, 0, "site-link", Severity.ERROR, message,
        "a stylesheet made this: if the edition has a theme, look there, else please report it",
    )  # fmt: skip
