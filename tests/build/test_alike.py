"""Texts of one title: every list says what tells them apart, and guesses nothing."""

import json
import zipfile
from pathlib import Path

import pytest

from common import Kwedition
from unprepared import Make, body, tei, words

LIST = '<standOff><listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson></standOff>'


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def letter(shelfmark: str, date: str = "", to: str = "", more: str = "") -> str:
    manuscript = f"<msDesc><msIdentifier><idno>{shelfmark}</idno></msIdentifier></msDesc>" if shelfmark else "<p/>"
    sent = f'<correspDesc><correspAction type="sent">{date}<persName ref="#ann">Ann</persName></correspAction></correspDesc>'
    text = f'<p>From <persName ref="#ann">Ann</persName>{to and f" see <ref target={to!r}/>"}.</p>'
    return tei(
        body(text) + more,
        title="A letter",
        source=manuscript,
        more=f"<profileDesc>{sent if date else ''}</profileDesc>",
    )


def test_texts_of_one_title_are_told_apart_by_their_shelfmarks(make: Make) -> None:
    made = make(
        {f"x{n}.xml": letter(f"S 27{n}", to="x1.xml" if n > 1 else "", more=LIST if n == 1 else "") for n in (1, 2, 3)},
        "site,print,search",
    )
    listed = "A letter S 271 A letter S 272 A letter S 273"
    assert listed in words(made["texts/index.html"])
    assert "A letter S 271 From Ann . A letter S 272" in words(made["persons/ann.html"])
    assert "A letter x2" in words(made["texts/x1.html"], "//section[@class = 'cited-by']")
    # So are neighbours, and from the text between them.
    beside = "//nav[@class = 'neighbours']"
    assert words(made["texts/x2.html"], beside) == "← Previous text A letter S 271 Next text → A letter S 273"
    assert words(made["texts/x1.html"], beside) == "Next text → A letter S 272"
    assert "A letter, S 271 <fo:leader" in made["print/edition.fo"]
    assert [row[2] for row in json.loads(made["search/texts-1.json"])] == [f"A letter, S 27{n}" for n in (1, 2, 3)]


def test_in_contents_without_dates_by_these_and_without_any_sign_by_the_names_of_their_files(make: Make) -> None:
    days = {"x1": '"1900-05-01">1 May 1900<', "x2": '"1900-05-02"><'}
    files = {f"{name}.xml": letter("S 1", f"<date when={day}/date>") for name, day in days.items()}
    made = make({**files, "y1.xml": tei(body("<p>x</p>")), "y2.xml": tei(body("<p>y</p>"))}, "site,print")
    for title in ("A letter, 1 May 1900", "A letter, 2 May 1900", "A text, y1", "A text, y2"):
        assert f"{title} <fo:leader" in made["print/edition.fo"]
    assert "A letter x1" not in words(made["texts/index.html"])
    beside = "//nav[@class = 'neighbours']"
    assert words(made["texts/x1.html"], beside) == "Later → A letter 2 May 1900"
    assert words(made["texts/x2.html"], beside) == "← Earlier A letter 1 May 1900 Later → A text"
    assert "A text y1 undated A text y2" in words(made["texts/index.html"])


def test_dates_that_nobody_worded_tell_apart_in_the_language_of_the_edition(make: Make) -> None:
    files = {"kwedition.toml": 'languages = ["de"]\n'}
    files |= {f"x{n}.xml": letter("S 1", f'<date when="1900-05-0{n}"/>', more=LIST if n == 1 else "") for n in (1, 2)}
    made = make(files, "print,epub")
    assert "A letter, 1. Mai 1900 <fo:leader" in made["print/edition.fo"]
    with zipfile.ZipFile(make.folder / "out/edition.epub") as book:
        nav, index = (book.read(f"epub/{name}.xhtml").decode() for name in ("nav", "persons"))
    assert "A letter, 2. Mai 1900" in words(nav, "//nav")
    assert "A letter, 2. Mai 1900: 1" in words(index, "//dl")


def test_by_the_heading_above_each_where_there_is_no_other_sign(make: Make) -> None:
    made = make(
        {f"x{n}.xml": tei(body(f"<head>To {name}</head><p>x</p>")) for n, name in enumerate(("Ann", "Bob"))},
        "site,print",
    )
    assert "A text To Ann A text To Bob" in words(made["texts/index.html"])
    assert "A text, To Bob <fo:leader" in made["print/edition.fo"]
