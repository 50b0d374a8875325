"""What documents say of their changes, as the site map and the feed are told it (see world.py)."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol


class Changing(Protocol):
    """What is told of a document: its ``changes`` are days and words."""

    @property
    def id(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def changes(self) -> tuple[tuple[str, str], ...]: ...


class Changed(NamedTuple):
    """A document that says when it was changed."""

    id: str
    address: str
    title: str
    changes: tuple[tuple[str, str], ...]


def changed(documents: Iterable[Changing]) -> dict[str, tuple[Any, ...]]:
    """The documents that say when they were changed, by id: each a ``Changed`` as a plain tuple."""
    some = (Changed(each.id, each.address, each.title, each.changes) for each in documents if each.changes)
    return {each.id: tuple(each) for each in some}
