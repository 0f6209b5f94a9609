"""The checker page in a real Chromium, as a person uses it."""

import http.server
from pathlib import Path
from typing import Any, ClassVar

import pytest
from checker_site import in_browser, sample, serve


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another origin that would take anything; what reaches it is remembered."""

    reached: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.reached.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_GET = do_OPTIONS = do_POST

    def log_message(self, *args: Any) -> None:
        pass


@in_browser
def test_nothing_leaves_the_page(page: Any, address: str) -> None:
    page.goto(f"{address}check/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.asked if "/engine/" in url], "the engine waits until it is wanted"
    sample(page, address)
    booted = len(page.asked)
    page.locator("#draft").press("End")
    page.keyboard.type(" Thank you for the talk.")
    page.wait_for_timeout(500)
    assert page.asked[booted:] == []
    own = address.split("/followup-lint")[0]
    assert [url for url in page.asked if not url.startswith((own, f"blob:{own}"))] == []


@in_browser
def test_the_policy_stops_a_planted_upload(page: Any, address: str) -> None:
    other = serve(Elsewhere)
    page.goto(f"{address}check/")
    said = page.evaluate(
        """async (target) => {
          const said = [];
          addEventListener("securitypolicyviolation", (event) => said.push(event.effectiveDirective));
          said.push(await fetch(target + "page", { method: "POST", body: "x" }).then(() => "sent", () => "stopped"));
          const source = `fetch("${target}worker", { method: "POST", body: "x" }).then(() => "sent", () => "stopped").then(postMessage)`;
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
          said.push(await new Promise((done) => (worker.onmessage = (event) => done(event.data))));
          return said;
        }""",
        f"http://127.0.0.1:{other.server_port}/",
    )
    other.shutdown()
    other.server_close()
    assert "sent" not in said and said.count("stopped") == 2 and "connect-src" in said
    assert Elsewhere.reached == []


@in_browser
def test_findings_are_reached_by_keyboard_and_fixed_by_a_button(page: Any, address: str) -> None:
    sample(page, address)
    page.locator("#draft").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("F8")
        seen.append(page.locator("#spoken").inner_text())
    assert [words.split(",")[0].split(" of ")[0] for words in seen] == ["Finding 1", "Finding 2", "Finding 3"]
    page.keyboard.press("Shift+F8")
    chosen = page.evaluate(
        "() => { const d = document.getElementById('draft'); return d.value.slice(d.selectionStart, d.selectionEnd); }"
    )
    assert chosen == page.locator("mark.here").first.inner_text()
    before = page.locator("#draft").input_value()
    page.locator("#findings .mend").last.click()
    page.wait_for_function("(before) => document.getElementById('draft').value !== before", arg=before)
    assert "a lot" in page.locator("#draft").input_value()
    page.keyboard.press("Control+z")
    assert page.locator("#draft").input_value() == before


@in_browser
def test_a_link_carries_the_draft_and_nothing_is_kept_unasked(page: Any, address: str) -> None:
    sample(page, address)
    text = page.locator("#draft").input_value()
    page.locator("#share").click()
    page.wait_for_function("() => document.getElementById('address').value.includes('#d=')")
    link = page.locator("#address").input_value()
    assert page.locator("#link").inner_text().startswith("The link holds your whole text")
    other = page.context.new_page()
    other.goto(link)
    other.locator("#findings li").first.wait_for(timeout=30_000)
    assert other.locator("#draft").input_value() == text
    assert other.evaluate("() => localStorage.getItem('followup-lint-draft')") is None
    other.locator("#keep").check()
    other.goto(f"{address}check/")
    other.locator("#findings li").first.wait_for(timeout=30_000)
    assert other.locator("#draft").input_value() == text
    other.locator("#forget").click()
    assert other.evaluate("() => localStorage.getItem('followup-lint-draft')") is None
    assert other.locator("#draft").input_value() == ""


@in_browser
def test_an_example_of_a_rule_opens_in_the_checker(page: Any, address: str) -> None:
    page.goto(f"{address}rules/ton001/")
    page.locator("a.try").first.click()
    page.locator("#findings li").filter(has_text="TON001").first.wait_for(timeout=30_000)


@in_browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_axe_finds_nothing_and_the_underlines_lie_under_the_words(
    chromium: Any, address: str, scheme: str, width: int
) -> None:
    axe_package = pytest.importorskip("axe_playwright_python")
    axe = next(Path(str(axe_package.__file__)).parent.rglob("axe*.js")).read_text("utf-8")
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 844}, bypass_csp=True)
    page = context.new_page()
    sample(page, address)
    page.locator("#facts summary").click()
    page.locator("#known summary").click()
    sizes = page.evaluate(
        """() => ["draft", "mirror"].map((id) => {
          const place = document.getElementById(id);
          const style = getComputedStyle(place);
          return [place.clientWidth, place.clientHeight, style.font, style.lineHeight, style.padding, style.letterSpacing];
        })"""
    )
    assert sizes[0] == sizes[1]
    assert page.evaluate(
        "() => { const d = document.getElementById('draft'); return d.scrollHeight <= d.clientHeight; }"
    )
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    found = []
    for name in ("check/", "plan/"):
        if name == "plan/":
            page.goto(f"{address}plan/")
            page.locator("[name=interview]").fill("2026-03-03")
            page.locator("#planner ol li").first.wait_for(timeout=30_000)
        page.evaluate(axe)
        for violation in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]:
            found.append((name, violation["id"], [node["target"] for node in violation["nodes"]][:3]))
    context.close()
    assert found == []


HARD = (
    f"Dear {'Donaudampfschifffahrt' * 6},\n\n{'😀👩🏽‍💻🇮🇹 ' * 9}\n\nשלום Priya, תודה רבה alot!! مرحبا Tom, I recieve\n\t"
    f"Tab and  two   spaces {'word ' * 60}\nhttps://example.org/{'a_b/' * 40}\n\nAna"
)
"""Long words, emoji of several parts, text from right to left, tabs and spaces: what lines break at."""


@in_browser
def test_lines_break_at_the_same_places_as_their_underlines(page: Any, address: str) -> None:
    page.route("**/engine/**", lambda route: route.abort())
    page.goto(f"{address}check/")
    page.locator("#draft").fill(HARD)
    for width in (360, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        text, mirror, line = page.evaluate(
            """() => {
              const places = ["draft", "mirror"].map((id) => document.getElementById(id));
              const heights = places.map((place) => {
                place.style = "height: 0; align-self: start";
                const height = place.scrollHeight;
                place.style = "";
                return height;
              });
              return [...heights, parseFloat(getComputedStyle(places[1]).lineHeight)];
            }"""
        )
        assert abs(mirror - text - line) < 2, f"the mirror ends with one line more, at {width} pixels"
        # once the menu has slid away
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


@in_browser
def test_the_planner_downloads_a_calendar(page: Any, address: str) -> None:
    page.goto(f"{address}plan/")
    page.locator("[name=interview]").fill("2026-03-03")
    page.locator("#planner ol li").first.wait_for(timeout=30_000)
    with page.expect_download() as waiting:
        page.locator("#calendar").click()
    assert Path(waiting.value.path()).read_text("utf-8").startswith("BEGIN:VCALENDAR")
    assert page.locator("#picture svg").count() == 1
