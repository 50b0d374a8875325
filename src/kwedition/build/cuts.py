"""Where a very long text can be cut, so that a part of it is made without the others (see cutter.py)."""

from collections.abc import Sequence

from lxml import etree

from kwedition.namespace import KW
from kwedition.xmlio import TEI, XML_ID

# From so many parts on: below, the whole is read quickly enough.
MANY = 12

CUT = f"{KW}cut"
_T = f"{{{TEI}}}"
# Elements that a part may begin inside of without being another for it: they only hand on what they hold.
_THROUGH = frozenset(
    f"{_T}{name}"
    for name in ("TEI", "teiCorpus", "text", "group", "front", "body", "back", "div", *(f"div{n}" for n in range(1, 8)))
)
_ELSEWHERE = etree.XPath(
    "boolean(//t:sourceDoc | //t:app[@from or @to or @loc] | //t:text//t:listWit | //t:text//t:handNote"
    " | //t:cell[@rows] | //t:note[contains(concat(' ', normalize-space(@target)), ' #')]"
    " | /t:teiCorpus//t:facsimile | /t:teiCorpus//t:listWit)",
    namespaces={"t": TEI},
)
_HANDS = etree.XPath("//t:text//t:handShift/@new | //t:text//@hand", namespaces={"t": TEI})


def points(root: etree._Element, beginnings: Sequence[etree._Element]) -> dict[etree._Element, list[int]]:
    """The elements from which parts can be made, each with the numbers of these; empty for what is not cut."""
    found: dict[etree._Element, list[int]] = {}
    if len(beginnings) < MANY or _ELSEWHERE(root) or _hands_in_text(root) or has_entities(root):
        return found
    for number, element in enumerate(beginnings, 1):
        round_ = [element, *element.iterancestors()]
        # The outermost that is more than a division: a part of a paragraph counts on from the one before.
        outer = next((at for at in range(len(round_) - 1, 0, -1) if round_[at].tag not in _THROUGH), 0)
        found.setdefault(round_[outer], []).append(number)
    return found


def _hands_in_text(root: etree._Element) -> bool:
    """Whether a hand is described in a text: a part would have to look for it in another."""
    hands = {token[1:] for value in _HANDS(root) for token in str(value).split() if token[:1] == "#"}
    return bool(hands) and any(each.get(XML_ID) in hands for text in root.iter(f"{_T}text") for each in text.iter("*"))


def has_entities(root: etree._Element) -> bool:
    """Whether the document declares entities: what they bring has a namespace only when it is read again."""
    subset = root.getroottree().docinfo.internalDTD
    return subset is not None and next(subset.iterentities(), None) is not None
