"""Where a text that is too long for one page is divided: a function of the document alone.

A text is divided at its divisions, else at page breaks, else between blocks; a corpus always at its texts. The record
and the pages ask here, so they always agree. How large a page will be is not known before it is made, so sizes are
estimates, in bytes of HTML.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from kwedition.build import cuts
from kwedition.namespace import KW
from kwedition.xinclude import INCLUDE
from kwedition.xmlio import TEI, XML_ID

# A page that would be larger than the first is divided into parts of about the second.
LARGE = 300_000
PART = 200_000
# What a document needs at least before it can make a large page: nothing makes more than four bytes out of one.
_SMALL = LARGE // 8

# What an element adds to a page, in bytes: its tags, its id (and that itself), a link, the call of a note; no element
# adds more than the last, besides its id and its text.
_TAGS, _ID, _LINK, _CALL = 45, 6, 90, 180
_DEAREST = _TAGS + _ID + 2 * _LINK + _CALL

_COUNT = etree.XPath("count(descendant-or-self::*)")
_IDS = etree.XPath("descendant-or-self::*/@xml:id")
_NESTED = etree.XPath("boolean(//t:note//t:note)", namespaces={"t": TEI})
_LENGTH = etree.XPath("string-length(.)")

PART_OF = f"{KW}part"
_TEI = f"{{{TEI}}}"

_DIVISIONS = frozenset(
    f"{_TEI}{name}" for name in ("div", *(f"div{n}" for n in range(1, 8)), "text", "TEI", "teiCorpus")
)
# Elements whose parts may stand on several pages: their rules in xslt/text/ do nothing but hand on what they hold.
_OPEN = _DIVISIONS | {
    f"{_TEI}{name}"
    for name in (
        "front", "body", "back", "group", "floatingText", "lg", "sp", "spGrp", "sourceDoc", "surfaceGrp", "surface",
        "zone", "quote", "list", "listBibl", "castList", "table",
    )
}  # fmt: skip
# Within these only at page breaks; where there are none, at what comes next.
_LINES = frozenset(f"{_TEI}{name}" for name in ("p", "ab"))
_LINKED = _LINES | {f"{_TEI}{name}" for name in ("entry", "entryFree", "u", "post")}
_BREAKS = frozenset(f"{_TEI}{name}" for name in ("pb", "gb"))
_LESSER = tuple(
    frozenset(f"{_TEI}{name}" for name in names)
    for names in (("cb", "milestone"), ("s", "seg", "cl"), ("lb",), ("phr", "w"))
)
_CORPUS, _DOCUMENT, _NOTE, _ANCHOR = f"{_TEI}teiCorpus", f"{_TEI}TEI", f"{_TEI}note", f"{_TEI}anchor"
_VERSE, _VERSES, _LINE = f"{_TEI}l", frozenset((f"{_TEI}lg", f"{_TEI}sp")), f"{_TEI}lb"
# What stands with the head of a text; of a corpus, too, where its own documents are (xinclude.py).
BESIDE = frozenset((*(f"{_TEI}{name}" for name in ("teiHeader", "standOff", "facsimile")), INCLUDE))
# What may be an entry for an entity.
ENTRIES = frozenset(f"{_TEI}{name}" for name in ("person", "personGrp", "place", "org", "event"))
# The lists that hold such entries.
ENTRY_LISTS = frozenset(f"{_TEI}{name}" for name in ("listPerson", "listPlace", "listOrg", "listEvent"))
_ROWS = frozenset(f"{_TEI}{name}" for name in ("row", "item", "label", "bibl", "biblStruct", "castItem", "castGroup"))


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is not divided further. ``rank`` says how well a part may begin with it: 0 best; None: never."""

    element: etree._Element
    size: int
    rank: int | None
    must: bool = False


def marked(root: etree._Element) -> str | None:
    """The XML of a document in which ``kw:part`` says where each part begins; None when it is one page.

    Part 0 is the page of contents: the header and what stands beside the text.
    """
    beginnings = divided(root)
    if not beginnings:
        return None
    held: list[tuple[etree._Element, str, str]] = []
    for element in root.iter("*"):
        for name in (PART_OF, cuts.CUT):
            own = element.attrib.pop(name, None)
            if own is not None:
                held.append((element, name, str(own)))
    marks = mark(root, beginnings)
    cut = cuts.points(root, beginnings)
    for element, numbers in cut.items():
        element.set(cuts.CUT, " ".join(map(str, numbers)))
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    for element in marks:
        del element.attrib[PART_OF]
    for element in cut:
        del element.attrib[cuts.CUT]
    for element, name, own in held:
        element.set(name, own)
    return text


def mark(root: etree._Element, beginnings: Sequence[etree._Element]) -> Iterable[etree._Element]:
    """Say in a document where its parts begin; these elements, and what stands beside the text."""
    marks = {element: str(number) for number, element in enumerate(beginnings, 1)}
    number = "1"
    for child in root.iterchildren("*"):
        if child.tag in BESIDE:
            marks[child] = "0"
        else:
            marks.setdefault(child, number)
            number = max((marks[each] for each in child.iter("*") if each in marks), key=int)
    for element, part in marks.items():
        element.set(PART_OF, part)
    return marks


def divided(root: etree._Element) -> list[etree._Element]:
    """The elements with which the parts of a document begin, in order; none when it is one page."""
    corpus = root.tag == _CORPUS
    if not corpus and _COUNT(root) * 30 + _length(root) < _SMALL:
        return []
    main = [child for child in root.iterchildren("*") if child.tag not in BESIDE]
    if not main or (not corpus and _is_small(root, main)):
        return []
    sizes = _sizes(root, main)
    if not corpus and sum(sizes[child] for child in main) <= LARGE:
        return []
    atoms = [atom for child in main for atom in _atoms(child, sizes, 0, None)]
    starts = _packed(atoms)
    if len(starts) < 2:
        return []
    # What begins with a part's first element begins with the part.
    beginnings = [_outermost(atoms[start].element, root) for start in starts]
    return list(dict.fromkeys(beginnings))


def _length(root: etree._Element) -> int:
    return int(_LENGTH(root))


def _is_small(root: etree._Element, main: Iterable[etree._Element]) -> bool:
    """Whether a document is one page even if each element of its text were the dearest: nobody need look at each."""
    anchors = [id_ for each in root.iter(_ANCHOR) if (id_ := each.get(XML_ID))]
    # Then a note that is called from elsewhere may count more than once.
    if len(set(anchors)) < len(anchors) or (anchors and _NESTED(root)):
        return False
    text = sum(len(etree.tostring(each, encoding="UTF-8", method="text", with_tail=False)) for each in main)
    elements = sum(int(_COUNT(each)) for each in main)
    ids = sum(len(id_) for each in main for id_ in _IDS(each))
    return text + ids + elements * _DEAREST <= LARGE


def _sizes(root: etree._Element, main: Iterable[etree._Element]) -> dict[etree._Element, int]:
    """About how many bytes of HTML each element makes; a note counts where it is called."""
    sizes: dict[etree._Element, int] = {}
    called: dict[str, int] = {}
    anchors = {str(id_) for each in root.iter(_ANCHOR) if (id_ := each.get(XML_ID))}
    moved: set[etree._Element] = set()
    for child in main:
        for note in child.iter(_NOTE):
            target = (note.get("target") or "").split()
            named = next((each[1:] for each in target if each[:1] == "#" and each[1:] in anchors), None)
            if named is not None:
                called[named] = called.get(named, 0) + _whole(note)
                moved.add(note)
    for child in main:
        _measure(child, sizes, called, moved)
    return sizes


def _measure(
    top: etree._Element, sizes: dict[etree._Element, int], called: dict[str, int], moved: set[etree._Element]
) -> None:
    """Without recursion: documents may be deep."""
    for _event, element in etree.iterwalk(top, events=("end",), tag="*"):
        if element in moved:
            sizes[element] = 0
        elif element.tag in ENTRIES:
            sizes[element] = 120
        else:
            size = _own(element) + sum(sizes[child] + _text(child.tail) for child in element.iterchildren("*"))
            if element.tag == _ANCHOR:
                size += called.get(str(element.get(XML_ID)), 0)
            sizes[element] = size


def _whole(note: etree._Element) -> int:
    return sum(_own(each) + _text(each.tail) for each in note.iter("*"))


def _own(element: etree._Element) -> int:
    """What an element adds by itself: its tags, its id, its links; estimated on whole editions."""
    size = _text(element.text) + _TAGS
    if element.get(XML_ID):
        size += _ID + len(element.get(XML_ID) or "")
    if element.get("ref") or element.get("key") or element.get("target"):
        size += _LINK
    if element.tag in _LINKED:
        # The link to a paragraph, or an entry.
        size += _LINK
    return size + _CALL if element.tag == _NOTE else size


def _text(text: str | None) -> int:
    return len(text.encode()) if text else 0


def _atoms(element: etree._Element, sizes: dict[etree._Element, int], depth: int, rank: int | None) -> Iterator[_Atom]:
    """An element as pieces of which none is larger than a part, if it can be helped."""
    must = element.tag in (_DOCUMENT, _CORPUS) and not _after_header(element)
    large = sizes[element] > PART or element.tag == _CORPUS
    lines = element.tag in _LINES
    breaks = _breaks_inside(element) if lines and large else frozenset[str]()
    if not large or depth > 60 or not (element.tag in _OPEN or breaks):
        yield _Atom(element, sizes[element], rank, must)
        return
    first = True
    for child in element.iterchildren("*"):
        inner = _rank(child, breaks if lines else None)
        for atom in _atoms(child, sizes, depth + 1, inner):
            if first:
                # Whoever begins before its first child begins the element itself.
                begins = rank if rank is not None else inner
                yield _Atom(atom.element, atom.size + _own(element), begins, must or atom.must)
                first = False
            else:
                yield _Atom(atom.element, atom.size + _text(child.tail), atom.rank, atom.must)
    if first:
        yield _Atom(element, sizes[element], rank, must)


def _after_header(element: etree._Element) -> bool:
    """Whether only the header of a corpus within a corpus stands before a text, which then begins with the corpus."""
    before, parent = element.getprevious(), element.getparent()
    return before is not None and before.tag in BESIDE and parent is not None and parent.getparent() is not None


def _rank(child: etree._Element, breaks: frozenset[str] | None) -> int | None:
    """How well a part may begin with a child; ``breaks`` are what divides a paragraph, None elsewhere."""
    if child.tag in _DIVISIONS:
        return 0
    if child.tag in (_BREAKS if breaks is None else breaks):
        # A line that divides a word begins nothing.
        return None if child.get("break") == "no" and child.tag not in _BREAKS else 1
    if breaks is not None or child.tag == f"{_TEI}head" or _belongs_to_previous(child):
        return None
    return 3 if child.tag in _ROWS else 2


def _belongs_to_previous(child: etree._Element) -> bool:
    """Whether a block shows the number of the line break before it, or a note that of itself behind a verse."""
    before = child.getprevious()
    if before is None or (before.tail and before.tail.strip()):
        return False
    if child.tag == _NOTE:
        return before.tag in (_VERSE, _NOTE) and getattr(child.getparent(), "tag", "") in _VERSES
    return before.tag == _LINE and before.get("n") is not None and (child.tag in _LINES or child.tag == _VERSE)


def _breaks_inside(element: etree._Element) -> frozenset[str]:
    """At which of its children a paragraph is divided: those of the best kind that it has, if it has any."""
    held = {str(child.tag) for child in element.iterchildren("*")}
    return next((breaks for breaks in (_BREAKS, *_LESSER) if held & breaks), frozenset())


def _packed(atoms: list[_Atom]) -> list[int]:
    """The numbers of the atoms with which parts begin: as few parts as can be, each begun where it is best."""
    starts = [0]
    size = 0
    number = 0
    while number < len(atoms):
        atom = atoms[number]
        if number > starts[-1] and atom.must:
            starts.append(number)
            size = 0
        elif number > starts[-1] and size + atom.size > PART:
            cut = _best(atoms, starts[-1], number, size)
            if cut is not None:
                starts.append(cut)
                size = sum(each.size for each in atoms[cut:number])
                # What was put off may still be too much with this one.
                if size + atom.size > PART and cut < number:
                    continue
        size += atom.size
        number += 1
    return starts


def _best(atoms: list[_Atom], start: int, number: int, size: int) -> int | None:
    """Where a part that began at ``start`` ends, before or at ``number``: in its second half, best rank, late."""
    best: tuple[int, int] | None = None
    for at in range(number, start, -1):
        rank = atoms[at].rank
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, at)
        size -= atoms[at - 1].size
        if size < PART // 2 and best is not None:
            break
    return None if best is None else best[1]


def _outermost(element: etree._Element, root: etree._Element) -> etree._Element:
    while True:
        parent = element.getparent()
        if parent is None or parent is root or (parent.text and parent.text.strip()):
            return element
        if next(parent.iterchildren("*")) is not element:
            return element
        element = parent
