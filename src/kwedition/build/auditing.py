"""What the pages of a build say of themselves, taken together: remarks, links, and accounts of all texts."""

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kwedition.build import accounting
from kwedition.build.cache import digest
from kwedition.build.fingerprint import tool
from kwedition.build.making import Making


def said(making: Making, authorities: Iterable[str]) -> tuple[Counter[str], dict[str, bytes], list[accounting.Account]]:
    """The remarks of all pages with their number, their packed links (see links.py) by path, the accounts of all texts.

    ``authorities`` are the ids of lists.
    """
    remarks: Counter[str] = Counter()
    pages: dict[str, bytes] = {}
    accounts: list[accounting.Account] = []
    shares: dict[tuple[str, str], list[accounting.Share]] = {}
    # Also of pages that are in the book and not beside it.
    for page, facts in making.facts.items():
        links, messages, shown, parts, _unknown = marshal.loads(facts)
        if messages:
            remarks.update(messages)
        accounts += [accounting.Account(*each) for each in shown]
        for share in (accounting.Share(*each) for each in parts):
            shares.setdefault((share.view, share.document), []).append(share)
        if page.endswith(".html"):
            pages[page] = links
    accounts += [_joined(making, some) for some in shares.values()]
    accounts += _kept_back(making, authorities, {each.view for each in accounts})
    return remarks, pages, accounts


def prepare(making: Making, id_: str) -> None:
    """Count what a list of entries holds back, before anybody waits for it."""
    making.kept_back[id_] = _kept_back_of(making, id_)


def _joined(making: Making, shares: Sequence[accounting.Share]) -> accounting.Account:
    """The account of a document that is divided; counted again only when one of its pages is another."""
    id_ = shares[0].document
    plain = [list(each) for each in shares]
    key = digest("account", tool(), marshal.dumps(plain, 2), *making.reading.identity(id_))
    kept = next((content for _key, content in making.cache.contents([key])), None)
    if kept is not None:
        return accounting.Account(*marshal.loads(kept))
    account = accounting.joined(shares, making.reading.source(id_))
    making.cache.put(key, marshal.dumps(list(account), 2))
    return account


def _kept_back(making: Making, authorities: Iterable[str], views: set[str]) -> Iterator[accounting.Account]:
    """The accounts of lists of entries, which are no page in any view; counted again only when they change."""
    for id_ in authorities:
        account = making.kept_back.get(id_) or _kept_back_of(making, id_)
        yield from (account._replace(view=view) for view in sorted(views))


def _kept_back_of(making: Making, id_: str) -> accounting.Account:
    key = digest("kept back", tool(), *making.reading.identity(id_))
    kept = next((content for _key, content in making.cache.contents([key])), None)
    if kept is None:
        made = accounting.kept_back(id_, making.reading.source(id_))
        kept = marshal.dumps(list(made), 2)
        making.cache.put(key, kept)
    return accounting.Account(*marshal.loads(kept))
