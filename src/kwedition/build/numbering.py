"""The numbers of a document's blocks: a block without an id of its own has its number for an address.

The stylesheets are told them by the attribute ``kw-block``, so that whatever is made of a document agrees, and none of
them has to walk through it (xslt/shared/addresses.xsl). The root says 0: it is what stands round all that is in no
block.
"""

from contextlib import AbstractContextManager

from lxml import etree

from kwedition.build import attributes
from kwedition.xmlio import TEI

# TEI has no attribute of that name.
BLOCK = "kw-block"
_T = f"{{{TEI}}}"
_LABEL, _LIST = f"{_T}label", f"{_T}list"
# What a reader cites; a label is one in a list. Those of addresses.xsl, where they are asked for in an entity's entry.
BLOCKS = (
    "p", "ab", "l", "head", "item", "cell", "opener", "closer", "dateline", "salute", "signed", "postscript", "trailer",
    "speaker", "stage", "byline", "titlePart", "docAuthor", "docDate", "docImprint", "argument", "epigraph", "castItem",
    "bibl", "desc", "change", "correspAction", "setting", "address", "line", "catDesc", "note", "entry",
    "entryFree", "u", "post",
)  # fmt: skip
_TAGS = (_LABEL, *(f"{_T}{name}" for name in BLOCKS))


def numbered(root: etree._Element) -> AbstractContextManager[None]:
    """A document whose blocks say their numbers, for as long as the context lasts."""
    return attributes.told(root, BLOCK, number)


def number(root: etree._Element) -> list[etree._Element]:
    """Give each block of a document its number, and its root 0; these elements.

    There must be none that says another.
    """
    given = [root]
    root.set(BLOCK, "0")
    count = 0
    for element in root.iter(*_TAGS):
        if element.tag == _LABEL:
            parent = element.getparent()
            if parent is None or parent.tag != _LIST:
                continue
        count += 1
        element.set(BLOCK, str(count))
        given.append(element)
    return given


def cleared(root: etree._Element) -> None:
    """Take the attribute from all elements that have it, for good."""
    attributes.cleared(root, BLOCK)
