"""One draft being checked: its words, the phrases found in them, its scores, and the profile's limits."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from followup_lint.automaton import Match
from followup_lint.draft import Application, Draft, Sentence
from followup_lint.everyday import uncommon_share
from followup_lint.gates import Haystack
from followup_lint.lazy import lazy
from followup_lint.names import NameBook, is_whole_name, person_of
from followup_lint.ruleset import Ruleset
from followup_lint.scorer import Score, sentence_words
from followup_lint.source import Span
from followup_lint.tokens import Tokens, tokenise

T = TypeVar("T")

_QUOTE = lazy(r"[\"“„][^\"“”„\n]{1,80}[\"“”]")

BODY = ("body", "postscript")
"""The parts in which the writer speaks freely."""


class Reading:
    """What checks are given: a draft, the rules' shared lists, the limits of its profile, and the day (or None)."""

    def __init__(
        self, draft: Draft, ruleset: Ruleset, limits: dict[str, Any], today: date | None = None,
        application: Application | None = None,
    ) -> None:  # fmt: skip
        self.draft, self.ruleset, self.limits, self.today, self.application = draft, ruleset, limits, today, application

    def under(self, limits: dict[str, Any]) -> "Reading":
        """Return the same draft under the limits of another profile."""
        return Reading(self.draft, self.ruleset, limits, self.today, self.application)

    @cached_property
    def kind(self) -> str:
        return str(self.draft.facts.value("kind", "thank-you"))

    @cached_property
    def channel(self) -> str:
        return str(self.draft.facts.value("channel", "email"))

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the prose."""
        return tokenise(self.draft.prose)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for word, start in zip(self.tokens.words, self.tokens.starts):
            known = places.get(word)
            if known is None:
                places[word] = [start]
            else:
                known.append(start)
        return places

    def places(self, words: Iterable[str]) -> list[int]:
        """Return where some words (normalised) begin in the prose, in order."""
        known = self._places
        return sorted(start for word in words if word in known for start in known[word])

    @cached_property
    def matches(self) -> dict[str, list[Match]]:
        """Every phrase of every rule found in the prose, by tag."""
        return self.ruleset.scan(self.tokens)

    @cached_property
    def haystack(self) -> Haystack:
        """The prose, for expressions to be tried on."""
        return Haystack(self.draft.prose)

    @cached_property
    def subject_haystack(self) -> Haystack:
        """The subject, for expressions to be tried on."""
        return Haystack(self.subject[0])

    @cached_property
    def subject(self) -> tuple[str, Span | None]:
        """The subject's text and its span in the source; empty where there is none."""
        return str(self.draft.facts.value("subject", "") or ""), self.draft.facts.span("subject")

    @cached_property
    def subject_matches(self) -> dict[str, list[Match]]:
        """Every phrase found in the subject, by tag; spans count in the subject's text."""
        return self.ruleset.scan(tokenise(self.subject[0])) if self.subject[0] else {}

    @cached_property
    def scores(self) -> list[Score]:
        """What the scorer makes of each sentence of body and postscript, in order."""
        prose, score = self.draft.prose, self.ruleset.scorer.score
        return [score(prose[start:end]) for (start, end), *_ in self.draft.sentences]

    @cached_property
    def highest(self) -> tuple[float, ...]:
        """The highest value that any sentence scored for each label; empty where no sentence has a score."""
        return tuple(map(max, zip(*(score.values for score in self.scores if score.values))))

    @cached_property
    def uncommon(self) -> float:
        """The share of body and postscript, 0 to 1, in words that are not everyday and no names of the facts."""
        value = self.draft.facts.value
        given = (value("company"), value("role"), value("to"), value("sender"), value("interviewers"))
        names = {name.lower() for name in sentence_words(" ".join(map(str, given)))}
        return uncommon_share(
            chain.from_iterable(score.words for score in self.scores), self.ruleset.scorer.lexicon.everyday, names
        )

    @cached_property
    def _worked_out(self) -> dict[Callable[["Reading"], Any], Any]:
        return {}

    def once(self, work: Callable[["Reading"], T]) -> T:
        """Return what a function makes of this reading; it is asked once, however many rules want to know."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        made: T = self._worked_out[work]
        return made

    @cached_property
    def book(self) -> NameBook:
        """The names that the facts declare; those inferred from the text are no measure for it."""
        facts = self.draft.facts
        people = list(facts.value("interviewers", ())) if facts.declared("interviewers") else []
        people += [person for interview in facts.value("interviews", ()) for person in interview.people]
        header = facts.origin("to") == "header"  # where a mailbox or an initial may stand for the person
        written = facts.value("to", ()) if facts.declared("to") else ()
        people += [person_of(text) for text in written if not header or is_whole_name(text)]
        known = [*facts.value("known_names", ()), *facts.value("may_mention", ()), *facts.value("other_candidates", ())]
        if contact := facts.value("agency_contact"):
            people.append(person_of(contact))
        known += [person_of(text) for text in facts.value("cc", ())]
        return NameBook(people, facts.value("sender") if facts.declared("sender") else None, known)

    @cached_property
    def quotes(self) -> list[Span]:
        """What stands in quotation marks in the prose, marks included: somebody else's words, in order."""
        return [Span(*match.span()) for match in _QUOTE.finditer(self.draft.prose)]

    def is_quoted(self, span: Span) -> bool:
        """Return whether a span stands in quotation marks."""
        return any(start < span.start and span.end < end for start, end in self.quotes)

    def regions(self, where: str | list[str]) -> list[Span]:
        """Return the spans in the prose that the name of a region (or several) stands for."""
        spans: list[Span] = []
        for name in [where] if isinstance(where, str) else where:
            if name == "text":
                spans.append(Span(0, len(self.draft.prose)))
            elif name == "body":
                spans += [span for part in BODY for span in self.draft.parts.get(part, ())]
            elif name == "opening":
                spans += [sentence.span for sentence in self.draft.sentences[:1]]
            else:
                spans += self.draft.parts.get(name, ())
        return spans

    def found(self, tag: str, where: str | list[str]) -> Iterator[Match]:
        """Yield the matches of a tag that lie in a region."""
        matches = self.matches.get(tag)
        if matches:
            spans = self.regions(where)
            for match in matches:
                if any(start <= match.span.start < end for start, end in spans):
                    yield match

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence of body or postscript around an offset of the prose."""
        sentences = self.draft.sentences
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return sentences[at] if at >= 0 and offset < sentences[at].span.end else None

    def around(self, span: Span) -> Span:
        """Return the sentence around a span, or its line where it is in no sentence."""
        sentence = self.sentence_at(span.start)
        if sentence:
            return sentence.span
        prose = self.draft.prose
        end = prose.find("\n", span.end)
        return Span(prose.rfind("\n", 0, span.start) + 1, len(prose) if end < 0 else end)

    def limit(self, value: Any) -> Any:
        """Return a limit: a number as it is, or what the profile has at a path such as `$words.{channel}.{kind}`.

        A step that the profile does not name falls back on `any`; None where there is no limit.
        """
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        place: Any = self.limits
        for step in value[1:].split("."):
            name = step.replace("{channel}", self.channel).replace("{kind}", self.kind)
            if not isinstance(place, dict):
                return None
            place = place.get(name, place.get("any"))
        return place

    def first_body_line(self) -> Span:
        """Where a finding about something missing points: the first line of the body, or of the draft."""
        for sentence in self.draft.sentences:
            return sentence.span
        return self.first_line()

    def first_line(self) -> Span:
        """The first line of the prose that holds a word."""
        return _line(self.draft.prose, len(self.draft.prose) - len(self.draft.prose.lstrip("\ufeff \t\r\n")))

    def last_line(self) -> Span:
        """The last line of the prose that holds a word."""
        return _line(self.draft.prose, max(len(self.draft.prose.rstrip()) - 1, 0))


def _line(prose: str, offset: int) -> Span:
    start = max(prose.rfind("\n", 0, offset), prose.rfind("\r", 0, offset)) + 1
    ends = [end for end in (prose.find("\n", offset), prose.find("\r", offset)) if end >= 0]
    text = prose[start : min(ends, default=len(prose))]
    start += len(text) - len(text.lstrip("\ufeff \t"))
    return Span(start, start + len(text.strip("\ufeff \t")))
