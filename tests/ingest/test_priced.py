"""The checks of prices beside the store, in their order, through whole imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.dense import chosen, dense
from rotascope.ingest.findings import together
from rotascope.ingest.priced import bars_beside, returns_beside
from rotascope.ingest.release import release
from rotascope.ingest.returns import line_ends
from rotascope.ingest.run import import_jobs
from rotascope.panel import Panel
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen, told
from tests.ingest.conftest import stored
from tests.ingest.planted.case import TODAY

AT = 30


def split(ratio: float = 4.0, n: int = 50) -> pl.DataFrame:
    after = pl.int_range(pl.len()) >= AT
    shares = pl.when(after).then(ratio).otherwise(1.0)
    return quiet(n).with_columns(
        close=pl.col("close") / shares, volume=(pl.col("volume") * shares).cast(pl.Int64)
    )


def test_a_quiet_file_into_an_empty_store_says_nothing(market: Market) -> None:
    assert not together(bars_beside(seen(quiet()), "a", market)).height
    levels = quiet().select("symbol", "date", level="close")
    assert not together(returns_beside(seen(levels, "returns"), "a", market)).height


def test_raw_bars_and_their_actions_become_a_line(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "actions", told((AT, "split", 4.0), (40, "dividend", 0.5)))
    report = put(market, tmp_path, "bars", split())
    assert (report.accepted, report.quarantined, report.flagged) == (50, (), ())
    panel = Panel(StoreBackend(market), TODAY)
    total, price = panel.series("ZZ"), panel.series("ZZ", "pr")
    assert max(abs(price.levels[1:] / price.levels[:-1] - 1)) < 0.02
    assert total.levels[0] == pytest.approx(quiet()["close"][0])
    assert total.levels[-1] / price.levels[-1] > 4.0


def test_an_unannounced_split_stops_the_line_and_serves_what_was(
    market: Market, tmp_path: Path
) -> None:
    put(market, tmp_path, "bars", split(n=AT))
    report = put(market, tmp_path, "bars", split()[AT:])
    assert dict(report.quarantined)["Q14"] == 20
    assert len(stored(market, "bars")) == AT
    put(market, tmp_path, "actions", told((AT, "split", 4.0)))
    again = split()[AT:].with_columns(volume=pl.col("volume") + 1)  # fetched anew
    assert put(market, tmp_path, "bars", again).accepted == 20
    assert len(Panel(StoreBackend(market), TODAY).series("ZZ", "pr")) == 50


def test_a_split_in_adjusted_closes_cuts_the_line(market: Market, tmp_path: Path) -> None:
    levels = split(1 / 25).select("symbol", "date", level="close")
    report = put(market, tmp_path, "returns", levels)
    assert dict(report.quarantined) == {"Q14": 1}
    line = Panel(StoreBackend(market), TODAY).series("ZZ")
    assert len(line) == 50 - AT - 1
    assert line.levels[0] == pytest.approx(levels["level"][AT + 1])


def test_a_spike_is_named_once_by_the_first_check(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet().with_columns(basis=pl.lit("split")), "b")
    spiked = quiet().with_columns(
        basis=pl.lit("split"),
        close=pl.when(pl.int_range(pl.len()) == AT).then(pl.col("close") * 1.7).otherwise("close"),
    )
    report = put(market, tmp_path, "bars", spiked)
    assert dict(report.quarantined) == {"Q13": 1}
    assert "Q20" not in dict(report.flagged)


def test_levels_that_are_off_by_one_amount_are_held_with_their_anchor(
    market: Market, tmp_path: Path
) -> None:
    put(market, tmp_path, "actions", told((45, "dividend", 0.1)))
    rising = quiet().with_columns(close=pl.col("close") * (1 + 0.004 * pl.int_range(pl.len())))
    put(market, tmp_path, "bars", rising)
    early = pl.int_range(pl.len()) < 45
    right = pl.col("close") * (1 - 0.1 / rising["close"][44])
    levels = rising.select(
        "symbol", "date", level=pl.when(early).then(right - 1.0).otherwise("close")
    )
    found = together(returns_beside(seen(levels, "returns"), "a", market))
    assert found.filter(pl.col("check") == "Q15")["at"].to_list()[:45] == list(range(45))
    assert found["observed"][0] == "every level 1 too low"


def test_a_row_against_two_sources_is_held_and_returns_span_it(
    market: Market, tmp_path: Path
) -> None:
    levels = quiet().select("symbol", "date", level="close")
    for name in ("b", "c"):
        put(market, tmp_path, "returns", levels, name)
    wrong = levels.with_columns(
        level=pl.when(pl.int_range(pl.len()) == AT).then(pl.col("level") * 1.05).otherwise("level")
    )
    report = put(market, tmp_path, "returns", wrong)
    assert dict(report.quarantined) == {"Q20": 2}  # the way there and the way back
    mine = stored(market, "returns").filter(pl.col("dataset") == "a")
    span = levels["level"][AT + 2] / levels["level"][AT - 1] - 1
    assert mine.filter(pl.col("date") == levels["date"][AT + 2])["tr"].to_list() == pytest.approx(
        [span]
    )


def test_members_are_made_of_raw_lines_too(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "actions", told((AT, "split", 4.0), (40, "dividend", 0.5)))
    put(market, tmp_path, "bars", split())
    panel = Panel(StoreBackend(market), TODAY)
    matrix, line = dense(panel), panel.series("ZZ")
    levels = matrix.levels[:, chosen(matrix, panel)["US:ZZ"]]
    assert panel.lines() == {"US:ZZ"}
    assert levels == pytest.approx(line.levels / line.levels[0], rel=1e-5)


def test_of_one_import_the_announcements_are_read_first(market: Market, tmp_path: Path) -> None:
    parts = {"bars": split(), "actions": told((AT, "split", 4.0))}
    jobs = []
    for table, frame in parts.items():
        path = tmp_path / f"{table}.parquet"
        frame.write_parquet(path)
        columns = {name: name for name in frame.columns}
        jobs.append(
            Job(DatasetSpec("a", 10, "", "same session"), table, path, table, columns=columns)
        )
    report = import_jobs(market, jobs, today=TODAY)
    assert [(job.table, job.accepted) for job in report.jobs] == [("bars", 50), ("actions", 1)]


@pytest.mark.parametrize("good_first", [True, False])
def test_a_stale_close_of_a_worse_source_never_holds_a_real_fall_of_a_better_one(
    market: Market, tmp_path: Path, good_first: bool
) -> None:
    after = pl.int_range(pl.len()) >= AT
    good = quiet().select(
        "symbol", "date", level=pl.when(after).then(pl.col("close") * 0.7).otherwise("close")
    )
    stale = good.with_columns(
        level=pl.when(pl.int_range(pl.len()) == AT)
        .then(pl.col("level").shift(1))
        .otherwise("level")
    )
    files = [("good", good, 10), ("bad", stale, 90)]
    for name, frame, precedence in files if good_first else files[::-1]:
        put(market, tmp_path, "returns", frame, name, precedence=precedence)
    held = [h.key for h in market.quarantine_list() if h.source.startswith("good")]
    assert held == []
    line = Panel(StoreBackend(market), good["date"][AT]).series("ZZ")
    assert line.sources[0].dataset == "good"
    assert line.levels[-1] / line.levels[-2] == pytest.approx(0.7, abs=0.01)


def test_two_lagging_feeds_that_came_first_hold_no_row_of_a_better_one(
    market: Market, tmp_path: Path
) -> None:
    lively = (
        quiet()
        .with_columns(level=pl.col("close") * (1 + 0.03 * (pl.int_range(pl.len()) % 4)))
        .select("symbol", "date", "level")
    )
    late = lively.with_columns(level=pl.col("level").shift(1)).drop_nulls()
    put(market, tmp_path, "returns", late, "late", precedence=80)
    put(market, tmp_path, "returns", late.with_columns(pl.col("level") * 2), "later", precedence=90)
    report = put(market, tmp_path, "returns", lively, "good", precedence=10)
    assert (report.status, report.quarantined) == ("imported", ())
    assert dict(report.flagged)["Q20"] > 30


def test_raw_closes_quadrupled_by_a_split_not_yet_applied_are_held_and_block_nothing(
    market: Market, tmp_path: Path
) -> None:
    whole = split()
    put(market, tmp_path, "bars", whole[:AT])
    put(market, tmp_path, "actions", told((5, "dividend", 1.0)))
    early = pl.int_range(pl.len()) < AT
    faulty = whole[: AT + 2].with_columns(
        close=pl.when(early).then(pl.col("close") * 4).otherwise("close")
    )
    both = told((5, "dividend", 4.0), (AT, "split", 4.0))
    assert dict(put(market, tmp_path, "actions", both).quarantined) == {"Q10": 1}
    report = put(market, tmp_path, "bars", faulty)
    assert (report.status, report.accepted) == ("held", 0)
    assert dict(report.quarantined)["Q10"] == AT
    for end in range(AT + 1, 40):
        assert put(market, tmp_path, "bars", whole[end - 10 : end]).status == "imported"
    price = Panel(StoreBackend(market), TODAY).series("ZZ", "pr")
    assert len(price) == 39
    assert max(abs(price.levels[1:] / price.levels[:-1] - 1)) < 0.02


def test_a_released_move_makes_the_line_whole_again(market: Market, tmp_path: Path) -> None:
    levels = split(1 / 25).select("symbol", "date", level="close")
    put(market, tmp_path, "returns", levels)
    (held,) = market.quarantine_list()
    release(market, held.id, "it did rise", at="2026-06-12T20:00", today=TODAY)
    line = Panel(StoreBackend(market), TODAY).series("ZZ")
    assert len(line) == 50
    assert line.levels == pytest.approx(levels["level"].to_numpy())
    before = Panel(StoreBackend(market), date(2026, 6, 11)).series("ZZ")
    assert len(before) == 50 - AT - 1  # what one saw before the release


def test_a_line_cut_by_a_split_goes_on_with_the_next_file(market: Market, tmp_path: Path) -> None:
    levels = split(1 / 25, n=60).select("symbol", "date", level="close")
    put(market, tmp_path, "returns", levels[:50])
    report = put(market, tmp_path, "returns", levels[45:])
    assert (report.accepted, report.unchanged, report.quarantined) == (10, 5, ())
    line = Panel(StoreBackend(market), TODAY).series("ZZ")
    assert len(line) == 60 - AT - 1
    assert line.levels == pytest.approx(levels["level"].to_numpy()[AT + 1 :])


def test_a_second_part_of_a_download_connects_and_keeps_its_cut(
    market: Market, tmp_path: Path
) -> None:
    levels = split(1 / 25, n=60).select("symbol", "date", level="close")
    put(market, tmp_path, "returns", levels[:10])
    report = put(market, tmp_path, "returns", levels[10:], connect=True)
    assert dict(report.quarantined) == {"Q14": 1}
    rows = stored(market, "returns")
    anchored = rows.filter(pl.col("anchor").is_not_null())
    assert anchored["date"].to_list() == [levels["date"][0], levels["date"][AT + 1]]
    joint = rows.filter(pl.col("date") == levels["date"][10])["tr"].item()
    assert joint == pytest.approx(levels["level"][10] / levels["level"][9] - 1)
    ends = line_ends(market, "a")
    assert ends["level"].to_list() == pytest.approx([levels["level"][59]])
