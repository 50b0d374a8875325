"""The first half of a build: from files to findings, records and a register."""

import contextlib
import marshal
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from kwedition import edition, schema, xinclude, xmlio
from kwedition.build import identifiers, sourcefiles, sources, sourcetext, sourceview, steps, work
from kwedition.build.assets import OWN_STYLE
from kwedition.build.cache import Cache, digest
from kwedition.build.collation import Collator
from kwedition.build.executors import Crew
from kwedition.build.fingerprint import Stylesheets, tool
from kwedition.build.kept import FEW
from kwedition.build.known import Records
from kwedition.build.nowhere import References, Slips
from kwedition.build.record import Record
from kwedition.build.register import Register
from kwedition.build.schemas import read_by, schema_hash
from kwedition.edition import Document, Settings
from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity
from kwedition.places import Places
from kwedition.xmlio import is_xml

if TYPE_CHECKING:
    from kwedition.build.cutter import Cutter, Place
    from kwedition.build.order import Order, Progress
    from kwedition.saxon import Saxon


@dataclass(frozen=True, slots=True)
class Named:
    """A file that is a document of the edition, with its id and its name as shown to people."""

    id: str
    name: str
    file: sources.File


@dataclass(frozen=True, slots=True)
class _Written:
    """A document that includes others: its bytes with all of it, and where its elements are written.

    ``files`` are path in the source folder and bytes, its own first; ``elements`` say of each element its file and its
    number in that.
    """

    data: bytes
    files: list[tuple[str, bytes]]
    elements: list[tuple[int, int]]
    places: tuple[str, ...]


# The pages of so few documents are made ready for while all are planned.
_FEW = 5
# Why a document that can be read is left out all the same.
_LEFT_OUT = frozenset({"document-stopped", "document-too-large"})
# What makes the pages of a text, and those of whom it names.
_OF_TEXTS = ("site/text.xsl", sourceview.STYLESHEET, "site/entity.xsl")


class State(NamedTuple):
    """All that pages are planned from, as hashes.

    Two builds of one ``state`` plan the same. Two of one ``shape`` plan the same pages, but for sentences that lists
    show: of the documents whose hashes, in ``records``, are others. Of two of one ``outline``, these documents may name
    and date something else, too; then what follows from that must be found out.
    """

    state: bytes
    shape: bytes
    outline: bytes
    records: tuple[bytes, ...]


class Reading:
    """What is known of an edition when its pages can be planned."""

    def __init__(
        self,
        order: "Order",
        outfit_: work.Outfit,
        documents: Sequence[Named],
        unread: int,
        slips: Slips,
        findings: Sequence[Finding],
        state: State,
        records: Callable[[Iterable[int]], Sequence[Record]],
        earlier: Callable[[Sequence[bytes]], Sequence[Record] | None],
        cache: Cache,
    ) -> None:
        self._settings = order.settings
        self._by_id = {document.id: document for document in documents}
        self._saxon: Saxon | None = None
        self._last: tuple[str, _Written | None] = "", None
        self._cutter: tuple[str, bool, Cutter] | None = None
        self.documents = documents
        self.unread = unread
        self.slips = slips
        self.findings = tuple(findings)
        self.outfit = outfit_
        self.context: steps.Context
        self.state = state
        self._records = records
        # Records as the last build had them, by their hashes; None where one of them is no longer there.
        self.earlier = earlier
        self._cache = cache

    @cached_property
    def records(self) -> Sequence[Record]:
        """The records of all documents, in the order of the files; read when they are first asked for."""
        return self._records(range(len(self.documents)))

    def some(self, numbers: Iterable[int]) -> Sequence[Record]:
        """The records of the documents of these numbers; read without the others."""
        return self._records(numbers)

    @cached_property
    def register(self) -> Register:
        """The register in the first language of the edition; made when it is first asked for."""
        return _sorted(self.records, self.context, self._cache)

    @property
    def has_register(self) -> bool:
        """Whether somebody asked for the register: then all records were read."""
        return "register" in vars(self)

    @property
    def collator(self) -> Collator:
        """What the names of the edition are sorted by in its first language."""
        return _collator(self.context.language, self._cache)

    @property
    def expected(self) -> int:
        """About how many pages there will be."""
        return len(self.register.documents) + len(self.register.entities)

    def text(self, id_: str, placed: bool = False) -> work.Text:
        """A document for a task; ``placed``: with what says where its elements are written."""
        document = self._by_id[id_]
        if not placed:
            return work.Text(id_, document.file.path, document.name, _read(document))
        written = self._written(id_)
        if written is None:
            return work.Text(id_, document.file.path, document.name, _own(document), ())
        return work.Text(id_, document.file.path, document.name, written.data, written.places)

    def part(self, id_: str, place: "Place", placed: bool) -> work.Text:
        """A very long document cut to one of its parts; the last one is kept, for its next part."""
        from kwedition.build.cutter import Cutter

        if self._cutter is None or self._cutter[:2] != (id_, placed):
            whole = self.text(id_, placed)
            source = xmlio.parse(whole.data, whole.name)
            places = whole.places
            if placed and not places:
                places = sourcetext.places(source.root, whole.data)
            self._cutter = id_, placed, Cutter(source, places)
        data, some = self._cutter[2].part(place)
        document = self._by_id[id_]
        return work.Text(id_, document.file.path, document.name, data, some, True)

    def files(self, id_: str, unknown: Mapping[int, str]) -> tuple[work.SourceFile, ...]:
        """The files that a document is written in, its own first; ``unknown`` are its elements that no rule knows."""
        document = self._by_id[id_]
        written = self._written(id_)
        if written is None:
            numbers = tuple((number - 1, name) for number, name in sorted(unknown.items()))
            data = _own(document)
            (address,) = sourcefiles.addresses(id_, [(document.file.path, data)])
            return (work.SourceFile(address, document.file.path, data, numbers),)
        found: list[list[tuple[int, str]]] = [[] for _file in written.files]
        for number, name in unknown.items():
            file, at = written.elements[number - 1]
            found[file].append((at, name))
        named = sourcefiles.addresses(id_, written.files)
        return tuple(
            work.SourceFile(address, path, data, tuple(sorted(some)))
            for address, (path, data), some in zip(named, written.files, found, strict=True)
        )

    def _written(self, id_: str) -> "_Written | None":
        """How a document is written that includes others; the last one is kept, for its next page."""
        if self._last[0] != id_:
            self._last = id_, _written(self._by_id[id_])
        return self._last[1]

    def document(self, id_: str) -> Document:
        """A document, parsed."""
        return _parsed(self._by_id[id_])

    def source(self, id_: str) -> xmlio.Source:
        """A document, parsed."""
        return _parsed(self._by_id[id_]).source

    def identity(self, id_: str) -> tuple[str, str, bytes]:
        """What a document is known by: its id, its path and the hash of its bytes."""
        document = self._by_id[id_]
        return id_, document.file.path, document.file.digest

    def further(
        self, order: "Order", cache: Cache, stylesheets: Stylesheets
    ) -> Iterator[tuple[steps.Context, Register]]:
        """What is known of the edition in each further language of its site: one after another, for each is large."""
        for language in self.context.languages[1:]:
            context = replace(
                self.context, language=language, guidelines=_guidelines(order, self, cache, stylesheets, language)
            )
            yield context, _sorted(self.records, context, cache)

    def saxon(self) -> "Saxon":
        """A Saxon for what is made here and not by workers."""
        if self._saxon is None:
            from kwedition.saxon import Saxon

            self._saxon = Saxon(self._settings.theme)
        return self._saxon


def outfit(settings: Settings, remote: bool) -> work.Outfit:
    """What the tasks of an edition share; for remote workers, with the files of the theme."""
    language = settings.languages[0] if settings.languages else "en"
    if settings.theme is None:
        return work.Outfit(tool(), language)
    if not remote:
        return work.Outfit(tool(), language, str(settings.theme))
    paths = sorted(path for path in settings.theme.rglob("*") if path.is_file())
    files = ((path.relative_to(settings.theme).as_posix(), path.read_bytes()) for path in paths)
    return work.Outfit(tool(), language, None, tuple(files))


def expect(order: "Order", changed: int, of: int, crew: Crew) -> None:
    """Begin to make ready for the pages of a few documents of many, where only these changed.

    What is needed for them is known, and takes longer to load than to do.
    """
    if changed <= _FEW and of >= FEW and "site" in order.outputs:
        crew.expect(outfit(order.settings, crew.remote), _OF_TEXTS)


def read(
    order: "Order",
    files: Sequence[sources.File],
    cache: Cache,
    crew: Crew,
    stylesheets: Stylesheets,
    progress: "Progress",
    around: bytes,
) -> Reading:
    """Read, judge and collect an edition; what is said of it as a whole is only there when findings don't stop the
    build. ``around`` is the hash of all that a build is made from but the documents.
    """
    settings = order.settings
    known = Records(cache, f"records {tool()} {settings.source.absolute()}")
    references = References(cache, settings)
    keys, documents, findings, unread = _collected(order, files, cache, crew, stylesheets, progress, known, references)
    if not documents:
        stopped = next((finding for finding in findings if finding.rule in _LEFT_OUT), None)
        if stopped is not None:
            raise KweditionError(f"{stopped.path}: {stopped.message}", stopped.hint)
        # Says what there is instead of TEI.
        edition.load(settings, order.shown_from)
        raise KweditionError("the files changed while they were read", "build again")
    told = [(d.id, d.file.path, d.name) for d in documents]
    state, shape, outline = (
        digest(name, tool(), around, *chain.from_iterable(told), *map(hash_, keys))
        for name, hash_ in (("state", known.hash), ("shape", known.shape), ("outline", known.outline))
    )
    outfit_ = outfit(settings, crew.remote)
    whole = State(state, shape, outline, tuple(map(known.hash, keys)))
    found = Reading(order, outfit_, documents, unread, references.count(files), (),
                    whole, lambda some: known.read([keys[n] for n in some]), known.earlier, cache)  # fmt: skip
    findings += _judged(order, documents, cache, progress)
    if not order.judged or settings.schema is None:
        # Otherwise it is what judged them that says so.
        findings += _unresolved(documents)
    findings = identifiers.once([*findings, *_of_records(order, found, stylesheets, cache)])
    found.findings = tuple(_with_severities(findings, settings))
    if not order.stopped(found.findings, unread):
        found.context = _context(order, found, cache, stylesheets)
    return found


def _of_records(order: "Order", reading: Reading, stylesheets: Stylesheets, cache: Cache) -> list[Finding]:
    """What is wrong with the ids of an edition; the same as before when its records have the same outline."""
    key = digest("ids", reading.state.outline)
    for _key, content in cache.contents([key]):
        return [work.restored(each) for each in marshal.loads(content)]
    ids = [] if order.judged and order.settings.schema is not None else _ids(reading.documents, reading.records)
    between = _between(reading.documents, reading.records, stylesheets, order.settings)
    # Where ids clash is said by lines of documents, which may move though no record changes.
    if not between:
        cache.put(key, marshal.dumps([work.plain(each) for each in ids], 2))
    return [*ids, *between]


def _collected(
    order: "Order",
    files: Sequence[sources.File],
    cache: Cache,
    crew: Crew,
    stylesheets: Stylesheets,
    progress: "Progress",
    records: Records,
    references: References,
) -> tuple[list[bytes], list[Named], list[Finding], int]:
    """The keys of the records of all documents that can be read, findings about the rest, and how many these are.

    Only the worker that collects a document knows whether it can be read, and then ids may have to be given anew.
    """
    hash_ = stylesheets.hash("collect.xsl")
    roots = _roots(files, cache)
    shown = _shown(files, order.shown_from)
    wrong = {file.path: _unreadable(file, shown[file.path]) for file in files if not file.digest} | dict(order.left_out)
    noted: list[bytes] = []
    parts = _parts(files)
    while True:
        readable = [file for file in files if file.path not in wrong and file.path not in parts]
        ids = edition.identify((file.path, roots.get(file.digest)) for file in readable)
        documents = [Named(id_, shown[f.path], f) for f, (id_, _twin) in zip(readable, ids, strict=True)]
        keys = [digest("record", tool(), hash_, d.id, d.file.path, d.file.digest) for d in documents]
        records.find(keys)
        left = {key: document for key, document in zip(keys, documents, strict=True) if key not in records}
        if left:
            expect(order, len(left), len(keys), crew)
            outfit_ = outfit(order.settings, crew.remote)
            lists = f"lists {tool()} {hash_.hex()} {order.settings.source.absolute()}"
            _collect(left, outfit_, crew, cache, progress, records, references, lists)
            if len(left) >= FEW and "site" in order.outputs:
                # Whoever collected them makes their pages, and waits until these are planned.
                crew.expect(outfit_, _OF_TEXTS)
        noted += keys
        before = len(wrong)
        for key, document in zip(keys, documents, strict=True):
            why = records.unreadable(key)
            if why is not None:
                wrong[document.file.path] = replace(work.restored(marshal.loads(why[1:])), path=document.name)
        if len(wrong) == before:
            break
    records.note(noted)
    # A file that another includes need not be a document itself.
    included = {path for file in files for path in file.included}
    called = _called(files) if any(finding.rule == "xml-not-well-formed" for finding in wrong.values()) else set()
    absolute = {file.path: os.path.realpath(file.absolute) for file in files if file.path in wrong}
    findings = [
        finding
        for path, finding in wrong.items()
        # (What an entity stands for need not be well-formed by itself.)
        if absolute[path] not in {"xml-not-tei": included, "xml-not-well-formed": called}.get(finding.rule, ())
    ]
    unread = len(findings)
    findings = _told_once(findings)
    for document, (_id, twin) in zip(documents, ids, strict=True):
        root = roots.get(document.file.digest)
        if twin is None:
            findings += identifiers.missing(document.file.path, document.name, document.id, root)
        if twin is not None:
            source = xmlio.parse(_read(document), document.name)
            findings.append(edition.same_id(source, documents[twin].name))
    return keys, documents, findings, unread


def _called(files: Sequence[sources.File]) -> set[str]:
    """The files that entities of documents stand for, and that were looked for."""
    found: set[str] = set()
    for file in files:
        if file.included:
            folder = Path(file.absolute).parent
            with contextlib.suppress(OSError):
                found |= {os.path.realpath(folder / unquote(each)) for each in xmlio.called_files(file.read())}
    return found


def _parts(files: Sequence[sources.File]) -> set[str]:
    """The lists of entities that a document includes: what is in them counts there, and not twice."""
    included = {path for file in files for path in file.included}
    absolute = {file.path: os.path.realpath(file.absolute) for file in files} if included else {}
    return {path for path, at in absolute.items() if at in included and xmlio.root_tag(Path(at)) in xmlio.LISTS}


def _told_once(findings: list[Finding]) -> list[Finding]:
    """The findings; of files that are not TEI for one and the same reason only the first, with their number."""
    alike = Counter(finding.message for finding in findings if finding.rule == "xml-not-tei")
    told: list[Finding] = []
    for finding in findings:
        more = alike.get(finding.message, 0) - 1 if finding.rule == "xml-not-tei" else 0
        if more >= 0:
            others = f"; nor {'is 1 file' if more == 1 else f'are {more} files'} more"
            told.append(replace(finding, message=finding.message + others) if more else finding)
        if finding.rule == "xml-not-tei":
            alike[finding.message] = 0
    return told


def _collect(
    left: dict[bytes, Named], outfit_: work.Outfit, crew: Crew, cache: Cache, progress: "Progress", records: Records,
    references: References, lists: str,
) -> None:  # fmt: skip
    """Have records made; ``lists`` is the name of a note of what is known of authority lists.

    It has, by path, the keys under which the cache has their records, and what was noted beside these.
    """
    progress.stage("reading", len(left))
    noted = _noted_lists(cache, lists)
    known = (noted[d.file.path] for d in left.values() if d.file.path in noted)
    held = dict(cache.contents([key for key, _marks in known]))
    new: dict[str, tuple[bytes, bytes]] = {}

    def before(path: str) -> tuple[bytes, bytes] | None:
        key, marks = noted.get(path, (b"", b""))
        return (held[key], marks) if key in held else None

    # The largest first: nobody waits for the last one when all others are done.
    wanted = sorted(left.items(), key=lambda each: -each[1].file.size)
    tasks = (
        work.CollectTask(
            work.Text(d.id, d.file.path, d.name, _read(d)),
            sourcefiles.active_data(_own(d)) if d.file.expands else None,
            before(d.file.path),
        )
        for _key, d in wanted
    )
    for number, made in crew.perform(outfit_, tasks):
        key, document = wanted[number]
        records.take(key, made.content, made.facts)
        cache.put(key, made.content, made.facts)
        if made.pointing:
            references.take(document.file.digest, made.pointing)
        if made.noted:
            new[document.file.path] = key, made.noted
        progress.advance()
    cache.flush()
    if new:
        cache.take_note(lists, marshal.dumps({**noted, **new}, 2))


def _noted_lists(cache: Cache, name: str) -> dict[str, tuple[bytes, bytes]]:
    try:
        noted: dict[str, tuple[bytes, bytes]] = marshal.loads(cache.note(name) or b"")
    except (ValueError, EOFError, TypeError):
        return {}
    return noted


def _roots(files: Sequence[sources.File], cache: Cache) -> dict[bytes, str | None]:
    """The ``xml:id`` of each document's root, by the hash of the document."""
    name = f"roots {tool()}"
    try:
        known = marshal.loads(cache.note(name) or b"")
    except (ValueError, EOFError, TypeError):
        known = {}
    roots = {
        file.digest: known[file.digest] if file.digest in known else xmlio.root_id(Path(file.absolute))
        for file in files
    }
    if roots.keys() != known.keys():
        cache.take_note(name, marshal.dumps(roots, 2))
    return roots


def _judged(order: "Order", documents: Sequence[Named], cache: Cache, progress: "Progress") -> list[Finding]:
    """What the schema has to say of each document; judged again only where the document or the schema changed."""
    settings = order.settings
    if not order.judged or settings.schema is None:
        return []
    # Only editions with a schema wait for what judges them.
    from kwedition.check.run import judge_files
    from kwedition.check.schematron_told import told_once
    from kwedition.check.session import checker_of

    checker = checker_of(settings)
    own = schema_hash(settings.schema)
    hash_ = digest(own, *read_by(settings, cache, own))
    keys = {digest("judged", tool(), hash_, d.name, d.file.digest): d for d in documents}
    known = {key: [work.restored(each) for each in marshal.loads(content)] for key, content in cache.contents(keys)}
    left = {key: document for key, document in keys.items() if key not in known}
    if left:
        progress.stage("checking", len(left))
        files = [(Path(document.file.absolute), document.name) for document in left.values()]
        judged = judge_files(checker, files, advance=progress.advance)
        # By the file that was judged: what is found may be about the schema, or about another document.
        found = {each.path: each.findings for each in judged}
        for key, document in left.items():
            known[key] = list(found.get(document.name, ()))
            cache.put(key, marshal.dumps([work.plain(finding) for finding in known[key]], 2))
    faults = digest("faults", tool(), hash_)
    wrong = [work.restored(each) for _, content in cache.contents([faults]) for each in marshal.loads(content)]
    if left:
        wrong = checker.faults()
        cache.put(faults, marshal.dumps([work.plain(finding) for finding in wrong], 2))
        cache.flush()
    return told_once([*(finding for key in keys for finding in known[key]), *wrong])


def _between(
    documents: Sequence[Named], records: Sequence[Record], stylesheets: Stylesheets, settings: Settings
) -> list[Finding]:
    """Findings about ids that an authority entry shares with another entry or with a document."""
    taken = {document.id for document in documents}
    for record in records:
        own = [entry.id for entry in record.entries if entry.authority and entry.named]
        if not taken.isdisjoint(own) or len(set(own)) < len(own):
            break
        taken.update(own)
    else:
        return []
    # Somebody has to look where they stand.
    from kwedition.check.integrity import entries_twice
    from kwedition.saxon import Saxon

    saxon = Saxon(settings.theme)
    held = {record.id for record in records if any(entry.authority for entry in record.entries)}
    parsed = {document.id: _parsed(document) for document in documents}
    written = {document.id: _written_ids(document) for document in documents if document.file.expands}
    return entries_twice([steps.collect_xml(saxon, parsed[id_]) for id_ in parsed if id_ in held], parsed, written)


def _written_ids(document: Named) -> set[str]:
    """The ids that the file of a document itself has, without what it includes."""
    root = xmlio.parse(_own(document), document.name).root
    return {str(id_) for each in root.iter("*") if (id_ := each.get(xmlio.XML_ID))}


def _context(order: "Order", reading: Reading, cache: Cache, stylesheets: Stylesheets) -> steps.Context:
    settings = order.settings
    name = settings.source.stem if is_xml(settings.source.name) else settings.source.name
    title = settings.title or _title(reading, cache) or name
    printing = settings.printing.xml()
    language = reading.outfit.language
    guidelines = _guidelines(order, reading, cache, stylesheets, language)
    several = settings.languages if len(settings.languages) > 1 and "site" in order.outputs else ()
    return steps.Context(
        title, language, settings.base_url, order.outputs, guidelines, printing, several, settings.image_hosts,
        settings.source_view and "site" in order.outputs,
        settings.theme is not None and (settings.theme / OWN_STYLE).is_file(),
    )  # fmt: skip


def _title(reading: Reading, cache: Cache) -> str:
    """What an edition is called whose settings do not say it: as the document is that describes it; empty where that
    says nothing.
    """
    # (What that document is called stands in the outline.)
    key = digest("title", reading.state.outline)
    for _key, content in cache.contents([key]):
        return content.decode()
    told = (each.title for each in reading.records if each.kind == "edition" and each.title != each.id)
    title = next(told, "")
    cache.put(key, title.encode())
    return title


def _guidelines(order: "Order", reading: Reading, cache: Cache, stylesheets: Stylesheets, language: str) -> str:
    """The encoding guidelines of the edition in a language, as XML; empty where it has none."""
    settings = order.settings
    guidelines = ""
    if settings.schema is not None and settings.schema.suffix == ".odd" and "site" in order.outputs:
        name = "schema/odd-to-guidelines.xsl"
        key = digest("guidelines", tool(), stylesheets.hash(name), settings.schema.read_bytes(), language)
        held = next((content for _key, content in cache.contents([key])), None)
        if held is None:
            held = schema.guidelines(reading.saxon(), settings.schema, language).encode()
            cache.put(key, held)
        guidelines = held.decode()
    return guidelines


def _sorted(records: Sequence[Record], context: steps.Context, cache: Cache) -> Register:
    """The register with the sort keys of its language."""
    collator = _collator(context.language, cache)
    register = steps.register(records, context, collator)
    if collator.changed:
        cache.take_note(f"collation {tool()} {context.language}", marshal.dumps(collator.used, 2))
    return register


def _collator(language: str, cache: Cache) -> Collator:
    try:
        known = marshal.loads(cache.note(f"collation {tool()} {language}") or b"")
    except (ValueError, EOFError, TypeError):
        known = {}
    return Collator(language, known)


def _parsed(document: Named) -> Document:
    return Document(document.id, document.file.path, xmlio.parse(_read(document), document.name))


def _shown(files: Sequence[sources.File], shown_from: Path) -> dict[str, str]:
    """The names of files as people read them, by path."""
    base = os.path.join(shown_from, "")  # noqa: PTH118

    def name(absolute: str) -> str:
        # Strings, because paths of thousands of files take long to be made.
        if absolute.startswith(base):
            return absolute.removeprefix(base).replace(os.sep, "/")
        if os.path.isabs(absolute) and os.path.normpath(absolute) == absolute:  # noqa: PTH117
            return absolute.replace(os.sep, "/")
        return edition.shown(Path(absolute), shown_from)

    return {file.path: name(file.absolute) for file in files}


def _unreadable(file: sources.File, name: str) -> Finding:
    try:
        xmlio.read(Path(file.absolute), name)
    except xmlio.Unreadable as unreadable:
        return unreadable.finding
    raise KweditionError(f"{name} changed while it was read", "build again")


def _read(document: Named) -> bytes:
    """The bytes of a document, with what it includes."""
    data = _own(document)
    if not document.file.expands:
        return data
    try:
        expanded = _expanded(document, xmlio.parse(data, document.name))
    except xmlio.Unreadable:
        # Who collects it says what is wrong with it.
        return data
    return data if expanded is None else etree.tostring(expanded.root.getroottree(), encoding="UTF-8")


def _written(document: Named) -> _Written | None:
    """How a document is written that includes others; None for one that does not."""
    if not document.file.expands:
        return None
    data = _own(document)
    try:
        expanded = _expanded(document, xmlio.parse(data, document.name))
    except xmlio.Unreadable:
        expanded = None
    if expanded is None:
        return None
    own = Path(document.file.absolute).resolve()
    folder = Path(document.file.absolute).parents[document.file.path.count("/")].resolve()
    numbers = {own: 0}
    found = list(expanded.root.iter("*"))
    elements = [(numbers.setdefault(path, len(numbers)), at) for path, at in map(expanded.held.__getitem__, found)]
    files = [(document.file.path if path == own else path.relative_to(folder).as_posix(),
              data if path == own else path.read_bytes()) for path in numbers]  # fmt: skip
    with_place = set(sourcetext.opened(expanded.root))
    wanted = [each for element, each in zip(found, elements, strict=True) if element in with_place]
    places = tuple(sourceview.joined_places([content for _name, content in files], wanted))
    return _Written(etree.tostring(expanded.root.getroottree(), encoding="UTF-8"), files, elements, places)


def _own(document: Named) -> bytes:
    try:
        return document.file.read()
    except OSError as error:
        raise KweditionError(f"{document.name} cannot be read: {error.strerror}") from None


def _expanded(document: Named, source: xmlio.Source) -> xinclude.Expanded | None:
    absolute = Path(document.file.absolute)
    # The source folder: the path without what is relative to it.
    return xinclude.expand(source, absolute, absolute.parents[document.file.path.count("/")], document.file.apart)


def _ids(documents: Sequence[Named], records: Sequence[Record]) -> list[Finding]:
    """What is wrong with the ids of documents and entries."""
    found = [
        replace(work.restored(values), path=document.name)
        for document, record in zip(documents, records, strict=True)
        for values in record.troubles
        # (Files that are made to be put together count each for itself, as the chapters of a book do; what is wrong
        # with one of them, the check of it says.)
        if not (document.file.expands and "id-duplicate" in values)
    ]
    names = {document.id: document.name for document in documents}
    return [*found, *identifiers.unnamed(records, names), *identifiers.alike(records, names)]


def _unresolved(documents: Sequence[Named]) -> list[Finding]:
    """A finding for each inclusion that leads nowhere."""
    found: list[Finding] = []
    for document in documents:
        if not document.file.expands:
            continue
        source = xmlio.parse(_own(document), document.name)
        expanded = _expanded(document, source)
        places = Places(source)
        for include, reason in expanded.unresolved if expanded is not None else ():
            found.append(
                Finding(document.name, *places.of(include), xinclude.UNRESOLVED, Severity.ERROR,
                        xinclude.NO_CONTENT.format(reason), xinclude.GIVE_ONE)
            )  # fmt: skip
    return found


def _with_severities(findings: Sequence[Finding], settings: Settings) -> list[Finding]:
    from kwedition.check.reports.run import with_severities

    return with_severities(findings, settings.severity)
