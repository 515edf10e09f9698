"""The gate as a whole: each row out exactly once, whatever came in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.errors import WrongUse
from rotascope.ingest.gate import UNDATED, gate
from rotascope.ingest.known import STAMPED, stamped
from rotascope.providers.jobs import DatasetSpec, Job
from tests.ingest.conftest import TODAY, days

SPEC = DatasetSpec("d", 1, "", "same session")
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.none(), st.floats(90.0, 110.0)
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "SPY", None, ""]),
        st.one_of(
            st.sampled_from(days(15)), st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.none()
        ),
        NUMBERS,
    ),
    min_size=1,
    max_size=80,
)


def raw(rows: list[tuple[object, ...]], names: tuple[str, ...]) -> pl.DataFrame:
    kinds = {"symbol": pl.String, "date": pl.Date, "series": pl.String}
    frame = pl.DataFrame(rows, schema={n: kinds.get(n, pl.Float64) for n in names}, orient="row")
    return frame.with_row_index("row", offset=2).with_row_index("at")


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, table=st.sampled_from(["returns", "bars"]))
def test_rows_in_are_accepted_repeated_or_held(rows: list[tuple[object, ...]], table: str) -> None:
    price = "level" if table == "returns" else "close"
    constants = {"basis": "split"} if table == "bars" else {}
    columns = {"symbol": "symbol", "date": "date", price: price}
    job = Job(SPEC, table, Path("p"), "p", columns=columns, constants=constants)
    made = gate(job, raw(rows, ("symbol", "date", price)), TODAY)
    assert made.rows_in == len(rows)
    assert made.rows_in == len(made.frame) + made.repeated + len(made.held)
    assert made.held["at"].is_unique().all()
    assert not set(made.frame["at"]) & set(made.held["at"])
    values = made.frame["tr" if table == "returns" else "close"].drop_nulls()
    assert values.is_finite().all()


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["DGS2", "GDP", "NOPE", None]),
                               st.one_of(st.sampled_from(days(5)), st.none()), NUMBERS),
                     min_size=1, max_size=40))  # fmt: skip
def test_macro_rows_are_conserved_too(rows: list[tuple[object, ...]]) -> None:
    columns = {"series": "series", "date": "date", "value": "value"}
    job = Job(SPEC, "macro", Path("p"), "p", columns=columns, known="registered lag")
    made = gate(job, raw(rows, ("series", "date", "value")), TODAY)
    assert made.rows_in == len(made.frame) + made.repeated + len(made.held)
    assert made.frame["known_at"].null_count() == 0
    assert made.frame["assumed"].all()


def test_a_returns_job_without_levels_is_a_mistake() -> None:
    job = Job(SPEC, "returns", Path("p"), "p", columns={"symbol": "symbol", "date": "date"})
    with pytest.raises(WrongUse, match="maps neither 'level' nor 'tr'"):
        gate(job, raw([("A", days(1)[0], 1.0)], ("symbol", "date", "level")), TODAY)


def test_a_stamp_dates_an_undated_file() -> None:
    columns = {"symbol": "symbol", "weight": "weight"}
    job = Job(SPEC, "holdings", Path("p"), "p", columns=columns,
              constants={"fund": "IWM", "line": 1, "name": "N", "kind": "equity"})  # fmt: skip
    rows = raw([("A", 1.0)], ("symbol", "weight"))
    without = gate(job, rows, TODAY)
    assert without.undated
    assert without.held["observed"].to_list() == [UNDATED]
    dated = gate(job, rows, TODAY, date(2024, 6, 28))
    assert dated.frame["date"].to_list() == [date(2024, 6, 28)]


def test_a_list_of_codes_without_a_day_waits_for_one_too() -> None:
    columns = {name: name for name in ("code", "scheme", "symbol")}
    job = Job(SPEC, "identifiers", Path("p"), "p", columns=columns, known="next session")
    rows = pl.DataFrame(
        {"at": [0, 1], "row": [2, 3], "code": ["0001652044"] * 2, "scheme": ["CIK"] * 2,
         "symbol": ["GOOG", "GOOGL"]}
    )  # fmt: skip
    assert gate(job, rows, TODAY).undated
    dated = gate(job, rows, TODAY, date(2024, 6, 28))
    assert dated.frame.select("symbol", "known_at").rows() == [
        ("GOOG", date(2024, 7, 1)), ("GOOGL", date(2024, 7, 1)),
    ]  # fmt: skip


def test_what_is_known_on_the_files_day_waits_for_that_day() -> None:
    columns = {name: name for name in ("symbol", "date", "fiscal")}
    job = Job(SPEC, "earnings", Path("p"), "p", columns=columns, known=STAMPED,
              constants={"timing": "unknown"})  # fmt: skip
    told = {"symbol": ["A"], "date": ["2024-08-01"], "fiscal": ["2024-06-30"]}
    rows = pl.DataFrame({"at": [0], "row": [2], **told})
    assert gate(job, rows, TODAY).undated
    assert gate(job, rows, TODAY, date(2024, 6, 28)).undated  # the day belongs into the rule
    given = gate(stamped(job, date(2024, 6, 28)), rows, TODAY)
    assert given.frame["known_at"].to_list() == [date(2024, 7, 1)]
