"""The site: it builds without a warning, has every page, loads nothing from elsewhere, and a slip is noticed."""

import json
import re
import shutil
import struct
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import leave_out

pytest.importorskip("mkdocs", reason="the site's tests need the extra `site`")

from site_build import ROOT, build, copy

from followup_lint import starters
from followup_lint.ruleset import shipped

pytestmark = pytest.mark.slow

LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "link": "href",
    "audio": "src",
    "video": "src",
}
"""Attributes whose address a browser asks for by itself."""

OURS = ("canonical", "alternate", "prev", "next", "edit")
"""Kinds of `link` that are no request."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    run = build(ROOT, out)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stderr
    return out


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_rule_and_template_has_its_page(site: Path) -> None:
    for rule in shipped().rules:
        assert (site / "rules" / rule.code.lower() / "index.html").exists()
    for template in starters.shelf():
        assert (site / "templates" / template.name / "index.html").exists()
    for name in ("index.html", "404.html", "which/index.html", "timeline/index.html", "sitemap.xml", "llms.txt"):
        assert (site / name).exists()


class Requests(HTMLParser):
    """What a browser would ask for while it shows a page, and the page's policy."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.policy = ""
        self.ids: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.handlers += [name for name in values if name.startswith("on")]
        self.handlers += [value for value in values.values() if value.strip().lower().startswith("javascript:")]
        if tag in LOADING and not (tag == "link" and set(values.get("rel", "").split()) & set(OURS)):
            self.addresses.append(values.get(LOADING[tag], ""))
        self.addresses += re.findall(r"url\(([^)]*)\)", values.get("style", ""))
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in pages(site):
        seen = Requests()
        seen.feed(path.read_text("utf-8"))
        assert "default-src 'self'" in seen.policy, path
        scripts = next(part for part in seen.policy.split(";") if part.strip().startswith("script-src"))
        assert "'unsafe-inline'" not in scripts and "'unsafe-eval'" not in scripts and "*" not in scripts, path
        assert seen.handlers == [], path
        foreign = [address for address in seen.addresses if re.match(r"(?:https?:)?//", address)]
        assert foreign == [], path
    for path in site.rglob("*.css"):
        assert (
            re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'(]*(?:https?:)?//", path.read_text("utf-8")) == []
        ), path


def test_no_script_names_a_host_that_it_could_ask(site: Path) -> None:
    known = ("www.w3.org", "example.org", "squidfunk.github.io", "lunrjs.com", "github.com", "snowball", "fsf.org")
    for path in site.rglob("*.js"):
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text("utf-8", errors="replace")))
        strange = {host for host in hosts if not any(name in host for name in known)}
        assert not strange & {"unpkg.com", "cdn.jsdelivr.net", "api.github.com", "fonts.googleapis.com"}, (
            path,
            strange,
        )


def test_no_page_has_two_elements_of_one_id(site: Path) -> None:
    for path in pages(site):
        seen = Requests()
        seen.feed(path.read_text("utf-8"))
        twice = {name for name in seen.ids if seen.ids.count(name) > 1}
        assert not twice, (path, twice)


def test_every_page_has_a_title_and_a_description_for_links_to_it(site: Path) -> None:
    for path in pages(site):
        text = path.read_text("utf-8")
        assert re.search(r'property="og:description" content="[^"]{20,}"', text), path
        assert len(re.findall(r"<h1", text)) == 1, path


def test_every_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    """By the rules of the standard; Node is needed, as for the engine, and the validator is pinned beside the tests."""
    if not shutil.which("node") or not shutil.which("npm"):
        leave_out("no Node on this machine: the test of the HTML's validity is left out")
    folder = ROOT / "tests" / "html"
    if subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, capture_output=True
    ).returncode:
        leave_out("npm could not fetch the validator: the test of the HTML's validity is left out")
    (tmp_path / "wrong.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><ul><p>y</p></ul></html>', "utf-8"
    )

    def run(target: Path) -> list[tuple[str, int, str]]:
        told = tmp_path / "told.json"  # its standard output is cut where it is long
        command = ["node", "node_modules/html-validate/bin/html-validate.mjs", "--config", "rules.json"]
        subprocess.run([*command, "--formatter", f"json={told}", str(target)], cwd=folder)
        found = [(page["filePath"], one) for page in json.loads(told.read_text("utf-8")) for one in page["messages"]]
        return [(str(Path(path).relative_to(target)), one["line"], one["message"]) for path, one in found]

    assert run(tmp_path) != [], "the validator has to see what is wrong"
    assert run(site) == []


def test_every_page_has_a_card_for_links_to_it(site: Path) -> None:
    seen = set()
    for path in pages(site):
        (address,) = re.findall(
            r'property="og:image" content="https://example.org/followup-lint/([^"]*)"', path.read_text("utf-8")
        )
        seen.add(address)
    assert len(seen) > 60, "pages of the guide, templates and tool each have a card of their own"
    for address in seen:
        data = (site / address).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1200, 630)
        assert len(data) < 60_000


def test_every_page_says_where_it_is_edited(site: Path) -> None:
    """The home page and 404 have no such line; three pages are made from many files, one of them where there is an engine."""
    without = []
    for path in pages(site):
        found = re.findall(
            r'href="https://example.org/followup-lint/followup-lint/edit/main/([^"]*)"',
            path.read_text("utf-8"),
        )
        without += [] if found else [path.relative_to(site).as_posix()]
        assert all((ROOT / target).is_file() for target in found), path
    assert set(without) - {"licences/index.html"} == {
        "404.html", "guide/accuracy/index.html", "index.html", "templates/index.html"
    }  # fmt: skip


def test_the_search_index_finds_how_long_to_wait(site: Path) -> None:
    entries = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    found = [entry for entry in entries if "how long should i wait" in f"{entry['title']} {entry['text']}".lower()]
    assert found


def test_a_second_build_is_equal(site: Path, tmp_path: Path) -> None:
    assert build(ROOT, tmp_path).returncode == 0
    for path in [*pages(site), *(site / "assets" / "cards").iterdir()]:
        assert path.read_bytes() == (tmp_path / path.relative_to(site)).read_bytes(), path


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("[x](timeline.md#no-such-place)", "does not contain an anchor"),
        ("[x](templates/no-such-template.md)", "is not found"),
        ("[x](/timeline/)", "absolute link"),
    ],
)
def test_a_broken_link_fails_the_build(tmp_path: Path, slip: str, told: str) -> None:
    root = copy(tmp_path / "root")
    page = root / "content" / "check.md"
    page.write_text(page.read_text("utf-8") + f"\n{slip}\n", encoding="utf-8")
    run = build(root, tmp_path / "out")
    assert run.returncode != 0
    assert told in run.stderr
