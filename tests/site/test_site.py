"""What must hold of every page, whatever it shows: of this repository's edition and of the small one."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from building import files_of
from common import ROOT, vnu
from pages import dead_links, read_site, squeezed

TEI = "http://www.tei-c.org/ns/1.0"
NS = {"t": TEI, "x": "http://www.w3.org/XML/1998/namespace"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(params=["published", "published_mini"])
def output(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_every_link_resolves(output: Path) -> None:
    assert dead_links(output) == []


def test_every_id_is_unique(output: Path) -> None:
    for page in read_site(output).values():
        assert len(page.ids) == len(set(page.ids)), page.path


def test_no_page_asks_another_host_for_anything(output: Path) -> None:
    for page in read_site(output).values():
        assert all("//" not in address and not address.startswith("data:") for address in page.fetched), page.path
    for style in output.rglob("*.css"):
        assert "url(" not in style.read_text()
        assert "@import" not in style.read_text()


def test_no_page_has_inline_styles_or_handlers(output: Path) -> None:
    assert [page.styled for page in read_site(output).values() if page.styled] == []


def test_every_page_is_valid_html(published: Path, published_mini: Path) -> None:
    # Both at once: Java takes its time to begin.
    command = [*vnu(), str(published), str(published_mini)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr + done.stdout == ""
    assert done.returncode == 0


def sources() -> list[Path]:
    return [ROOT / "tei" / "essay.xml", *sorted((ROOT / "tei" / "cables").glob("*.xml"))]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_no_text_is_lost(published: Path, path: Path) -> None:
    """Every text node of text and header is on the page, in the order of each paragraph."""
    root = etree.parse(path).getroot()
    page = squeezed(read_site(published)[f"texts/{root.get(XML_ID)}.html"].text)
    missing = [
        text for node in root.iter("*") for text in (node.text, node.tail) if text and squeezed(text) not in page
    ]
    assert missing == []


def test_the_counts_are_right(published: Path) -> None:
    pages = read_site(published)
    texts = [path for path in pages if path.startswith("texts/") and path != "texts/index.html"]
    persons = [path for path in pages if path.startswith("persons/") and path != "persons/index.html"]
    assert len(texts) == 18
    assert len([path for path in pages if path.startswith("tei/")]) == len(texts) + 1
    assert len(persons) == 13
    for name in ("index", "about", "chronology", "topics", "guidelines", "persons/index", "places/index"):
        assert f"{name}.html" in pages


def test_every_mention_is_in_the_index(published: Path) -> None:
    """Counted by XPath in the sources: each mention of a person in a text or its description, and nothing else."""
    expected: dict[str, int] = {}
    for path in [*sources(), ROOT / "tei" / "edition.xml"]:
        root = etree.parse(path).getroot()
        region = "ancestor::t:text or ancestor::t:profileDesc or ancestor::t:sourceDesc"
        for mention in root.xpath(
            f"//*[self::t:persName or self::t:rs[@type='person']][@ref][{region}]", namespaces=NS
        ):
            for token in str(mention.get("ref")).split():
                expected[token.split("#")[1]] = expected.get(token.split("#")[1], 0) + 1
    index = json.loads((published / "data/persons.json").read_text())
    assert {person["id"]: len(person["mentions"]) for person in index["persons"]} == expected
    page = read_site(published)["persons/index.html"]
    for person in index["persons"]:
        for mention in person["mentions"]:
            assert f"../{mention['address']}" in page.links


def test_a_mention_leads_to_its_word(published: Path) -> None:
    index = json.loads((published / "data/persons.json").read_text())
    for person in index["persons"]:
        for mention in person["mentions"]:
            file, fragment = mention["address"].split("#")
            root = etree.fromstring((published / file).read_bytes(), etree.HTMLParser(encoding="utf-8"))
            (word,) = root.xpath("//*[@id=$id]", id=fragment)
            # The page may show a second form beside the one that the index chose.
            assert squeezed(mention["form"])[:4] in squeezed("".join(word.itertext()))


def test_the_index_is_the_same_in_every_format(published: Path) -> None:
    index = json.loads((published / "data/persons.json").read_text())
    with (published / "data/persons.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tei = etree.parse(published / "data/persons.xml")
    ids = [person["id"] for person in index["persons"]]
    assert list(dict.fromkeys(row["id"] for row in rows)) == ids
    assert [str(i) for i in tei.xpath("//t:person/@x:id", namespaces=NS)] == ids
    mentions = [(m["address"], m["form"]) for person in index["persons"] for m in person["mentions"]]
    assert [(row["address"], row["form"]) for row in rows if row["address"]] == mentions
    assert len(tei.xpath("//t:item", namespaces=NS)) == len(mentions)


def test_names_are_found_in_every_script(published: Path) -> None:
    text = read_site(published)["persons/index.html"].text
    for form in ("Филиппов", "毛泽东", "毛澤東", "김일성", "Mao Tse-tung", "Ковалёв"):
        assert form in text


def test_builds_are_byte_identical(tmp_path: Path, published: Path) -> None:
    """In another folder, where it is another day, in another process with another hash seed."""
    folder = tmp_path / "a" / "copy"
    for part in ("tei", "schema"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    # From east to west of all zones it is more than a day: in one of them it is never the day that it is here.
    here = datetime.now().astimezone()
    zones = {"EAST-14": 14, "WEST+12": -12}
    zone = next(
        name for name, hours in zones.items() if here.astimezone(timezone(timedelta(hours=hours))).date() != here.date()
    )
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-m", "kwedition", "build", "--quiet"], cwd=folder, env=environment, check=True)
    there, here_ = files_of(folder / "output"), files_of(published)
    assert there.keys() == here_.keys()
    assert [path for path, content in there.items() if here_[path] != content] == []
