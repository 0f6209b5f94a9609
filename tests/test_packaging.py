"""The wheel holds what the checkout holds, and runs without the extras and without the checkout."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DRAFT = "Dear Dana,\n\nThank you for your time. I need an answer by Friday.\n\nKind regards,\nAna Ruiz\n"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy as git would clone it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_content_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for folder in ("rules", "templates"):
            for path in sorted((ROOT / "content" / folder).rglob("*")):
                if path.is_file():
                    name = f"followup_lint/_content/{path.relative_to(ROOT / 'content').as_posix()}"
                    assert name in names
                    assert archive.read(name) == path.read_bytes(), name
        assert "followup_lint/_content/rules.json" in names
        assert not [name for name in names if name.startswith(("tests/", "training/"))]
        json.loads(archive.read("followup_lint/_content/rules.json"))


def test_an_install_without_extras_runs_the_linter(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "FOLLOWUP"))}
    run = subprocess.run(
        [home / "bin" / "followup-lint", "--format", "json", str(draft)], cwd=tmp_path, env=environment,
        capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "TON005" in {finding["code"] for finding in json.loads(run.stdout)["drafts"][0]["findings"]}
    for heavy in ("jsonschema", "email", "yaml"):
        probe = f"import sys, followup_lint.cli, followup_lint.run; sys.exit({heavy!r} in sys.modules)"
        assert subprocess.run([python, "-c", probe], cwd=tmp_path, env=environment).returncode == 0, heavy


def test_two_wheels_are_equal(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_two_sdists_are_equal_and_hold_all_that_a_wheel_is_built_from(wheel: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    for folder in ("first", "second"):
        command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", str(tmp_path / folder)]
        subprocess.run([*command, str(ROOT)], check=True, capture_output=True, env=environment)
    (first,) = (tmp_path / "first").glob("*.tar.gz")
    (second,) = (tmp_path / "second").glob("*.tar.gz")
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / first.name.removesuffix(".tar.gz")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {i.filename: i.CRC for i in one.infolist()} == {i.filename: i.CRC for i in other.infolist()}
