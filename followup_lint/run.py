"""Many inputs to a stream of reports, one application or one lone draft at a time, on one core or several."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from followup_lint.checks.twins import MOST_NOTES, Note, note_of, twin_hit, twin_key, twins_of
from followup_lint.discover import Group, application_in, find, read_bytes, sent_messages
from followup_lint.draft import Application, Draft
from followup_lint.engine import DraftReport, Settings, limits_for, lint, read_for, with_findings
from followup_lint.errors import FollowupLintError, UnreadableInput
from followup_lint.facts import Facts, read_application
from followup_lint.readers import decode, read
from followup_lint.ruleset import Ruleset
from followup_lint.source import Source

PATIENCE = 2.0
"""Seconds that the threads of a pool whose workers are gone get to end."""

CHUNK = 40
"""Lone drafts that one worker takes at a time."""

WORTH_WORKERS = 150
"""How many drafts pay for starting workers (each costs about 60 ms; a draft about 2)."""

HELD = 50
"""How many reports of lone drafts are held back, since a later one may turn out to be their twin."""

Result = DraftReport | FollowupLintError


class Inputs(NamedTuple):
    """What is to be linted: groups of drafts that belong together, and drafts that stand alone, by path."""

    applications: tuple[Group, ...]
    lone: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.lone) + sum(len(group.paths) for group in self.applications)


def gather(paths: Iterable[str], exclude: Iterable[str], errors: list[FollowupLintError]) -> Inputs:
    """Return what stands below some paths; what cannot be read is added to `errors`."""
    groups = list(find(paths, exclude, errors.append))
    lone = sorted(path for group in groups if group.application is None for path in group.paths)
    return Inputs(tuple(sorted((g for g in groups if g.application), key=lambda g: str(g.application))), tuple(lone))


def run(
    inputs: Inputs, ruleset: Ruleset, settings_for: Callable[[str], Settings], *, jobs: int = 1
) -> Iterator[Result]:
    """Yield a report, or an error, for each input: applications first, then lone drafts by path.

    `settings_for` gives the settings of a path. `jobs` is the number of processes to use at most.
    """
    for group in inputs.applications:
        yield from _application(group, ruleset, settings_for)
    notes: dict[tuple[str, ...], list[Note]] = {}
    held: dict[str, Result] = {}
    for result, note in _lone(inputs.lone, ruleset, settings_for, jobs):
        held[result.path] = result
        if note and note.key:
            _mark_twins(note, notes.setdefault(note.key, []), held, ruleset, settings_for)
        if len(held) > HELD:
            yield held.pop(next(iter(held)))
    yield from held.values()


def read_path(path: str, settings: Settings, application: Facts | None = None) -> Draft:
    """Return the draft in a file; raises UnreadableInput."""
    return read(decode(path, read_bytes(path)), application, settings.facts)


def standard_input(data: bytes, name: str, ruleset: Ruleset, settings: Settings) -> Result:
    """Return the report on one draft given as bytes, under a name; its suffix says how to read it."""
    try:
        return lint_source(decode(name, data), ruleset, settings)
    except FollowupLintError as error:
        return error


def lint_source(source: Source, ruleset: Ruleset, settings: Settings, application: Facts | None = None) -> DraftReport:
    """Return the report on one text, which an application's facts may stand behind; raises UnreadableInput."""
    (done,) = lint([read(source, application, settings.facts)], ruleset, settings)
    return done


def facts_beside(path: str) -> Facts | None:
    """Return the facts of the `application.yml` in a draft's folder; None where there is none that can be read."""
    try:
        application = application_in(os.path.dirname(path))
        return read_application(decode(application, read_bytes(application)))[0] if application else None
    except FollowupLintError:
        return None


def _application(group: Group, ruleset: Ruleset, settings_for: Callable[[str], Settings]) -> Iterator[Result]:
    assert group.application
    try:
        source = decode(group.application, read_bytes(group.application))
        facts, notes = read_application(source)
    except FollowupLintError as error:
        yield error
        source, facts, notes = Source(group.application, ""), None, ()
    settings = settings_for(group.application)
    drafts: list[Draft] = []
    sent: list[Draft] = []
    try:
        limits_for(Draft(source, "", facts or Facts()), ruleset, settings)
    except FollowupLintError as error:
        yield error
        return
    beside = {*group.beside}
    for paths, into in ((sorted((*group.paths, *beside)), drafts), (sent_messages(group.application), sent)):
        for path in paths:
            try:
                draft = read_path(path, settings, facts)
                limits_for(draft, ruleset, settings_for(path))
                into.append(draft)
            except FollowupLintError as error:
                if path not in beside:
                    yield error
    application = None if facts is None else Application(source, facts, tuple(drafts), tuple(sent), notes)
    named = {*group.paths, *([source.path] if group.whole else ())}
    reports = lint(drafts, ruleset, settings, application, settings_for)
    yield from (report for report in reports if report.path in named)


def _lone(
    paths: tuple[str, ...], ruleset: Ruleset, settings_for: Callable[[str], Settings], jobs: int
) -> Iterator[tuple[Result, Note | None]]:
    if jobs > 1 and len(paths) >= WORTH_WORKERS:
        yield from _parallel(paths, ruleset, settings_for, jobs)
    else:
        for path in paths:
            yield _one(path, ruleset, settings_for(path))


def _one(path: str, ruleset: Ruleset, settings: Settings) -> tuple[Result, Note | None]:
    try:
        draft = read_path(path, settings)
        (done,) = lint([draft], ruleset, settings)
    except FollowupLintError as error:
        return error, None
    return done, note_of(draft) if twin_key(draft) else None


def _parallel(
    paths: tuple[str, ...], ruleset: Ruleset, settings_for: Callable[[str], Settings], jobs: int
) -> Iterator[tuple[Result, Note | None]]:
    import threading
    from concurrent.futures import ProcessPoolExecutor  # 15 ms to import: only when it pays
    from multiprocessing import active_children, get_context

    others, threads = set(active_children()), set(threading.enumerate())
    context = get_context("fork" if hasattr(os, "fork") else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(ruleset,)) as pool:
        chunks = [paths[at : at + CHUNK] for at in range(0, len(paths), CHUNK)]
        waiting = []
        try:
            for chunk in chunks:
                with _no_ctrl_c():
                    waiting.append(pool.submit(_work, [(path, settings_for(path)) for path in chunk]))
                if len(waiting) > 2 * jobs:
                    yield from waiting.pop(0).result()
            while waiting:
                yield from waiting.pop(0).result()
        except BaseException:  # Ctrl-C, or nobody wants the rest: what is under way is dropped, not waited for
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(active_children()) - others:
                worker.terminate()
            for thread in set(threading.enumerate()) - threads:
                thread.join(PATIENCE)  # the pool's own, which a Python that ends meanwhile would trip over
            raise


@contextmanager
def _no_ctrl_c() -> Iterator[None]:
    """Put Ctrl-C off while workers are made, who would answer it too until they know better."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: dict[str, Ruleset] = {}
"""The rule set of a worker process, set once when it starts."""


def _start(ruleset: Ruleset) -> None:
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers Ctrl-C
    Thread(target=_follow, daemon=True).start()
    _worker["ruleset"] = ruleset


def _follow() -> None:
    """End a worker once its parent is gone, killed perhaps: nobody else would."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent
    wait([parent.sentinel])
    os._exit(1)


def _work(chunk: list[tuple[str, Settings]]) -> list[tuple[Result, Note | None]]:
    return [_one(path, _worker["ruleset"], settings) for path, settings in chunk]


def _mark_twins(
    note: Note, earlier: list[Note], held: dict[str, Result], ruleset: Ruleset, settings_for: Callable[[str], Settings]
) -> None:
    """Compare a draft with the earlier ones of the same sender, company and role; twins are marked as far as held."""
    for rule, other in twins_of(note, earlier, ruleset):
        for one, two in ((note.path, other.path), (other.path, note.path)):
            done, settings = held.get(one), settings_for(one)
            if isinstance(done, DraftReport) and all(finding.code != rule.code for finding in done.findings):
                with suppress(UnreadableInput):  # gone since it was linted
                    reading = read_for(read_path(one, settings), ruleset, settings)
                    held[one] = with_findings(done, reading, [(rule, twin_hit(reading, two))], settings)
    if len(earlier) < MOST_NOTES:
        earlier.append(note)


def clamp_jobs(wanted: int | None) -> int:
    """Return how many processes to use: the wish, else one for each core."""
    return max(
        1,
        wanted if wanted else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    )
