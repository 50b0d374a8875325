"""The one place that imports saxonche: compiled stylesheets, their catalog, their limits and their messages."""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import saxonche

from kwedition import labels, resources
from kwedition.errors import StylesheetError
from kwedition.markup import quoteattr
from kwedition.namespace import NAMESPACE

_FEATURE = "http://saxon.sf.net/feature/"
# Stylesheets and labels come through the catalog; nothing else may be read, above all no file. (Set once: Saxon
# only ever narrows it.)
_PROTOCOLS = "kwedition,builtin"
# The error of an xsl:message that stops (XSLT 3.0, 23.2).
_TERMINATED = "XTMM9000"
_CATALOG = "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>{}</catalog>"
_ASKING = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
    "<x><xsl:value-of select={}/></x></xsl:template></xsl:stylesheet>"
)
# The JDK's parser limits are for untrusted bytes; what comes here was parsed and bounded by lxml before.
_PARSER_LIMITS = (
    "maxElementDepth",
    "elementAttributeLimit",
    "entityExpansionLimit",
    "maxGeneralEntitySizeLimit",
    "totalEntitySizeLimit",
    "maxXMLNameLimit",
)


@dataclass(frozen=True, slots=True)
class Result:
    """The principal result of a transformation, serialized, and the lines its ``xsl:message`` wrote.

    ``warnings`` is what Saxon itself had to say, such as of a pattern that it could not evaluate.
    """

    text: str
    messages: tuple[str, ...]
    warnings: str = ""


class Saxon:
    """A Saxon processor with the edition's stylesheets; each is compiled once. Not thread-safe.

    ``theme`` is a folder whose files take the place of built-in ones of the same name: every import is
    ``kwedition:/NAME`` (the theme's file if there is one) or ``builtin:/NAME`` (always ours).
    """

    def __init__(self, theme: Path | None = None) -> None:
        self._theme = theme
        self._themed = any(name.endswith(".xsl") for name in resources.overrides(theme))
        self._processor: Any = saxonche.PySaxonProcessor(license=False)
        self._set("allow-external-functions", "false")
        for limit in _PARSER_LIMITS:
            uri = f"http%3A//www.oracle.com/xml/jaxp/properties/{limit}"
            self._set(f"parserProperty?uri={uri}", "0")
        with tempfile.TemporaryDirectory(prefix="kwedition-") as folder:
            # Saxon reads the catalog when it is set and does not need the file afterwards.
            catalog = Path(folder) / "catalog.xml"
            catalog.write_text(_catalog(theme), encoding="utf-8")
            self._processor.set_catalog_files([str(catalog)])
            self._set("allowedProtocols", _PROTOCOLS)
            self._compiler: Any = self._processor.new_xslt30_processor()
            self._compiled: dict[str, Stylesheet] = {}
            # The catalog is loaded lazily: ask for something through it while it is there.
            self.compile(_importing("shared/labels.xsl"), "catalog")
        # (Compiled into each stylesheet, as an expression, they would take longer than most stylesheets do.)
        words = self._processor.parse_json(json_text=_all_labels(theme))
        self._compiler.set_parameter(f"{{{NAMESPACE}}}compiled-labels", words)

    @property
    def themed(self) -> bool:
        """Whether a stylesheet of the theme takes the place of a built-in one."""
        return self._themed

    @classmethod
    def confined(cls, protocols: str = "none", files: Mapping[str, Path] | None = None) -> "Saxon":
        """A processor of its own for stylesheets that others wrote: without our catalog, so that no built-in one can be
        named, and reading only by the URI schemes given (comma-separated), and the files given by their URIs. Saxon
        parses these itself, external entities and all: they must be harmless.
        """
        saxon = cls.__new__(cls)
        saxon._theme = None
        saxon._themed = False
        saxon._processor = saxonche.PySaxonProcessor(license=False)
        saxon._set("allow-external-functions", "false")
        saxon._set("disableXslEvaluate", "true")
        for limit in _PARSER_LIMITS:
            saxon._set(f"parserProperty?uri=http%3A//www.oracle.com/xml/jaxp/properties/{limit}", "0")
        saxon._compiled = {}
        if not files:
            saxon._set("allowedProtocols", protocols)
            saxon._compiler = saxon._processor.new_xslt30_processor()
            return saxon
        with tempfile.TemporaryDirectory(prefix="kwedition-") as folder:
            catalog = Path(folder) / "catalog.xml"
            entries = "".join(_entry(name, path) for name, path in files.items())
            catalog.write_text(_CATALOG.format(entries), encoding="utf-8")
            saxon._processor.set_catalog_files([str(catalog)])
            saxon._set("allowedProtocols", protocols)
            saxon._compiler = saxon._processor.new_xslt30_processor()
            # As above: the catalog is read when something is first asked for.
            scheme = next(iter(files)).partition(":")[0]
            saxon.compile(_ASKING.format(f"\"doc-available('{scheme}:/')\""), "files").transform("<x/>")
        return saxon

    def stylesheet(self, name: str) -> "Stylesheet":
        """The stylesheet of that name relative to ``xslt/``, such as ``site/home.xsl``."""
        if name not in self._compiled:
            if not resources.stylesheet(name, self._theme).is_file():
                raise StylesheetError(f"there is no stylesheet {name}")
            self._compiled[name] = self.compile(_importing(name), name)
        return self._compiled[name]

    def compile(self, text: str, name: str) -> "Stylesheet":
        """A stylesheet from its text, such as one that another stylesheet wrote."""
        try:
            with _stderr() as stderr:
                executable = self._compiler.compile_stylesheet(stylesheet_text=text)
        except saxonche.PySaxonApiError as error:
            reason = _errors(_reason(error, stderr))
            raise StylesheetError(f"the stylesheet {name} does not compile: {reason}") from None
        return Stylesheet(name, self._processor, executable)

    def _set(self, feature: str, value: str) -> None:
        self._processor.set_configuration_property(_FEATURE + feature, value)


class Stylesheet:
    """A compiled stylesheet."""

    def __init__(self, name: str, processor: Any, executable: Any) -> None:
        self.name = name
        self._processor = processor
        self._executable = executable
        self._executable.set_save_xsl_message(True)

    def transform(
        self,
        source: str,
        documents: Mapping[str, str] | None = None,
        values: Mapping[str, str] | None = None,
        address: str = "",
    ) -> Result:
        """Apply the stylesheet to a document, given as XML.

        ``documents`` are parameters passed as document nodes (given as XML), ``values`` as strings; ``address`` is the
        document's own URI. Raises StylesheetError with Saxon's reason and place.
        """
        processor, executable = self._processor, self._executable
        try:
            with _stderr() as stderr:
                for name, xml in (documents or {}).items():
                    executable.set_parameter(name, processor.parse_xml(xml_text=xml))
                for name, value in (values or {}).items():
                    executable.set_parameter(name, processor.make_string_value(value))
                if address:
                    builder = processor.new_document_builder()
                    builder.set_base_uri(address)
                    node = builder.parse_xml(xml_text=source)
                else:
                    node = processor.parse_xml(xml_text=source)
                text = executable.transform_to_string(xdm_node=node)
            return Result(text or "", self._messages(), stderr.text)
        except saxonche.PySaxonApiError as error:
            messages, reason = self._messages(), _reason(error, stderr)
            # What a stylesheet said before it stopped is not why, unless it stopped itself.
            said = messages[-1] if messages and _TERMINATED in reason else ""
            raise StylesheetError(
                f"the stylesheet {self.name} stopped: {said or reason}",
                reason if said else "",
            ) from None
        finally:
            executable.clear_parameters()

    def _messages(self) -> tuple[str, ...]:
        messages = self._executable.get_xsl_messages()
        lines = () if messages is None else tuple(str(message) for message in messages)
        self._executable.clear_xsl_messages()
        return lines


def _importing(name: str) -> str:
    """A stylesheet that is another one, fetched through the catalog."""
    return (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f"<xsl:import href={quoteattr('kwedition:/' + name)}/></xsl:stylesheet>"
    )


def _all_labels(theme: Path | None) -> str:
    """The label files as JSON, by language and key: the value of the parameter ``kw:compiled-labels``."""
    files = resources.label_files(theme)
    return json.dumps({language: labels.words(paths) for language, paths in files.items()})


def _catalog(theme: Path | None) -> str:
    """Every file that a stylesheet may name, one by one: a prefix would lead '..' out of the folder."""
    overrides = resources.overrides(theme)
    base = resources.xslt().resolve()
    entries = []
    for path in sorted(base.rglob("*")):
        if path.suffix in {".xsl", ".xml"} and path.is_file():
            name = path.relative_to(base).as_posix()
            entries.append(_entry(f"builtin:/{name}", path))
            if name not in overrides:
                entries.append(_entry(f"kwedition:/{name}", path))
    entries += [_entry(f"kwedition:/{name}", path.resolve()) for name, path in overrides.items()]
    return _CATALOG.format("".join(entries))


def _entry(name: str, path: Path) -> str:
    return f"<uri name={quoteattr(name)} uri={quoteattr(path.as_uri())}/>"


class _Captured:
    """What was written to file descriptor 2 while it was captured."""

    def __init__(self) -> None:
        self.text = ""


@contextmanager
def _stderr() -> Iterator[_Captured]:
    """Keep what Saxon writes to file descriptor 2, past Python: it repeats there what it raises."""
    captured = _Captured()
    kept, file = os.dup(2), _aside().fileno()
    os.dup2(file, 2)
    try:
        yield captured
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        # Both descriptors are at one place in the file.
        if written := os.lseek(file, 0, os.SEEK_CUR):
            captured.text = os.pread(file, written, 0).decode("utf-8", "replace")
            os.lseek(file, 0, os.SEEK_SET)
            os.ftruncate(file, 0)


@cache
def _aside() -> IO[bytes]:
    """The file for it, one for each process: to make one takes longer than to make a short page."""
    return tempfile.TemporaryFile(buffering=0)


def _reason(error: Exception, stderr: _Captured) -> str:
    """Saxon's own words in one line; the copy on file descriptor 2 often has the place, the exception not."""
    said = " ".join(str(error).split())
    printed = " ".join(stderr.text.split())
    return printed if said and said.split(" In ")[0][:40] in printed else said or printed


_SAID = re.compile(r"(?=\b(?:Warning|Error) (?:at|on|in|near) )")


def _errors(reason: str) -> str:
    """What Saxon says of a stylesheet; where it is an error, without the dozen warnings about ours."""
    errors = [each.strip() for each in _SAID.split(reason) if each.startswith("Error ")]
    return " ".join(errors) or reason
