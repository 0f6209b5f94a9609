"""Setting up a folder, and the commands in the GitHub action, as far as they can be run here."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import BAD, GOOD, Run

Lint = Callable[..., Run]
ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def test_init_writes_files_that_work(lint: Lint, tmp_path: Path) -> None:
    run = lint("init", "--profile", "career-office")
    assert run.code == 0
    assert tomllib.loads((tmp_path / "followup-lint.toml").read_text("utf-8"))["profile"] == "career-office"
    hooks = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} <= ids
    workflow = yaml.safe_load((tmp_path / ".github/workflows/followup-lint.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.md").write_text(GOOD, encoding="utf-8")
    assert lint("check", "--format", "json", "drafts").json["profile"] == "career-office"


def test_init_never_overwrites(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "followup-lint.toml").write_text("# mine\n", encoding="utf-8")
    run = lint("init", "--profile", "seed", "--no-hook", "--no-workflow")
    assert (tmp_path / "followup-lint.toml").read_text("utf-8") == "# mine\n"
    assert "kept" in run.out
    assert not (tmp_path / ".pre-commit-config.yaml").exists()


def test_init_knows_its_profiles(lint: Lint) -> None:
    run = lint("init", "--profile", "carer-office")
    assert (run.code, "did you mean 'career-office'?" in run.err) == (2, True)


def step(name: str) -> str:
    (script,) = [step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == name]
    return str(script)


@pytest.mark.parametrize(("text", "code"), [(BAD, 1), (GOOD, 0)])
def test_the_actions_steps_run(tmp_path: Path, text: str, code: int) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.md").write_text(text, encoding="utf-8")
    environment = {
        **os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PATHS": "drafts", "PROFILE": "seed", "FAIL_ON": "warning", "SARIF": "out.sarif",
    }  # fmt: skip
    for name, expected in (("Write the SARIF report", 0), ("Check the drafts", code)):
        run = subprocess.run(
            ["bash", "-e", "-c", step(name)], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert run.returncode == expected, run.stderr
    assert '"2.1.0"' in (tmp_path / "out.sarif").read_text("utf-8")
    assert ("::error file=drafts/note.md" in run.stdout) == bool(code)
