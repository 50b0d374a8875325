"""What a page may weigh, from the files as they are served: scripts, style sheets, and the text itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from common import ROOT

# In bytes; the search page alone may have more scripts.
SCRIPTS, STYLES, TEXT = 30_000, 40_000, 100_000


def _pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        if "pagefind" not in path.parts:
            yield path, html.fromstring(path.read_bytes())


def _weight(page: Path, files: list[str]) -> int:
    return sum((page.parent / file).stat().st_size for file in files)


def test_scripts_and_styles_of_every_page(published: Path) -> None:
    heaviest = 0
    for path, page in _pages(published):
        scripts, styles = page.xpath("//script/@src"), page.xpath('//link[@rel="stylesheet"]/@href')
        assert scripts, path
        assert styles, path
        # What a script fetches when it is needed counts as well.
        fetched = (published / "assets/found.js").stat().st_size
        if path.name != "search.html":
            assert _weight(path, scripts) + fetched < SCRIPTS, path
        assert _weight(path, styles) < STYLES, path
        heaviest = max(heaviest, _weight(path, scripts))
    assert heaviest > 10_000, "the pages have scripts"


def test_all_style_sheets_together(published: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (published / "assets").glob("*.css")}
    # That of the search page goes in the place of that of the texts.
    assert sum(sizes.values()) - sizes["search.css"] < STYLES


def test_a_text_of_this_edition(published: Path) -> None:
    texts = sorted((published / "texts").glob("*.html"))
    assert len(texts) == 19
    assert max(path.stat().st_size for path in texts) < TEXT


def test_the_heaviest_that_a_text_may_need(published: Path) -> None:
    """A text with images and witnesses loads all scripts but those of other kinds of page and of the search."""
    others = {"search.js", "found.js", "beside.js", "parts.js"}
    assets = [path for path in (published / "assets").glob("*.js") if path.name not in others]
    assert sum(path.stat().st_size for path in assets) < SCRIPTS


def test_no_space_in_styles_is_lost(published: Path) -> None:
    """A space before a pseudo-class says "within", and the minifier takes some for that of a declaration: ``*:is`` is safe."""
    for path in sorted((ROOT / "xslt/site/assets").glob("*.css")):
        written = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        assert re.findall(r"[\w\])*] +:(?:is|has|not|where|:)", written) == [], path.name
        made = (published / "assets" / path.name).read_text(encoding="utf-8")
        assert made.count("*:is(") == written.count("*:is("), path.name
        assert len(re.findall(r"@(?:media|container|supports|layer)\b", made)) == len(
            re.findall(r"@(?:media|container|supports|layer)\b", written)
        )
