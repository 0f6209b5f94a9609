"""Train the scorer: `python -m training.train` writes `scorer.json`, `scorer.bin` and the thresholds in `rules.yml`.

Every figure comes from sentences and drafts whose writer the model had not read: one model for each writer,
who is left out of it (the four writers of the first batches together with a batch by subject). The model that ships has read them all.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from followup_lint.lexicon import Lexicon, parse
from training.data import CUES, FAULTS, LABELS, Sentence, drafts, everyday, sentences
from training.model import BUCKETS, Array, Weights, fit, matrix, pack, parts_of, words_of
from training.thresholds import Held, average_precision, best_f1, best_f1_of_drafts, curve, share_alarms

RULES = Path(__file__).parent.parent / "content" / "rules"
LEXICON = Path(__file__).parent / "lexicon.txt"
APART = (("aldgate", "demands"), ("brightwell", "content"), ("castellan", "register"), ("dunmore", "cues"))
"""Writers held out together; every other writer is held out alone."""


def folds(writers: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the groups of writers that are held out in turn."""
    paired = {writer for group in APART for writer in group}
    return [*APART, *((writer,) for writer in sorted(set(writers) - paired))]


class Data(NamedTuple):
    """All that is learnt from, with its features."""

    sentences: list[Sentence]
    writers: Array
    rows: csr_matrix
    clean: csr_matrix
    clean_writers: Array
    clean_drafts: Array


def load(lexicon: Lexicon) -> Data:
    """Return the sentences and the good drafts' sentences with their features."""
    labelled, whole = sentences(), drafts()
    parts = [(part, number) for number, draft in enumerate(whole) for part in parts_of(draft)]
    return Data(
        labelled,
        np.array([sentence.writer for sentence in labelled]),
        matrix((words_of(sentence.text) for sentence in labelled), lexicon),
        matrix((words_of(part) for part, _ in parts), lexicon),
        np.array([whole[number].writer for _, number in parts]),
        np.array([number for _, number in parts]),
    )


def held_out(label: str, data: Data) -> Held:
    """Return what models without one writer say about that writer's sentences and good drafts."""
    judged = np.array([label in sentence.judged for sentence in data.sentences])
    right = np.array([label in sentence.labels for sentence in data.sentences])
    values = np.full(len(right), np.nan)
    clean = np.full(len(data.clean_writers), np.nan)
    for group in folds(data.writers.tolist()):
        out, clean_out = np.isin(data.writers, group), np.isin(data.clean_writers, group)
        if not (out & judged).any():
            continue
        kept = np.flatnonzero(~out)
        learnt = fit(label, [data.sentences[at] for at in kept], data.rows[kept], data.clean[~clean_out])
        asked = out & judged
        values[asked] = learnt.of(data.rows[asked])
        clean[clean_out] = learnt.of(data.clean[clean_out])
    known, seen = ~np.isnan(values), ~np.isnan(clean)
    guilty = np.array([bool(sentence.labels.intersection(FAULTS)) for sentence in data.sentences])
    return Held(values[known], right[known], (guilty & ~right)[known], clean[seen], data.clean_drafts[seen])


def cue_threshold(label: str, held: Held) -> float:
    """Return a cue's threshold: by whole drafts where at most half of them hold it, and else by sentences."""
    having = [number for number, draft in enumerate(drafts()) if label in draft.cues]
    rare = len(having) <= len(set(held.drafts.tolist())) / 2
    return best_f1_of_drafts(held, having) if rare else best_f1(held)


def figures(held: Held, threshold: float, drafts: int) -> dict[str, object]:
    """Return what is told about a label: all of it measured with the writer held out."""
    return {
        "sentences": len(held.values),
        "with_label": int(held.right.sum()),
        "average_precision": round(average_precision(held), 3),
        "recall": round(held.recall(threshold), 3),
        "precision": round(held.precision(threshold), 3),
        "alarms_per_good_draft": round(held.alarms(threshold) / drafts, 4),
        "curve": curve(held),
    }


def with_thresholds(text: str, thresholds: dict[str, float]) -> str:
    """Return a rule file's text with the number of each label in `thresholds: {label: 0.5}`, and of a cue, replaced."""

    def numbers(match: re.Match[str]) -> str:
        def number(pair: re.Match[str]) -> str:
            return f"{pair[1]}: {thresholds[pair[1]]:g}" if pair[1] in thresholds else pair[0]

        return match[1] + re.sub(r"([a-z-]+): -?[\d.]+", number, match[2])

    text = re.sub(r"(\bthresholds: )(\{[^}]*\})", numbers, text)

    def cue(match: re.Match[str]) -> str:
        return f"{match[1]}{thresholds[match[2]]:g}" if match[2] in thresholds else match[0]

    return re.sub(r"(label: ([a-z-]+),\s+threshold: )-?[\d.]+", cue, text)


def main() -> int:
    """Train, measure, choose the thresholds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=Path, nargs="*", default=[RULES / "rules.yml"], help="where thresholds are set")
    parser.add_argument("--to", type=Path, default=RULES, help="folder for scorer.json and scorer.bin")
    parser.add_argument("--measure", action="store_true", help="print the figures and write nothing")
    args = parser.parse_args()
    classes = parse(LEXICON.read_text("utf-8").splitlines())
    common = everyday(sentences())
    data = load(Lexicon(classes, common))
    held = {label: held_out(label, data) for label in LABELS}
    count = len(set(data.clean_drafts.tolist()))
    thresholds = share_alarms({label: held[label] for label in FAULTS}, count)
    thresholds |= {label: cue_threshold(label, held[label]) for label in CUES}
    told = {label: figures(held[label], thresholds[label], count) for label in LABELS}
    for label, row in told.items():
        print(f"{label:24}{thresholds[label]:6.2f}", *(f"{row[key]:8}" for key in list(row)[:-1]), flush=True)
    for name, labels in (("faults", FAULTS), ("cues", CUES)):
        keys = ("average_precision", "recall", "precision")
        means = [np.mean([float(str(told[label][key])) for label in labels]) for key in keys]
        print(f"{name}: average precision {means[0]:.3f}, recall {means[1]:.3f}, precision {means[2]:.3f}")
    print("alarms a good draft:", round(sum(held[label].alarms(thresholds[label]) for label in FAULTS) / count, 3))
    if args.measure:
        return 0
    learnt: list[Weights] = [fit(label, data.sentences, data.rows, data.clean) for label in LABELS]
    meta = {
        "about": "Made by `make train`; every figure is of writers that the model had not read.",
        "labels": LABELS, "buckets": BUCKETS, "scales": [one.scale for one in learnt],
        "biases": [one.bias for one in learnt], "lexicon": classes, "everyday": " ".join(common),
        "writers": len(set(data.writers.tolist())), "sentences": len(data.sentences), "good_drafts": count,
        "figures": told,
    }  # fmt: skip
    (args.to / "scorer.bin").write_bytes(pack(learnt))
    (args.to / "scorer.json").write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
    for path in args.rules:
        text = path.read_text("utf-8")
        path.write_text(with_thresholds(text, thresholds), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
