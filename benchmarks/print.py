"""How long the two formatters take for the same XSL-FO of 10, 100 and 500 pages, and how much memory.

Run ``python benchmarks/print.py`` (needs Apache FOP as ``fop``; ``--pages 10,100`` for others, ``--rounds 5``). Each
run is a new process, ours and FOP's in turn; shown are wall time and peak memory of the process, median and range.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TEXT = """the of and to in that was he for it with as his on be at by had not are but from or have an they which one
you were her all she there would their we him been has when who will more no if out so said what up its about into than
them ambassador report conversation archive telegram committee delegation ammunition reorganization representative"""
_WORDS = _TEXT.split()
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="serif" font-size="10.5pt" line-height="14pt"
 text-align="justify" language="en" hyphenate="true" line-height-shift-adjustment="disregard-shifts">
<fo:layout-master-set><fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm"
 margin="16mm 26mm 14mm 30mm"><fo:region-body margin-top="12mm" margin-bottom="14mm"/><fo:region-before extent="10mm"/>
<fo:region-after extent="8mm"/></fo:simple-page-master></fo:layout-master-set>
"""
_STATIC = """<fo:static-content flow-name="xsl-region-before"><fo:block font-size="8pt" text-align="end"
 border-after-style="solid" border-after-width="0.4pt">Letter {n}</fo:block></fo:static-content>
<fo:static-content flow-name="xsl-region-after"><fo:block text-align="center"><fo:page-number/></fo:block>
</fo:static-content><fo:static-content flow-name="xsl-footnote-separator"><fo:block><fo:leader leader-pattern="rule"
 leader-length="40mm" rule-thickness="0.4pt"/></fo:block></fo:static-content>
"""
_NOTE = """<fo:footnote><fo:inline baseline-shift="super" font-size="70%">{n}</fo:inline><fo:footnote-body>
<fo:list-block provisional-distance-between-starts="8mm" provisional-label-separation="2mm" font-size="8.5pt"
 line-height="11pt"><fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block text-align="end">{n}</fo:block>
</fo:list-item-label><fo:list-item-body start-indent="body-start()"><fo:block>{text}</fo:block></fo:list-item-body>
</fo:list-item></fo:list-block></fo:footnote-body></fo:footnote>"""


def sample(pages: int) -> str:
    """An edition of letters of some three pages each, with notes, names, a table of contents and an index."""
    chance = random.Random(pages)
    letters = max(1, round(pages / 3.05))
    parts: list[str] = []
    contents: list[str] = []
    names: dict[int, list[str]] = {}
    for letter in range(1, letters + 1):
        blocks = [f'<fo:block id="l{letter}" role="H1" font-size="17pt" line-height="22pt" space-after="14pt" '
                  f'keep-with-next.within-page="always">Letter {letter}</fo:block>']  # fmt: skip
        note = 0
        for paragraph in range(14):
            pieces = []
            for sentence in range(8):
                words = " ".join(chance.choices(_WORDS, k=14))
                name = f"n{letter}.{paragraph}.{sentence}"
                if sentence % 4 == 1:
                    entity = chance.randrange(40)
                    names.setdefault(entity, []).append(name)
                    words += f' <fo:inline id="{name}">Person {entity}</fo:inline>'
                if sentence == 3 and paragraph % 2:
                    note += 1
                    words += _NOTE.format(n=note, text=" ".join(chance.choices(_WORDS, k=25)))
                pieces.append(f"{words.capitalize() if '<' not in words else words}. ")
            blocks.append(f'<fo:block space-before="5pt">{"".join(pieces)}</fo:block>')
        parts.append(
            f'<fo:page-sequence master-reference="page" id="s{letter}">{_STATIC.format(n=letter)}'
            f'<fo:flow flow-name="xsl-region-body">{"".join(blocks)}</fo:flow></fo:page-sequence>'
        )
        contents.append(
            f'<fo:block text-align-last="justify"><fo:basic-link internal-destination="l{letter}">Letter {letter} '
            f'<fo:leader leader-pattern="dots"/> <fo:page-number-citation ref-id="l{letter}"/></fo:basic-link>'
            "</fo:block>"
        )
    entries = [
        f'<fo:block text-align="start" margin-left="5mm" text-indent="-5mm">Person {entity}'
        + "".join(f', <fo:page-number-citation ref-id="{each}"/>' for each in where[:: max(1, len(where) // 12)])
        + "</fo:block>"
        for entity, where in sorted(names.items())
    ]
    front, back = (
        f'<fo:page-sequence master-reference="page">{_STATIC.format(n="")}<fo:flow flow-name="xsl-region-body">'
        f"{''.join(lines)}</fo:flow></fo:page-sequence>"
        for lines in (contents, entries)
    )
    return _HEAD + front + "".join(parts) + back + "</fo:root>"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds, and megabytes at its peak."""

    seconds: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; raises when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def pages_of(pdf: Path) -> str:
    """The number of pages, if pdfinfo is there to count them."""
    if shutil.which("pdfinfo") is None:
        return "?"
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=False).stdout
    return next((line.split()[1] for line in said.splitlines() if line.startswith("Pages")), "?")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="10,100,500")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'pages asked':>11} {'formatter':>9} {'pages':>6} {'seconds':>8} {'range':>13} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for pages in map(int, options.pages.split(",")):
            fo = Path(folder, f"{pages}.fo")
            fo.write_text(sample(pages), encoding="utf-8")
            ours, theirs = fo.with_suffix(".pdf"), Path(folder, f"{pages}-fop.pdf")
            commands = {
                "typst": [sys.executable, "-m", "kwedition", "print", "-q", str(fo)],
                "fop": ["fop", "-fo", str(fo), "-pdf", str(theirs)],
            }
            runs: dict[str, list[Run]] = {name: [] for name in commands}
            for _ in range(options.rounds):
                for name, command in commands.items():
                    runs[name].append(run(command))
            for name, made in (("typst", ours), ("fop", theirs)):
                seconds = sorted(one.seconds for one in runs[name])
                spread = f"{seconds[0]:.2f}–{seconds[-1]:.2f}"
                memory = statistics.median(one.memory for one in runs[name])
                shown = f"{statistics.median(seconds):>8.2f} {spread:>13} {memory:>6.0f}"
                print(f"{pages:>11} {name:>9} {pages_of(made):>6} {shown}")


if __name__ == "__main__":
    main()
