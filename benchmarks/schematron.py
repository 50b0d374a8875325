"""How many documents a second Schematron judges: python benchmarks/schematron.py FOLDER SCHEMA [--jobs N].

FOLDER is searched for ``*.xml``. Two things are measured in turn, several times, so that what else the machine does
meets both; medians are printed: Saxon's identity transformation of each file, read by lxml and parsed again (nothing
that runs in Saxon is much faster), and the whole way from the file to its findings. With ``--documents`` the folder is
gone through again and again until so many have been judged, as a larger corpus would be.
"""

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path

from kwedition import xmlio
from kwedition.check.schematron import Rules
from kwedition.saxon import Saxon, Stylesheet
from kwedition.xmlio import Unreadable

_IDENTITY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)
_CHUNK = 16


@cache
def rules_of(schema: Path) -> Rules:
    """The compiled schema: made once in each process."""
    return Rules(Saxon(), schema)


@cache
def identity() -> Stylesheet:
    """The transformation that changes nothing."""
    return Saxon().compile(_IDENTITY, "identity")


def copied(path: Path) -> int:
    """Transform a file into itself."""
    identity().transform(xmlio.read(path).text())
    return 0


def judged(schema: Path, path: Path) -> int:
    """The number of findings of a file."""
    return len(rules_of(schema).judge(xmlio.read(path)))


def readable(folder: Path) -> Iterator[Path]:
    """The files of a folder that are well-formed."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            xmlio.read(path)
        except Unreadable:
            continue
        yield path


def measured(pool: ProcessPoolExecutor, task: Callable[[Path], int], paths: list[Path]) -> tuple[float, int]:
    """Documents per second, and the sum of what the task returned."""
    begun = time.perf_counter()
    total = sum(pool.map(task, paths, chunksize=_CHUNK))
    return len(paths) / (time.perf_counter() - begun), total


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("schema", type=Path)
    arguments.add_argument("--jobs", type=int, default=1, help="processes (1)")
    arguments.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    arguments.add_argument("--documents", type=int, help="how many to judge in a round (those of the folder)")
    given = arguments.parse_args()
    files = list(readable(given.folder))
    paths = list(islice(cycle(files), given.documents or len(files)))
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{len(paths)} documents, {size:.0f} MB, {given.jobs} process{'es' if given.jobs > 1 else ''}")
    # A fork of a process in which Saxon has run does not work; and what is measured should start like a tool does.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(given.jobs, mp_context=context) as pool:
        tasks: dict[str, Callable[[Path], int]] = {"identity": copied, "schematron": partial(judged, given.schema)}
        rates: dict[str, list[float]] = {name: [] for name in tasks}
        totals = dict.fromkeys(tasks, 0)
        for task in tasks.values():
            # Compiling is not what is measured.
            measured(pool, task, paths[: 4 * _CHUNK * given.jobs])
        for _ in range(given.rounds):
            for name, task in tasks.items():
                rate, totals[name] = measured(pool, task, paths)
                rates[name].append(rate)
    for name, each in rates.items():
        rate = statistics.median(each)
        spread = f"({min(each):.0f}–{max(each):.0f})"
        found = f"{totals[name]} findings" if totals[name] else ""
        speed = f"{rate:6.0f} documents/s {size * rate / len(paths):6.1f} MB/s {len(paths) / rate:6.1f} s"
        print(f"{name:10} {speed}  {spread:11} {found}".rstrip())


if __name__ == "__main__":
    main()
