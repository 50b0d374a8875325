"""What is valid by our schema is valid TEI: tried on documents drawn from it."""

import os
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from common import JAVA_SOON, ROOT, peer
from generate import Grammar, Writer

NUMBER = 500
RNG = ROOT / "schema" / "kwedition.rng"
_ENVIRONMENT = {**os.environ, "JAVA_TOOL_OPTIONS": " ".join(JAVA_SOON)}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], set[str]]:
    """Files of random documents, and the names of elements and attributes in them."""
    folder = tmp_path_factory.mktemp("generated")
    grammar = Grammar(etree.parse(RNG).getroot())
    files: list[Path] = []
    used: set[str] = set()
    for seed in range(NUMBER):
        writer = Writer(grammar, seed)
        path = folder / f"{seed}.xml"
        path.write_bytes(etree.tostring(writer.document(), encoding="UTF-8", xml_declaration=True))
        files.append(path)
        used |= writer.used
    return files, used


def test_they_cover_the_schema(generated: tuple[list[Path], set[str]]) -> None:
    grammar = etree.parse(RNG).getroot()
    names = {
        f"{'@' if str(e.tag).endswith('attribute') else ''}{e.get('name')}"
        for e in grammar.iter("{*}element", "{*}attribute")
    }
    assert names - generated[1] == set()


def test_they_are_valid_by_our_schema(generated: tuple[list[Path], set[str]]) -> None:
    schema = etree.RelaxNG(etree.parse(RNG))
    for path in generated[0]:
        assert schema.validate(etree.parse(path)), (path.name, str(schema.error_log)[:500])


def test_they_are_valid_tei(generated: tuple[list[Path], set[str]], shared: Path) -> None:
    jing = peer("jing")
    command = [jing, str(shared / "relaxng" / "tei_all.rng"), *map(str, generated[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_ENVIRONMENT)
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert errors == []
    assert done.returncode == 0


def test_the_edition_is_valid_tei(shared: Path) -> None:
    jing = peer("jing")
    files = [*map(str, sorted((ROOT / "tei").rglob("*.xml"))), str(ROOT / "schema" / "kwedition.odd")]
    done = subprocess.run(
        [jing, str(shared / "relaxng" / "tei_all.rng"), *files],
        capture_output=True, text=True, check=False, env=_ENVIRONMENT,
    )  # fmt: skip
    assert done.stdout == ""
    assert done.returncode == 0
