"""A book from its finished pages: contents, package, cover and images, in one file."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kwedition.build.pdf import pictures
from kwedition.build.record import attribute
from kwedition.epub.container import packed
from kwedition.namespace import NAMESPACE
from kwedition.saxon import Saxon

COVER = "cover.xml"
_PARTS = {"title.xhtml": "title", "about.xhtml": "about"}
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
_DOCTYPE = "<!DOCTYPE html>"
# Pixels of the cover for each of its 600 by 800 points.
_COVER_PPI = 144.0


@dataclass(frozen=True, slots=True)
class Book:
    """What a book is made of.

    ``pages`` are XHTML by path below the book's folder, in the order of reading, and ``cover.xml``, the cover as
    XSL-FO. ``images`` are media types by path, ``image_files`` their bytes. ``description`` is the TEI document that
    describes the edition, ``documents`` the ids of all. ``modified`` is when the book changed last (seconds since
    1970); without it the description's own dates count.
    """

    title: str
    language: str
    base_url: str
    pages: Mapping[str, str]
    css: bytes
    images: Mapping[str, str] = field(default_factory=dict)
    image_files: Mapping[str, bytes] = field(default_factory=dict)
    description: str = ""
    documents: Sequence[str] = ()
    modified: int | None = None

    def identifier(self) -> str:
        """A name for the book that is the same as long as it is the same edition: a UUID (RFC 9562, version 5)."""
        name = self.base_url or "\n".join((self.title, *self.documents))
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:kwedition:book:{name}')}"


def made(saxon: Saxon, book: Book) -> bytes:
    """The EPUB file; raises KweditionError when a stylesheet stops."""
    texts = {path: _bare(text) for path, text in book.pages.items() if path != COVER}
    cover = pictures(book.pages[COVER].encode(), name=COVER, ppi=_COVER_PPI)[:1] if COVER in book.pages else ()
    described = "".join(_described(book, texts, bool(cover)))
    values = {"language": book.language}
    files = {path: (_PROLOGUE + text).encode() for path, text in texts.items()}
    nav = saxon.stylesheet("epub/nav.xsl").transform(described, values=values).text
    modified = {} if book.modified is None else {"modified": _time(book.modified)}
    package = saxon.stylesheet("epub/package.xsl").transform(described, values=values | modified).text
    files["nav.xhtml"] = (_PROLOGUE + _bare(nav)).encode()
    files["package.opf"] = f'<?xml version="1.0" encoding="UTF-8"?>\n{package}'.encode()
    files["book.css"] = book.css
    files |= book.image_files
    files |= {"cover.png": cover[0]} if cover else {}
    return packed(files)


def _described(book: Book, texts: Mapping[str, str], cover: bool) -> Iterator[str]:
    """The whole book as a ``kw:book``: what nav.xsl and package.xsl read."""
    named = attribute("title", book.title) + attribute("identifier", book.identifier())
    yield f'<kw:book xmlns:kw="{NAMESPACE}"{named}>'
    if book.description:
        yield f"<kw:document>{book.description}</kw:document>"
    if cover:
        yield '<kw:cover path="cover.png"/>'
    for path, text in texts.items():
        part = _PARTS.get(path, "text" if path.startswith("texts/") else "index")
        yield f"<kw:file{attribute('path', path)}{attribute('part', part)}>{text}</kw:file>"
    for path, media_type in book.images.items():
        yield f"<kw:image{attribute('path', path)}{attribute('media-type', media_type)}/>"
    yield "</kw:book>"


def _bare(page: str) -> str:
    """A page without what stands before its root."""
    return page.lstrip().removeprefix(_DOCTYPE).lstrip()


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
