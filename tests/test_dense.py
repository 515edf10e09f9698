"""The dense matrix of a store: kept on disk by table version, mapped, made again when it must be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope import dense as dense_module
from rotascope.catalog import load
from rotascope.dense import chosen, dense, is_stock
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset


class OnDisk(MemoryBackend):
    """Frames in memory with a cache folder, and a count of how often they are read in full."""

    reads = 0

    def long_returns(self):  # type: ignore[no-untyped-def]
        self.reads += 1
        return super().long_returns()


def _backend(folder: Path) -> OnDisk:
    backend = OnDisk(planted.frames(seed=7, sessions=900)[0])
    backend.cache_folder = folder
    return backend


DAY = date(2025, 6, 30)


def test_the_second_process_maps_what_the_first_one_made(tmp_path: Path) -> None:
    first = _backend(tmp_path)
    made = dense(Panel(first, DAY))
    second = _backend(tmp_path)
    again = dense(Panel(second, DAY))
    assert (first.reads, second.reads) == (1, 0)
    assert isinstance(again.levels, np.memmap)
    np.testing.assert_array_equal(made.levels, again.levels)
    assert made.instruments == again.instruments


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    dense(Panel(_backend(tmp_path), DAY))
    (path,) = tmp_path.glob("members-*.levels.npy")
    path.write_bytes(path.read_bytes()[:50])
    backend = _backend(tmp_path)
    assert np.isfinite(dense(Panel(backend, DAY)).levels).any()
    assert backend.reads == 1


def test_matrices_of_old_table_versions_are_not_kept_for_ever(tmp_path: Path) -> None:
    for n in range(6):
        path = tmp_path / f"members-{n}.levels.npy"
        path.write_bytes(b"old")
        (tmp_path / f"members-{n}.days.npy").write_bytes(b"old")
    dense(Panel(_backend(tmp_path), DAY))
    assert len(list(tmp_path.glob("members-*.levels.npy"))) == 3
    assert len(list(tmp_path.glob("members-*.days.npy"))) <= 3


def test_levels_are_the_panel_s_own_levels(tmp_path: Path) -> None:
    panel = Panel(_backend(tmp_path), DAY)
    matrix = dense(panel)
    series = panel.series("PW07")
    column = matrix.instruments.index("US:PW07")
    own = matrix.levels[:, column]
    there = np.isfinite(own)
    np.testing.assert_array_equal(matrix.days[there], series.days)
    assert own[there] == pytest.approx(series.levels / series.levels[0], rel=1e-5)


def test_funds_indices_and_planted_segments_are_no_stocks() -> None:
    catalog = load()
    assert is_stock("US:ANYTHING", catalog)
    assert is_stock(catalog.instrument_id("AAPL", DAY), catalog)
    for symbol in ("SPY", "^RUT", "PW:SMALL"):
        assert not is_stock(catalog.instrument_id(symbol, DAY), catalog)


def test_a_better_dataset_speaks_for_a_line_from_its_own_first_day_on_and_nothing_is_made_again(
    tmp_path: Path,
) -> None:
    frames, _ = planted.frames(seed=7, sessions=900)
    returns = frames["returns"]
    days = returns["date"].unique().sort()
    late = returns.filter((pl.col("instrument") == "US:PW07") & (pl.col("date") > days[600]))
    new = late.with_columns(instrument=pl.lit("US:NEW"))
    frames["returns"] = pl.concat([returns, late.with_columns(dataset=pl.lit("better")), new])
    backend = OnDisk(frames, [Dataset("planted", 20, "", ""), Dataset("better", 10, "", "")])
    backend.cache_folder = tmp_path
    panels = [Panel(backend, days[row]) for row in (600, 601)]
    spoken = []
    for panel in panels:
        matrix = dense(panel)
        column = chosen(matrix, panel)["US:PW07"]
        spoken.append(matrix.datasets[column])
        assert matrix.datasets[column] == panel.series("PW07").sources[0].dataset
        end = int(np.searchsorted(matrix.days, np.datetime64(panel.as_of), side="right"))
        assert np.isfinite(matrix.levels[:end, column]).sum() == len(panel.series("PW07"))
    assert spoken == ["planted", "better"]
    assert ["US:NEW" in chosen(dense(panel), panel) for panel in panels] == [False, True]
    assert dense(panels[0]) is dense(panels[1])
    assert backend.reads == 1


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "zeros"])
def test_a_kept_array_that_is_damaged_is_no_array(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    dense_module._write(path, np.arange(5000.0))
    kept = dense_module._read(path)
    assert kept is not None
    assert np.array_equal(kept, np.arange(5000.0))
    raw = bytearray(path.read_bytes())
    if damage == "flip":
        raw[2000] ^= 1
    if damage == "zeros":
        raw[-400:] = bytes(400)
    path.write_bytes({"cut": bytes(raw[:900]), "empty": b""}.get(damage, bytes(raw)))
    assert dense_module._read(path) is None
