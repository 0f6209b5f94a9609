"""MkDocs hooks: which pages there are, and what goes into them. The texts come from functions of the package."""

import json
import re
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from followup_lint import figures, pictures, starters, templatepages, timeline  # noqa: E402
from followup_lint.engine import DraftReport, Settings, lint  # noqa: E402
from followup_lint.readers import read  # noqa: E402
from followup_lint.rulepages import index as rule_index  # noqa: E402
from followup_lint.rulepages import page as rule_page  # noqa: E402
from followup_lint.rulepages import site as sitetext  # noqa: E402
from followup_lint.rulepages.words import cite  # noqa: E402
from followup_lint.ruleset import Ruleset, shipped  # noqa: E402
from followup_lint.source import Source  # noqa: E402
from tests.accuracy import accuracy_page  # noqa: E402

CONTENT = ROOT / "content"


@cache
def ruleset() -> Ruleset:
    """Return the rules, read once in a build."""
    return shipped()


@cache
def known() -> dict[str, Any]:
    """Return the clauses and sources that have an entry, by key."""
    return {
        **figures.entries(CONTENT / "clauses.yml", "clauses"),
        **figures.entries(CONTENT / "sources.yml", "sources"),
    }


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the navigation."""
    ruleset.cache_clear()
    known.cache_clear()
    if not config.repo_url:
        config.edit_uri = ""
    guide = [f"guide/{name}" for name in sitetext.guide_order(path.name for path in (CONTENT / "guide").glob("*.md"))]
    tool = [f"tool/{name}" for name in sitetext.guide_order(path.name for path in (CONTENT / "tool").glob("*.md"))]
    nav: list[Any] = [
        {"Home": "index.md"},
        {
            "Guide": [
                {"Which follow-up?": "which.md"},
                *guide,
                {"Timeline": "timeline.md"},
                {"Planner": "plan.md"},
                {"Lists to print": "checklists.md"},
            ]
        },
        {"Templates": ["templates/index.md", *(f"templates/{template.name}.md" for template in starters.shelf())]},
        {"Linter": [{"Check a draft": "check.md"}, *tool]},
        {"Rules": ["rules/index.md", *sitetext.rule_nav(ruleset().rules)]},
    ]
    about: list[Any] = [{"Figures": "charts.md"}, {"How accurate it is": "guide/accuracy.md"}]
    for name in ("clauses", "sources"):
        if (CONTENT / f"{name}.yml").exists():
            about.append({name.capitalize(): f"{name}.md"})
    nav.append({"Evidence": about})
    config.nav = nav
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from rules, templates, sources and clauses."""
    rules = ruleset().rules
    guide = {path.name: path.read_text("utf-8") for path in sorted((CONTENT / "guide").glob("*.md"))}
    scorer = sitetext.scorer_figures(CONTENT / "rules" / "scorer.json")
    pages = {"rules/index.md": rule_index.index(ruleset()), "templates/index.md": templatepages.index(starters.shelf())}
    for rule in rules:
        there = rule if rule.guide.partition("#")[0].removeprefix("guide/") in guide else replace(rule, guide="")
        pages[f"rules/{rule.code.lower()}.md"] = rule_page.page(
            there, ruleset(), known(), scorer, try_it=bool(config.extra.get("checker"))
        )
    for template in starters.shelf():
        pages[f"templates/{template.name}.md"] = templatepages.page(template, report(template.name, template.source))
    sources = figures.entries(CONTENT / "sources.yml", "sources")
    clauses = figures.entries(CONTENT / "clauses.yml", "clauses")
    grades = "[What the letters mean](guide/about.md)." if "about.md" in guide else ""
    if sources:
        pages["sources.md"] = figures.sources_page(sources, sitetext.used_by(rules, "sources"), grades)
    if clauses:
        pages["clauses.md"] = figures.clauses_page(
            clauses, sitetext.clause_pages(guide), sitetext.used_by(rules, "guidance")
        )
    pages["guide/accuracy.md"] = accuracy()
    pages["llms.txt"] = sitetext.llms_txt(
        config.site_url or "", config.site_description or "", guide, rules, starters.shelf()
    )
    for name, text in pages.items():
        if old := files.get_file_from_path(name):
            files.remove(old)
        files.append(File.generated(config, name, content=text))
    return files


def accuracy() -> str:
    """Return the accuracy page, from the figures that the tests keep."""
    return accuracy_page(json.loads((ROOT / "tests" / "corpus" / "baseline.json").read_bytes()))


def report(name: str, text: str) -> DraftReport:
    """Return what the linter says of a template."""
    (found,) = lint([read(Source(f"{name}.md", text))], ruleset(), Settings())
    return found


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put pictures, limits, links to sources and the rules behind each heading into the pages written by hand."""
    path = page.file.src_uri
    if page.file.generated_by:
        return markdown
    up = "../" * (page.url.count("/"))
    markdown = sitetext.fill_limits(markdown, ruleset().profile(["seed"]))
    charts = figures.charts(CONTENT)
    markdown = re.sub(r"<!-- chart: ([\w-]+) -->", lambda m: pictures.chart_figure(charts[m[1]], up, known()), markdown)
    markdown = re.sub(r"<!-- timelines: (\d{4}-\d\d-\d\d) -->", lambda m: timelines(date.fromisoformat(m[1])), markdown)
    markdown = re.sub(
        r"<!-- sample: (\w+) -->", lambda m: rule_page.sample_letter(ruleset().find(m[1]), ruleset()), markdown
    )
    first = sitetext.guide_order(path.name for path in (CONTENT / "guide").glob("*.md"))[:1]
    button = f"[Read the guide](guide/{first[0]}){{ .md-button }}\n" if first else ""
    markdown = markdown.replace("<!-- guide-button -->\n", button)
    if path.startswith("guide/"):
        markdown = cite(rule_index.with_checked_by(markdown, path, ruleset().rules), known())
        markdown += sitetext.reviewed_line(page.meta.get("reviewed"))
    return markdown


CITED = re.compile(r'<a href="([^"]*(?:sources|clauses)/#)(\w+)">')


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give each reference the name of its source, or the words of its clause, to show where it is pointed at."""
    return CITED.sub(lambda m: sitetext.reference(m[1], m[2], known()), html)


def timelines(day: date) -> str:
    """Return the timelines of all profiles for an interview on a day, as picture and table."""
    plans = [(name, timeline.for_profile(day, ruleset().profile([name]))) for name in ruleset().profiles]
    name = f"timeline-{day.isoformat()}"
    title = f"When to write, by profile, for an interview on a {timeline.WEEKDAYS[day.weekday()]}"
    return (
        f'<figure class="chart timeline">\n{pictures.timeline_svg(plans, name, title)}\n'
        f"{pictures.LEGEND}</figure>\n\n{pictures.timeline_table(plans)}\n"
    )


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let the edit link of a generated page lead to the file that it is made from."""
    if page.file.generated_by and page.edit_url:
        base = page.edit_url.partition("/content/")[0]
        source = sitetext.made_from(page.file.src_uri)
        page.edit_url = f"{base}/content/{source}"
    return page


NAV = re.compile(r'(<nav class="md-nav" data-md-level="(\d)" )aria-labelledby="[^"]*"')
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name what the theme leaves unnamed, and state in the page that nothing is loaded from elsewhere."""
    return finish(output, bool(page.meta.get("engine")))


def finish(output: str, engine: bool = False) -> str:
    """Return a page with names for assistive technology and a content security policy over its own inline scripts."""
    output = output.replace(
        'data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"'
    )
    output = NAV.sub(lambda m: f'{m[1]}aria-label="Pages of this {"section" if m[2] == "1" else "group"}"', output)
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in dict.fromkeys(SCRIPT.findall(output))
    )
    wasm = " 'wasm-unsafe-eval'" if engine else ""
    policy = (
        f"default-src 'self'; script-src 'self'{wasm} {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'self'; form-action 'self'"
    )
    return output.replace(
        '<meta charset="utf-8">',
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">',
        1,
    )


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for the page that is shown for a wrong address."""
    return finish(output_content) if template_name == "404.html" else output_content


FOREIGN = re.compile(
    r"https://(?:unpkg\.com|cdn\.jsdelivr\.net|api\.github\.com|gitlab\.com/api|fonts\.\w+\.com)[^\"'`)\s]*"
)


def on_post_build(config: MkDocsConfig) -> None:
    """Take out of the theme's scripts the addresses of other hosts, which this site never needs."""
    for path in Path(config.site_dir).rglob("*.js"):
        text = path.read_text("utf-8")
        clean = FOREIGN.sub("about:blank", text)
        if clean != text:
            path.write_text(clean, "utf-8")
    for path in Path(config.site_dir).rglob("*.map"):
        path.unlink()
