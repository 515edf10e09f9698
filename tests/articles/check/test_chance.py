"""How often a figure at random would be supported: counted by hand on a few readings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.check.chance import chance, with_chance
from rotascope.articles.check.judge import judged
from rotascope.articles.check.together import together
from rotascope.articles.measures.observed import Observed
from tests.articles.tape import claim, direction

USUAL = Observed("usual", 0.10)


def others(*values: float) -> list[Observed]:
    return [USUAL, *(Observed(f"another {v}", v, standard=False) for v in values)]


@pytest.mark.parametrize(
    ("digits", "tolerance", "values", "share"),
    [
        (2, 0.00005, (0.12,), 0.002),  # two spans of a hundredth of a point, of ten points
        (0, 0.005, (0.12,), 0.2),  # two of a point
        (0, 0.005, (0.105,), 0.15),  # they overlap by half
        (0, 0.005, (0.30,), 0.1),  # one is out of reach
        (0, 0.005, tuple(0.05 + n / 100 for n in range(11)), 1.0),
    ],
)
def test_the_share_is_what_the_readings_cover(
    digits: int, tolerance: float, values: Sequence[float], share: float
) -> None:
    asked = claim("IWM", 0.12, digits=digits, tolerance=tolerance)
    assert chance(asked, others(*values))[0] == pytest.approx(share)


@given(st.lists(st.floats(-0.9, 3.0), max_size=20))
def test_it_is_a_share_and_more_readings_never_lower_it(values: list[float]) -> None:
    asked = claim("IWM", 0.12, digits=0, tolerance=0.005)
    few, _ = chance(asked, others())
    many, _ = chance(asked, others(*values))
    assert few - 1e-12 <= many <= 1.0 + 1e-12


def test_a_whole_per_cent_that_one_of_many_readings_fits_is_called_weak() -> None:
    asked = claim("IWM", 0.12, digits=0, tolerance=0.005)
    seen = others(0.11, 0.12, 0.13)
    assert judged(asked, seen).verdict == "supported_under"
    (found,) = together([(asked, tuple(seen))])
    assert found.verdict == "supported_under"
    assert found.reason == (
        "weak: one in two figures near it would have fitted one of the four readings tried"
    )


def test_printed_digits_the_usual_reading_and_directions_are_not_weak() -> None:
    exact = claim("IWM", 0.12, digits=2, tolerance=0.00005)
    assert "weak" not in together([(exact, tuple(others(0.11, 0.12)))])[0].reason
    plain = claim("IWM", 0.10, digits=0, tolerance=0.005)
    assert "weak" not in together([(plain, tuple(others(0.11, 0.12)))])[0].reason
    assert chance(direction("IWM", ">", "SPY"), others(0.11)) == (0.0, 0)
    found = judged(plain, others(0.11))
    assert with_chance(found, others(0.11)) is found
