"""The table of reporters, by the name that `--format` takes."""

from collections.abc import Callable, Iterator
from importlib import import_module

from followup_lint.report import Context
from followup_lint.run import Result

FORMATS = ("text", "checklist", "json", "sarif", "github", "gitlab", "junit", "html", "markdown")

Reporter = Callable[[Iterator[Result], Context], Iterator[str]]


def reporter(name: str) -> Reporter:
    """Return the reporter of a name in FORMATS; its module is imported now (all of them would cost 8 ms)."""
    found: Reporter = import_module(f"followup_lint.report.{name}").report
    return found
