"""A team's own rule file: rules, phrases for cue lists and profiles, added to the shipped ones."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from followup_lint.errors import RuleFileError
from followup_lint.ruleset import Rule, Ruleset, automaton_of, content_folder, make_rule, merge, read_yaml

OVERRIDES = frozenset({"code", "severity", "message", "advice", "check", "off_when", "needs", "applies", "yields_to"})
"""What an entry may hold that changes a shipped rule instead of defining one."""


def add(ruleset: Ruleset, path: str) -> Ruleset:
    """Return a rule set with a team's file added; raises RuleFileError with the path of the key and its line."""
    file = Path(path)
    values = read_yaml(file)
    entries = [_whole(entry, ruleset) for entry in _entries(values, path)]
    validate({**values, "rules": entries}, path)
    rules = {rule.code: rule for rule in ruleset.rules}
    for entry in entries:
        rules[entry["code"]] = make_rule(entry)
    cues = dict(ruleset.cues)
    for name, phrases in values.get("cues", {}).items():
        cues[name] = phrases
    for name, phrases in values.get("add_to_cues", {}).items():
        if name not in cues:
            raise RuleFileError(f"add_to_cues.{name}: there is no cue list of this name", path=path)
        cues[name] = [*cues[name], *phrases]
    automaton = ruleset.automaton
    if entries or cues != ruleset.cues:
        automaton = automaton_of(rules.values(), cues)
    return replace(
        ruleset, rules=tuple(rules.values()), cues=cues, automaton=automaton,
        profiles=merge(ruleset.profiles, values.get("profiles", {})),
        standards={**ruleset.standards, **values.get("standards", {})},
    )  # fmt: skip


def _entries(values: dict[str, Any], path: str) -> list[dict[str, Any]]:
    entries = values.get("rules", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleFileError("rules: must be a list of entries, each with a `code`", path=path)
    return entries


def _whole(entry: dict[str, Any], ruleset: Ruleset) -> dict[str, Any]:
    """Return an entry as it is, or a shipped rule's entry with this one's changes."""
    base = ruleset.by_name.get(str(entry.get("code")))
    if base is None or not set(entry) <= OVERRIDES:
        return entry
    whole = {field.name: getattr(base, field.name) for field in fields(Rule)}
    whole = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in whole.items()
        if value not in ("", {}, ())
    }
    whole["severity"] = base.severity.label if base.severity else "off"
    check = merge(base.check, entry["check"]) if "check" in entry else base.check
    return {**whole, **entry, "check": check}


def validate(values: dict[str, Any], path: str) -> None:
    """Raise RuleFileError for the first thing in a rule file that breaks the schema, with its path and line."""
    from jsonschema import Draft202012Validator  # 80 ms to import: only for a team's own files
    from jsonschema.exceptions import best_match

    schema = json.loads((content_folder() / "rules" / "rules.schema.json").read_bytes())
    error = best_match(Draft202012Validator(schema).iter_errors(values))
    if error is None:
        return
    where = list(error.absolute_path)
    code = ""
    if len(where) > 1 and where[0] == "rules":
        code = f" (rule {values['rules'][where[1]].get('code', where[1])})"
    message = error.message if len(error.message) <= 160 else error.message[:157] + "…"
    dotted = ".".join(str(step) for step in where) or "the file"
    raise RuleFileError(f"{dotted}{code}: {message}", path=path, line=_line(path, where))


def _line(path: str, where: list[Any]) -> int:
    """Return the line of the value at a path of keys in a YAML file, 0 where it cannot be told."""
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            node = yaml.compose(file, yaml.SafeLoader)
        line = 0
        for step in where:
            if isinstance(node, yaml.SequenceNode):
                node = node.value[step]
            elif isinstance(node, yaml.MappingNode):
                node = next(value for key, value in node.value if key.value == step)
            line = node.start_mark.line + 1 if node else line
        return line
    except (StopIteration, IndexError, TypeError, AttributeError, yaml.YAMLError):
        return 0
