"""A module imports only from the modules above it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "followup_lint"

LAYERS = """
errors limits
source gates lazy memo
lines
finding
tokens phrases automaton everyday lexicon scorer wording sentences salutations
nodes plainyaml yamltree frontmatter
fields dateguess calendar nicknames names
suggest
scalars
schema values
facts
asides opening ending cues
anatomy channels inference
draft
readers
ruleset
reading
conditions
checks
settings suppress
engine
config baseline changes
configschema
replace fix
discover expressions
house
run api
examples
figures pictures timeline rulepages templatepages starters
sitepages
report
server
browser
cli commands
__main__
""".split("\n")
"""From the bottom up; modules in one line may import each other as long as there is no circle."""


def layer(module: str) -> int:
    return next((at for at, names in enumerate(LAYERS) if module in names.split()), -1)


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_content" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("followup_lint"):
            parts = (node.module or "").split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            found |= {name for name in names if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_upwards_only(path: Path) -> None:
    own = name_of(path)
    if own == "__init__":
        return
    assert layer(own) >= 0, f"{own} has no place in LAYERS"
    for name in imported(path):
        assert layer(name) <= layer(own), f"{own} imports {name}, which stands below it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_exits_or_reads_the_clock(path: Path) -> None:
    if name_of(path) in ("browser", "cli", "commands", "server", "__main__"):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "sys.exit", "exit", "date.today", "datetime.now", "time.time"), called
