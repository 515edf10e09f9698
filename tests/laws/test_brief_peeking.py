"""What the brief of a date says is settled on that date: nothing that becomes known later moves it."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest

from rotascope.desk import Desk
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from tests.laws.worlds import Spoiled

FRAMES, TRUTH = planted.frames(seed=7, sessions=1500)
DAYS = np.unique(FRAMES["returns"]["date"].to_numpy()).astype("datetime64[D]")
TURN = int(np.searchsorted(DAYS, np.datetime64(TRUTH.newest("size").date)))
# Before, on and after a planted rotation; the deletion of a member; close to the end.
CUTS = [TURN - 5, TURN, TURN + 30, 1101, 1450]


@pytest.mark.slow
@pytest.mark.parametrize("row", CUTS)
def test_a_spoiled_future_does_not_move_a_brief(row: int) -> None:
    base = MemoryBackend(FRAMES)
    cut = DAYS[row].item()
    told = Desk(base).brief(cut)
    again = Desk(Spoiled(base, cut, vintages=True, seed=row)).brief(cut)  # type: ignore[arg-type]
    assert told.as_of == again.as_of == cut
    assert told.readings, "a brief without readings proves nothing"
    assert asdict(replace(again, store="")) == asdict(replace(told, store=""))
