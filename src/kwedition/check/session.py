"""One check from what was asked for to its findings: which files, judged by what, together with which others."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kwedition import edition, xmlio
from kwedition.check import whole
from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.run import Checker, Judged, SchemaChoice, has_rules, judge_files
from kwedition.check.schematron_told import told_once
from kwedition.edition import Settings
from kwedition.errors import SettingsError
from kwedition.findings import Finding, begins, in_order

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Request:
    """What to check: the whole edition, or only ``paths``, or what changed since a revision that git knows.

    ``schema`` (a grammar, rules or an ODD) and ``rules`` come before those of the settings and the documents; they
    judge alone, without the edition's integrity. ``select`` and ``ignore`` are rules or beginnings of them; ``sourced``
    says that the source of the settings was named for this check.
    """

    settings: Settings
    here: Path
    paths: tuple[Path, ...] = ()
    stdin: bytes | None = None
    schema: Path | None = None
    rules: Path | None = None
    phase: str | None = None
    allow_network: bool = False
    allow_files: bool = False
    jobs: int | None = None
    changed: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    sourced: bool = False

    @property
    def in_edition(self) -> bool:
        """Whether somebody says which edition this is: by settings, or by its folder."""
        return self.settings.configured or (self.sourced and self.settings.source.is_dir())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: the files that were judged, where they are, and the findings of the rules that are wanted, in
    order; ``found`` are those of all rules. ``names`` says what the Schematron rules of these files are called; None
    where nobody can know. ``unfollowed`` are the files that refer to others, of which none were looked at.
    """

    judged: tuple[Judged, ...]
    paths: dict[str, Path]
    findings: tuple[Finding, ...]
    found: tuple[Finding, ...] = ()
    names: Callable[[], frozenset[str] | None] = frozenset
    unfollowed: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that were judged."""
        return tuple(each.path for each in self.judged)


def perform(
    request: Request,
    stage: Callable[[str, int], None] = lambda name, total: None,
    advance: Callable[[], None] = lambda: None,
) -> Outcome:
    """Check what is asked for. Raises KweditionError when the tool cannot work."""
    work = _Work(request, stage, advance)
    if request.paths or request.stdin is not None:
        work.some(request.paths)
    else:
        work.everything()
    findings = [each for each in work.findings if _wanted(each.rule, request.select, request.ignore)]
    unfollowed = work.unfollowed if _wanted("ref-unresolved", request.select, request.ignore) else ()
    return Outcome(
        tuple(work.judged), work.paths, tuple(in_order(findings)), tuple(work.findings), work.names, tuple(unfollowed)
    )  # fmt: skip


def checker_of(settings: Settings) -> Checker:
    """The checker of an edition's documents by the schema of its settings."""
    return Checker(_Work(Request(settings, Path.cwd())).choice())


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its safe corrections: its bytes before and after, and how many findings they mend."""

    name: str
    path: Path
    before: bytes
    after: bytes
    number: int


def mend(request: Request, outcome: Outcome) -> list[Mended]:
    """The files in which findings can be corrected in safety, corrected; nothing is written.

    A corrected file is parsed and judged again; where that finds something that was not found before, the file is
    left as it is.
    """
    from kwedition.check.fixes import fixes
    from kwedition.check.integrity import Correctable

    checker = Checker(replace(_Work(request).choice(), source=None))
    by_name: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        if isinstance(finding, Correctable) and finding.correction is not None:
            by_name.setdefault(finding.path, []).append(finding)
    mended = []
    for name, findings in by_name.items():
        path = outcome.paths.get(name)
        if path is None:
            # Standard input is no file.
            continue
        source = xmlio.read(path, name)
        after = fixes(source, findings)
        if after == source.data:
            continue
        known = {(f.rule, f.message) for f in checker.judge(source, path).findings}
        try:
            again = checker.judge(xmlio.parse(after, name), path).findings
        except xmlio.Unreadable:
            continue
        if all((f.rule, f.message) in known for f in again):
            mended.append(Mended(name, path, source.data, after, len(findings)))
    return mended


def svrl(request: Request) -> tuple[list[str], Outcome]:
    """The Schematron report of each document in question, and what its rules found: those that are wanted; raises
    SettingsError.

    The rules are those of the request or of the settings, else those that each document names.
    """
    work = _Work(request)
    checker = Checker(work.choice(own_first=bool(request.paths) and not request.settings.configured))
    paths = [each for path in request.paths for each in _files(path)]
    reported: list[str] = []
    findings: list[Finding] = []
    names: set[str] = set()

    def wanted(rule: str) -> bool:
        return _wanted(rule, request.select, request.ignore)

    for path in paths or edition.files_of(request.settings, request.here):
        try:
            source = xmlio.read(path, edition.shown(path, request.here))
        except xmlio.Unreadable as unreadable:
            findings.append(unreadable.finding)
            continue
        for rules in checker.rules_of(source, path):
            reported.append(rules.svrl(source, wanted))
            findings += rules.judge(source)
            names |= rules.names
    if not reported and not findings:
        raise SettingsError(
            "there are no Schematron rules to report on",
            "name them: --rules FILE.sch; or in the documents, by xml-model",
        )
    some = tuple(each for each in findings if wanted(each.rule))
    return reported, Outcome((), {}, some, tuple(findings), lambda: frozenset(names))


class _Work:
    def __init__(
        self,
        request: Request,
        stage: Callable[[str, int], None] = lambda name, total: None,
        advance: Callable[[], None] = lambda: None,
    ) -> None:
        self._request = request
        self._stage = stage
        self._advance = advance
        self.judged: list[Judged] = []
        self.paths: dict[str, Path] = {}
        self.findings: list[Finding] = []
        self.unfollowed: dict[str, None] = {}
        # Documents that are judged one by one name the same schemas.
        self._grammars: dict[str, Schema | SchemaError] = {}
        self._checkers: dict[SchemaChoice, Checker] = {}

    def everything(self) -> None:
        """The whole edition, or what changed in it."""
        settings = self._request.settings
        files = self._named(edition.files_of(settings, self._request.here))
        if not files:
            raise SettingsError(
                f"there is no *.xml or *.tei file in {edition.called(settings.source, self._request.here)}",
                edition.NO_TEI_HINT,
            )
        if self._request.changed is None:
            self._set(files, settings.source, self.choice())
        else:
            from kwedition.check.changes import changes

            choice = self.choice()
            schemas = [path for path in (choice.grammar, choice.rules) if path is not None]
            found = changes(settings, self._request.changed, schemas, choice.rules)
            if found.everything:
                self._set(files, settings.source, self.choice())
            else:
                self._part(files, {edition.shown(path, self._request.here) for path in found.documents}, found.lost)

    def some(self, paths: Sequence[Path]) -> None:
        """Documents of the edition, judged as parts of it; folders; and documents by themselves."""
        request = self._request
        judged_alone = request.schema is not None or request.rules is not None
        own: list[Path] = []
        single: list[Path] = []
        for path in paths:
            inside = _files(path)
            # A file that is not there is no part of the edition: judged by itself, it is found to be missing.
            is_there = inside[0].exists()
            if (
                not judged_alone and is_there and request.in_edition
                and _is_below(path, request.settings.source)
            ):  # fmt: skip
                own += inside
            elif path.is_dir() and not judged_alone:
                self._set(self._named(inside), path.absolute(), self.choice(own_first=True))
            elif request.schema is not None:
                # By one schema and nothing else: all at once, or it would be read for each.
                single += inside
            else:
                choice = self.choice(own_first=not judged_alone, alone=judged_alone)
                self._set(self._named(inside), path.absolute().parent, choice, alone=True)
        if single:
            single = list(dict.fromkeys(single))
            self._set(self._named(single), single[0].absolute().parent, self.choice(alone=True), alone=True)
        if own:
            files = self._named(edition.files_of(request.settings, request.here))
            self._part(files, {edition.shown(path, request.here) for path in own})
        if request.stdin is not None:
            choice = self.choice(own_first=not judged_alone, alone=judged_alone)
            self._standard_input(request.stdin, choice if judged_alone else replace(choice, source=request.here))

    def _set(self, files: Sequence[tuple[Path, str]], folder: Path, choice: SchemaChoice, alone: bool = False) -> None:
        """Files that are an edition, or that stand ``alone``."""
        if choice.source is not None or not (alone and choice.any_xml):
            choice = replace(choice, source=folder)
        checker = self._checker(choice)
        self._stage("checking", len(files))
        judged = list(judge_files(checker, files, self._request.jobs, self._advance))
        self._add(judged, whole.findings_of(judged, {name: path for path, name in files}, folder, alone=alone), checker)
        if alone:
            self._leave(judged)

    def _leave(self, judged: Sequence[Judged]) -> None:
        """Note which documents refer to others, when these are not asked for."""
        self.unfollowed |= dict.fromkeys(each.path for each in judged if each.facts and each.facts.pointers)

    def _part(self, files: Sequence[tuple[Path, str]], names: set[str], lost: Collection[str] | None = None) -> None:
        """Some files of an edition: the others are read for what they hold, but not judged.

        With ``lost``, ids that are no longer there, what refers to these files or ids is judged, too.
        """
        settings = self._request.settings
        choice = self.choice()
        self._stage("reading", len(files))
        facts = list(
            judge_files(
                Checker(SchemaChoice(source=settings.source, facts_only=True, any_xml=True)),
                files, self._request.jobs, self._advance,
            )
        )  # fmt: skip
        if lost is not None:
            names = whole.concerned(facts, names, lost)
        wanted = [(path, name) for path, name in files if name in names]
        checker = self._checker(choice)
        self._stage("checking", len(wanted))
        judged = {each.path: each for each in judge_files(checker, wanted, self._request.jobs, self._advance)}
        merged = [
            replace(
                each,
                findings=judged[each.path].findings,
                schema=judged[each.path].schema,
                refused=judged[each.path].refused,
                ruled=judged[each.path].ruled,
                rules=judged[each.path].rules,
            )
            if each.path in judged
            else each
            for each in facts
        ]
        findings = whole.findings_of(merged, {name: path for path, name in files}, settings.source, only=names)
        self._add([each for each in merged if each.path in names], findings, checker)

    def names(self) -> frozenset[str] | None:
        """What the Schematron rules of the documents in question are called; None where some cannot be used."""
        asked = dict.fromkeys(rules for each in self.judged for rules in each.rules)
        found: frozenset[str] = frozenset()
        for checker in self._checkers.values():
            some = checker.names(asked)
            if some is None:
                return None
            found |= some
        return found

    def _standard_input(self, data: bytes, choice: SchemaChoice) -> None:
        checker = self._checker(choice)
        here = self._request.here
        sources: dict[str, xmlio.Source] = {}
        try:
            sources[STDIN] = xmlio.parse(data, STDIN)
            judged = checker.judge(sources[STDIN], here / "stdin.xml")
        except xmlio.Unreadable as unreadable:
            judged = Judged(STDIN, (unreadable.finding,))
        self._add([judged], whole.findings_of([judged], {}, here, alone=True, sources=sources), checker)
        self._leave([judged])

    def _add(self, judged: Sequence[Judged], findings: Sequence[Finding], checker: Checker) -> None:
        known = {own.path for own in self.judged}
        self.judged += [each for each in judged if each.path not in known]
        self.findings += told_once([*findings, *checker.faults()])

    def _checker(self, choice: SchemaChoice) -> Checker:
        return self._checkers.setdefault(choice, Checker(choice, self._grammars))

    def choice(self, own_first: bool = False, alone: bool = False) -> SchemaChoice:
        """By what documents are judged: those of the edition, others (``own_first``), or by what was named alone."""
        from kwedition.schema import schema_files

        request, settings = self._request, self._request.settings
        grammar, rules = None, request.rules
        if request.schema is not None:
            # What stands beside a grammar that was named is not asked for.
            files = schema_files(request.schema) if request.schema.suffix == ".odd" else None
            grammar = files.rng if files else None if request.schema.suffix == ".sch" else request.schema
            rules = rules or (files.sch if files else request.schema if request.schema.suffix == ".sch" else None)
        elif not alone and settings.schema is not None:
            files = schema_files(settings.schema)
            grammar = files.rng
            rules = rules or files.sch or (files.rng if has_rules(files.rng) else None)
        named = request.schema is not None or request.rules is not None
        return SchemaChoice(
            grammar, rules, request.phase, own_first and not named, request.allow_network, settings.theme,
            None if own_first or alone else settings.source,
            any_xml=request.schema is not None or (request.rules is not None and bool(request.paths)),
            allow_files=request.allow_files,
        )  # fmt: skip

    def _named(self, files: Sequence[Path]) -> list[tuple[Path, str]]:
        named = [(path, edition.shown(path, self._request.here)) for path in files]
        self.paths |= {name: path for path, name in named}
        return named


def _is_below(path: Path, folder: Path) -> bool:
    return path.absolute().is_relative_to(folder)


def _files(path: Path) -> list[Path]:
    """The documents at a path: the *.xml and *.tei of a folder, what a pattern fits, a file as it is."""
    if path.is_dir():
        # Of an edition: not what was made of it, nor what is hidden.
        inside = sorted(edition.xml_files(path))
        if not inside:
            raise SettingsError(f"there is no *.xml or *.tei file in {path}", edition.NO_TEI_HINT)
        return inside
    if not path.exists() and any(sign in str(path) for sign in "*?["):
        anchor = Path(path.anchor) if path.is_absolute() else Path()
        inside = sorted(anchor.glob(str(path.relative_to(anchor) if path.anchor else path)))
        if not inside:
            raise SettingsError(
                f"no file fits {path}", "the pattern is read from this folder; upper and lower case count"
            )
        return inside
    if not path.suffix and not path.exists() and not path.is_symlink():
        raise edition.no_folder(path.absolute(), Path.cwd())
    return [path]


def _wanted(rule: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    return (not select or any(begins(rule, name) for name in select)) and not any(begins(rule, name) for name in ignore)
