"""Characters that are seldom meant."""

import re
import unicodedata
from collections.abc import Iterator

import icu
from lxml import etree

from kwedition import xmlio
from kwedition.check.integrity.rule import Correction, Note
from kwedition.check.integrity.view import View, local, shown
from kwedition.xmlio import Source

_RARE = re.compile(
    "[\u007f-\u009f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]|\u00ad|\ufffd|[\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_MARKS = "[\u0300-\u036f\u0653-\u0655\u093c\u09bc\u0a3c\u0b3c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a]"
CLUSTER = re.compile(rf"[^\W\d_]{_MARKS}+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
"""A letter with its marks, or a Hangul syllable in pieces."""
_FOREIGN = re.compile("[\u0370-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters of the three alphabets that cannot be told apart by eye.
_LATIN = "AaBCcEeHIiJjKMOoPpSsTXxYyVvNZuw"
_GREEK_TWINS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳυ")
_CYRILLIC_TWINS = frozenset("АаВСсЕеНІіЈјКМОоРрЅѕТХхУуѴѵԝԜԛ")
_LATIN_TWINS = frozenset(_LATIN)
_MANY = 20
_GLYPHS = frozenset({"g", "char", "glyph", "charName", "glyphName"})
# What is in these is quoted from machines.
CODE = frozenset({"code", "egXML", "eg", "gi", "att", "val", "formula", "script", "tag", "notatedMusic"})
_DIVIDED = frozenset({"hyph", "syll", "orth"})
# Before a tag (pieces of text are joined by U+0000), or where the line ends in the file.
_LINE_END = re.compile(r"[ \t]*(?:\x00|\s*\n|$)")
_QUOTES = re.compile("[“”„«»]")
# So much round a character says where it is.
_NEAR = 8
# So many names of characters are told.
_NAMED = 5
# So many make a text one with curly quotation marks.
_QUOTED = 10
# A straight mark at a word or after a point; not inches, seconds or ditto marks.
_STRAIGHT = re.compile(r'(?<!\d)"(?=\w)|(?<=[^\W\d])"|(?<=[.,;:!?…–—-])"')


def notes(view: View) -> Iterator[Note]:
    """Suspicious characters in the text of a document."""
    text = etree.tostring(view.root, method="text", encoding="unicode", with_tail=False)
    rare = bool(_RARE.search(text))
    composed = unicodedata.is_normalized("NFC", text)
    foreign = bool(_FOREIGN.search(text)) and bool(re.search("[A-Za-z]", text))
    unassigned = _unassigned(text)
    if rare or not composed or foreign or unassigned:
        # Who says what their private characters stand for may use them.
        declared = any(view.named.get(each) for each in ("mapping", "localProp", "unicodeProp"))
        found: dict[str, list[Note]] = {}
        for order, element, direct in _texts(view):
            for note in _judge(order, element, direct, unassigned, declared):
                found.setdefault(note.rule, []).append(note)
        for rule, same in found.items():
            if len(same) <= _MANY:
                yield from same
            elif rule == "text-decomposed":
                yield _throughout(view, len(same))
            else:
                yield from same[: _MANY - 1]
                last = same[_MANY - 1]
                yield Note(
                    last.order, rule, f"{last.message} (and {len(same) - _MANY} elements more in this file)",
                    last.hint, last.needle,
                )  # fmt: skip
    yield from _straight(view)


def assumed(source: Source) -> Iterator[Note]:
    """The characters that a document names by a list which is not read."""
    taken = xmlio.assumed_of(source.data)
    if taken:
        told = [f"&{name}; as '{sign}'" if sign.isprintable() else f"&{name};" for name, sign in taken.items()]
        more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
        first = next(iter(taken))
        yield Note(
            0, "text-entity-assumed",
            "a list outside this file says what its names of characters mean, and is not read: "
            f"{', '.join(told[:_NAMED])}{more}",
            "write the characters themselves, or declare them at the head of the file: "
            f'<!DOCTYPE TEI [<!ENTITY {first} "…">]>',
            f"&{first};",
        )  # fmt: skip


def _unassigned(text: str) -> frozenset[str]:
    if text.isascii():
        return frozenset()
    strange = {each for each in set(text) if unicodedata.category(each) == "Cn"}
    # Python's tables are older than ICU's, and editions of old scripts use the newest characters.
    return frozenset(each for each in strange if not icu.Char.isdefined(each))


def _texts(view: View) -> Iterator[tuple[int, etree._Element, list[str]]]:
    """Each element with the pieces of text that stand directly in it."""
    for order, element in enumerate(view.elements):
        pieces = [element.text] if element.text else []
        pieces += [child.tail for child in element if child.tail]
        if pieces and local(element) not in CODE:
            yield order, element, pieces


def _judge(
    order: int, element: etree._Element, pieces: list[str], unassigned: frozenset[str], declared: bool
) -> Iterator[Note]:
    text = "\x00".join(pieces)
    name = local(element)
    if text.isascii():
        if "\x7f" in text:
            yield _control(order, text, "\x7f")
        return
    seen: set[str] = set()
    for match in _RARE.finditer(text):
        char = match[0]
        rule = _rule(char)
        if rule in seen or (rule == "text-private-use" and (declared or name in _GLYPHS)):
            continue
        # A soft hyphen at the end of a line is the mark of its division that some editions keep; dictionaries show by
        # them where words may be divided.
        if rule == "text-soft-hyphen" and (name in _DIVIDED or _LINE_END.match(text, match.end())):
            continue
        seen.add(rule)
        context = _context(text, match.start())
        if rule == "text-control":
            yield _control(order, text, char)
        elif rule == "text-soft-hyphen":
            yield Note(
                order, rule, f"there is an invisible soft hyphen in “{context}”",
                'remove it; a word divided at the end of a line is encoded with <lb break="no"/>', char,
            )  # fmt: skip
        elif rule == "text-replacement":
            yield Note(
                order, rule, f"“{context}” has the sign for a character that was lost (U+FFFD)",
                "look the character up in the source, and find out which step lost it", char,
            )  # fmt: skip
        else:
            yield Note(
                order, rule, f"“{context}” has the private character U+{ord(char):04X}, which others see as a box",
                "write the Unicode character, or `g` with a description in `charDecl`", char,
            )  # fmt: skip
    for char in sorted(unassigned.intersection(text)):
        if not _RARE.match(char):
            yield Note(
                order, "text-unassigned",
                f"U+{ord(char):04X} in “{_context(text, text.index(char))}” is no character of Unicode "
                f"{icu.UNICODE_VERSION}",
                "write the character that is meant", char,
            )  # fmt: skip
    if not unicodedata.is_normalized("NFC", text):
        yield from _decomposed(order, text)
    if _FOREIGN.search(text):
        yield from _mixed(order, text)


def _rule(char: str) -> str:
    if char == "\u00ad":
        return "text-soft-hyphen"
    if char == "\ufffd":
        return "text-replacement"
    return "text-private-use" if unicodedata.category(char) == "Co" else "text-control"


def _control(order: int, text: str, char: str) -> Note:
    code = ord(char)
    hint = "remove it"
    if 0x80 <= code <= 0x9F:
        try:
            hint = f"perhaps “{bytes([code]).decode('cp1252')}” was meant: the text was once read with a wrong encoding"
        except UnicodeDecodeError:
            hint = "the text was once read with a wrong encoding"
    return Note(
        order, "text-control",
        f"there is an invisible control character, U+{code:04X}, in “{_context(text, text.index(char))}”",
        hint, char,
    )  # fmt: skip


def composed(text: str) -> str:
    """The text with each letter and the marks that follow it made one character, where Unicode has it.

    Everything else stays: NFC would also exchange characters that have only a twin.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return CLUSTER.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _decomposed(order: int, text: str) -> Iterator[Note]:
    for word in re.findall(r"[^\W\d_][\w\u0300-\u036f]*", text):
        whole = composed(word)
        if whole != word:
            yield Note(
                order, "text-decomposed",
                f"“{shown(whole)}” is written with separate accents: other programs will not find it",
                "compose the letters (Unicode NFC)", word, correction=Correction(),
            )  # fmt: skip
            return
    if composed(text) != text:
        yield Note(
            order, "text-decomposed",
            f"“{shown(composed(text))}” has letters in pieces: other programs will not find them",
            "compose the letters (Unicode NFC)", correction=Correction(),
        )  # fmt: skip


def _throughout(view: View, count: int) -> Note:
    return Note(
        0, "text-decomposed", f"{count} elements of this file have letters with separate accents: other programs will "
        "not find these words",
        "compose the letters of the whole file (Unicode NFC)", correction=Correction(deep=True),
    )  # fmt: skip


def _mixed(order: int, text: str) -> Iterator[Note]:
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() or len(word) < 3 or not _FOREIGN.search(word):
            continue
        scripts: dict[str, list[str]] = {}
        for char in word:
            scripts.setdefault(_script(char), []).append(char)
        scripts.pop("", None)
        if len(scripts) != 2:
            continue
        few, many = sorted(scripts, key=lambda script: len(scripts[script]))
        twins = {"Latin": _LATIN_TWINS, "Greek": _GREEK_TWINS, "Cyrillic": _CYRILLIC_TWINS}[few]
        if len(scripts[few]) < len(scripts[many]) and all(char in twins for char in scripts[few]):
            letters = ", ".join(f"{char} (U+{ord(char):04X})" for char in dict.fromkeys(scripts[few]))
            yield Note(
                order, "text-mixed-scripts", f"“{shown(word)}” is {many} but for {letters}, which is {few}",
                f"type the {many} letter: it looks the same, but no search will find the word", word,
            )  # fmt: skip
            return


def _script(char: str) -> str:
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "Latin"
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "Greek"
    return "Cyrillic" if 0x400 <= code < 0x530 else ""


def _context(text: str, at: int) -> str:
    """Some words round a place."""
    start = max(text.rfind("\x00", 0, at) + 1, at - 15)
    end = text.find("\x00", at)
    piece = text[start : min(at + 15, end if end > 0 else len(text))]
    return " ".join("".join(each if each.isprintable() else "·" for each in piece).split()) or "·"


def _straight(view: View) -> Iterator[Note]:
    """A few straight quotation marks in a text that has curly ones."""
    for _, element in view.of("text"):
        pieces = list(_pieces(element))
        text = "".join(piece for _, piece in pieces)
        straight = [match.start() for match in _STRAIGHT.finditer(text)] if '"' in text else []
        if not straight or len(_QUOTES.findall(text)) < max(_QUOTED, 10 * len(straight)):
            continue
        at = straight[0]
        for inner, piece in pieces:
            if at < len(piece):
                yield Note(
                    view.order(inner), "text-straight-quotes",
                    f"a straight quotation mark in “{_context(piece, at)}”; the others in this text are curly",
                    "write the mark that the others have, or encode `quote`, `q` or `soCalled`",
                    piece[max(0, at - _NEAR) : at + 1], into=min(at, _NEAR),
                )  # fmt: skip
                return
            at -= len(piece)


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text of an element in its order, but for what is quoted from machines; each with the element it stands in."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, here in walk:
        if event == "start":
            if local(here) in CODE:
                walk.skip_subtree()
            elif here.text:
                yield here, here.text
        elif here is not element and here.tail:
            parent = here.getparent()
            if parent is not None:
                yield parent, here.tail
