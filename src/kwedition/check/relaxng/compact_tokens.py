"""The words of the compact syntax of RELAX NG (OASIS, 21 November 2002, sections 2 and 3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kwedition.check.relaxng.xmlnames import NCNAME

KEYWORDS = frozenset({
    "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit", "list",
    "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token",
})  # fmt: skip
# A newline that was written as an escape ends no line; it stands for itself again in literals.
_ESCAPED = {"\n": "\ue000", "\r": "\ue001"}
_RESTORED = {"\ue000": "\n", "\ue001": "\r"}
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]+)\}")
_NAME = NCNAME.pattern
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\n]+)
    |(?P<documentation>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)
    |(?P<comment>\#[^\n]*)
    |(?P<literal>\"\"\"(?:"{{0,2}}[^"])*\"\"\"|'''(?:'{{0,2}}[^'])*'''|"[^"\n]*"|'[^'\n]*')
    |(?P<nsname>{_NAME}:\*)
    |(?P<cname>{_NAME}:{_NAME})
    |(?P<name>\\?{_NAME})
    |(?P<sign>\|=|&=|>>|[={{}}()\[\],&|?*+~-])""",
    re.VERBOSE,
)


class CompactSyntaxError(Exception):
    """What is wrong with a schema in compact syntax, and where (line and column from 1)."""

    def __init__(self, name: str, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(f"{name}:{line}:{column}: {message}")
        self.name = name
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Token:
    """A word: ``kind`` is literal, nsname, cname, name, keyword, sign, documentation or end."""

    kind: str
    text: str
    line: int
    column: int

    def __str__(self) -> str:
        return (
            "the end of the file" if self.kind == "end" else f"`{self.text.splitlines()[0][:40] if self.text else ''}`"
        )


def tokens(data: bytes, name: str) -> list[Token]:
    """The words of a schema; raises CompactSyntaxError for what is none."""
    source = _decoded(data, name)
    text = _ESCAPE.sub(lambda match: _character(match, source, name), source)
    found = list(_words(text, name))
    line = text.count("\n") + 1
    found.append(Token("end", "", line, len(text) - text.rfind("\n")))
    return found


def _words(text: str, name: str) -> Iterator[Token]:
    at, line, start = 0, 1, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        column = at - start + 1
        if match is None:
            raise CompactSyntaxError(name, line, column, *_unknown(text, at))
        kind, words = match.lastgroup or "", match.group()
        if kind == "name" and words in KEYWORDS:
            kind = "keyword"
        if kind not in ("space", "comment"):
            yield Token(kind, words, line, column)
        lines = words.count("\n")
        if lines:
            line += lines
            start = at + words.rindex("\n") + 1
        at = match.end()


def _unknown(text: str, at: int) -> tuple[str, str]:
    sign = text[at]
    if sign in "\"'":
        return "a literal is not closed in its line", f"end it with {sign}, or write it between {sign * 3}"
    if sign == "\\":
        return "a backslash stands before no name", "it marks a keyword that is used as a name, as in \\list"
    if sign == ":":
        return "a colon stands without a prefix before it", "a name with a prefix is written without spaces: p:name"
    return f"'{sign}' means nothing here", ""


def value_of(token: Token) -> str:
    """What a literal says."""
    quotes = 3 if token.text[:3] in ('"""', "'''") and len(token.text) > 5 else 1
    text = token.text[quotes:-quotes]
    return "".join(_RESTORED.get(char, char) for char in text) if "\ue000" in text or "\ue001" in text else text


def name_of(token: Token) -> str:
    """A name without the backslash that keeps it from being a keyword."""
    return token.text.removeprefix("\\")


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CompactSyntaxError(
            name, line, 1, f"the file is not {'UTF-16' if encoding == 'utf-16' else 'UTF-8'}",
            "save it as UTF-8; the compact syntax has no other way to say its encoding",
        ) from None  # fmt: skip
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    wrong = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    if wrong:
        before = text[: wrong.start()]
        raise CompactSyntaxError(
            name, before.count("\n") + 1, len(before) - before.rfind("\n"),
            f"the character U+{ord(wrong[0]):04X} may not stand in a schema",
        )  # fmt: skip
    return text


def _character(match: re.Match[str], source: str, name: str) -> str:
    number = int(match[1], 16) if len(match[1]) < 9 else 0x110000
    valid = (
        number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    )
    if not valid:
        before = source[: match.start()]
        raise CompactSyntaxError(
            name, before.count("\n") + 1, len(before) - before.rfind("\n"), f"`{match[0]}` is no character of XML"
        )
    return _ESCAPED.get(chr(number), chr(number))
