"""How long the stylesheets take to compile: python benchmarks/stylesheets.py [NAME …] [--repeat N].

Each stylesheet is compiled as it is, with rules for a hundred elements in groups (xslt/shared/unions.xsl), and with
these rules as plain unions, in turn, each time in a process of its own, as a build does; medians of the processor's
seconds are printed, and their ratio.
"""

import argparse
import multiprocessing
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kwedition import resources
from kwedition.saxon import Saxon

_NAMES = ("site/text.xsl", "collect.xsl", "print/document.xsl", "plaintext/document.xsl")
_MODULE = "shared/unions.xsl"
# The whole of the function that makes the groups, and what does without them.
_BEGIN, _END = "string-join(for $group", "' | ')\n"


def plain(folder: Path) -> Path:
    """A theme in which unions are not made of groups."""
    text = resources.stylesheet(_MODULE, None).read_text(encoding="utf-8")
    start, end = text.index(_BEGIN), text.index(_END) + len(_END) - 1
    file = folder / _MODULE
    file.parent.mkdir(parents=True)
    file.write_text(f"{text[:start]}string-join($patterns, ' | '){text[end:]}", encoding="utf-8")
    return folder


def compiled(name: str, theme: Path | None) -> float:
    """Compile a stylesheet; returns the seconds that it took."""
    saxon = Saxon(theme)
    start = time.process_time()
    saxon.stylesheet(name)
    return time.process_time() - start


def main() -> None:
    """Compile, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", default=_NAMES, metavar="NAME", help="stylesheets, relative to xslt/")
    parser.add_argument("--repeat", type=int, default=7, help="how many times each is compiled")
    arguments = parser.parse_args()
    fresh = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1)
    with tempfile.TemporaryDirectory() as folder, fresh:
        theme = plain(Path(folder) / "xslt")
        for name in arguments.names:
            times = [
                (fresh.submit(compiled, name, None).result(), fresh.submit(compiled, name, theme).result())
                for _ in range(arguments.repeat)
            ]
            ours, theirs = (statistics.median(each) for each in zip(*times, strict=True))
            print(f"{name}: in groups {ours:.3f} s, in plain unions {theirs:.3f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
