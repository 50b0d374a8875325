"""The compact syntax of RELAX NG, translated to the XML syntax (OASIS, 21 November 2002).

What it becomes is an lxml tree whose elements know the line that they come from. Names carry their namespace
themselves, so that the tree means the same wherever it is included.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from kwedition.check.relaxng.compact_tokens import CompactSyntaxError, Token, name_of, tokens, value_of
from kwedition.check.relaxng.datatypes import XSD
from kwedition.check.relaxng.sources import RNG

_A = "http://relaxng.org/ns/compatibility/annotations/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns"
_SEPARATORS = {",": "group", "|": "choice", "&": "interleave"}
_REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_DEEPEST = 1500
# What may contain nothing but text in XML syntax has no room for elements of annotations.
_NO_ROOM = ("value", "param", "name")

__all__ = ["CompactSyntaxError", "read_compact"]


def read_compact(data: bytes, name: str) -> etree._Element:
    """A schema in compact syntax as its XML syntax.

    ``name`` is the file as shown in errors. Raises CompactSyntaxError with line, column, message and hint.
    """
    with _room_for_recursion():
        return _Parser(tokens(data, name), name).schema()


@contextmanager
def _room_for_recursion() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEPEST * 12))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


class _Annotations:
    """What stands before a pattern for readers and other programs."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.elements: list[etree._Element] = []


class _Parser:
    def __init__(self, words: list[Token], name: str) -> None:
        self._words = words
        self._name = name
        self._at = 0
        self._depth = 0
        self._prefixes: dict[str, str | None] = {"xml": _XML}
        self._default: str | None = None
        self._libraries: dict[str, str] = {"xsd": XSD}
        self._declared: set[tuple[str, str]] = set()
        self._nsmap: dict[str | None, str] = {None: RNG, "a": _A}

    # The schema.

    def schema(self) -> etree._Element:
        """The whole file."""
        self._declarations()
        self._nsmap |= {prefix: uri for prefix, uri in self._prefixes.items() if uri and prefix != "xml"}
        if self._is_grammar():
            root = self._element("grammar", self._now())
            self._contents(root, end="end")
        else:
            root = self._pattern()
            if self._now().kind != "end":
                raise self._wrong(f"{self._now()} stands after the end of the pattern",
                                  "a schema is one pattern, or definitions with a `start`")  # fmt: skip
        return root

    def _declarations(self) -> None:
        while True:
            here = self._at
            self._documentation()
            token = self._now()
            if token.text == "namespace" and token.kind == "keyword":
                self._take()
                prefix = self._identifier("a prefix")
                self._sign("=")
                uri = self._uri_or_inherit()
                self._declare("namespace", prefix, token)
                if prefix == "xmlns" or (prefix == "xml") != (uri == _XML):
                    raise self._wrong(f"the prefix `{prefix}` may not be bound to '{uri}'", at=token)
                self._bind(prefix, uri, token)
            elif token.text == "default" and token.kind == "keyword":
                self._take()
                self._keyword("namespace")
                named = None if self._now().text == "=" else self._identifier("a prefix")
                self._sign("=")
                uri = self._uri_or_inherit()
                self._declare("default", "", token)
                self._default = uri
                if named is not None:
                    self._declare("namespace", named, token)
                    self._bind(named, uri, token)
            elif token.text == "datatypes" and token.kind == "keyword":
                self._take()
                prefix = self._identifier("a prefix")
                self._sign("=")
                library = self._literal()
                self._declare("datatypes", prefix, token)
                if prefix == "xsd" and library != XSD:
                    raise self._wrong(f"`xsd` always means '{XSD}'", at=token)
                self._libraries[prefix] = library
            else:
                # Documentation here belongs to what follows.
                self._at = here
                return

    def _bind(self, prefix: str, uri: str | None, token: Token) -> None:
        if uri == _XMLNS or (uri or "").startswith(_XMLNS + "/"):
            raise self._wrong("the namespace of xmlns cannot be used", at=token)
        self._prefixes[prefix] = uri

    def _declare(self, kind: str, prefix: str, token: Token) -> None:
        if (kind, prefix) in self._declared:
            what = f"the prefix `{prefix}`" if prefix else "the default namespace"
            raise self._wrong(f"{what} is declared twice", at=token)
        self._declared.add((kind, prefix))

    def _uri_or_inherit(self) -> str | None:
        if self._now().kind == "keyword" and self._now().text == "inherit":
            self._take()
            return None
        return self._literal()

    def _is_grammar(self) -> bool:
        """Whether definitions follow and not a pattern."""
        here = self._at
        self._annotations()
        token, following = self._now(), self._words[min(self._at + 1, len(self._words) - 1)]
        self._at = here
        if token.kind == "end":
            return True
        if token.kind == "keyword" and token.text in ("start", "div", "include"):
            return True
        return token.kind in ("name", "cname") and following.text in ("=", "|=", "&=", "[")

    def _contents(self, grammar: etree._Element, end: str, inside: str = "grammar") -> None:
        while not (self._now().kind == end or (self._now().text == end and self._now().kind == "sign")):
            if self._now().kind == "end":
                raise self._wrong(f"the file ends, but `{inside}` is not closed", "close it with }")
            first = self._now()
            if first.kind in ("name", "cname") and self._words[self._at + 1].text == "[":
                grammar.append(self._annotation_element())
                continue
            notes = self._annotations()
            token = self._now()
            if token.kind == "keyword" and token.text == "start":
                grammar.append(self._definition("start", notes, token))
            elif token.kind == "name":
                grammar.append(self._definition("define", notes, token))
            elif token.kind == "keyword" and token.text == "div":
                self._take()
                div = self._annotated(self._element("div", token), notes)
                self._sign("{")
                self._contents(div, "}", inside)
                self._sign("}")
                grammar.append(div)
            elif token.kind == "keyword" and token.text == "include" and inside == "grammar":
                grammar.append(self._include(notes, token))
            else:
                raise self._wrong(f"{token} stands where a definition is wanted",
                                  "a definition is written NAME = PATTERN")  # fmt: skip

    def _definition(self, kind: str, notes: _Annotations, token: Token) -> etree._Element:
        self._take()
        made = self._element(kind, token)
        if kind == "define":
            made.set("name", name_of(token))
        sign = self._now()
        if sign.text not in ("=", "|=", "&="):
            raise self._wrong(f"{sign} stands where = is wanted", f"`{name_of(token)}` is defined with =, |= or &=")
        self._take()
        if sign.text != "=":
            made.set("combine", "choice" if sign.text == "|=" else "interleave")
        made.append(self._pattern())
        return self._annotated(made, notes)

    def _include(self, notes: _Annotations, token: Token) -> etree._Element:
        self._take()
        made = self._element("include", token)
        made.set("href", self._literal())
        self._inherited(made)
        if self._now().text == "{" and self._now().kind == "sign":
            self._take()
            self._contents(made, "}", "include")
            self._sign("}")
        return self._annotated(made, notes)

    def _inherited(self, made: etree._Element) -> None:
        """`inherit = p`, or what is inherited without it: the default namespace."""
        uri = self._default
        if self._now().kind == "keyword" and self._now().text == "inherit":
            self._take()
            self._sign("=")
            token = self._now()
            uri = self._namespace(self._identifier("a prefix"), token)
        if uri is not None:
            made.set("ns", uri)

    # Patterns.

    def _pattern(self) -> etree._Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"patterns are nested more than {_DEEPEST} deep")
        first = self._particle()
        sign = self._now()
        if sign.kind == "sign" and sign.text in _SEPARATORS:
            made = self._element(_SEPARATORS[sign.text], sign)
            made.append(first)
            while self._now().kind == "sign" and self._now().text == sign.text:
                self._take()
                made.append(self._particle())
            other = self._now()
            if other.kind == "sign" and other.text in _SEPARATORS:
                raise self._wrong(f"`{other.text}` follows `{sign.text}` in one row",
                                  "put one of them into parentheses to say which binds closer")  # fmt: skip
            first = made
        self._depth -= 1
        return first

    def _particle(self) -> etree._Element:
        notes = self._annotations()
        token = self._now()
        made = self._primary(notes)
        made = self._followed(made)
        sign = self._now()
        if sign.kind == "sign" and sign.text in _REPEATED:
            self._take()
            outer = self._element(_REPEATED[sign.text], token)
            outer.append(made)
            made = self._followed(outer)
            again = self._now()
            if again.kind == "sign" and again.text in _REPEATED:
                raise self._wrong(f"`{again.text}` follows `{sign.text}`", "one of them is enough")
        return made

    def _primary(self, notes: _Annotations) -> etree._Element:
        token = self._now()
        if token.kind == "keyword":
            return self._of_keyword(notes, token)
        if token.kind == "name":
            self._take()
            return self._annotated(self._element("ref", token, name=name_of(token)), notes)
        if token.kind == "cname":
            self._take()
            prefix, _colon, local = token.text.partition(":")
            if prefix not in self._libraries:
                raise self._wrong(f"`{prefix}` is declared as no datatype library", f'write: datatypes {prefix} = "…"',
                                  at=token)  # fmt: skip
            return self._data(notes, token, self._libraries[prefix], local)
        if token.kind == "literal":
            return self._annotated(self._value(token, None, ""), notes)
        if token.kind == "sign" and token.text == "(":
            self._take()
            made = self._pattern()
            self._sign(")")
            if notes.attributes or notes.elements:
                group = self._element("group", token)
                group.append(made)
                made = self._annotated(group, notes)
            return made
        if token.kind == "nsname":
            raise self._wrong(f"{token} is a class of names, and a pattern is wanted")
        raise self._wrong(f"{token} stands where a pattern is wanted")

    def _of_keyword(self, notes: _Annotations, token: Token) -> etree._Element:
        word = token.text
        self._take()
        if word in ("element", "attribute"):
            made = self._element(word, token)
            made.append(self._name_class(attribute=word == "attribute"))
            self._braced(made)
            return self._annotated(made, notes)
        if word in ("mixed", "list"):
            made = self._element(word, token)
            self._braced(made)
            return self._annotated(made, notes)
        if word in ("empty", "text", "notAllowed"):
            return self._annotated(self._element(word, token), notes)
        if word in ("string", "token"):
            return self._data(notes, token, "", word)
        if word == "external":
            made = self._element("externalRef", token, href=self._literal())
            self._inherited(made)
            return self._annotated(made, notes)
        if word == "grammar":
            made = self._element("grammar", token)
            self._sign("{")
            self._contents(made, "}")
            self._sign("}")
            return self._annotated(made, notes)
        if word == "parent":
            made = self._element("parentRef", token, name=self._reference())
            return self._annotated(made, notes)
        raise self._wrong(f"the keyword `{word}` stands where a pattern is wanted",
                          f"if it is a name, write \\{word}", at=token)  # fmt: skip

    def _braced(self, made: etree._Element) -> None:
        self._sign("{")
        made.append(self._pattern())
        self._sign("}")

    def _reference(self) -> str:
        token = self._now()
        if token.kind != "name":
            raise self._wrong(f"{token} stands where a name is wanted")
        self._take()
        return name_of(token)

    def _data(self, notes: _Annotations, token: Token, library: str, type_: str) -> etree._Element:
        if self._now().kind == "literal":
            return self._annotated(self._value(token, library, type_), notes)
        made = self._element("data", token, type=type_, datatypeLibrary=library)
        if self._now().kind == "sign" and self._now().text == "{":
            self._take()
            while not (self._now().kind == "sign" and self._now().text == "}"):
                own = self._annotations()
                at = self._now()
                name = self._identifier("a parameter")
                self._sign("=")
                param = self._element("param", at, name=name)
                param.text = self._literal()
                made.append(self._annotated(param, own))
            self._take()
        if self._now().kind == "sign" and self._now().text == "-":
            excepted = self._element("except", self._now())
            self._take()
            own = self._annotations()
            excepted.append(self._primary(own))
            made.append(excepted)
        return self._annotated(made, notes)

    def _value(self, token: Token, library: str | None, type_: str) -> etree._Element:
        made = self._element("value", token)
        if library is not None:
            made.set("type", type_)
            made.set("datatypeLibrary", library)
        if self._default is not None:
            made.set("ns", self._default)
        made.text = self._literal()
        return made

    # Names.

    def _name_class(self, attribute: bool) -> etree._Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"names are nested more than {_DEEPEST} deep")
        first = self._simple_class(attribute)
        if self._now().kind == "sign" and self._now().text == "|":
            made = self._element("choice", self._now())
            made.append(first)
            while self._now().kind == "sign" and self._now().text == "|":
                self._take()
                made.append(self._simple_class(attribute))
            first = made
        self._depth -= 1
        return first

    def _simple_class(self, attribute: bool) -> etree._Element:
        notes = self._annotations()
        token = self._now()
        if token.kind == "sign" and token.text == "(":
            self._take()
            made = self._name_class(attribute)
            self._sign(")")
        elif token.kind == "sign" and token.text == "*":
            self._take()
            made = self._excepting(self._element("anyName", token), attribute)
        elif token.kind == "nsname":
            self._take()
            made = self._element("nsName", token)
            uri = self._namespace(token.text[:-2], token)
            if uri is not None:
                made.set("ns", uri)
            made = self._excepting(made, attribute)
        elif token.kind == "cname":
            self._take()
            prefix, _colon, local = token.text.partition(":")
            made = self._named(token, local, self._namespace(prefix, token))
        elif token.kind in ("name", "keyword"):
            self._take()
            made = self._named(token, name_of(token), "" if attribute else self._default)
        else:
            raise self._wrong(f"{token} stands where a name is wanted")
        made = self._annotated(made, notes)
        return self._followed(made)

    def _named(self, token: Token, local: str, uri: str | None) -> etree._Element:
        made = self._element("name", token)
        made.text = local
        if uri is not None:
            made.set("ns", uri)
        return made

    def _excepting(self, made: etree._Element, attribute: bool) -> etree._Element:
        if self._now().kind == "sign" and self._now().text == "-":
            excepted = self._element("except", self._now())
            self._take()
            excepted.append(self._simple_class(attribute))
            made.append(excepted)
        return made

    def _namespace(self, prefix: str, token: Token) -> str | None:
        if prefix not in self._prefixes:
            raise self._wrong(f"the prefix `{prefix}` is not declared", f'write: namespace {prefix} = "…"', at=token)
        return self._prefixes[prefix]

    # Annotations.

    def _documentation(self) -> list[etree._Element]:
        found = []
        while self._now().kind == "documentation":
            token = self._take()
            made = etree.Element(f"{{{_A}}}documentation", nsmap=self._nsmap)
            lines = [line.strip(" \t").lstrip("#") for line in token.text.split("\n")]
            made.text = "\n".join(line.removeprefix(" ") for line in lines)
            found.append(made)
        return found

    def _annotations(self) -> _Annotations:
        notes = _Annotations()
        notes.elements += self._documentation()
        if self._now().kind == "sign" and self._now().text == "[":
            self._take()
            self._attributes(notes.attributes)
            while not (self._now().kind == "sign" and self._now().text == "]"):
                notes.elements.append(self._annotation_element())
            self._take()
            for name in notes.attributes:
                if not name.startswith("{"):
                    raise self._wrong(f"the annotation `{name}` is in no namespace", "give it a prefix")
        return notes

    def _attributes(self, found: dict[str, str]) -> None:
        while self._now().kind in ("name", "cname", "keyword") and self._words[self._at + 1].text == "=":
            token = self._take()
            name = self._annotation_name(token)
            self._sign("=")
            if name in found:
                raise self._wrong(f"the annotation {token} is given twice", at=token)
            found[name] = self._literal()

    def _annotation_name(self, token: Token) -> str:
        if token.kind != "cname":
            return name_of(token)
        prefix, _colon, local = token.text.partition(":")
        uri = self._namespace(prefix, token)
        if uri is None:
            raise self._wrong(f"the prefix `{prefix}` of an annotation may not be inherited", at=token)
        return f"{{{uri}}}{local}" if uri else local

    def _annotation_element(self) -> etree._Element:
        token = self._now()
        if token.kind not in ("name", "cname", "keyword"):
            raise self._wrong(f"{token} stands where an annotation is wanted")
        self._take()
        name = self._annotation_name(token)
        if name.startswith(f"{{{RNG}}}"):
            raise self._wrong("an annotation may not be in the namespace of RELAX NG", at=token)
        made = etree.Element(name, nsmap=self._nsmap)
        self._sign("[")
        attributes: dict[str, str] = {}
        self._attributes(attributes)
        for key, value in attributes.items():
            made.set(key, value)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"annotations are nested more than {_DEEPEST} deep")
        while not (self._now().kind == "sign" and self._now().text == "]"):
            if self._now().kind == "literal":
                _append_text(made, self._literal())
            else:
                made.append(self._annotation_element())
        self._depth -= 1
        self._take()
        return made

    def _annotated(self, made: etree._Element, notes: _Annotations) -> etree._Element:
        for name, value in notes.attributes.items():
            made.set(name, value)
        if etree.QName(made).localname not in _NO_ROOM:
            for number, element in enumerate(notes.elements):
                made.insert(number, element)
        return made

    def _followed(self, made: etree._Element) -> etree._Element:
        """Annotations that follow a pattern; they say nothing of what it allows."""
        while self._now().kind == "sign" and self._now().text == ">>":
            self._take()
            element = self._annotation_element()
            if etree.QName(made).localname not in _NO_ROOM:
                made.append(element)
        return made

    # Words.

    def _element(self, tag: str, token: Token, /, **attributes: str) -> etree._Element:
        made = etree.Element(f"{{{RNG}}}{tag}", attributes, nsmap=self._nsmap)
        made.sourceline = token.line  # type: ignore[misc]
        return made

    def _now(self) -> Token:
        return self._words[self._at]

    def _take(self) -> Token:
        token = self._words[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def _sign(self, sign: str) -> None:
        token = self._now()
        if token.kind != "sign" or token.text != sign:
            raise self._wrong(f"{token} stands where `{sign}` is wanted")
        self._take()

    def _keyword(self, word: str) -> None:
        token = self._now()
        if token.kind != "keyword" or token.text != word:
            raise self._wrong(f"{token} stands where `{word}` is wanted")
        self._take()

    def _identifier(self, what: str) -> str:
        token = self._now()
        if token.kind not in ("name", "keyword"):
            raise self._wrong(f"{token} stands where {what} is wanted")
        self._take()
        return name_of(token)

    def _literal(self) -> str:
        token = self._now()
        if token.kind != "literal":
            raise self._wrong(f"{token} stands where a literal is wanted", 'a literal is written between quotes: "…"')
        text = value_of(self._take())
        while self._now().kind == "sign" and self._now().text == "~":
            self._take()
            token = self._now()
            if token.kind != "literal":
                raise self._wrong(f"{token} stands after ~, where a literal is wanted")
            text += value_of(self._take())
        return text

    def _wrong(self, message: str, hint: str = "", at: Token | None = None) -> CompactSyntaxError:
        token = at or self._now()
        return CompactSyntaxError(self._name, token.line, token.column, message, hint)


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
