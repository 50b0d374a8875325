"""Words that a break divides: found before a document is transformed, and read as what the document says they are."""

import pytest
from lxml import etree

from kwedition.build import hyphens

TEI = "http://www.tei-c.org/ns/1.0"


def marked(inside: str) -> list[str | None]:
    """What the breaks of a paragraph say."""
    root = etree.fromstring(f'<p xmlns="{TEI}">{inside}</p>')
    hyphens.mark(root)
    return [each.get("kw-word") for each in root.iter("{*}lb", "{*}pb")]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        # The document has the word, in letters of any size; it has it with a hyphen; it has it in no other place.
        ("Ver-<lb/>faſſung und verfassung", ["whole"]),
        ("north-<lb/>west and a north-west wind", ["joined"]),
        ("north-<lb/>west, northwest, north-west", ["joined"]),
        ("Ver-<lb/>faſſung", ["joined"]),
        ("Reichs\u2e17<lb/>\n  tag, Reichstag", ["whole"]),
        # Signs that are written nowhere else.
        ("Ver\u00ac<lb/>nunft", ["whole"]),
        ("Ver\u00ad<lb/>nunft", ["whole"]),
        # A name that the document has with its hyphen elsewhere.
        ("Karl-<lb/>Heinz, and Karl-Heinz", ["joined"]),
        ("Karl-<lb/>Heinz, and KarlHeinz", [None]),
        # A page ends within the word.
        ("ge-<lb/>\n<fw>12</fw>\n<pb/>\nmeint", ["joined", "joined"]),
        # No word goes on: a name, a number, the rest of two words, a dash, nothing, other words.
        ("Baden-<lb/>Baden", [None]),
        ("Karl\u00ac<lb/>Heinz, Karl-Heinz", [None]),
        ("Ein-<lb/>Und Ausgang, Ein-Und", [None]),
        ("1914-<lb/>1918", [None]),
        ("Ein-<lb/>und Ausgang", [None]),
        ("he said -<lb/>and left", [None]),
        ("he said-<lb/>", [None]),
        ("Ver-<lb/><hi>nunft</hi>", [None]),
        ("Ver<lb/>nunft", [None]),
        ("Ver-<lb/>, nunft", [None]),
    ],
)
def test_where_a_word_goes_on(inside: str, said: list[str | None]) -> None:
    assert marked(inside) == said


WITHIN = "sprawiedli<lb/>wie na <lb/>mnie, <lb/>\nże <lb/>zapo<lb/>minano, a wielo<lb/>ra"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        # All lines that end with a word have a space, and three and more have none.
        (WITHIN, ["joined", None, None, None, "joined", "joined"]),
        # Few have none; most have none; some have none where no word goes on; one is said to divide none.
        (WITHIN.replace("zapo<lb/>", "zapo <lb/>"), [None] * 6),
        (WITHIN.replace("na <lb/>", "na<lb/>"), [None] * 6),
        (f"{WITHIN}<lb/>Ale.", [None] * 7),
        (f"{WITHIN},<lb/>ale.", [None] * 7),
        (WITHIN.replace("zapo<lb/>", 'zapo<lb break="yes"/>'), [None] * 6),
    ],
)
def test_who_leaves_no_space_within_a_word_divides_it_there(inside: str, said: list[str | None]) -> None:
    assert marked(inside) == said


def test_a_document_is_as_it_was_afterwards() -> None:
    text = f'<p xmlns="{TEI}">a <lb kw-word="mine"/>b ver-<lb/>nunft</p>'
    root = etree.fromstring(text)
    with hyphens.told(root):
        assert [each.get("kw-word") for each in root.iter("{*}lb")] == [None, "joined"]
    assert etree.tostring(root, encoding="unicode") == text


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        ('<lb type="hyphenated"/>', "no"),
        ('<lb type="inWord"/>', "no"),
        ('<lb rendition="#small #hyphen"/>', "no"),
        ('<pb rend="hyphen"/>', "no"),
        ('<lb type="hyphenated" break="maybe"/>', "maybe"),
        ('<lb type="line" rend="hyphens"/>', None),
    ],
)
def test_breaks_that_say_by_another_name_that_they_divide_a_word(breaks: str, said: str | None) -> None:
    root = etree.fromstring(f'<p xmlns="{TEI}">sarza{breaks}perilla</p>')
    before = etree.tostring(root)
    with hyphens.said(root):
        assert root[0].get("break") == said
    assert etree.tostring(root) == before
