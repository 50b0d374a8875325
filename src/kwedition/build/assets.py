"""The site's style sheets and scripts as it has them: without what only those read who write them."""

from pathlib import Path

import rcssmin
import rjsmin

from kwedition import resources

# A theme's style sheet beside ours, relative to its folder; its rules stand in no layer and go before all.
OWN_STYLE = "site/assets/own.css"


def contents(theme: Path | None) -> dict[str, bytes]:
    """The static files of the site by their path relative to the output folder.

    Comments and white space of our own are left out; what a theme brings is its own and stays as it is.
    """
    ours = resources.xslt()
    found: dict[str, bytes] = {}
    for name, path in resources.assets(theme).items():
        content = path.read_bytes()
        if path.is_relative_to(ours) and path.suffix == ".css":
            content = rcssmin.cssmin(content)
        elif path.is_relative_to(ours) and path.suffix == ".js":
            content = rjsmin.jsmin(content)
        found[f"assets/{name}"] = content
    return found
