"""Processor time and memory of drafts far larger than anybody writes: `python -m bench.large [MEGABYTES ...] [--only WORD]`.

Each draft is linted by a process of its own. A line says how long that took and the most memory it held; both should grow
as the draft does.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

FACTS = "---\nkind: thank-you\nchannel: email\nsender: Ana Ruiz\ninterviewers: [Anna Lee]\ninterviews: [2026-03-05]\n---\n\n"
PLAIN = "Thank you for showing me the depot on Thursday. I liked how the crews plan their week.\n"
MAIL = "From: Ana Ruiz <ana@example.org>\nTo: Anna Lee <anna@example.org>\nSubject: Thank you\n"


def repeated(unit: str) -> Callable[[int], str]:
    """Return a maker of drafts that hold one piece of text again and again."""
    return lambda size: FACTS + "Dear Anna,\n\n" + unit * (size // len(unit.encode()))


def parts(size: int) -> str:
    """Return a mail with many parts."""
    part = f"--b\nContent-Type: text/plain\n\n{PLAIN}\n"
    return MAIL + "Content-Type: multipart/mixed; boundary=b\n\n" + part * (size // len(part)) + "--b--\n"


def pictures(size: int) -> str:
    """Return a mail of a few words with attachments."""
    head = "--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\n"
    pictures = (head + ("A" * 76 + "\n") * (size // 4 // 77)) * 4
    return MAIL + f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{PLAIN}\n{pictures}--b--\n"


SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    "sentences, a line each": (".md", repeated(PLAIN)),
    "paragraphs": (".md", repeated(PLAIN * 4 + "\n")),
    "one line": (".md", repeated(PLAIN.replace("\n", " "))),
    "lines of plain text": (".txt", repeated(PLAIN)),
    "short lines": (".md", repeated("Thank you.\n")),
    "one letter a line": (".md", repeated("a\n")),
    "one word": (".md", repeated("x")),
    "faults": (".md", repeated("I just wanted to check in!! I need an answer by Friday. ")),
    "quotes, 100 deep": (".md", repeated("> " * 100 + "a\n\n")),
    "lists, 50 deep": (".md", repeated("".join("  " * depth + "- a\n" for depth in range(50)))),
    "open brackets": (".md", repeated("[")),
    "links": (".md", repeated("[a](b) ")),
    "emphasis": (".md", repeated("**a *b* c** _d_ ")),
    "open emphasis": (".md", repeated("*a _b ")),
    "backquotes": (".md", repeated("`` `")),
    "HTML": (".md", repeated("<b>a</b> ")),
    "tables": (".md", repeated("| a | b |\n|---|---|\n| c | d |\n\n")),
    "comments": (".md", repeated("<!-- followup-lint: ignore[TON] --> just! ")),
    "a mail of many parts": (".eml", parts),
    "a mail of one part": (".eml", lambda size: MAIL + "\n" + PLAIN * (size // len(PLAIN))),
    "a mail in HTML": (".eml", lambda size: MAIL + "Content-Type: text/html\n\n" + "<p>Thank you. </p>" * (size // 18)),
    "a mail with pictures": (".eml", pictures),
    "a mail of many headers": (".eml", lambda size: MAIL + "X-A: b\n" * (size // 7) + "\nThank you.\n"),
    "a mail to many people": (".eml", lambda size: MAIL + "Cc: " + "a@example.org, " * (size // 15) + "b\n\nThank you.\n"),
    "front matter": (".md", lambda size: "---\n" + "a: b\n" * (size // 5) + "---\n\nThank you.\n"),
}  # fmt: skip


def measured(path: str, python: list[str]) -> tuple[float, float]:
    """Return the processor seconds that a process needed to lint a file, and the most memory that it held, in MB."""
    null = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    child = os.posix_spawn(
        python[0], [*python, "check", "--isolated", "--format", "json", path], os.environ, file_actions=actions
    )
    _, status, usage = os.wait4(child, 0)
    os.close(null)
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2):
        print(f"{path}: ended with {os.waitstatus_to_exitcode(status)}", file=sys.stderr)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rows(sizes: list[float], only: str) -> Iterator[str]:
    """Yield a line for each shape: seconds and MB at each size."""
    yield f"{'':<26}" + "".join(f"{size:>10g} MB draft" for size in sizes)
    with tempfile.TemporaryDirectory() as folder:
        for name, (suffix, make) in SHAPES.items():
            if only not in name:
                continue
            cells = []
            for size in sizes:
                path = Path(folder) / ("a" + suffix)
                if not (child := os.fork()):  # what is made here would count as memory of the process that is measured
                    path.write_text(make(int(size * 990_000)), encoding="utf-8")
                    os._exit(0)
                os.waitpid(child, 0)
                seconds, memory = measured(str(path), [sys.executable, "-m", "followup_lint"])
                cells.append(f"{seconds:>8.1f} s {memory:>6.0f} MB")
            yield f"{name:<26}" + " ".join(cells)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=float, default=[0.1, 0.24, 10], help="sizes of the drafts in MB")
    parser.add_argument("--only", default="", help="only shapes whose name holds this")
    options = parser.parse_args()
    for row in rows(options.sizes, options.only):
        print(row, flush=True)


if __name__ == "__main__":
    main()
