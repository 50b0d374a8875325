"""A Schematron schema as it is on disk: read, with what it includes, and with the place of each of its elements."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

from lxml import etree

from kwedition import xmlio
from kwedition.check.schematron_embedded import RNG, gathered
from kwedition.edition import shown
from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity
from kwedition.namespace import KW
from kwedition.places import Places
from kwedition.there import resolved
from kwedition.xmlio import XML_ID, Source, Unreadable

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
AT = f"{KW}at"
_OLD = "{http://www.ascc.net/xml/schematron}"
_SETTINGS = ("kwedition.toml", "pyproject.toml")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Access:
    """What a schema may read besides itself: files below ``folder``, any file, the network.

    What it includes, and the documents that its patterns are about, may also be below ``source``.
    """

    folder: Path
    files: bool = False
    network: bool = False
    source: Path | None = None

    def resolve(self, href: str, base: str) -> Path | str | None:
        """What a reference means: a path, or an address to be fetched; None when it may not be read."""
        scheme = urlsplit(href).scheme or urlsplit(base).scheme
        if scheme in {"http", "https"}:
            return urljoin(base, href) if self.network else None
        if scheme not in {"", "file"}:
            return None
        # Links are followed before the folder is compared: what counts is what would be read.
        path = resolved(Path(base).parent / unquote(urlsplit(href).path))
        folders = [self.folder.resolve(), *([self.source.resolve()] if self.source else [])]
        return path if self.files or any(path.is_relative_to(folder) for folder in folders) else None

    def read(self, target: Path | str) -> Source:
        """Read what ``resolve`` returned; raises Unreadable."""
        if isinstance(target, Path):
            return xmlio.read(target, shown(target, Path.cwd()), calls=False)
        try:
            with urlopen(target, timeout=_SECONDS) as response:
                return xmlio.parse(response.read(), target, calls=False)
        except (URLError, OSError, ValueError) as error:
            raise Unreadable(
                Finding(target, 0, 0, "file-unreadable", Severity.ERROR, f"cannot be fetched: {error}")
            ) from None


class Schema:
    """A schema ready to be compiled: one tree, in which ``kw:at`` names the place that an element comes from."""

    def __init__(self, path: Path, access: Access | None = None) -> None:
        """Read a ``.sch`` file, or the rules that stand in a RELAX NG grammar.

        What cannot be included becomes a fault; raises KweditionError when the file itself is no schema.
        """
        self.path = path
        self.access = access or Access(edition_folder(path))
        self.faults: list[Finding] = []
        self._sources: list[Source] = []
        self._placed: dict[int, tuple[Places, list[etree._Element]]] = {}
        source = self._source(path)
        chain = (str(resolved(path)),)
        if source.root.tag == f"{RNG}grammar" or str(source.root.tag).startswith(RNG):
            root, wrong = gathered(self._marked(source), str(path), self._grammar)
            self.faults += [self.fault(at, "sch-embedded", message) for at, message in wrong]
        elif source.root.tag == f"{SCH}schema":
            root = self._marked(source)
        else:
            raise _no_schema(path, source)
        self._include(root, str(path), chain)
        self.root = root

    @cached_property
    def text(self) -> str:
        """The schema for a stylesheet to read."""
        return etree.tostring(self.root, encoding="unicode", with_tail=False)

    @property
    def rules(self) -> int:
        """How many rules it has, abstract ones included."""
        return sum(1 for _ in self.root.iter(f"{SCH}rule"))

    @property
    def phases(self) -> list[str]:
        """The ids of its phases."""
        return [phase.get("id") or "" for phase in self.root.iterchildren(f"{SCH}phase")]

    @property
    def names(self) -> list[str]:
        """What findings of the rules that have ids are called, or how their names begin."""
        asserted = [each.get("id") for each in self.root.iter(f"{SCH}assert", f"{SCH}report")]
        held = [each.get("id") for each in self.root.iter(f"{SCH}rule", f"{SCH}pattern")]
        return [*filter(None, asserted), *(f"sch-{id_}" for id_ in held if id_)]

    def place(self, at: str) -> tuple[str, int, int]:
        """The file, line and column of an element's ``kw:at``; the schema's beginning when it has none."""
        file, _, number = at.partition(".")
        if not number.isdigit():
            return self._sources[0].name, 1, 1
        source = self._sources[int(file)]
        if int(file) not in self._placed:
            self._placed[int(file)] = Places(source), list(source.root.iter("*"))
        places, elements = self._placed[int(file)]
        return source.name, *places.of(elements[int(number)])

    def fault(self, at: str, rule: str, message: str, hint: str = "") -> Finding:
        """A finding about the schema itself."""
        path, line, column = self.place(at)
        return Finding(path, line, column, rule, Severity.ERROR, message, hint)

    def _source(self, path: Path) -> Source:
        try:
            return xmlio.read(path, shown(path, Path.cwd()), calls=False)
        except Unreadable as unreadable:
            finding = unreadable.finding
            line = f", line {finding.line}" if finding.line else ""
            raise KweditionError(f"the schema {path.name}{line}: {finding.message}") from None

    def _marked(self, source: Source) -> etree._Element:
        """A copy of a file's root whose elements say where they come from."""
        number = len(self._sources)
        self._sources.append(source)
        root = deepcopy(source.root)
        for order, element in enumerate(root.iter("*")):
            if str(element.tag).startswith((SCH, XSL, RNG)):
                element.set(AT, f"{number}.{order}")
        return root

    def _grammar(self, href: str, base: str) -> tuple[etree._Element, str] | None:
        """A grammar that another one includes, or nothing: the grammar's own checks say what is wrong with it."""
        target = self.access.resolve(href, base)
        if target is None:
            return None
        try:
            return self._marked(self.access.read(target)), str(target)
        except Unreadable:
            return None

    def _include(self, root: etree._Element, base: str, chain: tuple[str, ...]) -> None:
        """Put what is included, or extended by reference, in the place of the reference."""
        for reference in list(root.iter(f"{SCH}include", f"{SCH}extends")):
            href = reference.get("href")
            if href is None:
                continue
            try:
                content = list(self._referred(reference, href, base, chain))
            except _Refused as refused:
                at = reference.get(AT) or ""
                self.faults.append(self.fault(at, "sch-include", str(refused), refused.hint))
                content = []
            parent = reference.getparent()
            if parent is None:
                continue
            at_index = parent.index(reference)
            reference.tail = None
            parent.remove(reference)
            for offset, element in enumerate(content):
                parent.insert(at_index + offset, element)

    def _referred(
        self, reference: etree._Element, href: str, base: str, chain: tuple[str, ...]
    ) -> Iterator[etree._Element]:
        address, _, fragment = href.partition("#")
        target = self.access.resolve(address, base) if address else Path(base)
        if target is None:
            raise _Refused(
                f"{href} is outside the edition and is not read",
                f"put the file into {self.access.folder.name or 'the edition'} and refer to it there",
            )
        link = f"{target}#{fragment}" if fragment else str(target)
        if link in chain:
            raise _Refused(f"{href} includes itself")
        try:
            root = self._marked(self.access.read(target))
        except Unreadable as unreadable:
            finding = unreadable.finding
            line = f", line {finding.line}" if finding.line else ""
            raise _Refused(f"{href} cannot be included: {finding.path}{line}: {finding.message}") from None
        found = _fragment(root, fragment)
        if found is None:
            raise _Refused(f"{href} cannot be included: there is no element with the id {fragment}")
        self._include(found, str(target), (*chain, link))
        whole = {f"{SCH}schema", f"{SCH}library"}
        if str(reference.tag) == f"{SCH}extends" or found.tag in whole:
            # Of a whole schema its title and prose are left behind.
            skipped = {f"{SCH}title", f"{SCH}p"} if found.tag in whole else set()
            yield from [each for each in found.iterchildren("*") if each.tag not in skipped]
        else:
            yield found


class _Refused(Exception):
    """Why something is not included, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def rules_in(path: Path, access: Access | None = None) -> Schema | None:
    """The Schematron rules that stand in a RELAX NG grammar and in those it includes; None when there are none.

    Raises KweditionError when the file cannot be read or is no XML.
    """
    schema = Schema(path, access)
    return schema if schema.rules else None


def edition_folder(path: Path, source: Path | None = None) -> Path:
    """The folder of the edition that a schema belongs to: the nearest one with settings, else that of the documents
    when the schema is in it, else the schema's own.
    """
    folder = path.absolute().parent
    for each in (folder, *folder.parents):
        if any((each / name).is_file() for name in _SETTINGS):
            return each
    return source if source is not None and folder.is_relative_to(source) else folder


def _fragment(root: etree._Element, fragment: str) -> etree._Element | None:
    if not fragment:
        return root
    return next((e for e in root.iter("*") if fragment in {e.get("id"), e.get(XML_ID)}), None)


def _no_schema(path: Path, source: Source) -> KweditionError:
    if str(source.root.tag).startswith(_OLD):
        return KweditionError(
            f"{path.name} is Schematron 1.5, which is no longer read",
            'write it as ISO Schematron: xmlns="http://purl.oclc.org/dsdl/schematron"',
        )
    return KweditionError(f"{path.name} is not an ISO Schematron schema: its root is {source.root.tag!s}")
