"""What a year's return was made of: the identity holds in what is printed."""

from __future__ import annotations

import numpy as np

from rotascope.signals.reading import measure
from rotascope.vintages import first_releases, versions
from tests.signals.earnings import worlds

NAME = "valuation.rerating"


def test_growth_rerating_and_income_are_the_return_on_every_day() -> None:
    (made,) = measure(worlds.planted_panel(), [NAME])
    beside = dict(made.trace.beside)
    parts = made.trace.value + beside["earnings growth"] + beside["income"]
    some = np.isfinite(parts)
    assert some.sum() > 500
    assert np.allclose(parts[some], beside["total return"][some], rtol=0, atol=1e-12)


def test_the_rerating_is_the_change_of_the_ratio_of_price_to_earnings() -> None:
    panel = worlds.planted_panel()
    (made,) = measure(panel, [NAME])
    price, earnings = (
        first_releases(versions(panel, f"SHILLER.{n}")).values for n in ("sp500", "earnings")
    )
    ratio = np.log(price / earnings)
    assert np.isclose(made.trace.value[-1], ratio[-1] - ratio[-13], rtol=1e-9)
    assert made.reading.axis == "market"


def test_without_the_series_it_names_them() -> None:
    said = measure(worlds.panel(worlds.LAST), [NAME])[0].reading
    assert (said.status, "SHILLER.earnings" in said.reason) == ("not_measurable", True)
