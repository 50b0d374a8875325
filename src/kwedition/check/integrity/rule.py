"""What a rule is, what it notes about an element, and how the note can be mended."""

from dataclasses import dataclass

from kwedition.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of integrity as its documentation shows it.

    The examples are fragments of TEI; ``fixable`` says that ``kwedition.check.fixes`` can mend it in safety.
    """

    id: str
    severity: Severity
    title: str
    explanation: str
    wrong_example: str
    right_example: str
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A safe change to one element.

    ``attribute`` is the attribute's name without a namespace; its value, or the white-space separated token
    ``old`` of it, becomes ``new``. With an empty ``old`` the attribute is added. An empty ``attribute`` means the
    element's own text: it is composed (Unicode NFC), or with ``deep`` the text of all its descendants, too.
    """

    attribute: str = ""
    old: str = ""
    new: str = ""
    whole: bool = False
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed at an element, before its place in the file is known.

    ``order`` counts the elements of the file from 0 in document order. ``needle`` is text that stands at or after
    the element's beginning: the finding's place is where it does, ``into`` characters further. ``{line}`` in the
    message becomes the line of the element number ``other``.
    """

    order: int
    rule: str
    message: str
    hint: str = ""
    needle: str = ""
    other: int = -1
    correction: Correction | None = None
    into: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """A note in the file of this name (as it is shown to people)."""

    name: str
    note: Note


@dataclass(frozen=True, slots=True)
class Correctable(Finding):
    """A finding that knows its safe correction."""

    correction: Correction | None = None
