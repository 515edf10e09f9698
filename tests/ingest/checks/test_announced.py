"""Splits on file between two rows of a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from rotascope.ingest.checks.announced import between, no_splits, on_file
from rotascope.ingest.report import ImportReport
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.checks.prices import line, lines_of
from tests.ingest.conftest import TODAY

Bring = Callable[..., ImportReport]


def test_a_split_counts_after_the_row_before_and_up_to_the_row() -> None:
    frame = lines_of(line([1.0] * 6), line([1.0] * 6, "QB"))
    days = frame["date"]
    splits = pl.DataFrame({"instrument": ["US:QA"] * 3, "date": [days[2], days[3], days[4]],
                           "ratio": [2.0, 3.0, 4.0]})  # fmt: skip
    met = between(frame, np.array([3, 9]), splits)
    assert met.rows() == [(0, 3.0)]
    assert between(frame, np.array([3, 9]), no_splits()).height == 0


def test_splits_are_those_of_every_dataset(market: Market, tmp_path: Path) -> None:
    assert on_file(market)().height == 0
    path = tmp_path / "a.parquet"
    day = lines_of(line([1.0] * 3))["date"][1]
    pl.DataFrame({"symbol": ["QA", "QA"], "date": [day, day], "kind": ["split", "dividend"],
                  "ratio": [4.0, None], "amount": [None, 1.0]}).write_parquet(path)  # fmt: skip
    columns = {n: n for n in ("symbol", "date", "kind", "ratio", "amount")}
    job = Job(DatasetSpec("a", 1, "", "same session"), "actions", path, "a", columns=columns)
    import_jobs(market, [job], today=TODAY)
    assert on_file(market)().rows() == [("US:QA", day, 4.0)]
