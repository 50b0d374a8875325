"""The pages of a build and the sources of its texts: as they stand in the old output, out of the cache, or made now."""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kwedition.build import manifest, remembered, work
from kwedition.build.cache import CacheLost, digest
from kwedition.build.fingerprint import tool
from kwedition.build.making import NO_FACTS, Making
from kwedition.build.order import MOST_LEFT_OUT
from kwedition.build.planning import Planning
from kwedition.build.publish import Staging
from kwedition.errors import DocumentsStopped
from kwedition.findings import Finding


def pages(making: Making, planning: Planning, staging: Staging) -> None:
    """Write every page: as it is in the old output, out of the cache, or made now."""
    from kwedition.build import cutter, sourceview
    from kwedition.build.pages import PART

    outfit = making.reading.outfit
    sources = making.reading.context.source_view
    wanted: dict[bytes, list[str]] = {}
    tasks: list[tuple[str, bytes]] = []
    parted: dict[str, tuple[bytes, ...]] = {}
    parts: dict[bytes, bytes] = {}

    def missing() -> Iterator[work.Task]:
        for row, page in planning.rows():
            made = making.hashes(row)
            making.claim(row.path, made)
            if row.parts:
                parted[row.path] = row.parts
                for key, slice_ in zip(row.parts, () if page is None else page.parts, strict=page is not None):
                    if not making.cache.has(key):
                        tasks.append((row.path, key))
                        yield work.RenderTask(row.path, row.stylesheet, slice_, (), row.language)
                continue
            if made.key in wanted or making.cache.has(made.key):
                wanted.setdefault(made.key, []).append(row.path)
            else:
                tasks.append((row.path, made.key))
                placed = sources and row.stylesheet in sourceview.TEXTS
                slice_ = planning.slice(row) if page is None else page.slice
                place = cutter.said(slice_) if row.stylesheet == PART else None
                texts = (
                    tuple(making.reading.text(id_, placed) for id_ in row.documents)
                    if place is None
                    else (making.reading.part(row.documents[0], place, placed),)
                )
                yield work.RenderTask(row.path, row.stylesheet, slice_, texts, row.language)

    making.progress.stage("writing", planning.expected)
    stopped: dict[str, Finding] = {}
    for number, made in making.crew.perform(outfit, missing()):
        path, key = tasks[number]
        if made.stopped is not None:
            stopped.update((made.stopped,))
            if making.order.strict or len(making.order.left_out) + len(stopped) > MOST_LEFT_OUT:
                break
        elif path in parted:
            parts[key] = made.content
        else:
            staging.write(path, made.content)
            making.facts[path] = made.facts
            making.take_facts(key, made.facts)
        if made.stopped is None:
            making.cache.put(key, made.content, made.facts)
        making.progress.advance()
    making.cache.flush()
    if stopped:
        # All others are made: the build begins again without these, once.
        first = stopped[min(stopped)]
        raise DocumentsStopped(f"{first.path}: {first.message}", "please report this, with the document", stopped)
    for path, keys in parted.items():
        _join(making, staging, path, keys, parts)
    _reuse(making, staging, wanted)


def _reuse(making: Making, staging: Staging, wanted: dict[bytes, list[str]]) -> None:
    for key, facts in making.known_facts(wanted):
        making.take_facts(key, facts)
        for path in wanted[key]:
            making.facts[path] = facts
    absent: dict[bytes, list[str]] = {}
    for key, paths in wanted.items():
        for path in paths:
            if not making.stays(staging, path, key):
                absent.setdefault(key, []).append(path)
    for key, content in making.cache.contents(absent):
        for path in absent.pop(key):
            staging.write(path, content)
    lost = [path for paths in absent.values() for path in paths]
    if lost or any(path not in making.facts for path in making.made):
        raise CacheLost


def _join(making: Making, staging: Staging, path: str, keys: Sequence[bytes], parts: Mapping[bytes, bytes]) -> None:
    """Write a file out of its parts, unless it stands there as it is."""
    making.facts[path] = NO_FACTS
    if making.stays(staging, path, making.made[path].key):
        return
    found = dict(parts) | dict(making.cache.contents(key for key in keys if key not in parts))
    if not found.keys() >= set(keys):
        raise CacheLost
    staging.write(path, b"".join(found[key] for key in keys))


def unknown(making: Making, plan: remembered.Plan) -> dict[str, dict[int, str]]:
    """Which elements of texts no rule knows, as the pages of the texts say: by text and by their number in it."""
    from kwedition.build.record import part_address

    elements: dict[str, dict[int, str]] = {}
    for id_, address, parts in plan.texts:
        found: dict[int, str] = {}
        for number in range(parts + 1):
            found |= marshal.loads(making.facts[part_address(address, number)])[-1]
        if found:
            elements[id_] = found
    return elements


def sources(
    making: Making, plan: remembered.Plan, elements: Mapping[str, Mapping[int, str]], staging: Staging
) -> None:  # fmt: skip
    """Write the sources of all texts; ``elements`` are those that no rule knows."""
    from kwedition.build import sourceview

    reading, cache = making.reading, making.cache
    hash_ = making.stylesheets.hash(sourceview.STYLESHEET)
    wanted: dict[bytes, tuple[sourceview.Wanted, manifest.Made]] = {}
    for each in plan.sources:
        documents = making.documents((each.id,))
        slice_ = digest(*each.slice, repr(sorted(elements.get(each.id, {}).items())))
        key = digest("source", tool(), each.path, each.language, hash_, documents, slice_)
        wanted[key] = each, manifest.Made(key, hash_, documents, slice_, each.language)
    known = {}
    for key, facts in making.known_facts(wanted):
        making.take_facts(key, facts)
        known[key] = marshal.loads(facts)
    absent = [key for key in wanted if key not in known or not _stays(making, staging, wanted[key][1], known[key])]
    left = dict.fromkeys(absent)

    def task(each: sourceview.Wanted, folder: str = "") -> work.SourceTask:
        return each.task(reading.files(each.id, elements.get(each.id, {})), folder)

    for key, content in cache.contents(key for key in absent if key in known):
        each, how = wanted[key]
        _write(making, staging, how, sourceview.files(task(each), content), known[key])
        del left[key]
    keys = list(left)
    making.progress.stage("sources", len(keys))
    # They are larger than all else that is made: who makes them here need not hand them over.
    folder = "" if making.crew.remote else staging.open_to_others()
    try:
        for number, result in making.crew.perform(reading.outfit, (task(wanted[key][0], folder) for key in keys)):
            known_ = marshal.loads(result.facts)
            _write(making, staging, wanted[keys[number]][1], result.files, known_)
            if folder:
                staging.wrote(known_[0])
            making.take_facts(keys[number], result.facts)
            cache.put(keys[number], result.content, result.facts)
            making.progress.advance()
    except BaseException:
        if folder:
            # Nobody may go on writing into it when it is removed.
            making.crew.close()
        raise
    cache.flush()


# What there is to know of the source of a text: the paths of its files, and of its pages the links.
_Known = tuple[list[str], Iterable[tuple[str, Any]]]


def _write(
    making: Making, staging: Staging, how: manifest.Made, files: Iterable[tuple[str, bytes]], known: _Known
) -> None:  # fmt: skip
    for path, written in files:
        staging.write(path, written)
    _take(making, how, known)


def _stays(making: Making, staging: Staging, how: manifest.Made, known: _Known) -> bool:
    """Take the files of a source over from the old output, if they are all as they were left there."""
    paths = known[0]
    if not all(making.stands(path, how.key) for path in paths):
        return False
    for number, path in enumerate(paths):
        if not staging.keep(path):
            for kept in paths[:number]:
                staging.drop(kept)
            return False
    _take(making, how, known)
    return True


def _take(making: Making, how: manifest.Made, known: _Known) -> None:
    paths, pages_ = known
    for path in paths:
        making.claim(path, how)
        making.facts[path] = NO_FACTS
    for path, found in pages_:
        making.facts[path] = marshal.dumps((found, (), (), (), {}), 2)
