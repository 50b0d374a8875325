"""Write a build beside the output folder and put it in its place in one move.

Where only a few files are others than in the old output, these alone are put in the places of the old ones: each in one
move, all of them or none. To give tens of thousands of files a second name takes longer than to make a page.
"""

import contextlib
import ctypes
import errno
import glob
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from kwedition.build import locks
from kwedition.build.folder import Folder
from kwedition.edition import MARKER
from kwedition.errors import OutputError

README = "README.md"
_MARK = "Made by kwedition, which replaces what stands here when it builds, but for README.md.\n"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# How the folder is called in which a build is made.
_PART = ".part"
# So many files are put in their places one by one.
_FEW = 500


class OutputChanged(OutputError):
    """Somebody else changed the output while a build that takes files over from it was made: it has to begin again."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path} was changed while this build was made", "build again when nobody else does")


def check_ours(output: Path) -> None:
    """Raise OutputError unless the folder may be replaced.

    Ours is what is not there yet, is empty, holds only README.md, or has our marker.
    """
    try:
        if output.is_symlink() or (output.exists() and not output.is_dir()):
            what = "a link, and no folder" if output.is_symlink() else "not a folder"
            raise OutputError(f"{output} is {what}", "name a folder that kwedition may make: --output DIR")
        held = {path.name for path in output.iterdir()} if output.exists() else set()
    except OSError as error:
        raise OutputError(
            f"cannot write {output}: {error.strerror}",
            "check the permissions of the folder, or name another with --output",
        ) from None
    if MARKER not in held and held - {README}:
        some = ", ".join(sorted(held)[:3])
        raise OutputError(
            f"{output} was not made by kwedition (it holds {some}); nothing was changed",
            "name a folder with --output that is empty or not there yet",
        )


# Size, time in nanoseconds, and number of a file.
Stat = tuple[int, int, int]


def stats(folder: Path, known: Mapping[str, Stat] = MappingProxyType({})) -> dict[str, Stat]:
    """Size, time and number of each file below a folder by its path relative to it.

    ``known`` are those of another folder: a file that has the same path and number there is the same file.
    """
    found: dict[str, Stat] = {}
    stack = [("", os.fspath(folder))]
    while stack:
        inside, absolute = stack.pop()
        try:
            entries = list(os.scandir(absolute))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append((f"{inside}{entry.name}/", entry.path))
                continue
            path = f"{inside}{entry.name}"
            before = known.get(path)
            if before is not None and before[2] == entry.inode():
                found[path] = before
            else:
                stat = entry.stat(follow_symlinks=False)
                found[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


class Staging:
    """A folder beside the output, which takes its place when the build is complete.

    Use as a context manager: without ``publish`` it leaves nothing behind and the output as it was.
    """

    def __init__(self, output: Path, old: Mapping[str, Stat] | None = None, marker: Stat | None = None) -> None:
        """``old`` is what the output holds (see ``stats``), where that is known: then it need not be asked for.

        ``marker`` is that of the output if files are to stay in it that are not made again: then nobody else may have
        published meanwhile.
        """
        check_ours(output)
        self._output = output
        self._old = old or {}
        self._marker = marker
        # Files that shall stay; whether it may be enough to leave them where they are.
        self._kept: dict[str, None] = {}
        self._in_place = False
        self._written: list[str] = []
        self._copied: set[str] = set()
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            locks.sweep(output.parent, f".{glob.escape(output.name)}-*{_PART}")
            # Beside the output, so that it is on the same file system and a rename moves it.
            self._folder = Path(tempfile.mkdtemp(prefix=f".{output.name}-", suffix=_PART, dir=output.parent))
            # So others see that somebody works in it.
            self._lock = locks.Lock(self._folder)
            self._folder.chmod(0o755)
            self._inside = Folder(str(self._folder))
            self._in_place = MARKER in self._old and _can_exchange(self._folder)
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
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()

    @property
    def folder(self) -> Path:
        """The folder, with all that is to be in the output by now."""
        self._complete()
        return self._folder

    def write(self, path: str, content: bytes) -> None:
        """Write a file at a path relative to the output, with ``/``."""
        if path in self._kept:
            # What is written anew must not be written into the old output.
            self.drop(path)
        self._written.append(path)
        self._inside.write(path, content)

    def open_to_others(self) -> str:
        """The folder, for workers on this machine that write into it by themselves (see folder.py)."""
        return str(self._folder)

    def wrote(self, paths: Iterable[str]) -> None:
        """Take note of files that workers wrote."""
        self._written += paths

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
            shutil.copy2(file, self._inside.place(path))
            self._written.append(path)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from None

    def keep(self, path: str) -> bool:
        """Take a file over from the old output as it is there; False where that cannot be done."""
        if not (self._in_place and path in self._old) and not self._link(path):
            return False
        self._kept[path] = None
        return True

    def drop(self, path: str) -> None:
        """Forget a file that was taken over, because another will be written in its place."""
        del self._kept[path]
        Path(self._inside.place(path)).unlink(missing_ok=self._in_place)

    def _link(self, path: str) -> bool:
        try:
            # A second name for the same bytes: nothing is copied, and the old name goes with the old folder.
            os.link(f"{self._output}{os.sep}{path}", self._inside.place(path))
        except OSError:
            return False
        return True

    def stats(self) -> dict[str, Stat]:
        """What will be in the output: size, time and number of each file by its path."""
        if self._is_small_change():
            return {path: self._old[path] for path in self._kept} | stats(self._folder)
        return self._whole()

    def _whole(self) -> dict[str, Stat]:
        """What is in the folder when all is; raises OutputChanged where a file that was to stay is another by now."""
        found = stats(self.folder, self._old)
        for path in self._kept:
            # (A copy is another file, and of pages that are bound into a book none is left.)
            if path in self._old and path in found and path not in self._copied and found[path] != self._old[path]:
                raise OutputChanged(self._output / path)
        return found

    def publish(self, noted: Callable[[Stat], None] | None = None) -> None:
        """Put what was written in the place of the old output, whose README.md is carried over.

        ``noted`` is told the new marker, by which what is published is known, before anybody else publishes.
        """
        # Whoever else builds here is done with it, or waits until this is.
        with locks.alone(self._output):
            marker = self._publish()
            if noted is not None:
                noted(marker)

    def _publish(self) -> Stat:
        # It may have changed since.
        check_ours(self._output)
        if self._marker is not None and stat_of(self._output / MARKER) != self._marker:
            raise OutputChanged(self._output)
        try:
            small = self._is_small_change()
            # By a new marker others see that the output is another.
            self.write(MARKER, _MARK.encode())
            marker = _stat(self._folder / MARKER)
            if small and _put(self._folder, self._output, list(dict.fromkeys(self._written))):
                return marker
            if self._in_place:
                self._whole()
            kept = self._output / README
            if kept.is_file():
                shutil.copyfile(kept, self._folder / README)
            _swap(self._folder, self._output)
            return marker
        except FileNotFoundError:
            raise OutputChanged(self._output) from None
        except OSError as error:
            raise OutputError(
                f"{self._output} cannot be replaced: {error.strerror}",
                "the old output is still there",
            ) from None

    def _is_small_change(self) -> bool:
        """Whether nothing of the old output goes, nobody else built there, and only few files are others."""
        if not self._in_place or len(self._written) > _FEW or stat_of(self._output / MARKER) != self._old[MARKER]:
            return False
        gone = self._old.keys() - self._kept.keys() - set(self._written) - {README, MARKER}
        return not gone and not any((self._output / path).is_dir() for path in self._written)

    def _complete(self) -> None:
        """Have all files that shall stay in the folder, too."""
        if not self._in_place:
            return
        self._in_place = False
        for path in self._kept:
            if not self._link(path):
                # There are file systems on which a file has one name.
                if stat_of(self._output / path) != self._old[path]:
                    raise OutputChanged(self._output / path)
                try:
                    shutil.copy2(self._output / path, self._inside.place(path), follow_symlinks=False)
                except OSError as error:
                    raise OutputError(f"{path} cannot be read again: {error.strerror}") from None
                self._copied.add(path)


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


def _put(folder: Path, output: Path, paths: list[str]) -> bool:
    """Put the files of one folder in the places of those of another: all of them, or none.

    False where the file system cannot do it, or this user may not; raises OSError where it fails.
    """
    done: list[tuple[str, bool]] = []
    with _undisturbed():
        try:
            for path in paths:
                new, old = folder / path, output / path
                there = old.is_symlink() or old.exists()
                if there and not _exchange(new, old):
                    break
                if not there:
                    old.parent.mkdir(parents=True, exist_ok=True)
                    new.rename(old)
                done.append((path, there))
            else:
                return True
        except PermissionError:
            # Who may not write in a folder of the output may still replace it.
            pass
        except OSError:
            _put_back(folder, output, done)
            raise
        _put_back(folder, output, done)
        return False


def _put_back(folder: Path, output: Path, done: list[tuple[str, bool]]) -> None:
    for path, there in reversed(done):
        with contextlib.suppress(OSError):
            if there:
                _exchange(folder / path, output / path)
            else:
                (output / path).rename(folder / path)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """For as long as the context lasts, Ctrl-C and a polite end wait."""
    if threading.current_thread() is not threading.main_thread():
        # They never reach another thread.
        yield
        return
    waiting: list[int] = []
    before = {
        kind: signal.signal(kind, lambda received, _frame: waiting.append(received))
        for kind in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, signal.SIG_DFL if handler is None else handler)
        for received in waiting:
            signal.raise_signal(received)


def stat_of(file: Path) -> Stat | None:
    """Size, time and number of a file; None where it is not there."""
    try:
        return _stat(file)
    except OSError:
        return None


def _stat(file: Path) -> Stat:
    stat = file.lstat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _can_exchange(folder: Path) -> bool:
    """Whether two files in a folder can swap their places."""
    one, other = folder / "1", folder / "2"
    one.touch()
    other.touch()
    done = _exchange(one, other)
    one.unlink()
    other.unlink()
    return done


def _exchange(one: Path, other: Path) -> bool:
    """Swap two files or folders in one system call; False where there is none."""
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
