"""The markup of a TEI file as HTML: every sign of it, coloured, with its lines numbered.

This is done for every document of an edition, so it is done by few regular expressions, which may trust that the text
is well-formed. Elements are short, because there are thousands on a page: ``b`` holds what belongs to a tag, ``i`` the
name of an attribute, ``u`` its value, ``mark`` the tags of an element that no rule knows; ``span`` with the class ``c``
a comment, ``d`` character data, ``p`` an instruction, ``t`` a document type, ``x`` the number of a sign that cannot be
shown. XML allows no sign below a space but tab and line end: those mark places meanwhile.
"""

import re
from collections.abc import Iterable, Sequence
from operator import add

from kwedition.build.sourcetext import HIDDEN_SIGNS, SPECIAL, Piece, begins_line, hidden_signs, opened_starts

_ADDRESSED, _UNKNOWN, _SIGN, _SIGN_END = "\x00", "\x01", "\x02", "\x03"

# All tags of a text are found by what is true of every tag; what stands within one is looked at when it has been
# escaped: its name, its attributes, its end.
_TAGS = re.compile(r"""(<[^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>)""")
_NAME, _ATTRIBUTES, _END = r"/?[^\s/>]++", r"""(?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*""", r"\s*/?>"
_PARTS = re.compile(f"&lt;({_NAME})({_ATTRIBUTES})({_END})")
_ATTRIBUTE = re.compile(r"""([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_IN_LINE = re.compile(f"{_ADDRESSED}(L[0-9.]+);(?:({_UNKNOWN}?)<b>)?")
_UNKNOWN_TAG = re.compile(f"{_UNKNOWN}<b( id=[^>]*)?>(.*?)</b>", re.DOTALL)


def code(text: str, piece: Piece, unknown: Iterable[int] = ()) -> str:
    """What a page shows of a text, as the content of ``pre``.

    ``unknown`` are the offsets of tags that no rule knows. Each line begins with its number, whose id is ``L`` and the
    number; an element that readers open has an id where it does not begin its line.
    """
    before, shown = _marked(text, piece, unknown)
    goes_on = f"<span class={piece.inside}>{_escaped(before)}</span>" if before else ""
    return _numbered(goes_on + _coloured(shown), piece.line)


def _marked(text: str, piece: Piece, unknown: Iterable[int]) -> tuple[str, str]:
    """The text of a page, and signs that mark what was found out of it; first what goes on from the page before."""
    shown = text[piece.start : piece.end]
    begun = min(piece.until, piece.end) - piece.start if piece.inside else 0
    marks = [(each - piece.start, _UNKNOWN) for each in unknown if piece.start <= each < piece.end]
    opened = (at + begun for at in opened_starts(shown[begun:]))
    within = [at for at in opened if not begins_line(text, at + piece.start)]
    line, counted = piece.line, 0
    for each in within:
        line, counted = line + shown.count("\n", counted, each), each
        # On the first line a part may be on the page before.
        column = each - shown.rfind("\n", 0, each) + (piece.column if line == piece.line else 0)
        marks.append((each, f"{_ADDRESSED}L{line}.{column};"))
    parts: list[str] = []
    last = begun
    # Of two marks at one place that of the unknown comes last: it must stand beside its tag.
    for at, mark in sorted(marks, key=lambda each: (each[0], each[1] == _UNKNOWN)):
        parts += (shown[last:at], mark)
        last = at
    return _signed(shown[:begun]), _signed("".join((*parts, shown[last:])))


def _signed(shown: str) -> str:
    if not hidden_signs(shown):
        return shown
    return HIDDEN_SIGNS.sub(lambda sign: f"{_SIGN}{ord(sign[0]):04X}{_SIGN_END}", shown)


def _coloured(shown: str) -> str:
    at = 0
    parts: list[str] = []
    for special in SPECIAL.finditer(shown):
        parts += (_tags(shown[at : special.start()]), f"<span class={special.lastgroup}>{_escaped(special[0])}</span>")
        at = special.end()
    parts.append(_tags(shown[at:]))
    return "".join(parts)


def _tags(text: str) -> str:
    # A text has the tags of the texts before it, so they are looked up: nothing is called for most of them.
    parts = _TAGS.split(text.replace("&", "&amp;"))
    parts[1::2] = map(_COLOURED.__getitem__, parts[1::2])
    # Between tags is none but one that the page cuts in two.
    if 2 * text.count("<") >= len(parts):
        parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "".join(parts)


class _Coloured(dict[str, str]):
    """Tags (their ``&`` escaped) as HTML, made when they are first asked for; no more of them than memory bears."""

    def __missing__(self, tag: str) -> str:
        made = _tag(tag)
        if len(tag) <= _KEPT_LENGTH:
            if len(self) >= _KEPT_TAGS:
                self.clear()
            self[tag] = made
        return made


_KEPT_TAGS, _KEPT_LENGTH = 20_000, 400
_COLOURED = _Coloured()


def _tag(tag: str) -> str:
    escaped = tag.replace("<", "&lt;")
    match = _PARTS.fullmatch(escaped)
    if match is None:
        return escaped
    name, attributes, end = match.groups()
    if not attributes:
        return f"<b>&lt;{name}{end}</b>"
    return f"<b>&lt;{name}</b>{_ATTRIBUTE.sub(_attribute, attributes)}<b>{end}</b>"


def _attribute(match: re.Match[str]) -> str:
    name, equals, value = match.groups()
    return f"<i>{name}</i>{equals}<u>{value}</u>"


def _escaped(text: str) -> str:
    # HTML needs no more between tags.
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _addressed(match: re.Match[str]) -> str:
    # A tag that the page cuts in two is none.
    return f"<b id={match[1]}></b>" if match[2] is None else f"{match[2]}<b id={match[1]}>"


def _numbered(html: str, first: int) -> str:
    if _ADDRESSED in html:
        html = _IN_LINE.sub(_addressed, html)
    if _UNKNOWN in html:
        html = _UNKNOWN_TAG.sub(r"<mark\1>\2</mark>", html).replace(_UNKNOWN, "")
    if _SIGN in html:
        html = html.replace(_SIGN, "<span class=x>U+").replace(_SIGN_END, "</span>")
    # What follows the last end of a line is none.
    end = html.endswith("\n") and "\n"
    lines = html.removesuffix("\n").split("\n")
    return "\n".join(map(add, _numbers(first, len(lines)), lines)) + (end or "")


def _numbers(first: int, count: int) -> Sequence[str]:
    """What stands before each of so many lines from a line on."""
    if first > 1:
        return [*map(_number, range(first, first + count))]
    # Most pages begin with line 1: what was made for one is there for the others. (None has many thousands of lines.)
    _FIRST.extend(map(_number, range(len(_FIRST) + 1, count + 1)))
    return _FIRST


_FIRST: list[str] = []


def _number(line: int) -> str:
    return f"<a id=L{line} href=#L{line}>{line}</a>"
