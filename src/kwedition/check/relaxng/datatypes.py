"""Datatypes as RELAX NG uses them: the built-in library and that of XSD (OASIS guidelines of 2001, XSD 1.0 part 2)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kwedition.check.relaxng.lexical import JUDGES, NUMERIC, ORDERED, Context

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
SPACE = " \t\n\r"
_SPACES = re.compile(r"[ \t\n\r]+")
_LENGTHS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")


class DatatypeError(Exception):
    """A datatype, a parameter or a value that does not exist; the message says which."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The value of a `value` pattern: its text and the namespaces that its prefixes mean."""

    text: str
    namespace: str | None = None


class Datatype:
    """A datatype with its parameters.

    Two of the same library, name and parameters are equal.
    """

    __slots__ = (
        "_judge",
        "_key",
        "_length",
        "_patterns",
        "_plain",
        "_tests",
        "_translated",
        "library",
        "name",
        "params",
    )

    def __init__(
        self,
        library: str,
        name: str,
        params: tuple[tuple[str, str], ...] = (),
        translated: tuple[str, ...] = (),
    ) -> None:
        """Raises DatatypeError when there is no such datatype or parameter.

        ``translated`` are the patterns among the parameters as Python's, if somebody has kept them.
        """
        self.library = library
        self.name = name
        self.params = params
        self._key = (library, name, params)
        if library == "":
            if name not in ("string", "token"):
                raise DatatypeError(
                    f"there is no datatype `{name}` in the built-in library; it has `string` and `token`"
                )
            if params:
                raise DatatypeError(f"the built-in datatype `{name}` takes no parameter")
        elif library != XSD:
            raise DatatypeError(f"the datatype library '{library}' is not known; '{XSD}' is")
        elif name not in JUDGES:
            raise DatatypeError(f"there is no XSD datatype `{name}`")
        self._judge, self._length = JUDGES[name]
        self._plain = getattr(self._judge, "plain", None) if not params else None
        self._patterns: tuple[re.Pattern[str], ...] | None = None
        self._translated = translated
        self._tests = self._facets()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Datatype) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"Datatype{self._key}"

    @property
    def translated(self) -> tuple[str, ...]:
        """The patterns among the parameters as regular expressions of Python."""
        return self._translated or tuple(translated(value) for name, value in self.params if name == "pattern")

    @property
    def needs_context(self) -> bool:
        """Whether the same text may be right in one place and wrong in another."""
        return self.library == XSD and self.name in ("QName", "NOTATION", "ENTITY", "ENTITIES")

    @property
    def id_type(self) -> str:
        """``ID``, ``IDREF``, ``IDREFS`` or nothing."""
        return self.name if self.library == XSD and self.name in ("ID", "IDREF", "IDREFS") else ""

    def normal(self, text: str) -> str:
        """A text with its white space as the datatype sees it."""
        if self.name == "string":
            return text
        if self.name == "normalizedString":
            return re.sub(r"[\t\n\r]", " ", text)
        return collapsed(text)

    def accepts(self, text: str, context: Context | None) -> bool:
        """Whether a text is a value."""
        normal = self.normal(text)
        if self._plain is not None and self._plain.fullmatch(normal):
            return True
        try:
            value = self._judge(normal, context)
            return all(test(value, normal) for test in self._tests)
        except (ValueError, ArithmeticError):
            return False

    def failing(self, text: str, context: Context | None) -> str:
        """The name of the parameter that a text fails, empty when it is no value even without parameters."""
        normal = self.normal(text)
        try:
            value = self._judge(normal, context)
        except (ValueError, ArithmeticError):
            return ""
        names = [*dict.fromkeys(n for n, _v in self.params if n != "pattern")]
        for name, test in zip([*names, "pattern"], self._tests, strict=False):
            if not test(value, normal):
                return name
        return ""

    def expected(self, text: str, context: Context | None) -> Expected:
        """The value of a pattern; raises DatatypeError when the text is none."""
        normal = self.normal(text)
        if not self.accepts(text, context):
            raise DatatypeError(f"'{normal}' is no value of the datatype `{self.name}`")
        if self.needs_context and self.name in ("QName", "NOTATION"):
            namespace, local = self._judge(normal, context)
            return Expected(local, namespace)
        return Expected(normal)

    def same(self, expected: Expected, text: str, context: Context | None) -> bool:
        """Whether a text means the value of a pattern."""
        normal = self.normal(text)
        if self.library == "" or self._judge is JUDGES["string"][0]:
            return expected.text == normal
        try:
            value = self._judge(normal, context)
            if expected.namespace is not None:
                return bool(value == (expected.namespace, expected.text))
            own = self._judge(expected.text, context)
            if own != own and value != value:
                return True  # not a number is itself
            # 1950 with a time zone and 1950 without are not comparable, so not the same.
            return bool(own == value) and (getattr(own, "tzinfo", None) is None) == (
                getattr(value, "tzinfo", None) is None
            )
        except (ValueError, ArithmeticError, TypeError):
            return False

    def _facets(self) -> tuple[Callable[[Any, str], bool], ...]:
        tests: list[Callable[[Any, str], bool]] = []
        patterns = [value for name, value in self.params if name == "pattern"]
        for name, value in self.params:
            if name == "pattern":
                continue
            if name in _LENGTHS:
                tests.append(self._length_test(name, value))
            elif name in _BOUNDS:
                tests.append(self._bound_test(name, value))
            elif name in ("totalDigits", "fractionDigits"):
                tests.append(self._digits_test(name, value))
            elif name in ("enumeration", "whiteSpace"):
                raise DatatypeError(f"the XSD facet `{name}` is not a parameter in RELAX NG")
            else:
                raise DatatypeError(f"the datatype `{self.name}` has no parameter `{name}`")
        for pattern in patterns if not self._translated else ():
            check_pattern(pattern)
        if patterns:
            tests.append(lambda _value, text: all(p.fullmatch(text) for p in self._compiled()))
        return tuple(tests)

    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        if self._patterns is None:
            self._patterns = tuple(re.compile(pattern) for pattern in self.translated)
        return self._patterns

    def _length_test(self, name: str, value: str) -> Callable[[Any, str], bool]:
        if not self._length:
            raise DatatypeError(f"the datatype `{self.name}` has no length, so no parameter `{name}`")
        number = _count(name, value)
        kind = self._length

        def length(found: Any, text: str) -> int:
            if kind == "octets":
                return len(found.decode())
            return len(found) if kind == "words" else len(text)

        if name == "length":
            return lambda found, text: length(found, text) == number
        if name == "minLength":
            return lambda found, text: length(found, text) >= number
        return lambda found, text: length(found, text) <= number

    def _bound_test(self, name: str, value: str) -> Callable[[Any, str], bool]:
        if self.name not in ORDERED:
            raise DatatypeError(f"the values of the datatype `{self.name}` have no order, so no parameter `{name}`")
        try:
            bound = self._judge(self.normal(value), None)
        except (ValueError, ArithmeticError):
            raise DatatypeError(f"the parameter `{name}` of `{self.name}` cannot be '{value}'") from None
        test: dict[str, Callable[[Any], bool]] = {
            "minInclusive": lambda found: bool(found >= bound),
            "maxInclusive": lambda found: bool(found <= bound),
            "minExclusive": lambda found: bool(found > bound),
            "maxExclusive": lambda found: bool(found < bound),
        }
        chosen = test[name]

        def compare(found: Any, _text: str) -> bool:
            try:
                return chosen(found)
            except TypeError:
                return False

        return compare

    def _digits_test(self, name: str, value: str) -> Callable[[Any, str], bool]:
        if self.name not in NUMERIC:
            raise DatatypeError(f"the datatype `{self.name}` has no digits to count, so no parameter `{name}`")
        number = _count(name, value)
        if name == "totalDigits" and number == 0:
            raise DatatypeError("the parameter `totalDigits` must be at least 1")

        def digits(text: str) -> tuple[int, int]:
            whole, _point, part = text.lstrip("+-").partition(".")
            fraction = len(part.rstrip("0"))
            return len(whole.lstrip("0")) + fraction, fraction

        place = 0 if name == "totalDigits" else 1
        return lambda _found, text: digits(text)[place] <= number


def collapsed(text: str) -> str:
    """A text without white space at its ends and with one space for each run of it."""
    if not ("\n" in text or "\t" in text or "\r" in text or "  " in text):
        return text.strip(" ")
    return _SPACES.sub(" ", text).strip(" ")


def words_of(text: str) -> list[str]:
    """The words of a list: white space is that of XML, so a no-break space is part of a word."""
    return collapsed(text).split(" ") if text.strip(SPACE) else []


def check_pattern(pattern: str) -> None:
    """Raises DatatypeError when a text is no regular expression of XSD."""
    # Most are made of plain pieces; the others are tried.
    if _PLAINLY_RIGHT.fullmatch(pattern) is None:
        translated(pattern)


_PLAINLY_RIGHT = re.compile(
    r"(?:\[\^?(?:[A-Za-z0-9,./:+_]|[A-Z]-[A-Z](?=[\]A-Za-z0-9])|\\[-\\.+dSsw]|\\p\{(?:[CZLNPS])\})+\][*+?]?|\\[dSs.][*+?]?|\.[*+?]?|[A-Za-z0-9:/#_][*+?]?)+"
)


def translated(pattern: str) -> str:
    """An XSD regular expression as one of Python's, to be matched against a whole text; raises DatatypeError."""
    from elementpath.regex import RegexError, translate_pattern

    if wrong := _not_of_xsd(pattern):
        raise DatatypeError(f"the pattern '{pattern}' is no regular expression of XSD: {wrong}")
    try:
        own = translate_pattern(pattern, back_references=False, lazy_quantifiers=False, anchors=False)
        re.compile(own)
    except (RegexError, re.error, OverflowError) as error:
        raise DatatypeError(f"the pattern '{pattern}' is no regular expression of XSD: {error}") from None
    return own


_TOKEN = re.compile(r"\\[pP]\{[^{}]*\}|\\.|\{[\d,]*\}|.", re.DOTALL)
_ESCAPES = frozenset("nrt\\|.?*+(){}-[]^sSiIcCdDwWpP")


def _not_of_xsd(pattern: str) -> str:
    """What elementpath takes from XPath beyond XSD 1.0 (part 2, appendix F) and a pattern has; or nothing."""
    classes = 0
    for token in _TOKEN.findall(pattern):
        if token[0] == "\\" and token[1:2] not in _ESCAPES:
            return f"there is no escape {token}"
        if token.endswith("{Cs}"):
            return "there is no category Cs: surrogates are no characters"
        if token == "}" and not classes:
            return "a } must be written \\}"
        classes = max(0, classes + (token == "[") - (token == "]"))
    return ""


def _count(name: str, value: str) -> int:
    text = collapsed(value)
    if re.fullmatch(r"\+?[0-9]+", text) is None:
        raise DatatypeError(f"the parameter `{name}` must be a whole number, not '{value}'")
    return int(text)
