"""Pictures made at build time: charts and timelines as SVG with a name and a description, and the same as tables.

Colours come from the style sheet by class, so that they follow light and dark; nothing is loaded. Sizes are in CSS
pixels of a picture 400 wide, which a phone shows almost as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from followup_lint.figures import Chart, Row
from followup_lint.timeline import Step

WIDTH = 400
LINE = 34
"""Height of a row: its label, and its bar below."""

WEEKS = 28
"""Days that a timeline shows, from the interview (day 0)."""


def chart_figure(chart: Chart, up: str = "", known: Mapping[str, object] | None = None) -> str:
    """Return a chart as an HTML figure: the picture, its warning, and a table; `up` leads to the site's root."""
    caption = escape(chart.about, quote=False)
    table = _chart_table(chart, up, known)
    return (
        f'<figure class="chart" id="chart-{chart.name}">\n{chart_svg(chart)}\n<figcaption>{caption}</figcaption>\n'
        f"</figure>\n\n<details><summary>The same as a table</summary>\n{table}</details>"
    )


def chart_svg(chart: Chart) -> str:
    """Return a chart as SVG: bars from zero for values, bars between two days for spans."""
    parts, y, group = [], 26, ""
    for row in chart.rows:
        if row.group != group:
            group, y = row.group, y + (14 if y > 26 else 0)
            parts.append(f'<text class="group" x="0" y="{y + 4}">{escape(group, quote=False)}</text>')
            y += 22
        first, last = (0.0, row.value) if row.value is not None else (row.first, row.last)
        x, width = _x(first, chart.most), max(_x(last, chart.most) - _x(first, chart.most), 6)
        parts.append(f'<text x="0" y="{y}">{escape(row.label, quote=False)}</text>')
        parts.append(f'<text class="value" x="{WIDTH}" y="{y}">{_value(row, chart)}</text>')
        parts.append(f'<rect class="track" x="0" y="{y + 5}" width="{WIDTH}" height="9" rx="4.5"/>')
        parts.append(f'<rect class="bar" x="{x:g}" y="{y + 5}" width="{width:g}" height="9" rx="4.5"/>')
        y += LINE
    described = "; ".join(
        f"{row.group + ': ' if row.group else ''}{row.label}{'' if row.value is None else ' ' + _value(row, chart)}"
        for row in chart.rows
    )
    return _svg(f"chart-{chart.name}", chart.title, described + ".", y - 10, parts)


def _x(value: float, most: float) -> float:
    return round(value / most * WIDTH, 1)


def _value(row: Row, chart: Chart) -> str:
    if row.value is not None:
        return f"{row.value:g}{chart.unit}"
    return f"{row.first:g}{chart.unit}" if row.first == row.last else f"{row.first:g}–{row.last:g}{chart.unit}"


def _chart_table(chart: Chart, up: str, known: Mapping[str, object] | None) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(f"{row.group}: " if row.group else "")}{escape(row.label, quote=False)}</th>'
        f"<td>{_value(row, chart)}</td><td>{_source_link(row.source, up, known)}</td></tr>"
        for row in chart.rows
    )
    return f"<table><thead><tr><th>what</th><th>figure</th><th>source</th></tr></thead><tbody>{rows}</tbody></table>\n"


def _source_link(key: str, up: str, known: Mapping[str, object] | None) -> str:
    return f'<a href="{up}sources/#{key.lower()}">{key}</a>' if known is None or key in known else key


# -- timelines -------------------------------------------------------------------------------------------------------


def timeline_svg(plans: Sequence[tuple[str, Sequence[Step]]], name: str, title: str) -> str:
    """Return the timelines of several profiles, one below the other, from day 0 to day 28."""
    parts: list[str] = []
    y = 18
    bottom = y + len(plans) * (LINE + 6) + 4
    for day in range(0, WEEKS + 1, 7):
        x = _day_x(day)
        parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{y}" y2="{bottom}"/>')
        anchor = "start" if day == 0 else "end" if day == WEEKS else "middle"
        parts.append(f'<text class="axis" x="{x:g}" y="{y - 6}" text-anchor="{anchor}">day {day}</text>')
    for label, steps in plans:
        y += LINE + 6
        quiet = ": nothing is sent" if any(step.key == "close" for step in steps) else ""
        parts.append(f'<text x="0" y="{y - 22}">{escape(label, quote=False)}{quiet}</text>')
        parts.append(f'<rect class="track" x="0" y="{y - 16}" width="{WIDTH}" height="12" rx="6"/>')
        parts += _marks(steps, y - 16)
    described = " ".join(
        f"{label}: {'; '.join(told(step) for step in steps if step.key != 'interview')}." for label, steps in plans
    )
    return _svg(name, title, described, bottom + 4, parts)


def _marks(steps: Sequence[Step], y: int) -> Iterator[str]:
    """Yield the marks of one timeline; the later ones lie on top."""
    stop = min((step.day for step in steps if step.key == "stop"), default=WEEKS + 99)
    for step in (step for step in steps if step.key == "chaser"):
        begin, best = step.day, _advised_day(step)
        end = min(stop, WEEKS)
        if begin < min(best, WEEKS):
            yield _bar("maybe", begin, min(best, WEEKS), y)
        if best < WEEKS:
            yield _bar("ask", best, max(min(best + 2, end), best + 1), y)
    for step in steps:
        if step.key == "thank-you":
            yield _bar("thanks", step.day, min(step.last_day + 1, WEEKS), y)
        if step.key == "stop" and step.day <= WEEKS:
            yield f'<rect class="stop" x="{_day_x(step.day) - 5:g}" y="{y}" width="11" height="12" rx="2"/>'
    if WEEKS < stop < WEEKS + 99 or any(_advised_day(step) > WEEKS for step in steps if step.key == "chaser"):
        yield f'<path class="more" d="M{WIDTH - 12} {y + 1}l9 5l-9 5z"/>'


def _bar(kind: str, first: float, last: float, y: int) -> str:
    x, width = _day_x(first), max(_day_x(last) - _day_x(first), 8)
    return f'<rect class="{kind}" x="{x:g}" y="{y}" width="{width:g}" height="12" rx="3"/>'


def _advised_day(step: Step) -> int:
    return step.day if step.advised is None else step.day + (step.advised - step.first).days


def _day_x(day: float) -> float:
    return round(day / WEEKS * WIDTH, 1)


def told(step: Step) -> str:
    """Return a step in a few words: `Thank-you note on day 2 to 7`."""
    if step.key == "close":
        return step.title.lower()
    first = _advised_day(step)
    if step.key == "chaser":
        maybe = f" (possible from day {step.day})" if step.day < first else ""
        return f"{step.title.lower()} from day {first}{maybe}"
    return f"{step.title.lower()} on day {first}" + (f" to {step.last_day}" if step.last_day > first else "")


def timeline_table(plans: Iterable[tuple[str, Sequence[Step]]]) -> str:
    """Return the same timelines as a Markdown table."""
    lines = ["| profile | thank-you | chaser | second chaser | stop |", "|---|---|---|---|---|"]
    for label, steps in plans:
        cells = [
            _cell([s for s in steps if s.key == "thank-you"]),
            *_chaser_cells(steps),
            _cell([s for s in steps if s.key == "stop"]),
        ]
        quiet = any(step.key == "close" for step in steps)
        lines.append(f"| `{label}` | {' | '.join(['none', 'none', 'none', 'from the start'] if quiet else cells)} |")
    return "\n".join(lines)


def _chaser_cells(steps: Sequence[Step]) -> list[str]:
    chasers = [step for step in steps if step.key == "chaser"]
    return [_cell(chasers[number : number + 1]) for number in (0, 1)]


def _cell(steps: Sequence[Step]) -> str:
    if not steps:
        return "–"
    step = steps[0]
    first = _advised_day(step)
    if step.key == "chaser":
        return f"day {first}" + (f" (possible from {step.day})" if step.day < first else "")
    return f"day {first}" + (f" to {step.last_day}" if step.last_day > first else "")


def _svg(name: str, title: str, described: str, height: int, parts: Iterable[str]) -> str:
    head = f'<svg class="picture" role="img" viewBox="0 0 {WIDTH} {height}" aria-labelledby="{name}-title {name}-desc">'
    words = f'<title id="{name}-title">{escape(title, quote=False)}</title>'
    words += f'<desc id="{name}-desc">{escape(described, quote=False)}</desc>'
    return head + words + "".join(parts) + "</svg>"


LEGEND = (
    '<figcaption class="legend"><span class="thanks">thank-you note</span> '
    '<span class="maybe">a chaser is possible</span> '
    '<span class="ask">a chaser is advised</span> <span class="stop">stop</span> '
    '<span class="more">goes on after day 28</span>'
    "</figcaption>\n"
)
"""What the colours of a timeline mean, in words."""
