"""Paths, folders and standard input to inputs, grouped by the application that they belong to."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from followup_lint.errors import FollowupLintError, UnreadableInput
from followup_lint.limits import most_bytes
from followup_lint.source import at_once

SUFFIXES = (".md", ".markdown", ".txt", ".eml")
"""What counts as a draft in a folder; a file named on the command line always does."""

NO_DRAFTS = ("readme", "changelog", "contributing", "license", "licence", "index")
"""Names, without suffix, that a folder's search leaves out."""

APPLICATION = "application.yml"
FIRST_BYTES = 65_536
"""How much of a file is read at first, in bytes: many times the longest letter."""

SENT = "sent"
"""A folder in an application that holds what was already sent."""


class Group(NamedTuple):
    """Inputs that are linted together: the drafts of one application, or the drafts of one folder without one.

    `beside` are an application's drafts that nobody named: the others are judged with them. `whole` says that the
    application itself, or its folder, was named.
    """

    paths: tuple[str, ...]
    application: str | None = None
    beside: tuple[str, ...] = ()
    whole: bool = False


def find(
    paths: Iterable[str], exclude: Iterable[str] = (), report: Callable[[FollowupLintError], None] = lambda error: None
) -> Iterator[Group]:
    """Yield the groups of inputs below paths, each input once, in the order of the paths and then of names.

    `exclude` holds globs of paths to leave out of folders. What cannot be read is given to `report`, and so is a link in a
    folder that leads out of it: who wrote the folder has not thereby said that other files may be read and quoted.
    """
    patterns = tuple(exclude)
    seen: set[str] = set()
    by_folder: dict[str, list[str]] = {}  # by absolute path
    for path in paths:
        if os.path.isdir(path):
            names: Iterable[str] = _walk(path, patterns, report, frozenset(), os.path.realpath(path))
        elif os.path.lexists(path):
            names = (path,)
        else:
            report(UnreadableInput("does not exist; check the path", path=path))
            continue
        for name in names:
            real = os.path.abspath(name)
            if real not in seen:
                seen.add(real)
                by_folder.setdefault(os.path.dirname(real), []).append(name)
    for members in by_folder.values():
        folder = os.path.dirname(members[0])
        drafts = tuple(name for name in members if os.path.basename(name) != APPLICATION)
        try:
            application = application_in(folder)
        except UnreadableInput as error:
            report(error)
            application = None
        if application:
            others = _drafts_in(folder, os.path.realpath(folder), patterns)
            beside = tuple(path for path in others if os.path.abspath(path) not in seen)
            yield Group(drafts, application, beside, len(drafts) < len(members))
        elif drafts:
            yield Group(drafts)


def _walk(
    folder: str, patterns: tuple[str, ...], report: Callable[[FollowupLintError], None],
    above: frozenset[tuple[int, int]], root: str,
) -> Iterator[str]:  # fmt: skip
    """Yield the drafts below a folder by name; a link back to a folder above is not followed, nor one out of `root`."""
    try:
        status = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        report(UnreadableInput(f"cannot be read ({error.strerror}); check its permissions", path=folder))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    for entry in entries:
        path = entry.path
        if entry.name.startswith(".") or any(_excluded(path, pattern) for pattern in patterns):
            continue
        folders, wanted = _is_folder(entry), entry.name == APPLICATION or is_draft(entry.name)
        if entry.is_symlink() and (folders or wanted) and _leaves(path, root):
            report(_outside(path))
        elif folders:
            if entry.name == SENT and os.path.isfile(os.path.join(folder, APPLICATION)):
                continue
            yield from _walk(path, patterns, report, above | {identity}, root)
        elif wanted and stat.S_IFMT(_mode(path)) not in (0, stat.S_IFREG):
            report(UnreadableInput("is no file but a device, a pipe or a socket; leave it out of the paths", path=path))
        elif wanted:
            yield path


def _mode(path: str) -> int:
    """Return what a path is, as `os.stat` has it; 0 where that cannot be told, and reading it will say why."""
    try:
        return os.stat(path).st_mode
    except OSError:
        return 0


def _leaves(path: str, root: str) -> bool:
    """Whether a path leads out of a folder by way of links."""
    return os.path.commonpath([root, os.path.realpath(path)]) != root


def _outside(path: str) -> UnreadableInput:
    return UnreadableInput("is a link out of the folder; name what it leads to if it is to be checked", path=path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _excluded(path: str, pattern: str) -> bool:
    posix = Path(path).as_posix()
    return fnmatch(posix, pattern) or fnmatch(posix, f"*/{pattern}") or fnmatch(os.path.basename(path), pattern)


def is_draft(name: str) -> bool:
    """Return whether a file's name makes it a draft in a folder."""
    stem, suffix = os.path.splitext(name.lower())
    return suffix in SUFFIXES and stem not in NO_DRAFTS


def application_in(folder: str) -> str | None:
    """Return the path of a folder's `application.yml`, or None; raises UnreadableInput for a link out of the folder."""
    path = os.path.join(folder, APPLICATION)
    if not os.path.isfile(path):
        return None
    if _leaves(path, os.path.realpath(folder)):
        raise _outside(path)
    return path


def sent_messages(application: str) -> tuple[str, ...]:
    """Return the messages in the `sent` folder beside an `application.yml`, by name."""
    home = os.path.dirname(application)
    return _drafts_in(os.path.join(home, SENT), os.path.realpath(home))


def _drafts_in(folder: str, root: str, exclude: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the drafts that stand in a folder itself, by name, but links out of `root`; none where it cannot be read."""
    try:
        names = sorted(name for name in os.listdir(folder or ".") if is_draft(name) and not name.startswith("."))
    except OSError:
        return ()
    paths = (os.path.join(folder, name) for name in names)
    return tuple(
        path for path in paths
        if os.path.isfile(path) and not _leaves(path, root) and not any(_excluded(path, glob) for glob in exclude)
    )  # fmt: skip


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file, one more than it may have at most; raises UnreadableInput in one line where that fails.

    A pipe that nobody writes to is an empty file: it is not waited for.
    """
    try:
        with open(path, "rb", opener=at_once) as file:
            data = file.read(FIRST_BYTES)  # room for the largest draft would have to be mapped each time
            return data if len(data) < FIRST_BYTES else data + file.read(most_bytes(path) + 1 - FIRST_BYTES)
    except OSError as error:
        raise UnreadableInput(
            f"cannot be read ({error.strerror}); check the path and its permissions", path=path
        ) from None
