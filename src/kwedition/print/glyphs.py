"""Which characters the fonts have, and what is printed for those that none has.

Typst is asked itself: a character without a glyph is drawn as the same figure as one that cannot have any.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import typst
from lxml import etree

from kwedition.findings import Finding, Severity
from kwedition.print.sheet import local, place
from kwedition.print.vocabulary import FO

# The last code point of Unicode is no character and never will be one.
_NOBODY = "\U0010ffff"
_USE = re.compile(r'<use [^>]*href="#([^"]+)"')
_PROGRAM = b"""#set page(width: auto, height: auto, margin: 0pt)
#set text(fallback: false, font: sys.inputs.font, style: sys.inputs.style, weight: int(sys.inputs.weight))
#let between = text(font: "Libertinus Serif", style: "normal", weight: 400, "x")
#let one(c) = [#between#box(c) \\ ]
#one(sys.inputs.nobody)
#for c in json(bytes(sys.inputs.characters)) { one(c) }
"""
_UNSEEN = frozenset(("Cf", "Zs", "Zl", "Zp"))
# Of these kinds, and drawn all the same (the end of an ayah, the space of Ogham): without a font there is no PDF/A.
_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u1680\ufff9\ufffa\ufffb\U000110bd\U000110cd"
) | frozenset(map(chr, range(0x13430, 0x13440)))
# Letters of these scripts can be read in Latin letters, too.
_READABLE = re.compile(r"^(CJK|HANGUL|HIRAGANA|KATAKANA|BOPOMOFO|IDEOGRAPHIC|CYRILLIC|GREEK|ARABIC|HEBREW|"
                       r"ARMENIAN|GEORGIAN|DEVANAGARI|BENGALI|GUJARATI|GURMUKHI|KANNADA|MALAYALAM|ORIYA|TAMIL|TELUGU|"
                       r"THAI|ETHIOPIC|SYRIAC)\b")  # fmt: skip
_SHOWN = 12

# Whether letters are italic, and whether they are bold.
Face = tuple[bool, bool]
UPRIGHT: Face = (False, False)


@dataclass(frozen=True, slots=True)
class Missing:
    """A character without a glyph, and the element in whose text it comes first."""

    character: str
    first: etree._Element
    count: int


def texts(root: etree._Element) -> Iterable[tuple[etree._Element, str]]:
    """All that is printed, with the element that holds it."""
    for element in root.iter(f"{{{FO}}}*"):
        if element.text:
            yield element, element.text
        if element.tail and local(element) and element.getparent() is not None:
            yield element, element.tail
        if local(element) == "character":
            yield element, str(element.get("character", ""))


def is_plain(text: str) -> bool:
    """Whether every font has all characters of a text."""
    return text.isascii() and "\x7f" not in text


class Coverage:
    """What characters each of some fonts has, asked once. A family is asked only for what those before it lack.

    A face is whether it is italic, and whether it is bold; a family may have other characters in each.
    """

    def __init__(self, fonts: "typst.Fonts") -> None:
        self._fonts = fonts
        self.families = tuple(fonts.families())
        self._known: dict[tuple[str, Face], dict[str, bool]] = {}

    def lacking(self, family: str, characters: Iterable[str], face: Face = UPRIGHT) -> frozenset[str]:
        """Those of the characters that a family does not have. What is not seen is never lacking."""
        known = self._known.setdefault((family, face), {})
        visible = {c for c in characters if c > "~" and (unicodedata.category(c) not in _UNSEEN or c in _SEEN)}
        # What a private character means nobody can know, whatever a font draws: PDF/A has none. Nor has it controls.
        private = {c for c in visible if unicodedata.category(c) in ("Co", "Cc")}
        known |= dict.fromkeys(private, False)
        known |= self._asked(family, face, sorted(visible.difference(known)))
        return frozenset(c for c in visible if not known[c])

    def missing(self, characters: Iterable[str], face: Face = UPRIGHT) -> frozenset[str]:
        """Those of the characters that no family has."""
        left = frozenset(characters)
        for family in self.families:
            left = self.lacking(family, left, face)
            if not left:
                break
        return left

    def needed(self, families: Sequence[str], characters: Iterable[str], face: Face = UPRIGHT) -> list[str]:
        """The first of the families, and those that have characters that the ones before them lack."""
        kept = list(families[:1])
        left = self.lacking(kept[0], characters, face)
        for family in families[1:]:
            if not left:
                break
            still = self.lacking(family, left, face)
            if len(still) < len(left):
                kept.append(family)
            left = still
        return kept

    def _asked(self, family: str, face: Face, characters: Sequence[str]) -> dict[str, bool]:
        if not characters:
            return {}
        # A mark is asked for where it stands: on a letter.
        marks = [unicodedata.category(c).startswith("M") for c in characters]
        asked = ["o", *(f"o{c}" if is_mark else c for c, is_mark in zip(characters, marks, strict=True))]
        style, weight = "italic" if face[0] else "normal", "700" if face[1] else "400"
        inputs = {"font": family, "style": style, "weight": weight, "nobody": _NOBODY, "characters": json.dumps(asked)}
        made = in_memory({"main.typ": _PROGRAM}, self._fonts).compile(format="svg", sys_inputs=inputs)
        pages = [page.decode() for page in (made if isinstance(made, list) else [made or b""])]
        used = [name for page in pages for name in _USE.findall(page)]
        between = used[0]
        groups: list[list[str]] = []
        for name in used:
            if name == between:
                groups.append([])
            else:
                groups[-1].append(name)
        # The figure for what is missing may be empty, as it is in some fonts: there a mark that is not there leaves its
        # letter as it is.
        missing, letter = groups[0], groups[1]
        return {
            c: bool(group) and (missing[0] not in group if missing else not (is_mark and group == letter))
            for c, is_mark, group in zip(characters, marks, groups[2:], strict=True)
        }


def in_memory(files: Mapping[str, bytes], fonts: "typst.Fonts") -> "typst.Compiler":
    """A compiler of files that are nowhere on a disk. They must be UTF-8: typst takes no others so."""
    # The stubs of typst know only paths and bytes; a dictionary of files is documented.
    return typst.Compiler(dict(files), font_paths=fonts)  # type: ignore[type-var]


# Unicode takes it for another letter with the mark, which fewer fonts have; it ends a word, where both look alike. And
# a space is one without the line on which the letters of Ogham stand.
_PIECES = {
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}\N{ARABIC HAMZA ABOVE}",
    "\N{OGHAM SPACE MARK}": " ",
}


def lacking_anything(root: etree._Element, coverage: Coverage) -> bool:
    """Whether there is a character in a file that no font has."""
    return bool(coverage.missing("".join(text for _, text in texts(root) if not is_plain(text))))


def replace(root: etree._Element, name: str, coverage: Coverage) -> list[Finding]:
    """Put something printable in the place of characters that no font has, in the tree itself, and say so."""
    found: dict[str, Missing] = {}
    held = [(element, text) for element, text in texts(root) if not is_plain(text)]
    none = coverage.missing("".join(text for _, text in held))
    # What is the same in other characters needs no other letters: a Persian heh with a hamza is in fonts in two pieces.
    equal = {one: _PIECES.get(one) or unicodedata.normalize("NFD", one) for one in none}
    equal = {one: pieces for one, pieces in equal.items() if pieces != one and not coverage.missing(pieces)}
    if equal:
        _write(root, re.compile("[" + "".join(map(re.escape, sorted(equal))) + "]"), lambda match: equal[match[0]])
        none -= equal.keys()
    if not none:
        return []
    for element, text in held:
        for character in none.intersection(text):
            known = found.get(character)
            first, count = (known.first, known.count) if known else (element, 0)
            found[character] = Missing(character, first, count + text.count(character))
    romanize = _Romanizer(coverage)
    run = re.compile("[" + "".join(map(re.escape, sorted(none))) + "]+")

    def printable(match: re.Match[str]) -> str:
        return "".join(map(romanize, _parts(match[0])))

    _write(root, run, printable)
    return _findings(found.values(), name)


def _write(root: etree._Element, run: re.Pattern[str], printable: Callable[[re.Match[str]], str]) -> None:
    for element in root.iter(f"{{{FO}}}*"):
        if element.text and run.search(element.text):
            element.text = run.sub(printable, element.text)
        if element.tail and run.search(element.tail):
            element.tail = run.sub(printable, element.tail)
        if run.search(str(element.get("character", ""))):
            element.set("character", run.sub(printable, str(element.get("character"))))


def _parts(text: str) -> list[str]:
    """Runs of letters that can be romanized, and other characters one by one."""
    parts: list[str] = []
    for character in text:
        if parts and _is_readable(character) and _is_readable(parts[-1][-1]):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _is_readable(character: str) -> bool:
    return _READABLE.match(unicodedata.name(character, "")) is not None


class _Romanizer:
    """Writes letters of other scripts in Latin letters that there are."""

    def __init__(self, coverage: Coverage) -> None:
        # Imported here: most files need no transliteration, and ICU takes a while to load.
        import icu

        self._coverage = coverage
        self._ways = [icu.Transliterator.createInstance(way) for way in ("Any-Latin", "Any-Latin; Latin-ASCII")]

    def __call__(self, part: str) -> str:
        if _is_readable(part[0]):
            for way in self._ways:
                written = str(way.transliterate(part))
                # A point that Latin letters do not have (the dots of Syriac) tells how one is spoken, not which it is.
                missing = self._coverage.missing(written)
                if written.isprintable() and all(unicodedata.category(c) == "Mn" for c in missing):
                    return "".join(c for c in written if c not in missing)
        return "".join(f"[U+{ord(character):04X}]" for character in part)


# (`kwedition build` has no --fonts: what it was given would be nowhere when somebody else builds.)
_GIVE = "put a font that has it into the folder fonts of the theme, or name its folder: kwedition print --fonts DIR"


def _findings(found: Iterable[Missing], name: str) -> list[Finding]:
    ordered = sorted(found, key=lambda one: (int(one.first.sourceline or 0), one.character))
    findings: list[Finding] = []
    readable = [one for one in ordered if _is_readable(one.character)]
    if readable:
        shown = ", ".join(_named(one.character) for one in readable[:_SHOWN])
        more = f" and {len(readable) - _SHOWN} more" if len(readable) > _SHOWN else ""
        first = readable[0].first
        findings.append(Finding(
            name, int(first.sourceline or 0), 0, "font-romanized", Severity.WARNING,
            f"no font has {shown}{more}{_near(first)}: printed in Latin letters",
            f"for Chinese, Japanese and Korean: pip install 'kwedition[cjk]'; for others {_GIVE}",
        ))  # fmt: skip
    for one in ordered:
        if not _is_readable(one.character):
            findings.append(Finding(
                name, int(one.first.sourceline or 0), 0, "font-missing", Severity.ERROR,
                f"no font has {_named(one.character)}{_near(one.first)}: printed as [U+{ord(one.character):04X}]",
                _GIVE,
            ))  # fmt: skip
    return findings


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _near(element: etree._Element) -> str:
    near = place(element)
    return f" (near id {near})" if near else ""
