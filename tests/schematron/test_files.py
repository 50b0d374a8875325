"""Files that XPath may read are harmless, however they are written."""

from pathlib import Path

import pytest

from kwedition.check.schematron_files import Files, address, reads

ENTITY = '<!DOCTYPE k [<!ENTITY e SYSTEM "file:///etc/hostname">]><k>&e;</k>'
OWN = '<!DOCTYPE k [<!ENTITY e "inner">]><k>&e;</k>'


@pytest.mark.parametrize(
    ("data", "there"),
    [
        (b"<k>text</k>", True),
        ("﻿<k>text</k>".encode(), True),
        (b"plain text, no XML", True),
        ("t\xe9xt".encode("latin-1"), False),
        (ENTITY.encode(), False),
        (ENTITY.encode("utf-16"), False),
        (('<?xml version="1.0" encoding="utf-16"?>' + ENTITY).encode("utf-16-le"), False),
        (('<?xml version="1.0" encoding="cp037"?>' + ENTITY).encode("cp037"), False),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADw-k/+AD4-', True),
        (b'<!DOCTYPE k SYSTEM "file:///etc/x.dtd"><k>text</k>', True),
        (OWN.encode(), True),
    ],
)
def test_what_is_given_to_a_parser_that_follows_entities(tmp_path: Path, data: bytes, there: bool) -> None:
    (tmp_path / "k.xml").write_bytes(data)
    files = Files(tmp_path)
    given = files.paths.get("edition:/k.xml")
    assert (given is not None) == there
    if given is not None:
        assert b"<!DOCTYPE" not in given.read_bytes()
        assert b"hostname" not in given.read_bytes()


def test_links_and_hidden_files_and_what_was_made_are_passed_over(tmp_path: Path) -> None:
    for name in ("edition", "edition/.git", "edition/out", "edition/lists"):
        (tmp_path / name).mkdir()
    for name in (
        "secret.xml",
        "edition/.git/a.xml",
        "edition/out/.kwedition",
        "edition/out/b.xml",
        "edition/lists/a b.xml",
    ):
        (tmp_path / name).write_text("<k/>")
    (tmp_path / "edition" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (tmp_path / "edition" / "hidden.xml").symlink_to(tmp_path / "edition/.git/a.xml")
    (tmp_path / "edition" / "folder").symlink_to(tmp_path)
    files = Files(tmp_path / "edition")
    assert set(files.paths) == {"edition:/lists/a b.xml", "edition:/lists/a%20b.xml"}


def test_addresses_stay_in_the_edition(tmp_path: Path) -> None:
    assert address(tmp_path / "tei" / "a b.xml", tmp_path) == "edition:/tei/a%20b.xml"
    assert address(tmp_path / ".." / "x.xml", tmp_path) == ""


@pytest.mark.parametrize(
    ("schema", "asks"),
    [
        ("doc('x.xml')", True),
        ("unparsed-text-lines ('x')", True),
        ("doc#1", True),
        ("base-uri(.)", True),
        ("mydoc:x(1)", False),
        ("count(//doc)", False),
    ],
)
def test_only_schemas_that_ask_for_files_cost_their_list(schema: str, asks: bool) -> None:
    assert reads(schema) == asks
