"""The gallery: a small TEI document for each phenomenon, and what becomes of it on the site."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SNIPPETS = FOLDER / "snippets"

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_HEAD = re.compile(r'<header class="text-header">.*?</header>', re.DOTALL)
# A manuscript is described in the header, which stands below the text.
_MANUSCRIPT = re.compile(r'<div class="header-parts msDesc">.*?</table></div>', re.DOTALL)
# The way to its markup stands at every block, and says where in the file this is.
_MARKUP = re.compile(r'<a class="markup"[^>]*></a>')
_BLOCK = re.compile(
    r"(?=<(?:article|header|section|div|p|ul|ol|li|dl|dt|dd|h\d|table|caption|tr|th|td|figure|figcaption|blockquote|pre|details|aside)\b)"
)


def names() -> list[str]:
    """The snippets' names, which are also the ids of their documents."""
    return sorted(path.stem for path in SNIPPETS.glob("*.xml"))


@cache
def result(output: Path, name: str) -> str:
    """What a page of the published gallery shows of its document, a line for each block; without the page's frame."""
    page = (output / "texts" / f"{name}.html").read_text(encoding="utf-8")
    article = _ARTICLE.search(page)
    assert article is not None, f"the page of {name} has no article"
    parts = [_HEAD.sub("", article[0]), *_MANUSCRIPT.findall(page)]
    shown = _MARKUP.sub("", "\n".join(parts))
    return re.sub(r"\n\s*\n+", "\n", _BLOCK.sub("\n", shown)).strip() + "\n"


def title(source: str) -> str:
    """The title of a snippet, as plain text."""
    found = re.search(r"<title>(.*?)</title>", source, re.DOTALL)
    assert found is not None
    return found[1]
