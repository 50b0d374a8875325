"""What a schema is known by in a build: the hash of its files, and the state of what its rules read."""

from collections.abc import Iterator
from contextlib import suppress
from os.path import relpath
from pathlib import Path

from kwedition.build.cache import Cache, digest
from kwedition.build.fingerprint import tool
from kwedition.check.schema_parts import parts
from kwedition.edition import Settings
from kwedition.errors import KweditionError

_SETTINGS = ("kwedition.toml", "pyproject.toml")
_BESIDE = {".odd", ".rng", ".rnc", ".sch", ".xsd", ".xml"}


def schema_hash(schema: Path | None) -> bytes:
    """The hash of a schema with what lies beside it and what it includes."""
    return b"" if schema is None else digest(*(part for name, hash_ in _files(schema) for part in (name, hash_)))


def _files(schema: Path) -> Iterator[tuple[str, bytes]]:
    known = parts([schema])
    beside = {path for path in schema.absolute().parent.iterdir() if path.suffix in _BESIDE and path.is_file()}
    for path in sorted(beside | known.keys()):
        data = known[path] if path in known else path.read_bytes()
        yield relpath(path, schema.absolute().parent), b"" if data is None else digest(data)


def read_by(settings: Settings, cache: Cache, schema: bytes) -> list[str]:
    """The state of what the rules may read besides the document that they judge; empty when that is nothing.

    Then it is not the document alone that decides. ``schema`` is the hash of the schema: it is not
    loaded again before it changes.
    """
    if settings.schema is None:
        return []
    from kwedition.check.schematron_files import state

    name = f"rules that read {settings.schema.absolute()}"
    # It is the settings around a schema that say which edition it belongs to.
    around = (folder / each for folder in settings.schema.absolute().parents for each in _SETTINGS)
    hash_ = digest(tool(), schema, str(settings.source), *(str(path) for path in around if path.is_file()))
    note = cache.note(name) or b""
    if note.startswith(hash_):
        folders = [Path(each) for each in note[len(hash_) :].decode().split("\0") if each]
    else:
        folders = []
        # Whoever judges by a schema that cannot be used says why.
        with suppress(KweditionError):
            folders = _folders(settings)
            cache.take_note(name, hash_ + "\0".join(map(str, folders)).encode())
    return [each for folder in folders for each in (str(folder), *state(folder))]


def _folders(settings: Settings) -> list[Path]:
    from kwedition.check.schema_parts import folders_read
    from kwedition.check.session import checker_of

    choice = checker_of(settings).choice
    return folders_read(choice.rules, choice.documents)
