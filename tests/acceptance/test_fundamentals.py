"""Earnings and valuation on real data, against the raw files read with Polars and nothing of ours."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import rotascope
from rotascope.signals.reading import measure
from rotascope.signals.valuation.cohort import cohort
from rotascope.terms import Reading

pytestmark = [pytest.mark.shared, pytest.mark.slow]

AFTER_THE_ESTIMATES = date(2025, 12, 29)
NEWEST = date(2026, 6, 12)


def said(store: Path, name: str, as_of: date) -> Reading:
    panel = rotascope.open(store).panel(as_of)
    return measure(panel, [name])[0].reading


def members(folder: Path, on: date) -> set[str]:
    panel = rotascope.open(folder).panel(on)
    spans = panel.membership("SP500")
    issuer = panel.catalog.issuer
    return {issuer(s) for s, first, last in spans if first <= on and (last is None or on <= last)}


def test_revision_breadth_is_that_of_the_raw_snapshots(
    shared_store: Path, shared_data: Path
) -> None:
    raw = pl.read_parquet(shared_data / "earnings" / "eps_estimate_snapshots.parquet")
    raw = raw.drop_nulls("eps_estimate")
    now = raw.filter(pl.col("snapshot") == date(2025, 12, 26))
    then = raw.filter(pl.col("snapshot").is_between(date(2025, 11, 17), date(2025, 11, 28)))
    then = then.sort("snapshot").unique(["symbol", "fiscal_date_ending"], keep="last")
    both = now.join(then, on=["symbol", "fiscal_date_ending"], suffix="_then")
    large = members(shared_store, date(2025, 12, 26))
    issuer = rotascope.open(shared_store).panel(NEWEST).catalog.issuer
    sign = np.sign((both["eps_estimate"] - both["eps_estimate_then"]).to_numpy().round(9))
    inside = np.array([issuer(s) in large for s in both["symbol"]])
    plain = sign[~inside].mean() - sign[inside].mean()
    made = said(shared_store, "revisions.small_large", AFTER_THE_ESTIMATES)
    # Ours keeps one estimate a company (the nearest period) and reaches back to the 28th day.
    assert made.value == pytest.approx(plain, abs=0.03)
    assert said(shared_store, "revisions.small_large", NEWEST).status == "stale"


def test_nothing_is_compared_across_the_vendors_break(shared_store: Path) -> None:
    made = said(shared_store, "revisions.small_large", date(2025, 12, 12))
    assert made.status == "not_measurable"


def test_growth_breadth_is_that_of_the_raw_announcements(
    shared_store: Path, shared_data: Path
) -> None:
    as_of = date(2019, 5, 31)
    raw = pl.read_parquet(shared_data / "earnings" / "eps_history_2012_2019.parquet")
    raw = raw.select("symbol", pl.col("date").cast(pl.Date), "eps").drop_nulls()
    seen = raw.filter(pl.col("date").is_between(date(2019, 3, 1), as_of))
    year = seen.with_columns(before=pl.col("date").dt.offset_by("-365d"))
    older = raw.rename({"date": "dated", "eps": "eps_before"})
    apart = (pl.col("dated") - pl.col("before")).dt.total_days().abs()
    pairs = year.join(older, on="symbol").with_columns(apart=apart).filter(pl.col("apart") <= 45)
    pairs = pairs.sort("apart").unique(["symbol", "date"], keep="first")
    large = members(shared_store, as_of)
    issuer = rotascope.open(shared_store).panel(as_of).catalog.issuer
    inside = np.array([issuer(s) in large for s in pairs["symbol"]])
    sign = np.sign((pairs["eps"] - pairs["eps_before"]).to_numpy())
    plain = sign[~inside].mean() - sign[inside].mean()
    made = said(shared_store, "earnings.growth_breadth", as_of)
    assert made.value == pytest.approx(plain, abs=0.02)


def test_a_handful_of_later_names_is_not_taken_for_the_market(shared_store: Path) -> None:
    for name in ("earnings.growth_breadth", "earnings.surprise_breadth", "earnings.growth_gap"):
        assert said(shared_store, name, NEWEST).status == "low_coverage"


def test_apples_repurchases_and_capital_spending_of_fiscal_2024(
    shared_store: Path, shared_data: Path
) -> None:
    from rotascope.signals.earnings.filings import yearly
    from rotascope.signals.earnings.payouts import SPENT

    panel = rotascope.open(shared_store).panel(NEWEST)
    line = yearly(panel, "CIK0000320193", ("PaymentsForRepurchaseOfCommonStock",))
    at = np.flatnonzero(line.end == np.datetime64("2024-09-28"))
    assert line.value[at].tolist() == [94_949e6]
    spent = yearly(panel, "CIK0000320193", SPENT)
    name = shared_data / "earnings" / "sec_companyfacts" / "CIK0000320193.json"
    facts = json.loads(name.read_text())["facts"]["us-gaap"][SPENT[0]]["units"]["USD"]
    for fact in facts:
        days = (date.fromisoformat(fact["end"]) - date.fromisoformat(fact["start"])).days
        if 350 <= days <= 380 and fact["form"] == "10-K":
            row = np.flatnonzero(spent.end == np.datetime64(fact["end"]))
            assert spent.value[row].tolist() == [fact["val"]]


def test_the_cyclical_ratio_of_january_2000_and_of_today(shared_store: Path) -> None:
    peak = said(shared_store, "valuation.cape", date(2000, 5, 31))
    assert peak.value == pytest.approx(43.77, abs=0.7)
    made = said(shared_store, "valuation.cape", NEWEST)
    assert made.value == pytest.approx(38.94, abs=0.01)
    half = said(shared_store, "valuation.half_life_cape", NEWEST)
    assert half.state == "not established"
    assert half.interval is None


def test_small_caps_are_cheap_or_dear_by_the_convention_chosen(shared_store: Path) -> None:
    panel = rotascope.open(shared_store).panel(AFTER_THE_ESTIMATES)
    small, large = cohort(panel, "small_cap"), cohort(panel, "large_cap")
    assert (small.fund, large.fund) == ("IWM", "SPY")
    assert small.every[-1] == pytest.approx(26.2, abs=0.3)
    assert large.every[-1] == pytest.approx(25.0, abs=0.3)
    assert small.positive[-1] < 17.0 < 24.0 < large.positive[-1]
    assert said(shared_store, "valuation.pe_small_cap", NEWEST).status == "low_coverage"


def test_the_funds_yield_is_that_of_a_plain_join(shared_store: Path, shared_data: Path) -> None:
    raw = pl.read_parquet(shared_data / "earnings" / "eps_estimate_snapshots.parquet")
    newest = raw.drop_nulls("eps_estimate").sort("snapshot", "fiscal_date_ending")
    newest = newest.unique("symbol", keep="last")
    panel = rotascope.open(shared_store).panel(AFTER_THE_ESTIMATES)
    lines = panel.dated("holdings", "IWM")
    kept = (lines["date"] == np.datetime64("2025-05-13")) & (lines["kind"] == "equity")
    held = pl.DataFrame(
        {
            "symbol": [str(s).replace("-", ".") for s in lines["symbol"][kept]],
            "shares": lines["shares"][kept],
            "value": lines["market_value"][kept],
        }
    )
    names = newest.with_columns(pl.col("symbol").str.replace("-", ".", literal=True))
    both = held.join(names, on="symbol").filter(pl.col("value") > 0)
    price = panel.series("IWM", "pr")
    level = price.levels[
        np.searchsorted(price.days, np.array(["2025-05-13", "2025-12-29"], "M8[D]"))
    ]
    value = both["value"].sum() * level[1] / level[0]
    plain = 4.0 * (both["shares"] * both["eps_estimate"]).sum() / value
    assert cohort(panel, "small_cap").yield_[-1] == pytest.approx(plain, rel=0.005)
