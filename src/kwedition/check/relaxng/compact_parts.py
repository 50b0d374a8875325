"""RELAX NG Compact Syntax: what patterns are made of: names, annotations, name classes.

What can be nested are generators: a step yields the next deeper one and is sent its result (see ``run``), so that the
depth of a schema is not limited by Python's stack.
"""

from collections.abc import Generator
from typing import Any, TypeVar

from kwedition.check.relaxng.compact_names import Names
from kwedition.check.relaxng.compact_nodes import Annotations, Node, documentation
from kwedition.check.relaxng.compact_tokens import CompactSyntaxError, Token

T = TypeVar("T")
Steps = Generator[Any, Any, T]

NAMES = {"name", "keyword"}
EXCEPT_HINT = "put the `-` with what stands before and after it in parentheses"


def run(steps: Steps[T]) -> T:
    """The result of a step and of all that it yields."""
    stack: list[Steps[Any]] = [steps]
    result: Any = None
    while stack:
        try:
            deeper = stack[-1].send(result)
        except StopIteration as done:
            stack.pop()
            result = done.value
        else:
            stack.append(deeper)
            result = None
    return result  # type: ignore[no-any-return]


class Cursor:
    """A place in the tokens of a schema."""

    def __init__(self, found: list[Token], name: str) -> None:
        self._tokens = found
        self._at = 0
        self.names = Names(name)

    @property
    def here(self) -> Token:
        return self._tokens[self._at]

    @property
    def then(self) -> Token:
        """The token after this one."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def take(self) -> Token:
        token = self.here
        if token.kind != "end":
            self._at += 1
        return token

    def take_if(self, kind: str) -> bool:
        if self.here.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str, expected: str, hint: str = "") -> Token:
        if self.here.kind != kind:
            raise self.unexpected(expected, hint)
        return self.take()

    def at_keyword(self, *words: str) -> bool:
        return self.here.kind == "keyword" and self.here.value in words

    def unexpected(self, expected: str, hint: str = "") -> CompactSyntaxError:
        return self.error(self.here, f"found {self.here.shown}, expected {expected}", hint)

    def error(self, token: Token, message: str, hint: str = "") -> CompactSyntaxError:
        return CompactSyntaxError(self.names.name, token.line, token.column, message, hint)

    def name(self, expected: str) -> Token:
        """A name that may also be a keyword."""
        if self.here.kind not in NAMES:
            raise self.unexpected(expected)
        return self.take()

    def identifier(self, expected: str) -> Token:
        """A name that is no keyword unless it is quoted."""
        if self.here.kind == "keyword":
            raise self.unexpected(expected, f"the name that looks like the keyword is written `\\{self.here.value}`")
        return self.expect("name", expected)

    def literal(self, expected: str) -> str:
        """The text of one or more literals that ``~`` joins."""
        pieces = [self.expect("literal", expected, "text stands in quotation marks").value]
        while self.take_if("~"):
            pieces.append(self.expect("literal", "a literal after `~`").value)
        return "".join(pieces)


class AnnotationReader(Cursor):
    """Section 5: annotations."""

    def annotations(self) -> Steps[Annotations]:
        """What stands before a construct: documentation, then one pair of brackets."""
        elements: list[Node] = []
        attributes: dict[str, str] = {}
        while self.here.kind == "doc":
            elements.append(documentation(self.take()))
        if self.take_if("["):
            self._attributes(attributes, outermost=True)
            while self.here.kind != "]":
                elements.append((yield self.annotation_element("an annotation or `]`")))
            self.take()
            if self.here.kind == "doc":
                raise self.unexpected("what the annotation belongs to", "move the comment before the `[`")
        return Annotations(attributes, tuple(elements))

    def following(self, node: Node) -> Steps[None]:
        """Give the node the annotations that ``>>`` puts after it."""
        while self.take_if(">>"):
            node.after.append((yield self.annotation_element("an annotation element after `>>`")))

    def annotation_element(self, expected: str, outermost: bool = True) -> Steps[Node]:
        token = self.here
        if token.kind not in {*NAMES, "cname"}:
            raise self.unexpected(expected)
        if self.then.kind == "=":
            message = f"the attribute `{token.value}` must stand before the elements and texts of its annotation"
            raise self.error(token, message)
        self.take()
        uri, local = self.names.annotation(token, outermost=outermost)
        node = Node(local, token, namespace=uri)
        self.expect("[", f"`[` after the name of the annotation element `{token.value}`")
        self._attributes(node.attributes, outermost=False)
        while self.here.kind != "]":
            if self.here.kind == "literal":
                node.children.append(self.literal("a literal"))
            else:
                node.add((yield self.annotation_element("an element, a literal or `]`", outermost=False)))
        self.take()
        return node

    def _attributes(self, attributes: dict[str, str], outermost: bool) -> None:
        while self.here.kind in {*NAMES, "cname"} and self.then.kind == "=":
            token = self.take()
            if outermost and token.kind != "cname":
                message = f"the attribute `{token.value}` of an annotation must have a prefix"
                raise self.error(token, message, "an attribute in no namespace would be one of RELAX NG's own")
            uri, local = self.names.annotation(token, attribute=True, outermost=outermost)
            self.take()
            key = f"{{{uri}}}{local}" if uri else local
            if key in attributes:
                raise self.error(token, f"the attribute `{token.value}` is already there")
            attributes[key] = self.literal("the attribute's value")


class NameReader(AnnotationReader):
    """Name classes."""

    def name_class(self, attribute: bool) -> Steps[Node]:
        """What may be the name of an element or an attribute."""
        first: Node = yield self._name_operand(attribute, first=True)
        if self.here.kind != "|":
            return first
        choice = Node("choice", first.at).add(first)
        while self.take_if("|"):
            choice.add((yield self._name_operand(attribute, first=False)))
        return choice

    def _name_operand(self, attribute: bool, first: bool) -> Steps[Node]:
        node: Node
        annotations = yield self.annotations()
        node, simple = yield self._simple_name(attribute)
        minus = self.here if simple and self.here.kind == "-" else None
        if minus is not None:
            if node.local == "name":
                raise self.error(minus, "a single name has no exceptions", "`-` may follow `*` or `p:*`")
            self.take()
            inner = yield self.annotations()
            excluded, alone = yield self._simple_name(attribute)
            node.add(Node("except", minus).add(inner.on(excluded, "" if alone else "choice")))
        node = annotations.on(node, "" if simple else "choice")
        yield self.following(node)
        if minus is not None and (not first or self.here.kind in {"|", "-"}):
            raise self.error(minus, "`-` beside other names needs parentheses", EXCEPT_HINT)
        return node

    def _simple_name(self, attribute: bool) -> Steps[tuple[Node, bool]]:
        """A name class without what may surround it, and whether it is more than something in parentheses."""
        token = self.here
        if token.kind == "(":
            self.take()
            node = yield self.name_class(attribute)
            self.expect(")", "`)` or `|`")
            return node, False
        if token.kind in NAMES:
            # Attributes without a prefix are in no namespace, whatever the default namespace is.
            return self._in(Node("name", token, children=[token.value]), "" if attribute else self.names.default), True
        if token.kind == "cname":
            prefix, _, local = token.value.partition(":")
            return self._in(Node("name", token, children=[local]), self.names.namespace(prefix, token)), True
        if token.kind == "nsname":
            return self._in(Node("nsName", token), self.names.namespace(token.value[:-2], token)), True
        if token.kind == "*":
            return self._in(Node("anyName", token), None), True
        raise self.unexpected("a name, `*`, `p:*` or `(`")

    def _in(self, node: Node, uri: str | None) -> Node:
        self.take()
        if uri is not None:
            node.attributes["ns"] = uri
        return node
