"""Pairs as pages show them: which ratio is drawn, which one speaks, a year beside the verdict."""

from __future__ import annotations

from dataclasses import replace

from rotascope.surfaces.web.pairs import pair_pages, speaks, year_of
from tests.surfaces.fixtures import brief, readings
from tests.surfaces.web.pages.looks import Said

TOLD = readings()


def test_the_ratio_is_drawn_with_its_trend_line_where_one_stands() -> None:
    (pair,) = [one for one in pair_pages(Said({"price": TOLD}), None) if one.label == "IWM / SPY"]  # type: ignore[arg-type]
    assert pair.ratio is not None
    assert "downtrend line" in {trace["name"] for trace in pair.ratio.traces}
    assert {"rs", "trend_break"} <= set(pair.by_stem)


def test_the_pair_that_a_verdict_names_speaks_and_lends_it_a_year() -> None:
    pairs = pair_pages(Said({"price": TOLD}), None)  # type: ignore[arg-type]
    verdict = replace(brief().verdict.size, pair="IWM / SPY")
    found = speaks(pairs, verdict)
    assert found is not None
    assert found.pair == "small_large"
    assert 250 < len(year_of(found)) < 370
    assert speaks(pairs, replace(verdict, pair="A / B")) is None


def test_a_pair_without_lines_has_no_picture_and_no_year() -> None:
    bare = tuple(replace(one, lines=()) for one in TOLD)
    pairs = pair_pages(Said({"price": bare}), None)  # type: ignore[arg-type]
    assert all(one.ratio is None for one in pairs)
    assert year_of(pairs[0]) == ()
    assert year_of(None) == ()
