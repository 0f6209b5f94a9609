"""The JSON Schema (draft 2020-12) of front matter and `application.yml`, made from the table of fields.

`content/rules/draft.schema.json` is what `draft_schema_text` returns; a test holds the two together.
"""

import json
from typing import Any

from followup_lint.fields import FIELDS, MAPS, Field
from followup_lint.scalars import MAX_COUNT

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number"]}
_DAY = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?))?)?"
MOMENT: Schema = {"type": "string", "pattern": f"^{_DAY}{_CLOCK}$", "examples": ["2026-03-05", "2026-03-05T09:40"]}
DEADLINE: Schema = {
    "type": "string", "pattern": rf"^({_DAY}{_CLOCK}|(19|20|21)[0-9]{{2}}-(0[1-9]|1[0-2]))$",
    "examples": ["2026-03-16", "2026-03"],
}  # fmt: skip
FLAG: Schema = {"enum": [True, False, "yes", "no", "on", "off"]}
NUMBER: Schema = {"type": "number", "minimum": 0, "maximum": 999_999_999}


def draft_schema() -> Schema:
    """Return the schema as plain data. Keys of other tools are allowed everywhere."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.org/followup-lint/draft.schema.json",
        "title": "followup-lint front matter and application.yml",
        "description": "What a draft or an application.yml may declare. Other tools' keys are ignored.",
        "type": ["object", "null"],
        "properties": {key: _property(field) for key, field in FIELDS.items()},
        "additionalProperties": True,
        "$defs": {
            "moment": MOMENT,
            "text": TEXT,
            **{name: _map(name) for name in MAPS if name != "people"},
        },
    }


def draft_schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(draft_schema(), indent=2, ensure_ascii=False) + "\n"


def _property(field: Field) -> Schema:
    schema = _shape(field)
    if "enum" in schema:
        schema = {"enum": [*schema["enum"], None]}
    else:
        schema = {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
    return {"description": field.about, **schema}


def _shape(field: Field) -> Schema:
    """The schema of a type of the table of fields."""
    text, moment = {"$ref": "#/$defs/text"}, {"$ref": "#/$defs/moment"}
    suffixes = [value[1:] for value in field.foreign if value.startswith(".")]
    match field.type:
        case "enum":
            return {"enum": [*field.values, *field.foreign]}
        case "enums":
            return _list({"enum": list(field.values)})
        case "flag" if suffixes:
            return {"anyOf": [FLAG, {"type": "string", "pattern": rf"\.({'|'.join(suffixes)})$"}]}
        case "flag":
            return FLAG
        case "count":
            return {"type": "integer", "minimum": 0, "maximum": MAX_COUNT}
        case "number":
            return NUMBER
        case "language":
            return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
        case "moment":
            return moment
        case "deadline":
            return DEADLINE
        case "dates":
            return _list(moment)
        case "texts" | "profile" | "lines":
            return _list(text)
        case "people" | "recipients":
            return _list(text, {"$ref": "#/$defs/person"})
        case "person":
            return {"anyOf": [text, {"$ref": "#/$defs/person"}]}
        case "interviews" | "contacts":
            return _list(moment, {"$ref": f"#/$defs/{field.type}"})
        case "items":
            return _list(text, {"$ref": "#/$defs/items"})
        case "urgent":
            return {"anyOf": [FLAG, {"$ref": "#/$defs/urgent"}]}
        case "policy":
            return {"anyOf": [{"const": "none"}, {"$ref": "#/$defs/policy"}]}
        case "token" | "letter":
            return {"anyOf": [text, {"$ref": f"#/$defs/{field.type}"}]}
        case "lint":
            return {"$ref": "#/$defs/lint"}
        case "map":
            return {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}}
    return text


def _list(*items: Schema) -> Schema:
    """A list of values, or one of them alone."""
    return {"anyOf": [*items, {"type": "array", "items": {"anyOf": [*items, {"type": "null"}]}}]}


def _map(name: str) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {key: _property(field) for key, field in MAPS[name].items()},
        "additionalProperties": True,
    }
    if name == "person":
        schema["anyOf"] = [{"required": ["name"]}, {"required": ["email"]}]
    if name == "items":
        schema["required"] = ["item"]
    return schema
