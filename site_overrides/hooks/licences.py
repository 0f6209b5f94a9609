"""MkDocs hook: the page of licences of all that the checker's engine is made of, from the packages' own licence files."""

import json
from html import escape
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent.parent
ENGINE = ROOT / "site_overrides" / "engine"
PACKAGES = ("markdown-it-py", "mdurl", "PyYAML")

HEAD = """---
title: Licences
description: What runs in the checker page, by whom it is, and on what terms.
---

# Licences

What the [checker](check.md) and the [planner](plan.md) load into your browser, by whom it is, and on what terms.
{ .lead }

| Part | Version | Licence | Source |
|---|---|---|---|
"""


class Part(NamedTuple):
    """Something that the engine is made of; `text` is its licence in full."""

    name: str
    version: str
    licence: str
    source: str
    text: str


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page where there is an engine."""
    if config.extra.get("checker"):
        files.append(File.generated(config, "licences.md", content=page(parts())))
    return files


def parts() -> list[Part]:
    """Return all parts. Pyodide's npm package brings no licence files, so theirs lie beside the lock file that pins it."""
    lock = json.loads((ENGINE / "package-lock.json").read_text("utf-8"))
    pyodide = lock["packages"]["node_modules/pyodide"]["version"]
    (info,) = (ENGINE / "out").glob("*/pyodide-lock.json")
    python = json.loads(info.read_text("utf-8"))["info"]["python"]
    kept = ENGINE / "licences"
    found = [
        Part("followup-lint", distribution("followup-lint").version, "MIT", "", (ROOT / "LICENSE").read_text("utf-8")),
        Part(
            "Pyodide", pyodide, "MPL-2.0", f"https://github.com/pyodide/pyodide/tree/{pyodide}",
            (kept / "MPL-2.0.txt").read_text("utf-8"),
        ),
        Part(
            "CPython and its standard library", python, "PSF-2.0", f"https://github.com/python/cpython/tree/v{python}",
            (kept / "PSF.txt").read_text("utf-8"),
        ),
        Part("Libraries inside Pyodide", pyodide, "MIT, BSD, zlib and others", "", (kept / "linked.txt").read_text("utf-8")),
    ]  # fmt: skip
    for name in PACKAGES:
        package = distribution(name)
        texts = licence_files(package)
        found.append(
            Part(
                name, package.version, "MIT", f"https://pypi.org/project/{name}/{package.version}/", "\n\n".join(texts)
            )
        )
    return found


def licence_files(package: Distribution) -> list[str]:
    """Return the texts of a package's licence files; raises LookupError where it brings none."""
    names = package.metadata.get_all("License-File") or ["LICENSE"]
    texts = [
        Path(str(file.locate())).read_text("utf-8")
        for name in names
        for file in package.files or ()
        if file.name == name and ".dist-info" in file.parts[0]
    ]
    if len(texts) < len(names):
        raise LookupError(f"{package.name} {package.version} brings no licence file: {', '.join(names)}")
    return texts


def page(found: list[Part]) -> str:
    """Return the page's Markdown: a table of the parts, and the licence of each in full."""
    rows = [
        f"| {part.name} | {part.version} | {part.licence} | {f'[source]({part.source})' if part.source else 'this site'} |"
        for part in found
    ]
    changed = (
        "Pyodide's compiled code is as its makers publish it. Of the standard library and the packages only the modules "
        "that the linter can reach are here, compiled to byte code without docstrings."
    )
    texts = [
        f"## {part.name} {part.version}\n\n<details><summary>Licence: {part.licence}</summary>\n"
        f'<pre class="note" tabindex="0">{escape(part.text.strip(), quote=False).replace(chr(10) * 2, "&#10;&#10;")}</pre>\n</details>'
        for part in found
    ]
    return HEAD + "\n".join(rows) + f"\n\n{changed}\n\n" + "\n\n".join(texts) + "\n"
