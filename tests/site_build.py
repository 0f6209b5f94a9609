"""Building the site for tests: the command that CI runs, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PREFIX = "/followup-lint/"
"""Where the site stands under its address; absolute paths of the page for wrong addresses begin so."""


def build(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a checkout into a folder, as `make site` does; the caller looks at the exit code."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FOLLOWUP_LINT")}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(out)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)


def copy(root: Path) -> Path:
    """Copy what the site is made from, so that a test can change it."""
    for name in ("content", "site_overrides", "followup_lint"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "_content", "node_modules")
        )
    for name in ("mkdocs.yml", "LICENSE"):
        shutil.copy(ROOT / name, root)
    (root / "tests" / "corpus").mkdir(parents=True)
    for name in ("accuracy.py", "corpus/baseline.json"):
        shutil.copy(ROOT / "tests" / name, root / "tests" / name)
    return root
