"""The recorded past: only what was known, only outcomes that are over, each weighed once."""

from datetime import date

import numpy as np
import polars as pl

from rotascope.evidence.recorded import FEWEST, HORIZON, past, recorded, with_today
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.evidence.markets import LAST, measured, sessions_to
from tests.evidence.worlds import pair_of


def rows(name: str, days: np.ndarray, leans: np.ndarray, code: str = "c") -> pl.DataFrame:
    n = len(days)
    return pl.DataFrame(
        {
            "dataset": ["replay"] * n, "signal": [name] * n, "date": days, "known_at": days,
            "value": leans, "lean": leans, "percentile": [None] * n, "coverage": [1.0] * n,
            "status": ["ok"] * n, "state": [""] * n, "code": [code] * n, "data": ["d"] * n,
            "version": ["0"] * n,
        },
        schema=TABLES["readings"].schema,
    )  # fmt: skip


def panel_of(*frames: pl.DataFrame, as_of: date = LAST) -> Panel:
    return Panel(MemoryBackend({"readings": pl.concat(frames)}), as_of)


def test_recorded_leans_are_read_as_known_and_unscored_ones_are_not() -> None:
    days = sessions_to(LAST, 100)
    leans = np.linspace(-1.0, 1.0, 100)
    panel = panel_of(rows("a", days, leans), rows("b", days, -leans), as_of=days[79].item())
    some = [measured("a", leans).reading, measured("b", leans, sign=0).reading]
    told = recorded(panel, some, "size")
    assert told.names == ("a",)
    np.testing.assert_array_equal(told.days, days[:80])
    np.testing.assert_array_equal(told.leans[:, 0], leans[:80])
    assert recorded(panel, some, "concentration").names == ()


def test_a_later_recording_of_a_date_stands_in_place_of_the_earlier() -> None:
    days = sessions_to(LAST, 80)
    old, new = rows("a", days, np.zeros(80)), rows("a", days, np.ones(80), "newer")
    told = recorded(panel_of(old, new), [measured("a", np.zeros(80)).reading], "size")
    assert (told.leans == 1.0).all()


def test_a_signal_recorded_a_few_times_only_is_left_out() -> None:
    days = sessions_to(LAST, FEWEST)
    short = panel_of(rows("a", days[1:], np.ones(FEWEST - 1)))
    assert recorded(short, [measured("a", np.ones(3)).reading], "size").names == ()
    assert recorded(
        panel_of(rows("a", days, np.ones(FEWEST))), [measured("a", np.ones(3)).reading], "size"
    ).names


def test_what_is_said_now_is_the_last_row() -> None:
    days = sessions_to(LAST, 100)
    panel = panel_of(rows("a", days, np.zeros(100)))
    told = with_today(
        recorded(panel, [measured("a", np.zeros(3)).reading], "size"),
        [measured("a", np.full(3, 0.5)).reading],
        np.datetime64(LAST),
    )
    assert len(told.days) == 100
    assert told.leans[-1, 0] == 0.5
    assert told.leans[-2, 0] == 0.0


def test_an_outcome_is_known_once_its_last_session_is_over() -> None:
    q = np.arange(400.0)
    pair = pair_of(q)
    days = pair.days[4::5]
    found = past(pair, days)
    # The last row is 399: an outcome that starts on row 336 is over, one that starts on 337 is not.
    assert np.isfinite(found.won).sum() == np.searchsorted(np.arange(4, 400, 5), 336, side="right")
    assert (found.won[np.isfinite(found.won)] == 1.0).all()
    assert found.known[0] == 0
    first = np.flatnonzero(found.known)[0]
    # The first starts on row 4 and ends on row 67; the first date from then on is row 69.
    assert days[first] == pair.days[69]
    assert past(pair_of(q, sign=-1), days).won[0] == 0.0


def test_overlapping_outcomes_weigh_as_many_as_fit_beside_one_another() -> None:
    pair = pair_of(np.cumsum(np.random.default_rng(1).normal(size=2000)))
    weekly, daily = past(pair, pair.days[::5]), past(pair, pair.days)
    whole = (2000 - HORIZON) / HORIZON
    assert abs(weekly.independent - whole) < 0.2
    assert abs(daily.independent - whole) < 0.2
    assert (weekly.overlap, daily.overlap) == (13, 63)
    yearly = past(pair, pair.days[::252])
    assert yearly.independent == np.isfinite(yearly.won).sum()


def test_a_date_without_a_price_of_its_own_has_no_outcome() -> None:
    pair = pair_of(np.arange(200.0))
    holiday = pair.days[50] + np.timedelta64(1, "D")
    days = np.unique(
        np.append(pair.days[[10, 60]], holiday if holiday != pair.days[51] else pair.days[50] - 1)
    )
    found = past(pair, days)
    assert np.isfinite(found.won).sum() == int(np.isin(days, pair.days).sum())


def test_later_prices_change_no_outcome_that_was_known() -> None:
    q = np.cumsum(np.random.default_rng(2).normal(size=1000))
    days = pair_of(q).days
    other = q.copy()
    other[900:] += 50.0
    before, after = past(pair_of(q), days), past(pair_of(other), days)
    np.testing.assert_array_equal(before.known, after.known)
    np.testing.assert_array_equal(before.won[: 900 - HORIZON], after.won[: 900 - HORIZON])
