"""Drawdowns around the months most like this one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures import picture
from rotascope.figures.parallels import parallels
from rotascope.terms import Chapter, History, Line
from tests.figures import drawable
from tests.surfaces import fixtures

DAYS = fixtures.history(0.0, 0.0, 4, 7).dates


def path(name: str, *values: float) -> Line:
    return Line(name, History(DAYS[: len(values)], values))


def told() -> Chapter:
    lines = (
        path("2000-03", -0.1, 0.0, -0.05, -0.2),
        path("2007-10", -0.02, 0.0, -0.3, -0.1),
        path("nearest: 1999-12", 0.01, 0.0, 0.02, 0.04),
        path("nearest: 2018-05", 0.01, 0.0, -0.02, -0.03),
        path("now", -0.04, 0.0),
    )
    return replace(drawable.chapter("parallels"), lines=lines)


def test_every_path_is_nothing_on_its_own_day() -> None:
    for trace in parallels(told()).traces:
        assert trace["y"][trace["x"].index(0)] == 0.0
        assert trace["x"][0] == -5


def test_the_title_names_the_deepest_fall_and_what_followed_the_nearest() -> None:
    assert parallels(told()).title == (
        "Within a year of 2007-10 the index stood −30.0 %, the deepest of 2 peaks; a year after the"
        " 2 nearest months −3.0 % to +4.0 %"
    )


def test_months_differ_by_dash_and_now_by_its_width() -> None:
    lines = {trace["name"]: trace["line"] for trace in parallels(told()).traces}
    assert lines["2000-03"]["dash"] != lines["2007-10"]["dash"]
    assert lines["now"]["width"] > 2 * lines["the nearest months"]["width"]


def test_it_stands_for_its_chapter_and_others_keep_their_rows() -> None:
    assert picture(told()).name == "parallels-size"
    assert picture((told(),)).name == "parallels-size"
    assert picture(drawable.chapter()).name == "chapter-regimes-size"
    with pytest.raises(WrongUse, match="no paths"):
        parallels(drawable.chapter())


def test_months_whose_year_is_unknown_are_not_graded() -> None:
    only = replace(told(), lines=(path("now", -0.1, 0.0),))
    assert parallels(only).title.startswith("No month that articles name")
