"""Fuzz the linter for a bounded time: mutated drafts, mails, Word files, application files, configurations and rule files.

`python -m bench.fuzz SECONDS` is guided by coverage where atheris is installed, and mutates blindly where it is not.
It prints how many inputs were tried and how many crashed; the inputs that did are kept in `build/fuzz`.
"""

import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "fuzz"
SUFFIXES = (".md", ".txt", ".eml")
KINDS = ("draft", "front", "application", "config", "rules", "word")
LONGEST = 4000
"""How much of a seed is used, in bytes: short inputs are tried oftener."""

TOKENS = (
    b"Dear ", b"Kind regards,\n", b"---\n", b"{{name}}", b"[Name]", b"<!-- ", b"-->", b"```\n", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0",
    b"> ", b"- ", b"| a |\n|---|\n", b"&amp;", b"=?utf-8?q?=C3?=", b"Content-Type: multipart/mixed; boundary=a\n", b"--a\n", b"&a [*a]", b"!!python/object",
    "🙂".encode(), "\u202e".encode(), b"March 32, 2026", b"0000-00-00", b"9999999999999999999", b"kind: thank-you\n", b"interviews: ", b"<b>", b"](",
)  # fmt: skip


class Trial:
    """Gives one input to the linter as each kind of file that it may be; trouble other than its own errors is a crash."""

    def __init__(self) -> None:
        modules = (
            "config",
            "engine",
            "errors",
            "facts",
            "fix",
            "house",
            "readers",
            "run",
            "ruleset",
            "source",
            "report",
            "report.table",
        )
        self.lint = SimpleNamespace(**{n.rpartition(".")[2]: import_module(f"followup_lint.{n}") for n in modules})
        self.rules = self.lint.ruleset.shipped()
        self.settings = self.lint.engine.Settings()
        self.folder = tempfile.mkdtemp(prefix="followup-lint-fuzz-")
        self.tried = self.crashes = 0
        self.slowest = 0.0

    def __call__(self, data: bytes) -> None:
        """Try one input: its first byte says as what."""
        self.tried += 1
        begun = time.process_time()
        try:
            self.give(KINDS[data[0] % len(KINDS)] if data else "draft", data[1:], data[0] // len(KINDS) if data else 0)
        except self.lint.errors.FollowupLintError as error:
            str(error)
        except Exception:
            self.crashes += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
            print(traceback.format_exc(), file=sys.stderr)
        self.slowest = max(self.slowest, time.process_time() - begun)

    def give(self, kind: str, data: bytes, choice: int) -> None:
        lint = self.lint
        if kind in ("draft", "front", "word"):
            if kind == "front":
                data = b"---\n" + data + b"\n---\nDear Anna,\n\nThank you!\n"
            suffix = ".docx" if kind == "word" else SUFFIXES[choice % len(SUFFIXES)]
            source = lint.readers.decode("a" + suffix, archived(data) if kind == "word" else data)
            done = lint.run.lint_source(source, self.rules, self.settings)
            for finding in done.findings:
                assert 0 <= finding.start.offset <= finding.end.offset <= len(source.text), finding
            form = lint.table.FORMATS[choice % len(lint.table.FORMATS)]
            "".join(lint.table.reporter(form)(iter([done]), lint.report.Context("seed"))).encode("utf-8", "replace")
        elif kind == "application":
            lint.facts.read_application(lint.source.decode("application.yml", data))
        elif kind == "config":
            lint.config.load(self.file("followup-lint.toml", data))
        else:
            lint.house.add(self.rules, self.file("rules.yml", data))

    def file(self, name: str, data: bytes) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(data)
        return path


@cache
def letter() -> dict[str, bytes]:
    """Return the members of a new Word file with a letter in it."""
    from docx import Document

    made, file = Document(), BytesIO()
    for text, style in (("Thank you", "Heading 1"), ("Dear Anna,", None), ("I have a question!!", "List Bullet")):
        made.add_paragraph(text, style)
    made.save(file)
    with zipfile.ZipFile(file) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if not name.startswith(("docProps", "customXml"))
        }


def archived(data: bytes) -> bytes:
    """Return a Word file whose text is made of these bytes; or the bytes as they are, if they are no XML."""
    if not data.lstrip().startswith(b"<"):
        return data
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, member in letter().items():
            archive.writestr(name, data if name == "word/document.xml" else member)
    return file.getvalue()


def seeds() -> list[bytes]:
    """Return the inputs to start from: the samples and the corpus, and a configuration and rules of our own."""
    found = [
        bytes([choice * len(KINDS) + (KINDS.index("application") if path.suffix == ".yml" else 0)])
        + path.read_bytes()[:LONGEST]
        for folder in ("samples", "corpus")
        for choice, suffixes in enumerate(((".md", ".yml"), (".txt",), (".eml",)))
        for path in sorted((ROOT / "tests" / folder).rglob("*"))
        if path.suffix in suffixes
    ]
    found.append(
        b'\x03profile = "seed"\nselect = ["TON"]\n[severity]\nTON = "off"\n[per-file."a/*"]\nignore = ["LEN"]\n'
    )
    found.append(
        b"\x04rules:\n  - code: TON001\n    severity: info\ncues:\n  ours: [thank you, (a|the) <name>]\nadd_to_cues:\n  ours: [x]\n"
    )
    found.append(
        b"\x04rules:\n  - code: OUR001\n    name: our.rule\n    severity: info\n    summary: A\n    message: B\n    advice: C\n    why: D\n    guide: guide/tone.md\n    guidance: [S1]\n    sources: [S1]\n    examples: [{bad: <mark>ab</mark>, innocent: c}]\n    check: {kind: pattern, any: ['a+b']}\n"
    )
    found.append(
        b"\x01kind: thank-you\nchannel: email\ninterviewers: [Anna Lee]\ninterviews: [2026-03-05]\nlint: {ignore: [TON]}\n"
    )
    found.append(b"\x05" + letter()["word/document.xml"])
    return found[:-5] + 10 * found[-5:]  # as many as there are drafts, or nearly


def mutated(pool: list[bytes], chance: random.Random) -> bytes:
    """Return a seed with a few pieces replaced, doubled, cut out or put in."""
    data = bytearray(chance.choice(pool))
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(1, max(len(data), 1))
        end = at + int(chance.expovariate(0.1))
        other = chance.choice(pool)
        begin = chance.randint(0, len(other))
        piece = (
            chance.choice(TOKENS), chance.randbytes(chance.randint(1, 4)), bytes(data[at:end]) * chance.randint(2, 30),
            other[begin : begin + 200], b"",
        )  # fmt: skip
        data[at : chance.choice((at, end))] = chance.choice(piece)
    if chance.random() < 0.1:
        data[:1] = bytes([chance.randrange(256)])
    return bytes(data)


def blind(seconds: float) -> Trial:
    """Mutate seeds until the time is over."""
    trial, chance, pool = Trial(), random.Random(1), seeds()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        trial(mutated(pool, chance))
    return trial


def guided(atheris: Any, seconds: float) -> None:
    """Let atheris look for inputs that reach new code until the time is over."""
    with atheris.instrument_imports(include=["followup_lint"]):
        trial = Trial()
        for name in _modules():
            with suppress(ImportError):  # what needs an optional package
                import_module(name)
    chance, pool = random.Random(1), seeds()
    folder = Path(trial.folder) / "seeds"
    folder.mkdir()
    for at, data in enumerate(pool):
        (folder / f"{at:05}").write_bytes(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance.seed(seed)
        if chance.random() < 0.5:
            return mutated([data or b"\0", chance.choice(pool)], chance)[:most]
        return bytes(atheris.Mutate(data, most))

    until = time.monotonic() + seconds

    def once(data: bytes) -> None:
        trial(data)
        if time.monotonic() > until:  # libFuzzer ends the process without a word, so we do it
            finish(trial, "guided by coverage", seconds)

    atheris.Setup(
        [sys.argv[0], f"-max_len={LONGEST}", "-timeout=60", "-verbosity=0", "-print_final_stats=0", f"-artifact_prefix={trial.folder}/", str(folder)],
        once, custom_mutator=mutate,
    )  # fmt: skip
    atheris.Fuzz()


def _modules() -> Iterator[str]:
    for path in sorted((ROOT / "followup_lint").rglob("*.py")):
        if path.stem not in ("__main__", "__init__", "browser"):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def finish(trial: Trial, how: str, seconds: float) -> None:
    """Print the figures and end the process: 1 if anything crashed."""
    crashes = f"{trial.crashes} crashes" + (f" (inputs in {KEPT.relative_to(ROOT)})" if trial.crashes else "")
    print(f"{trial.tried} inputs in {seconds:.0f} s ({how}), {crashes}, slowest {trial.slowest:.2f} s", flush=True)
    shutil.rmtree(trial.folder, ignore_errors=True)
    os._exit(1 if trial.crashes else 0)


def main() -> None:
    """Fuzz for as many seconds as the command line says, half an hour by default."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1800.0
    try:
        atheris = import_module("atheris")
    except ImportError:
        finish(blind(seconds), "mutated blindly", seconds)
    guided(atheris, seconds)


if __name__ == "__main__":
    main()
