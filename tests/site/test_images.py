"""Images on pages: those of the edition are shown, those of hosts that the settings name, and no others."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from PIL import Image

from kwedition.cli import main

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><teiHeader><fileDesc><titleStmt><title>a</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<facsimile><surface xml:id="s1" n="1" ulx="10" uly="20" lrx="1810" lry="2620"><graphic url="../img/p%201.png"/>
<zone xml:id="z1" ulx="120" uly="200" lrx="1700" lry="700"/></surface></facsimile>
<text><body><pb n="1" facs="#s1"/><p facs="#z1">One.</p><pb n="2" facs="../img/2.jpg"/><p>Two.</p>
<pb n="3" facs="../img/gone.jpg"/><p>Three.</p><pb n="4" facs="https://iiif.example.org/a/info.json"/>
<pb n="5" facs="https://iiif.example.org.evil.example/a.jpg"/>
<figure><graphic url="../img/2.jpg"><desc>A ship</desc></graphic></figure>
<figure><graphic url="https://iiif.example.org/b/full/400,/0/default.jpg"/><head>A map</head></figure>
<figure><graphic url="https://elsewhere.example/c.png"/></figure>
<figure><graphic url="../../outside.png"/></figure></body></text></TEI>"""


def _edition(folder: Path, hosts: str = "") -> Path:
    (folder / "tei/texts").mkdir(parents=True)
    (folder / "tei/img").mkdir()
    (folder / "tei/texts/a.xml").write_text(TEXT)
    Image.new("RGB", (90, 130)).save(folder / "tei/img/p 1.png")
    Image.new("RGB", (40, 30)).save(folder / "tei/img/2.jpg")
    Image.new("RGB", (5, 5)).save(folder / "outside.png")
    (folder / "kwedition.toml").write_text(f'source = "tei"\noutputs = ["site"]\n{hosts}')
    return folder


def _build(folder: Path, *options: str) -> str:
    command = ["build", "--source", str(folder), "--output", str(folder / "out"), "--cache", str(folder / "cache")]
    result = CliRunner().invoke(main, [*command, "--jobs", "1", *options])
    assert result.exit_code == 0, result.output
    return result.output


def _page(folder: Path, path: str = "texts/a.html") -> Any:
    return html.fromstring((folder / "out" / path).read_bytes())


def _shown(page: Any) -> list[tuple[str, str, str | None, str | None]]:
    return [(i.get("src"), i.get("alt"), i.get("width"), i.get("height")) for i in page.iter("img")]


def test_files_of_the_edition_are_shown_in_their_size(tmp_path: Path) -> None:
    folder = _edition(tmp_path)
    _build(folder)
    page = _page(folder)
    assert _shown(page) == [
        ("../images/img/2.jpg", "A ship", "40", "30"),
        ("../images/img/p_1.png", "page 1", "90", "130"),
    ]
    for path, original in (("2.jpg", "2.jpg"), ("p_1.png", "p 1.png")):
        assert (folder / "out/images/img" / path).read_bytes() == (folder / "tei/img" / original).read_bytes()
    assert sorted(path.name for path in (folder / "out").rglob("*.png")) == ["p_1.png"]


def test_a_page_number_leads_to_the_image_of_its_page(tmp_path: Path) -> None:
    folder = _edition(tmp_path)
    _build(folder)
    numbers = {n.text: n for n in _page(folder).cssselect(".pb > .number")}
    assert [(n, e.get("href")) for n, e in numbers.items()] == [
        ("1", "../images/img/p_1.png"),
        ("2", "../images/img/2.jpg"),
        ("3", None),
        ("4", "https://iiif.example.org/a/info.json"),
        ("5", "https://iiif.example.org.evil.example/a.jpg"),
    ]
    assert [n for n, e in numbers.items() if "image" in e.get("class").split()] == ["1", "2"]


def test_a_zone_has_its_box_and_its_text(tmp_path: Path) -> None:
    folder = _edition(tmp_path)
    _build(folder)
    page = _page(folder)
    [item] = page.cssselect("li[data-extent]")
    assert (item.get("id"), item.get("data-extent")) == ("s1", "10 20 1810 2620")
    assert [zone.get("data-box") for zone in item.cssselect(".zone#z1")] == ["120 200 1700 700"]
    assert [p.text for p in page.cssselect('p[data-facs="#z1"]')] == ["One."]
    assert len(page.cssselect('script[src$="facsimile.js"]')) == 1


def test_only_hosts_that_are_named_are_asked(tmp_path: Path) -> None:
    folder = _edition(tmp_path, 'image-hosts = ["https://iiif.example.org"]\n')
    _build(folder)
    page = _page(folder)
    [policy] = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert "img-src 'self' https://iiif.example.org" in policy
    assert [src for src, *_rest in _shown(page) if "//" in src] == [
        "https://iiif.example.org/b/full/!1200,1200/0/default.jpg"
    ]
    links = {link.get("href"): link.get("data-src") for link in page.cssselect("a.image") if "//" in link.get("href")}
    # The best of a service when somebody looks closer, a small one before.
    assert links == {
        f"https://iiif.example.org/{n}/full/max/0/default.jpg": f"https://iiif.example.org/{n}/full/!1200,1200/0/default.jpg"
        for n in "ab"
    }


def test_without_a_host_the_policy_is_as_strict_as_ever(tmp_path: Path) -> None:
    folder = _edition(tmp_path)
    _build(folder)
    [policy] = _page(folder).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert "img-src" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("host", ["iiif.example.org", "https://iiif.example.org/path", "https://a b", "*", "https://*"])
def test_a_host_that_is_none_is_refused(tmp_path: Path, host: str) -> None:
    folder = _edition(tmp_path, f'image-hosts = ["{host}"]\n')
    result = CliRunner().invoke(main, ["build", "--source", str(folder), "--output", str(folder / "out")])
    assert result.exit_code == 2
    assert "is no origin" in result.output


def test_an_image_that_changed_is_copied_and_one_that_did_not_is_kept(tmp_path: Path) -> None:
    folder = _edition(tmp_path)
    _build(folder)
    kept, other = folder / "out/images/img/2.jpg", folder / "out/images/img/p_1.png"
    number = kept.stat().st_ino
    assert "nothing has changed" in _build(folder)
    Image.new("RGB", (80, 130)).save(folder / "tei/img/p 1.png")
    os.utime(folder / "tei/img/p 1.png", (2_000_000_000, 2_000_000_000))
    assert "1 file new or changed" in _build(folder)
    assert _shown(_page(folder))[1][2] == "80"
    assert other.read_bytes() == (folder / "tei/img/p 1.png").read_bytes()
    assert kept.stat().st_ino == number
    (folder / "tei/img/p 1.png").unlink()
    _build(folder)
    assert not other.exists()
    assert len(_shown(_page(folder))) == 1


def test_each_language_shows_the_same_files(tmp_path: Path) -> None:
    folder = _edition(tmp_path, 'languages = ["en", "de"]\n')
    _build(folder)
    assert [src for src, *_rest in _shown(_page(folder, "de/texts/a.html"))] == [
        "../../images/img/2.jpg", "../../images/img/p_1.png",
    ]  # fmt: skip
    assert not (folder / "out/de/images").exists()
