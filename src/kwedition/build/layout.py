"""Where lines that an encoder began for the sake of order may be no spaces.

A name, a quotation, a part of a reference may begin or end on a line of its own, and a note may be called from the next
line; then the end of the line is layout. Whether it is, xslt/shared/plain.xsl decides by all that stands round it
(``kw:laid-out``); but to ask that of each text costs more than all else that is done with most of them. So the
stylesheets are told, by the attribute ``kw-lines``, which elements hold a text of which it has to be asked: no fewer
than those in which it matters, and few more.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI, is_unmarked

# TEI has no attribute of that name.
LINES = "kw-lines"
_T = f"{{{TEI}}}"
# kwp:marked-names and kwp:lined-names of plain.xsl.
MARKED = ("quote", "q", "soCalled", "supplied", "cit")
LINED = (
    "rs", "persName", "placeName", "orgName", "geogName", "name", "title", "bibl", "ref", "date", "hi", "affiliation",
    "reg", "orig", "corr", "sic", "abbr", "expan",
)  # fmt: skip
_EDGED = tuple(f"{_T}{name}" for name in (*MARKED, *LINED))
# Behind these a comma may have a line of its own (kwp:common-names).
COMMON = ("choice", "foreign", "emph", "term", "num", "app", "add", "del", "seg", "unclear")
_INLINE = (*_EDGED, *(f"{_T}{name}" for name in COMMON))
_LONE = re.compile(r"[ \t]*[\r\n]\s*[,.;:!?)\]]")
_REFERENCES = tuple(f"{_T}{name}" for name in ("bibl", "analytic", "monogr", "series", "imprint"))
_NOTE, _BREAK = f"{_T}note", f"{_T}lb"
_SPACES = " \t"
# (Whoever reads a document takes the one for the other: see steps.py.)
_LINE_ENDS = ("\n", "\r")
_WHITE = " \t\r\n"
_OWN = etree.XPath(f"descendant-or-self::*[@{LINES}]")


@contextmanager
def told(root: etree._Element) -> Iterator[None]:
    """A document whose elements say where a line may be layout, for as long as the context lasts."""
    own = [] if is_unmarked(root) else [(each, str(each.attrib.pop(LINES))) for each in _OWN(root)]
    elements = mark(root)
    try:
        yield
    finally:
        for element in elements:
            element.attrib.pop(LINES, None)
        for element, value in own:
            element.set(LINES, value)


def mark(root: etree._Element) -> list[etree._Element]:
    """Give these elements of a document the attribute; they.

    There must be none that has it.
    """
    found = [element for element in root.iter(*_EDGED) if _begins(element) or _ends(element)]
    for reference in root.iter(*_REFERENCES):
        found += [each for each in reference.iterchildren("*") if _ends(each)]
    for element in root.iter(*_INLINE):
        tail, parent = element.tail, element.getparent()
        if tail and parent is not None and _LONE.match(tail):
            found.append(parent)
    for element in root.iter(_NOTE, _BREAK):
        before, parent = _before(element), element.getparent()
        if not before or parent is None:
            continue
        # A word that goes on in the next line ends with the text.
        goes_on = element.tag == _BREAK and element.get("break") == "no" and before[-1] in _WHITE
        if goes_on or (element.tag == _NOTE and before.rstrip(_SPACES).endswith(_LINE_ENDS)):
            found.append(parent)
    for element in found:
        element.set(LINES, "yes")
    return found


def cleared(root: etree._Element) -> None:
    """Take the attribute from all elements that have it, for good."""
    for element in _OWN(root):
        del element.attrib[LINES]


def _begins(element: etree._Element) -> bool:
    """Whether an element's first text begins with the end of a line."""
    text = element.text
    return text is not None and text.lstrip(_SPACES).startswith(_LINE_ENDS)


def _ends(element: etree._Element) -> bool:
    """Whether an element's last text ends with the end of a line."""
    text = element[-1].tail if len(element) else element.text
    return text is not None and text.rstrip(_SPACES).endswith(_LINE_ENDS)


def _before(element: etree._Element) -> str | None:
    """The text right before an element."""
    beside = element.getprevious()
    if beside is not None:
        return beside.tail
    parent = element.getparent()
    return None if parent is None else parent.text
