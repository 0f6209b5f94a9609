// Lays out the engine of the checker page: node build.mjs WHEEL SITE_PACKAGES CORPUS. Two runs give the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";

const [wheel, packages, corpus] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const core = join(here, "node_modules", "pyodide");
const out = join(here, "out");
const LIBRARY = "/lib/python314.zip";
const OTHERS = ["markdown_it", "mdurl", "yaml"];

function sources(folder, prefix = "") {
  const found = {};
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = join(prefix, entry.name);
    if (entry.isDirectory() && !["__pycache__", "cli"].includes(entry.name)) Object.assign(found, sources(folder, name));
    else if (/\.py$/.test(entry.name)) found[name] = readFileSync(join(folder, name), "utf-8"); // as text: an empty buffer cannot cross
  }
  return found;
}

const MAIL = `Subject: Thanks
Date: Fri, 06 Mar 2026 09:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

RGVhciBBbm4sCgpUaGFuayB5b3UuCgpCb2I=
--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>Dear Ann,=20</p>
--x--
`;

async function boot(app) {
  const python = await loadPyodide({ indexURL: core + "/", lockFileContents: emptyLock(), packages: [] });
  python.FS.writeFile("/pack.py", readFileSync(join(here, "pack.py")));
  if (app) python.FS.writeFile("/app.zip", app);
  python.runPython(`import sys; sys.path[:0] = ["/app.zip"] if ${app ? "True" : "False"} else []; sys.path.append("/")`);
  return python;
}

function emptyLock() {
  return JSON.stringify({ info: JSON.parse(readFileSync(join(core, "pyodide-lock.json"))).info, packages: {} });
}

// The package and what it needs, as byte code.
const packer = await boot();
packer.FS.writeFile("/package.whl", readFileSync(wheel));
const others = {};
for (const name of OTHERS) Object.assign(others, sources(packages, name));
packer.globals.set("others", packer.toPy(others));
packer.runPython("import pack\nothers = {name: data.encode() for name, data in others.items()}");
const [app, outside] = packer.runPython("pack.app('/package.whl', others)").toJs();

// The parts of the standard library that checking and planning load.
const tracer = await boot(app);
tracer.globals.set("outside", tracer.toPy(outside));
tracer.globals.set("drafts", tracer.toPy(readdirSync(corpus).sort().map((name) => [name, readFileSync(join(corpus, name), "utf-8")])));
tracer.runPython(`
import json
from pack import load, seen
load(outside)
from followup_lint import browser
MAIL = '''${MAIL}'''
for name, text in drafts:
    browser.check(json.dumps({"name": name, "text": text, "facts": {"company": "A: 'b'"}, "safe": True}))
browser.check(json.dumps({"text": "---\\ninterviews:\\n  - {date: 2026-03-03, with: &a [Ann Lee]}\\nto: *a\\n---\\n\\n- Hi\\n\\n| a |\\n|---|\\n"}))
browser.check(json.dumps({"text": "Hi", "profile": ["none"]}))
browser.check(json.dumps({"name": "a.eml", "text": "Subject: =?utf-8?q?Hi?=\\nContent-Type: text/html\\n\\n<p>Dear Ann</p>"}))
browser.check(json.dumps({"name": "b.eml", "text": MAIL}))
browser.plan(json.dumps({"interviews": ["2026-03-03"], "decision": "2026-03-20"}))
`);
packer.globals.set("names", tracer.runPython(`"\\n".join(sorted(seen("${LIBRARY}")))`));
packer.FS.writeFile("/full.zip", readFileSync(join(core, "python_stdlib.zip")));
const library = packer.runPython("pack.library('/full.zip', set(names.split('\\n')))").toJs();

const files = {
  "pyodide.mjs": Buffer.from(readFileSync(join(core, "pyodide.mjs"), "utf-8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n")),
  "pyodide.asm.mjs": readFileSync(join(core, "pyodide.asm.mjs")),
  "pyodide.asm.wasm": readFileSync(join(core, "pyodide.asm.wasm")),
  "pyodide-lock.json": Buffer.from(emptyLock()),
  "library.zip": Buffer.from(library),
  "app.zip": Buffer.from(app),
};
const hash = createHash("sha256");
for (const name of Object.keys(files).sort()) hash.update(name).update(files[name]);
const folder = hash.digest("hex").slice(0, 16);
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, folder), { recursive: true });
let total = 0;
for (const [name, data] of Object.entries(files)) {
  // Packed here, so that the reader saves the bytes whatever the server does; the worker unpacks what ends in .gz.
  const packed = /\.(zip|wasm)$/.test(name);
  const small = gzipSync(data, { level: 9 });
  writeFileSync(join(out, folder, packed ? `${name}.gz` : name), packed ? small : data);
  console.log(`${name.padEnd(20)} ${String(data.length).padStart(9)} ${String(small.length).padStart(9)} gzip`);
  total += small.length;
}
writeFileSync(join(out, "engine.json"), JSON.stringify({ folder, gzip: total }) + "\n");
console.log(`engine/${folder}: ${(total / 1e6).toFixed(2)} MB gzip`);
