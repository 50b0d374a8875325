"""How fast an edition is built: cold, unchanged, with one document or one person's entry changed.

    python benchmarks/build.py --corpus FOLDER                 the documents of a folder as they are
    python benchmarks/build.py --corpus FOLDER --documents N   so many documents, made out of them
    python benchmarks/build.py --corpus FOLDER --sizes 500,1000,2500,5000   how time grows, with its exponent

Beside each cold build stand, measured in turns with it, the time that lxml takes to parse the same files and the time
that Saxon takes to copy them: the first is the least that any program needs, the second what Saxon itself costs. Where
Java and Saxon-HE are installed (on Debian `libsaxonhe-java`; elsewhere the variable SAXON_JAR names the jar), the first
step of a build, `collect.xsl`, is run over some of the documents in one process by both, with start and compilation.

The figures are those of `--outputs`, pages, indexes and data. The index of the search is made by Pagefind, which cannot
update one: what it takes is shown apart, as the difference to a build with it.
Every figure is a median. Memory is the sum over all processes of the memory that is theirs (PSS), at its highest.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OUTPUTS = "site,data"
# What folders begin with that hold what earlier builds left.
AWAY = "away-"
# Documents that the two kinds of Saxon are compared by.
_COMPARED = 500
_JARS = ("/usr/share/java/Saxon-HE.jar", "/usr/share/maven-repo/net/sf/saxon/Saxon-HE/debian/Saxon-HE-debian.jar")
_IDENTITY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds, seconds of all processors, bytes of memory at its highest."""

    seconds: float
    cpu: float
    memory: int


# What names somebody or some place by reference.
_NAMING = re.compile(rb"<(?:rs|persName|placeName)\s[^>]*(?:ref|key)=")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "tei", help="a folder of TEI documents")
    parser.add_argument("--documents", type=int, help="make so many out of them")
    parser.add_argument("--sizes", help="numbers of documents, for the growth of time")
    parser.add_argument("--executors", default="1,2", help="numbers of processes, or 'dask'")
    parser.add_argument("--repeat", type=int, default=1, help="how often; the median counts")
    parser.add_argument("--outputs", default="site,data", help="what is made; search is measured apart")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it")
    options = parser.parse_args()
    global OUTPUTS
    OUTPUTS = options.outputs
    folder = options.keep or Path(tempfile.mkdtemp(prefix="kwedition-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    executors = options.executors.split(",")
    try:
        if options.sizes:
            growth(
                options.corpus, [int(size) for size in options.sizes.split(",")], folder, executors[-1], options.repeat
            )
        else:
            corpus = options.corpus
            if options.documents:
                corpus = folder / f"corpus-{options.documents}"
                generate(options.corpus, corpus, options.documents)
            table(corpus, folder, executors, options.repeat)
    finally:
        for gone in [folder] if options.keep is None else folder.glob(f"{AWAY}*"):
            shutil.rmtree(gone, ignore_errors=True)


def generate(source: Path, target: Path, number: int) -> None:
    """An edition of so many documents: copies of a corpus's, each with an id and dates of its own.

    Authority files and other documents without text are taken over once. What the copies name and cite stays as it is,
    so the same persons are mentioned more often, as in a larger edition by the same hands. The result is the same
    whenever and wherever it is made.
    """
    if target.exists():
        return
    letters: list[tuple[Path, bytes]] = []
    others = 0
    for path in sorted(source.rglob("*.xml")):
        data = path.read_bytes()
        if _is_text(data):
            letters.append((path, data))
        else:
            others += 1
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    if not letters:
        raise SystemExit(f"no document with a text in {source}")
    for made in range(max(number - others, 1)):
        turn, which = divmod(made, len(letters))
        path, data = letters[which]
        # Some hundreds in a folder, as people keep them.
        place = target / f"copy-{turn:03}" / f"{path.stem}-{turn:03}.xml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_copy(data, turn))


def _is_text(data: bytes) -> bool:
    """Whether a file is a document that people read, not a list of persons or places."""
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, collect_ids=False))
    except etree.XMLSyntaxError:
        return False
    body = root.find(f"{TEI}text/{TEI}body")
    lists = ("listPerson", "listPlace", "listOrg", "listEvent")
    return body is not None and not any(body.find(f".//{TEI}{name}") is not None for name in lists)


def _copy(data: bytes, turn: int) -> bytes:
    """A document with another id and other dates: so many years later."""
    if turn == 0:
        return data

    def renamed(match: re.Match[bytes]) -> bytes:
        return match.group(1) + match.group(2) + b"-%03d" % turn + match.group(3)

    def later(match: re.Match[bytes]) -> bytes:
        return match.group(1) + b"%04d" % (int(match.group(2)) + turn) + match.group(3)

    data = re.sub(rb'(<TEI\b[^>]*\bxml:id=")([^"]*)(")', renamed, data, count=1)
    # Nobody is born later in the next letter: what registers say of people and of works stays as it is.
    pieces = re.split(
        rb"(<(listPerson|listPlace|listOrg|listEvent|listBibl|publicationStmt)\b.*?</\2>)", data, flags=re.DOTALL
    )
    for at in range(0, len(pieces), 3):
        dates = rb'(\b(?:when|when-iso|notBefore|notAfter|from|to)=")(\d{4})((?:-02-29)?)'
        piece = re.sub(dates, _no_leap(later), pieces[at])
        pieces[at] = re.sub(rb"(<title[^>]*>[^<]*?\b)(1[5-9]\d\d)(\b[^<]*</title>)", later, piece)
    # (Of each three, the last is the name of the list.)
    return b"".join(piece for at, piece in enumerate(pieces) if at % 3 < 2)


def _no_leap(later: Callable[["re.Match[bytes]"], bytes]) -> Callable[["re.Match[bytes]"], bytes]:
    return lambda match: later(match).replace(b"-02-29", b"-02-28")


def table(corpus: Path, folder: Path, executors: Sequence[str], repeat: int) -> None:
    """The times of one corpus, by executor."""
    paths = sorted(corpus.rglob("*.xml"))
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} documents, {size / 1e6:.0f} MB, {os.cpu_count()} cores")
    letter = next(path for path in reversed(paths) if _is_text(path.read_bytes()))
    cold: dict[str, list[Run]] = {each: [] for each in executors}
    parse: list[float] = []
    copy: list[float] = []
    for _turn in range(repeat):
        for each in executors:
            cold[each].append(fresh(corpus, folder, each))
        parse.append(parse_time(paths))
        copy.append(identity_time(paths))
    first = statistics.median(run.seconds for run in cold[executors[0]])
    for each in executors:
        runs = cold[each]
        seconds = statistics.median(run.seconds for run in runs)
        show(f"cold, {named(each)}", seconds, len(paths), runs, f"{first / seconds:.2f} × the first")
    show("lxml parses", statistics.median(parse), len(paths))
    show("Saxon copies", statistics.median(copy), len(paths))
    compare(paths[:: math.ceil(len(paths) / _COMPARED)], folder)
    last = executors[-1]
    fresh(corpus, folder, last)
    if "search" not in OUTPUTS:
        searched = build(corpus, folder, last, f"{OUTPUTS},search")
        show("the search, with nothing else new", searched.seconds, len(paths), [searched])
        fresh(corpus, folder, last)
    runs = [build(corpus, folder, last) for _turn in range(max(repeat, 3))]
    show("nothing changed", statistics.median(run.seconds for run in runs), len(paths), runs)
    changes = (
        ("one document changed", changed_text),
        ("one document changed where it names somebody", changed_sentence),
        ("one document names somebody once more", changed_name),
        ("one document has another title", changed_title),
        ("one person's entry changed", changed_person),
    )
    for what, change in changes:
        runs = []
        for turn in range(max(repeat, 3)):
            with change(corpus, letter, turn) as there:
                if there:
                    runs.append(build(corpus, folder, last))
            build(corpus, folder, last)
        if runs:
            show(what, statistics.median(run.seconds for run in runs), len(paths), runs)


def growth(source: Path, sizes: Sequence[int], folder: Path, executor: str, repeat: int) -> None:
    """How the time of a cold build grows with the number of documents: the slope of a line through the logarithms."""
    points = []
    for size in sizes:
        corpus = folder / f"corpus-{size}"
        generate(source, corpus, size)
        runs = [fresh(corpus, folder, executor) for _turn in range(repeat)]
        seconds = statistics.median(run.seconds for run in runs)
        show(f"cold, {named(executor)}, {size} documents", seconds, size, runs)
        points.append((math.log(size), math.log(seconds)))
        if len(sizes) > 1:
            shutil.rmtree(corpus)
    slope, _at = statistics.linear_regression([x for x, _y in points], [y for _x, y in points])
    print(f"time grows with the number of documents to the power of {slope:.2f}")


def named(executor: str) -> str:
    """An executor in words."""
    return "Dask" if executor == "dask" else "1 process" if executor == "1" else f"{executor} processes"


def show(what: str, seconds: float, documents: int, runs: Sequence[Run] = (), more: str = "") -> None:
    """One line of the table."""
    line = f"{what:36} {seconds:8.2f} s {documents / seconds:9.0f} documents/s"
    if runs:
        line += (
            f" {statistics.median(run.cpu for run in runs):8.1f} s CPU {max(run.memory for run in runs) / 1e6:7.0f} MB"
        )
    print(f"{line}  {more}".rstrip(), flush=True)


def fresh(corpus: Path, folder: Path, executor: str) -> Run:
    """A build with nothing there before."""
    # Put away, and removed when all is measured: where thousands of files were removed within the last minutes, ext4
    # takes far longer to make one.
    away = Path(tempfile.mkdtemp(prefix=AWAY, dir=folder))
    for name in ("output", "cache"):
        if (folder / name).exists():
            (folder / name).rename(away / name)
    return build(corpus, folder, executor)


def build(corpus: Path, folder: Path, executor: str, outputs: str = "") -> Run:
    """One build by the command itself, start of Python included."""
    command = [sys.executable, "-m", "kwedition", "build", "--quiet", "--source", str(corpus)]
    command += ["--only", outputs or OUTPUTS]
    command += ["--output", str(folder / "output"), "--cache", str(folder / "cache")]
    command += ["--cluster", "local"] if executor == "dask" else ["--jobs", executor]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    before = os.times()
    started = time.monotonic()
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL) as process:
        watch = _Memory(process.pid)
        code = process.wait()
        seconds = time.monotonic() - started
        memory = watch.stop()
    after = os.times()
    if code not in (0, 1):
        raise SystemExit(f"the build failed with {code}: {' '.join(command)}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, cpu, memory)


class _Memory:
    """The highest memory of a process and all below it."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._highest = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self._highest = max(self._highest, sum(map(_memory, _family(self._process))))


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _family(child)


def _memory(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def parse_time(paths: Sequence[Path]) -> float:
    """Seconds for lxml to parse the files, one after another."""
    contents = [path.read_bytes() for path in paths]
    parser = etree.XMLParser(huge_tree=True, collect_ids=False, recover=True)
    started = time.monotonic()
    for content in contents:
        etree.fromstring(content, parser)
    return time.monotonic() - started


def identity_time(paths: Sequence[Path]) -> float:
    """Seconds for Saxon to copy the files, one after another, in one process."""
    from kwedition.saxon import Saxon

    parser = etree.XMLParser(huge_tree=True, collect_ids=False, recover=True)
    contents = [etree.tostring(etree.fromstring(path.read_bytes(), parser), encoding="unicode") for path in paths]
    stylesheet = Saxon().compile(_IDENTITY, "identity")
    started = time.monotonic()
    for content in contents:
        stylesheet.transform(content)
    return time.monotonic() - started


def compare(paths: Sequence[Path], folder: Path) -> None:
    """The same stylesheet over the same documents by Saxon as it is built in and by Saxon-HE on the JVM."""
    java = shutil.which("java")
    jar = next((each for each in (os.environ.get("SAXON_JAR"), *_JARS) if each and Path(each).is_file()), None)
    if java is None or jar is None:
        print("Saxon-HE on the JVM: not installed")
        return
    from kwedition import resources

    place = folder / "jvm"
    shutil.rmtree(place, ignore_errors=True)
    (place / "in").mkdir(parents=True)
    (place / "out").mkdir()
    # The JVM knows no `kwedition:/`: its stylesheets name files.
    for path in resources.xslt().rglob("*"):
        if path.suffix in {".xsl", ".xml"}:
            copy = place / "xslt" / path.relative_to(resources.xslt())
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            copy.write_text(re.sub(r"\b(kwedition|builtin):/", f"{(place / 'xslt').as_uri()}/", text), encoding="utf-8")
    parser = etree.XMLParser(huge_tree=True, collect_ids=False, recover=True)
    for number, path in enumerate(paths):
        plain = etree.tostring(etree.fromstring(path.read_bytes(), parser), encoding="UTF-8")
        (place / "in" / f"{number}.xml").write_bytes(plain)
    here = "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from kwedition.saxon import Saxon; "
    here += "sheet = Saxon().stylesheet('collect.xsl'); [sheet.transform(path.read_text(), values={'id': 'x', 'path': "
    here += "'x.xml'}) for path in Path(sys.argv[2]).iterdir()]"
    there = [java, "-cp", jar, "net.sf.saxon.Transform", f"-xsl:{place / 'xslt/collect.xsl'}", f"-s:{place / 'in'}"]
    for what, command in (
        ("Saxon collects", [sys.executable, "-c", here, str(ROOT / "src"), str(place / "in")]),
        ("Saxon-HE on the JVM collects", [*there, f"-o:{place / 'out'}", "id=x", "path=x.xml"]),
    ):
        started = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        seconds = time.monotonic() - started
        if done.returncode:
            print(f"{what}: stopped: {done.stderr.decode(errors='replace').strip()[:300]}")
        else:
            show(f"{what} {len(paths)}", seconds, len(paths))


class changed_text:  # noqa: N801 (used as a function)
    """One word more in a text, for as long as the context lasts."""

    def __init__(self, _corpus: Path, letter: Path, turn: int) -> None:
        self._path = letter
        self._word = f" changed {turn} "

    def __enter__(self) -> bool:
        self._data = self._path.read_bytes()
        self._path.write_bytes(self._data.replace(b"</p>", self._word.encode() + b"</p>", 1))
        return True

    def __exit__(self, *_error: object) -> None:
        self._path.write_bytes(self._data)


class changed_sentence(changed_text):  # noqa: N801
    """One word more in the first sentence of a text that names somebody: other pages show it."""

    def __enter__(self) -> bool:
        self._data = self._path.read_bytes()
        start = self._data.find(b"<body")
        naming = _NAMING.search(self._data, start) if start >= 0 else None
        if naming is not None:
            self._path.write_bytes(self._data[: naming.start()] + self._word.encode() + self._data[naming.start() :])
        return naming is not None


class changed_name(changed_text):  # noqa: N801
    """Whom a text names first is named once more at the end of its last paragraph: that is a mention more."""

    def __enter__(self) -> bool:
        self._data = self._path.read_bytes()
        start, end = self._data.find(b"<body"), self._data.rfind(b"</p>")
        naming = _NAMING.search(self._data, start) if 0 <= start < end else None
        if naming is not None:
            tag = self._data[naming.start() : self._data.index(b">", naming.start())].rstrip(b"/")
            opened = re.sub(rb"\sxml:id=(\"[^\"]*\"|'[^']*')", b"", tag) + b">"
            name = opened + self._word.encode() + b"</" + tag[1:].split()[0] + b">"
            self._path.write_bytes(self._data[:end] + name + self._data[end:])
        return naming is not None


class changed_title(changed_text):  # noqa: N801
    """One word more in the title of a text: lists show it, and every page that names the text."""

    def __enter__(self) -> bool:
        self._data = self._path.read_bytes()
        self._path.write_bytes(self._data.replace(b"</title>", self._word.encode() + b"</title>", 1))
        return b"</title>" in self._data


class changed_person(changed_text):  # noqa: N801
    """Another form of a person's name in the first file that has persons, for as long as the context lasts."""

    def __init__(self, corpus: Path, letter: Path, turn: int) -> None:
        super().__init__(corpus, letter, turn)
        self._path = next(
            (path for path in sorted(corpus.rglob("*.xml")) if b"<listPerson" in path.read_bytes()), letter
        )
        self._turn = turn

    def __enter__(self) -> bool:
        self._data = self._path.read_bytes()
        form = b'<persName type="alternative">Changed %d</persName></person>' % self._turn
        self._path.write_bytes(self._data.replace(b"</person>", form, 1))
        return b"</person>" in self._data


if __name__ == "__main__":
    main()
