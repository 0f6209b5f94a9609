"""Write files so that nothing can be lost: all of the new bytes take the place of the old ones, or none."""

import os
import re
import stat
import tempfile
from contextlib import suppress

from followup_lint.errors import UnreadableInput

_TEMPORARY = re.compile(r"\.followup-lint-[a-z0-9_]{8}\.tmp")
"""What `write` calls a new file before it takes the old one's place."""

STALE = 600
"""How old such a file must be to have been left behind by a run that was killed, in seconds; writing one takes few."""


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
