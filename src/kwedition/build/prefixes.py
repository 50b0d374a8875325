"""Private references such as ``psn:abc``, written out as the document's own ``prefixDef`` says.

TEI P5 Guidelines, 16.2.3 (Using Abbreviated Pointers). A reference of a scheme that only another document declares
means its id, as any key does.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from kwedition.xmlio import TEI

if TYPE_CHECKING:
    from kwedition.check.integrity.model import Prefix

# Attributes that point, as pointers.xsl has them; `key` is no pointer.
_POINTING = ("ref", "target", "source", "corresp", "who", "ana", "hand", "resp", "scribeRef", "sameAs", "wit")
_LINKS = frozenset(f"{{{TEI}}}{name}" for name in ("ref", "ptr", "graphic", "quote", "bibl"))
# How the stylesheets are told what a pointer without words is called: the private reference, not its address.
SHORT = "kw-short"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@contextmanager
def resolved(root: etree._Element) -> Iterator[None]:
    """While it lasts, the document's private references are those that they stand for.

    What stands for an address in the world is written out only where it becomes a link: elsewhere it is the key that an
    entity is known by.
    """
    declared = _declared(root)
    old: list[tuple[etree._Element, str, str]] = []
    for element in root.iter("*") if declared else ():
        for name in _POINTING:
            value = element.get(name)
            if value is None or ":" not in value:
                continue
            link = element.tag in _LINKS and name in ("target", "source", "ref")
            new = " ".join(_expanded(token, declared, link) for token in str(value).split())
            if new != value:
                old.append((element, name, str(value)))
                element.set(name, new)
                if name == "target" and _SCHEME.match(new) and not len(element) and not element.text:
                    element.set(SHORT, _short(str(value).split()[0]))
    try:
        yield
    finally:
        for element, name, before in old:
            element.set(name, before)
            element.attrib.pop(SHORT, None)


def _short(token: str) -> str:
    """What an encoder calls what is in the world: without the prefix, if it is more than a number."""
    rest = token.partition(":")[2]
    return rest if any(sign.isalpha() for sign in rest) else token


def _declared(root: etree._Element) -> "dict[str, list[Prefix]]":
    found = list(root.iter(f"{{{TEI}}}prefixDef"))
    if not found:
        return {}
    # Few documents have one, and it takes long to load.
    from kwedition.check.integrity.model import Prefix

    declared: dict[str, list[Prefix]] = {}
    for each in found:
        ident = str(each.get("ident") or "")
        pattern, replacement = str(each.get("matchPattern", "(.*)")), str(each.get("replacementPattern", "$1"))
        if ident:
            declared.setdefault(ident, []).append(Prefix(ident, pattern, replacement))
    return declared


def _expanded(token: str, declared: "dict[str, list[Prefix]]", link: bool) -> str:
    from kwedition.check.integrity.targets import expansions

    ident, colon, rest = token.partition(":")
    if not colon or ident not in declared:
        return token
    for meant in expansions(declared[ident], rest):
        # One token stays one token.
        if meant and not any(sign.isspace() for sign in meant) and (link or not _SCHEME.match(meant)):
            return meant
    return token
