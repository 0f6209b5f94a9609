"""Every example of the documentation is run, and prints what the documentation says (`python -m tests.test_docs` writes it)."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "content" / "tool").glob("*.md"))]
_BLOCK = re.compile(r"^( *)```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: a file to write (`title=`), or commands (`console`) with what they print."""

    span: tuple[int, int]
    language: str
    title: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    for match in _BLOCK.finditer(page):
        text = re.sub(f"(?m)^{match[1]}", "", match[4])
        yield Block(match.span(4), match[2], match[3] or "", text)


def play(page: str) -> Iterator[tuple[Block, str]]:
    """Write the files of a page and run its commands, in order, in one empty folder; yield what each block becomes."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ROOT / "tests" / "samples", Path(home) / "tests" / "samples")
        for block in blocks(page):
            if block.title:
                path = Path(home) / block.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            elif block.language == "console":
                yield block, "".join(console(block.text, home))
            elif block.language == "python":
                subprocess.run(
                    [sys.executable, "-c", block.text], cwd=home, env=environment(), check=True, capture_output=True
                )


def console(text: str, home: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.startswith("$ "):
            run = subprocess.run(
                ["bash", "-c", line[2:]], cwd=home, env=environment(), text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            yield line + "\n" + run.stdout.replace(home + "/", "")


def environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    git = {
        "GIT_AUTHOR_NAME": "Ana",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "Ana",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    return {**os.environ, **git, "PATH": path, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_says(page: Path) -> None:
    for block, printed in play(page.read_text("utf-8")):
        assert printed == block.text


def write() -> None:
    for page in PAGES:
        text = page.read_text("utf-8")
        for block, printed in reversed(list(play(text))):
            start, end = block.span
            text = text[:start] + printed + text[end:]
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
