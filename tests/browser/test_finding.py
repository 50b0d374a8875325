"""Ways to what one looks for: filters, lists, drawings, two texts side by side, citations, images, witnesses."""

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Visit
from browser.sites import PHONE, SCREEN, TABLET, Kind
from kwedition.cli import main

WITNESSES = Kind("witnesses", "gallery", "texts/app-parallel.html")
MUELLER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="one"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="m"><persName>Müller, Anna</persName></person>
<person xml:id="o"><persName>Østergaard, Per</persName></person><person xml:id="z"><persName>Zimmer, Karl</persName></person>
<person xml:id="a"><persName>Adam, Jean</persName></person><person xml:id="b"><persName>Berg, Max</persName></person>
<person xml:id="c"><persName>Cohn, Ida</persName></person></listPerson></standOff><facsimile>{surfaces}</facsimile><text><body>{body}</body></text></TEI>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 (its name there)


@pytest.fixture
def served(published_sites: Callable[[str], Path]) -> Iterator[str]:
    """The address of this edition's site on a server: some things a browser allows only there."""
    handler = functools.partial(_Quiet, directory=str(published_sites("edition")))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
    page = browser.new_page()
    page.goto((small / "persons/index.html").as_uri())
    found = _filtered(page, spelling)
    page.close()
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
    assert page.locator("form.filter output").inner_text() == "one entry"
    page.fill("form.filter input", "qqqq")
    assert page.locator("dl.index dt:visible").count() == 0


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
    assert " ".join(page.locator(":target").inner_text().split())[:40] in said


def _frames(page: Page) -> list[str]:
    return [frame.url.rsplit("/", 1)[1] for frame in page.frames[1:]]


def test_two_texts_go_to_a_topic_together(visit: Visit) -> None:
    page = visit("beside.html")
    page.wait_for_timeout(300)
    buttons = page.locator(".beside-shared button")
    name = buttons.nth(2).inner_text()
    buttons.nth(2).click()
    page.wait_for_timeout(300)
    topic = page.locator(".beside-topics > section", has=page.get_by_role("heading", name=name, exact=True))
    places = [
        (link.get_attribute("target"), (link.get_attribute("href") or "").rsplit("/", 1)[1])
        for link in topic.locator("li li a").all()
    ]
    left, right = _frames(page)
    assert ("kw-left", left) in places
    assert ("kw-right", right) in places
    for frame in page.frames[1:]:
        assert frame.locator(":target").is_visible()
        assert frame.locator(".site-header").is_hidden()
    # The address brings all of it back.
    page.reload()
    page.wait_for_timeout(300)
    assert _frames(page) == [left, right]


def test_one_text_follows_the_other(visit: Visit) -> None:
    page = visit("beside.html")
    page.wait_for_timeout(300)
    before = _frames(page)
    box = page.locator("iframe[name=kw-left]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 300)
    for _each in range(12):
        page.mouse.wheel(0, 90)
        page.wait_for_timeout(60)
    after = _frames(page)
    assert after[1] != before[1]
    assert after[0] == before[0]
    pressed = page.locator(".beside-shared [aria-pressed=true]").inner_text()
    section = page.locator(".beside-topics > section", has=page.get_by_role("heading", name=pressed, exact=True))
    assert section.locator(f"a[target=kw-right][href$='{after[1]}']").count() == 1


def test_a_link_into_the_other_account_opens_beside(visit: Visit) -> None:
    page = visit("beside.html")
    page.wait_for_timeout(300)
    left = page.frames[1]
    link = left.locator("a.compared.contradiction").first
    href = (link.get_attribute("href") or "").rsplit("/", 1)[1]
    link.click()
    page.wait_for_timeout(400)
    assert _frames(page)[1] == href
    assert "beside.html" in page.url
    # Another page opens in the place of both.
    page.frames[1].locator(".transcription a.persName").first.click()
    page.wait_for_url("**/persons/*.html")


def test_side_by_side_without_scripts(visit: Visit) -> None:
    page = visit("beside.html", java_script_enabled=False)
    assert page.locator(".beside-shared").is_hidden()
    page.locator("a[target=kw-right]").nth(1).click()
    page.wait_for_timeout(300)
    href = page.locator("a[target=kw-right]").nth(1).get_attribute("href") or ""
    assert _frames(page)[1] == href.rsplit("/", 1)[1]


def test_a_citation_names_the_paragraph_and_is_copied(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}texts/essay.html#p06")
    page.click("details.cite summary")
    assert "par. 6" in page.locator("#kw-cite-chicago").inner_text()
    assert f"{served}texts/essay.html#p06" in page.locator("#kw-cite-plain").inner_text()
    page.locator("#kw-cite-chicago + .cite-buttons button").first.click()
    expect(page.locator("#kw-cite-chicago + .cite-buttons button").first).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join(page.locator("#kw-cite-chicago").inner_text().split())
    for kind, begins in (("bib", "@"), ("ris", "TY  - "), ("json", "[{")):
        with page.expect_download() as downloaded:
            page.locator(f"#kw-cite-{kind} + .cite-buttons button").nth(1).click()
        assert downloaded.value.suggested_filename == f"essay.{kind}"
        content = Path(downloaded.value.path()).read_text(encoding="utf-8")
        assert content.startswith(begins)
        assert kind != "json" or json.loads(content)[0]["id"] == "essay"
    context.close()


def test_images_go_along_with_the_text(browser: Browser, small: Path) -> None:
    page = browser.new_page(viewport={"width": SCREEN[0], "height": SCREEN[1]})
    page.goto((small / "texts/one.html").as_uri())
    page.click(".facsimile-way button")
    picture, said = page.locator(".facsimile img"), page.locator(".facsimile output")
    assert (picture.get_attribute("src") or "").endswith("/1.png")
    page.locator(".pb").nth(2).scroll_into_view_if_needed()
    page.evaluate("document.querySelectorAll('.pb')[2].scrollIntoView()")
    expect(said).to_contain_text("3 / 3")
    assert (picture.get_attribute("src") or "").endswith("/3.png")
    page.click(".facsimile button[aria-label='Previous image']")
    expect(said).to_contain_text("2 / 3")
    top: Any = page.evaluate("document.querySelectorAll('.pb')[1].getBoundingClientRect().top")
    assert abs(top) < 60
    # A zone stands where its coordinates say, in the scale of the image.
    box, sheet = page.locator(".facsimile-zone").bounding_box(), picture.bounding_box()
    assert box is not None
    assert sheet is not None
    assert (box["x"] - sheet["x"]) / sheet["width"] == pytest.approx(200 / 1800, abs=0.01)
    assert (box["y"] - sheet["y"]) / sheet["height"] == pytest.approx(400 / 2600, abs=0.01)
    assert box["height"] / sheet["height"] == pytest.approx(600 / 2600, abs=0.01)
    page.click(".facsimile-zone", position={"x": 5, "y": 5})
    assert page.locator(".zone-shown").get_attribute("data-facs") == "#z2"
    wide = sheet["width"]
    page.focus(".facsimile-view")
    page.keyboard.press("+")
    larger = picture.bounding_box()
    assert larger is not None
    assert larger["width"] == pytest.approx(wide * 1.4, rel=0.01)
    page.click(".facsimile button[aria-label='Close the images']")
    assert page.locator(".facsimile").is_hidden()
    page.close()


def test_without_scripts_a_page_number_leads_to_its_image(browser: Browser, small: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((small / "texts/one.html").as_uri())
    page.click(".pb a.image >> nth=1")
    assert page.url.endswith("/images/2.png")
    context.close()


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
