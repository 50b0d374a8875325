"""Jing's opinion of documents, for comparison."""

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from common import JAVA_SOON, peer

_LINE = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|fatal): (?P<text>.*)")
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*""")
_FILES_AT_ONCE = 400
_NVDL = "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
_ENVIRONMENT = {**os.environ, "JAVA_TOOL_OPTIONS": " ".join(JAVA_SOON)}


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
        output = subprocess.run(
            [*command, schema, *some], capture_output=True, text=True, check=False, env=_ENVIRONMENT
        ).stdout
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


def messages_of_each(todo: Sequence[tuple[Path, Sequence[Path]]]) -> list[dict[Path, list[Message]]]:
    """`messages` for several schemas with their documents, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda each: messages(*each), todo))


def refused(schemas: Sequence[Path]) -> set[Path]:
    """The schemas that Jing takes for none, each with its files in a folder of its own below one folder.

    They are all named in one NVDL script, because starting Jing takes longer than its work. What it passes there is
    asked for by itself once more: a schema in NVDL may start with more than an element.
    """
    found: set[Path] = set()
    if not schemas:
        return found
    above = schemas[0].parent.parent
    script, document = above / "every.nvdl", above / "any.xml"
    document.write_text("<any/>")
    todo = list(schemas)
    while todo:
        names = "".join(
            f'<namespace ns="urn:{number}"><validate schema="{schema.parent.name}/{schema.name}"/></namespace>'
            for number, schema in enumerate(todo)
        )
        script.write_text(f'<rules xmlns="{_NVDL}" startMode="m"><mode name="m">{names}</mode></rules>')
        output = subprocess.run(
            [peer("jing"), script, document], capture_output=True, text=True, check=False, env=_ENVIRONMENT
        ).stdout
        lines = [match for match in map(_LINE.match, output.splitlines()) if match]
        told = {above / Path(match["path"]).relative_to(above).parts[0] for match in lines if match["kind"] == "error"}
        found.update(schema for schema in todo if schema.parent in told)
        if "fatal: " not in output:
            break
        # It does not go on after a file that it cannot read at all, which is one of those after the last that it told.
        todo = todo[max((n for n, schema in enumerate(todo) if schema in found), default=-1) + 2 :]
    others = [schema for schema in schemas if schema not in found]
    for schema, said in zip(others, messages_of_each([(each, [document]) for each in others]), strict=True):
        if set(said) - {document}:
            found.add(schema)
    return found


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
