"""What the tests in a browser look at: every kind of page, of this edition, of the gallery and of an edition made here."""

from dataclasses import dataclass
from pathlib import Path

# Sizes at which pages are looked at, in CSS pixels: a telephone, a tablet, a screen with a margin for notes.
PHONE, TABLET, SCREEN = (390, 844), (820, 1180), (1440, 900)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: what it is called, which site (``edition``, ``gallery``, ``long``) has one, and where there."""

    name: str
    site: str
    path: str


# Each kind by a page that has all that the kind may have.
EDITION = (
    Kind("home", "edition", "index.html"),
    Kind("about", "edition", "about.html"),
    Kind("text", "edition", "texts/essay.html"),
    Kind("letter", "edition", "texts/c02.html"),
    Kind("texts", "edition", "texts/index.html"),
    Kind("persons", "edition", "persons/index.html"),
    Kind("person", "edition", "persons/mao_zedong.html"),
    Kind("place", "edition", "places/china.html"),
    Kind("organization", "edition", "organizations/ccp.html"),
    Kind("event", "edition", "events/kim_il_mission.html"),
    Kind("chronology", "edition", "chronology.html"),
    Kind("topics", "edition", "topics.html"),
    Kind("network", "edition", "network.html"),
    Kind("guidelines", "edition", "guidelines.html"),
    Kind("beside", "edition", "beside.html"),
    Kind("missing", "edition", "404.html"),
    Kind("source", "edition", "tei/c02.html"),
)
LONG = (
    Kind("contents", "long", "texts/long.html"),
    Kind("part", "long", "texts/long/2.html"),
    Kind("source-page", "long", "tei/long/2.html"),
)

# Texts of the gallery that show what this edition has none of.
SNIPPETS = (
    "app-parallel", "app-verse", "choice-orig-reg", "drama", "facsimile", "figure", "formula", "front-title-page", "letter",
    "lines-numbered", "list-wit", "ms-desc", "notes-margin", "page-breaks", "parallel", "right-to-left", "ruby", "subst",
    "table", "unknown",
)  # fmt: skip
GALLERY = tuple(Kind(name, "gallery", f"texts/{name}.html") for name in SNIPPETS)
KINDS = (*EDITION, *LONG, *GALLERY)

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A long text</title></titleStmt><publicationStmt><p>Not published.</p>"
    "</publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>"
)
_PERSON = '<listPerson><person xml:id="smith"><persName>Smith, John</persName></person></listPerson>'
_SENTENCE = "It was told again and again, and no two who told it agreed on more than the day. "


def write_long(folder: Path) -> None:
    """An edition of one text of some 600 kB in four chapters, with names, notes and page breaks."""
    chapters = "".join(_chapter(number) for number in range(1, 5))
    (folder / "long.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="long">{_HEADER}<standOff>{_PERSON}</standOff>'
        f'<text xml:lang="en"><body>{chapters}</body></text></TEI>',
        "utf-8",
    )


def _chapter(number: int) -> str:
    pages = "".join(
        f'<pb n="{number}.{each}"/><p>Of <persName ref="#smith">John Smith</persName>. {_SENTENCE * 18}'
        f"<note>A remark on page {each}.</note></p>"
        for each in range(1, 81)
    )
    return f"<div><head>Chapter {number}</head>{pages}</div>"
