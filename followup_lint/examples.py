"""Run the examples of rules: `bad` is flagged exactly at its marks, `good` is clean under every rule, `innocent` silent."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_lint.draft import Application, Draft
from followup_lint.engine import DraftReport, Settings, lint
from followup_lint.facts import facts_of_yaml
from followup_lint.readers import read
from followup_lint.ruleset import Rule, Ruleset, merge
from followup_lint.source import Source

_MARK = re.compile(r"</?mark>")


@dataclass(frozen=True)
class Outcome:
    """What became of one text of an example: `failure` is empty where it did what it should."""

    rule: Rule
    number: int
    role: str
    failure: str


def outcomes(rule: Rule, ruleset: Ruleset) -> Iterator[Outcome]:
    """Yield the outcome of each text of a rule's examples."""
    for number, example in enumerate(rule.examples, 1):
        for role in ("bad", "good", "innocent"):
            if role in example:
                yield Outcome(rule, number, role, _failure(rule, role, example, ruleset))


def _failure(rule: Rule, role: str, example: dict[str, Any], ruleset: Ruleset) -> str:
    reports, marks = run(rule, role, example, ruleset)
    mine = sorted(
        (finding.start.offset, finding.end.offset) for report in reports for finding in report.findings
        if finding.code == rule.code
    )  # fmt: skip
    if role == "bad":
        if not mine:
            return "is not flagged"
        if marks and mine != marks:
            text = reports[0].source.text
            return f"is flagged at {[text[a:b] for a, b in mine]}, not at {[text[a:b] for a, b in marks]}"
        return ""
    if role == "good":
        others = [f"{f.code} {f.message}" for report in reports for f in report.findings]
        return f"is not clean: {'; '.join(others)}" if others else ""
    return f"is flagged: {[r.source.text[a:b] for r in reports[:1] for a, b in mine]}" if mine else ""


def run(
    rule: Rule, role: str, example: dict[str, Any], ruleset: Ruleset
) -> tuple[list[DraftReport], list[tuple[int, int]]]:
    """Lint one text of an example; return the reports and the marked spans."""
    settings = Settings(
        profile=(example["profile"],) if "profile" in example else (),
        today=date.fromisoformat(example["today"]) if "today" in example else None,
    )
    body = example[role]
    if isinstance(body, dict):
        return _run_application(body, ruleset, settings), []
    facts = dict(example.get("facts", {}))
    if role == "good":
        facts = merge(facts, example.get("good_facts", {}))
    text, marks = unmark(compose(rule, body, facts, ruleset, whole=example.get("whole", False)))
    return lint([read(Source("example.md", text))], ruleset, settings), marks


def compose(rule: Rule, body: str, facts: dict[str, Any], ruleset: Ruleset, whole: bool = False) -> str:
    """Return the draft that an example stands for: its front matter, and its text or the standard draft with it set in.

    A whole draft that begins with front matter of its own is taken as it is.
    """
    kind = str(facts.get("kind") or (rule.applies.get("kinds") or ["thank-you"])[0])
    channel = str(facts.get("channel") or (rule.applies.get("channels") or ["email"])[0])
    standard: dict[str, Any] = ruleset.standards.get(f"{kind}.{channel}", {})  # type: ignore[assignment]
    if not standard:
        whole = True
    values = merge({"kind": kind, "channel": channel, **standard.get("facts", {})}, facts)
    if whole and body.startswith("---"):
        return body
    text = body if whole else standard["text"].replace("{example}", body)
    return f"---\n{front_matter(values)}---\n\n{text.strip()}\n"


def front_matter(values: dict[str, Any]) -> str:
    """Return facts as YAML, a key a line."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}\n" for key, value in values.items())


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the `<mark>`s out of a text; return it and the spans that they marked."""
    spans, taken, begin = [], 0, 0
    for match in _MARK.finditer(text):
        if match.group() == "<mark>":
            begin = match.start() - taken
        else:
            spans.append((begin, match.start() - taken))
        taken += len(match.group())
    return _MARK.sub("", text), spans


def _run_application(body: dict[str, Any], ruleset: Ruleset, settings: Settings) -> list[DraftReport]:
    if "today" in body:
        settings = settings._replace(today=date.fromisoformat(body["today"]))
    source = Source("application.yml", front_matter(body.get("application", {})))
    facts = facts_of_yaml(source)
    drafts: list[Draft] = []
    sent: list[Draft] = []
    for number, item in enumerate(body.get("drafts", []), 1):
        text = f"---\n{front_matter(item.get('facts', {}))}---\n\n{item['text'].strip()}\n"
        draft = read(Source(f"draft-{number}.md", text), application_facts=facts)
        (sent if item.get("sent") else drafts).append(draft)
    application = Application(source, facts, tuple(drafts), tuple(sent)) if "application" in body else None
    return lint(drafts, ruleset, settings, application)
