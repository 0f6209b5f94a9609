"""`llms.txt`: the site's pages for programs that read on somebody's behalf."""

from collections.abc import Iterable, Mapping

from followup_lint.rulepages.markdown import front
from followup_lint.rulepages.navigation import guide_order
from followup_lint.rulepages.words import severity_of
from followup_lint.ruleset import Rule
from followup_lint.starters import Template


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
