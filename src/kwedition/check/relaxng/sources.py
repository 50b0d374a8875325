"""Schema files: read them, in either syntax, and find what they refer to."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from kwedition.check.relaxng.errors import SchemaError

RNG = "http://relaxng.org/ns/structure/1.0"


class Reader(Protocol):
    """Where the bytes of a schema file come from."""

    def read(self, address: str) -> bytes:
        """The bytes at an absolute address; raises OSError."""


class Files:
    """Reads files of this machine only; nothing is fetched from a network."""

    def read(self, address: str) -> bytes:
        """The bytes of a ``file:`` address; raises OSError."""
        parts = urlsplit(address)
        if parts.scheme != "file":
            raise OSError(f"it is at {parts.scheme}://{parts.netloc}, and the network is not used")
        return Path(unquote(parts.path)).read_bytes()


class Network(Files):
    """Reads files, and fetches what is on the network; only where the user allows it."""

    def read(self, address: str) -> bytes:
        """The bytes at a ``file:``, ``http:`` or ``https:`` address; raises OSError."""
        if urlsplit(address).scheme not in ("http", "https"):
            return super().read(address)
        from urllib.request import urlopen

        with urlopen(address, timeout=30) as answer:
            data: bytes = answer.read(50_000_000)
            return data


class Memory:
    """Reads from a mapping of names, for schemas that are no files."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, address: str) -> bytes:
        """The bytes under a name; raises OSError."""
        name = unquote(urlsplit(address).path).lstrip("/")
        if name not in self._files:
            raise FileNotFoundError("there is no such file")
        return self._files[name]


class Sources:
    """The files of one schema; each is read and parsed once and its hash kept, so that changes can be seen."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.hashes: dict[str, str] = {}

    def read(self, address: str, said_by: tuple[str, int] | None = None) -> bytes:
        """The bytes of a schema file; ``said_by`` is the file and line that refers to it. Raises SchemaError."""
        shown = shown_address(address)
        try:
            data = self._reader.read(address)
        except OSError as error:
            path, line = said_by or ("", 0)
            reason = error.strerror or str(error)
            raise SchemaError(f"the schema {shown} cannot be read: {reason}", path, line) from None
        self.hashes[address] = hashlib.sha256(data).hexdigest()
        return data

    def parse(self, address: str, said_by: tuple[str, int] | None = None) -> etree._Element:
        """The root of a schema in XML syntax; a compact one is translated. Raises SchemaError."""
        shown = shown_address(address)
        data = self.read(address, said_by)
        if urlsplit(address).path.endswith(".rnc"):
            from kwedition.check.relaxng.compact import CompactSyntaxError, read_compact

            try:
                return read_compact(data, shown)
            except CompactSyntaxError as error:
                raise SchemaError(error.message, shown, error.line, error.column, hint=error.hint) from None
        parser = etree.XMLParser(
            resolve_entities="internal", load_dtd=False, no_network=True, huge_tree=b"<!ENTITY" not in data,
            collect_ids=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            message = re.sub(r", line \d+, column \d+.*$", "", error.msg or "")
            raise SchemaError(f"not well-formed: {message}", shown, line, column) from None


def absolute(base: str, href: str) -> str:
    """A reference in a schema as an absolute address."""
    return urljoin(base, href)


def shown_address(address: str) -> str:
    """An address as people read it: of a file, its path."""
    parts = urlsplit(address)
    return unquote(parts.path) if parts.scheme == "file" else address
