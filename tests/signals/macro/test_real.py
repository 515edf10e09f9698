"""The real series, read apart from the store, as pandas and statsmodels have them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.api as sm
from scipy.stats import norm

from rotascope.panel import Panel
from rotascope.signals.macro import quad, rates, recession, stress
from rotascope.store.memory import MemoryBackend
from tests.signals.macro import worlds

AS_OF = date(2026, 6, 12)
LAGS = {"GDPC1": (3, 30), "CPIAUCSL": (1, 20)}  # months of a period, days to its release


@pytest.fixture(scope="module")
def raw(shared_data: Path) -> pd.DataFrame:
    return pl.read_parquet(shared_data / "macro" / "fred_long.parquet").to_pandas()


def series(raw: pd.DataFrame, name: str) -> pd.Series:
    found = raw[raw["series"] == name].set_index("date")["value"].dropna()
    found.index = pd.to_datetime(found.index)
    return found.sort_index()


@pytest.fixture(scope="module")
def panel(raw: pd.DataFrame, shared_data: Path) -> Panel:
    rows: dict[str, list[worlds.Row]] = {}
    sessions = worlds.all_sessions()
    for name in ("DFF", "DGS2", "T10Y3M", "VIXCLS", *LAGS):
        found = series(raw, name)
        days = found.index.to_numpy().astype("datetime64[D]")
        months, lag = LAGS.get(name, (0, 1 if name != "VIXCLS" else 0))
        ends = (days.astype("datetime64[M]") + months).astype("datetime64[D]") if months else days
        known = sessions[np.searchsorted(sessions, ends + lag)]
        rows[name] = list(zip(days, known, found.to_numpy(), strict=True))
    return Panel(MemoryBackend({"macro": worlds.macro(rows), "events": turns(shared_data)}), AS_OF)


def turns(shared_data: Path) -> pl.DataFrame:
    dates = pd.read_csv(shared_data / "macro" / "nber_recessions.csv")
    made = []
    for kind, column in (("recession peak", "peak"), ("recession trough", "trough")):
        days = dates[column].to_numpy().astype("datetime64[D]")
        made.append(worlds.events(kind, [(d, d + 365, float("nan")) for d in days]))
    return pl.concat(made)


def test_the_funds_rate_fell_below_the_two_year_twelve_times(
    raw: pd.DataFrame, panel: Panel
) -> None:
    spread = (series(raw, "DFF") - series(raw, "DGS2")).dropna()
    below = spread < 0
    run = below.groupby((~below).cumsum()).cumsum()
    on = np.flatnonzero(run >= 5)
    fired = spread.index[on[np.diff(on, prepend=-100) > 60]]
    marks = [m.date for m in rates.ffr_2y(panel).marks]
    assert len(marks) == len(fired) == 12
    late = [(m - f.date()).days for m, f in zip(marks, fired, strict=True)]
    assert min(late) >= 1, "a yield of a day is known on the next"
    assert max(late) <= 5
    assert marks[-1] == date(2026, 3, 19)


def test_the_quads_equal_pandas_and_the_path_was_never_gone_through(
    raw: pd.DataFrame, panel: Panel
) -> None:
    output, prices = series(raw, "GDPC1"), series(raw, "CPIAUCSL").asfreq("MS")
    dg = (output / output.shift(4) - 1).diff()
    inflation = prices / prices.shift(12) - 1
    ends = inflation[inflation.index.month % 3 == 0]
    dp = ends.diff()
    dp.index = dp.index - pd.DateOffset(months=2)
    both = pd.concat([dg, dp], axis=1, keys=["g", "p"]).dropna()
    theirs = np.where(both["g"] > 0, np.where(both["p"] > 0, 2, 1), np.where(both["p"] > 0, 3, 4))
    trace = quad.quad(panel)
    assert trace.value[np.isfinite(trace.value)].tolist() == theirs.tolist()
    assert quad.quad_path(panel).marks == ()


def test_todays_odds_of_recession_are_those_of_statsmodels(
    raw: pd.DataFrame, panel: Panel, shared_data: Path
) -> None:
    slope = series(raw, "T10Y3M")
    mean = slope.groupby(slope.index.to_period("M")).mean()
    mean = mean[mean.index <= pd.Period("2026-01", "M") - 18]
    dates = pd.read_csv(shared_data / "macro" / "nber_recessions.csv")
    slump = np.zeros(len(mean))
    for peak, trough in zip(dates["peak"], dates["trough"], strict=True):
        slump[(mean.index > pd.Period(peak, "M")) & (mean.index <= pd.Period(trough, "M"))] = 1.0
    y = np.array([slump[i + 1 : i + 13].any() for i in range(len(mean) - 12)], dtype=float)
    a, b = sm.Probit(y, sm.add_constant(mean.to_numpy()[:-12])).fit(disp=0, tol=1e-12).params
    trace = recession.recession(panel)
    newest = slope[slope.index < pd.Timestamp(AS_OF)].iloc[-21:].mean()
    assert trace.value[-1] == pytest.approx(norm.cdf(a + b * newest), rel=1e-9)


def test_the_vix_of_march_2020_is_its_highest_close_since_november_2008(panel: Panel) -> None:
    then = Panel(panel.backend, date(2020, 3, 16))
    trace = stress.vix(then)
    assert trace.value[-1] == 82.69
    assert trace.state == "alarmed"
    assert "its highest close on file" in trace.text
    calm = Panel(panel.backend, date(2020, 3, 12))
    assert "its highest close since 2008-11-" in stress.vix(calm).text
