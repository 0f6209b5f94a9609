"""Regular expressions that are compiled when they are first used: most drafts need few, and each takes up to 2 ms."""

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, expression: str, flags: int) -> None:
        self._given = expression, flags

    def __getattr__(self, name: str) -> Any:
        pattern = re.compile(*self._given)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as the compiled expression; a broken one raises re.error at its first use."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))
