"""What is wrong with the ids that addresses are made of, said while an edition is built.

A page is made all the same: of two equal ids the first has the address, one that cannot be an address is made into one,
and what has none is called by its file or its place. So these are warnings here; `kwedition check` judges them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from kwedition.build.record import Record
from kwedition.edition import address, folded, without_ending
from kwedition.findings import Finding, Severity
from kwedition.xmlio import Source, is_unmarked

# That two ids differ in the case of letters alone.
CASE = "id-case"
# That one file has an id twice.
_TWICE = ("id-duplicate", "rng-id-duplicate")
# Findings of one file: who has more has them all from `kwedition check`.
_SHOWN = 20
_IDS = etree.XPath("//@xml:id", smart_strings=False)
# What most ids are like; the others are looked at.
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_PLAIN_BYTES = re.compile(_PLAIN.pattern.encode())
_WRITTEN = re.compile(rb"""xml:id\s*=\s*["']([^"']*)""")


def of_document(source: Source) -> list[Finding]:
    """The ids of a document that cannot be one or stand twice."""
    # As they are written they are found quickly; where what only looks like one is wrong, they are looked up.
    written = _WRITTEN.findall(source.data) if is_unmarked(source.root) else [b"", b""]
    if len(set(written)) == len(written) and all(map(_PLAIN_BYTES.fullmatch, written)):
        return []
    ids = _IDS(source.root)
    if len(set(ids)) == len(ids) and all(map(_PLAIN.fullmatch, ids)):
        return []
    # Most documents need no more.
    from kwedition.check.integrity.ids import identifiers
    from kwedition.check.integrity.places import placed
    from kwedition.check.integrity.rule import Issue
    from kwedition.check.integrity.view import view

    _identifiers, notes = identifiers(view(source))
    found = placed([Issue(source.name, note) for note in notes[:_SHOWN]], source)
    plain = [
        Finding(each.path, each.line, each.column, each.rule, Severity.WARNING, each.message, each.hint)
        for each in found
    ]
    if len(notes) > _SHOWN:
        first = f"{plain[0].message} ({len(notes)} ids of this file are wrong)"
        plain[0] = replace(plain[0], message=first)
    return plain


def once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those of entries whose file has the same id twice, where that is said already: with their
    severity, it is said once.
    """
    entries = {_said(each): each.severity for each in findings if each.rule == "id-entry-twice"}
    if not entries:
        return list(findings)
    told = {_said(each) for each in findings if each.rule in _TWICE}
    return [
        replace(each, severity=max(each.severity, entries.get(_said(each), each.severity)))
        if each.rule in _TWICE
        else each
        for each in findings
        if each.rule != "id-entry-twice" or _said(each) not in told
    ]


def _said(finding: Finding) -> tuple[str, int, str]:
    """Where a finding is, and the id that it is about."""
    return finding.path, finding.line, finding.message.split("'")[1]


def missing(path: str, name: str, id_: str, root: str | None) -> Iterator[Finding]:
    """That a document has no id and its file the name of another, so that its address is made of its path; or that its
    id is another's but for the case of letters.
    """
    if root is not None and id_ != without_ending(address(root)):
        yield Finding(
            name, 1, 1, CASE, Severity.INFO,
            f"xml:id '{root}' is the id of another document but for capital and small letters, and not every file "
            f"system knows these: the address is '{id_}'",
            "give one of them another xml:id",
        )  # fmt: skip
    if root is None and id_ != address(PurePosixPath(path).stem):
        yield Finding(
            name, 1, 1, "id-missing", Severity.INFO,
            f"the document has no xml:id, and the name of its file is that of another: its address is '{id_}'",
            "give its root an xml:id",
        )  # fmt: skip


def unnamed(records: Sequence[Record], names: dict[str, str]) -> Iterator[Finding]:
    """A finding for each authority file with entries that have no id; ``names`` are those of files by document."""
    for record in records:
        without = [entry.id for entry in record.entries if entry.authority and not entry.named]
        if without:
            yield Finding(
                names[record.id], 1, 1, "id-missing", Severity.INFO,
                f"{len(without)} {'entry has' if len(without) == 1 else 'entries have'} no xml:id: nothing can refer "
                f"to them, and their addresses ('{without[0]}' …) change with their place in the file",
                "give each an xml:id",
            )  # fmt: skip


def alike(records: Sequence[Record], names: dict[str, str]) -> Iterator[Finding]:
    """A finding for each authority file with entries whose ids are those of others but for the case of letters."""
    first: dict[tuple[str, str], str] = {}
    for record in records:
        found = []
        for entry in record.entries:
            if entry.authority and entry.named:
                other = first.setdefault((entry.kind, folded(entry.id)), entry.id)
                found += [(other, entry.id)] if other != entry.id else []
        if found:
            yield Finding(
                names[record.id], 1, 1, CASE, Severity.INFO,
                f"{len(found)} {'entry has an id' if len(found) == 1 else 'entries have ids'} that others have but for "
                f"capital and small letters ('{found[0][0]}', '{found[0][1]}'), and not every file system knows these: "
                "their addresses end with a number",
                "give one of them another xml:id",
            )  # fmt: skip
