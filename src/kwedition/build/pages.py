"""What a page is before it is made, and what all pages are told of the edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from kwedition.build.record import attribute
from kwedition.namespace import NAMESPACE

# What makes the page of a text, and the pages of one that is divided.
TEXT = "site/text.xsl"
PART = "site/part.xsl"


@dataclass(frozen=True, slots=True)
class Context:
    """What every step is told of the edition besides its documents; all of it comes from the settings.

    ``guidelines`` and ``printing`` are XML: the edition's guidelines, and how its books are to look (see
    print/settings.py). ``languages`` are those of the site, the first at its root; ``language`` is the one that is made
    now. ``image_hosts`` are the origins whose images a page may show besides its own. ``source_view`` says that the
    site has the TEI of its texts, ``own_style`` that the theme brings a style sheet beside ours.
    """

    title: str
    language: str
    base_url: str
    outputs: tuple[str, ...]
    guidelines: str = ""
    printing: str = ""
    languages: tuple[str, ...] = ()
    image_hosts: tuple[str, ...] = ()
    source_view: bool = False
    own_style: bool = False

    @property
    def below(self) -> str:
        """The folder of the site in this language: none for the first, else ``de/``."""
        return f"{self.language}/" if self.language in self.languages[1:] else ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file to be made: by which stylesheet, from which documents, told what.

    ``path`` is relative to the output folder. ``slice`` is XML: what the page shows that is not in its own
    documents. A file that is large is made in ``parts``, each from a slice of its own, and set one after another.
    ``language`` is that of its words where it is not the edition's first.
    """

    path: str
    stylesheet: str
    documents: tuple[str, ...]
    slice: str
    parts: tuple[str, ...] = ()
    language: str = ""


def page(path: str, stylesheet: str, documents: tuple[str, ...], parts: Iterable[str]) -> Page:
    """A page whose slice has these parts."""
    inside = "".join(parts)
    return Page(path, stylesheet, documents, f'<slice xmlns="{NAMESPACE}"{attribute("path", path)}>{inside}</slice>')
