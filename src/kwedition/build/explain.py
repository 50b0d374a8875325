"""Why a page was made again, in the words of whoever edits."""

from kwedition.build.manifest import Made, Manifest
from kwedition.build.others import output_of

UNCHANGED = "unchanged"


def reasons(before: Manifest, after: Manifest) -> dict[str, str]:
    """For each page, by its path, what is new of what it is made from; pages that are gone come last.

    Pages of outputs that the build was not asked for are none of these.
    """
    told = _told(before, after)
    made_now = {path: made for path, made in after.pages.items() if output_of(path) not in after.left}
    said = {path: _reason(before.pages.get(path), made, told) for path, made in made_now.items()}
    return said | {path: "gone" for path in before.pages if path not in after.pages}


def _told(before: Manifest, after: Manifest) -> str:
    """What pages may be told otherwise than before, where their slices are others."""
    others = "what it shows of other documents"
    # (Pages that the last build left as they were are of other documents than its own.)
    same = before.documents == after.documents and not before.left
    names = [name for name, value in after.settings.items() if before.settings.get(name) != value]
    if not names:
        return others
    settings = f"the settings ({', '.join(names)})"
    # The slice of a page is one: nobody can tell what in it is from the settings.
    return settings if same else f"{settings} or {others}"


def _reason(before: Made | None, after: Made, told: str) -> str:
    if before is None:
        return "new"
    if before.key == after.key:
        return UNCHANGED
    if not after.stylesheet:
        return "what it is made from changed"
    changed = [
        words
        for words, same in (
            ("its document", before.documents == after.documents),
            (told, before.slice == after.slice),
            ("its stylesheet", before.stylesheet == after.stylesheet),
            ("the language of its words", before.language == after.language),
        )
        if not same
    ]
    return f"{' and '.join(changed) or 'kwedition itself'} changed"
