"""Documents that nobody would write, and that the TEI's schemas allow: no page of theirs stops, loses a word or leads nowhere."""

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
