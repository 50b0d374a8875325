"""Ways to what one looks for: filters, lists, drawings, two texts side by side, citations, images, witnesses."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Frame, Page, expect

from browser.conftest import Visit
from browser.serving import serving
from browser.sites import PHONE, SCREEN, TABLET, Kind
from browser.waiting import at_rest, eventually, opened, until
from kwedition.cli import main

WITNESSES = Kind("witnesses", "gallery", "texts/app-parallel.html")
MUELLER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="one"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="m"><persName>Müller, Anna</persName></person>
<person xml:id="o"><persName>Østergaard, Per</persName></person><person xml:id="z"><persName>Zimmer, Karl</persName></person>
<person xml:id="a"><persName>Adam, Jean</persName></person><person xml:id="b"><persName>Berg, Max</persName></person>
<person xml:id="c"><persName>Cohn, Ida</persName></person></listPerson></standOff><facsimile>{surfaces}</facsimile><text><body>{body}</body></text></TEI>"""


@pytest.fixture
def served(published_sites: Callable[[str], Path]) -> Iterator[str]:
    """The address of this edition's site on a server: some things a browser allows only there."""
    with serving(published_sites("edition")) as address:
        yield address


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one text with persons, images and zones."""
    folder = tmp_path_factory.mktemp("small")
    for number in (1, 2, 3):
        Image.new("RGB", (900, 1300), (240, 230, 210)).save(folder / f"{number}.png")
    surfaces = "".join(
        f'<surface xml:id="s{n}" ulx="0" uly="0" lrx="1800" lry="2600"><graphic url="{n}.png"/>'
        f'<zone xml:id="z{n}" ulx="200" uly="400" lrx="1600" lry="1000"/></surface>'
        for n in (1, 2, 3)
    )
    body = "".join(f'<pb n="{n}" facs="#s{n}"/><p facs="#z{n}">{"Words of this page. " * 200}</p>' for n in (1, 2, 3))
    (folder / "one.xml").write_text(MUELLER.format(surfaces=surfaces, body=body), encoding="utf-8")
    arguments = ["--source", str(folder), "--output", str(folder / "out"), "--only", "site", "--no-cache"]
    result = CliRunner().invoke(main, ["build", *arguments, "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return folder / "out"


def _filtered(page: Page, text: str) -> list[str]:
    page.fill("form.filter input", text)
    return [each.strip() for each in page.locator("dl.index dt[id]:visible, .filtered li:visible").all_inner_texts()]


@pytest.mark.parametrize("spelling", ["Müller", "Mueller", "Muller", "mull", "MÜLLER"])
def test_a_filter_does_not_mind_how_a_name_is_spelled(browser: Browser, small: Path, spelling: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto((small / "persons/index.html").as_uri())
        found = _filtered(page, spelling)
    assert len(found) == 1
    assert found[0].startswith("Müller, Anna")


@pytest.mark.parametrize(
    ("asked", "name"), [("Chou En-lai", "Zhou Enlai"), ("chouenlai", "Zhou Enlai"), ("毛", "Mao Zedong")]
)
def test_a_filter_knows_all_forms(visit: Visit, asked: str, name: str) -> None:
    page = visit("persons/index.html")
    found = _filtered(page, asked)
    assert len(found) == 1
    assert found[0].startswith(name)
    expect(page.locator("form.filter output")).to_have_text("one entry")
    page.fill("form.filter input", "qqqq")
    expect(page.locator("dl.index dt:visible")).to_have_count(0)


def test_the_list_of_texts_is_filtered_and_ordered(visit: Visit) -> None:
    page = visit("texts/index.html")
    titles = "ol.listing > li:visible .text-title, ul.listing > li:visible .text-title"
    every = page.locator(titles).all_inner_texts()
    assert len(every) == 18
    page.select_option("form.filter select", "title")
    ordered = page.locator(titles).all_inner_texts()
    assert sorted(ordered) == sorted(every)
    assert ordered != every
    page.select_option("form.filter select", index=1)
    assert page.locator(titles).all_inner_texts() == every[::-1]
    page.fill("form.filter input", "Shtykov")
    some = page.locator(titles).all_inner_texts()
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize("path", ["chronology.html", "network.html"])
@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN], ids=["phone", "tablet", "screen"])
def test_every_point_of_a_drawing_is_a_link(visit: Visit, path: str, size: tuple[int, int]) -> None:
    page = visit(path, size)
    points = page.locator("figure svg:visible a")
    assert points.count() > 5
    boxes = [box for each in points.all() if (box := each.bounding_box())]
    assert all(box["x"] >= -1 and box["x"] + box["width"] <= size[0] + 1 for box in boxes)
    small_type = page.evaluate("""Array.from(document.querySelectorAll("figure svg")).filter((svg) => svg.getClientRects().length)
      .flatMap((svg) => Array.from(svg.querySelectorAll("text"), (text) => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a))""")
    assert min(small_type) >= 9
    href = points.first.get_attribute("href")
    points.first.locator("text, circle, rect, path").first.click(force=True)
    assert href is not None
    page.wait_for_url(f"**/{href.replace('../', '')}")


def test_a_cell_of_the_accounts_leads_to_the_passage(visit: Visit) -> None:
    page = visit("topics.html")
    cell = page.locator(".matrix td a.contradiction").first
    assert "≠" in cell.inner_text()
    said = cell.get_attribute("title") or ""
    cell.click()
    page.wait_for_url("**/texts/*.html#*")
    assert " ".join(page.locator(":target").inner_text().split())[:40] in said


def _sides(page: Page) -> tuple[Frame, Frame]:
    left, right = page.frame("kw-left"), page.frame("kw-right")
    assert left is not None
    assert right is not None
    return left, right


def _shown(page: Page) -> list[str]:
    """What the two frames show."""
    return [frame.url.rsplit("/", 1)[1] for frame in _sides(page)]


def _topic(page: Page, name: str) -> list[tuple[str, str]]:
    """Where the texts speak of a topic: the frames that show it, and their addresses."""
    section = page.locator(".beside-topics > section", has=page.get_by_role("heading", name=name, exact=True))
    return [
        (link.get_attribute("target") or "", (link.get_attribute("href") or "").rsplit("/", 1)[1])
        for link in section.locator("li li a").all()
    ]


def _together(page: Page, name: str) -> list[str]:
    """Wait until both frames show a topic and have come to rest there; what they show."""
    expect(page.locator(".beside-shared [aria-pressed=true]")).to_have_text(name)
    places = _topic(page, name)
    both = eventually(
        page,
        lambda: _shown(page),
        lambda seen: ("kw-left", seen[0]) in places and ("kw-right", seen[1]) in places,
        f"both frames at {name}",
    )
    for frame in _sides(page):
        at_rest(frame)
        expect(frame.locator(":target")).to_be_visible()
    return both


def _opened_beside(visit: Visit) -> Page:
    """The page with both texts, as it stands when nobody has done anything."""
    page = visit("beside.html")
    _together(page, page.locator(".beside-shared [aria-pressed=true]").inner_text())
    return page


def test_two_texts_go_to_a_topic_together(visit: Visit) -> None:
    page = _opened_beside(visit)
    buttons = page.locator(".beside-shared button")
    name = buttons.nth(2).inner_text()
    buttons.nth(2).click()
    both = _together(page, name)
    for frame in _sides(page):
        expect(frame.locator(".site-header")).to_be_hidden()
    # The address brings all of it back.
    page.reload()
    assert _together(page, name) == both


def test_one_text_follows_the_other(visit: Visit) -> None:
    page = _opened_beside(visit)
    before = _shown(page)
    box = page.locator("iframe[name=kw-left]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 300)
    # A reader scrolls until the other follows.
    for _each in range(200):
        page.mouse.wheel(0, 90)
        page.wait_for_timeout(60)
        if _shown(page)[1] != before[1]:
            break
    after = eventually(page, lambda: _shown(page), lambda seen: _goes_with_what_is_pressed(page, seen[1]), "one topic")
    assert after[1] != before[1]
    assert after[0] == before[0]


def _goes_with_what_is_pressed(page: Page, right: str) -> bool:
    return ("kw-right", right) in _topic(page, page.locator(".beside-shared [aria-pressed=true]").inner_text())


def test_a_link_into_the_other_account_opens_beside(visit: Visit) -> None:
    page = _opened_beside(visit)
    left, right = _sides(page)
    link = left.locator("a.compared.contradiction").first
    href = (link.get_attribute("href") or "").rsplit("/", 1)[1]
    link.click()
    right.wait_for_url(f"**/{href}")
    assert "beside.html" in page.url
    # Another page opens in the place of both.
    left.locator(".transcription a.persName").first.click()
    page.wait_for_url("**/persons/*.html")


def test_side_by_side_without_scripts(visit: Visit) -> None:
    page = visit("beside.html", java_script_enabled=False)
    expect(page.locator(".beside-shared")).to_be_hidden()
    link = page.locator("a[target=kw-right]").nth(1)
    href = link.get_attribute("href") or ""
    link.click()
    _sides(page)[1].wait_for_url(f"**/{href.rsplit('/', 1)[1]}")


def test_a_citation_names_the_paragraph_and_is_copied(browser: Browser, served: str) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{served}texts/essay.html#p06")
        page.click("details.cite summary")
        expect(page.locator("#kw-cite-chicago")).to_contain_text("par. 6")
        expect(page.locator("#kw-cite-plain")).to_contain_text(f"{served}texts/essay.html#p06")
        button = page.locator("#kw-cite-chicago + .cite-buttons button").first
        # It says so for two seconds: all that it ever said is kept.
        button.evaluate("""(button) => {
          window.said = [];
          new MutationObserver(() => said.push(button.textContent)).observe(button, { childList: true });
        }""")
        button.click()
        until(page, "said.includes('Copied')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == " ".join(page.locator("#kw-cite-chicago").inner_text().split())
        for kind, begins in (("bib", "@"), ("ris", "TY  - "), ("json", "[{")):
            with page.expect_download() as downloaded:
                page.locator(f"#kw-cite-{kind} + .cite-buttons button").nth(1).click()
            assert downloaded.value.suggested_filename == f"essay.{kind}"
            content = Path(downloaded.value.path()).read_text(encoding="utf-8")
            assert content.startswith(begins)
            assert kind != "json" or json.loads(content)[0]["id"] == "essay"


def test_images_go_along_with_the_text(browser: Browser, small: Path) -> None:
    with opened(browser, viewport={"width": SCREEN[0], "height": SCREEN[1]}) as context:
        page = context.new_page()
        page.goto((small / "texts/one.html").as_uri())
        page.click(".facsimile-way button")
        picture, said = page.locator(".facsimile img"), page.locator(".facsimile output")
        expect(said).to_contain_text("1 / 3")
        assert (picture.get_attribute("src") or "").endswith("/1.png")
        page.evaluate("document.querySelectorAll('.pb')[2].scrollIntoView()")
        expect(said).to_contain_text("3 / 3")
        assert (picture.get_attribute("src") or "").endswith("/3.png")
        page.click(".facsimile button[aria-label='Previous image']")
        expect(said).to_contain_text("2 / 3")
        top = page.evaluate("document.querySelectorAll('.pb')[1].getBoundingClientRect().top")
        assert abs(top) < 60
        # A zone stands where its coordinates say, in the scale of the image.
        zone = page.locator(".facsimile-zone")
        expect(zone).to_have_attribute("data-zone", "z2")
        at_rest(page)
        box, sheet = zone.bounding_box(), picture.bounding_box()
        assert box is not None
        assert sheet is not None
        assert (box["x"] - sheet["x"]) / sheet["width"] == pytest.approx(200 / 1800, abs=0.01)
        assert (box["y"] - sheet["y"]) / sheet["height"] == pytest.approx(400 / 2600, abs=0.01)
        assert box["height"] / sheet["height"] == pytest.approx(600 / 2600, abs=0.01)
        zone.click(position={"x": 5, "y": 5})
        expect(page.locator(".zone-shown")).to_have_attribute("data-facs", "#z2")
        wide = sheet["width"]
        page.focus(".facsimile-view")
        page.keyboard.press("+")
        until(page, "(wide) => document.querySelector('.facsimile img').getBoundingClientRect().width > wide + 1", wide)
        larger = picture.bounding_box()
        assert larger is not None
        assert larger["width"] == pytest.approx(wide * 1.4, rel=0.01)
        page.click(".facsimile button[aria-label='Close the images']")
        expect(page.locator(".facsimile")).to_be_hidden()


def test_an_image_that_one_turned_to_stays(browser: Browser, small: Path) -> None:
    """Also where the text cannot be put at its page, and however late the browser tells that it was."""
    with opened(browser, viewport={"width": SCREEN[0], "height": 9000}) as context:
        page = context.new_page()
        page.goto((small / "texts/one.html").as_uri())
        page.click(".facsimile-way button")
        said = page.locator(".facsimile output")
        expect(said).to_contain_text("2 / 3")
        page.click(".facsimile button[aria-label='Next image']")
        expect(said).to_contain_text("3 / 3")
        page.wait_for_timeout(1000)
        page.evaluate("dispatchEvent(new Event('scroll'))")
        assert "3 / 3" in said.inner_text()


def test_without_scripts_a_page_number_leads_to_its_image(browser: Browser, small: Path) -> None:
    with opened(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((small / "texts/one.html").as_uri())
        page.click(".pb a.image >> nth=1")
        page.wait_for_url("**/images/2.png")


def test_the_text_of_a_witness(visit: Visit) -> None:
    page = visit(WITNESSES)
    text = ".transcription .body p"

    def read() -> str:
        return str(page.evaluate("""(selector) => { const copy = document.querySelector(selector).cloneNode(true);
          for (const each of copy.querySelectorAll(".app-mark, .permalink, [hidden]")) each.remove();
          return copy.textContent; }""", text))  # fmt: skip

    assert read() == "The grey sea lay still under the moon."
    read_by = {}
    for witness in "ABCD":
        page.select_option("#kw-witness", witness)
        read_by[witness] = read()
    assert read_by == {
        "A": "The grey sea lay still under the moone.",
        "B": "The grey sea lay calm under the moon.",
        "C": "The gray sea lay calm under the moon.",
        # D is a part of C, and speaks for itself where it says something.
        "D": "The om. sea lay calm under the moon.",
    }
    page.select_option("#kw-witness", "")
    assert read() == "The grey sea lay still under the moon."
