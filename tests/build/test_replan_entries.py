"""An entry says something else: it is followed into every page that shows it, and no other record is read."""

from pathlib import Path

import pytest

from building import Again, watched_records
from dense import Memory, Planner, differences
from kwedition.build import divided, kept
from kwedition.build.known import Records
from kwedition.saxon import Saxon

HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>{more}</teiHeader>"""

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="l{n}" xml:lang="en">{header}
<text><body><p>Dear <persName ref="lists/persons.xml#anna">Anna</persName>, we met
<persName ref="lists/persons.xml#lu">Lu</persName> in <placeName ref="#riga">Riga</placeName>. {more}</p></body>
<back><listPerson><person xml:id="anna"><persName>Zöllner, Anna</persName></person>
<person xml:id="berg"><persName>Berg</persName></person></listPerson></back></text></TEI>"""

SENT = """<profileDesc><creation><date when="190{n}-02-03"/></creation><correspDesc>
<correspAction type="sent"><persName ref="lists/persons.xml#lu">Lu</persName></correspAction>
<correspAction type="received"><persName ref="lists/persons.xml#anna">Anna</persName></correspAction></correspDesc></profileDesc>"""

# Letters name people by their number in the world, too.
WORLD = "https://d-nb.info/gnd/118500001"
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons">{header}
<text><body><listPerson>
<person xml:id="anna"><persName>Anna Zöllner</persName><birth when="1870-01-02"/><figure><graphic url="anna.gif"/></figure><note>Lived in <placeName ref="#riga">R.</placeName></note></person>
<person xml:id="lu"><persName>Lu Xun</persName><note corresp="#anna">Wrote to her.</note></person>
<person xml:id="speaker"><persName>A Speaker</persName></person>
<person xml:id="gnd"><persName>Known Elsewhere</persName><idno type="GND">118500001</idno></person>
</listPerson><listPlace><place xml:id="baltic"><placeName>Baltic</placeName>
<place xml:id="riga"><placeName>Riga</placeName></place></place></listPlace>
<listEvent><event xml:id="feast" when="1901-05-01"><label>Feast</label></event></listEvent></body></text></TEI>"""

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

# What stands in some of the letters besides.
MORE = {
    2: '<ref target="lists/persons.xml#speaker">Somebody</ref> was heard.',
    3: "</p><sp who='#speaker'><p>Well.</p></sp><p>",
    4: '<rs ref="#berg">He</rs> came.',
    5: f'<persName ref="{WORLD}">Known</persName> came, <ref target="{WORLD}">who</ref> <rs ref="#gnd">left</rs>.',
}

LIST = "persons.xml"
NOTE = (LIST, "Wrote to her.", "Wrote her &amp; him.")
FORM = (LIST, "Lu Xun</persName>", 'Lu Xun</persName><persName type="alt">Lǔ</persName>')
NUMBER = (LIST, "<birth", '<idno type="GND">118500009</idno><birth')
BIRTH = (LIST, '<birth when="1870-01-02"/>', '<birth when="1871"/>')
NAME = (LIST, "<persName>Lu Xun", "<persName>Zhou &lt;Shuren>")
SORTED = (LIST, "<persName>Anna Zöllner", "<persName>Aaa Zöllner")
PLACE = (LIST, "<placeName>Riga", "<placeName>Rīga")
WHOLE = (LIST, "<placeName>Baltic", "<placeName>Baltics")
EVENT = (LIST, "<label>Feast", "<label>A feast")
DAY = (LIST, 'when="1901-05-01"', 'when="1902-05-01"')
LINKED = (
    LIST,
    "Wrote to her.",
    'Wrote to <ref target="#speaker">her</ref> and <ref target="https://example.org/">on</ref>.',
)
UNLINKED = (LIST, '<note corresp="#anna">', '<note type="a">')
SPEAKER = (LIST, "A Speaker", "The Speaker")
IN_LETTER = ("l4.xml", "<persName>Berg", "<persName>Prof. Berg")
FIRST_LETTER = ("l1.xml", "<persName>Berg", "<persName>Prof. Berg")


@pytest.fixture
def again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """Five letters and their lists, built again after some changes."""
    monkeypatch.setattr(kept, "FEW", 1)
    own = tmp_path / "edition"
    (own / "lists").mkdir(parents=True)
    settings = 'title = "Letters"\nbase-url = "https://example.org/"\noutputs = ["site", "data", "text", "markdown"]\n'
    (own / "kwedition.toml").write_text(settings, encoding="utf-8")
    persons = PERSONS.format(header=HEADER.format(title="Persons", more=""))
    (own / "lists" / "persons.xml").write_text(persons, encoding="utf-8")
    for name in ("anna.gif", "other.gif"):
        (own / "lists" / name).write_bytes(GIF)
    for n in range(1, 6):
        header = HEADER.format(title=f"Letter {n}", more=SENT.format(n=n))
        text = LETTER.format(n=n, header=header, more=MORE.get(n, ""))
        (own / f"l{n}.xml").write_text(text, encoding="utf-8")
    return Again(own, tmp_path, watched_records(monkeypatch))


@pytest.mark.parametrize(
    "changes",
    [
        (NOTE, FORM, BIRTH, NUMBER, NAME, SORTED),
        (PLACE, WHOLE, EVENT, DAY, SPEAKER),
        (LINKED, UNLINKED, IN_LETTER, FIRST_LETTER),
    ],
)
def test_an_entry_is_followed(again: Again, changes: tuple[tuple[str, str, str], ...]) -> None:
    for change in changes:
        assert again(change) == [1], change
    # And all the way back, at once.
    back = [(name, new, old) for name, old, new in reversed(changes)]
    assert again(*back, ("l2.xml", "we met", "we saw")) == [1 + len({name for name, *_rest in changes})]


def test_a_list_says_when_it_was_changed(again: Again) -> None:
    dated = "</fileDesc><revisionDesc><change when='2026-01-02'>Corrected.</change></revisionDesc>"
    assert again((LIST, "</fileDesc>", dated), NOTE) == [1]
    assert again((LIST, "2026-01-02", "2026-02-03")) in ([], [1])


@pytest.mark.parametrize(
    "change",
    [
        # Somebody more, or less, or of another id.
        (LIST, "</listPerson>", '<person xml:id="new"><persName>New</persName></person></listPerson>'),
        (LIST, '<person xml:id="speaker"><persName>A Speaker</persName></person>', "<!-- Nobody -->"),
        (LIST, 'xml:id="speaker"', 'xml:id="heard"'),
        # A number in the world by which texts mean somebody, and one that another has already.
        (LIST, "118500001</idno>", "118500002</idno>"),
        (LIST, "<birth", '<idno type="GND">118500001</idno><birth'),
        # A title of a text on the page of an entity.
        (LIST, "Wrote to her.", 'See <ref target="../l3.xml">there</ref>.'),
        # A portrait: which images the edition shows is found out when all is planned.
        (LIST, "anna.gif", "other.gif"),
        # The list itself is called otherwise.
        (LIST, "<title>Persons", "<title>People"),
        # An event that had no date has its place among the others in the register.
        (LIST, '<event xml:id="feast" when="1901-05-01">', '<event xml:id="feast">'),
    ],
)
def test_where_more_may_follow_all_is_planned(again: Again, change: tuple[str, str, str]) -> None:
    name, old, new = change
    again(change)
    assert max(again((name, new, old))) > 1
    assert again(NOTE) == [1]


def test_who_is_meant_by_a_number_in_the_world(again: Again) -> None:
    for change in (
        ("l5.xml", ">Known<", ">Known before<"),
        ("l5.xml", "who</ref>", f'who</ref>, he (<persName ref="{WORLD}">K.</persName>),'),
        ("l4.xml", "came.", f'came with <persName ref="{WORLD}">K.</persName>.'),
        ("l5.xml", f'<persName ref="{WORLD}">Known before</persName>', "Somebody"),
        (LIST, "Known Elsewhere", "Known Everywhere"),
        (LIST, "118500001</idno>", "118500001</idno><note>A note</note>"),
    ):
        assert again(change) == [1], change


def test_the_search_knows_the_names_of_now(again: Again) -> None:
    again(("kwedition.toml", '["site", "data", "text", "markdown"]', '["site", "search"]'))
    assert again(NAME, NOTE)[0] == 1


def test_what_the_list_said_before_may_be_lost(again: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    again(NOTE)
    with monkeypatch.context() as context:
        context.setattr(Records, "earlier", lambda _self, _hashes: None)
        assert max(again(FORM)) > 1
    assert again(PLACE) == [1]


def test_divided_lists(again: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divided, "LARGE", 900)
    monkeypatch.setattr(divided, "PART", 900)
    again(("l1.xml", "Dear", "Dearest"))
    assert again(NOTE) == [1]
    assert again(FORM) == [1]
    assert again(EVENT) == [1]
    # The name goes to another part of the data and of the index.
    again(SORTED)
    again((SORTED[0], SORTED[2], SORTED[1]))


def numbered(id_: str, entries: str) -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id_}">{HEADER.format(title=id_, more="")}'
        f"<text><body><sp who='#S1'><p>Well.</p></sp></body><back><listPerson>{entries}</listPerson></back></text></TEI>"
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Ann Berg", "Ben Cole"),
        ("Ann Berg", "Ann Cole"),
        ("Ann Berg", ""),
        ("Ben Cole", "Ann Cole"),
        ("Ben Cole", "Ben C."),
    ],
)
def test_whom_documents_number_for_themselves(saxon: Saxon, was: str, now: str) -> None:
    planner = Planner(saxon, ("site", "data"), Memory())
    entry = "<person xml:id='S1'><persName>{}</persName></person>"
    before, after = (
        planner.records(
            {f"d{n}.xml": numbered(f"d{n}", entry.format(name)) for n, name in enumerate(("Ann Berg", one, "Ann Berg"))}
        )
        for one in (was, now)
    )
    plan, known = planner.planned(before)
    new = planner.replanned(plan, known, before, after)
    assert new is None or list(differences(*new, *planner.planned(after))) == []
