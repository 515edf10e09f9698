"""Ratios and series."""

from __future__ import annotations

from dataclasses import replace

from rotascope.figures.lines import ratio, series
from tests.surfaces import fixtures

RELATIVE, BROKEN, _, BREADTH, _ = fixtures.readings()


def test_a_ratio_shows_its_trend_line_its_events_and_the_dated_change() -> None:
    made = ratio(BROKEN, fixtures.axis_verdict())
    names = [trace["name"] for trace in made.traces]
    assert names == ["±2 weekly sd of the line", "IWM / SPY", "downtrend line", "events"]
    assert made.traces[2]["line"]["dash"] == "dash"
    assert len(made.traces[3]["x"]) == 1
    assert made.title == BROKEN.text
    band, change = made.layout["shapes"]
    assert (band["x0"], band["x1"], change["x0"]) == ("2026-01-09", "2026-04-03", "2026-03-13")
    assert made.layout["yaxis"]["type"] == "log"
    assert "ratio (log scale)" in made.layout["yaxis"]["title"]["text"]


def test_a_confirmed_break_never_leads_without_how_often_noise_confirms_one() -> None:
    made = ratio(replace(BROKEN, state="confirmed"))
    assert made.title == f"{BROKEN.text}; noise confirms such a break 61 % of the time"
    assert ratio(replace(BROKEN, state="confirmed", null=None)).title == BROKEN.text


def test_a_ratio_without_a_line_says_how_far_it_is_from_its_high() -> None:
    made = ratio(RELATIVE)
    # 0.5 + 0.1 sin(i/40): the last high of the wave is at i = 1445, 1499 has sin(37.475) = -0.22.
    assert made.title.startswith("IWM / SPY stands ")
    assert " % below its high of " in made.title
    assert made.layout["shapes"] == []


def test_a_ratio_at_its_high_says_so() -> None:
    from rotascope.terms import History, Line

    days = fixtures.history(0, 0, 40).dates
    rising = Line("A / B", History(days, tuple(1.0 + i / 100 for i in range(40))))
    assert (
        ratio(replace(RELATIVE, lines=(rising,))).title
        == f"A / B stands at its high since {days[0]}"
    )


def test_a_reading_around_zero_has_its_null_as_a_band_on_both_sides() -> None:
    made = series(RELATIVE)
    (band,) = made.layout["shapes"]
    assert (band["y0"], band["y1"]) == (-6.1, 6.1)
    assert made.note.startswith("Shaded: without leadership half of all such windows")
    assert made.layout["yaxis"]["ticksuffix"] == " %"


def test_a_share_has_its_chance_level_as_a_line() -> None:
    made = series(BREADTH)
    (dash,) = made.layout["shapes"]
    assert dash["y0"] == dash["y1"] == 45.0
    assert "Dashed: chance alone gives 45 %" in made.note


def test_a_rate_in_another_unit_is_told_and_not_drawn() -> None:
    # 61 % of walks on an axis of standard deviations would be a band of 0.61 sd.
    made = series(BROKEN)
    assert made.layout["shapes"] == []
    assert made.note.startswith("Noise confirms a break of such a line 61% of the time")


def test_a_level_at_zero_is_a_line_and_not_a_band_without_height() -> None:
    from rotascope.terms import Null

    zero = Null("zero, in a market that goes nowhere", 0.0, draws="level")
    (dash,) = series(replace(RELATIVE, null=zero)).layout["shapes"]
    assert (dash["type"], dash["y0"], dash["y1"]) == ("line", 0.0, 0.0)


def test_a_small_multiple_shows_five_years_and_no_controls() -> None:
    made = series(BREADTH, small=True)
    assert "rangeselector" not in made.layout["xaxis"]
    assert made.height < 200
    assert not made.rescale


def test_values_are_percent_on_the_axis_and_fractions_in_the_term() -> None:
    made = series(BREADTH)
    assert BREADTH.history is not None
    assert made.traces[0]["y"][-1] == float(f"{BREADTH.history.values[-1] * 100:.6g}")
