"""Names that say by another name of their document whom they mean.

Some editions have no entries: their list of persons is a list for readers, whose items begin with a name that has an
``xml:id``, and the texts refer to that, by ``corresp``, ``sameAs`` or ``ref``. Then that name is what the edition has
for an entry.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.build.parts import ENTRIES
from kwedition.xmlio import TEI, XML_ID

_T = f"{{{TEI}}}"
# What names an entity without a reference (xslt/shared/kinds.xsl).
_NAMES = tuple(f"{_T}{name}" for name in ("persName", "placeName", "geogName", "orgName", "eventName"))
# What only refers to one, and stands for no entry itself.
_REFERRING = (f"{_T}rs", f"{_T}name")
_ITEM = f"{_T}item"
_HEADER = f"{_T}teiHeader"
_CORRESPONDENCE = f"{_T}correspDesc"
# What a name says that stands for an entry: the id that it is known by. TEI has no attribute of that name.
ENTERED = "kw-entered"
# Under what a name is known whose own id means something in its document only (kw:entity-ids).
_FORM = "form-"
_LONGEST = 110


@contextmanager
def referred(root: etree._Element) -> Iterator[None]:
    """While it lasts, each of them refers to whom it means, and so does the name that stands for an entry."""
    old: list[tuple[etree._Element, str, str | None]] = []

    def say(element: etree._Element, name: str, value: str | None) -> None:
        old.append((element, name, element.get(name)))
        if value is not None:
            element.set(name, value)

    forms: dict[str, etree._Element] = {}

    def form_of(name: etree._Element) -> str:
        # Two of one name are two, as their ids say.
        form = _FORM + _slug("".join(name.itertext()))
        if forms.setdefault(form, name) is not name:
            form += f"-{_slug(str(name.get(XML_ID)))}"
        return form

    every = list(root.iter(*_NAMES, *_REFERRING))
    names = {id_: each for each in every if (id_ := each.get(XML_ID)) and each.tag in _NAMES and _is_read(each)}
    known: set[str] | None = None
    for each in every:
        ref, corresp = each.get("ref"), each.get("corresp") or each.get("sameAs")
        if ref or each.get("key"):
            meant = names.get(ref[1:]) if ref and ref.startswith("#") else None
            if meant is not None and meant is not each and not _is_referring(meant):
                say(meant, "ref", ref)
                say(meant, ENTERED, str(ref)[1:])
            continue
        token = corresp.split()[0] if corresp and corresp.strip() else ""
        id_ = token[1:]
        if not token.startswith("#") or not id_ or not _is_read(each):
            continue
        meant = names.get(id_)
        if meant is not None and meant is not each:
            if not _is_referring(meant):
                form = form_of(meant)
                say(meant, "ref", f"#{form}")
                say(meant, ENTERED, form)
            say(each, "ref", meant.get("ref"))
            say(each, "key", meant.get("key"))
            continue
        if known is None:
            entered = {each.get(XML_ID) for each in root.iter(*ENTRIES)}
            known = {str(other.get(XML_ID)) for other in root.iter("*") if other.get(XML_ID)} - entered
        # An entry of its own document or of a list beside it: nothing here has that id.
        if id_ not in known:
            say(each, "ref", token)
    for each in [each for each in _beside(names.values()) if not _is_referring(each)]:
        form = form_of(each)
        say(each, "ref", f"#{form}")
        say(each, ENTERED, form)
    try:
        yield
    finally:
        for element, name, before in reversed(old):
            if before is not None:
                element.set(name, before)
            else:
                element.attrib.pop(name, None)


def _beside(names: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The names at whose items nobody points, in lists where others stand for entries."""
    items: dict[etree._Element, etree._Element] = {}
    for name in names:
        item = next((above for above in name.iterancestors() if above.tag == _ITEM), None)
        if item is not None:
            items.setdefault(item, name)
    lists = {item.getparent() for item, name in items.items() if name.get(ENTERED) is not None}
    for item, name in items.items():
        if item.getparent() in lists and not name.get("corresp"):
            yield name


def _is_referring(name: etree._Element) -> bool:
    return bool(name.get("ref") or name.get("key"))


def _is_read(name: etree._Element) -> bool:
    """Whether a name stands where readers meet it: names in an entry or a header are theirs, but for correspondents."""
    corresponding = False
    for each in name.iterancestors():
        if each.tag in ENTRIES or (each.tag == _HEADER and not corresponding):
            return False
        corresponding = corresponding or each.tag == _CORRESPONDENCE
    return True


def _slug(text: str) -> str:
    """A name as ``kw:slug`` leaves it."""
    joined = "".join(
        sign if sign in "._-" or unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", text)
    )
    return "-".join(joined.split())[:_LONGEST].strip("-.") or "unnamed"
