"""``<?kwedition-ignore rule?>``: rules that an editor silences at one place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kwedition.check.markup import Markup, scan
from kwedition.findings import Finding, Severity, begins
from kwedition.xmlio import Source

TARGET = "kwedition-ignore"


@dataclass(frozen=True, slots=True)
class _Ignore:
    """An instruction: the rules it names, its own place, and the first place of its element and the first behind it."""

    rule: str
    place: tuple[int, int]
    first: tuple[int, int]
    behind: tuple[int, int]

    def silences(self, finding: Finding) -> bool:
        if not self.rule or not begins(finding.rule, self.rule):
            return False
        if finding.column:
            return self.first <= (finding.line, finding.column) < self.behind
        return self.first[0] <= finding.line <= self.behind[0]


def apply_ignores(
    source: Source, findings: Sequence[Finding], judged: Callable[[str], bool] = lambda rule: True
) -> list[Finding]:
    """The findings of one file that nothing silences, and one for each instruction that silences none.

    ``judged`` says whether a rule, or some that begin so, were asked at all: otherwise there is nothing to silence yet.

    ``<?kwedition-ignore ref-unresolved date?>`` before an element silences the rule ``ref-unresolved`` and all rules
    that begin with ``date-`` for the element and its content; before the root it does so for the whole file. Findings
    of other files are passed through.
    """
    if TARGET.encode() not in source.data and TARGET.encode("utf-16-le") not in source.data and (
        TARGET.encode("utf-16-be") not in source.data
    ):  # fmt: skip
        return list(findings)
    markup = scan(source.data)
    if markup is None:
        return list(findings)
    ignores = _ignores(markup)
    used: set[_Ignore] = set()
    kept: list[Finding] = []
    for finding in findings:
        if finding.path != source.name:
            kept.append(finding)
            continue
        silencing = [each for each in ignores if each.silences(finding)]
        used.update(silencing)
        if not silencing:
            kept.append(finding)
    for each in ignores:
        if each not in used and judged(each.rule):
            named = f"`{each.rule}`" if each.rule else "no rule"
            kept.append(
                Finding(
                    source.name, *each.place, "ignore-unused", Severity.WARNING,
                    f"this instruction names {named} and silences nothing",
                    "remove it, so that it does not hide a later mistake; it stands before the element that it is for",
                )
            )  # fmt: skip
    return kept


def _ignores(markup: Markup) -> list[_Ignore]:
    found: list[_Ignore] = []
    for each in markup.instructions:
        if each.target != TARGET:
            continue
        place = markup.place(each.start)
        first = behind = place
        if each.depth == 0 and each.before == 0:
            first, behind = (0, 0), markup.place(len(markup.text))
        elif each.before < len(markup.tags):
            tag = markup.tags[each.before]
            # The next start tag belongs to a sibling only when nothing was closed in between.
            if "</" not in _plain(markup, each.start, tag.start):
                first, behind = markup.place(tag.start), markup.place(markup.ends[each.before])
        found += [_Ignore(rule, place, first, behind) for rule in each.content.split() or [""]]
    return found


def _plain(markup: Markup, start: int, end: int) -> str:
    """What stands between two places, without comments."""
    text = markup.text[start:end]
    while "<!--" in text:
        before, _, rest = text.partition("<!--")
        text = before + rest.partition("-->")[2]
    return text
