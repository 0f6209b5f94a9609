"""What several tests share: the command line run in this process, and drafts to run it on."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from checker_site import address, built, chromium, engine, leave_out, page  # noqa: F401  (fixtures)

from followup_lint import cli

GOOD = """Dear Ms Okafor,

Thank you for showing me round the pumping station on Tuesday. Your story of the winter when every
gauge froze explained the job better than the advertisement did.

I did not say that I have kept a rain gauge for the town museum since 2021, and I can send you the
figures. I remain very interested in the role.

Kind regards,
Ana Ruiz
"""
BAD = GOOD.replace("I can send you the", "I need an answer by Friday. I can send you the").replace("2021, and", "2021.")


class Run(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for draft in self.json["drafts"] for finding in draft["findings"]]


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Run]:
    """Run `followup-lint` with arguments, in an empty folder, without configuration from above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOLLOWUP_LINT_URL", raising=False)

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["followup-lint", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.entry()
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.md"
    path.write_text(BAD, encoding="utf-8")
    return path
