"""That everybody can read every kind of page: by axe, in narrow windows, enlarged, by keyboard, without a leap."""

import os
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.sites import EDITION, KINDS, LONG, PHONE, SCREEN, Kind
from common import ROOT, absent

_JARRING = {"moderate", "serious", "critical"}


@cache
def _axe() -> str:
    path = Path(os.environ.get("AXE_JS", ROOT / ".ci/tools/node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        absent("axe-core is not installed (AXE_JS names its file)")
    return path.read_text(encoding="utf-8")


def _violations(page: Page) -> list[str]:
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false, iframes: false}).then(r => r.violations)"
    )
    return [
        f"{each['impact']}: {each['id']} ({each['help']}): {[node['target'] for node in each['nodes']][:3]}"
        for each in found
        if each["impact"] in _JARRING
    ]


# What moves while a page opens, without anybody doing something.
_LEAPS = """
  window.leaps = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) leaps.push(each.value);
  }).observe({ type: "layout-shift", buffered: true });
"""


def _leapt(page: Page) -> float:
    """How far. It is at rest; what the browser has not yet told of, it tells now."""
    page.wait_for_timeout(300)
    return float(sum(page.evaluate("leaps")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_on_a_screen(visit: Visit, kind: Kind) -> None:
    """Nothing leaps while it opens; axe finds nothing, in the dark neither; headings are in order; its width is known
    from its beginning.

    It is opened once for all of that: this takes longer than to look at it.
    """
    page = visit(kind, SCREEN, before=_LEAPS)
    assert _leapt(page) < 0.02
    # Its scripts ran. (That nobody complains on the console is seen by the fixture.)
    expect(page.locator("#kw-theme")).to_be_visible()
    assert _violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert _violations(page) == [], "in the dark"
    page.emulate_media(color_scheme="light")
    levels = _levels(page)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    # A slow machine shows a page of which only the first element is there.
    whole = page.evaluate(_WIDTH)
    page.evaluate("""() => {
      const main = document.querySelector("main");
      while (main.children.length > 1) main.lastElementChild.remove();
    }""")
    assert page.evaluate(_WIDTH) == whole


def _levels(page: Page) -> list[int]:
    """The levels of the headings that are shown."""
    levels: list[int] = page.evaluate("""Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]"))
      .filter((each) => each.offsetParent !== null || each.getClientRects().length)
      .map((each) => Number(each.getAttribute("aria-level") || each.tagName.slice(1)))""")
    return levels


_WIDTH = """() => {
  const main = document.querySelector("main"), style = getComputedStyle(main);
  return [style.maxWidth, style.paddingInlineStart, style.paddingInlineEnd];
}"""


# (Of a long source axe has thousands of lines to look at, which on a telephone are those of a short one.)
@pytest.mark.parametrize(
    "kind", [kind for kind in (*EDITION, *LONG) if kind.name != "source-page"], ids=lambda kind: kind.name
)
def test_a_page_on_a_telephone(visit: Visit, kind: Kind) -> None:
    """Nothing leaps while it opens, and axe finds nothing."""
    page = visit(kind, PHONE, before=_LEAPS)
    assert _leapt(page) < 0.02
    assert _violations(page) == []


_WIDER = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const wide = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed" || style.clipPath !== "none" || at.matches(".skip, iframe")) return true;
      if (/auto|scroll/.test(style.overflowX)) return true;
    }
    return false;
  };
  const out = [];
  for (const each of document.querySelectorAll("body *")) {
    const box = each.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1) && !scrolls(each)) out.push(each.tagName + "." + each.getAttribute("class"));
  }
  return [document.documentElement.scrollWidth - wide, out.slice(0, 5)];
}"""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_lost_at_320_pixels(visit: Visit, kind: Kind) -> None:
    """Also what a window of 1,280 pixels shows at 400 % (WCAG 2.2, 1.4.10)."""
    assert visit(kind, (320, 640)).evaluate(_WIDER) == [0, []]


@pytest.mark.parametrize("kind", [*EDITION, *LONG], ids=lambda kind: kind.name)
def test_nothing_is_lost_at_200_percent(visit: Visit, kind: Kind) -> None:
    page = visit(kind, (SCREEN[0] // 2, SCREEN[1] // 2), device_scale_factor=2)
    assert page.evaluate(_WIDER) == [0, []]
