"""Documents that nobody would write, whether the TEI's schemas allow them or not: no page of theirs stops, loses a word or
leads nowhere.
"""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from common import Kwedition
from pages import dead_links, is_nested_well
from random_tei import Documents


@pytest.fixture(scope="module")
def documents(shared: Path) -> Callable[[str], Documents]:
    return lambda name: Documents(shared / "relaxng" / f"{name}.rng")


@pytest.mark.parametrize(("schema", "seed"), [("tei_all", 11), ("tei_lite", 10), ("tei_jtei", 16), ("dtabf_all", 2)])
def test_whatever_a_schema_allows_is_published_whole(
    kwedition: Kwedition, tmp_path: Path, documents: Callable[[str], Documents], schema: str, seed: int
) -> None:
    random, drawn = Random(seed), documents(schema)
    source = tmp_path / "tei"
    source.mkdir()
    for number in range(3):
        root = drawn.draw(random, number)
        if schema == "tei_all":
            assert drawn._schema.problems(root) == []
        (source / f"d{number}.xml").write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    done = kwedition("build", "--source", source, "--output", tmp_path / "out", "--no-cache", "-j", "1",
                     "--only", "site,data,text,markdown,epub,print")  # fmt: skip
    assert "all accounted for" in done.output
    # (Schemas that fix the id of a document give all the same one.)
    errors = [line for line in done.output.splitlines() if " error " in line and "id-document-twice" not in line]
    assert errors == []
    assert dead_links(tmp_path / "out") == []
    badly = [page.name for page in (tmp_path / "out" / "texts").rglob("*.html") if not is_nested_well(page.read_text())]
    assert badly == []


# What is no number, no date, no language, no address, no id, no place; and what would be markup or an order elsewhere.
VALUES = (
    "", " ", "abc", "1.5", "-3", "0", "9" * 30, "#", "##a", "#x y", "http://[bad", "http://a b", "javascript:alert(1)", "a.xml#b", "%zz", "x:y",
    "../..", "\u200f", "\u05d0", "\u65e5\u672c", "a" * 300, "\"<>&'", "2020-02-30", "0000", "-0044-03-15", "1914-13", "--05", "1914-08-01T25:00", "P1Y",
    "en-", "de_DE", "zh-Hant-TW", "1:2", "url(x.png)", "color: red; position: fixed", "italic bold", "margin left", "(1", "*", "\\", "$1", "{x}", "[x]",
)  # fmt: skip
NAMES = (
    "n rend rendition style type subtype lang space base id key ref target corresp who when from to notBefore notAfter when-iso dur cols rows role"
    " place unit quantity extent reason hand resp cert source facs start end ana sameAs next prev part rhyme met level lemma pos wit loc break ed url"
    " width height points ulx lrx rotate sortKey sort age sex value calendar scope function sample scheme change status"
)
OWN = Path(__file__).parents[2] / "tei"


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_attributes_say_is_published_whole(kwedition: Kwedition, tmp_path: Path, seed: int) -> None:
    random, names = Random(seed), NAMES.split()
    source = tmp_path / "tei"
    source.mkdir()
    for path in random.sample(sorted(OWN.rglob("*.xml")), 8):
        tree = etree.parse(path)
        every = list(tree.getroot().iter("*"))
        for _time in range(60):
            element = random.choice(every)
            name = (
                random.choice([*map(str, element.attrib)] or names) if random.random() < 0.5 else random.choice(names)
            )
            in_xml = name in {"lang", "space", "base", "id"}
            element.set(f"{{http://www.w3.org/XML/1998/namespace}}{name}" if in_xml else name, random.choice(VALUES))
        tree.write(source / path.name, encoding="utf-8", xml_declaration=True)
    done = kwedition("build", "--source", source, "--output", tmp_path / "out", "--no-cache", "-j", "1",
                     "--only", "site,data,text,markdown,epub,print")  # fmt: skip
    assert "all accounted for" in done.output
    errors = [line for line in done.output.splitlines() if " error " in line and not re.search(r"error id-", line)]
    assert errors == []
    assert dead_links(tmp_path / "out") == []
    badly = [page.name for page in (tmp_path / "out" / "texts").rglob("*.html") if not is_nested_well(page.read_text())]
    assert badly == []
    assert "files checked" in kwedition("check", source).output
