"""Which links of a build lead nowhere."""

import marshal
import re
from collections.abc import Mapping
from typing import Any

from kwedition.build import links
from kwedition.build.making import NO_FACTS, Making
from kwedition.findings import Finding

# Pages that are others than before, beyond which it is quicker to look at the links of all.
_MANY = 1000


def broken(making: Making, pages: Mapping[str, bytes], written: Mapping[str, object]) -> list[Finding]:
    """The links that lead nowhere. Where no file is gone, only new pages and what links to them can have some.

    ``pages`` are the packed links of each page (see links.py), ``written`` the files of the output.
    """
    new = _with_new_links(making, pages, written)
    if new is None:
        return links.broken({path: links.unpacked(data) for path, data in pages.items()}, written)
    return links.broken_in(new, links.Packed(pages), written)


def _with_new_links(making: Making, pages: Mapping[str, bytes], written: Mapping[str, object]) -> list[str] | None:
    """The pages that are others than in the last build, and those that link to one that lost an id; None where those
    that are as they were may have other broken links all the same.
    """
    last = making.last
    # (What the last build was not asked for, it did not look at.)
    if not last.files or last.left:
        return None
    if not (last.files.keys() <= written.keys() and all(p in pages for p in last.pages if p.endswith(".html"))):
        return None
    if any(finding[3] == links.RULE for finding in marshal.loads(last.summary)[2]):
        return None
    before = {path: made.key for path, made in last.pages.items()}
    new = [path for path in pages if before.get(path) != making.made[path].key]
    if len(new) > _MANY:
        return None
    keys = {before[path] for path in new if path in before}
    known = dict(making.known_facts(keys))
    poorer: list[str] = []
    for path in new:
        if path in before:
            facts = known.get(before[path])
            old = None if facts is None else _packed_links(path, marshal.loads(facts))
            if old is None:
                return None
            if not set(links.unpacked(old).ids) <= set(links.unpacked(pages[path]).ids):
                poorer.append(path)
    if not poorer:
        return new
    # The address of a page stands as it is in the packed links of those that link to it.
    leading = re.compile(b"|".join(re.escape(path.encode()) for path in poorer))
    some = set(new)
    return [path for path, packed in pages.items() if path in some or leading.search(packed)]


def _packed_links(path: str, facts: tuple[Any, ...]) -> bytes | None:
    """The links of a page out of the facts of what made it: one page, or all pages of a source."""
    if len(facts) == len(marshal.loads(NO_FACTS)):
        links: bytes = facts[0]
        return links
    return dict(facts[1]).get(path)
