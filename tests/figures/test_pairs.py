"""The ratio of a pair is drawn once, from the reading with its trend line where one stands."""

from __future__ import annotations

from dataclasses import replace

from rotascope.figures.lines import TREND_LINE
from rotascope.figures.pairs import pair_ratio
from rotascope.terms import Line
from tests.surfaces.fixtures import history, reading

RATIO = Line("A / B", history(1.0, 2.0, 400))
RELATIVE = replace(reading("rs.small_large"), lines=(RATIO,))


def test_the_reading_with_the_trend_line_alone_carries_the_ratio() -> None:
    line = Line(TREND_LINE, history(1.0, 1.5, 400))
    lined = replace(reading("trend_break.small_large"), lines=(RATIO, line))
    levels = replace(reading("levels.small_large"), lines=(RATIO, line, replace(line, name="high")))
    made = pair_ratio(RELATIVE, (RELATIVE, levels, lined))
    assert made.name == "ratio-trend_break-small_large"
    assert TREND_LINE in {trace["name"] for trace in made.traces}


def test_without_a_trend_line_the_relative_strength_carries_it() -> None:
    assert pair_ratio(RELATIVE, (RELATIVE,)).name == "ratio-rs-small_large"
