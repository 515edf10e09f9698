"""The sentences a brief is made of, the same on a terminal and on a page. Nothing is computed here."""

from __future__ import annotations

from datetime import date

from rotascope import sessions
from rotascope.figures.evidence import balance
from rotascope.figures.theme import lean_token
from rotascope.surfaces import numbers
from rotascope.terms import SIDE_NAMES, SIDES, AxisVerdict, Brief, Evidence, Leader, Reading, Status

__all__ = [
    "LEADS",
    "balance",
    "band",
    "chance_of",
    "facts",
    "forecast",
    "forecast_odds",
    "header",
    "heavier",
    "leader_token",
    "leads",
    "lean_glyph",
    "lean_token",
    "lean_words",
    "leans_to",
    "likelihood",
    "odds",
    "reading_of",
    "reliability",
    "sentence",
    "sign_words",
    "since",
    "status_token",
    "turning",
    "unanswered",
    "undecided",
]

LEADS: dict[Leader, str] = {
    leader: f"{side} {'leads' if leader == 'neither' else 'lead'}"
    for leader, side in SIDE_NAMES.items()
}
TOKEN: dict[Leader, str] = {
    "small": "broad",
    "rest": "broad",
    "large": "narrow",
    "few": "narrow",
    "neither": "flat",
}
POOR: tuple[Status, ...] = ("stale", "low_coverage", "short_history")
"""Statuses of readings that exist and are not good enough."""
UNANSWERED: dict[Status, str] = {
    "not_measurable": "without data",
    "stale": "stale",
    "low_coverage": "too thin",
}
NOISE = 0.5
"""A lead that a pair without a leader shows more often than this is told as within chance."""


def leads(verdict: AxisVerdict) -> str:
    """'small caps lead', and 'within what chance shows' where chance shows as much more often than not.

    Who leads is a fact and is always told; what it is worth is told with it.
    """
    said = LEADS[verdict.leader]
    noise = verdict.leader != "neither" and verdict.chance is not None and verdict.chance > NOISE
    return f"{said}, within what chance shows" if noise else said


def leader_token(verdict: AxisVerdict) -> str:
    """The colour token of the leader's side."""
    return TOKEN[verdict.leader]


def lean_glyph(lean: float | None) -> str:
    """▲ leans to small / the rest, ▼ to large / the few, ■ to neither."""
    return {"broad": "▲", "narrow": "▼", "flat": "■"}[lean_token(lean)]


def lean_words(lean: float | None) -> str:
    """The glyph in words, for a reader who hears the page."""
    words = {"broad": "leans to small or the rest", "narrow": "leans to large or the few"}
    return words.get(lean_token(lean), "leans to neither")


def leans_to(reading: Reading) -> str:
    """'small 0.71': the side of the reading's own axis and how strongly."""
    if reading.lean is None:
        return numbers.NONE
    side: dict[str, tuple[str, str]] = {
        "size": ("small", "large"),
        "concentration": ("rest", "few"),
    }
    broad, narrow = side[reading.axis]
    word = {"broad": broad, "narrow": narrow}.get(lean_token(reading.lean), "neither")
    return f"{word} {abs(reading.lean):.2f}"


def sentence(text: str) -> str:
    """As a page prints it: a capital first, an arrow for ->."""
    return text[:1].upper() + text[1:].replace(" -> ", " → ")


def header(brief: Brief, today: date | None = None) -> tuple[str, ...]:
    """As of, the age of the data (counted from `today` if given), the store, what was measurable."""
    verdict, age = brief.verdict, brief.data_age_sessions
    if today is not None:
        age += sessions.count(brief.as_of, today)
    return (
        f"as of {numbers.weekday(brief.as_of)} close",
        f"data {numbers.plural(age, 'session')} old",
        f"store {brief.store}",
        f"{verdict.measurable} of {verdict.registered} signals measurable",
    )


def sign_words(sign: int) -> str:
    """What a high value of a signal leans to, as its theory has it."""
    if sign == 0:
        return "■ Shown, never scored"
    sides = "small caps or the rest" if sign > 0 else "large caps or the few"
    return f"{lean_glyph(float(sign))} A high value leans to {sides}"


def status_token(status: Status) -> str:
    """'warn' where there is a reading too old, too thin or too short; 'none' where there is none."""
    return "warn" if status in POOR else "none"


def heavier(verdict: AxisVerdict) -> str:
    """The side with more than twice the lines of evidence, 'for' or 'against'; '' when neither has."""
    told, against = len(verdict.evidence_for), len(verdict.evidence_against)
    return "for" if told > 2 * against else "against" if against > 2 * told else ""


def unanswered(brief: Brief) -> str:
    """'76 signals: 23 stale, 20 without data, 33 otherwise'; '' when all answer."""
    none: list[Status] = [one.status for one in brief.readings if one.status != "ok"]
    if not none:
        return ""
    told = sorted(((none.count(s), word) for s, word in UNANSWERED.items()), reverse=True)
    rest = (len(none) - sum(count for count, _ in told), "otherwise")
    counts = ", ".join(f"{count} {word}" for count, word in (*told, rest) if count)
    return f"{numbers.plural(len(none), 'signal')}: {counts}"


def turning(verdict: AxisVerdict) -> str:
    """'strengthening', without a glyph: ▲ means small caps or the rest; '' when nobody leads."""
    return "" if verdict.leader == "neither" else verdict.direction


def since(verdict: AxisVerdict) -> str:
    """'since 2026-03-11 (90 %: 2026-01-09 to 2026-04-02)'; nothing when no change can be dated."""
    if verdict.since is None:
        return ""
    if verdict.since_low is None or verdict.since_high is None:
        return f"since {verdict.since}"
    return f"since {verdict.since} (90 %: {verdict.since_low} to {verdict.since_high})"


def facts(verdict: AxisVerdict) -> str:
    """'+6.5 % in 126 sessions (85th percentile since 2000; by chance 43 in 100), +3.7 % in 21, ...'."""
    if verdict.relative_126 is None:
        return verdict.note or verdict.since_note
    beside = []
    if verdict.percentile is not None and verdict.percentile_since is not None:
        year = verdict.percentile_since.year
        beside.append(f"{numbers.ordinal(verdict.percentile)} percentile since {year}")
    if verdict.chance is not None:
        beside.append(f"by chance {numbers.chance(verdict.chance)}")
    place = f" ({'; '.join(beside)})" if beside else ""
    basis = "total return" if verdict.basis == "tr" else "price"
    long, short = numbers.signed(verdict.relative_126), numbers.signed(verdict.relative_21)
    return f"{long} in 126 sessions{place}, {short} in 21, {basis}"


def forecast(verdict: AxisVerdict) -> str:
    """'58 % that small caps outperform over 63 sessions [51–64 %]', or 'no view'."""
    told = verdict.forecast
    if told.probability is None:
        return f"no view on the next {told.horizon} sessions"
    side = SIDE_NAMES[SIDES[verdict.axis][0]]
    return (
        f"{numbers.percent(told.probability)} that {side} outperform over {told.horizon} sessions"
        f" [{numbers.share_range(told.interval)}]"
    )


def forecast_odds(verdict: AxisVerdict) -> str:
    """'small caps won 49 % of 104 independent past ones, scores like today's worth 61 of them'."""
    told = verdict.forecast
    if told.base_rate is None:
        return f"{told.n_all} independent outcomes" if told.n_all else ""
    side = SIDE_NAMES[SIDES[verdict.axis][0]]
    past = f"{told.n_all} independent past ones" if told.n_all else "past ones"
    like = f", scores like today's worth {told.n} of them" if told.n else ""
    return f"{side} won {numbers.percent(told.base_rate)} of {past}{like}"


def band(verdict: AxisVerdict) -> str:
    """What the interval and the tick of a forecast are of; '' where there is no interval."""
    told = verdict.forecast
    if told.interval is None:
        return ""
    side, held = SIDE_NAMES[SIDES[verdict.axis][0]], numbers.share_range(told.interval)
    worth = f"{numbers.percent(told.interval.level)} interval, worth {told.n} outcomes"
    tick = (
        f" · tick: {numbers.percent(told.base_rate)} of all {told.n_all}" if told.base_rate else ""
    )
    return f"band: {side} won {held} after scores like today's ({worth}){tick}"


def undecided(verdict: AxisVerdict) -> str:
    """Why there is no view: 'after scores like today's small caps won 39–60 % (...), of all 103 49 %'.

    The term's own reason where no interval stands behind it, or where there is a view.
    """
    told = verdict.forecast
    if told.probability is not None or told.interval is None or told.base_rate is None:
        return told.reason
    side, held = SIDE_NAMES[SIDES[verdict.axis][0]], numbers.share_range(told.interval)
    worth = f"{numbers.percent(told.interval.level)}, worth {told.n} outcomes"
    return (
        f"after scores like today's {side} won {held} ({worth}),"
        f" of all {told.n_all} {numbers.percent(told.base_rate)}"
    )


def reliability(verdict: AxisVerdict) -> str:
    """How good such forecasts were, in a sentence; '' where too few can be graded.

    The Brier score of all of them, printed or withheld, beside that of always saying the base rate;
    not calibrated: what happened is farther from what they said than a perfect forecaster's chance.
    """
    told = verdict.reliability
    if told is None:
        return ""
    brier = next(one for one in told.grades if one.name == "Brier")
    said = (
        f"a view on {numbers.percent(1.0 - told.abstained)} of {told.walked:,} dates; said or not"
    )
    if told.abstained == 1.0:
        said = f"no view on any of {told.walked:,} dates; unsaid"
    against = ""
    if brier.base is not None:
        word = ", no better than" if brier.value >= brier.base else " against"
        against = f"{word} base rate {brier.base:.3f}"
    off = "" if told.inside else "; not calibrated"
    return f"{said}: Brier {brier.value:.3f}{against}, n = {told.independent:.0f}{off}"


def likelihood(line: Evidence) -> str:
    """'leaned so 1.4 times as often before its side won [0.9–2.1; n = 103]'; '' where not known."""
    told = line.likelihood
    if told is None:
        return ""
    return (
        f"leaned so {told.ratio:.1f} times as often before its side won"
        f" [{told.low:.1f}–{told.high:.1f}; n = {told.n:.0f}]"
    )


def odds(verdict: AxisVerdict) -> str:
    """All likelihood ratios together beside the base rate; '' without any."""
    told = verdict.odds
    if told is None:
        return ""
    side = SIDE_NAMES[SIDES[verdict.axis][0]]
    return (
        f"the likelihood ratios of {numbers.plural(told.signals, 'signal')}, worth"
        f" {told.effective:.1f} independent ones, take {side} from {numbers.percent(told.base_rate)}"
        f" to {numbers.percent(told.probability)}; never calibrated"
    )


def reading_of(brief: Brief, line: Evidence) -> Reading | None:
    """The reading behind a line of evidence."""
    return next((r for r in brief.readings if r.signal == line.signal), None)


def chance_of(brief: Brief, line: Evidence) -> str:
    """Beside a claim: how often chance alone shows as much, else what chance alone would show."""
    reading = reading_of(brief, line)
    if reading is not None and reading.null is not None and reading.null.p is not None:
        return f"by chance {numbers.chance(reading.null.p)}"
    return line.chance
