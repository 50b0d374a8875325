"""The file that an EPUB is: a ZIP archive whose bytes depend on nothing but what is in it.

EPUB Open Container Format 3.3, section 4.2: ``mimetype`` is the first entry, not compressed, without extra field.
"""

import io
import zipfile
from collections.abc import Mapping

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/package.opf"
_MIMETYPE = b"application/epub+zip"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    f'<rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
).encode()
# The earliest time that a ZIP archive can tell, and so no time at all.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
# Compressed already.
_STORED = (".png", ".jpg", ".jpeg", ".gif")


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of a book whose files are given by their paths below ``EPUB/``."""
    entries = {"META-INF/container.xml": _CONTAINER} | {f"{FOLDER}/{path}": data for path, data in files.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        for path, data in sorted(entries.items()):
            stored = path.lower().endswith(_STORED)
            _add(archive, path, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, path: str, data: bytes, method: int) -> None:
    info = zipfile.ZipInfo(path, _NO_TIME)
    info.compress_type = method
    # Without these two the archive would tell on which system it was made.
    info.create_system = 3
    info.external_attr = _READABLE
    archive.writestr(info, data)
