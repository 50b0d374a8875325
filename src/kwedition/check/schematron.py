"""Schematron: compiled to XSLT by our own stylesheets, run by Saxon."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from kwedition import xmlio
from kwedition.check.schematron_compiled import Compiled, Compiler, said
from kwedition.check.schematron_schema import Access, Schema, edition_folder, rules_in
from kwedition.check.schematron_told import FAULTS, place_of, plainly, steps
from kwedition.errors import SettingsError, StylesheetError
from kwedition.findings import Finding, Severity
from kwedition.namespace import KW
from kwedition.places import Places
from kwedition.saxon import Saxon
from kwedition.xmlio import Source, Unreadable

__all__ = ["Access", "Rules", "Schema", "rules_in"]

_SEVERITIES = {
    "error": Severity.ERROR, "fatal": Severity.ERROR, "fatalerror": Severity.ERROR,
    "warning": Severity.WARNING, "warn": Severity.WARNING, "nonfatal": Severity.WARNING,
    "info": Severity.INFO, "information": Severity.INFO, "informational": Severity.INFO, "informative": Severity.INFO,
}  # fmt: skip


class Rules:
    """A compiled Schematron schema."""

    def __init__(
        self,
        saxon: Saxon,
        schema: Path | Schema,
        *,
        phase: str | None = None,
        edition: Path | None = None,
        source: Path | None = None,
        allow_files: bool = False,
        allow_network: bool = False,
    ) -> None:
        """Compile a ``.sch`` file, or the rules in a RELAX NG grammar; raises KweditionError when it is neither.

        ``phase`` is the id of a phase or ``#ALL``; without it the schema's ``defaultPhase`` decides (SettingsError for
        one that is not there). What the schema includes, the documents that a pattern is about and what XPath reads
        must be below ``edition`` unless ``allow_files``; without ``edition`` that is the folder of the settings above
        the schema, else ``source``, the folder of the documents, if the schema is in it, else the schema's own. Nothing
        of the network is read without ``allow_network``. A ``Schema`` brings its own access. What is wrong in the
        schema is in ``faults``; the rest of it is judged all the same.
        """
        if isinstance(schema, Path):
            folder = edition or edition_folder(schema, source)
            schema = Schema(schema, Access(folder, allow_files, allow_network, source))
        self._schema = schema
        self._saxon = saxon
        self._compiler = Compiler(saxon, schema, phase)
        self._fast = self._compiler.compile()
        if phase not in {None, "#ALL", "#DEFAULT", *schema.phases}:
            phases = f"its phases are: {', '.join(schema.phases)}" if schema.phases else "it has none"
            raise SettingsError(f"{schema.path.name} has no phase {phase}; {phases}")
        self._told: set[tuple[str, int, int, str]] = set()

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong in the schema itself, whatever the document."""
        return (*self._schema.faults, *self._compiler.faults)

    @property
    def names(self) -> frozenset[str]:
        """The rules as findings name them; also those of other phases that have ids."""
        return frozenset((*self._compiler.names, *self._schema.names))

    def validate(self, source: Source) -> list[Finding]:
        """What the rules have to say of a document; empty when nothing.

        What is wrong in the schema is told with the first document and not again.
        """
        findings = []
        for finding in (*self.faults, *self.judge(source)):
            if finding.path != source.name and finding.rule in FAULTS:
                if place_of(finding) in self._told:
                    continue
                self._told.add(place_of(finding))
            findings.append(finding)
        return findings

    def judge(self, source: Source) -> list[Finding]:
        """Like ``validate``, but a function of the document alone: ``faults`` are left out, and errors that occurred
        while this document was judged are told every time.
        """
        run = self._run(source, traced=False)
        findings = list(run.faults)
        if run.result is not None:
            findings += self._findings(run.result, {"": source, **run.documents})
        return findings

    def svrl(self, source: Source, wanted: Callable[[str], bool] = lambda rule: True) -> str:
        """What the rules have to say of a document in the Schematron Validation Report Language; of findings those of
        rules that are ``wanted``.
        """
        run = self._run(source, traced=True)
        result = etree.Element(f"{KW}findings") if run.result is None else run.result
        for fault in run.faults if run.result is None else ():
            etree.SubElement(result, f"{KW}fault", location="/").text = fault.message
        for finding in [*result.iter(f"{KW}finding")]:
            if not wanted(_rule(finding)) and (parent := finding.getparent()) is not None:
                parent.remove(finding)
        description = etree.tostring(self._compiler.description, encoding="unicode", with_tail=False)
        report = self._saxon.stylesheet("schema/schematron-svrl.xsl")
        text = etree.tostring(result, encoding="unicode")
        return report.transform(text, {"schema": description}, {"document": source.name}).text

    @cached_property
    def _guarded(self) -> Compiled:
        return self._compiler.compile(guarded=True)

    @cached_property
    def _traced(self) -> Compiled:
        return self._compiler.compile(traced=True)

    @cached_property
    def _guarded_traced(self) -> Compiled:
        return self._compiler.compile(guarded=True, traced=True)

    def _run(self, source: Source, traced: bool) -> "_Run":
        """Judge with the fast stylesheet; what an expression stops is judged again by the one that goes on."""
        text = _serialized(source)
        try:
            return self._attempt(self._traced if traced else self._fast, source, text)
        except StylesheetError:
            guarded = self._guarded_traced if traced else self._guarded
        try:
            return self._attempt(guarded, source, text)
        except StylesheetError as error:
            fault = self._stopped(guarded, source, error, f"no rule can be evaluated for {source.name}")
            return _Run(None, {}, (fault,))

    def _attempt(self, compiled: Compiled, source: Source, text: str) -> "_Run":
        documents: dict[str, Source] = {}
        faults: list[Finding] = []
        address = self._compiler.address(source.name)
        passed: dict[str, str] | None = None
        if self._compiler.description.get("documents", "0") != "0":
            try:
                named = compiled.stylesheet.transform(text, None, {"kw.stage": "documents"}, address).text
            except StylesheetError as error:
                faults = [self._stopped(compiled, source, error, "the documents of a pattern cannot be told")]
            else:
                documents, faults, xml = self._documents(xmlio.parse_own(named), source)
                passed = {"kw.documents": xml}
        result = compiled.stylesheet.transform(text, passed, address=address)
        tree = xmlio.parse_own(result.text)
        seen: dict[str, Finding] = {}
        for fault in tree.iter(f"{KW}fault"):
            at = compiled.at(int(fault.get("line") or 0)) or str(fault.get("at"))
            place, reason = self._origin(fault.text or "", at)
            kind = "this cannot be evaluated for every document"
            hint = f"seen in {source.name} at {steps(fault.get('location') or '/')}"
            seen.setdefault(place, self._fault(place, f"{kind}: {plainly(reason)}", hint))
        for warning in said(result.warnings):
            # A context that cannot be evaluated matches nothing, says XSLT; it is a mistake all the same.
            if "matching pattern" in warning.text:
                place = compiled.at(warning.line)
                reason = warning.text.rpartition("}: ")[2] or warning.text
                message = f"the context cannot be evaluated for every node: {reason}"
                seen.setdefault(place, self._fault(place, message, f"seen in {source.name}; no such node is judged"))
        return _Run(tree, documents, (*faults, *seen.values()))

    def _stopped(self, compiled: Compiled, source: Source, error: StylesheetError, what: str) -> Finding:
        """The fault that stopped a stylesheet, at its place if Saxon tells."""
        reason = next(iter(said(error.message)), None)
        at = compiled.at(reason.line) if reason else ""
        return self._fault(at, f"{what}: {reason.text if reason else error.message}", f"seen in {source.name}")

    def _origin(self, reason: str, at: str) -> tuple[str, str]:
        """The place of an error: of the variable whose value it comes from when the reason begins with that."""
        first, closed, rest = reason.removeprefix("⟦").partition("⟧")
        return (first, rest) if closed and reason.startswith("⟦") else (at, reason)

    def _documents(self, named: etree._Element, source: Source) -> tuple[dict[str, Source], list[Finding], str]:
        """The documents that patterns are about besides the one that is judged, and them in one XML document."""
        documents: dict[str, Source] = {}
        faults: list[Finding] = []
        every = etree.Element(f"{KW}documents")
        for each in named.iter(f"{KW}document"):
            href, at = (each.text or "").strip(), each.get("at") or ""
            target = self._schema.access.resolve(href, source.name)
            if target is None:
                message = f"{href} is outside the edition and is not read"
                faults.append(self._schema.fault(at, "sch-documents", message))
                continue
            try:
                documents[href] = documents.get(href) or self._schema.access.read(target)
            except Unreadable as unreadable:
                message = f"{href}: {unreadable.finding.message}"
                faults.append(self._schema.fault(at, "sch-documents", message, f"named for {source.name}"))
                continue
            holder = etree.SubElement(every, f"{KW}document", pattern=each.get("pattern") or "", href=href)
            holder.append(etree.fromstring(documents[href].text(), etree.XMLParser(huge_tree=True, collect_ids=False)))
        return documents, faults, etree.tostring(every, encoding="unicode")

    def _fault(self, at: str, message: str, hint: str) -> Finding:
        return self._schema.fault(at, "sch-evaluation", message, hint)

    def _findings(self, result: etree._Element, sources: dict[str, Source]) -> Iterator[Finding]:
        places = {href: Places(source) for href, source in sources.items()}
        for each in result.iter(f"{KW}finding"):
            parent = each.getparent()
            href = (parent.get("href") or "") if parent is not None and parent.tag == f"{KW}document" else ""
            location = each.get("location") or ""
            line, column = places[href].of(xmlio.find(sources[href], location))
            severity, hint = _severity(each)
            said_of = (f"{KW}text", f"{KW}diagnostic")
            message = " ".join(" ".join("".join(part.itertext()) for part in each.iterchildren(said_of)).split())
            if not message:
                message = f"`{each.get('test')}` {'does not hold' if each.get('kind') == 'assert' else 'holds'}"
            yield Finding(sources[href].name, line, column, _rule(each), severity, message, hint, location)


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of one document: the result if there is one, the other documents that were judged, what failed."""

    result: etree._Element | None
    documents: dict[str, Source]
    faults: tuple[Finding, ...]


def _rule(finding: etree._Element) -> str:
    """What the rule of a finding is called."""
    return finding.get("rule") or "sch"


def _serialized(source: Source) -> str:
    """The document with what stands before and after its root, for rules are about that, too; without its DOCTYPE."""
    before = reversed([*source.root.itersiblings(preceding=True)])
    around = [*before, source.root, *source.root.itersiblings()]
    return "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in around)


def _severity(finding: etree._Element) -> tuple[Severity, str]:
    """How much a finding matters, by its severity, role or flag, and a hint when the role says nothing known."""
    role, flag = finding.get("role") or "", (finding.get("flag") or "").lower()
    words = [*(finding.get("severity") or "").lower().split(), *role.lower().split()]
    known = next((word for word in words if word in _SEVERITIES), None)
    if known or flag in _SEVERITIES:
        return _SEVERITIES[known or flag], ""
    if words:
        return (
            Severity.WARNING,
            f"the schema gives this the role `{role or words[0]}`, which is no severity: it counts as a warning",
        )
    return Severity.ERROR, ""
