"""RELAX NG Compact Syntax, section 4: what the prefixes of a schema stand for."""

from dataclasses import dataclass, field

from kwedition.check.relaxng.compact_tokens import CompactSyntaxError, Token

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XMLNS = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")


@dataclass(slots=True)
class Names:
    """The declarations of a schema called ``name``; a namespace of None is the one that the schema inherits."""

    name: str
    default: str | None = None
    _namespaces: dict[str, str | None] = field(default_factory=lambda: {"xml": XML})
    _datatypes: dict[str, str] = field(default_factory=lambda: {"xsd": XSD})
    _declared: dict[tuple[str, str], int] = field(default_factory=dict)

    def declare_namespace(self, prefix: Token, uri: str | None) -> None:
        """Take note of ``namespace prefix = uri``."""
        if prefix.value == "xmlns":
            raise self._error(prefix, "the prefix `xmlns` cannot be declared", "take another prefix")
        if (prefix.value == "xml") != (uri == XML):
            message = f"the prefix `xml` and the namespace {XML} belong to each other and to nothing else"
            raise self._error(prefix, message, "remove this declaration: `xml` needs none")
        self._once("namespace", prefix, f"the prefix `{prefix.value}`")
        self._namespaces[prefix.value] = uri

    def declare_default(self, keyword: Token, uri: str | None) -> None:
        """Take note of ``default namespace = uri``."""
        self._once("default", keyword, "a default namespace")
        self.default = uri

    def declare_datatypes(self, prefix: Token, uri: str) -> None:
        """Take note of ``datatypes prefix = uri``."""
        self._once("datatypes", prefix, f"the datatype prefix `{prefix.value}`")
        self._datatypes[prefix.value] = uri

    def namespace(self, prefix: str, token: Token) -> str | None:
        """The namespace of a prefix that the token uses."""
        if prefix not in self._namespaces:
            hint = f'declare it at the beginning of the schema: namespace {prefix} = "…"'
            if prefix in self._datatypes:
                hint = f"`{prefix}` is a prefix of datatypes, which cannot stand here"
            raise self._error(token, f"the prefix `{prefix}` is not declared", hint)
        return self._namespaces[prefix]

    def library(self, prefix: str, token: Token) -> str:
        """The datatype library of a prefix that the token uses."""
        if prefix not in self._datatypes:
            hint = f'declare it at the beginning of the schema: datatypes {prefix} = "…"'
            if prefix in self._namespaces:
                hint = f"`{prefix}` is the prefix of a namespace; to refer to a definition, write its name without one"
            raise self._error(token, f"the datatype prefix `{prefix}` is not declared", hint)
        return self._datatypes[prefix]

    def annotation(self, token: Token, *, attribute: bool = False, outermost: bool = False) -> tuple[str, str]:
        """Namespace and local name of an annotation; the outermost must not look like the schema language's own."""
        prefix, colon, local = token.value.rpartition(":")
        uri = self.namespace(prefix, token) if colon else ""
        if uri is None:
            message = f"the namespace of `{prefix}` is inherited, which is not enough for an annotation"
            raise self._error(token, message, "declare a prefix with a namespace of its own")
        if attribute and (uri in _XMLNS or (not uri and local == "xmlns")):
            raise self._error(token, "namespaces are not declared in annotations", "declare a prefix for the schema")
        if not uri and attribute and outermost:
            raise self._error(token, f"the attribute `{local}` of an annotation must be in a namespace")
        if outermost and uri == "http://relaxng.org/ns/structure/1.0":
            raise self._error(token, "an annotation cannot be in the namespace of RELAX NG itself")
        if "{" in uri or "}" in uri:
            raise self._error(token, f"the namespace `{uri}` of an annotation is no URI", "remove the braces")
        return uri, local

    def prefixes(self) -> dict[str, str]:
        """The prefixes that can be declared in XML, for values that are qualified names."""
        return {
            prefix: uri for prefix, uri in self._namespaces.items() if uri and uri not in _XMLNS and prefix != "xml"
        }

    def _once(self, kind: str, token: Token, what: str) -> None:
        key = (kind, token.value)
        if key in self._declared:
            message = f"{what} is declared already in line {self._declared[key]}"
            raise self._error(token, message, "remove one of the declarations")
        self._declared[key] = token.line

    def _error(self, token: Token, message: str, hint: str = "") -> CompactSyntaxError:
        return CompactSyntaxError(self.name, token.line, token.column, message, hint)
