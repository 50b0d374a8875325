"""The one place that opens XML: no external entities, no network, no surprises."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity
from kwedition.there import nearly

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

# What an inclusion is known by that stands for the call of a file by an entity: an attribute with the name of this.
CALLED = "kw-entity"
_XINCLUDE = b"http://www.w3.org/2001/XInclude"

ROOTS = {f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"}
# What a file may be that is nothing but a list of entities, or the entry for one. (Registers of thousands are kept so.)
LISTS = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "person", "personGrp", "place", "org", "event", "listPerson", "listPlace", "listOrg", "listEvent", "standOff",
    )
)  # fmt: skip
_STANDOFF = f"{{{TEI}}}standOff"
_STEP = re.compile(r"/Q\{([^}]*)\}([^\[/]+)\[(\d+)\]")


def is_xml(name: str) -> bool:
    """Whether a file may be TEI by its name: `letter.xml`, `letter.XML`, `dictionary.tei`."""
    return name[-4:].lower() in (".xml", ".tei")


def named_xml(folder: Path) -> Iterator[Path]:
    """What is below a folder and may be TEI by its name."""
    # The pattern leaves out most of the rest before there are paths of it.
    return (path for path in folder.rglob("*.[xXtT][mMeE][lLiI]") if is_xml(path.name))


class Unreadable(Exception):
    """A file that cannot be read as TEI; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: ``name`` is its path as shown to people, ``data`` its bytes as they are on disk."""

    name: str
    data: bytes
    tree: "etree._ElementTree[etree._Element]"

    @property
    def root(self) -> etree._Element:
        return self.tree.getroot()

    def text(self) -> str:
        """The document without its DOCTYPE, entities resolved: safe for a parser that would fetch."""
        # Comments and processing instructions outside the root are not part of any text.
        return etree.tostring(self.root, encoding="unicode", with_tail=False)


def parse(data: bytes, name: str, calls: bool = True) -> Source:
    """Parse the bytes of an XML file; raises Unreadable with line and column of what is wrong.

    ``xml:id`` is left to the checks (``collect_ids=False``): a second use of one is no syntax error. ``calls`` says
    that inclusions may stand for the files that its entities stand for: in what is no document nobody includes them.
    """
    if not data.strip():
        raise _unreadable(name, 1, 1, "xml-empty", "the file is empty",
                          "write a TEI document into it, or delete it")  # fmt: skip
    # Without an internal subset nothing can be expanded, so libxml2's size limits would only hurt large texts.
    limited = b"<!ENTITY" in data or b"<!\x00E\x00N\x00T" in data
    unmarked = not limited and _OURS not in data and encoding_of(data).upper() in ASCII_AT_LEAST
    try:
        root = etree.fromstring(data, _UNMARKED if unmarked else _parser(huge=not limited))
    except etree.XMLSyntaxError as error:
        # libxml2 asks for a DTD on the network all the same, and takes the refusal for an error of the document; and it
        # knows nothing of lists of entities, not even of those in the document.
        if not _ASKS.search(error.msg or "") or (local := _alone(data, calls)) == data:
            raise _syntax(data, name, error) from None
        return Source(name, data, parse(local, name, calls).tree)
    return Source(name, data, root.getroottree())


def _parser(huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=huge,
        collect_ids=False,
        strip_cdata=False,
    )


# How the names of attributes begin by which we tell our stylesheets something of an element.
_OURS = b"kw-"
# The usual encodings in which a name of ASCII stands as these bytes.
ASCII_AT_LEAST = ("UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1", "LATIN1")
# The parser of documents in which nobody says ``kw-``. (One for all: to make a parser ready takes long.)
_UNMARKED = _parser(huge=True)


def is_unmarked(root: etree._Element) -> bool:
    """Whether it is sure that no attribute of a document begins with ``kw-``, as ``parse`` found it.

    False for most documents that ``parse`` did not read.
    """
    return root.getroottree().parser is _UNMARKED


# What libxml2 says of a document that it would have to read more for.
_ASKS = re.compile("network entity|^Entity '.*' not defined|^PEReference: %.*; not found")


def _alone(data: bytes, calls: bool) -> bytes:
    """A document that names nothing outside itself, its lists of entities written out; every line is where it was."""
    from kwedition import doctype

    text = _decoded(data)
    local = None if text is None else doctype.alone(text, calls)
    return data if local is None else local.encode(encoding_of(data))


def may_include(data: bytes) -> bool:
    """Whether a document may include files (xinclude.py), as its bytes say."""
    return _XINCLUDE in data or calls_files(data)


def calls_files(data: bytes) -> bool:
    """Whether a document may declare entities that stand for files, as its bytes say."""
    return b"<!ENTITY" in data and (b"SYSTEM" in data or b"PUBLIC" in data)


def called_files(data: bytes) -> tuple[str, ...]:
    """The files that the entities of a document stand for, as it names them: they are parts of it."""
    from kwedition import doctype

    text = _decoded(data) if calls_files(data) else None
    return () if text is None else tuple(doctype.files(text))


def assumed_of(data: bytes) -> dict[str, str]:
    """The names of characters that a document uses and a list outside it may declare, with what they are taken for."""
    from kwedition import doctype

    text = _decoded(data) if b"DOCTYPE" in data and b"&" in data else None
    return {} if text is None else doctype.assumed(text)


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode(encoding_of(data))
    except (UnicodeError, LookupError):
        return None


def parse_own(text: str) -> etree._Element:
    """Parse XML that one of our own stylesheets wrote."""
    try:
        return etree.fromstring(text, etree.XMLParser(huge_tree=True, collect_ids=False))
    except etree.XMLSyntaxError as error:
        if "depth" not in (error.msg or ""):
            raise
        # (It has more levels than the document that it was made of, which libxml2 could just read.)
        raise KweditionError(
            "a document is nested so deep that no pages can be made of it: more than 2,048 elements in each other",
            "no encoding needs this: look for end tags that are missing in generated files",
        ) from None


def has_letters(path: str) -> bool:
    """Whether the name of a file is made of characters: Linux takes any bytes, and Python makes half ones of others."""
    return path.isascii() or not _HALVES.search(path)


_HALVES = re.compile("[\ud800-\udfff]")


def read(path: Path, name: str | None = None, calls: bool = True) -> Source:
    """Read and parse a file; raises Unreadable. ``calls`` is that of ``parse``."""
    shown = name or path.as_posix()
    if not has_letters(str(path)):
        raise _unreadable(os.fsencode(shown).decode(errors="replace"), 0, 0, "file-unreadable",
                          "cannot be read: the letters of its name are not those of UTF-8, as in an old archive",
                          "give the file, or its folder, another name")  # fmt: skip
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        # (A link that leads nowhere has the right name itself.)
        meant = nearly(path) if isinstance(error, FileNotFoundError) and not path.is_symlink() else None
        hint = f"did you mean {meant.as_posix()}?" if meant else "check that the file exists and that you may read it"
        raise _unreadable(shown, 0, 0, "file-unreadable", f"cannot be read: {reason}", hint) from None
    return parse(data, shown, calls)


def read_tei(path: Path, name: str | None = None, calls: bool = True) -> Source:
    """Like ``read``, and also Unreadable when the root is neither a document of TEI nor one of ``LISTS``."""
    return _tei(read(path, name, calls))


def parse_tei(data: bytes, name: str) -> Source:
    """Like ``parse``, and also Unreadable when the root is neither a document of TEI nor one of ``LISTS``."""
    return _tei(parse(data, name))


def root_id(path: Path) -> str | None:
    """The ``xml:id`` of a file's root, read no further than its start tag; None without one and where none is found."""
    try:
        with path.open("rb", buffering=0) as file:
            begin = file.read(_HEAD)
    except OSError:
        return None
    # Most files begin so that no parser is needed: of thousands, that takes a tenth of the time.
    head = _BEGIN.match(begin)
    if head is not None and encoding_of(begin).upper() in ASCII_AT_LEAST:
        ids = [value[1:-1] for name, value in _ATTRIBUTE.findall(head[1]) if name == b"xml:id"]
        if not ids:
            return None
        if len(ids) == 1 and _PLAIN_ID.fullmatch(ids[0]):
            return str(ids[0], "ascii")
    root = _root(path)
    own = None if root is None else root.get(XML_ID)
    return str(own) if own else None


# So much of a file is looked at for the start tag of its root.
_HEAD = 8192
_ATTRIBUTE = re.compile(rb"""([^\s=]+)\s*=\s*("[^"<]*"|'[^'<]*')""")
_BEGIN = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>)?(?:\s++|<!--(?:[^-]|-[^-])*+-->|<\?(?!xml\s).*?\?>)*+"""
    rb"""<[A-Za-z_][^\s/>]*+((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+)\s*/?>""",
    re.DOTALL,
)
_PLAIN_ID = re.compile(rb"[A-Za-z_][A-Za-z0-9._-]*")


def root_tag(path: Path) -> str | None:
    """The name of a file's root, read no further than its start tag; None where none is found."""
    root = _root(path)
    return None if root is None else str(root.tag)


def _root(path: Path) -> etree._Element | None:
    parser = etree.XMLPullParser(["start"], resolve_entities=False, load_dtd=False, no_network=True, collect_ids=False)
    try:
        with path.open("rb") as file:
            while piece := file.read(8192):
                parser.feed(piece)
                for _event, element in parser.read_events():
                    return element
    except (OSError, etree.XMLSyntaxError):
        pass
    return None


def _tei(source: Source) -> Source:
    if not is_document(source):
        from kwedition.places import Places

        line, column = Places(source).of(source.root)
        qname = etree.QName(source.root)
        if qname.localname in {"TEI.2", "teiCorpus.2"}:
            message = f"the root is `{qname.localname}`: this is TEI P4, and P5 is wanted"
            hint = "convert it to TEI P5, for instance with p4top5.xsl of the TEI Consortium's Stylesheets"
        elif qname.localname in {"TEI", "teiCorpus"} or _is_meant_for_tei(qname):
            found = f"in the namespace '{qname.namespace}'" if qname.namespace else "in no namespace"
            message = f"the root `{qname.localname}` is {found}: this is not TEI P5"
            hint = f'write <{qname.localname} xmlns="{TEI}">'
        else:
            message = f"the root is `{qname.localname}`: this is not a TEI document"
            hint = (
                "a TEI document begins with `TEI` or `teiCorpus`, and a list of entities may begin with `listPerson`, "
                "`person` and their like; move other XML out of the source folder"
            )
            if qname.namespace not in (None, TEI):
                # What says that it is something else, such as a record of the works beside it, is no TEI gone wrong.
                hint = "it is in a namespace of its own, so it is left out as no part of the edition"
                raise _unreadable(source.name, line, column, "xml-not-tei", message, hint, Severity.INFO)
        raise _unreadable(source.name, line, column, "xml-not-tei", message, hint)
    return source


def is_document(source: Source) -> bool:
    """Whether a file is a document of TEI or a list of entities, by its root."""
    return str(source.root.tag) in ROOTS or _is_list(source.root)


def _is_meant_for_tei(name: etree.QName) -> bool:
    """Whether the namespace of a root is a slip: TEI's with a letter more or less, or another of a list of entities."""
    if name.namespace in (None, TEI):
        return False
    near = re.match(r"https?://(www\.)?tei-c\.org\b", str(name.namespace)) is not None
    return near or (name.localname.startswith("list") and f"{{{TEI}}}{name.localname}" in LISTS)


def _is_list(root: etree._Element) -> bool:
    """Whether a file is a list of entities: annotations, which may stand apart from their text as well, are none."""
    return root.tag in LISTS and (root.tag != _STANDOFF or next(root.iter(*LISTS - {_STANDOFF}), None) is not None)


def find(source: Source, location: str) -> etree._Element:
    """The element at an absolute path of ``/Q{namespace}name[n]`` steps; the root when there is none such.

    A step to an attribute, text or comment at the end is passed over: its parent is meant.
    """
    here = source.root
    for depth, (namespace, local, number) in enumerate(_STEP.findall(location)):
        if depth == 0:
            continue
        tag = f"{{{namespace}}}{local}" if namespace else local
        same = list(here.iterchildren(tag))
        if len(same) < int(number):
            break
        here = same[int(number) - 1]
    return here


def path_of(element: etree._Element) -> str:
    """The element's absolute path in the notation of XPath's ``path()`` function."""
    root = element.getroottree().getroot()
    steps = [f"/Q{{{etree.QName(root).namespace or ''}}}{etree.QName(root).localname}[1]"]
    if element is not root:
        for namespace, local, number in _LXML_STEP.findall(root.getroottree().getelementpath(element)):
            steps.append(f"/Q{{{namespace}}}{local}[{number or 1}]")
    return "".join(steps)


_LXML_STEP = re.compile(r"(?:\{([^}]*)\})?([^/\[{}]+)(?:\[(\d+)\])?(?:/|$)")


def expat_of(data: bytes) -> tuple[expat.XMLParserType, bytes]:
    """A parser for a document, and its bytes as expat reads them: it knows few encodings, Python many."""
    encoding = encoding_of(data)
    if encoding.upper() not in _EXPATS:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return expat.ParserCreate("utf-8", namespace_separator=None), data.decode(encoding).encode()
    return expat.ParserCreate(namespace_separator=None), data


_EXPATS = ("UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "LATIN1", "US-ASCII", "ASCII")


def encoding_of(data: bytes) -> str:
    """The encoding that a document is in, by its byte order mark or as it declares itself."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data)
    return declared.group(1).decode("ascii", "replace") if declared else "UTF-8"


_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
    (b"<\0?\0", "UTF-16LE"), (b"\0<\0?", "UTF-16BE"),
)  # fmt: skip
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")


def _unreadable(
    name: str, line: int, column: int, rule: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Unreadable:
    return Unreadable(Finding(name, line, column, rule, severity, message, hint))


def _syntax(data: bytes, name: str, error: etree.XMLSyntaxError) -> Unreadable:
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", data)
    encoding = declared.group(1).decode("ascii", "replace") if declared else "UTF-8"
    if encoding.upper() in {"UTF-8", "UTF8"} and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as wrong:
            before = data[: wrong.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            byte = data[wrong.start]
            return _unreadable(
                name, line, column, "xml-encoding",
                f"byte 0x{byte:02X} is not UTF-8, which the file says it is",
                "save the file as UTF-8, or name its true encoding in the XML declaration, "
                'as in <?xml version="1.0" encoding="ISO-8859-1"?>',
            )  # fmt: skip
    line, column = error.position
    message = re.sub(r", line \d+, column \d+( \([^)]*\))?$", "", error.msg or "not well-formed XML")
    mismatch = re.match(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)$", message)
    if "Excessive depth" in message or "xmlMaxDepth" in message:
        return _unreadable(
            name, line, max(column, 1), "xml-too-deep",
            "the elements of this file are nested more than 2,048 deep",
            "no encoding needs this: look for end tags that are missing in generated files",
        )  # fmt: skip
    if mismatch:
        opened, at, closed = mismatch.groups()
        where = f" of line {at}" if at != "0" else ""
        # libxml2 counts to the end of the tag; an editor looks for its beginning.
        lines = data.decode("utf-8", "replace").split("\n")
        column = lines[line - 1].rfind(f"</{closed}", 0, column) + 1 if line <= len(lines) else column
        message = f"not well-formed: `</{closed}>` stands where `<{opened}>`{where} is still open"
        hint = f"close `{opened}` first, or remove the stray tag"
    elif undefined := re.match(r"Entity '([^']+)' not defined", message):
        from html.entities import html5

        from kwedition import doctype

        character = html5.get(f"{undefined[1]};", "")
        numbers = "".join(f"&#{ord(each)};" for each in character)
        # What nobody sees is better written by its number.
        known = f", {character}, or {numbers}" if character.isprintable() and character else ""
        itself = f"write {numbers}" if character and not known else f"write the character itself{known}"
        text = _decoded(data)
        if file := text and doctype.file_of(text, undefined[1]):
            # (Between the elements of a document an inclusion stands for it: doctype.py.)
            message = f"&{undefined[1]}; stands for the file {file}, which is not read here"
            hint = (
                "only in a document, and neither in an attribute nor in another entity, files are read; write its text"
            )
        elif f"%{undefined[1]};" in (text or "") and f"&{undefined[1]};" not in (text or ""):
            message = f"the lists of entities of this file hold each other, or much too much: %{undefined[1]};"
            hint = "write the characters themselves, or declare those that the file uses, one by one"
        else:
            message = f"not well-formed: this file does not say what &{undefined[1]}; is"
            hint = (
                f"{itself}, or declare it at the head of the file: "
                f'<!DOCTYPE TEI [<!ENTITY {undefined[1]} "{numbers or "…"}">]>; '
                "a DTD or a list of entities outside the file is not read"
            )
    elif "entity amplification" in message or "entity reference loop" in message:
        what = "hold each other" if "loop" in message else "would make too much text of it"
        message = f"not well-formed: the entities of this file {what}"
        hint = "write the text itself where an entity holds others, or stands for a long one"
    else:
        message, hint = _slip(data, message, line, column)
    return _unreadable(name, line, max(column, 1), "xml-not-well-formed", message, hint)


_JUDGED_LATER = "nothing else in this file is judged until it is well-formed"


def _slip(data: bytes, message: str, line: int, column: int) -> tuple[str, str]:
    """What libxml2 says of the usual slips of the hand, in words for who writes TEI, and what to write instead."""
    lines = data.decode("utf-8", "replace").split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    before, after = here[: max(column - 1, 0)], here[max(column - 1, 0) :]
    if message.startswith("xmlParseEntityRef: no name"):
        said, hint = "`&` begins the name of a character, and here stands none", "write &amp; for the sign itself"
    elif message.startswith("EntityRef: expecting ';'"):
        said, hint = (
            "`&` begins the name of a character, which ends with `;`",
            "write &amp; for the sign itself, or add the `;`",
        )
    elif message.startswith("StartTag: invalid element name"):
        said, hint = "`<` begins a tag, and here no name of an element follows", "write &lt; for the sign itself"
    elif message.startswith("AttValue: \" or ' expected"):
        name = re.search(r"([\w:.-]+)\s*=\s*$", before)
        value = re.match(r"[“”„‟″«»‘’‚']?([^\s“”„‟″«»‘’‚<>\"']*)", after)
        written = value[1].removesuffix("/") if value else ""
        called = f" of {name[1]}" if name else ""
        said = f"the value{called} stands in no straight quotation marks"
        hint = f'write {name[1]}="{written}"' if name and written else 'write it so: name="value"'
    elif message.startswith("attributes construct error"):
        said = "after the value of an attribute neither a space nor the end of the tag follows"
        hint = "write a space between two attributes; or a quotation mark stands too many, or is missing"
    elif message.startswith("Unescaped '<' not allowed in attributes values"):
        said = "a tag begins within the value of an attribute"
        hint = "a quotation mark is missing at the end of the value; or write &lt; for the sign itself"
    elif redefined := re.match(r"Attribute (\S+) redefined", message):
        said, hint = f"this element has the attribute {redefined[1]} twice", "leave one of them out"
    elif message.startswith("XML declaration allowed only at the start"):
        said, hint = (
            "something stands before `<?xml …?>`",
            "delete the empty lines or spaces before it: it begins the file",
        )
    elif message.startswith("Start tag expected"):
        said, hint = (
            "the file does not begin with a tag",
            "delete what stands before the root element, or name XML documents only",
        )
    elif message.startswith("Extra content at the end of the document"):
        said, hint = "something follows after the end of the root element", "move it into the root, or delete it"
    elif missing := re.match(r"Premature end of data in tag (\S+) line (\d+)", message):
        said = f"the file ends while `<{missing[1]}>` of line {missing[2]} is still open"
        hint = f"add </{missing[1]}> where it ends; if the end of the file is lost, take it from a copy"
    elif unknown := re.match(r"Namespace prefix (\S+)(?: for (\S+))? on (\S+) is not defined", message):
        said = f"nothing in this file says what the prefix `{unknown[1]}:` means"
        hint = f'declare it in the root: xmlns:{unknown[1]}="…"'
    elif "Comment must not contain '--'" in message or message.startswith("Double hyphen within comment"):
        said, hint = "two hyphens stand within a comment", "write one, or a dash"
    elif "invalid Char value" in message:
        said, hint = "XML has no such control character", "delete it: it comes from another program, and shows nothing"
    elif message.startswith("Specification mandates value for attribute"):
        bare = message.split()[-1]
        said, hint = f"the attribute {bare} has no value", f'write {bare}="…"'
    elif message.startswith("error parsing attribute name"):
        said, hint = "within a tag stands something that is no attribute", "a `>` is missing before it, or delete it"
    elif message.startswith("expected '>'"):
        said, hint = "the tag does not end", "write </name> for an end tag, with no space after the slash"
    elif message.startswith("Comment not terminated"):
        said, hint = "a comment does not end", "write --> where it ends"
    elif message.startswith("CharRef: invalid"):
        said, hint = "`&#` begins the number of a character, and none follows", "write the character itself"
    else:
        return f"not well-formed: {message}", _JUDGED_LATER
    return f"not well-formed: {said}", hint
