"""Spaces that a reader would miss: at the edges of names, and where a line ends in a hyphen."""

import re
from collections.abc import Iterator

from lxml import etree

from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, inside, is_tei, language, local, shown

_NAMES = ("persName", "placeName", "orgName", "geogName", "name", "rs", "date")
_NAME = frozenset(_NAMES)
# Words that no name ends or begins with, so that a name which touches one has lost a space.
_WORDS = {
    "en": frozenset({
        "and", "or", "of", "the", "to", "in", "on", "at", "by", "with", "from", "for", "was", "were", "is", "are",
        "had", "has", "his", "her", "who", "that", "which", "said",
    }),
    "de": frozenset({
        "und", "oder", "der", "die", "das", "den", "dem", "des", "mit", "von", "vom", "zu", "zum", "zur", "bei", "im",
        "am", "ist", "war", "hat", "nach", "aus", "auf", "wie", "als", "sich", "nicht", "in",
    }),
    "fr": frozenset({
        "et", "ou", "le", "la", "les", "du", "au", "aux", "dans", "par", "pour", "avec", "est", "qui", "que",
    }),
}  # fmt: skip
# Where the language is not said: without those that some language hangs on to names as endings.
_ANY = frozenset.union(*_WORDS.values()) - {
    "in", "on", "at", "is", "im", "am", "en", "et", "le", "la", "les", "au", "du", "ou", "had", "her", "den",
    "des", "est", "par", "que", "or",
}  # fmt: skip
_AFTER = re.compile(r"([^\W\d_]{2,})(?=[\s.,;:!?]|$)")
# So many line breaks make a custom, which at most every so many of them may break.
_BROKEN = 20
_FEW = 20
_STRUCTURED = (
    "listPerson", "listPlace", "listOrg", "listEvent", "person", "place", "org", "fileDesc", "correspDesc", "bibl",
    "biblStruct", "address", "particDesc", "castList", "listBibl", "revisionDesc",
)  # fmt: skip


def notes(view: View) -> Iterator[Note]:
    """Words that run together at a tag, and line ends whose hyphen is left standing."""
    for order, element in view.of(*_NAMES):
        yield from _joined(view, order, element)
    yield from _hyphens(view)
    yield from _breaks(view)


def _joined(view: View, order: int, element: etree._Element) -> Iterator[Note]:
    parent = element.getparent()
    if parent is None or local(parent) in _NAME or not _last(element).isalpha():
        return
    tail = element.tail or ""
    if not tail:
        other = element.getnext()
        if other is None or not is_tei(other) or local(other) not in _NAME:
            return
        first = _first(other)
        if first.isupper() and _last(element).islower() and _mixed(parent):
            yield _note(view.order(other), _ending(element), _beginning(other))
        return
    match = _AFTER.match(tail)
    if match and match[1] in _words(parent) and _first(element).isupper() and _mixed(parent):
        yield _note(order, _ending(element), match[1])


def _words(parent: etree._Element) -> frozenset[str]:
    """The words that are looked for in the language of an element."""
    said = language(parent)
    return _WORDS.get(said, frozenset()) if said else _ANY


def _mixed(parent: etree._Element) -> bool:
    """Whether words stand between the elements, as in prose and not in a form that is filled in."""
    texts = [parent.text, *(child.tail for child in parent)]
    return (
        any(text and text.strip() for text in texts)
        and local(parent) not in _STRUCTURED
        and not inside(parent, *_STRUCTURED)
    )


def _note(order: int, before: str, after: str) -> Note:
    return Note(
        order, "text-words-joined", f"“{before}” and “{after}” run together: there is no space between them",
        "write a space between the tags; if the source has none, say so with `choice` or `space`",
    )  # fmt: skip


def _text(element: etree._Element) -> str:
    return "".join(element.itertext("*"))


def _last(element: etree._Element) -> str:
    return _text(element)[-1:]


def _first(element: etree._Element) -> str:
    return _text(element)[:1]


def _ending(element: etree._Element) -> str:
    return shown(_text(element).split()[-1])


def _beginning(element: etree._Element) -> str:
    return shown(_text(element).split()[0])


def _breaks(view: View) -> Iterator[Note]:
    """Line breaks between letters, the second one small, in a document with a space or @break at nearly all others."""
    seen = 0
    joined: list[tuple[int, str, str]] = []
    for order, element in view.of("lb"):
        previous, parent = element.getprevious(), element.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        after = element.tail
        if not before or not after:
            continue
        seen += 1
        if element.get("break") is None and before[-1].isalpha() and after[0].islower():
            joined.append((order, before.split()[-1], after.split()[0]))
    if seen < _BROKEN or len(joined) * _FEW > seen:
        return
    for order, first, second in joined:
        yield Note(
            order, "text-break-joined",
            f"“{shown(first)}” and “{shown(second)}” have neither a space nor @break between them: is it one word?",
            'write a space between two words, <lb break="no"/> within one',
        )  # fmt: skip


def _hyphens(view: View) -> Iterator[Note]:
    breaks = list(view.of("lb"))
    marked = sum(each.get("break") == "no" for _, each in breaks)
    # Only a document that marks words divided at the end of a line is held to it.
    if marked < 2:
        return
    bare = []
    for order, element in breaks:
        if element.get("break"):
            continue
        previous = element.getprevious()
        parent = element.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        after = element.tail
        if before and after and re.search(r"[^\W\d_][-‐¬]\s*$", before) and after.lstrip()[:1].islower():
            bare.append((order, before.split()[-1], after.split()[0]))
    if len(bare) > marked:
        return
    for order, before, after in bare:
        yield Note(
            order, "text-hyphen-break",
            f"“{shown(before)}” and “{shown(after)}” look like one word divided at the end of a line",
            'write <lb break="no"/>, as elsewhere in this document; the word is found only then',
        )  # fmt: skip
