"""The site's pages as Markdown, whatever builds the site: those made from data, and those written by hand, filled in."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from followup_lint import figures, pictures, starters, templatepages, timeline
from followup_lint.calendar import WEEKDAYS
from followup_lint.engine import DraftReport, Settings, lint
from followup_lint.readers import read
from followup_lint.rulepages import index as rule_index
from followup_lint.rulepages import page as rule_page
from followup_lint.rulepages.citations import clause_pages, used_by
from followup_lint.rulepages.llms import llms_txt
from followup_lint.rulepages.markdown import fill_limits, front, split, with_letters, with_question
from followup_lint.rulepages.words import cite
from followup_lint.ruleset import Ruleset
from followup_lint.source import Source

_CHART = re.compile(r"<!-- chart: ([\w-]+) -->")
_TIMELINES = re.compile(r"<!-- timelines: (\d{4}-\d\d-\d\d) -->")
_SAMPLE = re.compile(r"<!-- sample: (\w+) -->")


def known(content: Path) -> dict[str, Any]:
    """Return the clauses and sources that have an entry, by key."""
    return {
        **figures.entries(content / "clauses.yml", "clauses"),
        **figures.entries(content / "sources.yml", "sources"),
    }


def guide(content: Path) -> dict[str, str]:
    """Return the texts of the guide's pages by file name."""
    return {path.name: path.read_text("utf-8") for path in sorted((content / "guide").glob("*.md"))}


def generated(content: Path, ruleset: Ruleset, base: str, about: str, try_it: bool = False) -> dict[str, str]:
    """Return the pages that are made from rules, templates, sources and clauses, by their path in the site's sources.

    `base` is the site's address and `about` its description, both for `llms.txt`; `try_it` links examples and templates to the checker.
    """
    rules, written, entries = ruleset.rules, guide(content), known(content)
    scores = content / "rules" / "scorer.json"
    scorer = json.loads(scores.read_text("utf-8")) if scores.exists() else {}
    shelf = starters.shelf()
    pages = {"rules/index.md": rule_index.index(ruleset), "templates/index.md": templatepages.index(shelf)}
    for rule in rules:
        there = rule if rule.guide.partition("#")[0].removeprefix("guide/") in written else rule._replace(guide="")
        pages[f"rules/{rule.code.lower()}.md"] = rule_page.page(there, ruleset, entries, scorer, try_it=try_it)
    for template in shelf:
        pages[f"templates/{template.name}.md"] = templatepages.page(template, report(template, ruleset), try_it)
    if sources := figures.entries(content / "sources.yml", "sources"):
        grades = "[What the letters mean](guide/about.md)." if "about.md" in written else ""
        pages["sources.md"] = figures.sources_page(sources, used_by(rules, "sources"), grades)
    if clauses := figures.entries(content / "clauses.yml", "clauses"):
        named_by = clause_pages(written)
        pages["clauses.md"] = figures.clauses_page(clauses, named_by, used_by(rules, "guidance"))
    pages["llms.txt"] = llms_txt(base, about, written, rules, shelf)
    return pages


def report(template: starters.Template, ruleset: Ruleset) -> DraftReport:
    """Return what the linter says of a template."""
    (found,) = lint([read(Source(f"{template.name}.md", template.source))], ruleset, Settings())
    return found


def filled(path: str, markdown: str, content: Path, ruleset: Ruleset, entries: Mapping[str, Any], up: str,
           question: str = "") -> str:  # fmt: skip
    """Return a page written by hand, without its front matter, with what its comments and braces ask for.

    `path` is the page's in the site's sources, `up` leads from its address to the site's root, `question` is the one that a
    page of the guide answers. Pictures, limits of the
    default profile, links to sources and the rules behind each heading are put in; raises KeyError for a limit or a chart
    that is not there.
    """
    charts = figures.charts(content)
    markdown = fill_limits(markdown, ruleset.profile(["seed"]))
    markdown = _CHART.sub(lambda match: pictures.chart_figure(charts[match[1]], up, entries), markdown)
    markdown = _TIMELINES.sub(lambda match: timelines(date.fromisoformat(match[1]), ruleset), markdown)
    markdown = _SAMPLE.sub(lambda match: rule_page.sample_letter(ruleset.find(match[1]), ruleset), markdown)
    if path.startswith("guide/"):
        markdown = with_letters(with_question(markdown, question))
        markdown = cite(rule_index.with_checked_by(markdown, path, ruleset.rules), entries)
    return markdown


def timelines(day: date, ruleset: Ruleset) -> str:
    """Return the timelines of all profiles for an interview on a day, as picture and table."""
    plans = [(name, timeline.for_profile(day, ruleset.profile([name]))) for name in ruleset.profiles]
    name = f"timeline-{day.isoformat()}"
    title = f"When to write, by profile, for an interview on a {WEEKDAYS[day.weekday()]}"
    return (
        f'<figure class="chart timeline">\n{pictures.timeline_svg(plans, name, title)}\n'
        f"{pictures.LEGEND}</figure>\n\n{pictures.timeline_table(plans)}\n"
    )


def written(content: Path, ruleset: Ruleset) -> dict[str, str]:
    """Return the pages written by hand, filled in, with their front matter, by their path in the site's sources."""
    entries, pages = known(content), {}
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content).as_posix()
        if not name.startswith("templates/"):
            whole = path.read_text("utf-8")
            head, text = split(whole)
            question = str(front(whole).get("question", ""))
            up = "../" * (name.count("/") + (path.stem != "index"))
            pages[name] = head + filled(name, text, content, ruleset, entries, up, question)
    return pages
