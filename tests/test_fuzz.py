"""Properties on random inputs: one clear line or a report, spans inside the text, and output that parses."""

import json
import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_lint import config, house
from followup_lint.engine import DraftReport, Settings
from followup_lint.errors import FollowupLintError
from followup_lint.facts import read_application
from followup_lint.fix import fixed
from followup_lint.report import Context
from followup_lint.report.table import FORMATS, reporter
from followup_lint.run import lint_source
from followup_lint.source import Source, decode
from tests.checking import rules

TODAY = Settings(today=date(2026, 3, 24))
SUFFIXES = st.sampled_from([".md", ".txt", ".eml", ".markdown", ""])


def bounded(examples: int) -> Callable:
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )  # fmt: skip


PIECES = st.sampled_from(
    """Dear Anna,|Hi [Name],|Hello {{first_name}},|Thank you for your time today.|I need an answer by Friday!!!|I just wanted to check in…|
    🙂🙂|👩‍👩‍👧|Kind regards,|Ana Ruiz|P.S. I am on 020 7946 0018.|> quoted|> > deeper|- item|1. one|## Title|```|~~~|**bold** _it_|[link](http://x)|
    <b>html</b>|<!-- followup-lint: ignore[TON] -->|<!-- followup-lint: ignore-file[ALL] -->|| a | b |\n|---|---||March 5, 2026|5. März 2026|on Monday|
    tomorrow at 3|n't|'ll|I'm|C++|***|___|---|&nbsp;|&#0;|\u202e|\u200b|\ufeff|\x0c|\u2028|\x85|\x1b[31m|\u00ad|e\u0301|ﬁ|İ|ß|１２|²|\ud83d|Subject: Thanks|
    From: a@b.co|--|-- |Sent from my phone|ANNA|a|10:00|$100,000|{kind}|{match}|\\|%0A|]]>|::error::|{{#if}}""".replace(
        "\n    ", ""
    ).split("|")
)
GLUE = st.sampled_from([" ", "\n", "\r\n", "\r", "\n\n", "", "\t", "\u00a0", ", "])
TEXTS = st.lists(st.tuples(PIECES, GLUE), max_size=25).map(lambda pairs: "".join(a + b for a, b in pairs))
KEYS = st.sampled_from(
    "kind channel interviewers interview_date to cc subject sender company role lint known_names send_on language profile draft".split()
)
VALUES = st.sampled_from(
    ["thank-you", "email", "[Anna Lee]", "2026-03-05", "2026-13-45", "0000-00-00", "[", "{a: b}", "&a [*a]", "!!python/name:os.system", "~", "9" * 5000,
     "'", "{ignore: [TON]}", "{ignore: 3}", "true", "|\n  x", "seed", "de", "12:30", ".inf", "", "- a"]
)  # fmt: skip
FRONT = st.lists(st.tuples(KEYS, VALUES), max_size=8).map(lambda pairs: "".join(f"{k}: {v}\n" for k, v in pairs))


def survives(path: str, data: bytes) -> DraftReport | None:
    """Lint bytes: the report, with spans that lie in the text, or None for an error of one line."""
    try:
        source = decode(path, data)
        done = lint_source(source, rules(), TODAY)
    except FollowupLintError as error:
        assert str(error) and "\n" not in str(error)
        return None
    for finding in done.findings:
        assert 0 <= finding.start.offset <= finding.end.offset <= len(source.text)
        assert finding.start.line >= 1 and finding.start.column >= 1
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text)
    return done


@bounded(150)
@given(st.binary(max_size=300), SUFFIXES)
def test_any_bytes_are_a_draft_or_one_line(data: bytes, suffix: str) -> None:
    survives("a" + suffix, data)


@bounded(60)
@given(st.binary(max_size=120), SUFFIXES)
def test_any_bytes_are_front_matter_or_one_line(data: bytes, suffix: str) -> None:
    survives("a" + suffix, b"---\n" + data + b"\n---\n\nDear Anna,\n\nThank you!\n")


@bounded(200)
@given(FRONT, TEXTS, SUFFIXES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]))
def test_drafts_of_pieces(front: str, text: str, suffix: str, encoding: str) -> None:
    head = f"---\n{front}---\n" if front else ""
    survives("a" + suffix, (head + text).encode(encoding, "replace"))


@bounded(80)
@given(TEXTS, st.sampled_from(["7bit", "base64", "quoted-printable", "x", ""]), st.sampled_from(["utf-8", "cp1252", "utf-7", "nope", "idna", "hex", "\x00"]),
       st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=--", "message/rfc822", "a"]))  # fmt: skip
def test_mails_of_pieces(text: str, coding: str, charset: str, kind: str) -> None:
    head = f"From: =?{charset}?q?=C3=A9?= <a@b.co>\nTo: Anna Lee <anna@\nDate: Mon, 99 Foo\nSubject: {text[:20]}\nContent-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    survives("a.eml", (head + text).encode("utf-8", "replace"))


def parses(form: str, text: str) -> None:
    if form in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif form == "junit":
        ElementTree.fromstring(text)
    elif form == "github":
        assert all(re.match(r"::(error|warning|notice)\b", line) for line in text.split("\n") if line)
    if form in ("text", "checklist"):
        assert "\x1b" not in text


@bounded(60)
@given(TEXTS, st.sampled_from(FORMATS), st.text(min_size=1, max_size=8))
def test_every_reporters_output_parses(text: str, form: str, name: str) -> None:
    done = lint_source(Source(name + ".md", text), rules(), TODAY)
    output = "".join(reporter(form)(iter([done]), Context("seed", show_info=True)))
    parses(form, output.encode("utf-8", "replace").decode("utf-8"))


@bounded(25)
@given(TEXTS)
def test_fixes_come_to_an_end(text: str) -> None:
    fixed(Source("a.md", text), lambda source: lint_source(source, rules(), TODAY), unsafe=True)


@bounded(80)
@given(st.one_of(st.binary(max_size=200), FRONT.map(lambda front: front.encode("utf-8", "replace"))))
def test_any_bytes_are_an_application_or_one_line(data: bytes) -> None:
    try:
        read_application(decode("application.yml", data))
    except FollowupLintError as error:
        assert "\n" not in str(error)


SETTINGS = st.tuples(
    st.sampled_from([*config.SETTINGS, "no", '"a b"', "[severity]\nTON", '[per-file."*"]\nignore']),
    st.sampled_from(['"seed"', "[]", "[1]", '["a\\u0000"]', '"\\u0000"', "true", "{}", '"off"', "9" * 5000, "[" * 3000, "2026-01-01", '"../x"', '"."', '{TON = "off"}', '{"*" = {ignore = 3}}']),
)  # fmt: skip


def refused_or_read(read: Callable[[str], object], path: Path, data: bytes) -> str:
    """Read bytes as a file: the error's line, or nothing."""
    path.write_bytes(data)
    try:
        read(str(path))
    except FollowupLintError as error:
        return str(error)
    return ""


@bounded(150)
@given(
    st.one_of(
        st.binary(max_size=100),
        st.lists(SETTINGS, max_size=4).map(lambda p: "\n".join(f"{k} = {v}" for k, v in p).encode()),
    )
)
def test_any_bytes_are_a_configuration_or_one_line(tmp_path: Path, data: bytes) -> None:
    if not refused_or_read(lambda path: config.load(path).for_path("a/b.md"), tmp_path / "followup-lint.toml", data):
        tomllib.loads(data.decode())


@cache
def entry() -> str:
    return (
        "rules:\n  - {code: OUR001, name: our.rule, severity: info, summary: A, message: B, advice: C, why: D, guide: guide/tone.md,"
        " guidance: [S1], sources: [S1], examples: [{bad: '<mark>a</mark>', innocent: b}], check: {kind: pattern, any: ['%s']}}\n"
    )


HOUSES = st.sampled_from(
    ["rules: [{code: TON001, check: 3}]", "rules: [{code: TON001, check: {any: 3}}]", "a: " + "[" * 3000, "cues: {a: ['" + "(" * 3000 + "']}", "a: &a [*a]",
     "a: 2026-99-99", "a: " + "9" * 5000, "profiles: {seed: {extends: seed}}", "profiles: {a: {extends: 3}}", "profiles: {a: {severity: 3}}", "profiles: {a: 3}", "profiles: {a: ~, 1: {promote: []}}",
     "add_to_cues: {a: [x]}", "cues: {a: ['']}", "cues: {a: ['<x>', '(']}", "? [a]\n: 1", "rules: [[]]", "rules: [{code: [1]}]"]
)  # fmt: skip


@bounded(60)
@given(
    st.one_of(
        st.binary(max_size=100),
        HOUSES.map(str.encode),
        st.text("()[]{}|*+?a\\.^$", max_size=12).map(lambda p: (entry() % p).encode()),
    )
)
def test_any_bytes_are_a_rule_file_or_one_line(tmp_path: Path, data: bytes) -> None:
    refused_or_read(lambda path: house.add(rules(), path), tmp_path / "house.yml", data)


@pytest.mark.parametrize("text", ["I wo n't say 'll or n't.", "'d 's n't"])
def test_endings_that_stand_alone_are_words(text: str) -> None:
    assert survives("a.md", text.encode())
