"""Words that stand side by side without spaces, as in transcriptions of the New Testament: ``<w>εν</w><w>αρχη</w>``.

Whoever encodes each word may leave the spaces to those who read (the guidelines of the IGNTP say so); then no word of
the document has one before the next. Where only some have none, that says that they are one, as an article and its noun
are in French.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI

_T = f"{{{TEI}}}"
_WORD, _MARK, _NOTE = f"{_T}w", f"{_T}pc", f"{_T}note"
# What a line holds beside words, as they are held; a word at the end of one is parted from what is behind it.
_ROUND = frozenset(
    f"{_T}{name}"
    for name in (
        "add", "corr", "damage", "del", "ex", "hi", "name", "orgName", "persName", "placeName", "reg", "restore", "rs",
        "seg", "sic", "supplied", "surplus", "unclear",
    )
)  # fmt: skip
_BESIDE = frozenset(f"{_T}{name}" for name in ("app", "choice", "gap", "note", "num", "pc", "space", "subst", "w"))
_BEGUN, _ENDED = ("right", "both"), ("left", "both")
_OPENS = "([{«‹“‘„‚<¿¡"


@contextmanager
def given(root: etree._Element) -> Iterator[None]:
    """While it lasts, such words have a space between them."""
    spaced: list[etree._Element] = []
    if _are_unspaced(root):
        for element in root.iter(*_ROUND, *_BESIDE):
            after = element.getnext()
            if after is not None and not element.tail and _ends_word(element) and _begins_word(after):
                spaced.append(element)
                element.tail = " "
    try:
        yield
    finally:
        for element in spaced:
            element.tail = None


def _are_unspaced(root: etree._Element) -> bool:
    """Whether words stand right beside each other in a document, and none beside a space or a text that is no word."""
    beside = False
    for word in root.iter(_WORD):
        tail = word.tail
        if tail:
            # (A line of the file may end behind a word.)
            if tail.strip() or "\n" not in tail:
                return False
            continue
        after = word.getnext()
        if after is not None and after.tag == _WORD:
            text = "".join(word.itertext())
            if text[-1:].isspace() or any(_needs_none(sign) for sign in text[:1]):
                return False
            beside = beside or not (_is_joined(word, after) or _is_part(word))
    return beside and next(root.iter(f"{_T}c"), None) is None


def _needs_none(sign: str) -> bool:
    """Whether a character is of a script without spaces: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese."""
    return 0x0E00 <= ord(sign) <= 0x109F or 0x1780 <= ord(sign) <= 0x17FF or 0x2E80 <= ord(sign) < 0xAC00


def _is_joined(element: etree._Element, after: etree._Element) -> bool:
    return element.get("join") in _BEGUN or after.get("join") in _ENDED


def _is_part(word: etree._Element) -> bool:
    """Whether a word goes on in the next element."""
    return word.get("part") in ("I", "M", "Y")


def _ends_word(element: etree._Element) -> bool:
    """Whether a word may end with an element, or a mark behind one."""
    if element.tag in _ROUND:
        return len(element) > 0 and not element[-1].tail and _ends_word(element[-1])
    if element.tag == _MARK:
        return "".join(element.itertext()).strip()[-1:] not in _OPENS
    return element.tag in _BESIDE and not _is_part(element) and not _is_within(element)


def _begins_word(element: etree._Element) -> bool:
    if element.tag in _ROUND:
        return len(element) > 0 and not element.text and _begins_word(element[0])
    if element.tag == _MARK:
        return "".join(element.itertext()).strip()[:1] in _OPENS
    before = element.getprevious()
    return (
        element.tag in _BESIDE
        and element.tag != _NOTE
        and not (before is not None and _is_joined(before, element))
        and not _is_within(element)
    )


def _is_within(element: etree._Element) -> bool:
    """Whether an element is a piece of a word."""
    return next(element.iterancestors(_WORD), None) is not None
