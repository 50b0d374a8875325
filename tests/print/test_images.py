"""Images of an edition on paper: as large as there is room, described, made again when they change; others in words."""

from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from PIL import Image

from common import peer
from kwedition.cli import main
from print import fop

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Before</p><figure><head>The door</head><graphic url="{url}"/></figure><figure><graphic url="no.png"/></figure></body></text></TEI>"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300"><path d="M0 0h900v300z"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts that name different images alike."""
    for name, colour in (("a", "red"), ("b", "blue")):
        (tmp_path / "tei" / name).mkdir(parents=True)
        (tmp_path / f"tei/{name}/text.xml").write_text(TEI.format(id=name, url="a%20door.png"))
        Image.new("RGB", (600, 300), colour).save(tmp_path / f"tei/{name}/a door.png")
    (tmp_path / "kwedition.toml").write_text('title = "Doors"\nsource = "tei"\n')
    return tmp_path


def built(folder: Path) -> str:
    arguments = ["build", "--source", str(folder), "--output", str(folder / "out"), "--only", "print,pdf"]
    result = CliRunner().invoke(main, [*arguments, "--cache", str(folder / "cache"), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return result.output


def colours(pdf: Path) -> list[tuple[int, ...]]:
    """The colour of the first pixel of each picture of a PDF."""
    found = []
    for page in pypdf.PdfReader(pdf).pages:
        found += [tuple(image.image.convert("RGB").getpixel((0, 0))) for image in page.images if image.image]  # type: ignore[arg-type]
    return found


def test_each_text_has_its_own_image(folder: Path) -> None:
    built(folder)
    assert (folder / "out/print/images/a/a_door.png").is_file()
    assert colours(folder / "out/print/a.pdf") == [(255, 0, 0)]
    assert colours(folder / "out/print/b.pdf") == [(0, 0, 255)]
    assert colours(folder / "out/print/edition.pdf") == [(255, 0, 0), (0, 0, 255)]
    text = pypdf.PdfReader(folder / "out/print/a.pdf").pages[-1].extract_text()
    assert "The door" in text
    assert "[figure: no.png]" in text


def test_another_image_makes_another_pdf(folder: Path) -> None:
    built(folder)
    Image.new("RGB", (600, 300), "lime").save(folder / "tei/a/a door.png")
    built(folder)
    assert colours(folder / "out/print/a.pdf") == [(0, 255, 0)]
    (folder / "tei/a/a door.png").unlink()
    built(folder)
    assert colours(folder / "out/print/a.pdf") == []
    assert colours(folder / "out/print/b.pdf") == [(0, 0, 255)]


@pytest.mark.parametrize("name", ["Bäume.png", "Tür & Tor's.png"])
def test_another_image_makes_another_pdf_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a.xml").write_text(TEI.format(id="a", url=name.replace("&", "&amp;")), encoding="utf-8")
    (tmp_path / "kwedition.toml").write_text('source = "tei"\n')
    for colour, seen in (("red", (255, 0, 0)), ("blue", (0, 0, 255))):
        Image.new("RGB", (600, 300), colour).save(tmp_path / "tei" / name)
        built(tmp_path)
        assert colours(tmp_path / "out/print/a.pdf") == [seen]


@pytest.mark.parametrize("kind", ["png", "jpg", "gif"])
def test_a_picture_that_was_cut_off_is_left_out(tmp_path: Path, kind: str) -> None:
    """Else there would be no PDF of the text, nor of the volume."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a.xml").write_text(TEI.format(id="a", url=f"a.{kind}"))
    (tmp_path / "kwedition.toml").write_text('source = "tei"\n')
    noise = Image.frombytes("RGB", (90, 90), bytes((7 * each) % 251 for each in range(90 * 90 * 3)))
    noise.save(tmp_path / f"tei/a.{kind}")
    built(tmp_path)
    assert len(colours(tmp_path / "out/print/a.pdf")) == 1
    whole = (tmp_path / f"tei/a.{kind}").read_bytes()
    (tmp_path / f"tei/a.{kind}").write_bytes(whole[:60])
    built(tmp_path)
    assert colours(tmp_path / "out/print/a.pdf") == []


def test_two_images_are_two_files(folder: Path) -> None:
    """A name that a book may not have is no other image's name."""
    Image.new("RGB", (600, 300), "lime").save(folder / "tei/a/a_door.png")
    text = folder / "tei/a/text.xml"
    text.write_text(text.read_text().replace("no.png", "a_door.png"))
    built(folder)
    assert sorted(colours(folder / "out/print/a.pdf")) == [(0, 255, 0), (255, 0, 0)]


def test_fop_finds_the_image_beside_its_file(folder: Path, tmp_path: Path) -> None:
    peer("fop")
    (folder / "tei/a/door.svg").write_text(SVG)
    (folder / "tei/a/text.xml").write_text(TEI.format(id="a", url="door.svg"))
    built(folder)
    text = (folder / "out/print/a.fo").read_text()
    assert "url('images/a/door.svg')" in text
    result = CliRunner().invoke(main, ["print", "--formatter", "fop", str(folder / "out/print/a.fo")])
    assert "Image not" not in result.output
    assert fop.pages(folder / "out/print/a.pdf")
