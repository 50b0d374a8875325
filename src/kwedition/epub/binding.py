"""The part of a build that makes a book of pages: which images its texts show, and what is put into the file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kwedition import resources
from kwedition.build import links
from kwedition.build.cache import digest
from kwedition.build.fingerprint import Stylesheets
from kwedition.build.pages import Page
from kwedition.build.pdf import cjk_folder
from kwedition.edition import Settings
from kwedition.epub import book
from kwedition.epub.images import Image, images_of, slice_of
from kwedition.findings import Finding, Severity

if TYPE_CHECKING:
    from kwedition.build.reading import Reading

# The pages of the book are made in a folder that does not outlive the build.
FOLDER = "epub"
TARGET = "edition.epub"
_TEXT = "epub/text.xsl"
_MADE_BY = ("epub/nav.xsl", "epub/package.xsl")


class Binder:
    """Told of each page when it is planned, it makes the book when all are there."""

    def __init__(self, settings: Settings, reading: "Reading", modified: int | None) -> None:
        self._settings = settings
        self._reading = reading
        self._modified = modified
        self._paths: list[str] = []
        self._images: dict[str, Image] = {}

    def planned(self, page: Page) -> Page:
        """The page, told which images of its document there are."""
        self._paths.append(page.path)
        if page.stylesheet != _TEXT:
            return page
        texts = [self._reading.text(id_) for id_ in page.documents]
        found = [image for text in texts for image in images_of(text.data, text.path, self._settings.source)]
        self._images |= {image.path: image for image in found}
        return (
            replace(page, slice=page.slice.removesuffix("</slice>") + slice_of(found) + "</slice>") if found else page
        )

    def bound(self, pages: Mapping[str, str]) -> book.Book:
        """The book of these pages, given by their paths in the build."""
        register, context = self._reading.register, self._reading.context
        described = [record.id for record in register.documents if record.kind == "edition"][:1]
        return book.Book(
            title=context.title,
            language=context.language,
            base_url=context.base_url,
            pages={path.removeprefix(f"{FOLDER}/"): pages[path] for path in self._paths},
            css=resources.asset("epub/assets/book.css", self._settings.theme).read_bytes(),
            images={path: self._images[path].media_type for path in sorted(self._images)},
            image_files={path: self._images[path].file.read_bytes() for path in sorted(self._images)},
            description=self._reading.source(described[0]).text() if described else "",
            documents=tuple(record.id for record in register.documents),
            modified=self._modified,
        )

    def made(self, whole: book.Book) -> bytes:
        """The file."""
        return book.made(self._reading.saxon(), whole)


def key(whole: book.Book, stylesheets: Stylesheets) -> tuple[bytes, bytes]:
    """The hashes of the stylesheets that make the file, and of all that is in it."""
    sheets = digest(*(stylesheets.hash(name) for name in _MADE_BY))
    said = (whole.title, whole.language, whole.base_url, whole.modified, whole.documents, cjk_folder() is None)
    parts = (part for pair in (*whole.pages.items(), *whole.images.items()) for part in pair)
    return sheets, digest(repr(said), whole.css, whole.description, *parts, *whole.image_files.values())


def broken(whole: book.Book) -> list[Finding]:
    """A finding for each link of a book that leads nowhere in it, and each id that stands twice on a page."""
    texts = {path: text for path, text in whole.pages.items() if path != book.COVER}
    pages = {path: links.of_page(path, text.encode()) for path, text in texts.items()}
    found = links.broken(pages, ("nav.xhtml", "book.css", *whole.images))
    return [replace(f, path=f"{TARGET}/{f.path}", rule="epub-link", severity=Severity.ERROR) for f in found]
