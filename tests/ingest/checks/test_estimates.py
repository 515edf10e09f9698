"""Q30: periods, currencies, hours; flips of the sign, never across a vendor's break."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.checks.estimates import announcements, currencies, flipped, periods, surprises
from tests.ingest.checks.frames import held, rows

DAY, END = date(2026, 5, 4), date(2026, 6, 30)


def test_a_currency_is_an_iso_code() -> None:
    listed = [{"currency": c} for c in ("USD", "JPY", "GBX", "GBp", "", None, "usd", "Dollar")]
    frame = rows("estimates", *listed)
    assert held(currencies(frame, required=True)) == [2, 3, 4, 5, 6, 7]
    assert held(currencies(frame, required=False)) == [2, 3, 6, 7]
    assert currencies(frame.drop("currency"), required=True) == []


def test_a_report_follows_its_period() -> None:
    frame = rows("estimates", *({"report_date": d} for d in (
        date(2026, 7, 24), date(2026, 6, 30), date(2026, 6, 29), date(2027, 8, 10), None)),
        date=DAY, fiscal_end=END)  # fmt: skip
    assert held(periods(frame)) == [2, 3]


def test_a_period_is_one_that_somebody_estimates() -> None:
    ends = (END, date(2029, 4, 30), date(2029, 6, 30), date(2025, 4, 30), date(2025, 3, 1))
    frame = rows("estimates", *({"fiscal_end": e} for e in ends), date=DAY)
    assert held(periods(frame)) == [2, 4]


@pytest.mark.parametrize(
    ("label", "bad"),
    [("2026-Q1", False), ("Q1 2026", False), ("12-Oct", False), ("2026-03", False), ("Q4", False),
     ("FY2026", False), ("2026", False), ("2025-12-31", False), ("unknown", False), ("H1 2026", False),
     ("2026-Q5", True), ("2026-13", True), ("n/a", True), ("=1+1", True), ("2026-13-45", True)],
)  # fmt: skip
def test_a_label_names_a_period(label: str, bad: bool) -> None:
    frame = rows("earnings", {"fiscal": label, "timing": "after", "date": DAY})
    assert bool(held(announcements(frame))) is bad


def test_an_announcement_has_an_hour_and_follows_its_period() -> None:
    frame = rows("earnings", *({"timing": t, "fiscal": f} for t, f in (
        ("before", "2026-03-31"), ("BMO", "2026-Q1"), (None, "2026-Q1"), ("after", "2026-05-31"),
        ("unknown", "2024-12-31"))), date=DAY)  # fmt: skip
    assert held(announcements(frame)) == [1, 2, 3, 4]


def test_a_tenfold_flip_is_flagged_and_a_small_one_is_not() -> None:
    pairs = (
        (1.0, -12.0),
        (1.0, -9.0),
        (1.0, 12.0),
        (0.001, -0.04),
        (0.0, -5.0),
        (None, -5.0),
        (2.0, -0.1),
    )
    frame = rows("earnings", *({"eps_estimate": e, "eps_actual": a} for e, a in pairs))
    assert held(surprises(frame), "flag") == [0, 6]
    assert held(surprises(frame)) == []


def snapshot(day: int, eps: float, basis: str) -> dict[str, object]:
    return {
        "symbol": "X",
        "fiscal_end": END,
        "date": date(2026, 5, day),
        "eps": eps,
        "basis": basis,
    }


def test_snapshots_of_two_definitions_are_never_compared() -> None:
    frame = rows("estimates", snapshot(4, 1.0, "old"), snapshot(5, -20.0, "new"),
                 snapshot(6, -21.0, "new"))  # fmt: skip
    nothing = pl.DataFrame(schema=frame.drop("at", "row").schema)
    assert held(flipped(frame, nothing), "flag") == []
    one = frame.with_columns(basis=pl.lit("one"))
    assert held(flipped(one, nothing), "flag") == [1]


def test_the_snapshot_on_file_is_compared_too() -> None:
    frame = rows("estimates", snapshot(5, -20.0, "v"))
    stored = rows("estimates", snapshot(4, 1.0, "v")).drop("at", "row")
    assert held(flipped(frame, stored), "flag") == [0]
    assert held(flipped(frame, stored.with_columns(basis=pl.lit("w"))), "flag") == []
