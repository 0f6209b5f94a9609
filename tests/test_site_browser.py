"""The site in a real Chromium: copy button, helper and search by keyboard, phones, and axe in light and dark."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import leave_out

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MAIN = (
    "", "which/", "timeline/", "plan/", "checklists/", "check/", "charts/", "rules/", "rules/ton001/", "rules/eth001/",
    "templates/", "templates/first-thank-you-email/", "templates/thank-you-call/", "guide/when/", "guide/disagree/",
    "tool/ci/", "sources/", "clauses/", "404.html",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly built site, under the path that it will have."""
    if CHROMIUM is None:
        leave_out("no Chromium on this machine: the browser tests are left out")
    for package, extra in (("mkdocs", "site"), ("playwright", "dev"), ("axe_playwright_python", "dev")):
        if not _there(package):
            leave_out(f"{package} is not installed (extra `{extra}`): the browser tests are left out")
    from site_build import PREFIX, ROOT, build

    root = tmp_path_factory.mktemp("browser")
    run = build(ROOT, root / PREFIX.strip("/"))
    assert run.returncode == 0, run.stderr
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


def _there(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails its test on an error in the console or a request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    opened.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(address) else None)
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def axe() -> str:
    import axe_playwright_python

    found = sorted(Path(str(axe_playwright_python.__file__)).parent.rglob("axe*.js"))
    return found[0].read_text("utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_nothing(browser: Any, address: str, axe: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    found = []
    for name in MAIN:
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        for violation in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]:
            found.append((name, violation["id"], [node["target"] for node in violation["nodes"]][:3]))
    context.close()
    assert found == []


def test_no_page_scrolls_sideways_on_a_phone(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    wide = []
    for name in MAIN:
        page.goto(address + name)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(name)
    context.close()
    assert wide == []


def test_the_copy_button_copies_the_note_alone(page: Any, address: str) -> None:
    from followup_lint.starters import find

    page.goto(f"{address}templates/first-thank-you-email/")
    page.get_by_role("button", name="Copy the note").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == find("first-thank-you-email").note


def test_the_helper_works_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}which/")
    third = page.locator(".helper summary").nth(2)
    third.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="closing note")
    assert link.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/closing-note-email/")


def test_the_helper_and_the_rules_are_readable_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}which/")
    page.locator(".helper summary").first.click()
    assert page.get_by_role("link", name="urgent reply").is_visible()
    page.goto(f"{address}rules/")
    assert page.locator(".rule-list li").first.is_visible()
    assert not page.locator(".rule-filter").is_visible()
    context.close()


def test_the_filter_narrows_the_rules(page: Any, address: str) -> None:
    page.goto(f"{address}rules/")
    page.get_by_label("Filter the rules").fill("deadline")
    shown = page.locator(".rule-list li:visible")
    assert 0 < shown.count() < page.locator(".rule-list li").count()
    page.get_by_label("Severity").select_option("info")
    page.get_by_label("Filter the rules").fill("")
    assert all(
        level == "info"
        for level in page.locator(".rule-list li:visible").evaluate_all("all => all.map(e => e.dataset.level)")
    )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("how long should I wait", "timeline/"),
        ("no reply", "guide/no-response/"),
        ("thank you card", "guide/card-and-token/"),
        ("phone", "guide/phone/"),
        ("salary", "guide/mistakes/"),
    ],
)
def test_the_search_answers_first(page: Any, address: str, asked: str, answer: str) -> None:
    from playwright.sync_api import expect

    page.goto(address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(asked)
    # Finds are listed anew with each key: wait for what the whole question brings.
    expect(page.locator(".md-search-result__item a").first).to_have_attribute("href", re.compile(f"^{address}{answer}"))


@pytest.mark.parametrize(("name", "leads_to"), [("Which follow-up?", "which/"), ("Check your draft", "check/")])
def test_one_tap_on_a_phone_leads_to_the_two_things_people_come_for(
    browser: Any, address: str, name: str, leads_to: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 664}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(address)
    link = page.get_by_role("main").get_by_role("link", name=name).first
    box = link.bounding_box()
    assert box["y"] + box["height"] < 664, "without scrolling"
    link.tap()
    page.wait_for_url(f"**/{leads_to}")
    context.close()


def test_each_checklist_prints_on_a_page_of_its_own(page: Any, address: str) -> None:
    page.goto(f"{address}checklists/")
    lists = page.locator(".print-list").count()
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert lists == 8 and lists <= pages <= lists + 1
