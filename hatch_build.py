"""Build hook: compile the rule file to JSON, so that an installed linter reads it in a millisecond or two."""

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `_content/rules.json` beside the package and puts it in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from followup_lint.ruleset import compile_values, read_yaml

        folder = root / "content" / "rules"
        values = compile_values(read_yaml(folder / "rules.yml"), read_yaml(folder / "profiles.yml"), folder)
        target = root / "followup_lint" / "_content" / "rules.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")), "utf-8")
        if version != "editable":
            build_data["force_include"][str(target)] = "followup_lint/_content/rules.json"
