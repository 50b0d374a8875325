"""Which characters the fonts have, and what is printed for those that none has.

Typst is asked itself: a character without a glyph is drawn as the same figure as one that cannot have any.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import icu
import typst
from lxml import etree

from kwedition.findings import Finding, Severity
from kwedition.print.sheet import local, place
from kwedition.print.vocabulary import FO

# The last code point of Unicode is no character and never will be one.
_NOBODY = "\U0010ffff"
_USE = re.compile(r'<use [^>]*href="#([^"]+)"')
_PROGRAM = b"""#set page(width: auto, height: auto, margin: 0pt)
#set text(fallback: false, font: sys.inputs.fonts.split(","))
#let one(c) = [x#box(c) \\ ]
#one(sys.inputs.nobody)
#for c in json(bytes(sys.inputs.characters)) { one(c) }
"""
# Letters of these scripts can be read in Latin letters, too.
_READABLE = re.compile(r"^(CJK|HANGUL|HIRAGANA|KATAKANA|BOPOMOFO|IDEOGRAPHIC|CYRILLIC|GREEK|ARABIC|HEBREW|ARMENIAN|GEORGIAN|"
                       r"DEVANAGARI|BENGALI|THAI|ETHIOPIC|SYRIAC|TAMIL|TELUGU)\b")  # fmt: skip
_SHOWN = 12


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


def missing(characters: Iterable[str], fonts: "typst.Fonts") -> frozenset[str]:
    """Those of the characters that no font has."""
    visible = [c for c in sorted(set(characters)) if c > "~" and unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp")]
    if not visible:
        return frozenset()
    # A mark is asked for where it stands: on a letter.
    asked = [f"o{c}" if unicodedata.category(c).startswith("M") else c for c in visible]
    inputs = {"fonts": ",".join(fonts.families()), "nobody": _NOBODY, "characters": _json(asked)}
    made = typst.Compiler({"main.typ": _PROGRAM}, font_paths=fonts).compile(format="svg", sys_inputs=inputs)
    pages = [page.decode() for page in (made if isinstance(made, list) else [made or b""])]
    used = [name for page in pages for name in _USE.findall(page)]
    between, nobody = used[0], used[1]
    groups: list[list[str]] = []
    for name in used:
        if name == between:
            groups.append([])
        else:
            groups[-1].append(name)
    return frozenset(c for c, group in zip(visible, groups[1:], strict=True) if nobody in group)


def _json(parts: Sequence[str]) -> str:
    import json

    return json.dumps(parts)


def replace(root: etree._Element, name: str, fonts: "typst.Fonts") -> list[Finding]:
    """Put something printable in the place of characters that no font has, in the tree itself, and say so."""
    found: dict[str, Missing] = {}
    held = list(texts(root))
    none = missing("".join(text for _, text in held), fonts)
    if not none:
        return []
    for element, text in held:
        for character in none.intersection(text):
            known = found.get(character)
            first, count = (known.first, known.count) if known else (element, 0)
            found[character] = Missing(character, first, count + text.count(character))
    latin = icu.Transliterator.createInstance("Any-Latin")
    plain = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
    run = re.compile("[" + "".join(map(re.escape, sorted(none))) + "]+")

    def printable(match: re.Match[str]) -> str:
        return "".join(_readable(part, latin, plain, fonts) for part in _parts(match[0]))

    for element in root.iter(f"{{{FO}}}*"):
        if element.text and not none.isdisjoint(element.text):
            element.text = run.sub(printable, element.text)
        if element.tail and not none.isdisjoint(element.tail):
            element.tail = run.sub(printable, element.tail)
        if not none.isdisjoint(str(element.get("character", ""))):
            element.set("character", run.sub(printable, str(element.get("character"))))
    return _findings(found.values(), name)


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


def _readable(part: str, latin: "icu.Transliterator", plain: "icu.Transliterator", fonts: "typst.Fonts") -> str:
    if not _is_readable(part[0]):
        return "".join(f"[U+{ord(c):04X}]" for c in part)
    written = str(latin.transliterate(part))
    if missing(written, fonts):
        written = str(plain.transliterate(part))
    return written if written.isprintable() and not missing(written, fonts) else "".join(f"[U+{ord(c):04X}]" for c in part)


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
            "for Chinese, Japanese and Korean install the extra: pip install 'kwedition[cjk]'; for others give fonts with --fonts",
        ))  # fmt: skip
    for one in ordered:
        if not _is_readable(one.character):
            findings.append(Finding(
                name, int(one.first.sourceline or 0), 0, "font-missing", Severity.ERROR,
                f"no font has {_named(one.character)}{_near(one.first)}: printed as [U+{ord(one.character):04X}]",
                "give a folder with a font that has it: --fonts DIR",
            ))  # fmt: skip
    return findings


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _near(element: etree._Element) -> str:
    near = place(element)
    return f" (near id {near})" if near else ""
