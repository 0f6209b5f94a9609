"""Apply the fixes of findings to a draft until nothing is left to fix, and write files so that nothing can be lost."""

import os
import re
import stat
import tempfile
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from followup_lint.engine import DraftReport
from followup_lint.errors import UnreadableInput
from followup_lint.finding import Edit, Finding
from followup_lint.source import Source

_TEMPORARY = re.compile(r"\.followup-lint-[a-z0-9_]{8}\.tmp")
"""What `write` calls a new file before it takes the old one's place."""

STALE = 600
"""How old such a file must be to have been left behind by a run that was killed, in seconds; writing one takes few."""

ROUNDS = 10
"""How often a draft is linted again at most; each round applies all fixes that do not overlap."""


def fixed(source: Source, lint: Callable[[Source], DraftReport], unsafe: bool = False, rounds: int = ROUNDS) -> Source:
    """Return a draft with its fixes applied: the safe ones, and with `unsafe` the others too.

    `lint` gives the report on a text. A text that comes round again ends the rounds, so fixes cannot chase each other.
    """
    seen = {source.text}
    for _ in range(rounds):
        text = apply(source.text, edits_of(lint(source).findings, unsafe))
        if text in seen:
            break
        seen.add(text)
        source = replace(source, text=text)
    return source


def edits_of(findings: Iterable[Finding], unsafe: bool = False) -> list[Edit]:
    """Return the edits of the fixes, in order, whole fixes only and none that overlaps one before it."""
    chosen: list[Edit] = []  # in the order of the text
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        edits = finding.fix.edits
        if not any(_clashes(edit, chosen) for edit in edits):
            for edit in edits:
                insort(chosen, edit, key=lambda e: e.span)
    return chosen


def _clashes(edit: Edit, chosen: list[Edit]) -> bool:
    """Whether an edit overlaps one of those chosen, which are in order and overlap nowhere, so that neighbours will do."""
    at = bisect_left(chosen, edit.span, key=lambda e: e.span)
    return any(
        (edit.span.start < c.span.end and c.span.start < edit.span.end) or edit.span == c.span
        for c in chosen[max(at - 2, 0) : at + 3]
    )


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied that are in order and do not overlap."""
    pieces: list[str] = []
    reached = 0
    for edit in edits:
        pieces += (text[reached : edit.span.start], edit.text)
        reached = edit.span.end
    return "".join(pieces) + text[reached:]


def encode(source: Source) -> bytes:
    """Return the bytes of a text in the encoding that it was read in, its byte order mark included."""
    return source.text.encode(source.encoding)


def write(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Put bytes in a file, all of them or none: a new file takes the old one's place in one step.

    `expected` are the bytes that the file must still hold. Raises UnreadableInput where it changed meanwhile, or where
    the folder cannot be written; the file is then as it was.
    """
    target = os.path.realpath(path)
    try:
        if expected is not None:
            with open(target, "rb") as file:
                if file.read() != expected:
                    raise UnreadableInput("changed while it was being fixed; nothing was written, run again", path=path)
        found = os.stat(target).st_mode if os.path.exists(target) else None
        if found is not None and not stat.S_ISREG(found):  # a device or a pipe: written to, never replaced
            with open(target, "wb") as file:
                file.write(data)
            return
        mode = None if found is None else stat.S_IMODE(found)
        handle, temporary = tempfile.mkstemp(".tmp", ".followup-lint-", os.path.dirname(target))
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, mode if mode is not None else 0o666 & ~_umask())
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise UnreadableInput(f"cannot be written ({error.strerror}); it is as it was", path=path) from None


def sweep(path: str, now: float) -> None:
    """Delete what killed runs of this user left beside a file that is to be written; what cannot be deleted stays.

    `now` is in seconds since 1970.
    """
    with suppress(OSError), os.scandir(os.path.dirname(os.path.realpath(path))) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                found = entry.stat(follow_symlinks=False)
                mine = found.st_uid == os.getuid() if hasattr(os, "getuid") else True
                if stat.S_ISREG(found.st_mode) and mine and now - found.st_mtime > STALE:
                    with suppress(OSError):
                        os.unlink(entry.path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def difference(path: str, before: str, after: str) -> str:
    """Return the change as a unified diff."""
    from difflib import unified_diff  # 5 ms to import: only for --diff

    path = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
    lines = unified_diff(before.split("\n"), after.split("\n"), f"a/{path}", f"b/{path}", lineterm="")
    return "".join(line.rstrip("\r") + "\n" for line in lines)
