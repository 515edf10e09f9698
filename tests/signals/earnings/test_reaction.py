"""Moves on reports over the move to be expected: the session, the eve's volatility, random signs."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_tables import frame, returns
from rotascope.sessions import all_sessions
from rotascope.signals.earnings.reaction import few_reactions, sign_null
from rotascope.signals.reading import measure
from tests.signals.earnings import worlds

NAMES = ("AAPL", "MSFT", "NVDA")
LAST = date(2024, 6, 28)
END = int(np.searchsorted(all_sessions(), np.datetime64(LAST))) + 1
DAYS = all_sessions()[END - 400 : END]
REPORTS = np.arange(20, 400, 63)


def world(timing: str, last_move: float, implied: float | None = None) -> dict[str, pl.DataFrame]:
    """Three companies that move 4 % on every report but the last, and nothing else ever."""
    from rotascope.catalog import load

    ids = {name: load().instrument_id(name, LAST) for name in NAMES}
    shift = 1 if timing == "after" else 0
    tr = np.zeros(400)
    tr[REPORTS + shift] = 0.04
    tr[REPORTS[-1] + shift] = last_move
    made = [
        worlds.announcements([(name, str(DAYS[i]), None, 1.0) for i in REPORTS]).with_columns(
            timing=pl.lit(timing)
        )
        for name in NAMES
    ]
    frames = {
        "returns": returns(dict.fromkeys(ids.values(), tr), DAYS),
        "earnings": pl.concat(made).sort("symbol", "date"),
    }
    if implied is not None:
        eve = DAYS[REPORTS[-1] - 1].item()
        frames["implied"] = frame(
            "implied",
            {"underlying": list(NAMES), "date": [eve] * 3, "expiry": [LAST] * 3,
             "known_at": [eve] * 3, "iv": [implied] * 3},
        )  # fmt: skip
    return frames


@pytest.mark.parametrize("timing", ["before", "after"])
def test_a_report_is_taken_in_by_its_own_or_the_next_session(timing: str) -> None:
    trace = few_reactions(worlds.panel(LAST, **world(timing, -0.02)))
    assert trace.value[-1] == pytest.approx(-0.5)
    assert "AAPL \N{MINUS SIGN}0.5" in trace.text
    assert trace.coverage == pytest.approx(3 / 7)


def test_where_there_is_a_chain_its_move_is_the_one_to_be_expected() -> None:
    daily = 0.06
    trace = few_reactions(worlds.panel(LAST, **world("before", 0.03, daily * 252**0.5)))
    assert trace.value[-1] == pytest.approx(0.5)


def test_four_reports_are_needed_before_a_move_is_usual() -> None:
    trace = few_reactions(worlds.panel(LAST, **world("before", 0.04)))
    assert trace.days[0] == DAYS[REPORTS[4]]
    assert trace.value[0] == pytest.approx(1.0)


def test_random_signs_are_rejected_at_the_stated_rate() -> None:
    trace = few_reactions(worlds.panel(LAST, **world("before", 0.04)))
    null = sign_null(worlds.panel(LAST), trace)
    assert null is not None
    # three moves of 1 each: sd 1 / sqrt 3, z = 1.73, p = .083
    assert null.p == pytest.approx(0.0833, abs=0.001)


def test_good_reports_of_the_few_lean_to_the_few() -> None:
    (made,) = measure(worlds.planted_panel(), ["surprise.few"])
    assert made.reading.status == "ok"
    assert made.spec.sign == -1
    assert measure(worlds.panel(LAST), ["surprise.few"])[0].reading.status == "not_measurable"
