"""Where tasks run: in this process, in a pool of processes, on a Dask cluster. The results are the same everywhere."""

import atexit
import contextlib
import importlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol
from urllib.parse import urlsplit

from kwedition import workers
from kwedition.build import work
from kwedition.build.companion import Companion
from kwedition.build.work import Made, Outfit, Task
from kwedition.errors import KweditionError, SettingsError

# A batch is what travels at once: so many tasks or bytes at most.
_BATCH_TASKS = 24
_BATCH_BYTES = 400_000
# On a cluster a batch takes time of the scheduler, too, which is here where the cluster is local: there it is larger.
_CLUSTER_BATCH = 3
# Batches that wait at each worker: enough that it never waits, few enough that their bytes don't fill the memory.
_AHEAD = 3
# Tasks that are not worth the start of a pool; more where a process is beside this one already.
_FEW = 12
_FEW_FOR_TWO = 120
# So many are worth one before it is known of each whether there is anything to do.
MANY = 200
# Whole batches after which a process makes place for a fresh one.
_BATCHES_PER_PROCESS = 2000
_RETRIES = 3
# Bytes of a task for which it pays to load its stylesheet in one process more.
_LONG = 200_000
# All processes together shall stay below two gigabytes. When one of the pool has more than its share, fresh ones take
# their place; but a share is no less than a process needs to work, and a pool does so many batches at least.
_MEMORY = 1_700_000_000
_LEAST_SHARE = 400_000_000
_LEAST_BATCHES = 20
# Seconds that the end of a pool may take, and after which who waits for a cluster looks up.
_END, _WAKE = 5, 0.2
# How often one looks for processes of a cluster that could not be closed in good order.
_LOOKS = 5


class Crew(Protocol):
    """Somebody who performs tasks; results come in any order, each with the number of its task.

    ``remote`` is True when the workers may not see this machine's files.
    """

    remote: bool

    def perform(self, outfit: Outfit, tasks: Iterable[Task]) -> Iterator[tuple[int, Made]]:
        """The results of the tasks."""
        ...

    def expect(self, outfit: Outfit, stylesheets: Sequence[str], tasks: int = 0) -> None:
        """Make ready, where that can be done meanwhile, for tasks of these stylesheets; ``tasks``: for so many."""
        ...

    def close(self) -> None:
        """Let go of processes and connections."""
        ...


class InProcess:
    """One task after another, here."""

    remote = False

    def perform(self, outfit: Outfit, tasks: Iterable[Task]) -> Iterator[tuple[int, Made]]:
        """The results of the tasks, in their order."""
        for number, task in enumerate(tasks):
            (made,) = work.perform(outfit, (task,))
            yield number, made

    def expect(self, outfit: Outfit, stylesheets: Sequence[str], tasks: int = 0) -> None:
        """Nobody else is here."""

    def close(self) -> None:
        """Nothing to let go of."""


class Beside:
    """One process beside this one, which loads some stylesheets while this one has something else to do."""

    def __init__(self, outfit: Outfit, stylesheets: Sequence[str]) -> None:
        self._stylesheets = frozenset(stylesheets)
        self._companion = Companion(outfit, stylesheets)

    def perform(self, outfit: Outfit, tasks: Sequence[Task]) -> Iterator[tuple[int, Made]]:
        """The results of a few tasks: those of its stylesheets are made there, the others here at the same time.

        When it has little else to do, it takes some of these, too: of a stylesheet not loaded here, or a long one.
        """
        there = self._companion
        there.forget()
        asked = {n for n, task in enumerate(tasks) if self._is_expected(task) and there.ask(n, task)}
        here = sorted((n for n in range(len(tasks)) if n not in asked), key=lambda n: -_size(tasks[n]))
        loaded: set[str] = set()
        while here or there.waiting:
            # When all is done here, whatever is left is made there.
            for number, made in there.answers(wait=not here):
                if made is None:
                    here.append(number)
                else:
                    yield number, made
            if not here:
                continue
            number = here.pop(0)
            loaded.add(work.stylesheet(tasks[number]))
            # It goes on with these when it has done what it was made ready for.
            if here and len(there.waiting) <= _AHEAD:
                for other in _for_another(here, tasks, loaded):
                    if there.ask(other, tasks[other]):
                        here.remove(other)
            yield number, work.perform(outfit, (tasks[number],))[0]

    def _is_expected(self, task: Task) -> bool:
        return work.stylesheet(task) in self._stylesheets

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._companion.close()


class Pool:
    """A pool of processes on this machine. It starts when there is enough to do, and outlives lost processes."""

    remote = False
    batch = 1

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None
        self._beside: Beside | None = None

    def expect(self, outfit: Outfit, stylesheets: Sequence[str], tasks: int = 0) -> None:
        """Start a process beside this one for a few tasks; where there is a pool, or many tasks are to come for one,
        its processes load what they need.
        """
        if self._executor is not None or tasks >= MANY:
            with contextlib.suppress(BrokenProcessPool), workers.deaf():
                for _job in range(self._jobs):
                    self._pool().submit(work.load_all, outfit, tuple(stylesheets))
        elif self._beside is None:
            # Where it cannot begin, all is done here.
            with contextlib.suppress(OSError), workers.deaf():
                self._beside = Beside(outfit, stylesheets)

    def perform(self, outfit: Outfit, tasks: Iterable[Task]) -> Iterator[tuple[int, Made]]:
        """The results of the tasks."""
        first: list[Task] = []
        rest = iter(tasks)
        few = _FEW if self._beside is None else _FEW_FOR_TWO
        for task in rest:
            first.append(task)
            if len(first) > few:
                break
        if len(first) <= few and self._executor is None:
            yield from (InProcess() if self._beside is None else self._beside).perform(outfit, first)
            return
        if self._beside is not None:
            self._beside.close()
            self._beside = None
        yield from _spread(self, outfit, _chained(first, rest), self._jobs)

    @property
    def share(self) -> int:
        """The bytes of memory that a process of the pool may have."""
        return max(_LEAST_SHARE, (_MEMORY - work.memory()) // self._jobs)

    def submit(self, outfit: Outfit, batch: Sequence[Task]) -> "Future[tuple[list[Made], int]]":
        """Hand a batch to whichever process is free."""
        # (To whom the first batches go is started for them.)
        with workers.deaf():
            return self._pool().submit(work.measured, outfit, batch)

    def _pool(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # Spawned, not forked: a fork would copy Saxon's runtime with its threads half there.
            self._executor = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                max_tasks_per_child=_BATCHES_PER_PROCESS,
            )
        return self._executor

    def renew(self) -> None:
        """Begin again after a process was lost: the pool is broken with it."""
        self.close()

    def close(self) -> None:
        """End the processes at once, whatever they are doing."""
        executor, self._executor = self._executor, None
        beside, self._beside = self._beside, None
        if beside is not None:
            beside.close()
        if executor is not None:
            _end(executor)


# How a scheduler of Dask can be spoken to. (At any other it complains for a minute, and then at length.)
_SCHEMES = frozenset(("tcp", "tls", "ws", "wss", "ucx"))


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname)


class Cluster:
    """A Dask cluster; needs the extra ``cluster``. One of our own is on this machine."""

    # How many times as large as elsewhere a batch is.
    batch = _CLUSTER_BATCH
    _client: Any

    def __init__(self, address: str, jobs: int) -> None:
        if address != "local" and not _is_address(address):
            raise SettingsError(f"{address!r} is no address of a cluster", "write local, or tcp://HOST:PORT")
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise KweditionError(
                "--cluster needs Dask, which is not installed", "install it: pip install 'kwedition[cluster]'"
            ) from None
        self.remote = address != "local"
        self._own: Any = None
        try:
            self._begin(distributed, address, jobs)
        except (OSError, TimeoutError, ValueError) as error:
            raise KweditionError(
                f"the cluster {address} cannot be reached: {error}",
                "name the address that `dask scheduler` prints, such as tcp://HOST:8786, or `local` for workers here",
            ) from None
        except KeyboardInterrupt:
            _end_dask()
            raise
        self._executor: Executor = self._client.get_executor(pure=False, retries=_RETRIES)
        self._jobs = max(sum(self._client.nthreads().values()), jobs)

    def _begin(self, distributed: Any, address: str, jobs: int) -> None:
        """Reach the cluster, or start one of our own."""
        raised: list[Exception] = []

        def begin() -> None:
            try:
                if address == "local":
                    # (What goes wrong with a task is raised here. A worker that misses the scheduler at the end would
                    # say so in forty lines.)
                    self._own = distributed.LocalCluster(
                        n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                    )
                self._client = distributed.Client(self._own or address, timeout="20s", set_as_default=False)
            except Exception as error:
                raised.append(error)

        # In a thread, so that its threads and processes can be deaf, and this one still be interrupted.
        beginning = threading.Thread(target=begin, daemon=True)
        with workers.deaf():
            beginning.start()
        # (Not all at once: another thread may take the interruption, and nobody would wake this one.)
        try:
            while beginning.is_alive():
                beginning.join(_WAKE)
        except KeyboardInterrupt:
            # A process that was begun a moment ago is not known to be there.
            beginning.join(_WAKE)
            raise
        if raised:
            raise raised[0]

    def perform(self, outfit: Outfit, tasks: Iterable[Task]) -> Iterator[tuple[int, Made]]:
        """The results of the tasks."""
        yield from _spread(self, outfit, iter(tasks), self._jobs)

    def expect(self, outfit: Outfit, stylesheets: Sequence[str], tasks: int = 0) -> None:
        """Workers of a cluster load what they need themselves."""

    @property
    def share(self) -> int:
        """The bytes of memory that a worker may have: the cluster sees to that itself."""
        return sys.maxsize

    def submit(self, outfit: Outfit, batch: Sequence[Task]) -> "Future[tuple[list[Made], int]]":
        """Hand a batch to whichever worker is free."""
        return self._executor.submit(work.measured, outfit, tuple(batch))

    def renew(self) -> None:
        """Dask itself gives the work of lost workers to others."""

    def close(self) -> None:
        """Leave the cluster; end one of our own."""
        with contextlib.suppress(Exception):
            self._client.close(timeout=1)
        if self._own is not None:
            closed = False
            with contextlib.suppress(Exception):
                self._own.close(timeout=1)
                closed = True
            # A busy machine may need longer than that, and whoever waits for the end of a build has no use for them.
            _end_dask()
            # (One may just be starting in the place of another that was lost, whatever Dask says.)
            for _ in range(1 if closed else _LOOKS):
                time.sleep(_WAKE)
                _kill_dask()


def crew(jobs: int | None, cluster: str | None) -> Crew:
    """Who performs the tasks: ``jobs`` processes (None: as many as there are cores), or a cluster by its address."""
    number = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    if cluster is not None:
        return Cluster(cluster, number)
    return InProcess() if number == 1 else Pool(number)


def _spread(
    executor: Pool | Cluster, outfit: Outfit, tasks: Iterator[Task], workers: int
) -> Iterator[tuple[int, Made]]:
    """Batches to workers, a few ahead; what is lost with a worker is done again."""
    batches = _batches(tasks, executor.batch)
    running: dict[Future[tuple[list[Made], int]], tuple[int, list[Task]]] = {}
    again: list[tuple[int, list[Task]]] = []
    losses = 0
    exhausted = full = False
    finished = 0
    while True:
        if full and not running:
            executor.renew()
            full, finished = False, 0
        while not full and len(running) < workers * _AHEAD and not (exhausted and not again):
            if again:
                start, batch = again.pop()
            else:
                following = next(batches, None)
                if following is None:
                    exhausted = True
                    continue
                start, batch = following
            try:
                running[executor.submit(outfit, batch)] = (start, batch)
            except BrokenProcessPool:
                again.append((start, batch))
                break
        if not running and exhausted and not again:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        broken = not running
        for future in done:
            start, batch = running.pop(future)
            try:
                results, memory = future.result()
            except BrokenProcessPool:
                again.append((start, batch))
                broken = True
                continue
            finished += 1
            full = full or (finished >= _LEAST_BATCHES and memory > executor.share)
            yield from ((start + number, made) for number, made in enumerate(results))
        if broken:
            losses += 1
            if losses > _RETRIES:
                raise KweditionError(
                    "processes of the pool were lost again and again",
                    "memory may be short: try fewer with --jobs, or one with --jobs 1",
                )
            again += running.values()
            running.clear()
            executor.renew()


def _batches(tasks: Iterator[Task], times: int) -> Iterator[tuple[int, list[Task]]]:
    most, longest = _BATCH_TASKS * times, _BATCH_BYTES * times
    batch: list[Task] = []
    size = start = 0
    for task in tasks:
        batch.append(task)
        size += _size(task)
        if len(batch) >= most or size >= longest:
            yield start, batch
            start, batch, size = start + len(batch), [], 0
    if batch:
        yield start, batch


def _for_another(here: Sequence[int], tasks: Sequence[Task], loaded: Container[str]) -> list[int]:
    """Which of the tasks that wait here, the longest first, another process may do; ``loaded`` are our stylesheets."""
    new = [number for number in here if work.stylesheet(tasks[number]) not in loaded]
    if new:
        name = work.stylesheet(tasks[new[0]])
        return [number for number in new if work.stylesheet(tasks[number]) == name]
    return [here[0]] if _size(tasks[here[0]]) > _LONG else []


def _size(task: Task) -> int:
    if isinstance(task, work.CollectTask):
        return len(task.text.data)
    if isinstance(task, work.SourceTask):
        # It makes about three times as much.
        return 3 * sum(len(file.data) for file in task.files)
    return len(task.slice) + sum(len(text.data) for text in task.texts)


def _chained(first: Iterable[Task], rest: Iterator[Task]) -> Iterator[Task]:
    yield from first
    yield from rest


def _end(executor: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once."""
    # (From Python 3.14 on there is a method for it.)
    processes = list((getattr(executor, "_processes", None) or {}).values())
    manager = getattr(executor, "_executor_manager_thread", None)
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    if manager is not None and manager.ident is not None:
        # It closes the pipes of the pool. Until Python 3.12, whoever leaves the interpreter meanwhile writes to a
        # pipe that is closed: "Exception ignored in: <module 'threading' …> Bad file descriptor".
        manager.join(_END)


def _end_dask() -> None:
    """End the processes of a cluster of our own at once."""
    # Dask itself would have them end in good order when this process ends, and wait ten seconds for that.
    atexit.unregister(importlib.import_module("distributed.deploy.spec").close_clusters)
    # (Where it has only begun, it goes on starting them until then.)
    atexit.unregister(_kill_dask)
    atexit.register(_kill_dask)
    _kill_dask()


def _kill_dask() -> None:
    for process in multiprocessing.active_children():
        if process.name.startswith("Dask"):
            process.kill()
            process.join(_END)


def _begin() -> None:
    # Ctrl-C is for the process that the pool belongs to; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    workers.end_with_parent()
