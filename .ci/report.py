"""What the steps of action.yml do with reports: paths as GitHub wants them, the log, the summary of the run.

It runs without kwedition, because the action can install another version than its own.
"""

import html
import json
import os
import re
import shlex
import sys
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import quote

# How many findings the summary of a run shows; the log has all.
_SHOWN = 50
_COMMAND = re.compile(r"::(?P<kind>error|warning|notice) file=(?P<file>[^,]*)(?P<rest>(?:,[^:]*)?)::(?P<message>.*)")
_NAMES = {"error": "error", "warning": "warning", "notice": "remark"}


def words(text: str) -> bytes:
    """The words of a text, quoted as in a shell, each before a zero byte; raises ValueError at a quote without end."""
    return b"".join(os.fsencode(word) + b"\0" for word in shlex.split(text))


def rebased(line: str, folder: str) -> str:
    """A line of the format `github` whose path starts from the root of the checkout; ``folder`` is where it did."""
    match = _COMMAND.fullmatch(line)
    if match is None or not folder:
        return line
    path = _property(normpath(join(folder, _plain(match["file"]))))
    return f"::{match['kind']} file={path}{match['rest']}::{match['message']}"


def said(line: str) -> str:
    """A line of the format `github` for people, in one line that GitHub does not take for a command."""
    match = _COMMAND.fullmatch(line)
    if match is None:
        return line
    properties = dict(pair.split("=", 1) for pair in match["rest"].split(",") if "=" in pair)
    place = ":".join(filter(None, [_plain(match["file"]), properties.get("line"), properties.get("col")]))
    told = " ".join(_plain(match["message"]).split())
    return f"{_NAMES[match['kind']]} {' '.join(place.split())}: {_plain(properties.get('title', ''))}: {told}"


def summary(lines: list[str], code: int) -> str:
    """The summary of a run, as Markdown. What documents say stands in it as text."""
    head = "### kwedition check\n\n"
    if not lines:
        return f"{head}The edition could not be checked (exit code {code}); the log says why.\n"
    findings = [said(line) for line in lines if _COMMAND.fullmatch(line)]
    shown = f"{head}**{lines[-1]}**\n"
    if findings:
        rest = len(findings) - _SHOWN
        more = f"… and {rest} more in the log\n" if rest > 0 else ""
        listed = "".join(f"{finding}\n" for finding in findings[:_SHOWN])
        shown += f"\n<pre>\n{html.escape(listed)}{more}</pre>\n"
    return shown


def rebase_sarif(log: dict[str, object], folder: str) -> None:
    """Let the paths of a log of kwedition start from the root of the checkout; GitHub knows no other beginning."""
    prefix = quote(folder)

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("uriBaseId") == "SOURCE" and isinstance(node.get("uri"), str):
                node["uri"] = normpath(join(prefix, node["uri"]))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(log)


def _folder() -> str:
    """Where the step runs, from the root of the checkout; empty in the root and outside the checkout."""
    root = Path(os.environ["GITHUB_WORKSPACE"]).resolve()
    here = Path.cwd().resolve()
    if here == root or not here.is_relative_to(root):
        return ""
    return here.relative_to(root).as_posix()


def _plain(text: str) -> str:
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def _property(text: str) -> str:
    for sign, escape in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, escape)
    return text


def _append(variable: str, text: str) -> None:
    with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
        file.write(text)


def main(command: str, *arguments: str) -> int:
    """``words TEXT``; ``findings CODE ANNOTATIONS`` (a report on standard input); ``sarif FILE``, in place."""
    if command == "words":
        try:
            sys.stdout.buffer.write(words(arguments[0]))
        except ValueError as error:
            sys.stderr.write(f"arguments that cannot be divided: {arguments[0]!r}: {error}\n")
            return 2
    elif command == "findings":
        report = sys.stdin.buffer.read().decode("utf-8", "replace")
        lines = [rebased(line, _folder()) for line in report.removesuffix("\n").split("\n") if line]
        shown = lines if arguments[1] == "true" else [said(line) for line in lines]
        sys.stdout.buffer.write("".join(f"{line}\n" for line in shown).encode())
        _append("GITHUB_STEP_SUMMARY", summary(lines, int(arguments[0])))
        _append("GITHUB_OUTPUT", f"summary={lines[-1] if lines else ''}\n")
    elif command == "sarif":
        file = Path(arguments[0])
        log = json.loads(file.read_text(encoding="utf-8"))
        rebase_sarif(log, _folder())
        file.write_text(json.dumps(log, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
