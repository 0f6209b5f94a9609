"""Configuration: what it may say, what it changes, and one clear line where it is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from followup_lint import config
from followup_lint.configschema import config_schema, config_schema_text
from followup_lint.errors import ConfigError
from followup_lint.ruleset import content_folder
from tests.conftest import Run

Lint = Callable[..., Run]


def configure(folder: Path, text: str, name: str = "followup-lint.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ('ignore = ["TON005"]', False),
        ('select = ["STR"]', False),
        ('select = ["STR"]\nextend-select = ["tone"]', True),
        ('severity = {"tone" = "off"}', False),
        ('severity = {"tone" = "off", "tone.pressure" = "error"}', True),
        ('[per-file."*.md"]\nignore = "tone.pressure"', False),
        ('[per-file."letters/*"]\nignore = "tone.pressure"', True),
        ('exclude = ["good.md"]', True),
    ],
)
def test_settings(lint: Lint, bad: Path, text: str, there: bool) -> None:
    configure(bad.parent, text)
    assert ("TON005" in lint("--format", "json", bad).codes) == there
    assert "TON005" in lint("--isolated", "--format", "json", bad).codes


def test_pyproject_counts_where_it_has_the_table(lint: Lint, bad: Path) -> None:
    configure(bad.parent, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert "TON005" in lint("--format", "json", bad).codes
    configure(bad.parent, '[tool.followup-lint]\nignore = ["TON005"]\n', "pyproject.toml")
    assert "TON005" not in lint("--format", "json", bad).codes


def test_the_nearest_file_wins_and_extends_what_it_names(lint: Lint, bad: Path) -> None:
    configure(bad.parent, 'ignore = ["TON005"]\nfail-on = "error"\n')
    inner = bad.parent / "inner"
    inner.mkdir()
    (inner / "bad.md").write_bytes(bad.read_bytes())
    configure(inner, 'severity = {TON005 = "info"}\n')
    assert "TON005" in lint("--format", "json", inner / "bad.md").codes
    configure(inner, 'extends = "../followup-lint.toml"\n')
    run = lint(inner / "bad.md")
    assert (run.code, "outside of the configuration's folder" in run.err) == (2, True)
    configure(inner, 'extends = "../followup-lint.toml"\nallow-outside = true\n')
    assert "TON005" not in lint("--format", "json", inner / "bad.md").codes


def test_show_config_says_where_each_value_is_from(lint: Lint, bad: Path) -> None:
    path = configure(bad.parent, 'profile = "career-office"\n')
    run = lint("--show-config", "--select", "TON", bad)
    assert f"profile = ['career-office']  ({path})" in run.out
    assert "select = ('TON',)  (command line)" in run.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profil = 1", "profil: is not a setting, did you mean 'profile'?"),
        ("ignore = 3", "ignore: must be a text or a list of texts"),
        ('severity = {TON005 = "loud"}', "severity.TON005: must be one of error, warning, info, off"),
        ('severity = {TON905 = "off"}', "no rule begins with 'TON905'"),
        ('profile = "sead"', "did you mean 'seed'?"),
        ("[per-file]\nx = 1", 'per-file."x": must be a table'),
        ('[per-file."*.md"]\nselect = "STR"', "is not a per-file setting"),
        ('fail-on = "always"', "fail-on: must be"),
        ("ignore = [", "is no valid TOML"),
        ('extends = "followup-lint.toml"', "extends itself"),
        ('rules = ["none.yml"]', "none.yml: cannot be read"),
    ],
)
def test_what_is_wrong_is_one_line_and_2(lint: Lint, good: Path, text: str, words: str) -> None:
    configure(good.parent, text)
    run = lint(good)
    assert run.code == 2
    assert words in run.err
    assert run.err.count("\n") == 1


HOUSE = """rules:
  - code: TON005
    severity: warning
  - code: HSE001
    name: house.synergy
    severity: warning
    summary: The word that our office does not want.
    message: "“{match}” is on our list"
    advice: Say what you mean.
    why: Our office says so.
    guide: guide/mistakes.md
    check: {kind: phrases, any: ["blue sky thinking"]}
    examples:
      - bad: I like <mark>blue sky thinking</mark>.
        innocent: The blue sky over the works.
add_to_cues:
  thanks: ["much obliged to the whole crew"]
profiles:
  office: {extends: career-office, max_unanswered: 1}
"""


def test_a_teams_own_rules(lint: Lint, bad: Path) -> None:
    (bad.parent / "house.yml").write_text(HOUSE, encoding="utf-8")
    configure(bad.parent, 'rules = ["house.yml"]\nprofile = "office"\n')
    bad.write_text(bad.read_text("utf-8").replace("I remain", "Blue sky\nthinking. I remain"), encoding="utf-8")
    found = {f["code"]: f["severity"] for f in lint("--format", "json", bad).json["drafts"][0]["findings"]}
    assert found["HSE001"] == "warning"
    assert found["TON005"] == "warning"
    assert "HSE001  warning  house.synergy" in lint("rules").out


def test_the_examples_of_a_teams_rules_are_run(lint: Lint, tmp_path: Path) -> None:
    house = tmp_path / "house.yml"
    house.write_text(HOUSE, encoding="utf-8")
    run = lint("test", house)
    assert run.code == 0, run.out
    house.write_text(HOUSE.replace("<mark>blue sky", "blue <mark>sky"), encoding="utf-8")
    run = lint("test", house)
    assert run.code == 1
    assert "FAIL  HSE001 house.synergy, example 1: bad is flagged at ['blue sky thinking']" in run.out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("any: [", "all: [", "rules.1.check (rule HSE001)"),
        (
            "severity: warning\n    summary",
            "severity: loud\n    summary",
            "rules.1.severity (rule HSE001): 'loud' is not one of",
        ),
        ('["blue sky thinking"]', '["blue (sky"]', "HSE001.any: phrase 'blue (sky': a '(' has no ')'"),
        ("  thanks: [", "  thankz: [", "add_to_cues.thankz: there is no cue list"),
        ("rules:\n", "rules:\n\t- x", "is no valid YAML"),
    ],
)
def test_a_broken_rule_file_is_one_line_with_the_key(
    lint: Lint, tmp_path: Path, old: str, new: str, words: str
) -> None:
    house = tmp_path / "house.yml"
    house.write_text(HOUSE.replace(old, new), encoding="utf-8")
    run = lint("test", house)
    assert run.code == 2
    assert words in run.err
    assert run.err.count("\n") == 1


# The table of settings, the code that reads them and the published schema agree.


def test_the_schema_in_the_repo_is_made_from_the_table() -> None:
    path = content_folder() / "rules" / "config.schema.json"
    assert path.read_text("utf-8") == config_schema_text(), (
        'run: python -c "from pathlib import Path; from followup_lint.configschema import config_schema_text; '
        "Path('content/rules/config.schema.json').write_text(config_schema_text(), 'utf-8')\""
    )
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


SCHEMA = Draft202012Validator(config_schema())
VALUES = st.recursive(
    st.sampled_from(["error", "off", "never", "seed", "a\0b", "", True, 3, 2.5])
    | st.dates()
    | st.text(alphabet="aé\0\n", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["profile", "severity", "x", "*.md"]), inner, max_size=2)
    ),
    max_leaves=5,
)


def refused(section: dict[str, Any]) -> bool:
    try:
        config.check(section, "a.toml")
    except ConfigError:
        return True
    return False


@given(st.dictionaries(st.sampled_from([*config.SETTINGS, "profil", ""]), VALUES, max_size=3))
def test_the_schema_takes_and_refuses_what_the_code_does(section: dict[str, Any]) -> None:
    assert refused(section) == (not SCHEMA.is_valid(section))


@pytest.mark.parametrize("key", config.SETTINGS)
def test_every_setting_has_a_value_that_both_take(key: str) -> None:
    good: dict[str, Any] = {
        "texts": ["a"], "levels": {"TON": "off"}, "globs": {"*.md": {"profile": "seed", "ignore": ["A"], "severity": {"A": "info"}}},
        "flag": True, "fail-on": "never",
    }  # fmt: skip
    value = good[config.SETTINGS[key].shape]
    assert SCHEMA.is_valid({key: value}) and not refused({key: value})
    assert not SCHEMA.is_valid({key: 3}) and refused({key: 3})


def test_the_page_names_every_setting() -> None:
    page = (content_folder() / "tool" / "configuring.md").read_text("utf-8")
    assert [key for key in config.SETTINGS if f"`{key}`" not in page and f"{key} = " not in page] == []


@pytest.mark.parametrize("key", ["extends", "rules"])
@pytest.mark.parametrize("way", ["up", "absolute", "link", "folder"])
def test_a_configuration_names_no_file_outside_of_its_folder(lint: Lint, bad: Path, key: str, way: str) -> None:
    folder, away = bad.parent / "in", bad.parent / "away"
    folder.mkdir()
    away.mkdir()
    named = configure(away, 'ignore = ["TON005"]\n' if key == "extends" else "rules: []\n", "named")
    (folder / "link").symlink_to(named)
    (folder / "folder").symlink_to(away)
    ways = {
        "up": "../away/named",
        "absolute": str(named),
        "link": "link",
        "folder": "folder/named",
        "round": "folder/../away/named",
    }
    own = configure(folder, f'{key} = ["{ways[way]}"]\n')
    run = lint("--config", own, bad)
    assert run.code == 2 and "lies outside of the configuration's folder" in run.err and run.err.count("\n") == 1
    configure(folder, f'{key} = ["{ways[way]}"]\nallow-outside = true\n')
    assert lint("--config", own, bad).code in (0, 1)
    configure(folder, f'{key} = ["beside"]\n')
    (folder / "beside").write_bytes(named.read_bytes())
    assert lint("--config", own, bad).code in (0, 1)


def test_a_configuration_that_is_extended_is_held_to_its_own_folder(lint: Lint, bad: Path) -> None:
    inner = bad.parent / "inner"
    inner.mkdir()
    configure(inner, 'extends = "../other.toml"\n', "base.toml")
    configure(bad.parent, 'ignore = ["TON005"]\n', "other.toml")
    configure(bad.parent, 'extends = "inner/base.toml"\nallow-outside = true\n')
    run = lint(bad)
    assert run.code == 2 and "base.toml" in run.err and "lies outside" in run.err
