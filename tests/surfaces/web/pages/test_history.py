"""The page History: chapters of one axis, claims, forecasts, and a form that is always there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rotascope.errors import BadArgument
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.history import PAGE, side
from rotascope.terms import Cell, Chapter, Drift, Drifted, Hypothesis, Interval
from tests.surfaces import fixtures
from tests.surfaces.fixtures import AS_OF
from tests.surfaces.web.pages.looks import Said, shown

HELD = Interval(0.1, 0.4, 0.9, "Greenwood")
CHAPTER = Chapter(
    "spells", "How long leadership lasts", AS_OF, "size",
    (Cell("longer than now", 37, 0.26, "fraction", HELD, usual=0.24),),
    "26 % of 37 finished spells lasted longer", "Kaplan-Meier", "ok", "", ("a caveat",),
)  # fmt: skip
SHORT = replace(CHAPTER, name="breaks", rows=(), status="short_history", reason="86 of 105 weeks")
CLAIM = Hypothesis(
    "cuts", "Small caps need cuts", "article 000", "mean after cuts", date(2026, 1, 2), AS_OF, (), 16,
    0.003, HELD, 0.7, 1.0, 6, "not shown", "ok", "", (),
)  # fmt: skip
DRIFT = Drift(AS_OF, "abc", 9, 90, 0.1, (Drifted("rs.small_large", 90, 9, 0, 0.02, AS_OF),), (),
              "of 90 values 9 differ")  # fmt: skip
DESK = Said({}, brief=fixtures.brief(), history=(CHAPTER, SHORT), hypotheses=(CLAIM,), drift=DRIFT)


def test_a_chapter_states_its_finding_its_rows_and_its_method() -> None:
    page = shown(PAGE, DESK)
    assert "26 % of 37 finished spells lasted longer" in page.text
    assert "longer than now 37 26.0 % 10.0 to 40.0 24.0 %" in page.text
    assert "Kaplan-Meier" in page.text
    assert "no answer on this store 86 of 105 weeks" in page.text


def test_claims_are_counted_by_verdict_and_drift_by_signal() -> None:
    page = shown(PAGE, DESK)
    assert "Of 1 claims 0 are supported, 1 not shown" in page.text
    assert "rs.small_large 90 9 0 0.02 2026-06-12" in page.text


def test_the_axis_is_in_the_address_and_another_word_is_refused() -> None:
    assert side(Asked(query={"axis": "concentration"}), "size") == "concentration"
    assert side(Asked(), "size") == "size"
    with pytest.raises(BadArgument, match="no axis 'sideways'"):
        side(Asked(query={"axis": "sideways"}), "size")


def test_the_sample_store_shows_what_history_it_has(site: Any) -> None:
    text = site.get("/history").text
    assert "rotascope replay" in text
    assert 'action="/base-rate"' in text
