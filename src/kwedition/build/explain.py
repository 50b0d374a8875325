"""Why a page was made again, in the words of whoever edits."""

from kwedition.build.manifest import Made, Manifest

UNCHANGED = "unchanged"


def reasons(before: Manifest, after: Manifest) -> dict[str, str]:
    """For each page, by its path, what is new of what it is made from; pages that are gone come last."""
    said = {path: _reason(before.pages.get(path), made) for path, made in after.pages.items()}
    return said | {path: "gone" for path in before.pages if path not in after.pages}


def _reason(before: Made | None, after: Made) -> str:
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
            ("what it shows of other documents", before.slice == after.slice),
            ("its stylesheet", before.stylesheet == after.stylesheet),
            ("the language of its words", before.language == after.language),
        )
        if not same
    ]
    return f"{' and '.join(changed) or 'kwedition itself'} changed"
