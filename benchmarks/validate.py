"""How fast documents are judged by a RELAX NG schema: kwedition, Jing and libxml2 in one run.

    python benchmarks/validate.py FOLDER SCHEMA [--runs N] [--files N] [--limit SECONDS]

Each validator checks the same files as a command of its own, start included; the runs are interleaved, so that what
else the machine does meets all of them alike. Printed are medians of wall time, CPU time and memory, elements a
second, and the ratios to kwedition. Jing is started once for all files and once for each of a few; libxml2 (by lxml)
is given a limit of time, since it does not finish compiling some schemas.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_LIBXML2 = """
import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
wrong = 0
for name in sys.stdin.read().split("\\n"):
    wrong += not schema.validate(etree.parse(name, etree.XMLParser(huge_tree=True, no_network=True)))
print(wrong)
"""
_PARSE = """
import sys
from lxml import etree
parser = etree.XMLParser(huge_tree=True, no_network=True)
for name in sys.stdin.read().split("\\n"):
    etree.parse(name, parser)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds of wall and of CPU time, megabytes of memory at its peak (of the largest process)."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, help="how many files to check; they are repeated if there are fewer")
    parser.add_argument("--limit", type=float, default=60, help="seconds that libxml2 may take")
    arguments = parser.parse_args()
    files = _readable(sorted(arguments.folder.rglob("*.xml")))
    with tempfile.TemporaryDirectory() as folder:
        _compare(_copies(files, arguments.files, Path(folder)) if arguments.files else files, arguments)


def _copies(files: Sequence[Path], number: int, folder: Path) -> list[Path]:
    """So many files, repeated under other names where there are fewer."""
    copies = []
    for count in range(number):
        copy = folder / f"{count:06}.xml"
        shutil.copyfile(files[count % len(files)], copy)
        copies.append(copy)
    return copies


def _compare(files: Sequence[Path], arguments: argparse.Namespace) -> None:
    elements = sum(_elements(path) for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    print(
        f"{len(files)} files, {size:.1f} MB, {elements:,} elements, by {arguments.schema.name}; {os.cpu_count()} cores"
    )
    contestants = _contestants(arguments.schema, files, arguments.limit)
    results: dict[str, list[Measured]] = {name: [] for name in contestants}
    for _round in range(arguments.runs):
        for name, run in list(contestants.items()):
            measured = run()
            if measured is None:
                print(f"{name}: stopped after {arguments.limit:.0f} s")
                del contestants[name], results[name]
            else:
                results[name].append(measured)
    _print(results, elements, len(files))


def _contestants(schema: Path, files: Sequence[Path], limit: float) -> "dict[str, Callable[[], Measured | None]]":
    ours = [sys.executable, "-m", "kwedition", "check", "--schema", str(schema), "--quiet", "--max-findings", "0"]
    names = [str(path) for path in files]
    chosen: dict[str, Callable[[], Measured | None]] = {
        "kwedition": lambda: _measure([*ours, *names]),
        "kwedition, one process": lambda: _measure([*ours, "--jobs", "1", *names]),
        "kwedition, one file": lambda: _measure([*ours, names[0]]),
        "libxml2": lambda: _measure([sys.executable, "-c", _LIBXML2, str(schema)], "\n".join(names), limit),
        "parsing alone (lxml)": lambda: _measure([sys.executable, "-c", _PARSE], "\n".join(names)),
    }
    jing = shutil.which("jing")
    if jing is None:
        print("Jing is not installed, so it is not compared")
    else:
        chosen["Jing"] = lambda: _measure([jing, str(schema), *names])
        chosen["Jing, one file"] = lambda: _measure([jing, str(schema), names[0]])
    return chosen


def _measure(command: Sequence[str], given: str = "", limit: float | None = None) -> Measured | None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    # The child of a child of its own: only so is the peak of memory that of this run.
    watcher = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", watcher, *command],
            input=given.encode(),
            capture_output=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed: {done.stderr.decode()[-500:]}")
    return Measured(wall, cpu, int(done.stderr.split()[-1]) / 1000)


def _print(results: dict[str, list[Measured]], elements: int, files: int) -> None:
    def median(name: str, field: str) -> float:
        return float(statistics.median(getattr(each, field) for each in results[name]))

    base = {"": "kwedition", ", one file": "kwedition, one file"}
    print(f"{'':26}{'wall s':>8}{'CPU s':>8}{'MB':>7}{'elements/s':>13}{'wall, ratio':>13}")
    for name in results:
        single = name.endswith(", one file")
        ratio = median(name, "wall") / median(base[", one file" if single else ""], "wall")
        speed = "" if single else f"{elements / median(name, 'wall'):,.0f}"
        print(
            f"{name:26}{median(name, 'wall'):8.2f}{median(name, 'cpu'):8.2f}{median(name, 'memory'):7.0f}"
            f"{speed:>13}{ratio:13.2f}"
        )
    if "Jing, one file" in results:
        each = median("Jing, one file", "wall") * files
        ratio = each / median("kwedition", "wall")
        print(f"Jing started for each file would take {each:.0f} s, {ratio:.0f} times kwedition")


def _elements(path: Path) -> int:
    return sum(1 for _ in etree.parse(path, etree.XMLParser(huge_tree=True)).iter("*"))


def _readable(paths: Sequence[Path]) -> list[Path]:
    readable = []
    for path in paths:
        try:
            etree.parse(path, etree.XMLParser(huge_tree=True))
        except etree.XMLSyntaxError:
            continue
        readable.append(path)
    return readable or sys.exit("there is no well-formed *.xml file in the folder")


if __name__ == "__main__":
    main()
