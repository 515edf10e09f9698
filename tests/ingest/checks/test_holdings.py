"""Q24 on small files."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.ingest.checks.holdings import weights

DAY = date(2024, 3, 28)


def checked(values: list[float], today: date = DAY) -> list[str]:
    frame = pl.DataFrame(
        {"at": range(len(values)), "row": range(len(values)), "weight": values}
    ).with_columns(fund=pl.lit("IWM"), date=pl.lit(DAY))
    return [text for part in weights(frame, today) for text in part["observed"]]


def test_weights_may_miss_100_percent_by_half_a_percent() -> None:
    assert checked([0.5, 0.4951]) == []
    assert checked([0.5, 0.494]) == ["a sum of 99.4 %"] * 2


def test_a_line_above_100_percent_is_named() -> None:
    assert "120.0 %" in checked([1.2, -0.2])


def test_a_stamp_in_the_future_is_held() -> None:
    assert checked([1.0], date(2024, 3, 27)) == ["2024-03-28"]
