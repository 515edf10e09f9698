"""Panels of one store: the day asked about, and only a few of them kept."""

from datetime import date, timedelta

import numpy as np
import pytest

from rotascope.desk.panels import KEPT, Panels
from rotascope.errors import NoAnswer
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import LAST, returns_frame

ROWS = {"IWM": np.arange(300) * 0.001, "SPY": np.arange(300) * 0.0005}


@pytest.fixture(scope="module")
def panels() -> Panels:
    return Panels(MemoryBackend({"returns": returns_frame(ROWS, LAST)}))


def test_the_same_day_is_the_same_panel_until_too_many_others_were_asked_for(
    panels: Panels,
) -> None:
    first = panels.at(LAST)
    assert panels.at(LAST) is first
    for back in range(1, KEPT + 1):
        panels.at(LAST - timedelta(days=back))
    assert panels.at(LAST) is not first


def test_a_day_still_in_use_outlives_a_walk_through_others(panels: Panels) -> None:
    first = panels.at(LAST)
    for back in range(1, 3 * KEPT):
        panels.at(LAST - timedelta(days=back))
        assert panels.at(LAST) is first


def test_no_day_means_the_last_with_prices_and_a_holiday_the_session_before(panels: Panels) -> None:
    assert panels.any(None).as_of == LAST
    assert panels.any("2025-12-25").as_of == date(2025, 12, 24)
    assert panels.asked("2025-12-25")[1] == (
        "2025-12-25 is no session: as of the last one before it, 2025-12-24",
    )


def test_only_a_day_before_the_newest_is_a_look_back(panels: Panels) -> None:
    assert panels.look_back(None) is None
    assert panels.look_back("2025-12-24") == date(2025, 12, 24)


def test_new_rows_are_seen_after_renewal() -> None:
    made = Panels(MemoryBackend({"returns": returns_frame(ROWS, LAST)}))
    before = made.at(LAST)
    made.renew(MemoryBackend({"returns": returns_frame({**ROWS, "QQQ": ROWS["SPY"]}, LAST)}))
    assert made.at(LAST) is not before
    assert len(made.at(LAST).series("QQQ"))
    assert not len(before.series("QQQ"))


def test_a_store_without_prices_has_no_span() -> None:
    with pytest.raises(NoAnswer, match="no prices of a pair"):
        _ = Panels(MemoryBackend({})).span
