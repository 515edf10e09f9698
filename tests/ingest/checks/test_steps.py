"""Q27: steps are flagged, switches of unit held; beside what is on file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.steps import steps, units
from tests.ingest.checks.frames import held, series
from tests.ingest.planted.figures import changed, sound

NOTHING = pl.DataFrame(schema={"series": pl.String, "date": pl.Date, "value": pl.Float64})


def arrived(frame: pl.DataFrame) -> pl.DataFrame:
    made = frame.with_row_index("at").with_columns(row=pl.col("at"), known_at=pl.col("date"))
    return made


def test_a_step_is_flagged_on_its_day_and_not_on_the_way_back() -> None:
    jobs = sound("PAYEMS", 159000.0, "m")
    there_and_back = arrived(changed(jobs, 0.87, 35))
    assert held(steps(there_and_back, NOTHING), "flag") == [35]
    assert held(steps(arrived(jobs), NOTHING), "flag") == []


def test_a_step_is_measured_against_the_past_on_file() -> None:
    jobs = sound("PAYEMS", 159000.0, "m")
    new = arrived(changed(jobs.tail(1), 0.87, 0))
    assert held(steps(new, jobs.head(39)), "flag") == [0]
    assert held(steps(new, NOTHING), "flag") == [], "one row alone has no past"


def test_a_policy_rate_that_hardly_ever_moves_is_measured_by_its_mean_move() -> None:
    # 100 sessions at 4.33 with one cut of a quarter: median move 0, mean 0.0025, sigma 0.0031.
    quiet = series("DFF", [4.33] * 60 + [4.08] * 60)
    assert held(steps(arrived(quiet.drop("at", "row")), NOTHING), "flag") == []
    moved = series("DFF", [4.33] * 30 + [4.3] + [4.33] * 60 + [2.0])
    assert held(steps(arrived(moved.drop("at", "row")), NOTHING), "flag") == [91]


def test_of_several_vintages_of_a_day_the_first_is_measured_and_all_are_held() -> None:
    loans = sound("BUSLOANS", 2700.0, "m")
    wrong = arrived(changed(loans, 0.01, 18))
    again = wrong.filter(pl.col("at") == 18).with_columns(
        at=pl.lit(99, pl.UInt32), known_at=pl.lit(date(2026, 6, 1))
    )
    both = pl.concat([wrong, again])
    assert held(units(both, NOTHING)) == [18, 99]


def test_series_that_cross_zero_have_no_unit_to_switch() -> None:
    index = series("NFCI", [-0.5, 0.01, -0.5, 0.4, 0.004, 0.5, -0.3, 0.4], step=7)
    assert held(units(arrived(index.drop("at", "row")), NOTHING)) == []


@pytest.mark.shared
def test_real_series_switch_no_unit_and_their_steps_are_flagged_only(shared_data: Path) -> None:
    real = pl.read_parquet(shared_data / "macro" / "fred_long.parquet")
    frame = arrived(real)
    assert held(units(frame, NOTHING)) == []
    told = steps(frame, NOTHING)
    assert held(told) == []
    named = {key for part in told for key in part["key"]}
    assert {"PAYEMS 2020-04-01", "UNRATE 2020-04-01", "ICSA 2020-03-21"} <= named
    assert len(named) < 250, "one row in a thousand at most"
