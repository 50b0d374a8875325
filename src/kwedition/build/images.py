"""The images of documents that a book or a site can hold: files in the source folder that are shown everywhere."""

import hashlib
import os
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from kwedition.build.record import attribute
from kwedition.namespace import NAMESPACE
from kwedition.there import is_there, resolved

# EPUB 3.3, section 3.2: the image types that need no fallback and that older reading systems know, too.
TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
}  # fmt: skip
# Browsers show one more.
SITE_TYPES = {**TYPES, ".webp": "image/webp"}
_SIGNS = {
    "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8", "image/svg+xml": b"",
    "image/webp": b"RIFF",
}  # fmt: skip
_ENDS = {"image/png": b"IEND", "image/jpeg": b"\xff\xd9", "image/gif": b";"}
_URL = re.compile(rb"""<(?:\w+:)?graphic\b[^<>]*?\surl\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_SHOWN = re.compile(rb"""<fo:external-graphic[^<>]*? src="url\('([^"]*)'\)\"""")
# The pages that show pictures of entities; in their slices the pictures are named from the edition's folder.
PORTRAYING = frozenset({"site/entity.xsl", "site/cards.xsl"})
_PORTRAIT = re.compile(r'<portrait\b[^<>]*? url="([^"]*)"')
# A picture that runs a program, or asks for something from elsewhere, stays outside.
_ACTIVE = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject|animate|set)\b|<!|<\?xml-stylesheet|\son\w+\s*="
    rb"""|(?:href|src)\s*=\s*["'](?!\#)|@import|url\(""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Image:
    """An image file: as a document names it, where the book has it (relative to its folder), its type, the file."""

    url: str
    path: str
    media_type: str
    file: Path


def images_of(document: bytes, path: str, source: Path) -> tuple[Image, ...]:
    """The images that a document shows and that are there.

    ``path`` is the document's, relative to ``source``, the folder of the edition. An image outside that folder is
    none of the edition's and stays outside the book.
    """
    urls = (unescape((one or other).decode("utf-8", "replace")) for one, other in _URL.findall(document))
    return there(urls, path, source, TYPES)


def portraits(slice_: str) -> tuple[str, ...]:
    """The pictures of entities that a slice names."""
    return tuple(unescape(url) for url in _PORTRAIT.findall(slice_)) if "<portrait" in slice_ else ()


def there(urls: Iterable[str], path: str, source: Path, types: Mapping[str, str]) -> tuple[Image, ...]:
    """Those of the images that are files of the edition; ``path`` is that of the document which names them."""
    folder = source if source.is_dir() else source.parent
    found: dict[str, Image] = {}
    for each in urls:
        url = " ".join(each.split())
        if url in found or not url or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#", url):
            continue
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(url)))
        media_type = types.get(posixpath.splitext(inside)[1].lower())
        if media_type is None or inside.startswith("../"):
            continue
        file = folder / inside
        if _is_fit(file, folder, media_type):
            plain = _plain(inside)
            if plain != inside and is_there(folder / plain):
                # Another image has this name by right.
                stem, ending = posixpath.splitext(plain)
                plain = f"{stem}-{hashlib.sha256(inside.encode()).hexdigest()[:8]}{ending}"
            found[url] = Image(url, f"images/{plain}", media_type, file)
    return tuple(found.values())


def shown_in(fo: bytes) -> frozenset[str]:
    """The paths of the images that a file for print shows."""
    return frozenset(unquote(unescape(each.decode("utf-8", "replace"))) for each in _SHOWN.findall(fo))


def slice_of(images: Sequence[Image]) -> str:
    """What a text's slice says of its images, as XML."""
    return "".join(f'<image xmlns="{NAMESPACE}"{attribute("url", i.url)}{attribute("path", i.path)}/>' for i in images)


def measured(images: Sequence[Image]) -> str:
    """The same with the size of each in pixels, so that a page keeps its place free before it is there."""
    told = []
    for image in images:
        wide, high = _size(image)
        size = f' width="{round(wide)}" height="{round(high)}"' if wide > 0 and high > 0 else ""
        told.append(f'<image xmlns="{NAMESPACE}"{attribute("url", image.url)}{attribute("path", image.path)}{size}/>')
    return "".join(told)


def printed(images: Sequence[Image], document: str) -> str:
    """What the slice of a file for print says of the images of a document; those that have no size are left out."""
    told = []
    for image in images:
        wide, high = _size(image)
        if wide > 0 and high > 0:
            names = attribute("document", document) + attribute("url", image.url) + attribute("path", image.path)
            told.append(f'<image xmlns="{NAMESPACE}"{names} width="{round(wide)}" height="{round(high)}"/>')
    return "".join(told)


_VIEW = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+(\d+\.?\d*)[\s,]+(\d+\.?\d*)\s*["']""")


def _size(image: Image) -> tuple[float, float]:
    """Width and height in pixels; of a drawing without a size those of what it shows; negative where nobody says."""
    # Imported here: it brings along what asks for addresses in the world, and most editions have no image.
    import imagesize

    wide, high = imagesize.get(str(image.file))
    if wide <= 0 and image.media_type == "image/svg+xml" and (view := _VIEW.search(image.file.read_bytes())):
        return float(view[1]), float(view[2])
    return wide, high


def _plain(path: str) -> str:
    """A path without characters that file names in a book must not have (OCF 3.3, section 4.2.3)."""
    return re.sub(r"""[\s"*:<>?\\|\x00-\x1f\x7f]""", "_", path)


def _is_fit(file: Path, folder: Path, media_type: str) -> bool:
    """Whether a file lies in the folder and is what its name says."""
    try:
        if not resolved(file).is_relative_to(folder.resolve()) or not file.is_file():
            return False
        if media_type == "image/svg+xml":
            # The declaration and the comments before the root are no harm.
            drawing = re.sub(rb"<!--.*?-->", b"", file.read_bytes(), flags=re.S)
            return b"http://www.w3.org/2000/svg" in drawing and not _ACTIVE.search(drawing)
        with file.open("rb") as opened:
            return opened.read(8).startswith(_SIGNS[media_type]) and _is_whole(opened, media_type)
    except OSError:
        return False


def _is_whole(opened: BinaryIO, media_type: str) -> bool:
    """Whether a picture ends as its kind does: one that was cut off when it was copied would stop a whole volume."""
    length = opened.seek(0, os.SEEK_END)
    if media_type == "image/webp":
        opened.seek(4)
        return int.from_bytes(opened.read(4), "little") + 8 <= length
    # Programs leave a few bytes of their own behind the end.
    opened.seek(max(0, length - 65_536))
    return _ENDS[media_type] in opened.read()
