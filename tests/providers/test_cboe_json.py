"""CBOE's chain as JSON: one row an option, the same as the site's file says."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.cboe import read_chain
from rotascope.providers.cboe_json import plan, read_cboe_json
from tests.providers.constructed import compact, option, options
from tests.providers.damage import damaged, needs, read_or_told, twisted

CALL = option("SPY260619C00600500", 5.5, 0.15)
PUT = option("SPY260619P00600500", 5.1, 0.0, last_trade_price=0.0)


def body(folder: Path, document: Any) -> Path:
    path = folder / "SPY.json"
    path.write_text(compact(document))
    return path


def test_an_option_is_a_row(tmp_path: Path) -> None:
    made = read_cboe_json(body(tmp_path, options("SPY", [CALL, PUT])))
    assert made.select("underlying", "date", "expiry", "strike", "right").rows() == [
        ("SPY", date(2026, 6, 12), date(2026, 6, 19), 600.5, "C"),
        ("SPY", date(2026, 6, 12), date(2026, 6, 19), 600.5, "P"),
    ]
    assert made["bid"].to_list() == [5.5, 5.1]
    assert made["spot"].to_list() == [600.25, 600.25]
    assert made["open_interest"].to_list() == [2960.0, 2960.0]


def test_a_volatility_and_a_last_price_of_zero_are_no_answer(tmp_path: Path) -> None:
    made = read_cboe_json(body(tmp_path, options("SPY", [CALL, PUT])))
    assert made["iv"].to_list() == [0.15, None]
    assert made["last"].to_list() == [5.5, None]


@pytest.mark.parametrize(
    ("stamp", "day", "known"),
    [
        ("2026-06-12 20:01:30", date(2026, 6, 12), date(2026, 6, 12)),  # 16:01 in New York
        ("2026-06-12 20:15:01", date(2026, 6, 12), date(2026, 6, 15)),  # 16:15:01, a Friday
        ("2026-06-13 01:00:00", date(2026, 6, 12), date(2026, 6, 15)),
        ("2026-01-12 21:10:00", date(2026, 1, 12), date(2026, 1, 12)),  # winter: 16:10
    ],
)
def test_the_stamp_is_utc(tmp_path: Path, stamp: str, day: date, known: date) -> None:
    made = read_cboe_json(body(tmp_path, options("SPY", [CALL], stamp)))
    assert made.select("date", "known_at").row(0) == (day, known)


def test_roots_of_one_index_stay_apart(tmp_path: Path) -> None:
    both = [option("SPX260619C06000000", 55.5, 0.14), option("SPXW260619C06000000", 55.9, 0.14),
            option("NVDA1260619P00100000", 1.0, 0.3)]  # fmt: skip
    made = read_cboe_json(body(tmp_path, options("^SPX", both)))
    assert made["underlying"].to_list() == ["SPX", "SPXW", "NVDA1"]
    assert made["strike"].to_list() == [6000.0, 6000.0, 100.0]


def test_a_code_of_another_form_leaves_blanks_for_the_gate(tmp_path: Path) -> None:
    made = read_cboe_json(body(tmp_path, options("SPY", [option("SPY", 1.0, 0.1)])))
    assert made.select("option", "underlying", "expiry", "strike").row(0) == (
        "SPY",
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "change",
    [{"timestamp": "yesterday"}, {"timestamp": None}, {"data": None}, {"data": {"options": [1]}},
     {"timestamp": "9999-12-31 00:00:00"}, {"data": {"options": [{"option": "x", "bid": "five"}]}}],
)  # fmt: skip
def test_another_document_is_told(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(BadFile):
        read_cboe_json(body(tmp_path, options("SPY", [CALL]) | change))


def test_indices_are_asked_for_with_an_underscore() -> None:
    asked = {request.name: request.url for request in plan(needs())}
    base = "https://cdn.cboe.com/api/global/delayed_quotes/options"
    assert asked["SPY"] == f"{base}/SPY.json"
    assert asked["^GSPC"] == f"{base}/_SPX.json"
    assert {"IWM", "QQQ", "NVDA", "META", "^RUT", "^NDX"} <= set(asked)


@pytest.mark.shared
def test_the_recorded_chain_says_the_same_as_json(shared_data: Path, tmp_path: Path) -> None:
    """The site's own file of 2025-05-16, put into the JSON's form, comes out alike."""
    path = shared_data / "options" / "cboe_spy_quotedata_2025-05-16.csv"
    file = read_chain(path)
    lines = path.read_text("utf-8-sig").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Expiration Date"))
    listed = []
    for cells in csv.reader(lines[at + 1 :]):
        for first in (1, 12):
            last, _, bid, ask, volume, iv, delta, gamma, interest = map(
                float, cells[first + 1 : first + 10]
            )
            listed.append(option(cells[first], bid, iv, ask=ask, volume=volume, delta=delta, gamma=gamma,
                                 open_interest=interest, last_trade_price=last))  # fmt: skip
    moment = datetime(2025, 5, 17, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    stamp = moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M:%S")
    made = read_cboe_json(body(tmp_path, options("SPY", listed, stamp)))
    assert made["known_at"].unique().to_list() == file["known_at"].unique().to_list()
    columns = ["expiry", "strike", "right", "bid", "ask", "iv", "delta", "gamma", "volume"]
    numbers = [c for c in columns if c not in ("expiry", "right")]
    ours, theirs = (
        f.select("expiry", "right", *(pl.col(c).cast(pl.Float64) for c in numbers)).sort(
            "expiry", "strike", "right"
        )
        for f in (made, file)
    )
    assert ours.equals(theirs)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    sound = compact(options("SPY", [CALL, PUT])).encode()
    broken = data.draw(damaged(sound) | twisted(sound))
    assert read_or_told(tmp_path, "cboe_json", broken) in (True, False)
