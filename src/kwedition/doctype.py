"""What a DOCTYPE says, and what it would have read from elsewhere: nothing outside a file is read here.

XML 1.0, 4.4.8 and 5.1: who does not read a list of entities outside a document need not know those that are declared
there. Those that everybody has by the same names (ISO 8879 and its heirs, as HTML lists them) are taken for what they
are; ``assumed`` says which. Where a document calls a file (an external general entity, 4.2.2), an inclusion stands in
what ``alone`` gives, so that one place reads files, and says which may be read (xinclude.py).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from kwedition.markup import quoteattr
from kwedition.xmlio import CALLED

_DOCTYPE = re.compile(
    r"\A(?P<head>\ufeff?(?:<\?.*?\?>|<!--.*?-->|\s)*<!DOCTYPE\s+[^\s>\[]+)"
    r"""(?P<outside>\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"[^"]*"|'[^']*'))?(?P<gap>\s*)""",
    re.DOTALL,
)
_TOKEN = re.compile(
    r"""(?P<call>%(?P<called>[^\s;%&<>]+);)
    |<!ENTITY\s+%\s+(?P<list>\S+)\s+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?:SYSTEM|PUBLIC)[^>]*)\s*>
    |<!ENTITY\s+(?P<name>[^\s%]\S*)\s+(?:"[^"]*"|'[^']*'|(?P<file>(?:SYSTEM|PUBLIC)(?:[^>"']|"[^"]*"|'[^']*')*))\s*>
    |<!--.*?-->|<\?.*?\?>|<!(?:[^>"']|"[^"]*"|'[^']*')*>|\s+|(?P<end>\])|.""",
    re.DOTALL | re.VERBOSE,
)
_NUMBER = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
# (Other characters stay as they are written: the document's encoding may not have them.)
_SIGNS = {ord(sign): sign for sign in "\"'%&<>"}
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9.]*);")
# Where a name is no reference.
_UNREAD = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
# Where a name is a reference, and no part of what is not read, or of a tag.
# (No `<` stands in a tag, so that one that does not end is not looked for to the end of the file.)
_CALL = re.compile(rf"""{_UNREAD.pattern}|<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|&(?P<name>[^\s;&<>#]+);""", re.DOTALL)
_NAMED = re.compile(r"&([^\s;&<>#]+);")
_XML_DECLARATION = re.compile(r"\A\ufeff?<\?xml\s[^>]*\?>")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Lists that hold each other, or much, are an attack or a mistake: the file is refused as it is.
_DEPTH, _LARGEST = 8, 200_000


class _TooMuch(Exception):
    """What is declared cannot be followed, or should not be."""


class _Subset:
    """The declarations within a document, the lists among them written out."""

    def __init__(self, text: str, begin: int) -> None:
        self.lists: dict[str, str | None] = {}
        self.names: set[str] = set()
        self.files: dict[str, str] = {}
        # The declaration that holds of each entity, and all that is declared besides.
        self.entities: dict[str, str] = {}
        self.others: list[str] = []
        self.asks_outside = False
        self.end = begin
        self._size = 0
        self.text = "".join(self._written(text, begin, 0))

    def _written(self, text: str, begin: int, depth: int) -> Iterator[str]:
        if depth > _DEPTH:
            raise _TooMuch
        at = begin
        while (found := _TOKEN.match(text, at)) is not None:
            at = found.end()
            if found["end"] and depth == 0:
                self.end = found.start()
                return
            if found["call"]:
                content = self.lists.get(found["called"])
                if content is None:
                    # It stands elsewhere.
                    self.asks_outside = True
                    yield " " * len(found[0])
                else:
                    self._size += len(content)
                    if self._size > _LARGEST:
                        raise _TooMuch
                    yield from self._written(content, 0, depth + 1)
                continue
            if found["list"]:
                content = found["double"] if found["double"] is not None else found["single"]
                # (Of two declarations the first holds: XML 1.0, 4.2.)
                self.lists.setdefault(found["list"], None if content is None else _on_one_line(content))
                # What it says is written where it is called.
                yield "".join("\n" if sign == "\n" else " " for sign in found[0])
                continue
            if found[0] == "<":
                # Markup that does not end.
                raise _TooMuch
            if not found["name"]:
                self.others += () if found[0].isspace() else (found[0],)
            # (Of two declarations the first holds, and libxml2 takes a text before a file.)
            elif found["name"] in self.names:
                yield "".join("\n" if sign == "\n" else " " for sign in found[0])
                continue
            else:
                self.entities[found["name"]] = found[0]
                if found["file"]:
                    self.files[found["name"]] = found["file"]
                self.names.add(found["name"])
            yield found[0]

    def needed(self, content: str) -> str:
        """What a part of the document needs of what is declared: the entities that it calls, and all that is none."""
        others = "".join(self.others)
        found: dict[str, None] = {}
        left = [others, content]
        while left:
            for name in _NAMED.findall(left.pop()):
                if name in self.entities and name not in found:
                    found[name] = None
                    left.append(self.entities[name])
        return "".join(self.entities[name] for name in found) + others


def _on_one_line(content: str) -> str:
    """The text that a list stands for, the signs of markup in it that are written by number resolved (XML 1.0, 4.5); on
    one line, so that no other moves.
    """
    said = _NUMBER.sub(lambda each: _SIGNS.get(int(each[1], 16) if each[1] else int(each[2]), each[0]), content)
    return " ".join(said.splitlines())


def alone(text: str, calls: bool = True) -> str | None:
    """A document that needs nothing outside itself: the same lines, with what its DOCTYPE calls written out, and the
    usual names of characters declared where it would have read them elsewhere; None where it has no DOCTYPE to change,
    or one that cannot be followed. ``calls`` says that inclusions stand for the files that it calls.
    """
    said = _said(text)
    if said is None:
        return None
    head, subset, rest = said.head, said.subset, said.with_inclusions() if calls else said.rest
    declarations = "".join(_declared(name) for name in said.assumed())
    if subset is None:
        return f"{head}{f'[{declarations}]' if declarations else ''}{rest}"
    return f"{head}[{declarations}{subset.text}]{rest}"


def assumed(text: str) -> dict[str, str]:
    """The names of characters in a document that are declared outside it, if anywhere, and what they are taken for."""
    said = _said(text)
    return {} if said is None else {name: html5[f"{name};"] for name in said.assumed()}


def file_of(text: str, name: str) -> str | None:
    """The file that an entity of a document stands for, as the document names it; None where it stands for none."""
    said = _said(text)
    return None if said is None else said.file(name)


def files(text: str) -> list[str]:
    """The files that the entities of a document stand for, as it names them."""
    said = _said(text)
    names = said.subset.files if said is not None and said.subset is not None else ()
    return [file for name in names if said is not None and (file := said.file(name)) is not None]


def called(text: str, content: str, namespaces: Mapping[str | None, str]) -> str | None:
    """What a document calls from a file, as a document of its own: under a root that is no part of it, with what the
    document declares; None where that cannot be followed.

    ``text`` is the document, ``content`` the file, ``namespaces`` are those of the place where it is called.
    """
    said = _said(text)
    if said is None or said.subset is None:
        return None
    prefixes = "".join(
        f" {f'xmlns:{prefix}' if prefix else 'xmlns'}={quoteattr(uri)}" for prefix, uri in namespaces.items()
    )
    outside = ' SYSTEM ""' if said.outside else ""
    held = _XML_DECLARATION.sub("", content).removeprefix("\ufeff")
    root = f"<{CALLED}{prefixes}>{held}</{CALLED}>"
    # (All of what is declared, read for each of thousands of files, would take longer than all else.)
    return alone(f"<!DOCTYPE {CALLED}{outside} [{said.subset.needed(root)}]>{root}")


class _Said(NamedTuple):
    """What stands before the declarations of a document, these, whether it names some outside, and what follows."""

    head: str
    subset: _Subset | None
    outside: bool
    rest: str

    def file(self, name: str) -> str | None:
        """The file that an entity stands for; None where it stands for none, or for one that is no XML (NDATA)."""
        declared = self.subset.files.get(name, "") if self.subset is not None else ""
        quoted = re.findall(r""""([^"]*)"|'([^']*)'""", declared)
        return "".join(quoted[-1]) if quoted and declared.rstrip()[-1] in "\"'" else None

    def with_inclusions(self) -> str:
        """What follows the declarations, with an inclusion in the place of each call of a file."""
        if self.subset is None or not self.subset.files:
            return self.rest

        def included(call: re.Match[str]) -> str:
            name = call["name"]
            file = self.file(name) if name else None
            if file is None:
                return call[0]
            return f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" {CALLED}="{name}" href={quoteattr(file)}/>'

        return _CALL.sub(included, self.rest)

    def assumed(self) -> list[str]:
        """The usual names of characters that are used, and declared outside if anywhere."""
        if not self.outside:
            return []
        known = _PREDEFINED if self.subset is None else _PREDEFINED | self.subset.names
        used = {*_REFERENCE.findall(_UNREAD.sub("", self.rest))}
        return [name for name in sorted(used - known) if f"{name};" in html5]


@lru_cache(maxsize=2)
def _said(text: str) -> _Said | None:
    """What a document declares, taken apart once for all that is asked of it in turn."""
    found = _DOCTYPE.match(text)
    if found is None:
        return None
    # (Without what is outside: libxml2 would ask for it.)
    head = found["head"] + "".join("\n" if sign == "\n" else " " for sign in found["outside"] or "") + found["gap"]
    outside = found["outside"] is not None
    if not text.startswith("[", found.end()):
        return _Said(head, None, outside, text[found.end() :])
    try:
        subset = _Subset(text, found.end() + 1)
    except _TooMuch:
        return None
    return _Said(head, subset, outside or subset.asks_outside, text[subset.end + 1 :])


def _declared(name: str) -> str:
    # (A sign of markup is escaped twice: XML 1.0, 4.6.)
    signs = "".join(f"&#38;#{ord(sign)};" if sign in "<&" else f"&#{ord(sign)};" for sign in html5[f"{name};"])
    return f'<!ENTITY {name} "{signs}">'
