"""Every page of the edition opens without a word in the console and without asking another host.

(Of other editions, those that test_access.py opens.)
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from browser.conftest import Visit


def test_every_page_of_the_edition(visit: Visit, published_sites: Callable[[str], Path]) -> None:
    """The fixture fails when a page complains; that each page ran its scripts is seen by the button of the theme."""
    site = published_sites("edition")
    page = visit("index.html")
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        expect(page.locator("#kw-theme"), str(path)).to_be_visible()
