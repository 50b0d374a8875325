"""What the command `kwedition check` does with its options; what it says goes through the speaker of cli.py."""

import difflib
import os
import re
import shlex
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kwedition import __version__, edition
from kwedition.check import reports
from kwedition.check.reports import Run, lines_of_file
from kwedition.check.reports.rules import OWN
from kwedition.check.run import Judged
from kwedition.check.session import STDIN, Mended, Outcome, Request, mend, perform
from kwedition.edition import Settings
from kwedition.errors import KweditionError, SettingsError
from kwedition.findings import Finding, Severity, begins, worst
from kwedition.there import nearly
from kwedition.xmlio import named_xml

if TYPE_CHECKING:
    from kwedition.check.baseline import Entry

# How often files are looked at while they are watched, in seconds.
_LOOK = 0.4
# Of explanations, in characters.
_WIDTH = 100
# What rules are about that judge before and after those of integrity, by how they begin.
_BEFORE = dict.fromkeys(("file", "xml", "xinclude"), "Files and XML")
_BEFORE |= dict.fromkeys(("rng", "schema"), "The grammar (RELAX NG)") | {"sch": "Rules of the edition (Schematron)"}
_AFTER = dict.fromkeys(("fo", "font", "typst"), "Print")
_BUILT = "What a build makes of the edition"
_LISTED = "kwedition rules lists all; those of a Schematron schema are named by the ids that it gives them"


class Voice(Protocol):
    """What the speaker of the command line can do."""

    def __enter__(self) -> Any: ...
    def __exit__(self, kind: Any, error: Any, trace: Any) -> None: ...
    def stage(self, name: str, total: int) -> None: ...
    def advance(self) -> None: ...
    def say(self, line: str) -> None: ...
    def write(self, text: str) -> None: ...
    def report(self, findings: Sequence[Finding], run: Run | None = None, explain: bool = False) -> None: ...


def check(speaker: Voice, **options: Any) -> None:
    """Run the command; ends the program with 1 when there are findings at or above the severity."""
    request = _request(options)
    if not options["watch"]:
        if _once(speaker, request, options):
            sys.exit(1)
        return
    try:
        _watch(lambda: _once(speaker, request, options), request)
    except KeyboardInterrupt:
        speaker.say("")


def rules(name: str | None) -> str:
    """The list of rules, those that begin with a name, or what is to be known of one; SettingsError for none such."""
    from kwedition.check.integrity.rules import BY_ID, FAMILIES

    described = _described()
    if name is not None and name in BY_ID:
        rule = BY_ID[name]
        fixable = "; `kwedition check --fix` corrects it" if rule.fixable else ""
        return (
            f"{rule.id} ({rule.severity}{fixable})\n\n{rule.title}\n\n{textwrap.fill(rule.explanation, _WIDTH)}\n\n"
            f"wrong:\n{_indented(rule.wrong_example)}\n\nright:\n{_indented(rule.right_example)}\n"
        )
    if name is not None and name in described:
        return f"{name}\n\n{described[name]}\n"
    listed = sorted(rule for rule in described if name is None or begins(rule, name))
    if not listed:
        raise SettingsError(f"there is no rule {name}", _meant(name or "") or _LISTED)
    width = max(map(len, listed))
    families: dict[str, list[str]] = {}
    for rule_ in listed:
        families.setdefault(_family(rule_), []).append(f"  {rule_:{width}}  {_weight(rule_):7}  {described[rule_]}\n")
    order = [*_BEFORE.values(), *FAMILIES.values(), *_AFTER.values(), _BUILT]
    found = sorted(families.items(), key=lambda each: order.index(each[0]))
    return "\n".join(f"{family}:\n{''.join(lines)}" for family, lines in found)


def _family(rule: str) -> str:
    """What a rule is about."""
    from kwedition.check.integrity.rules import BY_ID, FAMILIES

    beginning = rule.partition("-")[0]
    if rule not in BY_ID and beginning in {"document", "site", "text", "image"}:
        return _BUILT
    return _BEFORE.get(beginning) or FAMILIES.get(beginning) or _AFTER[beginning]


def _described() -> dict[str, str]:
    from kwedition.check.integrity.rules import BY_ID

    return {**OWN, **{each.id: each.title for each in BY_ID.values()}}


def _weight(rule: str) -> str:
    """How grave a rule is unless the settings say otherwise; of rules that are not ours by themselves, nothing."""
    from kwedition.check.integrity.rules import BY_ID

    return str(BY_ID[rule].severity) if rule in BY_ID else ""


def _meant(name: str, more: Collection[str] = ()) -> str:
    """The rule, or the beginning of rules, that a name which is none may be a slip for; ``more`` rules than ours."""
    known = {*_described(), *more}
    beginnings = {rule.rpartition("-")[0] for rule in known} | {rule.partition("-")[0] for rule in known}
    longer = [rule for rule in sorted(known) if name and rule.startswith(name)]
    near = longer or difflib.get_close_matches(name, sorted({*known, *beginnings} - {"", "sch"}), 1, 0.8)
    return f"did you mean {near[0]}?" if near else ""


def _refused(request: Request, outcome: Outcome) -> list[str]:
    """Raise SettingsError for rules that were named and are none; what to say of those that nobody can know.

    Whoever selects such a rule would hear that there are no findings. One that is ignored may be a rule of documents
    that are not judged this time, unless it is like one.
    """
    unknown = _unknown((*request.select, *request.ignore), outcome.found)
    ruled = outcome.names() if unknown else frozenset()
    for name in _unknown(unknown, outcome.found, ruled or ()):
        meant = _meant(name, ruled or ())
        if meant or (name in request.select and ruled is not None):
            raise SettingsError(f"there is no rule {name}", meant or _LISTED)
    return [f"no rule {name} is known, and nothing was found by one" for name in _unknown(unknown, (), ruled or ())]


def _unknown(names: Sequence[str], findings: Sequence[Finding], ruled: Iterable[str] = ()) -> list[str]:
    """Names of rules that are none of ours, of no finding and not ``ruled``, as those of Schematron are called."""
    if not names:
        return []
    known = [*_described(), *{each.rule for each in findings}, *ruled]
    return [name for name in names if not any(begins(rule, name) for rule in known)]


def mistyped(names: Sequence[str], findings: Sequence[Finding]) -> list[str]:
    """What to say of names to which the settings give a severity and that are no rule, but like one."""
    return [
        f"the settings give a severity to {name}, which is no rule; {_meant(name)}"
        for name in _unknown(names, findings)
        if _meant(name)
    ]


def _request(options: dict[str, Any]) -> Request:
    if options["update_baseline"] and options["baseline_path"] is None:
        raise SettingsError("--update-baseline needs a file", "name it: --baseline FILE --update-baseline")
    for name in ("schema_path", "rules_path"):
        if options[name] is not None and not options[name].is_file():
            meant = nearly(options[name])
            raise SettingsError(
                f"there is no file {options[name]}",
                f"did you mean {meant.as_posix()}?" if meant
                else "name a file on this disk; the TEI Consortium publishes tei_all.rng, the grammar of all of TEI",
            )  # fmt: skip
    if options["changed"] is not None and options["paths"]:
        raise SettingsError("--changed chooses the documents itself", "leave out the paths, or --changed")
    if options["watch"] and Path("-") in options["paths"]:
        raise SettingsError("standard input cannot be watched")
    source = options["source"]
    settings = edition.settings_of(Path.cwd(), None if source is None else source.absolute())
    paths = tuple(path for path in options["paths"] if path != Path("-"))
    return Request(
        settings, Path.cwd(), paths, sys.stdin.buffer.read() if Path("-") in options["paths"] else None,
        options["schema_path"], options["rules_path"], options["phase"], options["allow_network"],
        options["allow_files"], options["jobs"], options["changed"], _words(options["select"]),
        _words(options["ignore"]), source is not None,
    )  # fmt: skip


def _once(speaker: Voice, request: Request, options: dict[str, Any]) -> bool:
    """One check, said; whether it failed."""
    if options["format_"] == "svrl":
        return _svrl(speaker, request, Severity.named(options["severity"]))
    with speaker:
        outcome = perform(request, speaker.stage, speaker.advance)
    for line in _refused(request, outcome):
        speaker.say(line)
    if options["fix"] or options["show_diff"]:
        mended = mend(request, outcome)
        if not mended:
            speaker.say("there is nothing that can be corrected in safety")
        if options["show_diff"]:
            speaker.write("".join(_difference(each) for each in mended))
        if options["fix"]:
            for each in mended:
                _replace(each.path, each.after)
            if mended:
                number = reports.counted(sum(each.number for each in mended), "finding")
                speaker.say(f"corrected: {number} in {reports.counted(len(mended), 'file')}")
                outcome = perform(request)
    settings = request.settings
    findings = reports.without_echoes(reports.with_severities(outcome.findings, settings.severity))
    known = 0
    vanished: Sequence[Entry] = ()
    path: Path | None = options["baseline_path"]
    if path is not None:
        from kwedition.check.baseline import Baseline

        if options["update_baseline"]:
            Baseline.of(findings).write(path)
        whole = not request.paths and request.changed is None
        compared = Baseline.load(path).compare(findings, None if whole else outcome.files)
        findings, known, vanished = list(compared.new), len(compared.known), compared.vanished
    least = Severity.named(options["severity"])
    run = Run(__version__, outcome.files, _lines_of(request), least, known, title=settings.title)
    shown, rest = reports.limited(findings, options["max_findings"])
    if options["format_"] == "text":
        speaker.report(shown, run, options["explain"])
        if rest:
            speaker.say(rest)
        _say_more(speaker, request, outcome, findings, known, vanished)
    else:
        speaker.write(reports.FORMATS[options["format_"]](shown, run))
    gravest = worst(findings)
    return gravest is not None and gravest >= least


def _say_more(
    speaker: Voice,
    request: Request,
    outcome: Outcome,
    findings: Sequence[Finding],
    known: int,
    vanished: "Sequence[Entry]",
) -> None:
    for entry in vanished:
        mark = entry.fingerprint
        speaker.say(f"no longer found: {mark.path}: {mark.rule}: {mark.message} ({entry.count})")
    if vanished:
        speaker.say("--update-baseline takes what is gone out of the baseline")
    speaker.say(reports.summary(findings, len(outcome.files), known))
    for line in _remarks(outcome.judged):
        speaker.say(line)
    for line in _unfollowed(outcome):
        speaker.say(line)
    for line in mistyped(tuple(request.settings.severity), outcome.found):
        speaker.say(line)


def _unfollowed(outcome: Outcome) -> list[str]:
    """That references were not followed: without an edition nobody knows what they may lead to."""
    files = [name for name in outcome.unfollowed if name != STDIN]
    lines = []
    if files:
        folders = {Path(name).parent.as_posix() for name in files}
        folder = shlex.quote(folders.pop()) if len(folders) == 1 else "FOLDER"
        what = "references of 1 file" if len(files) == 1 else f"references of {len(files)} files"
        lines.append(
            f"{what} into others were not judged: nothing says of which edition they are a part; "
            f"name its folder: --source {folder}"
        )
    if STDIN in outcome.unfollowed:
        lines.append("references of standard input into files were not judged: it is a part of no edition")
    return lines


def _remarks(judged: Sequence[Judged]) -> list[str]:
    """What to know of the schemas that were used."""
    refused = sum(each.refused for each in judged)
    if refused:
        documents = "1 file was" if refused == 1 else f"{refused} files were"
        return [*_schemas(judged), f"{documents} not judged by Schematron yet: the grammar refuses what is in it"]
    return _schemas(judged)


def _schemas(judged: Sequence[Judged]) -> list[str]:
    remote = [each for each in judged if each.remote and not each.schema]
    if remote:
        return [
            f"{reports.counted(len(remote), 'file')} not judged by a grammar: the schema that they name, such as "
            f"{remote[0].remote}, is on the network; give it with --schema FILE, or --allow-network"
        ]
    if judged and not any(each.schema for each in judged):
        return [
            "no schema is configured or named in the documents, so no grammar was checked "
            "(--schema FILE: tei_all.rng, which the TEI Consortium publishes, is that of all of TEI)"
        ]
    return []


def _svrl(speaker: Voice, request: Request, least: Severity) -> bool:
    """The report of the Schematron rules in their own language; several documents have one root round them."""
    from kwedition.check.session import svrl

    reported, outcome = svrl(request)
    # (What else there is to say of them is no report.)
    _refused(request, outcome)
    gravest = worst(reports.with_severities(outcome.findings, request.settings.severity))
    whole = "".join(reported)
    speaker.write(whole if len(reported) == 1 else f'<reports xmlns="urn:kwedition:svrl">\n{whole}</reports>\n')
    return gravest is not None and gravest >= least


def _watch(once: Callable[[], bool], request: Request) -> None:
    before: dict[Path, int] = {}
    while True:
        now = _times(request)
        if now != before:
            before = now
            if sys.stdout.isatty():
                sys.stdout.write("\033[2J\033[H")
            try:
                once()
            except KweditionError as error:
                sys.stdout.write(f"{error}\n")
            sys.stdout.flush()
        time.sleep(_LOOK)


def _times(request: Request) -> dict[Path, int]:
    """When the files in question were last written."""
    settings: Settings = request.settings
    roots = [
        *(request.paths or (settings.source,)),
        *(p for p in (request.schema, request.rules, settings.schema) if p),
    ]
    times = {}
    for root in roots:
        for path in named_xml(root) if root.is_dir() else (root,):
            try:
                times[path] = path.stat().st_mtime_ns
            except OSError:
                continue
    return times


def _difference(mended: Mended) -> str:
    """What would change in a file, as `diff -u` shows it."""
    from kwedition.check.markup import decode

    def lines(data: bytes) -> list[str]:
        decoded = decode(data)
        text = decoded[0] if decoded else data.decode("utf-8", "replace")
        # Lines end as in XML; other signs that Python takes for ends of lines are text.
        return re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+", text)

    changed = difflib.unified_diff(lines(mended.before), lines(mended.after), f"a/{mended.name}", f"b/{mended.name}")
    return "".join(
        line
        if line.endswith("\n")
        else f"{line}\n"
        if line.endswith("\r")
        else f"{line}\n\\ No newline at end of file\n"
        for line in changed
    )


def _replace(path: Path, data: bytes) -> None:
    """Put bytes into a file in one move, so that nobody finds half of it; a link stays one."""
    path = path.resolve()
    try:
        mode = path.stat().st_mode
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        raise KweditionError(f"{path} cannot be written: {error.strerror}") from None


def _lines_of(request: Request) -> Callable[[str], list[str]]:
    given = request.stdin.decode("utf-8", "replace").split("\n") if request.stdin is not None else []
    return lambda path: given if path == STDIN else lines_of_file(path)


def _words(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for value in values for word in value.replace(",", " ").split())


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.splitlines())
