"""Word classes: which kinds of word (`me`, `family`, `money`, …) a word belongs to. A word may be in several."""

from collections.abc import Collection, Iterable, Mapping

from followup_lint.everyday import tells


class Lexicon:
    """Classes by word, and by the beginning of a word."""

    def __init__(self, classes: Mapping[str, str], everyday: Collection[str] = ()) -> None:
        """Read `class: words`; the words are parted by spaces, and a star at the end stands for any ending.

        A word that could tell one message from another and is not among the `everyday` ones is `uncommon`.
        """
        self.everyday = frozenset(everyday)
        self._words: dict[str, set[str]] = {}
        self._begins: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words.split():
                table, stem = (self._begins, word[:-1]) if word.endswith("*") else (self._words, word)
                table.setdefault(stem, set()).add(name)
        self._shortest = min(map(len, self._begins), default=0)
        self._longest = max(map(len, self._begins), default=0)

    def classes(self, word: str) -> tuple[str, ...]:
        """Return the classes of a word, in alphabetical order; one that begins with a capital is a `name` as well."""
        found = {"name"} if word[:1].isupper() else set()
        word = word.lower()
        if self.everyday and tells(word) and word not in self.everyday:
            found.add("uncommon")
        found.update(self._words.get(word, ()))
        if self._begins:
            for end in range(self._shortest, min(len(word), self._longest) + 1):
                found.update(self._begins.get(word[:end], ()))
        return tuple(sorted(found))


def parse(lines: Iterable[str]) -> dict[str, str]:
    """Return the classes written in a file: `class: words` on each line; a line that begins with `#` is a comment."""
    found: dict[str, str] = {}
    for line in lines:
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found[name.strip()] = " ".join(filter(None, [found.get(name.strip()), *words.replace("-", " ").split()]))
    return found
