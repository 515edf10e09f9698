"""The sentences and lists that only a report has: its headline, its key facts, its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rotascope import sessions
from rotascope.surfaces import numbers, wording
from rotascope.terms import AXES, AxisVerdict, Brief, Evidence, Reading, Source

__all__ = ["Fact", "facts", "few", "groups", "header", "headline", "silent", "sources", "story"]

MOST = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the key facts: what it is, the figure, what stands beside it, its colour, its key."""

    name: str
    value: str
    beside: str
    ink: str
    key: str


def header(brief: Brief, printed: date | None) -> tuple[str, ...]:
    """As of, the day the prices reach to, how much later it was printed, the store, what answered."""
    as_of, _, *rest = wording.header(brief)
    newest = sessions.shift(brief.as_of, -brief.data_age_sessions)
    told = [as_of, f"prices to {newest}"]
    if printed is not None:
        later = numbers.plural(sessions.count(newest, printed), "session")
        told.append(f"printed {printed}, {later} later")
    return (*told, *rest)


def headline(brief: Brief) -> str:
    """'Small caps lead and are strengthening; the rest lead, weakening'."""
    told = [_leads(v) for v in brief.verdict.axes]
    return wording.sentence("; ".join(told))


def _leads(verdict: AxisVerdict) -> str:
    if verdict.leader == "neither":
        return f"neither leads on {verdict.axis}"
    turning = {"strengthening": ", strengthening", "weakening": ", weakening", "flat": ""}
    return wording.leads(verdict) + turning[verdict.direction]


def facts(verdict: AxisVerdict) -> tuple[Fact, ...]:
    """The key facts of an axis, as the box on the first page shows them."""
    ink, told = wording.leader_token(verdict), verdict.forecast
    since = verdict.since.isoformat() if verdict.since else "not dated"
    place = numbers.ordinal(verdict.percentile)
    rank = f"{place} percentile" if verdict.percentile is not None else verdict.pair
    chance = f"by chance {numbers.chance(verdict.chance)}" if verdict.chance is not None else ""
    beside = "; ".join(x for x in (rank, chance) if x)
    view = numbers.percent(told.probability) if told.probability is not None else "no view"
    held = f"90 % {numbers.share_range(told.interval)}" if told.interval else ""
    base = f"base rate {numbers.percent(told.base_rate)}" if told.base_rate is not None else ""
    stem = verdict.key.rpartition("@")[2]
    at = f"verdict/{verdict.axis}"
    return (
        Fact("Leader", wording.leads(verdict), wording.turning(verdict), ink,
             f"{at}/leader@{stem}"),
        Fact("126 sessions", numbers.signed(verdict.relative_126), beside, "",
             f"{at}/relative_126@{stem}"),
        Fact("21 sessions", numbers.signed(verdict.relative_21), verdict.pair, "",
             f"{at}/relative_21@{stem}"),
        Fact("Drift since", since, _dated(verdict), "", f"{at}/since@{stem}"),
        Fact(f"Next {told.horizon} sessions", view, "; ".join(x for x in (held, base) if x), "",
             told.key),
    )  # fmt: skip


def story(verdict: AxisVerdict) -> str:
    """The facts of an axis and since when, as one sentence."""
    since = wording.since(verdict) or verdict.since_note
    told = wording.facts(verdict)
    return "; ".join(dict.fromkeys(text for text in (told, since) if text)) + "."


def _dated(verdict: AxisVerdict) -> str:
    """The interval of the date, or since when it has been ahead."""
    if verdict.since_low and verdict.since_high:
        return f"90 %: {verdict.since_low} to {verdict.since_high}"
    return "no change of drift that holds"


def few(lines: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The strongest lines of evidence: the others stand in the picture of them all."""
    return tuple(lines)[:MOST]


def groups(brief: Brief) -> tuple[tuple[str, tuple[Reading, ...]], ...]:
    """Readings with an answer, by axis, the strongest leans first."""
    told = [one for one in brief.readings if one.status == "ok"]
    ordered = sorted(told, key=lambda one: (-abs(one.lean or 0.0), one.title))
    return tuple((name, tuple(r for r in ordered if r.axis == name)) for name in (*AXES, "market"))


def silent(brief: Brief) -> tuple[tuple[str, int, str], ...]:
    """(reason, how many, whose) of what has no answer, the commonest reason first."""
    by_reason: dict[str, list[str]] = {}
    for one in brief.readings:
        if one.status != "ok":
            by_reason.setdefault(one.reason, []).append(one.title)
    ordered = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    return tuple((reason, len(names), "; ".join(names)) for reason, names in ordered)


def sources(brief: Brief) -> tuple[Source, ...]:
    """One line a dataset that any reading was made of: its span over all that was read of it."""
    found: dict[str, Source] = {}
    for one in (source for reading in brief.readings for source in reading.sources):
        old = found.get(one.dataset)
        first, last = (one.first, one.last) if old is None else (
            min(old.first, one.first), max(old.last, one.last)
        )  # fmt: skip
        note = (old.note if old else "") or one.note
        count = (old.rows if old else 0) + 1
        found[one.dataset] = Source(one.dataset, "", first, last, count, note)
    return tuple(found[name] for name in sorted(found))
