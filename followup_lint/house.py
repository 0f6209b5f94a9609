"""A team's own rule file: rules, phrases for cue lists and profiles, added to the shipped ones."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from followup_lint.config import LEVELS
from followup_lint.errors import RuleFileError
from followup_lint.finding import SEVERITIES
from followup_lint.limits import TEXT_BYTES
from followup_lint.ruleset import Ruleset, automaton_of, content_folder, make_rule, merge, read_yaml

DEEPEST = 50
"""How deep the lists and maps of a rule file may be nested; those of the shipped one are nested 8 deep."""

OVERRIDES = frozenset({"code", "severity", "message", "advice", "check", "off_when", "needs", "applies", "yields_to"})
"""What an entry may hold that changes a shipped rule instead of defining one."""


def add(ruleset: Ruleset, path: str) -> Ruleset:
    """Return a rule set with a team's file added; raises RuleFileError with the path of the key and its line."""
    file = Path(path)
    _plain(file)
    values = read_yaml(file)
    own = _entries(values, path)
    entries = [_whole(entry, ruleset) for entry in own]
    validate({**values, "rules": entries}, path)
    for given, entry in zip(own, entries):
        if "check" in given and entry["check"]["kind"] == "pattern":
            _harmless(entry, path)
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
    added = replace(
        ruleset, rules=tuple(rules.values()), cues=cues, automaton=automaton,
        profiles=merge(ruleset.profiles, values.get("profiles", {})),
        standards={**ruleset.standards, **values.get("standards", {})},
    )  # fmt: skip
    for name in values.get("profiles", {}):
        if not isinstance(name, str):
            raise RuleFileError(f"profiles: {name!r} is no name; put it in quotes", path=path)
    for name in values.get("profiles", {}):
        _sound(name, added, path)
    return added


def _sound(name: str, ruleset: Ruleset, path: str) -> None:
    """Raise RuleFileError for a profile that cannot be used."""
    values = ruleset.profiles.get(name, {})
    if not isinstance(values, dict):
        raise RuleFileError(f"profiles.{name}: must be a map", path=path)
    parents = values.get("extends") or []
    if not isinstance(parents, str | list) or not all(isinstance(parent, str) for parent in parents):
        raise RuleFileError(f"profiles.{name}.extends: must be the name of a profile, or a list of names", path=path)
    for key, levels in (("severity", LEVELS), ("promote", SEVERITIES)):
        words = values.get(key) or {}
        if not isinstance(words, dict) or not all(word in levels for word in words.values()):
            raise RuleFileError(f"profiles.{name}.{key}: must be a map to {', '.join(levels)}", path=path)
    try:
        ruleset.profile([name])
    except RecursionError:
        raise RuleFileError(f"profiles.{name}: extends itself", path=path) from None


def _plain(file: Path) -> None:
    """Raise RuleFileError for a YAML file that is large, deep or has aliases; what else is wrong is found when it is read."""
    import yaml

    depth = 0
    try:
        if not file.is_file():
            return
        if file.stat().st_size > TEXT_BYTES:
            raise RuleFileError(
                f"is larger than {TEXT_BYTES // 1_000_000} MB, too large for a rule file; split it", path=str(file)
            )
        for event in yaml.parse(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise RuleFileError(f"holds an alias (*{event.anchor}); write its value out", path=str(file), line=line)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise RuleFileError("is nested too deeply for a rule file", path=str(file), line=line)
    except (OSError, ValueError, yaml.YAMLError):
        return  # read_yaml has the words for it


def _harmless(entry: dict[str, Any], path: str) -> None:
    """Raise RuleFileError for a regular expression of a rule that is none, or that could run for ever."""
    from followup_lint.expressions import trouble

    check = entry["check"]
    for key in ("any", "unless"):
        for number, expression in enumerate(check.get(key, ())):
            wrong = trouble(expression, check.get("replace", "") if key == "any" else "")
            if wrong:
                raise RuleFileError(f"{entry['code']}.{key}.{number}: {expression!r} {wrong}", path=path)


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
    whole = base._asdict()
    whole = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in whole.items()
        if value not in ("", {}, ())
    }
    whole["severity"] = base.severity.label if base.severity else "off"
    check = entry.get("check", {})
    if isinstance(check, dict):
        check = merge(base.check, check)
    return {**whole, **entry, "check": check}


def validate(values: dict[str, Any], path: str) -> None:
    """Raise RuleFileError for the first thing in a rule file that breaks the schema, with its path and line."""
    from jsonschema import Draft202012Validator, FormatChecker  # 80 ms to import: only for a team's own files
    from jsonschema.exceptions import best_match

    schema = json.loads((content_folder() / "rules" / "rules.schema.json").read_bytes())
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    error = best_match(validator.iter_errors(values))
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
            node = yaml.compose(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
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
