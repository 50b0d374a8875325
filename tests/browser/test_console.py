"""The pages of the edition open without a word in the console and without asking another host.

(Of other editions, those that test_access.py opens.)
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from browser.conftest import Visit

# One stylesheet makes them, and they have no scripts of their own: each third says as much as all, in a third of the time.
_ENTITIES = frozenset({"persons", "places", "organizations", "events"})


def test_pages_of_the_edition(visit: Visit, published_sites: Callable[[str], Path]) -> None:
    """The fixture fails when a page complains; that each page ran its scripts is seen by the button of the theme."""
    site = published_sites("edition")
    paths = sorted(site.rglob("*.html"))
    entities = [path for path in paths if path.parent.name in _ENTITIES and path.name != "index.html"]
    passed_over = {path for number, path in enumerate(entities) if number % 3}
    page = visit("index.html")
    for path in paths:
        if path not in passed_over:
            page.goto(path.as_uri())
            expect(page.locator("#kw-theme"), str(path)).to_be_visible()
