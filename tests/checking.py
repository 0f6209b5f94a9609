"""Lint texts with the shipped rules, for tests that read as tables."""

import json
from datetime import date
from functools import cache

from followup_lint.draft import Application, Draft
from followup_lint.engine import DraftReport, Settings, lint
from followup_lint.facts import facts_of_yaml
from followup_lint.finding import Finding
from followup_lint.readers import read
from followup_lint.ruleset import Ruleset, shipped
from followup_lint.source import Source

FACTS = {"kind": "thank-you", "channel": "email"}


@cache
def rules() -> Ruleset:
    return shipped()


def front(facts: dict) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())


def letter(greeting: str, body: str = "Thank you for your time.") -> str:
    """A whole message by Ana Ruiz."""
    return f"{greeting}\n\n{body}\n\nKind regards,\nAna Ruiz\n"


def draft_of(text: str, facts: dict, path: str = "a.md", application: Application | None = None) -> Draft:
    shared = application.facts if application else None
    return read(Source(path, f"---\n{front(facts)}---\n\n{text}"), application_facts=shared)


def check(code: str, text: str, facts: dict | None = None, **settings) -> list[Finding]:
    """The findings of one rule on one draft."""
    draft = draft_of(text, {**FACTS, **(facts or {})})
    (done,) = lint([draft], rules(), Settings(selected=frozenset([code]), **settings))
    return list(done.findings)


def found(code: str, text: str, facts: dict | None = None, **settings) -> list[str]:
    """The words that one rule flags in one draft."""
    source = f"---\n{front({**FACTS, **(facts or {})})}---\n\n{text}"
    return [source[f.start.offset : f.end.offset] for f in check(code, text, facts, **settings)]


def application(
    code: str, facts: dict, drafts: list[dict], *, today: str | None = None, text: str = "Dear Priya,\n\nThank you.\n"
) -> list[tuple[str, str]]:
    """The paths and severities of one rule's findings on an application; a draft's `text` and `sent` are no facts."""
    source = Source("application.yml", front(facts))
    shell = Application(source, facts_of_yaml(source))
    open_, sent = [], []
    for number, item in enumerate(drafts, 1):
        item = dict(item)
        body, is_sent = item.pop("text", text), item.pop("sent", False)
        (sent if is_sent else open_).append(draft_of(body, item, f"{number}.md", shell))
    whole = Application(source, shell.facts, tuple(open_), tuple(sent))
    day = date.fromisoformat(today) if today else None
    reports: list[DraftReport] = lint(open_, rules(), Settings(selected=frozenset([code]), today=day), whole)
    return [(report.path, finding.severity.label) for report in reports for finding in report.findings]
