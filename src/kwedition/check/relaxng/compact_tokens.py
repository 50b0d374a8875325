"""RELAX NG Compact Syntax, section 3: from the bytes of a schema to its tokens."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kwedition.check.relaxng.xmlnames import NCNAME

KEYWORDS = frozenset(
    {
        "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit",
        "list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token",
    }
)  # fmt: skip

#: How deep brackets of all kinds may be nested in each other. Nothing here recurses; but lxml looks through all
#: ancestors for a namespace, so that the time grows with the square of the depth.
MAX_DEPTH = 10_000

# A line's end stands as a NUL in the text that is cut into tokens: a newline that was written `\x{A}` may stand in any
# literal (although it ends comments). NUL itself is no character of XML and cannot be in a schema.
_LINE_END = "\0"

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]*)(\}?)")

_NCNAME = NCNAME.pattern
_TOKEN = re.compile(
    rf"""
      (?P<space>   [\ \t\n\0]+ )
    | (?P<doc>     \#\#[^\n\0]* (?: [\n\0][\ \t]*\#\#[^\n\0]* )* )
    | (?P<comment> \#[^\n\0]* )
    | (?P<long>    \"\"\"(?: [^"] | "(?!"") )*+\"\"\" | '''(?: [^'] | '(?!'') )*+''' )
    | (?P<open>    \"\"\" | ''' )
    | (?P<short>   "[^"\0]*" | '[^'\0]*' )
    | (?P<cname>   {_NCNAME}:{_NCNAME} )
    | (?P<nsname>  {_NCNAME}:\* )
    | (?P<name>    \\?{_NCNAME} )
    | (?P<symbol>  >> | \|= | &= | [=,~{{}}()\[\]&|?*+-] )
    """,
    re.VERBOSE,
)


class CompactSyntaxError(Exception):
    """A schema is not RELAX NG Compact Syntax; ``line`` and ``column`` (in code points) count from 1.

    ``message`` says what was found and what was expected, ``hint`` what to do about it (it may be empty).
    """

    def __init__(self, name: str, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(f"{name}:{line}:{column}: {message}")
        self.name = name
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Token:
    r"""A piece of a schema.

    ``kind`` is ``name``, ``keyword``, ``cname``, ``nsname``, ``literal``, ``doc``, ``end``, or the symbol itself;
    ``value`` is the name without its ``\``, the literal without its quotation marks, the comment without its ``#``.
    """

    kind: str
    value: str
    line: int
    column: int

    @property
    def shown(self) -> str:
        """What an editor would call this token in a message."""
        match self.kind:
            case "end":
                return "the end of the schema"
            case "literal":
                text = self.value if len(self.value) <= 30 else self.value[:29] + "…"
                return f'the literal "{text}"'.replace("\n", " ")
            case "doc":
                return "a documentation comment (`##`)"
            case "keyword":
                return f"the keyword `{self.value}`"
            case _:
                return f"`{self.value}`"


def tokens(data: bytes, name: str) -> list[Token]:
    """The tokens of a schema, the last one of the kind ``end``; raises CompactSyntaxError."""
    return _Text(_decoded(data, name), name).tokens()


class _Text:
    """The characters of a schema after escapes, and where each stood before."""

    def __init__(self, written: str, name: str) -> None:
        self._name = name
        self._written = written.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = [0, *(found.end() for found in re.finditer("\n", self._written))]
        if found := _NOT_XML.search(self._written):
            hint = (
                "remove it"
                if found[0] != _LINE_END
                else "save the schema as UTF-8, or as UTF-16 with a byte order mark"
            )
            raise self._error(found.start(), f"U+{ord(found[0]):04X} is not a character of XML", hint)
        # After each escape: the offset in the text, and the offset where the schema goes on.
        self._ends: list[tuple[int, int]] = [(0, 0)]
        self._text = self._unescaped()

    def tokens(self) -> list[Token]:
        found = list(self._cut())
        depth = 0
        for token in found:
            if token.kind in {"{", "(", "["}:
                depth += 1
            elif token.kind in {"}", ")", "]"}:
                depth -= 1
            if depth > MAX_DEPTH:
                message = f"brackets are nested more than {MAX_DEPTH:,} deep"
                raise CompactSyntaxError(self._name, token.line, token.column, message, "name parts of the pattern")
        return found

    def _cut(self) -> Iterator[Token]:
        offset = 0
        while offset < len(self._text):
            found = _TOKEN.match(self._text, offset)
            if found is None or found.lastgroup == "open":
                raise self._stray(offset)
            kind, value = str(found.lastgroup), found[0]
            if kind not in {"space", "comment"}:
                yield self._token(kind, value, offset)
            offset = found.end()
        yield Token("end", "", *self._place(len(self._text)))

    def _token(self, kind: str, value: str, offset: int) -> Token:
        match kind:
            case "name":
                kind = "keyword" if value in KEYWORDS else "name"
                value = value.removeprefix("\\")
            case "symbol":
                kind = value
            case "long":
                kind, value = "literal", value[3:-3].replace(_LINE_END, "\n")
            case "short":
                kind, value = "literal", value[1:-1]
            case "doc":
                value = "\n".join(_said(line) for line in value.replace(_LINE_END, "\n").split("\n"))
        return Token(kind, value, *self._place(offset))

    def _unescaped(self) -> str:
        written = self._written
        pieces: list[str] = []
        length = at = 0
        for found in _ESCAPE.finditer(written):
            before = written[at : found.start()].replace("\n", _LINE_END)
            character = self._character(found)
            pieces += before, character
            length += len(before) + 1
            at = found.end()
            self._ends.append((length, at))
        pieces.append(written[at:].replace("\n", _LINE_END))
        return "".join(pieces)

    def _character(self, escape: re.Match[str]) -> str:
        digits, closed = escape[1], escape[2]
        hint = r"an escape is \x{…} with a hexadecimal number; a space keeps the name x and a brace apart: \x {"
        if not digits or not closed:
            wrong = closed or self._written[escape.end() : escape.end() + 1]
            found = "the end" if not wrong else "the end of the line" if wrong == "\n" else f"`{wrong}`"
            where = "a digit or `}`" if digits else "a digit"
            raise self._error(escape.start(), f"found {found} in the escape `{escape[0]}`, expected {where}", hint)
        # Leading zeros are allowed in any number, and int() would refuse thousands of digits.
        number = digits.lstrip("0") or "0"
        if len(number) > 6 or int(number, 16) > 0x10FFFF or _NOT_XML.match(chr(int(number, 16))):
            shown = number if len(number) <= 8 else number[:8] + "…"
            raise self._error(escape.start(), rf"`\x{{{shown}}}` is not a character of XML", hint)
        return chr(int(number, 16))

    def _stray(self, offset: int) -> CompactSyntaxError:
        text = self._text
        character = text[offset]
        if text.startswith(('"""', "'''"), offset):
            return self._error_at(offset, f"the literal that {text[offset : offset + 3]} opens is never closed")
        if character in "\"'":
            hint = "a literal of more than one line stands between three quotation marks on each side"
            return self._error_at(offset, f"the literal that {character} opens is not closed on its line", hint)
        if character == "\\":
            return self._error_at(offset, r"`\` must stand directly before a name", "it makes a keyword a name")
        if character == ":":
            hint = "a name with a prefix has one colon and no spaces: p:name, p:*"
            return self._error_at(offset, "`:` where no prefix ends", hint)
        if character.isdigit() or character in ".-":
            return self._error_at(offset, f"`{character}` cannot begin a name", "values stand in quotation marks")
        shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
        return self._error_at(offset, f"{shown} has no meaning here", "is something not in quotation marks?")

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        after, written = self._ends[bisect_right(self._ends, (offset, len(self._written))) - 1]
        return self._line(written + offset - after)

    def _line(self, written: int) -> tuple[int, int]:
        line = bisect_right(self._lines, written)
        return line, written - self._lines[line - 1] + 1

    def _error(self, written: int, message: str, hint: str = "") -> CompactSyntaxError:
        return CompactSyntaxError(self._name, *self._line(written), message, hint)

    def _error_at(self, offset: int, message: str, hint: str = "") -> CompactSyntaxError:
        return CompactSyntaxError(self._name, *self._place(offset), message, hint)


def _said(line: str) -> str:
    """What a documentation comment says in one of its lines: without the ``#``s and one space (section 5.2)."""
    return line.lstrip(" \t").lstrip("#").removeprefix(" ")


def _decoded(data: bytes, name: str) -> str:
    """The text of a schema: UTF-16 when its byte order mark says so, UTF-8 otherwise."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        called = "UTF-16, which its byte order mark announces" if encoding == "utf-16" else "UTF-8"
        message = f"byte 0x{data[wrong.start]:02X} is not {called}"
        raise CompactSyntaxError(name, line, column, message, "save the schema as UTF-8") from None
