"""Whether the image files that documents name are there."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from kwedition.check.integrity.model import DocumentFacts, Picture, Scope
from kwedition.check.integrity.rule import Issue, Note
from kwedition.check.integrity.view import View, shown

_PICTURE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|/)[^?#]+\.(?:jpe?g|png|gif|tiff?|jp2|webp|svg|bmp)", re.IGNORECASE)
_FEW = 3


def pictures(view: View) -> Iterator[Picture]:
    """The relative paths of image files in a document."""
    for attribute, names in (("url", ("graphic", "media")), ("facs", ("pb", "cb", "surface", "div", "figure", "text"))):
        for order, element in view.of(*names):
            for value in element.get(attribute, "").split():
                token = view.relative(order, value)
                if _PICTURE.fullmatch(token):
                    yield Picture(order, attribute, token)


def across(all_facts: Sequence[DocumentFacts], scope: Scope) -> Iterator[Issue]:
    """Images that are missing; when hardly any is there, they are kept elsewhere, and that is one finding."""
    missing: list[tuple[DocumentFacts, Picture]] = []
    there = 0
    for facts in all_facts:
        for picture in facts.pictures:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(facts.path), unquote(picture.path)))
            if scope.exists(path):
                there += 1
            elif not facts.published:
                missing.append((facts, picture))
    if len(missing) >= _FEW and not there:
        facts, first = missing[0]
        yield Issue(facts.name, Note(
            first.order, "image-none",
            f"none of the {len(missing)} image files that the edition names is there "
            f"(the first is `{shown(first.path)}`)",
            "put the images beside the documents, or write their addresses in the web",
        ))  # fmt: skip
        return
    for facts, picture in missing:
        yield Issue(facts.name, Note(
            picture.order, "image-missing",
            f"the image file `{shown(picture.path, 60)}` (@{picture.attribute}) is missing",
            "the path is read from the folder of this document; upper and lower case count",
        ))  # fmt: skip
