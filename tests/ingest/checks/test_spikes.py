"""Q13 as the gate sees it; the arithmetic is tested in test_lines."""

from datetime import date, timedelta

import polars as pl

from rotascope.ingest.checks.spikes import spikes


def test_a_spike_is_held_and_a_fall_is_flagged() -> None:
    levels = [100.0 + n % 2 for n in range(40)]
    levels[30] = 200.0
    levels += [50.0] * 5
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(len(levels))]
    frame = pl.DataFrame({"instrument": ["A"] * len(levels), "date": days, "level": levels})
    frame = frame.with_columns(pl.col("instrument").cast(pl.Enum(["A"])))
    frame = frame.with_row_index("row").with_row_index("at")
    held, flagged = spikes(frame, "level")
    assert (held["at"].to_list(), flagged["at"].to_list()) == ([30], [40])
