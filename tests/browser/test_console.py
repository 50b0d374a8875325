"""Every page of the edition opens without a word in the console and without asking another host."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.sites import GALLERY, LONG, SCREEN, Kind


def test_every_page_of_the_edition(visit: Visit, published_sites: Callable[[str], Path]) -> None:
    """The fixture fails when a page complains; that each page ran its scripts is seen by the button of the theme."""
    site = published_sites("edition")
    page = visit("index.html")
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        expect(page.locator("#kw-theme"), str(path)).to_be_visible()


@pytest.mark.parametrize("kind", [*LONG, *GALLERY], ids=lambda kind: kind.name)
def test_other_kinds(visit: Visit, kind: Kind) -> None:
    page = visit(kind, SCREEN)
    expect(page.locator("#kw-theme")).to_be_visible()
