"""Characters of plays: each play has its own, though plays call them by the same ids."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from building import Again, watched_records
from common import Kwedition
from kwedition.build import apart, kept
from unprepared import ALL, Make, tei, words

_FIRST = ("judit", "diener", "karl", "moor", "franz")
_SECOND = ("judit", "diener", "anna", "hans", "otto", "ida")
_GOES_ON = ("judit", "karl", "moor", "bote")


def _play(title: str, cast: Sequence[str], more: str = "", division: str = "act") -> str:
    """A play in which each speaks twice; ``more`` is what is known of Judit besides her name."""
    persons = "".join(
        f'<person xml:id="{id_}"><persName>{id_.title()}</persName>{more if id_ == "judit" else ""}</person>'
        for id_ in cast
    )
    speeches = "".join(f'<sp who="#{id_}"><speaker>{id_}</speaker><p>Words.</p></sp>' for id_ in (*cast, *cast))
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
        "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><profileDesc>"
        f"<particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc></teiHeader>"
        f'<text xml:lang="de"><body><div type="{division}">{speeches}</div></body></text></TEI>'
    )


def _in_list(title: str, cast: Sequence[str]) -> str:
    """A play whose characters are roles in its list alone, each called by two words and described; one is silent."""
    items = "".join(
        f'<castItem><role xml:id="{id_}">Old {id_.title()},</role> <roleDesc>friend of all</roleDesc></castItem>'
        for id_ in cast
    )
    speeches = "".join(f'<sp who="#{id_}"><speaker>{id_}</speaker><p>Words.</p></sp>' for id_ in (*cast, *cast))
    return tei(
        f'<text><front><castList>{items}<castItem><role xml:id="mute">Mute</role></castItem></castList></front>'
        f'<body><div type="act">{speeches}</div></body></text>',
        title,
    )


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def test_each_play_has_its_own(make: Make) -> None:
    out = make({"a.xml": _play("The Robbers", _FIRST), "b.xml": _play("Luck", _SECOND)})
    pages = {name.removeprefix("persons/") for name in out if name.startswith("persons/") and "index" not in name}
    own = {f"{play}.{id_}.html" for play in "ab" for id_ in ("judit", "diener")}
    assert pages == own | {f"{id_}.html" for id_ in (*_FIRST[2:], *_SECOND[2:])}
    assert words(out["persons/a.judit.html"]).startswith("Judit Speaks in 2 speeches in 1 text The Robbers")
    assert 'href="../persons/a.judit.html"' in out["texts/a.html"]
    assert 'href="../persons/b.judit.html"' in out["texts/b.html"]
    # The index says who is who.
    assert "Judit The Robbers 2 speeches in 1 text Judit Luck 2 speeches" in words(out["persons/index.html"])
    told = json.loads(out["data/persons.json"])
    assert {each["id"] for each in told["persons"]} == {name.removesuffix(".html") for name in pages}


def test_a_play_that_goes_on_in_another_has_the_same(make: Make) -> None:
    """Half of those who speak in the smaller are in the other, too."""
    out = make({
        "a.xml": _play("The Robbers", _FIRST),
        "b.xml": _play("Luck", _SECOND),
        "c.xml": _play("The Robbers, part 2", _GOES_ON),
    })  # fmt: skip
    assert "persons/c.judit.html" not in out
    assert "4 speeches in 2 texts" in words(out["persons/a.judit.html"])
    assert 'href="../persons/a.judit.html"' in out["texts/c.html"]
    # Nobody else is called so there.
    assert "persons/karl.html" in out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Acts, each a file with those who speak in it.
        (_play("Act 1", _FIRST), _play("Act 2", _FIRST[:4])),
        # Somebody of whom more is known: people who speak in several sessions.
        (_play("A", _FIRST, "<birth when='1901'/>"), _play("B", _SECOND, "<birth when='1901'/>")),
        # Sittings of a parliament, which has no acts.
        (_play("A", _FIRST, division="sitting"), _play("B", _SECOND, division="sitting")),
        # Of few it says little whom they share.
        (_play("A", _FIRST[:3]), _play("B", _SECOND)),
    ],
)
def test_people_who_speak_in_several_texts_are_one(make: Make, one: str, other: str) -> None:
    out = make({"a.xml": one, "b.xml": other})
    assert "speeches in 2 texts" in words(out["persons/judit.html"])
    assert "persons/a.judit.html" not in out


def test_nobody_is_taken_for_another_of_such_an_id(make: Make) -> None:
    other = _play("C", ("a.judit", "hugo", "olga", "emil"), division="sitting")
    out = make({"a.xml": _play("A", _FIRST), "b.xml": _play("B", _SECOND), "c.xml": other})
    assert words(out["persons/a.judit.html"]).startswith("A.Judit")
    assert words(out["persons/a.judit-.html"]).startswith("Judit Speaks in 2 speeches in 1 text A")


def test_a_list_of_the_edition_says_that_they_are_one(make: Make) -> None:
    people = (
        '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="judit"><persName>Judit</persName></person>'
        '<person xml:id="nobody"><persName>Nobody</persName></person></listPerson>'
    )
    out = make({"a.xml": _play("A", _FIRST), "b.xml": _play("B", _SECOND), "persons.xml": people})
    assert "persons/judit.html" in out
    assert "persons/a.diener.html" in out


def test_changes_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FEW", 1)
    own = tmp_path / "edition"
    own.mkdir()
    (own / "kwedition.toml").write_text('title = "Plays"\noutputs = ["site", "data"]\n', encoding="utf-8")
    for name, title, cast in (("a", "Robbers", _FIRST), ("b", "Luck", _SECOND), ("c", "Robbers 2", _GOES_ON)):
        (own / f"{name}.xml").write_text(_play(title, cast), encoding="utf-8")
    again = Again(own, tmp_path, watched_records(monkeypatch))
    again(("b.xml", "<persName>Judit</persName>", "<persName>Judit</persName><birth when='1901'/>"))
    again(("b.xml", "<birth when='1901'/>", ""))
    again(("a.xml", "<title>Robbers", "<title>The Robbers"))
    again(("a.xml", "<persName>Karl</persName>", "<persName>Karl Moor</persName>"))
    again(("c.xml", "<p>Words.</p>", "<p>Other words.</p>"))


def test_a_person_who_becomes_a_character_is_another_in_each_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nobody was another there before, and what pages show of the entry that speaks for both stays the same."""
    monkeypatch.setattr(kept, "FEW", 1)
    own = tmp_path / "edition"
    own.mkdir()
    (own / "kwedition.toml").write_text('title = "Plays"\noutputs = ["site", "data"]\n', encoding="utf-8")
    born = "<birth when='1901'/>"
    (own / "a.xml").write_text(_play("Robbers", ("judit", "karl", "moor", "franz")), encoding="utf-8")
    (own / "b.xml").write_text(_play("Luck", ("judit", "anna", "hans", "otto"), born), encoding="utf-8")
    again = Again(own, tmp_path, watched_records(monkeypatch))
    again(("b.xml", born, ""))
    assert (tmp_path / "output/persons/b.judit.html").exists()


def test_which_plays_have_the_same_people_is_found_without_comparing_all() -> None:
    """The same as by asking each of all before it; a fifth of the time of that where thousands have some in common."""
    drawn = Random(3)
    whole = [frozenset(map(str, drawn.sample(range(40), drawn.randint(4, 12)))) for _play in range(300)]
    casts = {f"d{number}": cast for number, cast in enumerate(whole)}
    alike = apart._Alike(casts)
    firsts: dict[str, None] = {}
    for document, cast in casts.items():
        same = [each for each in firsts if 2 * len(casts[each] & cast) >= min(len(casts[each]), len(cast))]
        first = alike.first(document, firsts)
        assert first == (same[0] if same else document)
        firsts[first] = None
    assert len(firsts) > 2 * apart._FEW


def test_thousands_of_plays_with_common_ids_take_seconds() -> None:
    drawn = Random(4)
    casts = {f"d{number}": frozenset(map(str, drawn.sample(range(150), 20))) for number in range(2500)}
    begun = time.process_time()
    alike = apart._Alike(casts)
    for id_ in map(str, range(150)):
        firsts: dict[str, None] = {}
        for document in (each for each, cast in casts.items() if id_ in cast):
            firsts[alike.first(document, firsts)] = None
    assert time.process_time() - begun < 5


def test_a_role_in_which_somebody_speaks_is_a_person(make: Make) -> None:
    out = make({"a.xml": _in_list("Luck", ("judit", "bote"))}, ALL)
    assert {name for name in out if name.startswith("persons/")} == {
        f"persons/{each}.html" for each in ("index", "judit", "bote")
    }
    assert words(out["persons/judit.html"]).startswith(
        "Old Judit Description friend of all Speaks in 2 speeches in 1 text Luck"
    )
    assert "Speakers Old Judit , Old Bote" in words(out["texts/a.html"])
    # The list of roles stays as it is.
    shown = '<span id="judit" class="role">Old Judit,</span> <span class="roleDesc">friend of all</span>'
    assert shown in out["texts/a.html"]
    told = {each["id"]: each for each in json.loads(out["data/persons.json"])["persons"]}
    assert {id_: each["speeches"][0]["number"] for id_, each in told.items()} == {"judit": 2, "bote": 2}
    assert told["judit"]["descriptions"] == ["friend of all"]
    assert ">Old Judit<" in out["print/a.fo"] or "Old Judit" in out["print/edition.fo"]


def test_roles_of_the_same_id_are_others_in_each_play(make: Make) -> None:
    out = make({"a.xml": _in_list("The Robbers", _FIRST), "b.xml": _in_list("Luck", _SECOND)})
    assert words(out["persons/a.judit.html"]).startswith(
        "Old Judit Description friend of all Speaks in 2 speeches in 1 text"
    )
    assert 'href="../persons/b.judit.html"' in out["texts/b.html"]


def test_an_entry_goes_before_a_role_of_its_id(make: Make) -> None:
    persons = (
        '<standOff><listPerson><person xml:id="judit"><persName>Judith</persName></person></listPerson></standOff>'
    )
    play = _in_list("Luck", ("judit", "bote")).replace("<text>", f"{persons}<text>")
    assert words(make({"a.xml": play})["persons/judit.html"]).startswith("Judith Speaks in 2 speeches")


def test_a_role_is_followed_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FEW", 1)
    own = tmp_path / "edition"
    own.mkdir()
    (own / "kwedition.toml").write_text('title = "Plays"\noutputs = ["site", "data"]\n', encoding="utf-8")
    (own / "a.xml").write_text(_in_list("Robbers", _FIRST), encoding="utf-8")
    (own / "b.xml").write_text(_in_list("Luck", _SECOND), encoding="utf-8")
    again = Again(own, tmp_path, watched_records(monkeypatch))
    again(("b.xml", "Old Anna,", "Young Anna,"))
    assert "Young Anna" in (tmp_path / "output/persons/anna.html").read_text(encoding="utf-8")
    again(("a.xml", '<div type="act">', '<div type="act"><sp who="#mute"><p>At last.</p></sp>'))
    assert (tmp_path / "output/persons/mute.html").exists()
    again(("a.xml", '<sp who="#mute"><p>At last.</p></sp>', "<p>Silence.</p>"))
    assert not (tmp_path / "output/persons/mute.html").exists()


def test_an_item_of_the_cast_that_speeches_call_is_who_speaks(make: Make) -> None:
    """By its role, or all its words where it has none; not where a role in it has an id, or says whom it means."""
    items = (
        '<castItem xml:id="ham"><role>Hamlet,</role> <roleDesc>son to the late king</roleDesc></castItem>'
        '<castItem xml:id="ghost">Ghost of <hi>Hamlet\'s</hi> father, <actor>Mr. S.</actor><note>late</note></castItem>'
        '<castItem xml:id="item"><role xml:id="hor">Horatio</role></castItem>'
        '<castItem xml:id="known"><role corresp="#ann">Ann</role></castItem><castItem xml:id="mute">Lords</castItem>'
    )
    called = ("ham", "ghost", "hor", "known")
    speeches = "".join(f'<sp who="#{id_}"><speaker>{id_}</speaker><p>Words.</p></sp>' for id_ in called)
    play = tei(f"<text><front><castList>{items}</castList></front><body><div>{speeches}</div></body></text>", "Hamlet")
    made = make({"a.xml": play}, ALL)
    titles = {name: words(made[name], "//h1") for name in made if name.startswith("persons/") and "index" not in name}
    assert titles["persons/ham.html"] == "Hamlet"
    assert "son to the late king" in words(made["persons/ham.html"])
    assert titles["persons/ghost.html"] == "Ghost of Hamlet's father"
    assert titles["persons/hor.html"] == "Horatio"
    assert not {"persons/item.html", "persons/mute.html"} & titles.keys()
    assert titles.get("persons/known.html") in (None, "known")
    for name in ("Hamlet", "Ghost of Hamlet's father", "Horatio"):
        assert name in made["data/persons.csv"]
    assert "Speaks in 1 speech" in words(made["persons/ghost.html"])
