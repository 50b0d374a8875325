"""The search of a build: its index, and the tables by which its results are narrowed."""

import marshal
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kwedition.build import facets, manifest, search, wording
from kwedition.build.cache import digest
from kwedition.build.fingerprint import tool
from kwedition.build.making import NO_FACTS, Making
from kwedition.build.publish import Staging

if TYPE_CHECKING:
    from kwedition.build.reading import State


def index(making: Making, planned_of: "State | None", staging: Staging) -> float:
    """Write the index of the search and its tables; an index of the same pages is taken over as it is.

    ``planned_of`` is the state of the plan that was taken. Returns what the index took, in seconds; 0 where there was
    no need to make it.
    """
    started, taken = time.monotonic(), 0.0
    searched, tables = _searched(making, planned_of)
    addresses = [address for address in searched if address in making.made]
    key = digest("search", tool(), *(part for each in addresses for part in (each, making.made[each].key)))
    making.progress.stage("indexing", len(addresses))
    kept = dict(making.cache.contents([key])).get(key)
    numbers: dict[str, str] | None = None if kept is None else marshal.loads(kept)
    if numbers is None or not _stays(making, staging, key):
        files = search.index(staging.folder, addresses)
        for path, content in files.items():
            staging.write(path, content)
        numbers = search.numbers(files)
        making.cache.put(key, marshal.dumps(numbers, 2))
        making.cache.flush()
        taken = time.monotonic() - started
    for path, content in facets.files(tables, numbers).items():
        staging.write(path, content)
    # One name stands for all files of the index.
    making.made[search.ENTRY] = manifest.Made(key, b"", b"", b"")
    making.facts[search.ENTRY] = NO_FACTS
    return taken


def _searched(making: Making, planned_of: "State | None") -> tuple[list[str], Mapping[str, list[Any]]]:
    """The addresses of the pages that the search finds, and the tables of texts and entities."""
    # Where the last plan could be taken, they are those of its state.
    states = [state.state for state in (making.reading.state, planned_of) if state is not None]
    keys = [digest("searched", tool(), state) for state in states]
    content = next(iter(dict(making.cache.contents(keys)).values()), None)
    if content is None:
        register, theme = making.reading.register, making.order.settings.theme
        dates = wording.of_site(making.reading.context, theme)
        content = marshal.dumps((search.pages(register), facets.tables(register, dates)), 2)
    if not making.cache.has(keys[0]):
        making.cache.put(keys[0], content)
        making.cache.flush()
    addresses, tables = marshal.loads(content)
    return addresses, tables


def _stays(making: Making, staging: Staging, key: bytes) -> bool:
    """Take the index over from the old output, if it is that of the same pages and as it was left."""
    before = making.last.pages.get(search.ENTRY)
    if before is None or before.key != key:
        return False
    paths = [path for path in making.last.files if path.startswith(f"{search.FOLDER}/")]
    return all(making.old.get(path) == making.last.files[path] and staging.keep(path) for path in paths)
