"""Schematron: compiled to XSLT by our own stylesheet, run by Saxon."""

from pathlib import Path

from kwedition import xmlio
from kwedition.errors import KweditionError, StylesheetError
from kwedition.findings import Finding, Severity
from kwedition.namespace import KW
from kwedition.saxon import Saxon, Stylesheet
from kwedition.xmlio import Places, Source, Unreadable

_SEVERITIES = {
    "error": Severity.ERROR, "fatal": Severity.ERROR, "fatalerror": Severity.ERROR,
    "warning": Severity.WARNING, "warn": Severity.WARNING, "nonfatal": Severity.WARNING,
    "info": Severity.INFO, "information": Severity.INFO, "informational": Severity.INFO, "informative": Severity.INFO,
}  # fmt: skip


class Rules:
    """A compiled Schematron schema."""

    def __init__(self, saxon: Saxon, path: Path) -> None:
        """Compile a ``.sch`` file; raises KweditionError when it is none."""
        try:
            schema = xmlio.read(path)
        except Unreadable as unreadable:
            finding = unreadable.finding
            raise KweditionError(f"the schema {path.name}, line {finding.line}: {finding.message}") from None
        compiled = saxon.stylesheet("schema/schematron.xsl").transform(schema.text()).text
        try:
            self._stylesheet: Stylesheet = saxon.compile(compiled, path.name)
        except StylesheetError as error:
            raise KweditionError(
                f"a rule of {path.name} is no XPath: {error.message}",
                "correct the test or context there",
            ) from None

    def validate(self, source: Source) -> list[Finding]:
        """What the rules have to say of a document; empty when nothing."""
        result = self._stylesheet.transform(source.text()).text
        places = Places(source)
        findings = []
        for each in xmlio.parse_own(result).iter(f"{KW}finding"):
            location = each.get("location") or ""
            element = xmlio.find(source, location)
            line, column = places.of(element)
            role = (each.get("role") or each.get("flag") or "error").lower()
            findings.append(
                Finding(
                    source.name, line, column, each.get("rule") or "sch",
                    _SEVERITIES.get(role, Severity.WARNING),
                    " ".join("".join(each.itertext()).split()), "", location,
                )
            )  # fmt: skip
        return findings
