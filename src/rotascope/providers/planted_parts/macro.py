"""A planted business cycle: rates, spreads, prices, output, jobs, surveys, decisions, recessions.

Six years long and the same for any number of sessions: the funds rate swings between 0.5 and 5 %,
the two-year yield expects it without error, the curve inverts near its peaks, and eight months of
recession begin a year after each peak. Output and inflation swing with other periods, so that all
four quads occur. Output is revised once, two months after its first print.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.providers.planted_tables import frame
from rotascope.sessions import Days, all_sessions, as_days

__all__ = ["PEAKS", "RECESSION_MONTHS", "macro", "policy_rate"]

Vector = NDArray[np.float64]
FIRST, DAILY_FIRST = np.datetime64("1985-01-01"), np.datetime64("2016-01-04")
PEAKS = tuple(np.datetime64(f"{year}-01", "M") for year in range(1987, 2024, 6))
RECESSION_MONTHS = 8
DECISION = 32  # sessions from one decision to the next
MIDDLE, SWING, YEARS = 2.75, 2.25, 6.0
Series = list[tuple[str, str, Days, Days, Vector]]  # name, unit, periods, known_at, values


def macro(days: Days, draw: np.random.Generator) -> Mapping[str, pl.DataFrame]:
    """Daily series since 2016 (the curve since 1985), monthly and quarterly ones since 1985."""
    last = days[-1]
    long = all_sessions()
    long = long[(long >= FIRST) & (long <= last)]
    months = as_days(np.arange(FIRST.astype("datetime64[M]"), last.astype("datetime64[M]")))
    series = [*_daily(long, draw), *_monthly(months, draw), *_quarterly(months, draw)]
    return {
        "macro": _rows(series, last),
        "events": _events(long[long >= DAILY_FIRST], months, last),
    }


def policy_rate(when: Days) -> Vector:
    """The planted path of the funds rate in percent, before it is rounded to quarters of a point."""
    first = PEAKS[0].astype("datetime64[D]")
    years = (when.astype("datetime64[D]") - first).astype(np.float64) / 365.25
    return np.asarray(MIDDLE + SWING * np.cos(2.0 * np.pi * years / YEARS))


def _noise(draw: np.random.Generator, n: int, sd: float, keep: float = 0.97) -> Vector:
    """A first-order autoregression of mean zero and standard deviation sd."""
    steps = draw.standard_normal(n) * sd * (1.0 - keep * keep) ** 0.5
    out = np.empty(n)
    level = 0.0
    for i, step in enumerate(steps):
        level = keep * level + step
        out[i] = level
    return out


def _recession(when: Days) -> NDArray[np.bool_]:
    """Whether a day's month is one of a planted recession: a year after each peak of the rate."""
    months = when.astype("datetime64[M]")
    ago = [(months - (peak + 12)).astype(np.int64) for peak in PEAKS]
    return np.asarray(np.any([(a >= 0) & (a < RECESSION_MONTHS) for a in ago], axis=0))


def _target(days: Days) -> Vector:
    """The upper bound: the planted rate at the last decision, in quarters of a point."""
    held = np.maximum(np.arange(len(days)) // DECISION * DECISION, 0)
    return np.asarray(np.round(policy_rate(days)[held] * 4.0) / 4.0)


def _daily(long: Days, draw: np.random.Generator) -> Series:
    n = len(long)
    short = policy_rate(long) + _noise(draw, n, 0.1)
    ten = MIDDLE + 0.6 + 0.4 * (short - MIDDLE) + _noise(draw, n, 0.25, 0.99)
    ahead = np.mean([policy_rate(long + 61 * k) for k in range(12)], axis=0)  # two years of it
    two = ahead + _noise(draw, n, 0.08)
    fear = _recession(long).astype(np.float64)
    fear = np.convolve(fear, np.full(60, 1.0 / 60.0))[:n]
    spread = 3.5 + 3.0 * fear + np.abs(_noise(draw, n, 0.6, 0.99))
    vix = np.exp(np.log(16.0) + 0.6 * fear + _noise(draw, n, 0.25, 0.97))
    dollar = 110.0 * np.exp(_noise(draw, n, 0.05, 0.995))
    target = _target(long)
    funds = target - 0.17
    since = long >= DAILY_FIRST
    following = np.append(long[1:], long[-1] + 400)
    later = np.append(long[5:], np.full(5, long[-1] + 400))
    made: Series = [("T10Y3M", "percent", long, following, ten - short)]
    plain = {
        "DFF": funds, "SOFR": funds + 0.02, "DGS3MO": short, "DGS2": two, "DGS10": ten,
        "DGS30": ten + 0.4, "T10Y2Y": ten - two, "DFII10": ten - 2.2 + _noise(draw, n, 0.1),
        "T10YIE": 2.2 + _noise(draw, n, 0.1), "BAMLH0A0HYM2": spread,
        "BAMLC0A0CM": 0.3 * spread, "BAA10Y": 0.5 * spread + 0.3, "FFF.1": 0.5 * funds + 0.5 * short,
        "FFF.2": short,
    }  # fmt: skip
    made += [(k, "percent", long[since], following[since], v[since]) for k, v in plain.items()]
    made.append(("DFEDTARU", "percent", long[since], long[since], target[since]))
    made.append(("VIXCLS", "points", long[since], long[since], vix[since]))
    made.append(("VXVCLS", "points", long[since], long[since], 18.0 * (vix[since] / 16.0) ** 0.7))
    made.append(("DTWEXBGS", "index", long[since], later[since], dollar[since]))
    return made


def _monthly(months: Days, draw: np.random.Generator) -> Series:
    n, at = len(months), np.arange(len(months))
    slump = _recession(months).astype(np.float64)
    weak = np.convolve(slump, 0.92 ** np.arange(48))[:n]
    wave = np.sin(2.0 * np.pi * at / 34.0)
    prices = np.cumsum(0.0020 + 0.0012 * wave + 0.0004 * draw.standard_normal(n))
    core = np.cumsum(0.0020 + 0.0006 * wave + 0.0002 * draw.standard_normal(n))
    cycle = np.sin(2.0 * np.pi * at / 46.0)
    orders = np.cumsum(0.003 + 0.008 * cycle - 0.02 * slump + 0.004 * draw.standard_normal(n))
    output = np.cumsum(0.0015 + 0.002 * cycle - 0.008 * slump + 0.002 * draw.standard_normal(n))
    jobs = np.cumsum(0.0012 - 0.003 * slump + 0.0003 * draw.standard_normal(n))
    table = {
        "CPIAUCSL": ("index", 20, 110.0 * np.exp(prices)),
        "CPILFESL": ("index", 20, 110.0 * np.exp(core)),
        "UNRATE": ("percent", 10, 4.0 + 0.25 * weak + np.abs(_noise(draw, n, 0.15, 0.9))),
        "DGORDER": ("million USD", 28, 90_000.0 * np.exp(orders)),
        "INDPRO": ("index", 17, 60.0 * np.exp(output)),
        "PAYEMS": ("thousand", 10, 97_000.0 * np.exp(jobs)),
        "PERMIT": ("thousand a year", 20, 1_500.0 * np.exp(0.2 * cycle - 0.3 * slump)),
        "USREC": ("state", 365, slump),
    }
    ends = (months.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return [(k, unit, months, ends + lag, values) for k, (unit, lag, values) in table.items()]


def _quarterly(months: Days, draw: np.random.Generator) -> Series:
    """GDPC1 with its first print and one revision, and what a survey sees of it and of prices."""
    quarters = as_days(months[: len(months) // 3 * 3 : 3])
    n = len(quarters)
    at = np.arange(n + 6)
    wave = 0.006 + 0.005 * np.sin(2.0 * np.pi * at / 9.0)
    start = quarters[0].astype("datetime64[M]")
    ahead = as_days((start + 3 * at).astype("datetime64[D]"))
    growth = wave - 0.015 * _recession(ahead)
    level = 9_000.0 * np.exp(np.cumsum(growth + 0.001 * draw.standard_normal(n + 6)))
    first = level[:n] * np.exp(0.0015 * draw.standard_normal(n))
    ends = (quarters.astype("datetime64[M]") + 3).astype("datetime64[D]")
    made: Series = [
        ("GDPC1", "billion USD of 2017", quarters, ends + 30, first),
        ("GDPC1", "billion USD of 2017", quarters, ends + 90, level[:n]),
    ]
    surveys = ahead[: n + 1]
    for k in range(1, 7):  # column 1 is the quarter before the survey's own
        seen = level[np.clip(np.arange(n + 1) + k - 2, 0, n + 5)]
        blur = np.exp(0.002 * k * draw.standard_normal(n + 1))
        made.append((f"SPF.mean.RGDP{k}", "as asked", surveys, surveys + 50, seen * blur))
        pace = 2.4 + 1.4 * np.sin(2.0 * np.pi * (3.0 * (np.arange(n + 1) + k - 2)) / 34.0)
        heard = pace + 0.4 * k * draw.standard_normal(n + 1)
        made.append((f"SPF.mean.CPI{k}", "as asked", surveys, surveys + 50, heard))
    return made


def _rows(series: Series, last: np.datetime64) -> pl.DataFrame:
    """The rows known by the last day; what falls on no session is known on the next one."""
    ends = all_sessions()
    columns: dict[str, list[object]] = {}
    for name, unit, periods, moments, values in series:
        known = ends[np.minimum(np.searchsorted(ends, moments), len(ends) - 1)]
        kept = known <= last
        n = int(kept.sum())
        for column, cells in (("series", [name] * n), ("unit", [unit] * n),
                              ("date", periods[kept].tolist()), ("known_at", known[kept].tolist()),
                              ("value", values[kept].tolist()), ("assumed", [False] * n)):  # fmt: skip
            columns.setdefault(column, []).extend(cells)
    return frame("macro", columns)


def _events(days: Days, months: Days, last: np.datetime64) -> pl.DataFrame:
    """Decisions with the change of the target, statements, and recessions as they were announced."""
    at = np.arange(DECISION, len(days), DECISION)
    moved = np.diff(_target(days)[np.append(0, at)])
    turns = np.diff(_recession(months).astype(np.int64), prepend=0)
    starts, ends = months[turns > 0], months[turns < 0]
    tone = np.clip(np.round(2.0 * moved, 2), -1.0, 1.0)
    parts = [
        ("FOMC decision", days[at], days[at], moved),
        ("FOMC statement", days[at], days[at], tone),
        ("recession peak", starts, starts + 200, np.full(len(starts), np.nan)),
        ("recession trough", ends, ends + 240, np.full(len(ends), np.nan)),
    ]
    sessions = all_sessions()
    made = []
    for kind, dates, moments, values in parts:
        known = sessions[np.searchsorted(sessions, moments)]
        kept = known <= last
        n = int(kept.sum())
        made.append(
            pl.DataFrame({"entity": ["US"] * n, "kind": [kind] * n, "date": dates[kept],
                          "known_at": known[kept], "value": values[kept], "note": ["planted"] * n})
        )  # fmt: skip
    joined = pl.concat(made).with_columns(pl.col("value").fill_nan(None))
    return frame("events", {name: joined[name] for name in joined.columns})
