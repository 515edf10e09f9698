"""Stooq's CSV: Polish or English headers, refusals in words, levels that are never prices."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.stooq import is_stooq, job, plan, read_stooq, symbol_in
from tests.providers.constructed import ENGLISH, POLISH, closes, days, stooq
from tests.providers.damage import damaged, needs, read_or_told

ON = days(date(2026, 6, 1))
SOUND = stooq(ON, closes(len(ON), 600), POLISH)


def text(folder: Path, content: str, name: str = "spy_us_d.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


@pytest.mark.parametrize("header", [POLISH, ENGLISH, "\ufeff" + ENGLISH])
def test_both_languages_read_alike(tmp_path: Path, header: str) -> None:
    path = text(tmp_path, stooq(ON, closes(len(ON), 600), header))
    assert is_stooq(path)
    made = read_stooq(path)
    assert made.columns == ["row", "date", "open", "high", "low", "close", "volume"]
    assert made["date"].to_list() == [str(day) for day in ON]
    assert made["close"][0] == "600.0000"


def test_a_row_is_named_by_its_line_in_the_file(tmp_path: Path) -> None:
    assert read_stooq(text(tmp_path, SOUND))["row"][0] == 3  # a blank line and the header before it


def test_an_index_has_no_volume(tmp_path: Path) -> None:
    lines = ["Date,Open,High,Low,Close", "2026-06-12,1,2,1,2"]
    assert read_stooq(text(tmp_path, "\n".join(lines)))["volume"].to_list() == [None]


def test_an_adjusted_volume_is_rounded_and_rubbish_stays_for_the_gate(tmp_path: Path) -> None:
    rows = "2026-06-11,1,2,1,2,10.6\n2026-06-12,1,2,1,2,many\n"
    assert read_stooq(text(tmp_path, f"{ENGLISH}\n{rows}"))["volume"].to_list() == ["11", "many"]


@pytest.mark.parametrize(
    "said", ["Brak danych", "No data", "Exceeded the daily hits limit", "", "\n\n", "<html></html>"]
)
def test_a_refusal_is_no_data(tmp_path: Path, said: str) -> None:
    with pytest.raises(BadFile):
        read_stooq(text(tmp_path, said))
    assert not any(said.encode().startswith(b) for b in plan(needs())[0].begins)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("spy_us_d.csv", "SPY"), ("stooq_spy_us_d.csv", "SPY"), ("brk-b_us_d (1).csv", "BRK-B"),
     ("^spx_d.csv", "^GSPC"), ("prices.csv", ""), ("usd_d.csv", "")],
)  # fmt: skip
def test_the_symbol_is_in_the_files_name(name: str, symbol: str) -> None:
    assert symbol_in(name) == symbol


def test_an_english_header_alone_is_anybodys_file(tmp_path: Path) -> None:
    assert not is_stooq(text(tmp_path, f"{ENGLISH}\n2026-06-12,1,2,1,2,3\n", "mine.csv"))
    assert is_stooq(text(tmp_path, SOUND, "mine.csv"))
    assert not is_stooq(text(tmp_path, "a,b\n1,2\n"))


def test_levels_become_returns_and_bars_are_no_prices() -> None:
    assert job("SPY", "returns").columns == {"date": "date", "level": "close"}
    assert job("SPY", "bars").constants["basis"] == "split+dividend"
    assert job("^GSPC", "bars").constants["basis"] == "index"


def test_the_plan_keeps_funds_and_stocks_as_returns_and_indices_as_bars() -> None:
    asked = {request.name: request for request in plan(needs())}
    assert asked["BRK-B"].url == "https://stooq.com/q/d/l/?s=brk-b.us&d1=19960509&d2=20260612&i=d"
    assert asked["^GSPC"].url.startswith("https://stooq.com/q/d/l/?s=%5Espx&d1=19271230")
    assert {r.jobs[0].table for n, r in asked.items() if not n.startswith("^")} == {"returns"}
    assert [r.jobs[0].table for n, r in asked.items() if n.startswith("^")] == ["bars"] * 3
    assert asked["SPY"].manners.per_minute <= 10


def test_a_part_shares_days_with_what_is_on_file() -> None:
    line = needs().catalog.lookup("SPY")
    on_file = {("returns", "stooq", line.id): date(2026, 6, 11)}
    spy = next(r for r in plan(needs(on_file)) if r.name == "SPY")
    assert "&d1=20260528&d2=20260612&" in spy.url


@pytest.mark.shared
def test_the_recorded_file_gives_5136_days(shared_data: Path) -> None:
    path = shared_data / "formats" / "stooq_spy_us_d.csv"
    assert is_stooq(path)
    assert symbol_in(path.name) == "SPY"
    made = read_stooq(path)
    assert len(made) == 5136
    assert made.select("date", "close").row(-1) == ("2025-07-28", "636.94")
    assert made.filter(pl.any_horizontal(pl.all().is_null())).is_empty()


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    assert read_or_told(tmp_path, "stooq", data.draw(damaged(SOUND.encode()))) in (True, False)
