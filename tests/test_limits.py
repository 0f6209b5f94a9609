"""What is far too long for a follow-up costs seconds and a bounded memory, and what is pasted around one is read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_lint.api import UnreadableInput, lint_text
from followup_lint.limits import DRAFT_CHARACTERS, MAIL_BYTES, MAIL_PARTS, TEXT_BYTES, WORD_XML
from followup_lint.readers.mime import parts_of
from tests.conftest import GOOD, Run
from tests.test_docs import environment
from tests.test_readers_docx import with_body

Lint = Callable[..., Run]
HEAD = "From: Ana Ruiz <ana@example.org>\nTo: Priya Okafor <priya@example.org>\nSubject: Thank you\n"
LETTER = "Dear Priya,\n\nThank you for your time on Tuesday!!\n\nKind regards,\nAna Ruiz\n"
PICTURE = "--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\n"
TOO_LONG = "is longer than 250,000 characters, too long for a draft; keep the message itself and cut the rest\n"


def mixed(parts: str) -> str:
    return f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{LETTER}{parts}\n--b--\n"


def measured(folder: Path, name: str, data: bytes) -> tuple[int, str, float, float]:
    """Lint bytes by a process of its own: its exit code, what it said on standard error, seconds and MB."""
    (folder / name).write_bytes(data)
    small = "import os, sys; p = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ); _, s, u = os.wait4(p, 0);"
    small += " print(os.waitstatus_to_exitcode(s), u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"  # this one has a small memory
    command = [
        sys.executable,
        "-c",
        small,
        sys.executable,
        "-m",
        "followup_lint",
        "check",
        "--isolated",
        "-o",
        os.devnull,
        name,
    ]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    code, seconds, megabytes = done.stdout.split()
    return int(code), done.stderr, float(seconds), float(megabytes)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".eml"])
@pytest.mark.parametrize(
    "text", [LETTER * 130_000, "a\n" * 100_000 + "b" * DRAFT_CHARACTERS, "x" * 10_000_000, "> " * 5_000_000, "- " * 5_000_000],
    ids=["10 MB", "100,000 lines", "one line", "quotes", "lists"],
)  # fmt: skip
def test_a_draft_that_is_none_is_one_line_at_once(tmp_path: Path, suffix: str, text: str) -> None:
    data = (HEAD + "\n" if suffix == ".eml" else "") + text
    code, said, seconds, megabytes = measured(tmp_path, "a" + suffix, data.encode())
    assert (code, said) == (2, f"followup-lint: a{suffix}: {TOO_LONG}")
    assert seconds < 3 and megabytes < 120


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "unit"),
    [("a.md", LETTER), ("a.md", "a\n"), ("a.md", "x"), ("a.md", "> " * 100 + "a\n\n"), ("a.md", "| a | b |\n|---|---|\n| c | d |\n\n"),
     ("a.txt", LETTER), ("a.eml", LETTER)],
)  # fmt: skip
def test_the_longest_draft_takes_seconds_and_200_MB(tmp_path: Path, name: str, unit: str) -> None:
    text = unit * ((DRAFT_CHARACTERS - 200) // len(unit))
    code, said, seconds, megabytes = measured(
        tmp_path, name, ((HEAD + "\n" if name == "a.eml" else "") + text).encode()
    )
    assert code in (0, 1) and said == ""
    assert seconds < 20 and megabytes < 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", mixed((PICTURE + ("A" * 76 + "\n") * 120_000) * 4)),
        ("a.eml", mixed(PICTURE + "-" * 9_000_000)),
        ("a.eml", mixed((PICTURE + "\n") * 90_000)),
        ("a.eml", HEAD + "X-A: b\n" * 1_500_000 + "\n" + LETTER),
        ("a.eml", mixed("\n" + f"--b\nContent-Type: text/plain{'; a=b' * 10_000}\n\n" * 20)),
        ("a.eml", f"{HEAD}Content-Type: text/html\n\n" + LETTER + "<p style='a: b'></p>" * 49_000),
        ("a.docx", with_body("<w:p a='' b='' c='' d=''/>" * ((WORD_XML - 1_000_000) // 27))),
    ],
    ids=["pictures", "dashes", "parts", "headers", "parameters", "marks", "Word"],
)  # fmt: skip
def test_what_is_around_a_message_costs_little(tmp_path: Path, name: str, data: str | bytes) -> None:
    code, said, seconds, megabytes = measured(tmp_path, name, data if isinstance(data, bytes) else data.encode())
    assert code in (0, 1) and said == ""
    assert seconds < 15 and megabytes < 250


def test_a_mail_with_large_attachments_is_checked(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(mixed(PICTURE + ("A" * 76 + "\n") * 200_000))
    (draft,) = lint("--format", "json", tmp_path / "a.eml").json["drafts"]
    assert "MEC003" in [finding["code"] for finding in draft["findings"]]
    assert draft["facts"]["attachments"]["value"] == ["a.png"]


def test_a_whole_thread_is_checked_with_the_message_above_it(lint: Lint, tmp_path: Path) -> None:
    thread = "".join(f"\nOn 3 March 2026 Priya Okafor wrote:\n\n{'> ' * (1 + n % 6)}Thank you.\n" for n in range(3000))
    (tmp_path / "a.md").write_text(GOOD + thread)
    assert (tmp_path / "a.md").stat().st_size > 150_000
    assert lint("--format", "json", tmp_path / "a.md").code in (0, 1)


def test_standard_input_and_the_library_have_the_same_limit(tmp_path: Path) -> None:
    with open("/dev/zero" if os.path.exists("/dev/zero") else os.devnull, "rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "followup_lint", "-"],
            cwd=tmp_path,
            env=environment(),
            stdin=endless,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 2 and (done.stderr == f"followup-lint: -: {TOO_LONG}" or os.name != "posix")
    for name in ("a.md", "a.txt", "a.eml"):
        lint_text(HEAD + "\n" + "a" * (DRAFT_CHARACTERS - len(HEAD) - 2), name=name)
        with pytest.raises(UnreadableInput, match="longer than 250,000"):
            lint_text(HEAD + "\n" + "a" * (DRAFT_CHARACTERS + 1), name=name)


def test_one_long_draft_does_not_stop_the_others(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    (tmp_path / "b.md").write_text("x" * (TEXT_BYTES + 1))
    (tmp_path / "c.eml").write_bytes(b"x" * (MAIL_BYTES + 1))
    done = lint("--format", "json", tmp_path)
    assert done.code == 2 and len(json.loads(done.out)["drafts"]) == 1
    assert "b.md: is longer than" in done.err and "c.eml: is larger than 40 MB, too large for a draft" in done.err


def test_so_many_parts_of_a_mail_are_looked_at() -> None:
    def count(part: str, number: int) -> int:
        text = mixed(part * number)
        return len(parts_of(text, 0, len(text))[2])

    assert count("\n--b\n\na", 20) == 21
    assert count("\n--b\n\na", 9000) == MAIL_PARTS
    assert count(f"\n--b\nContent-Type: text/plain; a={'b' * 9000}\n\na", 20) == 1 + 8


def test_parts_end_where_the_line_of_their_boundary_stands() -> None:
    text = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none --b\r\n--bb\r\n --b\r\n--b \t\r\n\r\ntwo\r\n--b--\r\nafter --b\r\n--b\r\n"
    _, _, parts = parts_of(text, 0, len(text))
    assert [text[slice(*part.body)] for part in parts] == ["one --b\r\n--bb\r\n --b", "two"]


@pytest.mark.parametrize("name", ["Content-Type", "Content-Disposition", "To", "From", "Subject", "Date"])
def test_deep_comments_in_a_header_cost_that_header_alone(lint: Lint, tmp_path: Path, name: str) -> None:
    """The standard library's parser of headers recurses for each bracket."""
    (tmp_path / "a.eml").write_text(f"{name}: {'(' * 20_000}\nX-Followup-Kind: thank-you\n\n{LETTER}")
    done = lint("--format", "json", tmp_path / "a.eml")
    assert done.code == 1 and done.json["drafts"][0]["facts"]["kind"]["value"] == "thank-you"


def template(value: str, uses: str) -> str:
    return f"---\ntemplate: true\nsubject: '{uses[:60_000]}'\nplaceholders:\n  Name: '{value}'\n---\n\nDear Anna,\n\n{uses}\n"


def test_placeholders_do_not_fill_the_memory(tmp_path: Path) -> None:
    code, said, seconds, megabytes = measured(tmp_path, "a.md", template("x" * 20_000, "[Name] " * 4_000).encode())
    assert (code, said) == (2, f"followup-lint: a.md: {TOO_LONG}")
    assert seconds < 5 and megabytes < 150
    assert lint_text(template("Ana", "[Name] ")).path


def test_quotes_of_html_do_not_fill_the_memory(tmp_path: Path) -> None:
    text = f"{HEAD}Content-Type: text/html\n\n" + "<blockquote>" * 40_000 + "a<br>" * 100_000
    code, said, seconds, megabytes = measured(tmp_path, "a.eml", text.encode())
    assert (code, said) == (2, f"followup-lint: a.eml: {TOO_LONG}")
    assert seconds < 10 and megabytes < 250


def test_configurations_that_extend_each_other_many_times_end(lint: Lint, tmp_path: Path) -> None:
    for at in range(18):
        (tmp_path / f"{at}.toml").write_text(f'extends = ["{at + 1}.toml", "{at + 1}.toml"]\n')
    (tmp_path / "18.toml").write_text('profile = "seed"\n')
    (tmp_path / "a.md").write_text(GOOD)
    assert lint("--config", tmp_path / "0.toml", tmp_path / "a.md").code in (0, 1)
    for at in range(18, 40):
        (tmp_path / f"{at}.toml").write_text(f'extends = "{at + 1}.toml"\n')
    done = lint("--config", tmp_path / "0.toml", tmp_path / "a.md")
    assert done.code == 2 and "21.toml: is extended by way of more than 20 others; extend it directly" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "a.md", "--config"],
        ["check", "a.md", "--baseline"],
        ["test"],
        ["check", "a.md", "--config", "rules.toml", "--fact"],
    ],
    ids=lambda arguments: arguments[-1],
)
def test_settings_are_not_waited_for_and_end(tmp_path: Path, name: str, arguments: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.md").write_text(GOOD)
    (tmp_path / "rules.toml").write_text(f'rules = "{name}"\nallow-outside = true\n')
    last = "company=Aldgate" if arguments[-1] == "--fact" else name
    done = subprocess.run(
        [sys.executable, "-m", "followup_lint", *arguments, last],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2 or (name, arguments[-1]) == ("pipe", "--config")
    assert "a bug" not in done.stderr and done.stderr.count("\n") <= 1


def test_a_baseline_with_an_endless_count_is_one_line(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    (tmp_path / "known.json").write_text('{"version": 1, "findings": {"a.md": {"b": 1e999}}}')
    done = lint("--baseline", tmp_path / "known.json", tmp_path / "a.md")
    assert done.code == 2 and "known.json: is no baseline of this version" in done.err


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    "arguments", [["plan", "--interview"], ["check", "a.md", "--today"]], ids=lambda words: words[0]
)
def test_days_at_the_ends_of_time_are_refused(tmp_path: Path, day: str, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "followup_lint", *arguments, day],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and f"'{day}' lies outside of the years 1900 to 2199" in done.stderr


def test_a_fact_without_a_value_is_not_called_unknown(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    assert "kind has no value; write KEY=VALUE" in lint("--fact", "kind", tmp_path / "a.md").err


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_a_diff_on_a_terminal_holds_nothing_that_it_could_take_for_a_command(tmp_path: Path) -> None:
    import pty

    name = "a\x1b[31m\nb.md"
    (tmp_path / name).write_text("Dear Anna,\n\nThank you\x1b[31m for it!!\n")
    command = [sys.executable, "-m", "followup_lint", "check", "--diff", "--unsafe-fixes", name]
    piped = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True).stdout
    assert "-Thank you\x1b[31m for it!!" in piped, "a patch holds the very characters"
    assert piped.count("\x1b") == 2 and "a\ufffd[31m\ufffdb.md" in piped
    outer, inner = pty.openpty()
    subprocess.run(command, cwd=tmp_path, env=environment(), stdout=inner, stderr=subprocess.DEVNULL)
    os.close(inner)
    shown = os.read(outer, 65_536)
    os.close(outer)
    assert b"Thank you" in shown and b"\x1b" not in shown
