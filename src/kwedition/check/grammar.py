"""RELAX NG: whether a document's markup is what its schema allows."""

import re
from pathlib import Path
from typing import Protocol

from lxml import etree

from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity
from kwedition.xmlio import Places, Source, path_of


class Grammar(Protocol):
    """A compiled schema."""

    def validate(self, source: Source) -> list[Finding]:
        """What the schema does not allow in a document; empty when it is valid."""
        ...


def compile_grammar(path: Path) -> Grammar:
    """The grammar in an RNG file; raises KweditionError when it is none."""
    try:
        return _Libxml2(etree.RelaxNG(etree.parse(str(path), etree.XMLParser(no_network=True))))
    except OSError as error:
        raise KweditionError(f"the schema {path.name} cannot be read: {error}") from None
    except (etree.RelaxNGParseError, etree.XMLSyntaxError) as error:
        raise KweditionError(f"the schema {path.name} is no RELAX NG schema: {error}") from None


# libxml2's error types, by what an editor would call them.
_RULES = {
    "RELAXNG_ERR_ELEMNAME": "rng-element-not-allowed",
    "RELAXNG_ERR_ELEMWRONG": "rng-element-not-allowed",
    "RELAXNG_ERR_ELEMEXTRANS": "rng-element-not-allowed",
    "RELAXNG_ERR_ELEMNOTEMPTY": "rng-element-not-allowed",
    "RELAXNG_ERR_EXTRACONTENT": "rng-element-not-allowed",
    "RELAXNG_ERR_CONTENTVALID": "rng-content",
    "RELAXNG_ERR_NOELEM": "rng-element-missing",
    "RELAXNG_ERR_ATTRVALID": "rng-attribute",
    "RELAXNG_ERR_INVALIDATTR": "rng-attribute-not-allowed",
    "RELAXNG_ERR_ATTREXTRANS": "rng-attribute-not-allowed",
    "RELAXNG_ERR_ATTRNAME": "rng-attribute-missing",
    "RELAXNG_ERR_ATTRNONS": "rng-attribute-missing",
    "RELAXNG_ERR_TEXTWRONG": "rng-text-not-allowed",
    "RELAXNG_ERR_NOTELEM": "rng-text-not-allowed",
    "RELAXNG_ERR_DATATYPE": "rng-text-value",
    "RELAXNG_ERR_VALUE": "rng-text-value",
    "RELAXNG_ERR_VALELEM": "rng-text-value",
    "RELAXNG_ERR_LIST": "rng-text-value",
    "RELAXNG_ERR_TYPEVAL": "rng-text-value",
}
# What follows only from the error before it, or says no more than that there was one.
_ECHOES = {
    "RELAXNG_ERR_INTERSEQ", "RELAXNG_ERR_INTEREXTRA", "RELAXNG_ERR_INTERNODATA", "RELAXNG_ERR_LISTEXTRA",
    "RELAXNG_ERR_LISTELEM", "RELAXNG_ERR_VALIDELEM", "RELAXNG_ERR_INTERNAL",
}  # fmt: skip


class _Libxml2:
    """A grammar that libxml2 judges."""

    def __init__(self, schema: etree.RelaxNG) -> None:
        self._schema = schema

    def validate(self, source: Source) -> list[Finding]:
        # lxml keeps the log on the schema; a valid document leaves none.
        if self._schema.validate(source.tree):
            return []
        places = Places(source)
        findings: dict[tuple[int, int, str], Finding] = {}
        errors = [e for e in self._schema.error_log if e.type_name not in _ECHOES]
        for error in errors or list(self._schema.error_log):
            element = _element(source, error.path)
            line, column = places.of(element)
            rule = _RULES.get(error.type_name, "rng-invalid")
            message, hint = _words(error.message, element)
            finding = Finding(source.name, line, column, rule, Severity.ERROR, message, hint, path_of(element))
            findings.setdefault((line, column, rule), finding)
        return list(findings.values())


def _element(source: Source, path: str | None) -> etree._Element:
    if not path:
        return source.root
    try:
        found = source.tree.xpath(path)
    except etree.XPathError:
        return source.root
    return found[0] if isinstance(found, list) and found else source.root


def _words(message: str, element: etree._Element) -> tuple[str, str]:
    """libxml2's message in an editor's words, with a hint."""
    here = etree.QName(element).localname
    parent = element.getparent()
    above = etree.QName(parent).localname if parent is not None else ""
    if found := re.match(r"Did not expect element (\S+) there", message):
        name = found[1]
        where = f" in `{above}`" if above and name == here else f" in `{here}`"
        return (
            f"`{name}` may not stand here{where}",
            "the encoding guidelines say what may stand there; look also at what precedes it",
        )
    if found := re.match(r"Element (\S+) has extra content: (\S+)", message):
        return (
            f"`{found[2]}` may not stand here in `{found[1]}`",
            "or something before it is missing",
        )
    if found := re.match(r"Element (\S+) failed to validate content", message):
        return (
            f"the content of `{found[1]}` is not what its schema asks for",
            "something in it is missing or too much",
        )
    if found := re.match(r"Element (\S+) failed to validate attributes", message):
        attributes = ", ".join(f'{name}="{value}"' for name, value in element.attrib.items())
        return (
            f"an attribute of `{found[1]}` is missing or has a value that is not allowed",
            f"it has {attributes}" if attributes else "it has no attribute",
        )
    if found := re.match(r"Invalid attribute (\S+) for element (\S+)", message):
        return f"`{found[2]}` may not have the attribute `{found[1]}`, or not with this value", ""
    if found := re.match(r"Expecting element (\S+), got (\S+)", message):
        return f"`{found[1]}` should stand here, not `{found[2]}`", ""
    if found := re.match(r"Expecting an element (\S*), got nothing", message):
        return f"`{here}` lacks an element{f' `{found[1]}`' if found[1] else ''}", ""
    if re.match(r"Did not expect text in element", message):
        return f"text may not stand directly in `{here}`", "put it into an element, such as `p`"
    return message, ""
