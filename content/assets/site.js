"use strict";
// Conveniences on pages that are whole without them: a button that copies a note, and a filter over the rules.

// The theme puts a nameless navigation into every block of code: tell them apart for screen readers.
let blocks = 0;
const name = (nav) => nav.setAttribute("aria-label", `Tools of code block ${++blocks}`);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType === 1 && node.matches(".md-code__nav")) name(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
document.querySelectorAll(".md-code__nav").forEach(name);

// What scrolls sideways can be reached with the keyboard.
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, pre.note")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
});

for (const button of document.querySelectorAll("button.copy")) {
  const note = document.getElementById(button.dataset.copies);
  const told = button.parentElement.querySelector(".copied");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(note.textContent);
      told.textContent = "Copied.";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(note);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      told.textContent = "Selected: copy it with your keyboard.";
    }
  });
}

const filter = document.querySelector(".rule-filter");
if (filter) {
  const [search, level] = [filter.querySelector("input"), filter.querySelector("select")];
  const count = filter.querySelector("#rule-count");
  const rules = [...document.querySelectorAll(".rule-list li")];
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const rule of rules) {
      const text = rule.textContent.toLowerCase();
      rule.hidden = !(words.every((word) => text.includes(word)) && (!level.value || rule.dataset.level === level.value));
      shown += !rule.hidden;
    }
    for (const list of document.querySelectorAll(".rule-list")) {
      const empty = !list.querySelector("li:not([hidden])");
      list.hidden = empty;
      for (let part = list.previousElementSibling, n = 0; part && n < 2; part = part.previousElementSibling, n++) {
        part.hidden = empty;
        if (part.tagName === "H2") break;
      }
    }
    count.textContent = shown === rules.length ? "" : `${shown} of ${rules.length} rules`;
  };
  filter.hidden = false;
  filter.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", apply);
  level.addEventListener("change", apply);
}
