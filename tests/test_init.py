"""Setting up a folder, and the commands in the GitHub action, as far as they can be run here."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import BAD, GOOD, Run
from tests.test_docs import blocks

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


@pytest.mark.parametrize(
    "name", ["drafts", "my drafts", "a'b; touch pwned", "x: [y]", "#1", ".", "./notes/", "a\nb", "-x"]
)
def test_any_folder_of_drafts_can_be_named(lint: Lint, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(exist_ok=True, parents=True)
    (tmp_path / name / "note.md").write_text(BAD, encoding="utf-8")
    assert lint("init", "--profile", "seed", f"--drafts={name}").code == 0
    hooks = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))
    pattern = hooks["repos"][0]["hooks"][0]["files"]
    path = os.path.normpath(f"{name}/note.md")
    assert re.search(pattern, path)
    workflow = yaml.safe_load((tmp_path / ".github/workflows/followup-lint.yml").read_text("utf-8"))
    ran = shell(workflow["jobs"]["check"]["steps"][-1]["run"], tmp_path)
    assert ran.returncode == 1 and "TON005" in ran.stdout, ran.stderr
    assert not (tmp_path / "pwned").exists()


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **variables}
    return subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)


def snippet(page: str, language: str, beginning: str) -> str:
    """The block of a page of the documentation that begins so."""
    text = (ROOT / "content" / "tool" / page).read_text("utf-8")
    (found,) = [block.text for block in blocks(text) if block.language == language and block.text.startswith(beginning)]
    return found


@pytest.mark.parametrize(("text", "code"), [(BAD, 1), (GOOD, 0)])
def test_the_gitlab_job_runs(tmp_path: Path, text: str, code: int) -> None:
    job = yaml.safe_load(snippet("ci.md", "yaml", "followup-lint:"))["followup-lint"]
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.md").write_text(text, encoding="utf-8")
    install, *commands = job["script"]
    assert install == "pip install followup-lint"
    assert shell("\n".join(commands), tmp_path).returncode == code
    issues = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert bool([issue for issue in issues if issue["check_name"] == "TON005"]) == bool(code)


def test_the_settings_for_editors_name_the_server(lint: Lint) -> None:
    code = json.loads(snippet("editors.md", "json", "{"))
    helix = tomllib.loads(snippet("editors.md", "toml", "[language-server.followup-lint]"))
    server = helix["language-server"]["followup-lint"]
    lua = re.search(r'cmd = \{ "(.*)", "(.*)" \}', snippet("editors.md", "lua", "vim.lsp.config"))
    assert lua
    for command in ([code["command"], *code["args"]], [server["command"], *server["args"]], [*lua.groups()]):
        assert command == ["followup-lint", "server"]
    assert "followup-lint" in helix["language"][0]["language-servers"]
    assert lint("server", "--help").code == 0


def test_the_github_snippet_gives_inputs_that_the_action_has() -> None:
    (step,) = yaml.safe_load(snippet("ci.md", "yaml", "- uses"))
    assert set(step["with"]) <= set(ACTION["inputs"])


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
