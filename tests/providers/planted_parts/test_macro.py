"""The planted cycle: what is said of it is true of it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.providers import planted
from rotascope.providers.planted_parts import macro as part
from rotascope.sessions import all_sessions


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return made(900)


def made(count: int) -> pl.DataFrame:
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64(planted.LAST_DAY))) + 1
    return part.macro(days[end - count : end], np.random.default_rng(7))["macro"]


def values(rows: pl.DataFrame, name: str) -> dict[object, float]:
    kept = rows.filter(pl.col("series") == name).sort("known_at")
    return dict(zip(kept["date"].to_list(), kept["value"].to_list(), strict=True))


def test_nothing_is_known_before_its_period_ends_or_after_the_worlds_last_day(
    rows: pl.DataFrame,
) -> None:
    daily = rows.filter(pl.col("series").is_in(["VIXCLS", "DGS2", "T10Y3M"]))
    assert (daily["known_at"] >= daily["date"]).all()
    later = rows.filter(pl.col("series").is_in(["DGS2", "CPIAUCSL", "GDPC1", "DTWEXBGS"]))
    assert (later["known_at"] > later["date"]).all()
    assert rows["known_at"].max() <= planted.LAST_DAY


def test_the_cycle_is_the_same_for_any_number_of_sessions(rows: pl.DataFrame) -> None:
    assert made(1000).equals(rows)


def test_output_is_printed_once_and_revised_once(rows: pl.DataFrame) -> None:
    output = rows.filter(pl.col("series") == "GDPC1").group_by("date").len()
    assert set(output["len"].to_list()) == {2}


def test_the_curve_inverts_before_each_recession_and_jobs_are_lost_in_it(
    rows: pl.DataFrame,
) -> None:
    curve, jobs = values(rows, "T10Y3M"), values(rows, "UNRATE")
    for peak in part.PEAKS[:-1]:
        start = (peak + 12).astype("datetime64[D]").item()
        before = [v for d, v in curve.items() if 0 < (start - d).days < 365]
        assert np.mean(before) < 0.2
        assert (
            jobs[(peak + 19).astype("datetime64[D]").item()]
            > jobs[start.replace(year=start.year - 1)]
        )


def test_the_funds_rate_follows_its_path_in_quarters_of_a_point(rows: pl.DataFrame) -> None:
    target = values(rows, "DFEDTARU")
    steps = {round(v * 4, 9) % 1 for v in target.values()}
    assert steps == {0.0}
    days = np.array(list(target), dtype="datetime64[D]")
    assert np.max(np.abs(np.array(list(target.values())) - part.policy_rate(days))) < 0.6
