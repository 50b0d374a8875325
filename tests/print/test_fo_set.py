"""The formatter on a set of FO files, one object or property a file: pictures of their pages against goldens.

The goldens (``fo/NAME.png``, pages one below the other) have been looked at and compared with what FOP makes of the same
file; ``pytest --regen-all`` writes them anew.
"""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from common import absent
from kwedition.build import pdf

FILES = sorted((Path(__file__).parent / "fo").glob("*.fo"))
# Of all pixels, as many may differ by more than a shade: edges of letters come out otherwise on other machines.
_TOLERANCE = 0.002
_SHADE = 96


def pages(file: Path) -> Image.Image:
    """The pages of a file, one below the other, a pixel a point."""
    made = [Image.open(io.BytesIO(page)).convert("RGB") for page in pdf.pictures(file.read_bytes(), name=str(file))]
    assert made, pdf.format_fo(file.read_bytes(), name=str(file)).findings
    whole = Image.new("RGB", (max(p.width for p in made), sum(p.height + 2 for p in made)), "gray")
    top = 0
    for page in made:
        whole.paste(page, (0, top))
        top += page.height + 2
    return whole


def difference(one: Image.Image, other: Image.Image) -> float:
    """The part of the pixels that differ by more than a shade; 1 when the sizes differ."""
    if one.size != other.size:
        return 1.0
    histogram = ImageChops.difference(one, other).convert("L").histogram()
    return sum(histogram[_SHADE:]) / (one.width * one.height)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_looks_as_it_should(file: Path, request: pytest.FixtureRequest) -> None:
    if file.stem == "font-cjk" and pdf.cjk_folder() is None:
        absent("noto-cjk-sans-otc is not installed")
    made, golden = pages(file), file.with_suffix(".png")
    if request.config.getoption("regen_all") or not golden.is_file():
        made.quantize(32).save(golden, optimize=True)
        pytest.fail(f"{golden.name} is new: look at it")
    assert difference(made, Image.open(golden).convert("RGB")) <= _TOLERANCE


def test_a_moved_line_would_be_noticed() -> None:
    picture = pages(next(file for file in FILES if file.stem == "line-height"))
    assert difference(picture, ImageChops.offset(picture, 0, 2)) > 2 * _TOLERANCE


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_is_tagged_and_archivable_without_remarks(file: Path) -> None:
    made = pdf.format_fo(file.read_bytes(), name=str(file))
    assert made.pdf is not None
    assert not [f for f in made.findings if not (file.stem == "font-cjk" and f.rule == "font-romanized")]
