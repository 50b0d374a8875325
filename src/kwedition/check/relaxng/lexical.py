"""What a text must look like to be a value of an XSD datatype.

Each judge says for a text whose white space is already normalized what value it means, or raises ValueError.
Dates, durations, languages and binary data are judged by elementpath, by `validate` and by construction, since
each alone lets wrong values through; what it does not know or judges otherwise than the specification (names by
XML 1.0, numbers, lists, URIs) stands here.
"""

import re
from collections.abc import Callable, Hashable
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from kwedition.check.relaxng.xmlnames import NAME, NCNAME, NMTOKEN


class Context(Protocol):
    """Where a value stands: what prefixes and entities mean there."""

    def namespace(self, prefix: str) -> str | None:
        """The namespace of a prefix (the default namespace for the empty one); None when it is not declared."""

    def unparsed_entity(self, name: str) -> bool:
        """Whether the document declares an unparsed entity of that name."""


Value = Hashable
Judge = Callable[[str, Context | None], Any]

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN")

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_YEAR = r"-?[0-9]{4,}"
_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"

# The common forms, told without asking anybody; whatever is not of them goes to elementpath.
_PLAIN_DATE = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")
_PLAIN_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_PLAIN_YEAR = re.compile(r"(?!0000)[0-9]{4}")


def _matching(pattern: re.Pattern[str]) -> Judge:
    def judge(text: str, _context: Context | None) -> str:
        if pattern.fullmatch(text) is None:
            raise ValueError(text)
        return text

    return judge


def _integer(low: int | None = None, high: int | None = None) -> Judge:
    def judge(text: str, _context: Context | None) -> int:
        if _INTEGER.fullmatch(text) is None:
            raise ValueError(text)
        # int() refuses more digits than sys.set_int_max_str_digits allows; Decimal counts on.
        number = int(text) if len(text) < 4000 else int(Decimal(text))
        if (low is not None and number < low) or (high is not None and number > high):
            raise ValueError(text)
        return number

    return judge


def _decimal(text: str, _context: Context | None) -> Decimal:
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    return Decimal(text)


def _double(text: str, _context: Context | None) -> float:
    if _DOUBLE.fullmatch(text) is None:
        raise ValueError(text)
    return float(text)


def _float(text: str, context: Context | None) -> float:
    import struct

    number = _double(text, context)
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _boolean(text: str, _context: Context | None) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise ValueError(text)
    return text in ("true", "1")


def _string(text: str, _context: Context | None) -> str:
    return text


def _qname(text: str, context: Context | None) -> tuple[str, str]:
    prefix, _colon, local = text.rpartition(":")
    if NCNAME.fullmatch(local) is None or (":" in text and NCNAME.fullmatch(prefix) is None):
        raise ValueError(text)
    namespace = context.namespace(prefix) if context is not None else ""
    if namespace is None:
        raise ValueError(text)
    return namespace, local


def _entity(text: str, context: Context | None) -> str:
    if NCNAME.fullmatch(text) is None or context is None or not context.unparsed_entity(text):
        raise ValueError(text)
    return text


def _words(judge: Judge) -> Judge:
    def judge_all(text: str, context: Context | None) -> tuple[Any, ...]:
        words = text.split(" ") if text else []
        if not words:
            raise ValueError("no word")
        return tuple(judge(word, context) for word in words)

    return judge_all


@cache
def _elementpath(name: str) -> type[Any]:
    # It takes longer to import than most documents take to validate.
    from elementpath import datatypes

    found: type[Any] = getattr(datatypes, name)
    return found


def _by_elementpath(name: str, shape: str, plain: re.Pattern[str] | None = None) -> Judge:
    """A judge that asks elementpath about what has the ``shape`` of a value; what is ``plain`` needs no asking."""
    outline = re.compile(shape)

    def judge(text: str, _context: Context | None) -> Any:
        if outline.fullmatch(text) is None:
            raise ValueError(text)
        type_ = _elementpath(name)
        type_.validate(text)
        try:
            return type_.fromstring(text) if hasattr(type_, "fromstring") else type_(text)
        except (ArithmeticError, TypeError) as error:
            # A year or a duration beyond what can be computed with.
            raise ValueError(text) from error

    # What only asks whether a text is right may be content with the common form.
    judge.plain = plain  # type: ignore[attr-defined]
    return judge


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AUTHORITY = re.compile(r"([^@\[\]/?#]*@)?(\[[0-9A-Fa-f:.]+\]|[^\[\]/?#@]*)(:[0-9]*)?")


def any_uri(text: str, _context: Context | None = None) -> str:
    """A URI reference by RFC 2396 with RFC 2732, after escaping as XSD part 2, section 3.2.17, has it."""
    if _ESCAPES.search(text) or text.count("#") > 1:
        raise ValueError(text)
    before, _hash, _fragment = text.partition("#")
    colon = before.find(":")
    rest = before
    if colon >= 0 and not re.search(r"[/?]", before[:colon]):
        if _SCHEME.fullmatch(before[:colon]) is None:
            raise ValueError(text)
        rest = before[colon + 1 :]
        if not rest:
            raise ValueError(text)
        if not rest.startswith("/"):
            # What follows the scheme is opaque, and may hold anything.
            return text
    path, _question, _query = rest.partition("?")
    if path.startswith("//"):
        authority, slash, path = path[2:].partition("/")
        if not authority and not slash:
            raise ValueError(text)
        if _AUTHORITY.fullmatch(authority) is None:
            raise ValueError(text)
    if "[" in path or "]" in path:
        raise ValueError(text)
    return text


# Judge and kind of length: characters, words, octets or none.
JUDGES: dict[str, tuple[Judge, str]] = {
    "string": (_string, "characters"),
    "normalizedString": (_string, "characters"),
    "token": (_string, "characters"),
    "language": (_matching(_LANGUAGE), "characters"),
    "NMTOKEN": (_matching(NMTOKEN), "characters"),
    "NMTOKENS": (_words(_matching(NMTOKEN)), "words"),
    "Name": (_matching(NAME), "characters"),
    "NCName": (_matching(NCNAME), "characters"),
    "ID": (_matching(NCNAME), "characters"),
    "IDREF": (_matching(NCNAME), "characters"),
    "IDREFS": (_words(_matching(NCNAME)), "words"),
    "ENTITY": (_entity, "characters"),
    "ENTITIES": (_words(_entity), "words"),
    "QName": (_qname, ""),
    "NOTATION": (_qname, ""),
    "anyURI": (any_uri, "characters"),
    "boolean": (_boolean, ""),
    "decimal": (_decimal, ""),
    "integer": (_integer(), ""),
    "nonPositiveInteger": (_integer(high=0), ""),
    "negativeInteger": (_integer(high=-1), ""),
    "nonNegativeInteger": (_integer(low=0), ""),
    "positiveInteger": (_integer(low=1), ""),
    "long": (_integer(-(2**63), 2**63 - 1), ""),
    "int": (_integer(-(2**31), 2**31 - 1), ""),
    "short": (_integer(-(2**15), 2**15 - 1), ""),
    "byte": (_integer(-128, 127), ""),
    "unsignedLong": (_integer(0, 2**64 - 1), ""),
    "unsignedInt": (_integer(0, 2**32 - 1), ""),
    "unsignedShort": (_integer(0, 2**16 - 1), ""),
    "unsignedByte": (_integer(0, 255), ""),
    "float": (_float, ""),
    "double": (_double, ""),
    "duration": (_by_elementpath("Duration", r"-?P[0-9YMDTHS.]+"), ""),
    "dateTime": (_by_elementpath("DateTime10", f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T{_CLOCK}{_ZONE}"), ""),
    "time": (_by_elementpath("Time", _CLOCK + _ZONE), ""),
    "date": (_by_elementpath("Date10", f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}{_ZONE}", _PLAIN_DATE), ""),
    "gYearMonth": (_by_elementpath("GregorianYearMonth10", f"{_YEAR}-[0-9]{{2}}{_ZONE}", _PLAIN_MONTH), ""),
    "gYear": (_by_elementpath("GregorianYear10", _YEAR + _ZONE, _PLAIN_YEAR), ""),
    "gMonthDay": (_by_elementpath("GregorianMonthDay", "--[0-9]{2}-[0-9]{2}" + _ZONE), ""),
    "gDay": (_by_elementpath("GregorianDay", "---[0-9]{2}" + _ZONE), ""),
    "gMonth": (_by_elementpath("GregorianMonth", "--[0-9]{2}" + _ZONE), ""),
    "hexBinary": (_by_elementpath("HexBinary", "[0-9A-Fa-f]*"), "octets"),
    "base64Binary": (_by_elementpath("Base64Binary", "[A-Za-z0-9+/= ]*"), "octets"),
}
NUMERIC = frozenset({
    "decimal", "integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger", "long",
    "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
})  # fmt: skip
ORDERED = NUMERIC | {
    "float", "double", "duration", "dateTime", "time", "date", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth",
}  # fmt: skip
