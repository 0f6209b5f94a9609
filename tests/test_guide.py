"""The guide's pages: front matter, clauses, sources, figures and their grades, links, anchors, limits and sample drafts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from followup_lint.engine import Settings, lint
from followup_lint.finding import Severity
from followup_lint.readers import read
from followup_lint.rulepages.words import slug
from followup_lint.ruleset import shipped
from followup_lint.source import Source

CONTENT = Path(__file__).parent.parent / "content"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted((CONTENT / "guide").glob("*.md"))}
SOURCES = yaml.safe_load((CONTENT / "sources.yml").read_text("utf-8"))
CLAUSES = yaml.safe_load((CONTENT / "clauses.yml").read_text("utf-8"))
RULES = shipped()

GENERATED = re.compile(r"(rules|templates)/[\w-]+\.md|(sources|clauses|check|plan|which)\.md")
"""Pages that the site makes or that have tests of their own; the strict build of the site checks links to them."""

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([\w-]+))?\)")
CITED = re.compile(r"\[([A-Z][A-Z0-9]+)\]\(\.\./sources\.md#([a-z0-9]+)\)")
FIGURE = re.compile(r"\d\s*%|per ?cent\b|\bn\s*[=>]\s*[\d,]", re.IGNORECASE)

PRINTED = {
    "ROB17": {80, 24, 51}, "ROB17N": {80, 24, 51}, "ROB17CA": {42, 28}, "ROB17CAN": {42, 28}, "TOP17": {68, 16},
    "CB11": {22, 89}, "CB05": {15, 32, 26, 36}, "GHOST": {57, 77}, "BOOM": {51, 14, 50}, "BOOM5": {51},
    "BOOM3": {62, 47.5}, "GIUR": {36}, "LIANG": {61},
}  # fmt: skip
"""The percentages that may be printed, by the source that has to stand beside them."""

MISQUOTED = {
    "86 % is a share of those who would mark a candidate down": (
        r"86\s*(%|per ?cent)[^.|]{0,120}(follow.?through|lack|no note)",
        "According to a survey, 86% of hiring managers say that no note shows a lack of follow-through.",
    ),
    "the share that dropped a candidate is 16 %": (
        r"(one in five|20\s*%|20 per ?cent|a fifth)[^.|]{0,80}(dropped|dismiss|reject|ruled out)",
        "One in five employers has dropped a candidate who sent no note.",
    ),
    "23.8 days count from the application": (
        r"(23\.8|24) days (on average )?(after|from|following|since) (the|an|your) interview"
        r"|(answer|reply|respond)[^.|]{0,60}\b(23\.8|24) days",
        "Employers answer 24 days after the interview.",
    ),
    "81 % called a call fitting, with several answers allowed": (
        r"81\s*(%|per ?cent)[^.|]{0,80}(prefer|favou?r|want|like)",
        "Of the managers, 81% prefer a call.",
    ),
    "29 % and 36 % were asked about resumes": (
        r"(29|36)\s*(%|per ?cent)[^.|]{0,120}\bweeks?\b",
        "Of HR managers, 36% say to follow up within two weeks after the interview.",
    ),
    "no study says that resumes are rejected for the address": (
        r"76\s*(%|per ?cent)[^.|]{0,120}(resum|CVs?\b|address|reject)",
        "76% of resumes are rejected for the e-mail address.",
    ),
    "nobody can trace 18 to 25 seconds": (r"18 (to|and|-) ?25 seconds", "A voicemail takes 18 to 25 seconds."),
}
"""What others print wrongly: why it is wrong, a pattern for it, and a sentence that the pattern has to find."""


def front(name: str) -> dict[str, object]:
    return yaml.load(PAGES[name].split("---\n")[1], Loader=yaml.BaseLoader)


def body(name: str) -> str:
    return PAGES[name].split("---\n", 2)[2]


def blocks(text: str) -> Iterator[str]:
    """Yield paragraphs, list items and table rows: the pieces in which a figure and its source stand together."""
    for part in re.split(r"\n\s*\n|\n(?=\||\* |\d+\. )", FENCE.sub("", text)):
        yield part.strip()


def anchors(text: str) -> set[str]:
    text = FENCE.sub("", text)
    titles = re.findall(r"^#{1,4} +(.+?)\s*$", text, re.MULTILINE)
    return {*map(slug, titles), *re.findall(r'<a id="([\w-]+)">', text)}


@pytest.mark.parametrize("name", PAGES)
def test_front_matter(name: str) -> None:
    schema = json.loads((CONTENT / "guide" / "page.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    facts = front(name)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(facts)] == []
    assert body(name).startswith(f"\n# {facts['title']}\n")
    assert "\n## What to do next\n" in body(name)
    assert facts["sources"] == list(dict.fromkeys(key for key, _ in CITED.findall(FENCE.sub("", body(name)))))


def test_every_clause_is_on_its_page() -> None:
    assert list(CLAUSES) == [f"S{number}" for number in range(1, 40)]
    for key, clause in CLAUSES.items():
        assert key in front(clause["page"])["clauses"], f"{key} is not named by {clause['page']}.md"
    assert {str(key) for name in PAGES for key in front(name)["clauses"]} == set(CLAUSES)


@pytest.mark.parametrize("name", PAGES)
def test_sources(name: str) -> None:
    for key, anchor in CITED.findall(PAGES[name]):
        assert key in SOURCES
        assert anchor == key.lower()


def test_no_source_without_trace() -> None:
    assert {source["grade"] for source in SOURCES.values()} <= {"A", "B", "C", "-"}
    assert all(source["url"].startswith("http") for key, source in SOURCES.items() if key != "SEED")
    assert {key for rule in RULES.rules for key in rule.sources} <= set(SOURCES)


@pytest.mark.parametrize("name", PAGES)
def test_figures_have_sources(name: str) -> None:
    for block in blocks(body(name)):
        if FIGURE.search(block):
            keys = {key for key, _ in CITED.findall(block)}
            assert keys, block
            known = set().union(*(PRINTED.get(key, set()) for key in keys))
            assert {float(found) for found in re.findall(r"([\d.]+)\s*%", block)} <= known, block


@pytest.mark.parametrize("why", MISQUOTED)
def test_no_misquotation(why: str) -> None:
    pattern, wrong = MISQUOTED[why]
    assert re.search(pattern, wrong, re.IGNORECASE)
    for path in [*CONTENT.rglob("*.md"), CONTENT / "rules" / "rules.yml"]:
        text = re.sub(r"\s+", " ", path.read_text("utf-8"))
        found = re.search(pattern, text, re.IGNORECASE)
        assert found is None, f"{path.name}: {found[0]}: {why}"


@pytest.mark.parametrize("name", PAGES)
def test_links(name: str) -> None:
    for target, anchor in LINK.findall(FENCE.sub("", body(name))):
        if target.startswith("http"):
            continue
        path = (CONTENT / "guide" / target).resolve() if target else CONTENT / "guide" / f"{name}.md"
        within = path.relative_to(CONTENT.resolve()).as_posix()
        if GENERATED.fullmatch(within):
            continue
        assert path.is_file(), f"{name}.md links to {target}, which is not there"
        assert not anchor or anchor in anchors(path.read_text("utf-8")), f"{name}.md links to {target}#{anchor}"


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.guide], ids=lambda rule: rule.code)
def test_rules_lead_to_headings(rule) -> None:  # type: ignore[no-untyped-def]
    path, _, anchor = rule.guide.partition("#")
    name = path.removeprefix("guide/").removesuffix(".md")
    assert name in PAGES
    assert not anchor or anchor in anchors(body(name)), f"{rule.code} leads to {rule.guide}"


def test_every_rule_leads_to_the_guide() -> None:
    assert [rule.code for rule in RULES.rules if not rule.guide and not rule.code.startswith("FMT")] == []


def test_profiles_side_by_side() -> None:
    """The table of profiles says what `profiles.yml` says."""
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \|$", body("disagree"), re.MULTILINE)
    assert {row[0] for row in rows} == set(RULES.profiles)
    for name, cells in rows:
        limits = RULES.profile([name])
        thanks, nudge, token = limits["thank-you"], limits["nudge"], limits["token"]
        least = counted(thanks["min_hours"], "hour") if "min_hours" in thanks else counted(thanks["min_days"], "day")
        most = (
            counted(thanks["max_days"], "day")
            if "max_days" in thanks
            else f"{thanks['max_business_days']} working days"
        )
        if "advised_max_days" in thanks:
            most += f" (better {thanks['advised_max_days']})"
        ask = f"day {nudge['min_days']}"
        if nudge["advised_days"] != nudge["min_days"]:
            ask += f" (better {nudge['advised_days']})"
        gift = f"up to {token['max_value']}" if token["allowed"] else "none"
        expected = [least, most, ask, str(limits["max_unanswered"]), gift]
        assert [cell.strip() for cell in cells.split("|")][:5] == expected, name


def counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


KINDS = {
    "": "channel: email",
    ", a letter": "channel: letter",
    ", a card": "channel: handwritten",
    ", with a date of yours": "kind: deadline-notice",
    ", withdrawing": "kind: withdrawal",
}
"""What a sample's title says of it, in the words of the front matter."""

DRAFTS = [
    pytest.param(f"---\n{KINDS[kind]}\n---\n\n{text}", id=f"{name}-{number}")
    for name in PAGES
    for number, (kind, text) in enumerate(re.findall(r"(?ms)^```text title=\"Good(.*?)\"\n(.*?)^```$", PAGES[name]))
    if re.search(r"^Dear ", text, re.MULTILINE)
]


@pytest.mark.parametrize("text", DRAFTS)
def test_good_drafts_are_good(text: str) -> None:
    """The linter agrees with the drafts that the guide recommends."""
    assert findings(text, Severity.WARNING) == []


BETTER = [
    pytest.param(cell, id=f"{name}: {cell}")
    for name in PAGES
    for table in re.findall(r"(?m)^\| not \| but \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGES[name])
    for cell in re.findall(r"\| ([^|(]+) \|$", table, re.MULTILINE)
]


@pytest.mark.parametrize("cell", BETTER)
def test_better_words_are_better(cell: str) -> None:
    """No rule calls an error what the guide recommends instead of one."""
    text = (
        "---\nkind: thank-you\nchannel: email\n---\n\nDear Priya,\n\nThank you for your time on Tuesday. Your account of "
        f"the leak-detection backlog made me think.\n\n{cell}\n\nI remain interested in the role.\n\nKind regards,\nAna Ruiz\n"
    )
    assert findings(text, Severity.ERROR) == []


def findings(text: str, least: Severity) -> list[str]:
    (report,) = lint([read(Source("sample.md", text))], RULES, Settings())
    return [f"{found.code} {found.message}" for found in report.findings if found.severity >= least]
