"""Published pages as tests see them, read by a parser of their own: not the one that the build uses to check links."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

# What makes a browser fetch something, without anybody clicking.
_FETCHING = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
}


@dataclass
class Page:
    """What a page has: ids in order, links, what it fetches, and its text."""

    path: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    styled: list[str] = field(default_factory=list)
    text: str = ""


class _Reader:
    """What lxml tells of a page, tag by tag."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pieces: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        # A link to what the page is, or what stands beside it, is not followed by a browser.
        named_only = attrs.get("rel") in {"canonical", "license", "alternate", "prev", "next"}
        for name, value in attrs.items():
            if name == "id":
                self._page.ids.append(value)
            if name == "href" and tag in {"a", "area"}:
                self._page.links.append(value)
            if (tag, name) in _FETCHING and not named_only:
                self._page.fetched.append(value)
            if name == "style" or name.startswith("on"):
                self._page.styled.append(f"{tag} {name}")

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def close(self) -> Page:
        self._page.text = "".join(self._pieces)
        return self._page


def read_page(output: Path, path: str) -> Page:
    """The page at a path relative to the output folder."""
    reader: Any = _Reader(Page(path))
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    page: Page = etree.fromstring((output / path).read_bytes(), parser)
    return page


def read_site(output: Path) -> dict[str, Page]:
    """All pages of a site by path; read once for each of its states."""
    stats = ((path, path.stat()) for path in sorted(output.rglob("*.html")))
    return _site(
        output, tuple((p.relative_to(output).as_posix(), s.st_size, s.st_mtime_ns, s.st_ino) for p, s in stats)
    )


# (What some tests look at in turn; a process of the tests sees hundreds of sites.)
@lru_cache(maxsize=8)
def _site(output: Path, files: tuple[tuple[str, int, int, int], ...]) -> dict[str, Page]:
    return {path: read_page(output, path) for path, *_state in files}


def dead_links(output: Path) -> list[str]:
    """Every link of the site that leads to no file, or to no id in its page."""
    pages = read_site(output)
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    dead: list[str] = []
    for page in pages.values():
        for link in [*page.links, *page.fetched]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            name = normpath(join(dirname(page.path), unquote(parts.path))) if parts.path else page.path
            if name not in files or (parts.fragment and unquote(parts.fragment) not in ids[name]):
                dead.append(f"{page.path}: {link}")
    return dead


def squeezed(text: str) -> str:
    """A text without any white space, for comparisons that do not care how lines are broken."""
    return "".join(text.split())


# What may stand in no paragraph, span or link of HTML.
_BLOCKS = "self::div or self::p or self::ul or self::ol or self::dl or self::table or self::figure or self::blockquote or self::pre"
_PHRASES = "self::span or self::cite or self::em or self::p or self::pre or self::h1 or self::ruby or self::rt"


def is_nested_well(page: str) -> bool:
    """Whether no block stands in a phrase and no link in a link. (A parser of HTML mends both, so this reads it as XML.)"""
    main = page[page.index("<main") : page.index("</main>") + 7]
    main = re.sub(r"<(br|img|input|hr|wbr)([^>]*?)/?>", r"<\1\2/>", main)
    main = re.sub(r" (defer|open|hidden|checked)(?=[ >])", "", main)
    tree = etree.fromstring(re.sub(r"&(?!amp;|lt;|gt;|quot;|#)", "&amp;", main))
    return not tree.xpath(f"//*[{_PHRASES}]//*[{_BLOCKS}] | //a[@href]//a[@href]")
