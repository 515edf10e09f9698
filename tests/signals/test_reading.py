"""From a trace to a reading: number or reason, never both, never something that is not finite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from rotascope.errors import UnknownName
from rotascope.panel import Panel
from rotascope.registry import SignalSpec
from rotascope.signals.reading import leans, measure, reading
from rotascope.signals.trace import Trace, missing
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Interval, Null

AS_OF = date(2024, 6, 28)
PANEL = Panel(MemoryBackend({}), AS_OF)
DAYS = PANEL.sessions[-100:]


def _spec(**changes: Any) -> SignalSpec:
    plain: dict[str, Any] = {
        "name": "made.up",
        "title": "Made up",
        "axis": "size",
        "family": "price",
        "unit": "fraction",
        "sign": 1,
        "theory": "",
        "compute": lambda panel: missing("not_measurable", ""),
    }
    return SignalSpec(**(plain | changes))


def _rising(n: int = 100) -> Trace:
    return Trace(DAYS[:n], np.linspace(0.0, 1.0, n), text="it rose")


def test_the_last_value_of_a_rising_trace_is_at_the_top_of_its_past() -> None:
    said = reading(_spec(), _rising(), PANEL)
    # Midrank with the last of 100 included: (99 + 0.5) / 100.
    assert said.value == 1.0
    assert said.percentile == pytest.approx(0.995)
    assert said.lean == pytest.approx(0.99)
    assert (said.status, said.n_obs, said.age_sessions) == ("ok", 100, 0)
    assert said.key == "signal/made.up@2024-06-28"
    assert said.first == DAYS[0].item()


def test_a_negative_sign_turns_the_lean_and_not_the_value() -> None:
    said = reading(_spec(sign=-1), _rising(), PANEL)
    assert said.value == 1.0
    assert said.lean == pytest.approx(-0.99)


def test_without_a_sign_there_is_no_lean() -> None:
    assert reading(_spec(sign=0), _rising(), PANEL).lean is None


def test_a_percentile_needs_sixty_values() -> None:
    short = replace(_rising(), days=DAYS[-59:], value=np.linspace(0.0, 1.0, 59))
    said = reading(_spec(), short, PANEL)
    assert said.value == 1.0
    assert said.percentile is None
    assert said.lean is None


def test_an_unscored_signal_never_leans_whatever_it_says_of_itself() -> None:
    own = replace(_rising(), lean=np.full(100, 0.5))
    spec = _spec(lean="value", sign=0)
    assert reading(spec, own, PANEL).lean is None
    assert np.isnan(leans(spec, own, np.full(100, 0.9))).all()
    assert leans(_spec(sign=-1), own, np.array([0.25])).tolist() == [0.5]


def test_a_lean_of_its_own_is_taken_as_it_is_and_kept_in_range() -> None:
    own = replace(_rising(), lean=np.full(100, 7.0))
    assert reading(_spec(lean="value"), own, PANEL).lean == 1.0
    unknown = replace(_rising(), lean=np.full(100, np.nan))
    assert reading(_spec(lean="value"), unknown, PANEL).lean is None
    assert reading(_spec(lean="value"), _rising(), PANEL).lean is None


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_no_answer(wrong: float) -> None:
    trace = _rising()
    value = trace.value.copy()
    value[-1] = wrong
    said = reading(_spec(), replace(trace, value=value, reason="0/0"), PANEL, history=True)
    assert (said.value, said.lean, said.percentile) == (None, None, None)
    assert (said.status, said.reason, said.n_obs) == ("undefined", "0/0", 99)
    assert said.history is not None
    assert np.isfinite(said.history.values).all()


def test_two_sessions_old_is_fresh_and_three_is_stale() -> None:
    fresh = Trace(DAYS[:-2], np.linspace(0.0, 1.0, 98))
    stale = Trace(DAYS[:-3], np.linspace(0.0, 1.0, 97))
    assert reading(_spec(), fresh, PANEL).status == "ok"
    said = reading(_spec(), stale, PANEL)
    assert (said.status, said.value, said.age_sessions) == ("stale", None, 3)
    assert str(DAYS[-4]) in said.reason


def test_a_weekly_signal_is_as_old_as_its_newest_input() -> None:
    weekly = Trace(DAYS[:-4], np.linspace(0.0, 1.0, 96), newest=AS_OF)
    assert reading(_spec(), weekly, PANEL).status == "ok"


def test_a_file_may_be_older_and_says_how_old() -> None:
    old = Trace(DAYS[:-50], np.linspace(0.0, 1.0, 50), newest=DAYS[-51].item(), patience=126)
    said = reading(_spec(), old, PANEL)
    assert (said.status, said.age_sessions) == ("ok", 50)


def test_a_missing_trace_keeps_its_reason() -> None:
    said = reading(_spec(), missing("short_history", "12 of 126 sessions"), PANEL)
    assert (said.status, said.reason, said.value, said.coverage) == (
        "short_history",
        "12 of 126 sessions",
        None,
        0.0,
    )


def test_a_status_that_is_not_ok_has_no_number_even_if_the_trace_has_one() -> None:
    said = reading(_spec(), replace(_rising(), status="low_coverage", reason="3 of 9"), PANEL)
    assert (said.value, said.status, said.reason) == (None, "low_coverage", "3 of 9")


def test_the_null_is_asked_for_only_with_an_answer_and_only_if_wanted() -> None:
    asked: list[date] = []

    def null(panel: Panel, trace: Trace) -> Null:
        asked.append(panel.as_of)
        return Null("noise", 0.5, 0.5)

    spec = _spec(null=null)
    assert reading(spec, _rising(), PANEL).null == Null("noise", 0.5, 0.5)
    assert reading(spec, _rising(), PANEL, null=False).null is None
    assert reading(spec, missing("undefined", "0/0"), PANEL).null is None
    assert len(asked) == 1


def test_interval_state_and_coverage_travel() -> None:
    interval = Interval(0.1, 0.2, 0.9, "Wilson")
    said = reading(
        _spec(), replace(_rising(), interval=interval, state="near", coverage=0.8), PANEL
    )
    assert (said.interval, said.state, said.coverage) == (interval, "near", 0.8)


def test_measure_refuses_a_name_nobody_registered() -> None:
    with pytest.raises(UnknownName, match="streak"):
        measure(PANEL, ["streaks.small_large"])


def test_an_empty_store_answers_nothing_and_says_why_for_every_signal() -> None:
    for measured in measure(PANEL):
        assert measured.reading.value is None
        assert measured.reading.status != "ok"
        assert measured.reading.reason


def test_a_weekend_adds_no_age() -> None:
    on_sunday = Panel(MemoryBackend({}), date(2024, 6, 30))
    assert reading(_spec(), _rising(), on_sunday).age_sessions == 0
