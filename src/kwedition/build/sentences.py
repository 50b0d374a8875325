"""The sentence round a mention, cut out of the text of its block.

A block comes as one text in which private marks (noncharacters) stand where mentions begin and end: ``START id NAME …
END``. It is cut into sentences once; each mention is then found in its sentence by its mark, so the work grows with the
text, not with the square of its mentions.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

START, NAME, END = "\ufdd1", "\ufdd2", "\ufdd3"

# Parts before and after a mention are no longer than this (characters); they end at a word.
LONGEST = 220

_STOP = re.compile(rf"[.!?…。！？]+[\"'’”»›)\]{END}」』]*[ \t\r\n]*")
_MARKS = re.compile(rf"{START}([^{NAME}]*){NAME}|{END}")
_OPENING = re.compile(rf"(?:{START}[^{NAME}]*{NAME}|[\"'“‘„«‹(\[¿¡—–])*")
_ALWAYS, _SURELY = frozenset("。！？"), frozenset("!?…”’»")
_SPACE = re.compile(r"[ \t\r\n]+")
_FIRST_WORD = re.compile(r"\A[^ \t\r\n]*[ \t\r\n]")
_LAST_WORD = re.compile(r"[ \t\r\n][^ \t\r\n]*\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in three parts: before the mention, the mention's own form, and after it."""

    before: str
    form: str
    after: str


def round_mentions(block: str) -> dict[str, Sentence]:
    """For each marked mention of a block, by the id in its mark, the sentence that it stands in."""
    found: dict[str, Sentence] = {}
    for sentence in _whole(sentences(block)):
        if START in sentence:
            found |= _cut(sentence)
    return found


def sentences(text: str) -> Iterator[str]:
    """A text cut into sentences.

    One ends at ``. ! ? …`` before a capital, but not after a short word (Mr., St., A.), and at ``。！？`` always. A
    mention's marks may stand anywhere round the stop.
    """
    start = seen = 0
    for stop in _STOP.finditer(text):
        if _ends(text[max(start, stop.start() - 8) : stop.start()], stop.group(), text[stop.end() : stop.end() + 60]):
            sentence = _tidy(text[start : stop.end()])
            if sentence:
                yield sentence
            start = stop.end()
        seen = stop.end()
    rest = _tidy(text[start:]) if seen < len(text) or start < len(text) else ""
    if rest:
        yield rest


def _ends(before: str, stop: str, after: str) -> bool:
    if not _ALWAYS.isdisjoint(stop):
        return True
    if stop[-1] not in " \t\r\n":
        return False
    last = before.replace(END, "")
    if _SURELY.isdisjoint(stop) and not _is_long(last):
        return False
    opening = _OPENING.match(after)
    following = after[opening.end() if opening else 0 :]
    return following[:1] != "" and unicodedata.category(following[0]) in {"Lu", "Lt", "Lo"}


def _is_long(last: str) -> bool:
    """Whether what stands before a stop is more than an abbreviation."""
    if last[-1:] in {")", "]", "”", "’", "»"}:
        return last != ""
    kinds = [unicodedata.category(letter) for letter in last[-3:]]
    return (
        kinds == ["Ll"] * 3 or kinds[-2:] == ["Lu"] * 2 or (len(kinds) == 3 and all(kind[0] == "N" for kind in kinds))
    )


def _whole(parts: Iterator[str]) -> Iterator[str]:
    """Sentences joined again where a cut fell inside a mention."""
    open_ = ""
    for part in parts:
        joined = f"{open_} {part}" if open_ else part
        if joined.count(START) == joined.count(END):
            yield joined
            open_ = ""
        else:
            open_ = joined
    if open_:
        yield open_


def _cut(sentence: str) -> dict[str, Sentence]:
    """What ``round_mentions`` finds in a sentence. (It is taken apart once: it may have many mentions.)"""
    # A text, and in turn what begins (None where something ends) and the next text.
    pieces = _MARKS.split(sentence)
    # Where each begins and ends in the sentence without marks: mentions may hold mentions.
    places: list[tuple[str, int, int]] = []
    begun: list[int] = []
    at = len(pieces[0])
    plain = "".join(pieces[::2])
    for mark, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if mark is not None:
            begun.append(len(places))
            places.append((mark.strip(), at, len(plain)))
        elif begun:
            # (The end of one that began before has no beginning here.)
            ended = begun.pop()
            places[ended] = (*places[ended][:2], at)
        at += len(text)
    found: dict[str, Sentence] = {}
    for mark, start, end in places:
        if mark not in found:
            found[mark] = Sentence(_before(plain[:start]), _tidy(plain[start:end]), _after(plain[end:]))
    return found


def _before(text: str) -> str:
    if len(text) > LONGEST:
        return "… " + _FIRST_WORD.sub("", text[len(text) - LONGEST - 1 :], count=1)
    return text


def _after(text: str) -> str:
    if len(text) > LONGEST:
        return _LAST_WORD.sub("", text[:LONGEST], count=1) + " …"
    return text


def _tidy(text: str) -> str:
    # Most texts are so already, and to look for that takes less than to write each of their spaces anew.
    is_tidy = "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text
    return (text if is_tidy else _SPACE.sub(" ", text)).strip(" ")
