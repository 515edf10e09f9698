"""How long a position takes to sell, and an index fund's own: days of volume, by what traded alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.known_rows import every_version
from rotascope.maths import etf
from rotascope.maths.trailing import trailing_median
from rotascope.panel import Panel, as_known
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.files import current, fund_on_file
from rotascope.signals.pairs import ROLE_WORDS
from rotascope.signals.structure.sizes import FUNDS, best_dataset
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import day, percent
from rotascope.terms import Source

__all__ = ["POSITION", "exit_days", "passive_days"]

WINDOW = 20
POSITION, SHARE = 20e6, 0.1
FUND_ROLE, TOP, FLOW = "large_cap", 10, 0.01
LEAST, FILE_PATIENCE = 0.9, 126
BEFORE = np.timedelta64(45, "D")
BASES = ("raw", "split")
Volume = tuple[Days, Vector, Vector]


def exit_days(panel: Panel, role: str) -> Trace:
    """Sessions to sell 20 m USD at a tenth of the 20-session median of USD traded; linear in the USD.

    Close x volume, both as the file adjusts them. The text adds Amihud (2002) x 1e6 of those sessions.
    An ETF's makers also trade its basket: this is the screen's liquidity, the smaller of the two.
    """
    found = _traded(panel, role)
    if found is None:
        tried = " or ".join(FUNDS[role][:-1])
        return missing("not_measurable", f"no closes with volume of {tried} (table bars)")
    fund, days, close, usd, source = found
    if len(days) < WINDOW:
        return missing("short_history", f"{len(days)} of {WINDOW} sessions of {fund}")
    adv = trailing_median(usd, WINDOW)
    traded = adv > 0.0
    value = np.where(
        traded, etf.days_to_exit(POSITION, np.where(traded, adv, np.nan), SHARE), np.nan
    )
    moves = np.concatenate([[np.nan], close[1:] / close[:-1] - 1.0])
    impact = etf.amihud(moves, usd, WINDOW)
    return Trace(
        days,
        value,
        text=(
            f"20 m USD of {fund} take {_short(value[-1])} sessions at {percent(SHARE, 0)} of"
            f" {adv[-1] / 1e6:,.1f} m USD traded a session; Amihud {impact[-1]:.2g} a million"
            if np.isfinite(value[-1])
            else ""
        ),
        sources=(source,),
        reason=f"{fund} had no trading in half of the last {WINDOW} sessions",
        beside=(("Amihud per million USD", impact), ("USD traded", adv)),
    )


def _traded(panel: Panel, role: str) -> tuple[str, Days, Vector, Vector, Source] | None:
    """(fund, days, close, USD traded, source) of the first fund with bars on a price basis."""
    for fund in FUNDS[role]:
        rows = panel.dated("bars", panel.instrument(fund))
        if not rows:
            continue
        kept = np.isin(rows["basis"], BASES) & np.isfinite(np.asarray(rows["volume"], dtype=float))
        if not kept.any():
            continue
        rows = best_dataset(panel, {name: column[kept] for name, column in rows.items()})
        order = np.argsort(rows["date"], kind="stable")
        close = np.asarray(rows["close"][order], dtype=np.float64)
        days = np.asarray(rows["date"][order], dtype="datetime64[D]")
        usd = close * np.asarray(rows["volume"][order], dtype=np.float64)
        what = f"closes and volumes of {fund}"
        source = Source(str(rows["dataset"][0]), what, days[0].item(), days[-1].item(), len(days))
        return fund, days, close, usd, source
    return None


def _short(number: float) -> str:
    """Two digits of a small number, whole ones of a large."""
    return f"{number:,.0f}" if number >= 10.0 else f"{number:.2g}"


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return exit_days(panel, role)

    compute.__doc__ = (
        f"Sessions to sell 20 m USD of the fund of {ROLE_WORDS[role]} at a tenth of the 20-session median"
        " of USD traded; Amihud's price impact stands beside it."
    )
    signal(
        f"structure.exit_{role}",
        title=f"Days to exit, the fund of {ROLE_WORDS[role]}",
        axis="size" if role in ("small_cap", "large_cap") else "concentration",
        family="structure",
        unit="days",
        sign=0,
        theory="what a position costs to leave names no leader: shown, never scored",
    )(compute)


for _role in FUNDS:
    _register(_role)


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The ten largest equity lines of one file: positions in USD at its stamp, and when it was known."""

    known_at: np.datetime64
    stamp: np.datetime64
    symbols: tuple[str, ...]
    weights: Vector
    usd: Vector


@signal(
    "structure.passive_days",
    title="Days of volume behind 1 % of the large-cap fund",
    axis="concentration",
    family="structure",
    unit="days",
    sign=0,
    theory="forced selling hits the large most in dollars and least in days: shown, not scored",
)
def passive_days(panel: Panel) -> Trace:
    """Sessions to sell 1 % of the large-cap fund's ten largest lines at a tenth of their USD volume.

    Mean by weight; positions as the newest file known says (market value, else shares x close), volumes
    the median of 20 sessions. Linear in the flow. One fund only: all index money is larger by a factor
    that no file on hand gives. Needs volumes of 90 % of those lines' weight.
    """
    fund = fund_on_file(panel, FUND_ROLE)
    if not fund:
        return missing("not_measurable", "no holdings file of a large-cap fund (table holdings)")
    files = _files(panel, fund)
    first = files[0].stamp - BEFORE
    volumes = {s: _volume(panel, s, first) for file in files for s in file.symbols}
    days = _days(volumes, files[0].known_at)
    if not len(days):
        why = f"no volumes of the ten largest lines of {fund} since its file was known (table bars)"
        return missing("not_measurable", why)
    value, cover = np.full(len(days), np.nan), np.zeros(len(days))
    bounds = np.append(np.searchsorted(days, [file.known_at for file in files]), len(days))
    for file, low, high in zip(files, bounds[:-1], bounds[1:], strict=True):
        value[low:high], cover[low:high] = _part(file, volumes, days[low:high])
    value = np.where(cover >= LEAST, value, np.nan)
    old = sessions.count(day(files[-1].stamp), panel.as_of) > FILE_PATIENCE
    return Trace(
        days,
        value,
        text=(
            f"1 % of {fund} is {value[-1]:.3f} sessions of its ten largest lines at"
            f" {percent(SHARE, 0)} of their volume; file of {files[-1].stamp}"
            if np.isfinite(value[-1])
            else ""
        ),
        coverage=float(cover[-1]),
        sources=(current(panel, fund)[-1].file.source,),
        reason=f"volumes of {percent(float(cover[-1]), 0)} of the ten lines' weight, 90 % needed",
        newest=day(files[-1].stamp) if old else day(days[-1]),
        patience=FILE_PATIENCE if old else 2,
    )


def _files(panel: Panel, fund: str) -> list[_Lines]:
    """The ten largest equity lines of each file that was the newest when it became known."""
    rows = panel.dated("holdings", fund)
    found = []
    for shares in current(panel, fund):
        here = (rows["date"] == np.datetime64(shares.file.day)) & (rows["kind"] == "equity")
        here &= rows["dataset"] == shares.file.source.dataset
        weights = np.asarray(rows["weight"][here], dtype=np.float64)
        at = np.argsort(-weights, kind="stable")[:TOP]
        value, count = (
            np.asarray(rows[name][here], dtype=np.float64)[at]
            for name in ("market_value", "shares")
        )
        symbols = tuple(str(s) for s in rows["symbol"][here][at])
        usd = np.where(np.isfinite(value) & (value > 0.0), value, -count)
        known = np.datetime64(shares.file.known_at)
        found.append(_Lines(known, np.datetime64(shares.file.day), symbols, weights[at], usd))
    return found


def _volume(panel: Panel, symbol: str, first: np.datetime64) -> Volume | None:
    """(days, close, 20-session median of USD traded) of a line since `first`; None without bars."""
    instrument = panel.instrument(symbol)
    rows = every_version(panel, "bars", [instrument]).get(instrument)
    if rows is None:
        return None
    seen = rows["date"] >= first
    rows = {name: column[seen] for name, column in rows.items()}
    if not len(rows["date"]):
        return None
    rows = best_dataset(panel, as_known(rows, ("dataset", "date"), panel.as_of))
    order = np.argsort(rows["date"], kind="stable")
    close, count = (np.asarray(rows[n][order], dtype=np.float64) for n in ("close", "volume"))
    days = np.asarray(rows["date"][order], dtype="datetime64[D]")
    return days, close, trailing_median(close * count, WINDOW)


def _days(volumes: dict[str, Volume | None], first: np.datetime64) -> Days:
    held = [found[0] for found in volumes.values() if found is not None]
    days = np.unique(np.concatenate(held)) if held else np.empty(0, "datetime64[D]")
    return np.asarray(days[days >= first])


def _part(
    file: _Lines, volumes: dict[str, Volume | None], days: Days
) -> tuple[Vector, NDArray[np.float64]]:
    """(mean days by weight, share of the weight that has a volume) on `days`."""
    total, covered = np.zeros(len(days)), np.zeros(len(days))
    for symbol, weight, held in zip(file.symbols, file.weights, file.usd, strict=True):
        found = volumes[symbol]
        if found is None or not len(days):
            continue
        own, close, adv = found
        at = np.searchsorted(own, days)
        there = (at < len(own)) & (own[np.minimum(at, len(own) - 1)] == days)
        at = np.minimum(at, len(own) - 1)
        stamp = int(np.searchsorted(own, file.stamp, side="right")) - 1
        usd = held if held > 0.0 else -held * (close[stamp] if stamp >= 0 else np.nan)
        there &= np.isfinite(adv[at]) & (adv[at] > 0.0) & np.isfinite(usd)
        each = np.where(
            there, etf.days_to_exit(FLOW * usd, np.where(there, adv[at], 1.0), SHARE), 0.0
        )
        total += weight * each
        covered += np.where(there, weight, 0.0)
    mean = np.where(covered > 0.0, total / np.where(covered > 0.0, covered, 1.0), np.nan)
    return mean, covered / file.weights.sum()
