"""Planted companies' earnings, estimates and filings, a small-cap fund's files, and monthly multiples.

Earnings of the small rise faster while the small lead; a tenth of them always loses money. Capital
spending of the few speeds up once. The monthly yield spread is an AR(1) around a mean that changes
sign once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.providers.planted_tables import frame
from rotascope.sessions import Days, all_sessions, as_days

__all__ = [
    "BREAK_AGO",
    "CAPEX_TURN_AGO",
    "FAVOURED",
    "FLIP_MONTHS_AGO",
    "LARGE",
    "LOSERS",
    "SMALL",
    "SPREAD_PHI",
    "part",
]

Vector = NDArray[np.float64]
LARGE = tuple(f"PW{i:02d}" for i in range(1, 31))
SMALL = tuple(f"PWS{i:02d}" for i in range(1, 31))
FEW = ("PW01", "PW02", "PW04", "PW05", "PW06", "PW07", "PW08")
LOSERS = 3  # of the small, always in the red
# Sessions before the last day from which the small (+1) or the large (-1) are favoured.
FAVOURED = ((760, -1), (330, 1))
CAPEX_TURN_AGO = 600
BREAK_AGO = 200  # the vendor changes its definition: every estimate 15 % higher, no company's doing
SPREAD_PHI = 0.95
FLIP_MONTHS_AGO = 60
QUARTERS_BEFORE, MONTHS_OF_SPREAD, MONTHS_OF_INDEX = 16, 480, 720
EVERY = 10  # sessions between two snapshots of estimates


def part(days: Days, draw: np.random.Generator) -> Mapping[str, pl.DataFrame]:
    """Tables earnings, estimates, facts, holdings (PW:SMALL), macro (EP.*, SHILLER.*) and news."""
    ends = _quarters(days)
    favoured = _favour(days, ends)
    bias = 0.04 * favoured[:, None] * np.repeat([-1.0, 1.0], 30) + 0.05 * draw.standard_normal(
        (len(ends), 60)
    )
    eps = _eps(favoured, draw)
    lag = 18 + (np.arange(60) * 7) % 25  # days from the quarter's end to the announcement
    announced = _sessions_from(ends[:, None] + lag)
    return {
        "earnings": _announcements(days, ends, announced, eps, bias),
        "estimates": _snapshots(days, ends, announced, eps, bias),
        "facts": _filings(days, ends, draw),
        "holdings": _files(days),
        "macro": pl.concat([_spread(days, draw), _index(days, draw)]),
        "news": _headlines(days, draw),
    }


def _quarters(days: Days) -> Days:
    """Last days of the quarters from 16 before the first session's to the last session's."""
    first = days[0].astype("datetime64[M]").astype(np.int64) // 3 - QUARTERS_BEFORE
    last = days[-1].astype("datetime64[M]").astype(np.int64) // 3
    starts = (np.arange(first + 1, last + 2) * 3).astype("datetime64[M]").astype("datetime64[D]")
    return as_days(starts - 1)


def _sessions_from(when: NDArray[np.datetime64]) -> Days:
    """The first session on or after each day."""
    every = all_sessions()
    return as_days(every[np.searchsorted(every, when)])


def _favour(days: Days, ends: Days) -> Vector:
    """+1 for quarters in which the small are favoured, -1 else."""
    sign = np.ones(len(ends))
    for ago, who in FAVOURED:
        if ago < len(days):
            sign[ends >= days[len(days) - ago]] = who
    return sign


def _eps(favoured: Vector, draw: np.random.Generator) -> Vector:
    """Earnings a share (quarters, 60): large ones first; the losers' losses deepen and shrink."""
    side = np.repeat([-1.0, 1.0], 30)
    growth = 0.015 + 0.02 * favoured[:, None] * side
    steps = growth + 0.05 * draw.standard_normal((len(favoured), 60))
    level = np.repeat([0.60, 0.25], 30) * np.exp(np.cumsum(steps, axis=0))
    level[:, -LOSERS:] -= 3.0
    return np.asarray(level)


def _announcements(
    days: Days, ends: Days, announced: Days, eps: Vector, bias: Vector
) -> pl.DataFrame:
    at, line = np.nonzero(announced <= days[-1])
    actual = eps[at, line]
    return frame(
        "earnings",
        {
            "symbol": np.array((*LARGE, *SMALL), dtype=object)[line].tolist(),
            "date": announced[at, line],
            "fiscal": np.datetime_as_string(ends[at], unit="M").tolist(),
            "known_at": announced[at, line],
            "timing": ["before"] * len(at),
            "eps_estimate": actual - 0.3 * np.abs(actual) * bias[at, line],
            "eps_actual": actual,
        },
    )


def _snapshots(days: Days, ends: Days, announced: Days, eps: Vector, bias: Vector) -> pl.DataFrame:
    """Every ten sessions the estimate of each company's next announcement: it drifts to the outcome."""
    seen = days[:-1:EVERY]
    row, line = (m.ravel() for m in np.meshgrid(np.arange(len(seen)), np.arange(60), indexing="ij"))
    coming = np.array([np.searchsorted(announced[:, k], seen, side="right") for k in range(60)])
    quarter = coming[line, row]
    kept = quarter < len(ends)
    row, line, quarter = row[kept], line[kept], quarter[kept]
    left = (announced[quarter, line] - seen[row]).astype(np.int64) / 91.0
    actual = eps[quarter, line]
    late = seen[row] >= days[len(days) - BREAK_AGO]
    return frame(
        "estimates",
        {
            "symbol": np.array((*LARGE, *SMALL), dtype=object)[line].tolist(),
            "fiscal_end": ends[quarter],
            "date": seen[row],
            "known_at": days[np.arange(0, len(days) - 1, EVERY) + 1][row],
            "eps": (actual - np.abs(actual) * bias[quarter, line] * left)
            * np.where(late, 1.15, 1.0),
            "report_date": announced[quarter, line],
            "currency": ["USD"] * len(row),
            "basis": np.where(late, "planted, new definition", "planted").tolist(),
        },
    )


# Parts of a quarter's net income; the capital spending has a path of its own.
PARTS_OF_INCOME = {
    "NetIncomeLoss": 1.0, "OperatingIncomeLoss": 1.2, "NetCashProvidedByUsedInOperatingActivities": 1.4,
    "PaymentsForRepurchaseOfCommonStock": 0.4, "ProceedsFromIssuanceOfCommonStock": 0.02,
    "ShareBasedCompensation": 0.1,
}  # fmt: skip
CAPEX = "PaymentsToAcquirePropertyPlantAndEquipment"


def _filings(days: Days, ends: Days, draw: np.random.Generator) -> pl.DataFrame:
    """Each quarter a filing with the sums since January, as cash flow statements have them."""
    fast = ends >= days[max(len(days) - CAPEX_TURN_AGO, 0)]
    filed = _sessions_from(ends + 33)
    year = ends.astype("datetime64[Y]").astype("datetime64[D]")
    known = np.flatnonzero(filed <= days[-1])
    parts = []
    for company in FEW:
        income = 1e9 * np.exp(np.cumsum(0.03 + 0.02 * draw.standard_normal(len(ends))))
        spent = 4e8 * np.exp(np.cumsum(np.where(fast, 0.07, 0.01)))
        lines = {t: k * income for t, k in PARTS_OF_INCOME.items()} | {CAPEX: spent}
        for tag, values in lines.items():
            parts.append(_since_january(company, tag, values, ends, year, filed, known))
    return pl.concat(parts).sort("entity", "tag", "unit", "start", "date")


def _since_january(
    company: str, tag: str, values: Vector, ends: Days, year: Days, filed: Days,
    known: NDArray[np.intp],
) -> pl.DataFrame:  # fmt: skip
    month = ends.astype("datetime64[M]").astype(np.int64) % 12
    total = np.array([values[i - month[i] // 3 : i + 1].sum() for i in range(len(ends))])
    known = known[
        known >= 3
    ]  # the first quarters of a year that began before the first are left out
    return frame(
        "facts",
        {
            "entity": [company] * len(known),
            "tag": [tag] * len(known),
            "unit": ["USD"] * len(known),
            "start": year[known],
            "date": ends[known],
            "accession": [f"{company}-{ends[i]}" for i in known],
            "known_at": filed[known],
            "value": total[known],
            "form": np.where(month[known] == 11, "10-K", "10-Q").tolist(),
            "fiscal": np.datetime_as_string(ends[known], unit="M").tolist(),
        },
    )


def _files(days: Days) -> pl.DataFrame:
    """A file of the small-cap fund each 63 sessions, known the next session: 30 lines of equal weight."""
    rows = np.arange(0, len(days) - 1, 63)
    at = np.repeat(rows, len(SMALL))
    return frame(
        "holdings",
        {
            "fund": ["PW:SMALL"] * len(at),
            "date": days[at],
            "line": np.tile(np.arange(1, len(SMALL) + 1), len(rows)),
            "known_at": days[at + 1],
            "symbol": list(SMALL) * len(rows),
            "name": [f"Planted {s}" for s in SMALL] * len(rows),
            "weight": np.full(len(at), 1.0 / len(SMALL)),
            "shares": np.full(len(at), 1e6),
            "market_value": np.full(len(at), 2e7),
            "kind": ["equity"] * len(at),
            "sector": ["Planted"] * len(at),
        },
    )


def _months(days: Days, count: int) -> tuple[Days, Days]:
    """(first days, when known) of the `count` months before the last session's."""
    last = days[-1].astype("datetime64[M]").astype(np.int64)
    months = np.arange(last - count, last).astype("datetime64[M]")
    starts = months.astype("datetime64[D]")
    known = np.maximum((months + 1).astype("datetime64[D]") + 4, all_sessions()[0])
    return as_days(starts), _sessions_from(known)


def _macro(series: Mapping[str, Vector], unit: str, starts: Days, known: Days) -> pl.DataFrame:
    names = list(series)
    n = len(starts)
    return frame(
        "macro",
        {
            "series": np.repeat(np.array(names, dtype=object), n).tolist(),
            "date": np.tile(starts, len(names)),
            "known_at": np.tile(known, len(names)),
            "value": np.concatenate([series[name] for name in names]),
            "unit": [unit] * (n * len(names)),
            "assumed": [False] * (n * len(names)),
        },
    )


def _walk(steps: Vector, phi: float) -> Vector:
    out, level = np.empty(len(steps)), 0.0
    for t, step in enumerate(steps):
        level = phi * level + step
        out[t] = level
    return out


def _spread(days: Days, draw: np.random.Generator) -> pl.DataFrame:
    """EP.large_cap, EP.small_cap: the log spread is an AR(1) whose mean turns from below nil to above."""
    starts, known = _months(days, MONTHS_OF_SPREAD)
    large = 0.055 * np.exp(_walk(0.02 * draw.standard_normal(MONTHS_OF_SPREAD), 0.98))
    mean = np.where(np.arange(MONTHS_OF_SPREAD) < MONTHS_OF_SPREAD - FLIP_MONTHS_AGO, -0.25, 0.25)
    spread = mean + _walk(0.02 * draw.standard_normal(MONTHS_OF_SPREAD), SPREAD_PHI)
    series = {"EP.large_cap": large, "EP.small_cap": large * np.exp(spread)}
    return _macro(series, "fraction", starts, known)


def _index(days: Days, draw: np.random.Generator) -> pl.DataFrame:
    """SHILLER.*: price, earnings, dividends a year and consumer prices; CAPE is made from them."""
    starts, known = _months(days, MONTHS_OF_INDEX)
    n = MONTHS_OF_INDEX
    earnings = 5.0 * np.exp(np.cumsum(0.005 + 0.01 * draw.standard_normal(n)))
    price = 16.0 * earnings * np.exp(_walk(0.035 * draw.standard_normal(n), 0.98))
    cpi = 30.0 * np.exp(0.0025 * np.arange(n))
    real = np.concatenate([[0.0], np.cumsum(earnings / cpi)])
    cape = np.full(n, np.nan)
    cape[119:] = price[119:] / cpi[119:] / ((real[120:] - real[:-120]) / 120.0)
    lines = {"SHILLER.sp500": price, "SHILLER.earnings": earnings, "SHILLER.dividend": 0.4 * earnings,
             "SHILLER.cpi": cpi}  # fmt: skip
    made = _macro(lines, "points", starts, known)
    ratio = _macro({"SHILLER.cape": cape[119:]}, "ratio", starts[119:], known[119:])
    return pl.concat([made, ratio]).sort("series", "date")


def _headlines(days: Days, draw: np.random.Generator) -> pl.DataFrame:
    """A headline every other session: demand speeds up in nine of ten once spending does, or half."""
    rows = np.arange(0, len(days) - 1, 2)
    share = np.where(rows >= len(days) - CAPEX_TURN_AGO, 0.9, 0.5)
    more = draw.random(len(rows)) < share
    return frame(
        "news",
        {
            "source": ["planted"] * len(rows),
            "date": days[rows],
            "item": [f"planted-{i}" for i in rows],
            "known_at": days[rows + 1],
            "title": [
                f"Planted cloud demand {'accelerates' if up else 'in digestion'}, note {i}"
                for i, up in zip(rows.tolist(), more.tolist(), strict=True)
            ],
        },
    )
