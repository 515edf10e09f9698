"""Planted claims: weekly, out on Thursday, never before a reader could know them."""

from __future__ import annotations

import numpy as np

from rotascope.providers.planted_parts.claims import FIRST, LEVEL, claims
from rotascope.sessions import all_sessions

EVERY = all_sessions()
DAYS = EVERY[
    slice(*np.searchsorted(EVERY, np.array(["2019-01-02", "2025-07-01"], "datetime64[D]")))
]


def test_a_week_is_known_on_the_first_session_from_thursday_on() -> None:
    rows = claims(DAYS, np.random.default_rng(1))["macro"]
    weeks = rows["date"].to_numpy().astype("datetime64[D]")
    known = rows["known_at"].to_numpy().astype("datetime64[D]")
    assert weeks[0] == FIRST
    assert (np.diff(weeks).astype(int) == 7).all()
    assert ((known - weeks).astype(int) >= 5).all()
    assert ((known - weeks).astype(int) <= 12).all()
    assert known[-1] <= DAYS[-1]
    assert np.isin(known, EVERY).all()


def test_levels_lie_around_the_planted_one_in_whole_thousands() -> None:
    values = claims(DAYS, np.random.default_rng(1))["macro"]["value"].to_numpy()
    assert abs(np.median(values) / LEVEL - 1.0) < 0.01
    assert (values % 1000 == 0).all()
    assert 0.02 < np.std(np.log(values)) < 0.04


def test_the_same_draw_gives_the_same_rows_and_a_longer_world_the_same_start() -> None:
    one, other = (claims(DAYS, np.random.default_rng(2))["macro"] for _ in range(2))
    assert one.equals(other)
    more = EVERY[: int(np.searchsorted(EVERY, np.datetime64("2026-01-01")))]
    longer = claims(more, np.random.default_rng(2))["macro"]
    assert longer["date"].head(len(one)).equals(one["date"])
