"""A seeded workload: draft number i depends on the seed and on i alone, so a smaller set begins a larger one.

python -m bench.workload FOLDER COUNT [--seed 11]
"""

import argparse
import datetime as dt
import random
from pathlib import Path

NAMES = [
    "Ines Kolb",
    "Musa Adeyemi",
    "Jo Hale",
    "Tom Reyes",
    "Lena Brandt",
    "Priya Okafor",
    "Wren Abbott",
    "Sunil Rao",
    "Marta Nowak",
    "Ben Achterberg",
]
COMPANIES = [
    "Northgate Water",
    "Harrow Lane Clinic",
    "Quayside Freight",
    "Tilbury Tools",
    "Elm Row Schools",
    "Castle Street Books",
]
ROLES = ["data analyst", "ward clerk", "dispatcher", "machinist", "teaching assistant", "shop manager"]
TOPICS = [
    "the backlog of leaks",
    "the handover at six",
    "the new loading bay",
    "the lathe with the bad bearing",
    "the reading hour",
    "the winter stocktake",
]
OPENERS = (
    "Thank you for your time on {day}.",
    "Thank you for seeing me on {day} about the {role} post.",
    "It meant a lot that you showed me round on {day}.",
)  # fmt: skip
DETAILS = (
    "Your account of {topic} stayed with me on the way home.",
    "I had not known how much depends on {topic}.",
    "You asked how I would deal with {topic}, and I have thought about it since.",
    "Hearing how the team plans its week explained a great deal.",
)
NEW = (
    "One thing I did not mention: I kept the rota for eleven people for two years.",
    "At my last place I cut the time for the monthly report from three days to one.",
    "I hold a first-aid certificate and can send a copy.",
    "Since we spoke I have finished the short course that we talked about.",
)
INTEREST = (
    "I remain very interested in the {role} role.",
    "I came away wanting the job even more.",
    "I would be glad to join the team at {company}.",
)
CLOSERS = (
    "I look forward to hearing from you.",
    "Please let me know if anything else would help.",
    "I understand that the decision takes time.",
)
FAULTS = (
    "I need an answer by Friday.",
    "Just checking in on the status.",
    "I really need this job.",
    "I am the best candidate you will see!!",
    "Sorry to bother you again.",
    "Dear [Company Name] team, thank you.",
    "I look foward to your reply.",
    "Thank you for the the tour.",
    "By the way, did you see the match last night?",
    "What is the salary, and how many days of holiday are there?",
)


def draft(number: int, seed: int = 11) -> str:
    """Return draft `number` of a seed: front matter and 110 to 200 words, a third of them without a planted fault."""
    rng = random.Random(f"{seed}:{number}")
    sender, reader = rng.sample(NAMES, 2)
    day = dt.date(2026, 1, 5) + dt.timedelta(days=7 * rng.randrange(40) + rng.randrange(5))
    values = {
        "company": rng.choice(COMPANIES),
        "role": rng.choice(ROLES),
        "topic": rng.choice(TOPICS),
        "day": f"{day:%A}",
    }
    body = [
        rng.choice(OPENERS),
        *rng.sample(DETAILS, 2),
        *rng.sample(NEW, 3),
        rng.choice(INTEREST),
        *rng.sample(CLOSERS, 2),
    ]
    body += rng.sample(DETAILS + NEW, rng.randrange(2, 6))
    for fault in rng.sample(FAULTS, rng.choice([0, 0, 1, 2])):
        body.insert(rng.randrange(len(body) + 1), fault)
    sentences = [sentence.format(**values) for sentence in body]
    cuts = sorted({3, len(sentences) - 3, len(sentences)})
    paragraphs, start = [], 0
    for cut in cuts:
        paragraphs.append((" " if number % 2 else "\n").join(sentences[start:cut]))
        start = cut
    if number % 5 == 0:
        paragraphs.append("The **summary** is at <https://example.org/summary>, with *notes*.")
    head = (
        f"---\nkind: thank-you\nchannel: email\ncompany: {values['company']}\nrole: {values['role']}\nsender: {sender}\n"
        f"interviewers: [{reader}]\ninterviews: [{{date: {day}}}]\nsend: {day + dt.timedelta(days=3)}\n"
        f'subject: "{values["role"].capitalize()} interview: thank you"\n---\n'
    )
    return f"{head}\nDear {reader},\n\n" + "\n\n".join(paragraphs) + f"\n\nKind regards,\n{sender}\n"


def write(folder: Path, count: int, seed: int = 11) -> None:
    """Write the first `count` drafts of a seed to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"draft-{number:05}.md").write_text(draft(number, seed), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    write(given.folder, given.count, given.seed)
