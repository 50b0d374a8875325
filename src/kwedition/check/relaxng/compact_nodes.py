"""The elements that a compact schema is translated into, before and after they are lxml's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from kwedition.check.relaxng.compact_tokens import Token

RELAXNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"

# Elements with text only: annotations of theirs follow them instead of being their first children (section 5.1).
_TEXTUAL = {"name", "param", "value"}
# lxml keeps lines in 16 bits.
_LAST_LINE = 0xFFFF


@dataclass(slots=True)
class Node:
    """An element that is still being put together; ``at`` is the token that it begins with.

    ``after`` are the annotations that will stand behind it, wherever it is put.
    """

    local: str
    at: Token
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)
    after: "list[Node]" = field(default_factory=list)
    namespace: str = RELAXNG

    def add(self, *nodes: "Node") -> "Node":
        """The node, with others at its end."""
        for node in nodes:
            self.children.append(node)
            self.children.extend(node.after)
        return self


@dataclass(frozen=True, slots=True)
class Annotations:
    """What stands before a pattern, a name class or a component: attributes by their name, and elements."""

    attributes: Mapping[str, str]
    elements: tuple[Node, ...]

    def on(self, node: Node, wrapper: str = "") -> Node:
        """The node with these annotations; or a ``wrapper`` round it when the node has its own that would mix."""
        if not self.attributes and not self.elements:
            return node
        if wrapper and (node.after or not self.attributes.keys().isdisjoint(node.attributes)):
            node = Node(wrapper, node.at).add(node)
        node.attributes.update(self.attributes)
        if node.namespace == RELAXNG and node.local in _TEXTUAL:
            node.after[:0] = self.elements
        else:
            node.children[:0] = self.elements
        return node


def documentation(comment: Token) -> Node:
    """The element for a ``##`` comment."""
    return Node("documentation", comment, children=[comment.value], namespace=ANNOTATIONS)


def tree(root: Node, prefixes: Mapping[str, str]) -> etree._Element:
    """The lxml elements for a node and all below it; ``prefixes`` are declared at the root.

    ``sourceline`` is the line of the compact schema, as far as lxml counts (65535).
    """
    top = _parsed(root.local, RELAXNG, None, prefixes)
    _dress(top, root)
    # Without xmlns="" an element in no namespace would be written as if it were in the default one.
    declared: dict[str, dict[str | None, str]] = {"": {None: ""}}
    if ANNOTATIONS not in prefixes.values():
        declared[ANNOTATIONS] = {"a": ANNOTATIONS}
    # Not recursive: a schema may be nested deeper than Python's stack.
    open_: list[tuple[etree._Element, Iterator[Node | str]]] = [(top, iter(root.children))]
    while open_:
        parent, children = open_[-1]
        child = next(children, None)
        if child is None:
            open_.pop()
        elif isinstance(child, str):
            _say(parent, child)
        else:
            element = _below(parent, child, declared.get(child.namespace, {}))
            _dress(element, child)
            open_.append((element, iter(child.children)))
    return top


def _below(parent: etree._Element, node: Node, declared: dict[str | None, str]) -> etree._Element:
    tag = f"{{{node.namespace}}}{node.local}" if node.namespace else node.local
    try:
        element: etree._Element = etree.SubElement(parent, tag, nsmap=declared)
    except ValueError:
        # lxml does not make elements in a namespace that is no URI, such as one with an é; but it reads them.
        element = _parsed(f"n:{node.local}", None, node.namespace, {})
        parent.append(element)
    return element


def _parsed(name: str, default: str | None, own: str | None, prefixes: Mapping[str, str]) -> etree._Element:
    """An empty element with namespace declarations; any string may be a namespace."""
    declared = {f"xmlns:{prefix}": uri for prefix, uri in prefixes.items()}
    if default is not None:
        declared["xmlns"] = default
    if own is not None:
        declared["xmlns:n"] = own
    text = " ".join([name, *(f"{key}={quoteattr(value)}" for key, value in declared.items())])
    # It recovers from namespaces that are no URIs, and there is nothing else to recover from.
    element: etree._Element = etree.fromstring(
        f"<{text}/>", etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    )
    return element


def _dress(element: etree._Element, node: Node) -> None:
    for key, value in node.attributes.items():
        element.set(key, value)
    # lxml lets it be set; its type stubs do not know.
    element.sourceline = min(node.at.line, _LAST_LINE)  # type: ignore[misc]


def _say(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
