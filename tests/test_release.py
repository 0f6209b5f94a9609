"""The workflows and the recipe of a release: what they may do, and that they agree with the project's own files."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def workflow(name: str) -> dict[Any, Any]:
    values: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text("utf-8"))
    return values


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_unless_one_job_says_why(path: Path) -> None:
    values = workflow(path.name)
    assert values["permissions"] == {"contents": "read"}
    for name, job in values["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        writes = {key for key, value in job.get("permissions", {}).items() if value == "write"}
        assert writes <= {"publish": {"id-token"}, "announce": {"contents"}}.get(name, set()), name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "a run line takes values from env, never from the event"
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_pythons_are_those_that_the_project_says_it_runs_on() -> None:
    jobs = workflow("test.yml")["jobs"]
    oldest = [
        step["with"]["python-version"] for step in jobs["all"]["steps"] if "python-version" in step.get("with", {})
    ]
    tested = {*oldest, *jobs["quick"]["strategy"]["matrix"]["python"]}
    said = {name.rpartition(" ")[2] for name in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", name)}
    assert tested == said
    assert PROJECT["project"]["requires-python"] == ">=" + min(said, key=lambda name: int(name[2:]))


def test_a_release_publishes_what_the_build_made_and_nobody_types_a_password() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert workflow("release.yml")[True] == {"push": {"tags": ["v*"]}}  # YAML takes `on` for true
    assert jobs["publish"]["needs"] == "build" and jobs["publish"]["environment"]["name"] == "pypi"
    assert "secrets." not in (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert any(step.get("run") == ".ci/dist" for step in jobs["build"]["steps"])


def test_actions_are_pinned_to_commits_and_to_one_commit_each() -> None:
    places = [*WORKFLOWS, ROOT / "action.yml", ROOT / "followup_lint" / "commands" / "init.py"]
    used = [line for path in places for line in re.findall(r"uses: (.+)", path.read_text("utf-8"))]
    pins = [re.fullmatch(r"([\w-]+/[\w-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+", line) for line in used]
    assert len(pins) > 10 and all(pins), used
    assert len({pin[1] for pin in pins if pin}) == len({pin[0] for pin in pins if pin})


def test_what_builds_a_release_is_pinned() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    assert re.fullmatch(r"hatchling==[\d.]+", backend)
    assert backend in PROJECT["project"]["optional-dependencies"]["dev"]
    lines = (ROOT / ".ci" / "release.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[\w-]+==[\d.]+|#.*", line) for line in lines)
    recipe = (ROOT / ".ci" / "dist").read_text("utf-8")
    assert "SOURCE_DATE_EPOCH" in recipe and "cmp " in recipe and "cyclonedx-py" in recipe
