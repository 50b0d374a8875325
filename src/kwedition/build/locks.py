"""Locks on folders, so that builds at the same time know of each other.

A lock goes with the process that holds it, however that ends. Where a system or a file system has none, nobody is
locked out, and nothing is taken for abandoned.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]

# Seconds that somebody is waited for. Whoever holds a folder longer is no build that publishes.
_WAIT = 10.0
_STEP = 0.02
# A folder that was made a moment ago may not be locked yet; after so many seconds it can only be a killed one's.
_ABANDONED = 60


class Lock:
    """A lock on a folder, ``held`` until it is closed, if there is one to be had; ``busy``: somebody else has it."""

    def __init__(self, folder: Path) -> None:
        self.held = self.busy = False
        self._descriptor = -1
        if fcntl is None:
            return
        try:
            self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.held = True
        except BlockingIOError:
            self.busy = True
        except OSError:
            # The folder is not there, or its file system has no locks.
            pass

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self.held = -1, False


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """With a lock on a folder, if there is one to be had soon: whoever else has it is waited for."""
    end = time.monotonic() + _WAIT
    lock = Lock(folder)
    while lock.busy and time.monotonic() < end:
        lock.close()
        time.sleep(_STEP)
        lock = Lock(folder)
    try:
        yield
    finally:
        lock.close()


def sweep(folder: Path, pattern: str) -> None:
    """Remove what processes left behind in a folder that were killed: folders that nobody has locked."""
    for each in folder.glob(pattern):
        lock = Lock(each)
        with contextlib.suppress(OSError):
            if lock.held and time.time() - each.stat().st_mtime > _ABANDONED:
                shutil.rmtree(each, ignore_errors=True)
        lock.close()
