"""One process beside this one, for the few tasks of a small build.

No executor of the standard library: what it hands over it hands over in a thread of its own, which waits for Python's
lock while Saxon works here, and the process beside waits with it. Here a task is there when it has been asked for. What
is said is short, and what is long stands in files, so that nobody waits for a pipe either.
"""

import contextlib
import multiprocessing
import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kwedition import workers
from kwedition.build import locks, work
from kwedition.build.work import Made, Outfit, Task

# Seconds that the end of a process may take.
_END = 5
# How its folder is called: no other one may be, for what is not locked is swept.
_PREFIX = "kwedition-beside-"


class Companion:
    """A process that loads some stylesheets until it is asked for something, and makes that, one task after another.

    Raises OSError where it cannot begin.
    """

    def __init__(self, outfit: Outfit, stylesheets: Sequence[str]) -> None:
        # One that was killed together with whom it worked for could not remove its own.
        locks.sweep(Path(tempfile.gettempdir()), f"{_PREFIX}*")
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = locks.Lock(self._folder)
        self._asked = 0
        self._waiting: dict[int, int] = {}
        # Spawned, not forked: a fork would copy Saxon's runtime with its threads half there.
        context = multiprocessing.get_context("spawn")
        self._there: Any
        self._there, other = context.Pipe()
        arguments = (other, self._folder, outfit, tuple(stylesheets))
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._there.close()
            self._remove()
            raise
        finally:
            other.close()

    @property
    def waiting(self) -> Sequence[int]:
        """The numbers of the tasks that are not done yet."""
        return tuple(self._waiting.values())

    def ask(self, number: int, task: Task) -> bool:
        """Have a task done there; False where nobody is there any more."""
        asked = self._asked
        self._asked += 1
        try:
            (self._folder / f"{asked}.task").write_bytes(pickle.dumps(task))
            self._there.send(asked)
        except OSError:
            return False
        self._waiting[asked] = number
        return True

    def answers(self, wait: bool = False) -> Iterator[tuple[int, Made | None]]:
        """What is done: the number of each task, and None where it could not be done there.

        ``wait``: until all of it is done.
        """
        while self._waiting:
            try:
                if not wait and not self._there.poll():
                    return
                asked, done = self._there.recv()
            except (EOFError, OSError):
                # It is lost, and what it had to do with it.
                lost = self.waiting
                self._waiting.clear()
                yield from ((number, None) for number in lost)
                return
            made = self._made(asked) if done else None
            # (Somebody may have asked who no longer waits.)
            if asked in self._waiting:
                yield self._waiting.pop(asked), made

    def forget(self) -> None:
        """Wait for nothing that was asked before."""
        self._waiting.clear()

    def _made(self, asked: int) -> Made:
        path = self._folder / f"{asked}.made"
        made: Made = pickle.loads(path.read_bytes())
        path.unlink()
        return made

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join(_END)
        self._there.close()
        self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()


def _serve(there: Any, folder: Path, outfit: Outfit, stylesheets: Sequence[str]) -> None:
    # Ctrl-C is for the process that this one belongs to; it ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    workers.end_with_parent(leaving=partial(shutil.rmtree, folder, ignore_errors=True))
    # A stylesheet that does not compile is told where a page needs it.
    with contextlib.suppress(Exception):
        for name in stylesheets:
            # What is wanted now loads what it needs; the rest may not be wanted at all.
            if there.poll():
                break
            work.load(outfit, name)
    while True:
        try:
            asked = there.recv()
        except EOFError:
            return
        path = folder / f"{asked}.task"
        try:
            task = pickle.loads(path.read_bytes())
            path.unlink()
            (made,) = work.perform(outfit, (task,))
            (folder / f"{asked}.made").write_bytes(pickle.dumps(made))
            done = True
        except Exception:
            # Whoever asked does it again, and sees what is wrong.
            done = False
        try:
            there.send((asked, done))
        except OSError:
            # Nobody asks any more.
            return
