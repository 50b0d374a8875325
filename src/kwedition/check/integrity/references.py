"""Whether what documents point to is there."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kwedition.check.integrity.elsewhere import elsewhere, unresolved
from kwedition.check.integrity.model import DocumentFacts, Pointer
from kwedition.check.integrity.pointing import FEW, is_bare, is_custom
from kwedition.check.integrity.rule import Correction, Issue, Note
from kwedition.check.integrity.targets import Targets, relative
from kwedition.check.integrity.view import shown

# In one file, so many of a known family.
_MANY = 8

_Open = tuple[DocumentFacts, Pointer]
# A file (empty for all of them), an element and an attribute.
_Kind = tuple[str, str, str]


def across(all_facts: Sequence[DocumentFacts], targets: Targets) -> list[Issue]:
    """Every reference that leads nowhere; families of them that no file of the edition could resolve as one."""
    bare: list[_Open] = []
    local: list[_Open] = []
    other: list[_Open] = []
    for facts in all_facts:
        for pointer in facts.pointers:
            if pointer.token.startswith("#"):
                if not targets.has(facts, pointer.token[1:]):
                    local.append((facts, pointer))
            else:
                (bare if is_bare(pointer.token) else other).append((facts, pointer))
    return [*elsewhere(targets, other), *_local(targets, all_facts, local), *_bare(targets, all_facts, bare)]


def _stem(id_: str) -> str:
    """What the ids of one list have in common: all before their number, else before their first divider."""
    numbered = re.fullmatch(r"(.*?)[._:-]*\d+[a-z]?", id_) if len(id_) < 200 else None
    return numbered[1] if numbered else _beginning(id_)


def _beginning(id_: str) -> str:
    return re.split(r"[._:-]", id_, maxsplit=1)[0]


def _strange(all_facts: Sequence[DocumentFacts], open_: list[_Open]) -> Iterator[list[_Open]]:
    """References of one attribute of one element none of which leads anywhere in the whole edition, of many forms."""
    total: Counter[tuple[str, str]] = Counter()
    for facts in all_facts:
        for usage in facts.usages:
            total[usage.element, usage.attribute] += usage.total
    kinds: dict[tuple[str, str], list[_Open]] = {}
    for facts, pointer in open_:
        kinds.setdefault((pointer.element, pointer.attribute), []).append((facts, pointer))
    for kind, members in kinds.items():
        stems = {_stem(pointer.token[1:]) for _, pointer in members}
        if len(members) >= _MANY and len(members) == total[kind] and len(stems) >= FEW:
            yield members


def _local(targets: Targets, all_facts: Sequence[DocumentFacts], open_: list[_Open]) -> Iterator[Issue]:
    for strange in _strange(all_facts, open_):
        if _misspelt(targets, strange):
            continue
        (facts, first), files = strange[0], len({each.path for each, _ in strange})
        yield Issue(facts.name, Note(
            first.order, "ref-list-missing",
            f"none of the {len(strange)} references in @{first.attribute} of `{first.element}` leads anywhere, in "
            f"{_files(files)}; the first is `{shown(first.token)}`",
            "put the list that defines them into the source folder, or declare with prefixDef where it is",
        ))  # fmt: skip
        gone = {id(pointer) for _, pointer in strange}
        open_ = [each for each in open_ if id(each[1]) not in gone]
    stems = {stem for id_ in targets.where for stem in (_stem(id_), _beginning(id_))} if open_ else set()
    families: dict[str, list[_Open]] = {}
    for each in open_:
        families.setdefault(_stem(each[1].token[1:]), []).append(each)
    # What is left of a list whose ids have no common form but their beginning.
    for stem in [stem for stem, members in families.items() if len(members) < FEW]:
        members = families.pop(stem)
        families.setdefault(_beginning(stem), []).extend(members)
    for stem, members in families.items():
        if len(members) >= FEW and stem not in stems and not _misspelt(targets, members):
            facts, first = members[0]
            files = len({each.path for each, _ in members})
            like = "to" if len({pointer.token for _, pointer in members}) == 1 else "like"
            yield Issue(
                facts.name,
                Note(
                    first.order, "ref-list-missing",
                    f"{len(members)} references {like} `{shown(first.token)}` (@{first.attribute} of "
                    f"`{first.element}`) in {_files(files)} lead nowhere: nothing in this edition has such an xml:id",
                    "put the list that defines them into the source folder, or declare with prefixDef where it is",
                ),
            )  # fmt: skip
            continue
        yield from _by_file(targets, members)


def _by_file(targets: Targets, members: list[_Open]) -> Iterator[Issue]:
    """References of a list that the targets has in part: one by one, or as one where most in a file lead nowhere."""
    kinds: dict[tuple[str, str, str], list[_Open]] = {}
    for facts, pointer in members:
        kinds.setdefault((facts.path, pointer.element, pointer.attribute), []).append((facts, pointer))
    for (_, element, attribute), same in kinds.items():
        facts, first = same[0]
        total = sum(each.total for each in facts.usages if (each.element, each.attribute) == (element, attribute))
        if len(same) >= _MANY and len(same) * 2 > total and not _misspelt(targets, same):
            yield Issue(facts.name, Note(
                first.order, "ref-list-missing",
                f"{len(same)} of the {total} references in @{attribute} of `{element}` in this file lead nowhere; "
                f"the first is `{shown(first.token)}`",
                "put the list that defines them into the source folder, or declare with prefixDef where it is",
            ))  # fmt: skip
            continue
        for facts, pointer in same:
            yield unresolved(targets, facts, pointer, pointer.token[1:], facts.path)


def _misspelt(targets: Targets, members: list[_Open]) -> bool:
    """Whether the first few ids of a family are all slips for ids that there are."""
    first = {pointer.token: facts.path for facts, pointer in members[:20]}
    return all(targets.meant(token[1:], path) for token, path in first.items())


def _bare(targets: Targets, all_facts: Iterable[DocumentFacts], open_: list[_Open]) -> Iterator[Issue]:
    everywhere: Counter[_Kind] = Counter()
    bare: Counter[_Kind] = Counter()
    files: Counter[_Kind] = Counter()
    for facts in all_facts:
        for usage in facts.usages:
            for file in ("", facts.path):
                key = (file, usage.element, usage.attribute)
                everywhere[key] += usage.total
                bare[key] += usage.bare
                files[key] += usage.bare > 0
    customs: dict[_Kind, _Open] = {}
    unknown: dict[_Kind, list[_Open]] = {}
    for facts, pointer in open_:
        keys = ("", pointer.element, pointer.attribute), (facts.path, pointer.element, pointer.attribute)
        custom = next((key for key in keys if is_custom(bare[key], everywhere[key])), None)
        id_ = pointer.token
        if custom:
            customs.setdefault(custom, (facts, pointer))
        elif id_ not in targets.documents and (id_ in targets.ids[facts.path] or id_ in targets.entries):
            yield Issue(facts.name, Note(
                pointer.order, "ref-hash-missing",
                f"@{pointer.attribute} of `{pointer.element}` lacks its `#`: `{id_}` is an xml:id, not a file",
                f'write {pointer.attribute}="#{id_}"',
                correction=Correction(pointer.attribute, id_, f"#{id_}"),
            ))  # fmt: skip
        elif not targets.scope.exists(posixpath.join(posixpath.dirname(facts.path), id_)):
            unknown.setdefault(keys[1], []).append((facts, pointer))
    for key, members in unknown.items():
        if len(members) >= _MANY:
            customs[key] = members[0]
            bare[key] = len(members)
            continue
        # Of several bare words in one attribute the first tells enough.
        for facts, pointer in {pointer.order: (facts, pointer) for facts, pointer in reversed(members)}.values():
            yield Issue(facts.name, _bare_word(targets, facts, pointer))
    for key, (facts, first) in customs.items():
        yield Issue(facts.name, Note(
            first.order, "ref-bare",
            f"@{first.attribute} of `{first.element}` holds bare words such as `{shown(first.token)}`, here and "
            f"{bare[key] - 1} times more in {_files(files[key])}; TEI reads them as names of files",
            "write `#` before an xml:id, or declare a prefix of your own with prefixDef",
        ))  # fmt: skip


def _bare_word(targets: Targets, facts: DocumentFacts, pointer: Pointer) -> Note:
    document = targets.documents.get(pointer.token)
    path = relative(facts.path, document.path) if document else ""
    return Note(
        pointer.order, "ref-bare",
        f"@{pointer.attribute} of `{pointer.element}` is no pointer: `{shown(pointer.token)}` has neither `#` nor "
        "scheme, and there is no file of this name",
        f"write the path of the file, `{path}`" if path
        else "write `#` and the xml:id that is meant, or the path of the file",
    )  # fmt: skip


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
