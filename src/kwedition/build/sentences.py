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
_MARKS = re.compile(rf"{START}[^{NAME}]*{NAME}|{END}")
_OPENING = re.compile(rf"(?:{START}[^{NAME}]*{NAME}|[\"'“‘„«‹(\[¿¡—–])*")
_BEGUN_OR_ENDED = re.compile(f"[{START}{END}]")
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
        for piece in sentence.split(START)[1:]:
            mark = piece.partition(NAME)[0].strip()
            found[mark] = _cut(sentence, mark)
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
    if any(sign in stop for sign in "。！？"):
        return True
    if stop[-1] not in " \t\r\n":
        return False
    last = before.replace(END, "")
    if not (any(sign in stop for sign in "!?…”’»") or _is_long(last)):
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


def _cut(sentence: str, mark: str) -> Sentence:
    before, _, rest = sentence.partition(f"{START}{mark}{NAME}")
    end = _end(rest)
    first = _unmarked(before)
    after = _unmarked(rest[end:])
    if len(first) > LONGEST:
        first = "… " + _FIRST_WORD.sub("", first[len(first) - LONGEST - 1 :], count=1)
    if len(after) > LONGEST:
        after = _LAST_WORD.sub("", after[:LONGEST], count=1) + " …"
    return Sentence(first, _tidy(_unmarked(rest[:end])), after)


def _unmarked(text: str) -> str:
    # The end of one that began before has no beginning here.
    return _MARKS.sub("", text) if START in text or END in text else text


def _end(text: str) -> int:
    """Where the mention ends whose start mark was just passed: mentions may hold mentions."""
    first = text.find(END)
    if first >= 0 and text.find(START, 0, first) < 0:
        return first + 1
    depth = 1
    for mark in _BEGUN_OR_ENDED.finditer(text):
        depth += 1 if mark[0] == START else -1
        if depth == 0:
            return mark.end()
    return len(text)


def _tidy(text: str) -> str:
    # Most texts are so already, and to look for that takes less than to write each of their spaces anew.
    is_tidy = "  " not in text and "\n" not in text and "\t" not in text and "\r" not in text
    return (text if is_tidy else _SPACE.sub(" ", text)).strip(" ")
