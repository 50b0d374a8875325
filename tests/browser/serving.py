"""A web server for a published site: some things a browser allows only there."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 (its name there)


class _Server(http.server.ThreadingHTTPServer):
    # A browser asks for many files at once, before a busy machine has accepted the first.
    request_queue_size = 128


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; its address ends in a slash."""
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
