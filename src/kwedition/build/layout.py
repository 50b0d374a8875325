"""Where lines that an encoder began for the sake of order may be no spaces.

A name, a quotation, a reading, a part of a reference or of a word may begin or end on a line of its own, a note may
be called from the next line, a comma follow there or a bracket end the line; then the end of the line is layout.
Whether it is, xslt/shared/plain-base.xsl decides by all that stands round it (``kw:laid-out``); but to ask that of each
text costs more than all else that is done with most of them. So the stylesheets are told, by the attribute
``kw-lines``, which elements hold a text of which it has to be asked: no fewer than those in which it matters, and few
more.
"""

from contextlib import AbstractContextManager

from lxml import etree

from kwedition.build import attributes
from kwedition.xmlio import TEI

# TEI has no attribute of that name.
LINES = "kw-lines"
_T = f"{{{TEI}}}"
# kwp:marked-names, kwp:lined-names and kwp:followed-names of plain.xsl.
MARKED = ("quote", "q", "soCalled", "supplied", "cit", "lem", "rdg")
LINED = (
    "rs", "persName", "placeName", "orgName", "geogName", "name", "title", "bibl", "ref", "date", "hi", "affiliation",
    "address", "seg", "reg", "orig", "corr", "sic", "abbr", "expan", "role", "roleDesc",
)  # fmt: skip
FOLLOWED = (
    "app", "choice", "note", "idno", "author", "editor", "publisher", "pubPlace", "biblScope", "citedRange", "foreign",
    "emph", "term", "num", "measure", "ptr", "gap", "subst", "add", "del", "unclear",
)  # fmt: skip
_EDGED = tuple(f"{_T}{name}" for name in (*MARKED, *LINED))
_FOLLOWED = tuple(f"{_T}{name}" for name in FOLLOWED)
_REFERENCES = tuple(f"{_T}{name}" for name in ("bibl", "analytic", "monogr", "series", "imprint"))
_NOTE = f"{_T}note"
_BREAKS = (f"{_T}lb", f"{_T}pb", f"{_T}cb")
_VARIANT, _READINGS = f"{_T}app", (f"{_T}lem", f"{_T}rdg", f"{_T}rdgGrp")
# In what else a comma that the source does not have may stand alone.
_EDITED = tuple(f"{_T}{name}" for name in ("reg", "supplied", "corr"))
_CHOICE = f"{_T}choice"
_WORD = f"{_T}w"
_SPACES = " \t"
# (Whoever reads a document takes the one for the other: see steps.py.)
_LINE_ENDS = ("\n", "\r")
_WHITE = " \t\r\n"
_STOPS = (",", ".", ";", ":", "!", "?", ")", "]")
_OPENING = frozenset("([{„¿¡")


def told(root: etree._Element) -> AbstractContextManager[None]:
    """A document whose elements say where a line may be layout, for as long as the context lasts."""
    return attributes.told(root, LINES, mark)


def mark(root: etree._Element) -> list[etree._Element]:
    """Give these elements of a document the attribute; they.

    There must be none that has it.
    """
    found = []
    for element in root.iter(*_EDGED):
        first = element.text
        last = element[-1].tail if len(element) else first
        # (Of hundreds, few begin or end with white space.)
        if (first and first[0] in _WHITE and first.lstrip(_SPACES).startswith(_LINE_ENDS)) or (
            last and last[-1] in _WHITE and last.rstrip(_SPACES).endswith(_LINE_ENDS)
        ):
            found.append(element)
    for element in root.iter(*_EDGED, *_FOLLOWED):
        tail, text = element.tail, element.text
        if tail and tail[0] in _WHITE and (holder := _goes_on(element)) is not None:
            found.append(holder)
        # (Most begin with a word.)
        if text and text[0] in _WHITE and (holder := _stands_close(element)) is not None:
            found.append(holder)
    for word in root.iter(_WORD):
        found += [each for each in (word.iter("*") if len(word) else (word,)) if _is_lined(each)]
    for reference in root.iter(*_REFERENCES):
        # (Behind a part of a structured one a comma follows.)
        is_structured = reference.tag != _REFERENCES[0]
        found += [each for each in reference.iterchildren("*") if _ends(each) or (is_structured and _is_spaced(each))]
    for element in root.iter(_NOTE, *_BREAKS):
        parent = element.getparent()
        if parent is None:
            continue
        before = _before(element) or ""
        if element.tag == _NOTE:
            is_layout = before.rstrip(_SPACES).endswith(_LINE_ENDS)
        else:
            # A word that goes on in the next line.
            is_layout = element.get("break") == "no" and (before[-1:].isspace() or (element.tail or "")[:1].isspace())
        if is_layout:
            found.append(parent)
    for element in found:
        element.set(LINES, "yes")
    return found


def cleared(root: etree._Element) -> None:
    """Take the attribute from all elements that have it, for good."""
    attributes.cleared(root, LINES)


def _ends(element: etree._Element) -> bool:
    """Whether an element's last text ends with the end of a line."""
    text = element[-1].tail if len(element) else element.text
    return text is not None and text.rstrip(_SPACES).endswith(_LINE_ENDS)


def _is_spaced(element: etree._Element) -> bool:
    """Whether an element's last text ends with a space."""
    text = element[-1].tail if len(element) else element.text
    return text is not None and text.endswith(" ")


def _goes_on(element: etree._Element) -> etree._Element | None:
    """An element's parent, where a comma stands on the line after it, or begins the element or the variant there."""
    tail = element.tail
    if tail is None or not tail.lstrip(_SPACES).startswith(_LINE_ENDS):
        return None
    words, after = tail.lstrip(), element.getnext()
    is_stop = (
        words[0] in _STOPS
        if words
        else after is not None
        and (
            (after.text or "").lstrip()[:1] in _STOPS
            or (
                after.tag == _VARIANT
                and any("".join(each.itertext()).strip() in _STOPS for each in after.iterchildren(*_READINGS))
            )
            or (after.tag == _CHOICE and any("".join(each.itertext()).strip() in _STOPS for each in after))
            or (after.tag in _EDITED and "".join(after.itertext()).strip() in _STOPS)
        )
    )
    return element.getparent() if is_stop else None


def _stands_close(element: etree._Element) -> etree._Element | None:
    """An element's parent, where a program began a line in it, and before it a bracket ends one; or a full stop's."""
    before = _before(element)
    if not before or not before.rstrip(_SPACES).endswith(_LINE_ENDS):
        return None
    # (Of a variant any reading may be the one that is read.)
    forms = element.iterchildren(*_READINGS) if element.tag == _VARIANT else () if len(element) else (element,)
    is_close = before.rstrip()[-1:] in _OPENING or any("".join(each.itertext()).strip() in {",", "."} for each in forms)
    return element.getparent() if is_close else None


def _is_lined(element: etree._Element) -> bool:
    """Whether one of an element's texts begins or ends with the end of a line."""
    texts = (element.text, *(each.tail for each in element))
    return any(
        text is not None and (text.lstrip(_SPACES).startswith(_LINE_ENDS) or text.rstrip(_SPACES).endswith(_LINE_ENDS))
        for text in texts
    )


def _before(element: etree._Element) -> str | None:
    """The text right before an element."""
    beside = element.getprevious()
    if beside is not None:
        return beside.tail
    parent = element.getparent()
    return None if parent is None else parent.text
