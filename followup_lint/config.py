"""`followup-lint.toml` or `[tool.followup-lint]` to a configuration whose values know where they came from."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any, NamedTuple

from followup_lint.errors import ConfigError
from followup_lint.finding import SEVERITIES
from followup_lint.limits import EXTENDS_DEPTH, TEXT_BYTES
from followup_lint.ruleset import did_you_mean
from followup_lint.source import bounded

NAMES = ("followup-lint.toml", ".followup-lint.toml", "pyproject.toml")
LEVELS = (*SEVERITIES, "off")
FAIL_ON = (*SEVERITIES, "never")


class Setting(NamedTuple):
    """What a setting holds: a text or a list of them (`texts`), `levels` by rule, tables by glob, …; and what it is for."""

    shape: str
    about: str


SETTINGS = {
    "profile": Setting("texts", "The school of advice, or several."),
    "select": Setting("texts", "Run only rules whose code or name begins so."),
    "extend-select": Setting("texts", "Run these rules besides those of `select`."),
    "ignore": Setting("texts", "Leave out rules whose code or name begins so."),
    "severity": Setting("levels", "Severities by code or name of a rule, or by a beginning; the longest wins."),
    "per-file": Setting("globs", "Settings by glob: profile, ignore and severity of the drafts that it matches."),
    "exclude": Setting("texts", "Globs of paths to leave out of folders."),
    "rules": Setting("texts", "Rule files of your own, from this file's folder."),
    "extends": Setting("texts", "Configurations whose settings count where this one has none."),
    "allow-outside": Setting("flag", "Let `extends` and `rules` name files outside of this file's folder."),
    "fail-on": Setting("fail-on", "Lowest severity that gives exit code 1."),
}
"""Every setting; the published schema is made from it (`configschema.py`)."""

PER_FILE = ("profile", "ignore", "severity")
"""The settings that may differ by glob."""


class Value(NamedTuple):
    """One setting and where it was made."""

    value: Any
    origin: str


class Config(NamedTuple):
    """The settings of one configuration file with all that it extends; empty without one."""

    values: dict[str, Value] = {}
    path: str = ""

    def get(self, key: str, default: Any = None) -> Any:
        """Return a setting's value, or the default."""
        return self.values[key].value if key in self.values else default

    def for_path(self, path: str) -> dict[str, Any]:
        """Return the `per-file` settings of a draft: those of every matching glob, the longest glob last."""
        merged: dict[str, Any] = {}
        root = os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()
        relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        for glob in sorted(self.get("per-file", {}), key=len):
            if fnmatch(relative, glob) or fnmatch(os.path.basename(path), glob):
                for key, value in self.get("per-file")[glob].items():
                    merged[key] = {**merged.get(key, {}), **value} if key == "severity" else value
        return merged


def find(start: str) -> str | None:
    """Return the nearest configuration file of a folder or the folders above it, or None."""
    folder = os.path.abspath(start)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _section(path) is not None):
                return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _section(path: str) -> dict[str, Any] | None:
    values = _toml(path)
    if os.path.basename(path) != "pyproject.toml":
        return values
    tool = values.get("tool", {})
    section = tool.get("followup-lint") if isinstance(tool, dict) else None
    return section if section is None or isinstance(section, dict) else {}


def _toml(path: str) -> dict[str, Any]:
    import tomllib  # 14 ms to import: only where there is a configuration

    try:
        return tomllib.loads(bounded(path, TEXT_BYTES).decode())
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}); check the path", path=path) from None
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError, and so is a number too long
        raise ConfigError(f"is no valid TOML: {error}", path=path) from None


def load(path: str, _above: tuple[str, ...] = (), _known: dict[str, Config] | None = None) -> Config:
    """Return the configuration in a file with those that it extends; raises ConfigError with the path of the key."""
    known = {} if _known is None else _known
    real = os.path.realpath(path)
    if real in known:  # two files that each extend one file twice, and so on, would take for ever
        return known[real]
    if len(_above) > EXTENDS_DEPTH:
        raise ConfigError(f"is extended by way of more than {EXTENDS_DEPTH} others; extend it directly", path=path)
    if real in _above:
        raise ConfigError("extends itself, by way of " + " and ".join(_above[1:] or _above), path=path)
    section = _section(path)
    if section is None:
        raise ConfigError("has no [tool.followup-lint] table; add one, or name another file", path=path)
    check(section, path)
    values: dict[str, Value] = {}
    folder = os.path.dirname(path)
    for parent in _texts(section.get("extends", [])):
        values.update(load(inside(folder, parent, path, section), (*_above, real), known).values)
    for key, value in section.items():
        if key == "rules":
            value = [inside(folder, name, path, section) for name in _texts(value)]
        elif SETTINGS[key].shape == "texts":
            value = _texts(value)
        elif key in ("severity", "per-file") and key in values:
            value = {**values[key].value, **value}
        if key != "extends":
            values[key] = Value(value, path)
    known[real] = Config(values, path)
    return known[real]


def inside(folder: str, name: str, path: str, section: dict[str, Any]) -> str:
    """Return the path of a file named in a configuration; raises ConfigError where it lies outside its folder."""
    joined = os.path.normpath(os.path.join(folder, name))
    root, target = os.path.realpath(folder or "."), os.path.realpath(joined)
    if not section.get("allow-outside") and os.path.commonpath([root, target]) != root:
        raise ConfigError(
            f"{name!r} lies outside of the configuration's folder; move it, or set `allow-outside = true`", path=path
        )
    return joined


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def check(section: dict[str, Any], path: str) -> None:
    """Raise ConfigError, with the path of the key, for a key or a value that is wrong."""
    for where, message in _wrong(section):
        raise ConfigError(f"{where}: {message}", path=path)


def _wrong(section: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in section.items():
        if key in SETTINGS:
            yield from _wrong_value(key, SETTINGS[key].shape, value)
        else:
            yield key, f"is not a setting{did_you_mean(key, SETTINGS)}"


def _wrong_value(where: str, shape: str, value: Any) -> Iterator[tuple[str, str]]:
    if shape == "texts" and not _is_texts(value):
        yield where, "must be a text or a list of texts"
    elif shape == "levels":
        yield from _wrong_severity(where, value)
    elif shape == "flag" and not isinstance(value, bool):
        yield where, "must be true or false"
    elif shape == "fail-on" and value not in FAIL_ON:
        yield where, f"must be error, warning, info or never, not {value!r}"
    elif shape == "globs":
        yield from _wrong_per_file(value)


def _wrong_per_file(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield "per-file", 'must be a table of globs, such as [per-file."letters/*"]'
        return
    for glob, settings in value.items():
        where = f'per-file."{glob}"'
        if not isinstance(settings, dict):
            yield where, "must be a table"
            continue
        for key, inner in settings.items():
            if key in PER_FILE:
                yield from _wrong_value(f"{where}.{key}", SETTINGS[key].shape, inner)
            else:
                yield f"{where}.{key}", "is not a per-file setting; use profile, ignore or severity"


def _wrong_severity(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield where, "must be a table of rules and levels"
        return
    for code, level in value.items():
        if level not in LEVELS:
            yield f"{where}.{code}", f"must be one of {', '.join(LEVELS)}, not {level!r}"


def _is_texts(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return all(isinstance(text, str) and "\0" not in text for text in texts)
