"""A folder that files are written into by their paths, by whoever makes them: the build itself, or its workers."""

import contextlib
import os
from pathlib import Path

from kwedition.errors import OutputError

_WRITING = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
# Steps of a path that lead nowhere, or out of a folder.
_NOWHERE = frozenset(("", ".", ".."))


class Folder:
    """A folder that is there. Paths are relative to it, with ``/``; folders below it are made as they are needed."""

    def __init__(self, path: str) -> None:
        self.path = path
        # Folders that are there: relative, and as they are named here.
        self._made = {"": path}

    def place(self, path: str) -> str:
        """The name of the file at a path; raises OutputError where that would be outside."""
        # Strings, because this is done for every page of every build.
        inside, _, name = path.rpartition("/")
        if name in _NOWHERE or path[0] == "/" or (os.sep != "/" and os.sep in name):
            raise _outside(path)
        folder = self._made.get(inside)
        if folder is None:
            if not _NOWHERE.isdisjoint(inside.split("/")) or (os.sep != "/" and os.sep in inside):
                raise _outside(path)
            folder = self.path
            for step in inside.split("/"):
                # The folder itself is not made again: it may be gone because nobody wants it any more.
                folder = f"{folder}/{step}"
                try:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(folder)  # noqa: PTH102
                except OSError as error:
                    raise OutputError(f"{path} cannot be written: {error.strerror}") from None
            self._made[inside] = folder
        return f"{folder}/{name}"

    def write(self, path: str, content: bytes) -> None:
        """Write a file. One that is there is not changed but replaced: another folder may have it, too."""
        file = self.place(path)
        try:
            try:
                descriptor = os.open(file, _WRITING | os.O_EXCL, 0o666)
            except FileExistsError:
                Path(file).unlink()
                descriptor = os.open(file, _WRITING | os.O_EXCL, 0o666)
            # Without what pathlib and buffers do: this is done for every page of a build from nothing.
            try:
                written = os.write(descriptor, content)
                # One call writes two gigabytes at most.
                while written < len(content):
                    written += os.write(descriptor, memoryview(content)[written:])
            finally:
                os.close(descriptor)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from None


def _outside(path: str) -> OutputError:
    return OutputError(f"a page wants to be written outside the output: {path}")
