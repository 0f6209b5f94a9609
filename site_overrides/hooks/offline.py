"""MkDocs hook: the service worker, which keeps the checker and the planner for use without a connection."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

HERE = Path(__file__).parent.parent
PAGES = ("check/", "plan/")
STAMP = re.compile(r'data-version="\w*"')
LOADED = re.compile(r'<(?:link|script)\b[^>]*?\b(?:href|src)="([^":]+\.(?:css|js|svg|png))"')


@event_priority(-100)  # after the hook that changes the scripts of the theme
def on_post_build(config: MkDocsConfig) -> None:
    """Write the service worker of a site that has an engine."""
    site = Path(config.site_dir)
    if (site / "engine").is_dir():
        write(site)


def write(site: Path) -> None:
    """Write the service worker of a built site, and its version into the pages."""
    (engine,) = (site / "engine").iterdir()
    parts = sorted(f"engine/{engine.name}/{path.name}" for path in engine.iterdir())
    code = (HERE / "checker" / "serviceworker.js").read_text("utf-8")
    files = [site / page / "index.html" for page in PAGES]
    for path in files:
        path.write_text(STAMP.sub('data-version=""', path.read_text("utf-8")), "utf-8")
    told = [code, parts, *((name, integrity(site / name)) for name in shell(site)), *map(integrity, files)]
    version = sha256(json.dumps(told).encode()).hexdigest()[:16]
    for path in files:
        path.write_text(STAMP.sub(f'data-version="{version}"', path.read_text("utf-8")), "utf-8")
    page = {name: integrity(site / name) for name in shell(site)} | dict(zip(PAGES, map(integrity, files)))
    kept = {"version": version, "engine": engine.name, "page": page, "parts": parts}
    (site / "offline.js").write_text(code.replace("KEPT", json.dumps(kept), 1), "utf-8")


def shell(site: Path) -> list[str]:
    """Return the files that the pages load, but for their engine."""
    found = {f"checker/{path.name}" for path in (site / "checker").iterdir()}
    for page in PAGES:
        folder = site / page
        for name in LOADED.findall((folder / "index.html").read_text("utf-8")):
            found.add((folder / name).resolve().relative_to(site.resolve()).as_posix())
    return sorted(found)


def integrity(path: Path) -> str:
    """Return the hash of a file as browsers take it."""
    return f"sha256-{b64encode(sha256(path.read_bytes()).digest()).decode()}"
