"""What can go wrong outside of a draft's own words; each error prints as one clear line."""


class FollowupLintError(Exception):
    """Something that stops a run or one input: says what, where and what to do, in one line."""

    def __init__(self, message: str, *, path: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = self.path + (f":{self.line}" if self.line else "")
        return f"{where}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from a worker process to its parent: keep the keyword arguments."""
        return _rebuild, (type(self), self.message, self.path, self.line)


def _rebuild(kind: type[FollowupLintError], message: str, path: str, line: int) -> FollowupLintError:
    return kind(message, path=path, line=line)


class UnreadableInput(FollowupLintError):
    """A draft that cannot be read: bytes that are no text, a broken front matter, a limit passed."""


class RuleFileError(FollowupLintError):
    """A rule file or a profile that breaks its schema."""


class ConfigError(FollowupLintError):
    """A configuration that is wrong, or an option with an impossible value."""
