"""The hooks of `.pre-commit-hooks.yaml`, under the real pre-commit and under prek, in a scratch repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from docx import Document

from tests.conftest import BAD, GOOD

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout"),
]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    git = {
        "GIT_AUTHOR_NAME": "Ana",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "Ana",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    caches = {"PRE_COMMIT_HOME": str(folder.parent / "cache"), "PREK_HOME": str(folder.parent / "cache")}
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTEST"))}
    return subprocess.run(command, cwd=folder, env={**environment, **git, **caches}, capture_output=True, text=True)


RUNNERS = {"pre-commit": [sys.executable, "-m", "pre_commit"], "prek": [str(Path(sys.executable).parent / "prek")]}


class Scratch(NamedTuple):
    """A repository of drafts, and the command of what runs its hooks."""

    path: Path
    runner: list[str]


@pytest.fixture(scope="module", params=RUNNERS)
def scratch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A repository whose hook comes from a copy of this checkout."""
    home = tmp_path_factory.mktemp("hooks")
    project, repository = home / "project", home / "scratch"
    names = run(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.split("\n")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "copy"]):
        run(project, "git", *command)
    revision = run(project, "git", "rev-parse", "HEAD").stdout.strip()
    repository.mkdir()
    run(repository, "git", "init", "-q")
    hooks = [
        {"id": "followup-lint", "files": "^drafts/", "args": ["--ignore", "STR002"]},
        {"id": "followup-lint", "files": r"^mails/.*\.eml$", "types_or": ["file"]},
        {
            "id": "followup-lint",
            "files": r"^letters/.*\.docx$",
            "types_or": ["file"],
            "additional_dependencies": ["python-docx"],
        },
        {"id": "followup-lint-rules"},
    ]
    config = {"repos": [{"repo": str(project), "rev": revision, "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (repository / "drafts").mkdir()
    run(repository, "git", "add", "-A")
    run(repository, "git", "commit", "-qm", "configuration")
    installed = run(repository, *RUNNERS[request.param], "install")
    assert installed.returncode == 0, installed.stderr
    return Scratch(repository, RUNNERS[request.param])


def commit(scratch: Scratch, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """Write a file and run the hooks on it."""
    (scratch.path / name).write_text(text, encoding="utf-8")
    run(scratch.path, "git", "add", "-A")
    return run(scratch.path, *scratch.runner, "run", "--files", name)


def test_git_refuses_to_commit_a_bad_draft_and_takes_it_mended(scratch: Scratch) -> None:
    def attempt(text: str) -> subprocess.CompletedProcess[str]:
        (scratch.path / "drafts" / "first.md").write_text(text, encoding="utf-8")
        run(scratch.path, "git", "add", "-A")
        return run(scratch.path, "git", "commit", "-qm", "a draft")

    def last() -> str:
        return run(scratch.path, "git", "log", "-1", "--format=%s").stdout.strip()

    bad = attempt(BAD)
    assert bad.returncode == 1 and "TON005" in bad.stdout + bad.stderr
    assert last() == "configuration"
    assert attempt(GOOD).returncode == 0
    assert last() == "a draft"


def test_a_bad_draft_blocks_and_a_good_one_passes(scratch: Scratch) -> None:
    bad = commit(scratch, "drafts/note.md", BAD)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "TON005" in bad.stdout
    good = commit(scratch, "drafts/note.md", GOOD)
    assert good.returncode == 0, good.stdout + good.stderr
    unsigned = commit(scratch, "drafts/note.md", GOOD.partition("Kind regards")[0])
    assert unsigned.returncode == 0, "arguments reach the linter"
    assert commit(scratch, "elsewhere.md", BAD).returncode == 0


def test_mails_are_checked_where_the_page_says_how(scratch: Scratch) -> None:
    (scratch.path / "mails").mkdir(exist_ok=True)
    head = "Subject: Thank you\nFrom: Ana Ruiz <ana@example.org>\nTo: Priya Okafor <priya@example.org>\n\n"
    bad = commit(scratch, "mails/note.eml", head + BAD)
    assert bad.returncode == 1
    assert "TON005" in bad.stdout


def test_word_files_are_checked_where_the_page_says_how(scratch: Scratch) -> None:
    def attempt(text: str) -> subprocess.CompletedProcess[str]:
        letter = Document()
        for paragraph in text.split("\n\n"):
            letter.add_paragraph(paragraph.replace("\n", " "))
        letter.save(str(scratch.path / "letters" / "note.docx"))
        run(scratch.path, "git", "add", "-A")
        return run(scratch.path, *scratch.runner, "run", "--files", "letters/note.docx")

    (scratch.path / "letters").mkdir(exist_ok=True)
    bad = attempt(BAD)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "note.docx" in bad.stdout and "TON005" in bad.stdout and "paragraph 3" in bad.stdout
    good = attempt(GOOD)
    assert good.returncode == 0, good.stdout + good.stderr


def test_a_teams_rule_file_is_run(scratch: Scratch) -> None:
    broken = commit(scratch, "house.yml", "rules: 3\n")
    assert broken.returncode == 1
    assert "rules: must be a list" in broken.stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_every_entry_is_a_command_that_runs(hook: dict[str, str], tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "followup-lint"), *hook["entry"].split()[1:], "--help"]
    assert run(tmp_path, *command).returncode == 0
