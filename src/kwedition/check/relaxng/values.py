"""Values in words: what an attribute or a text should have been, and what was probably meant."""

import calendar
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from kwedition.check.relaxng.datatypes import XSD, Datatype, collapsed
from kwedition.check.relaxng.patterns import Kind, Pattern
from kwedition.check.relaxng.vocabulary import distance

_PHRASES = {
    "string": "text", "normalizedString": "text", "token": "text", "anyURI": "a reference (URI)",
    "language": "a language tag such as en or zh-Latn", "NMTOKEN": "a word of letters, digits and . - _ :",
    "NMTOKENS": "words of letters, digits and . - _ :",
    "Name": "a name: a letter, _ or :, then letters, digits and . - _ :",
    "NCName": "a name: a letter or _, then letters, digits and . - _",
    "ID": "an id: a letter or _, then letters, digits and . - _",
    "IDREF": "the id of an element", "IDREFS": "ids of elements", "ENTITY": "the name of an unparsed entity",
    "ENTITIES": "names of unparsed entities", "QName": "a name with a declared prefix",
    "NOTATION": "the name of a notation", "boolean": "true or false", "decimal": "a decimal number",
    "integer": "a whole number", "nonPositiveInteger": "a whole number not above 0",
    "negativeInteger": "a whole number below 0", "nonNegativeInteger": "a whole number not below 0",
    "positiveInteger": "a whole number above 0", "long": "a whole number of at most 64 bits",
    "int": "a whole number of at most 32 bits", "short": "a whole number of at most 16 bits",
    "byte": "a whole number from -128 to 127", "unsignedLong": "a whole number not below 0, of at most 64 bits",
    "unsignedInt": "a whole number not below 0, of at most 32 bits",
    "unsignedShort": "a whole number from 0 to 65535", "unsignedByte": "a whole number from 0 to 255",
    "float": "a number", "double": "a number", "duration": "a duration such as P3D or PT2H30M",
    "hexBinary": "hexadecimal digits, two for each byte", "base64Binary": "data in base 64",
}  # fmt: skip
_DATES = {
    "gYear": "YYYY", "gYearMonth": "YYYY-MM", "date": "YYYY-MM-DD", "gMonth": "--MM", "gMonthDay": "--MM-DD",
    "gDay": "---DD", "dateTime": "YYYY-MM-DDThh:mm:ss", "time": "hh:mm:ss",
}  # fmt: skip
_WHOLE_DATES = ("gYear", "gYearMonth", "date")
_TIMES = ("time", "dateTime")
_NUMBERS = frozenset({"decimal", "double", "float", "integer", "nonNegativeInteger", "positiveInteger", "int", "long"})
_SPAN = re.compile(r"[\d?.]+s|\d{4}(?:-\d\d){0,2}\s*(?:/|\.\.|–|--|-|to|bis)\s*\d{2,4}(?:-\d\d){0,2}")
_LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "danish": "da", "deutsch": "de", "dutch": "nl", "english": "en",
    "español": "es", "français": "fr", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "italian": "it", "italiano": "it", "japanese": "ja", "korean": "ko", "latein": "la", "latin": "la",
    "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr",
}  # fmt: skip
_PATTERNS = {
    r"[^\p{C}\p{Z}]+": "one word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "one word without spaces",
    r"\S+": "one word without spaces",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date or time in a form of ISO 8601",
    r"(\-?[\d]+/\-?[\d]+)": "a ratio such as 1/2",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "two numbers with a comma between them, such as 10,25.5",
    r"[\d]+(\.[\d]+){0,2}": "a version such as 1.2",
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "a version such as 4.9.0 or 2a",
}
# That of a length lists units, more of them in newer schemas.
_LENGTH, _LENGTHS = r"[\-+]?\d+(\.\d+)?(%|cm|", "a length with its unit, such as 12px, 5cm or 50%"
_SEVERAL = {"one word without spaces": "words", "a reference (URI) without spaces": "references (URIs)"}
_MONTHS = {
    name.lower(): number
    for names in (
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_UNDATED = re.compile(r"(?i)(?:[nso]\. ?[dj]\.?|undated|unknown|unbekannt|\?+|-+|x+|0000(?:-00){0,2})")
# Spaces that XML does not take for white space, and characters that show nothing.
_STRANGE = re.compile("[\u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_SHOWN = 12


def leaves(patterns: Iterable[Pattern]) -> list[Pattern]:
    """The data, value and list patterns (and text) of value patterns, each once."""
    found: dict[Pattern, None] = {}
    todo = list(patterns)[::-1]
    while todo:
        here = todo.pop()
        if here.kind in (Kind.DATA, Kind.VALUE, Kind.LIST, Kind.TEXT, Kind.EMPTY):
            found[here] = None
        else:
            todo += here.members[::-1]
    return list(found)


def _inner(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Like `leaves`, with those of the words of lists instead of the lists."""
    found = []
    for each in leaves(patterns):
        found += _inner(each.members) if each.kind is Kind.LIST else [each]
    return found


def closed_list(patterns: Iterable[Pattern]) -> list[str]:
    """The values when they are listed one by one, else nothing."""
    found = [each for each in leaves(patterns) if each.kind is not Kind.EMPTY]
    if not all(each.kind is Kind.VALUE and each.value is not None for each in found):
        return []
    return [each.value.text for each in sorted(found, key=lambda e: e.uid) if each.value is not None]


def is_span(value: str) -> bool:
    """Whether a text means more than one date: a decade, a range."""
    return _SPAN.fullmatch(collapsed(value)) is not None


def described(patterns: Iterable[Pattern], value: str = "") -> str:
    """What a value may be, in words; a ``value`` that looks like a time of day is told the forms of times."""
    parts = leaves(patterns)
    values = [each.value.text for each in sorted(parts, key=lambda e: e.uid) if each.value is not None]
    phrases: dict[str, None] = {}
    types = {e.datatype.name for e in parts if e.datatype is not None and e.kind is Kind.DATA and _plain_xsd(e)}
    if dates := [form for name, form in _DATES.items() if name in types]:
        whole = _TIMES if ":" in value and types & set(_TIMES) else _WHOLE_DATES
        wanted = [_DATES[name] for name in whole if name in types] or dates
        phrases[f"of the form {joined(wanted)}"] = None
    for each in parts:
        if each.kind is Kind.DATA and not (each.datatype and each.datatype.name in _DATES and _plain_xsd(each)):
            phrases[_data(each)] = None
        elif each.kind is Kind.LIST:
            phrases[_words(each)] = None
        elif each.kind is Kind.TEXT:
            phrases["text"] = None
    if values:
        shown = [f"`{value}`" for value in values if value]
        if len(shown) > _SHOWN:
            phrases[f"one of {', '.join(shown[:_SHOWN])} and {len(shown) - _SHOWN} more"] = None
        elif len(shown) > 3:
            phrases[f"one of {', '.join(shown)}"] = None
        elif shown:
            phrases[joined(shown)] = None
        if len(shown) < len(values):
            phrases["empty"] = None
    return joined(phrases)


def joined(words: Iterable[str], last: str = "or") -> str:
    """Words as people list them: ``a, b or c``."""
    all_ = list(words)
    return all_[0] if len(all_) == 1 else f"{', '.join(all_[:-1])} {last} {all_[-1]}" if all_ else ""


def correction(value: str, patterns: Iterable[Pattern]) -> tuple[str, ...]:
    """What may have been meant by a value, the likeliest first; the caller asks which of them are allowed."""
    return tuple(dict.fromkeys(each for each in _corrections(value, list(patterns)) if each != value))


def why_not(value: str, patterns: Iterable[Pattern]) -> str:
    """A reason that the words of the datatype do not give: the day does not exist, the escape is broken; or empty."""
    text = collapsed(value)
    types = {e.datatype.name for e in _inner(patterns) if e.datatype is not None and e.datatype.library == XSD}
    if not text:
        return "the value is empty"
    if strange := _STRANGE.search(text):
        sign = strange[0]
        named = unicodedata.name(sign, "character that shows nothing").lower()
        return f"it contains {'an' if named[0] in 'aeiou' else 'a'} {named} (U+{ord(sign):04X})"
    if types & set(_DATES):
        if _UNDATED.fullmatch(text):
            return "when the date is not known, leave the attribute out"
        date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(T.*)?", text)
        if date:
            year, month, day = int(date[1]), int(date[2]), int(date[3])
            if not 1 <= month <= 12:
                return f"there is no month {month}"
            if year and not 1 <= day <= calendar.monthrange(year, month)[1]:
                days = calendar.monthrange(year, month)[1]
                return f"{calendar.month_name[month]} {year} has {days} days"
        if re.fullmatch(r"\d{4}-\d\d", text) and not 1 <= int(text[5:]) <= 12:
            return f"there is no month {int(text[5:])}"
    if "anyURI" in types:
        if " " in text and all(each.kind is not Kind.LIST for each in leaves(patterns)):
            several = all(word.startswith("#") or ":" in word for word in text.split(" "))
            return "only one reference may stand here" if several else "a space in a reference is written %20"
        if re.search(r"%(?![0-9A-Fa-f]{2})", text):
            return "a % begins an escape, two hexadecimal digits must follow; a percent sign itself is %25"
        if text.count("#") > 1:
            return "there is more than one #"
        if "[" in text or "]" in text:
            return "square brackets must be written %5B and %5D"
    if types & {"ID", "NCName", "Name"} and re.match(r"[\d.-]", text):
        return "it may not begin with a digit, a full stop or a hyphen"
    return ""


def _corrections(value: str, patterns: list[Pattern]) -> Iterator[str]:
    text = collapsed(value)
    parts = _inner(patterns)
    values = [each.value.text for each in parts if each.value is not None]
    names = {each.datatype.name for each in parts if each.datatype is not None}
    yield text
    # What looks like a space, and what does not look like anything.
    plain = collapsed(_STRANGE.sub(lambda found: "" if unicodedata.category(found[0]) == "Cf" else " ", text))
    if plain != text:
        yield plain
        yield plain.replace(" ", "")
    for candidate in values:
        if candidate.lower() == text.lower():
            yield candidate
    limit = 1 if len(text) < 5 else 2
    close = [(distance(text.lower(), each.lower(), limit), each) for each in values]
    yield from (each for far, each in sorted(close) if far <= limit and len(text) > 2)
    yield from difflib.get_close_matches(text, values, n=1, cutoff=0.75)
    if names & set(_DATES):
        yield from dates(text)
    if "boolean" in names and text.lower() in ("yes", "no", "true", "false"):
        yield "true" if text.lower() in ("yes", "true") else "false"
    if "language" in names:
        yield text.replace("_", "-")
        if known := _LANGUAGES.get(text.split(" ")[0].lower()):
            yield known
    if names & _NUMBERS:
        yield from _numbers(text)
    if names & {"ID", "NCName", "Name", "IDREF"}:
        yield re.sub(r"[^\w.-]+", "_", text.lstrip("#"))
        yield "_" + re.sub(r"[^\w.-]+", "_", text)
    if "anyURI" in names:
        yield re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text).replace("[", "%5B").replace("]", "%5D")
        yield text.replace(" ", "%20")
    else:
        yield text.replace(" ", "_")


def _numbers(text: str) -> Iterator[str]:
    yield re.sub(r"(\d),(\d)", r"\1.\2", text)
    if found := re.fullmatch(r"(\d+)(?:\.|st|nd|rd|th|er|ème|º|°|%|\s?\w+)", text):
        yield found[1]
    if text and re.fullmatch(r"(?ai)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", text):
        letters = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[each] for each in text.upper()]
        yield str(sum(-one if one < next_ else one for one, next_ in zip(letters, [*letters[1:], 0], strict=True)))


def dates(text: str) -> Iterator[str]:
    """The dates that a text may mean, in the form of ISO 8601; nothing when day and month could be either."""
    if found := re.fullmatch(r"(\d{3,4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", text):
        year, month, day = found.groups()
        yield f"{year:0>4}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        yield "-".join(found.groups())
    if found := re.fullmatch(r"(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})", text):
        one, _mark, two, year = found.groups()
        # Only a number above 12 tells which is which.
        if int(one) > 12 or int(one) == int(two):
            yield f"{year}-{two:0>2}-{one:0>2}"
        elif int(two) > 12:
            yield f"{year}-{one:0>2}-{two:0>2}"
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(\w+)\.?,?\s+(\d{3,4})", text):
        day, name, year = found.groups()
        if month := _MONTHS.get(name.lower()):
            yield f"{year:0>4}-{month:02}-{day:0>2}"
    if found := re.fullmatch(r"(\w+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{3,4})", text):
        name, day, year = found.groups()
        if month := _MONTHS.get(name.lower()):
            yield f"{year:0>4}-{month:02}-{day:0>2}"
    if (found := re.fullmatch(r"(\w+)\.?,?\s+(\d{3,4})", text)) and (month := _MONTHS.get(found[1].lower())):
        yield f"{found[2]:0>4}-{month:02}"
    if found := re.fullmatch(r"\d{1,3}", text):
        yield f"{text:0>4}"
    if found := re.fullmatch(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?Uhr| ?h)?", text):
        yield f"{found[1]:0>2}:{found[2]}:{found[3] or '00'}"
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d{1,2}):(\d\d)(?::(\d\d))?", text):
        yield f"{found[1]}T{found[2]:0>2}:{found[3]}:{found[4] or '00'}"
    if found := re.fullmatch(r"(?:c\.|ca\.?|circa|um)\s*(\d{4})", text):
        yield found[1]


def _plain_xsd(pattern: Pattern) -> bool:
    datatype = pattern.datatype
    if datatype is None or datatype.library != XSD or pattern.members:
        return False
    # A pattern only narrows the forms of a date: no time zone, four digits.
    return not datatype.params or (datatype.name in _DATES and all(name == "pattern" for name, _ in datatype.params))


def _data(pattern: Pattern) -> str:
    assert pattern.datatype is not None
    phrase = _datatype(pattern.datatype)
    if pattern.members and (values := closed_list(pattern.members)):
        phrase += f", but not {joined(f'`{value}`' for value in values[:_SHOWN])}"
    return phrase


@cache
def _datatype(datatype: Datatype) -> str:
    patterns = [value for name, value in datatype.params if name == "pattern"]
    others = [(name, value) for name, value in datatype.params if name != "pattern"]
    phrase = _PHRASES.get(datatype.name) or f"of the form {_DATES[datatype.name]}"
    for pattern in patterns:
        known = _LENGTHS if pattern.startswith(_LENGTH) else _PATTERNS.get(pattern)
        if known and len(datatype.params) == 1:
            # Of a reference that is no one would know it by "one word".
            return (
                known if phrase == "text" else f"{phrase} without spaces" if "spaces" in known else f"{phrase}, {known}"
            )
        phrase += f" of the form {pattern}"
    words = {
        "minInclusive": "at least", "maxInclusive": "at most", "minExclusive": "more than",
        "maxExclusive": "less than", "length": "of the length", "minLength": "at least as long as",
        "maxLength": "at most as long as", "totalDigits": "with at most so many digits:",
        "fractionDigits": "with at most so many digits after the point:",
    }  # fmt: skip
    bounds = dict(others)
    if {"minInclusive", "maxInclusive"} == set(bounds):
        phrase += f" from {bounds['minInclusive']} to {bounds['maxInclusive']}"
    elif others:
        phrase += ", " + ", ".join(f"{words[name]} {value}" for name, value in others)
    return phrase


def _words(pattern: Pattern) -> str:
    inside = described(pattern.members)
    if inside in _SEVERAL:
        return f"{_SEVERAL[inside]} with spaces between them"
    return f"words, each {inside}" if inside else "words"
