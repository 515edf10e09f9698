"""Numbers as they are told."""

import pytest

from rotascope.articles.check.words import number, told
from rotascope.terms.words import Unit
from tests.articles.tape import claim, direction


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.1399, "fraction", "+13.99 %"), (-0.0045, "fraction", "-0.45 %"), (1936.0, "count", "1,936"),
     (2.0, "ratio", "2.00 times"), (11.2, "pp", "11.20 points"), (25.0, "bp", "25.00 bp"),
     (4500.0, "index", "4,500.00")],
)  # fmt: skip
def test_a_number_is_told_in_its_unit(value: float, unit: Unit, said: str) -> None:
    assert number(value, unit) == said


def test_differences_of_returns_are_points() -> None:
    assert told(direction("IWM", ">", "SPY"), 0.118) == "+11.80 points"
    assert told(claim("IWM", 0.1), 0.118) == "+11.80 %"


def test_no_number_is_no_figure() -> None:
    assert number(None, "fraction") == "nothing"


def test_a_weight_has_no_sign() -> None:
    assert told(claim("IWM", 0.1, measure="largest_weight"), 0.0118) == "1.18 %"
