"""What three validators say of the same mistakes: kwedition, Jing and libxml2.

    python benchmarks/messages.py

Prints, in Markdown, one example of each kind of mistake: what was changed in a valid despatch of this edition, and each
validator's messages. Jing must be installed. The page docs/relaxng.md holds what it prints.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

from kwedition.check.relaxng import Schema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schema/kwedition.rng"
SAMPLE = ROOT / "tests/schema/valid/kw-ana-topic.xml"
IDS = """<element name="list" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <oneOrMore><element name="item"><attribute name="id"><data type="ID"/></attribute>
    <optional><attribute name="ref"><data type="IDREF"/></attribute></optional><text/></element></oneOrMore>
</element>"""
LIST = '<list>\n<item id="one"/>\n<item id="two" ref="one"/>\n</list>'

# What the mistake is called; what is replaced by what, in the sample or (with ids) in a list of three lines.
MISTAKES = [
    ("misspelled element", "<abstract>|</abstract>", "<abstrct>|</abstrct>"),
    ("wrong case", "<titleStmt>|</titleStmt>", "<titlestmt>|</titlestmt>"),
    ("wrong namespace", "<publisher>The", '<publisher xmlns="http://www.tei-c.org/ns/2.0">The'),
    ("missing namespace", "<bibl>Invented", '<bibl xmlns="">Invented'),
    ("misplaced element", "<head-here/>", ""),
    ("missing required element", "<publisher>The kwedition project</publisher>", ""),
    ("missing required attribute", '<ref target="#s01.p1">above', "<ref>above"),
    ("attribute not allowed", "<abstract>", '<abstract when="1950">'),
    ("misspelled attribute", "<seg\n            ana=", "<seg\n            anna="),
    ("bad date", 'when="1949-05"', 'when="1949-5-1"'),
    ("a day that does not exist", 'when="1949-05"', 'when="1949-02-30"'),
    ("bad reference", 'target="https://creativecommons.org/licenses/by/4.0/"', 'target="http://[x]"'),
    ("bad id", 'xml:id="s01.p2"', 'xml:id="2nd"'),
    ("value outside a closed list", 'cert="medium"', 'cert="middle"'),
    ("text where none may stand", "<correspDesc>\n", "<correspDesc>words\n"),
    ("element where only text may stand", "<reg>Ri Ju-yeon</reg>", "<reg><p>Ri</p></reg>"),
    ("wrong order", "ORDER", ""),
    ("content after the allowed end", "  </teiHeader>", "    <fileDesc/>\n  </teiHeader>"),
    ("empty where not allowed", "<correspDesc>.*</correspDesc>", "<correspDesc/>"),
    ("an id given twice", "ids two", "one"),
    ("a reference without an id", "ids ref", "three"),
]


def main() -> None:
    if shutil.which("jing") is None:
        sys.exit("Jing is not installed")
    with tempfile.TemporaryDirectory() as folder:
        ids = Path(folder) / "ids.rng"
        ids.write_text(IDS)
        for name, before, after in MISTAKES:
            schema, data = (
                (ids, _of_ids(before, after)) if before.startswith("ids") else (SCHEMA, _of_sample(name, before, after))
            )
            path = Path(folder) / "document.xml"
            path.write_text(data)
            print(f"### {name.capitalize()}\n")
            print("```xml\n" + _changed(data, LIST if schema == ids else SAMPLE.read_text()) + "\n```\n")
            for finding in Schema.from_path(schema).validate(path):
                hint = f" → {finding.hint}" if finding.hint else ""
                print(f"- **kwedition** {finding.line}:{finding.column} `{finding.rule}`: {finding.message}{hint}")
            for line in _jing(schema, path):
                print(f"- Jing {line}")
            for line in _libxml2(schema, path):
                print(f"- libxml2 {line}")
            print()


def _of_sample(name: str, before: str, after: str) -> str:
    text = SAMPLE.read_text()
    if name == "misplaced element":
        return text.replace('<div type="regest">\n', '<div type="regest">\n        <persName>Mao</persName>\n')
    if name == "wrong order":
        file = re.search(r" *<fileDesc>.*</fileDesc>\n", text, re.DOTALL)
        assert file is not None
        return text.replace(file[0], "").replace("    </profileDesc>\n", "    </profileDesc>\n" + file[0])
    if name == "empty where not allowed":
        return re.sub(before, after, text, flags=re.DOTALL)
    for old, new in zip(before.split("|"), after.split("|"), strict=True):
        assert old in text, f"the sample has no {old}"
        text = text.replace(old, new, 1)
    return text


def _of_ids(before: str, after: str) -> str:
    return (
        LIST.replace('id="two"', f'id="{after}"')
        if before == "ids two"
        else LIST.replace('ref="one"', f'ref="{after}"')
    )


def _changed(data: str, was: str) -> str:
    """The lines that are new in a document, three at most."""
    known = set(was.split("\n"))
    lines = [line.strip() for line in data.split("\n") if line not in known]
    if not any(lines):
        missing = [line.strip() for line in was.split("\n") if line not in set(data.split("\n"))]
        lines = [f"<!-- without: {missing[0]} -->"] if missing else ["<!-- fileDesc stands behind profileDesc -->"]
    return "\n".join(lines[:3])


def _jing(schema: Path, path: Path) -> list[str]:
    done = subprocess.run(["jing", str(schema), str(path)], capture_output=True, text=True, check=False)
    return [_cut(line.removeprefix(f"{path}:")) for line in done.stdout.splitlines() if line.startswith(str(path))]


def _libxml2(schema: Path, path: Path) -> list[str]:
    grammar = etree.RelaxNG(etree.parse(schema))
    if grammar.validate(etree.parse(path, etree.XMLParser(collect_ids=False))):
        return ["says nothing: it calls the document valid"]
    return [_cut(f"{error.line}: {error.message}") for error in grammar.error_log]


def _cut(line: str) -> str:
    return line if len(line) < 260 else line[:257] + "…"


if __name__ == "__main__":
    main()
