"""How the figure of a Why reads."""

from __future__ import annotations

import pytest

from rotascope.surfaces.why_words import exact, is_key, printed
from rotascope.terms import Why
from tests.surfaces.fixtures import AS_OF


def why(value: float | str | None, unit: str) -> Why:
    return Why(f"signal/x@{AS_OF}", "X", value, unit, AS_OF, "", "", ())


@pytest.mark.parametrize(
    ("value", "unit", "short", "long"),
    [
        (0.3978989400000003, "fraction", "39.8 %", "0.39789894 fraction"),
        (-2.5, "pp", "−2.50 pp", "−2.5 pp"),
        (4.25, "percent", "4.25 percent", "4.25 percent"),
        ("small", "state", "small", ""),
        (None, "", "", ""),
    ],
)
def test_a_figure_reads_as_it_was_printed_and_with_all_its_digits(
    value: float | str | None, unit: str, short: str, long: str
) -> None:
    assert printed(why(value, unit)) == short
    assert exact(why(value, unit)) == long


def test_a_cell_that_is_a_key_opens() -> None:
    assert is_key("signal/rs.small_large@2026-06-12")
    assert is_key("brief@2026-06-12")
    assert not is_key("someone@example")
    assert not is_key("signal/rs.small_large")
