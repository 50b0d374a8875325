"""XInclude 1.0: what a document is when what it includes stands in it; and the files that its entities stand for, which
are called in the same way (doctype.py).

Only files below a given folder are read, never the network: documents come from pull requests.
"""

import copy
import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from kwedition import xmlio
from kwedition.there import is_file, resolved
from kwedition.xmlio import CALLED, ROOTS, TEI, XML_ID, Source, Unreadable

_XI = "http://www.w3.org/2001/XInclude"
INCLUDE = f"{{{_XI}}}include"
_FALLBACK = f"{{{_XI}}}fallback"
_CORPUS = f"{{{TEI}}}teiCorpus"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# In the place of a pointer: a file that an entity stands for.
_CALLED = "&"
_DEEPEST = 20
# What a document may include at most: files may include each other many times over.
_MOST = 5_000
_LARGEST = 100_000_000


# What is said of an include that leads nowhere, and what to do; the rule is called so, too.
UNRESOLVED = "xinclude-unresolved"
NO_CONTENT = "this inclusion has no content: {}"
GIVE_ONE = "correct the href, or give it an xi:fallback; for an entity, correct its declaration"


@dataclass(frozen=True, slots=True)
class Expanded:
    """A document with what it includes.

    ``origin`` leads from an element of ``root`` to the one of the document that it is, or, if it was included, to
    the `xi:include` that brought it. ``unresolved`` are the includes that lead nowhere, with the reason. ``files`` are
    all files that were looked for, whether they are there or not; ``apart`` those of the texts that a corpus names but
    does not hold, of which its `xi:include` is left. ``held`` says of each element in which file it is written, and
    which element of that it is, in order, from 0.
    """

    root: etree._Element
    origin: dict[etree._Element, etree._Element]
    unresolved: tuple[tuple[etree._Element, str], ...]
    files: tuple[Path, ...] = ()
    apart: tuple[Path, ...] = ()
    held: dict[etree._Element, tuple[Path, int]] = field(default_factory=dict)


def expand(
    source: Source, path: Path | None, folder: Path | None = None, apart: Collection[str] = ()
) -> Expanded | None:
    """The document with its inclusions; None when it has none.

    ``path`` is where the document is; files below ``folder`` (by default the document's own) may be included.
    ``apart`` are the files (absolute paths, without symbolic links) that are documents of the same edition when their
    root is a TEI element: where a `teiCorpus` includes one as a text of its own, the `xi:include` is left, with the
    way from the document to the file, written plainly, for its ``href``.
    """
    if next(source.root.iter(INCLUDE), None) is None:
        return None
    root = copy.deepcopy(source.root)
    origin = dict(zip(root.iter("*"), source.root.iter("*"), strict=True))
    allowed = (folder or (path.parent if path is not None else Path())).resolve()
    worker = _Worker(allowed, origin, apart)
    own = path.resolve() if path is not None else allowed / "document.xml"
    worker.held.update((element, (own, number)) for number, element in enumerate(root.iter("*")))
    worker.resolve(root, own, ((own, ""),), None)
    return Expanded(root, origin, tuple(worker.unresolved), tuple(worker.files), tuple(worker.apart), worker.held)


class _Worker:
    def __init__(self, allowed: Path, origin: dict[etree._Element, etree._Element], documents: Collection[str]) -> None:
        self._allowed = allowed
        self._origin = origin
        self._documents = documents
        self.unresolved: list[tuple[etree._Element, str]] = []
        self.files: dict[Path, None] = {}
        self.apart: dict[Path, None] = {}
        self.held: dict[etree._Element, tuple[Path, int]] = {}
        # What documents that call files say, read once for all files that they call.
        self._texts: dict[Path, str | None] = {}
        self._number = 0
        self._size = 0

    def resolve(
        self, tree: etree._Element, path: Path, above: tuple[tuple[Path, str], ...], brought: etree._Element | None
    ) -> None:
        """Put into a tree what it includes; ``brought`` is the include of the document that brought the tree."""
        if brought is not None:
            for element in tree.iter("*"):
                self._origin[element] = brought
        for include in list(tree.iter(INCLUDE)):
            # Those in the fallback of one that is resolved have gone with it.
            if include is not tree and include.getparent() is None:
                continue
            self._one(include, path, above)

    def _one(self, include: etree._Element, path: Path, above: tuple[tuple[Path, str], ...]) -> None:
        mine = self._origin[include]
        if len(above) == 1 and self._is_apart(include, path):
            return
        found = self._content(include, path, above)
        if isinstance(found, str):
            fallback = include.find(_FALLBACK)
            if fallback is None:
                self.unresolved.append((mine, found))
                _replace(include, (), "")
                return
            _replace(include, list(fallback), fallback.text or "")
            return
        elements, text, where, key = found
        for element in elements:
            self.resolve(element, where, (*above, key), mine)
        if key[1] == _CALLED:
            # The root is none of it.
            text, elements = elements[0].text or "", list(elements[0])
        _replace(include, elements, text)

    def _is_apart(self, include: etree._Element, path: Path) -> bool:
        """Whether an include names a text of the edition that is a document of its own; then it says so plainly."""
        parent = include.getparent()
        if not self._documents or parent is None or parent.tag != _CORPUS or parent.getparent() is not None:
            return False
        if include.get("xpointer") or not include.get("href") or include.get("parse") == "text":
            return False
        target = _target(include, path)
        if not isinstance(target, Path) or target == path or os.fspath(target) not in self._documents:
            return False
        if xmlio.root_tag(target) not in ROOTS:
            return False
        self.apart[target] = None
        include.set("href", Path(os.path.relpath(target, path.parent)).as_posix())
        return True

    def _content(
        self, include: etree._Element, path: Path, above: tuple[tuple[Path, str], ...]
    ) -> tuple[list[etree._Element], str, Path, tuple[Path, str]] | str:
        """What an include means: elements, or text; or the reason why it means nothing."""
        href, pointer = include.get("href") or "", include.get("xpointer") or ""
        # A document that calls a file by an entity says where that is; what it called before is a part of it.
        declaring = next(at for at, of in reversed(above) if of != _CALLED) if include.get(CALLED) else None
        target = _target(include, declaring or path) if href else path
        if isinstance(target, str):
            return target
        if not target.is_relative_to(self._allowed):
            return f"'{href}' is outside the edition's folder"
        # A document that is hidden itself, and checked by name, may include what stands with it.
        beside = path.parent if target.is_relative_to(path.parent) else self._allowed
        if href and any(part.startswith(".") for part in target.relative_to(beside).parts):
            # Drafts, and what belongs to tools: no document that names them publishes them.
            return f"'{href}' is a hidden file or in a hidden folder"
        key = target, _CALLED if declaring else pointer
        if (key in above and include.get("parse") != "text") or len(above) >= _DEEPEST:
            return f"'{href}' includes itself"
        self.files[target] = None
        self._number += 1
        self._size += target.stat().st_size if is_file(target) else 0
        if self._number > _MOST or self._size > _LARGEST:
            return f"'{href}' is one too many: no document needs so much"
        if include.get("parse") == "text":
            try:
                return [], target.read_text(encoding=include.get("encoding") or "utf-8"), target, key
            except (OSError, UnicodeError, LookupError):
                return f"'{href}' cannot be read as text"
        try:
            root = None if declaring is None else self._called(target, declaring, include)
            if root is None:
                # (Whoever writes the attribute themselves calls nothing by it.)
                key = target, pointer
                root = xmlio.read(target).root
        except Unreadable as unreadable:
            return f"'{href}' {unreadable.finding.message.replace(f'`</{CALLED}>` stands', 'it ends')}"
        if key[1] == _CALLED:
            own = (each for each in root.iter("*") if each is not root and not each.get(CALLED))
            self.held.update((each, (target, number)) for number, each in enumerate(own))
            return [root], "", target, key
        numbers = {element: number for number, element in enumerate(root.iter("*"))}
        if not pointer:
            self.held.update((element, (target, number)) for element, number in numbers.items())
            return [root], "", target, key
        named = re.fullmatch(r"(?:element\()?([^()/]+)\)?", pointer)
        element = next((e for e in root.iter("*") if named and e.get(XML_ID) == named[1]), None)
        if element is None:
            return f"'{href}' has no element '{pointer}'"
        taken = copy.deepcopy(element)
        pairs = zip(taken.iter("*"), element.iter("*"), strict=True)
        self.held.update((one, (target, numbers[other])) for one, other in pairs)
        return [taken], "", target, key

    def _called(self, file: Path, declaring: Path, include: etree._Element) -> etree._Element | None:
        """What a document calls from a file, below a root that is no part of it; raises Unreadable.

        None where the document declares nothing, or cannot be read as text.
        """
        from kwedition import doctype

        if declaring not in self._texts:
            self._texts[declaring] = _text(declaring)
        text, content = self._texts[declaring], _text(file)
        whole = None if text is None or content is None else doctype.called(text, content, include.nsmap)
        return None if whole is None else xmlio.parse(whole.encode(), file.name).root


def _text(file: Path) -> str | None:
    """What a file says; None where it cannot be read as text."""
    try:
        data = file.read_bytes()
        return data.decode(xmlio.encoding_of(data))
    except (OSError, UnicodeError, LookupError):
        return None


def _target(include: etree._Element, path: Path) -> Path | str:
    """The file that an include names; or the reason why it names none."""
    href = include.get("href") or ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return f"'{href}' is no address"
    if parts.scheme not in ("", "file"):
        return f"'{href}' is on the network, which is not used"
    base = path.parent
    based = () if include.get(CALLED) else include.iterancestors()
    for each in reversed([own for own in based if own.get(_BASE)]):
        base = base / unquote(each.get(_BASE) or "").rpartition("/")[0]
    target = base / unquote(parts.path)
    # (A ``%00``, there or in an ``xml:base``.)
    return f"'{href}' is the name of no file" if "\0" in str(target) else resolved(target)


def _replace(include: etree._Element, elements: Iterable[etree._Element], text: str) -> None:
    """Put elements, after a text, where an include stands; what followed it follows them."""
    parent = include.getparent()
    if parent is None:
        return
    place = parent.index(include)
    tail = include.tail or ""
    before = parent[place - 1] if place else None
    parent.remove(include)
    if text:
        _append(parent, before, text)
    last = before
    for number, element in enumerate(elements):
        own = element.tail or ""
        parent.insert(place + number, element)
        element.tail = own if element.getparent() is parent and own else None
        last = element
    if tail:
        _append(parent, last, tail)


def _append(parent: etree._Element, before: etree._Element | None, text: str) -> None:
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
