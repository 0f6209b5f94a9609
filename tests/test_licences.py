"""The page of licences names what the engine holds, on the terms of the very versions in it."""

import gzip
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from checker_site import ROOT
from site_build import PREFIX

ENGINE = ROOT / "site_overrides" / "engine"
LICENCES = ENGINE / "licences"
LINKED = (
    "Emscripten",
    "musl",
    "HACL",
    "liblzma",
    "SQLite",
    "LLVM",
    "zlib",
    "Expat",
    "bzip2",
    "libffi",
    "Zstandard",
    "libmpdec",
)


@pytest.mark.slow
def test_the_terms_are_those_of_the_python_that_is_shipped(built: Path, engine: dict[str, Any]) -> None:
    folder = built / PREFIX.strip("/") / "engine" / engine["folder"]
    shipped = gzip.decompress((folder / "pyodide.asm.wasm.gz").read_bytes())
    notice = re.search(rb"Copyright \(c\) [\d-]+ Python Software Foundation", shipped)
    assert notice and notice[0].decode() in (LICENCES / "PSF.txt").read_text("utf-8")
    version = json.loads((folder / "pyodide-lock.json").read_text())["info"]["python"]
    assert version.encode() in shipped
    page = html.unescape((built / PREFIX.strip("/") / "licences" / "index.html").read_text("utf-8"))
    assert f"CPython and its standard library {version}" in page
    for name in ("PSF.txt", "MPL-2.0.txt", "linked.txt"):
        words = (LICENCES / name).read_text("utf-8").split()
        assert " ".join(words) in " ".join(page.split()), f"{name} is on the page in full"


def test_every_library_in_the_engine_has_its_terms() -> None:
    _, *whole = re.split(r"\n\n\n", (LICENCES / "linked.txt").read_text("utf-8"))
    for name in LINKED:
        (part,) = (part for part in whole if re.match(rf"{re.escape(name)}\b.*, https://", part))
        assert "public domain" in part or ("Copyright" in part and "WARRANT" in part.upper()), name
