"""Write a build beside the output folder and put it in its place in one move."""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from kwedition.edition import MARKER
from kwedition.errors import OutputError

_README = "README.md"
_MARK = "Made by kwedition. This folder is replaced at every build, but for its README.md.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
# Steps of a path that lead nowhere, or out of a folder.
_NOWHERE = frozenset(("", ".", ".."))


def check_ours(output: Path) -> None:
    """Raise OutputError unless the folder may be replaced.

    Ours is what is not there yet, is empty, holds only README.md, or has our marker.
    """
    try:
        if output.is_symlink() or (output.exists() and not output.is_dir()):
            raise OutputError(f"{output} is not a folder", "name a folder that kwedition may make: --output DIR")
        held = {path.name for path in output.iterdir()} if output.exists() else set()
    except OSError as error:
        raise OutputError(
            f"cannot write {output}: {error.strerror}",
            "check the permissions of the folder, or name another with --output",
        ) from None
    if MARKER not in held and held - {_README}:
        some = ", ".join(sorted(held)[:3])
        raise OutputError(
            f"{output} was not made by kwedition (it holds {some}); nothing was changed",
            "name another folder with --output, or empty this one yourself",
        )


class Staging:
    """A folder beside the output, which takes its place when the build is complete.

    Use as a context manager: without ``publish`` it leaves nothing behind and the output as it was.
    """

    def __init__(self, output: Path) -> None:
        check_ours(output)
        self._output = output
        # Folders that are there: relative to the output, and as they are named here.
        self._made: dict[str, str] = {}
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            # Beside the output, so that it is on the same file system and a rename moves it.
            self.folder = Path(tempfile.mkdtemp(prefix=f".{output.name}-", suffix=".part", dir=output.parent))
            self.folder.chmod(0o755)
        except OSError as error:
            raise OutputError(
                f"cannot write {output}: {error.strerror}",
                "check the permissions of the folder above it, or name another with --output",
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path: str, content: bytes) -> None:
        """Write a file at a path relative to the output, with ``/``."""
        file = self._place(path)
        try:
            # Without what pathlib and buffers do: this is done for every page of a build from nothing.
            descriptor = os.open(file, _WRITING, 0o666)
            try:
                written = os.write(descriptor, content)
                # One call writes two gigabytes at most.
                while written < len(content):
                    written += os.write(descriptor, memoryview(content)[written:])
            finally:
                os.close(descriptor)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from None

    def copy(self, path: str, file: Path) -> None:
        """Copy a file to a path relative to the output; one that is there as it is, is taken over."""
        try:
            old, new = (self._output / path).stat(), file.stat()
            same = (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns)
        except OSError:
            same = False
        if same and self.keep(path):
            return
        try:
            # With its time, by which the next build knows it.
            shutil.copy2(file, self._place(path))
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from None

    def keep(self, path: str) -> bool:
        """Take a file over from the old output as it is there; False where that cannot be done."""
        try:
            # A second name for the same bytes: nothing is copied, and the old name goes with the old folder.
            os.link(f"{self._output}{os.sep}{path}", self._place(path))
        except OSError:
            return False
        return True

    def _place(self, path: str) -> str:
        # Strings, because this is done for every page of every build.
        inside, _, name = path.rpartition("/")
        if name in _NOWHERE or path[0] == "/" or (os.sep != "/" and os.sep in name):
            raise _outside(path)
        folder = self._made.get(inside)
        if folder is None:
            if path != name and (not _NOWHERE.isdisjoint(inside.split("/")) or (os.sep != "/" and os.sep in inside)):
                raise _outside(path)
            folder = f"{self.folder}/{inside}" if inside else str(self.folder)
            try:
                Path(folder).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{path} cannot be written: {error.strerror}") from None
            self._made[inside] = folder
        return f"{folder}/{name}"

    def publish(self) -> None:
        """Put what was written in the place of the old output, whose README.md is carried over."""
        self.write(MARKER, _MARK.encode())
        # Whoever else builds here may have changed the folder since.
        check_ours(self._output)
        kept = self._output / _README
        if kept.is_file():
            shutil.copyfile(kept, self.folder / _README)
        try:
            _swap(self.folder, self._output)
        except OSError as error:
            raise OutputError(
                f"{self._output} cannot be replaced: {error.strerror}",
                "the old output is still there",
            ) from None


def _outside(path: str) -> OutputError:
    return OutputError(f"a page wants to be written outside the output: {path}")


def _swap(new: Path, old: Path) -> None:
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        # Elsewhere than on Linux there is a moment without output; if it ends badly, the old one comes back.
        aside = new.with_suffix(".old")
        old.rename(aside)
        try:
            new.rename(old)
        except OSError:
            aside.rename(old)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one system call; False where there is none."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE))
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}:
        return False
    raise OSError(code, os.strerror(code))
