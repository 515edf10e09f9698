"""Many small files become few: the same rows in the same order, whatever happens on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import IntegrityError
from rotascope.panel import Panel
from rotascope.store import market as market_module
from rotascope.store import merge
from rotascope.store.backend import StoreBackend
from rotascope.store.ledger import FileEntry, Piece
from rotascope.store.market import Market
from tests.store.invented import made_batch, made_rows


class Crash(BaseException):
    """The power went."""


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three files are many."""
    monkeypatch.setattr(merge, "FANOUT", 3)


def fed(market: Market, count: int, start: int = 0) -> Market:
    """So many commits of six rows more."""
    for i in range(start, start + count):
        market.append("returns", made_rows(start=10 * i), made_batch(f"b{i}"))
    return market


def sent(count: int) -> pl.DataFrame:
    frames = [made_rows(start=10 * i).sort("instrument", "date") for i in range(count)]
    return pl.concat(frames)


def read(market: Market) -> pl.DataFrame:
    return market.collect(market.scan("returns"))


def spans(market: Market) -> list[tuple[int, int, int]]:
    return [(p.first, p.last, p.level) for p in market._book.pieces("returns")]


def piece(first: int, level: int = 0, rows: int = 1) -> Piece:
    return Piece(first, first, level, rows, (FileEntry(f"{first}", 1, "x"),))


def test_neighbours_of_one_level_are_due_once_there_are_many() -> None:
    assert merge.due([piece(0), piece(1)]) == ()
    assert len(merge.due([piece(0), piece(1), piece(2)])) == 3
    assert merge.due([piece(0), piece(1, 1), piece(2), piece(3)]) == ()
    assert [p.first for p in merge.due([piece(0, 1), *(piece(n) for n in range(1, 6))])] == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip


def test_large_pieces_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "ROWS", 10)
    assert merge.due([piece(n, rows=5) for n in range(9)]) == ()
    assert [p.first for p in merge.due([piece(0, rows=99), *(piece(n) for n in (1, 2, 3))])] == [
        1, 2, 3,
    ]  # fmt: skip


def test_a_reader_opens_few_files_and_reads_the_same_rows_in_the_same_order(
    market: Market,
) -> None:
    fed(market, 13)
    assert spans(market) == [(0, 8, 2), (9, 11, 1), (12, 12, 0)]
    assert read(market).equals(sent(13))
    assert len(market.commits("returns")) == 13
    assert market.verify() == ()
    again = Market.open(market.root)
    assert read(again).equals(sent(13))
    again.close()


def test_merging_changes_no_fingerprint_and_no_delta_log(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed(market, 9)
    foreign = pl.read_delta(str(market.root / "market" / "returns"))
    assert foreign.sort("date", "instrument").equals(read(market).sort("date", "instrument"))
    monkeypatch.setattr(merge, "FANOUT", 99)
    other = fed(Market.open(tmp_path / "other", create=True), 9)
    assert spans(other) == [(n, n, 0) for n in range(9)]
    assert other.fingerprint() == market.fingerprint()
    other.close()


def test_a_store_of_many_files_from_before_is_merged_with_the_next_append(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(merge, "FANOUT", 99)
        fed(market, 20)
    fed(market, 1, start=20)
    assert spans(market) == [(0, 20, 1)]
    assert read(market).equals(sent(21))


def test_a_reader_that_was_there_before_goes_on_reading(market: Market) -> None:
    fed(market, 2)
    lazy = market.scan("returns")
    reader = Market.open(market.root)
    fed(market, 9, start=2)
    assert market.collect(lazy).equals(sent(2))
    assert read(reader).equals(sent(2))
    reader.refresh()
    assert read(reader).equals(sent(11))
    reader.close()


# ---------------------------------------------------------------- crashes


STEPS = ("write_data", "hashed", "chained")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_at_any_step_of_a_merge_leaves_the_rows_and_the_next_append_merges(
    market: Market, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    fed(market, 2)
    real = getattr(merge, step)

    def crashing(*args: object, **named: object) -> object:
        if after:
            real(*args, **named)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(merge, step, crashing)
        with pytest.raises(Crash):
            fed(market, 1, start=2)
    market.close()
    again = Market.open(market.root)
    assert again.recovered == ()
    assert read(again).equals(sent(3))
    assert again.verify() == ()
    fed(again, 1, start=3)
    assert spans(again) == [(0, 3, 1)]
    assert read(again).equals(sent(4))
    assert [path.name for path in (again.root / "merged/returns").iterdir()] == [
        "000000-000003.parquet"
    ]
    again.close()


def test_what_fails_while_merging_does_not_fail_the_append(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    fed(market, 2)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(merge, "write_data", full)
        assert market.append("returns", made_rows(start=20), made_batch("b2")) is not None
    assert spans(market) == [(0, 0, 0), (1, 1, 0), (2, 2, 0)]
    fed(market, 1, start=3)
    assert spans(market) == [(0, 3, 1)]


def test_rows_that_are_not_those_of_the_pieces_are_not_kept(market: Market) -> None:
    fed(market, 2)
    run = market._book.pieces("returns")
    with pytest.raises(IntegrityError, match="0 to 1 hold 6 rows"):
        merge.keep(
            market.root, market.state, market._book, market_module.table_named("returns"), run,
            made_rows(),
        )  # fmt: skip


# ---------------------------------------------------------------- damage


def spoiled(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


@pytest.mark.parametrize("spoil", [spoiled, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_damaged_merged_file_is_refused_and_given_up_without_losing_a_row(
    market: Market, spoil: Callable[[Path], object]
) -> None:
    fed(market, 9)
    spoil(market.root / "merged/returns/000000-000008.parquet")
    again = Market.open(market.root)
    with pytest.raises(IntegrityError, match="000000-000008"):
        again.scan("returns")
    assert [issue.check for issue in again.verify()] == ["S02 data"]
    (sentence,) = again.repair()
    assert "gave up the merged file of versions 0 to 8 of 'returns'" in sentence
    assert spans(again) == [(0, 2, 1), (3, 5, 1), (6, 8, 1)]
    assert read(again).equals(sent(9))
    assert again.verify() == ()
    fed(again, 1, start=9)
    assert spans(again) == [(0, 8, 2), (9, 9, 0)]
    assert read(again).equals(sent(10))
    again.close()


def test_spare_copies_may_rot_or_go_while_the_merged_file_is_sound(market: Market) -> None:
    fed(market, 3)
    first, second, third = (market.root / c.files[0].path for c in market.commits("returns"))
    first.unlink()
    spoiled(second)
    again = Market.open(market.root)
    assert read(again).equals(sent(3))
    assert again.verify() == ()
    assert again.repair() == ()
    # Only if the merged file goes as well are rows lost, and it is said which.
    (again.root / "merged/returns/000000-000002.parquet").unlink()
    told = again.repair()
    assert [sentence.split()[0] for sentence in told] == ["gave", "withdrew", "withdrew"]
    assert read(again).equals(made_rows(start=20).sort("instrument", "date"))
    assert third.exists()
    assert again.verify() == ()
    assert again.imported("b0", "map") is None
    again.close()


def test_a_withdrawn_version_takes_the_merged_file_that_holds_it_out_of_use(
    market: Market,
) -> None:
    fed(market, 3)
    market._enter("withdraw", {"table": "returns", "version": 1, "why": "by hand"})
    assert spans(market) == [(0, 0, 0), (2, 2, 0)]
    fed(market, 1, start=3)
    assert spans(market) == [(0, 3, 1)]
    assert read(market).height == 18


def test_a_log_of_a_merged_version_hinders_no_reader_and_is_rewritten(market: Market) -> None:
    fed(market, 3)
    log = market.root / market.commits("returns")[0].log_path
    log.write_text("")
    again = Market.open(market.root)
    assert read(again).equals(sent(3))
    assert [issue.check for issue in again.verify()] == ["S01 log"]
    assert again.repair() == ("rewrote the log of version 0 of 'returns'",)
    again.close()


# ---------------------------------------------------------------- as-of answers

IDS = ("ARCX:IWM:2000-05-26", "ARCX:SPY:1993-01-29")
DAYS = [date(2024, 1, 2) + timedelta(days=n) for n in range(12)]
ROW = st.tuples(
    st.sampled_from(["a", "b"]), st.sampled_from(IDS), st.integers(0, 8),
    st.integers(0, 3), st.floats(-0.5, 0.5),
)  # fmt: skip


def frame(rows: list[tuple[str, str, int, int, float]]) -> pl.DataFrame:
    made = {(d, i, day, late): tr for d, i, day, late, tr in rows}  # one row a key and known_at
    return pl.DataFrame(
        [(d, i, DAYS[day], DAYS[day + late], tr, None) for (d, i, day, late), tr in made.items()],
        schema=made_rows().schema,
        orient="row",
    )


def exact(value: object) -> object:
    """Every bit of an array, and its shape."""
    if isinstance(value, np.ndarray):
        return value.tolist() if value.dtype == object else (str(value.dtype), value.tobytes())
    return value


def as_of(market: Market, day: date) -> list[object]:
    """What a day's panel and the questions beside it are answered, to the last bit."""
    backend = StoreBackend(market)
    panel = Panel(backend, day)
    found: list[object] = [list(panel.ids("returns")), list(backend.spans("returns", day))]
    for name in ("IWM", "SPY"):
        series = panel.series(name)
        found += [exact(series.days), exact(series.levels), series.sources, series.missing]
    for rows in backend.rows("returns", IDS).values():
        found.append([exact(column) for column in rows.values()])
    return [*found, [exact(part) for part in backend.long_returns()]]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(ROW, min_size=1, max_size=6), min_size=1, max_size=11))
def test_no_answer_of_any_day_depends_on_what_was_merged(
    tmp_path: Path, commits: list[list[tuple[str, str, int, int, float]]]
) -> None:
    shutil.rmtree(tmp_path / "stores", ignore_errors=True)
    stores = {}
    for fanout in (2, 3, 99):
        merge.FANOUT = fanout
        market = Market.open(tmp_path / "stores" / str(fanout), create=True)
        for n, rows in enumerate(commits):
            made = frame(rows)
            market.append("returns", made, made_batch(f"b{n}", rows=len(made)))
        stores[fanout] = market
    plain = stores[99]
    for fanout in (2, 3):
        assert read(stores[fanout]).equals(read(plain))
        for day in DAYS[::3]:
            assert as_of(stores[fanout], day) == as_of(plain, day)
        assert stores[fanout].fingerprint() == plain.fingerprint()
    for market in stores.values():
        market.close()
