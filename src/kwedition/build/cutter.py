"""What one page of a very long text needs of it.

Each part of a divided text is made from the whole document, so that its addresses and numbers are those of the whole.
The time for all parts would grow with the square of the text. A text of many parts is therefore cut: a part gets its
own elements, those round them without what else they hold, and the headers. Its blocks have their numbers already
(numbering.py); what else would have been counted before it is said at the place by a processing instruction
(xslt/shared/cut.xsl). Where a part may look further, as for notes and variants that stand elsewhere, nothing is cut
(cuts.py).
"""

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain

from lxml import etree

from kwedition import xmlio
from kwedition.build import cuts, dating, hyphens, meant, numbering, parts, prefixes, sourcetext
from kwedition.xmlio import TEI, Source

_BEFORE = "kw-before"
_SPACE = " \t\r\n"
_IMAGES = (f"{{{TEI}}}graphic", f"{{{TEI}}}media")
_SAID = re.compile(r'<part n="([0-9]+)" notes="([0-9]+)"')

# A part, and the notes before the place where the text is cut for it.
Place = tuple[int, int]


def said(slice_: str) -> Place | None:
    """For which part a page is to be cut out, as its slice says; None where nothing is cut, and for the contents."""
    match = None if '<shown n="0"' in slice_ else _SAID.search(slice_)
    return None if match is None else (int(match[1]), int(match[2]))


class Cutter:
    """A very long document, and what each of its parts needs of it: bytes, and where its elements are written.

    ``places`` are those of all its elements (see sourceview.py), or None.
    """

    def __init__(self, source: Source, places: Sequence[str] | None) -> None:
        root = xmlio.parse_own(source.text())
        self._root = root
        for instruction in list(root.iter(etree.ProcessingInstruction)):
            if isinstance(instruction, etree._ProcessingInstruction) and instruction.target == _BEFORE:
                _silence(instruction)
        for each in root.iter("*"):
            for name in (parts.PART_OF, cuts.CUT):
                each.attrib.pop(name, None)
        # For good, as all that follows: nobody else has this tree.
        numbering.cleared(root)
        numbering.number(root)
        hyphens.cleared(root)
        hyphens.say(root)
        hyphens.mark(root)
        self._resolved = ExitStack()
        self._resolved.enter_context(prefixes.resolved(root))
        self._resolved.enter_context(meant.referred(root))
        self._resolved.enter_context(dating.told(root))
        self._places = None if places is None else dict(zip(sourcetext.opened(root), places, strict=True))
        beginnings = parts.divided(root)
        self._starts = dict(enumerate(beginnings, 1))
        cut = cuts.points(root, beginnings)
        self._cuts = {number: element for element, numbers in cut.items() for number in numbers}
        parts.mark(root, beginnings)
        self._counted = dict(_counted(root, cut))

    def part(self, place: Place) -> tuple[bytes, tuple[str, ...] | None]:
        """The document cut to a part, and the places of its elements."""
        number, notes = place
        first = self._cuts[number]
        part, texts, elements, images = self._counted[first]
        kept: list[etree._Element] = []
        end = self._starts.get(number + 1)
        path = [*reversed(list(first.iterancestors()))]
        copies = [_shell(self._root, None, kept)]
        for round_, next_ in zip(path, [*path[1:], first], strict=True):
            if number == 1:
                # Whatever stands before the first part's first element is in it.
                copies[-1].text = round_.text
            for child in reversed(list(next_.itersiblings(*parts.BESIDE, preceding=True))):
                _beside(child, copies[-1], kept)
            if next_ is not first:
                copies.append(_shell(next_, copies[-1], kept))
        counts = (part, notes, texts, elements, images)
        copies[-1].append(etree.ProcessingInstruction(_BEFORE, " ".join(map(str, counts))))
        closing = set() if end is None else set(end.iterancestors())
        goes_on = _take(chain((first,), first.itersiblings()), copies[-1], end, closing, kept)
        for round_, copied, outer in zip(path[:0:-1], copies[:0:-1], copies[-2::-1], strict=True):
            if not goes_on:
                break
            copied.tail = round_.tail
            goes_on = _take(round_.itersiblings(), outer, end, closing, kept)
        if not goes_on and end is not None:
            # What stands beside the text may stand behind it.
            top = next(each for each in (end, *end.iterancestors()) if each.getparent() is self._root)
            for child in top.itersiblings(*parts.BESIDE):
                _beside(child, copies[0], kept)
        data = etree.tostring(copies[0], encoding="UTF-8")
        if self._places is None:
            return data, None
        return data, tuple([self._places[each] for each in kept if each in self._places])


def _counted(
    root: etree._Element, cut: dict[etree._Element, list[int]]
) -> Iterator[tuple[etree._Element, tuple[int, int, int, int]]]:
    """What stands before each of some elements: the part, and how many texts, elements and images."""
    part = texts = elements = images = 0
    for event, each in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if each in cut:
                yield each, (part, texts, elements, images)
            part = int(each.get(parts.PART_OF, part))
            elements += 1
            images += each.tag in _IMAGES
            texts += bool((each.text or "").strip(_SPACE))
        if event != "start" and each is not root:
            texts += bool((each.tail or "").strip(_SPACE))


def _silence(instruction: etree._Element) -> None:
    """Put a comment in the place of an instruction: taken away, it would make one text of the two beside it."""
    parent = instruction.getparent()
    assert parent is not None
    comment = etree.Comment("")
    comment.tail = instruction.tail
    parent.replace(instruction, comment)


def _shell(element: etree._Element, parent: etree._Element | None, kept: list[etree._Element]) -> etree._Element:
    """An element without what it holds."""
    kept.append(element)
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if parent is None:
        return etree.Element(element.tag, attributes, nsmap=element.nsmap)
    return etree.SubElement(parent, element.tag, attributes, nsmap=element.nsmap)


def _beside(element: etree._Element, parent: etree._Element, kept: list[etree._Element]) -> None:
    """Take a header, or what else stands beside the text."""
    copied = copy.deepcopy(element)
    copied.tail = None
    parent.append(copied)
    kept += element.iter("*")


def _take(
    nodes: Iterable[etree._Element], parent: etree._Element, end: etree._Element | None,
    closing: set[etree._Element], kept: list[etree._Element],
) -> bool:  # fmt: skip
    """Take nodes up to the element that begins the next part; whether it was not yet among them."""
    for node in nodes:
        if node is end:
            return False
        if node in closing:
            copied = _shell(node, parent, kept)
            copied.text = node.text
            _take(node, copied, end, closing, kept)
            return False
        parent.append(copy.deepcopy(node))
        kept += node.iter("*")
    return True
