"""From a file's columns to a table's, in its types and units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from rotascope.errors import BadFile, WrongUse
from rotascope.ingest.shape import read, select, table_of, typed
from rotascope.providers.jobs import DatasetSpec, Job, Where
from rotascope.store.tables import TABLES
from tests.ingest.conftest import write


def job(table: str = "bars", **more: Any) -> Job:
    spec = DatasetSpec("d", 1, "", "same session")
    return Job(spec, table, Path("p.csv"), "p.csv", **more)


RAW = pl.DataFrame(
    {
        "at": [0, 1],
        "row": [2, 3],
        "sym": ["A", "^B"],
        "day": ["2024-01-02", None],
        "px": ["1.5", "x"],
    }
)
COLUMNS = {"symbol": "sym", "date": "day", "close": "px"}


def test_columns_are_renamed_and_constants_filled() -> None:
    made = select(job(columns=COLUMNS, constants={"basis": "split"}), TABLES["bars"], RAW)
    assert made.columns == ["at", "row", "symbol", "date", "close", "basis"]
    assert made["basis"].to_list() == ["split", "split"]


@pytest.mark.parametrize(
    ("where", "left"),
    [
        (Where(present=("day",)), ["A"]),
        (Where(not_prefix={"sym": "^"}), ["A"]),
        (Where(only={"sym": "^B"}), ["^B"]),
    ],
)
def test_rows_of_another_job_are_set_aside(where: Where, left: list[str]) -> None:
    made = select(job(columns=COLUMNS, where=where), TABLES["bars"], RAW)
    assert made["symbol"].to_list() == left


def test_text_that_is_no_number_is_q01() -> None:
    frame, findings = typed(
        job(), TABLES["bars"], select(job(columns=COLUMNS), TABLES["bars"], RAW)
    )
    assert [(f["check"][0], f["observed"][0]) for f in findings if f.height] == [("Q01", "'x'")]
    assert frame["close"].to_list() == [1.5, None]
    assert frame["date"].to_list() == [date(2024, 1, 2), None]


def test_a_boolean_is_no_number() -> None:
    raw = pl.DataFrame({"at": [0], "row": [2], "close": [True]})
    _, findings = typed(job(), TABLES["bars"], raw)
    assert [f["check"][0] for f in findings if f.height] == ["Q01"]


def test_half_a_share_is_no_volume_and_a_whole_number_with_a_point_is() -> None:
    raw = pl.DataFrame({"at": [0, 1], "row": [2, 3], "volume": ["12.5", "12.0"]})
    frame, findings = typed(job(), TABLES["bars"], raw)
    assert [f["row"].to_list() for f in findings if f.height] == [[2]]
    assert frame["volume"][1] == 12


def test_percent_becomes_a_fraction_where_the_table_says_so() -> None:
    raw = pl.DataFrame({"at": [0], "row": [2], "weight": ["7.12"]})
    frame, _ = typed(job("holdings", units={"weight": "percent"}), TABLES["holdings"], raw)
    assert frame["weight"][0] == pytest.approx(0.0712)


def test_words_are_translated_and_blanks_replaced() -> None:
    raw = pl.DataFrame(
        {"at": [0, 1], "row": [2, 3], "timing": ["AMC", "?"], "fiscal": [None, "Q1"]}
    )
    told = job("earnings", values={"timing": {"AMC": "after"}}, missing={"fiscal": "unknown"})
    frame, _ = typed(told, TABLES["earnings"], raw)
    assert frame["timing"].to_list() == ["after", "?"]
    assert frame["fiscal"].to_list() == ["unknown", "Q1"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"table": "barz"}, "no table 'barz'"),
        ({"reader": "magic"}, "no reader 'magic'"),
        ({"columns": {"closing": "px"}}, "no column 'closing'"),
        ({"units": {"close": "percents"}}, "unit 'percents'"),
        ({"units": {"close": "percent"}}, "no fraction"),
    ],
)
def test_a_mistaken_mapping_is_told(wrong: dict[str, Any], said: str) -> None:
    table = wrong.pop("table", "bars")
    with pytest.raises(WrongUse, match=said):
        table_of(job(table, **wrong))


def test_a_missing_column_is_told_with_the_columns_there_are() -> None:
    with pytest.raises(BadFile, match=r"p\.csv, row 1: no column 'close'.*sym, day, px"):
        select(job(columns={"close": "close"}), TABLES["bars"], RAW)


def test_only_the_mapped_columns_of_a_parquet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pl.DataFrame({"sym": ["A"], "day": ["2024-01-02"], "px": ["1"], "junk": [1]}).write_parquet(
        path
    )
    mapped = Job(DatasetSpec("d", 1, "", ""), "bars", path, "p", columns=COLUMNS)
    assert read(mapped).columns == ["at", "row", "sym", "day", "px"]


def test_a_csv_is_read_as_text(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", ["A,2024-01-02,007"])
    mapped = Job(DatasetSpec("d", 1, "", ""), "bars", path, "p")
    assert read(mapped)["close"].to_list() == ["007"]


GERMAN = {"decimal": ",", "dates": "%d.%m.%Y"}


def mapped(raw: dict[str, list[str | None]], table: str = "bars", **more: Any) -> pl.DataFrame:
    n = len(next(iter(raw.values())))
    frame = pl.DataFrame({"at": list(range(n)), "row": list(range(2, n + 2)), **raw})
    made = job(table, columns={name: name for name in raw}, **more)
    return typed(made, TABLES[table], select(made, TABLES[table], frame))[0]


def test_the_forms_a_mapping_names_are_read() -> None:
    made = mapped(
        {"symbol": ["A", "A"], "date": ["28.03.2024", "02.04.2024"], "close": ["1.234,50", "(2,5)"],
         "volume": ["1.000", "2.000.000"]}, options=GERMAN, constants={"basis": "split"},
    )  # fmt: skip
    assert made["date"].to_list() == [date(2024, 3, 28), date(2024, 4, 2)]
    assert made["close"].to_list() == [1234.5, -2.5]
    assert made["volume"].to_list() == [1000, 2_000_000]


def test_what_does_not_fit_the_named_form_is_q01_with_its_own_text() -> None:
    raw = pl.DataFrame({"at": [0], "row": [2], "date": ["2024-03-28"], "close": ["1,234.5"]})
    made = job(columns={"date": "date", "close": "close"}, options=GERMAN)
    _, findings = typed(made, TABLES["bars"], select(made, TABLES["bars"], raw))
    assert [(f["expected"][0], f["observed"][0]) for f in findings if f.height] == [
        ("date: a day as %d.%m.%Y", "'2024-03-28'"),
        ("close: a number with the decimal sign ','", "'1,234.5'"),
    ]


def test_a_constant_is_in_iso_form_whatever_the_files_form() -> None:
    made = mapped({"close": ["1,5"]}, options=GERMAN, constants={"date": "2024-03-28"})
    assert made.select("date", "close").rows() == [(date(2024, 3, 28), 1.5)]


def test_a_percent_sign_needs_a_unit() -> None:
    columns = {"weight": ["5,3%", "(1%)"]}
    percent = mapped(columns, "holdings", options=GERMAN, units={"weight": "percent"})
    assert percent["weight"].to_list() == pytest.approx([0.053, -0.01])
    assert mapped(columns, "holdings", options=GERMAN)["weight"].to_list() == [None, None]


def test_a_decimal_sign_is_a_point_or_a_comma() -> None:
    with pytest.raises(WrongUse, match=r"decimal = ';'"):
        table_of(job(options={"decimal": ";"}))


def test_a_blank_begins_with_no_prefix_and_is_not_set_aside() -> None:
    raw = RAW.with_columns(sym=pl.Series([None, "^B"], dtype=pl.String))
    made = select(job(columns=COLUMNS, where=Where(not_prefix={"sym": "^"})), TABLES["bars"], raw)
    assert made["symbol"].to_list() == [None]
