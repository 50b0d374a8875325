"""What stands round the code of a source: a page without it, in two parts, and where its links lead.

Of all that such a page says, little is its document's own: the id, the title, what the document is about, the name and
size of its file. So where a source is of the usual kind, one file on one page, the stylesheet is asked once for all
that are alike, with marks in the place of what is their own; and the first of them is made both ways, so that nobody
has to rely on it that the stylesheet does nothing else with that.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Self
from weakref import WeakKeyDictionary

from kwedition.build import links
from kwedition.build.record import attribute
from kwedition.build.sourcefiles import FOLDER
from kwedition.saxon import Stylesheet

# A page before and after its code, and its links.
Frame = tuple[str, str, links.PageLinks]

# What stands in the place of an id, in addresses and so of ASCII; and of texts: no page has these signs.
_ID = "kwedition-any-source"
_TITLE, _ABSTRACT, _NAME, _SIZE = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"

_PLAIN_ID = r"[A-Za-z_][A-Za-z0-9._-]*"
_DOCUMENT = re.compile(
    rf'<document kind="([a-z]+)" address="texts/({_PLAIN_ID})\.html" xml:lang="([A-Za-z0-9-]*)">'
    r"<title>([^<&]+)</title>(.*)</document>",
    re.DOTALL,
)
_ABOUT = re.compile(r"<abstract>([^<&]+)</abstract>")
# Signs that stand in HTML, or in one of its attributes, otherwise than in a text, or nowhere.
_OTHERWISE = re.compile(
    '[\x00-\x1f"&<>\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff\U0001fffe-\U0010ffff]'
)


class Own(NamedTuple):
    """What is a source's own."""

    id: str
    title: str
    abstract: str
    name: str
    size: str

    def on(self, text: str) -> str:
        """A text with it in the place of the marks."""
        # The id first: the others may look like its mark.
        for mark, value in ((_ID, self.id), *zip((_TITLE, _ABSTRACT, _NAME, _SIZE), self[1:], strict=True)):
            text = text.replace(mark, value.replace("\xa0", "&nbsp;"))
        return text


_ANY = Own(_ID, _TITLE, _ABSTRACT, _NAME, _SIZE)


class Usual(NamedTuple):
    """A source of the usual kind: what it shares with others, and what is its own."""

    frame: str
    kind: str
    language: str
    below: str
    of: str
    is_about: bool
    ending: str
    own: Own

    @classmethod
    def of_told(cls, told: Sequence[str], language: str, below: str, file: tuple[str, str, str]) -> Self | None:
        """What a source is told of the edition (see sourceview.py) and its one file: address, name, size; None where it
        is not of the usual kind.
        """
        frame, document, _file = told
        found = _DOCUMENT.fullmatch(document)
        if found is None:
            return None
        kind, id_, of, title, rest = found.groups()
        abstracts = _ABOUT.findall(rest)
        if "<title" in rest or rest.count("<abstract") != len(abstracts) or len(abstracts) > 1:
            return None
        address, name, size = file
        own = Own(id_, title, "".join(abstracts), name, size)
        ending = address.removeprefix(f"{FOLDER}/{id_}.xml")
        # (What begins like the title of the edition may be the same, and is said once.)
        if ending not in ("", ".txt") or _OTHERWISE.search("".join(own)) or f' title="{title}' in frame or _ID in frame:
            return None
        return cls(frame, kind, language, below, of, bool(abstracts), ending, own)

    @property
    def any(self) -> Self:
        """Any source that is like it."""
        return self._replace(own=_ANY)

    @property
    def told(self) -> tuple[str, ...]:
        """What its pages are told of the edition and of their document."""
        own = self.own
        named = attribute("kind", self.kind) + attribute("address", f"texts/{own.id}.html")
        about = f"<abstract>{own.abstract}</abstract>" if self.is_about else ""
        address = f"{FOLDER}/{own.id}.html"
        return (
            self.frame,
            f"<document{named}{attribute('xml:lang', self.of)}><title>{own.title}</title>{about}</document>",
            f"<tei{attribute('address', address)}{attribute('file', self.address)}/>",
        )

    @property
    def address(self) -> str:
        """Where its file is published."""
        return f"{FOLDER}/{self.own.id}.xml{self.ending}"


# Of each stylesheet the frames of sources that are alike; None where it was not to be relied on.
_known: "WeakKeyDictionary[Stylesheet, dict[Usual, Frame | None]]" = WeakKeyDictionary()


def framed(
    stylesheet: Stylesheet, usual: Usual, whole: Callable[[], Frame], make: Callable[[Usual], Frame]
) -> Frame:  # fmt: skip
    """The frame of a source of the usual kind.

    The stylesheet makes ``whole`` of all that the source is told, and ``make`` of what is known here.
    """
    known = _known.setdefault(stylesheet, {})
    like = usual.any
    if like in known:
        shared = known[like]
        return whole() if shared is None else _filled(shared, usual.own)
    made, shared = whole(), make(like)
    known[like] = shared if _filled(shared, usual.own) == made else None
    return made


def _filled(shared: Frame, own: Own) -> Frame:
    before, after, (ids, twice, targets) = shared
    leads = tuple(sorted({target.replace(_ID, own.id) for target in targets}))
    return own.on(before), own.on(after), links.PageLinks(ids, twice, leads)
