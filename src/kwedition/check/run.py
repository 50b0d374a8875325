"""Check documents: each by itself, by the grammar and the rules that it is to follow."""

import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from kwedition import workers, xinclude, xmlio
from kwedition.check.markup import scan
from kwedition.check.relaxng import Schema, SchemaError
from kwedition.edition import shown
from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity
from kwedition.places import Places
from kwedition.there import is_there
from kwedition.xmlio import Source, Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kwedition.check.integrity import DocumentFacts
    from kwedition.check.schematron import Rules
    from kwedition.saxon import Saxon

_RNG_TYPE = "http://relaxng.org/ns/structure/1.0"
_SCH_TYPE = "http://purl.oclc.org/dsdl/schematron"
# So many documents, or bytes, are worth another process.
_MANY = 48
_MUCH = 4_000_000
# The first ones are judged before the processes divide, so that all of them know what was learnt.
_WARM_UP = 12
_CHUNK = 24
# After so many new objects a process looks for circles among them.
_COLLECTED = 50_000


Named = tuple[str, str]
"""The address of rules, and the phase that a document asks for; empty when it asks for none."""


@dataclass(frozen=True, slots=True)
class SchemaChoice:
    """By what documents are judged.

    ``grammar`` is RELAX NG in either syntax, ``rules`` Schematron, or RELAX NG with Schematron in it, of which
    ``phase`` is judged. With ``own_first`` the schemas that a document's `xml-model` names come before them. ``theme``
    is that of the edition; what documents include lies below ``folder``, by default beside each; rules may read files
    of the edition that they belong to, or with ``allow_files`` any.
    With ``source``, the folder of the edition's documents, facts for its integrity are collected; with ``facts_only``
    nothing else is. ``any_xml`` are documents that need not be TEI.
    """

    grammar: Path | None = None
    rules: Path | None = None
    phase: str | None = None
    own_first: bool = False
    allow_network: bool = False
    theme: Path | None = None
    folder: Path | None = None
    source: Path | None = None
    any_xml: bool = False
    facts_only: bool = False
    allow_files: bool = False

    @property
    def documents(self) -> Path | None:
        """The folder of the documents, if they are in one."""
        folder = self.folder or self.source
        return folder if folder is None or folder.is_dir() else folder.parent


# The rule that a file has a document in it.
NOT_TEI = "xml-not-tei"


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found out about one file.

    ``schema`` is what judged it, or empty; ``remote`` a schema on the network that was passed over. ``own_id`` is the
    root's ``xml:id``; ``silences`` says that the file has instructions which silence rules, ``refused`` that no rules
    were run because the grammar refuses the document, ``ruled`` that some were run; ``rules`` are those that it is to
    be judged by. ``calls`` are the files that its entities stand for, as it names them.
    """

    path: str
    findings: tuple[Finding, ...]
    schema: str = ""
    remote: str = ""
    facts: "DocumentFacts | None" = None
    own_id: str = ""
    silences: bool = False
    refused: bool = False
    ruled: bool = False
    calls: tuple[str, ...] = ()
    rules: tuple[Named, ...] = ()


@dataclass(slots=True)
class Checker:
    """Judges documents; keeps the schemas that it has compiled."""

    choice: SchemaChoice
    _grammars: dict[str, "Schema | SchemaError"] = field(default_factory=dict)
    _rules: "dict[Named, Rules | KweditionError]" = field(default_factory=dict)
    _embedded: dict[str, bool] = field(default_factory=dict)
    _addresses: dict[Path, str] = field(default_factory=dict)
    _saxon: "Saxon | None" = None

    def __reduce__(self) -> tuple[type["Checker"], tuple[SchemaChoice]]:
        # Another process compiles its own.
        return Checker, (self.choice,)

    def prepare(self) -> None:
        """Compile the configured grammar; raises KweditionError when it cannot be used."""
        if self.choice.grammar is not None:
            compiled = self._grammar(self.choice.grammar.absolute().as_uri())
            if isinstance(compiled, SchemaError):
                raise compiled

    def faults(self) -> list[Finding]:
        """What is wrong in the configured rules themselves."""
        if self.choice.rules is None:
            return []
        ready = self._rules_at((self.choice.rules.absolute().as_uri(), ""))
        if isinstance(ready, KweditionError):
            raise ready
        return list(ready.faults)

    def names(self, rules: Iterable[Named]) -> frozenset[str] | None:
        """What findings by some rules, and by the configured ones, are called; None where some cannot be used."""
        if self.choice.rules is not None:
            rules = (*rules, (self._address(self.choice.rules), ""))
        found: frozenset[str] = frozenset()
        for named in dict.fromkeys(rules):
            ready = self._rules_at(named)
            if isinstance(ready, KweditionError):
                return None
            found |= ready.names
        return found

    def judge_file(self, path: Path, shown: str) -> Judged:
        """Read and judge a file."""
        read = xmlio.read if self.choice.any_xml else xmlio.read_tei
        try:
            source = read(path, shown)
        except Unreadable as unreadable:
            return Judged(shown, (unreadable.finding,), facts=self._fragment(path, unreadable.finding))
        return self.judge(source, path)

    def _fragment(self, path: Path, finding: Finding) -> "DocumentFacts | None":
        """What a file of TEI holds that is no document: one may include it (see whole.py)."""
        if finding.rule != NOT_TEI or self.choice.source is None:
            return None
        source = xmlio.read(path, finding.path)
        return self._facts(source, path) if etree.QName(source.root).namespace == xmlio.TEI else None

    def judge(self, source: Source, path: Path | None = None) -> Judged:
        """What the document's schema has to say; ``path`` is where it is, if it is a file."""
        findings: list[Finding] = []
        grammar_at = self._address(self.choice.grammar) if self.choice.grammar else ""
        rules_at = [(self._address(self.choice.rules), "")] if self.choice.rules else []
        remote = ""
        if self.choice.facts_only:
            pass
        elif self.choice.own_first or not (grammar_at or rules_at):
            own, own_rules, remote = self._own(source, path)
            if own or own_rules:
                grammar_at, rules_at = own, own_rules
        if grammar_at:
            compiled = self._grammar(grammar_at)
            if isinstance(compiled, SchemaError):
                findings.append(_unusable(source, grammar_at, compiled))
            else:
                findings += compiled.findings(source, path, self.choice.folder)
        elif path is not None and not self.choice.facts_only:
            findings += _unresolved(source, path, self.choice.documents)
        # Rules run only on what the grammar accepts: on other documents they would report the same mistake again.
        refused = bool(grammar_at and findings and rules_at)
        for named in rules_at if not refused else []:
            ready = self._rules_at(named)
            if isinstance(ready, KweditionError):
                findings.append(_unusable(source, named[0], ready))
            else:
                findings += ready.judge(source)
        facts = None
        if self.choice.source is not None and path is not None:
            facts = self._facts(source, path)
        return Judged(
            source.name, tuple(findings), grammar_at or "".join(at for at, _ in rules_at[:1]), remote, facts,
            str(source.root.get(xmlio.XML_ID) or ""), b"kwedition-ignore" in source.data or b"k\0w\0e" in source.data,
            refused, bool(rules_at) and not refused, xmlio.called_files(source.data),
            tuple(rules_at),
        )  # fmt: skip

    def _address(self, path: Path) -> str:
        """The address of a file: one string, however many documents name it."""
        known = self._addresses.get(path)
        if known is None:
            known = self._addresses[path] = path.absolute().as_uri()
        return known

    def rules_of(self, source: Source, path: Path | None) -> "list[Rules]":
        """The Schematron rules of a document; raises KweditionError when they cannot be used."""
        named = [(self.choice.rules.absolute().as_uri(), "")] if self.choice.rules else []
        if self.choice.own_first or not named:
            named = self._own(source, path)[1] or named
        found = [self._rules_at(each) for each in named]
        for each in found:
            if isinstance(each, KweditionError):
                raise each
        return [each for each in found if not isinstance(each, KweditionError)]

    def _facts(self, source: Source, path: Path) -> "DocumentFacts":
        from kwedition.check.integrity import facts
        from kwedition.edition import Document, address

        folder = self.choice.source
        inside = folder is not None and folder.is_dir() and path.absolute().is_relative_to(folder)
        name = path.absolute().relative_to(folder).as_posix() if inside and folder is not None else path.name
        # Twins get ids of their own when all documents are known.
        own = str(source.root.get(xmlio.XML_ID) or "")
        return facts(Document(address(own or path.stem), name, source))

    def _own(self, source: Source, path: Path | None) -> tuple[str, list[Named], str]:
        """The grammar and the rules that a document names itself, and a schema on the network that was passed over."""
        grammar, remote = "", ""
        rules: list[Named] = []
        for node in source.root.itersiblings(preceding=True):
            if not isinstance(node, etree._ProcessingInstruction) or node.target != "xml-model":
                continue
            said = dict(re.findall(r"""([\w-]+)\s*=\s*["']([^"']*)["']""", node.text or ""))
            href = said.get("href", "")
            kind = said.get("schematypens", "")
            try:
                address = urljoin(path.absolute().as_uri(), href) if path is not None else href
                name = urlsplit(address).path
            except ValueError:
                name = "\0"
            if "\0" in unquote(name):
                # It is no address of anything.
                continue
            is_rules = kind == _SCH_TYPE or name.endswith(".sch")
            is_grammar = kind == _RNG_TYPE or name.endswith((".rng", ".rnc"))
            if not href or not (is_rules or is_grammar):
                continue
            if urlsplit(address).scheme not in ("file", "") and not self.choice.allow_network:
                remote = remote or address
            elif is_rules:
                rules.append((address, said.get("phase", "")))
            elif not is_rules and not grammar:
                grammar = address
        # Rules that stand in the grammar are rules of the document, unless it names others.
        if grammar.endswith(".rng") and not rules and self._has_rules(grammar):
            rules.append((grammar, ""))
        return grammar, rules, remote

    def _has_rules(self, address: str) -> bool:
        if address not in self._embedded:
            path = Path(unquote(urlsplit(address).path))
            self._embedded[address] = urlsplit(address).scheme == "file" and has_rules(path)
        return self._embedded[address]

    def _grammar(self, address: str) -> "Schema | SchemaError":
        found = self._grammars.get(address)
        if found is None:
            try:
                found = Schema.from_address(address, self.choice.allow_network)
            except SchemaError as error:
                found = error
            self._grammars[address] = found
        return found

    def _rules_at(self, named: Named) -> "Rules | KweditionError":
        address, phase = named
        found = self._rules.get(named)
        if found is None:
            from kwedition.check.schematron import Rules
            from kwedition.saxon import Saxon

            if self._saxon is None:
                self._saxon = Saxon(self.choice.theme)
            try:
                found = Rules(
                    self._saxon, Path(unquote(urlsplit(address).path)), phase=self.choice.phase or phase or None,
                    source=self.choice.documents, allow_files=self.choice.allow_files,
                    allow_network=self.choice.allow_network,
                )  # fmt: skip
            except KweditionError as error:
                if self.choice.rules is not None and not self.choice.own_first:
                    raise
                found = error
            self._rules[named] = found
        return found


def has_rules(grammar: Path | None) -> bool:
    """Whether Schematron stands in a RELAX NG grammar, as far as its bytes tell."""
    try:
        return grammar is not None and grammar.suffix == ".rng" and _SCH_TYPE.encode() in grammar.read_bytes()
    except OSError:
        return False


def judge_files(
    checker: Checker,
    files: Sequence[tuple[Path, str]],
    jobs: int | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[Judged]:
    """Judge files (each with the path to show), in their order; many of them in several processes.

    ``jobs`` is the number of processes, by default one for each core. Raises KweditionError when the configured
    schema cannot be used.
    """
    if not files:
        return
    checker.prepare()
    cores = jobs if jobs is not None else _cores()
    head = files if cores < 2 or not _worth_dividing(files, jobs) else files[:_WARM_UP]
    for path, name in head:
        yield checker.judge_file(path, name)
        advance()
    rest = files[len(head) :]
    if not rest:
        return
    chunks = [rest[start : start + _CHUNK] for start in range(0, len(rest), _CHUNK)]
    with _processes(checker, min(cores, len(chunks))) as pool:
        for chunk, judged in zip(chunks, pool.map(_judge_chunk, chunks), strict=True):
            for (_path, name), found in zip(chunk, judged, strict=True):
                yield Judged(name, *found)
                advance()


def judge_documents(checker: Checker, documents: Iterable[tuple[Source, Path]]) -> Iterator[Judged]:
    """Judge documents that were read already."""
    checker.prepare()
    for source, path in documents:
        yield checker.judge(source, path)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _worth_dividing(files: Sequence[tuple[Path, str]], jobs: int | None) -> bool:
    if jobs is not None:
        return len(files) > _WARM_UP
    if len(files) > _MANY:
        return True
    sizes = 0
    for path, _shown in files:
        sizes += path.stat().st_size if path.is_file() else 0
    return sizes > _MUCH and len(files) > _WARM_UP


def _processes(checker: Checker, number: int) -> "Executor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has the compiled schema; Saxon does not survive a fork, and is not there yet.
    forkable = "fork" in multiprocessing.get_all_start_methods() and "saxonche" not in sys.modules
    context = multiprocessing.get_context("fork" if forkable else "spawn")
    gc.freeze()
    return ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(checker,))


_of_this_process: list[Checker] = []


def _begin(checker: Checker) -> None:
    workers.end_with_parent()
    _of_this_process[:] = [checker]
    # A document makes thousands of objects, nearly none of them in a circle.
    gc.set_threshold(_COLLECTED)


_Found = tuple[tuple[Finding, ...], str, str, "DocumentFacts | None", str, bool, bool, bool, tuple[str, ...],
               tuple[Named, ...]]  # fmt: skip
"""What was found out about a file, but for its path: of a hundred thousand files that need not be told twice."""


def _judge_chunk(files: Sequence[tuple[Path, str]]) -> list[_Found]:
    judged = [_of_this_process[0].judge_file(path, shown) for path, shown in files]
    return [
        (
            each.findings,
            each.schema,
            each.remote,
            each.facts,
            each.own_id,
            each.silences,
            each.refused,
            each.ruled,
            each.calls,
            each.rules,
        )
        for each in judged
    ]


def _unresolved(source: Source, path: Path, folder: Path | None) -> list[Finding]:
    """What a document includes and is not there; a grammar judges a document with all that it includes, and says so."""
    expanded = xinclude.expand(source, path, folder if folder and path.absolute().is_relative_to(folder) else None)
    if expanded is None or not expanded.unresolved:
        return []
    places = Places(source)
    return [
        Finding(source.name, *places.of(include), xinclude.UNRESOLVED, Severity.ERROR,
                xinclude.NO_CONTENT.format(reason), xinclude.GIVE_ONE)
        for include, reason in expanded.unresolved
    ]  # fmt: skip


def _unusable(source: Source, address: str, error: KweditionError) -> Finding:
    file = Path(unquote(urlsplit(address).path))
    name = file.name
    missing = urlsplit(address).scheme == "file" and not is_there(file)
    reason = f"is not there: {shown(file, Path.cwd())}" if missing else f"cannot be used: {error.message}"
    line, column = _named_at(source, name)
    return Finding(
        source.name, line, column, "schema-unusable", Severity.ERROR,
        f"the schema {name}, which the document names, {reason}",
        error.hint or "correct the xml-model, or name another schema with --schema",
    )  # fmt: skip


def _named_at(source: Source, name: str) -> tuple[int, int]:
    """Line and column of the xml-model that names a schema, which lxml knows only by the line of its end."""
    markup = scan(source.data)
    if markup is not None:
        for each in markup.instructions:
            if each.target == "xml-model" and name in each.content:
                return markup.place(each.start)
    return 0, 0
