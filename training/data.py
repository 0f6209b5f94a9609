"""The labelled sentences and the whole good drafts, by writer."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from followup_lint.everyday import tells
from followup_lint.scorer import sentence_words

FAULTS = (
    "desperate", "pressure", "entitled", "arrogant", "negative", "over-apologetic", "gushing", "informal", "cliche",
    "off-topic", "salary-talk", "overshares", "names-other-candidates", "disparages", "personal-remark",
)  # fmt: skip
CUES = ("thanks", "interest", "new-info", "specific", "next-step", "busy")
LABELS = FAULTS + CUES
FOLDER = Path(__file__).parent


class Sentence(NamedTuple):
    """One labelled sentence; `judged` are the labels that its writer considered."""

    text: str
    labels: frozenset[str]
    judged: frozenset[str]
    writer: str


class Draft(NamedTuple):
    """One whole draft that an adviser passes without a mark, and the cues that it holds."""

    kind: str
    channel: str
    cues: frozenset[str]
    text: str
    writer: str


def sentences(folder: Path = FOLDER / "sentences") -> list[Sentence]:
    """Return all labelled sentences, in the order of the files."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        judged = frozenset(LABELS)
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.startswith("# judged for:"):
                judged = frozenset(line.partition(":")[2].split())
                continue
            if not line.strip():
                continue
            first, tab, text = line.partition("\t")
            labels = frozenset(label.strip() for label in first.split(",")) - {"-"}
            if not tab or labels - judged:
                raise ValueError(f"{path}:{number}: expected 'labels<TAB>sentence' with labels from {sorted(judged)}")
            found.append(Sentence(text.strip(), labels, judged, path.stem))
    return found


def everyday(labelled: list[Sentence]) -> list[str]:
    """Return the words of four letters or more that tell of no interview in particular, in alphabetical order.

    At least half of the sentences that hold such a word, three or more by two writers or more, neither name a thing
    of that interview nor bring a new one.
    """
    general: dict[str, list[str]] = {}
    particular: Counter[str] = Counter()
    for sentence in labelled:
        if "specific" in sentence.judged:
            words = {word.lower() for word in sentence_words(sentence.text) if tells(word)}
            if sentence.labels.isdisjoint(("specific", "new-info")):
                for word in words:
                    general.setdefault(word, []).append(sentence.writer)
            else:
                particular.update(words)
    return sorted(word for word, who in general.items() if len(who) >= max(3, particular[word]) and len(set(who)) >= 2)


def drafts(folder: Path = FOLDER / "drafts") -> list[Draft]:
    """Return all good drafts, in the order of the files."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for block in ("\n" + path.read_text("utf-8")).split("\n=== ")[1:]:
            head, _, text = block.partition("\n")
            kind, channel, *cues = head.split()
            names = frozenset(",".join(cues).split(",")) & frozenset(CUES)
            found.append(Draft(kind, channel, names, text.strip() + "\n", path.stem))
    return found
