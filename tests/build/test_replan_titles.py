"""A text gets another title or another date: it is followed into every page that shows it, and no other record is read."""

from pathlib import Path

import pytest

from building import Again, watched_records
from kwedition.build import divided, kept

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en">
  <teiHeader><fileDesc>
    <titleStmt><title>Letter {n} &amp; more</title></titleStmt>
    <publicationStmt><publisher>Nobody</publisher></publicationStmt>
    <sourceDesc><p>An invented letter.</p></sourceDesc>
  </fileDesc>
  <profileDesc><creation><date when="{when}">on a day</date></creation></profileDesc>
  <revisionDesc><change when="2020-01-0{n}">Encoded.</change></revisionDesc></teiHeader>
  <text><body><p>Dear <persName ref="persons.xml#anna">Anna</persName>, we met <persName ref="persons.xml#lu">Lu</persName>
    on <date when="{when}">that day</date>. {more}</p></body></text>
</TEI>
"""

PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons">
  <teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
    <publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
  <standOff><listPerson>
    <person xml:id="anna"><persName>Anna Zöllner</persName></person>
    <person xml:id="lu"><persName>Lu Xun</persName></person>
    <person xml:id="speaker"><persName>A Speaker</persName></person>
  </listPerson></standOff>
</TEI>
"""

# What stands in some of the letters besides: a link to another, a citation of another, a link to nothing.
MORE = {
    2: 'See <ref target="l4.xml">there</ref>.',
    5: '<quote source="l3.xml">So it was.</quote>',
    3: '<ref target="#x">x</ref>',
}


@pytest.fixture
def again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """Five letters, built again after some changes."""
    monkeypatch.setattr(kept, "FEW", 1)
    own = tmp_path / "edition"
    own.mkdir()
    settings = 'title = "Letters"\nbase-url = "https://example.org/"\noutputs = ["site", "data", "text", "markdown"]\n'
    (own / "kwedition.toml").write_text(settings, encoding="utf-8")
    (own / "persons.xml").write_text(PERSONS, encoding="utf-8")
    for n in range(1, 6):
        text = LETTER.format(id=f"l{n}", n=n, when=f"190{n}-02-03", more=MORE.get(n, ""))
        (own / f"l{n}.xml").write_text(text, encoding="utf-8")
    return Again(own, tmp_path, watched_records(monkeypatch))


def title(n: int) -> tuple[str, str, str]:
    """Another title for a letter."""
    return f"l{n}.xml", f"<title>Letter {n} &amp; more", f"<title>A &lt;new&gt; letter {n}"


def date(n: int, when: str) -> tuple[str, str, str]:
    """Another date for a letter, by which it is sorted."""
    return f"l{n}.xml", f'<creation><date when="190{n}-02-03">', f'<creation><date when="{when}">'


@pytest.mark.parametrize("n", [1, 3, 4])
def test_a_title_is_followed(again: Again, n: int) -> None:
    name, old, new = title(n)
    assert again((name, old, new)) == [1]
    assert again((name, new, old)) == [1]


@pytest.mark.parametrize(
    ("n", "when"),
    [(3, "1903-04-05"), (3, "1904-01"), (1, "1910"), (4, "1880-01-01"), (3, "1901-02-03"), (3, "1902-02-03")],
)
def test_a_date_is_followed_to_its_place_in_time(again: Again, n: int, when: str) -> None:
    name, old, new = date(n, when)
    assert again((name, old, new)) == [1]
    assert again((name, new, old)) == [1]


def test_a_text_without_a_date_comes_last(again: Again) -> None:
    name, old, _new = date(4, "")
    assert again((name, old, '<creation><date type="unknown">')) == [1]
    assert again(date(3, "1901-01-01"), title(1)) == [2]


def test_two_change_places_and_names(again: Again) -> None:
    gone = ("l4.xml", '<persName ref="persons.xml#lu">Lu</persName>', "Lu")
    assert again(date(3, "1904-02-03"), date(4, "1903-02-03"), title(3), gone) == [2]


def test_the_title_of_who_cites_is_followed_to_what_it_cites(again: Again) -> None:
    name, old, new = title(5)
    assert again((name, old, new)) == [1]
    assert again((name, new, old)) == [1]
    # Who cites something is named there in the order of time.
    assert max(again(date(5, "1903-03-03"))) > 1
    assert again(title(4)) == [1]


def test_works_that_are_cited_keep_the_names_of_their_list(again: Again, tmp_path: Path) -> None:
    works = '<listBibl><bibl xml:id="w1" n="Barca 2019"><title>A work</title></bibl></listBibl>'
    cited = '<bibl><ptr target="l1.xml#w1"/> 12</bibl>, <bibl><ptr target="w1"/> 13</bibl>'
    again(("l1.xml", "</p></body>", f"</p>{works}</body>"), ("l4.xml", "we met", f"see {cited}, we met"))
    cites = tmp_path / "output" / "texts" / "l4.html"
    assert "Barca 2019</a> 12" in cites.read_text(encoding="utf-8")
    assert "Barca 2019</a> 13" in cites.read_text(encoding="utf-8")
    # Its text gets another title; the list calls it otherwise, and has another work.
    name, old, new = title(1)
    assert again((name, old, new)) == [1]
    assert "Barca 2019</a> 13" in cites.read_text(encoding="utf-8")
    again((name, "Barca 2019", "Barca 2020"))
    assert "Barca 2020</a> 13" in cites.read_text(encoding="utf-8")
    again((name, '"w1"', '"w2"'))
    again((name, '"w2"', '"w1"'))
    assert "Barca 2020</a> 12" in cites.read_text(encoding="utf-8")


def test_those_who_speak_in_it_are_told(again: Again) -> None:
    again(("l4.xml", "</p></body>", '</p><sp who="persons.xml#speaker persons.xml#anna"><p>Well.</p></sp></body>'))
    name, old, new = title(4)
    assert again((name, old, new)) == [1]
    assert again(date(4, "1880-01-01"), (name, new, old)) == [1]
    # What is said, and another name in it.
    assert again((name, "Well.", 'Well, <persName ref="persons.xml#lu">Lu</persName>.')) == [1]


def test_divided_lists_of_texts(again: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divided, "LARGE", 900)
    monkeypatch.setattr(divided, "PART", 900)
    again(("l1.xml", "Dear", "Dearest"))
    name, old, new = date(3, "1903-07-08")
    assert again((name, old, new)) == [1]
    # Words round a dated passage of another text; those of two at once, of which one gets another date.
    assert again(("l1.xml", "Lu</persName>\n    on", "Lu</persName> upon")) == [1]
    _name, _old, newer = date(3, "1903-09-10")
    assert again((name, new, newer), ("l4.xml", "we met", "we saw")) == [2]
    # Another year is another page.
    assert max(again((name, newer, date(3, "1907-07-08")[2]))) > 1
