"""The library: lint texts and files from Python. What this module exports stays as it is until the next major version.

from followup_lint.api import lint_text

for finding in lint_text("Dear Dana, …").findings:
    print(finding.start.line, finding.code, finding.message)
"""

from collections.abc import Iterable, Iterator
from datetime import date

from followup_lint import run
from followup_lint.engine import DraftReport, Settings
from followup_lint.errors import ConfigError, FollowupLintError, RuleFileError, UnreadableInput
from followup_lint.finding import Edit, Evidence, Finding, Fix, Severity
from followup_lint.ruleset import Ruleset, shipped
from followup_lint.source import Position, Source, Span

__all__ = [
    "ConfigError", "DraftReport", "Edit", "Evidence", "Finding", "Fix", "FollowupLintError", "Position", "RuleFileError",
    "Ruleset", "Severity", "Source", "Span", "UnreadableInput", "lint_files", "lint_text", "load_rules",
]  # fmt: skip


Texts = str | Iterable[str]
"""One text, or several."""


def load_rules(*files: str) -> Ruleset:
    """Return the shipped rules with those of a team's rule files.

    Load them once and pass them to every call; loading takes milliseconds, linting a draft takes less. Raises
    RuleFileError.
    """
    ruleset = shipped()
    for path in files:
        from followup_lint.house import add

        ruleset = add(ruleset, path)
    return ruleset


def lint_text(
    text: str,
    *,
    name: str = "draft.md",
    profile: Texts = (),
    select: Texts = (),
    ignore: Texts = (),
    today: date | None = None,
    rules: Ruleset | None = None,
) -> DraftReport:
    """Return the report on one draft.

    The suffix of `name` says how to read it (.md, .txt, .eml). `select` and `ignore` hold codes, names or their
    beginnings; one text stands for a list of one. Offsets in the report count the characters of `text`. Raises
    UnreadableInput for a broken front matter and ConfigError for a profile or a rule that does not exist.
    """
    ruleset = rules or shipped()
    return run.lint_source(Source(name, text), ruleset, _settings(ruleset, profile, select, ignore, today))


def lint_files(
    paths: Texts,
    *,
    profile: Texts = (),
    select: Texts = (),
    ignore: Texts = (),
    today: date | None = None,
    rules: Ruleset | None = None,
    jobs: int = 1,
) -> Iterator[DraftReport | FollowupLintError]:
    """Yield a report, or an error, for each draft in files and folders; an application is judged as a whole.

    Reports come one by one and hold no reference to each other, so any number of drafts can be gone through. `jobs` is
    the number of processes to use at most. Raises as `lint_text` does, but an input that cannot be read is yielded.
    """
    ruleset = rules or shipped()
    settings = _settings(ruleset, profile, select, ignore, today)
    errors: list[FollowupLintError] = []
    inputs = run.gather(_texts(paths), (), errors)
    yield from errors
    yield from run.run(inputs, ruleset, lambda path: settings, jobs=jobs)


def _settings(ruleset: Ruleset, profile: Texts, select: Texts, ignore: Texts, today: date | None) -> Settings:
    names, chosen = _texts(profile), _texts(select)
    ruleset.profile(names)
    selected = ruleset.select(chosen) if chosen else None
    return Settings(profile=names, selected=selected, ignored=ruleset.select(_texts(ignore)), today=today)


def _texts(value: Texts) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
