"""Waiting for what is to come: when a click returns, or a page is there, a busy machine has not done what follows from it.

Nothing here waits for a time, but for what a test then looks at; how long that may take at most is `PATIENCE`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page

T = TypeVar("T")

# Milliseconds: many times what a slow machine needs.
PATIENCE = 90_000

# Its scripts ran, its fonts are there, and what was then laid out anew was painted.
_AT_REST = """async () => {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser that knows nothing yet and is patient; the options are those of Playwright's ``new_context``."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def at_rest(where: Page | Frame) -> None:
    """Wait until a page (or one in a frame) has loaded and nothing of it will move any more by itself."""
    where.evaluate(_AT_REST)


def until(where: Page | Frame, expression: str, argument: object = None) -> Any:
    """Wait for something in a page, and return it; the browser's own way of it is eval, which the pages forbid.

    Meanwhile another page may come in the place of this one.
    """

    def now() -> Any:
        try:
            return where.evaluate(expression, argument)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            return None

    return eventually(where, now, bool, expression)


def eventually(where: Page | Frame, look: Callable[[], T], wanted: Callable[[T], bool], what: str = "") -> T:
    """Look again and again, until it is what is wanted."""
    page = where if isinstance(where, Page) else where.page
    end = time.monotonic() + PATIENCE / 1000
    while not wanted(seen := look()):
        if time.monotonic() > end:
            pytest.fail(f"this never came: {what}; at last it was {seen!r}")
        page.wait_for_timeout(20)
    return seen
