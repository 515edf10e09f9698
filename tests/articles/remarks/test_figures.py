"""The article's own figures are read once, by window and by side."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.remarks import figures as own
from rotascope.catalog import load
from tests.articles.remarks import scenes, tables
from tests.articles.tape import closes

TABLE = scenes.scene(scenes.article("Title.", "Table."), tables.cells())


@pytest.mark.parametrize(
    ("symbol", "side"),
    [("IWM", "small"), ("^SP600", "small"), ("^GSPC", "large"), ("GOOG", "few"), ("MAGS", "few"),
     ("XMAG", "rest"), ("ORCL", ""), ("DGS10", "")],
)  # fmt: skip
def test_a_name_stands_on_one_side_or_on_none(symbol: str, side: str) -> None:
    assert own.side_of(symbol, load()) == side


def test_share_classes_count_once_in_a_mean() -> None:
    # (36.80 + 11.69 + 16.31 + 5.41 + 65.95 + 10.96 + 28.02) / 7 = 25.02; the year 18.19
    seven = [s for s in tables.YTD if s != "MAGS"]
    for window, mean in (("ytd", 0.2502), ("1y", 0.1819)):
        found = own.issuer_mean(TABLE, own.printed(TABLE, window), seven)
        assert found == pytest.approx(mean, abs=5e-5)
    assert own.issuer_mean(TABLE, {}, seven) is None


def test_directions_without_a_number_are_no_figures() -> None:
    bare = scenes.claim("IWM", "return", 0.0, op=">", window="ytd", digits=None)
    assert own.printed(scenes.scene(scenes.article("Up."), [bare]), "ytd") == {}
    assert own.windows(TABLE) == ("ytd", "1y")


def test_numbers_and_windows_are_worded_as_a_sentence_says_them() -> None:
    assert own.percent(-0.0045) == "\N{MINUS SIGN}0.45 %"
    assert own.percent(0.1399, 1) == "+14.0 %"
    assert own.points(-0.118) == "11.8 points"
    assert [own.worded(w) for w in ("ytd", "2022", "since:2015")] == [
        "year to date", "in 2022", "since 2015"]  # fmt: skip
    assert own.listed(["a", "b", "c"]) == "a, b and c"
    assert own.called(TABLE, "^RUT") == "the Russell 2000"


def test_a_years_return_is_from_the_last_close_of_the_year_before() -> None:
    line = closes(date(2021, 12, 1), date(2023, 1, 31), d2022_12_30=81.0, d2023_01_03=90.0)
    panel = scenes.world(date(2023, 1, 31), price={"^GSPC": line})
    shown = scenes.scene(scenes.article("Text."), panel=panel)
    assert own.year_return(shown, "^GSPC", "2022") == pytest.approx(-0.19)
    assert own.year_return(shown, "^GSPC", "2015") is None
    assert own.year_return(shown, "^NDX", "2022") is None


def test_a_year_of_which_the_last_closes_are_missing_has_no_return() -> None:
    line = closes(date(2021, 12, 1), date(2022, 10, 31), d2022_10_31=81.0)
    panel = scenes.world(date(2023, 1, 31), price={"^GSPC": line}, total={"IWM": line})
    shown = scenes.scene(scenes.article("Text."), panel=panel)
    assert own.year_return(shown, "^GSPC", "2022") is None


def test_ids_are_given_once() -> None:
    cell = tables.cells()[0]
    assert own.ids([cell, cell]) == (cell.id,)
