"""Nothing runs, connects or is written because of a draft, a mail, an application, a configuration or a rule file."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BAD

WATCH = """
import os, sys
# What starts a program, opens a connection, imports from a place that was handed over, or writes.
FORBIDDEN = ("subprocess.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.system", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
             "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "ctypes.dlopen", "shutil.", "tempfile.")
def watch(event, values):
    if event.startswith(FORBIDDEN):
        print("FORBIDDEN", event, values, file=sys.stderr)
    if event == "open":
        path, mode, flags = values
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            print("WRITES", path, file=sys.stderr)
        elif isinstance(path, str) and "outside" in path:
            print("READS", path, file=sys.stderr)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from followup_lint.cli import entry
entry()
"""

FILES = {
    "followup-lint.toml": 'rules = ["house.yml"]\n',
    "house.yml": "cues:\n  ours: ['!!python/object/apply:os.system [touch outside]']\n",
    "application.yml": "company: !!python/object/apply:os.system ['touch outside']\n",
    "apart/draft.md": f"---\ncompany: !!python/object/apply:os.system ['touch outside']\n---\n\n{BAD}",
    "apart/plain.md": BAD + "\n![x](http://127.0.0.1:9/x.png) <script src='http://127.0.0.1:9/'></script> {{7*7}} $(touch outside) `touch outside`\n",
    "apart/include.md": BAD + "\n<!-- include outside/key.md --> {% include 'outside/key.md' %} <object data='file:outside/key.md'>\n",
    "apart/mail.eml": "From: a@example.org\nContent-Type: message/external-body; access-type=URL; URL=\"http://127.0.0.1:9/\"\n\nThank you.\n",
    "apart/page.eml": "From: a@example.org\nContent-Type: text/html\n\n<img src='http://127.0.0.1:9/'><iframe src='file:outside/key.md'>Thank you.\n",
    "outside/key.md": "A secret.\n",
    "os.py": "raise SystemExit('a module beside a draft was run')\n",
    "yaml.py": "raise SystemExit('a module beside a draft was run')\n",
    "sitecustomize.py": "raise SystemExit('a module beside a draft was run')\n",
}  # fmt: skip


@pytest.mark.parametrize("paths", [("apart",), ("apart/plain.md", "house.yml"), (".", "--exclude", "outside")])
def test_nothing_runs_connects_or_is_written(tmp_path: Path, paths: tuple[str, ...]) -> None:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    run = subprocess.run(
        [sys.executable, "-P", "-c", WATCH, "check", "--jobs", "1", *paths],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode in (1, 2), run.stderr
    for line in run.stderr.splitlines():
        assert line.startswith("followup-lint: "), run.stderr
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
