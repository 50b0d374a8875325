"""A site in several languages: the first at its root, each further one in a folder, ``de/`` or ``zh-Hant/``."""

from collections.abc import Iterable

from kwedition.build.pages import Context
from kwedition.build.record import attribute


def siblings(context: Context) -> str:
    """What the frame of a page says of the languages of the site, as XML; empty where there is only one."""
    pairs = zip(context.languages, folders(context.languages), strict=True)
    return "".join(f"<language{attribute('xml:lang', tag)}{attribute('below', below)}/>" for tag, below in pairs)


def folders(languages: Iterable[str]) -> list[str]:
    """The folder of the site in each language, relative to the output folder; '' is that itself."""
    return [f"{tag}/" if number else "" for number, tag in enumerate(languages)]
