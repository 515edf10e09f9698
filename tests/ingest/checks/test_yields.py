"""Q29: yields in percent, of one day, and none that is only the day before's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.yields import by_the_curve, is_yield, not_filled, on_working_days
from tests.ingest.checks.frames import held, rows

NOTHING = pl.DataFrame(schema={"series": pl.String, "date": pl.Date, "value": pl.Float64})
DAY = date(2026, 6, 10)


def day(day: date = DAY, **values: float) -> pl.DataFrame:
    listed = [{"series": name.replace("_", "."), "value": v} for name, v in values.items()]
    return rows("macro", *listed, date=day)


def test_yields_are_told_by_name() -> None:
    names = pl.DataFrame({"s": ["DGS2", "DGS3MO", "UST.10Y", "DFF", "DGORDER", "DFII10", "GS10"]})
    assert names.select(is_yield(pl.col("s"))).to_series().to_list() == [True] * 4 + [False] * 3


def test_a_fraction_among_percents_is_held() -> None:
    assert held(by_the_curve(day(DGS2=4.1, DGS10=0.045, DGS30=4.9), NOTHING)) == [1]
    assert held(by_the_curve(day(DFF=0.0363, DGS2=4.1, DGS10=4.5), NOTHING)) == [0]
    assert held(by_the_curve(day(DFF=363.0, DGS2=4.1, DGS10=4.5), NOTHING)) == [0]


@pytest.mark.parametrize(
    "real",
    [
        {"DFF": 2.8, "DGS3MO": 0.03, "DGS2": 1.81, "DGS10": 3.41, "DGS30": 4.08},  # 2008-09-17
        {"DFF": 0.2, "DGS3MO": 0.13, "DGS2": 0.33, "DGS10": 2.53, "DGS30": 4.07},  # 2010-11-04
        {"DFF": 0.1, "DGS3MO": 0.09, "DGS2": 0.11, "DGS10": 0.55, "DGS30": 1.2},  # 2020-08-04
    ],
)
def test_days_as_strange_as_real_ones_are_kept(real: dict[str, float]) -> None:
    assert held(by_the_curve(day(**real), NOTHING)) == []


def test_two_yields_do_not_say_which_of_them_is_wrong() -> None:
    assert held(by_the_curve(day(DGS2=4.1, DGS10=0.045), NOTHING)) == []


def test_yields_on_file_are_the_days_others() -> None:
    alone = day(DGS2=0.041)
    others = day(DGS3MO=3.7, DGS10=4.5).select("series", "date", "value")
    assert held(by_the_curve(alone, others)) == [0]
    assert held(by_the_curve(day(DGS2=4.1), others)) == []


def still(days: int) -> pl.DataFrame:
    """Two moving sessions, then `days` on which nothing moves, the first of them observed."""
    first = date(2026, 5, 4)
    listed = []
    for n in range(2 + days):
        moved = min(n, 2) * 0.05
        listed += [{"series": s, "value": v + moved, "date": date.fromordinal(first.toordinal() + n)}
                   for s, v in (("DGS2", 4.0), ("DGS10", 4.5), ("DFF", 3.6))]  # fmt: skip
    return rows("macro", *listed)


def test_a_curve_that_stands_still_beyond_five_sessions_was_filled_in() -> None:
    assert held(not_filled(still(5), NOTHING)) == []
    found = held(not_filled(still(6), NOTHING))
    # Six equal sessions: the first is an observation, five repeat it; the funds rate may stand still.
    assert found == [at for n in range(3, 8) for at in (3 * n, 3 * n + 1)]


def test_one_yield_alone_stands_still_for_eight_sessions_at_most() -> None:
    alone = still(8).filter(pl.col("series") == "DGS2")
    assert held(not_filled(alone, NOTHING)) == []
    longer = still(9).filter(pl.col("series") == "DGS2")
    assert held(not_filled(longer, NOTHING)) == [3 * n for n in range(3, 11)]
    bills = longer.with_columns(series=pl.lit("DGS3MO"))
    assert held(not_filled(bills, NOTHING)) == [], "bills do stand still"


def test_the_short_end_may_stand_still_at_zero() -> None:
    short = still(8).with_columns(series=pl.col("series").replace("DGS10", "DGS3MO"))
    assert held(not_filled(short, NOTHING)) == []


def test_filling_goes_on_from_what_is_on_file() -> None:
    whole = still(8)
    old, new = whole.filter(pl.col("at") < 21), whole.filter(pl.col("at") >= 21)
    stored = old.select("series", "date", "value")
    assert held(not_filled(new, stored)) == [21, 22, 24, 25, 27, 28]


def test_no_yield_is_made_on_a_weekend() -> None:
    frame = rows("macro", *({"series": s, "date": d} for s, d in (
        ("DGS10", date(2026, 5, 30)), ("DFF", date(2026, 5, 30)), ("UST.2Y", date(2026, 1, 1)),
        ("DGS10", date(2026, 5, 29)), ("UNRATE", date(2026, 2, 1)))))  # fmt: skip
    assert held(on_working_days(frame)) == [0, 2], "the funds rate has a value every day"


@pytest.mark.shared
def test_no_real_yield_is_held(shared_data: Path) -> None:
    real = pl.read_parquet(shared_data / "macro" / "fred_long.parquet")
    frame = real.with_row_index("at").with_columns(row=pl.col("at"))
    every = [*by_the_curve(frame, NOTHING), *not_filled(frame, NOTHING), *on_working_days(frame)]
    assert held(every) == []
