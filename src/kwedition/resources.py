"""Where the stylesheets, assets and schemas are: in the checkout, or in the installed package."""

from functools import cache
from pathlib import Path

# An editable install leaves a stale copy of force-included folders in site-packages, so the checkout comes first.
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def root() -> Path:
    """The folder that holds ``xslt`` and ``schema``."""
    for folder in (_CHECKOUT, _PACKAGE / "resources"):
        if (folder / "xslt" / "collect.xsl").is_file():
            return folder
    raise FileNotFoundError(f"kwedition is installed without its stylesheets (looked in {_PACKAGE})")


def xslt() -> Path:
    """The folder of the built-in stylesheets."""
    return root() / "xslt"


def stylesheet(name: str, theme: Path | None = None) -> Path:
    """The stylesheet of that name relative to ``xslt/``: the edition's own in its theme, else the built-in."""
    return asset(name, theme)


def asset(name: str, theme: Path | None = None) -> Path:
    """A file of ``xslt/`` by its relative name; one of the same name in the theme wins."""
    if theme is not None and (theme / name).is_file():
        return theme / name
    return xslt() / name


def assets(theme: Path | None = None) -> dict[str, Path]:
    """The site's static files by their name relative to ``site/assets``, theme over built-in."""
    found: dict[str, Path] = {}
    for base in filter(None, (xslt(), theme)):
        folder = base / "site" / "assets"
        if folder.is_dir():
            found |= {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return found


def label_files(theme: Path | None = None) -> dict[str, tuple[Path, ...]]:
    """The files of words shown to readers by language: the built-in one, then the theme's, whose words come before."""
    found: dict[str, tuple[Path, ...]] = {}
    for base in filter(None, (xslt(), theme)):
        for path in sorted((base / "shared" / "labels").glob("*.xml")):
            found[path.stem.lower()] = (*found.get(path.stem.lower(), ()), path)
    return found


def overrides(theme: Path | None) -> dict[str, Path]:
    """The theme's stylesheets and label files by name relative to ``xslt/``."""
    if theme is None:
        return {}
    return {
        path.relative_to(theme).as_posix(): path for path in sorted(theme.rglob("*")) if path.suffix in {".xsl", ".xml"}
    }


def is_idle(theme: Path) -> bool:
    """Whether nothing of a theme can be used: no file stands in a folder of the name that ours have."""
    folders = {each.name for each in xslt().iterdir() if each.is_dir()}
    return not any(
        path.is_file() for each in theme.iterdir() if each.name in folders for path in (each, *each.rglob("*"))
    )
