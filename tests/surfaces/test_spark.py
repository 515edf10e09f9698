"""Inline SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from rotascope.surfaces.spark import bar, spark
from tests.surfaces.fixtures import HOSTILE


def test_a_spark_is_well_formed_and_says_what_it_shows() -> None:
    drawn = ElementTree.fromstring(spark([1.0, 2.0, None, 1.5], HOSTILE))
    assert drawn.attrib["aria-label"] == HOSTILE
    points = drawn[0].attrib["points"].split()
    assert len(points) == 3
    # The highest of 24 pixels is 3 from the top, the lowest 3 from the bottom.
    assert [p.split(",")[1] for p in points] == ["21.0", "3.0", "12.0"]


def test_a_line_of_one_point_or_of_equal_points_does_not_break() -> None:
    assert spark([1.0], "one") == ""
    assert "polyline" in spark([2.0] * 500, "flat")


def test_a_long_line_is_thinned_and_keeps_its_last_point() -> None:
    drawn = ElementTree.fromstring(spark(list(range(1000)), "rising"))
    points = drawn[0].attrib["points"].split()
    assert len(points) < 100
    assert points[-1] == "93.0,3.0"


def test_an_interval_stands_where_its_numbers_are() -> None:
    drawn = ElementTree.fromstring(bar(0.25, 0.5, 0.4, HOSTILE, 0.3))
    track, band, tick, point, *ends = drawn
    assert (band.attrib["x"], band.attrib["width"]) == ("100.0", "100.0")
    assert tick.attrib["x1"] == "160.0"
    assert point.attrib["cx"] == "120.0"
    assert track.attrib["width"] == "400"
    assert [one.text for one in ends] == ["0 %", "50 %", "100 %"]
    assert len(ElementTree.fromstring(bar(0.2, 0.4, None, "x"))) == 5
