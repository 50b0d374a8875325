"""Published pages as tests see them, read by a parser of their own: not the one that the build uses to check links."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
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


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self._page = page
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A link to what the page is, or what stands beside it, is not followed by a browser.
        named_only = dict(attrs).get("rel") in {"canonical", "license", "alternate", "prev", "next"}
        for name, value in attrs:
            if name == "id":
                self._page.ids.append(value or "")
            if name == "href" and tag in {"a", "area"}:
                self._page.links.append(value or "")
            if (tag, name) in _FETCHING and not named_only:
                self._page.fetched.append(value or "")
            if name == "style" or name.startswith("on"):
                self._page.styled.append(f"{tag} {name}")

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    def close(self) -> None:
        super().close()
        self._page.text = "".join(self._pieces)


def read_page(output: Path, path: str) -> Page:
    """The page at a path relative to the output folder."""
    page = Page(path)
    reader = _Reader(page)
    reader.feed((output / path).read_text(encoding="utf-8"))
    reader.close()
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
    dead: list[str] = []
    for page in pages.values():
        for link in [*page.links, *page.fetched]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            file = (output / page.path).parent / unquote(parts.path) if parts.path else output / page.path
            target = Path(file).resolve()
            if not target.is_file():
                dead.append(f"{page.path}: {link}")
                continue
            name = target.relative_to(output.resolve()).as_posix()
            if parts.fragment and unquote(parts.fragment) not in pages[name].ids:
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
