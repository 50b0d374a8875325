"""A build from beginning to end: read, collect, register, plan, render, check the links, publish.

What was made before from the same is taken from the cache; where nothing has changed, nothing is loaded that would make
it.
"""

import gc
import itertools
import marshal
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from kwedition.build import explain, manifest, pictures, remembered, schemas, sources, work
from kwedition.build.cache import Cache, CacheLost, digest
from kwedition.build.executors import Crew
from kwedition.build.fingerprint import Stylesheets, tool
from kwedition.build.publish import OutputChanged, Staging, stats
from kwedition.edition import Settings
from kwedition.errors import KweditionError
from kwedition.findings import Finding

if TYPE_CHECKING:
    from kwedition.build import accounting, kept
    from kwedition.build.pages import Context, Page
    from kwedition.build.reading import Reading, State
    from kwedition.build.record import Record

# The outputs whose plans are functions; those of the others are stylesheets.
_PRINT = "print"
_PLANNED = ("site", "epub", "text", "markdown", "data")


# The facts of a file that is no page: no ids, no links, no remarks.
_NO_FACTS = marshal.dumps((marshal.dumps(((), (), ()), 2), (), (), (), {}), 2)
# Pages that are others than before, beyond which it is quicker to look at the links of all.
_MANY = 1000


# More documents than this are printed in one volume only if somebody asks for it: it takes long, and nobody binds it.
VOLUME = 500


class Progress(Protocol):
    """Somebody who is told how far a build is."""

    def stage(self, name: str, total: int) -> None:
        """A stage of so many steps begins."""
        ...

    def advance(self) -> None:
        """One step of the stage is done."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built.

    ``judged`` says whether documents are judged by the schema; ``fails`` whether findings stop the build.
    ``shown_from`` is the folder that paths in findings are relative to. ``strict``: a file that cannot be read stops
    the build. ``whole``: all documents are printed in one volume too, however many they are. ``modified``: when the
    edition changed last, in seconds since 1970, where somebody says so.
    """

    settings: Settings
    outputs: tuple[str, ...]
    output: Path
    shown_from: Path
    judged: bool
    fails: Callable[[Sequence[Finding]], bool]
    strict: bool = False
    whole: bool = False
    modified: int | None = None

    def stopped(self, findings: Sequence[Finding], unread: int) -> bool:
        """Whether what was found while reading stops the build."""
        if self.strict and unread:
            return True
        return self.judged and self.settings.schema is not None and self.fails(findings)

    def binds(self, documents: int) -> bool:
        """Whether that many documents are printed in one volume."""
        return self.whole or documents <= VOLUME


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the number of documents and of files by ending, remarks for whoever encodes, findings.

    ``published`` is False when findings stopped it. ``reasons`` says of each page why it was made again or not.
    ``accounts`` are those of all texts (see accounting.Account), ``accounted`` is their sum in words.
    ``indexing`` is what the index of the search took, in seconds; 0 where there was no need to make it. ``unknown`` are
    the elements of texts that no rule of the site knows, by name, with their number. ``gone`` is the number of files of
    outputs that the last build made here and this one was not asked for.
    """

    documents: int
    unread: int
    findings: tuple[Finding, ...]
    published: bool = False
    files: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    accounts: tuple[tuple[Any, ...], ...] = ()
    accounted: str = ""
    indexing: float = 0.0
    unknown: Mapping[str, int] = field(default_factory=dict)
    gone: int = 0

    @property
    def coverage(self) -> str:
        """The accounts of all texts as JSON."""
        from kwedition.build import accounting

        return accounting.details(itertools.starmap(accounting.Account, self.accounts))


class LinksBroken(KweditionError):
    """The pages of an edition that is judged link to what is not there; the old output stays."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        shown = "\n".join(f"  {f.path}: {f.message}" for f in findings[:20])
        more = f"\n  … and {len(findings) - 20} more" if len(findings) > 20 else ""
        super().__init__(
            f"{len(findings)} links or ids of the site are wrong; nothing was published\n{shown}{more}",
            "a stylesheet made them: if the edition has a theme, look there first, else please report it",
        )
        self.findings = tuple(findings)


def build(order: Order, cache: Cache, crew: Crew, progress: Progress) -> Built:
    """Make the outputs and put them in the place of the old ones; raises KweditionError and leaves these alone."""
    for _time in range(2):
        try:
            return _build(order, cache, crew, progress)
        except CacheLost:
            # What is damaged is made anew.
            cache.forget()
        except OutputChanged:
            # Most of it is in the cache by now.
            continue
    return _build(order, cache, crew, progress)


def _build(order: Order, cache: Cache, crew: Crew, progress: Progress) -> Built:
    stylesheets = Stylesheets(order.settings.theme)
    files = sources.found(order.settings, cache)
    around = digest(tool(), stylesheets.everything(), str(order.settings.source.absolute()), _said(order, cache, files))
    key = digest(around, *(part for f in files for part in (f.path, f.digest)))
    name = f"output {order.output.absolute()}"
    last = manifest.load(cache.note(name))
    if last.build == key and last.is_intact(order.output):
        return _unchanged(last)
    with _many_objects():
        # Only now is there something to do, and a reason to load what does it.
        from kwedition.build.reading import read

        reading = read(order, files, cache, crew, stylesheets, progress, around)
        if order.stopped(reading.findings, reading.unread):
            return Built(len(reading.documents), reading.unread, reading.findings)
        maker = _Maker(order, reading, cache, crew, stylesheets, last, progress)
        return maker.make(key, name)


@contextmanager
def _many_objects() -> Iterator[None]:
    """Without the search for cycles: records are a million objects that hold none, and it would look at each again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What is still there stays as long as the command: no search need look at it.
        gc.freeze()
        if enabled:
            gc.enable()


def _unchanged(last: manifest.Manifest) -> Built:
    documents, unread, findings, files, remarks, accounts, said, unknown = marshal.loads(last.summary)
    restored = tuple(map(work.restored, findings))
    reasons = dict.fromkeys(last.pages, explain.UNCHANGED)
    return Built(documents, unread, restored, True, files, remarks, reasons, accounts, said, unknown=unknown)


def _said(order: Order, cache: Cache, files: Sequence[sources.File]) -> str:
    """All that the settings and the command say, as a string; folders only where they shape results."""
    settings = order.settings
    schema = schemas.schema_hash(settings.schema)
    read = schemas.read_by(settings, cache, schema) if order.judged else []
    said = (settings.title or settings.source.name, settings.languages, settings.base_url, order.outputs, order.judged,
            order.strict, order.whole, order.modified, repr(settings.printing),
            pictures.state(settings.source, files) if {"epub", "site", _PRINT} & set(order.outputs) else (),
            settings.image_hosts, settings.source_view,
            settings.schema is not None, sorted(settings.severity.items()), schema, read,
            str(settings.source.relative_to(order.shown_from) if settings.source.is_relative_to(order.shown_from)
                else settings.source))  # fmt: skip
    return repr(said)


class _Maker:
    """The second half of a build: pages out of records."""

    def __init__(
        self,
        order: Order,
        reading: "Reading",
        cache: Cache,
        crew: Crew,
        stylesheets: Stylesheets,
        last: manifest.Manifest,
        progress: Progress,
    ) -> None:
        self._order = order
        self._reading = reading
        self._cache = cache
        self._crew = crew
        self._stylesheets = stylesheets
        self._progress = progress
        self._last = last
        self._old = stats(order.output) if last.files else {}
        self._made: dict[str, manifest.Made] = {}
        self._facts: dict[str, bytes] = {}
        self._documents: dict[str, tuple[str, ...]] = {}
        self._images: dict[str, Path] = {}
        self._plan = remembered.Plan()
        # What lists are planned from, where it is to be kept for the next build.
        self._kept: kept.Kept | None = None
        # The state of the plan out of which this one was made.
        self._planned_of: State | None = None
        self._hashed: dict[remembered.Row, manifest.Made] = {}
        # The facts that the last build noted in one piece, and those of this one, by the key of what they are of.
        self._noted: dict[bytes, bytes] = {}
        self._facts_by_key: dict[bytes, bytes] = {}
        self._indexing = 0.0
        # Elements of each text that no rule knows, by their number in it.
        self._unknown: dict[str, dict[int, str]] = {}

    def make(self, key: bytes, name: str) -> Built:
        from kwedition.build import accounting

        reading, order = self._reading, self._order
        note, facts_note, kept_note = (f"{each} {order.output.absolute()}" for each in ("plan", "facts", "kept"))
        self._noted = self._cache.noted(facts_note) if self._last.files else {}
        plan = self._remembered(note, kept_note)
        if plan is None:
            # Whatever was tried: all is planned.
            self._plan, self._kept, self._planned_of = remembered.Plan(), None, None
        with Staging(order.output, self._old) as staging:
            self._pages(staging, plan)
            if "site" in order.outputs:
                self._note_unknown()
            if reading.context.source_view:
                self._sources(staging)
            for path_, file in sorted(self._plan.printed.items()):
                staging.copy(f"{_PRINT}/{path_}", file)
            printed = self._pdfs(staging) if "pdf" in order.outputs else []
            if "epub" in order.outputs:
                self._epub(staging)
            if "site" in order.outputs:
                from kwedition.build import assets

                for path_, content in assets.contents(order.settings.theme).items():
                    staging.write(path_, content)
                for name_, content in self._for_the_world().items():
                    staging.write(name_, content)
                for path_, file in sorted(self._plan.shown.items()):
                    staging.copy(path_, file)
            if {"site", "search"} <= set(order.outputs):
                self._search(staging)
            remarks: Counter[str] = Counter()
            pages: dict[str, bytes] = {}
            accounts: list[accounting.Account] = []
            shares: dict[tuple[str, str], list[accounting.Share]] = {}
            # Also of pages that are in the book and not beside it.
            for page, facts in self._facts.items():
                links_, messages, shown, parts, _unknown = marshal.loads(facts)
                remarks.update(messages)
                accounts += [accounting.Account(*each) for each in shown]
                for share in (accounting.Share(*each) for each in parts):
                    shares.setdefault((share.view, share.document), []).append(share)
                if page.endswith(".html"):
                    pages[page] = links_
            accounts += [self._joined(some) for some in shares.values()]
            accounts += self._kept_back({each.view for each in accounts})
            written = staging.stats()
            broken = self._broken(pages, written)
            if broken and order.settings.schema is not None:
                raise LinksBroken(broken)
            staging.publish()
        files = Counter(map(_ending, (path for path in self._made if not path.startswith("epub/"))))
        said = tuple(f"{text} ({n}×)" for text, n in sorted(remarks.items()))
        wrong = [each for each in accounts if each.lost or each.twice or each.images_lost]
        lost = [finding for each in wrong for finding in accounting.findings_of(each, reading.source(each.document))]
        findings = (*reading.findings, *broken, *lost, *printed)
        plain: tuple[Any, ...] = tuple(map(tuple, sorted(accounts)))
        accounted = plain, accounting.said(accounts)
        unknown = Counter(name for some in self._unknown.values() for name in some.values())
        summary = (
            len(reading.documents), reading.unread, tuple(map(work.plain, findings)), dict(files), said,
            *accounted, dict(unknown),
        )  # fmt: skip
        left = manifest.Manifest(key, marshal.dumps(summary, 2), self._made, written)
        self._cache.take_note(name, left.dump())
        self._note_facts(facts_note)
        if plan is None or self._kept is not None:
            self._cache.take_note(note, self._plan.dump(reading.state))
            if self._kept is not None:
                self._cache.take_note(kept_note, self._kept.dump(reading.state.state))
        return Built(
            len(reading.documents), reading.unread, findings, True, files, said, explain.reasons(self._last, left),
            *accounted, self._indexing, unknown,
            sum(path not in written and _output(path) not in order.outputs for path in self._last.files),
        )  # fmt: skip

    def _broken(self, pages: Mapping[str, bytes], written: Mapping[str, object]) -> list[Finding]:
        """The links that lead nowhere. Where no page lost an id and no file is gone, only new pages can have some."""
        from kwedition.build import links

        new = self._with_new_links(pages, written)
        if new is None:
            return links.broken({path: links.unpacked(data) for path, data in pages.items()}, written)
        return links.broken_in(new, links.Packed(pages), written)

    def _with_new_links(self, pages: Mapping[str, bytes], written: Mapping[str, object]) -> list[str] | None:
        """The pages that are others than in the last build, if all links of the others lead where they led."""
        from kwedition.build import links

        last = self._last
        if not last.files:
            return None
        if not (last.files.keys() <= written.keys() and all(p in pages for p in last.pages if p.endswith(".html"))):
            return None
        if any(finding[3] == links.RULE for finding in marshal.loads(last.summary)[2]):
            return None
        before = {path: made.key for path, made in last.pages.items()}
        new = [path for path in pages if before.get(path) != self._made[path].key]
        if len(new) > _MANY:
            return None
        keys = {before[path] for path in new if path in before}
        known = dict(self._known_facts(keys))
        for path in new:
            if path in before:
                facts = known.get(before[path])
                old = None if facts is None else _links_in(path, marshal.loads(facts))
                if old is None or not set(links.unpacked(old).ids) <= set(links.unpacked(pages[path]).ids):
                    return None
        return new

    def _known_facts(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The facts of results by key: those that the last build noted in one piece, else one by one."""
        rest = []
        for key in keys:
            facts = self._noted.get(key)
            if facts is None:
                rest.append(key)
            else:
                yield key, facts
        yield from self._cache.facts(rest)

    def _note_facts(self, name: str) -> None:
        """Note all facts in one piece for the next build, unless most of them are."""
        if len(self._facts_by_key.keys() - self._noted.keys()) > _MANY // 10:
            self._cache.take_note(name, marshal.dumps(self._facts_by_key, 2))

    def _for_the_world(self) -> Mapping[str, bytes]:
        """The files that need the site's address, where it is known."""
        context = self._reading.context
        if not context.base_url:
            return {}
        from kwedition.build import changes, world
        from kwedition.build.pdf import cjk_folder

        key = digest("world", self._reading.state.state, repr(cjk_folder() is None), *self._made)
        content = next((content for _key, content in self._cache.contents([key])), None)
        if content is None:
            languages = context.languages or (context.language,)
            known = self._kept.changed if self._kept else changes.changed(self._reading.register.documents)
            some = [changes.Changed(*each) for each in known.values()]
            made = world.files(context.title, context.base_url, languages, some, self._made)
            content = marshal.dumps(dict(made), 2)
            self._cache.put(key, content)
        files: dict[str, bytes] = marshal.loads(content)
        return files

    def _joined(self, shares: "Sequence[accounting.Share]") -> "accounting.Account":
        """The account of a document that is divided; counted again only when one of its pages is another."""
        from kwedition.build import accounting

        id_ = shares[0].document
        plain = [list(each) for each in shares]
        key = digest("account", tool(), marshal.dumps(plain, 2), *self._reading.identity(id_))
        kept = next((content for _key, content in self._cache.contents([key])), None)
        if kept is not None:
            return accounting.Account(*marshal.loads(kept))
        account = accounting.joined(shares, self._reading.source(id_))
        self._cache.put(key, marshal.dumps(list(account), 2))
        return account

    def _kept_back(self, views: set[str]) -> "Iterator[accounting.Account]":
        """The accounts of lists of entries, which are no page in any view; counted again only when they change."""
        from kwedition.build import accounting

        for id_ in self._plan.authorities:
            key = digest("kept back", tool(), *self._reading.identity(id_))
            kept = next((content for _key, content in self._cache.contents([key])), None)
            if kept is None:
                made = accounting.kept_back(id_, self._reading.source(id_))
                kept = marshal.dumps(list(made), 2)
                self._cache.put(key, kept)
            account = accounting.Account(*marshal.loads(kept))
            yield from (account._replace(view=view) for view in sorted(views))

    def _remembered(self, note: str, kept_note: str) -> remembered.Plan | None:
        """The plan of the last build, if this one would plan the same and all that it takes can be had; or what follows
        from it where some documents say the same in other words.
        """
        # Which images the book has, its documents say themselves, not their records.
        if "epub" in self._order.outputs:
            return None
        found = remembered.load(self._cache.note(note), self._reading.state)
        if found is None:
            return None
        plan, state = found
        if state != self._reading.state:
            anew = self._replanned(plan, state, kept_note)
            if anew is None:
                return None
            plan = anew
        for row in plan.rows:
            if row.path in plan.pages:
                continue
            if row.parts:
                if not all(map(self._cache.has, row.parts)):
                    return None
            elif not self._cache.has(self._hashes(row).key) and not remembered.has_slice(self._cache, row.slice):
                return None
        return plan

    def _replanned(self, plan: remembered.Plan, state: "State", kept_note: str) -> remembered.Plan | None:
        """The plan that follows from that of a state of the same outline; None where that cannot be told."""
        from kwedition.build import kept, replan

        known = kept.Kept.load(self._cache.note(kept_note), state.state)
        if known is None:
            return None
        both = zip(state.records, self._reading.state.records, strict=True)
        changed = self._reading.some([number for number, (before, now) in enumerate(both) if before != now])
        self._plan = plan
        new = replan.replanned(plan, known, changed, self._cache, self._part, self._with_images)
        if new is not None:
            self._kept = known
            # Of one shape they have the same tables of who names whom.
            self._planned_of = state if state.shape == self._reading.state.shape else None
        return new

    def _rows(self, plan: remembered.Plan | None) -> "Iterator[tuple[remembered.Row, Page | None]]":
        """What is to be made, as the last build planned it; or planned now, each with its page."""
        if plan is not None:
            self._plan = plan
            yield from ((row, plan.pages.get(row.path)) for row in plan.rows)
            return
        from kwedition.build import kept, replan
        from kwedition.build.plans import sources

        register, context = self._reading.register, self._reading.context
        wanted = kept.is_wanted(context, len(register.documents))
        for page in self._planned():
            row = replan.planned_row(page, tuple([self._part(page, slice_) for slice_ in page.parts]))
            # That of a volume is told everything; whoever makes it again may as well plan it.
            if len(page.documents) == 1 or (wanted and replan.is_put_right(page)):
                remembered.keep_slice(self._cache, row.slice, page.slice)
            self._plan.rows.append(row)
            yield row, page
        self._plan.texts = [(record.id, record.address, len(record.parts)) for record in register.documents]
        self._plan.authorities = [record.id for record in register.authorities]
        if context.source_view:
            self._plan.sources = list(sources(register, context))
        if wanted:
            self._kept = kept.of(register, context, self._cache)

    def _slice(self, row: remembered.Row) -> str:
        """The slice of a page that the last build planned."""
        found = remembered.slices(self._cache, (row.slice,)).get(row.slice)
        if found is None:
            raise CacheLost
        return found

    def _pages(self, staging: Staging, plan: remembered.Plan | None) -> None:
        """Write every page: as it is in the old output, out of the cache, or made now."""
        from kwedition.build import cutter, sourceview
        from kwedition.build.pages import PART

        outfit = self._reading.outfit
        sources = self._reading.context.source_view
        wanted: dict[bytes, list[str]] = {}
        tasks: list[tuple[str, bytes]] = []
        parted: dict[str, tuple[bytes, ...]] = {}
        parts: dict[bytes, bytes] = {}

        def missing() -> Iterator[work.Task]:
            for row, page in self._rows(plan):
                made = self._hashes(row)
                if row.path in self._made:
                    raise KweditionError(f"two pages want the address {row.path}")
                self._made[row.path] = made
                if row.path.endswith(".fo"):
                    self._documents[row.path] = row.documents
                if row.parts:
                    parted[row.path] = row.parts
                    for key, slice_ in zip(row.parts, () if page is None else page.parts, strict=page is not None):
                        if not self._cache.has(key):
                            tasks.append((row.path, key))
                            yield work.RenderTask(row.path, row.stylesheet, slice_, (), row.language)
                    continue
                if made.key in wanted or self._cache.has(made.key):
                    wanted.setdefault(made.key, []).append(row.path)
                else:
                    tasks.append((row.path, made.key))
                    placed = sources and row.stylesheet in sourceview.TEXTS
                    slice_ = self._slice(row) if page is None else page.slice
                    place = cutter.said(slice_) if row.stylesheet == PART else None
                    texts = (
                        tuple(self._reading.text(id_, placed) for id_ in row.documents)
                        if place is None
                        else (self._reading.part(row.documents[0], place, placed),)
                    )
                    yield work.RenderTask(row.path, row.stylesheet, slice_, texts, row.language)

        self._progress.stage("writing", self._reading.expected if plan is None else len(plan.rows))
        for number, made in self._crew.perform(outfit, missing()):
            path, key = tasks[number]
            if path in parted:
                parts[key] = made.content
            else:
                staging.write(path, made.content)
                self._facts[path] = self._facts_by_key[key] = made.facts
            self._cache.put(key, made.content, made.facts)
            self._progress.advance()
        self._cache.flush()
        for path, keys in parted.items():
            self._join(staging, path, keys, parts)
        self._reuse(staging, wanted)

    def _note_unknown(self) -> None:
        """Note which elements of texts no rule knows, as the pages of the texts say."""
        from kwedition.build.record import part_address

        for id_, address, parts in self._plan.texts:
            found: dict[int, str] = {}
            for number in range(parts + 1):
                found |= marshal.loads(self._facts[part_address(address, number)])[-1]
            if found:
                self._unknown[id_] = found

    def _sources(self, staging: Staging) -> None:
        """Write the sources of all texts: as they are in the old output, out of the cache, or made now."""
        from kwedition.build import sourceview

        reading = self._reading
        hash_ = self._stylesheets.hash(sourceview.STYLESHEET)
        wanted: dict[bytes, tuple[sourceview.Wanted, manifest.Made]] = {}
        for each in self._plan.sources:
            documents = digest(*reading.identity(each.id))
            slice_ = digest(*each.slice, repr(sorted(self._unknown.get(each.id, {}).items())))
            key = digest("source", tool(), each.path, each.language, hash_, documents, slice_)
            wanted[key] = each, manifest.Made(key, hash_, documents, slice_, each.language)
        facts = dict(self._known_facts(wanted))
        self._facts_by_key |= facts
        known = {key: marshal.loads(each) for key, each in facts.items()}
        absent = [
            key for key in wanted if key not in known or not self._kept_source(staging, wanted[key][1], known[key])
        ]
        left = dict.fromkeys(absent)

        def task(each: sourceview.Wanted) -> work.SourceTask:
            return each.task(reading.files(each.id, self._unknown.get(each.id, {})))

        for key, content in self._cache.contents(key for key in absent if key in known):
            each, how = wanted[key]
            self._write_source(staging, how, sourceview.files(task(each), content), known[key])
            del left[key]
        keys = list(left)
        self._progress.stage("sources", len(keys))
        for number, result in self._crew.perform(reading.outfit, (task(wanted[key][0]) for key in keys)):
            self._write_source(staging, wanted[keys[number]][1], result.files, marshal.loads(result.facts))
            self._facts_by_key[keys[number]] = result.facts
            self._cache.put(keys[number], result.content, result.facts)
            self._progress.advance()
        self._cache.flush()

    def _write_source(
        self, staging: Staging, how: manifest.Made, files: Iterable[tuple[str, bytes]], known: tuple[Any, Any]
    ) -> None:
        for path, written in files:
            staging.write(path, written)
        self._take_source(how, known)

    def _kept_source(self, staging: Staging, how: manifest.Made, known: tuple[list[str], Any]) -> bool:
        """Take the files of a source over from the old output, if they are as they were left there."""
        for path in known[0]:
            before = self._last.pages.get(path)
            same = before is not None and before.key == how.key and self._old.get(path) == self._last.files.get(path)
            if not (same and path in self._old):
                return False
        for number, path in enumerate(known[0]):
            if not staging.keep(path):
                for kept in known[0][:number]:
                    staging.drop(kept)
                return False
        self._take_source(how, known)
        return True

    def _take_source(self, how: manifest.Made, known: tuple[list[str], Any]) -> None:
        paths, pages = known
        for path in paths:
            if path in self._made:
                raise KweditionError(f"two pages want the address {path}")
            self._made[path] = how
            self._facts[path] = _NO_FACTS
        for path, found in pages:
            self._facts[path] = marshal.dumps((found, (), (), (), {}), 2)

    def _pdfs(self, staging: Staging) -> list[Finding]:
        """Write a PDF beside each FO file, and say what the formatter found."""
        from kwedition.build import images, pdf

        files = [path for path in self._made if path.endswith(".fo")]
        self._progress.stage("printing", len(files))
        theme = self._order.settings.theme
        fonts = [theme / "fonts"] if theme is not None and (theme / "fonts").is_dir() else []
        held = [each.read_bytes() for folder in fonts for each in sorted(folder.rglob("*")) if each.is_file()]
        findings: list[Finding] = []
        for path in files:
            fo = (staging.folder / path).read_bytes()
            made = self._made[path]
            shown = [staging.folder / _PRINT / each for each in sorted(images.shown_in(fo) & self._plan.printed.keys())]
            key = digest("pdf", tool(), path, fo, made.documents, repr(pdf.cjk_folder() is None), *held,
                         *(each.read_bytes() for each in shown))  # fmt: skip
            target = str(PurePosixPath(path).with_suffix(".pdf"))
            kept = dict(self._cache.contents([key])), dict(self._cache.facts([key]))
            if key in kept[0]:
                content, said = kept[0][key], [work.restored(each) for each in marshal.loads(kept[1][key])]
            else:
                documents = [self._reading.document(id_) for id_ in self._documents.get(path, ())]
                ((_path, formatted),) = pdf.make_pdfs({path: fo}, documents, fonts=fonts, folder=staging.folder)
                content, said = formatted.pdf or b"", list(formatted.findings)
                self._cache.put(key, content, marshal.dumps([work.plain(each) for each in said], 2))
            findings += said
            if content:
                staging.write(target, content)
                self._made[target] = manifest.Made(key, made.stylesheet, made.documents, made.slice)
                self._facts[target] = _NO_FACTS
            self._progress.advance()
        self._cache.flush()
        return findings

    def _search(self, staging: Staging) -> None:
        """Write the index of the search and its tables; an index of the same pages is taken over as it is."""
        from kwedition.build import facets, search

        started = time.monotonic()
        searched, tables = self._searched()
        addresses = [address for address in searched if address in self._made]
        key = digest("search", tool(), *(part for each in addresses for part in (each, self._made[each].key)))
        self._progress.stage("indexing", len(addresses))
        kept = dict(self._cache.contents([key])).get(key)
        numbers: dict[str, str] | None = None if kept is None else marshal.loads(kept)
        if numbers is None or not self._kept_index(staging, key):
            files = search.index(staging.folder, addresses)
            for path, content in files.items():
                staging.write(path, content)
            numbers = search.numbers(files)
            self._cache.put(key, marshal.dumps(numbers, 2))
            self._cache.flush()
            self._indexing = time.monotonic() - started
        for path, content in facets.files(tables, numbers).items():
            staging.write(path, content)
        # One name stands for all files of the index.
        self._made[search.ENTRY] = manifest.Made(key, b"", b"", b"")
        self._facts[search.ENTRY] = _NO_FACTS

    def _searched(self) -> tuple[list[str], Mapping[str, list[Any]]]:
        """The addresses of the pages that the search finds, and the tables of texts and entities."""
        from kwedition.build import facets, search

        # Where the last plan could be taken, they are those of its state.
        states = [state.state for state in (self._reading.state, self._planned_of) if state is not None]
        keys = [digest("searched", tool(), state) for state in states]
        content = next(iter(dict(self._cache.contents(keys)).values()), None)
        if content is None:
            register = self._reading.register
            content = marshal.dumps((search.pages(register), facets.tables(register)), 2)
        if not self._cache.has(keys[0]):
            self._cache.put(keys[0], content)
            self._cache.flush()
        addresses, tables = marshal.loads(content)
        return addresses, tables

    def _kept_index(self, staging: Staging, key: bytes) -> bool:
        """Take the index over from the old output, if it is that of the same pages and as it was left."""
        from kwedition.build import search

        before = self._last.pages.get(search.ENTRY)
        if before is None or before.key != key:
            return False
        paths = [path for path in self._last.files if path.startswith(f"{search.FOLDER}/")]
        return all(self._old.get(path) == self._last.files[path] and staging.keep(path) for path in paths)

    def _epub(self, staging: Staging) -> None:
        """Bind the pages of the book, with contents, package document and cover, into ``edition.epub``."""
        from kwedition.build import epub, steps
        from kwedition.build.pages import Page
        from kwedition.build.pdf import cjk_folder
        from kwedition.build.record import attribute

        reading = self._reading
        register, context = reading.register, reading.context
        book = epub.book(register, context, self._order.modified)
        css = epub.style(self._order.settings.theme)
        images = {path: self._images[path].read_bytes() for path in sorted(self._images)}
        names = [name for name in epub.order(register) if f"{epub.FOLDER}/{name}" in self._made]
        written = {name: (staging.folder / epub.FOLDER / name).read_bytes() for name in names}
        # The pages are there for the book alone.
        shutil.rmtree(staging.folder / epub.FOLDER)
        files = epub.within(written, context.base_url)
        key = digest("epub", tool(), repr(book), self._stylesheets.everything(), repr(cjk_folder() is None),
                     *(part for pair in (*files.items(), *images.items()) for part in pair))  # fmt: skip
        kept = dict(self._cache.contents([key])).get(key)
        if kept is None:
            frame = f"<frame{attribute('title', context.title)}/>"
            known = {name: epub.facts(name, content) for name, content in files.items()}
            breaks = [each for some in known.values() for each in some.breaks]
            about = [record.id for record in register.documents if record.kind == "edition"][:1]
            documents = {id_: reading.document(id_) for id_ in about}

            def made(name: str, stylesheet: str, slice_: str, of: tuple[str, ...] = ()) -> bytes:
                page = Page(f"{epub.FOLDER}/{name}", stylesheet, of, slice_)
                return steps.render(reading.saxon(), page, documents, context).text.encode()

            nav = epub.nav_slice(frame, [(name, known[name]) for name in names], breaks)
            files |= {"nav.xhtml": made("nav.xhtml", "epub/nav.xsl", nav), "cover.xhtml": epub.cover_page(book),
                      "cover.png": epub.cover(book.title), "book.css": css, **images}  # fmt: skip
            listed = {name: known[name].properties if name in known else () for name in sorted(files)}
            listed["nav.xhtml"], listed["cover.png"] = ("nav",), ("cover-image",)
            spine = ["cover.xhtml", "title.xhtml", "nav.xhtml", *names[1:]]
            package = epub.package_slice(frame, book, listed, spine, bool(breaks))
            files["package.opf"] = made("package.opf", "epub/package.xsl", package, tuple(about))
            kept = epub.bind(files)
            self._cache.put(key, kept, _NO_FACTS)
            self._cache.flush()
        staging.write("edition.epub", kept)
        self._made["edition.epub"] = manifest.Made(key, b"", b"", b"")
        self._facts["edition.epub"] = _NO_FACTS

    def _join(self, staging: Staging, path: str, keys: Sequence[bytes], parts: Mapping[bytes, bytes]) -> None:
        """Write a file out of its parts, unless it stands there as it is."""
        self._facts[path] = _NO_FACTS
        before = self._last.pages.get(path)
        same = before is not None and before.key == self._made[path].key
        if same and path in self._old and self._old[path] == self._last.files.get(path) and staging.keep(path):
            return
        found = dict(parts) | dict(self._cache.contents(key for key in keys if key not in parts))
        if not found.keys() >= set(keys):
            raise CacheLost
        staging.write(path, b"".join(found[key] for key in keys))

    def _part(self, page: "Page", slice_: str) -> bytes:
        stylesheet = self._stylesheets.hash(page.stylesheet)
        language = page.language or self._reading.context.language
        return digest("part", tool(), page.path, page.stylesheet, language, stylesheet, slice_)

    def _reuse(self, staging: Staging, wanted: dict[bytes, list[str]]) -> None:
        for key, facts in self._known_facts(wanted):
            self._facts_by_key[key] = facts
            for path in wanted[key]:
                self._facts[path] = facts
        absent: dict[bytes, list[str]] = {}
        for key, paths in wanted.items():
            for path in paths:
                before = self._last.pages.get(path)
                same = before is not None and before.key == key and self._old.get(path) == self._last.files.get(path)
                if not (same and path in self._old and staging.keep(path)):
                    absent.setdefault(key, []).append(path)
        for key, content in self._cache.contents(absent):
            for path in absent.pop(key):
                staging.write(path, content)
        lost = [path for paths in absent.values() for path in paths]
        if lost or any(path not in self._facts for path in self._made):
            raise CacheLost

    def _planned(self) -> "Iterator[Page]":
        from kwedition.build import plans, steps

        reading = self._reading
        register = reading.register
        for output in self._order.outputs:
            if output in ("pdf", "search"):
                continue
            if output in _PLANNED:
                context = reading.context
                pages = steps.plan(None, register, _only(context, output))
                if output == "epub":
                    pages = map(self._illustrated, pages)
                elif output == "site":
                    pages = map(self._with_images, chain(pages, self._further()))
                yield from pages
            else:
                xml = plans.register_xml(register, reading.context)
                name = f"{output}/plan.xsl"
                whole = self._order.binds(len(reading.documents))
                key = digest("plan", tool(), self._stylesheets.hash(name), reading.context.language, repr(whole), xml)
                plan = next((content for _key, content in self._cache.contents([key])), None)
                if plan is None:
                    plan = steps.plan_xml(reading.saxon(), xml, output, reading.context.language, whole).encode()
                    self._cache.put(key, plan)
                planned = steps.planned(plan.decode())
                yield from map(self._with_prints, planned) if output == _PRINT else planned

    def _further(self) -> "Iterator[Page]":
        """The pages of the site in its further languages, each sorted as its language sorts."""
        from kwedition.build import steps

        for context, register in self._reading.further(self._order, self._cache, self._stylesheets):
            yield from steps.plan(None, register, _only(context, "site"))

    def _illustrated(self, page: "Page") -> "Page":
        """A page of the book that is told which images of its document there are."""
        from kwedition.build import epub

        for id_ in page.documents:
            text = self._reading.text(id_)
            page, found = epub.illustrated(page, text.data, text.path, self._order.settings.source)
            self._images |= {image.path: image.file for image in found}
        return page

    def _with_images(self, page: "Page") -> "Page":
        """A page of a text or an entity that is told which of the images that it names are files of the edition."""
        from kwedition.build import images

        # Which images, and in which file they are named: portraits are named from the folder of the edition.
        wanted = []
        if page.documents:
            named = self._naming_images
            wanted += [(named[id_].images, named[id_].path) for id_ in page.documents if id_ in named]
        if page.stylesheet in images.PORTRAYING:
            wanted.append((images.portraits(page.slice), ""))
        for urls, path in wanted:
            found = images.there(urls, path, self._order.settings.source, images.SITE_TYPES)
            if found:
                self._plan.shown |= {image.path: image.file for image in found}
                page = replace(page, slice=page.slice.removesuffix("</slice>") + images.measured(found) + "</slice>")
        return page

    def _with_prints(self, page: "Page") -> "Page":
        """A file for print that is told which images its documents name; they go into a folder beside it."""
        from kwedition.build import images

        named = self._naming_images
        told = []
        for record in (named[id_] for id_ in page.documents if id_ in named):
            found = images.there(record.images, record.path, self._order.settings.source, images.TYPES)
            self._plan.printed |= {image.path: image.file for image in found}
            told.append(images.printed(found, record.id))
        return replace(page, slice=page.slice.removesuffix("</slice>") + "".join(told) + "</slice>") if told else page

    @cached_property
    def _naming_images(self) -> "dict[str, Record]":
        return {record.id: record for record in self._reading.register.documents if record.images}

    def _hashes(self, row: remembered.Row) -> manifest.Made:
        made = self._hashed.get(row)
        if made is not None:
            return made
        stylesheet = self._stylesheets.hash(row.stylesheet)
        documents = digest(*(part for id_ in row.documents for part in self._reading.identity(id_)))
        language = row.language or self._reading.context.language
        key = digest("page", tool(), row.path, row.stylesheet, language, stylesheet, documents, row.slice)
        made = self._hashed[row] = manifest.Made(key, stylesheet, documents, row.slice, language)
        return made


def _output(path: str) -> str:
    """The output that a file is of."""
    if path == "edition.epub":
        return "epub"
    folder = path.partition("/")[0]
    return folder if folder in {_PRINT, "data", "text", "markdown"} else "site"


def _ending(path: str) -> str:
    """The ending of a file's name, without its dot; of thousands of files (``Path`` takes ten times as long)."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name[1:] else ""


def _links_in(path: str, facts: tuple[Any, ...]) -> bytes | None:
    """The links of a page out of the facts of what made it: one page, or all pages of a source."""
    if len(facts) == len(marshal.loads(_NO_FACTS)):
        links: bytes = facts[0]
        return links
    return dict(facts[1]).get(path)


def _only(context: "Context", output: str) -> "Context":
    # The pages of the site lead to the search, where there is one.
    with_search = output == "site" and "search" in context.outputs
    return replace(context, outputs=("site", "search") if with_search else (output,))
