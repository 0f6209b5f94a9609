"""The order of the site's pages, and what a generated one is made from."""

from collections.abc import Iterable

from followup_lint.rulepages.words import GROUPS
from followup_lint.ruleset import Rule

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


def made_from(path: str) -> str:
    """Return the file, below `content`, that a generated page is made from; empty where there is no such one file."""
    folder, _, name = path.rpartition("/")
    if folder == "rules":
        return "rules/rules.yml"
    if folder == "templates":
        return "" if name == "index.md" else path
    return path.replace(".md", ".yml") if path in ("sources.md", "clauses.md") else ""
