"""Safe corrections: edits in the bytes of a file, which leave every other byte as it is."""

import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from kwedition import xmlio
from kwedition.check.integrity.calendar import written
from kwedition.check.integrity.characters import CLUSTER, CODE
from kwedition.check.integrity.rule import Correctable, Correction
from kwedition.check.markup import Markup, Tag, scan
from kwedition.findings import Finding
from kwedition.xmlio import Source, Unreadable

# Encodings in which a character is the same bytes wherever it stands.
_STATELESS = re.compile(r"utf-8|utf-16-(le|be)|ascii|iso8859-\d+|cp125\d|koi8-[ru]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from ``start`` up to ``end`` of a file become ``new``."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class _Change:
    """The characters from ``start`` up to ``end`` of a text become ``new``."""

    start: int
    end: int
    new: str


def fixes(source: Source, findings: Iterable[Finding]) -> bytes:
    """The bytes of a file with its safe corrections made; all others are as they were.

    Only findings that ``kwedition.check.integrity`` made for this file can be corrected; what the file no longer has
    is passed over, so that old findings do no harm. A file is left alone when its encoding is not known to be
    editable, when an entity brings in elements, or when an edit would change more than it should.
    """
    data = source.data
    last = 0
    pieces: list[bytes] = []
    for edit in edits(source, findings):
        pieces += [data[last : edit.start], edit.new]
        last = edit.end
    fixed = b"".join([*pieces, data[last:]])
    return fixed if fixed == data or _same_elements(source, fixed) else data


def edits(source: Source, findings: Iterable[Finding]) -> list[Edit]:
    """The edits that correct what can be corrected in safety, in order and without overlap."""
    correctable = [
        each
        for each in findings
        if isinstance(each, Correctable) and each.correction is not None and each.path == source.name
    ]
    markup = scan(source.data) if correctable else None
    if markup is None or not _STATELESS.fullmatch(codecs.lookup(markup.encoding).name):
        return []
    elements = list(source.root.iter("*"))
    if len(elements) != len(markup.tags):
        return []
    orders = {element: order for order, element in enumerate(elements)}
    changes: set[_Change] = set()
    for finding in correctable:
        element = xmlio.find(source, finding.xpath)
        if finding.correction is not None and xmlio.path_of(element) == finding.xpath:
            changes.update(_changes(markup, orders[element], element, finding.correction))
    return list(_in_bytes(markup, sorted(changes, key=lambda change: (change.start, change.end, change.new))))


def _in_bytes(markup: Markup, changes: Sequence[_Change]) -> Iterator[Edit]:
    at, place = 0, markup.offset
    for change in changes:
        if change.start < at:
            continue
        start = place + len(markup.text[at : change.start].encode(markup.encoding))
        end = start + len(markup.text[change.start : change.end].encode(markup.encoding))
        # What the encoding does not have is written as a numeric reference.
        yield Edit(start, end, change.new.encode(markup.encoding, "xmlcharrefreplace"))
        at, place = change.end, end


def _changes(markup: Markup, order: int, element: etree._Element, correction: Correction) -> Iterator[_Change]:
    tag = markup.tags[order]
    if not correction.attribute:
        last = _behind(markup, order) if correction.deep else order + 1
        for each in range(order, last):
            if markup.tags[each].name.rpartition(":")[2] in CODE:
                continue
            yield from _composed(markup, each)
    elif not correction.old:
        yield from _added(tag, element, correction)
    elif correction.whole:
        if element.get(correction.attribute) == correction.old:
            for name, start, end in markup.attributes(tag):
                if name == correction.attribute:
                    yield _Change(start, end, _escaped(correction.new))
    else:
        yield from _token(markup, tag, correction)


def _behind(markup: Markup, order: int) -> int:
    """The number of the first start tag behind an element."""
    end = markup.ends[order]
    return next((each for each in range(order, len(markup.tags)) if markup.tags[each].start >= end), len(markup.tags))


def _added(tag: Tag, element: etree._Element, correction: Correction) -> Iterator[_Change]:
    read = written("".join(element.itertext("*")))
    if element.get(correction.attribute) is None and read is not None and read.iso() == correction.new:
        at = tag.start + 1 + len(tag.name)
        yield _Change(at, at, f' {correction.attribute}="{_escaped(correction.new)}"')


def _token(markup: Markup, tag: Tag, correction: Correction) -> Iterator[_Change]:
    for name, start, end in markup.attributes(tag):
        if name != correction.attribute:
            continue
        for match in re.finditer(r"\S+", markup.text[start:end]):
            if html.unescape(match[0]) == correction.old:
                yield _Change(start + match.start(), start + match.end(), _escaped(correction.new))


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&#39;")


def _composed(markup: Markup, order: int) -> Iterator[_Change]:
    """The text that stands directly in an element, its letters composed."""
    tag = markup.tags[order]
    if tag.empty:
        return
    for start, end in _direct(markup, order):
        text = markup.text[start:end]
        plain = 0
        for match in _CDATA.finditer(text):
            yield from _clusters(text[plain : match.start()], start + plain)
            if match[0].startswith("<![CDATA["):
                yield from _clusters(match[0], start + match.start(), references=False)
            plain = match.end()
        yield from _clusters(text[plain:], start + plain)


def _direct(markup: Markup, order: int) -> Iterator[tuple[int, int]]:
    """The spans of an element's content that are in none of its children."""
    at = markup.tags[order].end
    end = markup.text.rindex("</", at, markup.ends[order])
    child = order + 1
    while child < len(markup.tags) and markup.tags[child].start < end:
        yield at, markup.tags[child].start
        at = markup.ends[child]
        while child < len(markup.tags) and markup.tags[child].start < at:
            child += 1
    yield at, end


def _clusters(text: str, offset: int, references: bool = True) -> Iterator[_Change]:
    """The letters in a stretch of text that can be composed, with numeric references read as what they mean."""
    starts: list[int] = []
    read: list[str] = []
    at = 0
    for match in _REFERENCE.finditer(text) if references else ():
        number = int(match[1], 16) if match[1] else int(match[2])
        if number <= 0x10FFFF:
            starts += [*range(at, match.start()), match.start()]
            read += [*text[at : match.start()], chr(number)]
            at = match.end()
    starts += range(at, len(text) + 1)
    read += text[at:]
    for match in CLUSTER.finditer("".join(read)):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield _Change(offset + starts[match.start()], offset + starts[match.end()], whole)


def _same_elements(source: Source, fixed: bytes) -> bool:
    """Whether the edited file has the same elements and, but for its composition, the same text."""
    try:
        after = xmlio.parse(fixed, source.name)
    except Unreadable:
        return False
    same_tags = [each.tag for each in source.root.iter()] == [each.tag for each in after.root.iter()]
    texts = (unicodedata.normalize("NFC", "".join(root.itertext())) for root in (source.root, after.root))
    return same_tags and next(texts) == next(texts)
