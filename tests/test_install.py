"""An installed package brings its stylesheets; an editable one takes them from the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from common import ROOT
from kwedition import resources


def test_the_checkout_comes_first() -> None:
    assert resources.root() == ROOT


def test_a_wheel_is_complete(tmp_path: Path, mini: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    packed = {
        path.relative_to(site / "kwedition/resources").as_posix() for path in (site / "kwedition/resources").rglob("*")
    }
    for folder in ("xslt", "schema"):
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert here <= packed
    assert (site / "kwedition/check/reports/html.css").is_file()
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "kwedition", "build", "--source", str(mini / "tei"), "--output", "output"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    where = [sys.executable, "-c", "from kwedition import resources; print(resources.root())"]
    done = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert Path(done.stdout.strip()) == site / "kwedition/resources"
    assert (tmp_path / "output/texts/first.html").is_file()
    shutil.copyfile(ROOT / "tests/print/fo/footnote.fo", tmp_path / "a.fo")
    command = [sys.executable, "-m", "kwedition", "print", "a.fo"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert (tmp_path / "a.pdf").is_file()
