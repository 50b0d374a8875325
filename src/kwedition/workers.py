"""What every process has to know that works for another."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def end_with_parent(leaving: Callable[[], None] | None = None) -> None:
    """End this process when the one that it works for is gone, however that ended; ``leaving`` is what it does then.

    A pool ends its processes itself; but one that is killed cannot, and they would wait for it for ever.
    """
    # Imported here: most commands have no other process.
    import multiprocessing
    import threading

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel, leaving), daemon=True).start()


@contextmanager
def deaf() -> Iterator[None]:
    """Whoever is started while the context lasts, process or thread, does not hear Ctrl-C; this thread hears it then.

    A terminal says it to all processes at once, and one that has only begun to load Python would tell of it at length.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # (When that is started, this thread hears all again.)
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_after(sentinel: int, leaving: Callable[[], None] | None) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    if leaving is not None:
        leaving()
    # Nothing else is to be put in order, and nobody is left to be told.
    os._exit(1)
