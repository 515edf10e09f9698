"""What is planted of groups: small companies that turn with the size axis, sectors that join up."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.providers.planted_parts.groups import CORRELATION, SECTORS, SMALL_LINES
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=1500)
    return Panel(MemoryBackend(frames), truth.last)


def _logs(panel: Panel, lines: tuple[str, ...]) -> np.ndarray:
    return np.column_stack([np.log(panel.series(n).levels)
                            for n in lines])  # fmt: skip


def test_small_companies_turn_on_the_planted_days(panel: Panel) -> None:
    _, truth = planted.frames(seed=7, sessions=1500)
    mean = _logs(panel, SMALL_LINES).mean(axis=1)
    days = panel.series("PS01").days
    for turn, after in zip(*[[r for r in truth.rotations if r.axis == "size"][k:] for k in (0, 1)],
                           strict=False):  # fmt: skip
        low, high = np.searchsorted(days, [np.datetime64(turn.date), np.datetime64(after.date)])
        slope = (mean[high] - mean[low]) / (high - low)
        assert (slope > 0) == (turn.leader == "small")


def test_sectors_move_as_one_in_the_last_120_sessions(panel: Panel) -> None:
    moves = np.diff(_logs(panel, SECTORS), axis=0)
    off = ~np.eye(len(SECTORS), dtype=bool)
    assert np.corrcoef(moves[:-120].T)[off].mean() == pytest.approx(0.5, abs=0.05)
    assert np.corrcoef(moves[-119:].T)[off].mean() == pytest.approx(0.9, abs=0.05)


def test_every_snapshot_holds_the_index_and_its_members_a_month_out(panel: Panel) -> None:
    index, line = panel.dated("implied", "PW:LARGE"), panel.dated("implied", "PW07")
    assert np.array_equal(index["date"], line["date"])
    assert set((index["expiry"] - index["date"]).astype(int).tolist()) == {30}
    assert (index["known_at"] > index["date"]).all()
    # One correlation between all lines: index volatility is that of a line times its root.
    assert index["iv"][-1] / line["iv"][-1] == pytest.approx(CORRELATION**0.5)
