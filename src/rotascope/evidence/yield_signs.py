"""The sign question: the betas of each ratio to yields, curve and credit by window and by regime.

A regime is what was known when a week began, so that the week's own move does not choose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import hac, regression
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.duration import betas, drivers
from rotascope.signals.duration.cohorts import COHORTS
from rotascope.signals.duration.drivers import DRIVERS, LEAST, WINDOW, Weeks
from rotascope.signals.duration.yields import HEAD, PAIRS, QUESTIONS
from rotascope.signals.reading import reading
from rotascope.signals.words import day
from rotascope.terms import BetaPath, Duration, Interval, Mark, Sign, YieldBeta, YieldSigns
from rotascope.terms.yields import RECENT

__all__ = ["FEWEST", "WINDOWS", "regimes", "signed", "yield_signs"]

FEWEST, HALF_YEAR, STEP = 40, 26, 0.2
THIN = 4  # weeks from one point of a path to the next: a picture needs no more
WINDOWS = (RECENT, "all weeks")
Flags = NDArray[np.bool_]


def yield_signs(panel: Panel) -> YieldSigns:
    """Every pair against every driver: beta, 90 % Newey-West interval, sign and window.

    Windows: the last 104 weeks and all weeks on file. Regimes as known when each week began: yields
    risen or fallen, the funds rate cut, held or raised by 0.2 pp, each over the half-year before.
    """
    answers: list[YieldBeta] = []
    paths: list[BetaPath] = []
    inside = regimes(panel)
    for target in PAIRS.values():
        for driver in QUESTIONS:
            found = drivers.weeks(panel, target, (driver,))
            answers += _answers(found, driver, inside, panel)
            paths += _path(found, driver)
    told = tuple(answers)
    return YieldSigns(
        panel.as_of,
        *_findings(told),
        told,
        tuple(paths),
        tuple(_durations(panel)),
        _book(panel),
        _rising(panel, inside["yields rising"], paths),
        (
            "Each driver alone, weekly moves of the same week: an association, no cause, no forecast",
            "Newey-West intervals, as wide as so few weeks ask for: simulated, those of 104 weeks held"
            " the truth 89 times in 100, those of 40 weeks 88, of 1,200 weeks 90",
            "Pairs share legs and drivers share yields: 20 betas are far fewer than 20 facts",
            "MAGS before April 2023 is the seven at equal weight, chosen with hindsight",
        ),
    )


def regimes(panel: Panel) -> dict[str, Flags]:
    """Per regime whether each week of `drivers.calendar` began in it (T,); False where unknown."""
    ten = drivers.levels(panel, "DGS10", DRIVERS[HEAD], DRIVERS[HEAD].lag)
    funds = drivers.levels(panel, "DFF", DRIVERS[HEAD], DRIVERS[HEAD].lag)
    rate, policy = _change_before(ten), _change_before(funds)
    with np.errstate(invalid="ignore"):
        return {
            "yields rising": rate > 0.0,
            "yields falling": rate <= 0.0,
            "Fed cutting": policy <= -STEP,
            "Fed on hold": np.abs(policy) < STEP,
            "Fed raising": policy >= STEP,
        }


def _change_before(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Change over the 26 weeks that end where each week begins (T,); NaN where either is missing."""
    out = np.full(len(level), np.nan)
    out[HALF_YEAR + 1 :] = level[HALF_YEAR:-1] - level[: -HALF_YEAR - 1]
    return out


def signed(held: Interval) -> Sign:
    """What an interval of a beta says: 'rises', 'falls', or 'open' where it holds zero."""
    if held.low > 0.0:
        return "rises"
    return "falls" if held.high < 0.0 else "open"


def _answers(
    found: Weeks, driver: str, inside: dict[str, Flags], panel: Panel
) -> Iterator[YieldBeta]:
    n = len(found)
    whole = np.ones(n, dtype=bool)
    recent = np.arange(n) >= n - WINDOW
    # Fewer weeks than the window holds are all there are: the answer says how many.
    yield _one(found, driver, WINDOWS[0], recent, LEAST)
    yield _one(found, driver, WINDOWS[1], whole, LEAST)
    place = np.searchsorted(drivers.calendar(panel), found.ends)
    for when, flags in inside.items():
        yield _one(found, driver, when, flags[place], FEWEST)


def _one(found: Weeks, driver: str, when: str, kept: Flags, least: int) -> YieldBeta:
    """The beta within the weeks `kept`; rows outside keep their place in time and count for nothing."""
    known, n = DRIVERS[driver], int(kept.sum())
    ends = found.ends[kept]
    told = YieldBeta(
        pair=found.label, driver=known.words, unit=known.unit, when=when, n=n, beta=None,
        interval=None, sign="", first=day(ends[0]) if n else None, last=day(ends[-1]) if n else None,
    )  # fmt: skip
    if n < least or found.missing:
        return replace(told, reason=found.missing or f"{n} of {least} weeks")
    fit = regression.least_squares(found.y * kept, found.design * kept[:, None])
    held = betas.interval(fit)
    return replace(told, beta=float(fit.beta[1]), interval=held, sign=signed(held))


def _path(found: Weeks, driver: str) -> Iterator[BetaPath]:
    """The rolling beta with its interval, every fourth week and the newest."""
    if found.missing:
        return
    fits = regression.rolling(found.y, found.design, WINDOW, LEAST)
    at = np.arange(LEAST - 1, len(found))
    at = at[(len(found) - 1 - at) % THIN == 0]
    rows = np.minimum(at + 1, WINDOW)
    half = np.array([hac.reach(betas.LEVEL, int(n), 2) for n in rows]) * fits.error[at, 1]
    beta = fits.beta[at, 1]
    known = DRIVERS[driver]
    low, high = beta - half, beta + half
    parts = (tuple(part.tolist()) for part in (beta, low, high))
    yield BetaPath(found.label, known.words, known.unit, tuple(found.days[at].tolist()), *parts)


def _findings(answers: tuple[YieldBeta, ...]) -> tuple[str, str]:
    """(How many betas changed sign, what each pair did with the head driver of late and over all)."""
    by = {(a.pair, a.driver, a.when): a for a in answers}
    head = DRIVERS[HEAD].words
    said = [_pair_said(pair, by, head) for pair in dict.fromkeys(a.pair for a in answers)]
    asked = dict.fromkeys((a.pair, a.driver) for a in answers if a.beta is not None)
    if not asked:
        return "No beta is measurable", answers[0].reason
    turned = sum({by[*key, when].sign for when in WINDOWS} == {"rises", "falls"} for key in asked)
    split = sum(
        {"rises", "falls"}
        <= {a.sign for a in answers if (a.pair, a.driver) == key and a.when not in WINDOWS}
        for key in asked
    )
    turns = (
        f"{turned} of {len(asked)} betas clearly point the other way in the last 104 weeks than over"
        f" all weeks, {split or 'none'} between regimes"
    )
    return turns, f"When the {head} rises by 1 pp: {'; '.join(part for part in said if part)}"


def _pair_said(pair: str, by: dict[tuple[str, str, str], YieldBeta], head: str) -> str:
    parts = []
    for when, word in zip(WINDOWS, ("of late", "over all weeks"), strict=True):
        found = by.get((pair, head, when))
        if found is not None and found.beta is not None:
            sure = "" if found.sign != "open" else ", sign open"
            parts.append(f"{word} {betas.number(found.beta)} %{sure}")
    return f"{pair} {', '.join(parts)}" if parts else ""


def _durations(panel: Panel) -> Iterator[Duration]:
    """Every cohort's yield beta in years, and the index's cash-flow duration, side by side."""
    for name, (_, title) in COHORTS.items():
        yield _duration(panel, f"duration.cohort.{name}", title, "yield beta (real ten-year)")
    cash = "cash flows (price / dividend, growing)"
    yield _duration(panel, "duration.implied", "large caps", cash)


def _duration(panel: Panel, signal: str, cohort: str, definition: str) -> Duration:
    spec = SIGNALS[signal]
    made = reading(spec, spec.compute(panel), panel, null=False)
    span = f"known {made.known_at}" if made.known_at else ""
    return Duration(cohort, definition, made.value, made.interval, span, made.reason)


def _book(panel: Panel) -> str:
    """What a tilt from large to small does to duration: minus the ratio's own beta to the real yield."""
    found = drivers.weeks(panel, PAIRS["small_large"], ("real",))
    if found.missing:
        return f"What a small-cap tilt does to duration is not measurable: {found.missing}"
    held = betas.interval(betas.last_fit(found), sign=-1.0)
    middle = (held.low + held.high) / 2.0
    clear = {"rises": "lengthens", "falls": "shortens", "open": "does not clearly change"}
    return (
        f"Ten points moved from large to small caps change a book's yield beta by"
        f" {middle / 10:+.2f} years (90 %: {held.low / 10:+.2f} to {held.high / 10:+.2f}): by this"
        f" definition it {clear[signed(held)]} its duration, {betas.span(found)}; by cash flows there"
        f" is no answer: no dividends and earnings of small caps on file"
    ).replace(" -", " \N{MINUS SIGN}")


def _rising(panel: Panel, inside: Flags, paths: list[BetaPath]) -> tuple[tuple[Mark, Mark], ...]:
    """Spans of at least 13 weeks that began with yields risen, since the first point of any path."""
    ends = drivers.calendar(panel)
    first = min((path.dates[0] for path in paths), default=panel.as_of)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    spans = []
    for low, high in edges.reshape(-1, 2).tolist():
        last = day(ends[high - 1])
        if last > first and high - low >= 13:
            start = max(day(ends[low]), first)
            spans.append((Mark(start, "yields had risen"), Mark(last, "no longer")))
    return tuple(spans)
