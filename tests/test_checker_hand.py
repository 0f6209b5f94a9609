"""The checker and the planner in a real Chromium by touch and by keyboard alone; files in, files, copies and print out."""

import json
from pathlib import Path
from typing import Any

from checker_site import in_browser, sample

from followup_lint import browser as way_in

CHOSEN = "() => { const d = document.getElementById('draft'); return d.value.slice(d.selectionStart, d.selectionEnd); }"
MAIL = "From: Ana <ana@example.org>\nTo: Ms Okafor <okafor@example.org>\nSubject: Thank you\n\nDear Ms Okafor,\n\nI have alot to say.\n"


@in_browser
def test_a_phone_is_enough(chromium: Any, address: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{address}check/")
    page.locator("#sample").tap()
    page.locator("#findings li").first.wait_for(timeout=30_000)
    page.locator("#findings .doing button").first.tap()
    assert page.evaluate(CHOSEN) == page.locator("mark.here").first.inner_text() != ""
    before = page.locator("#draft").input_value()
    page.locator("#findings .mend").first.tap()
    page.wait_for_function("(before) => document.getElementById('draft').value !== before", arg=before)
    small = page.evaluate(
        """() => [...document.querySelectorAll("#checker button, #checker select, #checker .file, #checker .doing a")]
          .filter((place) => place.checkVisibility() && place.getBoundingClientRect().height < 24).map((place) => place.textContent)"""
    )
    assert small == [], "WCAG 2.2 wants 24 pixels of what is touched"
    context.close()


@in_browser
def test_files_are_opened_and_given_back(page: Any, address: str, tmp_path: Path) -> None:
    note = "Dear Ms Okafor,\r\n\r\nI have alot to say.\r\n"
    texts = {"a.md": f"---\ncompany: Acme\n---\n\n{note}", "b.txt": note, "c.eml": MAIL}
    page.goto(f"{address}check/")
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        page.locator("#open").set_input_files(path)
        plain = text.replace("\r\n", "\n")
        page.wait_for_function("(text) => document.getElementById('draft').value === text", arg=plain)
        page.locator("mark", has_text="alot").wait_for(timeout=30_000)
        with page.expect_download() as waiting:
            page.locator("#save").click()
        assert waiting.value.suggested_filename == name
        assert Path(waiting.value.path()).read_text("utf-8") == plain
        page.locator("#copy").click()
        page.wait_for_function("(text) => navigator.clipboard.readText().then((got) => got === text)", arg=plain)
    large = tmp_path / "d.txt"
    large.write_text("word " * 30_000, "utf-8")
    page.locator("#open").set_input_files(large)
    page.get_by_text("d.txt is too large").wait_for()
    assert page.locator("#draft").input_value() == MAIL, "what was there stays"


@in_browser
def test_what_is_typed_while_a_fix_is_made_stays(page: Any, address: str) -> None:
    page.goto(f"{address}check/")
    draft = page.locator("#draft")
    draft.fill("Dear Ms Okafor,\n\nI have alot to say.\n")
    page.locator("#findings .mend").first.wait_for(timeout=30_000)
    page.evaluate(
        """() => {
          const draft = document.getElementById("draft");
          document.querySelector("#findings .mend").click();
          draft.value += "And more.";
          draft.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    page.wait_for_function("() => document.getElementById('measure').textContent.includes('7 words')")
    assert draft.input_value().endswith("I have alot to say.\nAnd more.")
    page.evaluate("() => { document.getElementById('draft').value += ' At last.'; }")
    with page.expect_download() as waiting:
        page.locator("#save").click()
    assert Path(waiting.value.path()).read_text("utf-8").endswith("And more. At last.")


@in_browser
def test_the_printed_report_has_the_draft_and_its_findings_alone(page: Any, address: str) -> None:
    sample(page, address)
    page.evaluate("window.print = () => (globalThis.printed = true)")
    page.locator("#print").click()
    assert page.evaluate("globalThis.printed")
    page.emulate_media(media="print")
    assert page.locator("#findings li").first.is_visible() and page.locator("#checks").is_visible()
    assert page.locator("#draft, #mirror").first.is_visible()
    labels = page.locator("#checker button:visible").all_inner_texts()
    assert {text.split()[0] for text in labels} == {"Line"}, "what can be pressed is gone, where a finding is stays"


@in_browser
def test_the_planner_by_keyboard_with_holidays_and_every_profile(page: Any, address: str) -> None:
    page.goto(f"{address}plan/")
    page.locator("[name=interview]").focus()
    page.keyboard.type("03032026")
    page.locator("#planner ol li").first.wait_for(timeout=30_000)
    assert page.locator("[name=interview]").input_value() == "2026-03-03"
    page.locator("[name=holidays]").focus()
    page.keyboard.type("2026-03-10, 2026-03-11")
    page.keyboard.press("Shift+Tab")
    profiles = page.locator("[name=profile] option").evaluate_all("(all) => all.map((option) => option.value)")
    assert set(profiles) == set(way_in.ruleset().profiles)
    seen = set()
    for profile in profiles:
        assert page.evaluate("document.activeElement.value") == profile
        days = {"interviews": ["2026-03-03"], "holidays": ["2026-03-10", "2026-03-11"], "profile": [profile]}
        steps = [step["title"] + " " + step["when"] for step in json.loads(way_in.plan(json.dumps(days)))["steps"]]
        page.wait_for_function(
            """(steps) => JSON.stringify(steps) === JSON.stringify([...document.querySelectorAll("#planner ol li")]
              .map((li) => `${li.querySelector("strong").textContent} ${li.querySelector("time").firstChild.textContent}`))""",
            arg=steps,
        )
        seen.add(tuple(steps))
        page.keyboard.press("ArrowDown")
    assert len(seen) > 1
    page.locator("[name=holidays]").fill("soon")
    page.get_by_text("'soon' is no date").wait_for()
    page.locator("[name=interview]").fill("")
    page.wait_for_function("() => document.getElementById('trouble').textContent === ''")
