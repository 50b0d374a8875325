"""The encoding of the edition: mentions, pointers, quotations, notes and certainty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
TEI_DIR = ROOT / "tei"
NS = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NS}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
CABLES = [f"c{n:02d}" for n in range(1, 18)]
LISTS = ["persons", "organizations", "places", "events"]
FILES = ["edition", "essay", *CABLES, *LISTS]
TEXTS = ["edition", "essay", *CABLES]
POINTERS = [
    "ref",
    "target",
    "source",
    "corresp",
    "who",
    "resp",
    "ana",
    "hand",
    "scribeRef",
    "scheme",
    "sameAs",
]
MENTIONS = {
    "persName": "person",
    "orgName": "org",
    "placeName": "place",
}
RS_TYPES = {"person": "person", "org": "org", "place": "place", "event": "event"}
DATING = ("when", "notBefore", "notAfter", "from", "to")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def path_of(name: str) -> Path:
    return TEI_DIR / ("cables" if name in CABLES else ".") / f"{name}.xml"


@cache
def tree(path: Path) -> etree._Element:
    return etree.parse(path.resolve()).getroot()


def root_of(name: str) -> etree._Element:
    return tree(path_of(name).resolve())


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return root.iter(*(TEI + name for name in names)) if names else root.iter(f"{TEI}*")


def text_of(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def where(name: str, element: etree._Element) -> str:
    return f"{name}.xml:{element.sourceline} <{local(element)}> {text_of(element)[:60]!r}"


@cache
def ids(path: Path) -> dict[str, etree._Element]:
    found = (e for e in elements(tree(path)) if XML_ID in e.attrib)
    return {str(e.get(XML_ID)): e for e in found}


def resolve(name: str, pointer: str) -> etree._Element | None:
    """The element that a pointer written in the file `name` leads to."""
    uri, _, fragment = pointer.partition("#")
    path = (path_of(name).parent / uri).resolve() if uri else path_of(name).resolve()
    if not fragment or not path.is_file():
        return None
    return ids(path).get(fragment)


def notes(root: etree._Element) -> list[etree._Element]:
    return list(elements(root, "note"))


def note_targets(root: etree._Element) -> set[str]:
    return {t for note in notes(root) for t in (note.get("target") or "").split()}


def in_authority_entry(element: etree._Element) -> bool:
    """Is this one of the names by which a list enters someone or something?"""
    parent = element.getparent()
    return parent is not None and local(parent) in {"person", "org", "place"}


# Files


def test_all_files_are_there_and_no_other() -> None:
    found = {p.relative_to(TEI_DIR) for p in TEI_DIR.rglob("*.xml")}
    assert found == {path_of(n).relative_to(TEI_DIR) for n in FILES}


@pytest.mark.parametrize("name", FILES)
def test_the_root_is_named_as_the_file(name: str) -> None:
    root = root_of(name)
    assert (root.tag, root.get(XML_ID)) == (f"{TEI}TEI", name)


def test_every_id_is_used_once_in_the_edition() -> None:
    used: Counter[str] = Counter()
    for name in FILES:
        used.update(str(i) for i in root_of(name).xpath(".//@xml:id | ./@xml:id"))
    assert [i for i, count in used.items() if count > 1] == []


# Pointers and mentions


@pytest.mark.parametrize("name", FILES)
def test_no_pointer_dangles(name: str) -> None:
    dangling = [
        f"{where(name, e)} @{attribute}={pointer}"
        for e in elements(root_of(name))
        for attribute in POINTERS
        for pointer in (e.get(attribute) or "").split()
        if not re.match(r"https?://", pointer) and resolve(name, pointer) is None
    ]
    assert dangling == []


@pytest.mark.parametrize("name", FILES)
def test_no_pointer_is_empty(name: str) -> None:
    empty = [
        where(name, e)
        for e in elements(root_of(name))
        for attribute in POINTERS
        if attribute in e.attrib and not (e.get(attribute) or "").strip()
    ]
    assert empty == []


@pytest.mark.parametrize("name", FILES)
def test_every_mention_has_a_target_of_its_kind(name: str) -> None:
    wrong = []
    for mention in elements(root_of(name), *MENTIONS, "rs"):
        if in_authority_entry(mention):
            continue
        ref = mention.get("ref")
        if ref is None:
            if mention.get("cert") != "unknown":
                wrong.append(f"{where(name, mention)}: no @ref")
            continue
        kind = MENTIONS.get(local(mention)) or RS_TYPES.get(mention.get("type") or "")
        target = resolve(name, ref)
        if kind is None or target is None or local(target) != kind:
            wrong.append(f"{where(name, mention)}: {ref} is no {kind}")
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_no_mention_stands_in_another(name: str) -> None:
    links = [*MENTIONS, "rs", "ref"]
    path = "|".join(f".//t:{outer}//t:{inner}" for outer in links for inner in links)
    assert [where(name, e) for e in root_of(name).xpath(path, namespaces={"t": NS})] == []


def plain_text(root: etree._Element, marked: set[str]) -> Iterator[tuple[etree._Element, str]]:
    """The pieces of prose that stand outside the elements `marked`."""
    for element in elements(root):
        for piece, owner in ((element.text, element), (element.tail, element.getparent())):
            if not piece or not piece.strip() or owner is None:
                continue
            if not any(local(a) in marked for a in (owner, *owner.iterancestors())):
                yield owner, " ".join(piece.split())


LABELS = {"label", "catDesc", "idno", "change", "name", "author", "publisher", "code"}


@cache
def known_names() -> re.Pattern[str]:
    names: set[str] = set()
    for n in ("persons", "organizations", "places"):
        for entry in elements(root_of(n), "person", "org", "place"):
            for child in entry:
                if local(child) in MENTIONS:
                    names.add(text_of(child))
        names.update(text_of(e) for e in elements(root_of(n), "surname"))
    names -= {"Ministries of trade", "the south", "the northeast"}
    names |= {"Kim", "Mao", "Stalin", "PRC", "DPRK", "CCP", "Filippov"}
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


@pytest.mark.parametrize("name", FILES)
def test_no_name_is_left_unmarked(name: str) -> None:
    marked = {*MENTIONS, "rs", *LABELS}
    left = []
    for owner, piece in plain_text(root_of(name), marked):
        if owner.xpath("ancestor-or-self::t:title[ancestor::t:bibl]", namespaces={"t": NS}):
            continue  # the title of a work
        if name == "edition" and local(owner) == "title":
            continue
        left += [f"{where(name, owner)}: {m.group()}" for m in known_names().finditer(piece)]
    assert left == []


@pytest.mark.parametrize("name", FILES)
def test_no_date_is_left_unmarked(name: str) -> None:
    pattern = re.compile(rf"\b1[89]\d\d\b|\b20\d\d\b|\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS})\b")
    left = []
    for owner, piece in plain_text(root_of(name), {"date", "idno", "code", "label"}):
        piece = re.sub(r"\bMay\b(?! \d)", "", piece)  # it may be a verb
        left += [f"{where(name, owner)}: {m.group()}" for m in pattern.finditer(piece)]
    assert left == []


@pytest.mark.parametrize("name", FILES)
def test_every_date_has_a_value_in_order(name: str) -> None:
    wrong = []
    for date in elements(root_of(name), "date"):
        values = {a: str(date.get(a)) for a in DATING if a in date.attrib}
        if not values:
            wrong.append(f"{where(name, date)}: no value")
        if not all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", v) for v in values.values()):
            wrong.append(f"{where(name, date)}: {values}")
        for early, late in (("from", "to"), ("notBefore", "notAfter")):
            if early in values and late in values and values[early] > values[late]:
                wrong.append(f"{where(name, date)}: {values}")
    assert wrong == []


# The digest


def test_the_digest_has_its_35_paragraphs_in_order() -> None:
    (div,) = root_of("essay").xpath(".//t:body/t:div[@type='digest']", namespaces={"t": NS})
    paragraphs = list(elements(div, "p"))
    expected = [(f"p{n:02d}", str(n)) for n in range(1, 36)]
    assert [(p.get(XML_ID), p.get("n")) for p in paragraphs] == expected
    assert all(text_of(p) for p in paragraphs)


def test_the_digest_leads_to_every_cable_and_every_cable_back() -> None:
    there: set[str] = set()
    for paragraph in root_of("essay").xpath(".//t:body//t:p", namespaces={"t": NS}):
        for ref in elements(paragraph, "ref"):
            match = re.match(r"cables/(c\d\d)\.xml#", ref.get("target") or "")
            if match:
                there.add(f"{paragraph.get(XML_ID)} {match[1]}")
    back = {
        f"{str(ref.get('target')).partition('#')[2]} {name}"
        for name in CABLES
        for ref in root_of(name).xpath(".//t:body//t:ref", namespaces={"t": NS})
        if re.fullmatch(r"\.\./essay\.xml#p\d\d", ref.get("target") or "")
    }
    assert {pair.split()[1] for pair in there} == set(CABLES)
    assert there <= back


# Quotations


def quotes(name: str) -> list[etree._Element]:
    return [
        q
        for q in elements(root_of(name), "quote")
        if not any(local(a) in {"title", "teiHeader"} for a in q.iterancestors())
    ]


def test_27_quotes_in_the_digest_and_26_in_the_cables() -> None:
    assert [q.get(XML_ID) for q in quotes("essay")] == [f"q{n:02d}" for n in range(1, 28)]
    assert sum(len(quotes(name)) for name in CABLES) == 26
    assert [q.get(XML_ID) for q in quotes("essay") if q.get("type") == "scare"] == ["q25"]
    for name in CABLES:
        expected = [f"{name}.q{n}" for n in range(1, len(quotes(name)) + 1)]
        assert [q.get(XML_ID) for q in quotes(name)] == expected


@pytest.mark.parametrize("name", FILES)
def test_no_other_text_has_quotes_but_for_the_essays_title(name: str) -> None:
    others = [q for q in elements(root_of(name), "quote") if q not in quotes(name)]
    assert [q.get("type") for q in others] == (["title"] if name == "edition" else [])


@pytest.mark.parametrize("name", ["essay", *CABLES])
def test_every_quote_has_its_twin(name: str) -> None:
    wrong = []
    for quote in quotes(name):
        if quote.get("type") == "scare":
            if quote.get("source") or quote.get("resp") != "#essayist":
                wrong.append(f"{where(name, quote)}: a scare quote has only its essayist")
            continue
        twin = resolve(name, quote.get("corresp") or "#")
        if twin is None or local(twin) != "quote" or text_of(twin) != text_of(quote):
            wrong.append(f"{where(name, quote)}: twin")
            continue
        other = str(twin.getroottree().getroot().get(XML_ID))
        if resolve(other, twin.get("corresp") or "#") is not quote:
            wrong.append(f"{where(name, quote)}: the twin points elsewhere")
        if (name == "essay") == (other == "essay"):
            wrong.append(f"{where(name, quote)}: twins in the same kind of text")
        source = resolve(name, quote.get("source") or "#")
        home = twin.getroottree().getroot()
        if name != "essay":
            home = next(twin.iterancestors(f"{TEI}p"))
        if source is not home:
            wrong.append(f"{where(name, quote)}: @source is not where the twin stands")
        if [s.get("resp") is None for s in elements(quote, "supplied")] != [
            s.get("resp") is None for s in elements(twin, "supplied")
        ]:
            wrong.append(f"{where(name, quote)}: supplied")
        if speakers(name, quote) != speakers(other, twin):
            wrong.append(f"{where(name, quote)}: not the same speaker")
    assert wrong == []


def speakers(name: str, quote: etree._Element) -> list[str | None]:
    said = quote.getparent()
    if said is None or local(said) != "said":
        return []
    found = (resolve(name, w) for w in (said.get("who") or "").split())
    return [None if who is None else who.get(XML_ID) for who in found]


@pytest.mark.parametrize("name", ["essay", *CABLES])
def test_every_quote_is_somebodys_words(name: str) -> None:
    silent = [q for q in quotes(name) if q.get("type") != "scare" and not speakers(name, q)]
    assert [where(name, q) for q in silent] == []


@pytest.mark.parametrize("name", FILES)
def test_no_quote_is_longer_than_20_words_or_keeps_marks(name: str) -> None:
    wrong = []
    for quote in elements(root_of(name), "quote"):
        text = text_of(quote)
        if len(text.split()) > 20 or re.search(r"[“”\"\[\]]|[.,]$", text):
            wrong.append(where(name, quote))
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_quotation_marks_are_not_typed(name: str) -> None:
    assert not re.search(r"[“”‘\"\[\]]", "".join(map(str, root_of(name).itertext())))


# Notes, anchors, certainty


@pytest.mark.parametrize("name", FILES)
def test_every_note_says_what_it_is_whose_and_to_what(name: str) -> None:
    wrong = []
    for note in notes(root_of(name)):
        if note.get("type") not in {"authorial", "editorial"}:
            wrong.append(f"{where(name, note)}: @type")
        resp = resolve(name, note.get("resp") or "#")
        expected = "essayist" if note.get("type") == "authorial" else "editors"
        if resp is None or resp.get(XML_ID) != expected:
            wrong.append(f"{where(name, note)}: @resp")
        target = note.get("target") or ""
        element = resolve(name, target) if target.startswith("#") else None
        if element is None:
            wrong.append(f"{where(name, note)}: @target")
        in_back = any(local(a) == "back" for a in note.iterancestors())
        if in_back and (element is None or local(element) != "anchor"):
            wrong.append(f"{where(name, note)}: no anchor")
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_every_anchor_has_its_note(name: str) -> None:
    root = root_of(name)
    targets = Counter(t for note in notes(root) for t in (note.get("target") or "").split())
    anchors = [f"#{a.get(XML_ID)}" for a in elements(root, "anchor")]
    assert [a for a in anchors if targets[a] != 1] == []


@pytest.mark.parametrize("name", TEXTS)
def test_notes_stand_in_the_order_of_their_anchors(name: str) -> None:
    root = root_of(name)
    order = [f"#{a.get(XML_ID)}" for a in elements(root, "anchor")]
    back = root.xpath(".//t:back//t:note/@target", namespaces={"t": NS})
    assert back == order


def has_note(name: str, element: etree._Element) -> bool:
    """Is the element the target of a note, or does it correspond to one?"""
    targets = note_targets(root_of(name))
    if f"#{element.get(XML_ID)}" in targets:
        return True
    for pointer in (element.get("corresp") or "").split():
        target = resolve(name, pointer)
        if target is not None and local(target) == "note":
            return True
    return False


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_inferred_has_a_note(name: str) -> None:
    inferred = [e for e in elements(root_of(name)) if "cert" in e.attrib]
    assert [where(name, e) for e in inferred if not has_note(name, e)] == []


@pytest.mark.parametrize("name", FILES)
def test_certainty_has_one_of_four_values(name: str) -> None:
    found = {str(e.get("cert")) for e in elements(root_of(name)) if "cert" in e.attrib}
    assert found <= {"high", "medium", "low", "unknown"}


# Sources


@pytest.mark.parametrize("name", CABLES)
def test_every_cable_says_how_it_is_known(name: str) -> None:
    root = root_of(name)
    for part in ("abstract", "sourceDesc"):
        (element,) = elements(root, part)
        assert text_of(element)
    talk = name in {"c01", "c11", "c12", "c14", "c15"}
    assert len(list(elements(root, "correspDesc"))) == (0 if talk else 1)
    assert len(list(elements(root, "setting"))) == (1 if talk else 0)
    for setting in elements(root, "setting"):
        event = resolve(name, setting.get("corresp") or "#")
        assert event is not None
        assert local(event) == "event"
    if not talk:
        assert [a.get("type") for a in elements(root, "correspAction")] == ["sent", "received"]


# Topics and accounts


def test_links_between_accounts_join_passages_on_the_topic() -> None:
    links = list(elements(root_of("edition"), "link"))
    assert {str(link.get("type")) for link in links} == {"agreement", "contradiction"}
    wrong = []
    for link in links:
        topic = resolve("edition", link.get("ana") or "#")
        ends = [resolve("edition", t) for t in (link.get("target") or "").split()]
        if len(ends) != 2:
            wrong.append(f"{where('edition', link)}: two ends")
        for end in ends:
            assert end is not None
            home = str(end.getroottree().getroot().get(XML_ID))
            topics = [resolve(home, a) for a in (end.get("ana") or "").split()]
            if topic not in topics:
                wrong.append(f"{link.get('target')}: {end.get(XML_ID)} is on another topic")
    assert wrong == []


def test_every_topic_is_spoken_to() -> None:
    used = {
        pointer.partition("#")[2]
        for name in CABLES
        for seg in elements(root_of(name), "seg")
        for pointer in (seg.get("ana") or "").split()
    }
    (taxonomy,) = root_of("edition").xpath(".//t:taxonomy[@xml:id='topics']", namespaces={"t": NS})
    assert {c.get(XML_ID) for c in elements(taxonomy, "category")} == used


# White space

INLINE = [
    "persName",
    "orgName",
    "placeName",
    "rs",
    "date",
    "quote",
    "said",
    "supplied",
    "seg",
    "ref",
    "anchor",
    "term",
]


@pytest.mark.parametrize("name", FILES)
def test_white_space_around_inline_elements(name: str) -> None:
    wrong = []
    for paragraph in elements(root_of(name), "p", "head", "desc", "bibl"):
        text = text_of(paragraph)
        raw = "".join(map(str, paragraph.itertext()))
        if raw != raw.strip() or re.search(r"\s[,.;:?!’)]|\(\s|[,;:][^\W\d]|\w\.[A-Z]", text):
            wrong.append(where(name, paragraph))
        for element in elements(paragraph, *INLINE):
            inside = "".join(map(str, element.itertext()))
            left = element.xpath("string(preceding-sibling::node()[1][self::text()])")
            if inside != inside.strip():
                wrong.append(f"{where(name, element)}: space inside")
            anchor = local(element) == "anchor"
            if not anchor and left and re.search(r"[\w,.;:?!’)]$", left):
                wrong.append(f"{where(name, element)}: no space before")
            if not anchor and element.tail and re.match(r"\w", element.tail):
                wrong.append(f"{where(name, element)}: no space after")
            if anchor and left.endswith((" ", "\n")):
                wrong.append(f"{where(name, element)}: space before an anchor")
            following = element.getnext()
            if following is not None and local(following) != "anchor" and not element.tail:
                wrong.append(f"{where(name, element)}: no space before the next element")
    assert wrong == []
