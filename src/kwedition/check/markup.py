"""The tags of a document as they are written: where each begins and ends in the text of the file."""

import bisect
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Repetitions are possessive (`*+`): a document from a stranger must not make them try all ways.
_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<!\[CDATA\[.*?\]\]>"
    r"|<\?(?P<target>[^\s?]+)\s*(?P<instruction>.*?)\?>"
    r"|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    r"(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*+\]\s*)?>"
    r"|<(?P<close>/?)(?P<name>[^\s/>!?]+)(?:[^\"'>/]|\"[^\"]*\"|'[^']*'|/(?!>))*+(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag in the text, from its ``<`` to behind its ``>``."""

    start: int
    end: int
    name: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction, and the number of start tags before it."""

    start: int
    target: str
    content: str
    before: int
    depth: int


@dataclass(frozen=True, slots=True)
class Markup:
    """The text of a file and its start tags in document order; all offsets count code points.

    ``ends`` is, for each start tag, the offset behind the element.
    """

    text: str
    encoding: str
    offset: int
    tags: list[Tag]
    ends: list[int]
    instructions: list[Instruction]
    lines: list[int] = field(repr=False)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect.bisect_right(self.lines, offset) - 1
        return line + 1, offset - self.lines[line] + 1

    def attributes(self, tag: Tag) -> Iterator[tuple[str, int, int]]:
        """The attributes of a start tag with the span of each value as it is written, without quotation marks."""
        for match in _ATTRIBUTE.finditer(self.text, tag.start + 1 + len(tag.name), tag.end):
            group = 2 if match[2] is not None else 3
            yield match[1], match.start(group), match.end(group)


def decode(data: bytes) -> tuple[str, str, int] | None:
    """The text of a file, its encoding for Python and the length of its byte order mark.

    None when the encoding is not known or the bytes would not come back the same: then nothing may be edited.
    """
    offset, encoding = 0, ""
    for bom, name in _BOMS:
        if data.startswith(bom):
            offset, encoding = len(bom), name
            break
    if not encoding and data[:4] in (b"<\0?\0", b"\0<\0?"):
        encoding = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    if not encoding:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        text = data[offset:].decode(encoding)
        if text.encode(encoding) != data[offset:]:
            return None
    except (UnicodeError, LookupError):
        return None
    return text, encoding, offset


def scan(data: bytes) -> Markup | None:
    """The markup of a well-formed file; None when its encoding is not known."""
    decoded = decode(data)
    if decoded is None:
        return None
    text, encoding, offset = decoded
    tags: list[Tag] = []
    ends: list[int] = []
    instructions: list[Instruction] = []
    open_: list[int] = []
    for match in _TOKEN.finditer(text):
        name = match["name"]
        if name:
            if match["close"]:
                if open_:
                    ends[open_.pop()] = match.end()
                continue
            empty = bool(match["empty"])
            tags.append(Tag(match.start(), match.end(), name, empty))
            ends.append(match.end())
            if not empty:
                open_.append(len(tags) - 1)
        elif match["target"]:
            instructions.append(
                Instruction(match.start(), match["target"], match["instruction"], len(tags), len(open_))
            )
    return Markup(text, encoding, offset, tags, ends, instructions, _lines(text))


def _lines(text: str) -> list[int]:
    """Where each line begins; a line ends with LF, CR LF or CR, as in XML (section 2.11)."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
