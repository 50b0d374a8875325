"""Words that a printer or writer divided at the end of a line.

A hyphen before a line break (or the break of a page or column) and a small letter behind it, or capitals on both sides:
the word goes on, so no space stands there where lines are not kept. Whether the hyphen belongs to the word, TEI can say
by ``hyphenation`` and ``@break``, but most do not. It is left out only where the document itself has the word without
it, or where it is a sign that stands at the ends of lines alone; else it stays: “Nord-west” is not guessed to be
“Nordwest”. Before a capital a word goes on only where the document has it with its hyphen elsewhere (“Karl-Heinz”). The
stylesheets are told by the attribute ``kw-word`` of the break, and of what stands before it at the foot of the page:
``whole`` where the hyphen goes, ``joined`` where it stays. A hyphen that is encoded as one that parts no words (``pc
force="weak"``) has it, too: it goes.

Others divide words without a hyphen, and say so only by leaving no space there, as they do between words:
``sprawiedli<lb/>wie na <lb/>mnie``. A document is taken for one of theirs only if no line of it ends without a space
where no word can go on, behind a comma or before a capital.

A break may also say it in words of its own (``lb type="hyphenated"``, ``type="inWord"`` as EpiDoc had it before there
was ``@break``, ``rendition="#hyphen"``): then it is read as ``break="no"``.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from lxml import etree

from kwedition.build import attributes
from kwedition.xmlio import TEI

WORD = "kw-word"
_T = f"{{{TEI}}}"
_WORD = f"{_T}w"
_MARK = f"{_T}pc"
_ALTERNATIVES = (f"{_T}choice", f"{_T}app")
_LINE = f"{_T}lb"
_FOOT = f"{_T}fw"
_BREAKS = tuple(f"{_T}{name}" for name in ("lb", "pb", "cb"))
# What may stand between the two halves besides: the head and the foot of a page.
_BETWEEN = frozenset((*_BREAKS, _FOOT, f"{_T}milestone", f"{_T}gb"))
# The not sign and the soft hyphen stand for nothing else; the others are also written within a line.
_ALONE = "\u00ac\u00ad"
_HYPHENS = f"-\u2010\u2e17={_ALONE}"
_BEFORE = re.compile(rf"([^\W\d_]+)([{_HYPHENS}])\s*\Z")
_BEHIND = re.compile(r"\s*([^\W\d_]+)")
# Behind these a hyphen stands for the rest of a word that follows later: “Ein- und Ausgang”.
_SUSPENDED = frozenset({
    "und", "oder", "bis", "sowie", "noch", "wie", "vnd", "vnnd", "and", "or", "to", "nor", "et", "ou", "ni", "e", "ed",
    "o", "y", "u", "och", "eller", "og", "en", "of", "i", "a", "ac", "aut", "vel",
})  # fmt: skip
_WORDS = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
# The breaks within a word, what stands before the hyphen, that, and what stands behind.
_Divided = tuple[list[etree._Element], str, str, str]
# What a break is called that divides a word.
_DIVIDING = {
    "type": frozenset({"hyphenated", "hyphenation", "inWord", "in-word", "inword", "nobreak", "no-break"}),
    "rend": frozenset({"hyphen", "hyphenated"}),
    "rendition": frozenset({"#hyphen", "#hyphenated"}),
}


@contextmanager
def said(root: etree._Element) -> Iterator[None]:
    """A document whose breaks say by ``@break`` what they say otherwise, for as long as the context lasts."""
    found = say(root)
    try:
        yield
    finally:
        for each in found:
            each.attrib.pop("break", None)


def say(root: etree._Element) -> list[etree._Element]:
    """Give those breaks the attribute; they."""
    found = [each for each in root.iter(*_BREAKS) if "break" not in each.attrib and _is_called_dividing(each)]
    for each in found:
        each.set("break", "no")
    return found


def _is_called_dividing(element: etree._Element) -> bool:
    return any(not names.isdisjoint((element.get(name) or "").split()) for name, names in _DIVIDING.items())


def told(root: etree._Element) -> AbstractContextManager[None]:
    """A document whose breaks say where they divide a word, for as long as the context lasts."""
    return attributes.told(root, WORD, mark)


def cleared(root: etree._Element) -> None:
    """Take the attribute from all elements that have it, for good."""
    attributes.cleared(root, WORD)


def mark(root: etree._Element) -> list[etree._Element]:
    """Give the breaks that divide words the attribute; they.

    There must be none that has it.
    """
    found, doubtful, inside = list[_Divided](), list[_Divided](), list[etree._Element]()
    for each in root.iter(*_BREAKS):
        # Whoever encodes each word has said where it ends.
        if (word := next(each.iterancestors(_WORD), None)) is not None and _is_within(each, word):
            inside.append(each)
            continue
        if (weak := _weak_before(each)) is not None:
            inside += [weak, each]
            continue
        text = _text_before(each)
        if text is not None and (before := _BEFORE.search(text[-_LONGEST:])):
            breaks, behind, goes_on = _behind(each, before[1].isupper() and len(before[1]) > 1)
            if behind and (goes_on or before[2] not in _ALONE):
                into = found if goes_on else doubtful
                into.append(([*_feet_before(each), *breaks], before[1], before[2], behind))
    words = _words(root) if found or doubtful else frozenset()
    found += [each for each in doubtful if f"{each[1]}-{each[3]}".casefold() in words]
    inside += _unhyphened(root, {*inside, *(each for breaks, *_ in found for each in breaks)})
    for each in inside:
        each.set(WORD, "joined")
    for breaks, first, hyphen, second in found:
        joined, divided = (first + second).casefold(), f"{first}-{second}".casefold()
        whole = hyphen in _ALONE or (joined in words and divided not in words)
        for each in breaks:
            each.set(WORD, "whole" if whole and each is breaks[0] else "joined")
    return inside + [each for breaks, *_ in found for each in breaks]


def _unhyphened(root: etree._Element, known: set[etree._Element]) -> list[etree._Element]:
    """The line breaks within words of a document that has a space, or a line of the file, at all others."""
    close, spaced = [], 0
    for each in root.iter(_LINE):
        if each in known or each.get("break") is not None:
            continue
        before, behind = (_text_before(each) or "")[-1:], (each.tail or "")[:1]
        if before.isspace() or behind.isspace():
            spaced += 1
        elif before.isalpha() and behind.isalpha() and (behind.islower() or not before.islower()):
            close.append(each)
        elif before and behind:
            return []
    # (A space that somebody forgot is no way to divide words.)
    return close if len(close) >= _HABIT and len(close) <= spaced <= 10 * len(close) else []


def _weak_before(element: etree._Element) -> etree._Element | None:
    """The hyphen right before a break of which the encoder says that it parts no words (``pc force="weak"``)."""
    beside = element.getprevious()
    if beside is None or beside.tag != _MARK or beside.get("force") != "weak" or (beside.tail or "").strip():
        return None
    return beside if (beside.text or "").strip() and (element.tail or "").strip() else None


def _is_within(element: etree._Element, word: etree._Element) -> bool:
    """Whether a break, of which nothing else is said, stands between letters of a word."""
    if element.get("break") is not None:
        return False
    has_before = has_after = False
    at = element
    while at is not word:
        parent = at.getparent()
        if parent is None:
            return False
        # (What stands beside one of several forms is another form.)
        if parent.tag not in _ALTERNATIVES:
            behind = (at.tail, *(text for each in at.itersiblings() for text in _texts(each)))
            ahead = (parent.text, *(text for each in at.itersiblings(preceding=True) for text in _texts(each)))
            has_after = has_after or any(text and not text.isspace() for text in behind)
            has_before = has_before or any(text and not text.isspace() for text in ahead)
        at = parent
    return has_before and has_after


def _texts(node: etree._Element) -> list[str | None]:
    """The texts in a node and behind it. (Comments and instructions have none of their own.)"""
    return [*(node.itertext() if isinstance(node.tag, str) else ()), node.tail]


# How many such breaks are one's way to encode them.
_HABIT = 3
# Longer ones are no words.
_LONGEST = 80


def _text_before(element: etree._Element) -> str | None:
    """The text right before an element, in the same parent.

    (The foot of a page, such as the word with which the next one begins, stands between a break and these words.)
    """
    element = next(iter(_feet_before(element)), element)
    beside = element.getprevious()
    if beside is not None:
        return beside.tail
    parent = element.getparent()
    return None if parent is None else parent.text


def _feet_before(element: etree._Element) -> list[etree._Element]:
    """What stands at the foot of the page right before a break, in order."""
    feet = list[etree._Element]()
    beside = element.getprevious()
    while beside is not None and beside.tag == _FOOT and not (beside.tail or "").strip():
        feet.insert(0, beside)
        beside = beside.getprevious()
    return feet


def _behind(element: etree._Element, in_capitals: bool) -> tuple[list[etree._Element], str, bool]:
    """A break with those that follow it at the edge of the page, the half word behind them, where a word may go on, and
    whether it does: small, or in capitals (of a heading, of an inscription) in capitals.
    """
    breaks = [element]
    while True:
        if element.tail is not None and (match := _BEHIND.match(element.tail)):
            word = match[1]
            goes_on = word[0].islower() or (in_capitals and word.isupper())
            return breaks, "" if word.casefold() in _SUSPENDED else word, goes_on
        following = element.getnext()
        if (element.tail or "").strip() or following is None or following.tag not in _BETWEEN:
            return breaks, "", False
        element = following
        if element.tag in _BREAKS:
            breaks.append(element)


def _words(root: etree._Element) -> frozenset[str]:
    """All words of a document as they stand within lines, small, their hyphens written alike.

    (A half word counts as a word of its own, which is rarely another one.)
    """
    found = set[str]()
    for text in root.itertext():
        found.update(_WORDS.findall(text))
    return frozenset(re.sub(f"[{_HYPHENS}]", "-", each).casefold() for each in found)
