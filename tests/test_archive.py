"""The recipe for a large archive, on a local Dask cluster, finds what the library finds alone."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from followup_lint import api
from tests.conftest import BAD, GOOD
from tests.test_docs import ROOT, blocks, environment

PAGE = ROOT / "content" / "tool" / "archives.md"
PEOPLE = 130


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """People with drafts, twins, an application or a file that cannot be read; more than two tasks of them."""
    folder = tmp_path / "archive"
    for number in range(PEOPLE):
        person = folder / f"{number:03}"
        person.mkdir(parents=True)
        (person / "first.md").write_text((GOOD, BAD)[number % 2], encoding="utf-8")
        if number % 5 == 0:
            (person / "second.txt").write_text(GOOD.replace("Okafor", "Lee"), encoding="utf-8")
        if number % 17 == 0:
            (person / "broken.md").write_bytes(b"\0")
        if number % 13 == 0:
            shutil.copytree(ROOT / "tests" / "samples" / "northgate", person / "northgate")
    return folder


@pytest.mark.slow
def test_dask_finds_what_the_library_finds(archive: Path, tmp_path: Path) -> None:
    (script,) = [block for block in blocks(PAGE.read_text("utf-8")) if block.title == "archive.py"]
    (tmp_path / "archive.py").write_text(script.text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "archive.py", str(archive)], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    rows = sorted((json.loads(line) for line in run.stdout.splitlines()), key=repr)
    alone = []
    for person in archive.iterdir():
        for result in api.lint_files([str(person)]):
            if isinstance(result, api.DraftReport):
                alone += [
                    {"code": f.code, "line": f.start.line, "message": f.message, "path": result.path}
                    for f in result.findings
                ]
            else:
                alone.append({"error": result.message, "path": result.path})
    assert rows == sorted(alone, key=repr)
    assert {Path(row["path"]).parent.name for row in rows if "error" in row} == {
        f"{n:03}" for n in range(0, PEOPLE, 17)
    }
    assert {"TON005", "SEQ002", "SEQ004"} <= {row.get("code") for row in rows}
