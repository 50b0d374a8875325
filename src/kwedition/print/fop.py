"""Apache FOP, for those who have it: the same FO, another formatter."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from kwedition.errors import KweditionError
from kwedition.findings import Finding, Severity

# Whatever fonts the machine has; FOP's own have no Cyrillic, Chinese or Korean letters.
_CONFIGURATION = """<fop version="1.0"><renderers><renderer mime="application/pdf"><fonts><auto-detect/></fonts>
</renderer></renderers></fop>"""
_COMPLAINT = re.compile(r"^(?:\[(?:WARN|ERROR|FATAL)\]|WARNING:|SEVERE:|\S*Exception)\s*(.*)$", re.MULTILINE)


def format_file(fo: Path, target: Path, configuration: Path | None, name: str) -> list[Finding]:
    """Format a file with FOP; what it complains of. Raises KweditionError when there is no FOP."""
    program = shutil.which("fop")
    if program is None:
        raise KweditionError("fop is not installed", "install Apache FOP 2.8 or later, or leave out --formatter fop")
    with tempfile.TemporaryDirectory() as folder:
        settings = configuration or Path(folder, "fop.xml")
        if configuration is None:
            settings.write_text(_CONFIGURATION, encoding="utf-8")
        run = subprocess.run(
            [program, "-c", str(settings), "-fo", str(fo), "-pdf", str(target)],
            capture_output=True, text=True, check=False, errors="replace",
        )  # fmt: skip
    said = run.stdout + run.stderr
    complaints = dict.fromkeys(match[1].removeprefix("FOUserAgent - ") for match in _COMPLAINT.finditer(said))
    if configuration is None:
        # Fonts of the machine that FOP cannot read are nothing to do with this file.
        complaints = {text: None for text in complaints if not text.startswith("Unable to load font file")}
    findings = [
        Finding(name, 0, 0, "fop", Severity.WARNING, f"FOP says: {complaint}") for complaint in complaints if complaint
    ]
    if run.returncode:
        last = " ".join(said.split("\n")[-4:]).strip()
        findings.append(Finding(name, 0, 0, "fop", Severity.ERROR, f"FOP ended with {run.returncode}: {last}"))
    return findings
