"""Schematron that stands in a RELAX NG grammar, gathered into one schema (ISO/IEC 19757-3, annex on RELAX NG)."""

from collections.abc import Callable, Iterator

from lxml import etree

from kwedition.namespace import KW

RNG = "{http://relaxng.org/ns/structure/1.0}"
_SCH = "http://purl.oclc.org/dsdl/schematron"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_AT = f"{KW}at"
# What may stand in a grammar by itself; the schema has them in this order.
_TOP = ("ns", "key", "let", "phase", "pattern", "group", "rules", "diagnostics", "properties")
_BARE = {"assert", "report"}
_FOREIGN = {f"{_XSL}function", f"{_XSL}key", f"{_XSL}variable"}

Include = Callable[[str, str], tuple[etree._Element, str] | None]


def gathered(grammar: etree._Element, base: str, include: Include) -> tuple[etree._Element, list[tuple[str, str]]]:
    """A schema with every rule of a grammar and of those it includes, and what could not be used.

    ``include`` gives another grammar and its address by reference and base. The second part of the result has a
    place (``kw:at``) and a message for each assertion that no element can be found for.
    """
    found: list[etree._Element] = []
    wrong: list[tuple[str, str]] = []
    for element in _outermost(grammar, base, include, {base}):
        local = etree.QName(element).localname
        if element.tag in _FOREIGN or local in _TOP:
            found.append(element)
        elif local == "schema":
            found += list(element.iterchildren("*"))
        elif local == "rule":
            found.append(_within("pattern", element))
        elif local == "diagnostic":
            found.append(_within("diagnostics", element))
        elif local in _BARE:
            context = _context(element)
            if context:
                rule = _within("rule", element)
                rule.set("context", context)
                found.append(_within("pattern", rule))
            else:
                wrong.append(
                    (element.get(_AT) or "", f"the {local} stands in no element: give it a rule with a context")
                )
    schema = etree.Element(f"{{{_SCH}}}schema", nsmap={"sch": _SCH, **_prefixes(grammar)})
    schema.set("queryBinding", _binding(grammar))
    schema.set(_AT, grammar.get(_AT) or "")
    order = {f"{{{_SCH}}}{name}": number for number, name in enumerate(_TOP)}
    for element in sorted(found, key=lambda e: order.get(str(e.tag), 1)):
        element.tail = None
        schema.append(element)
    return schema, wrong


def _outermost(grammar: etree._Element, base: str, include: Include, seen: set[str]) -> Iterator[etree._Element]:
    """The outermost elements of Schematron and XSLT, in the order of the grammar; includes are followed once."""
    for element in list(grammar.iter("*")):
        tag = str(element.tag)
        if tag in {f"{RNG}include", f"{RNG}externalRef"}:
            other = include(element.get("href") or "", base)
            if other and other[1] not in seen:
                seen.add(other[1])
                yield from _outermost(other[0], other[1], include, seen)
        elif tag.startswith(f"{{{_SCH}}}") or tag in _FOREIGN:
            parent = element.getparent()
            if parent is None or not str(parent.tag).startswith((f"{{{_SCH}}}", _XSL)):
                yield element


def _within(name: str, element: etree._Element) -> etree._Element:
    """The element in a new one, in which its prefixes still mean what they did."""
    nsmap = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    wrapper = etree.Element(f"{{{_SCH}}}{name}", nsmap={**nsmap, "sch": _SCH})
    wrapper.set(_AT, element.get(_AT) or "")
    element.tail = None
    wrapper.append(element)
    return wrapper


def _prefixes(grammar: etree._Element) -> dict[str, str]:
    return {prefix: uri for prefix, uri in grammar.nsmap.items() if prefix and prefix != "sch"}


def _binding(grammar: etree._Element) -> str:
    """What an embedded schema says; the TEI's tools and others take XPath 2 when nothing is said."""
    said = (each.get("queryBinding") for each in grammar.iter(f"{{{_SCH}}}schema"))
    return next((binding for binding in said if binding), "xslt2")


def _context(assertion: etree._Element) -> str:
    """The pattern of the RELAX NG element, or attribute in it, that an assertion stands in; empty outside of any."""
    steps: list[str] = []
    for ancestor in assertion.iterancestors(f"{RNG}element", f"{RNG}attribute"):
        attribute = ancestor.tag == f"{RNG}attribute"
        names = _names(ancestor, attribute)
        if not names:
            return ""
        steps.append("|".join(names))
        if not attribute:
            break
    if len(steps) == 2:
        return "|".join(f"{element}/@{name}" for element in steps[1].split("|") for name in steps[0].split("|"))
    if steps and next(assertion.iterancestors(f"{RNG}element"), None) is None:
        return "|".join(f"@{name}" for name in steps[0].split("|"))
    return steps[0] if steps else ""


def _names(element: etree._Element, attribute: bool) -> list[str]:
    """The names that a pattern of RELAX NG has for an element or attribute, as XPath name tests."""
    if element.get("name"):
        return [_name(element, str(element.get("name")), attribute)]
    for child in element.iterchildren(f"{RNG}*"):
        tags = [child] if child.tag != f"{RNG}choice" else list(child.iterchildren(f"{RNG}*"))
        names = []
        for tag in tags:
            if tag.tag == f"{RNG}name":
                names.append(_name(tag, (tag.text or "").strip(), False))
            elif tag.tag == f"{RNG}anyName":
                names.append("*")
            elif tag.tag == f"{RNG}nsName":
                names.append(f"Q{{{_ns(tag)}}}*")
        return names
    return []


def _name(element: etree._Element, name: str, attribute: bool) -> str:
    prefix, _, local = name.rpartition(":")
    if prefix:
        return f"Q{{{element.nsmap.get(prefix, '')}}}{local}"
    # An attribute named by @name is in no namespace unless it says so itself.
    namespace = (element.get("ns") or "") if attribute else _ns(element)
    return f"Q{{{namespace}}}{local}"


def _ns(element: etree._Element) -> str:
    here: etree._Element | None = element
    while here is not None:
        if here.get("ns") is not None:
            return str(here.get("ns"))
        here = here.getparent()
    return ""
