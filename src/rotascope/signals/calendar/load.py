"""How much the reports of the next eight weeks may move the few, and the index through its largest."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals.calendar.reports import (
    Reports,
    ahead,
    coming_report,
    reports,
    share_lines,
    usual_move,
)
from rotascope.signals.few import PLANTED_SEVEN
from rotascope.signals.files import current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import day, percent
from rotascope.terms import Null, Source

__all__ = ["TOP", "event_load", "load_few", "load_null"]

TOP, LEAST = 10, 0.5
PATIENCE = 126
THEORY = (
    "reports move single names both ways: how much is scheduled says when leadership may be tested, not"
    " who will lead: shown, not scored"
)


def load_null(panel: Panel, trace: Trace) -> Null | None:
    """What a day of the year has by itself: reports come in seasons, so loads repeat every quarter.

    Null hypothesis: a day drawn at random from this history. rate is its median load.
    """
    known = trace.value[np.isfinite(trace.value)]
    usual = float(np.median(known))
    said = f"reports come in seasons: on half of all days the load is above {percent(usual, 2)}"
    return Null(said, usual, float(np.mean(known >= trace.value[-1])), draws="level")


def _few(panel: Panel) -> tuple[str, ...]:
    basket = panel.catalog.baskets["MAG7"].symbols
    held = set(panel.ids("earnings"))
    lines = {line for symbol in basket for line in share_lines(panel, symbol)}
    return basket if held & lines else PLANTED_SEVEN


_HELD: WeakKeyDictionary[Panel, dict[str, Reports]] = WeakKeyDictionary()


def _reports(panel: Panel, symbol: str) -> Reports:
    """The issuer's announcements, read once a panel."""
    held = _HELD.setdefault(panel, {})
    if symbol not in held:
        held[symbol] = reports(panel, symbol)
    return held[symbol]


def _each(panel: Panel, symbol: str, market: Series, days: Days) -> tuple[Vector, Vector]:
    """(usual move where a report is ahead, else 0; 1 where the issuer can be judged) on `days`."""
    found = _reports(panel, symbol)
    line = panel.series(panel.catalog.ticker_on(symbol, panel.as_of))
    if not len(found.held) or not len(line):
        return np.zeros(len(days)), np.zeros(len(days))
    usual = usual_move(found, line, market)
    at = np.searchsorted(usual.days, days, side="right") - 1
    known = at >= 0
    moves = np.append(usual.moves, 0.0)[np.where(known, at, -1)]
    return np.where(known & ahead(found, days), moves, 0.0), known.astype(np.float64)


def _named(panel: Panel, symbols: tuple[str, ...]) -> str:
    """'NVDA 2026-08-26 (estimated)' of those that report within eight weeks, by day."""
    found = [coming_report(_reports(panel, symbol), panel.as_of) for symbol in symbols]
    last = np.datetime64(panel.as_of) + np.timedelta64(56, "D")
    near = sorted((c for c in found if c and np.datetime64(c.date) <= last), key=lambda c: c.date)
    return ", ".join(
        f"{c.symbol} {c.date}{' (estimated)' if c.standing == 'estimated' else ''}" for c in near
    )


def _sources(panel: Panel, symbols: tuple[str, ...]) -> tuple[Source, ...]:
    market = panel.role("large_cap").sources
    return (
        tuple(
            s
            for symbol in symbols
            for s in panel.series(panel.catalog.ticker_on(symbol, panel.as_of)).sources
        )
        + market
    )


@signal(
    "calendar.load_few",
    title="Reports ahead, the seven at equal weight",
    axis="concentration",
    family="calendar",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=load_null,
)
def load_few(panel: Panel) -> Trace:
    """Expected |move| of the seven by reports of the next eight weeks: equal weights x usual |move|.

    Usual: mean |return beyond the market's| of a company's last 4 to 12 reports; those with fewer are
    left out, and half of the seven are needed. Moves are added as if they never cancelled: an upper
    bound. Days that no source names are last year's plus 52 weeks. The seven are chosen with hindsight.
    """
    symbols, market = _few(panel), panel.role("large_cap")
    days = _days(market, panel)
    parts = [_each(panel, symbol, market, days) for symbol in symbols]
    judged = np.mean([known for _, known in parts], axis=0)
    if not (judged > 0.0).any():
        why = "no announcements of the seven with returns beside them (table earnings)"
        return missing("not_measurable", why)
    first = int(np.argmax(judged > 0.0))
    total = np.mean([load for load, _ in parts], axis=0) / np.where(judged > 0.0, judged, 1.0)
    value = np.where(judged >= LEAST, total, np.nan)[first:]
    return Trace(
        days[first:],
        value,
        text=_text("the seven at equal weight", value, _named(panel, symbols)),
        coverage=float(judged[-1]),
        sources=_sources(panel, symbols),
        reason=f"{percent(float(judged[-1]), 0)} of the seven have four reports on file, half are needed",
        beside=(("share of the seven that reports", _share(parts, first)),),
    )


def _share(parts: list[tuple[Vector, Vector]], first: int) -> Vector:
    return np.asarray(np.mean([load > 0.0 for load, _ in parts], axis=0)[first:])


def _days(market: Series, panel: Panel) -> Days:
    return market.days[market.days <= np.datetime64(panel.as_of)]


def _text(whose: str, value: Vector, named: str, stamp: str = "") -> str:
    if not np.isfinite(value[-1]):
        return ""
    if not named:
        return f"no report of {whose} is known or due within eight weeks{stamp}"
    most = percent(float(value[-1]), 2)
    return f"reports may move {whose} by up to {most} in eight weeks: {named}{stamp}"


@signal(
    "calendar.event_load",
    title="Reports ahead, the index by its ten largest",
    axis="concentration",
    family="calendar",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=load_null,
)
def event_load(panel: Panel) -> Trace:
    """Expected |move| of the large-cap index by its ten largest issuers' reports in eight weeks.

    Sum of weight x usual |move|; weights of the newest file known, each issuer once. The same bound and
    the same estimated days as for the seven. Smaller companies are left out: their loads are small.
    """
    fund = fund_on_file(panel, "large_cap")
    market = panel.role("large_cap")
    if not fund or not len(market):
        return missing("not_measurable", "no holdings file of a large-cap fund (table holdings)")
    files = current(panel, fund)
    days = _days(market, panel)
    days = days[days >= np.datetime64(files[0].file.known_at)]
    bounds = np.append(
        np.searchsorted(days, [np.datetime64(f.file.known_at) for f in files]), len(days)
    )
    weights = _weights(panel, fund, bounds, len(days))
    parts = {symbol: _each(panel, symbol, market, days) for symbol in weights}
    total = np.sum([weights[s] * parts[s][0] for s in weights], axis=0)
    judged = np.sum([weights[s] * parts[s][1] for s in weights], axis=0)
    whole = np.sum(list(weights.values()), axis=0)
    cover = judged / np.where(whole > 0.0, whole, 1.0)
    if not len(days) or not (cover > 0.0).any():
        return missing("not_measurable", "no announcements of the ten largest (table earnings)")
    value = np.where(cover >= LEAST, total, np.nan)
    last = files[-1].file
    now = tuple(symbol for symbol in weights if weights[symbol][-1] > 0.0)
    old = sessions.count(last.day, panel.as_of) > PATIENCE
    return Trace(
        days,
        value,
        text=_text(fund, value, _named(panel, now), f"; file of {last.day}"),
        coverage=float(cover[-1]),
        sources=(last.source, *_sources(panel, now)),
        reason=f"four reports on file for {percent(float(cover[-1]), 0)} of the ten largest's weight",
        newest=last.day if old else day(days[-1]),
        patience=PATIENCE if old else 2,
        beside=(("weight that reports", _reporting(weights, parts)),),
    )


def _reporting(weights: dict[str, Vector], parts: dict[str, tuple[Vector, Vector]]) -> Vector:
    return np.asarray(np.sum([weights[s] * (parts[s][0] > 0.0) for s in weights], axis=0))


def _weights(panel: Panel, fund: str, bounds: np.ndarray, count: int) -> dict[str, Vector]:
    """Per line that speaks for one of a file's ten largest issuers: the issuer's weight by day."""
    found: dict[str, Vector] = {}
    for shares, low, high in zip(current(panel, fund), bounds[:-1], bounds[1:], strict=True):
        file = shares.file
        for issuer, weight in zip(shares.names[:TOP], shares.issuers[:TOP], strict=False):
            symbol = file.symbols[file.issuers.index(issuer)]
            found.setdefault(symbol, np.zeros(count))[low:high] = weight
    return found
