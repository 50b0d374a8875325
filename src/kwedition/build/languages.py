"""A site in several languages: the first at its root, each further one in a folder, ``de/`` or ``zh-Hant/``."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kwedition import resources
from kwedition.build.pages import Context
from kwedition.build.record import Record, attribute


def siblings(context: Context) -> str:
    """What the frame of a page says of the languages of the site, as XML; empty where there is only one."""
    pairs = zip(context.languages, folders(context.languages), strict=True)
    return "".join(f"<language{attribute('xml:lang', tag)}{attribute('below', below)}/>" for tag, below in pairs)


def folders(languages: Iterable[str]) -> list[str]:
    """The folder of the site in each language, relative to the output folder; '' is that itself."""
    return [f"{tag}/" if number else "" for number, tag in enumerate(languages)]


def of_most(documents: Iterable[Record], theme: Path | None) -> str:
    """The language of more than half of some texts, if there are words for readers in it; else empty."""
    # (Loaded by now, as whoever has read all texts has sorted them.)
    import icu

    # Codes of three letters are those of two: `deu` is `de`.
    tags = [icu.Locale.createCanonical(record.language).getLanguage() for record in documents]
    tag, number = next(iter(Counter(tags).most_common(1)), ("", 0))
    return tag if number * 2 > len(tags) and tag in resources.label_files(theme) else ""
