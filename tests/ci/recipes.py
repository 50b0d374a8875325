"""The examples in docs/ci.md and docs/editors.md, as they stand there."""

import re
from typing import Any

import yaml

from common import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page: str, heading: str, language: str) -> list[str]:
    """The examples in a language below a heading of the second level; there must be some."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (section,) = [part for part in re.split(r"^## ", text, flags=re.M) if part.split("\n", 1)[0] == heading]
    found = [body for kind, body in _BLOCK.findall(section) if kind == language]
    assert found, f"no {language} under {heading}"
    return found


def parsed(heading: str) -> list[dict[str, Any]]:
    """The YAML of docs/ci.md below a heading."""
    return [yaml.safe_load(body) for body in blocks("ci.md", heading, "yaml")]
