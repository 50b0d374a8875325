"""Real installations without a network: what is installed here serves the environments that tests make."""

import os
import sysconfig
from collections.abc import Mapping
from pathlib import Path

# kwedition is what is to be installed, and pip belongs to the new environment.
_LEFT_OUT = ("kwedition", "_kwedition", "__editable__", "pip", "__pycache__")


def libraries(folder: Path) -> Path:
    """A folder with links to all installed packages but kwedition, to stand in PYTHONPATH."""
    folder.mkdir()
    for installed in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in sorted(Path(installed).iterdir()):
            if not entry.name.startswith(_LEFT_OUT) and entry.suffix != ".pth" and not (folder / entry.name).exists():
                (folder / entry.name).symlink_to(entry)
    return folder


def environment(libraries: Path, temporary: Path) -> Mapping[str, str]:
    """The variables with which pip takes its requirements from ``libraries`` and asks no index.

    Nothing else of this process' environment than the path comes along, above all nothing of GitHub's or git's.
    """
    temporary.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(temporary),
        "LANG": "C.UTF-8",
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(libraries),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        # hatchling, too, is in the libraries. (For pip this variable, set to 0, means without isolation.)
        "PIP_NO_BUILD_ISOLATION": "0",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Editor",
        "GIT_AUTHOR_EMAIL": "editor@example.org",
        "GIT_COMMITTER_NAME": "Editor",
        "GIT_COMMITTER_EMAIL": "editor@example.org",
    }
