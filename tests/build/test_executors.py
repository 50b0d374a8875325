"""Wherever tasks run, the results are the same, and a lost worker costs only time."""

import atexit
import contextlib
import importlib.util
import mmap
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from building import build, copied, files_of
from common import ROOT, absent
from kwedition.build import executors, work
from kwedition.build.companion import Companion
from kwedition.build.fingerprint import tool
from kwedition.build.record import unpack
from kwedition.build.work import CollectTask, Outfit, Task, Text
from kwedition.errors import KweditionError

OUTFIT = Outfit(tool(), "en")
THEME = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kwedition:ns">
  <xsl:output omit-xml-declaration="yes"/><xsl:param name="id"/><xsl:param name="path"/>
  <xsl:template match="/">
    <record id="{$id}" path="{$path}" kind="document" root="" xml:lang="en"><title>from the theme</title></record>
  </xsl:template>
</xsl:stylesheet>"""


def tasks(number: int) -> Iterator[Task]:
    for each in range(number):
        body = f'<text><body><p>Letter {each} to <persName ref="#p{each % 7}">Person</persName>.</p></body></text>'
        data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{each}"><teiHeader/>{body}</TEI>'
        yield CollectTask(Text(f"t{each}", f"t{each}.xml", f"t{each}.xml", data.encode()))


def performed(crew: executors.Crew, number: int) -> dict[int, bytes]:
    return {at: made.content for at, made in crew.perform(OUTFIT, tasks(number))}


@pytest.fixture(scope="module")
def expected() -> dict[int, bytes]:
    return performed(executors.InProcess(), 200)


def test_a_pool_makes_the_same(expected: dict[int, bytes]) -> None:
    crew = executors.Pool(2)
    try:
        assert performed(crew, 200) == expected
    finally:
        crew.close()


def test_a_pool_makes_the_same_when_it_was_made_ready_for_more(expected: dict[int, bytes]) -> None:
    crew = executors.Pool(2)
    try:
        assert performed(crew, 100).items() <= expected.items()
        # What does not compile is told where somebody needs it.
        crew.expect(OUTFIT, ("site/missing.xsl", "no/such.xsl"))
        assert crew._beside is None
        assert performed(crew, 200) == expected
    finally:
        crew.close()


def test_a_pool_that_many_tasks_are_to_come_for_begins_at_once(expected: dict[int, bytes]) -> None:
    crew = executors.Pool(2)
    try:
        crew.expect(OUTFIT, ("collect.xsl",), executors.MANY)
        assert crew._executor is not None
        assert crew._beside is None
        assert performed(crew, 5) == {at: expected[at] for at in range(5)}
    finally:
        crew.close()


def test_a_cluster_makes_the_same(expected: dict[int, bytes]) -> None:
    _dask()
    crew = executors.Cluster("local", 2)
    try:
        assert performed(crew, 200) == expected
    finally:
        crew.close()


def test_a_cluster_elsewhere_hands_over_what_one_here_writes_itself(mini: Path, tmp_path: Path) -> None:
    _dask()
    build(mini, tmp_path / "expected", None)
    here = executors.Cluster("local", 2)
    try:
        there = executors.Cluster(here._own.scheduler_address, 2)
        try:
            assert (here.remote, there.remote) == (False, True)
            for name, crew in (("here", here), ("there", there)):
                build(mini, tmp_path / name, None, crew)
                assert files_of(tmp_path / name) == files_of(tmp_path / "expected")
        finally:
            there.close()
    finally:
        here.close()


def test_a_worker_of_a_cluster_that_is_killed_costs_only_time(expected: dict[int, bytes]) -> None:
    _dask()
    crew = executors.Cluster("local", 2)
    try:
        made: dict[int, bytes] = {}
        for at, result in crew.perform(OUTFIT, tasks(200)):
            if not made:
                os.kill(next(iter(crew._client.run(os.getpid).values())), signal.SIGKILL)
            made[at] = result.content
        assert made == expected
    finally:
        crew.close()
    assert [each.name for each in multiprocessing.active_children() if each.name.startswith("Dask")] == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no masks of signals")
def test_who_is_interrupted_while_a_cluster_starts_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hear: list[bool] = []
    started = threading.Event()
    left: list[object] = []

    class Starting:
        def __init__(self, **_options: object) -> None:
            hear.append(signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
            os.kill(os.getpid(), signal.SIGINT)
            started.wait()

    distributed, spec = types.ModuleType("distributed"), types.ModuleType("distributed.deploy.spec")
    distributed.__dict__["LocalCluster"] = Starting
    spec.__dict__["close_clusters"] = lambda: None
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    monkeypatch.setitem(sys.modules, "distributed.deploy.spec", spec)
    monkeypatch.setattr(atexit, "unregister", left.append)
    monkeypatch.setattr(atexit, "register", lambda _function: None)
    with _heard(signal.SIGINT), pytest.raises(KeyboardInterrupt):
        executors.Cluster("local", 2)
    started.set()
    assert hear == [False]
    assert spec.__dict__["close_clusters"] in left


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no masks of signals")
def test_processes_of_a_pool_never_hear_who_interrupts_it() -> None:
    crew = executors.Pool(2)
    try:
        assert len(performed(crew, 60)) == 60
        assert crew._executor is not None
        assert signal.SIGINT in crew._executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    finally:
        crew.close()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_theme_travels_with_the_tasks() -> None:
    own = Outfit(tool(), "en", None, (("collect.xsl", THEME.encode()),))
    ((_number, made),) = executors.InProcess().perform(own, tasks(1))
    assert unpack(made.content).title == "from the theme"


def test_a_lost_process_costs_only_time(expected: dict[int, bytes]) -> None:
    crew = executors.Pool(2)
    results: dict[int, bytes] = {}
    killed = False
    try:
        for number, made in crew.perform(OUTFIT, tasks(200)):
            results[number] = made.content
            if not killed:
                os.kill(next(iter(_processes(crew))), signal.SIGKILL)
                killed = True
    finally:
        crew.close()
    assert killed
    assert results == expected


def test_an_unreadable_document_is_a_result_not_an_error() -> None:
    broken = CollectTask(Text("x", "x.xml", "x.xml", b"<TEI"))
    ((_number, made),) = executors.InProcess().perform(OUTFIT, iter([broken]))
    assert made.content.startswith(b"!")


def test_another_version_of_the_tool_is_refused() -> None:
    with pytest.raises(KweditionError, match="another version"):
        list(executors.InProcess().perform(Outfit("other", "en"), tasks(1)))


def test_few_tasks_start_no_pool() -> None:
    before = _children(os.getpid())
    assert len(performed(executors.Pool(2), 5)) == 5
    assert set(_children(os.getpid())) <= set(before)


@pytest.mark.parametrize("stylesheet", ["collect.xsl", "site/home.xsl"])
def test_a_process_beside_this_one_does_what_it_was_made_ready_for(
    expected: dict[int, bytes], stylesheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    crew = executors.Pool(2)
    here: list[int] = []
    perform = work.perform

    def watched(outfit: Outfit, some: Sequence[Task]) -> list[work.Made]:
        here.append(len(some))
        return perform(outfit, some)

    crew.expect(OUTFIT, (stylesheet,))
    beside = crew._beside
    assert beside is not None
    process = beside._companion._process
    try:
        assert performed(crew, 3) == {at: expected[at] for at in range(3)}
        # It stays for what comes next; when it is lost, all is done here.
        process.kill()
        process.join(5)
        assert performed(crew, 2) == {at: expected[at] for at in range(2)}
        monkeypatch.setattr(work, "perform", watched)
        assert performed(crew, 2) == {at: expected[at] for at in range(2)}
        assert here == [1, 1]
    finally:
        crew.close()
    assert crew._beside is None


def test_who_is_beside_does_not_wait_for_what_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Saxon does: what works here never lets another thread of this process begin."""
    crew = executors.Pool(2)
    crew.expect(OUTFIT, ("collect.xsl",))
    beside = crew._beside
    assert beside is not None
    try:
        task = next(tasks(1))
        assert beside._companion.ask(0, task)
        ((_number, made),) = beside._companion.answers(wait=True)
        assert made is not None
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1000)
        try:
            for number in range(5):
                assert beside._companion.ask(number, task)
            end = time.monotonic() + 60
            while len(list(beside._companion._folder.glob("*.made"))) < 5 and time.monotonic() < end:
                pass
            # What is made is said a moment later.
            said: list[int] = []
            while len(said) < 5 and time.monotonic() < end:
                said.extend(number for number, _made in beside._companion.answers())
            assert said == [0, 1, 2, 3, 4]
        finally:
            sys.setswitchinterval(interval)
    finally:
        folder = beside._companion._folder
        crew.close()
    assert not folder.exists()


def test_what_fails_beside_fails_here() -> None:
    crew = executors.Pool(2)
    crew.expect(OUTFIT, ("site/missing.xsl",))
    try:
        wrong = work.RenderTask("x.html", "site/missing.xsl", "<slice", ())
        with pytest.raises(KweditionError):
            list(crew.perform(OUTFIT, [wrong]))
        # What nobody waits for any more is no answer to what is asked next.
        (made,) = crew.perform(OUTFIT, list(tasks(1)))
        assert made[0] == 0
    finally:
        crew.close()


def test_who_is_beside_takes_some_of_what_is_long(expected: dict[int, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    crew = executors.Pool(2)
    here: list[int] = []
    perform = work.perform

    def slowly(outfit: Outfit, some: Sequence[Task]) -> list[work.Made]:
        here.append(len(some))
        time.sleep(0.5)
        return perform(outfit, some)

    try:
        crew.expect(OUTFIT, ())
        monkeypatch.setattr(executors, "_LONG", 0)
        # (It is quick there.)
        monkeypatch.setattr(executors, "work", _With(work, perform=slowly))
        assert performed(crew, 9) == {at: expected[at] for at in range(9)}
        assert 0 < len(here) < 9
    finally:
        crew.close()


class _With:
    """A module with other things of some names."""

    def __init__(self, module: object, **others: object) -> None:
        self._module = module
        self.__dict__ |= others

    def __getattr__(self, name: str) -> object:
        return getattr(self._module, name)


def test_who_has_much_to_do_leaves_what_is_beside(expected: dict[int, bytes]) -> None:
    crew = executors.Pool(2)
    crew.expect(OUTFIT, ("collect.xsl",))
    try:
        much = executors._FEW_FOR_TWO + 1
        assert performed(crew, much) == {at: expected[at] for at in range(much)}
        assert crew._beside is None
        crew.expect(OUTFIT, ("collect.xsl",))
        assert crew._beside is None
    finally:
        crew.close()


@pytest.mark.parametrize(
    ("workers", "kind"),
    [
        (("--jobs", "2"), signal.SIGINT),
        (("--jobs", "2", "--cluster", "local"), signal.SIGINT),
        (("--jobs", "2"), signal.SIGTERM),
    ],
    ids=["pool", "cluster", "terminated"],
)
def test_an_interrupted_build_stops_soon_and_leaves_nothing(
    tmp_path: Path, workers: tuple[str, ...], kind: signal.Signals
) -> None:
    if "--cluster" in workers:
        _dask()
    source = tmp_path / "tei"
    source.mkdir()
    for number, task in enumerate(tasks(3000)):
        assert isinstance(task, CollectTask)
        (source / f"t{number}.xml").write_bytes(task.text.data)
    command = [sys.executable, "-m", "kwedition", "build", "--source", str(source), *workers, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    begun = time.monotonic()
    with (
        _heard(signal.SIGINT),
        subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) as process,
    ):
        while len(working := _working(process.pid)) < 2:
            assert process.poll() is None
            time.sleep(0.05)
        started = time.monotonic()
        process.send_signal(kind)
        process.wait(120)
        # Soon, for a machine that took so long to begin.
        assert time.monotonic() - started < max(2, started - begun)
        assert process.returncode == 128 + kind
    assert [path.name for path in tmp_path.iterdir()] == ["tei"]
    end = time.monotonic() + 60
    while left := [child for child in working if b"spawn" in _command(child)]:
        assert time.monotonic() < end, left
        time.sleep(0.05)


@pytest.mark.parametrize("command", ["build", "check"])
def test_nobody_works_for_a_command_that_was_killed(tmp_path: Path, command: str) -> None:
    for number, task in enumerate(tasks(3000)):
        assert isinstance(task, CollectTask)
        (tmp_path / f"t{number}.xml").write_bytes(task.text.data)
    said = ["build", "--source", ".", "--output", "out", "--no-cache"] if command == "build" else ["check", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-m", "kwedition", *said, "--jobs", "2"], cwd=tmp_path, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        working = _working if command == "build" else _children
        while len(left := set(working(process.pid))) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
        process.wait(60)
    end = time.monotonic() + 60
    while left := {child for child in left if _command(child)}:
        assert time.monotonic() < end, left
        time.sleep(0.05)


def _dask() -> None:
    if importlib.util.find_spec("distributed") is None:
        absent("the extra `cluster` is not installed")


def _children(process: int) -> list[int]:
    tasks_ = Path(f"/proc/{process}/task")
    found: list[int] = []
    for task in tasks_.iterdir():
        # A thread may have ended since it was listed.
        with contextlib.suppress(FileNotFoundError):
            found += map(int, (task / "children").read_text().split())
    return found


@contextlib.contextmanager
def _heard(number: signal.Signals) -> Iterator[None]:
    """A shell lets what it starts in the background ignore Ctrl-C, and that is inherited."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def _working(process: int) -> set[int]:
    """The processes that a build has made for its tasks and that have begun with them, wherever they stand below it."""
    found = {child for child in _children(process) if b"spawn_main" in _command(child)}
    return {child for child in found if _spent(child) >= 2}


def _spent(process: int) -> float:
    """The seconds of a processor that a process has had; their start takes less than two, also where that is slow."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processes(pool: executors.Pool) -> set[int]:
    """Those of a pool at this moment."""
    assert pool._executor is not None
    return set(pool._executor._processes)


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_processes_that_grew_make_place_for_fresh_ones(
    expected: dict[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_LEAST_SHARE", 1)
    monkeypatch.setattr(executors, "_MEMORY", 1)
    monkeypatch.setattr(executors, "_LEAST_BATCHES", 2)
    monkeypatch.setattr(executors, "_BATCH_TASKS", 20)
    crew = executors.Pool(2)
    seen: set[int] = set()
    results: dict[int, bytes] = {}
    try:
        for number, made in crew.perform(OUTFIT, tasks(200)):
            results[number] = made.content
            seen |= _processes(crew)
    finally:
        crew.close()
    assert results == expected
    assert len(seen) > 2


def test_memory_is_measured() -> None:
    before = work.memory()
    # Fresh pages: what `bytearray` takes may be memory that the process has freed, and had all the time.
    with mmap.mmap(-1, 60_000_000) as held:
        held.write(b"\1" * len(held))
        assert work.memory() - before > 50_000_000
    assert before > 10_000_000


def test_a_pool_leaves_quietly(tmp_path: Path) -> None:
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>Some words.</p></body></text></TEI>'
    for number in range(40):
        (tmp_path / f"t{number}.xml").write_text(tei, encoding="utf-8")
    command = [sys.executable, "-m", "kwedition", "build", "--source", ".", "--output", "out", "--no-cache", "-j", "2"]
    command += ["--only", "text"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for _time in range(3):
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_pool_that_is_closed_leaves_no_thread_to_its_pipes() -> None:
    """While it lives it closes them, and the interpreter writes to them when it ends (until Python 3.12)."""
    others = set(threading.enumerate())
    crew = executors.Pool(2)
    performed(crew, 40)
    crew.close()
    left = set(threading.enumerate()) - others
    assert [thread.name for thread in left if "ExecutorManager" in type(thread).__name__] == []


@pytest.mark.skipif(sys.platform == "win32", reason="locks on folders are not there")
def test_what_was_killed_with_whom_it_worked_for_leaves_nothing_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    command = (
        "import os, signal, sys; from kwedition.build.companion import Companion; from kwedition.build.work import Outfit;"
        "beside = Companion(Outfit('', 'en'), ()); os.kill(beside._process.pid, signal.SIGKILL);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", command], env=environment, check=False)
    (left,) = tmp_path.iterdir()
    beside = Companion(Outfit(tool(), "en"), ())
    try:
        # One that was made a moment ago may be somebody's who is about to lock it, and a locked one is in use.
        (own,) = {*tmp_path.iterdir()} - {left}
        for folder in (left, own):
            os.utime(folder, (1, 1))
        Companion(Outfit(tool(), "en"), ()).close()
        assert [*tmp_path.iterdir()] == [own]
    finally:
        beside.close()
    assert [*tmp_path.iterdir()] == []


def test_a_build_after_a_killed_one_makes_what_one_from_nothing_makes(mini: Path, tmp_path: Path) -> None:
    own = copied(mini, tmp_path / "edition")
    letter = next(own.rglob("first.xml"))
    text = letter.read_text(encoding="utf-8")
    for number in range(25):
        copy = text.replace('xml:id="', f'xml:id="n{number}-')
        (letter.parent / f"n{number}.xml").write_text(copy, encoding="utf-8")

    def command(output: str, *more: str) -> list[str]:
        return [sys.executable, "-m", "kwedition", "build", "--output", output, "--only", "site,data", *more]

    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command("out", "-j", "2"), cwd=own, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        # Pages are being written.
        while not any(own.glob(".out-*.part/*/*.html")):
            assert process.poll() is None
            time.sleep(0.02)
        working = [child for child in _children(process.pid) if b"spawn_main" in _command(child)]
        process.kill()
        for each in working:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
    assert not (own / "out").exists()
    for folder in own.glob(".out-*.part"):
        os.utime(folder, (1, 1))
    for said in (command("out", "-j", "1"), command("fresh", "-j", "1", "--no-cache")):
        subprocess.run(said, cwd=own, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert files_of(own / "out") == files_of(own / "fresh")
    assert not any(own.glob(".out-*"))
