"""MkDocs hook: the checker page and the planner, and the engine that runs the linter in the browser, where it was built."""

import json
import re
import sys
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE.parent))

from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from followup_lint.fields import CHANNELS, KINDS  # noqa: E402
from followup_lint.ruleset import shipped  # noqa: E402
from followup_lint.starters import shelf, starter  # noqa: E402

OUT = HERE / "engine" / "out"


def engine() -> dict[str, Any] | None:
    """Return what the engine's build said of it, or None where there is none."""
    told = OUT / "engine.json"
    return json.loads(told.read_text("utf-8")) if told.exists() else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Say whether rule pages can link their examples to the checker."""
    config.extra["checker"] = engine() is not None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the engine into the site, and nothing else of the folder that it is built in; `offline.py` writes the worker."""
    for file in list(files):
        if file.src_uri.startswith("engine/") or file.src_uri == "checker/serviceworker.js":
            files.remove(file)
    if built := engine():
        for path in sorted((OUT / built["folder"]).iterdir()):
            name = f"engine/{built['folder']}/{path.name}"
            files.append(File.generated(config, name, abs_src_path=str(path)))
        drafts = [{"group": t.group, "title": t.title, "text": starter(t)} for t in shelf()]
        files.append(File.generated(config, "checker/drafts.json", content=json.dumps(drafts, ensure_ascii=False)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the checker or the planner; without the engine, the note on how to build it."""
    return re.sub(r"<!-- app: (\w+) -->", lambda match: app(match[1], page.url), markdown)


def app(name: str, url: str) -> str:
    """Return the markup of a page's application."""
    built = engine()
    if built is None:
        return (HERE / "checker" / "unbuilt.html").read_text("utf-8")
    up = "../" * url.count("/")
    profiles = shipped().profiles
    values = {
        "up": up,
        "engine": f"{up}engine/{built['folder']}/",
        "bytes": built["gzip"],
        "size": f"{built['gzip'] / 1e6:.1f}",
        "kinds": options(KINDS),
        "channels": options(CHANNELS),
        "profiles": "".join(
            f'<option value="{key}">{key}: {escape(str(value.get("summary", "")), quote=False)}</option>'
            for key, value in profiles.items()
        ),
    }
    text = (HERE / "checker" / f"{name}.html").read_text("utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda match: str(values[match[1]]), text)


def options(names: tuple[str, ...]) -> str:
    """Return names as the options of a field."""
    return "".join(f'<option value="{name}">{name.replace("-", " ")}</option>' for name in names)
