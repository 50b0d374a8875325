"""The commands: parse, call, print, exit code. Nothing else prints or imports click."""

import contextlib
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Never, Self

import click

from kwedition import __version__, edition, resources, schema
from kwedition.check import reports
from kwedition.check.reports import Run, lines_of_file
from kwedition.edition import Settings
from kwedition.errors import KweditionError, SettingsError
from kwedition.findings import Finding, Severity, begins, worst

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Speaker:
    """What the commands say: lines on standard output, progress where somebody watches it."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.verbose = verbose
        self._quiet = quiet
        self._watched = sys.stdout.isatty()
        self._console: Console | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._watched and not self._quiet:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(), console=self._out(), transient=True,
            )  # fmt: skip
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def stage(self, name: str, total: int) -> None:
        if self._bar:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(name, total=total, rate="")
        elif self.verbose:
            self.say(f"{name} ({total})")

    def advance(self) -> None:
        if self._bar and self._task is not None:
            self._bar.advance(self._task)
            speed = self._bar.tasks[0].speed
            if speed:
                self._bar.update(self._task, rate=f"{speed:.0f}/s")

    def say(self, line: str) -> None:
        if not self._quiet:
            self.write(line + "\n")

    def write(self, text: str) -> None:
        """Text as it is; what the terminal's encoding does not have is escaped."""
        if self._bar:
            self._out().out(text, end="", highlight=False)
        else:
            click.echo(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"), nl=False)

    def report(self, findings: Sequence[Finding], run: Run | None = None, explain: bool = False) -> None:
        """Findings are what the command is for: they are shown even when it is told to be quiet."""
        lines_of = run.lines_of if run else lines_of_file
        if self._watched:
            from rich.text import Text

            for line in reports.text_report(findings, lines_of, explain):
                self._out().print(Text.assemble(*((piece.text, piece.style) for piece in line)))
        else:
            self.write("".join(line + "\n" for line in reports.plain_report(findings, lines_of, explain)))

    def _out(self) -> "Console":
        if self._console is None:
            from rich.console import Console

            self._console = Console(highlight=False, soft_wrap=True)
        return self._console


class _Terminated(KeyboardInterrupt):
    """Somebody asks this process to end, as a scheduler or a container does: nothing half made is to be left."""


@contextlib.contextmanager
def _ending_politely() -> Iterator[None]:
    """For as long as the context lasts, SIGTERM is as Ctrl-C."""

    def end(_signal: int, _frame: FrameType | None) -> Never:
        raise _Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


class Commands(click.Group):
    """Every error of ours ends in one clear message and its exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _ending_politely():
                return super().invoke(ctx)
        except KeyboardInterrupt as interrupted:
            # As a shell has it: a caller must not take it for findings.
            click.echo("kwedition: ended before it was done", err=True)
            ctx.exit(128 + (signal.SIGTERM if isinstance(interrupted, _Terminated) else signal.SIGINT))
        except click.NoSuchOption as error:
            # What only resembles it in its letters would mislead.
            if (name := error.option_name.lstrip("-")) in edition.SETTINGS:
                said = f"No such option '--{name}': it is a setting, `{name} = …` in kwedition.toml."
                raise click.NoSuchOption(error.option_name, said, ctx=error.ctx) from None
            raise
        except KweditionError as error:
            from rich.console import Console
            from rich.text import Text

            err = Console(stderr=True, highlight=False, soft_wrap=True)
            err.print(Text.assemble(("kwedition: ", "bold red"), error.message))
            if error.hint:
                err.print(Text.assemble(("→ ", "dim"), error.hint))
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="kwedition")
def main() -> None:
    """Check TEI editions and publish them.

    An edition is a folder of TEI P5 documents. `kwedition check` says what is wrong with them; `kwedition build`
    makes a web site, an index of persons and, where the settings ask for it, XSL-FO for print.

    \b
    kwedition check                        check the edition in this folder
    kwedition build                        check it and write output/
    kwedition print                        make PDFs of what build wrote for print
    kwedition build --source DIR --output OUT
                                           publish a folder of TEI that nobody prepared

    Settings are optional: [tool.kwedition] in pyproject.toml, or kwedition.toml. README.md lists them.

    \b
    Exit codes: 0 fine, 1 findings at or above --severity, 2 wrong use, 3 the tool could not work, 130 and 143 ended by
    Ctrl-C or by a signal.
    """  # noqa: D301 (click reads the backspaces)


_source = click.option(
    "--source", metavar="DIR", type=click.Path(path_type=Path),
    help="The folder of TEI documents (or one document). Default: the setting `source`, else this folder.",
)  # fmt: skip
_severity = click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]), default="error", show_default=True,
    help="The least severity of a finding that makes the command fail.",
)  # fmt: skip
_quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings and errors.")
_verbose = click.option("-v", "--verbose", is_flag=True, help="Say more: stages, times, remarks.")


@main.command(short_help="Check the edition, or only some documents.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path, allow_dash=True))
@_source
@click.option("--schema", "schema_path", metavar="FILE", type=click.Path(path_type=Path),
              help="Judge by this grammar (.rng, .rnc), rules (.sch) or ODD, and by nothing else.")  # fmt: skip
@click.option("--rules", "rules_path", metavar="FILE", type=click.Path(path_type=Path),
              help="Judge by these Schematron rules (.sch, or .rng with rules in it).")  # fmt: skip
@click.option("--phase", metavar="ID", help="The phase of the Schematron rules; #ALL for all of them.")
@click.option("--allow-network", is_flag=True, help="Fetch schemas that documents name by http(s) addresses, and let "
              "Schematron read from the network.")  # fmt: skip
@click.option("--allow-files", is_flag=True, help="Let Schematron read files outside of the edition.")
@click.option("--select", metavar="RULES", multiple=True, help="Report only these rules, or those that begin so.")
@click.option("--ignore", metavar="RULES", multiple=True, help="Do not report these rules, or those that begin so.")
@click.option("--changed", metavar="[REV]", is_flag=False, flag_value="HEAD",
              help="Only what changed since REV (default HEAD) by git, and what refers to it.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Correct in the files what can be corrected in safety.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; Ctrl-C ends it.")
@click.option("--format", "format_", type=click.Choice((*reports.FORMATS, "svrl")), default="text", show_default=True,
              help="How findings are reported, on standard output.")  # fmt: skip
@click.option("--explain", is_flag=True, help="List all that would have been allowed, not only a line of it.")
@click.option("--max-findings", metavar="N", type=click.IntRange(min=0), help="Show at most N findings, the gravest.")
@click.option("--baseline", "baseline_path", metavar="FILE", type=click.Path(path_type=Path),
              help="Findings that this file knows do not fail; those that are gone are named.")  # fmt: skip
@click.option("--update-baseline", is_flag=True, help="Write the present findings to the file of --baseline.")
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1),
              help="Judge in N processes. Default: one for each core when there is much to judge.")  # fmt: skip
@_severity
@_quiet
@_verbose
def check(**options: Any) -> None:
    """Check the edition, or only the documents at PATHS: files, folders, patterns such as 'tei/*.xml', or - for
    standard input.

    Every document is parsed, then judged by a grammar (RELAX NG) and rules (Schematron): those of the setting
    `schema`, else those that the document's own xml-model names, if they are files. Then comes what holds across the
    edition: references, ids, dates, persons, characters (`kwedition rules` lists it). Each finding says where (file,
    line, column), which rule, what is wrong, what would have been allowed and what to do.
    """
    from kwedition.checking import check as run

    run(Speaker(options["quiet"] or options["format_"] != "text", options["verbose"]), **options)


@main.command(name="rules", short_help="List the rules that documents are judged by, or explain one.")
@click.argument("rule", required=False)
def rules_(rule: str | None) -> None:
    """List the rules that documents are judged by, those that begin so (kwedition rules ref), or explain one:
    kwedition rules ref-unresolved.

    The rules of a Schematron schema are explained in that schema.
    """
    from kwedition.checking import rules as listed

    click.echo(listed(rule), nl=False)


@main.command()
# Not said in the help: who names the documents so is told how.
@click.argument("documents", nargs=-1, metavar="")
@_source
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"),
              show_default=True, help="The folder to write; it is replaced when all is ready.")  # fmt: skip
@click.option("--only", metavar="OUTPUTS", help="Make only these, in place of the setting `outputs`: "
              f"a comma-separated choice of {', '.join(edition.OUTPUTS)}. Others that the folder of the output "
              "holds stay as they are (but the search, of a site that is made without it).")  # fmt: skip
@click.option("--strict", is_flag=True, help="What cannot be read or published stops the build; else it is left out.")
@click.option("--no-check", is_flag=True, help="Build without judging the documents by their schema.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(1), help="Work in N processes.  [default: one for each core]"
)
@click.option("--cluster", metavar="ADDRESS", help="Work on a Dask cluster: the address of its scheduler "
              "(tcp://…), or `local` for one on this machine. Needs the extra `cluster`.")  # fmt: skip
@click.option("--cache", metavar="DIR", type=click.Path(path_type=Path), default=Path(".kwedition-cache"),
              show_default=True, help="Where to keep what was made, for the next build.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing.")
@click.option("--explain", is_flag=True, help="Say for each page why it was made again, or that it was not.")
@click.option("--coverage", metavar="FILE", type=click.Path(path_type=Path),
              help="Write to FILE what each view shows of each document, and what which rule hides.")  # fmt: skip
@_severity
@_quiet
@_verbose
def build(
    documents: tuple[str, ...],
    source: Path | None,
    output: Path,
    only: str | None,
    strict: bool,
    no_check: bool,
    jobs: int | None,
    cluster: str | None,
    cache: Path,
    no_cache: bool,
    explain: bool,
    coverage: Path | None,
    severity: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the edition and publish it.

    Where the settings name a schema, findings at or above --severity stop the build and the old output stays. An
    edition without a schema is published as it is; a file that cannot be read, or a document at which a stylesheet
    stops, is reported and left out, or stops the build with --strict. More than 500 documents are printed one by one;
    a volume of them all must be asked for, by --only print or the setting `print-volume`.

    Only what has changed since the last build is made again: a page when its document, its stylesheet or something
    that it shows of other documents is another than before. Every text and image of every document is accounted for:
    what does not reach a view is an error. docs/building.md says more.

    The site publishes the TEI of its texts, too, unless the setting `source-view` is false (docs/source.md). Elements
    that no rule of the site knows are counted, and marked there.
    """
    from kwedition.build import executors, run
    from kwedition.build.cache import Cache
    from kwedition.build.explain import UNCHANGED
    from kwedition.build.order import Order
    from kwedition.build.publish import check_ours

    started = time.monotonic()
    if documents:
        raise SettingsError(
            f"build does not know what to do with {documents[0]}",
            f"name the folder of the TEI documents so: kwedition build --source {documents[0]}",
        )
    settings = edition.settings_of(Path.cwd(), _absolute(source))
    outputs = _outputs(only) if only is not None else settings.outputs
    # Before the work, so that nobody waits for a refusal.
    check_ours(output)
    if coverage is not None and not coverage.absolute().parent.is_dir():
        raise SettingsError(f"{coverage} cannot be written: there is no such folder")
    if not no_cache and cache.exists() and not cache.is_dir():
        raise SettingsError(f"{cache} is not a folder", "name one for the cache, or build with --no-cache")
    if not no_cache and not cache.exists() and edition.is_empty(settings):
        # Says what there is instead; whoever is in the wrong folder finds no cache in it afterwards.
        edition.load(settings, Path.cwd())
    order = Order(
        settings, outputs, output, Path.cwd(), not no_check,
        lambda findings: any(finding.severity >= Severity.named(severity) for finding in findings),
        strict, settings.print_volume or (only is not None and "print" in outputs), _epoch(),
        narrowed=only is not None,
    )  # fmt: skip
    with contextlib.ExitStack() as opened:
        speaker = opened.enter_context(Speaker(quiet, verbose))
        kept = opened.enter_context(Cache(None if no_cache else cache))
        # What stands in the output, a cache that is there says all the same.
        records = opened.enter_context(Cache(cache)) if no_cache and cache.is_dir() else None
        crew = executors.crew(jobs, cluster)
        try:
            built = run.build(order, kept, crew, speaker, records)
        finally:
            crew.close()
    speaker.report(built.findings)
    seen = built.documents + built.unread
    if not built.published:
        speaker.say(reports.summary(built.findings, seen))
        way = (
            "without --strict unreadable files are left out"
            if strict and built.unread
            else "--no-check builds all the same"
        )
        speaker.say(f"nothing was built; {output} is as it was ({way})")
    else:
        if explain:
            for page, reason in built.reasons.items():
                speaker.say(f"{page}: {reason}")
        files = ", ".join(f"{n} {kind}" for kind, n in sorted(built.files.items()))
        seconds = time.monotonic() - started
        again = sum(reason != UNCHANGED for reason in built.reasons.values())
        made = "nothing has changed" if not again else f"{reports.counted(again, 'file')} new or changed"
        took = f"{seconds:.1f} s" + (f", of these {built.indexing:.1f} s for the search" if built.indexing else "")
        without = f"; {reports.counted(built.unread, 'file')} left out" if built.unread else ""
        speaker.say(f"{reports.counted(built.documents, 'document')} → {output} ({files}) in {took}; {made}{without}")
        if built.accounted:
            speaker.say(built.accounted)
        if built.unknown:
            names = ", ".join(f"{name} ({number}×)" for name, number in sorted(built.unknown.items()))
            number = reports.counted(sum(built.unknown.values()), "element")
            marked = "; the source view marks them" if settings.source_view else ""
            speaker.say(f"{number} known to no rule of the site, shown with the text alone: {names}{marked}")
        if "print" in outputs and not order.binds(built.documents):
            speaker.say(
                f"print: no volume of all {built.documents:,} documents was made; --only print or the setting "
                "print-volume asks for it"
            )
        if coverage is not None:
            _write(coverage, built.coverage)
        if verbose:
            for remark in built.remarks:
                speaker.say(f"remark: {remark}")
        if settings.schema is None:
            speaker.say(
                "no schema is configured, so no grammar was checked; `kwedition check` judges references and dates, too"
            )
            if line := _misdated(settings, built.misdated, source):
                speaker.say(line)
        if line := _nowhere(settings, built.nowhere, source):
            speaker.say(line)
        if settings.theme is not None and resources.is_idle(settings.theme):
            speaker.say(
                f"nothing of the theme {settings.theme.name} is used: files stand in it as in xslt, such as "
                "site/assets/own.css (docs/site.md)"
            )
        if {"site", "print", "epub"} & set(outputs) and not settings.title:
            called = "site" if "site" in outputs else "edition"
            speaker.say(f"no title is set: the {called} is called '{built.title}' (`title = …` in kwedition.toml)")
        if "site" in outputs and not settings.languages and built.language not in ("", "en"):
            speaker.say(
                f'the menus are in English, most texts are not: `languages = ["{built.language}"]` in kwedition.toml '
                "has them in the same language (docs/languages.md)"
            )
        if built.left:
            speaker.say(f"not asked for, and left in {output} as they were: {_left(built.left)}")
        if built.gone:
            are = "is" if len(built.gone) == 1 else "are"
            asked = f"it holds what was asked for ({', '.join(outputs)})"
            if order.narrowed:
                asked = "the site was made without (--only site,search makes both)"
            speaker.say(f"{', '.join(built.gone)} {are} gone from {output}: {asked}")
        if "site" in outputs and not settings.base_url:
            speaker.say("no base-url is set: no site map, no feed, no addresses in citations (docs/citing.md)")
    if settings.severity:
        from kwedition.checking import mistyped

        for line in mistyped(tuple(settings.severity), built.findings):
            speaker.say(line)
    _exit(built.findings, severity)
    if not built.published:
        # Also where settings make no error of what stopped it.
        sys.exit(1)


def _left(built: Mapping[str, int | None]) -> str:
    """Outputs in words, those of one build together, with the time of that."""
    together: dict[str, list[str]] = {}
    for name, seconds in built.items():
        when = (
            " (no record says when)"
            if seconds is None
            else time.strftime(" (built %Y-%m-%d %H:%M)", time.localtime(seconds))
        )
        together.setdefault(when, []).append(name)
    return "; ".join(f"{', '.join(names)}{when}" for when, names in together.items())


def _misdated(settings: Settings, number: int, source: Path | None) -> str:
    """What to say of dates that are none, unless the settings put up with them."""
    from kwedition.build.dating import MISDATED

    if not number or _is_off(settings, MISDATED):
        return ""
    said = (
        "1 date in an attribute does not exist or is not written as dates are"
        if number == 1
        else f"{number:,} dates in attributes do not exist or are not written as dates are"
    )
    return f"{said}, so that texts may be undated: {_check(source, MISDATED)} shows where"


def _nowhere(settings: Settings, number: int, source: Path | None) -> str:
    """The same of references that lead nowhere."""
    from kwedition.build.nowhere import NOWHERE

    if not number or _is_off(settings, NOWHERE[:1]):
        return ""
    said = "1 reference leads nowhere" if number == 1 else f"{number:,} references lead nowhere"
    return f"{said}: {_check(source, NOWHERE)} shows which"


def _is_off(settings: Settings, rules: Sequence[str]) -> bool:
    off = [name for name, severity in settings.severity.items() if severity == "off"]
    return any(begins(rule, name) for rule in rules for name in off)


def _check(source: Path | None, rules: Sequence[str]) -> str:
    """The command that shows what some rules find in the same documents."""
    of = "" if source is None else f" --source {shlex.quote(str(source))}"
    return f"`kwedition check{of} --select {','.join(rules)}`"


@main.command(name="schema", short_help="Derive a grammar (.rng) and rules (.sch) from an ODD.")
@click.argument("odd", required=False, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if the files are stale.")
@_quiet
def schema_(odd: Path | None, only_check: bool, quiet: bool) -> None:
    """Derive a grammar (.rng) and rules (.sch) from an ODD and write them beside it.

    ODD is the file that the setting `schema` names unless another is given. It must be complete in itself: each
    element with its content model in pure ODD. Its prose and examples become the guidelines page of the site.
    """
    settings = edition.settings_of(Path.cwd())
    path = odd or settings.schema
    if path is None or path.suffix != ".odd":
        raise SettingsError("no ODD to derive a schema from", "name one: kwedition schema FILE.odd")
    from kwedition.saxon import Saxon

    speaker = Speaker(quiet, verbose=False)
    stale = False
    for file, text in schema.derive(Saxon(settings.theme), path).items():
        old = file.read_text(encoding="utf-8") if file.is_file() else None
        if old == text:
            speaker.say(f"{file.name} is up to date")
        elif only_check:
            stale = True
            speaker.say(f"{file.name} is stale: run kwedition schema")
        else:
            _write(file, text)
            speaker.say(f"{file.name} written")
    if stale:
        click.get_current_context().exit(1)


def _epoch() -> int | None:
    """The time in SOURCE_DATE_EPOCH, if somebody sets it: when the edition changed last."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isascii() and value.isdigit() else None


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _outputs(only: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(name.strip() for name in only.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in edition.OUTPUTS]
    if unknown or not wanted:
        named = f"unknown output {unknown[0]!r}" if unknown else "--only names no output"
        raise SettingsError(named, f"outputs are {', '.join(edition.OUTPUTS)}")
    if "pdf" in wanted and "print" not in wanted:
        raise SettingsError("the output pdf is made from the output print", "write --only print,pdf")
    if "search" in wanted and "site" not in wanted:
        raise SettingsError("the output search is made from the output site", "write --only site,search")
    return wanted


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KweditionError(f"{path} cannot be written: {error.strerror}") from None


def _exit(findings: Sequence[Finding], severity: str) -> None:
    gravest = worst(findings)
    if gravest is not None and gravest >= Severity.named(severity):
        sys.exit(1)


@main.command(name="print", short_help="Make PDFs from the XSL-FO that build wrote.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path))
@_source
@click.option("--formatter", type=click.Choice(["typst", "fop"]), default="typst", show_default=True,
              help="Who makes the PDF: kwedition itself, or Apache FOP if it is installed.")  # fmt: skip
@click.option("--fonts", metavar="DIR", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder of fonts to use beside those that come with kwedition; may be given again.")  # fmt: skip
@click.option("--fop-config", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="With --formatter fop: its configuration, which says what fonts there are.")  # fmt: skip
@_severity
@_quiet
@_verbose
def print_(
    paths: tuple[Path, ...],
    source: Path | None,
    formatter: str,
    fonts: tuple[Path, ...],
    fop_config: Path | None,
    severity: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make PDFs from the XSL-FO files at PATHS (files or folders; default: output/print), each beside its FO.

    They are tagged (PDF/UA-1) and archivable (PDF/A-3a), with the edition's TEI inside where there is one. What the
    formatter does not know in a file is an error, and that file gets no PDF. Nothing but kwedition is needed.
    """
    from kwedition.build import pdf
    from kwedition.print import fop

    files = _fo_files(paths or (Path("output", "print"),))
    settings = edition.settings_of(Path.cwd(), _absolute(source))
    documents = edition.load(settings, Path.cwd()).documents if settings.source.exists() and not paths else ()
    findings: list[Finding] = []
    made = 0
    if formatter == "typst" and not paths:
        findings += pdf.without_font(settings.printing.font, fonts, edition.shown(files[0], Path.cwd()))
    with Speaker(quiet, verbose) as speaker:
        speaker.stage("printing", len(files))
        for file in files:
            name = edition.shown(file, Path.cwd())
            target = file.with_suffix(".pdf")
            if formatter == "fop":
                found = fop.format_file(file, target, fop_config, name)
                made += worst(found) is not Severity.ERROR
                findings += found
            else:
                for _, formatted in pdf.make_pdfs({name: file.read_bytes()}, documents, fonts=fonts):
                    findings += formatted.findings
                    if formatted.pdf is not None:
                        _write_bytes(target, formatted.pdf)
                        made += 1
            speaker.advance()
        findings = reports.with_severities(findings, settings.severity)
    speaker.report(findings)
    speaker.say(f"{reports.counted(made, 'PDF')} of {reports.counted(len(files), 'FO file')}")
    _exit(findings, severity)


def _fo_files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        files = sorted(path.rglob("*.fo")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            raise SettingsError(
                f"there is no FO file at {path}",
                'build some: kwedition build --only print, or with "print" in the setting `outputs`',
            )
        found += files
    return found


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KweditionError(f"{path} cannot be written: {error.strerror}") from None
