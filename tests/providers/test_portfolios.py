"""Lines made of portfolios."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.portfolios import means_of_portfolios, month_end_sessions, read_portfolios

LINES = {"S": ["a", "b"]}


def wide() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": [2, 3],
            "date": [date(2024, 2, 1), date(2024, 3, 1)],
            "a": [0.10, -0.02],
            "b": [0.20, None],
        }
    )


def test_a_line_is_the_mean_and_starts_at_100_before_its_first_month() -> None:
    made = means_of_portfolios(wide(), LINES).sort("date")
    assert made["date"].to_list() == [date(2024, 1, 31), date(2024, 2, 29)]
    assert made["anchor"].to_list() == [100.0, None]
    assert made["tr"][1] == pytest.approx(0.15)


def test_a_month_without_every_portfolio_has_no_mean() -> None:
    assert date(2024, 3, 28) not in means_of_portfolios(wide(), LINES)["date"].to_list()


def test_a_months_end_is_its_last_session() -> None:
    days = pl.Series([date(2024, 3, 1), date(2024, 6, 30)])
    assert month_end_sessions(days).to_list() == [date(2024, 3, 28), date(2024, 6, 28)]


def test_percent_becomes_a_fraction(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("date,a,b\n2024-02-01,10,20\n")
    made = read_portfolios(path, lines=LINES, percent=True)
    assert made["tr"].drop_nulls().to_list() == pytest.approx([0.15])


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("date,a\n2024-02-01,10\n")
    with pytest.raises(BadFile, match="no column b"):
        read_portfolios(path, lines=LINES)
