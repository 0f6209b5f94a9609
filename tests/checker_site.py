"""The site with the engine in it, and a Chromium to open it in: the fixtures of the checker's tests."""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_build import PREFIX, build

ROOT = Path(__file__).parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]


def leave_out(reason: str) -> None:
    """Skip with one clear line; in CI a test that is left out is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI leaves no test out")
    pytest.skip(reason)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def serve(handler: Any, port: int = 0) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Build the engine as `make engine` does, from this checkout's own wheel."""
    if not shutil.which("node") or not shutil.which("npm"):
        leave_out("no Node on this machine: the tests of the engine are left out")
    wheels = tmp_path_factory.mktemp("wheel")
    folder = ROOT / "site_overrides" / "engine"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(install, cwd=folder, capture_output=True).returncode:
        leave_out("npm could not fetch the engine: its tests are left out")
    (wheel,) = wheels.glob("*.whl")
    lay = ["node", "build.mjs", str(wheel), sysconfig.get_path("purelib"), str(ROOT / "tests/corpus/drafts")]
    run = subprocess.run(lay, cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    print("\n" + run.stdout)
    told: dict[str, Any] = json.loads((folder / "out" / "engine.json").read_text())
    return told


@pytest.fixture(scope="session")
def built(engine: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site in it, below `PREFIX`, and the engine in the site."""
    pytest.importorskip("mkdocs")
    root = tmp_path_factory.mktemp("checker")
    run = build(ROOT, root / PREFIX.strip("/"))
    assert run.returncode == 0, run.stderr
    return root


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address of the site."""
    server = serve(functools.partial(Quiet, directory=str(built)))
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")  # while one is open, no other test can run an event loop
def chromium(address: str) -> Iterator[Any]:
    if CHROMIUM is None:
        leave_out("no Chromium on this machine: the browser tests are left out")
    pytest.importorskip("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that notes every request it makes, in `page.asked`."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


def in_browser(test: Any) -> Any:
    """Mark a test that needs Chromium and takes long."""
    return pytest.mark.browser(pytest.mark.slow(test))


def sample(page: Any, address: str) -> None:
    """Open the checker and let it check its sample."""
    page.goto(f"{address}check/")
    page.get_by_role("button", name="Try a note with faults").click()
    page.locator("#findings li").first.wait_for(timeout=30_000)
