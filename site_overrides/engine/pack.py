"""Runs inside the engine while it is built: makes small archives of byte code, the same bytes every time."""

import importlib.util
import io
import json
import marshal
import sys
import zipfile

STAMP = (1980, 1, 1, 0, 0, 0)
KEPT = ("encodings/", "email/", "_pyodide/", "pyodide/", "importlib/", "collections/", "re/")
"""Folders of the standard library that are kept whole: what they load depends on the draft."""
ALWAYS = ("_strptime.py", "difflib.py", "textwrap.py", "quopri.py", "base64.py", "html/", "traceback.py", "linecache.py")
NEEDLESS = ("examples", "why", "guide", "sources", "guidance", "summary")
"""Keys of a rule that only its page shows."""


def byte_code(text, name, optimize):
    """Return source text as an unchecked, hash-based .pyc."""
    code = compile(text, name, "exec", dont_inherit=True, optimize=optimize)
    return importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8) + marshal.dumps(code)


def archive(entries):
    """Return a zip archive of named bytes, in order of their names and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in sorted(entries):
            target.writestr(zipfile.ZipInfo(name, STAMP), entries[name], zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def compiled(files, optimize):
    """Return files with every module turned into byte code."""
    return {
        (name + "c" if name.endswith(".py") else name): (byte_code(data, name, optimize) if name.endswith(".py") else data)
        for name, data in sorted(files.items())
    }


def app(wheel, others):
    """Return the archive of the package, from its wheel, and of the libraries it needs."""
    files = dict(others)
    with zipfile.ZipFile(wheel) as built:
        for name in built.namelist():
            data = built.read(name)
            if name == "followup_lint/_content/rules.json":
                values = json.loads(data)
                values.pop("standards", None)
                for rule in values["rules"]:
                    for key in NEEDLESS:
                        if key in rule:
                            rule[key] = [] if isinstance(rule[key], list) else ""
                files[name] = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            elif name.endswith(("/scorer.bin", "/scorer.json")) or (name.endswith(".py") and "/commands/" not in name):
                files[name] = data
    return archive(compiled(files, 0))


def library(path, seen):
    """Return the standard library's archive with those modules alone that were seen at run time."""
    with zipfile.ZipFile(path) as full:
        files = {
            name: full.read(name)
            for name in full.namelist()
            if not name.endswith("/") and (name in seen or name.startswith(KEPT) or name.startswith(ALWAYS))
        }
    return archive(compiled({name: data for name, data in files.items() if "/test" not in name}, 2))


def seen(library_path):
    """Return the names in the library's archive of the modules that are loaded now."""
    prefix = library_path + "/"
    found = set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith(prefix):
            found.add(file.removeprefix(prefix).replace(".pyc", ".py"))
    return found
