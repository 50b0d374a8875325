"""A book from its finished pages: contents, package, cover and images, in one file."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kwedition.build.pdf import pictures
from kwedition.build.record import attribute
from kwedition.epub.container import packed
from kwedition.epub.images import Image
from kwedition.namespace import NAMESPACE
from kwedition.saxon import Saxon

# The folder of the build in which the pages of the book are made.
PREFIX = "epub/"
COVER = "cover.xml"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
_DOCTYPE = "<!DOCTYPE html>"
# Pixels of the cover for each of its 600 by 800 points.
_COVER_PPI = 144.0


@dataclass(frozen=True, slots=True)
class Book:
    """What a book is made of.

    ``pages`` are XHTML by path below the book's folder, in the order of reading, and ``cover.xml``, the cover as
    XSL-FO. ``description`` is the TEI document that describes the edition, ``modified`` when the book changed last
    (seconds since 1970; without it the description's own dates count).
    """

    title: str
    language: str
    base_url: str
    pages: Mapping[str, str]
    css: bytes
    images: Sequence[Image] = ()
    description: str = ""
    documents: Sequence[str] = ()
    modified: int | None = None
    _parts: Mapping[str, str] = field(default_factory=lambda: {"title.xhtml": "title", "about.xhtml": "about"})

    def identifier(self) -> str:
        """A name for the book that is the same as long as it is the same edition: a UUID (RFC 9562, version 5)."""
        name = self.base_url or "\n".join((self.title, *self.documents))
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:kwedition:book:{name}')}"


def made(saxon: Saxon, book: Book) -> bytes:
    """The EPUB file; raises KweditionError when a stylesheet stops."""
    texts = {path: _bare(text) for path, text in book.pages.items() if path != COVER}
    cover = pictures(book.pages[COVER].encode(), name=COVER, ppi=_COVER_PPI)[:1] if COVER in book.pages else ()
    images = {image.path: image for image in sorted(book.images, key=lambda image: image.path)}
    described = "".join(_described(book, texts, images, bool(cover)))
    values = {"language": book.language}
    files = {path: (_PROLOGUE + text).encode() for path, text in texts.items()}
    nav = saxon.stylesheet("epub/nav.xsl").transform(described, values=values).text
    modified = {} if book.modified is None else {"modified": _time(book.modified)}
    package = saxon.stylesheet("epub/package.xsl").transform(described, values=values | modified).text
    files["nav.xhtml"] = (_PROLOGUE + _bare(nav)).encode()
    files["package.opf"] = f'<?xml version="1.0" encoding="UTF-8"?>\n{package}'.encode()
    files["book.css"] = book.css
    files |= {path: image.file.read_bytes() for path, image in images.items()}
    files |= {"cover.png": data for data in cover}
    return packed(files)


def _described(book: Book, texts: Mapping[str, str], images: Mapping[str, Image], cover: bool) -> Iterator[str]:
    """The whole book as a ``kw:book``: what nav.xsl and package.xsl read."""
    named = attribute("title", book.title) + attribute("identifier", book.identifier())
    yield f'<kw:book xmlns:kw="{NAMESPACE}"{named}>'
    if book.description:
        yield f"<kw:document>{book.description}</kw:document>"
    if cover:
        yield '<kw:cover path="cover.png"/>'
    for path, text in texts.items():
        part = book._parts.get(path, "text" if path.startswith("texts/") else "index")
        yield f"<kw:file{attribute('path', path)}{attribute('part', part)}>{text}</kw:file>"
    for path, image in images.items():
        yield f"<kw:image{attribute('path', path)}{attribute('media-type', image.media_type)}/>"
    yield "</kw:book>"


def _bare(page: str) -> str:
    """A page without what stands before its root."""
    return page.lstrip().removeprefix(_DOCTYPE).lstrip()


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
