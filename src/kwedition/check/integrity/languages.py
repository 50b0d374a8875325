"""Language tags: whether there is such a language, and whether readers' programs know it by that name.

A tag is judged by BCP 47 and the registry that belongs to it, as langcodes has them. What has not the form of a tag at
all (`de_AT`) is for the grammar to say.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import icu

from kwedition.check.integrity.model import DocumentFacts, LanguageTag
from kwedition.check.integrity.rule import Issue, Note
from kwedition.check.integrity.spelling import Vocabulary
from kwedition.check.integrity.view import XML, View, local

UNKNOWN = "lang-unknown"
OTHER = "lang-other"
_LANG = f"{XML}lang"
# Where else a language is named.
_NAMING = {"language": ("ident",), "textLang": ("mainLang", "otherLangs")}
# The form that a grammar of TEI asks for (XML Schema, part 2, `language`).
_FORM = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
# What projects give out for themselves.
_PRIVATE = re.compile(r"(?:x|i|q[a-t][a-z])(?:-|$)", re.IGNORECASE)
# Codes that were given up: the registry names what to write instead.
_OLD = frozenset(("in", "iw", "ji", "jw", "mo", "sh"))
# Countries that have another code by now, each but one.
_OLD_REGIONS = frozenset(("BU", "DD", "FX", "TP", "UK", "YD", "ZR"))
# The codes of libraries (ISO 639-2/B); those for terminology are the others that ICU knows.
_OF_LIBRARIES = frozenset((
    "alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per",
    "rum", "slo", "tib", "wel",
))  # fmt: skip
_FEW = 3


def tags(view: View) -> Iterator[LanguageTag]:
    """The languages of a document about which there is something to say, each where it is named first."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for order, items in enumerate(view.items):
        for name, value in items:
            if name == _LANG and value and _judged(value) is not None:
                found.setdefault(("xml:lang", value), []).append((order, local(view.elements[order])))
    for element, attributes in _NAMING.items():
        for order, each in view.of(element):
            for attribute in attributes:
                for value in str(each.get(attribute, "")).split():
                    if _judged(value) is not None:
                        found.setdefault((attribute, value), []).append((order, element))
    for (attribute, value), places in found.items():
        order, element = places[0]
        yield LanguageTag(order, element, attribute, value, len(places))


def across(all_facts: Sequence[DocumentFacts]) -> Iterator[Issue]:
    """What is to be said of each tag: once, where many documents have it."""
    named: dict[tuple[str, str], list[tuple[DocumentFacts, LanguageTag]]] = {}
    for facts in all_facts:
        for each in facts.tags:
            named.setdefault((each.attribute, each.value), []).append((facts, each))
    for members in named.values():
        if len(members) < _FEW:
            yield from (Issue(facts.name, _note(each, each.number)) for facts, each in members)
        else:
            (facts, first), *_others = members
            yield Issue(facts.name, _note(first, sum(each.number for _facts, each in members), len(members)))


def _note(tag: LanguageTag, number: int, files: int = 1) -> Note:
    judged = _judged(tag.value)
    assert judged is not None
    rule, what, hint = judged
    more = f" ({number} times, in {files} files)" if files > 1 else f" ({number} times in this file)" * (number > 1)
    message = f'@{tag.attribute} of `{tag.element}` is "{tag.value}"; {what}{more}'
    return Note(tag.order, rule, message, hint)


@cache
def _judged(tag: str) -> tuple[str, str, str] | None:
    """Rule, what is wrong with a tag, and what to do; None where nothing is."""
    if _is_usual(tag) or not _FORM.fullmatch(tag) or _PRIVATE.match(tag):
        return None
    # (It takes a tenth of a second to load, and most editions need none of it.)
    from langcodes import Language, standardize_tag, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    language, *rest = tag.split("-")
    if len(language) > 3 or not tag_is_valid(language):
        meant = language_meant(language)
        hint = f'did you mean "{"-".join((meant, *rest))}"?' if meant else (
            f'look it up in the registry of BCP 47; for a language of your own write "x-{language.lower()}"'
        )  # fmt: skip
        return UNKNOWN, f"`{language}` is the code of no language", hint
    try:
        parts = Language.get(tag, normalize=False)
    except LanguageTagError:
        return None
    for part, called in ((parts.script, "script"), (parts.territory, "country or region")):
        if part and not tag_is_valid(f"und-{part}"):
            return UNKNOWN, f"`{part}` is the code of no {called}", _without(tag, part)
    region = parts.territory
    if language.lower() not in _OLD and not _has_shorter(language) and (region or "").upper() not in _OLD_REGIONS:
        return None
    # Variants and what stands behind an x are left as they are: projects have their own.
    plain = "-".join(filter(None, (language, parts.script, region)))
    other = standardize_tag(plain)
    hint = f'write "{other}{tag[len(plain) :]}": browsers, readers and hyphenation know it by that'
    return OTHER, f"by BCP 47 this is `{other}`", hint


def _has_shorter(language: str) -> bool:
    """Whether a code of three letters is of a language that has one of two (ISO 639-2, both kinds)."""
    code = language.lower()
    # (ICU also makes one of a language and the one that stands for its kin, as zh for cmn.)
    short = icu.Locale.createCanonical(code).getLanguage()
    return len(code) == 3 and len(short) == 2 and code in (*_OF_LIBRARIES, icu.Locale(short).getISO3Language())


def _without(tag: str, part: str) -> str:
    return f'write "{tag.replace(f"-{part}", "")}", or its code in ISO 15924 or ISO 3166'


def _is_usual(tag: str) -> bool:
    """A language, and perhaps a country, of which nothing need be looked up."""
    language, _, region = tag.partition("-")
    return language in _usual()[0] and (not region or region in _usual()[1])


@cache
def _usual() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(icu.Locale.getISOLanguages()) - _OLD, frozenset(icu.Locale.getISOCountries())


def language_meant(written: str) -> str:
    """The code of the language that is called so, or spoken in the country of that code; empty where nobody knows."""
    by_name = _names()
    found = by_name.get(written.casefold(), "")
    if not found and written.upper() in _usual()[1]:
        likely = icu.Locale(f"und_{written.upper()}").addLikelySubtags().getLanguage()
        found = "" if likely == "und" else likely
    if not found and len(written) > 3:
        found = by_name.get(Vocabulary(by_name).nearest(written.casefold()), "")
    return found


@cache
def _names() -> dict[str, str]:
    """The names of languages in some languages and in themselves, with their codes."""
    codes = icu.Locale.getISOLanguages()
    found: dict[str, str] = {}
    for shown_in in ("en", "de", "fr", "it", "es", "la"):
        for code in codes:
            name = icu.Locale(code).getDisplayLanguage(icu.Locale(shown_in)).casefold()
            if name != code:
                found.setdefault(name, code)
    for code in codes:
        found.setdefault(icu.Locale(code).getDisplayLanguage(icu.Locale(code)).casefold(), code)
    return found
