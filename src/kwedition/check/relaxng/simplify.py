"""From a schema as it is written to patterns (RELAX NG specification, sections 3 and 4).

Everything that a schema says is built, even what its start does not reach, so that no mistake in it stays hidden.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from kwedition.check.relaxng import lexical
from kwedition.check.relaxng.datatypes import XSD, Datatype, DatatypeError
from kwedition.check.relaxng.errors import SchemaError
from kwedition.check.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, qualified
from kwedition.check.relaxng.patterns import Kind, Pattern, Patterns
from kwedition.check.relaxng.sources import RNG, Sources, absolute, shown_address
from kwedition.check.relaxng.xmlnames import NCNAME

_R = f"{{{RNG}}}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_XMLNS = "http://www.w3.org/2000/xmlns"
_SPACE = " \t\n\r"

# The attributes that each element may have, beside ns and datatypeLibrary and those of other namespaces.
_ATTRIBUTES = {
    "element": {"name"}, "attribute": {"name"}, "group": set(), "interleave": set(), "choice": set(),
    "optional": set(), "zeroOrMore": set(), "oneOrMore": set(), "list": set(), "mixed": set(), "ref": {"name"},
    "parentRef": {"name"}, "empty": set(), "value": {"type"}, "data": {"type"}, "notAllowed": set(),
    "externalRef": {"href"}, "grammar": set(), "text": set(), "param": {"name"}, "except": set(),
    "define": {"name", "combine"}, "start": {"combine"}, "div": set(), "include": {"href"}, "name": set(),
    "anyName": set(), "nsName": set(),
}  # fmt: skip
_REQUIRED = {
    "ref": "name", "parentRef": "name", "data": "type", "externalRef": "href", "param": "name", "define": "name",
    "include": "href",
}  # fmt: skip
_PATTERNS = frozenset({
    "element", "attribute", "group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed",
    "ref", "parentRef", "empty", "text", "value", "data", "notAllowed", "externalRef", "grammar",
})  # fmt: skip
_NAMES = frozenset({"name", "anyName", "nsName", "choice"})


@dataclass(slots=True)
class _Scope:
    """A grammar: its definitions and what has been built of them."""

    parent: "_Scope | None"
    starts: "list[_Component]" = field(default_factory=list)
    defines: "dict[str, list[_Component]]" = field(default_factory=dict)
    built: dict[str, Pattern] = field(default_factory=dict)
    building: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Env:
    """What holds where an element stands: file, grammar, inherited namespace and datatype library."""

    address: str
    scope: _Scope | None
    ns: str = ""
    library: str = ""
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Component:
    """A `start` or a `define` where it was found."""

    combine: str
    element: etree._Element
    env: _Env


class _Prefixes:
    """The namespaces in scope of a `value` in a schema."""

    def __init__(self, element: etree._Element, ns: str) -> None:
        self._map = element.nsmap
        self._ns = ns

    def namespace(self, prefix: str) -> str | None:
        if prefix == "":
            return self._ns
        if prefix == "xml":
            return "http://www.w3.org/XML/1998/namespace"
        return self._map.get(prefix)

    def unparsed_entity(self, _name: str) -> bool:
        # A schema is no document of the kind that it describes.
        return True


def simplify(sources: Sources, address: str, patterns: Patterns) -> Pattern:
    """The pattern that a schema's start is; raises SchemaError."""
    return _Simplifier(sources, patterns).schema(address)


class _Simplifier:
    def __init__(self, sources: Sources, patterns: Patterns) -> None:
        self._sources = sources
        self._patterns = patterns
        self._queue: list[tuple[Pattern, list[etree._Element], _Env]] = []
        self._scopes: list[_Scope] = []
        self._reached = True
        self._datatypes: dict[object, Datatype] = {}
        self._groups: dict[str, Callable[[list[Pattern]], Pattern]] = {
            "group": self._group,
            "interleave": patterns.interleave,
            "choice": patterns.choice,
            "optional": lambda parts: patterns.choice((self._group(parts), patterns.empty)),
            "zeroOrMore": lambda parts: patterns.choice((patterns.one_or_more(self._group(parts)), patterns.empty)),
            "oneOrMore": lambda parts: patterns.one_or_more(self._group(parts)),
            "list": lambda parts: patterns.list(self._group(parts)),
            "mixed": lambda parts: patterns.interleave((self._group(parts), patterns.text)),
        }

    def schema(self, address: str) -> Pattern:
        root = self._sources.parse(address)
        if self._local(root) is None or self._local(root) not in _PATTERNS:
            name = etree.QName(root)
            hint = f'the root of a RELAX NG schema is `grammar` with xmlns="{RNG}"'
            raise SchemaError(f"the root is `{name.localname}`: this is no RELAX NG schema", shown_address(address),
                              root.sourceline or 0, hint=hint)  # fmt: skip
        env = _Env(address, None, open=(address,))
        start = self._pattern(root, self._inherit(root, env))
        self._fill()
        # Section 4.19: what the start does not reach is left out, but it must be written rightly all the same.
        self._reached = False
        while self._scopes:
            scope = self._scopes.pop()
            for defined in scope.defines:
                self._definition(defined, scope)
            self._fill()
        return start

    def _fill(self) -> None:
        while self._queue:
            element, parts, env = self._queue.pop()
            element.content = self._group([self._pattern(part, self._inherit(part, env)) for part in parts])

    # What a pattern element means.

    def _pattern(self, el: etree._Element, env: _Env) -> Pattern:
        name = self._local(el)
        if name is None or name not in _PATTERNS:
            raise self._wrong(el, env, f"`{self._called(el)}` may not stand where a pattern is wanted", "3")
        self._attributes_of(el, name, env)
        if name == "ref":
            return self._ref(el, env, env.scope)
        if name in self._groups:
            parts = self._children(el, env)
            if not parts:
                raise self._wrong(el, env, f"`{name}` contains no pattern", "3")
            built = self._groups[name]([self._pattern(part, self._inherit(part, env)) for part in parts])
        elif name == "element":
            names, rest = self._named(el, env)
            if not rest:
                raise self._wrong(el, env, "`element` has no content: if none is meant, it contains `empty`", "3")
            built = self._patterns.element(names)
            built.gloss = _gloss(el)
            self._queue.append((built, rest, env))
        elif name == "attribute":
            built = self._attribute(el, env)
        elif name in ("empty", "text", "notAllowed"):
            self._nothing_in(el, env)
            built = {"empty": self._patterns.empty, "text": self._patterns.text}.get(name, self._patterns.not_allowed)
        elif name == "data":
            built = self._data(el, env)
        elif name == "value":
            built = self._value(el, env)
        elif name == "parentRef":
            built = self._ref(el, env, env.scope.parent if env.scope else None)
        elif name == "externalRef":
            built = self._external(el, env)
        else:
            built = self._grammar(el, env)
        if built.where is None:
            built.where = (shown_address(env.address), el.sourceline or 0)
        return built

    def _group(self, parts: list[Pattern]) -> Pattern:
        built = parts[-1]
        for part in reversed(parts[:-1]):
            built = self._patterns.group(part, built)
        return built

    def _attribute(self, el: etree._Element, env: _Env) -> Pattern:
        names, rest = self._named(el, env, attribute=True)
        if len(rest) > 1:
            raise self._wrong(el, env, "`attribute` contains more than one pattern; put them into a `group`", "3")
        self._no_xmlns(el, names, env)
        part = self._pattern(rest[0], self._inherit(rest[0], env)) if rest else self._patterns.text
        built = self._patterns.attribute(names, part)
        if not built.gloss and built.kind is Kind.ATTRIBUTE:
            built.gloss = _gloss(el)
        return built

    def _data(self, el: etree._Element, env: _Env) -> Pattern:
        params: list[tuple[str, str]] = []
        excepts: list[Pattern] = []
        for child in self._children(el, env):
            name = self._local(child)
            if name == "param" and not excepts:
                self._attributes_of(child, "param", env)
                self._no_elements(child, env)
                params.append((self._ncname(child, "name", env), child.text or ""))
            elif name == "except" and not excepts:
                self._attributes_of(child, "except", env)
                inside = self._inherit(child, env)
                parts = self._children(child, env)
                if not parts:
                    raise self._wrong(child, env, "`except` contains no pattern", "3")
                excepts.append(
                    self._patterns.choice([self._pattern(each, self._inherit(each, inside)) for each in parts])
                )
            else:
                raise self._wrong(child, env, f"`{self._called(child)}` may not stand here in `data`", "3")
        datatype = self._datatype(el, env, self._ncname(el, "type", env), tuple(params))
        return self._patterns.data(datatype, excepts[0] if excepts else None)

    def _value(self, el: etree._Element, env: _Env) -> Pattern:
        self._no_elements(el, env)
        type_ = el.get("type")
        if type_ is None:
            datatype = self._datatype(el, _Env(env.address, env.scope), "token", ())
        else:
            datatype = self._datatype(el, env, self._ncname(el, "type", env), ())
        try:
            expected = datatype.expected(el.text or "", _Prefixes(el, env.ns))
        except DatatypeError as error:
            raise self._wrong(el, env, str(error), "4.16") from None
        return self._patterns.value(datatype, expected)

    def _datatype(self, el: etree._Element, env: _Env, name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
        key = (env.library, name, params)
        kept = self._datatypes.get(key)
        if kept is None:
            try:
                kept = self._datatypes[key] = Datatype(env.library, name, params)
            except DatatypeError as error:
                raise self._wrong(el, env, str(error), "4.16") from None
        return kept

    def _ref(self, el: etree._Element, env: _Env, scope: _Scope | None) -> Pattern:
        self._nothing_in(el, env)
        name = self._ncname(el, "name", env)
        if scope is None:
            what = "`parentRef`" if self._local(el) == "parentRef" else "`ref`"
            raise self._wrong(el, env, f"{what} to '{name}' stands in no grammar that could define it", "4.18")
        if name in scope.built:
            return scope.built[name]
        if name not in scope.defines:
            raise self._wrong(el, env, f"'{name}' is not defined", "4.18", self._similar(name, scope))
        if name in scope.building:
            if not self._reached:
                return self._patterns.not_allowed
            raise self._wrong(el, env, f"'{name}' refers to itself without an element in between", "4.19")
        return self._definition(name, scope)

    def _definition(self, name: str, scope: _Scope) -> Pattern:
        if name not in scope.built:
            scope.building.add(name)
            scope.built[name] = self._combined(scope.defines[name])
            scope.building.discard(name)
        return scope.built[name]

    def _combined(self, components: list[_Component]) -> Pattern:
        parts = []
        for component in components:
            children = self._children(component.element, component.env)
            what = self._local(component.element)
            if not children or (what == "start" and len(children) > 1):
                reason = f"`{what}` contains {'no pattern' if not children else 'more than one pattern'}"
                raise self._wrong(component.element, component.env, reason, "3")
            inherited = component.env
            parts.append(self._group([self._pattern(each, self._inherit(each, inherited)) for each in children]))
        if len(parts) == 1:
            return parts[0]
        combine = next((c.combine for c in components if c.combine), "")
        return self._patterns.choice(parts) if combine == "choice" else self._patterns.interleave(parts)

    def _external(self, el: etree._Element, env: _Env) -> Pattern:
        self._nothing_in(el, env)
        address = self._href(el, env)
        root = self._sources.parse(address, (shown_address(env.address), el.sourceline or 0))
        if self._local(root) not in _PATTERNS:
            raise self._wrong(el, env, f"{shown_address(address)} is no RELAX NG pattern", "4.5")
        # The file's root takes the place of the reference, so what it refers to is defined where the reference stands.
        inner = _Env(address, env.scope, env.ns, "", (*env.open, address))
        return self._pattern(root, self._inherit(root, inner))

    # Grammars.

    def _grammar(self, el: etree._Element, env: _Env) -> Pattern:
        scope = _Scope(env.scope)
        inner = _Env(env.address, scope, env.ns, env.library, env.open)
        for component in self._components(el, inner):
            self._attributes_of(component.element, self._local(component.element) or "", component.env)
            if self._local(component.element) == "start":
                scope.starts.append(component)
            else:
                name = self._ncname(component.element, "name", component.env)
                scope.defines.setdefault(name, []).append(component)
        self._check_combine(scope.starts, "start")
        for name, components in scope.defines.items():
            self._check_combine(components, f"define '{name}'")
        if not scope.starts:
            raise self._wrong(el, env, "`grammar` has no `start`", "4.18")
        self._scopes.append(scope)
        return self._combined(scope.starts)

    def _components(self, el: etree._Element, env: _Env, overriding: bool = False) -> Iterator[_Component]:
        """The starts and defines of a grammar, a div or an include, those of included grammars among them."""
        for child in self._children(el, env):
            name = self._local(child)
            inside = self._inherit(child, env)
            if name in ("start", "define"):
                combine = child.get("combine", "").strip(_SPACE)
                if combine not in ("", "choice", "interleave") or (child.get("combine") is not None and not combine):
                    raise self._wrong(child, env, f"`combine` is 'choice' or 'interleave', not '{combine}'", "3")
                yield _Component(combine, child, inside)
            elif name == "div":
                self._attributes_of(child, name, env)
                yield from self._components(child, inside, overriding)
            elif name == "include" and not overriding:
                self._attributes_of(child, name, env)
                yield from self._included(child, inside)
            else:
                where = "include" if overriding else "grammar"
                raise self._wrong(child, env, f"`{self._called(child)}` may not stand in `{where}`", "3")

    def _included(self, el: etree._Element, env: _Env) -> Iterator[_Component]:
        address = self._href(el, env)
        root = self._sources.parse(address, (shown_address(env.address), el.sourceline or 0))
        if self._local(root) != "grammar":
            raise self._wrong(el, env, f"{shown_address(address)} is no grammar, so it cannot be included", "4.7")
        self._attributes_of(root, "grammar", env)
        own = list(self._components(el, env, overriding=True))
        inner = self._inherit(root, _Env(address, env.scope, env.ns, "", (*env.open, address)))
        theirs = list(self._components(root, inner))
        starts = any(self._local(c.element) == "start" for c in own)
        names = {self._ncname(c.element, "name", c.env): c for c in own if self._local(c.element) == "define"}
        if starts and not any(self._local(c.element) == "start" for c in theirs):
            raise self._wrong(el, env, f"{shown_address(address)} has no `start` that could be replaced", "4.7")
        defined = {self._ncname(c.element, "name", c.env) for c in theirs if self._local(c.element) == "define"}
        for name, component in names.items():
            if name not in defined:
                raise self._wrong(component.element, component.env,
                                  f"{shown_address(address)} does not define '{name}'", "4.7")  # fmt: skip
        yield from own
        for component in theirs:
            if self._local(component.element) == "start":
                if not starts:
                    yield component
            elif self._ncname(component.element, "name", component.env) not in names:
                yield component

    def _check_combine(self, components: list[_Component], what: str) -> None:
        without = [c for c in components if not c.combine]
        if len(without) > 1:
            again = without[1]
            reason = f"{what} stands more than once without `combine`"
            raise self._wrong(again.element, again.env, reason, "4.17")
        if len({c.combine for c in components if c.combine}) > 1:
            again = components[-1]
            raise self._wrong(again.element, again.env, f"{what} is combined in two ways", "4.17")

    # Names.

    def _named(self, el: etree._Element, env: _Env, attribute: bool = False) -> tuple[NameClass, list[etree._Element]]:
        """The name class of an element or attribute, and the patterns that follow it."""
        children = self._children(el, env)
        name = el.get("name")
        if name is not None:
            # Section 4.8: an attribute whose name is written as an attribute inherits no namespace.
            ns = (el.get("ns") or "") if attribute else env.ns
            return Name(self._qname(el, name, ns, env)), children
        if not children or self._local(children[0]) not in _NAMES:
            raise self._wrong(el, env, f"`{self._local(el)}` has no name", "3")
        return self._name_class(children[0], self._inherit(children[0], env)), children[1:]

    def _name_class(self, el: etree._Element, env: _Env, inside: str = "") -> NameClass:
        """``inside`` names the excepting classes above: `anyName`, `nsName` or nothing."""
        name = self._local(el)
        if name not in _NAMES:
            raise self._wrong(el, env, f"`{self._called(el)}` may not stand where a name is wanted", "3")
        self._attributes_of(el, name, env)
        if name == "name":
            self._no_elements(el, env)
            return Name(self._qname(el, el.text or "", env.ns, env))
        children = self._children(el, env)
        if name == "choice":
            if not children:
                raise self._wrong(el, env, "`choice` contains no name", "3")
            members = tuple(self._name_class(child, self._inherit(child, env), inside) for child in children)
            return members[0] if len(members) == 1 else NameChoice(members)
        if inside == "nsName" or (inside and name == "anyName"):
            raise self._wrong(el, env, f"`{name}` may not stand in the `except` of `{inside}`", "4.16")
        but = self._except(el, children, env, name or "")
        return AnyName(but) if name == "anyName" else NsName(env.ns, but)

    def _except(self, el: etree._Element, children: list[etree._Element], env: _Env, name: str) -> NameClass | None:
        if not children:
            return None
        if len(children) > 1 or self._local(children[0]) != "except":
            raise self._wrong(el, env, f"`{name}` contains nothing but one `except`", "3")
        self._attributes_of(children[0], "except", env)
        inner = self._inherit(children[0], env)
        parts = self._children(children[0], env)
        if not parts:
            raise self._wrong(children[0], env, "`except` contains no name", "3")
        members = tuple(self._name_class(part, self._inherit(part, inner), name) for part in parts)
        return members[0] if len(members) == 1 else NameChoice(members)

    def _qname(self, el: etree._Element, text: str, ns: str, env: _Env) -> str:
        name = text.strip(_SPACE)
        prefix, colon, local = name.rpartition(":")
        if not self._is_ncname(local) or (colon and not self._is_ncname(prefix)):
            raise self._wrong(el, env, f"'{name}' is no name", "4.10")
        if not colon:
            return qualified(ns, local)
        namespace = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else el.nsmap.get(prefix)
        if namespace is None:
            raise self._wrong(el, env, f"the prefix '{prefix}' is not declared", "4.10")
        return qualified(namespace, local)

    def _no_xmlns(self, el: etree._Element, names: NameClass, env: _Env) -> None:
        match names:
            case Name(name):
                if name == "xmlns" or name.startswith(f"{{{_XMLNS}"):
                    raise self._wrong(el, env, "`xmlns` is no attribute for a schema to allow", "4.16")
            case NameChoice(members):
                for member in members:
                    self._no_xmlns(el, member, env)
            case NsName(namespace, but):
                if namespace.startswith(_XMLNS):
                    raise self._wrong(el, env, "a schema may not allow attributes of the namespace of xmlns", "4.16")
                if but is not None:
                    self._no_xmlns(el, but, env)
            case AnyName(but):
                if but is not None:
                    self._no_xmlns(el, but, env)

    # The elements of a schema, as the full syntax has them.

    def _local(self, el: etree._Element) -> str | None:
        tag = el.tag
        return tag[len(_R) :] if isinstance(tag, str) and tag.startswith(_R) else None

    def _called(self, el: etree._Element) -> str:
        return etree.QName(el).localname

    def _children(self, el: etree._Element, env: _Env) -> list[etree._Element]:
        """The children in the namespace of RELAX NG; others are annotations. Text is a mistake."""
        found = []
        text = el.text
        if text and text.strip(_SPACE):
            raise self._wrong(el, env, f"`{self._called(el)}` contains text: '{text.strip(_SPACE)[:40]}'", "3")
        for child in el:
            tag = child.tag
            if isinstance(tag, str):
                if tag.startswith(_R):
                    if tag[len(_R) :] not in _ATTRIBUTES:
                        raise self._wrong(child, env, f"there is no element `{tag[len(_R) :]}` in RELAX NG", "3")
                    found.append(child)
                elif tag.startswith("{}"):
                    raise self._wrong(child, env, f"`{tag}` is no element of RELAX NG", "3")
            tail = child.tail
            if tail and tail.strip(_SPACE):
                raise self._wrong(el, env, f"`{self._called(el)}` contains text: '{tail.strip(_SPACE)[:40]}'", "3")
        return found

    def _no_elements(self, el: etree._Element, env: _Env) -> None:
        if len(el):
            raise self._wrong(el, env, f"`{self._called(el)}` may contain nothing but text", "3")

    def _nothing_in(self, el: etree._Element, env: _Env) -> None:
        if self._children(el, env):
            raise self._wrong(el, env, f"`{self._called(el)}` may contain nothing", "3")

    def _attributes_of(self, el: etree._Element, name: str, env: _Env) -> None:
        allowed = _ATTRIBUTES[name]
        for key in el.keys():  # noqa: SIM118 (an element is no mapping)
            if key not in allowed and key != "ns" and key != "datatypeLibrary":
                if not key.startswith("{"):
                    raise self._wrong(el, env, f"`{name}` has no attribute `{key}`", "3")
                if key.startswith(_R):
                    raise self._wrong(el, env, f"attributes of RELAX NG are in no namespace: `{key}`", "3")
        required = _REQUIRED.get(name)
        if required and el.get(required) is None:
            raise self._wrong(el, env, f"`{name}` lacks the attribute `{required}`", "3")

    def _inherit(self, el: etree._Element, env: _Env) -> _Env:
        ns = el.get("ns")
        library = el.get("datatypeLibrary")
        if ns is None and library is None:
            return env
        if library is not None:
            self._check_library(el, library, env)
        return _Env(
            env.address,
            env.scope,
            env.ns if ns is None else ns,
            env.library if library is None else library,
            env.open,
        )

    def _check_library(self, el: etree._Element, library: str, env: _Env) -> None:
        if library in ("", XSD):
            return
        try:
            lexical.any_uri(library)
        except ValueError:
            raise self._wrong(el, env, f"`datatypeLibrary` is no URI: '{library}'", "4.3") from None
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", library) is None or "#" in library:
            reason = f"`datatypeLibrary` must be an absolute URI without a fragment, not '{library}'"
            raise self._wrong(el, env, reason, "4.3")

    def _href(self, el: etree._Element, env: _Env) -> str:
        href = el.get("href") or ""
        try:
            lexical.any_uri(href)
        except ValueError:
            raise self._wrong(el, env, f"`href` is no URI: '{href}'", "4.5") from None
        if "#" in href:
            raise self._wrong(el, env, f"`href` may not point into a file: '{href}'", "4.5")
        base = el.base if _has_base(el) else None
        address = absolute(absolute(env.address, base) if base else env.address, href)
        if address in env.open:
            raise self._wrong(el, env, f"{shown_address(address)} contains itself", "4.5")
        return address

    def _ncname(self, el: etree._Element, attribute: str, env: _Env) -> str:
        name = (el.get(attribute) or "").strip(_SPACE)
        if not self._is_ncname(name):
            raise self._wrong(el, env, f"`{attribute}` of `{self._called(el)}` is no name: '{name}'", "3")
        return name

    def _is_ncname(self, name: str) -> bool:
        return NCNAME.fullmatch(name) is not None

    def _similar(self, name: str, scope: _Scope) -> str:
        import difflib

        near = difflib.get_close_matches(name, scope.defines, n=1)
        return f"did you mean '{near[0]}'?" if near else ""

    def _wrong(self, el: etree._Element, env: _Env, reason: str, section: str, hint: str = "") -> SchemaError:
        return SchemaError(reason, shown_address(env.address), el.sourceline or 0, section=section, hint=hint)


def _has_base(el: etree._Element) -> bool:
    key = "{http://www.w3.org/XML/1998/namespace}base"
    here: etree._Element | None = el
    while here is not None:
        if here.get(key) is not None:
            return True
        here = here.getparent()
    return False


def _gloss(el: etree._Element) -> str:
    """What the schema says of an element or attribute, its first documentation, on one line."""
    for child in el:
        if child.tag == _DOCUMENTATION:
            text = " ".join("".join(child.itertext()).split())
            return text if len(text) < 300 else text[:297] + "…"
    return ""
