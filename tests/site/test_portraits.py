"""Pictures of persons and places: on their pages and in their cards, from files of the edition only."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from PIL import Image

from kwedition.cli import main

HEADER = """<teiHeader><fileDesc><titleStmt><title>a</title></titleStmt><publicationStmt><p>none</p></publicationStmt>
<sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>"""
LIST = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<standOff><listPerson>
<person xml:id="anna"><persName>Anna</persName><figure><graphic url="../faces/anna%20z.png"/><figDesc>Anna in 1890</figDesc></figure></person>
<person xml:id="berg"><persName>Berg</persName><figure><graphic url="../../outside.png"/></figure></person>
<person xml:id="carl"><persName>Carl</persName><figure><graphic url="https://elsewhere.example/c.png"/></figure></person>
<person xml:id="dora"><persName>Dora</persName><figure><graphic url="../faces/gone.png"/></figure></person>
</listPerson></standOff></TEI>"""
TEXT = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="text">{HEADER}<text><body><p><persName ref="#anna">Anna</persName> met
<persName ref="#berg">Berg</persName>, <persName ref="#carl">Carl</persName> and <persName ref="#dora">Dora</persName>.</p></body></text></TEI>"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portraits")
    (folder / "tei/lists").mkdir(parents=True)
    (folder / "tei/faces").mkdir()
    (folder / "tei/lists/persons.xml").write_text(LIST)
    (folder / "tei/text.xml").write_text(TEXT)
    Image.new("RGB", (60, 80)).save(folder / "tei/faces/anna z.png")
    Image.new("RGB", (6, 8)).save(folder / "outside.png")
    outputs = '["site", "print", "epub", "text", "markdown", "data"]'
    (folder / "kwedition.toml").write_text(f'source = "tei"\nlanguages = ["en", "de"]\noutputs = {outputs}')
    command = ["build", "--source", str(folder), "--output", str(folder / "out"), "--no-cache", "--jobs", "1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return folder / "out"


def _cards(output: Path, below: str = "") -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for path in (output / below / "cards").glob("*.js"):
        call = re.fullmatch(r'kwCards\("..",(.*)\);\n', path.read_text(encoding="utf-8"), re.S)
        assert call is not None
        found |= json.loads(call[1])
    return found


@pytest.mark.parametrize(("below", "up"), [("", "../"), ("de", "../../")])
def test_a_page_shows_the_picture_in_its_size(output: Path, below: str, up: str) -> None:
    page = html.fromstring((output / below / "persons/anna.html").read_bytes())
    (figure,) = page.xpath('//figure[@class="portrait"]')
    (picture,) = figure.iter("img")
    assert dict(picture.attrib) == {"src": f"{up}images/faces/anna_z.png", "alt": "Anna", "width": "60", "height": "80"}
    assert figure.find("figcaption").text == "Anna in 1890"
    assert (output / "images/faces/anna_z.png").is_file()


def test_a_card_names_the_picture(output: Path) -> None:
    cards = _cards(output)
    assert cards["persons/anna.html"]["portrait"] == "images/faces/anna_z.png"
    assert _cards(output, "de")["persons/anna.html"]["portrait"] == "images/faces/anna_z.png"
    assert [address for address, card in cards.items() if "portrait" in card] == ["persons/anna.html"]


@pytest.mark.parametrize("person", ["berg", "carl", "dora"])
def test_no_picture_from_elsewhere(output: Path, person: str) -> None:
    page = html.fromstring((output / f"persons/{person}.html").read_bytes())
    assert list(page.iter("img")) == []
    assert sorted(path.name for path in (output / "images").rglob("*.*")) == ["anna_z.png"]
