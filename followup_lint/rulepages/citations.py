"""Who names which clause of the source article and which source."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from followup_lint.rulepages.markdown import front
from followup_lint.ruleset import Rule


def used_by(rules: Iterable[Rule], what: str) -> dict[str, list[str]]:
    """Return the codes of the rules that name each clause (`guidance`) or source (`sources`)."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for key in getattr(rule, what):
            found.setdefault(key, []).append(rule.code)
    return found


def clause_pages(guide: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each clause, the guide's pages that name it in their front matter: address and title."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, text in guide.items():
        values = front(text)
        for key in values.get("clauses", ()):
            found.setdefault(str(key), []).append((f"guide/{name}", str(values.get("title", name))))
    return found


def reference(page: str, key: str, known: Mapping[str, Any]) -> str:
    """Return the opening tag of a link to a source or clause, with its title; `page` is the address up to the `#`."""
    entry = known.get(key.upper(), {})
    title = escape(str(entry.get("title") or entry.get("gist") or ""))
    return f'<a class="cite" href="{page}{key}"' + (f' title="{title}">' if title else ">")
