"""MkDocs hooks: which pages there are, and what goes into them. The texts come from functions of the package."""

import json
import re
import sys
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.nav import Navigation  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from followup_lint import REPOSITORY, sitepages, starters  # noqa: E402
from followup_lint.rulepages.citations import reference  # noqa: E402
from followup_lint.rulepages.markdown import description  # noqa: E402
from followup_lint.rulepages.navigation import GUIDE_NAV, guide_order, made_from, rule_nav  # noqa: E402
from followup_lint.ruleset import Ruleset, shipped  # noqa: E402
from tests.accuracy import accuracy_page  # noqa: E402

CONTENT = ROOT / "content"


EDIT = "edit/main/content/"
"""What a forge's address for editing a page adds to the repository's."""


BOOST = {
    "guide": 4,
    "guide/accuracy.md": 0.4,
    "which.md": 4,
    "templates": 1.5,
    "rules": 0.4,
    "clauses.md": 0.4,
    "sources.md": 0.4,
}
"""How much a find counts in the search by where it is: who searches wants the answer first, and its rule last."""


@cache
def ruleset() -> Ruleset:
    """Return the rules, read once in a build."""
    return shipped()


@cache
def known() -> dict[str, Any]:
    """Return the clauses and sources that have an entry, read once in a build."""
    return sitepages.known(CONTENT)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the navigation, and say where pages are edited."""
    ruleset.cache_clear()
    known.cache_clear()
    config.repo_url = config.repo_url or REPOSITORY
    config.edit_uri = EDIT
    tool = [f"tool/{name}" for name in guide_order(path.name for path in (CONTENT / "tool").glob("*.md"))]
    guide = [f"{path}.md" for _, paths in GUIDE_NAV for path in paths]
    licences = ["licences.md"] if config.extra.get("checker") else []
    nav: list[Any] = [
        {"Home": "index.md"},
        {"Guide": guide},
        {"Templates": ["templates/index.md", *(f"templates/{template.name}.md" for template in starters.shelf())]},
        {"Check a draft": ["check.md", *tool]},
        {"Rules": ["rules/index.md", *rule_nav(ruleset().rules)]},
        {"Evidence": ["charts.md", "guide/accuracy.md", "clauses.md", "sources.md", *licences]},
    ]
    config.nav = nav
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from rules, templates, sources, clauses and the figures that the tests keep."""
    base, about = config.site_url or "", config.site_description or ""
    pages = sitepages.generated(CONTENT, ruleset(), base, about, try_it=bool(config.extra.get("checker")))
    kept = json.loads((ROOT / "tests" / "corpus" / "baseline.json").read_bytes())
    pages["guide/accuracy.md"] = accuracy_page(kept)
    for name, text in pages.items():
        if old := files.get_file_from_path(name):
            files.remove(old)
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the pages written by hand; a page's lead tells what it is about where nothing else does."""
    path = page.file.src_uri
    if not page.file.generated_by:
        up = "../" * page.url.count("/")
        question = str(page.meta.get("question", ""))
        markdown = sitepages.filled(path, markdown, CONTENT, ruleset(), known(), up, question)
    page.meta.setdefault("description", description(markdown))
    page.meta.setdefault("search", {"boost": BOOST.get(path, BOOST.get(path.partition("/")[0], 1))})
    return markdown


PAIRS = re.compile(r"<table>(?=\s*<thead>\s*<tr>\s*<th>(?:not|anybody[’']s|anybody&rsquo;s|without a link)</th>)")
"""Tables whose first column holds words to avoid, and whose second better ones."""
CITED = re.compile(r'<a href="([^"]*(?:sources|clauses)/#)(\w+)">')


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Name the source of each reference, or its clause's words, where it is pointed at; mark tables of wrong and right."""
    html = PAIRS.sub('<table class="pairs">', html)
    return CITED.sub(lambda m: reference(m[1], m[2], known()), html)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let the edit link of a generated page lead to the file that it is made from."""
    if page.file.generated_by and (source := made_from(page.file.src_uri)):
        page.edit_url = f"{str(config.repo_url).rstrip('/')}/{EDIT}{source}"
    return page


NAV = re.compile(r'(<nav class="md-nav" data-md-level="(\d)" )aria-labelledby="[^"]*"')
INVALID = {'type="checkbox" id="__drawer" autocomplete="off"': 'type="checkbox" id="__drawer"',
           'type="checkbox" id="__search" autocomplete="off"': 'type="checkbox" id="__search"',
           ' tabindex=""': ""}  # fmt: skip
"""What the theme writes against the standard of HTML, and what it means."""
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the pages at which the lists of the guide and of the templates begin a new heading."""
    heads = {f"{paths[0]}.md": heading for heading, paths in GUIDE_NAV}
    for template in reversed(starters.shelf()):
        heads = {path: heading for path, heading in heads.items() if heading != template.group}
        heads[f"templates/{template.name}.md"] = template.group
    config.extra["heads"] = {
        page.url: (page, heads[page.file.src_uri]) for page in nav.pages if page.file.src_uri in heads
    }
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name what the theme leaves unnamed, and state in the page that nothing is loaded from elsewhere."""
    section = page.ancestors[-1].title if page.ancestors else ""
    if section in ("Guide", "Templates"):
        for other, heading in config.extra["heads"].values():
            if other.ancestors[-1].title == section:
                output = headed(output, str(other.title), heading)
    return finish(output, bool(page.meta.get("engine")))


def headed(output: str, title: str, heading: str) -> str:
    """Return a page with a heading before the entry of a title in the navigation."""
    entry = rf'(<li class="md-nav__item[^"]*">)(?=(?:(?!<li).)*?<span class="md-ellipsis">\s*{re.escape(escape(title, quote=False))}\s)'
    return re.sub(entry, f'<li class="md-nav__group">{heading}</li>\n\\1', output, count=1, flags=re.DOTALL)


def finish(output: str, engine: bool = False) -> str:
    """Return a page as valid HTML, with names for assistive technology and a policy over its own inline scripts."""
    for wrong, right in INVALID.items():
        output = output.replace(wrong, right)
    if 'id="__toc"' not in output:
        output = output.replace(' for="__toc"', "")
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
