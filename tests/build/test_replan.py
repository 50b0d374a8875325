"""Planning anew out of what was kept: the same output as from nothing, and no other document is read for it."""

from pathlib import Path

import pytest

from building import Again, copied, watched_records
from kwedition.build import divided, kept, relisted, remembered
from unprepared import body, tei

Change = tuple[str, str, str]

# In the sentence that names somebody who has an entry and somebody who has none.
# Names and dates that come or go, of entities that are known.
NEW_NAME = (
    "second.xml",
    "Der\n        Fehlende</persName>",
    'Der\n        Fehlende</persName> und <persName ref="../persons.xml#lu">Lu</persName>',
)
NEW_PLACE = ("second.xml", "ich. <seg", 'ich in <placeName ref="../persons.xml#riga">Riga</placeName>. <seg')
NEW_DATE = ("second.xml", "ich. <seg", 'ich am <date when="1905-03-04">Samstag</date>. <seg')
NO_DATE = ("first.xml", '<date when="1905-01-02" cert="medium">Monday</date>', "Monday")
OTHER_DATE = ("first.xml", '<date when="1905-01-02" cert', '<date when="1905-01-09" cert')
NO_NAME = ("first.xml", '<persName\n        ref="../persons.xml#anna">I</persName>', "I myself")
OUT = ("second.xml", '<persName ref="../persons.xml#anna">Frau Zöllner</persName>', "Frau Zöllner")
PARAGRAPH = (
    "second.xml",
    "<list type",
    '<p>Und <persName ref="../persons.xml#nobody">jemand</persName>.</p><list type',
)
NEW_LINK = ("second.xml", "Ein Vers", '<ref target="https://example.org/">Ein Vers</ref>')
# A name that leaves open what it names, of somebody whom others call a person.
OPEN = ("second.xml", "noch einer", '<rs ref="../persons.xml#missing">noch einer</rs>')
# Where the reference alone says of what kind it is, it says the same of whoever is named so nowhere else.
IMPLIED = (
    "second.xml",
    '<persName ref="../persons.xml#missing">Der\n        Fehlende</persName>',
    '<rs ref="../persons.xml#missing">Der Fehlende</rs>',
)
AGAIN = ("second.xml", "noch einer", '<persName ref="../persons.xml#missing">Der\n        Fehlende</persName>')

# Somebody new; a place in the register that is another; a passage that is cited, and what leads there.
NEW_ENTITY = ("second.xml", "Ein Vers", '<persName ref="../persons.xml#other">Einer</persName>')
EARLIER = ("first.xml", "Prof. Berg", '<persName ref="../persons.xml#missing">Der Fehlende</persName>')
GONE = ("second.xml", '<persName ref="../persons.xml#missing">Der\n        Fehlende</persName>', "Der Fehlende")
OPEN_EARLIER = ("first.xml", "Prof. Berg", '<rs ref="../persons.xml#missing">he</rs>')
OPEN_ALONE = (
    "second.xml",
    '<persName ref="../persons.xml#missing">Der\n        Fehlende</persName>',
    '<rs ref="missing">Der Fehlende</rs>',
)
NEW_REFERENCE = ("second.xml", "Ein Vers", '<ref target="first.xml#p1">Ein Vers</ref>')
CITED_ELSEWHERE = ("first.xml", "<p>He said", "<p>It was so.</p><p>He said")

SENTENCE = ("second.xml", "Sehr geehrte", "Hochverehrte und gelehrte")
# The same, and as long as before: so no list is divided in another place.
AS_LONG = ("second.xml", "Sehr geehrte", "Liebe, werte")
# In a sentence with a date, with a place, and with names in two scripts.
DATED = ("first.xml", ">Dear ", ">My very dear ")
OWN_WORDS = ("first.xml", ">Mr Lu<", ">Master Lu<")
AFTER = ("first.xml", " there.</p>", " over there, and left.</p>")

# The name of an entity without an entry is one of its forms.
NAMELESS = ("second.xml", "Der\n        Fehlende", "Der Vermisste")
BY_FORM = ("first.xml", "Captain Berg", "Captain Tal")
CITING = ("first.xml", "He said", "She said")
TITLE = ("second.xml", "<title>Antwort", "<title>Eine Antwort")
TOPIC = ("second.xml", "Es schien die Sonne", "Es regnete")


def _lost(_self: object, _ids: object) -> None:
    raise relisted.Unknown


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records were asked for, each time that some were; of editions of any size what is told is kept."""
    monkeypatch.setattr(kept, "FEW", 1)
    return watched_records(monkeypatch)


@pytest.fixture
def again(mini: Path, tmp_path: Path, read: list[int]) -> Again:
    """The edition, built again after some changes."""
    return Again(copied(mini, tmp_path / "edition"), tmp_path, read)


@pytest.mark.parametrize("change", [SENTENCE, AS_LONG, DATED, OWN_WORDS, AFTER])
def test_other_words_are_put_in_the_place_of_the_old_ones(again: Again, change: Change) -> None:
    name, old, new = change
    assert again(change) == [1]
    assert again((name, new, old)) == [1]
    assert again(SENTENCE, DATED) == [2]


@pytest.mark.parametrize(
    "change",
    [NEW_NAME, NEW_PLACE, NEW_DATE, NO_DATE, OTHER_DATE, NO_NAME, OUT, PARAGRAPH, NEW_LINK, OPEN, IMPLIED, AGAIN],
)
def test_names_and_dates_that_come_or_go_are_followed(again: Again, change: Change) -> None:
    name, old, new = change
    assert again(change) == [1]
    assert again((name, new, old)) == [1]
    assert again(change, OWN_WORDS) in ([2], [1])


@pytest.mark.parametrize(
    "change",
    [
        NAMELESS,
        BY_FORM,
        CITING,
        TITLE,
        TOPIC,
        NEW_ENTITY,
        EARLIER,
        GONE,
        OPEN_EARLIER,
        OPEN_ALONE,
        NEW_REFERENCE,
        CITED_ELSEWHERE,
    ],
)
def test_where_more_than_words_may_follow_all_is_planned(again: Again, change: Change) -> None:
    assert max(again(change)) > 1
    assert again(AFTER) == [1]


HEARD = ("second.xml", "<list type", '<sp who="../persons.xml#anna"><p>So be it.</p></sp><list type')


@pytest.mark.parametrize(
    "change",
    [
        ("second.xml", '<sp who="../persons.xml#anna">', '<sp who="../persons.xml#anna ../persons.xml#nobody">'),
        ("second.xml", '<sp who="../persons.xml#anna">', '<sp who="../persons.xml#lu">'),
        ("second.xml", "<list type", '<sp who="../persons.xml#anna"><p>And so on.</p></sp><list type'),
        ("second.xml", "<sp who=", "<p>Before.</p><sp who="),
        ("second.xml", '<sp who="../persons.xml#anna"><p>So be it.</p></sp>', ""),
    ],
)
def test_where_somebody_else_speaks_all_is_planned(again: Again, change: Change) -> None:
    again(HEARD)
    assert max(again(change)) > 1
    assert again(AFTER) == [1]


def test_divided_lists_stay_so(again: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divided, "LARGE", 100)
    monkeypatch.setattr(divided, "PART", 300)
    assert again(AS_LONG) == [1]
    # A list that might be divided elsewhere is planned, whatever comes of it.
    again((*SENTENCE[:1], AS_LONG[2], SENTENCE[2] * 20))
    again((*SENTENCE[:1], SENTENCE[2] * 20, SENTENCE[1]))


def test_the_numbers_in_divided_lists_are_put_right(
    again: Again, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(divided, "LARGE", 1500)
    monkeypatch.setattr(divided, "PART", 1500)
    again()
    page = tmp_path / "output" / "persons" / "index" / "l.html"
    before = page.read_text(encoding="utf-8")
    assert again(NEW_NAME) == [1]
    assert page.read_text(encoding="utf-8") != before
    assert again(AS_LONG) == [1]


def test_a_list_that_grows_too_long_is_divided(again: Again) -> None:
    long = "Sehr " + "sehr " * 30_000 + "geehrte"
    again((SENTENCE[0], SENTENCE[1], long))
    again((SENTENCE[0], long, SENTENCE[1]))


def test_what_was_kept_may_be_lost(again: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    again(AFTER)
    with monkeypatch.context() as context:
        context.setattr(kept.Kept, "load", lambda _data, _state: None)
        assert max(again(SENTENCE)) > 1
    # The slice of a page that must be made again: found out when the rest was planned already.
    with monkeypatch.context() as context:
        context.setattr(remembered, "has_slice", lambda _cache, _hash: False)
        assert max(again(DATED)) > 1
    with monkeypatch.context() as context:
        context.setattr(relisted.Lists, "told_of", _lost)
        assert max(again((SENTENCE[0], SENTENCE[2], SENTENCE[1]))) > 1
    assert again(SENTENCE) == [1]


@pytest.mark.parametrize(
    "setting",
    ['outputs = ["site"]', 'outputs = ["data"]', 'outputs = ["site", "search", "data"]', 'outputs = ["site", "data", "text", "markdown"]',
     'outputs = ["site", "data"]\nlanguages = ["en", "de"]', 'outputs = ["site", "data", "print"]'],
)  # fmt: skip
def test_any_outputs(again: Again, setting: str) -> None:
    again(("kwedition.toml", 'outputs = ["site", "data"]', setting))
    numbers = again(SENTENCE)
    assert (numbers == [1]) == ("languages" not in setting and "print" not in setting)


def test_the_first_date_of_all_makes_a_way_to_the_chronology(tmp_path: Path, read: list[int]) -> None:
    own = tmp_path / "letters"
    own.mkdir()
    (own / "kwedition.toml").write_text('title = "Letters"\noutputs = ["site"]\n', encoding="utf-8")
    for name in ("a", "b"):
        (own / f"{name}.xml").write_text(tei(body("<p>On Monday.</p>"), name), encoding="utf-8")
    dated = '<date when="1905-01-02">Monday</date>'
    again = Again(own, tmp_path, read)
    again(("a.xml", "Monday", dated))
    assert "chronology.html" in (tmp_path / "output/texts/b.html").read_text(encoding="utf-8")
    again(("a.xml", dated, "Monday"))
    assert "chronology.html" not in (tmp_path / "output/texts/b.html").read_text(encoding="utf-8")
