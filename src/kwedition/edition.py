"""An edition on disk: its settings, its files, and the id of each document."""

import difflib
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kwedition import resources, xmlio
from kwedition.errors import KweditionError, SettingsError
from kwedition.findings import Finding, Severity
from kwedition.places import Places
from kwedition.print import settings as print_settings
from kwedition.print.settings import PrintSettings
from kwedition.there import leads_nowhere, nearly
from kwedition.xmlio import XML_ID, Source, Unreadable, is_xml, named_xml

OUTPUTS = ("site", "search", "print", "pdf", "epub", "text", "markdown", "data")
SETTINGS = (
    "title",
    "languages",
    "base-url",
    "source",
    "schema",
    "outputs",
    "theme",
    "severity",
    "print-volume",
    "print",
    "image-hosts",
    "source-view",
)
NO_TEI_HINT = "put TEI documents (*.xml or *.tei) there, or name another folder with --source"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition says of itself; every setting is optional.

    ``source``, ``schema`` and ``theme`` are absolute paths. ``severity`` maps rule ids to severities
    (``off`` silences a rule). ``configured`` says that somebody has written settings. ``print_volume`` asks for one
    volume of all documents, however many they are; ``printing`` says how books are to look. ``image_hosts`` are the
    origins, such as ``https://iiif.example.org``, whose images pages may show; ``source_view`` says whether the TEI of
    the texts is published with the site. ``source_said_in`` is the name of the file that says what the source is.
    """

    source: Path
    title: str = ""
    languages: tuple[str, ...] = ()
    base_url: str = ""
    schema: Path | None = None
    outputs: tuple[str, ...] = ("site", "search", "data")
    theme: Path | None = None
    severity: Mapping[str, str] = field(default_factory=dict)
    configured: bool = False
    print_volume: bool = False
    printing: PrintSettings = field(default_factory=PrintSettings)
    image_hosts: tuple[str, ...] = ()
    source_view: bool = True
    source_said_in: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A TEI file of the edition: ``id`` is unique in it, ``path`` is relative to the source folder, with ``/``."""

    id: str
    path: str
    source: Source


@dataclass(frozen=True, slots=True)
class Edition:
    """The files of an edition, parsed: what could be read, and findings about the rest."""

    settings: Settings
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def settings_of(folder: Path, source: Path | None = None) -> Settings:
    """The settings that hold in a folder: of ``kwedition.toml``, else of ``[tool.kwedition]`` in ``pyproject.toml``.

    With ``source`` given, the settings are looked for there and what they say of the source is passed over; where there
    are none, those of the folder hold if they are settings of that source. Else it is an edition without settings.
    Raises SettingsError.
    """
    base = source if source is not None else folder
    table, file = _table(base)
    if file is None and source is not None and source.is_relative_to(folder):
        table, file = _table_for(source, folder)
    if file is None:
        return Settings(source=base)
    settings = _settings(table, file)
    if source is not None:
        inside = settings.source.is_relative_to(source) and settings.source.is_dir()
        return settings if inside else _replace_source(settings, source)
    return settings


def load(settings: Settings, shown_from: Path) -> Edition:
    """Read every TEI file below the source folder; a file that cannot be read becomes a finding.

    ``shown_from`` is the folder that paths in findings are relative to. Raises KweditionError when there is no
    TEI at all.
    """
    folder = settings.source
    paths = files_of(settings, shown_from)
    sources: list[tuple[str, Source]] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            source = xmlio.read_tei(path, shown(path, shown_from))
        except Unreadable as unreadable:
            findings.append(unreadable.finding)
            continue
        name = path.name if folder.is_file() else path.relative_to(folder).as_posix()
        sources.append((name, source))
    if not sources:
        wrong = "".join(f"\n{f.path}:{f.line}:{f.column}: {f.message}" for f in findings[:10])
        if folder.is_file():
            raise KweditionError(
                f"{shown(folder, shown_from)} is no TEI document{wrong}",
                "name one, or the folder of the TEI documents, with --source",
            )
        raise KweditionError(
            f"no TEI document in {called(folder, shown_from)} ({len(paths)} *.xml or *.tei files seen){wrong}",
            "`kwedition check` says of each file what to do" if paths else NO_TEI_HINT,
        )
    documents, clashes = _with_ids(sources)
    return Edition(settings, tuple(documents), (*findings, *clashes))


def files_of(settings: Settings, shown_from: Path) -> list[Path]:
    """The files of an edition, sorted; raises SettingsError when there is no such folder."""
    folder = settings.source
    if not folder.exists():
        raise no_folder(folder, shown_from, settings.source_said_in)
    return [folder] if folder.is_file() else sorted(xml_files(folder, settings.theme))


def no_folder(folder: Path, shown_from: Path, said_in: str = "") -> SettingsError:
    """The error that there is no such folder, which the settings in ``said_in``, or the command line, name."""
    where = f"{said_in}: source: " if said_in else ""
    file = is_xml(folder.name)
    meant = nearly(folder, folder=not file)
    hint = "name the folder of the TEI documents with --source, or by the setting `source`"
    return SettingsError(
        f"{where}there is no {'file' if file else 'folder'} {shown(folder, shown_from)}",
        f"did you mean {shown(meant, shown_from)}? Else {hint}" if meant else hint,
    )


def is_empty(settings: Settings) -> bool:
    """Whether there is no XML at all where the edition is to be."""
    folder = settings.source
    return not folder.exists() or (folder.is_dir() and next(iter(xml_files(folder, settings.theme)), None) is None)


def called(folder: Path, shown_from: Path) -> str:
    """A folder in a sentence: as it is shown, but the one where somebody stands, which would be a dot."""
    return f"this folder ({folder})" if folder.absolute() == shown_from else shown(folder, shown_from)


def shown(path: Path, shown_from: Path) -> str:
    """A path as people read it: relative to where they stand when it is below, else as it is."""
    absolute = path.absolute()
    if absolute.is_relative_to(shown_from):
        return absolute.relative_to(shown_from).as_posix()
    return path.as_posix()


# What most names are like: they stay as they are. Names of files have 255 bytes at most, and end in ``.xml.txt``.
_LONGEST = 240
_FIT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")


def address(name: str) -> str:
    """A name made fit for the file name of a page and a fragment: letters, digits, ``.``, ``_`` and ``-``."""
    if len(name) <= _LONGEST and _FIT.fullmatch(name) and name != "index":
        return name
    plain = unicodedata.normalize("NFC", name)
    safe = re.sub(r"[^\w.-]+", "-", plain).strip("-.")
    if len(safe.encode()) > _LONGEST:
        safe = safe.encode()[:_LONGEST].decode(errors="ignore").rstrip("-.")
    # index.html is the page of all of them.
    return {"": "document", "index": "index-"}.get(safe, safe)


def folded(address: str) -> str:
    """What two addresses have in common that a file system may take for one: it may know no case of letters, and keep
    accents apart from what they stand on.
    """
    return address.casefold() if address.isascii() else unicodedata.normalize("NFC", address).casefold()


def _table(folder: Path) -> tuple[Mapping[str, Any], Path | None]:
    own = folder / "kwedition.toml"
    if own.is_file():
        return _toml(own), own
    project = folder / "pyproject.toml"
    if project.is_file():
        tools = _toml(project).get("tool", {})
        table = tools.get("kwedition") if isinstance(tools, dict) else None
        if table is not None and not isinstance(table, dict):
            raise SettingsError(
                f"{project.name}: tool.kwedition must be a table", '[tool.kwedition]\ntitle = "Letters of Anna Keller"'
            )
        if table is not None:
            return table, project
    return {}, None


def _table_for(source: Path, folder: Path) -> tuple[Mapping[str, Any], Path | None]:
    """The settings of a folder, if they are of these documents in it: of these, of more than these, or of none that
    they name.
    """
    table, file = _table(folder)
    named = table.get("source", "")
    if not isinstance(named, str) or not source.resolve().is_relative_to((folder / named).resolve()):
        return {}, None
    return table, file


_PATHS_HINT = "paths in the settings are read from the folder of their file"


def _toml(path: Path) -> dict[str, Any]:
    try:
        # Some editors write a byte order mark, which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(f"{path.name} is not in UTF-8", "save it as UTF-8, as every file of TOML is") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path.name} is not valid TOML: {error}",
            'one setting is written so: title = "Letters of Anna Keller", with straight quotation marks'
            + (", and / between folders" if "Unescaped" in str(error) else ""),
        ) from None
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read: {error.strerror}") from None


def _settings(table: Mapping[str, Any], file: Path) -> Settings:
    for name in table:
        if name not in SETTINGS:
            close = difflib.get_close_matches(name, SETTINGS, 1)
            hint = f"did you mean {close[0]}? " if close else ""
            if name == "tool":
                hint = "in this file settings stand without [tool.kwedition], which is for pyproject.toml; "
            raise SettingsError(
                f"{file.name}: unknown setting {name}",
                f"{hint}the settings are {', '.join(SETTINGS)}",
            )
    _check_places(table, file)
    reader = _Reader(table, file)
    outputs = tuple(dict.fromkeys(reader.words("outputs", ("site", "search", "data"))))
    if not outputs:
        raise SettingsError(f"{file.name}: outputs names none", f"outputs are {', '.join(OUTPUTS)}")
    for output in outputs:
        if output not in OUTPUTS:
            raise SettingsError(f"{file.name}: unknown output {output!r}", f"outputs are {', '.join(OUTPUTS)}")
    if "pdf" in outputs and "print" not in outputs:
        raise SettingsError(f"{file.name}: the output pdf is made from the output print", "add it to outputs")
    if "search" in outputs and "site" not in outputs:
        raise SettingsError(f"{file.name}: the output search is made from the output site", "add it to outputs")
    languages = reader.words("languages", ())
    for language in languages:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language):
            raise SettingsError(
                f"{file.name}: languages: {language!r} is not a language tag",
                _language_hint(language),
            )
    if len({language.lower() for language in languages}) < len(languages):
        raise SettingsError(f"{file.name}: languages: one is named twice", "name each language once")
    schema = reader.path("schema")
    if schema is not None and not schema.is_file():
        meant = nearly(schema)
        raise SettingsError(
            f"{file.name}: schema: there is no file {table['schema']}",
            f"did you mean {shown(meant, file.parent)}? {_PATHS_HINT}" if meant else _PATHS_HINT,
        )
    if schema is not None and schema.suffix.lower() in (".dtd", ".xsd"):
        raise SettingsError(
            f"{file.name}: schema: {schema.name} is neither RELAX NG nor Schematron nor an ODD",
            "the TEI Consortium publishes each of its schemas as .rng, too, and Roma makes one of any ODD",
        )
    theme = reader.path("theme")
    if theme is not None and not theme.is_dir():
        raise SettingsError(f"{file.name}: theme: there is no folder {table['theme']}", _PATHS_HINT)
    base_url = reader.word("base-url")
    if base_url and not _is_address(base_url):
        raise SettingsError(
            f"{file.name}: base-url: {base_url!r} is no web address",
            "write https://example.org/edition/",
        )
    image_hosts = reader.words("image-hosts", ())
    for host in image_hosts:
        if not re.fullmatch(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?", host):
            raise SettingsError(
                f"{file.name}: image-hosts: {host!r} is no origin",
                "write https://iiif.example.org, without anything after the host",
            )
    _with_words(languages, theme, file.name)
    return Settings(
        source=reader.path("source") or file.parent,
        title=reader.word("title"),
        languages=languages,
        base_url=base_url,
        schema=schema,
        outputs=outputs,
        theme=theme,
        severity=reader.severities(),
        configured=True,
        print_volume=reader.flag("print-volume"),
        printing=print_settings.read(table.get("print", {}), file.name),
        image_hosts=image_hosts,
        source_view=reader.flag("source-view", True),
        source_said_in=file.name if table.get("source") else "",
    )


def _check_places(table: Mapping[str, Any], file: Path) -> None:
    """Raise SettingsError for a setting that stands in a table: whatever follows the line of one belongs to it."""
    for name in ("severity", "print"):
        held = table.get(name)
        for each, value in held.items() if isinstance(held, dict) else ():
            # (Rules begin with such words, too: `schema = "off"`.)
            if each in SETTINGS and not (name == "severity" and value in _SEVERITIES):
                raise SettingsError(
                    f"{file.name}: {each} stands below [{name}]",
                    f"`{each}` is a setting of its own: write it above [{name}], to which all belongs that follows it",
                )


def _language_hint(written: str) -> str:
    """What to write for something that is no language tag: perhaps the code of the language that is called so."""
    # (The names of languages are loaded for who needs them.)
    from kwedition.check.integrity.languages import language_meant

    meant = language_meant(written)
    return f'did you mean "{meant}"?' if meant else "write en, de, zh-Hant …"


def _is_address(base: str) -> bool:
    """Whether pages may stand below an address: one of the web, with nothing in it that addresses have not."""
    try:
        # A bracket without its twin, a port that is no number.
        _port = urlsplit(base).port
    except ValueError:
        return False
    return _ADDRESS.fullmatch(base) is not None


_ADDRESS = re.compile(r"""https?://[^/\s?#"<>\\^`{|}]+(/[^\s?#"<>\\^`{|}]*)?""")


def _with_words(languages: tuple[str, ...], theme: Path | None, name: str) -> None:
    """Raise SettingsError for a further language without words: its pages would be English at another address."""
    known = resources.label_files(theme) if languages[1:] else {}
    for tag in languages[1:]:
        if not {tag.lower(), tag.lower().split("-")[0]} & known.keys():
            raise SettingsError(
                f"{name}: languages: there are no words for readers in {tag!r}",
                f"there are {', '.join(sorted(known))}; a theme may add shared/labels/{tag.lower()}.xml",
            )


_SEVERITIES = ("error", "warning", "info", "off")
# What XML has no way to write: such a setting would stop the stylesheets that are told it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


# What people write for true and false who do not know TOML.
_FLAGS = {"yes": "true", "on": "true", "true": "true", "1": "true"}
_FLAGS |= {"no": "false", "off": "false", "false": "false", "0": "false"}


class _Reader:
    """Settings by type, with an error that names the file, the setting and what was expected."""

    def __init__(self, table: Mapping[str, Any], file: Path) -> None:
        self._table = table
        self._file = file

    def word(self, name: str) -> str:
        value = self._table.get(name, "")
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        if _NOT_XML.search(value):
            raise self._wrong(name, "a string without control characters")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._table.get(name, default)
        if not isinstance(value, bool):
            meant = _FLAGS.get(str(value).strip().lower())
            raise self._wrong(
                name, "true or false", f"write {name} = {meant}, without quotation marks" if meant else ""
            )
        return value

    def words(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self._table.get(name, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            written = f"write {name} = {json.dumps([value], ensure_ascii=False)}" if isinstance(value, str) else ""
            raise self._wrong(name, "a list of strings", written)
        return tuple(value)

    def path(self, name: str) -> Path | None:
        value = self.word(name)
        return (self._file.parent / value).absolute() if value else None

    def severities(self) -> Mapping[str, str]:
        value = self._table.get("severity", {})
        if not isinstance(value, dict):
            raise self._wrong("severity", f"a table of rule = one of {', '.join(_SEVERITIES)}")
        for rule, each in value.items():
            if each not in _SEVERITIES:
                meant = difflib.get_close_matches(str(each).lower(), _SEVERITIES, 1)
                raise self._wrong(
                    f"severity.{rule}", f"one of {', '.join(_SEVERITIES)}, not {each!r}",
                    f'did you mean "{meant[0]}"?' if meant else "",
                )  # fmt: skip
        return dict(value)

    def _wrong(self, name: str, expected: str, hint: str = "") -> SettingsError:
        return SettingsError(f"{self._file.name}: {name} must be {expected}", hint)


def _replace_source(settings: Settings, source: Path) -> Settings:
    values = {name: getattr(settings, name) for name in Settings.__slots__}
    return Settings(**{**values, "source": source, "source_said_in": ""})


def xml_files(folder: Path, theme: Path | None = None) -> Iterable[Path]:
    """What is below a folder and may be TEI by its name: nothing hidden, nothing that kwedition made, no theme."""
    for path in named_xml(folder):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in inside)
        themed = theme is not None and path.is_relative_to(theme)
        # Only below the source folder: what stands beside it, such as an environment of that name, says nothing.
        made = any((folder.joinpath(*inside[:depth]) / MARKER).is_file() for depth in range(1, len(inside)))
        if (path.is_file() or leads_nowhere(path)) and not (hidden or themed or made):
            yield path


# Stands in every folder that kwedition made, so that it knows it again.
MARKER = ".kwedition"


def identify(named: Iterable[tuple[str, str | None]]) -> list[tuple[str, int | None]]:
    """The id of each document by its path and its root's ``xml:id``, in order: that id, else the file's name, without
    ``.xml``.

    Ids that differ in the case of letters alone are twins, too: not every file system tells them apart. A later twin
    is told apart by its path, or by its file's name where it has an id; by a number where that does not help. So its
    own address does not change when others come or go. With the id comes, where two roots have the same ``xml:id``,
    the place of the first.
    """
    first: dict[str, int] = {}
    # As file systems tell names apart; index.html is the page of all of them.
    taken: Counter[str] = Counter({"index": 1})
    ids: list[tuple[str, int | None]] = []
    for number, (path, own) in enumerate(named):
        whole = address(own or Path(path).stem)
        twin = first.get(whole) if own else None
        first.setdefault(whole, number)
        wanted = without_ending(whole)
        identifier = wanted
        if folded(identifier) in taken:
            identifier = apart = address(f"{own}-{Path(path).stem}" if own else path[:-4] if is_xml(path) else path)
            while folded(identifier) in taken:
                taken[folded(apart)] += 1
                identifier = f"{apart}-{taken[folded(apart)]}"
        taken[folded(identifier)] += 1
        ids.append((identifier, twin))
    return ids


def without_ending(id_: str) -> str:
    """An id without ``.xml``: some have the name of the file for one, and a page is none."""
    return id_[:-4] if id_.lower().endswith(".xml") and len(id_) > 4 else id_


def same_id(source: Source, other: str) -> Finding:
    """The finding that a document has the ``xml:id`` of another one, whose name is given."""
    line, column = Places(source).of(source.root)
    return Finding(
        source.name, line, column, "id-document-twice", Severity.ERROR,
        f"xml:id '{source.root.get(XML_ID)}' is already the id of the document {other}",
        "each document of an edition needs an id of its own: it is the address of its page",
    )  # fmt: skip


def _with_ids(sources: list[tuple[str, Source]]) -> tuple[list[Document], list[Finding]]:
    """Give each document its id; a finding for each that has the id of another."""
    findings: list[Finding] = []
    documents: list[Document] = []
    ids = identify((path, source.root.get(XML_ID)) for path, source in sources)
    for (path, source), (identifier, twin) in zip(sources, ids, strict=True):
        if twin is not None:
            findings.append(same_id(source, sources[twin][1].name))
        documents.append(Document(identifier, path, source))
    return documents, findings
