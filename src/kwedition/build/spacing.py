"""Words that stand side by side without spaces, as in transcriptions of the New Testament: ``<w>εν</w><w>αρχη</w>``.

Whoever encodes each word may leave the spaces to those who read (the guidelines of the IGNTP say so); then no word of
the document has one before the next. Where only some have none, that says that they are one, as an article and its noun
are in French. Sentences (``s``) that stand side by side are parted, too. And where each word has a line of the file,
and marks are called words as well, the line before a comma is no space; nor is one before the call of a note.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.xmlio import TEI, XML_ID

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
_SENTENCE, _ROLE = f"{_T}s", f"{_T}role"
_CALLS = (f"{_T}ref", f"{_T}ptr")
_OF_ROLES = (f"{_T}roleDesc", f"{_T}actor")
_MARKS = frozenset(",;:.")
_CLOSING_QUOTES = "”’»›"
_CLOSES, _BRACKETS = frozenset(",.;:!?…)]}،؛؟۔।׃־։።፣፤"), frozenset("([{¿¡")


@contextmanager
def given(root: etree._Element) -> Iterator[None]:
    """While it lasts, such words have a space between them, and what a line of the file alone parts has none."""
    told = dict(_between(root))
    kept = {element: element.tail for element in told}
    for element, tail in told.items():
        element.tail = tail
    try:
        yield
    finally:
        for element, before in kept.items():
            element.tail = before


def _between(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What is to stand behind which elements instead of what does."""
    if _are_unspaced(root):
        for element in root.iter(*_ROUND, *_BESIDE):
            after = element.getnext()
            if after is not None and not element.tail and _ends_word(element) and _begins_word(after):
                yield element, " "
    else:
        yield from _tight(root)
    for sentence in root.iter(_SENTENCE):
        after = sentence.getnext()
        if after is not None and after.tag == _SENTENCE and not sentence.tail and _are_apart(sentence, after):
            yield sentence, " "
    yield from _before_calls(root)
    for role in root.iter(_ROLE):
        # A mark that the encoder typed between a role and who plays it, or what is said of it, and no space.
        after, mark = role.getnext(), role.tail
        if (
            mark
            and mark in _MARKS
            and after is not None
            and after.tag in _OF_ROLES
            and (after.text or "")[:1].isalpha()
        ):
            yield role, f"{mark} "


def _tight(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The words behind which a line of the file stands before a mark that is encoded as a word, or that open a bracket.

    Programs that divide a text into tokens have each on a line, and call all of them words.
    """
    for mark in root.iter(_WORD):
        text = "" if len(mark) else (mark.text or "").strip()
        if not text or len(text) > 3 or any(sign not in _CLOSES and sign not in _BRACKETS for sign in text):
            continue
        beside = mark.getprevious() if text[0] in _CLOSES else mark
        if beside is not None and beside.tail and "\n" in beside.tail and not beside.tail.strip():
            yield beside, ""


def _before_calls(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What stands before a reference without words that calls a note from the next line, as before a note itself."""
    notes = {id_ for note in root.iter(_NOTE) if (id_ := note.get(XML_ID))}
    for call in root.iter(*_CALLS) if notes else ():
        if len(call) == 0 and not (call.text or "").strip() and call.get("target", "").removeprefix("#") in notes:
            beside, after = call.getprevious(), call.tail
            is_layout = beside is not None and beside.tail and "\n" in beside.tail and not beside.tail.strip()
            # (A word right behind the call would be one with that before it.)
            if is_layout and beside is not None and not (after and after[0].isalnum()):
                yield beside, ""


def _are_apart(sentence: etree._Element, after: etree._Element) -> bool:
    """Whether two sentences that stand right beside each other are no parts of one, and of a script with spaces."""
    if sentence.get("part") in ("I", "M", "Y") or sentence.get("next") or after.get("prev"):
        return False
    ends, begins = "".join(sentence.itertext())[-1:], "".join(after.itertext())[:1]
    if not (ends.strip() and begins.strip()) or ends in _OPENS or begins in _CLOSES or begins in _CLOSING_QUOTES:
        return False
    return not _needs_none(ends) and not _needs_none(begins)


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
