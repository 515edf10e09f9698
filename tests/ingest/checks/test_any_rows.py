"""Whatever rows a file gives, a check says findings about them and never raises."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.ingest.checks import estimates, macro_on_file, steps, vintages, yields
from rotascope.ingest.findings import EMPTY
from rotascope.ingest.shape import ALONGSIDE, CODES, targets
from rotascope.ingest.stages import ROWS, Context, checks_of
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.market import Market
from rotascope.store.tables import TABLES
from tests.ingest.checks.frames import held

LATE = ("macro", "holdings", "derivatives", "identifiers", "estimates", "earnings")
WORDS = ("", "GOOG", "GOOGL", "ALPHABET INC", "DGS2", "DGS10", "DFF", "UST.1.5M", "UNRATE", "GDP", "swap",
         "equity", "percent", "NSA", "Monthly", "2026-Q1", "2026-02-30", "after", "cusip", "US0378331005",
         "595112103 TRS 050427 NM", "\u202e", "\U0001f600")  # fmt: skip
CELLS: dict[Any, st.SearchStrategy[Any]] = {
    pl.String: st.none() | st.sampled_from(WORDS) | st.text(max_size=12),
    pl.Float64: st.none() | st.floats() | st.sampled_from([0.0, 4.2, 0.042, 420.0, -1.0, 1e308]),
    pl.Int64: st.none() | st.integers(-(2**40), 2**40),
    pl.Date: st.none() | st.dates() | st.dates(date(2026, 1, 1), date(2026, 2, 1)),
    pl.Boolean: st.none() | st.booleans(),
}  # fmt: skip


@st.composite
def frames(draw: st.DrawFn, table: str) -> pl.DataFrame:
    """Up to a dozen rows with the columns that the first stage sees."""
    columns = targets(TABLES[table]) | ALONGSIDE.get(table, {}) | CODES
    if not draw(st.booleans()):
        columns = {n: k for n, k in columns.items() if n not in (*CODES, *ALONGSIDE.get(table, {}))}
    count = draw(st.integers(0, 12))
    made = {n: draw(st.lists(CELLS[k], min_size=count, max_size=count)) for n, k in columns.items()}
    return pl.DataFrame(made, schema=columns).with_row_index("at").with_columns(row=pl.col("at"))


def job(table: str) -> Job:
    from pathlib import Path

    return Job(DatasetSpec("d", 1, "", ""), table, Path("x"), "x", known="in file")


@pytest.mark.parametrize("table", LATE)
@settings(deadline=None)
@given(data=st.data())
def test_any_rows_are_judged_without_an_error(table: str, data: st.DataObject) -> None:
    frame = data.draw(frames(table))
    context = Context(job(table), TABLES[table], date(2026, 6, 12))
    for check in checks_of(ROWS, table):
        for part in check(frame, context):
            assert part.schema == EMPTY.schema
            assert set(part["at"]) <= set(frame["at"])


@settings(deadline=None)
@given(new=frames("macro"), old=frames("macro"))
def test_any_figures_are_judged_beside_any_others(new: pl.DataFrame, old: pl.DataFrame) -> None:
    sound = (
        pl.col("date").is_not_null() & pl.col("value").is_finite() & pl.col("series").is_not_null()
    )
    new, old = new.filter(sound), old.filter(sound).drop("at", "row")
    stored = old.select("series", "date", "value").unique(["series", "date"])
    parts = [
        *steps.units(new, stored), *steps.steps(new, stored), *yields.by_the_curve(new, stored),
        *yields.not_filled(new, stored), *vintages.against_stored(new, old),
    ]  # fmt: skip
    for severity in ("quarantine", "flag"):
        assert set(held(parts, severity)) <= set(new["at"])


@settings(deadline=None)
@given(new=frames("estimates"), old=frames("estimates"))
def test_any_estimates_are_judged_beside_any_others(new: pl.DataFrame, old: pl.DataFrame) -> None:
    stored = old.drop("at", "row").select(*estimates.LINE, "date", "eps")
    assert set(held(estimates.flipped(new, stored), "flag")) <= set(new["at"])


def test_an_empty_store_has_nothing_beside(market: Market) -> None:
    frame = pl.DataFrame(
        {"at": [0], "row": [1], "series": ["DGS2"], "date": [date(2026, 6, 10)], "value": [4.1],
         "known_at": [date(2026, 6, 11)]}
    )  # fmt: skip
    assert held(macro_on_file.beside(frame, job("macro"), market)) == []
