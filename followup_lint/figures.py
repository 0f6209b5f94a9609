"""The figures that the site shows: charts, sources and clauses, read from `content/*.yml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from followup_lint.ruleset import CHECKOUT, read_yaml


@dataclass(frozen=True)
class Row:
    """One bar (`value`) or one span (`first` to `last`) of a chart, in the chart's unit; `source` is a source's key."""

    label: str
    source: str
    value: float | None = None
    first: float = 0
    last: float = 0
    group: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart: what it shows, what to beware of, its unit, the end of its axis, and its rows."""

    name: str
    title: str
    about: str
    unit: str
    most: float
    rows: tuple[Row, ...]


def charts(content: Path = CHECKOUT) -> dict[str, Chart]:
    """Return the charts of `charts.yml` by name; raises RuleFileError where it cannot be read."""
    return {name: _chart(name, values) for name, values in read_yaml(content / "charts.yml").items()}


def _chart(name: str, values: dict[str, Any]) -> Chart:
    rows = tuple(
        Row(row["label"], row["source"], row.get("value"), row.get("from", 0), row.get("to", 0), row.get("group", ""))
        for row in values["rows"]
    )
    return Chart(name, values["title"], values["about"], values["unit"], values["most"], rows)


def entries(path: Path, under: str) -> dict[str, dict[str, Any]]:
    """Return the entries of `sources.yml` or `clauses.yml` by key; none without the file.

    It may hold a map or a list, alone or under a key (`under`).
    """
    if not path.exists():
        return {}
    values: Any = read_yaml(path)
    values = values.get(under, values)
    if isinstance(values, dict):
        return {str(key): _entry(value) for key, value in values.items()}
    return {str(value.get("key") or value.get("id")): _entry(value) for value in values}


def _entry(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"title": str(value)}


def sources_page(sources: dict[str, dict[str, Any]], used: dict[str, list[str]], grades: str = "") -> str:
    """Return the Markdown of the page of sources; `used` holds the rules that cite each, `grades` a line on grades."""
    lines = [
        "---\ntitle: Sources\ndescription: Where each figure and each piece of advice comes from.\n---\n",
        "# Sources",
    ]
    lines.append(f"{len(sources)} sources, each with a letter for the strength of its evidence.\n{{ .lead }}")
    lines.append(grades)
    lines.append('<dl class="sources">')
    for key, source in sorted(sources.items()):
        lines.append("\n".join(_source(key, source, used.get(key, []))))
    lines.append("</dl>")
    return "\n\n".join(lines).replace("</dd>\n\n<dt", "</dd>\n<dt") + "\n"


def _source(key: str, source: dict[str, Any], rules: list[str]) -> Iterator[str]:
    from html import escape

    grade = str(source.get("grade", ""))
    url = str(source.get("url", ""))
    title = escape(str(source.get("title", key)), quote=False)
    shown = f'<a href="{escape(url)}" rel="external noopener">{title}</a>' if url.startswith("http") else title
    more = [
        escape(str(source[name]), quote=False)
        for name in ("publisher", "year", "sample", "about", "note")
        if source.get(name)
    ]
    yield f'<dt id="{key.lower()}"><code>{key}</code> {f"<span class=badge>grade {grade}</span>" if grade else ""}</dt>'
    cited = ", ".join(f'<a href="../rules/{code.lower()}/">{code}</a>' for code in rules)
    yield f"<dd>{shown}{'. ' + '; '.join(more) if more else ''}{f'. Cited by {cited}' if cited else ''}</dd>"


def clauses_page(clauses: dict[str, dict[str, Any]], pages: dict[str, list[tuple[str, str]]],
                 used: dict[str, list[str]]) -> str:  # fmt: skip
    """Return the Markdown of the page of clauses: each with the guide's pages on it (address, title) and its rules."""
    lines = ["---\ntitle: Clauses\ndescription: What the guide began with, sentence by sentence.\n---\n", "# Clauses"]
    lines.append(
        f"The {len(clauses)} statements that the guide and the rules have to cover, in our words.\n{{ .lead }}"
    )
    lines += ["| clause | what it says | guide | rules |", "|---|---|---|---|"]
    for key, clause in clauses.items():
        gist = str(clause.get("gist") or clause.get("title") or clause.get("text", "")).replace("|", "\\|")
        on = ", ".join(f"[{title}]({path})" for path, title in pages.get(key, []))
        rules = ", ".join(f"[{code}](rules/{code.lower()}.md)" for code in used.get(key, []))
        lines.append(f'| <a id="{key.lower()}"></a>{key} | {gist} | {on} | {rules} |')
    return "\n\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:]) + "\n"
