"""What the pointing attributes of one document say."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kwedition.check.integrity.model import Pointer, Usage
from kwedition.check.integrity.rule import Correction, Note
from kwedition.check.integrity.view import View, is_tei, local, shown

POINTING = frozenset({
    "ref", "target", "corresp", "source", "who", "ana", "wit", "facs", "hand", "resp", "sameAs", "next", "prev",
    "copyOf", "exclude", "select", "spanTo", "targetEnd", "active", "passive", "mutual", "nymRef", "lemmaRef",
    "scribe", "scribeRef", "calendar", "datingMethod", "edRef", "decls", "synch",
})  # fmt: skip
"""The attributes of TEI P5 whose value is one pointer or more (teidata.pointer), as far as a text uses them."""


FILE = re.compile(r"\.(xml|tei|odd|rng|txt|csv|json)$", re.IGNORECASE)
PICTURE = re.compile(r"\.(jpe?g|png|gif|tiff?|jp2|webp|svg|bmp)$", re.IGNORECASE)
# What a server makes of these, or whether it has them, is not known from the sources.
_PAGE = re.compile(
    r"\.(x?html?|pdf|php\d?|aspx?|jspx?|cgi|xq[lm]?|epub|docx?|xlsx?|pptx?|od[tsp]|rtf|md|zip|t?gz|mp[34g]|og[gv]|wav|"
    r"webm|m4[av]|mov|flac|rdf|ttl|css|js|xslt?|sch|rnc|dtd|ent)$",
    re.IGNORECASE,
)
_DISK = re.compile(r"file:|[A-Za-z]:[\\/]")
_BARE = re.compile(r"[^\s/#?:.][^\s/#?:]*")


# A family of fewer references than this is reported one by one.
FEW = 3


def is_bare(token: str) -> bool:
    """Whether a token has neither `#` nor scheme nor the look of a path."""
    return _BARE.fullmatch(token) is not None and not any(path.search(token) for path in (FILE, PICTURE, _PAGE))


@dataclass(frozen=True, slots=True)
class Pointing:
    """What a document points to and does not have itself (``open``), how its attributes point, which ids it speaks of,
    the addresses in the web (element number, attribute, address), and what is wrong with the attributes' form.
    """

    open: list[Pointer]
    usages: list[Usage]
    spoken: set[str]
    addresses: list[tuple[int, str, str]]
    notes: list[Note]


def pointing(view: View, ids: frozenset[str]) -> Pointing:
    """Read all pointing attributes of a document whose own ids are ``ids``."""
    total: Counter[tuple[str, str]] = Counter()
    bare: Counter[tuple[str, str]] = Counter()
    found = Pointing([], [], set(), [], [])
    for order, items in enumerate(view.items):
        for attribute, value in items:
            if attribute == "key":
                found.spoken.add(value.strip())
            if attribute == "url" and _DISK.match(value):
                found.open.append(Pointer(order, local(view.elements[order]), attribute, value))
            if attribute not in POINTING or not is_tei(view.elements[order]):
                continue
            name = local(view.elements[order])
            tokens = value.split()
            # Most values are one reference without a fault.
            if len(tokens) != 1 or tokens[0] != value or value == "#":
                found.notes.extend(_form(order, name, attribute, value, tokens))
            total[name, attribute] += len(tokens)
            for given in tokens:
                token = view.relative(order, given) if view.based and given[0] != "#" else given
                if token.startswith(("http:", "https:")):
                    found.addresses.append((order, attribute, token))
                    # The fragment, or else the last part of the path: a number in an authority file.
                    found.spoken.add(token.rpartition("#")[2].rstrip("/").rpartition("/")[2])
                    continue
                if token[0] == "#":
                    id_ = token[1:]
                    found.spoken.add(id_)
                    if id_ in ids or not id_:
                        continue
                    token = view.elsewhere(order, given)
                    if token.startswith(("http:", "https:")):
                        found.addresses.append((order, attribute, token))
                        continue
                elif is_bare(token):
                    bare[name, attribute] += 1
                    found.spoken.add(token)
                else:
                    found.spoken.add(token.rpartition("#")[2] if "#" in token else token.rpartition(":")[2])
                found.open.append(Pointer(order, name, attribute, token))
    found.usages.extend(Usage(*key, count, bare[key]) for key, count in total.items())
    customs = {(each.element, each.attribute) for each in found.usages if is_custom(each.bare, each.total)}
    kept = _without_customs(found.open, customs)
    return Pointing(kept, found.usages, found.spoken, found.addresses, found.notes)


def is_custom(bare: int, total: int) -> bool:
    """Whether an attribute holds bare words so often that it is meant so."""
    return bare >= FEW and bare * 2 > total


def _without_customs(pointers: list[Pointer], customs: set[tuple[str, str]]) -> list[Pointer]:
    """Of the bare words that are a document's custom one of each kind is enough: how many they are, its usages tell."""
    kept: list[Pointer] = []
    seen: set[tuple[str, str]] = set()
    for pointer in pointers:
        key = (pointer.element, pointer.attribute)
        if key in customs and is_bare(pointer.token):
            if key in seen:
                continue
            seen.add(key)
        kept.append(pointer)
    return kept


def _form(order: int, name: str, attribute: str, value: str, tokens: list[str]) -> Iterator[Note]:
    if not tokens or tokens == ["#"]:
        yield Note(
            order, "ref-empty", f'`{name}` points nowhere: its @{attribute} is "{shown(value)}"',
            f"write what @{attribute} points to, or leave the attribute out",
        )  # fmt: skip
    elif "#" in tokens or any(each.endswith(".xml#") for each in tokens[:-1]):
        mended = re.sub(r"#\s+(?=[^\s#])", "#", value.strip())
        yield Note(
            order, "ref-space", f'@{attribute} of `{name}` is torn by a space: "{shown(value)}"',
            f'a space divides two references; write {attribute}="{shown(mended)}"',
            correction=Correction(attribute, value, mended, whole=True),
        )  # fmt: skip
    elif len(tokens) == 1 and value != tokens[0]:
        yield Note(
            order, "ref-space", f'@{attribute} of `{name}` has a space before or after "{shown(tokens[0])}"',
            "remove the space: programs that compare the value as it stands will not find it",
            correction=Correction(attribute, value, tokens[0], whole=True),
        )  # fmt: skip
