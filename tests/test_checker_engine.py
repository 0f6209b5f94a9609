"""The engine in a real Chromium: it finds what the command line finds, it is small, and it is quick."""

import base64
import html
import json
import os
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path
from statistics import median
from typing import Any

from checker_site import in_browser
from random_drafts import drafts
from site_build import PREFIX

from followup_lint import browser as way_in

COMPARED = ("kind", "channel", "words", "spoken_seconds", "findings", "checklist", "skipped", "facts")
ASK = """async (requests) => {
  const { engine } = await import(new URL("../checker/engine.js", location.href));
  const root = document.getElementById("checker");
  globalThis.linter ??= engine(root, () => {});
  const answers = [];
  for (const request of requests) answers.push(await linter.ask("check", request));
  return answers;
}"""


@in_browser
def test_the_engine_is_small_enough(engine: dict[str, Any]) -> None:
    assert engine["gzip"] <= 6.0e6


def ask(page: Any, requests: list[dict[str, Any]], size: int = 200) -> list[Any]:
    """Return the answers of the engine in a page; many requests cross at once, since the crossing is what takes long."""
    return [answer for at in range(0, len(requests), size) for answer in page.evaluate(ASK, requests[at : at + size])]


@in_browser
def test_findings_are_the_command_lines(page: Any, address: str, tmp_path: Path) -> None:
    made = drafts(1000)
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
    page.goto(f"{address}check/")
    answers = dict(zip(made, ask(page, [{"name": name, "text": text} for name, text in made.items()])))
    count, codes = 0, set()
    for draft in told["drafts"]:
        name = Path(draft["path"]).name
        way_in.in_utf16(draft["findings"], made[name])
        for finding in draft["findings"]:
            finding["url"] = None
        assert answers[name].get("error") is None, name
        for key in COMPARED:
            assert answers[name][key] == draft[key], (name, key)
        count += len(draft["findings"])
        codes |= {finding["code"] for finding in draft["findings"]}
    for error in told["errors"]:
        assert answers[Path(error["path"]).name]["error"] == error["message"]
    assert len(told["drafts"]) + len(told["errors"]) == len(made) and len(told["errors"]) < 20
    assert count > 5000 and len(codes) > 60
    took = sorted(answer["took"] for answer in answers.values())
    print(
        f"\n{count} findings of {len(codes)} rules in {len(made)} drafts, all equal; "
        f"{took[len(took) // 2]:.1f} ms a draft (median)"
    )


TRY = re.compile(
    r'href="\.\./\.\./check/#d=([\w-]+)(?:&amp;profile=([\w-]+))?">Try it<span[^>]*> \((\w+) example of (\w+)\)'
)
OPEN = re.compile(r'<a class="try" href="\.\./\.\./check/#d=([\w-]+)">')


def unpacked(address: str) -> str:
    return zlib.decompress(base64.urlsafe_b64decode(address + "=" * (-len(address) % 4)), -15).decode()


@in_browser
def test_every_example_of_a_rule_opens_and_shows_what_its_page_says(page: Any, address: str, built: Path) -> None:
    rules = sorted((built / PREFIX.strip("/") / "rules").glob("*/index.html"))
    links = [link for path in rules for link in TRY.findall(path.read_text("utf-8"))]
    assert len({code for *_, code in links}) >= 90 and len(links) > 500
    page.goto(f"{address}check/")
    asked = [{"text": unpacked(packed), "profile": [profile] if profile else []} for packed, profile, *_ in links]
    for (_, _, role, code), answer in zip(links, ask(page, asked)):
        found = {finding["code"] for finding in answer["findings"]}
        assert (code in found) == (role == "bad"), (code, role)


@in_browser
def test_every_template_opens_whole_and_with_its_placeholders(page: Any, address: str, built: Path) -> None:
    site = built / PREFIX.strip("/")
    pages = sorted(path for path in (site / "templates").glob("*/index.html"))
    assert len(pages) == len(list((Path(__file__).parent.parent / "content" / "templates").glob("*.md")))
    page.goto(f"{address}check/")
    for path in pages:
        texts = [unpacked(packed) for packed in OPEN.findall(path.read_text("utf-8"))]
        assert len(texts) == 2, path
        note = html.unescape(re.search(r'id="note"[^>]*>(.*?)</pre>', path.read_text("utf-8"), re.DOTALL)[1])  # type: ignore[index]
        whole, blanks = ask(page, [{"text": text} for text in texts])
        assert texts[0].endswith(note.strip() + "\n") and whole["findings"] == [], path
        assert {finding["code"] for finding in blanks["findings"]} >= {"STR004"}, path


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
    page.locator("#draft").fill((Path(__file__).parent / "corpus" / "drafts" / "b-stella.md").read_text("utf-8"))
    page.locator("#draft").focus()
    page.keyboard.press("Control+End")
    taken, python = [], []
    for _ in range(41):
        before = page.get_attribute("#checker", "data-round")
        begun = time.perf_counter()
        page.keyboard.type("a")
        page.wait_for_function("(before) => document.getElementById('checker').dataset.round !== before", arg=before)
        taken.append(time.perf_counter() - begun)
        python.append(float(page.get_attribute("#checker", "data-took")))
    print(
        f"key to findings: {median(taken) * 1000:.0f} ms, of which Python {median(python):.1f} ms (medians of 41 keys, 230 words)"
    )
    assert median(taken) < 1.0
    context.close()
