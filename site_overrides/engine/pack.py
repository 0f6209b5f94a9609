"""Runs inside the engine while it is built: makes small archives of byte code, the same bytes every time."""

import ast
import contextlib
import importlib.util
import io
import json
import marshal
import re
import sys
import zipfile

STAMP = (1980, 1, 1, 0, 0, 0)
KEPT = re.compile(
    r"encodings/(?:__init__|aliases|ascii|latin_1|utf_\w+|cp125\d|cp437|cp850|iso8859_\d+|koi8_[ru]|mac_roman|charmap"
    r"|quopri_codec|base64_codec|raw_unicode_escape|unicode_escape|idna|punycode)\.py|email/|html/"
    r"|(?:_strptime|difflib|textwrap|quopri|base64|traceback|linecache|stringprep|uuid)\.py|collections/|json/"
)
"""Parts of the standard library that are kept although no traced draft loads them."""
ENTRY = "followup_lint.browser"
UNUSED = ("concurrent", "icalendar", "multiprocessing", "signal", "tempfile")
"""What only the command line imports, in modules that the page shares with it."""
NEEDLESS = ("examples", "why", "guide", "sources", "guidance", "summary")
"""Keys of a rule that only its page shows."""
PHRASES = ("any", "unless", "hints", "remarks")
"""Keys of a check whose phrases the automaton holds; a `pattern` is read from its own."""


def byte_code(text, name):
    """Return source text as an unchecked, hash-based .pyc, without asserts and nearly without docstrings."""
    tree = ast.parse(text, name)
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if documented(node):
            node.body[0].value.value = "."
        elif isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(part) for part in node.decorator_list):
            # A data class without a docstring makes one at run time, which is slow.
            node.body.insert(0, ast.copy_location(ast.Expr(ast.copy_location(ast.Constant("."), node)), node))
    code = compile(tree, name, "exec", dont_inherit=True, optimize=1)
    code = lean(code, lines=name.startswith("followup_lint/"))
    return importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8) + marshal.dumps(code)


def documented(node):
    """Return whether a definition begins with a docstring."""
    first = node.body[0] if node.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


def lean(code, lines):
    """Return code without columns of instructions, or without lines too; they are a quarter of its bytes."""
    table, line = bytearray(), code.co_firstlineno
    for start, end, number in code.co_lines():
        units = (end - start) // 2
        while units > 0:
            part = min(units, 8)
            if lines and number is not None:
                delta = number - line
                table.append(0x80 | 13 << 3 | part - 1)
                table += varint(delta << 1 if delta >= 0 else -delta << 1 | 1)
                line = number
            else:
                table.append(0x80 | 15 << 3 | part - 1)
            units -= part
    constants = tuple(lean(value, lines) if isinstance(value, type(code)) else value for value in code.co_consts)
    return code.replace(co_linetable=bytes(table), co_consts=constants)


def varint(value):
    """Return a number as a line table has it: six bits a byte, the lowest first."""
    out = bytearray()
    while value > 63:
        out.append(value & 63 | 64)
        value >>= 6
    return bytes([*out, value])


def archive(entries):
    """Return a zip archive of named bytes, in order of their names and without times.

    It is not compressed: one stream around it all, made by the build, becomes a fifth smaller.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(entries):
            target.writestr(zipfile.ZipInfo(name, STAMP), entries[name])
    return out.getvalue()


def compiled(files):
    """Return files with every module turned into byte code."""
    return {
        (name + "c" if name.endswith(".py") else name): (byte_code(data, name) if name.endswith(".py") else data)
        for name, data in sorted(files.items())
    }


def reached(files):
    """Return the names of the files that the way in imports, anywhere in their text, and the modules outside them."""
    inside, outside, waiting = set(), set(), [ENTRY]
    while waiting:
        name = waiting.pop()
        place = name.replace(".", "/")
        path = next((path for path in (f"{place}.py", f"{place}/__init__.py") if path in files), None)
        if path is None:
            outside.add(name)
        elif path not in inside:
            inside.add(path)
            package = name if path.endswith("/__init__.py") else name.rpartition(".")[0]
            waiting += filter(None, [name.rpartition(".")[0]])
            for node in ast.walk(ast.parse(files[path])):
                if isinstance(node, ast.Import):
                    waiting += [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
                    waiting += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return inside, {name for name in outside if not name.startswith(UNUSED)}


def load(names):
    """Import the modules among some names, so that the library's archive gets them and what they import."""
    for name in sorted(names):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def app(wheel, others):
    """Return the archive of the package, from its wheel, and of the libraries it needs, and the names of what it imports."""
    files = dict(others)
    with zipfile.ZipFile(wheel) as built:
        for name in built.namelist():
            data = built.read(name)
            if name == "followup_lint/_content/rules.json":
                values = json.loads(data)
                values.pop("standards", None)
                values["cues"] = {}
                for rule in values["rules"]:
                    for key in NEEDLESS:
                        if key in rule:
                            rule[key] = [] if isinstance(rule[key], list) else ""
                    if rule["check"]["kind"] != "pattern":
                        for key in PHRASES:
                            rule["check"].pop(key, None)
                files[name] = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            elif name.endswith(("/scorer.bin", "/scorer.json")) or (name.endswith(".py") and "/commands/" not in name):
                files[name] = data
    inside, outside = reached(files)
    kept = {name: data for name, data in files.items() if name in inside or not name.endswith(".py")}
    return archive(compiled(kept)), sorted(outside)


def library(path, seen):
    """Return the standard library's archive with those modules alone that were seen at run time."""
    with zipfile.ZipFile(path) as full:
        files = {
            name: full.read(name)
            for name in full.namelist()
            if not name.endswith("/") and (name in seen or KEPT.match(name))
        }
    return archive(compiled({name: data for name, data in files.items() if "/test" not in name}))


def seen(library_path):
    """Return the names in the library's archive of the modules that are loaded now."""
    prefix = library_path + "/"
    found = set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith(prefix):
            found.add(file.removeprefix(prefix).replace(".pyc", ".py"))
    return found
