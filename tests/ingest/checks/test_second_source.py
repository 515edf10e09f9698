"""Q13 beside the store."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from rotascope.ingest.checks.second_source import big_moves, raw_spikes, second_source
from rotascope.ingest.findings import together
from rotascope.ingest.whole import Whole, bars_with
from tests.ingest.beside import quiet, seen, told

AT = 30


def moved(factor: float) -> Whole:
    after = pl.int_range(pl.len()) >= AT
    frame = quiet().with_columns(
        close=pl.when(after).then(pl.col("close") * factor).otherwise("close")
    )
    return bars_with(seen(frame), None)


def others(*moves: float, back: int = AT - 1, rank: Sequence[int] = (-1,)) -> pl.DataFrame:
    """Other sources' moves; `rank` of each against ours, the last one for all that follow."""
    frame = moved(1.0).frame
    return pl.DataFrame(
        {
            "instrument": frame["instrument"].gather([AT] * len(moves)),
            "date": frame["date"].gather([AT] * len(moves)),
            "back": frame["date"].gather([back] * len(moves)),
            "other": [f"source {n}" for n in range(len(moves))],
            "move": pl.Series(moves, dtype=pl.Float64),
            "rank": pl.Series(
                [rank[min(n, len(rank) - 1)] for n in range(len(moves))], dtype=pl.Int64
            ),
        }
    )


def test_big_moves_come_with_the_day_before() -> None:
    rows = big_moves(moved(0.6))
    assert rows["at"].to_list() == [AT]
    assert rows["ours"][0] == pytest.approx(-0.52, abs=0.03)
    assert not big_moves(moved(0.9)).height


@pytest.mark.parametrize(
    ("theirs", "held"),
    [
        ((0.0,), True),
        ((-0.2,), True),
        ((-0.35,), False),
        ((0.0, -0.5), False),
        ((0.0, 0.01), True),
        ((), False),
    ],
)
def test_a_move_that_every_other_source_denies_is_held(
    theirs: tuple[float, ...], held: bool
) -> None:
    told_ = together(second_source(big_moves(moved(0.6)), others(*theirs)))
    assert told_["at"].to_list() == ([AT] if held else [])


@pytest.mark.parametrize(
    ("rank", "held"),
    [
        ((-30,), True),  # one that ranks better
        ((0,), False),  # one against one: the order of imports does not decide who is right
        ((80,), False),
        ((0, 0), True),
        ((0, 80), False),
        ((80, 70), False),  # two feeds that are read after ours do not make it the odd one
        ((80, -1), True),
        ((80, 0, 0), True),
    ],
)
def test_who_denies_a_move_decides_whether_it_is_held_or_told(
    rank: tuple[int, ...], held: bool
) -> None:
    parts = second_source(big_moves(moved(0.6)), others(*[0.01] * len(rank), rank=rank))
    said = together(parts)
    assert said["severity"].to_list() == ["quarantine" if held else "flag"]
    assert said["at"].to_list() == [AT]


def test_a_move_that_one_source_confirms_is_neither_held_nor_told() -> None:
    parts = second_source(big_moves(moved(0.6)), others(0.0, -0.5, 0.0, rank=(-1, 80, -1)))
    assert not together(parts).height


def test_a_return_since_another_day_is_not_asked() -> None:
    assert not together(second_source(big_moves(moved(0.6)), others(0.0, back=AT - 2))).height


def test_it_says_both_moves_and_whose() -> None:
    said = together(second_source(big_moves(moved(0.6)), others(0.01)))
    assert said["observed"][0].endswith("and 1.0 % in source 0")


def test_a_split_on_file_is_no_spike_and_a_spike_beside_it_is() -> None:
    after = pl.int_range(pl.len()) >= AT
    frame = quiet().with_columns(close=pl.when(after).then(pl.col("close") / 4).otherwise("close"))
    actions = told((AT, "split", 4.0)).with_columns(instrument="US:" + pl.col("symbol"))
    assert not together(raw_spikes(bars_with(seen(frame), actions))).height
    spiked = frame.with_columns(
        close=pl.when(pl.int_range(pl.len()) == 40).then(pl.col("close") * 2).otherwise("close")
    )
    assert together(raw_spikes(bars_with(seen(spiked), actions)))["at"].to_list() == [40]


def test_bars_that_are_not_raw_are_judged_elsewhere() -> None:
    frame = quiet().with_columns(basis=pl.lit("split"))
    assert raw_spikes(bars_with(seen(frame), None)) == []
