"""What is wrong with an FO file, or beyond this formatter: found before anything is formatted."""

from collections.abc import Iterator

from lxml import etree

from kwedition.findings import Finding, Severity
from kwedition.print import values
from kwedition.print.limits import has_effect, roundabout
from kwedition.print.sheet import local, place
from kwedition.print.vocabulary import (
    ALT_TEXT,
    CHILDREN,
    FO,
    PROPERTIES,
    XML_LANG,
    is_value,
)

_RUNNING = ("javascript:", "vbscript:", "data:")
# What an object cannot be without.
_NEEDED = {
    "page-sequence": ("master-reference",), "static-content": ("flow-name",), "flow": ("flow-name",),
    "simple-page-master": ("master-name",), "page-sequence-master": ("master-name",),
    "page-number-citation": ("ref-id",), "page-number-citation-last": ("ref-id",),
    "marker": ("marker-class-name",), "retrieve-marker": ("retrieve-class-name",),
    "external-graphic": ("src",), "index-key-reference": ("ref-index-key",),
    "single-page-master-reference": ("master-reference",), "repeatable-page-master-reference": ("master-reference",),
    "conditional-page-master-reference": ("master-reference",), "character": ("character",),
}  # fmt: skip
_PARTS = {
    "root": ("layout-master-set", "page-sequence"), "simple-page-master": ("region-body",), "page-sequence": ("flow",),
    "footnote": ("inline", "footnote-body"), "list-item": ("list-item-label", "list-item-body"),
    "table": ("table-body",), "table-and-caption": ("table",), "bookmark": ("bookmark-title",),
}  # fmt: skip


def check(root: etree._Element, name: str) -> list[Finding]:
    """Every object, property and value that this formatter does not know, and every reference that leads nowhere."""
    if root.tag != f"{{{FO}}}root":
        return [_finding(root, name, "fo-root", f"the root is {_named(root)}, not fo:root", "give an XSL-FO file")]
    found = list(_objects(root, name))
    found += _references(root, name)
    return found


def _objects(root: etree._Element, name: str) -> Iterator[Finding]:
    foreign: etree._Element | None = None
    for element in root.iter("*"):
        if foreign is not None and _is_in(element, foreign):
            continue
        foreign = None
        kind = local(element)
        allowed = CHILDREN.get(kind)
        if allowed is None:
            yield _finding(element, name, "fo-object", f"{_named(element)} is not known to this formatter",
                           "use another object, or format with FOP (--formatter fop)")  # fmt: skip
            foreign = element
            continue
        yield from _attributes(element, name)
        if "#any" in allowed:
            foreign = element
            continue
        yield from _content(element, kind, allowed, name)


def _is_in(element: etree._Element, ancestor: etree._Element) -> bool:
    return any(each is ancestor for each in element.iterancestors())


def _content(element: etree._Element, kind: str, allowed: frozenset[str], name: str) -> Iterator[Finding]:
    children = [local(child) for child in element.iterchildren("*")]
    for child in dict.fromkeys(children):
        if child and child in CHILDREN and child not in allowed:
            yield _finding(element, name, "fo-content", f"fo:{kind} holds fo:{child}, which may not stand there",
                           "XSL 1.1 says what an object may hold")  # fmt: skip
    if "#text" not in allowed:
        texts = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in texts):
            yield _finding(element, name, "fo-content", f"fo:{kind} holds text, which may not stand there",
                           "put the text into an fo:block")  # fmt: skip
    for part in _PARTS.get(kind, ()):
        if part not in children and not (part == "page-sequence" and "page-sequence-wrapper" in children):
            yield _finding(element, name, "fo-content", f"fo:{kind} has no fo:{part}", f"give it an fo:{part}")
    if kind == "footnote" and children not in (["inline", "footnote-body"],):
        yield _finding(element, name, "fo-content", "fo:footnote is not an fo:inline and an fo:footnote-body",
                       "write the label, then the body")  # fmt: skip


def _attributes(element: etree._Element, name: str) -> Iterator[Finding]:
    kind = local(element)
    for key, text in element.attrib.items():
        attribute, value = str(key), str(text)
        if attribute in (XML_LANG, ALT_TEXT):
            continue
        if attribute not in PROPERTIES:
            yield _finding(element, name, "fo-property", f"{_shown(attribute)} of fo:{kind} is not known to this "
                           "formatter", "leave it out, or format with FOP (--formatter fop)")  # fmt: skip
        elif not is_value(attribute, value):
            yield _finding(element, name, "fo-value", f"{attribute}={value!r} of fo:{kind} is not a value that this "
                           "formatter knows", f"it takes {', '.join(PROPERTIES[attribute])}")  # fmt: skip
        elif not has_effect(attribute, kind) and value not in ("auto", "none"):
            yield _finding(element, name, "fo-no-effect", f"{attribute} does nothing on fo:{kind} here",
                           "put it on an object that it is meant for, or leave it out", Severity.WARNING)  # fmt: skip
        elif (instead := roundabout(attribute, value)) is not None:
            yield _finding(element, name, "fo-approximate", f"{attribute}={value!r} of fo:{kind}: {instead}", "",
                           Severity.WARNING)  # fmt: skip
    for attribute in _NEEDED.get(kind, ()):
        if element.get(attribute) is None:
            yield _finding(element, name, "fo-property", f"fo:{kind} has no {attribute}", f"give it a {attribute}")


def _references(root: etree._Element, name: str) -> list[Finding]:
    found: list[Finding] = []
    ids: set[str] = set()
    masters = {str(e.get("master-name")) for e in root.iterfind(f"{{{FO}}}layout-master-set/*")}
    for element in root.iter("*"):
        if (own := element.get("id")) is not None and local(element):
            if own in ids:
                found.append(
                    _finding(element, name, "fo-id", f"the id {own} is given twice", "give each object its own")
                )
            ids.add(str(own))
        outside = values.address(str(element.get("external-destination", "")))
        if outside.strip().lower().startswith(_RUNNING):
            found.append(_finding(element, name, "fo-link", f"a link to {outside[:40]} would run something",
                                  "link to http, https or mailto"))  # fmt: skip
    keys = {str(e.get("index-key")) for e in root.iter("*") if e.get("index-key")}
    for element in root.iter(f"{{{FO}}}*"):
        for attribute, known in (("ref-id", ids), ("internal-destination", ids), ("master-reference", masters),
                                 ("ref-index-key", keys)):  # fmt: skip
            value = element.get(attribute)
            if value is not None and value not in known:
                found.append(_finding(element, name, "fo-reference", f"{attribute}={value!r} of fo:{local(element)} "
                                      "leads nowhere in this file", "give the id to what it means"))  # fmt: skip
    return found


def _named(element: etree._Element) -> str:
    kind = local(element)
    qname = etree.QName(element)
    return f"fo:{kind}" if kind else f"{qname.localname} of the namespace {qname.namespace or '(none)'}"


def _shown(attribute: str) -> str:
    qname = etree.QName(attribute)
    return f"{qname.localname} of the namespace {qname.namespace}" if qname.namespace else qname.localname


def _finding(
    element: etree._Element, name: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    near = place(element)
    message += f" (near id {near})" if near else ""
    return Finding(name, int(element.sourceline or 0), 0, rule, severity, message, hint)
