"""Which images of an edition are in its book, and what stands there for the others."""

import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from common import Kwedition
from epub.books import XHTML, Book, built, epubcheck, opened
from kwedition.build import images

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Before</p><figure>{graphics}<figDesc>A drawing of a door</figDesc></figure><p>After</p></body></text></TEI>"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9v9z"/></svg>'


def png() -> bytes:
    """A white pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "e/tei/letters").mkdir(parents=True)
    (tmp_path / "e/tei/images").mkdir()
    (tmp_path / "e/kwedition.toml").write_text('title = "Doors"\nsource = "tei"\n')
    return tmp_path / "e"


def book_of(folder: Path, *urls: str) -> Book:
    graphics = "".join(f'<graphic url="{url}"/>' for url in urls)
    (folder / "tei/letters/a.xml").write_text(TEI.format(graphics=graphics))
    return opened(built(folder, folder / "output"))


def shown(book: Book) -> list[tuple[str, str]]:
    """Where the images of the text are, with their words."""
    return [(str(i.get("src")), str(i.get("alt"))) for i in book.tree("epub/texts/a.xhtml").iter(f"{XHTML}img")]


def test_an_image_is_in_the_book_with_its_description(folder: Path, tmp_path: Path) -> None:
    (folder / "tei/images/door one.png").write_bytes(png())
    (folder / "tei/letters/near.svg").write_text(SVG.format("<!-- drawn by hand -->"))
    book = book_of(folder, "../images/door%20one.png", "near.svg")
    assert shown(book) == [
        ("../images/images/door_one.png", "A drawing of a door"),
        ("../images/letters/near.svg", "A drawing of a door"),
    ]
    assert book.files["epub/images/images/door_one.png"] == png()
    types = {path: item.get("media-type") for path, item in book.items().items() if "/images/" in path}
    assert set(types.values()) == {"image/png", "image/svg+xml"}
    assert book.said("schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" in book.said("schema:accessibilityFeature")
    file = tmp_path / "edition.epub"
    file.write_bytes(book.data)
    result = subprocess.run([*epubcheck(), str(file)], capture_output=True, text=True, check=False)
    assert "No errors or warnings detected" in result.stdout + result.stderr, result.stdout + result.stderr


@pytest.mark.parametrize(
    "drawn",
    [
        "<script>alert(1)</script>",
        '<image href="https://example.org/a.png"/>',
        '<a xlink:href="javascript:x" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<rect onload="x()"/>',
        '<rect style="fill: url(https://example.org/a)"/>',
        "<foreignObject/>",
    ],
)
def test_a_drawing_that_does_or_fetches_something_stays_outside(folder: Path, drawn: str) -> None:
    (folder / "tei/images/x.svg").write_text(SVG.format(drawn))
    book = book_of(folder, "../images/x.svg")
    assert not shown(book)
    assert not [path for path in book.files if "/images/" in path]


def test_what_is_no_image_of_the_edition_is_named_by_words(folder: Path) -> None:
    (folder / "secret.png").write_bytes(png())
    (folder / "tei/images/text.png").write_text("no picture")
    (folder / "tei/images/film.mp4").write_bytes(b"film")
    (folder / "tei/images/link.png").symlink_to(folder / "secret.png")
    urls = ("../../secret.png", "../images/text.png", "../images/film.mp4", "../images/link.png", "../images/none.png",
            "https://example.org/door.png", "/etc/door.png")  # fmt: skip
    book = book_of(folder, *urls)
    assert not shown(book)
    assert not [path for path in book.files if "/images/" in path]
    text = "".join(map(str, book.tree("epub/texts/a.xhtml").itertext()))
    for url in urls:
        assert url.rpartition("/")[2] in text


def test_another_image_is_another_book(folder: Path) -> None:
    cache = str(folder / "cache")
    file = folder / "tei/images/x.svg"
    file.write_text(SVG.format(""))
    (folder / "tei/letters/a.xml").write_text(TEI.format(graphics='<graphic url="../images/x.svg"/>'))
    before = built(folder, folder / "output", "--cache", cache)
    assert built(folder, folder / "output", "--cache", cache) == before
    file.write_text(SVG.format("<title>New</title>"))
    after = opened(built(folder, folder / "output", "--cache", cache))
    assert b"<title>New</title>" in after.files["epub/images/images/x.svg"]
    file.unlink()
    assert not shown(opened(built(folder, folder / "output", "--cache", cache)))


def test_every_image_is_accounted_for(folder: Path, kwedition: Kwedition) -> None:
    (folder / "tei/images/x.svg").write_text(SVG.format(""))
    graphics = '<graphic url="../images/x.svg"/><graphic url="../images/none.png"/>'
    (folder / "tei/letters/a.xml").write_text(TEI.format(graphics=graphics))
    arguments = ["build", "--source", folder, "--only", "epub", "--output", folder / "output", "--no-cache"]
    assert "all accounted for" in kwedition(*arguments).output
    sheet = folder / "theme/text/text.xsl"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns" '
        'xpath-default-namespace="http://www.tei-c.org/ns/1.0"><xsl:import href="builtin:/text/text.xsl"/>'
        '<xsl:template match="graphic" mode="kw:text" priority="50"/></xsl:stylesheet>'
    )
    with (folder / "kwedition.toml").open("a") as settings:
        settings.write('theme = "theme"\n')
    result = kwedition(*arguments)
    assert result.exit_code == 1
    # The book's own rule for an image that is there goes before the theme's for all images.
    assert "1 image does not reach the view 'epub'" in result.output


def test_an_image_is_told_by_its_url_once(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(""))
    found = images.images_of(b'<graphic url="a.svg"/><t:graphic width="1" url=\'a.svg\'/>', "x.xml", tmp_path)
    assert [(image.url, image.path, image.media_type) for image in found] == [
        ("a.svg", "images/a.svg", "image/svg+xml")
    ]
