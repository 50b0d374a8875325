"""RELAX NG Compact Syntax (OASIS, 21 November 2002): a schema in it becomes a schema in the XML syntax."""

from lxml import etree

from kwedition.check.relaxng.compact_nodes import Node, tree
from kwedition.check.relaxng.compact_parts import EXCEPT_HINT, NAMES, NameReader, Steps, run
from kwedition.check.relaxng.compact_tokens import CompactSyntaxError, Token, tokens

__all__ = ["CompactSyntaxError", "read_compact"]

_ASSIGN = {"=": "", "|=": "choice", "&=": "interleave"}
_SEPARATORS = {",": "group", "|": "choice", "&": "interleave"}
_BARE = {"empty", "text", "notAllowed", "parent", "external"}
_OCCURRENCES = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}


def read_compact(data: bytes, name: str) -> etree._Element:
    """The schema as RELAX NG XML syntax: a root element in the namespace http://relaxng.org/ns/structure/1.0.

    The names of elements and attributes are ``name`` elements with a ``ns`` of their own, so that no ``ns`` is
    inherited but where the schema says ``inherit`` (there is none then). Declared prefixes are in the root's
    ``nsmap``, except those for no namespace and for an inherited one, which XML cannot declare. The ``sourceline`` of
    each element is its line in the compact schema, at most 65535. Restrictions of RELAX NG (sections 4 and 7 of its
    specification) are left to the compiler of the XML syntax.

    Raises CompactSyntaxError, also when brackets are nested more than 10,000 deep.
    """
    reader = _Reader(tokens(data, name), name)
    root = run(reader.schema())
    return tree(root, reader.names.prefixes())


class _Reader(NameReader):
    """Section 2: declarations, grammars and patterns."""

    def schema(self) -> Steps[Node]:
        while self.at_keyword("namespace", "default", "datatypes"):
            self._declaration()
        if self.here.kind == "doc" and self._after_annotations().value in {"namespace", "default", "datatypes"}:
            raise self.error(self.here, "a documentation comment cannot stand before a declaration", "write one `#`")
        if self._is_grammar():
            root = Node("grammar", self.here)
            yield self._members(root, "end", included=False)
        else:
            root = yield self._pattern()
            if root.after:
                raise self.error(root.after[0].at, "nothing can follow the pattern that is the whole schema")
            self.expect("end", "the end of the schema, an operator or an occurrence", self._hint())
        return root

    def _declaration(self) -> None:
        keyword = self.take()
        if keyword.value == "datatypes":
            prefix = self.name("the prefix of a datatype library")
            self.expect("=", "`=`")
            self.names.declare_datatypes(prefix, self.literal("the URI of the datatype library"))
            return
        if keyword.value == "default":
            if not self.at_keyword("namespace"):
                raise self.unexpected("`namespace` after `default`")
            self.take()
        prefixed = keyword.value == "namespace" or self.here.kind in NAMES
        prefix = self.name("the prefix of a namespace") if prefixed else keyword
        self.expect("=", "`=`" if prefixed else "`=` or a prefix")
        if self.at_keyword("inherit"):
            self.take()
            uri = None
        else:
            uri = self.literal("the namespace in quotation marks, or `inherit`")
        if prefixed:
            self.names.declare_namespace(prefix, uri)
        if keyword.value == "default":
            self.names.declare_default(keyword, uri)

    def _after_annotations(self, distance: int = 0) -> Token:
        """The first token, or the one so many after it, that is not in the annotations that begin here."""
        at, depth = self._at, 0
        while self._tokens[at].kind == "doc":
            at += 1
        if self._tokens[at].kind == "[":
            while at < len(self._tokens) - 1:
                depth += {"[": 1, "]": -1}.get(self._tokens[at].kind, 0)
                at += 1
                if depth == 0:
                    break
        return self._tokens[min(at + distance, len(self._tokens) - 1)]

    def _is_grammar(self) -> bool:
        """Whether the schema is the content of a grammar, not a pattern."""
        first, second = self._after_annotations(), self._after_annotations(1)
        if first.kind == "keyword":
            return first.value in {"start", "div", "include"} or second.kind in _ASSIGN
        return first.kind == "end" or (first.kind in {"name", "cname"} and second.kind in {*_ASSIGN, "["})

    def _members(self, parent: Node, close: str, included: bool) -> Steps[None]:
        """The content of a grammar, a ``div`` or, when ``included``, of the braces after an ``include``."""
        while self.here.kind != close:
            if self.here.kind in {"name", "cname"} and self.then.kind == "[":
                parent.add((yield self.annotation_element("an annotation")))
                continue
            annotations = yield self.annotations()
            if self.here.kind == close and (annotations.elements or annotations.attributes):
                raise self.unexpected("what the annotation before it belongs to", "to comment out, write one `#`")
            parent.add(annotations.on((yield self._component(close, included))))
        self.take()

    def _component(self, close: str, included: bool) -> Steps[Node]:
        token = self.here
        if token.kind == "name":
            return self._definition(Node("define", token, {"name": token.value}))
        if self.at_keyword("start"):
            return self._definition(Node("start", token))
        if self.at_keyword("div"):
            return self._grouping(included)
        if self.at_keyword("include"):
            if included:
                raise self.error(token, "`include` cannot stand in the braces of another `include`")
            return self._include()
        if token.kind == "keyword" and self.then.kind in _ASSIGN:
            message = f"the keyword `{token.value}` cannot be the name of a definition"
            raise self.error(token, message, f"write it `\\{token.value}`, here and where it is used")
        hint = "a definition ends with its pattern: no separator follows" if token.kind in _SEPARATORS else ""
        kinds = "`start` or `div`" if included else "`start`, `div` or `include`"
        end = "the end of the schema" if close == "end" else "`}`"
        raise self.unexpected(f"a definition (`name = …`), {kinds}, or {end}", hint)

    def _grouping(self, included: bool) -> Steps[Node]:
        """A ``div`` or a ``grammar``."""
        node = Node(self.here.value, self.take())
        self.expect("{", f"`{{` after `{node.local}`")
        yield self._members(node, "}", included)
        return node

    def _definition(self, node: Node) -> Steps[Node]:
        self.take()
        if self.here.kind not in _ASSIGN:
            raise self.unexpected(f"`=`, `|=` or `&=` after `{node.attributes.get('name', 'start')}`", self._hint())
        if combine := _ASSIGN[self.take().kind]:
            node.attributes["combine"] = combine
        pattern: Node = yield self._pattern()
        return node.add(pattern)

    def _hint(self) -> str:
        if self.here.kind in {"name", "keyword", "literal", "(", "cname"}:
            return "is a `,`, `|` or `&` missing before it?"
        return ""

    def _include(self) -> Steps[Node]:
        node = self._elsewhere("include")
        if self.take_if("{"):
            yield self._members(node, "}", included=True)
        return node

    def _elsewhere(self, local: str) -> Node:
        """The beginning of ``include`` and ``external``: the address, and the namespace that is inherited there."""
        node = Node(local, self.take())
        node.attributes["href"] = self.literal("the address of a schema in quotation marks")
        uri = self.names.default
        if self.at_keyword("inherit"):
            self.take()
            self.expect("=", "`=` after `inherit`")
            prefix = self.name("the prefix of a namespace")
            uri = self.names.namespace(prefix.value, prefix)
        if uri is not None:
            node.attributes["ns"] = uri
        return node

    def _pattern(self) -> Steps[Node]:
        first: Node = yield self._particle(first=True)
        separator = self.here
        if separator.kind not in _SEPARATORS:
            return first
        node = Node(_SEPARATORS[separator.kind], first.at).add(first)
        while self.take_if(separator.kind):
            node.add((yield self._particle(first=False)))
        if self.here.kind in _SEPARATORS:
            message = f"`{self.here.kind}` stands beside `{separator.kind}` of line {separator.line}"
            raise self.error(self.here, message, "put parentheses round what belongs together")
        return node

    def _particle(self, first: bool) -> Steps[Node]:
        node: Node
        annotations = yield self.annotations()
        node, simple = yield self._primary()
        minus = self.here if simple and self.here.kind == "-" else None
        if minus is not None:
            if node.local != "data":
                raise self.error(minus, "`-` may only follow a datatype without a value", self._except_hint(node))
            self.take()
            inner = yield self.annotations()
            excluded, alone = yield self._primary()
            node.add(Node("except", minus).add(inner.on(excluded, "" if alone else "group")))
        node = annotations.on(node, "" if simple else "group")
        yield self.following(node)
        if minus is not None and (not first or self.here.kind in {*_SEPARATORS, *_OCCURRENCES, "-"}):
            raise self.error(minus, "`-` beside other patterns needs parentheses", EXCEPT_HINT)
        if self.here.kind in _OCCURRENCES:
            token = self.take()
            node = Node(_OCCURRENCES[token.kind], node.at).add(node)
            yield self.following(node)
            if self.here.kind in _OCCURRENCES:
                message = f"`{self.here.kind}` follows `{token.kind}`: a pattern has one occurrence"
                raise self.error(self.here, message, "with parentheses, as in (a+)?, it can have another")
        return node

    def _except_hint(self, node: Node) -> str:
        return "a name may contain `-`, but without spaces" if node.local in {"ref", "parentRef"} else ""

    def _primary(self) -> Steps[tuple[Node, bool]]:
        """A pattern without what may surround it, and whether it is more than something in parentheses."""
        token = self.here
        match token.kind:
            case "(":
                self.take()
                node = yield self._pattern()
                self.expect(")", "`)`", self._hint())
                return node, False
            case "name":
                return Node("ref", self.take(), {"name": token.value}), True
            case "literal":
                return self._value(token, "token", ""), True
            case "cname":
                self.take()
                prefix, _, local = token.value.partition(":")
                node = yield self._datatype(token, local, self.names.library(prefix, token))
                return node, True
            case "keyword" if token.value in _BARE:
                return self._bare(), True
            case "keyword":
                node = yield self._keyword()
                return node, True
        hint = "a pattern without content is `empty`" if token.kind in {"}", ")", "end"} else ""
        if token.kind in {"+", "&"} and self._tokens[self._at - 1].kind == "literal":
            hint = "`~` joins literals"
        raise self.unexpected("a pattern", hint)

    def _keyword(self) -> Steps[Node]:
        token = self.here
        match token.value:
            case "element" | "attribute" | "list" | "mixed":
                return self._braced()
            case "string" | "token":
                return self._datatype(self.take(), token.value, "")
            case "grammar":
                return self._grouping(included=False)
        raise self.unexpected("a pattern", f"the name that looks like the keyword is written `\\{token.value}`")

    def _bare(self) -> Node:
        """A pattern that begins with a keyword and contains no other."""
        if self.at_keyword("external"):
            return self._elsewhere("externalRef")
        token = self.take()
        if token.value != "parent":
            return Node(token.value, token)
        name = self.identifier("the name of a definition in the outer grammar")
        return Node("parentRef", token, {"name": name.value})

    def _braced(self) -> Steps[Node]:
        """A keyword, for some a name class, and a pattern in braces."""
        token = self.take()
        node = Node(token.value, token)
        expected = f"`{{` after `{token.value}`"
        if token.value in {"element", "attribute"}:
            node.add((yield self.name_class(token.value == "attribute")))
            expected = f"`{{` or `|` after the name of the {token.value}"
        self.expect("{", expected)
        node.add((yield self._pattern()))
        self.expect("}", "`}` or an operator", self._hint())
        return node

    def _datatype(self, token: Token, name: str, library: str) -> Steps[Node]:
        if self.here.kind == "literal":
            return self._value(token, name, library)
        node = Node("data", token, {"type": name, "datatypeLibrary": library})
        if self.take_if("{"):
            while self.here.kind != "}":
                annotations = yield self.annotations()
                parameter = self.name("the name of a parameter or `}`")
                self.expect("=", f"`=` after the parameter `{parameter.value}`")
                value = self.literal("the parameter's value")
                node.add(annotations.on(Node("param", parameter, {"name": parameter.value}, [value])))
            self.take()
        return node

    def _value(self, token: Token, name: str, library: str) -> Node:
        node = Node("value", token, {"type": name, "datatypeLibrary": library}, [self.literal("a value")])
        # It is the namespace of a qualified name without a prefix (section 4.9 of RELAX NG).
        if self.names.default is not None:
            node.attributes["ns"] = self.names.default
        return node
