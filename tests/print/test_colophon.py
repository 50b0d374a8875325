"""The colophon of a volume: what all of a few texts say is said once, what one says for itself below its title."""

from pathlib import Path
from typing import Any

from lxml import etree

from common import Kwedition
from unprepared import NS, Make, body

FO = {"fo": "http://www.w3.org/1999/XSL/Format"}
LICENCE = '<availability><licence target="https://example.org/free">Free</licence></availability>'


def _text(title: str, author: str, publisher: str) -> str:
    return (
        f"<TEI {NS}><teiHeader><fileDesc><titleStmt><title>{title}</title><author>{author}</author></titleStmt>"
        f"<publicationStmt><publisher>{publisher}</publisher>{LICENCE}</publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc></teiHeader>{body('<p>Words.</p>')}</TEI>"
    )


def _lines(block: Any) -> list[str]:
    inner = block.xpath(".//fo:block[not(.//fo:block)]", namespaces=FO)
    return [" ".join("".join(each.itertext()).split()) for each in inner]


def _colophon(made: Any) -> list[str]:
    volume = etree.fromstring(made["print/edition.fo"].encode())
    (line,) = volume.xpath('//fo:block[. = "Made with kwedition from TEI"]', namespaces=FO)
    return _lines(line.getparent())


def test_a_publisher_of_one_text_stands_below_its_title(kwedition: Kwedition, tmp_path: Path) -> None:
    texts = {
        "a.xml": _text("One", "Ann", "Oxford"),
        "b.xml": _text("Two", "Bob", "Cambridge"),
        "c.xml": _text("Three", "Ann", "Oxford"),
    }
    lines = _colophon(Make(kwedition, tmp_path)(texts, "print"))
    assert lines[:9] == ["One", "Ann", "Oxford", "Two", "Bob", "Cambridge", "Three", "Ann", "Oxford"]
    assert lines[9].startswith("Free")


def test_what_all_of_them_say_is_said_once(kwedition: Kwedition, tmp_path: Path) -> None:
    texts = {"a.xml": _text("One", "Ann", "Oxford"), "b.xml": _text("Two", "Ann", "Oxford")}
    lines = _colophon(Make(kwedition, tmp_path)(texts, "print"))
    assert lines[:2] == ["Ann", "Oxford"]
    assert lines[2].startswith("Free")
    assert "One" not in lines
