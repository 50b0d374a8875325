"""RELAX NG validation for any Python program: `Schema.from_path(path).validate(document)`."""

import sys
import threading
from pathlib import Path

from lxml import etree

from kwedition import xinclude, xmlio
from kwedition.check.relaxng.automaton import Automaton
from kwedition.check.relaxng.errors import SchemaError
from kwedition.check.relaxng.ids import IdChecker, IdTypes, id_types
from kwedition.check.relaxng.patterns import Patterns
from kwedition.check.relaxng.recovery import Recovery
from kwedition.check.relaxng.sources import Files, Network, Reader, Sources, shown_address
from kwedition.check.relaxng.store import Store, default_folder
from kwedition.check.relaxng.vocabulary import Vocabulary
from kwedition.check.relaxng.wording import Problem
from kwedition.findings import Finding, Severity
from kwedition.places import Paths, Places
from kwedition.xmlio import Source, Unreadable

Document = Path | str | bytes | etree._ElementTree | etree._Element
"""A document: its path, its bytes, or what lxml made of it."""

_DEPTH = 8000


class Schema:
    """A RELAX NG schema, compiled; made by `from_path`.

    May be used by several threads at once. What it learns from documents it keeps, within bounds, so the first
    documents take longer than the others.
    """

    def __init__(self, reader: Reader, address: str, store: Store) -> None:
        """Raises SchemaError."""
        self._reader = reader
        self._address = address
        self._store = store
        self._lock = threading.RLock()
        # Each part of a sequence is a pattern in the one before it, so a schema of some hundred parts is as deep.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _DEPTH))
        try:
            self._compile()
        except RecursionError:
            raise SchemaError("the schema is nested too deeply", shown_address(address)) from None
        self._ids: tuple[IdTypes, IdChecker] | None = None

    @classmethod
    def from_path(cls, path: str | Path, reader: Reader | None = None, cache: Path | None = None) -> "Schema":
        """The schema in a file, in XML syntax or (``.rnc``) in compact syntax.

        ``reader`` gives the bytes of the files that it includes; without one only files are read. What it is
        compiled to is kept in the folder ``cache``, by default the user's. Raises SchemaError with the place when
        it cannot be read or breaks the specification.
        """
        store = Store(cache or (default_folder() if reader is None else None))
        return cls(reader or Files(), Path(path).absolute().as_uri(), store)

    @classmethod
    def from_address(cls, address: str, allow_network: bool = False) -> "Schema":
        """Like `from_path`, by a ``file:`` address, or with ``allow_network`` one of ``http(s):``."""
        return cls(Network() if allow_network else Files(), address, Store(default_folder()))

    def _compile(self) -> None:
        sources = Sources(self._reader)
        data = sources.read(self._address)
        kept = self._store.load(data, self._address, self._reader)
        if kept is not None:
            patterns, start, elements, self._files = kept
        else:
            # Most schemas are kept: what reads them as they are written is seldom needed.
            from kwedition.check.relaxng import restrictions
            from kwedition.check.relaxng.simplify import simplify

            patterns = Patterns()
            start = simplify(sources, self._address, patterns)
            elements = restrictions.check(start)
            self._files = sources.hashes
            self._store.keep(data, self._address, self._files, start, elements)
        self._start, self._elements = start, elements
        self._automaton = Automaton(patterns, start)
        self._vocabulary = Vocabulary(start, elements)
        self._recovery: Recovery | None = None

    @property
    def files(self) -> dict[str, str]:
        """The files that the schema consists of: address → SHA-256 of its bytes."""
        return dict(self._files)

    @property
    def id_conflict(self) -> str:
        """Why ids are not judged by this schema; empty when they are.

        A schema must say of each attribute whether it is an id, the same in every place (RELAX NG DTD
        Compatibility, section 5); if it does not, it is a correct schema all the same.
        """
        return self._id_checker()[0].conflict

    def validate(self, document: Document, name: str | None = None) -> list[Finding]:
        """What the schema does not allow in a document, in the order of reading; empty when it is valid.

        A document that cannot be read is one finding. ``name`` is the path to show in findings; by default that of
        the file, or ``<document>``. Of a document that lxml parsed only the line of each start tag's end is known,
        of the others line and column of its beginning.
        """
        try:
            source = _source(document, name)
        except Unreadable as unreadable:
            return [unreadable.finding]
        return self.findings(source, Path(document) if isinstance(document, (str, Path)) else None)

    def is_valid(self, root: etree._Element) -> bool:
        """Whether a parsed document is valid, ids included: quicker than to ask what is wrong with it."""
        valid = self._automaton.valid(root) and not self._id_checker()[1].problems(root)
        self._forget()
        return valid

    def findings(self, source: Source, path: Path | None = None, folder: Path | None = None) -> list[Finding]:
        """Like `validate`, for a document that xmlio has read.

        What it includes by XInclude is judged with it: files below ``folder``, by default that of ``path``.
        """
        expanded = xinclude.expand(source, path, folder)
        problems = self.problems(source.root if expanded is None else expanded.root)
        if expanded is not None:
            problems = [each._replace(element=expanded.origin[each.element]) for each in problems]
            problems += [
                Problem(include, xinclude.UNRESOLVED, xinclude.NO_CONTENT.format(reason), xinclude.GIVE_ONE)
                for include, reason in expanded.unresolved
            ]
        if not problems:
            return []
        places, paths = Places(source, (each.element for each in problems)), Paths()
        return [_finding(problem, source, places, paths) for problem in problems]

    def problems(self, root: etree._Element) -> list[Problem]:
        """The mistakes of a parsed document, with the elements that make them."""
        found: list[Problem] = []
        stop = self._automaton.judge(root)
        if stop is not None:
            with self._lock:
                if self._recovery is None:
                    self._recovery = Recovery(self._automaton, self._vocabulary)
                found = self._recovery.problems(root, stop)
        found += self._id_checker()[1].problems(root)
        self._forget()
        return found

    def _forget(self) -> None:
        """Begins anew when too much has been learnt from documents."""
        if self._automaton.overgrown:
            with self._lock:
                if self._automaton.overgrown:
                    self._compile()

    def _id_checker(self) -> tuple[IdTypes, IdChecker]:
        if self._ids is None:
            types = id_types(self._elements)
            self._ids = types, IdChecker(types)
        return self._ids


def _source(document: Document, name: str | None) -> Source:
    if isinstance(document, (str, Path)):
        return xmlio.read(Path(document), name)
    if isinstance(document, bytes):
        return xmlio.parse(document, name or "<document>")
    tree = document.getroottree() if isinstance(document, etree._Element) else document
    return Source(name or tree.docinfo.URL or "<document>", b"", tree)


def _finding(problem: Problem, source: Source, places: Places, paths: Paths) -> Finding:
    if problem.text >= 0:
        line, column = places.of_text(problem.element, problem.text)
    else:
        line, column = places.of(problem.element)
    return Finding(
        source.name, line, column, problem.rule, Severity.ERROR, problem.message, problem.hint,
        paths.of(problem.element), problem.expected, problem.gloss,
    )  # fmt: skip
