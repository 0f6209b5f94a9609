// The checker page: a text area over a mirror of underlines, and what the linter says of the text.
import { element, engine, pack, save, states, unpack } from "./engine.js";
import { takeNewer } from "./offline.js";

const MOST = 20000;
const PAUSE = 120;
const KEY = "followup-lint-draft";
const LOUD = { error: 3, warning: 2, info: 1 };
const SHOWN = { error: "must change", warning: "should change", info: "worth a thought" };
const SAMPLE = `Subject: hi

Hey!!

I am desperate for this job and i need an answer by Friday. Thank's for you're time, the interview was awesome 😀!

My other offer pays alot more, so you should decide soon.

Ana
`;

const $ = (id) => document.getElementById(id);
const root = $("checker");
const [draft, mirror, facts, list] = [$("draft"), $("mirror"), $("facts"), $("findings")];
const tell = states($("state"));
const linter = engine(root, (state, value) => {
  tell(state, value);
  if (state === "died") root.classList.add("stopped");
});
let name = "draft.md";
let marks = [];
let drawn = "";
let report = null;
let current = -1;
let timer = 0;
let round = 0;
let touched = false;
root.hidden = false;
root.addEventListener("input", () => (touched = true), { once: true });
takeNewer(root, () => !touched);

// -- asking ------------------------------------------------------------------------------------------------------

function known() {
  const value = (key) => facts.querySelector(`[name=${key}]`).value.trim();
  const found = {};
  for (const key of ["kind", "channel", "company", "role", "sender", "send", "decision_expected"]) found[key] = value(key);
  found.interviewers = value("interviewers").split(",").map((part) => part.trim()).filter(Boolean);
  found.interviews = value("interview") ? [{ date: value("interview") }] : [];
  return Object.fromEntries(Object.entries(found).filter(([, item]) => item.length));
}

function request(more = {}) {
  const profile = facts.querySelector("[name=profile]").value;
  return { text: draft.value, name, facts: known(), profile: profile ? [profile] : [], ...more };
}

async function check(more) {
  clearTimeout(timer);
  remember();
  const text = draft.value;
  const mine = ++round;
  if (!text.trim()) return show(null, text);
  if (text.length > MOST) {
    report = null;
    list.replaceChildren();
    return say(`This text has ${text.length.toLocaleString("en")} characters. The checker reads up to ${MOST.toLocaleString("en")}: one letter at a time.`);
  }
  let answer;
  try {
    answer = await linter.ask("check", request(more));
  } catch {
    return;
  }
  if (mine !== round || (!more && text !== draft.value)) return;
  root.dataset.took = answer.took;
  if (answer.error) {
    report = null;
    list.replaceChildren();
    draw(draft.value, []);
    return say(`The text ${answer.error}.`);
  }
  if (more && answer.text !== text) replace(answer.text);
  show(answer, draft.value);
  root.dataset.round = mine;
}

function replace(text) {
  // As typed, so that the browser's own undo takes it back.
  draft.focus();
  let [from, to] = [0, draft.value.length];
  while (from < to && from < text.length && text[from] === draft.value[from]) from++;
  let end = text.length;
  while (to > from && end > from && text[end - 1] === draft.value[to - 1]) [to, end] = [to - 1, end - 1];
  draft.setSelectionRange(from, to);
  const done = end > from ? document.execCommand("insertText", false, text.slice(from, end)) : document.execCommand("delete");
  if (!done || draft.value !== text) draft.value = text;
  clearTimeout(timer);
}

function put(text, as = "draft.md") {
  name = as;
  draft.value = text;
  draw(text, []);
  check();
}

// -- drawing -----------------------------------------------------------------------------------------------------

function draw(text, ranges) {
  const edges = [...new Set([0, text.length, ...ranges.flatMap((range) => [range.start, range.end])])].sort((a, b) => a - b);
  const parts = [];
  for (let at = 0; at + 1 < edges.length; at++) {
    const [from, to] = [edges[at], edges[at + 1]];
    const over = ranges.filter((range) => range.start <= from && range.end >= to);
    const piece = text.slice(from, to);
    if (!over.length) parts.push(piece);
    else {
      const loud = over.reduce((a, b) => (LOUD[b.severity] > LOUD[a.severity] ? b : a));
      const here = over.some((range) => range.number === current) ? " here" : "";
      parts.push(element("mark", { class: loud.severity + here }, piece));
    }
  }
  mirror.replaceChildren(...parts, "\n ");
  [marks, drawn] = [ranges, text];
}

function shifted(text) {
  // The marks that a change leaves whole, at their new places.
  let head = 0;
  let tail = 0;
  const most = Math.min(text.length, drawn.length);
  while (head < most && text[head] === drawn[head]) head++;
  while (tail < most - head && text[text.length - 1 - tail] === drawn[drawn.length - 1 - tail]) tail++;
  const [edge, by] = [drawn.length - tail, text.length - drawn.length];
  return marks
    .map((mark) => (mark.end <= head ? mark : mark.start >= edge ? { ...mark, start: mark.start + by, end: mark.end + by } : null))
    .filter(Boolean);
}

function say(words) {
  if ($("summary").textContent !== words) $("summary").textContent = words;
}

function count(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

function show(answer, text) {
  report = answer;
  if (current >= (answer?.findings.length ?? 0)) current = -1;
  const findings = answer?.findings ?? [];
  draw(text, findings.map((f, number) => ({ start: f.start.offset, end: f.end.offset, severity: f.severity, number })));
  list.replaceChildren(...findings.map(finding));
  $("fix").hidden = !findings.some((f) => f.fix?.safety === "safe");
  const checks = answer?.checklist ?? [];
  $("checks").hidden = $("jump").hidden = !checks.length;
  const met = `Checklist: ${checks.filter((c) => c.met).length} of ${checks.length}`;
  $("checks").querySelector("summary").textContent = met;
  $("jump").firstChild.textContent = `${met} ↓`;
  $("checks").querySelector("ul").replaceChildren(...checks.map(item));
  const values = Object.entries(answer?.facts ?? {});
  $("known").hidden = !values.length;
  $("known").querySelector("dl").replaceChildren(
    ...values.flatMap(([key, fact]) => [element("dt", {}, key.replaceAll("_", " ")), element("dd", {}, spelled(fact.value), element("small", {}, ` ${fact.from}`))]),
  );
  const idle = (answer?.skipped ?? []).map((s) => `${s.codes.length} for want of “${s.needs.replaceAll("_", " ")}”`);
  $("known").querySelector("p").textContent = idle.length ? `Rules that had to stay silent: ${idle.join(", ")}.` : "";
  if (!answer) {
    $("measure").textContent = "";
    return say("Nothing checked yet.");
  }
  const seconds = answer.spoken_seconds;
  const spoken = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  $("measure").textContent = `${count(answer.words, "word")}, ${spoken} aloud · read as ${answer.kind.replace("-", " ")}, ${answer.channel}`;
  const levels = Object.keys(LOUD).map((level) => [level, findings.filter((f) => f.severity === level).length]).filter(([, n]) => n);
  say(findings.length ? `${count(findings.length, "finding")}: ${levels.map(([level, n]) => `${n} ${SHOWN[level]}`).join(", ")}.` : "No findings. Read it aloud once, then send it.");
}

function spelled(value) {
  if (Array.isArray(value)) return value.map(spelled).join(", ");
  if (value && typeof value === "object") return value.name ?? value.date ?? Object.values(value).map(spelled).join(", ");
  return String(value);
}

function finding(found, number) {
  return element(
    "li",
    { class: `${found.severity}${number === current ? " here" : ""}` },
    element("p", { class: "what" },
      element("span", { class: `badge ${found.severity}` }, SHOWN[found.severity]), " ",
      element("strong", {}, found.message), "."),
    element("p", { class: "advice" }, found.advice),
    found.because.length ? element("p", { class: "because" }, `Because of: ${found.because.map((words) => `“${words}”`).join(", ")}.`) : null,
    element("p", { class: "doing" },
      element("button", { type: "button", onclick: () => go(number), "aria-label": `Line ${found.start.line}: show finding ${number + 1} in the text` }, `Line ${found.start.line}`),
      found.fix ? element("button", { type: "button", class: "mend", onclick: () => check({ apply: [number] }), "aria-label": `Apply fix of finding ${number + 1}` }, found.fix.safety === "safe" ? "Apply fix" : "Apply fix, then read it") : null,
      element("a", { href: `${root.dataset.rules}${found.code.toLowerCase()}/` }, `${found.code}: why`)),
  );
}

function item(check) {
  const words = check.text ? element("small", {}, ` “${check.text.length > 90 ? `${check.text.slice(0, 88)}…` : check.text}”`) : null;
  const sign = element("span", { class: check.met ? "yes" : "no" }, check.met ? "✓" : "○");
  return element("li", {}, sign, element("span", { class: "visually-hidden" }, check.met ? "done: " : "open: "), ` ${check.label}`, words);
}

function point() {
  // A click into marked words shows what is said of them.
  if (draft.selectionStart !== draft.selectionEnd || draft.value !== drawn) return;
  const at = draft.selectionStart;
  const over = marks.filter((mark) => mark.start <= at && at <= mark.end).sort((a, b) => a.end - a.start - (b.end - b.start));
  if (!over.length) return;
  highlight(over[0].number);
  if (matchMedia("(min-width: 60em)").matches) list.children[current].scrollIntoView({ block: "nearest" });
}

function highlight(number) {
  current = number;
  draw(draft.value, marks);
  [...list.children].forEach((entry, at) => entry.classList.toggle("here", at === current));
}

function go(number) {
  if (!report?.findings.length) return;
  highlight((number + report.findings.length) % report.findings.length);
  const found = report.findings[current];
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(found.start.offset, found.end.offset);
  mirror.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  $("spoken").textContent = `Finding ${current + 1} of ${report.findings.length}, ${SHOWN[found.severity]}: ${found.message}. ${found.advice}`;
}
root.append(element("div", { id: "spoken", class: "visually-hidden", role: "status" }));

// -- keeping and sharing -----------------------------------------------------------------------------------------

function form() {
  return Object.fromEntries([...facts.querySelectorAll("[name]")].map((field) => [field.name, field.value]));
}

function remember() {
  if ($("keep").checked) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ text: draft.value, name, facts: form() }));
    } catch {
      $("keep").checked = false;
    }
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be kept, nothing is to be forgotten.
  }
  $("keep").checked = false;
  for (const field of facts.querySelectorAll("[name]")) field.value = "";
  history.replaceState(null, "", location.pathname + location.search);
  $("link").hidden = true;
  put("");
  say("Forgotten: the draft, the fields and what was kept on this computer.");
}

async function copied(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (button.textContent = before), 1500);
}

function suffix() {
  return name.match(/\.(eml|txt)$/i)?.[1].toLowerCase() ?? "md";
}

async function share() {
  if (draft.value && !report) await check();
  const text = report?.file ?? draft.value;
  const address = new URL(location.href);
  const profile = facts.querySelector("[name=profile]").value;
  address.hash = new URLSearchParams({ d: await pack(text), ...(profile && { profile }), ...(suffix() !== "md" && { as: suffix() }) });
  $("address").value = address.href;
  $("link").hidden = false;
  $("address").focus();
  $("address").select();
}

async function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.has("d")) return false;
  try {
    const text = await unpack(told.get("d"));
    const profile = facts.querySelector("[name=profile]");
    if ([...profile.options].some(({ value }) => value === told.get("profile"))) profile.value = told.get("profile");
    put(text, told.get("as") === "eml" ? "draft.eml" : told.get("as") === "txt" ? "draft.txt" : "draft.md");
  } catch {
    say("The link does not hold a whole draft: part of it may be missing.");
  }
  return true;
}

async function listDrafts() {
  const select = $("drafts");
  if (select.length > 1) return;
  const drafts = await (await fetch(root.dataset.drafts)).json();
  if (select.length > 1) return;
  const groups = Map.groupBy ? Map.groupBy(drafts, (d) => d.group) : new Map([["Templates", drafts]]);
  for (const [group, members] of groups) {
    const options = members.map((d) => element("option", { value: drafts.indexOf(d) }, d.title));
    select.append(element("optgroup", { label: group }, ...options));
  }
  select.addEventListener("change", () => select.value && put(drafts[select.value].text));
}

// -- wiring ------------------------------------------------------------------------------------------------------

$("load").addEventListener("click", () => linter.agree().then(() => check(), () => {}));
draft.addEventListener("focus", () => linter.start());
draft.addEventListener("click", point);
draft.addEventListener("input", () => {
  draw(draft.value, shifted(draft.value));
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
});
facts.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
});
root.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    go(current + (event.shiftKey ? (current < 0 ? 0 : -1) : 1));
  }
});
$("sample").addEventListener("click", () => put(SAMPLE));
$("drafts").addEventListener("focus", listDrafts);
$("drafts").addEventListener("pointerenter", listDrafts);
$("open").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  if (file.size > 5 * MOST) return say(`${file.name} is too large for a draft.`);
  event.target.value = "";
  put((await file.text()).replace(/\r\n?/g, "\n"), file.name);
});
$("again").addEventListener("click", () => check());
$("fix").addEventListener("click", () => check({ safe: true }));
$("copy").addEventListener("click", (event) => copied(draft.value, event.target));
$("save").addEventListener("click", () => save(name, report?.file ?? draft.value));
$("print").addEventListener("click", () => window.print());
$("share").addEventListener("click", share);
$("copy-link").addEventListener("click", (event) => copied($("address").value, event.target));
$("keep").addEventListener("change", () => ($("keep").checked ? remember() : localStorage.removeItem(KEY)));
$("forget").addEventListener("click", forget);
addEventListener("hashchange", fromAddress);

draw("", []);
if (!(await fromAddress())) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept?.text) {
      $("keep").checked = true;
      for (const [key, value] of Object.entries(kept.facts ?? {})) {
        const field = facts.querySelector(`[name="${CSS.escape(key)}"]`);
        if (field) field.value = value;
      }
      put(kept.text, kept.name);
    }
  } catch {
    // Nothing was kept, or the browser keeps nothing.
  }
}
