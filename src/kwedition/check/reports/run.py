"""What a report tells beside the findings, and the words that all reports share."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kwedition import xmlio
from kwedition.findings import Finding, Severity, begins, in_order

_SURROGATES = re.compile("[\ud800-\udfff]")
# What neither XML 1.0 nor HTML may hold, C1 included because terminals obey it, and what turns the order of letters
# round so that a line shows something else than it says; tab and line breaks are text.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One check, as reports tell of it; nothing here is read from a clock or the environment.

    ``version`` is kwedition's, ``files`` the paths of all documents that were checked, as findings name them.
    ``lines_of`` gives the lines of a file by such a path, or nothing when it cannot be read. ``threshold`` is the
    least severity that makes the check fail, ``known`` how many findings a baseline has kept out, ``rules`` what
    is known of rules beyond kwedition's own: a sentence for each id. ``title`` is the edition's.
    """

    version: str
    files: tuple[str, ...] = ()
    lines_of: Callable[[str], list[str]] = field(default=lambda path: [])
    threshold: Severity = Severity.ERROR
    known: int = 0
    rules: Mapping[str, str] = field(default_factory=dict)
    title: str = ""

    @property
    def checked(self) -> int:
        """How many files were checked."""
        return len(self.files)


def by_file(findings: Iterable[Finding], files: Iterable[str] = ()) -> dict[str, list[Finding]]:
    """The findings of each file in order; files without any have an empty list."""
    groups: dict[str, list[Finding]] = {path: [] for path in files}
    for finding in in_order(findings):
        groups.setdefault(finding.path, []).append(finding)
    return dict(sorted(groups.items()))


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each rule in order, by the ids of the rules."""
    groups: dict[str, list[Finding]] = {}
    for finding in in_order(findings):
        groups.setdefault(finding.rule, []).append(finding)
    return dict(sorted(groups.items()))


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first."""
    found = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for finding in findings:
        found[finding.severity] += 1
    return found


def in_words(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, as in ``2 errors, 1 warning``; empty without any."""
    return ", ".join(counted(number, str(severity)) for severity, number in counts(findings).items() if number)


def summary(findings: Iterable[Finding], checked: int, known: int = 0) -> str:
    """One line: how many files, how many findings of each severity, how many more a baseline knows."""
    line = f"{counted(checked, 'file')} checked: {in_words(findings) or 'no findings'}"
    return f"{line}; {known} more in the baseline" if known else line


def counted(number: int, word: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    plural = {"info": "remarks"}.get(word, f"{word}s")
    singular = {"info": "remark"}.get(word, word)
    return f"{number} {singular if number == 1 else plural}"


def with_severities(findings: Iterable[Finding], severity: Mapping[str, str]) -> list[Finding]:
    """The findings with the severities that the settings give their rules; those turned off are left out.

    A name may be the beginning of several rules (``ref``); the longest one that fits decides.
    """
    kept = []
    names = sorted(severity, key=len, reverse=True)
    for finding in findings:
        wanted = next((severity[name] for name in names if begins(finding.rule, name)), None)
        if wanted == "off":
            continue
        kept.append(replace(finding, severity=Severity.named(wanted)) if wanted else finding)
    return kept


# What a grammar and the rules of every edition both find: the rule of the grammar, and which of the two says less.
_ECHOES = {
    "date-form": ("rng-attribute-value", "date-form"),
    "date-impossible": ("rng-attribute-value", "rng-attribute-value"),
    "id-malformed": ("rng-attribute-value", "id-malformed"),
    "id-duplicate": ("rng-id-duplicate", "rng-id-duplicate"),
}


def without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with each slip told once: a date that is none is one for the grammar and for us.

    For findings that are to be reported, so whoever turns off or leaves out one of two rules still has the other.
    """
    others = {other for other, _lesser in _ECHOES.values()}
    by_place: dict[tuple[str, int, int, str], list[Finding]] = {}
    for each in findings:
        if each.rule in others:
            by_place.setdefault((each.path, each.line, each.column, each.rule), []).append(each)
    dropped: set[int] = set()
    hints: dict[int, str] = {}
    for each in findings:
        if each.rule not in _ECHOES:
            continue
        other, lesser = _ECHOES[each.rule]
        named = re.match(r"@(\S+) of ", each.message)
        attribute = named[1] if named else "xml:id"
        for twin in by_place.get((each.path, each.line, each.column, other), ()):
            if twin.severity == each.severity and twin.message.startswith(f"`{attribute}` "):
                less, kept = (each, twin) if lesser == each.rule else (twin, each)
                dropped.add(id(less))
                # A grammar does not know the words of the element, from which ours may tell what was meant.
                if not kept.hint:
                    hints[id(kept)] = less.hint
    return [
        replace(each, hint=hints[id(each)]) if id(each) in hints else each
        for each in findings if id(each) not in dropped
    ]  # fmt: skip


def limited(findings: Iterable[Finding], most: int | None) -> tuple[list[Finding], str]:
    """At most so many findings, in order of place, and a line on the rest; it is empty where nothing is left out.

    The gravest are kept. ``most`` None keeps all.
    """
    ordered = in_order(findings)
    if most is None or len(ordered) <= most:
        return ordered, ""
    # sorted() is stable, so of equally grave ones the first in the text stay.
    by_weight = sorted(ordered, key=lambda finding: -finding.severity)
    return in_order(by_weight[:most]), f"… and {len(ordered) - most} more ({in_words(by_weight[most:])})"


def place(finding: Finding) -> str:
    """Path, line and column as editors and terminals understand them: ``letters/l1.xml:12:5``."""
    if not finding.line:
        return finding.path
    return f"{finding.path}:{finding.line}" + (f":{finding.column}" if finding.column else "")


def source_line(finding: Finding, lines: Sequence[str]) -> str | None:
    """The line that the finding is on, without its line break; None when it is not known or not there."""
    return lines[finding.line - 1].rstrip("\r\n") if 0 < finding.line <= len(lines) else None


def visible(text: str) -> str:
    """Control characters, which XML and HTML forbid and terminals obey, as characters to be seen; as many as before.

    So are the characters that change the direction of what follows.
    """

    def seen(match: re.Match[str]) -> str:
        code = ord(match[0])
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"

    if text.isprintable():
        return text
    return _CONTROLS.sub(seen, text)


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: file names that are not UTF-8 come with lone surrogates."""
    return _SURROGATES.sub("\ufffd", text)


def lines_of_file(path: str) -> list[str]:
    """The lines of a file, in whatever encoding it is; nothing when it cannot be read."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return []
    try:
        text = data.decode(xmlio.encoding_of(data), "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
