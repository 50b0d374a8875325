"""Where things stand: lines, numbers, notes, drawings and the ways, at every width and from right to left."""

from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.sites import PHONE, SCREEN, TABLET, Kind
from browser.waiting import until

VERSE = Kind("verse", "gallery", "texts/verse.html")


def _inside(page: Page, selector: str) -> bool:
    """Whether all that this selects is within the width of the window."""
    return bool(
        page.evaluate(
            """selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect())
              .every(box => box.left >= -1 && box.right <= innerWidth + 1)""",
            selector,
        )
    )


@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN])
def test_the_last_line_of_a_paragraph_is_as_high_as_the_others(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("texts/essay.html", size)
    lines = page.locator(".transcription p").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))"
    )
    assert len(lines) > 30
    assert [each for each in lines if abs(each - round(each)) > 0.02] == []


@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN])
def test_ways_that_are_not_seen_leave_no_empty_line(visit: Visit, size: tuple[int, int]) -> None:
    """At the end of a full line the way to the markup of a paragraph began another one."""
    page = visit("texts/essay.html", size)
    heights = "all => all.map(each => each.getBoundingClientRect().height)"
    before = page.locator(".transcription p").evaluate_all(heights)
    page.locator(".markup").evaluate_all("all => all.forEach(each => each.remove())")
    assert page.locator(".transcription p").evaluate_all(heights) == before
    assert _inside(page, "html")


def test_a_number_of_a_line_is_never_broken(visit: Visit) -> None:
    page = visit(VERSE, PHONE)
    number = page.locator(".l > .line-number").first
    height = "each => each.getBoundingClientRect().height"
    before = number.evaluate(height)
    number.evaluate("each => { each.textContent = '11745'; }")
    assert number.evaluate(height) == before
    assert _inside(page, ".l > .line-number")


def test_the_way_to_the_markup_of_a_table_stands_over_no_word_that_follows(visit: Visit) -> None:
    page = visit(Kind("table", "gallery", "texts/table.html"), PHONE)
    way = page.locator(".table + .markup").first
    way.evaluate("each => each.insertAdjacentHTML('afterend', '<div class=closer>Fritz</div>')")
    below, above = page.locator(".closer").bounding_box(), way.bounding_box()
    assert below
    assert above
    assert above["y"] + above["height"] <= below["y"] + 4


@pytest.mark.parametrize(("path", "shown"), [("texts/essay.html", "texts"), ("chronology.html", "chronology")])
def test_the_way_of_this_page_is_seen_on_a_telephone(visit: Visit, path: str, shown: str) -> None:
    page = visit(path, PHONE)
    assert shown in str(page.locator(".site-header nav [aria-current]").get_attribute("href"))
    assert _inside(page, ".site-header nav [aria-current]")


def test_ways_that_go_on_beyond_the_edge_fade_there(visit: Visit) -> None:
    """Where the edge falls between two of them nothing else would say that there are more."""
    page = visit("index.html", PHONE)
    ways = page.locator(".site-header nav")
    fades = "each => getComputedStyle(each).getPropertyValue('--more') !== ''"
    assert ways.evaluate("each => each.scrollWidth > each.clientWidth")
    assert ways.evaluate(fades)
    ways.evaluate("each => { each.scrollLeft = each.scrollWidth; }")
    until(page, "getComputedStyle(document.querySelector('.site-header nav')).getPropertyValue('--more') === ''")
    assert not visit("index.html", SCREEN).locator(".site-header nav").evaluate(fades)


def test_who_skips_to_the_text_does_not_mark_all_of_it(visit: Visit) -> None:
    page = visit("texts/c02.html", PHONE)
    colour = "each => getComputedStyle(each).backgroundColor"
    page.locator(".skip").press("Enter")
    until(page, "document.querySelector(':target')?.matches('main')")
    assert page.locator("main").evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.evaluate("location.hash = 'c02.p2'")
    until(page, "document.querySelector(':target')?.matches('p')")
    assert page.locator("[id='c02.p2']").evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_printed_pages_have_margins(visit: Visit) -> None:
    places: list[float] = []
    for page in pypdf.PdfReader(BytesIO(visit("texts/c02.html", SCREEN).pdf())).pages:
        page.extract_text(visitor_text=lambda text, matrix, *_: places.append(matrix[4]) if text.strip() else None)
    assert len(places) > 20
    assert min(places) > 40


def test_what_two_texts_say_is_kept_apart_by_text(visit: Visit) -> None:
    gaps = (
        visit("beside.html", SCREEN)
        .locator(".beside-topics li[data-text] + li")
        .evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().top - each.previousElementSibling.getBoundingClientRect().bottom)"
        )
    )
    assert len(gaps) > 10
    assert min(gaps) > 8


def test_notes_stand_beside_a_text_from_right_to_left(visit: Visit) -> None:
    """The page runs the other way: the margin is on its other side."""
    turned = "document.addEventListener('DOMContentLoaded', () => { document.querySelector('article').dir = 'rtl'; })"
    page = visit("texts/c02.html", SCREEN, before=turned)
    assert page.locator(".notes > ol > li").count() > 3
    assert _inside(page, ".notes > ol > li, .transcription p")


@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN])
def test_drawings_run_from_left_to_right_in_every_language(visit: Visit, size: tuple[int, int]) -> None:
    turned = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; })"
    for path in ("chronology.html", "network.html"):
        assert _inside(visit(path, size, before=turned), "main svg text")
