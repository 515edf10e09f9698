"""Names of a condition: signals, their attributes, and what is close to a misspelt one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rotascope.conditions.grammar import observables, parse
from rotascope.conditions.observed import Observed, observed
from rotascope.errors import BadArgument, UnknownName
from rotascope.registry import SIGNALS
from rotascope.signals.reading import reading


def asked(panel: Any, name: str) -> Observed:
    return observed(panel, next(observables(parse(f"{name} != 0"))))


def test_a_signal_has_its_value_percentile_lean_and_lines(planted_panel: Any) -> None:
    spec = SIGNALS["rs.small_large"]
    trace = spec.compute(planted_panel)
    said = reading(spec, trace, planted_panel, null=False)
    assert np.array_equal(
        asked(planted_panel, "rs.small_large").values, trace.value, equal_nan=True
    )
    for attribute in ("percentile", "lean"):
        values = asked(planted_panel, f"rs.small_large.{attribute}").values
        assert values is not None
        assert values[-1] == pytest.approx(getattr(said, attribute), rel=1e-12)
    line = asked(planted_panel, "rs.small_large.pw_small_pw_large").values
    assert np.array_equal(line, trace.beside[0][1])


def test_a_signal_that_leans_by_itself_keeps_its_own_lean(planted_panel: Any) -> None:
    spec = SIGNALS["streak.small_large"]
    own = spec.compute(planted_panel).lean
    assert np.array_equal(
        asked(planted_panel, "streak.small_large.lean").values, own, equal_nan=True
    )


def test_a_name_may_leave_out_its_family_where_it_is_the_only_one(planted_panel: Any) -> None:
    short, full = (asked(planted_panel, n) for n in ("ffr_2y.spread", "macro.ffr_2y.value"))
    assert np.array_equal(short.values, full.values, equal_nan=True)  # type: ignore[arg-type]
    assert len(short.days)
    for typed in ("vix.level", "VIX", "Macro.VIX.Level"):
        assert asked(planted_panel, typed).values is not None
    with pytest.raises(UnknownName, match=r"'small_large' may be .*rs\.small_large"):
        asked(planted_panel, "small_large.value")


def test_a_misspelt_signal_lists_the_nearest(planted_panel: Any) -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'rs\.small_large'"):
        asked(planted_panel, "rs.smal_large")


def test_a_misspelt_attribute_lists_what_there_is(planted_panel: Any) -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'streak'.*percentile, ratio, relative"):
        asked(planted_panel, 'rs("PW:SMALL/PW:LARGE").strek')


def test_a_function_needs_an_attribute_and_a_known_name(planted_panel: Any) -> None:
    with pytest.raises(BadArgument, match="of what"):
        asked(planted_panel, 'rs("PW:SMALL/PW:LARGE")')
    with pytest.raises(UnknownName, match="no function 'eval'"):
        asked(planted_panel, 'eval("1").x')
    with pytest.raises(BadArgument, match="too many dots"):
        asked(planted_panel, "rs.small_large.value.x")


def test_a_signal_without_history_says_why(planted_panel: Any) -> None:
    found = asked(planted_panel, "rs.french.percentile")
    assert not len(found.days)
    assert found.reason.startswith("rs.french")
