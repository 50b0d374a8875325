"""From XSL-FO to PDF: tagged, archivable, the same bytes every time."""

import importlib.util
import json
import mimetypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as date_type
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from kwedition import xmlio
from kwedition.edition import Document
from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity, worst
from kwedition.print import check, glyphs, refine
from kwedition.xmlio import Unreadable

# Both at once: for readers who listen (PDF/UA-1) and for those who come in a hundred years (PDF/A-3a).
STANDARDS = ("ua-1", "a-3a")
# PDF/A asks for a date and a build does not look at the clock: an edition without a date is of no year of ours.
_NO_DATE = "1970-01-01"
_PROGRAM = Path(refine.__file__).parent / "typst"
# What Typst stops at, and how it is asked not to: see text.typ.
_LINES = "cannot combine underline, overline, or strike"
_UNTOLD = {"lines": "untold"}
_LINES_UNTOLD = (
    "lines under and through words are drawn, and the PDF does not say that they are there:"
    " one goes on overleaf, past a note with another"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the PDF, usually the source that it was made from."""

    name: str
    data: bytes
    description: str = "The source of this document"

    @property
    def media_type(self) -> str:
        guessed = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return "application/tei+xml" if self.name.endswith(".xml") else guessed


@dataclass(frozen=True, slots=True)
class Formatted:
    """A PDF, or None when an error stood in its way, and what is to be said of it."""

    pdf: bytes | None
    findings: tuple[Finding, ...]


def cjk_folder() -> Path | None:
    """The folder of the Chinese, Japanese and Korean font, if the extra ``cjk`` is installed."""
    spec = importlib.util.find_spec("noto_cjk_sans_otc")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return Path(folders[0]) if folders else None


@cache
def _fonts(folders: tuple[Path, ...]) -> "tuple[typst.Fonts, glyphs.Coverage]":
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))
    return fonts, glyphs.Coverage(fonts)


def without_font(wanted: str, fonts: Sequence[Path], name: str) -> list[Finding]:
    """That there is no font of the name that the settings ask for: then the built-in ones stand in, without a word."""
    extra = cjk_folder()
    known = _fonts((*fonts, extra) if extra else tuple(fonts))[1].families if wanted else ()
    if not wanted or wanted.lower() in map(str.lower, known):
        return []
    return [Finding(
        name, 0, 0, "fo-font", Severity.WARNING, f"there is no font {wanted}, which the setting print.font asks for",
        "put it into the folder fonts of the theme, or name its folder: kwedition print --fonts DIR",
    )]  # fmt: skip


@cache
def _program() -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_PROGRAM.glob("*.typ"))}


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file ready for Typst: the files and inputs of its program, the fonts; None of them when an error was found."""

    compiler: "typst.Compiler | None"
    inputs: dict[str, str]
    findings: list[Finding]
    # Where files are that are no text; it goes when this goes.
    folder: "TemporaryDirectory[str] | None" = None


def _prepared(
    fo: bytes,
    name: str,
    fonts: Sequence[Path],
    attachments: Sequence[Attachment],
    date: str,
    cjk: bool,
    folder: Path | None = None,
) -> _Prepared:
    try:
        root = xmlio.parse(fo, name, calls=False).root
    except Unreadable as unreadable:
        return _Prepared(None, {}, [unreadable.finding])
    findings = check.check(root, name)
    if worst(findings) is Severity.ERROR:
        return _Prepared(None, {}, findings)
    available, coverage = _fonts(tuple(fonts))
    # The large font is loaded for those files only that have something for it.
    extra = cjk_folder() if cjk and glyphs.lacking_anything(root, coverage) else None
    if extra is not None:
        available, coverage = _fonts((*fonts, extra))
    findings += glyphs.replace(root, name, coverage)
    try:
        refined = refine.refine(root, name, coverage, Path(name).parent if folder is None else folder)
    except RecursionError:
        return _Prepared(None, {}, [*findings, _too_deep(name)])
    findings += refined.findings
    if worst(refined.findings) is Severity.ERROR:
        return _Prepared(None, {}, findings)
    files = {**_program(), "tree.json": refined.json.encode(), **refined.images}
    listed = []
    for number, attachment in enumerate(attachments):
        files[f"attachment-{number}"] = attachment.data
        listed.append({"name": attachment.name, "file": f"attachment-{number}", "type": attachment.media_type,
                       "description": attachment.description})  # fmt: skip
    inputs = {"date": _day(refined.date) or _day(date) or _NO_DATE, "attachments": json.dumps(listed)}
    if all(map(_is_text, files.values())):
        return _Prepared(glyphs.in_memory(files, available), inputs, findings)
    kept = TemporaryDirectory(prefix="kwedition-")
    for file, data in files.items():
        Path(kept.name, file).write_bytes(data)
    main = Path(kept.name, "main.typ")
    return _Prepared(typst.Compiler(main, root=kept.name, font_paths=available), inputs, findings, kept)


def _day(text: str) -> str:
    """The day that a text begins with, if it is one."""
    try:
        return date_type.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def format_fo(
    fo: bytes,
    *,
    name: str = "document.fo",
    fonts: Sequence[Path] = (),
    attachments: Sequence[Attachment] = (),
    standard: Sequence[str] = STANDARDS,
    date: str = "",
    cjk: bool = True,
    folder: Path | None = None,
) -> Formatted:
    """Format an XSL-FO file.

    ``name`` is its path as findings show it; pictures are looked for in ``folder``, or else beside it. ``fonts`` are
    folders of fonts beside Typst's own and, with ``cjk``, that of the extra of this name; system fonts are never used,
    so that a file comes out alike everywhere. ``date`` (YYYY-MM-DD) is used when the FO names none. Objects, properties
    and values that the formatter does not know, and references that lead nowhere, are errors, and there is no PDF then.
    """
    standards: list[Any] = list(standard)
    more: dict[str, str] = {}
    told: tuple[Finding, ...] = ()
    while True:
        # (What is kept in memory can be set once.)
        prepared = _prepared(fo, name, fonts, attachments, date, cjk, folder)
        if prepared.compiler is None:
            return Formatted(None, tuple(prepared.findings))
        findings = (*prepared.findings, *told)
        try:
            made, warnings = prepared.compiler.compile_with_warnings(
                format="pdf", pdf_standards=standards, sys_inputs={**prepared.inputs, **more}
            )
            break
        except typst.TypstError as error:
            if more or _LINES not in error.message:
                return Formatted(None, (*findings, _failed(name, error)))
            more = _UNTOLD
            told = (Finding(name, 0, 0, "typst", Severity.INFO, _LINES_UNTOLD),)
    said = list(_said(name, [warning.message for warning in warnings]))
    assert isinstance(made, bytes)
    return Formatted(made, (*findings, *said))


def _said(name: str, messages: Sequence[str]) -> Iterator[Finding]:
    """What Typst remarks. That a file did not come to rest it says of each part of it: once is enough."""
    for message in messages:
        if "did not converge within" in message:
            message = "the pages of tables with notes did not come to rest: page numbers may be one off"
            hint = "put fewer long tables with notes into one text"
            yield Finding(name, 0, 0, "typst", Severity.WARNING, message, hint)
        elif "did not stabilize" not in message and "did not converge" not in message:
            yield Finding(name, 0, 0, "typst", Severity.WARNING, f"the formatter says: {message}")


def _failed(name: str, error: "typst.TypstError") -> Finding:
    """What Typst stops at although the file was found to be well."""
    if "depth exceeded" in error.message or "recursion limit" in error.message:
        return _too_deep(name)
    return Finding(name, 0, 0, "typst-failed", Severity.ERROR, f"it cannot be set: {error.message}",
                   "; ".join(error.hints) or "look for cells in one place, or a damaged picture")  # fmt: skip


def _too_deep(name: str) -> Finding:
    message = "it cannot be set: its elements stand too deep in each other"
    hint = "look for tables in tables, or lists in lists, without end"
    return Finding(name, 0, 0, "typst-failed", Severity.ERROR, message, hint)


def pictures(fo: bytes, *, name: str = "document.fo", ppi: float = 72, cjk: bool = True) -> tuple[bytes, ...]:
    """The pages of an XSL-FO file as PNG pictures; none when an error stands in its way. Raises KweditionError."""
    prepared = _prepared(fo, name, (), (), "", cjk)
    if prepared.compiler is None:
        return ()
    try:
        made = prepared.compiler.compile(format="png", ppi=ppi, sys_inputs=prepared.inputs)
    except typst.TypstError as error:
        raise KweditionError(f"{name} cannot be formatted: {error.message}", error.diagnostic) from None
    return tuple(made) if isinstance(made, list) else (made or b"",)


def sources_of(documents: Iterable[Document], stem: str) -> tuple[Attachment, ...]:
    """What is attached to the PDF of that name: the TEI of the document with this id, or of the whole edition."""
    everything = sorted(documents, key=lambda document: document.path)
    own = [document for document in everything if document.id == stem]
    names = {Path(document.path).name for document in everything}
    flat = len(names) == len(everything)
    return tuple(
        Attachment(
            # (A backslash, which Linux takes for a letter, parts folders where the PDF is read.)
            (Path(document.path).name if flat else document.path.replace("/", "-")).replace("\\", "-"),
            document.source.data,
            f"The TEI source of {document.id}",
        )
        for document in own or everything
    )


def make_pdfs(
    files: Mapping[str, bytes],
    documents: Iterable[Document] = (),
    *,
    fonts: Sequence[Path] = (),
    folder: Path | None = None,
) -> Iterator[tuple[str, Formatted]]:
    """The PDF of each FO file of an edition, one by one.

    ``files`` are FO files by their paths (``print/c01.fo``) in ``folder``, which may hold pictures beside them;
    ``documents`` are attached as ``sources_of`` says. The
    path that goes with each result is that of the PDF (``print/c01.pdf``).
    """
    known = tuple(documents)
    for path, fo in files.items():
        attachments = sources_of(known, Path(path).stem)
        yield (
            str(Path(path).with_suffix(".pdf").as_posix()),
            format_fo(
                fo,
                name=path,
                fonts=fonts,
                attachments=attachments,
                folder=None if folder is None else (folder / path).parent,
            ),
        )
