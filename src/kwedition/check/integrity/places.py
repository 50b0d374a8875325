"""From notes to findings: the second pass, only over files in which something was noticed."""

from collections.abc import Iterable

from kwedition.check.integrity.rule import Correctable, Issue, Note
from kwedition.check.integrity.rules import BY_ID
from kwedition.check.markup import Markup, scan
from kwedition.findings import Finding
from kwedition.places import Places
from kwedition.xmlio import Source, path_of


def placed(issues: Iterable[Issue], source: Source) -> list[Finding]:
    """The findings of one file, each with its line, column and path."""
    issues = list(issues)
    if not issues:
        return []
    elements = list(source.root.iter("*"))
    markup = scan(source.data)
    # Elements that come out of an entity are not in the text, nor are inclusions of the files that entities stand for.
    if markup is not None and len(markup.tags) != len(elements):
        markup = None
    places = Places(source)
    findings: list[Finding] = []
    for issue in issues:
        note = issue.note
        element = elements[note.order]
        line, column = _place(markup, note) if markup else places.of(element)
        message = note.message
        if note.other >= 0 and "{line}" in message:
            other = markup.place(markup.tags[note.other].start)[0] if markup else places.of(elements[note.other])[0]
            message = message.replace("{line}", str(other))
        findings.append(
            Correctable(
                source.name, line, column, note.rule, BY_ID[note.rule].severity, message, note.hint, path_of(element),
                correction=note.correction,
            )
        )  # fmt: skip
    return findings


def _place(markup: Markup, note: Note) -> tuple[int, int]:
    tag = markup.tags[note.order]
    if note.needle:
        at = markup.text.find(note.needle, tag.end, markup.ends[note.order])
        if at >= 0:
            return markup.place(at + note.into)
    return markup.place(tag.start)
