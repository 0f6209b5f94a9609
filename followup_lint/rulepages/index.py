"""The index of rules, and the lines under the guide's headings that name the rules behind them."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from followup_lint.rulepages.words import GROUPS, severity_of, slug
from followup_lint.ruleset import Rule, Ruleset

_HEADING = re.compile(r"^(#{2,4}) +(.+?)(?:\s*\{[^}]*#([\w-]+)[^}]*\})?\s*$", re.MULTILINE)


def index(ruleset: Ruleset) -> str:
    """Return the Markdown of the index: the rules by group; a script adds the filter, and all is there without it."""
    lines = [
        "---\ntitle: Rules\ndescription: Every rule of followup-lint, by group, with its severity.\n---\n",
        "# Rules",
        f"{len(ruleset.rules)} rules, each with its reason, its examples and its sources. An **error** does harm, a "
        "**warning** should be looked at, and **info** is advice that never fails a build.\n{ .lead }",
        '<form class="rule-filter" hidden><label for="rule-search">Filter the rules</label>'
        '<input id="rule-search" type="search" placeholder="deadline, subject, TON…" autocomplete="off">'
        '<label for="rule-level">Severity</label><select id="rule-level"><option value="">all</option>'
        '<option>error</option><option>warning</option><option>info</option></select>'
        '<p id="rule-count" role="status"></p></form>',
    ]  # fmt: skip
    for prefix in dict.fromkeys(rule.code[:3] for rule in ruleset.rules):
        title, about = GROUPS.get(prefix, (prefix, ""))
        lines += [f"## {title}", about, '<ul class="rule-list">']
        for rule in ruleset.rules:
            if rule.code.startswith(prefix):
                level = severity_of(rule)
                lines.append(
                    f'<li data-level="{level}"><a href="{rule.code.lower()}/"><code>{rule.code}</code> {rule.name}</a> '
                    f'<span class="badge {level}">{level}</span><br>{escape(rule.summary, quote=False)}</li>'
                )
        lines.append("</ul>")
    return "\n\n".join(lines).replace("</li>\n\n<li", "</li>\n<li").replace('list">\n\n', 'list">\n') + "\n"


def with_checked_by(markdown: str, path: str, rules: Iterable[Rule], up: str = "../") -> str:
    """Return a guide page with a line of rules under each heading that a rule's `guide` names; `path` is the page's."""
    wanted: dict[str, list[Rule]] = {}
    for rule in rules:
        target, _, anchor = rule.guide.partition("#")
        if target == path:
            wanted.setdefault(anchor, []).append(rule)

    def add(match: re.Match[str]) -> str:
        found = wanted.get(match[3] or slug(match[2]), [])
        return match[0] + "\n\n" + checked_by(found, up) + "\n" if found else match[0]

    marked = _HEADING.sub(add, markdown)
    whole = checked_by(wanted[""], up) if "" in wanted else ""
    return f"{marked.rstrip()}\n\n{whole}\n" if whole else marked


def checked_by(rules: Sequence[Rule], up: str) -> str:
    """Return the line that links the rules which check a piece of guidance."""
    links = ", ".join(
        f"[{rule.code} {rule.name.partition('.')[2]}]({up}rules/{rule.code.lower()}.md)" for rule in rules
    )
    return f"Checked by {links}\n{{ .checked-by }}"
