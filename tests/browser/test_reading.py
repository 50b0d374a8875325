"""What happens while a text is read: cards, switches, notes, the theme; and all of it again without scripts."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.sites import PHONE, SCREEN, TABLET, Kind

ORIGINAL = Kind("choice", "gallery", "texts/choice-orig-reg.html")
CARD = ".card:popover-open"


def _name(page: Page) -> str:
    """A selector of the first name of a person in the text that has a card."""
    return ".transcription a.persName[href$='mao_zedong.html'] >> nth=0"


def test_a_card_by_mouse(visit: Visit) -> None:
    page = visit("texts/c02.html")
    page.hover(_name(page))
    expect(page.locator(CARD)).to_be_visible()
    assert page.locator(f"{CARD} .card-name a").inner_text() == "Mao Zedong"
    assert "毛泽东" in page.locator(f"{CARD} .card-forms").inner_text()
    assert page.locator(f"{CARD} [lang|=zh]").count() > 0
    # The card stays for who goes to it, and leads on.
    page.hover(f"{CARD} .card-name a")
    page.wait_for_timeout(1000)
    page.click(f"{CARD} .card-name a")
    page.wait_for_url("**/persons/mao_zedong.html")


def test_a_card_by_keyboard(visit: Visit) -> None:
    page = visit("texts/c02.html")
    page.locator(".transcription a.name").first.evaluate("(each) => { window.first = each; }")
    for _each in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === window.first"):
            break
    expect(page.locator(CARD)).to_be_visible()
    assert page.evaluate("window.first.getAttribute('aria-describedby') === document.querySelector('.card').id")
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()


def test_a_card_by_touch(visit: Visit) -> None:
    page = visit("texts/c02.html", PHONE, has_touch=True, is_mobile=True)
    page.tap(_name(page))
    expect(page.locator(CARD)).to_be_visible()
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert page.url.endswith("c02.html")
    # A second touch goes there.
    page.tap(_name(page))
    page.wait_for_url("**/persons/mao_zedong.html")


def test_a_name_in_a_name_and_one_in_the_apparatus_have_cards(visit: Visit) -> None:
    page = visit("texts/essay.html")
    linked = page.locator(".transcription a.name").count()
    assert linked > 100
    assert page.locator(".notes a.name").count() > 0
    assert page.evaluate("document.querySelectorAll('a a').length") == 0


@pytest.mark.parametrize("what", ["persons", "places", "organizations", "events", "dates", "quotations"])
def test_a_switch_marks_its_kind_and_no_other(visit: Visit, what: str) -> None:
    """Not by colour alone: without it, each kind still has a line or a frame of its own."""
    page = visit("texts/essay.html")
    kinds = {
        "persons": ".persName", "places": ".placeName", "organizations": ".orgName", "events": ".name.rs",
        "dates": ".date", "quotations": ".quote",
    }  # fmt: skip
    looks = """(kinds) => Object.fromEntries(Object.entries(kinds).map(([kind, selector]) => {
      const each = document.querySelector(".transcription " + selector);
      if (!each) return [kind, ""];
      const style = getComputedStyle(each);
      return [kind, [style.textDecorationStyle, style.textDecorationThickness, style.textDecorationLine, style.boxShadow !== "none",
        style.borderTopWidth].join(" ")];
    }))"""
    before = page.evaluate(looks, kinds)
    label = page.locator(f"label[for=kw-mark-{what}]")
    assert int(label.locator("b").inner_text()) > 0
    label.click()
    expect(page.locator(f"#kw-mark-{what}")).to_be_checked()
    after = page.evaluate(looks, kinds)
    assert {kind for kind in kinds if before[kind] != after[kind]} == {what}
    page.reload()
    expect(page.locator(f"#kw-mark-{what}")).to_be_checked()


def test_the_number_at_a_switch_is_how_many_are_marked(visit: Visit) -> None:
    page = visit("texts/c02.html")
    number = int(page.locator("label[for=kw-mark-dates] b").inner_text())
    # A date within a date is one of its own; the apparatus of notes stands in the same text.
    assert number == page.locator(":is(.transcription, .abstract, .notes) .date").count()


def test_original_and_regularized_are_never_both_seen(visit: Visit) -> None:
    page = visit(ORIGINAL)
    shown = "Array.from(document.querySelectorAll('.reading')).filter((e) => e.offsetParent).map((e) => e.className)"
    regular = page.evaluate(shown)
    assert regular
    assert all("normalized" in each for each in regular)
    page.click("label[for=kw-diplomatic]")
    expect(page.locator("#kw-diplomatic")).to_be_checked()
    original = page.evaluate(shown)
    assert len(original) == len(regular)
    assert all("diplomatic" in each for each in original)


def test_notes_stand_beside_their_marks_where_there_is_a_margin(visit: Visit) -> None:
    page = visit("texts/essay.html", SCREEN)
    places = page.evaluate("""Array.from(document.querySelectorAll(".notes > ol > li")).map((note) => {
      const mark = document.getElementById(note.id + "-mark").getBoundingClientRect(), box = note.getBoundingClientRect();
      const text = document.querySelector(".transcription").getBoundingClientRect();
      return { away: box.top - mark.top, left: box.left - text.right, top: box.top, bottom: box.bottom, right: box.right };
    })""")
    assert len(places) > 10
    assert all(each["left"] > 10 for each in places)
    assert all(each["right"] <= SCREEN[0] for each in places)
    # None before its mark, none over another; the first has nothing that keeps it from its mark.
    assert all(each["away"] > -12 for each in places)
    assert abs(places[0]["away"]) < 12
    assert all(one["bottom"] <= other["top"] for one, other in pairwise(places))


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_a_note_unfolds_where_it_is_called(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("texts/essay.html", size)
    mark = page.locator(".transcription .note-mark a").first
    mark.click()
    unfolded = page.locator(".unfolded")
    expect(unfolded).to_be_visible()
    note = page.locator(".notes > ol > li").first
    assert note.locator("p, .p").count() == 0 or note.locator("p, .p").first.inner_text() in unfolded.inner_text()
    assert mark.get_attribute("aria-expanded") == "true"
    above = page.evaluate(
        "document.querySelector('.unfolded').previousElementSibling.contains(document.querySelector('.note-mark'))"
    )
    assert above
    mark.click()
    expect(unfolded).to_have_count(0)


def test_the_theme_follows_the_system_and_then_the_reader(visit: Visit) -> None:
    page = visit("index.html", scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    button = page.locator("#kw-theme")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    light = page.evaluate(paper)
    assert light != dark
    # Known before anything is painted, on every page.
    page.click(".site-header a[href='texts/index.html']")
    page.wait_for_url("**/texts/index.html")
    assert page.evaluate(paper) == light
    expect(button).to_have_attribute("aria-pressed", "false")
    page.emulate_media(color_scheme="light")
    page.reload()
    assert page.evaluate(paper) == light


def test_without_scripts_everything_is_read(visit: Visit) -> None:
    page = visit("texts/c02.html", java_script_enabled=False)
    expect(page.locator("#kw-theme")).to_be_hidden()
    page.click("label[for=kw-mark-persons]")
    expect(page.locator("#kw-mark-persons")).to_be_checked()
    page.click(".note-mark a >> nth=0")
    expect(page.locator(".notes li:target")).to_be_visible()
    page.click("details.cite summary")
    cited = page.locator("#kw-cite-chicago")
    expect(cited).to_be_visible()
    assert "Shtykov" in cited.inner_text()
    page.click(_name(page))
    page.wait_for_url("**/persons/mao_zedong.html")
    page.click("ul.mentions a.mention >> nth=0")
    page.wait_for_url("**/texts/*.html#*")
    expect(page.locator(":target")).to_have_count(1)
    for way in ("persons/index.html", "texts/index.html", "chronology.html", "topics.html", "network.html"):
        page.click(f".site-header a[href$='{way}']")
        page.wait_for_url(f"**/{way}")
        expect(page.locator("main h1")).to_be_visible()
        assert page.locator("form.filter").count() == 0 or page.locator("form.filter").is_hidden()
    assert page.locator("svg a").count() > 0


def test_the_keyboard_reaches_what_a_page_offers(visit: Visit) -> None:
    page = visit("texts/c02.html")
    reached: list[str] = []
    for _each in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate("""(() => {
          const each = document.activeElement;
          if (!each || each === document.body) return "";
          const style = getComputedStyle(each), label = each.matches(".switches input") ? getComputedStyle(each.nextElementSibling) : style;
          if (!each.dataset.at) each.dataset.at = String(Math.random());
          return [each.dataset.at, each.className || each.id || each.tagName, label.outlineStyle].join(" ");
        })()""")
        if not at or at.split()[0] in {each.split()[0] for each in reached}:
            break
        reached.append(at)
    names = [each.split(" ", 1)[1] for each in reached]
    assert names[0].startswith("skip")
    for kind in ("theme", "kw-mark-persons", "name persName", "permalink", "SUMMARY"):
        assert any(kind in each for each in names), kind
    # Where one is can be seen.
    assert [each for each in names if each.endswith(" none")] == []
    links = page.locator("main a[href]:visible").count()
    assert len(reached) >= links


def test_from_a_claim_to_its_source_and_to_the_other_account(visit: Visit) -> None:
    """In two touches each, and back."""
    page = visit("texts/essay.html", PHONE, has_touch=True)
    page.locator("a.source[href*='c02.html#']").first.tap()
    page.wait_for_url("**/texts/c02.html#*")
    expect(page.locator(":target")).to_be_visible()
    page.locator("a.compared").first.tap()
    page.wait_for_url("**/texts/c03.html#*")
    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/texts/c02.html#*")
    page.go_back()
    page.wait_for_url("**/texts/essay.html*")
