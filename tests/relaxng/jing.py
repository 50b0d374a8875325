"""Jing's opinion of documents, for comparison."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from common import peer

_LINE = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|fatal): (?P<text>.*)")
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*""")
_FILES_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Jing: the line and column are those of the end of a tag."""

    line: int
    column: int
    text: str


def messages(schema: Path, documents: Sequence[Path]) -> dict[Path, list[Message]]:
    """What Jing says of each document; of a schema that it refuses, the messages stand under the schema's path.

    A schema whose name ends in ``.rnc`` is read as compact syntax.
    """
    command = [peer("jing"), *(["-c"] if schema.suffix == ".rnc" else [])]
    found: dict[Path, list[Message]] = {}
    todo = list(documents)
    while todo:
        some, todo = todo[:_FILES_AT_ONCE], todo[_FILES_AT_ONCE:]
        output = subprocess.run([*command, schema, *some], capture_output=True, text=True, check=False).stdout
        for line in output.splitlines():
            if match := _LINE.match(line):
                path = Path(match["path"])
                found.setdefault(path, []).append(Message(int(match["line"]), int(match["column"]), match["text"]))
                if match["kind"] == "fatal" and path in some:
                    # It does not go on after a document that is not well-formed.
                    todo = some[some.index(path) + 1 :] + todo
            elif line.startswith(("error:", "fatal:")):
                found.setdefault(schema, []).append(Message(0, 0, line))
    return found


def refuses(schema: Path, document: Path) -> bool:
    """Whether Jing takes a file for no schema; ``document`` is any well-formed one."""
    return bool(set(messages(schema, [document])) - {document})


@dataclass(frozen=True, slots=True)
class Tags:
    """The lines of an element's start tag and of its end tag, both from first to last."""

    start: range
    end: range

    def has(self, line: int) -> bool:
        """Whether one of the tags stands in a line."""
        return line in self.start or line in self.end


def tags(data: bytes) -> list[Tags]:
    """The tags of each element in the order of the document."""
    parser = expat.ParserCreate()
    starts: list[range] = []
    ends: dict[int, range] = {}
    open_: list[int] = []

    def lines() -> range:
        first = parser.CurrentLineNumber
        return range(first, first + data.count(b"\n", parser.CurrentByteIndex, _end(data, parser.CurrentByteIndex)) + 1)

    def start(_name: str, _attributes: object) -> None:
        open_.append(len(starts))
        starts.append(lines())

    def end(_name: str) -> None:
        ends[open_.pop()] = lines()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return [Tags(each, ends[number]) for number, each in enumerate(starts)]


def _end(data: bytes, at: int) -> int:
    """The position of the ``>`` that ends the tag at a position."""
    found = _TAG.match(data, at)
    return found.end() if found else at


def invalid(schema: Path, documents: Iterable[Path]) -> set[Path]:
    """The documents that Jing does not accept."""
    return set(messages(schema, list(documents)))
