"""The JSON Schema (draft 2020-12) of a configuration, made from the table of settings.

`content/rules/config.schema.json` is what `config_schema_text` returns; a test holds the two together.
"""

import json
from typing import Any

from followup_lint.config import FAIL_ON, LEVELS, PER_FILE, SETTINGS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "pattern": "^[^\\u0000]*$"}
SHAPES: dict[str, Schema] = {
    "texts": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
    "levels": {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
    "flag": {"type": "boolean"},
    "fail-on": {"enum": list(FAIL_ON)},
}
"""The schema of each shape of a setting but `globs`, which is made of the others."""


def config_schema() -> Schema:
    """Return the schema as plain data. Every key is ours, so one that is not is a mistake."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.org/followup-lint/config.schema.json",
        "title": "followup-lint.toml, or [tool.followup-lint] in pyproject.toml",
        **_table(tuple(SETTINGS)),
    }


def config_schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"


def _table(keys: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {key: {"description": SETTINGS[key].about, **_shape(SETTINGS[key].shape)} for key in keys},
        "additionalProperties": False,
    }


def _shape(shape: str) -> Schema:
    if shape == "globs":
        return {"type": "object", "additionalProperties": _table(PER_FILE)}
    return SHAPES[shape]
