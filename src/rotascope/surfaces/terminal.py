"""The brief on one screen: facts first, the forecast apart, what is missing said last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rotascope.surfaces import numbers, wording
from rotascope.surfaces.layout import (
    LABEL,
    columns,
    fitted,
    inked,
    joined,
    labelled,
    two_inks,
    wrapped,
)
from rotascope.terms import AxisVerdict, Brief, Evidence

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["SCREEN", "brief_lines", "print_brief"]

SCREEN, NARROW_SCREEN = 40, 60
WIDE = 100
MOST_EVIDENCE = 5


def print_brief(console: Console, brief: Brief, page: str = "", today: date | None = None) -> None:
    """Print the brief as wide as the console; `page` is the HTML file just written, if any.

    `today` counts the age of the data from that day, for a brief that is meant to be today's.
    """
    for line in brief_lines(brief, console.width, page, today):
        console.print(line, no_wrap=True, crop=True, overflow="ellipsis")


def brief_lines(brief: Brief, width: int, page: str = "", today: date | None = None) -> list[Text]:
    """The brief as lines: with as much evidence as one screen of 40 holds (60 where it is narrow)."""
    made: list[Text] = []
    head = _head(brief, width, today)
    room = SCREEN if width >= WIDE else NARROW_SCREEN
    for lines in range(MOST_EVIDENCE, 0, -1):
        for rows in (4, 3, 2):
            made = [*head, *_lines(brief, width, lines, rows, page)]
            if len(made) <= room:
                return made
    return made


def _lines(brief: Brief, width: int, most: int, rows: int, page: str) -> list[Text]:
    made = [inked()]
    for verdict in brief.verdict.axes:
        made += [*_axis(verdict, width), *_sides(brief, verdict, width, most, rows), inked()]
    return [*made, *_tail(brief, width), *_foot(brief, width, page)]


def _head(brief: Brief, width: int, today: date | None) -> list[Text]:
    name, facts = "ROTASCOPE", " · ".join(wording.header(brief, today))
    first, *more = wrapped(facts, width - len(name) - 2)
    indent = " " * (len(name) + 2)
    return [
        inked((f"{name}  ", "head"), (first, "muted")),
        *(inked((indent + line, "muted")) for line in more),
    ]


def _axis(verdict: AxisVerdict, width: int) -> list[Text]:
    """Who leads, which way, since when; by how much; what the forecast says; the sentence with but."""
    token, since = wording.leader_token(verdict), wording.since(verdict)
    lead = inked(
        (f"  {verdict.axis.upper():<{LABEL}}", "head"),
        (f"{wording.leads(verdict):<15}   ", token),
        (wording.turning(verdict), token),
    )
    beside = lead.cell_len + len(since) + 3 <= width
    if since and beside:
        lead.append(f"   {since}")
    undated = verdict.since_note if verdict.since is None and verdict.pair else ""
    made = [lead, *labelled(verdict.pair, joined((wording.facts(verdict), undated)), width)]
    if since and not beside:
        made += labelled("", since, width)
    if verdict.but:
        made += labelled("", verdict.but, width, "warn")
    made += labelled("  forecast", _forecast(verdict), width, "muted")
    graded = wording.reliability(verdict)
    return made + (labelled("  how good", graded, width, "muted") if graded else [])


def _forecast(verdict: AxisVerdict) -> str:
    about = verdict.note if verdict.relative_126 is not None else ""
    why = wording.undecided(verdict)
    odds = "" if why != verdict.forecast.reason else wording.forecast_odds(verdict)
    return "; ".join(text for text in (wording.forecast(verdict), odds, why, about) if text)


def _sides(brief: Brief, verdict: AxisVerdict, width: int, most: int, rows: int) -> list[Text]:
    """For and against in two columns, one below the other on a narrow screen."""
    if not verdict.evidence_for and not verdict.evidence_against:
        return []
    wide = width >= WIDE
    room = width // 2 - 3 if wide else width - 2
    pro = _evidence(brief, "For", verdict.evidence_for[:most], room, rows)
    contra = _evidence(brief, "Against", verdict.evidence_against[:most], room, rows)
    return columns(pro, contra, width) if wide else [*pro, *contra]


def _evidence(
    brief: Brief, title: str, lines: Sequence[Evidence], room: int, most: int
) -> list[Text]:
    made = [inked((f"  {title}", "head"))]
    if not lines:
        none = "nothing scored leans this way beyond what chance shows half of the time"
        made += [inked((f"  {line}", "muted")) for line in wrapped(none, room - 2)]
    for line in lines:
        glyph = (f"  {wording.lean_glyph(line.lean)} ", _token(line))
        parts = two_inks(line.text, wording.chance_of(brief, line), room - 4, most)
        made.append(inked(glyph, *parts[0]))
        made += [inked(("    ", "plain"), *part) for part in parts[1:]]
    return made


def _token(line: Evidence) -> str:
    return {"▲": "broad", "▼": "narrow"}.get(wording.lean_glyph(line.lean), "flat")


def _tail(brief: Brief, width: int) -> list[Text]:
    """What changed, what would change our mind, what is coming: each at most a few lines."""
    changed = [change.text for change in brief.changed]
    if not changed:
        same = brief.changed_since == brief.as_of
        changed = ["nothing was known a month earlier" if same else "nothing changed sides"]
    size, concentration = brief.verdict.size.would_change, brief.verdict.concentration.would_change
    turns = [*size[:1], *concentration[:1], *size[1:], *concentration[1:]]
    rest = "brief --html"
    made = labelled(
        f"Since {brief.changed_since}",
        fitted(changed, width, 2 if width >= WIDE else 3, rest),
        width,
        most=4,
    )
    room = 3 if width >= WIDE else 5
    made += labelled(
        "Would change it", fitted(turns or ["nothing leads"], width, room, rest), width
    )
    ahead = brief.coming or ("no dated event is on file",)
    return made + labelled("Coming 8 weeks", fitted(ahead, width, 2, rest), width, most=2)


def _foot(brief: Brief, width: int, page: str) -> list[Text]:
    """Not measurable, once; what the data says of itself; where to go from here."""
    made = []
    if brief.not_measurable:
        text = joined(brief.not_measurable)
        if len(wrapped(text, width - LABEL - 2)) > 2:
            told = wording.unanswered(brief)
            text = f"{told}: rotascope signals" if told else text
        made += labelled("Not measurable", text, width, "muted", most=3)
    if brief.notes:
        text = fitted(brief.notes, width, 1, "rotascope data")
        if len(wrapped(text, width - LABEL - 2)) > 1:
            text = f"{numbers.plural(len(brief.notes), 'caveat')} of the sources: rotascope data"
        made += labelled("Of the data", text, width, "muted")
    pictures = f"pictures: {page}" if page else "rotascope brief --html brief.html for the pictures"
    made.append(inked())
    made += [
        inked((line, "muted"))
        for line in wrapped(f"why {brief.verdict.size.key} explains a figure · {pictures}", width)
    ]
    if brief.next_step:
        made.append(inked((f"Today's data: {brief.next_step}", "head")))
    return made
