"""What is kept of a document when its tree is gone: small values that travel between processes."""

from collections.abc import Callable
from dataclasses import dataclass

from kwedition.check.integrity.rule import Note

Day = tuple[int, int, int]
"""Year (astronomical: 0 is 1 BC), month and day; comparable."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date may mean."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Identifier:
    """An ``xml:id``; ``entry`` says that it names an entity or a declaration which other files may mean by ``#id``."""

    id: str
    order: int
    element: str
    entry: bool


@dataclass(frozen=True, slots=True)
class Pointer:
    """One token of a pointing attribute that its own file does not resolve."""

    order: int
    element: str
    attribute: str
    token: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an element's attribute points: in all, with ``#``, and without one by a bare word."""

    element: str
    attribute: str
    total: int
    bare: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """A ``prefixDef``: private URI scheme, the pattern of what follows it, and what it stands for."""

    ident: str
    pattern: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Authority:
    """An identifier of an entity in an authority file, in its canonical form."""

    order: int
    authority: str
    number: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place, organization or event in a list: its element, and the kind of entity.

    ``id`` is empty without ``xml:id``; ``names`` are the ids of its names, by which texts may mean it, too.
    """

    order: int
    id: str
    element: str
    kind: str
    authorities: tuple[Authority, ...]
    birth: Span | None
    death: Span | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something at some time: ``who`` are reference tokens, ``deed`` is the words for it."""

    order: int
    who: tuple[str, ...]
    deed: str
    when: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A relative path to an image file."""

    order: int
    attribute: str
    path: str


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A language tag about which there is something to say: where it is named first, and how often in the document."""

    order: int
    element: str
    attribute: str
    value: str
    number: int


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that the rules need to know of one document.

    ``path`` is relative to the source folder, ``name`` is the path as people read it. ``authority`` says that the
    file is a list of entities and hardly anything else. ``lonely`` are notes which hold only when nothing in the
    edition points to the id they come with. ``includes`` are the paths in XInclude elements. ``published`` says that
    the root has an address in the web for its ``xml:base``: files that are not here may be there. ``piece`` says that
    the root is no text of its own, such as a chapter that a book includes.
    """

    path: str
    name: str
    id: str
    authority: bool
    notes: tuple[Note, ...]
    identifiers: tuple[Identifier, ...]
    pointers: tuple[Pointer, ...]
    usages: tuple[Usage, ...]
    prefixes: tuple[Prefix, ...]
    entries: tuple[Entry, ...]
    mentioned: tuple[str, ...]
    deeds: tuple[Deed, ...]
    pictures: tuple[Picture, ...]
    lonely: tuple[tuple[str, Note], ...]
    includes: tuple[str, ...]
    tags: tuple[LanguageTag, ...] = ()
    published: bool = False
    piece: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What lies round the documents: whether a file is there, by its path relative to the source folder with ``/``."""

    exists: Callable[[str], bool]
