"""Yahoo's chart: numbers as traded again, whatever splits came later; yfinance as an oracle."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.moments import epoch
from rotascope.providers.yahoo import first_day, plan, read_yahoo, traded
from tests.providers.constructed import BODIES, chart, closes, compact, days, moment
from tests.providers.damage import damaged, needs, read_or_told, twisted

ON = days(date(2026, 4, 1), date(2026, 5, 29))
RAW = [
    c / (4 if d >= date(2026, 5, 4) else 1) for c, d in zip(closes(len(ON), 800), ON, strict=True)
]
SPLIT = {date(2026, 5, 4): (4.0, 1.0)}
PAID = {date(2026, 4, 8): 0.2, date(2026, 5, 4): 0.06, date(2026, 5, 20): 0.05}
SOUND = chart("NVDA", ON, RAW, splits=SPLIT, dividends=PAID, kind="EQUITY")


def body(folder: Path, document: Any) -> Path:
    path = folder / "NVDA.json"
    path.write_text(document if isinstance(document, str) else compact(document))
    return path


def bars(folder: Path, document: Any) -> pl.DataFrame:
    return read_yahoo(body(folder, document), part="bars")


def test_bars_are_as_traded_before_a_later_split(tmp_path: Path) -> None:
    made = bars(tmp_path, SOUND)
    assert made["date"].to_list() == ON
    assert made["symbol"].unique().to_list() == ["NVDA"]
    np.testing.assert_allclose(made["close"], RAW, rtol=1e-7)
    np.testing.assert_allclose(made["low"], np.array(RAW) * 0.992, rtol=1e-7)
    # Volumes are whole shares of that day again.
    assert made["volume"].to_list() == [5_000_000 + 1_000 * i for i in range(len(ON))]


def test_dividends_are_for_a_share_as_it_was_on_the_ex_date(tmp_path: Path) -> None:
    made = read_yahoo(body(tmp_path, SOUND), part="actions")
    assert made.select("date", "kind", "ratio").rows() == [
        (date(2026, 4, 8), "dividend", None),
        (date(2026, 5, 4), "dividend", None),
        (date(2026, 5, 4), "split", 4.0),
        (date(2026, 5, 20), "dividend", None),
    ]
    # Yahoo prints 0.05 for the first: 0.2 for one share that became four.
    assert made["amount"].drop_nulls().to_list() == pytest.approx([0.2, 0.06, 0.05])


def test_a_split_between_two_fetches_changes_no_bar(tmp_path: Path) -> None:
    before = [d for d in ON if d < date(2026, 5, 4)]
    first = bars(tmp_path, chart("NVDA", before, RAW[: len(before)], kind="EQUITY"))
    later = bars(tmp_path, SOUND)
    both = first.join(later, on="date", suffix="_later")
    assert len(both) == len(before)
    np.testing.assert_allclose(both["close"], both["close_later"], rtol=2e-7)
    assert both["volume"].to_list() == both["volume_later"].to_list()


def test_two_splits_and_a_reverse_one_multiply(tmp_path: Path) -> None:
    splits = {date(2026, 4, 15): (3.0, 2.0), date(2026, 5, 4): (1.0, 190.0)}
    raw = [120.0] * 10 + [80.0] * 13 + [15_200.0] * (len(ON) - 23)
    assert [ON[10], ON[23]] == [date(2026, 4, 16), date(2026, 5, 5)]
    raw[9], raw[22] = 80.0, 15_200.0
    made = bars(tmp_path, chart("NVDA", ON, raw, splits=splits, kind="EQUITY"))
    np.testing.assert_allclose(made["close"], raw, rtol=1e-7)


def test_a_day_of_nulls_is_no_row_and_nan_goes_on_to_the_gate(tmp_path: Path) -> None:
    document = json.loads(compact(SOUND))
    quote = document["chart"]["result"][0]["indicators"]["quote"][0]
    for cells in quote.values():
        cells[3] = None
    quote["close"][5], quote["low"][6] = float("nan"), float("-inf")  # yfinance #2890
    made = bars(tmp_path, document)
    assert ON[3] not in made["date"].to_list()
    assert len(made) == len(ON) - 1
    assert made.filter(pl.col("date") == ON[5])["close"].is_nan().all()
    assert made.filter(pl.col("date") == ON[6])["low"].to_list() == [float("-inf")]


def test_the_second_of_two_rows_for_the_last_day_stands(tmp_path: Path) -> None:
    document = json.loads(compact(SOUND))
    result = document["chart"]["result"][0]
    result["timestamp"].append(moment(ON[-1], time(15, 59)))
    for name, cells in result["indicators"]["quote"][0].items():
        cells.append(cells[-1] + (100 if name == "volume" else 0.0))
    made = bars(tmp_path, document)
    assert made["date"].to_list() == ON
    assert made["volume"][-1] == 5_000_000 + 1_000 * (len(ON) - 1) + 100


def test_days_are_new_yorks_on_both_sides_of_summer_time(tmp_path: Path) -> None:
    around = days(date(2026, 3, 2), date(2026, 3, 13))  # the clocks go forward on the 8th
    made = bars(tmp_path, chart("SPY", around, closes(len(around), 600)))
    assert made["date"].to_list() == around


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"symbol": "SPY"}, "symbol is 'SPY'"),
        ({"currency": "GBp"}, "currency is 'GBp'"),
        ({"dataGranularity": "1mo"}, "dataGranularity is '1mo'"),
    ],
)
def test_a_body_of_another_line_currency_or_period_is_refused(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    document = json.loads(compact(SOUND))
    document["chart"]["result"][0]["meta"] |= change
    with pytest.raises(BadFile, match=said):
        read_yahoo(body(tmp_path, document), symbol="NVDA")


@pytest.mark.parametrize(
    "text",
    ['{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}',
     '{"chart":{"result":[],"error":null}}', '{"finance":{}}', "Too Many Requests", "", "[]"],
)  # fmt: skip
def test_an_error_body_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile):
        bars(tmp_path, text)


@pytest.mark.parametrize("ratio", [(0.0, 1.0), (1.0, 0.0), (-2.0, 1.0), (float("nan"), 1.0)])
def test_a_split_without_a_ratio_spoils_the_body(
    tmp_path: Path, ratio: tuple[float, float]
) -> None:
    document = json.loads(compact(SOUND))
    split = next(iter(document["chart"]["result"][0]["events"]["splits"].values()))
    split["numerator"], split["denominator"] = ratio
    with pytest.raises(BadFile, match="a split of"):
        bars(tmp_path, document)


def test_a_line_without_actions_or_days_gives_no_rows(tmp_path: Path) -> None:
    quiet = chart("SPY", ON, closes(len(ON), 600))
    assert read_yahoo(body(tmp_path, quiet), part="actions").is_empty()
    del quiet["chart"]["result"][0]["timestamp"]
    quiet["chart"]["result"][0]["indicators"] = {"quote": [{}]}
    assert bars(tmp_path, quiet).is_empty()


def test_the_plan_asks_for_every_traded_line_once() -> None:
    asked = plan(needs())
    names = [request.name for request in asked]
    assert len(set(names)) == len(names)
    assert {"SPY", "IWM", "BRK-B", "^GSPC", "META"} <= set(names)
    assert not {"MAG7", "PW:SMALL", "SPX500C", "FRBIG"} & set(names)
    assert all(
        r.url.startswith("https://query1.finance.yahoo.com/v8/finance/chart/") for r in asked
    )


def test_actions_are_read_before_the_bars_they_explain() -> None:
    made = {request.name: request for request in plan(needs())}
    assert [job.table for job in made["SPY"].jobs] == ["actions", "bars"]
    assert [job.constants for job in made["SPY"].jobs] == [{}, {"basis": "raw"}]
    assert [(job.table, job.constants) for job in made["^GSPC"].jobs] == [
        ("bars", {"basis": "index"})
    ]


def test_a_body_reaches_past_the_last_session_so_that_it_names_every_split() -> None:
    spy = next(request for request in plan(needs()) if request.name == "SPY")
    assert f"period2={epoch(date(2026, 6, 19))}" in spy.url
    assert f"period1={epoch(date(1993, 1, 29))}" in spy.url
    assert spy.url.endswith("&interval=1d&events=div,split&includeAdjustedClose=true")


def test_a_line_on_file_is_asked_for_from_ten_sessions_before() -> None:
    line = next(i for i in traded(needs().catalog) if i.symbol == "SPY")
    on_file = {("bars", "yahoo", line.id): date(2026, 6, 11)}
    spy = next(r for r in plan(needs(on_file)) if r.name == "SPY")
    assert f"period1={epoch(date(2026, 5, 28))}" in spy.url
    since = next(r for r in plan(needs(on_file, since=date(2020, 1, 2))) if r.name == "SPY")
    assert f"period1={epoch(date(2020, 1, 2))}" in since.url


def test_since_before_a_line_existed_is_its_first_day() -> None:
    mags = next(r for r in plan(needs(since=date(2000, 1, 3))) if r.name == "MAGS")
    line = next(i for i in traded(needs().catalog) if i.symbol == "MAGS")
    assert first_day(line) == date(2023, 4, 11)
    assert f"period1={epoch(date(2023, 4, 11))}" in mags.url


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["SPY", "IWM", "NVDA", "^GSPC"])
def test_yfinance_reads_the_same_numbers_in_the_same_body(name: str) -> None:
    utils = pytest.importorskip("yfinance.utils")
    path = BODIES / "query1.finance.yahoo.com/v8/finance/chart" / name
    result = json.loads(path.read_text())["chart"]["result"][0]
    quotes = utils.set_df_tz(utils.parse_quotes(result), "1d", "America/New_York").dropna()
    dividends, splits, _ = utils.parse_actions(result)
    ours = read_yahoo(path, symbol=name)
    assert list(quotes.index.date) == ours["date"].to_list()
    later = {when.date(): ratio for when, ratio in splits.get("Stock Splits", {}).items()}
    by = np.array(
        [np.prod([r for d, r in later.items() if d > day] or [1]) for day in ours["date"]]
    )
    for column in ("Open", "High", "Low", "Close"):
        np.testing.assert_allclose(ours[column.lower()], quotes[column] * by, rtol=1e-12)
    np.testing.assert_allclose(ours["volume"], quotes["Volume"] / by, atol=0.5)
    actions = read_yahoo(path, part="actions", symbol=name)
    assert actions["ratio"].drop_nulls().to_list() == list(later.values())
    paid = actions.filter(pl.col("kind") == "dividend")
    back = [float(np.prod([r for d, r in later.items() if d > day] or [1])) for day in paid["date"]]
    np.testing.assert_allclose(paid["amount"] / np.array(back), list(dividends["Dividends"]))


@pytest.mark.shared
def test_recorded_closes_come_back_as_they_were_traded(shared_data: Path, tmp_path: Path) -> None:
    """Real split-adjusted closes in a chart body, with the real splits of NVIDIA."""
    prices = pl.read_parquet(shared_data / "prices" / "core_daily.parquet").filter(
        (pl.col("symbol") == "NVDA")
        & pl.col("close").is_not_null()
        & (pl.col("date") > date(2021, 1, 1))
    )
    on = prices["date"].cast(pl.Date).to_list()
    body_ = chart("NVDA", on, prices["close"].to_list(), kind="EQUITY")
    events = {str(moment(d)): {"date": moment(d), "numerator": n, "denominator": 1.0}
              for d, n in ((date(2021, 7, 20), 4.0), (date(2024, 6, 10), 10.0))}  # fmt: skip
    body_["chart"]["result"][0]["events"] = {"splits": events}
    made = {day: close for day, close in bars(tmp_path, body_).select("date", "close").iter_rows()}
    # As printed in the papers of those days: 751.19, 186.12; 1,208.88, 121.79.
    told = {date(2021, 7, 19): 751.19, date(2021, 7, 20): 186.12, date(2024, 6, 7): 1208.88,
            date(2024, 6, 10): 121.79}  # fmt: skip
    assert {day: made[day] for day in told} == pytest.approx(told, rel=1e-4)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    sound = compact(
        chart("NVDA", ON[:12], RAW[:12], splits={ON[6]: (2, 1)}, dividends={ON[3]: 0.1})
    )
    broken = data.draw(damaged(sound.encode()) | twisted(sound.encode()))
    for part in ("bars", "actions"):
        assert read_or_told(tmp_path, "yahoo", broken, part=part) in (True, False)


@given(
    raw=st.lists(st.floats(1.0, 5_000.0), min_size=4, max_size=4),
    at=st.integers(1, 3),
    ratio=st.sampled_from([(2, 1), (4, 1), (3, 2), (1, 10), (1, 190), (1253, 1000)]),
)
def test_any_split_is_taken_off_again(
    tmp_path_factory: pytest.TempPathFactory, raw: list[float], at: int, ratio: tuple[int, int]
) -> None:
    folder = tmp_path_factory.mktemp("split")
    made = bars(folder, chart("NVDA", ON[:4], raw, splits={ON[at]: ratio}, kind="EQUITY"))
    np.testing.assert_allclose(made["close"], raw, rtol=2e-7)


def test_a_line_that_left_the_market_is_asked_for_with_since_only() -> None:
    gone = {i.symbol for i in needs().catalog.instruments if i.delisted}
    assert gone
    asked = {request.name for request in plan(needs())}
    assert not asked & gone
    since = replace(needs(), since=date(2020, 1, 2))
    assert gone <= {request.name for request in plan(since)}
