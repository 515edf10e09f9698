"""The chart of the sign question: a cell a pair and driver, signs by shape as well as colour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rotascope.errors import UnknownName
from rotascope.figures.draw import draw, picture
from rotascope.figures.yields import LETTERS, yields
from rotascope.terms import BetaPath, Interval, Mark, Sign, YieldBeta, YieldSigns

DAYS = tuple(date(2020, 1, 7) + timedelta(weeks=4 * i) for i in range(30))
PAIRS, DRIVERS = (
    ("IWM / SPY", "RSP / SPY"),
    ("two-year yield", "ten-year yield", "high-yield spread"),
)


def beta(pair: str, driver: str, when: str) -> YieldBeta:
    middle = {"yields rising": 2.0, "yields falling": -2.0}.get(when, 0.1)
    if when == "Fed raising":
        return YieldBeta(pair, driver, "pp", when, 3, None, None, "", None, None, "3 of 40 weeks")
    held = Interval(middle - 1.0, middle + 1.0, 0.9, "Newey-West")
    sign: Sign = "rises" if held.low > 0 else "falls" if held.high < 0 else "open"
    return YieldBeta(pair, driver, "pp", when, 60, middle, held, sign, DAYS[0], DAYS[-1])


def term() -> YieldSigns:
    values = tuple(0.1 * i - 1.0 for i in range(30))
    paths = tuple(
        BetaPath(pair, driver, "pp", DAYS, values, tuple(v - 1 for v in values),
                 tuple(v + 1 for v in values))
        for pair in PAIRS
        for driver in DRIVERS
        if (pair, driver) != ("RSP / SPY", "high-yield spread")
    )  # fmt: skip
    answers = tuple(
        beta(pair, driver, when)
        for pair in PAIRS
        for driver in DRIVERS
        for when in ("last 104 weeks", *LETTERS)
    )
    spans = ((Mark(date(2019, 6, 7), "risen"), Mark(date(2020, 6, 5), "no longer")),)
    return YieldSigns(
        date(2026, 6, 12), "3 of 20 betas turned", "f", answers, paths, (), "b", spans, ()
    )


def test_there_is_a_cell_for_each_pair_and_driver_with_axes_of_its_own() -> None:
    made = yields(term())
    assert sum(name.startswith("yaxis") for name in made.layout) == len(DRIVERS)
    assert sum(name.startswith("xaxis") for name in made.layout) == 2 * len(DRIVERS)
    domains = [axis["domain"] for name, axis in made.layout.items() if name.startswith("xaxis")]
    assert all(0.0 <= low < high <= 1.0 for low, high in domains)
    said = "IWM / SPY: over the last 104 weeks 0 of 3 rate and credit drivers have a clear sign"
    assert made.title == said


def test_every_regime_has_a_mark_with_its_interval_whose_shape_tells_its_sign() -> None:
    made = yields(term())
    marks = [trace for trace in made.traces if trace["mode"] == "markers"]
    assert len(marks) == len(DRIVERS)
    symbols = dict(zip(marks[0]["x"], marks[0]["marker"]["symbol"], strict=True))
    order = list(LETTERS)
    assert symbols[order.index("yields rising")] == "triangle-up"
    assert symbols[order.index("yields falling")] == "triangle-down"
    assert symbols[order.index("all weeks")] == "circle-open"
    assert order.index("Fed raising") not in symbols
    assert marks[0]["error_y"]["array"] == [1.0] * 5


def test_bands_surround_the_lines_and_a_missing_path_leaves_its_regimes() -> None:
    made = yields(term(), "RSP / SPY")
    assert made.name == "yield-signs-rsp-spy"
    lines = [trace for trace in made.traces if trace["mode"] == "lines"]
    assert len(lines) == 2 * 2
    assert sum(trace["mode"] == "markers" for trace in made.traces) == 3
    band, line = lines[0], lines[1]
    assert len(band["y"]) == 2 * len(line["y"])
    assert max(band["y"]) > max(line["y"])
    assert min(band["y"]) < min(line["y"])


def test_shading_starts_no_earlier_than_the_line() -> None:
    made = yields(term())
    assert len(made.layout["shapes"]) == len(DRIVERS)
    assert {shape["x0"] for shape in made.layout["shapes"]} == {DAYS[0].isoformat()}


def test_a_pair_without_betas_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="no pair"):
        yields(term(), "A / B")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_is_drawn_by_the_one_entry_and_plotly_takes_it(mode: str) -> None:
    figure = draw(term(), mode)  # type: ignore[arg-type]
    assert len(figure.data) == len(picture(term()).traces)
    assert "as known on 2026-06-12" in figure.layout.annotations[-1].text.replace("<br>", " ")
    assert "@" not in str(figure.to_dict())
