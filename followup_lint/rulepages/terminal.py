"""A rule's page as plain text, for `followup-lint rule CODE`."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from followup_lint.rulepages.limits import by_profile, limits_used
from followup_lint.rulepages.words import HOW, declared, severity_of
from followup_lint.ruleset import Rule, Ruleset


def terminal_page(rule: Rule, ruleset: Ruleset, width: int) -> str:
    """Return what `followup-lint rule CODE` prints: the page as plain text, wrapped at so many columns."""
    return "".join(_terminal(rule, ruleset, width))


def _terminal(rule: Rule, ruleset: Ruleset, width: int) -> Iterator[str]:
    yield f"{rule.code}  {rule.name}  ({severity_of(rule)})\n\n"
    yield from wrap(rule.summary, "", width)
    yield from wrap(rule.advice, "", width)
    if rule.why:
        yield "\nWhy\n"
        yield from wrap(rule.why.replace("`", ""), "  ", width)
    yield "\nExamples\n"
    for example in rule.examples:
        for role, label in (("bad", "flagged: "), ("good", "better:  "), ("innocent", "fine:    ")):
            if isinstance(example.get(role), str):
                text = re.sub(r"<mark>(.*?)</mark>", r"[[\1]]", " ".join(example[role].split()))
                first, *rest = wrap(text, " " * (2 + len(label)), width)
                yield f"  {label}{first.lstrip()}"
                yield from rest
                yield from wrap(given(example, role), " " * (2 + len(label)), width)
            elif role in example:
                drafts = example[role].get("drafts", [])
                yield f"  {label}an application with {len(drafts)} draft{'' if len(drafts) == 1 else 's'}\n"
    yield "\nHow it decides\n"
    yield from wrap(HOW.get(rule.check["kind"], "").replace("`", ""), "  ", width)
    if rule.needs:
        yield from wrap(f"It needs {', '.join(need.replace('|', ' or ') for need in rule.needs)}.", "  ", width)
    rows = by_profile(rule, ruleset)
    if len(rows) > 1 or limits_used(rule):
        yield "\nBy profile\n"
        for name, level, limits in rows:
            yield from wrap(f"{name}: {level}{'; ' + limits.replace('`', '') if limits else ''}", "  ", width)
    yield "\nSwitch it off\n"
    yield f"  <!-- followup-lint: ignore[{rule.code}] the reason -->   on the line or the line before\n"
    yield f"  lint: {{ignore: [{rule.code}]}}   in the front matter\n"
    yield f"  --ignore {rule.code}   for one run\n"
    if rule.guidance or rule.sources:
        yield "\nWhere it comes from\n"
        yield from wrap(", ".join((*rule.guidance, *rule.sources)), "  ", width)


def given(example: Mapping[str, Any], role: str) -> str:
    """Return what an example declares, in a line: `with send: "2026-03-04"`; nothing where it declares nothing."""
    facts = dict(example.get("facts", {})) | (dict(example.get("good_facts", {})) if role == "good" else {})
    lines = declared(facts)
    lines += [f"{key}: {example[key]}" for key in ("profile", "today") if key in example]
    return f"(with {', '.join(lines)})" if lines else ""


def wrap(text: str, indent: str, width: int) -> Iterator[str]:
    """Yield a text as indented lines of at most `width` columns, each with its line break."""
    lines = textwrap.wrap(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)
    yield from (f"{line}\n" for line in lines)
