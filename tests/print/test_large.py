"""Documents that are large in one way: two thousand notes, a table of three hundred rows."""

import re
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from common import peer
from kwedition import edition
from kwedition.build import pdf, steps
from kwedition.saxon import Saxon
from print import fop
from print.volumes import FO

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Large</title></titleStmt>'
    "<publicationStmt><p>Nobody.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{}</body></text></TEI>"
)
NOTES = "".join(
    f"<p>Claim {n} rests on something<note>Witness {n} says so.</note> and leads on to what follows it here.</p>"
    for n in range(1, 2001)
)
ROWS = "".join(f"<row><cell>Row {n}</cell><cell>of three hundred rows</cell></row>" for n in range(1, 301))
TABLE = f'<table><row role="label"><cell>Number</cell><cell>What it is</cell></row>{ROWS}</table>'


def printed(saxon: Saxon, folder: Path, body: str) -> str:
    """The FO of a document with this body."""
    (folder / "large.xml").write_text(TEI.format(body))
    (document,) = edition.load(edition.Settings(source=folder), folder).documents
    context = steps.Context("", "en", "", ("print",))
    register = steps.register([steps.collect(saxon, document)], context)
    pages = [page for page in steps.plan(saxon, register, context) if page.path == "print/large.fo"]
    return steps.render(saxon, pages[0], {"large": document}, context).text


def texts_of(fo: str, folder: Path, formatter: str) -> list[str]:
    """The text of each page, by our formatter or by FOP."""
    if formatter == "fop":
        peer("fop")
        made = fop.format_pdf(fo, folder)
        assert made.pdf.is_file(), made.complaints
        return [page.extract_text() for page in PdfReader(made.pdf).pages]
    result = pdf.format_fo(fo.encode())
    assert result.pdf is not None, result.findings
    assert [f for f in result.findings if f.severity.name == "ERROR"] == []
    (folder / "large.pdf").write_bytes(result.pdf)
    return [page.extract_text() for page in PdfReader(folder / "large.pdf").pages]


@pytest.mark.parametrize("formatter", ["typst", "fop"])
def test_two_thousand_notes_stand_on_the_pages_that_call_them(saxon: Saxon, tmp_path: Path, formatter: str) -> None:
    pages = texts_of(printed(saxon, tmp_path, NOTES), tmp_path, formatter)
    called: dict[int, int] = {}
    noted: dict[int, int] = {}
    for number, page in enumerate(pages):
        called |= {int(n): number for n in re.findall(r"Claim\s+(\d+)\s+rests", page)}
        noted |= {int(n): number for n in re.findall(r"Witness\s+(\d+)\s+says", page)}
    assert called.keys() == noted.keys() == set(range(1, 2001))
    # A paragraph may begin on one page and call its note on the next.
    astray = {n for n in called if not 0 <= noted[n] - called[n] <= 1}
    assert astray == set()
    assert sum(noted[n] != called[n] for n in called) < 2000 / 20


@pytest.mark.parametrize("formatter", ["typst", "fop"])
def test_a_table_of_three_hundred_rows_repeats_its_head(saxon: Saxon, tmp_path: Path, formatter: str) -> None:
    fo = printed(saxon, tmp_path, TABLE)
    assert etree.fromstring(fo.encode()).find(f".//{FO}table-header") is not None
    pages = texts_of(fo, tmp_path, formatter)
    with_rows = [page for page in pages if re.search(r"Row\s+\d+", page)]
    assert len(with_rows) > 4
    assert all("What it is" in page for page in with_rows)
    rows = [int(n) for page in with_rows for n in re.findall(r"Row\s+(\d+)", page)]
    assert rows == list(range(1, 301))
