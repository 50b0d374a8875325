"""Proof that nothing is lost: which texts and images of its documents a page shows.

The stylesheets leave in a page a mark for each text that they let through, and say once which texts there are
(xslt/shared/accounting.xsl). Here the marks are taken out of the finished page and counted; at the end of a build each
text of each document must have been shown once in each view, or be hidden by a rule of xslt/shared/hidden.xml.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from kwedition import resources, xmlio
from kwedition.build import stray
from kwedition.build.levels import MENOTA
from kwedition.build.pages import PART
from kwedition.build.parts import ENTRIES, ENTRY_LISTS
from kwedition.findings import Finding, Severity
from kwedition.namespace import KW
from kwedition.places import Places
from kwedition.xmlio import TEI, Source

# The rule for what a list of entries holds besides them.
_AUTHORITIES = "authorities"
# Between these stands a mark. That of a text is a name that Saxon makes; the list of all of them begins with a sign.
_BEGIN, _END, _LISTED = "\ufdd0", "\ufdd1", "*"
_BEGIN_OR_END = _BEGIN + _END
_MARK = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")
_UNKNOWN = re.compile("\ufdd0u([0-9]+) ([^\ufdd0\ufdd1]*)\ufdd1")
# (The ends of lines that word processors write are space to the stylesheets: ``steps`` reads them so.)
_TEXTS = etree.XPath("/descendant::text()[normalize-space(translate(., '\u2028\u2029', ''))]")
# The same with those of nothing but space, as mere strings: found in a third of the time.
_STRINGS = etree.XPath("/descendant::text()", smart_strings=False)
_IMAGES = (f"{{{TEI}}}graphic", f"{{{TEI}}}media")
# The first rule, which holds for more texts than all others: for what stands in an entry of a list.
_ENTRY = "entry"
_VIEWED = (
    "site/text.xsl", PART, "print/document.xsl", "print/edition.xsl", "epub/text.xsl",
    "plaintext/document.xsl", "markdown/document.xsl",
)  # fmt: skip
_VIEWS = {"texts": "site", "print": "print", "epub": "epub", "text": "plain text", "markdown": "plain Markdown"}


class Account(NamedTuple):
    """What a page shows of a document, in numbers of characters, but for ``lost`` and ``twice``: numbers of texts.

    ``beside`` is what is shown as another reading, ``hidden`` what a rule hides. ``images`` are in the document.
    """

    view: str
    document: str
    shown: int
    beside: int
    hidden: Mapping[str, int]
    lost: tuple[int, ...]
    twice: tuple[int, ...]
    images: int
    images_lost: int


class _Texts(NamedTuple):
    """How long each text of a document is, and which of them (numbers from 1) stand in entries of lists."""

    lengths: list[int]
    entered: Collection[int]

    def length(self, numbers: Iterable[int]) -> int:
        """How long some of them are together."""
        return sum([self.lengths[number - 1] for number in numbers])


def is_view(stylesheet: str) -> bool:
    """Whether the pages of a stylesheet are views of documents, in which no text may be missing."""
    return stylesheet in _VIEWED


def listed(page: str, messages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A page with what its stylesheet said of the texts that there are before it, and what else it said."""
    lists = [message for message in messages if message.startswith(_BEGIN)]
    marks = "".join(f"{_BEGIN}{_LISTED}{each.removeprefix(_BEGIN)}{_END}" for each in lists)
    return marks + page, tuple(message for message in messages if not message.startswith(_BEGIN))


def unknown(page: str) -> tuple[str, dict[int, str]]:
    """A page without the marks of elements that no rule knows, and these: number in the document (from 1) and name."""
    if "\ufdd0u" not in page:
        return page, {}
    found = {int(number): unescape(name) for number, name in _UNKNOWN.findall(page)}
    return _UNKNOWN.sub("", page), found


def taken(
    path: str, page: str, documents: Sequence[tuple[str, Source]], language: str = ""
) -> tuple[str, tuple[Account, ...]]:
    """A page without the numbers in it, and the account of each of its documents (with its id, in order).

    ``path`` is the page's address relative to the output, ``language`` that of a further site.
    """
    plain, counts, beside, pictures = _marks(page)
    view = _view(path, language)
    accounts = []
    texts_before = images_before = 0
    for id_, source in documents:
        root = _as_counted(source)
        texts, images = _texts_of(root), _images_of(root)
        own, aside, shown = counts, beside, pictures
        if len(documents) > 1:
            last = texts_before + len(texts.lengths)
            own = {each - texts_before: times for each, times in counts.items() if texts_before < each <= last}
            aside = {each - texts_before for each in beside}
            shown = {each - images_before for each in pictures}
            texts_before, images_before = last, images_before + len(images)
        accounts.append(_account(view, id_, root, texts, images, own, aside, shown))
    return plain, tuple(accounts)


class Share(NamedTuple):
    """What one page shows of a document that is divided, in numbers of texts and of images.

    ``texts`` has one as often as it is shown; ``beside`` are those that are another reading.
    """

    view: str
    document: str
    texts: tuple[int, ...]
    beside: tuple[int, ...]
    images: tuple[int, ...]


def share(path: str, page: str, document: str, language: str = "") -> tuple[str, Share]:
    """A page that is a part of a document without the numbers in it, and what it shows of the document (its id)."""
    plain, counts, beside, pictures = _marks(page)
    texts = tuple(sorted(Counter(counts).elements()))
    return plain, Share(_view(path, language), document, texts, tuple(sorted(beside)), tuple(sorted(pictures)))


def joined(shares: Sequence[Share], source: Source) -> Account:
    """The account of a document that is divided: what all of its pages show together."""
    counts = Counter(number for each in shares for number in each.texts)
    beside = {number for each in shares for number in each.beside}
    pictures = {number for each in shares for number in each.images}
    root = _as_counted(source)
    view, id_ = shares[0].view, shares[0].document
    return _account(view, id_, root, _texts_of(root), _images_of(root), counts, beside, pictures)


def kept_back(id_: str, source: Source) -> Account:
    """The account of a document that is nothing but a list of entries: it is no page itself, in no view."""
    root = _as_counted(source)
    texts, images = _texts_of(root), _images_of(root)
    hidden, others = _missing(root, texts, range(1, len(texts.lengths) + 1), "")
    if others:
        hidden[_AUTHORITIES] = others
    counted = {rule: texts.length(those) for rule, those in sorted(hidden.items())}
    return Account("", id_, 0, 0, counted, (), (), len(images), 0)


def _view(path: str, language: str = "") -> str:
    if language:
        return f"site in {language}"
    folder, _slash, name = path.partition("/")
    return _VIEWS.get(folder, "site") + (" of the edition" if name.startswith("edition.") else "")


def _marks(page: str) -> tuple[str, dict[int, int], set[int], set[int]]:
    """A page without its marks; how often each text is shown, which as another reading, and which images."""
    counts: dict[int, int] = {}
    pictures: set[int] = set()
    beside: set[int] = set()
    depth = 0
    numbers: dict[str, int] = {}
    pieces = _MARK.split(page)
    # Between the pieces stand the marks.
    for mark in pieces[1::2]:
        number = numbers.get(mark)
        if number is not None:
            counts[number] = counts.get(number, 0) + 1
            if depth:
                beside.add(number)
        elif mark.startswith(_LISTED):
            numbers = _numbers(mark.removeprefix(_LISTED))
        elif mark == "a":
            depth += 1
        elif mark == "z":
            depth -= 1
        elif mark.startswith("i"):
            pictures.add(int(mark[1:]))
    return "".join(pieces[::2]), counts, beside, pictures


def _numbers(marks: str) -> dict[str, int]:
    """The number of each text by its mark.

    A number among the marks is that of the text before the next; with a sign it says how many are left out.
    """
    names = marks.split()
    if "+" not in marks and not any(map(str.isdigit, names)):
        return dict(zip(names, range(1, len(names) + 1), strict=True))
    numbers: dict[str, int] = {}
    number = 0
    for name in names:
        if name.isdigit():
            number = int(name)
        elif name.startswith("+"):
            number += int(name)
        else:
            number += 1
            numbers[name] = number
    return numbers


def _account(
    view: str, id_: str, root: etree._Element, texts: _Texts, images: Sequence[etree._Element],
    counts: Mapping[int, int], beside: Collection[int], pictures: Collection[int],
) -> Account:  # fmt: skip
    last = len(texts.lengths)
    missing = sorted({*range(1, last + 1)}.difference(counts))
    hidden, lost = _missing(root, texts, missing, view)
    aside = texts.length([number for number in beside if 0 < number <= last])
    twice = [number for number, times in counts.items() if times > 1 and number <= last]
    return Account(
        view, id_, sum(texts.lengths) - texts.length(missing) - aside, aside,
        {rule: texts.length(those) for rule, those in sorted(hidden.items())},
        tuple(lost),
        tuple(sorted(twice)),
        len(images),
        _images_lost(images, pictures, view),
    )  # fmt: skip


def findings_of(account: Account, source: Source) -> list[Finding]:
    """A finding for each text that is lost or doubled in a view, and one for its images."""
    found: list[Finding] = []
    if account.lost or account.twice:
        holders = _holders(source)
        texts: list[str] = _TEXTS(_as_counted(source))
        places = Places(source)
        for rule, numbers, what in (
            ("text-lost", account.lost, "does not reach"),
            ("text-doubled", account.twice, "stands more than once in"),
        ):
            for number in numbers:
                element, before = holders[number - 1]
                line, column = places.of_text(element, before)
                name = etree.QName(element).localname
                words = " ".join(texts[number - 1].split())
                shown = f"'{words[:60]}{'…' if len(words) > 60 else ''}'"
                found.append(
                    Finding(
                        source.name, line, column, rule, Severity.ERROR,
                        f"a text of `{name}` {what} the view '{account.view}': {shown}",
                        (stray.hint(name) if rule == "text-lost" else None) or _HINT, xmlio.path_of(element),
                    )
                )  # fmt: skip
    if account.images_lost:
        number = account.images_lost
        words = "1 image does" if number == 1 else f"{number} images do"
        found.append(
            Finding(source.name, 1, 1, "image-lost", Severity.ERROR,
                    f"{words} not reach the view '{account.view}'", _HINT)
        )  # fmt: skip
    return found


_HINT = (
    "an element where TEI has none (`kwedition check` says so, with a schema) or a stylesheet of the edition's theme "
    "may be the reason; without either, please report it"
)


def details(accounts: Iterable[Account]) -> str:
    """The accounts as JSON, for ``--coverage``: characters by view and document."""
    return json.dumps(
        [
            {
                "view": each.view, "document": each.document, "shown": each.shown, "alternatives": each.beside,
                "hidden": dict(each.hidden), "lost": list(each.lost), "doubled": list(each.twice),
                "images": each.images, "images-lost": each.images_lost,
            }
            for each in sorted(accounts)
        ],
        indent=1, ensure_ascii=False,
    ) + "\n"  # fmt: skip


def said(accounts: Sequence[Account]) -> str:
    """One line for people: how much text there is, and that it is all there."""
    # Each view accounts for the same characters: one of them says how many there are.
    first = min((each.view for each in accounts), key=lambda view: (view != "site", view), default="")
    one = [each for each in accounts if each.view == first]
    total = sum(each.shown + each.beside + sum(each.hidden.values()) for each in one)
    wrong = sum(len(each.lost) + len(each.twice) + each.images_lost for each in accounts)
    return f"{total:,} characters, {f'{wrong} texts or images not' if wrong else 'all'} accounted for"


def _missing(
    root: etree._Element, texts: _Texts, missing: Sequence[int], view: str
) -> tuple[dict[str, list[int]], list[int]]:
    """Which of the texts that a view does not show a rule hides, and which are lost."""
    hidden: dict[str, list[int]] = {}
    lost: list[int] = []
    # The first rule that holds for an element is the one.
    entered = [number for number in missing if number in texts.entered]
    if entered:
        hidden[_ENTRY] = entered
    if len(entered) == len(missing):
        return hidden, lost
    held: list[Any] = _TEXTS(root)
    of: dict[etree._Element, str] = {}
    for id_, views, _test, all_ in _rules():
        if id_ != _ENTRY and view.startswith(views):
            for element in all_(root):
                of.setdefault(element, id_)
    for number in missing:
        if number in texts.entered:
            continue
        rule = of.get(_holder(held[number - 1]))
        if rule is None:
            lost.append(number)
        else:
            hidden.setdefault(rule, []).append(number)
    return hidden, lost


def _is_blank(string: str) -> bool:
    """Whether a text is nothing but space: to XML that is of ASCII, and all such that XML allows is space to it.

    So are the ends of lines that word processors write.
    """
    return not string or (string.isspace() and (string.isascii() or not string.strip(" \t\n\r\u2028\u2029")))


def _holder(text: Any) -> etree._Element:
    """The element that a text stands in."""
    beside: etree._Element = text.getparent()
    parent = beside.getparent() if text.is_tail else beside
    assert parent is not None
    return parent


def _images_of(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(*_IMAGES))


def _images_lost(images: Sequence[etree._Element], shown: Collection[int], view: str) -> int:
    """How many images a view neither shows, nor names, nor hides by a rule."""
    counted = view in ("epub", "print") or view.startswith("site")
    missing = [image for number, image in enumerate(images, 1) if counted and number not in shown]
    return sum(not any(view.startswith(of) and test(image) for _id, of, test, _all in _rules()) for image in missing)


def _as_counted(source: Source) -> etree._Element:
    """The document as Saxon reads and numbers it: CDATA is text like any other, and no entity parts a text."""
    data = source.data
    # In bytes that are no ASCII nobody looks for either.
    plain = re.match(rb"(\xef\xbb\xbf)?\s*<[^\0]", data) is not None
    parted = not plain or b"<![CDATA[" in data or b"<!DOCTYPE" in data
    return xmlio.parse_own(source.text()) if parted else source.root


def _texts_of(root: etree._Element) -> _Texts:
    """The texts of a document, without the strings themselves: that takes most of the time, and few need them."""
    entries = [
        each for each in root.iter(*ENTRIES) if (above := each.getparent()) is not None and above.tag in ENTRY_LISTS
    ]
    held = [(each, each.text, each.tail) for each in entries]
    # Marks say where each entry begins and ends. (Whether the document itself has such signs is seen below.)
    for each, text, tail in held:
        each.text = _BEGIN + (text or "")
        each.tail = _END + (tail or "")
    try:
        strings: list[str] = _STRINGS(root)
    finally:
        for each, text, tail in held:
            each.text, each.tail = text, tail
    if not entries:
        return _Texts([len(each) for each in strings if not _is_blank(each)], frozenset())
    lengths: list[int] = []
    entered: list[int] = []
    begun = ended = 0
    for string in strings:
        if _is_blank(string):
            continue
        length = len(string)
        if string[0] in _BEGIN_OR_END:
            if string[0] == _BEGIN:
                begun += 1
            else:
                ended += 1
            rest = string[1:]
            length = 0 if _is_blank(rest) else length - 1
        if length:
            lengths.append(length)
            if begun > ended:
                entered.append(len(lengths))
    if begun == ended == len(entries):
        return _Texts(lengths, frozenset(entered))
    inside = {each for entry in entries for each in entry.iter("*")}
    texts: list[Any] = _TEXTS(root)
    return _Texts(
        list(map(len, texts)), frozenset(number for number, text in enumerate(texts, 1) if _holder(text) in inside)
    )


def _holders(source: Source) -> list[tuple[etree._Element, int]]:
    """The element that holds each text, and after how many of its children it stands.

    The numbers are those of the document as Saxon reads it, in which CDATA is text like any other.
    """
    own = _as_counted(source)
    copies = dict(zip(own.iter("*"), source.root.iter("*"), strict=True))
    holders = []
    texts: list[Any] = _TEXTS(own)
    for text in texts:
        at = text.getparent()
        if text.is_tail:
            parent = at.getparent()
            before = sum(1 for _ in at.itersiblings("*", preceding=True)) + isinstance(at.tag, str)
            holders.append((copies[parent], before))
        else:
            holders.append((copies[at], 0))
    return holders


# What finds the elements of a document for which a rule holds.
_Finder = Callable[[etree._Element], Iterable[etree._Element]]

_NAMES = {"t": TEI, "me": MENOTA}


@cache
def _rules() -> tuple[tuple[str, tuple[str, ...], etree.XPath, _Finder], ...]:
    """Of each rule its id, the views, its test of an element, and all elements with text that it holds for."""
    root = etree.fromstring(resources.asset("shared/hidden.xml").read_bytes())
    return tuple(
        (
            str(rule.get("id")),
            tuple(str(rule.get("view")).split()) or ("",),
            etree.XPath(f"boolean({rule.get('texts')})", namespaces=_NAMES),
            _whole(etree.XPath(below, namespaces=_NAMES))
            if (below := rule.get("below"))
            else etree.XPath(f"//*[text()][boolean({rule.get('texts')})]", namespaces=_NAMES),
        )
        for rule in root.iter(f"{KW}rule")
        if rule.get("id") != _AUTHORITIES
    )


def _whole(found: etree.XPath) -> _Finder:
    """Finds what an XPath finds, and all that is in it. Walked: XPath would first put all of it in order."""

    def finder(root: etree._Element) -> Iterator[etree._Element]:
        seen: set[etree._Element] = set()
        for element in found(root):
            if element not in seen:
                seen.update(element.iter("*"))
                yield from element.iter("*")

    return finder
