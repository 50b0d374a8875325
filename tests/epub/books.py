"""Books as tests read them: the files of an EPUB, its order of reading, its links."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from click.testing import CliRunner
from lxml import etree

from common import JAVA_SOON, peer
from kwedition.cli import main

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PACKAGE = "epub/package.opf"


@dataclass(frozen=True, slots=True)
class Book:
    """An EPUB: its bytes, and its files by path."""

    data: bytes
    files: Mapping[str, bytes]

    def tree(self, path: str) -> etree._Element:
        """A file as XML."""
        return etree.fromstring(self.files[path])

    def items(self) -> dict[str, etree._Element]:
        """The items of the manifest by the path of their file."""
        return {self._path(str(item.get("href"))): item for item in self.tree(PACKAGE).iter(f"{OPF}item")}

    def spine(self) -> list[str]:
        """The paths of the pages in the order of reading."""
        by_id = {item.get("id"): path for path, item in self.items().items()}
        return [by_id[each.get("idref")] for each in self.tree(PACKAGE).iter(f"{OPF}itemref")]

    def said(self, property_: str) -> list[str]:
        """The values of a property in the metadata."""
        return [str(m.text) for m in self.tree(PACKAGE).iter(f"{OPF}meta") if m.get("property") == property_]

    def nav(self, type_: str) -> list[tuple[str, str]]:
        """Where the entries of a navigation lead, with their words."""
        navs = [each for each in self.tree("epub/nav.xhtml").iter(f"{XHTML}nav") if each.get(TYPE) == type_]
        return [
            (self._path(str(a.get("href"))), "".join(map(str, a.itertext())))
            for each in navs
            for a in each.iter(f"{XHTML}a")
        ]

    def pages(self) -> Iterator[tuple[str, etree._Element]]:
        """The XHTML files."""
        for path in self.files:
            if path.endswith(".xhtml"):
                yield path, self.tree(path)

    def targets(self, path: str) -> Iterator[str]:
        """Where the links and images of a page lead within the book: path, and ``#`` with an id."""
        for element in self.tree(path).iter(f"{XHTML}a", f"{XHTML}link", f"{XHTML}img"):
            address = str(element.get("href") or element.get("src") or "")
            if not address.partition(":")[0].isalpha() or ":" not in address:
                yield target(path, address)

    def _path(self, href: str) -> str:
        return target(PACKAGE, href)


def target(path: str, address: str) -> str:
    """An address as the path of a file in the archive, and ``#`` with an id where it names one."""
    file, hash_, fragment = address.partition("#")
    at = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    return f"{at}{hash_}{unquote(fragment)}"


def opened(data: bytes) -> Book:
    """The book in these bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Book(data, {name: archive.read(name) for name in archive.namelist()})


def built(source: Path, output: Path, *options: str) -> bytes:
    """The bytes of ``edition.epub`` as the command makes it of the edition in a folder."""
    arguments = ["build", "--source", str(source), "--only", "epub", "--output", str(output), *options]
    result = CliRunner().invoke(main, [*arguments, *(() if "--cache" in options else ("--no-cache",))])
    assert (output / "edition.epub").is_file(), result.output
    return (output / "edition.epub").read_bytes()


def epubcheck() -> list[str]:
    """The command that EPUBCheck is. Debian's is a JAR file, which not every shell can start by its name."""
    program = str(Path(peer("epubcheck")).resolve())
    return [peer("java"), *JAVA_SOON, "-jar", program] if program.endswith(".jar") else [program]
