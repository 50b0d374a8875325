"""The book as an EPUB 3: its pages planned, bound with contents, package document and cover into one file.

The same sources give the same bytes: nothing in the file knows the clock or the order of a directory.
"""

import posixpath
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

import typst
from lxml import etree

from kwedition import resources, xmlio
from kwedition.build import images, plans
from kwedition.build.alike import telling_apart
from kwedition.build.pages import Context, Page, page
from kwedition.build.pdf import cjk_folder
from kwedition.build.record import KINDS, attribute, escaped
from kwedition.build.register import Register
from kwedition.build.told import concerning
from kwedition.build.wording import Dates
from kwedition.markup import quoteattr

FOLDER = "epub"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="epub/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_IDS = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
_TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", **images.TYPES}
# A page of 3:4 in a quiet colour, with the title where a book has it.
_COVER = """
#set page(width: 600pt, height: 800pt, margin: (x: 60pt, y: 90pt), fill: rgb("#7a1f1f"))
#set text(fill: rgb("#fdfcf9"), size: 44pt, font: ("Libertinus Serif", "Noto Sans CJK SC"), hyphenate: false)
#set par(leading: 0.5em)
#rect(width: 100%, height: 100%, stroke: 1.5pt + rgb("#e8d9c8"), inset: 36pt)[
  #v(1fr)
  #text(weight: "bold", sys.inputs.title)
  #v(0.6em)
  #line(length: 30%, stroke: 1.5pt + rgb("#e8d9c8"))
  #v(2fr)
  #text(size: 20pt, sys.inputs.line)
]
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What is to be bound: its title and languages, when it was changed (as EPUB writes it), and its identifier.

    Where nobody says when it was changed (''), the description of the edition does, in ``epub/package.xsl``.
    """

    title: str
    language: str
    languages: tuple[str, ...]
    modified: str
    identifier: str


def pages(register: Register, context: Context) -> Iterator[Page]:
    """The pages of the book: title page, the description of the edition, the texts, the indexes."""
    names = attribute("title", context.title) + attribute("base-url", context.base_url)
    frame = f"<frame{names}/>"
    about = [record for record in register.documents if record.kind == "edition"]
    yield page(f"{FOLDER}/title.xhtml", "epub/title.xsl", tuple(record.id for record in about[:1]), (frame,))
    for record in register.documents:
        path = f"{FOLDER}/{_name(record.address)}"
        yield page(path, "epub/text.xsl", (record.id,), (frame, plans.document(register, record)))
    for kind in KINDS:
        entities = [entity for entity in register.entities.values() if entity.kind == kind and entity.is_heard]
        if entities:
            all_ = [plans.of_entity(register, entity) for entity in entities]
            entries = [told.recorded() for told in all_]
            named = concerning(register.titles, all_)
            inside = (f'<kind name="{kind}"/>', frame, named, *entries)
            yield page(f"{FOLDER}/{kind}.xhtml", "epub/index.xsl", (), inside)


def illustrated(page_: Page, document: bytes, path: str, source: Path) -> tuple[Page, tuple[images.Image, ...]]:
    """A page of a document that is told which images of it there are, and these.

    ``path`` is the document's, relative to ``source``, the folder of the edition.
    """
    found = images.images_of(document, path, source) if page_.stylesheet == "epub/text.xsl" else ()
    told = page_.slice.removesuffix("</slice>") + images.slice_of(found) + "</slice>"
    return (replace(page_, slice=told) if found else page_), found


def order(register: Register) -> tuple[str, ...]:
    """The names of the book's pages in the order in which they are read, relative to its folder."""
    about = [_name(record.address) for record in register.documents if record.kind == "edition"]
    texts = [_name(record.address) for record in register.documents if record.kind != "edition"]
    kinds = [f"{kind}.xhtml" for kind in KINDS]
    return ("title.xhtml", *about, *texts, *kinds)


def book(register: Register, context: Context, modified: int | None) -> Book:
    """What is known of the book; ``modified`` is in seconds since 1970."""
    languages = dict.fromkeys(record.language for record in register.documents if record.language not in {"", "und"})
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, context.base_url or f"kwedition:{context.title}")
    return Book(
        title=context.title,
        language=context.language,
        languages=(context.language, *(each for each in languages if each != context.language)),
        modified="" if modified is None else datetime.fromtimestamp(modified, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        identifier=f"urn:uuid:{identifier}",
    )


def cover(title: str, line: str = "") -> bytes:
    """The cover as a PNG picture of 900 by 1200 pixels."""
    folders = [folder for folder in (cjk_folder(),) if folder is not None]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))
    inputs = {"title": title, "line": line}
    made = typst.compile(_COVER.encode(), format="png", ppi=108, sys_inputs=inputs, font_paths=fonts)
    assert isinstance(made, bytes)
    return made


@dataclass(frozen=True, slots=True)
class Facts:
    """What the contents and the manifest say of a page.

    Its title, its page breaks (address and label), the headings of its divisions in the two outermost levels (level
    from 1, address, words), and its properties.
    """

    title: str
    breaks: tuple[tuple[str, str], ...]
    headings: tuple[tuple[int, str, str], ...]
    properties: tuple[str, ...]


def facts(name: str, content: bytes) -> Facts:
    """What the contents and the manifest say of a page."""
    root = xmlio.parse_own(content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode())
    title = "".join(root.find(f".//{{{_XHTML}}}title").itertext())  # type: ignore[union-attr]
    breaks = [
        (f"{name}#{each.get('id')}", str(each.get("aria-label") or "").strip())
        for each in root.iter(f"{{{_XHTML}}}span")
        if each.get(_OPS) == "pagebreak"
    ]
    namespaces = {etree.QName(each).namespace for each in root.iter("*")}
    properties = [
        word
        for word, namespace in (("mathml", "http://www.w3.org/1998/Math/MathML"), ("svg", "http://www.w3.org/2000/svg"))
        if namespace in namespaces
    ]
    return Facts(title, tuple(each for each in breaks if each[1]), tuple(_headings(name, root)), tuple(properties))


# So many headings of one text at most: a dictionary has one for each word.
_HEADINGS = 300


def _headings(name: str, root: etree._Element) -> Iterator[tuple[int, str, str]]:
    if root.find(f".//{{{_XHTML}}}body").get(_OPS) != "bodymatter":  # type: ignore[union-attr]
        return
    tags = {f"{{{_XHTML}}}h{level}": level for level in range(2, 7)}
    found = [
        (tags[str(each.tag)], each)
        for each in root.iter(*tags)
        if each.get("id")
        and not _is_next_heading(each)
        and not any(str(a.get(_OPS)) == "footnotes" for a in each.iterancestors())
    ]
    # A heading that is alone on its level is that of the whole text.
    counts = Counter(level for level, _ in found)
    top = min((level for level, count in counts.items() if count > 1), default=0)
    if not 2 <= counts[top] <= _HEADINGS:
        return
    depth = 1 if counts[top] + counts[top + 1] <= _HEADINGS else 0
    for level, heading in found:
        words = _words(heading)
        if top <= level <= top + depth and words:
            yield level - top + 1, f"{name}#{heading.get('id')}", words


def _is_next_heading(heading: etree._Element) -> bool:
    """Whether a heading is but the next line of the one before it (``kw:is-next-heading``)."""
    before = heading.getprevious()
    return before is not None and before.tag == heading.tag and not (before.tail or "").strip()


def _words(heading: etree._Element) -> str:
    """The words of a heading with its next lines (``kw:whole-heading``)."""
    words = " ".join("".join(_said(heading)).split())
    following = heading.getnext()
    rest = _words(following) if following is not None and _is_next_heading(following) else ""
    return (" " if words[-1:] in ".:,;!?—–-" else " · ").join(filter(None, (words, rest)))


def _said(heading: etree._Element) -> Iterator[str]:
    """The words of a heading, without the numbers of notes that are called in it."""
    yield heading.text or ""
    for child in heading:
        if "note-mark" not in str(child.get("class", "")).split():
            yield from _said(child)
        yield child.tail or ""


def within(files: Mapping[str, bytes], base_url: str) -> dict[str, bytes]:
    """The pages without links to what the book leaves out, such as persons whom no text names, or names in headers.

    What is missing on another page leads to that page; a page that is missing, to the site if it is somewhere in the
    world (``base_url``). All other such links are words.
    """
    ids = {name: {unescape(id_) for id_ in _IDS.findall(content.decode())} for name, content in files.items()}
    entities = {f"{kind}.xhtml": kind for kind in KINDS}

    def mended(name: str, content: bytes) -> bytes:
        def link(match: re.Match[str]) -> str:
            file, _hash, fragment = unescape(match[2]).partition("#")
            at = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file))) if file else name
            if ":" in file or (at in ids and (not fragment or unquote(fragment) in ids[at])):
                return match[0]
            to = ""
            if at in entities:
                to = base_url and f"{base_url.rstrip('/')}/{entities[at]}/{fragment or 'index'}.html"
            elif at in ids and at != name:
                to = file
            return f"{match[1]}{attribute('href', to)}" if to else match[1]

        return _LINK.sub(link, content.decode()).encode()

    return {name: mended(name, content) for name, content in files.items()}


def contents_titles(register: Register, dates: Dates) -> dict[str, str]:
    """What tells the texts of one title apart in the contents, by the names of their pages: ``dates``, for one."""
    telling = telling_apart(register.documents, dates)
    return {_name(record.address): telling[record.id] for record in register.documents if record.id in telling}


def nav_slice(
    frame: str, items: Sequence[tuple[str, Facts]], breaks: Iterable[tuple[str, str]], telling: Mapping[str, str]
) -> str:
    """What the contents are told: each page's name, title and headings, each page break's address and label.

    ``telling`` is what stands behind the titles of some.
    """
    kinds = {f"{kind}.xhtml" for kind in KINDS}
    parts = [
        f"<item{attribute('href', _href(name))}"
        f"{attribute('title', ', '.join(filter(None, (known.title, telling.get(name)))))} "
        f'type="{"index" if name in kinds else "frontmatter" if name == "title.xhtml" else "bodymatter"}">'
        + "".join(
            f'<heading level="{level}"{attribute("href", _href(href))}{attribute("title", words)}/>'
            for level, href, words in known.headings
        )
        + "</item>"
        for name, known in items
    ]
    parts += [f"<break{attribute('href', _href(href))}{attribute('label', label)}/>" for href, label in breaks]
    return page(f"{FOLDER}/nav.xhtml", "", (), (frame, *parts)).slice


def package_slice(
    frame: str, bound: Book, files: Mapping[str, Sequence[str]], spine: Sequence[str], breaks: bool
) -> str:
    """What the package document is told: the book, and each file with its properties."""
    about = "".join(attribute(name, getattr(bound, name)) for name in ("identifier", "modified"))
    parts = [f"<book{about}{attribute('breaks', 'yes' if breaks else 'no')}>"]
    parts += [f"<language{attribute('tag', tag)}/>" for tag in bound.languages]
    numbers = {name: number for number, name in enumerate(files, 1)}
    listed = [*spine, *(name for name in files if name not in spine)]
    for name in listed:
        id_ = "cover-image" if name == "cover.png" else "nav" if name == "nav.xhtml" else f"f{numbers[name]}"
        type_ = _TYPES[PurePosixPath(name).suffix.lower()]
        linear = ' linear="yes"' if name in spine else ""
        known = attribute("properties", " ".join(files[name]))
        parts.append(f'<file id="{id_}"{attribute("href", _href(name))} type="{type_}"{known}{linear}/>')
    parts.append("</book>")
    return page(f"{FOLDER}/package.opf", "", (), (frame, *parts)).slice


def cover_page(bound: Book) -> bytes:
    """The page that shows the cover."""
    title = escaped(bound.title)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{_XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" lang={quoteattr(bound.language)} '
        f"xml:lang={quoteattr(bound.language)}><head><title>{title}</title>"
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>'
        '<body epub:type="cover"><div class="cover">'
        f'<img src="cover.png" alt={quoteattr(bound.title)}/></div></body></html>\n'
    ).encode()


def style(theme: Path | None) -> bytes:
    """The book's style sheet; that of the edition's theme, if it has one."""
    return resources.asset("epub/book.css", theme).read_bytes()


def bind(files: Mapping[str, bytes]) -> bytes:
    """The EPUB of these files, by their names relative to the book's folder."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # The first file says what the archive is, and must not be compressed.
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        archive.writestr(_entry("META-INF/container.xml"), _CONTAINER)
        for name in sorted(files):
            archive.writestr(_entry(f"{FOLDER}/{name}"), files[name], compresslevel=9)
    return made.getvalue()


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _name(address: str) -> str:
    """The page of the book for a page of the site."""
    return re.sub(r"\.html$", ".xhtml", address)


def _href(name: str) -> str:
    """A name as an address: what is no letter of an address is escaped."""
    file, hash_, fragment = name.partition("#")
    return quote(file) + hash_ + quote(fragment, safe="-._~!$&'()*+,;=:@/?")
