"""A build from beginning to end: read, collect, register, plan, render, check the links, publish.

What was made before from the same is taken from the cache; where nothing has changed, nothing is loaded that would make
it.
"""

import gc
import marshal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kwedition.build import explain, manifest, nowhere, others, pictures, schemas, sources, work
from kwedition.build.cache import Cache, CacheLost, digest
from kwedition.build.executors import MANY, Crew
from kwedition.build.fingerprint import Stylesheets, tool
from kwedition.build.order import MOST_LEFT_OUT, PRINT, Built, LinksBroken, Order, Progress
from kwedition.build.publish import OutputChanged, Staging, Stat
from kwedition.errors import DocumentsStopped
from kwedition.findings import Finding

if TYPE_CHECKING:
    from kwedition.build.accounting import Account
    from kwedition.build.kept import Kept
    from kwedition.build.making import Making
    from kwedition.build.planning import Planning


def build(order: Order, cache: Cache, crew: Crew, progress: Progress, records: Cache | None = None) -> Built:
    """Make the outputs and put them in the place of the old ones; raises KweditionError and leaves these alone.

    ``records`` is where it is noted what stands in the output folder; by default ``cache``.
    """
    records = records or cache
    while True:
        try:
            return _tried(order, cache, crew, progress, records)
        except DocumentsStopped as stopped:
            left_out = {**order.left_out, **stopped.findings}
            known = stopped.findings.keys() & order.left_out.keys()
            if order.strict or known or len(left_out) > MOST_LEFT_OUT:
                raise
            # All else is in the cache by now, unless there is none.
            order = replace(order, left_out=left_out)


def _tried(order: Order, cache: Cache, crew: Crew, progress: Progress, records: Cache) -> Built:
    for _time in range(2):
        try:
            return _build(order, cache, crew, progress, records)
        except CacheLost:
            # What is damaged is made anew. What stands in the folder it says as before.
            known = records.note(order.note("output"))
            cache.forget()
            if known is not None:
                records.take_note(order.note("output"), known)
        except OutputChanged:
            # Most of it is in the cache by now.
            continue
    return _build(order, cache, crew, progress, records)


def _build(order: Order, cache: Cache, crew: Crew, progress: Progress, records: Cache) -> Built:
    known, marker = others.record(order, records)
    there = others.standing(order)
    # Before the work, so that nobody waits for a refusal.
    stay = others.staying(order, known, there)
    stylesheets = Stylesheets(order.settings.theme)
    files = sources.found(order.settings, cache, lambda new: _begin(order, new, crew))
    if changed := sum(file.changed for file in files):
        # Imported here: a build for which there is nothing to do needs nothing of it.
        from kwedition.build.reading import expect

        expect(order, changed, len(files), crew)
    around = digest(tool(), stylesheets.everything(), str(order.settings.source.absolute()), _said(order, cache, files))
    key = digest(around, *(part for f in files for part in (f.path, f.digest)))
    # Without a cache nothing is taken over but what nobody asked for.
    last = known if records is cache else manifest.Manifest()
    if last.build == key and set(last.left) == set(stay) and nowhere.still(last.asked, order.settings.source) and (
        last.is_intact(order.output)
    ):  # fmt: skip
        return _unchanged(last)
    with _many_objects():
        # Only now is there something to do, and a reason to load what does it.
        from kwedition.build.making import Making
        from kwedition.build.reading import read

        reading = read(order, files, cache, crew, stylesheets, progress, around)
        if order.stopped(reading.findings, reading.unread):
            return Built(len(reading.documents), reading.unread, reading.findings)
        making = Making(order, reading, cache, crew, stylesheets, last, progress, stay)
        built = _made(making, key, known, records, marker)
    return replace(built, gone=tuple(each for each in there if each not in {*order.outputs, *stay}))


def _begin(order: Order, new: int, crew: Crew) -> None:
    """Have those begin meanwhile who will read many files that nobody has read before."""
    if new >= MANY:
        from kwedition.build.reading import outfit

        crew.expect(outfit(order.settings, crew.remote), ("collect.xsl",), new)


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
    (documents, unread, findings, files, remarks, accounts, said, unknown,
     language, misdated, nowhere_, title) = marshal.loads(last.summary)  # fmt: skip
    restored = tuple(map(work.restored, findings))
    reasons = dict.fromkeys(last.pages, explain.UNCHANGED)
    return Built(
        documents, unread, restored, True, files, remarks, reasons, accounts, said, unknown=unknown, language=language,
        misdated=misdated, nowhere=nowhere_, title=title, left=others.told(last),
    )  # fmt: skip


def _said(order: Order, cache: Cache, files: Sequence[sources.File]) -> str:
    """All that the settings and the command say, as a string; folders only where they shape results."""
    settings = order.settings
    schema = schemas.schema_hash(settings.schema)
    read = schemas.read_by(settings, cache, schema) if order.judged else []
    said = (settings.title or settings.source.name, settings.languages, settings.base_url, order.outputs, order.judged,
            order.strict, order.whole, order.modified, sorted(order.left_out), repr(settings.printing),
            pictures.state(settings.source, files) if {"epub", "site", PRINT} & set(order.outputs) else (),
            settings.image_hosts, settings.source_view,
            settings.schema is not None, sorted(settings.severity.items()), schema, read,
            str(settings.source.relative_to(order.shown_from) if settings.source.is_relative_to(order.shown_from)
                else settings.source))  # fmt: skip
    return repr(said)


def _told_pages(order: Order) -> dict[str, str]:
    """What pages are told of the settings and the command, by the names of the settings."""
    settings = order.settings
    said = {
        "title": settings.title or settings.source.name, "languages": settings.languages, "base-url": settings.base_url,
        "outputs": order.outputs, "schema": settings.schema, "theme": settings.theme, "print": settings.printing,
        "image-hosts": settings.image_hosts, "source-view": settings.source_view,
    }  # fmt: skip
    return {name: repr(value) for name, value in said.items()}


def _made(making: "Making", key: bytes, known: manifest.Manifest, records: Cache, marker: Stat | None) -> Built:
    """The second half of a build: pages out of records. ``key`` is that of the build, ``known`` what is known of the
    folder, which is noted in ``records``; ``marker`` stood in it at first.
    """
    from kwedition.build import auditing, linking, writing
    from kwedition.build.planning import Planning

    order, reading = making.order, making.reading
    planning = Planning(making)
    with Staging(order.output, making.old, marker if making.stay else None) as staging:
        writing.pages(making, planning, staging)
        plan = planning.plan
        elements = writing.unknown(making, plan) if "site" in order.outputs else {}
        if reading.context.source_view:
            writing.sources(making, plan, elements, staging)
        for path, file in sorted(plan.printed.items()):
            staging.copy(f"{PRINT}/{path}", file)
        printed, indexing = _further(making, planning, staging)
        others.keep(making, staging)
        remarks, pages, accounts = auditing.said(making, plan.authorities)
        written = staging.stats()
        broken = linking.broken(making, pages, written)
        if broken and order.settings.schema is not None:
            raise LinksBroken(broken)
        built = _summed(making, remarks, accounts, (broken, printed), elements)
        left = others.left(making, known, _left(making, key, built, written))

        def note(new: Stat) -> None:
            records.take_note(order.note("output"), others.published(left, order.outputs, new).dump())

        staging.publish(note)
    making.note_facts()
    planning.note()
    reasons = explain.reasons(making.last, left)
    return replace(built, reasons=reasons, indexing=indexing, left=others.told(left))


def _summed(
    making: "Making", remarks: Mapping[str, int], accounts: "Sequence[Account]",
    found: tuple[Sequence[Finding], Sequence[Finding]], elements: Mapping[str, Mapping[int, str]],
) -> Built:  # fmt: skip
    """What is said of a build; ``found`` are the links that lead nowhere, and what the formatter of the PDFs found."""
    from kwedition.build import accounting

    reading = making.reading
    files = Counter(map(_ending, (path for path in making.made if not path.startswith("epub/"))))
    said = tuple(f"{text} ({n}×)" for text, n in sorted(remarks.items()))
    wrong = [each for each in accounts if each.lost or each.twice or each.images_lost]
    lost = [finding for each in wrong for finding in accounting.findings_of(each, reading.source(each.document))]
    broken, printed = found
    findings = (*reading.findings, *broken, *lost, *printed)
    plain: tuple[Any, ...] = tuple(map(tuple, sorted(accounts)))
    unknown = Counter(name for some in elements.values() for name in some.values())
    return Built(
        len(reading.documents), reading.unread, findings, True, files, said, accounts=plain,
        accounted=accounting.said(accounts), unknown=unknown, language=_language(making),
        misdated=reading.slips.misdated, nowhere=reading.slips.nowhere, title=reading.context.title,
    )  # fmt: skip


def _left(making: "Making", key: bytes, built: Built, written: Mapping[str, Stat]) -> manifest.Manifest:
    """What a build leaves in the folder of what it made."""
    reading = making.reading
    summary = (
        built.documents, built.unread, tuple(map(work.plain, built.findings)), dict(built.files), built.remarks,
        built.accounts, built.accounted, dict(built.unknown), built.language, built.misdated,
        built.nowhere, built.title,
    )  # fmt: skip
    documents = digest(*(part for each in reading.documents for part in reading.identity(each.id)))
    return manifest.Manifest(
        key, marshal.dumps(summary, 2), making.made, dict(written), _told_pages(making.order), documents,
        asked=dict(reading.slips.asked),
    )  # fmt: skip


def _language(making: "Making") -> str:
    """The language of most texts; that of the last build where nobody had to read all of them."""
    from kwedition.build import languages

    if making.reading.has_register or not making.last.summary:
        return languages.of_most(making.reading.register.documents, making.order.settings.theme)
    return str(marshal.loads(making.last.summary)[8])


def _further(making: "Making", planning: "Planning", staging: Staging) -> tuple[list[Finding], float]:
    """Write what is made out of the pages, and what stands beside them; returns what the formatter of the PDFs found,
    and what the index of the search took, in seconds.
    """
    order = making.order
    outputs = set(order.outputs)
    printed: list[Finding] = []
    if outputs & {"pdf", "epub"}:
        from kwedition.build import volumes

        printed = volumes.pdfs(making, planning.plan, staging) if "pdf" in outputs else []
        if "epub" in outputs:
            volumes.book(making, planning.images, staging)
    if "site" not in outputs:
        return printed, 0.0
    from kwedition.build import assets

    for path, content in assets.contents(order.settings.theme).items():
        staging.write(path, content)
    for path, content in _for_the_world(making, planning.kept).items():
        staging.write(path, content)
    for path, file in sorted(planning.plan.shown.items()):
        staging.copy(path, file)
    if "search" not in outputs:
        return printed, 0.0
    from kwedition.build import indexing

    return printed, indexing.index(making, planning.planned_of, staging)


def _for_the_world(making: "Making", kept: "Kept | None") -> Mapping[str, bytes]:
    """The files that need the site's address, where it is known."""
    context = making.reading.context
    if not context.base_url:
        return {}
    from kwedition.build import changes, world
    from kwedition.build.pdf import cjk_folder

    key = digest("world", making.reading.state.state, repr(cjk_folder() is None), *making.made)
    content = next((content for _key, content in making.cache.contents([key])), None)
    if content is None:
        languages = context.languages or (context.language,)
        known = kept.changed if kept else changes.changed(making.reading.register.documents)
        some = [changes.Changed(*each) for each in known.values()]
        made = world.files(context.title, context.base_url, languages, some, making.made)
        content = marshal.dumps(dict(made), 2)
        making.cache.put(key, content)
    files: dict[str, bytes] = marshal.loads(content)
    return files


def _ending(path: str) -> str:
    """The ending of a file's name, without its dot; of thousands of files (``Path`` takes ten times as long)."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name[1:] else ""
