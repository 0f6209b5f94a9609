"""The library, as its users call it."""

from pathlib import Path

import pytest

from followup_lint import api
from tests.conftest import BAD, GOOD


def test_a_text_gives_a_frozen_report() -> None:
    report = api.lint_text(BAD)
    (finding,) = [f for f in report.findings if f.code == "TON005"]
    assert BAD[finding.start.offset : finding.end.offset] == "I need an answer by"
    assert finding.severity is api.Severity.ERROR
    with pytest.raises(AttributeError):
        finding.code = "X"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("options", "there"),
    [
        ({"ignore": ["tone"]}, False),
        ({"ignore": "tone"}, False),
        ({"select": ["STR"]}, False),
        ({"select": "STR"}, False),
        ({"profile": "strict"}, True),
    ],
)
def test_options(options: dict[str, str], there: bool) -> None:
    rules = api.load_rules()
    assert any(f.code == "TON005" for f in api.lint_text(BAD, rules=rules, **options).findings) == there  # type: ignore[arg-type]


def test_files_and_errors_come_in_one_stream(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"\0")
    (tmp_path / "c.txt").write_text(BAD, encoding="utf-8")
    results = list(api.lint_files([str(tmp_path)]))
    assert [isinstance(result, api.UnreadableInput) for result in results] == [False, True, False]


def test_workers_find_what_one_process_finds(tmp_path: Path) -> None:
    for number in range(170):
        (tmp_path / f"{number:03}.md").write_text((BAD, GOOD)[number % 2], encoding="utf-8")
    (tmp_path / "050.md").write_bytes(b"\0")

    def told(jobs: int) -> list[object]:
        return [
            [(f.code, f.start) for f in result.findings] if isinstance(result, api.DraftReport) else str(result)
            for result in api.lint_files([str(tmp_path)], jobs=jobs)
        ]

    assert told(1) == told(2)


def test_wrong_names_are_said() -> None:
    with pytest.raises(api.ConfigError, match="did you mean 'seed'"):
        api.lint_text(GOOD, profile="sead")
    with pytest.raises(api.UnreadableInput, match="duplicate"):
        api.lint_text("---\nkind: nudge\nkind: nudge\n---\nHi\n")
