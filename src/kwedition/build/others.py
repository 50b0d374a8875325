"""The outputs that stand in the output folder and that a build was not asked for: with ``--only`` they stay.

Of which edition they are, and when they were made, the record says that each build keeps of the folder (see
manifest.py), as long as nobody else has built there since: every build leaves another marker.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kwedition.build import locks, manifest
from kwedition.build.cache import Cache
from kwedition.build.manifest import Manifest
from kwedition.build.order import PRINT, Order
from kwedition.build.publish import README, Staging, Stat, stat_of
from kwedition.edition import MARKER, OUTPUTS
from kwedition.errors import OutputError

if TYPE_CHECKING:
    from kwedition.build.making import Making

_FOLDERS = frozenset((PRINT, "data", "text", "markdown", "epub"))


def output_of(path: str) -> str:
    """The output that a file is of, by its path; the index of the search is of the site."""
    if path == "edition.epub":
        return "epub"
    folder = path.partition("/")[0]
    if folder not in _FOLDERS:
        return "site"
    return "pdf" if folder == PRINT and path.endswith(".pdf") else folder


def standing(order: Order) -> tuple[str, ...]:
    """The outputs that stand in the folder by now, whoever made them."""
    try:
        names = {path.name for path in order.output.iterdir()}
    except OSError:
        return ()
    found = {output_of(name if name == "edition.epub" else f"{name}/") for name in names} - {"site"}
    printed = {path.suffix for path in (order.output / PRINT).glob("*.*")}
    found -= {PRINT} if ".fo" not in printed else set()
    found |= {"pdf"} if ".pdf" in printed else set()
    if names & {"index.html", "texts"}:
        found |= {"site", "search"} if "search.html" in names else {"site"}
    return tuple(each for each in OUTPUTS if each in found)


def record(order: Order, cache: Cache) -> tuple[Manifest, Stat | None]:
    """What the last build of the folder left there, and the marker that stands in it: of which edition it is and when
    it was made, only if nobody has built there since.
    """
    # The marker first: who publishes after that is noticed (see publish.py).
    marker, found = _read(order, cache)
    if order.narrowed and found.marker != marker:
        # Somebody who has published may be about to note it.
        with locks.alone(order.output):
            marker, found = _read(order, cache)
    if found.marker != marker:
        found = replace(found, source="", built={})
    return found, marker


def _read(order: Order, cache: Cache) -> tuple[Stat | None, Manifest]:
    return stat_of(order.output / MARKER), manifest.load(cache.note(order.note("output")))


def staying(order: Order, known: Manifest, there: Iterable[str]) -> tuple[str, ...]:
    """Which of the outputs that are ``there`` stay as they are; raises OutputError where they are of another edition.

    ``known`` is what the last build left, as far as there is a record. (Without one, of a build by another version or
    with another cache, or of a folder that was copied, the edition that is built there now is the likeliest.)
    """
    # A site that is made without its search has none.
    asked = {*order.outputs, "search"} if "site" in order.outputs else {*order.outputs}
    stay = tuple(each for each in there if order.narrowed and each not in asked)
    if not stay or not known.source or os.path.realpath(known.source) == _source(order):
        return stay
    raise OutputError(
        f"{order.output} holds other outputs ({', '.join(stay)}) of another edition ({known.source}); "
        "nothing was changed",
        "name another folder with --output, or build once without --only: all that the folder holds is replaced then",
    )


def keep(making: "Making", staging: Staging) -> None:
    """Take over all files of the outputs that stay."""
    stay = set(making.stay)
    for path in making.old if stay else ():
        if output_of(path) in stay and path not in {README, MARKER} and not staging.keep(path):
            # There are file systems on which a file has one name.
            staging.copy(path, making.order.output / path)


def left(making: "Making", known: Manifest, new: Manifest) -> Manifest:
    """What a build leaves, given what it made: with all that stays. ``known`` is what the last one left.

    Of a file that somebody changed, what the build that made it knew of it: so the next that is asked for it puts it
    right. As it stands, and what else is there that no build made, it is noted beside that.
    """
    stay = set(making.stay)

    def stays(path: str) -> bool:
        return output_of(path) in stay

    files: dict[str, Stat] = {}
    foreign: dict[str, Stat] = {}
    for path, stat in new.files.items():
        if not stays(path) or (path in known.files and making.old[path] == known.files[path]):
            files[path] = stat
            continue
        foreign[path] = stat
        if path in known.files:
            files[path] = known.files[path]
    pages = {path: made for path, made in known.pages.items() if stays(path)}
    return replace(
        new, files=files, pages=new.pages | pages, source=_source(making.order),
        built={each: known.built.get(each, 0) for each in making.stay if _is_output(each, known, new)},
        left=making.stay, foreign=foreign,
    )  # fmt: skip


def _is_output(name: str, known: Manifest, new: Manifest) -> bool:
    """Whether what stays under the name of an output is one: a folder or a PDF of somebody's own may be called so."""
    if not known.source or name in known.built:
        return True
    # `kwedition print` puts a PDF beside what it is made of.
    return name == "pdf" and any(
        output_of(path) == "pdf" and f"{path.removesuffix('.pdf')}.fo" in new.files for path in new.files
    )


def published(left: Manifest, outputs: Iterable[str], marker: Stat) -> Manifest:
    """What a build left, when it has: known by its marker, and built when that was made."""
    seconds = marker[1] // 1_000_000_000
    return replace(left, marker=marker, built=left.built | dict.fromkeys(outputs, seconds))


def told(left: Manifest) -> Mapping[str, int | None]:
    """The outputs that a build left as they were, with the time when each was built, in seconds since 1970."""
    return {each: left.built[each] or None for each in left.left if each in left.built}


def _source(order: Order) -> str:
    return os.path.realpath(order.settings.source)
