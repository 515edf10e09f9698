"""The planted market: its truth holds in its own numbers, and it is the same market every time."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope import catalog
from rotascope.errors import BadArgument
from rotascope.providers import planted
from rotascope.registry import PROVIDERS
from rotascope.sessions import count
from rotascope.store.tables import TABLES

FRAMES, TRUTH = planted.frames()


def moves(symbol: str) -> pl.DataFrame:
    instrument = catalog.load().instrument_id(symbol, TRUTH.last)
    return FRAMES["returns"].filter(pl.col("instrument") == instrument).sort("date")


def log_ratio(top: str, bottom: str) -> tuple[np.ndarray, np.ndarray]:
    both = moves(top).join(moves(bottom), on="date", suffix="_bottom").fill_null(0.0)
    gaps = np.log1p(both["tr"].to_numpy()) - np.log1p(both["tr_bottom"].to_numpy())
    return both["date"].to_numpy().astype("datetime64[D]"), np.cumsum(gaps)


def test_every_frame_has_its_tables_schema_and_no_gap_in_what_is_required() -> None:
    for name, frame in FRAMES.items():
        assert frame.schema == TABLES[name].schema
        required = frame.select(TABLES[name].required)
        assert sum(required.null_count().row(0)) == 0
        keys = frame.select([*TABLES[name].key, "known_at"])
        assert keys.is_duplicated().sum() == 0


def test_the_same_seed_gives_the_same_market_and_another_seed_another() -> None:
    planted._world.cache_clear()
    again, _ = planted.frames()
    assert all(again[name].equals(frame) for name, frame in FRAMES.items())
    other, _ = planted.frames(seed=8)
    assert not other["returns"].equals(FRAMES["returns"])


@pytest.mark.parametrize(
    ("axis", "top", "bottom"),
    [("size", "PW:SMALL", "PW:LARGE"), ("concentration", "PW:REST", "PW:FEW")],
)
def test_the_ratio_rises_while_small_or_the_rest_lead_and_falls_while_they_do_not(
    axis: str, top: str, bottom: str
) -> None:
    days, q = log_ratio(top, bottom)
    turns = [r for r in TRUTH.rotations if r.axis == axis]
    ends = [*(t.date for t in turns[1:]), TRUTH.last]
    for turn, end in zip(turns, ends, strict=True):
        low, high = np.searchsorted(days, [np.datetime64(turn.date), np.datetime64(end)])
        assert np.sign(q[high] - q[low]) == (1 if turn.leader in ("small", "rest") else -1)


def test_the_axes_never_turn_on_the_same_day() -> None:
    days = [r.date for r in TRUTH.rotations]
    assert len(set(days)) == len(days)


def test_dividends_part_total_return_from_price() -> None:
    instrument = catalog.load().instrument_id("PW:LARGE", TRUTH.last)
    close = FRAMES["bars"].filter(pl.col("instrument") == instrument).sort("date")["close"]
    price = close[-1] / close[0] - 1
    total = np.prod(1 + moves("PW:LARGE")["tr"].fill_null(0.0).to_numpy()) - 1
    # 24 dividends of 0.35 % lift the total return by about 8.4 % of the price path.
    assert (1 + total) / (1 + price) == pytest.approx(1.0035 ** len(TRUTH.dividend_days), abs=2e-3)


def test_prices_lie_inside_their_own_range() -> None:
    bars = FRAMES["bars"]
    assert (bars["low"] <= bars.select(pl.min_horizontal("open", "close")).to_series()).all()
    assert (bars["high"] >= bars.select(pl.max_horizontal("open", "close")).to_series()).all()


def test_a_split_doubles_the_shares_and_moves_no_return() -> None:
    line, day, ratio = TRUTH.split
    files = FRAMES["holdings"].filter(pl.col("symbol") == line).sort("date")
    before = files.filter(pl.col("date") < day).tail(1)
    after = files.filter(pl.col("date") >= day).head(1)
    assert after["shares"][0] / before["shares"][0] == pytest.approx(ratio, rel=0.2)
    assert moves(line).filter(pl.col("date") == day)["tr"].abs()[0] < 0.1


def test_at_least_seventy_files_that_add_up_to_one() -> None:
    sums = FRAMES["holdings"].group_by("date").agg(pl.col("weight").sum())
    assert len(sums) >= 70
    assert np.allclose(sums["weight"], 1.0)
    assert (FRAMES["holdings"]["known_at"] > FRAMES["holdings"]["date"]).all()


def test_the_deleted_line_ends_and_its_interval_is_closed_only_once_known() -> None:
    line, day = TRUTH.left
    assert moves(line)["date"].max() == day
    rows = FRAMES["members"].filter(pl.col("symbol") == line).sort("known_at")
    assert rows["last"].to_list() == [None, day]
    assert rows["known_at"][1] == day


def test_the_index_holds_the_addition_from_its_day_on() -> None:
    line, day = TRUTH.joined
    held = FRAMES["holdings"].filter(pl.col("symbol") == line)
    assert held["date"].min() >= day
    assert count(day, held["date"].min()) < 25


def test_share_classes_are_one_issuer() -> None:
    one, two = TRUTH.share_classes
    assert catalog.load().issuer(one) == catalog.load().issuer(two)


def test_macro_values_are_revised() -> None:
    growth = FRAMES["macro"].filter(pl.col("series") == "PWGROWTH")
    versions = growth.group_by("date").agg(pl.col("known_at").n_unique())
    assert versions["known_at"].to_list() == [2] * len(versions)


def test_a_short_world_keeps_the_rotations_that_fit() -> None:
    _, truth = planted.frames(sessions=900)
    assert [r.leader for r in truth.rotations] == ["large", "small", "few", "rest"]
    assert truth.last == date(2025, 6, 30)
    with pytest.raises(BadArgument, match="900 or more"):
        planted.frames(sessions=899)


def test_it_registers_like_any_provider() -> None:
    assert dict(PROVIDERS["planted"].read()).keys() == FRAMES.keys()
