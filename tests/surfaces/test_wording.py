"""The sentences of a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from rotascope.surfaces import wording
from rotascope.terms import SIDE_NAMES, SIDES, Forecast, Interval, Leader, Likelihood, Odds
from tests.surfaces import fixtures


def test_every_leader_has_its_words_and_its_side() -> None:
    for leader in get_args(Leader):
        verdict = fixtures.axis_verdict(leader=leader)
        assert wording.LEADS[leader]
        assert wording.leader_token(verdict) in ("broad", "narrow", "flat")
    assert wording.turning(fixtures.axis_verdict(leader="neither")) == ""


def test_a_lead_that_chance_shows_more_often_than_not_says_so() -> None:
    assert wording.leads(fixtures.axis_verdict(chance=0.43)) == "small caps lead"
    noise = "small caps lead, within what chance shows"
    assert wording.leads(fixtures.axis_verdict(chance=0.85)) == noise
    assert wording.leads(fixtures.axis_verdict(chance=None)) == "small caps lead"
    assert wording.leads(fixtures.axis_verdict(leader="neither", chance=0.9)) == "nobody leads"


def test_a_direction_borrows_no_glyph_of_a_side() -> None:
    assert wording.turning(fixtures.axis_verdict()) == "strengthening"


def test_the_facts_name_size_window_percentile_and_basis() -> None:
    assert wording.facts(fixtures.axis_verdict()) == (
        "+6.5 % in 126 sessions (85th percentile since 2000; by chance 43 in 100),"
        " +3.7 % in 21, total return"
    )


def test_an_axis_nobody_speaks_for_says_why_instead_of_a_number() -> None:
    quiet = fixtures.axis_verdict(relative_126=None, note="MAGS starts 2023-04-11")
    assert wording.facts(quiet) == "MAGS starts 2023-04-11"


def test_no_view_is_never_fifty() -> None:
    assert wording.forecast(fixtures.axis_verdict()) == "no view on the next 63 sessions"


@pytest.mark.parametrize(("axis", "side"), [("size", "small caps"), ("concentration", "the rest")])
def test_a_view_names_whom_it_is_about_with_its_interval(axis: str, side: str) -> None:
    view = Forecast(0.58, Interval(0.51, 0.64, 0.9, "beta"), 0.49, 34, 104, 63, "", "k")
    verdict = replace(fixtures.axis_verdict(), axis=axis, forecast=view)  # type: ignore[arg-type]
    assert wording.forecast(verdict) == f"58 % that {side} outperform over 63 sessions [51–64 %]"
    side = SIDE_NAMES[SIDES[verdict.axis][0]]
    expected = f"{side} won 49 % of 104 independent past ones, scores like today's worth 34 of them"
    assert wording.forecast_odds(verdict) == expected


def test_chance_is_the_readings_own_where_it_has_one() -> None:
    brief = fixtures.brief()
    line = fixtures.evidence("x", 0.5)
    assert wording.chance_of(brief, line) == "by chance 43 in 100"
    other = replace(line, signal="no.such")
    assert wording.chance_of(brief, other) == line.chance


@pytest.mark.parametrize(("lean", "glyph"), [(0.1, "▲"), (-0.1, "▼"), (0.0, "■"), (None, "■")])
def test_a_side_has_a_glyph_and_words(lean: float | None, glyph: str) -> None:
    assert wording.lean_glyph(lean) == glyph
    assert wording.lean_words(lean)
    assert wording.leans_to(fixtures.reading(lean=lean))


def test_a_page_begins_sentences_with_a_capital() -> None:
    assert wording.sentence("size: large -> small") == "Size: large → small"
    assert wording.sentence("") == ""


def test_since_gives_the_interval_with_the_date() -> None:
    assert (
        wording.since(fixtures.axis_verdict())
        == "since 2026-03-13 (90 %: 2026-01-09 to 2026-04-03)"
    )
    assert wording.since(fixtures.axis_verdict(since=None)) == ""


def test_what_a_lean_was_worth_has_its_interval_and_count() -> None:
    line = fixtures.evidence("x", 0.5)
    assert wording.likelihood(line) == ""
    known = replace(line, likelihood=Likelihood("x", 1.42, 0.91, 2.13, 102.6))
    assert wording.likelihood(known) == (
        "leaned so 1.4 times as often before its side won [0.9–2.1; n = 103]"
    )


def test_ratios_together_stand_beside_the_base_rate_and_are_no_forecast() -> None:
    assert wording.odds(fixtures.axis_verdict()) == ""
    told = replace(fixtures.axis_verdict(), odds=Odds(0.55, 0.49, 14, 3.14))
    assert wording.odds(told) == (
        "the likelihood ratios of 14 signals, worth 3.1 independent ones, take small caps from 49 % to"
        " 55 %; never calibrated"
    )


def test_how_good_it_was_stands_beside_the_base_rate() -> None:
    assert wording.reliability(fixtures.axis_verdict()) == ""
    graded = fixtures.graded()
    told = replace(fixtures.axis_verdict(), reliability=graded)
    said = "a view on 10 % of 600 dates; said or not: Brier 0.240 against base rate 0.250, n = 42"
    assert wording.reliability(told) == said
    worse = tuple(replace(one, value=0.26) for one in graded.grades)
    told = replace(told, reliability=replace(graded, grades=worse, abstained=1.0, inside=False))
    said = (
        "no view on any of 600 dates; unsaid: Brier 0.260, no better than base rate 0.250, n = 42"
    )
    said += "; not calibrated"
    assert wording.reliability(told) == said


def test_no_view_says_what_followed_such_scores_beside_what_followed_all() -> None:
    held = Interval(0.39, 0.6, 0.9, "beta")
    none = Forecast(None, held, 0.49, 44, 103, 63, "the interval holds the base rate", "k")
    told = replace(fixtures.axis_verdict(), forecast=none)
    assert wording.undecided(told) == (
        "after scores like today's small caps won 39–60 % (90 %, worth 44 outcomes), of all 103 49 %"
    )
    unfitted = replace(none, interval=None, reason="1 family speaks")
    assert wording.undecided(replace(told, forecast=unfitted)) == "1 family speaks"


def test_a_band_says_what_it_is_of() -> None:
    verdict = fixtures.axis_verdict()
    assert wording.band(verdict) == (
        "band: small caps won 41–60 % after scores like today's (90 % interval, worth 34 outcomes)"
        " · tick: 49 % of all 104"
    )
    bare = replace(verdict.forecast, interval=None)
    assert wording.band(replace(verdict, forecast=bare)) == ""


def test_signals_without_an_answer_are_counted_by_reason() -> None:
    brief = fixtures.brief()
    ok = next(one for one in brief.readings if one.status == "ok")
    late, empty = replace(ok, status="stale"), replace(ok, status="undefined")
    told = replace(brief, readings=(ok, late, late, empty))
    assert wording.unanswered(told) == "3 signals: 2 stale, 1 otherwise"
    assert wording.unanswered(replace(brief, readings=(ok,))) == ""


def test_a_sign_says_what_a_high_value_leans_to() -> None:
    assert wording.sign_words(1) == "▲ A high value leans to small caps or the rest"
    assert wording.sign_words(-1) == "▼ A high value leans to large caps or the few"
    assert wording.sign_words(0) == "■ Shown, never scored"


def test_a_reading_that_is_too_old_warns_and_one_without_data_does_not() -> None:
    assert wording.status_token("stale") == "warn"
    assert wording.status_token("not_measurable") == "none"


def test_evidence_is_heavier_on_a_side_with_more_than_twice_the_lines() -> None:
    verdict = fixtures.brief().verdict.size
    line = next(iter((*verdict.evidence_for, *verdict.evidence_against)))
    three = replace(verdict, evidence_for=(line,) * 3, evidence_against=(line,))
    assert wording.heavier(three) == "for"
    assert wording.heavier(replace(three, evidence_for=(), evidence_against=(line,))) == "against"
    assert wording.heavier(replace(three, evidence_against=(line,) * 2)) == ""
