"""Apache FOP as a second formatter: its configuration with embedded fonts, its PDF, what it said.

FOP 2.8 reads neither CFF outlines in a collection (``.ttc``) nor CID-keyed CFF that fontTools subset, so the glyphs
that a text needs of the CJK font are redrawn as a small TrueType font.
"""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

from common import JAVA_SOON, absent, peer

SERIF = "DejaVu Serif"
CJK = "Noto Sans CJK SC"
# Style and weight in FOP's words, and what fontconfig calls them.
FACES = {
    ("normal", "normal"): "Book",
    ("italic", "normal"): "Italic",
    ("normal", "bold"): "Bold",
    ("italic", "bold"): "Bold Italic",
}
# What a line of FOP's log begins with when something is wrong with the FO, its fonts or its layout.
_COMPLAINT = re.compile(r"^(\[(WARN|ERROR|FATAL)\]|WARNING:|SEVERE:|\S*Exception)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that FOP made, and the lines of its log that complain."""

    pdf: Path
    complaints: tuple[str, ...]


def faces() -> Mapping[tuple[str, str], Path]:
    """The files of the serif font, by style and weight."""
    listed = subprocess.run(
        [peer("fc-list"), f":family={SERIF}", "file", "style", "width"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found: dict[tuple[str, str], Path] = {}
    for line in sorted(listed.splitlines()):
        file, _, rest = line.partition(": ")
        styles = rest.removeprefix(":style=").split(":")[0].split(",")
        for face, style in FACES.items():
            if style in styles and "Condensed" not in Path(file).name:
                found.setdefault(face, Path(file))
    if len(found) < len(FACES):
        absent(f"the font {SERIF} is not installed")
    return found


def cjk_collection() -> Path:
    """The file of the CJK font, from its Python package."""
    spec = importlib.util.find_spec("noto_cjk_sans_otc")
    files = [
        file
        for folder in (spec.submodule_search_locations or () if spec else ())
        for file in sorted(Path(folder).rglob("*Regular*.ttc"))
    ]
    if not files:
        absent("noto-cjk-sans-otc is not installed")
    return files[0]


def cjk_font(text: str, file: Path) -> frozenset[str]:
    """Write the CJK font's glyphs for a text to a TrueType file; the characters that it has."""
    collection = TTCollection(str(cjk_collection()), lazy=True)
    (source,) = (f for f in collection.fonts if f["name"].getDebugName(1) == CJK)
    names: Mapping[int, str] = source.getBestCmap()
    # ASCII is always there: FOP measures a space and a hyphen in every font.
    wanted = sorted({ord(c) for c in text} | set(range(0x20, 0x7F)))
    characters = {code: names[code] for code in wanted if code in names}
    _true_type(source, characters).save(str(file))
    return frozenset(map(chr, characters))


def _true_type(source: TTFont, characters: Mapping[int, str]) -> TTFont:
    order = [".notdef", *dict.fromkeys(characters.values())]
    drawn = source.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(dict(characters))
    builder.setupGlyf(glyphs)
    widths = {n: (source["hmtx"][n][0], getattr(glyphs[n], "xMin", 0)) for n in order}
    builder.setupHorizontalMetrics(widths)
    ascent, descent = source["hhea"].ascent, source["hhea"].descent
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": CJK, "styleName": "Regular", "psName": "NotoSansCJK"})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupPost()
    return builder.font


def configuration(cjk: Path) -> str:
    """A FOP configuration that embeds the serif font and, for all styles, the one CJK file."""
    fonts = [_font(file, SERIF, [face]) for face, file in faces().items()]
    fonts.append(_font(cjk, CJK, FACES))
    return (
        '<fop version="1.0"><use-cache>false</use-cache><renderers><renderer mime="application/pdf">'
        f"<fonts>{''.join(fonts)}</fonts></renderer></renderers></fop>"
    )


def _font(file: Path, name: str, styles: Iterable[tuple[str, str]]) -> str:
    triplets = "".join(
        f"<font-triplet name={quoteattr(name)} style={quoteattr(style)} weight={quoteattr(weight)}/>"
        for style, weight in styles
    )
    return f"<font embed-url={quoteattr(file.resolve().as_uri())}>{triplets}</font>"


def format_pdf(fo: str, folder: Path) -> Printed:
    """Format an FO document; the folder keeps its FO, PDF, configuration and font."""
    program = peer("fop")
    cjk_font(fo, folder / "cjk.ttf")
    (folder / "fop.xml").write_text(configuration(folder / "cjk.ttf"), encoding="utf-8")
    (folder / "in.fo").write_text(fo, encoding="utf-8")
    pdf = folder / "out.pdf"
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": " ".join(JAVA_SOON)}
    run = subprocess.run(
        [program, "-c", str(folder / "fop.xml"), "-fo", str(folder / "in.fo"), "-pdf", str(pdf)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    said = (run.stdout + run.stderr).splitlines()
    complaints = [line for line in said if _COMPLAINT.match(line)]
    if run.returncode or not pdf.is_file():
        complaints.append(f"FOP ended with {run.returncode}: {' '.join(said[-5:])}")
    return Printed(pdf, tuple(complaints))


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF, as it is laid out."""
    return _text(pdf, "-layout").split("\f")[:-1]


def columns(pdf: Path, numbers: Iterable[int]) -> list[str]:
    """The text of some pages of A4 in two columns, column by column."""
    middle, width, height = 303, 595, 842
    halves = [("-x", "0", "-W", str(middle)), ("-x", str(middle), "-W", str(width - middle))]
    return [
        _text(pdf, "-f", str(n), "-l", str(n), "-r", "72", *half, "-y", "0", "-H", str(height))
        for n in numbers
        for half in halves
    ]


def _text(pdf: Path, *options: str) -> str:
    run = subprocess.run(
        [peer("pdftotext"), *options, "-enc", "UTF-8", str(pdf), "-"],
        capture_output=True,
        check=True,
    )
    return run.stdout.decode("utf-8")
