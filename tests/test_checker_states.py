"""The states of the checker page in a real Chromium: not loaded, without a connection, out of date, dead."""

import functools
import importlib.util
import shutil
from pathlib import Path
from typing import Any

from checker_site import ROOT, Quiet, in_browser, sample, serve
from site_build import PREFIX


@in_browser
def test_a_worker_that_hangs_is_started_again_and_at_last_given_up(chromium: Any, address: str) -> None:
    page = chromium.new_context(service_workers="block").new_page()
    hangs = "onmessage = ({ data }) => data.start && postMessage({ state: 'ready' })"
    page.route("**/checker/worker.js", lambda route: route.fulfill(body=hangs, content_type="text/javascript"))
    page.goto(f"{address}check/")
    page.locator("#draft").fill("Dear Ms Lee,")
    for _ in range(3):
        page.get_by_text("took too long").wait_for(timeout=10_000)
        page.locator("#summary").evaluate("(summary) => (summary.textContent = '')")
        page.locator("#again").click()
    page.get_by_text("stopped three times").wait_for(timeout=10_000)
    page.context.close()


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
def test_save_data_loads_nothing_until_a_button_is_pressed(chromium: Any, address: str, engine: dict[str, Any]) -> None:
    for name, field in (("check/", "#draft"), ("plan/", "[name=interview]")):
        context = chromium.new_context()
        context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{address}{name}")
        page.locator(field).fill("Dear Ms Lee,\n\nI have alot to say." if field == "#draft" else "2026-03-03")
        page.get_by_text("set to save data").wait_for()
        button = page.get_by_role("button", name=f"Load it now ({engine['gzip'] / 1e6:.1f} MB")
        button.wait_for()
        assert not [url for url in asked if "/engine/" in url or "worker.js" in url]
        button.click()
        page.locator("#findings li, #planner ol li").first.wait_for(timeout=30_000)
        assert [url for url in asked if "/engine/" in url]
        context.close()


@in_browser
def test_loading_shows_the_size_and_how_far_it_is(page: Any, address: str, engine: dict[str, Any]) -> None:
    page.goto(f"{address}check/")
    page.evaluate(
        """() => {
          globalThis.seen = [];
          const bar = document.querySelector("#state progress");
          new MutationObserver(() => seen.push([bar.hidden, bar.value])).observe(bar, { attributes: true });
        }"""
    )
    page.locator("#draft").focus()
    page.get_by_text(f"Loading the checker ({engine['gzip'] / 1e6:.1f} MB").wait_for()
    page.locator("#state:is([data-state=ready], [data-state=offline])").wait_for(timeout=30_000)
    seen = [value for hidden, value in page.evaluate("seen") if not hidden]
    assert seen == sorted(seen) and len(set(seen)) > 3 and 0.9 < seen[-1] <= 1
    assert page.locator("#state progress").is_hidden()


@in_browser
def test_it_works_without_a_server_and_a_newer_version_takes_its_place(
    chromium: Any, built: Path, tmp_path: Path
) -> None:
    spec = importlib.util.spec_from_file_location("offline", ROOT / "site_overrides" / "hooks" / "offline.py")
    assert spec and spec.loader
    offline = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(offline)
    site = tmp_path / PREFIX.strip("/")
    shutil.copytree(built / PREFIX.strip("/"), site)
    handler = functools.partial(Quiet, directory=str(tmp_path))
    server = serve(handler)
    port = server.server_port
    address = f"http://127.0.0.1:{port}{PREFIX}"
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}check/")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    sample(page, address)
    page.locator("#state[data-state=offline]").wait_for(timeout=30_000)
    first = page.evaluate("caches.keys()")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.scope)") == f"{address}check/"

    server.shutdown()
    server.server_close()
    sample(page, address)
    page.locator("#drafts").focus()
    page.locator("#drafts option").nth(5).wait_for(state="attached")

    home = site / "check" / "index.html"
    home.write_text(home.read_text("utf-8").replace("Check a draft<a", "Check a draft, newly<a"), "utf-8")
    offline.write(site)
    server = serve(handler, port)
    sample(page, address)
    assert page.locator("h1").inner_text().startswith("Check a draft")
    page.locator("#state[data-state=newer]").wait_for(timeout=30_000)
    # It is taken up when the page is opened again; on a busy machine the browser may need another moment.
    for _ in range(20):
        page.close()
        page = context.new_page()
        page.goto(f"{address}check/", wait_until="commit")
        if "newly" in page.locator("h1").inner_text():
            break
        page.wait_for_timeout(1500)
    sample(page, address)
    assert "newly" in page.locator("h1").inner_text()
    second = page.evaluate("caches.keys()")
    assert len(first) == len(second) == 2 and len(set(first) & set(second)) == 1, (
        "the engine is the same, and kept once"
    )
    context.close()
    server.shutdown()
    server.server_close()


MEMORY = """async (bytes) => {
  const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("followup-lint engine-")) ?? "none");
  const place = (await cache.keys()).find(({ url }) => url.includes("/memory?"));
  if (place && bytes) await cache.put(place, new Response(new Uint8Array(bytes)));
  return place ? new TextDecoder("latin1").decode(await (await cache.match(place)).arrayBuffer()) : null;
}"""


@in_browser
def test_the_next_start_takes_up_a_kept_memory_that_has_seen_no_draft(page: Any, address: str) -> None:
    def start() -> str | None:
        page.goto(f"{address}check/")
        page.locator("#draft").fill("Dear Ms Quetzalcoatl,\n\nI have alot to say.")
        page.locator("#findings li").filter(has_text="MEC004").wait_for(timeout=30_000)
        return page.locator("#checker").get_attribute("data-start")

    assert start() == "new"
    for _ in range(100):
        if memory := page.evaluate(MEMORY):
            break
        page.wait_for_timeout(100)
    assert "followup_lint" in memory and "quetzalcoatl" not in memory.lower()
    assert start() == "kept"
    page.evaluate(MEMORY, [1, 2, 3, 4, 5, 6, 7, 8])
    assert start() == "new", "a memory that cannot be used costs time, and nothing else"
