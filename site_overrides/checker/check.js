// The checker page: asks the linter as the draft changes, shows what it says, and wires the buttons.
import { element, engine, save, states } from "./engine.js";
import { copy, drop, keep, kept, linkTo, linked } from "./keep.js";
import { takeNewer } from "./offline.js";
import { paper } from "./paper.js";
import { fact, finding, item, measure, silent, spoken, sum } from "./report.js";

const MOST = 20000;
const PAUSE = 120;
const SAMPLE = `Subject: hi

Hey!!

I am desperate for this job and i need an answer by Friday. Thank's for you're time, the interview was awesome 😀!

My other offer pays alot more, so you should decide soon.

Ana
`;

const $ = (id) => document.getElementById(id);
const root = $("checker");
const [draft, facts, list] = [$("draft"), $("facts"), $("findings")];
const profile = facts.querySelector("[name=profile]");
const sheet = paper(draft, $("mirror"));
const tell = states($("state"));
const linter = engine(root, (state, value) => {
  tell(state, value);
  if (state === "died") root.classList.add("stopped");
});
let name = "draft.md";
let report = null;
let current = -1;
let timer = 0;
let round = 0;
let touched = false;
root.hidden = false;
root.append(element("div", { id: "spoken", class: "visually-hidden", role: "status" }));
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

async function check(more) {
  clearTimeout(timer);
  remember();
  const text = draft.value;
  const mine = ++round;
  if (!text.trim()) return show(null, text);
  if (text.length > MOST) {
    refuse();
    return say(`This text has ${text.length.toLocaleString("en")} characters. The checker reads up to ${MOST.toLocaleString("en")}: one letter at a time.`);
  }
  let answer;
  try {
    answer = await linter.ask("check", { text, name, facts: known(), profile: profile.value ? [profile.value] : [], ...more });
  } catch {
    return;
  }
  if (mine !== round || text !== draft.value) return; // what was typed meanwhile is checked soon
  root.dataset.took = answer.took;
  if (answer.error) {
    refuse();
    sheet.draw(draft.value, []);
    return say(`The text ${answer.error}.`);
  }
  if (more && answer.text !== text) {
    sheet.replace(answer.text);
    clearTimeout(timer);
  }
  show(answer, draft.value);
  root.dataset.round = mine;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

function put(text, as = "draft.md") {
  name = as;
  draft.value = text;
  sheet.draw(text, []);
  check();
}

// -- showing -----------------------------------------------------------------------------------------------------

function say(words) {
  if ($("summary").textContent !== words) $("summary").textContent = words;
}

function refuse() {
  report = null;
  list.replaceChildren();
}

function show(answer, text) {
  const { findings = [], checklist = [], skipped = [] } = answer ?? {};
  const before = report?.findings[current];
  current = findings.findIndex((found) => before?.code === found.code && before.start.offset === found.start.offset);
  report = answer;
  const marks = findings.map((found, number) => ({ start: found.start.offset, end: found.end.offset, severity: found.severity, number }));
  sheet.draw(text, marks, current);
  const acts = { rules: root.dataset.rules, go, mend: (number) => check(isFresh() ? { apply: [number] } : undefined) };
  list.replaceChildren(...findings.map((found, number) => finding(found, number, acts)));
  list.children[current]?.classList.add("here");
  $("fix").hidden = !findings.some((found) => found.fix?.safety === "safe");
  $("checks").hidden = $("jump").hidden = !checklist.length;
  const met = `Checklist: ${checklist.filter((one) => one.met).length} of ${checklist.length}`;
  $("checks").querySelector("summary").textContent = met;
  $("jump").firstChild.textContent = `${met} ↓`;
  $("checks").querySelector("ul").replaceChildren(...checklist.map(item));
  const values = Object.entries(answer?.facts ?? {});
  $("known").hidden = !values.length;
  $("known").querySelector("dl").replaceChildren(...values.flatMap(fact));
  $("known").querySelector("p").textContent = silent(skipped);
  $("measure").textContent = answer ? measure(answer) : "";
  say(answer ? sum(findings) : "Nothing checked yet.");
}

function highlight(number) {
  current = number;
  sheet.highlight(number);
  [...list.children].forEach((entry, at) => entry.classList.toggle("here", at === number));
}

function go(number) {
  if (!report?.findings.length) return;
  highlight((number + report.findings.length) % report.findings.length);
  const found = report.findings[current];
  sheet.select(found.start.offset, found.end.offset);
  $("spoken").textContent = spoken(found, current, report.findings.length);
}

// A click into marked words shows what is said of them.
function point() {
  const number = sheet.pointed();
  if (number === null) return;
  highlight(number);
  if (matchMedia("(min-width: 60em)").matches) list.children[number].scrollIntoView({ block: "nearest" });
}

// -- keeping and sharing -----------------------------------------------------------------------------------------

function remember() {
  if (!$("keep").checked) return;
  const form = Object.fromEntries([...facts.querySelectorAll("[name]")].map((field) => [field.name, field.value]));
  $("keep").checked = keep({ text: draft.value, name, facts: form });
}

function recall({ text, name, facts: form = {} }) {
  $("keep").checked = true;
  for (const [key, value] of Object.entries(form)) {
    const field = facts.querySelector(`[name="${CSS.escape(key)}"]`);
    if (field) field.value = value;
  }
  put(text, name);
}

function forget() {
  drop();
  $("keep").checked = false;
  for (const field of facts.querySelectorAll("[name]")) field.value = "";
  history.replaceState(null, "", location.pathname + location.search);
  $("link").hidden = true;
  put("");
  say("Forgotten: the draft, the fields and what was kept on this computer.");
}

// Whether the report is of the text as it stands.
function isFresh() {
  return report?.text === draft.value;
}

// The text as it stands, with what the fields say of it where that is known yet.
function whole() {
  return isFresh() ? report.file : draft.value;
}

async function share() {
  if (draft.value && !isFresh()) await check();
  $("address").value = await linkTo(whole(), name, profile.value);
  $("link").hidden = false;
  $("address").focus();
  $("address").select();
}

// Returns whether the page's address holds a draft, whole or not.
async function fromAddress() {
  try {
    const told = await linked();
    if (!told) return false;
    if ([...profile.options].some(({ value }) => value === told.profile)) profile.value = told.profile;
    put(told.text, told.name);
  } catch {
    say("The link does not hold a whole draft: part of it may be missing.");
  }
  return true;
}

// -- where drafts come from --------------------------------------------------------------------------------------

async function listDrafts() {
  const select = $("drafts");
  if (select.length > 1) return;
  const drafts = await (await fetch(root.dataset.drafts)).json();
  if (select.length > 1) return;
  const groups = Map.groupBy ? Map.groupBy(drafts, (one) => one.group) : new Map([["Templates", drafts]]);
  for (const [group, members] of groups) {
    const options = members.map((one) => element("option", { value: drafts.indexOf(one) }, one.title));
    select.append(element("optgroup", { label: group }, ...options));
  }
  select.addEventListener("change", () => select.value && put(drafts[select.value].text));
}

async function open(event) {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  if (file.size > 5 * MOST) return say(`${file.name} is too large for a draft.`);
  put((await file.text()).replace(/\r\n?/g, "\n"), file.name);
}

// -- wiring ------------------------------------------------------------------------------------------------------

$("load").addEventListener("click", () => linter.agree().then(() => check(), () => {}));
draft.addEventListener("focus", () => linter.start());
draft.addEventListener("click", point);
draft.addEventListener("input", () => {
  sheet.shift();
  soon();
});
facts.addEventListener("input", soon);
root.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    go(current + (event.shiftKey ? (current < 0 ? 0 : -1) : 1));
  }
});
$("sample").addEventListener("click", () => put(SAMPLE));
$("drafts").addEventListener("focus", listDrafts);
$("drafts").addEventListener("pointerenter", listDrafts);
$("open").addEventListener("change", open);
$("again").addEventListener("click", () => check());
$("fix").addEventListener("click", () => check({ safe: true }));
$("copy").addEventListener("click", (event) => copy(draft.value, event.target));
$("save").addEventListener("click", () => save(name, whole()));
$("print").addEventListener("click", () => window.print());
$("share").addEventListener("click", share);
$("copy-link").addEventListener("click", (event) => copy($("address").value, event.target));
$("keep").addEventListener("change", () => ($("keep").checked ? remember() : drop()));
$("forget").addEventListener("click", forget);
addEventListener("hashchange", fromAddress);

sheet.draw("", []);
if (!(await fromAddress())) {
  const before = kept();
  if (before?.text) recall(before);
}
