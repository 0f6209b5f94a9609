"""Small texts of the site that belong to no page: the order of pages, `llms.txt`, limits in prose, who cites what."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from followup_lint.rulepages.words import GROUPS, severity_of
from followup_lint.ruleset import Rule
from followup_lint.starters import Template

GUIDE_NAV = (
    ("Start here", ("which", "guide/why", "guide/types", "guide/when")),
    ("Say thanks", ("guide/what-to-say", "guide/several-interviews", "guide/worries", "guide/phone",
                    "guide/card-and-token", "guide/letter")),
    ("Wait and ask", ("timeline", "plan", "guide/urgent", "guide/how-often", "guide/no-response",
                      "guide/extended-process", "guide/closing")),
    ("Take care", ("guide/mistakes", "guide/inclusion-privacy", "guide/sectors-cultures", "guide/checklists", "checklists")),
    ("Behind it", ("guide/disagree", "guide/figures", "guide/teams", "guide/about")),
)  # fmt: skip
"""The guide's part of the navigation: headings, and the pages below them in the order in which a newcomer needs them."""

TOOL_ORDER = ("checking", "configuring", "ci", "editors", "own-rules", "python")
"""Pages on the linter in reading order."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LEAD = re.compile(r"^(.+)\n\{ \.lead \}", re.MULTILINE)
_SAMPLE = re.compile(r'^```text title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_LIMIT = re.compile(r"\{\{ *([\w.-]+) *\}\}")


def guide_order(names: Iterable[str]) -> list[str]:
    """Return files of the guide or of the linter's pages in reading order; others follow by name."""
    known = [path.removeprefix("guide/") for _, paths in GUIDE_NAV for path in paths]
    order = {f"{name}.md": at for at, name in enumerate([*known, *TOOL_ORDER])}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def rule_nav(rules: Iterable[Rule]) -> list[dict[str, list[dict[str, str]]]]:
    """Return the rules' part of the navigation: a section for each group."""
    groups: dict[str, list[dict[str, str]]] = {}
    for rule in rules:
        title = GROUPS.get(rule.code[:3], (rule.group.capitalize(), ""))[0]
        entry = {f"{rule.code} {rule.name.partition('.')[2]}": f"rules/{rule.code.lower()}.md"}
        groups.setdefault(title, []).append(entry)
    return [{title: entries} for title, entries in groups.items()]


def used_by(rules: Iterable[Rule], what: str) -> dict[str, list[str]]:
    """Return the codes of the rules that name each clause (`guidance`) or source (`sources`)."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for key in getattr(rule, what):
            found.setdefault(key, []).append(rule.code)
    return found


def front(text: str) -> dict[str, Any]:
    """Return the front matter of a page; empty without."""
    import yaml  # 28 ms to import: only the site needs it

    match = _FRONT.match(text)
    values = yaml.safe_load(match[1]) if match else None
    return values if isinstance(values, dict) else {}


def split(text: str) -> tuple[str, str]:
    """Return a page as its front matter, with its fences, and the rest."""
    match = _FRONT.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def description(markdown: str, most: int = 200) -> str:
    """Return the lead of a page as plain words, in whole sentences up to `most` characters; empty without a lead."""
    found = _LEAD.search(markdown)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", lambda match: match[1] or "", found[1]) if found else ""
    while len(words) > most and ". " in words:
        words = words.rpartition(". ")[0] + "."
    return words


def clause_pages(guide: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each clause, the guide's pages that name it in their front matter: address and title."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, text in guide.items():
        values = front(text)
        for key in values.get("clauses", ()):
            found.setdefault(str(key), []).append((f"guide/{name}", str(values.get("title", name))))
    return found


def fill_limits(markdown: str, limits: Mapping[str, Any]) -> str:
    """Put a profile's limits in place of `{{ words.email.thank-you }}`; raises KeyError for one that is not there."""

    def value(match: re.Match[str]) -> str:
        place: Any = limits
        for step in match[1].split("."):
            place = place[step]
        return f"{place:g}" if isinstance(place, (int, float)) else str(place)

    return _LIMIT.sub(value, markdown)


def made_from(path: str) -> str:
    """Return the file, below `content`, that a generated page is made from; empty where there is no such one file."""
    folder, _, name = path.rpartition("/")
    if folder == "rules":
        return "rules/rules.yml"
    if folder == "templates":
        return "" if name == "index.md" else path
    return path.replace(".md", ".yml") if path in ("sources.md", "clauses.md") else ""


def scorer_figures(path: Path) -> dict[str, Any]:
    """Return what `scorer.json` says of the scorer; empty without the file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def llms_txt(base: str, about: str, guide: Mapping[str, str], rules: Iterable[Rule], shelf: Iterable[Template]) -> str:
    """Return `llms.txt`: the site's pages with one line each, for programs that read on somebody's behalf."""
    lines = ["# followup-lint", "", f"> {about}", "", "## Guide", ""]
    for name in guide_order(guide):
        values = front(guide[name])
        told = values.get("question") or values.get("description") or ""
        lines.append(
            f"- [{values.get('title', name)}]({base}guide/{name.removesuffix('.md')}/){': ' if told else ''}{told}"
        )
    lines += ["", "## Templates", ""]
    lines += [f"- [{template.title}]({base}templates/{template.name}/): {template.summary}" for template in shelf]
    lines += ["", "## Rules", ""]
    for rule in rules:
        lines.append(
            f"- [{rule.code} {rule.name}]({base}rules/{rule.code.lower()}/): {severity_of(rule)}. {rule.summary}"
        )
    return "\n".join(lines) + "\n"


def with_letters(markdown: str) -> str:
    """Return a page with its sample texts as letters on paper, whose lines break as a phone needs it, not as code."""

    def letter(match: re.Match[str]) -> str:
        kind = "good" if match[1].startswith("Good") else "bad"
        text = escape(match[2].rstrip(), quote=False)
        return f'<figure class="letter {kind}"><figcaption>{match[1]}</figcaption><pre class="note">{text}</pre></figure>\n'

    return _SAMPLE.sub(letter, markdown)


def with_question(markdown: str, question: str) -> str:
    """Return a page of the guide with the question that it answers below its title."""
    if not question:
        return markdown
    return re.sub(
        r"^(# .+)$", lambda match: f"{match[1]}\n\n{question}\n{{ .question }}", markdown, count=1, flags=re.M
    )


def reference(page: str, key: str, known: Mapping[str, Any]) -> str:
    """Return the opening tag of a link to a source or clause, with its title; `page` is the address up to the `#`."""
    entry = known.get(key.upper(), {})
    title = escape(str(entry.get("title") or entry.get("gist") or ""))
    return f'<a class="cite" href="{page}{key}"' + (f' title="{title}">' if title else ">")
