"""What every process has to know that works for another."""

import os
from collections.abc import Callable


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


def _end_after(sentinel: int, leaving: Callable[[], None] | None) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    if leaving is not None:
        leaving()
    # Nothing else is to be put in order, and nobody is left to be told.
    os._exit(1)
