"""Planning anew out of what was kept, after changes at random: always what planning everything would make."""

import pytest

from dense import LISTS, Edition, Memory, Planner, differences
from kwedition.build import divided, parts, plans
from kwedition.saxon import Saxon

OUTPUTS = (("site", "data"), ("site", "data", "text", "markdown"), ("site", "search"), ("data",), ("text", "site"))
# The sizes from which lists are divided, and of what they are divided into; the same of texts.
SIZES = ((divided.LARGE, divided.PART), (3000, 2500), (900, 700))
TEXT_SIZES = ((parts.LARGE, parts.PART), (1500, 900))
ROUNDS = 20


@pytest.mark.parametrize("seed", range(20))
def test_what_follows_is_what_planning_everything_makes(
    saxon: Saxon, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Edition(seed)
    large, part = edition.chance.choice((SIZES[0], *SIZES))
    monkeypatch.setattr(divided, "LARGE", large)
    monkeypatch.setattr(divided, "PART", part)
    large, part = edition.chance.choice(TEXT_SIZES)
    monkeypatch.setattr(parts, "LARGE", large)
    monkeypatch.setattr(parts, "PART", part)
    monkeypatch.setattr(parts, "_SMALL", large // 8)
    # How many texts the home page lists.
    monkeypatch.setattr(plans, "_HOME_TEXTS", edition.chance.choice((60, 4)))
    planner = Planner(saxon, edition.chance.choice(OUTPUTS), Memory())
    before = planner.records(edition.files())
    plan, known = planner.planned(before)
    followed = 0
    for number in range(ROUNDS):
        edition.change()
        now = planner.records(edition.files())
        new = planner.replanned(plan, known, before, now)
        before, (plan, known) = now, planner.planned(now)
        if new is not None:
            followed += 1
            assert list(differences(*new, plan, known)) == [], f"round {number}"
    assert followed


COMPARED = "<linkGrp type='accounts'><link ana='about.xml#love' target='{}'>Two</link></linkGrp>"
LOVE = "<p><seg ana='about.xml#love'>Love</seg></p>"


def text(id_: str, inside: str, title: str = "", entries: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id_}"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title or id_}</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
        f"<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body><p xml:id='p1'>One.</p>{inside}</body>"
        f"<back>{f'<listPerson>{entries}</listPerson>' if entries else ''}</back></text></TEI>"
    )


OWN = "<person xml:id='own'><persName>Own</persName><note type='key'>Of <ref target='#p1'>this</ref></note></person>"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        # The page of somebody whose entry a text has leads to a place in it.
        ({"a": text("a", "", "A", OWN)}, {"a": text("a", "", "B", OWN)}),
        # What stands in an entry becomes a pointer when the text has one of that name.
        ({"a": text("a", "", "A", OWN)}, {"a": text("a", "<p><rs key='key'>x</rs></p>", "A", OWN)}),
        # What a link that shows it is made of may look like the end of a tag.
        *(
            ({"a": text("a", "", "A"), "b": text("b", to)}, {"a": text("a", "", "&lt;B>"), "b": text("b", to)})
            for to in ('<p><ref target="a.xml#x&gt;y">o</ref></p>', '<p><rs key="a > &quot;b&quot;">o</rs></p>')
        ),
        # The page of topics names the texts that are compared: as wholes, or by one passage.
        *(
            (
                {"a": text("a", "", "A"), "b": text("b", LOVE + COMPARED.format(to), "B")},
                {"a": text("a", "", "C"), "b": text("b", LOVE + COMPARED.format(to), "B")},
            )
            for to in ("a.xml c.xml", "a.xml#p1 c.xml#none")
        ),
    ],
)
def test_a_title_stands_in_more_places(saxon: Saxon, before: dict[str, str], now: dict[str, str]) -> None:
    planner = Planner(saxon, ("site", "data"), Memory())
    was, are = (
        planner.records({**LISTS, **{f"{id_}.xml": xml for id_, xml in some.items()}}) for some in (before, now)
    )
    plan, known = planner.planned(was)
    new = planner.replanned(plan, known, was, are)
    assert new is None or list(differences(*new, *planner.planned(are))) == []


def test_a_description_that_alone_refers_to_texts(saxon: Saxon) -> None:
    planner = Planner(saxon, ("site",), Memory())
    texts = {f"d{number}.xml": text(f"d{number}", "") for number in range(6)}
    plan, _known = planner.planned(planner.records({**LISTS, **texts}))
    assert plan.rows[0].path == "index.html"
