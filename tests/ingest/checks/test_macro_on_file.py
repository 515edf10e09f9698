"""The checks of a macro file that need what its dataset has on file."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rotascope.ingest.checks.macro_on_file import beside
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from tests.ingest.checks.frames import held
from tests.ingest.planted.case import Earlier, Planted, run
from tests.ingest.planted.figures import changed, curve, sound


def filled(market: Market, folder: Path, rows: pl.DataFrame, name: str) -> None:
    """A store whose dataset `name` holds rows, through the gate."""
    one = rows.tail(1)
    case = Planted("", "macro", one, "held", one, (0,), (Earlier("macro", rows, known="registered lag"),),
                   known="registered lag")  # fmt: skip
    run(market, folder, case, name, sound=True)


def test_only_the_files_own_dataset_is_asked(market: Market, tmp_path: Path) -> None:
    rows = sound("DGS3MO", 3.7, "d", 40, 0.01)
    filled(market, tmp_path, rows.head(36), "mine")
    new = changed(rows.tail(4), 0.01, 0, 1, 2, 3).with_row_index("at")
    frame = new.with_columns(row=pl.col("at"), known_at=pl.col("date"))
    for name, found in (("mine", [0, 1, 2, 3]), ("other", [])):
        job = Job(DatasetSpec(name, 1, "", ""), "macro", Path("x"), "x", known="registered lag")
        assert held(beside(frame, job, market)) == found


def test_of_a_yield_the_whole_curve_is_asked(market: Market, tmp_path: Path) -> None:
    levels = {"DGS3MO": 3.7, "DGS2": 4.1, "DGS10": 4.5}
    rows = curve(levels)
    filled(market, tmp_path, rows.filter(pl.col("series") != "DGS2"), "mine")
    two = rows.filter(pl.col("series") == "DGS2").with_row_index("at")
    frame = two.with_columns(row=pl.col("at"), known_at=pl.col("date"), value=pl.col("value") / 100)
    job = Job(DatasetSpec("mine", 1, "", ""), "macro", Path("x"), "x", known="registered lag")
    assert held(beside(frame, job, market)) == list(range(12))
