"""A part of a very long text is made without the others, and is what it is when it is made out of the whole."""

from pathlib import Path

import pytest

from build.test_parts import HEAD, WORDS, book, tei
from common import Kwedition
from kwedition import xmlio
from kwedition.build import cuts, cutter, parts

PREFIXED = HEAD.replace(
    "</teiHeader>",
    '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="#$1"><p>x</p></prefixDef>'
    "</listPrefixDef></encodingDesc></teiHeader>",
)
PERSONS = (
    "<standOff><listPerson><person xml:id='smith'><persName>Smith, John</persName></person></listPerson></standOff>"
)


def _paragraph(n: int) -> str:
    name = '<persName ref="#smith">Smith</persName>'
    inside = (
        f"{name} met {name} on <date when='1890-03-01'>that day</date>",
        f"a note<note>{WORDS}<p>See {name}</p></note> and <note xml:id='n{n}'>another</note>",
        f"an image <graphic url='{n}.png'/> and a <zork>thing that no rule <hi rend='italic'>knows</hi></zork>",
        "<![CDATA[some <CDATA>]]> and <!-- a comment --> text<?kw-before 9 9 9 9 9 9?>, and &#xE4;",
        f"<q>\n words\n</q>, ver-<lb/>\nnunft of <persName ref='#smith'>\n  Smith\n</persName>, <q xml:id='q{n}'>of</q> <said who='#smith'>somebody</said>",
        "an <app><lem wit='#A'>reading</lem><rdg wit='#B'>raeding</rdg></app>",
    )[n % 6]
    return f"<p>{WORDS * 6}{inside}. {WORDS * 6}</p>"


def _chapters(number: int) -> str:
    held = ("".join(_paragraph(10 * n + at) for at in range(10)) for n in range(number))
    return "".join(f"<div><head>Chapter {n}</head><pb n='{n}'/>{each}</div>" for n, each in enumerate(held))


def _pages(number: int) -> str:
    """One paragraph, of which each page names the same person twice."""
    page = f"{WORDS * 60}<persName ref='#smith'>Smith</persName> and <persName ref='#smith'>Smith</persName>"
    return "".join(f"<pb n='{n}'/>{page}<note>On {n}.</note>" for n in range(number))


CASES = {
    "chapters": tei(f"{PERSONS}<text><front><div><p>First</p></div></front><body>{_chapters(40)}</body>"
                    "<back><div><head>Last</head><p>Done</p></div></back></text>"),
    "flat": tei(f"<text><body>{''.join(map(_paragraph, range(400)))}</body></text>{PERSONS}"),
    "pages": tei(f"<text><body><p>before</p><p>{_pages(120)}</p><p>{_pages(120)}</p></body></text>{PERSONS}"),
    "list": tei(f"<text><body><list>{''.join(f'<item>{n} {WORDS * 20}</item>' for n in range(500))}</list></body></text>"),
    "table": tei("<text><body><div><head>T</head><table><row role='label'><cell>a</cell></row>"
                 f"{''.join(f'<row><cell>{n} {WORDS * 20}</cell></row>' for n in range(500))}</table><p>x</p></div></body></text>"),
    "corpus": f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEAD}'
              + "".join(f"<teiCorpus>{HEAD}" + "".join(
                  f"<TEI xml:id='t{m}{n}' xml:lang='de'>{PREFIXED}<text><body>{_paragraph(6 * n)}<p><persName ref='psn:smith'>S</persName>"
                  "</p></body></text></TEI>" for n in range(6)) + "</teiCorpus>" for m in range(3)) + "</teiCorpus>",
}  # fmt: skip


# These are made out of the whole: a part would have to know more of the others.
NOT_CUT = {
    "names outside blocks": CASES["chapters"].replace(
        "<head>", "<figure><figDesc>Of <persName ref='#smith'>Smith</persName></figDesc></figure><head>"
    ),
    "notes of margins": CASES["chapters"].replace("<p>", "<p><note place='margin'>aside</note>", 40),
    "an id that means two things": CASES["chapters"].replace("<p>", "<p xml:id='twice'>", 2),
    "an id like that of a block": CASES["chapters"].replace("<p>", "<p xml:id='b200'>", 1),
    "entities": '<!DOCTYPE TEI [<!ENTITY e "<note>of <p>an entity</p></note>">]>'
    + CASES["flat"].replace("&#xE4;", "&e;"),
    "hands in the text": CASES["flat"]
    .replace("<p>", "<p><handShift new='#anna'/>", 9)
    .replace("</body>", "<listPerson><person xml:id='anna'><persName>Anna</persName></person></listPerson></body>"),
}
# And these have what a part must not take for its own, or lose.
CASES |= {
    "marks of the encoder": CASES["flat"].replace(
        "<p>", "<p xmlns:kw='urn:kwedition:ns' kw:part='9' kw:cut='many'>", 3
    ),
    "loose words": CASES["chapters"].replace("<front>", "<front>Loose words, ").replace("<body>", "<body>and more "),
}


def _write(folder: Path, text: str) -> None:
    (folder / "tei").mkdir()
    (folder / "tei" / "long.xml").write_text(text, encoding="utf-8")


def _built(kwedition: Kwedition, folder: Path, many: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setattr(cuts, "MANY", many)
    output = folder / f"out-{many}"
    options = ("--no-cache", "--only", "site", "--jobs", "1")
    result = kwedition("build", "--source", str(folder / "tei"), "--output", str(output), *options)
    assert "all accounted for" in result.output, result.output
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES)
def test_a_part_that_is_cut_out_is_what_it_is_in_the_whole(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    _write(tmp_path, CASES[case])
    whole = _built(kwedition, tmp_path, 1_000_000, monkeypatch)
    made: list[cutter.Place] = []
    part = cutter.Cutter.part

    def counted(self: cutter.Cutter, place: cutter.Place) -> tuple[bytes, tuple[str, ...] | None]:
        made.append(place)
        return part(self, place)

    monkeypatch.setattr(cutter.Cutter, "part", counted)
    cut = _built(kwedition, tmp_path, 2, monkeypatch)
    assert len(made) == sum(path.startswith("texts/long/") for path in whole) > 1
    assert cut.keys() == whole.keys()
    # Not in the manifest of the build: what a page is told of a cut is in its hash.
    assert [path for path in whole if cut[path] != whole[path] and path.endswith(".html")] == []


@pytest.mark.parametrize("case", NOT_CUT)
def test_what_a_part_cannot_know_alone_is_made_out_of_the_whole(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    _write(tmp_path, NOT_CUT[case])
    monkeypatch.setattr(cutter, "Cutter", None)
    pages = _built(kwedition, tmp_path, 2, monkeypatch)
    assert sum(path.startswith("texts/long/") for path in pages) > 1


def test_a_part_is_small_however_long_the_text() -> None:
    source = xmlio.parse(CASES["chapters"].encode(), "long.xml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cuts, "MANY", 2)
        held = cutter.Cutter(source, None)
        sizes = [len(held.part((number, 0))[0]) for number in held._cuts]
    # Their sum is about the whole: nothing is read twice, and nothing is left out.
    assert len(source.data) * 0.9 < sum(sizes) < len(source.data) * 1.3


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<note target='#a1'>of an anchor</note>",
        "<app from='#a1' to='#a2'><rdg>x</rdg></app>",
        "<listWit><witness xml:id='A'>A</witness></listWit>",
    ],
)
def test_nothing_is_cut_where_a_part_may_look_further(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "MANY", 2)
    text = CASES["flat"].replace("</body>", f"<div>{elsewhere}</div></body>")
    root = xmlio.parse(text.encode(), "long.xml").root
    assert len(parts.divided(root)) > 2
    assert cuts.points(root, parts.divided(root)) == {}
    root = xmlio.parse(CASES["flat"].encode(), "long.xml").root
    assert len(cuts.points(root, parts.divided(root))) > 2


def test_few_parts_are_not_worth_it() -> None:
    root = xmlio.parse(book().encode(), "book.xml").root
    assert len(parts.divided(root)) > 2
    assert cuts.points(root, parts.divided(root)) == {}
