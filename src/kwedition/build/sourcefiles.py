"""Under which names the files of a source are published: as XML, and never as what a browser would run.

Sources come from pull requests. A browser that opens an XML file carries out elements of XHTML and SVG in it, whatever
the file is called, and the stylesheet that it names; and it believes a name that ends in `.html` or `.svg`.
"""

import re
from collections.abc import Sequence

from lxml import etree

from kwedition import xmlio

FOLDER = "tei"

# What follows the name of a file that must be nothing but text.
_TEXT = ".txt"
_RUN = ("{http://www.w3.org/1999/xhtml}*", "{http://www.w3.org/2000/svg}*")
_MATHS = "{http://www.w3.org/1998/Math/MathML}*"
# The names without which a file does nothing, and what may write one in another way.
_TOLD_BY = (b"xml-stylesheet", b"/1999/xhtml", b"/2000/svg", b"/Math/MathML", b"<!DOCTYPE", b"&#", b"\0")
_SCRIPT = re.compile(r"[\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)


def active(root: etree._Element) -> bool:
    """Whether a browser that opens a document may run something in it: the document with its entities, parsed."""
    around = (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter(etree.ProcessingInstruction))
    if any(isinstance(each, etree._ProcessingInstruction) and each.target == "xml-stylesheet" for each in around):
        return True
    if root.getroottree().docinfo.internalDTD is not None:
        # What an entity brings has its namespace only when it is written and read again.
        try:
            root = xmlio.parse_own(etree.tostring(root, encoding="unicode", with_tail=False))
        except etree.XMLSyntaxError:
            return True
    if next(root.iter(*_RUN), None) is not None:
        return True
    # Formulas are well at home in TEI: those that do nothing stay as they are.
    return any(map(_acts, root.iter(_MATHS)))


def _acts(element: etree._Element) -> bool:
    names = ((etree.QName(name).localname.lower(), str(value)) for name, value in element.attrib.items())
    return any(name.startswith("on") or (name == "href" and _SCRIPT.match(value)) for name, value in names)


def acts(source: xmlio.Source) -> bool:
    """The same of a document as it is written: most have no name of what acts, nor what may hide one."""
    return _may_say(source.data) and active(source.root)


def active_data(data: bytes) -> bool:
    """The same of the bytes of a file; what cannot be parsed is not trusted."""
    try:
        return active(xmlio.parse(data, "").root)
    except xmlio.Unreadable:
        return True


def address(id_: str, acts: bool) -> str:
    """Where a document's own file is published."""
    return f"{FOLDER}/{id_}.xml{_TEXT if acts else ''}"


def _may_act(data: bytes) -> bool:
    """The same as ``active_data``; most files need not be parsed for it."""
    return _may_say(data) and active_data(data)


def _may_say(data: bytes) -> bool:
    """Whether a file may have a name of what acts."""
    plain = xmlio.encoding_of(data).upper() in xmlio.ASCII_AT_LEAST
    return not plain or any(map(data.__contains__, _TOLD_BY))


def addresses(id_: str, files: Sequence[tuple[str, bytes]]) -> list[str]:
    """Where the files of a document are published: its own, which is the first, and those that it includes.

    They are given as path in the source folder and bytes; each can be parsed, or there would be no such document.
    """
    found = [address(id_, _may_act(files[0][1]))]
    for path, data in files[1:]:
        # A folder of their own: pages of the source stand beside it.
        below = f"{FOLDER}/{id_}/files/{path.removesuffix('.xml')}"
        end = f".xml{_TEXT if _may_act(data) else ''}"
        named = f"{below}{end}"
        number = 1
        while named in found:
            number += 1
            named = f"{below}-{number}{end}"
        found.append(named)
    return found
