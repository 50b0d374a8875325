"""The commands: parse, call, print, exit code. Nothing else prints or imports click."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kwedition import __version__, edition, schema, xmlio
from kwedition.build import pdf, run, steps
from kwedition.build.publish import check_ours
from kwedition.check import reports
from kwedition.check.run import check_documents
from kwedition.edition import Document, Edition, Settings
from kwedition.errors import KweditionError, SettingsError
from kwedition.findings import Finding, Severity, worst
from kwedition.print import fop
from kwedition.saxon import Saxon
from kwedition.xmlio import Unreadable

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Speaker:
    """What the commands say: lines on standard output, progress where somebody watches it."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.verbose = verbose
        self._quiet = quiet
        self._out = Console(highlight=False, soft_wrap=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._out.is_terminal and not self._quiet:
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=self._out, transient=True,
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
            self._task = self._bar.add_task(name, total=total)
        elif self.verbose:
            self.say(f"{name} ({total})")

    def advance(self) -> None:
        if self._bar and self._task is not None:
            self._bar.advance(self._task)

    def say(self, line: str) -> None:
        if not self._quiet:
            self._out.print(Text(line))

    def report(self, findings: Sequence[Finding]) -> None:
        """Findings are what the command is for: they are shown even when it is told to be quiet."""
        for line in reports.text_report(findings, _lines_of):
            self._out.print(Text.assemble(*((piece.text, piece.style) for piece in line)))


class Commands(click.Group):
    """Every error of ours ends in one clear message and its exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KweditionError as error:
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
    Exit codes: 0 fine, 1 findings at or above --severity, 2 wrong use, 3 the tool could not work.
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


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path))
@_source
@_severity
@_quiet
@_verbose
def check(paths: tuple[Path, ...], source: Path | None, severity: str, quiet: bool, verbose: bool) -> None:
    """Check the edition, or only the documents at PATHS (files or folders).

    Every document is parsed, then judged by the grammar (RELAX NG) and the rules (Schematron) of the schema that
    the setting `schema` names; ids must be unique in the edition. Each finding says where (file, line, column),
    which rule, what is wrong and what to do. Without a schema only well-formedness and ids are judged.
    """
    settings = edition.settings_of(Path.cwd(), _absolute(source))
    with Speaker(quiet, verbose) as speaker:
        if paths:
            documents, findings = _read_paths(paths)
            findings += _judged(Saxon(settings.theme), documents, settings, speaker)
            checked = len(documents) + sum(f.rule.startswith(("xml-", "file-")) for f in findings)
        else:
            loaded = edition.load(settings, Path.cwd())
            findings, _records = _checked(Saxon(settings.theme), loaded, speaker)
            checked = _seen(loaded)
        findings = reports.with_severities(findings, settings.severity)
    speaker.report(findings)
    speaker.say(reports.summary(findings, checked))
    if settings.schema is None:
        speaker.say("no schema is configured, so no grammar was checked")
    _exit(findings, severity)


@main.command()
@_source
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"),
              show_default=True, help="The folder to write; it is replaced as a whole, when all is ready.")  # fmt: skip
@click.option("--only", metavar="OUTPUTS", help="Make only these, in place of the setting `outputs`: "
              "a comma-separated choice of site, print, data.")  # fmt: skip
@click.option("--no-check", is_flag=True, help="Build without judging the documents by their schema.")
@_severity
@_quiet
@_verbose
def build(
    source: Path | None,
    output: Path,
    only: str | None,
    no_check: bool,
    severity: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the edition and publish it.

    Where the settings name a schema, findings at or above --severity stop the build and the old output stays. An
    edition without a schema is published as it is; a file that cannot be read is reported and left out.
    """
    started = time.monotonic()
    settings = edition.settings_of(Path.cwd(), _absolute(source))
    outputs = _outputs(only) if only is not None else settings.outputs
    # Before the work, so that nobody waits for a refusal.
    check_ours(output)
    with Speaker(quiet, verbose) as speaker:
        loaded = edition.load(settings, Path.cwd())
        saxon = Saxon(settings.theme)
        judged = Settings(source=settings.source) if no_check else settings
        findings, records = _checked(saxon, Edition(judged, loaded.documents, loaded.findings), speaker)
        findings = reports.with_severities(findings, settings.severity)
        failed = [f for f in findings if f.severity >= Severity.named(severity)]
        if failed and settings.schema is not None and not no_check:
            built = None
        else:
            context = _context(saxon, loaded, settings, outputs)
            built = run.build(
                saxon,
                loaded.documents,
                records,
                context,
                output,
                settings.theme,
                speaker,
                strict=settings.schema is not None,
            )
            findings += built.findings
    speaker.report(findings)
    if built is None:
        speaker.say(reports.summary(findings, _seen(loaded)))
        speaker.say(f"nothing was built; {output} is as it was (--no-check builds all the same)")
    else:
        files = ", ".join(f"{n} {kind}" for kind, n in sorted(built.files.items()))
        seconds = time.monotonic() - started
        speaker.say(f"{reports.counted(len(loaded.documents), 'document')} → {output} ({files}) in {seconds:.1f} s")
        if verbose:
            for remark in built.remarks:
                speaker.say(f"remark: {remark}")
        if settings.schema is None:
            speaker.say("no schema is configured, so no grammar was checked")
    _exit(findings, severity)


@main.command(name="schema")
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


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _outputs(only: str) -> tuple[str, ...]:
    wanted = tuple(name.strip() for name in only.split(",") if name.strip())
    unknown = [name for name in wanted if name not in edition.OUTPUTS]
    if unknown or not wanted:
        named = f"unknown output {unknown[0]!r}" if unknown else "--only names no output"
        raise SettingsError(named, f"outputs are {', '.join(edition.OUTPUTS)}")
    return wanted


def _read_paths(paths: Sequence[Path]) -> tuple[list[Document], list[Finding]]:
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in paths:
        files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
        if path.is_dir() and not files:
            raise SettingsError(f"there is no *.xml file in {path}")
        for file in files:
            name = edition.shown(file, Path.cwd())
            try:
                source = xmlio.read_tei(file, name)
            except Unreadable as unreadable:
                findings.append(unreadable.finding)
            else:
                documents.append(Document(edition.address(file.stem), name, source))
    return documents, findings


def _judged(saxon: Saxon, documents: Sequence[Document], settings: Settings, speaker: Speaker) -> list[Finding]:
    if settings.schema is None:
        return []
    speaker.stage("checking", len(documents))
    files = schema.schema_files(settings.schema)
    return check_documents(saxon, documents, files, speaker.advance)


def _checked(saxon: Saxon, loaded: Edition, speaker: Speaker) -> tuple[list[Finding], list[str]]:
    """All findings of an edition, and the records that its build goes on with."""
    findings = [*loaded.findings, *_judged(saxon, loaded.documents, loaded.settings, speaker)]
    records, between = run.collect_all(saxon, loaded.documents, speaker)
    return [*findings, *between], records


def _context(saxon: Saxon, loaded: Edition, settings: Settings, outputs: tuple[str, ...]) -> steps.Context:
    guidelines = ""
    if settings.schema is not None and settings.schema.suffix == ".odd" and "site" in outputs:
        guidelines = schema.guidelines(saxon, settings.schema)
    title = settings.title or loaded.settings.source.name
    language = settings.languages[0] if settings.languages else "en"
    return steps.Context(title, language, settings.base_url, outputs, guidelines)


def _seen(loaded: Edition) -> int:
    unread = sum(f.rule.startswith(("xml-", "file-")) for f in loaded.findings)
    return len(loaded.documents) + unread


def _lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KweditionError(f"{path} cannot be written: {error.strerror}") from None


def _exit(findings: Sequence[Finding], severity: str) -> None:
    gravest = worst(findings)
    if gravest is not None and gravest >= Severity.named(severity):
        sys.exit(1)


@main.command(name="print")
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
    files = _fo_files(paths or (Path("output", "print"),))
    settings = edition.settings_of(Path.cwd(), _absolute(source))
    documents = edition.load(settings, Path.cwd()).documents if settings.source.exists() and not paths else ()
    findings: list[Finding] = []
    made = 0
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
            raise SettingsError(f"there is no FO file at {path}", "make some: kwedition build --only print")
        found += files
    return found


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KweditionError(f"{path} cannot be written: {error.strerror}") from None
