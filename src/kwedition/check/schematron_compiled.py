"""A Schematron schema as a stylesheet that runs: what in it is no XPath is left out and told."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from kwedition import xmlio
from kwedition.check.schematron_files import SCHEME, Files, address, reads
from kwedition.check.schematron_forbidden import forbidden
from kwedition.check.schematron_schema import AT, XSL, Schema
from kwedition.check.schematron_told import plainly
from kwedition.errors import KweditionError, StylesheetError
from kwedition.findings import Finding
from kwedition.namespace import KW
from kwedition.saxon import Saxon, Stylesheet

# How Saxon reports: "Error in {1 +} at char 4 in xsl:if/@test on line 3 column 21 of file:/x/: XPST0003 Unexpected …".
_REPORT = re.compile(
    r"\b(?P<kind>Error|Warning) (?:(?!\b(?:Error|Warning) (?:in|at|on|evaluating|near)\b).)*?"
    r"\bon line (?P<line>\d+)(?: column \d+)? of \S*:\s+(?P<code>[A-Z]{4}\d{4})\s+"
    r"(?P<text>.*?)(?=\s*\b(?:Error|Warning) (?:in|at|on|evaluating|near)\b|\s*\bErrors were reported|$)",
    re.DOTALL,
)
_UNDECLARED = {"XPST0008", "XPST0017", "XTSE0650"}
# What the reader of a schema calls the parts of the stylesheet that is made of it.
_NAMES = {
    "if": "the test", "template": "the context", "variable": "the variable",
    "value-of": "the expression in the message", "for-each": "the documents of the pattern",
    "key": "the key", "function": "the function",
}  # fmt: skip
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SPACE_MATTERS = {f"{XSL}text"}


@dataclass(frozen=True, slots=True)
class Said:
    """One error or warning of Saxon: the line of the stylesheet, the error code and the reason."""

    kind: str
    line: int
    code: str
    text: str


def said(report: str) -> Iterator[Said]:
    """What Saxon's report consists of."""
    for match in _REPORT.finditer(report):
        text = " ".join(match["text"].split()).split(" In template rule with ")[0]
        yield Said(match["kind"], int(match["line"]), match["code"], text)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled schema: ``lines`` has the line of each part of the stylesheet and the place (``kw:at``) it is from."""

    stylesheet: Stylesheet
    lines: tuple[tuple[int, str], ...]

    def at(self, line: int) -> str:
        """Where in the schema a line of the stylesheet comes from; empty when from nowhere."""
        index = bisect_right(self.lines, (line, "\U0010ffff"))
        return self.lines[index - 1][1] if index else ""


class Compiler:
    """Makes the stylesheets of a schema: the fast one, the one that survives errors, the one that tells what fired."""

    def __init__(self, saxon: Saxon, schema: Schema, phase: str | None) -> None:
        """``saxon`` has our stylesheets; the schema's own runs in another that can read no more than it may."""
        self._saxon = saxon
        self._schema = schema
        self._phase = phase or "#DEFAULT"
        access = schema.access
        self._reads = reads(schema.text)
        # Who may read all files needs no list of those of the edition.
        self._files = Files(access.folder) if self._reads and not access.files else None
        protocols = ["file"] * access.files + ["http", "https"] * access.network + [SCHEME] * bool(self._files)
        self._confined = Saxon.confined(",".join(protocols) or "none", self._files.paths if self._files else None)
        self._dropped: set[str] = set()
        self.faults: list[Finding] = []
        # What findings of the assertions are called.
        self.names: set[str] = set()
        self.description = etree.Element(f"{KW}schema")

    def address(self, name: str) -> str:
        """What XPath is told of where a file is, by the name it is shown with; empty when it does not ask."""
        if not self._reads or name.startswith("<"):
            return ""
        path = Path(name)
        if self._schema.access.files:
            return path.absolute().as_uri()
        return address(path, self._schema.access.folder) or f"{SCHEME}:/{quote(path.name)}"

    def compile(self, guarded: bool = False, traced: bool = False) -> Compiled:
        """The schema as a stylesheet; ``faults`` grows by what had to be left out."""
        values = {
            "phase": self._phase,
            "guarded": "yes" if guarded else "no",
            "traced": "yes" if traced else "no",
        }
        try:
            text = self._saxon.stylesheet("schema/schematron.xsl").transform(self._schema.text, values=values).text
        except StylesheetError as error:
            raise KweditionError(f"the schema {self._schema.path.name} cannot be compiled: {error.message}") from None
        tree = xmlio.parse_own(text)
        # Relative addresses begin at the schema; who may not read files need not know where it is.
        base = self.address(str(self._schema.path))
        if base:
            tree.set(_BASE, base)
        described = tree.find(f"{KW}schema")
        if described is not None:
            self.description = described
        told = []
        for fault in tree.findall(f"{KW}fault"):
            told.append(self._schema.fault(fault.get("at") or "", fault.get("rule") or "", fault.text or ""))
            tree.remove(fault)
        self.names.update(finding.get("rule") or "" for finding in tree.iter(f"{KW}finding"))
        for element in list(tree.iter(f"{XSL}*")):
            if element.get(AT) in self._dropped:
                _drop(element)
        told += self._without_forbidden(tree)
        while True:
            laid, lines = _laid_out(tree)
            try:
                stylesheet = self._confined.compile(laid, self._schema.path.name)
                break
            except StylesheetError as error:
                told += self._without_errors(tree, laid, error)
        # The same faults come with every stylesheet of this schema.
        self.faults += [fault for fault in told if fault not in self.faults]
        return Compiled(stylesheet, lines)

    def _without_forbidden(self, tree: etree._Element) -> list[Finding]:
        """Remove from the tree what could reach more than the schema may, and say what it was."""
        access = self._schema.access
        faults = []
        for element, name in [] if access.files and access.network else list(forbidden(tree)):
            part = _part(element)
            if part is None:
                raise KweditionError(f"the schema {self._schema.path.name} uses {name}, which is not allowed")
            at = str(part.get(AT))
            self._dropped.add(at)
            _drop(part)
            message = f"{name} is not allowed in a schema: by it files could be read or written"
            faults.append(
                self._schema.fault(at, "sch-forbidden", message, "say it without; the other rules are judged")
            )
        return faults

    def _without_errors(self, tree: etree._Element, laid: str, error: StylesheetError) -> list[Finding]:
        """Remove from the tree what Saxon could not compile, and say what it was."""
        errors = [each for each in said(error.message) if each.kind == "Error"]
        by_line: dict[int, etree._Element] = {}
        for element, again in zip(tree.iter("*"), etree.fromstring(laid.encode()).iter("*"), strict=True):
            by_line[int(again.sourceline or 0)] = element
        faults: dict[str, Finding] = {}
        after = bool(self._dropped)
        for each in errors:
            part = _part(by_line.get(each.line))
            if part is None:
                continue
            at = str(part.get(AT))
            self._dropped.add(at)
            _drop(part)
            # What was dropped before may have declared what is now missing: that is no second mistake.
            if not (after and each.code in _UNDECLARED):
                name = _NAMES.get(etree.QName(part).localname, "this")
                message = f"{name} is no XPath that can be evaluated: {plainly(each.text)} ({each.code})"
                hint = "correct it; the other rules are judged without it"
                faults.setdefault(at, self._schema.fault(at, "sch-xpath", message, hint))
        if not faults and not (after and errors):
            raise KweditionError(f"the schema {self._schema.path.name} cannot be compiled: {error.message}")
        return list(faults.values())


def _part(element: etree._Element | None) -> etree._Element | None:
    """The part of the stylesheet round an element that can be left out."""
    while element is not None and element.get(AT) is None:
        element = element.getparent()
    return element


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _laid_out(tree: etree._Element) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The stylesheet with each element on a line of its own, and the lines of those that come from the schema."""
    for element in tree.iter("*"):
        if element.tag in _SPACE_MATTERS:
            continue
        if len(element) and not (element.text or "").strip():
            element.text = "\n"
        for child in element:
            if not (child.tail or "").strip():
                child.tail = "\n"
    laid = etree.tostring(tree, encoding="unicode")
    lines = [
        (int(element.sourceline or 0), str(element.get(AT)))
        for element in etree.fromstring(laid.encode()).iter(f"{XSL}*")
        if element.get(AT)
    ]
    return laid, tuple(sorted(lines))
