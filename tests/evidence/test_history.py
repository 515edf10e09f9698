"""Every chapter on the planted world: it answers, or says why not, and never looks ahead."""

from __future__ import annotations

from typing import Any

import pytest

from rotascope.errors import UnknownName
from rotascope.evidence.history import CHAPTERS, history
from rotascope.panel import Panel
from rotascope.terms import AXES
from tests.laws.worlds import Spoiled


@pytest.mark.parametrize("axis", AXES)
def test_every_chapter_answers_or_says_why(planted_panel: Any, axis: Any) -> None:
    told = history(planted_panel, None, axis)
    assert [one.name for one in told] == list(CHAPTERS)
    for one in told:
        assert one.finding
        assert one.status == "ok" or one.reason
        assert (one.status == "ok") == bool(one.rows)
        for row in one.rows:
            assert row.n >= 0
            assert row.p is None or 0.0 <= row.p <= 1.0
    assert sum(one.status == "ok" for one in told) >= 3


@pytest.mark.parametrize("name", ["spells", "breaks", "parallels", "regimes"])
def test_a_spoiled_future_changes_no_chapter(planted_backend: Any, name: str) -> None:
    rows = planted_backend.rows("returns", planted_backend.ids("returns"))
    days = sorted({day for row in rows.values() for day in row["date"].tolist()})
    cut = days[1200]
    kept = history(Panel(planted_backend, cut), name, "size")
    spoiled = history(
        Panel(Spoiled(planted_backend, cut, vintages=True, seed=5), cut), name, "size"
    )
    assert kept == spoiled


def test_an_unknown_chapter_lists_the_nearest(planted_panel: Any) -> None:
    with pytest.raises(UnknownName, match="did you mean 'spells'"):
        history(planted_panel, "spell", "size")
