"""The markup of a block beneath it, and the page of the source that it is taken from."""

import re
from itertools import pairwise

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.sites import PHONE, SCREEN, TABLET, Kind
from browser.test_access import _violations
from browser.waiting import at_rest
from common import ROOT

SOURCE = (ROOT / "tei/cables/c02.xml").read_text(encoding="utf-8")
UNKNOWN = Kind("unknown", "gallery", "tei/unknown.html")


def _third(page: Page) -> str:
    """A selector of the third paragraph of the text; it begins the line of its start tag."""
    assert 'xml:id="c02.p3"' in SOURCE
    return "[id='c02.p3'] > a.markup"


def _line(id_: str) -> int:
    return next(n for n, line in enumerate(SOURCE.split("\n"), 1) if f'xml:id="{id_}"' in line)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_by_mouse(visit: Visit) -> None:
    page = visit("texts/c02.html")
    way = page.locator(_third(page))
    expect(way).to_have_css("opacity", "0")
    page.hover("[id='c02.p3']")
    expect(way).to_have_css("opacity", "1")
    way.click()
    panel = page.locator("[id='c02.p3'] + .markup-panel")
    expect(panel).to_be_visible()
    shown = panel.locator("pre").inner_text()
    assert shown.startswith('<p xml:id="c02.p3">')
    assert shown.endswith("</p>")
    assert _squeezed(shown) in _squeezed(SOURCE)
    number = _line("c02.p3")
    assert panel.locator("a").inner_text().startswith(f"Lines {number}–")
    assert page.url.endswith("c02.html")
    way.click()
    expect(panel).to_have_count(0)


def test_by_keyboard(visit: Visit) -> None:
    page = visit("texts/c02.html")
    way = page.locator(_third(page))
    expect(way).to_have_attribute("aria-expanded", "false")
    way.focus()
    expect(way).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    panel = page.locator(".markup-panel")
    expect(panel).to_be_visible()
    assert way.get_attribute("aria-expanded") == "true"
    # What was opened comes next: the way to the source, then the button that closes it.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.markup-panel') !== null")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel).to_have_count(0)
    assert way.evaluate("(each) => each === document.activeElement")


def test_by_touch(visit: Visit) -> None:
    page = visit("texts/c02.html", PHONE, has_touch=True, is_mobile=True)
    way = page.locator(_third(page))
    # Where nothing hovers it always shows.
    assert float(way.evaluate("(each) => getComputedStyle(each).opacity")) >= 0.5
    way.tap()
    panel = page.locator(".markup-panel")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_without_scripts_it_leads_to_the_line(visit: Visit) -> None:
    page = visit("texts/c02.html", java_script_enabled=False)
    way = page.locator(_third(page))
    way.focus()
    way.press("Enter")
    number = _line("c02.p3")
    page.wait_for_url(f"**/tei/c02.html#L{number}")
    assert page.locator(":target").inner_text() == str(number)
    expect(page.locator(":target")).to_be_in_viewport()


def test_all_of_a_text_is_shown_as_it_is_written(visit: Visit) -> None:
    """Every block, note and all: whole elements, with nothing between that the file has not."""
    page = visit("texts/c02.html")
    written = _squeezed(SOURCE)
    ways = page.locator("a.markup")
    assert ways.count() > 8
    for number in range(ways.count()):
        ways.nth(number).dispatch_event("click")
    expect(page.locator(".markup-panel")).to_have_count(ways.count())
    for shown in page.locator(".markup-panel pre").all_inner_texts():
        assert _squeezed(shown) in written
        assert etree.fromstring(shown).tag in {"p", "note"}


@pytest.mark.parametrize("name", ["verse", "drama", "table", "figure", "letter", "notes-margin", "right-to-left"])
def test_other_blocks(visit: Visit, name: str) -> None:
    page = visit(Kind(name, "gallery", f"texts/{name}.html"), TABLET)
    written = _squeezed((ROOT / f"tests/gallery/snippets/{name}.xml").read_text(encoding="utf-8"))
    ways = page.locator("a.markup")
    assert ways.count() > 0
    for number in range(ways.count()):
        ways.nth(number).dispatch_event("click")
    expect(page.locator(".markup-panel")).to_have_count(ways.count())
    for shown in page.locator(".markup-panel pre").all_inner_texts():
        assert _squeezed(shown) in written
        etree.fromstring(shown)


def test_a_text_in_parts_shows_the_page_of_its_source(visit: Visit) -> None:
    page = visit(Kind("part", "long", "texts/long/4.html"))
    way = page.locator(".transcription a.markup").nth(1)
    assert str(way.get_attribute("href")).startswith("../../tei/long/2.html#")
    way.dispatch_event("click")
    shown = page.locator(".markup-panel pre").inner_text()
    assert shown.startswith("<p>Of <persName")
    assert shown.endswith("</p>")


def test_notes_in_the_margin_make_room(visit: Visit) -> None:
    page = visit("texts/c02.html", SCREEN)
    page.locator(".notes a.markup").nth(1).dispatch_event("click")
    expect(page.locator(".notes .markup-panel")).to_be_visible()
    at_rest(page)
    boxes = page.evaluate("""Array.from(document.querySelectorAll(".notes > ol > li"))
      .map((each) => each.getBoundingClientRect()).map((box) => [box.top, box.bottom])""")
    assert [(a, b) for a, b in pairwise(boxes) if b[0] < a[1]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_opened(visit: Visit, scheme: str) -> None:
    page = visit("texts/c02.html", SCREEN, scheme)
    page.locator(_third(page)).dispatch_event("click")
    expect(page.locator(".markup-panel")).to_be_visible()
    assert _violations(page) == []
    assert _violations(visit(UNKNOWN, SCREEN, scheme)) == []


def test_what_no_rule_knows_is_marked_and_explained(visit: Visit) -> None:
    page = visit(UNKNOWN)
    mark = page.locator("pre mark").first
    assert mark.inner_text().startswith("<")
    # Not by colour alone.
    assert "wavy" in mark.evaluate(
        "(each) => getComputedStyle(each).textDecorationLine + getComputedStyle(each).textDecorationStyle"
    )
    assert "no rule" in page.locator(".source-key").inner_text()
    expect(page.locator(".source-key mark")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN], ids=["phone", "tablet", "screen"])
def test_a_line_has_an_address(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("tei/c02.html", size, fragment="#L60")
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.inner_text() == "60"
    # Numbers are no part of the text that somebody copies.
    page.evaluate("getSelection().selectAllChildren(document.querySelector('pre.tei'))")
    assert page.evaluate("String(getSelection())").strip() == SOURCE.strip()


def test_how_a_source_is_taken_apart(visit: Visit) -> None:
    script = (ROOT / "xslt/site/assets/markup.js").read_text(encoding="utf-8")
    (token,) = re.findall(r"const token = (/.*/)y;", script)
    taken = f"(text) => text.match(new RegExp({token}.source, 'gy'))"
    page = visit("texts/c02.html")
    pieces = [
        '<p n="a>b" m=\'"\'>',
        "<!-- ?> ]> -> <q> -->",
        "x",
        "<![CDATA[<l> ]> --> ]]>",
        "<?x <p> > -->?>",
        "<lb/>",
        "</p>",
    ]
    assert page.evaluate(taken, "".join(pieces)) == pieces
    # What the end of a page cuts off is none, and is soon found to be none.
    for cut in ("<!-- a > b", "<![CDATA[ > ", "<?x > ", "<p" + ' n="a"' * 5_000, "<p" + '"a' * 5_001):
        assert page.evaluate(taken, cut) is None
