"""The checker page: the function that it calls, and the page itself in a real Chromium with the engine built."""

import functools
import http.server
import json
import os
import random
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from conftest import leave_out

from followup_lint import browser as way_in
from followup_lint.fields import CHANNELS, KINDS

ROOT = Path(__file__).parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]
NOTE = "Dear Ms Okafor,\n\nThank you 😀 for your time. I have alot to add!!\n\nKind regards,\nAna Ruiz\n"


def check(text: str, **more: Any) -> Any:
    return json.loads(way_in.check(json.dumps({"text": text, **more})))


# -- the function ------------------------------------------------------------------------------------------------


def test_offsets_count_utf16_units() -> None:
    found = {finding["code"]: finding for finding in check(NOTE)["findings"]}
    start, end = found["MEC004"]["start"], found["MEC004"]["end"]
    units = NOTE.encode("utf-16-le")
    assert units[2 * start["offset"] : 2 * end["offset"]].decode("utf-16-le") == "alot"
    line = NOTE.split("\n")[start["line"] - 1].encode("utf-16-le")
    assert line[2 * (start["column"] - 1) :].decode("utf-16-le").startswith("alot")


def test_one_fix_is_applied_and_the_text_judged_again() -> None:
    first = check(NOTE)
    number = next(n for n, finding in enumerate(first["findings"]) if finding["code"] == "MEC004")
    then = check(NOTE, apply=[number])
    assert then["text"] == NOTE.replace("alot", "a lot")
    assert "MEC004" not in {finding["code"] for finding in then["findings"]}
    assert check(NOTE, apply=[99])["text"] == NOTE


def test_safe_fixes_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(NOTE, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "followup_lint", "check", "--isolated", "--fix", str(path)], capture_output=True
    )
    assert check(NOTE, safe=True)["text"] == path.read_text("utf-8")


def test_facts_of_the_form_count_and_become_front_matter() -> None:
    facts = {
        "company": "Smith: Sons",
        "interviews": [{"date": "2026-03-03"}],
        "send": "2026-03-03",
        "role": "",
        "x": "y",
    }
    answer = check(NOTE, facts=facts)
    assert answer["facts"]["company"] == {"value": "Smith: Sons", "from": "command-line"}
    assert "TIM001" in {finding["code"] for finding in answer["findings"]}
    again = check(answer["file"])
    assert again["facts"]["company"] == {"value": "Smith: Sons", "from": "declared"}
    assert again["facts"]["send"]["value"] == "2026-03-03"
    more = check(answer["file"], facts={"company": "Other", "role": "clerk"})["file"]
    assert more.count("company") == 1 and "role: clerk" in more


def test_what_cannot_be_read_is_said_in_words() -> None:
    assert "front matter" in check("---\ncompany: x\nrole: y")["error"]
    assert "20,000" in check("a" * 20_001)["error"]
    assert "profile" in check(NOTE, profile=["none-such"])["error"]
    assert "date" in check(NOTE, today="soon")["error"]


def test_the_planner_gives_the_command_lines_days(lint: Any) -> None:
    asked = {"interviews": ["2026-03-03"], "decision": "2026-03-27", "profile": ["career-office"]}
    answer = json.loads(way_in.plan(json.dumps(asked)))
    run = lint("plan", "--interview", "2026-03-03", "--decision", "2026-03-27", "--profile", "career-office")
    assert answer["text"] == run.out
    assert [step["key"] for step in answer["steps"]][:2] == ["interview", "thank-you"]
    assert "error" in json.loads(way_in.plan("{}"))


def test_the_planners_calendar_is_the_same_as_the_librarys() -> None:
    icalendar = pytest.importorskip("icalendar")
    from datetime import UTC, date, datetime

    from followup_lint import timeline

    asked = {"company": "Bäcker; Söhne, " + "lang " * 20, "sent": ["2026-03-05"]}
    known = way_in._known(asked, ("seed",), [date(2026, 3, 3)])
    steps, stamp = timeline.plan(known), datetime(2026, 3, 1, tzinfo=UTC)
    ours = way_in.calendar_file(steps, known, stamp)
    assert max(len(line.encode()) for line in ours.split("\r\n")) <= 75
    books = [icalendar.Calendar.from_ical(text) for text in (ours, timeline.calendar_file(steps, known, stamp))]
    keys = ("uid", "summary", "description", "dtstart", "dtend", "dtstamp")
    values = [[[str(event.decoded(key)) for key in keys] for event in book.walk("VEVENT")] for book in books]
    assert values[0] == values[1] != []


# -- the page ----------------------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


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


def serve(handler: Any) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def address(engine: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with the engine in it."""
    pytest.importorskip("mkdocs")
    from site_build import PREFIX, build

    root = tmp_path_factory.mktemp("checker")
    run = build(ROOT, root / PREFIX.strip("/"))
    assert run.returncode == 0, run.stderr
    server = serve(functools.partial(Quiet, directory=str(root)))
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
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


def drafts(count: int) -> dict[str, str]:
    """Return random drafts by file name: lines of the corpus shuffled, with emoji, odd letters and front matter."""
    chance = random.Random(6)
    lines = [
        line for path in sorted((ROOT / "tests/corpus/drafts").iterdir())
        for line in path.read_text("utf-8").splitlines() if line.strip("- ") and ":" not in line[:20]
    ]  # fmt: skip
    odd = [
        "😀",
        "👩🏽‍💻 thanks!!",
        "Grüße, Ça va, naïve",
        "i think its to late",
        "𝒽ello **you**",
        "> On Monday you wrote:",
        "\u2028",
        "",
    ]
    made = {}
    for number in range(count):
        body = [chance.choice(odd if chance.random() < 0.25 else lines) for _ in range(chance.randint(1, 14))]
        text = "\n\n".join(
            [chance.choice(["Dear Ms Lee,", "Hi 😀 Tom,", "Hey!!", "To whom it may concern"]), *body, "Ana Ruiz\n"]
        )
        kind, channel = KINDS[number % len(KINDS)], CHANNELS[number // len(KINDS) % len(CHANNELS)]
        if chance.random() < 0.7:
            text = (
                f"---\nkind: {kind}\nchannel: {channel}\ncompany: Nörd 🚀 Ltd\ninterviews: [{{date: 2026-03-03}}]\n"
                f"send: 2026-03-{chance.randint(1, 28):02}\n---\n\n{text}"
            )
        suffix = chance.choice(["md", "md", "txt", "eml"])
        if suffix == "eml":
            text = f"Subject: Thank you\nFrom: Ana Ruiz <ana@example.org>\nTo: ms.lee@example.com\n\n{text}"
        made[f"draft{number:03}.{suffix}"] = text
    return made


@in_browser
def test_the_engine_is_small_enough(engine: dict[str, Any]) -> None:
    assert engine["gzip"] <= 6.0e6


@in_browser
def test_findings_are_the_command_lines(page: Any, address: str, tmp_path: Path) -> None:
    made = drafts(240)
    for name, text in made.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    command = [
        sys.executable,
        "-m",
        "followup_lint",
        "check",
        "--isolated",
        "--ignore",
        "SEQ005",
        "--format",
        "json",
        ".",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FOLLOWUP_LINT")}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    told = json.loads(run.stdout)
    assert told["errors"] == []
    page.goto(f"{address}check/")
    answers = page.evaluate(
        """async (drafts) => {
          const { engine } = await import(new URL("../checker/engine.js", location.href));
          const linter = engine(document.getElementById("checker"), () => {});
          const answers = {};
          for (const [name, text] of Object.entries(drafts)) answers[name] = await linter.ask("check", { name, text });
          return answers;
        }""",
        made,
    )
    count = 0
    for draft in told["drafts"]:
        name = Path(draft["path"]).name
        way_in.in_utf16(draft["findings"], made[name])
        for finding in draft["findings"]:
            finding["url"] = None
        assert answers[name].get("error") is None, name
        for key in ("kind", "channel", "words", "spoken_seconds", "findings", "checklist", "skipped", "facts"):
            assert answers[name][key] == draft[key], (name, key)
        count += len(draft["findings"])
    assert len(told["drafts"]) == len(made) and count > 1000
    took = sorted(answer["took"] for answer in answers.values())
    print(f"\n{count} findings in {len(made)} drafts, all equal; {took[len(took) // 2]:.1f} ms a draft (median)")


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
def test_a_worker_that_hangs_is_started_again_and_at_last_given_up(page: Any, address: str) -> None:
    hangs = "onmessage = ({ data }) => data.start && postMessage({ state: 'ready' })"
    page.route("**/checker/worker.js", lambda route: route.fulfill(body=hangs, content_type="text/javascript"))
    page.goto(f"{address}check/")
    page.locator("#draft").fill("Dear Ms Lee,")
    for _ in range(3):
        page.get_by_text("took too long").wait_for(timeout=10_000)
        page.locator("#summary").evaluate("(summary) => (summary.textContent = '')")
        page.locator("#again").click()
    page.get_by_text("stopped three times").wait_for(timeout=10_000)


@in_browser
def test_other_honest_states(page: Any, chromium: Any, address: str) -> None:
    page.route("**/engine/**", lambda route: route.abort())
    page.goto(f"{address}check/")
    page.locator("#draft").fill("Dear Ms Lee,")
    page.get_by_text("did not load").wait_for(timeout=10_000)
    page.locator("#draft").fill("word " * 5000)
    page.get_by_text("reads up to 20,000").wait_for()
    bare = chromium.new_context(java_script_enabled=False).new_page()
    bare.goto(f"{address}check/")
    assert bare.locator("noscript .finding").first.is_visible()
    assert bare.get_by_text("pip install followup-lint").is_visible()
    bare.context.close()
    old = chromium.new_context()
    old.add_init_script("delete globalThis.WebAssembly")
    without = old.new_page()
    without.goto(f"{address}check/")
    without.locator("#draft").focus()
    without.get_by_text("lacks WebAssembly").wait_for()
    old.close()


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


@in_browser
def test_the_planner_downloads_a_calendar(page: Any, address: str) -> None:
    page.goto(f"{address}plan/")
    page.locator("[name=interview]").fill("2026-03-03")
    page.locator("#planner ol li").first.wait_for(timeout=30_000)
    with page.expect_download() as waiting:
        page.locator("#calendar").click()
    assert Path(waiting.value.path()).read_text("utf-8").startswith("BEGIN:VCALENDAR")
    assert page.locator("#picture svg").count() == 1


@in_browser
def test_it_is_quick(chromium: Any, address: str) -> None:
    """Print the figures; the limits are wide, since the machine may be busy."""
    context = chromium.new_context()
    for name in ("cold", "warm"):
        page = context.new_page()
        page.goto(f"{address}check/")
        page.wait_for_load_state("networkidle")
        begun = time.perf_counter()
        page.locator("#sample").click()
        page.locator("#findings li").first.wait_for(timeout=30_000)
        took = time.perf_counter() - begun
        print(f"\n{name} start to findings: {took:.2f} s")
        assert took < 15
    page.locator("#draft").focus()
    page.keyboard.press("Control+End")
    taken, python = [], []
    for _ in range(20):
        before = page.get_attribute("#checker", "data-round")
        begun = time.perf_counter()
        page.keyboard.type("a")
        page.wait_for_function("(before) => document.getElementById('checker').dataset.round !== before", arg=before)
        taken.append(time.perf_counter() - begun)
        python.append(float(page.get_attribute("#checker", "data-took")))
    print(f"key to findings: {sorted(taken)[10] * 1000:.0f} ms, of which Python {sorted(python)[10]:.1f} ms (medians)")
    assert sorted(taken)[10] < 1.0
    context.close()
