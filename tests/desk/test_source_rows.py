"""The rows behind a figure: as known, in an order that shows how they make it."""

from datetime import date

import pytest

from rotascope.desk import Desk
from rotascope.desk.source_rows import MOST, source_rows
from rotascope.errors import BadArgument, NoAnswer
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.surfaces.encode import plain
from rotascope.terms import Source, Why

FRAMES, TRUTH = planted.frames()
BACKEND = MemoryBackend(FRAMES)
DESK = Desk(BACKEND)
DAY = TRUTH.last


def why_of(*sources: Source) -> Why:
    return Why(f"signal/made@{DAY}", "Made", 1.0, "", DAY, "", "", sources)


def test_a_top_ten_weight_is_the_sum_of_the_rows_it_opens() -> None:
    key = f"signal/concentration.top10_large_cap@{DAY}"
    told = DESK.rows(key)
    at = {name: place for place, name in enumerate(told.columns)}
    top = [row for row in told.rows if row[at["rank"]] is not None and row[at["rank"]] <= 10]
    (reading,) = DESK.signals(["concentration.top10_large_cap"])
    assert reading.value is not None
    assert sum(row[at["weight"]] for row in top) == pytest.approx(reading.value, abs=1e-12)
    assert top[-1][at["running_sum"]] == pytest.approx(reading.value, abs=1e-12)
    assert told.note.startswith("ranks 1 to 10 add up to")


def test_rows_are_known_by_the_day_and_newest_first() -> None:
    early = date(2024, 7, 11)
    told = DESK.rows(f"signal/rs.small_large@{early}", limit=MOST)
    days = [row[0] for row in told.rows]
    known = [row[told.columns.index("known_at")] for row in told.rows]
    assert told.columns[0] == "date"
    assert days == sorted(days, reverse=True)
    assert max(known) <= early
    assert told.count == told.sources[0].rows


def test_parts_of_a_source_join_to_the_whole() -> None:
    key = f"signal/rs.small_large@{DAY}"
    whole = DESK.rows(key, limit=6).rows
    assert DESK.rows(key, limit=3).rows + DESK.rows(key, offset=3, limit=3).rows == whole


def test_every_source_of_the_brief_opens_and_prints() -> None:
    told = DESK.why(f"brief@{DAY}")
    panel = Panel(BACKEND, DAY)
    opened = [source_rows(panel, told, number, 0, 2) for number in range(len(told.sources))]
    assert all(one.count for one in opened)
    assert all(plain(one)["columns"] for one in opened)


def test_a_table_of_thousands_of_lines_is_told_by_its_lines() -> None:
    frames = {"returns": FRAMES["returns"]}
    source = Source("returns", "total returns of every stock", DAY, DAY, 1)
    told = source_rows(Panel(MemoryBackend(frames), DAY), why_of(source), 0, 0, 5)
    assert told.columns == ("instrument", "known_at", "dataset")
    assert told.order == "by line"
    assert "whole table" in told.note


@pytest.mark.parametrize(
    ("source", "offset", "limit"), [(9, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0)]
)
def test_numbers_out_of_bounds_are_refused(source: int, offset: int, limit: int) -> None:
    with pytest.raises(BadArgument, match=r"no source|no rows"):
        DESK.rows(f"signal/rs.small_large@{DAY}", source, offset, limit)


def test_a_figure_read_from_no_rows_says_so() -> None:
    with pytest.raises(NoAnswer, match="was read from no rows"):
        source_rows(Panel(BACKEND, DAY), why_of(), 0, 0, 1)
