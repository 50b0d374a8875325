"""The page on checking names every option, and no other."""

import re

import click

from common import ROOT
from kwedition.cli import main


def test_all_options_of_check_are_documented() -> None:
    text = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(--[a-z-]+)", text, re.M)
    assert isinstance(main, click.Group)
    options = {
        name
        for parameter in main.commands["check"].params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }
    assert set(rows) == options - {"--help"}
    assert len(rows) == len(set(rows))
