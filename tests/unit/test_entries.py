"""An entry that documents repeat is collected once, and every record is as it would be without that."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from common import SHARED
from kwedition import resources, xmlio
from kwedition.build import accounting, entries, steps
from kwedition.build.record import Record
from kwedition.edition import Document
from kwedition.saxon import Saxon

TEI = "http://www.tei-c.org/ns/1.0"
NS = f'xmlns="{TEI}"'
LETTER = """<TEI {ns} xml:id="{id}"{lang}><teiHeader><fileDesc><titleStmt><title>{id}</title></titleStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><listPerson><person><persName>Maker</persName></person></listPerson></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson>{partic}</listPerson></particDesc>{langs}</profileDesc></teiHeader><text><body>
<p><persName ref="#anna">Anna</persName> and <persName>Bert</persName> on <date when="1900">that day</date>.</p><p>{long}</p>{body}</body>
<back>{back}<div><date when="1901">later</date></div></back></text>{beside}</TEI>"""

ANNA = (
    '<person xml:id="anna" role="author"><persName><surname>Arnold</surname><forename>Anna</forename></persName>'
    '<persName type="alt">A. A.</persName><birth when="1870"><settlement ref="wien">Wien</settlement></birth>'
    '<occupation ref="#writer">writer</occupation><idno type="GND">1</idno><note>Wrote <hi>letters</hi>, <date>1900</date>.</note>'
    "<!-- c --></person>"
)
PLAIN = {
    "person": ANNA,
    "place": '<place xml:id="wien"><placeName>Wien</placeName><location><geo>48 16</geo></location></place>',
    "org": '<org xml:id="club"><orgName>The <emph>Club</emph></orgName><desc>A club of <persName key="anna">Anna</persName></desc></org>',
    "event": '<event xml:id="ball" when="1899-01-01"><label>Ball <date>1899</date></label><p>A ball in <placeName ref="#wien">Wien</placeName>.</p></event>',
    "sorted": '<person xml:id="zoe" sortKey="Aaa"><persName xml:lang="fr">Zoé</persName></person>',
    "address": '<person xml:id="ida" sameAs="https://example.org/ida"><persName>Ida</persName></person>',
}  # fmt: skip
AWKWARD = {
    "no-id": "<person><persName>Nobody</persName></person>",
    "id-inside": '<person xml:id="p1"><persName xml:id="n1">P</persName></person>',
    "link": '<person xml:id="p2"><persName>P</persName><note>See <ref target="b.xml#x">there</ref></note></person>',
    "topic": '<person xml:id="p3" ana="#t"><persName>P</persName></person>',
    "image": '<person xml:id="p4"><persName>P</persName><figure><graphic url="p.png"/></figure></person>',
    "note-in-note": '<person xml:id="p5"><persName>P</persName><note>a<note>b</note></note></person>',
    "quoted": '<person xml:id="p6"><persName>P</persName><note><quote source="#q">q</quote></note></person>',
    "group": '<personGrp xml:id="p7"><name>Grp</name></personGrp>',
    "nested": '<place xml:id="p8"><placeName>Out</placeName><place xml:id="p9"><placeName>In</placeName></place></place>',
    "listed": '<org xml:id="o1"><orgName>O</orgName><listPerson><person xml:id="p10"><persName>M</persName></person></listPerson></org>',
    "private": '<person xml:id="p11" corresp="psn:x"><persName ref="psn:x">P</persName></person>',
    "key": '<person xml:id="p12"><persName key="a key with spaces">P</persName></person>',
    "nameless": '<person xml:id="p13"><note>Only a note</note></person>',
    "other": '<person xml:id="p14"><persName>P</persName><x xmlns="urn:other">x</x></person>',
    "taken": '<person xml:id="kw-known"><persName>P</persName><note>kw-known</note></person>',
    "image-attribute": '<person xml:id="p15" facs="p.png"><persName>P</persName></person>',
    "odd-id": '<person xml:id="index"><persName>P</persName></person>',
}
LISTS = {"place": "listPlace", "org": "listOrg", "event": "listEvent", "nested": "listPlace", "listed": "listOrg"}


def listed(names: Iterable[str]) -> str:
    known = PLAIN | AWKWARD
    lists = ((LISTS.get(name, "listPerson"), known[name]) for name in names)
    return "".join(f"<{list_}>{entry}</{list_}>" for list_, entry in lists)


def letter(id_: str, lang: str = "", langs: str = "", **parts: str) -> bytes:
    # What has less to read than entries is a register.
    given = {"partic": "", "body": "", "back": "", "beside": "", "long": "words " * 100} | parts
    return LETTER.format(
        ns=NS, id=id_, lang=f' xml:lang="{lang}"' if lang else "",
        langs=f'<langUsage><language ident="{langs}"/></langUsage>' if langs else "", **given,
    ).encode()  # fmt: skip


def collected(saxon: Saxon, texts: Sequence[bytes], memory: entries.Memory | None) -> list[Record]:
    return [
        steps.collect(saxon, Document(f"d{n}", f"d{n}.xml", xmlio.parse(text, f"d{n}.xml")), memory)
        for n, text in enumerate(texts)
    ]


def spared(text: bytes, memory: entries.Memory) -> list[str]:
    """The ids of the entries that the stylesheet would not have to read."""
    found = memory.found(xmlio.parse(text, "a.xml"))
    return [str(each.element.get(xmlio.XML_ID)) for each, _entry in memory.known(found)]


@pytest.mark.parametrize("name", PLAIN | AWKWARD)
def test_a_record_is_the_same_the_second_time(saxon: Saxon, name: str) -> None:
    memory = entries.Memory()
    back = listed([name])
    texts = [
        letter(f"t{n}", back=f"{back}<p>{n}</p>", beside=f"<standOff>{listed(['org'])}</standOff>") for n in range(3)
    ]
    records = collected(saxon, texts, memory)
    assert records == collected(saxon, texts, None)
    plain = {*PLAIN, "nameless", "taken"}
    # (The club stands beside each text, too; what has an id twice is not learnt.)
    assert len(spared(texts[0], memory)) == (0 if name == "org" else 1 + (name in plain))


@pytest.mark.parametrize("order", range(12))
def test_records_are_the_same_whatever_was_read_before(saxon: Saxon, order: int) -> None:
    chance = random.Random(order)
    names = list(PLAIN | AWKWARD)
    texts = []
    for number in range(8):
        some = chance.sample(names, chance.randrange(1, len(names)))
        at = chance.randrange(len(some) + 1)
        texts.append(
            letter(
                f"t{number}", chance.choice(["", "", "de", "fr"]), chance.choice(["", "la"]), back=listed(some[:at]),
                beside=f"<standOff>{listed(some[at:])}</standOff>", partic=chance.choice(["", ANNA]),
                body=chance.choice(["", "<div xml:lang='it'>" + listed(["sorted"]) + "</div>", "<p><note>n</note></p>"]),
            )
        )  # fmt: skip
    assert collected(saxon, texts, entries.Memory()) == collected(saxon, texts, None)


def test_the_language_belongs_to_an_entry(saxon: Saxon) -> None:
    memory = entries.Memory()
    back = listed(["place"])
    texts = [letter("a", "de", back=back), letter("b", "fr", back=back), letter("c", langs="it", back=back)]
    records = collected(saxon, texts, memory)
    found = [entry.forms[0][2] for record in records for entry in record.entries if entry.id == "wien"]
    assert found == [f' xml:lang="{language}"' for language in ("de", "fr", "it")]
    assert spared(letter("d", back=back), memory) == []
    assert spared(letter("d", "fr", back=back), memory) == ["wien"]


def test_what_vouches_for_its_entries_says_so_of_known_ones(saxon: Saxon) -> None:
    register = f"<TEI {NS}><teiHeader/><text><body>{listed(['person'])}</body></text></TEI>".encode()
    texts = [letter("a", back=listed(["person"])), register, letter("b", back=listed(["person"]))]
    records = collected(saxon, texts, entries.Memory())
    assert [record.kind for record in records] == ["document", "authorities", "document"]
    assert [record.entries[0].authority for record in records] == [False, True, False]
    assert records == collected(saxon, texts, None)


WORLD = PLAIN["person"].replace("<persName>", '<persName ref="{}">', 1)
EVENT = PLAIN["event"].replace('"ball"', '"anna"')
DECLARED = '</langUsage></profileDesc><encodingDesc><listPrefixDef><prefixDef ident="{}" matchPattern="(.*)" replacementPattern="x-$1"/>'
DECLARES = f"{DECLARED}</listPrefixDef></encodingDesc><profileDesc><langUsage>"
LANGUAGE = "<langUsage>{}</langUsage>".format


@pytest.mark.parametrize(
    "texts",
    [
        # A list may be a passage that speaks to a topic, or what holds the words round a name or a date.
        [letter("a", back=listed(["person"])), letter("a", back=f'<listPerson ana="#t">{ANNA}</listPerson>')],
        *(
            [letter("a", back=listed(["person"])), letter("a", back=f"<listPerson>{said}{ANNA} and</listPerson>")]
            for said in ('<persName ref="#b">B</persName>', '<date when="1900">then</date>', "\u00a0<x><name ref='#b'/></x>")
        ),
        # An event among persons is no entry, also where an entry has its id.
        [letter("a", back=f"<listPerson>{EVENT}{ANNA}</listPerson>"), letter("a", back=f"<listPerson>{EVENT}</listPerson>")],
        # Whoever declares a scheme has all references with a colon written anew.
        *(
            [letter("a", back=f"<listPerson>{entry}</listPerson>", langs=langs) for langs in ("", "la", scheme)]
            for scheme in ("https", "psn")
            for entry in (
                WORLD.format("https://example.org/anna"), WORLD.format(" https://example.org/a  https://example.org/b"),
                ANNA.replace("<person ", '<person sameAs="https://a&#160;#b" '),
            )
        ),
        # The first language of a usage may say nothing.
        [
            letter("a", back=listed(["person"]), partic=f"{ANNA}</listPerson></particDesc>{usage}<particDesc><listPerson>")
            for one in ("<language/>", '<language ident=""/>', '<language ident="None"/>', '<language ident="de"/>')
            for usage in (LANGUAGE(one), LANGUAGE(one) + LANGUAGE('<language ident="fr"/>'))
        ],
        [letter("a", "fr la", back=listed(["person"])), letter("a", "fr", "la ", back=listed(["person"]))],
    ],
)  # fmt: skip
def test_what_stands_round_an_entry_matters(saxon: Saxon, texts: list[bytes]) -> None:
    texts = [
        text.replace(f'<language ident="{scheme}"/>'.encode(), DECLARES.format(scheme).encode())
        for text in texts
        for scheme in ["psn" if b'"psn"' in text else "https"]
    ]
    plain = collected(saxon, texts * 2, None)
    for order in (1, -1):
        some = (texts * 2)[::order]
        memory = entries.Memory()
        ids = range(len(some))[::order]
        made = {
            n: steps.collect(saxon, Document(f"d{n}", f"d{n}.xml", xmlio.parse(text, "a.xml")), memory)
            for n, text in zip(ids, some, strict=True)
        }
        assert [made[n] for n in range(len(some))] == plain


def test_a_document_is_left_as_it_was(saxon: Saxon) -> None:
    memory = entries.Memory()
    text = letter("a", back=listed(PLAIN))
    for _time in range(2):
        source = xmlio.parse(text, "a.xml")
        before = source.text()
        steps.collect(saxon, Document("a", "a.xml", source), memory)
        assert source.text() == before
    assert len(spared(text, memory)) == len(PLAIN)


def test_entities_and_the_attribute_itself_make_it_read_all(saxon: Saxon) -> None:
    memory = entries.Memory()
    plain = letter("a", back=listed(["person"]))
    texts = [
        plain,
        b'<!DOCTYPE TEI [<!ENTITY e "e">]>' + letter("b", back=listed(["person"])),
        letter("c", back=listed(["person"]).replace("<person ", '<person kw-known="0" ')),
    ]
    assert collected(saxon, texts, memory) == collected(saxon, texts, None)
    assert [spared(text, memory) for text in texts] == [["anna"], [], []]


def test_what_is_kept_in_mind_is_bounded(saxon: Saxon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_KEPT", 2)
    memory = entries.Memory()
    texts = [letter(f"t{n}", back=listed(PLAIN)) for n in range(3)]
    assert collected(saxon, texts, memory) == collected(saxon, texts, None)
    assert len(spared(texts[0], memory)) <= 2


def test_so_are_its_characters(saxon: Saxon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_KEPT_CHARACTERS", 2000)
    memory = entries.Memory()
    texts = [letter(f"t{n}", back=listed([*PLAIN, "nameless"])) for n in range(3)]
    assert collected(saxon, texts, memory) == collected(saxon, texts, None)
    assert 0 < len(spared(texts[0], memory)) < len(PLAIN)
    long = letter("a", back=listed(["person"]).replace("letters", "letters " * 5000))
    assert memory.found(xmlio.parse(long, "a.xml")) == []


def test_a_theme_may_read_entries_in_another_way(tmp_path: Path) -> None:
    own = resources.asset("shared/names.xsl").read_text(encoding="utf-8")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "names.xsl").write_text(own, encoding="utf-8")
    assert Saxon(tmp_path).themed
    (tmp_path / "shared" / "names.xsl").rename(tmp_path / "labels.xml")
    assert not Saxon().themed


def test_real_letters_have_the_same_records(saxon: Saxon) -> None:
    folder = SHARED / "corpora" / "letters" / "editions"
    if not folder.is_dir():
        pytest.skip("skipped: no shared corpora")
    texts = [path.read_bytes() for path in sorted(folder.glob("*.xml"))[:40]]
    memory = entries.Memory()
    assert collected(saxon, texts, memory) == collected(saxon, texts, None)
    assert sum(len(spared(text, memory)) for text in texts) > 100


SLICE = """<kw:slice xmlns:kw="urn:kwedition:ns" path="texts/a.html"><kw:frame title="T"/><kw:document id="a" address="texts/a.html"
xml:lang="en"><kw:title>A letter</kw:title></kw:document><kw:named id="anna" address="persons/anna.html" label="Anna"/></kw:slice>"""


def page(saxon: Saxon, text: bytes, memory: entries.Memory | None) -> tuple[str, tuple[accounting.Account, ...]]:
    document = Document("a", "a.xml", xmlio.parse(text, "a.xml"))
    what = steps.Page("texts/a.html", "site/text.xsl", ("a",), SLICE)
    context = steps.Context("", "en", "", ())
    made = steps.render(saxon, what, {"a": document}, context, True, memory=memory)
    assert not made.warnings
    return accounting.taken("texts/a.html", made.text, [("a", document.source)])


@pytest.mark.parametrize("name", PLAIN | AWKWARD)
def test_the_page_of_a_text_lists_a_known_entry_as_any_other(saxon: Saxon, name: str) -> None:
    memory = entries.Memory()
    text = letter(
        "a", back=f"<p>before</p>{listed([name])}<p>behind <persName>Bert</persName> <date>then</date></p>",
        beside=f"<standOff>{listed(['event'])}</standOff>",
    )  # fmt: skip
    whole = page(saxon, text, memory)
    (account,) = whole[1]
    assert not account.lost
    assert not account.twice
    assert account.hidden["entry"]
    collected(saxon, [text], memory)
    assert spared(text, memory) or name == "event"
    assert page(saxon, text, memory) == whole == page(saxon, text, None)


def test_only_what_we_left_out_is_counted_so(saxon: Saxon) -> None:
    said = letter("a", body="<p>a<?kw-texts 7?>b</p>", back=listed(["person"]))
    memory = entries.Memory()
    collected(saxon, [said], memory)
    for known in (memory, None):
        (account,) = page(saxon, said, known)[1]
        assert not account.lost
        assert not account.twice


def test_a_name_that_lines_part_as_the_document_has_them_is_read_anew(saxon: Saxon) -> None:
    """Between ideographs a line is no space, where the document says that it has such."""
    named = '<listPerson><person xml:id="wang"><persName>王\n<hi>明</hi></persName><note>n</note></person></listPerson>'
    plain, chinese = letter("a", back=named), letter("b", back=named, body='<p xml:lang="zh">字</p>')
    memory = entries.Memory()
    collected(saxon, [plain], memory)
    assert spared(chinese, memory) == ["wang"]
    assert "<li>王明</li>" in page(saxon, chinese, memory)[0]
    assert "<li>王 明</li>" in page(saxon, plain, memory)[0]


def authority_list(names: Iterable[str], many: int = 25, lang: str = "", langs: str = "", more: str = "") -> bytes:
    """A file that is nothing but a list: of these entries, and of so many plain ones behind them."""
    rest = "".join(f"<person xml:id='many{n}'><persName>Many {n}</persName>{IN_LISTS}</person>" for n in range(many))
    body = f"{listed(names)}{more}<listPerson>{rest}</listPerson>"
    return letter("list", lang, langs, body=body, long="")


IN_LISTS = (
    "<note>Of <ref target='https://example.org/'>that</ref>, <persName ref='#many1'>one</persName>.</note>"
    "<figure><graphic url='../a.jpg'/><figDesc>A</figDesc></figure><listBibl><bibl n='1' corresp='#x'><author>B</author> C</bibl></listBibl>"
)


def of_list(
    saxon: Saxon, text: bytes, before: tuple[Record, dict[bytes, str]] | None
) -> tuple[Record, dict[bytes, str]]:
    """The record of a list, made out of what was known of it before, and what is known of it now."""
    document = Document("list", "lists/list.xml", xmlio.parse(text, "list.xml"))
    found = entries.enlisted(document.source)
    record = None
    if before is not None and (known := entries.unchanged(found, before[1], before[0])):
        record = steps.collect_list(saxon, document, known)
    record = record or steps.collect(saxon, document)
    return record, entries.marks(found, record)


@pytest.mark.parametrize("order", range(10))
def test_a_list_is_read_where_it_changed(saxon: Saxon, order: int) -> None:
    chance = random.Random(order)
    names = list(PLAIN | AWKWARD)
    before = None
    for turn in range(5):
        some = chance.sample(names, chance.randrange(1, len(names)))
        text = authority_list(
            some, chance.choice([25, 25, 30]), chance.choice(["", "", "de"]), chance.choice(["", "", "la"]),
            chance.choice(["", "", "<listEvent><event xml:id='e'><label>E</label></event></listEvent>"]),
        ).replace(b"Many 3<", b"Many %d<" % turn)  # fmt: skip
        before = of_list(saxon, text, before)
        assert before[0] == of_list(saxon, text, None)[0]


def test_most_of_a_list_is_known(saxon: Saxon) -> None:
    text = authority_list(["place"])
    record, marks = of_list(saxon, text, None)
    assert record.kind == "authorities"
    changed = xmlio.parse(text.replace(b"Many 7<", b"Seven<"), "list.xml")
    known = {entry.id for _each, entry in entries.unchanged(entries.enlisted(changed), marks, record)}
    assert known == {"wien", *(f"many{n}" for n in range(25) if n != 7)}
    # The only entry of a file is that which it is about; relations say more of entries than these.
    for other in (authority_list([], 1), authority_list([], more="<listRelation><relation name='r'/></listRelation>")):
        assert entries.enlisted(xmlio.parse(other, "list.xml")) == []
