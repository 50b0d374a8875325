"""What a compiled schema may not call: functions by which Saxon's own limits could be lifted again.

``fn:transform`` takes a configuration of its own among its options, in which every file may be read, and what is looked
up or evaluated by a name in a string could be that function. Saxon has no switch for them, so that they are looked for
in the text of every expression. Names in string literals and comments count as well: to leave those out would need a
parser, and a mistake in it would open what is to be closed.
"""

import re
from collections.abc import Iterator

from lxml import etree

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_FN = "http://www.w3.org/2005/xpath-functions"
# A comment between the name and its parenthesis begins with a parenthesis, too. Round the colon of a prefix there is
# no space: `map { x : transform(…) }` has none.
_CALL = re.compile(r"(?:(?P<prefix>[\w.-]+):)?(?<![\w.-])(?P<name>transform|function-lookup|load-xquery-module)\s*[(#]")
_PLAIN = re.compile(r"[\w.-]+")
_INSTRUCTIONS = {f"{_XSL}{name}" for name in ("evaluate", "import", "include", "use-package", "result-document")}


def forbidden(stylesheet: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element of a stylesheet that may not be run, with the name of what it uses."""
    for element in stylesheet.iter("*"):
        name = _used(element)
        if name:
            yield element, name


def _used(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in _INSTRUCTIONS:
        return f"xsl:{etree.QName(element).localname}"
    for name, value in element.attrib.items():
        # A shadow attribute is an expression that an expression writes.
        if tag.startswith(_XSL) and str(name).startswith("_"):
            return f"the attribute {name!s}"
        called = _called(str(value), element)
        if called:
            return called
    # Text may hold expressions, too (expand-text); comments in it are not there for Saxon.
    text = element.text or ""
    for child in element:
        text += ("\n" if isinstance(child.tag, str) else "") + (child.tail or "")
    return _called(text, element) if "{" in text and tag != f"{_XSL}text" else ""


def _called(expression: str, element: etree._Element) -> str:
    for match in _CALL.finditer(expression):
        # A prefix of the schema's own names another function; but some letters of prefixes are none here.
        odd = any(uri == _FN and not _PLAIN.fullmatch(prefix or "-") for prefix, uri in element.nsmap.items())
        prefix = match["prefix"]
        if odd or prefix is None or element.nsmap.get(prefix) in {_FN, None}:
            return f"{match['name']}()"
    return ""
