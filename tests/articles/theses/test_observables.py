"""Clauses into conditions: every row of the table means something, the most specific row is taken."""

from __future__ import annotations

import pytest

from rotascope.articles.theses.observables import condition_of, rows
from rotascope.conditions import evaluate, parse
from tests.theses.worlds import world


def test_every_row_is_a_condition_of_the_language() -> None:
    panel = world()
    for row in rows():
        text = row.condition.replace("{pair}", "IWM/SPY").replace("{op}", "<").replace("{n}", "0.5")
        assert len(evaluate(panel, parse(text)).days) >= 0
        assert ("{pair}" in row.condition) == row.pair
        assert ("{n}" in row.condition) == row.number


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("the fed funds rate slips below the two-year yield", "ffr_2y.spread < 0"),
        ("the policy rate stays above the 2-year", "ffr_2y.spread > 0"),
        ("small-cap revisions turn up", 'revisions.small_large.state == "upturn"'),
        (
            "the ratio breaks its multi-year downtrend",
            'trend_break("SPSM/MAGS").state == "confirmed"',
        ),
        ("the breakout fails", 'trend_break("SPSM/MAGS").state == "failed"'),
        ("small caps keep their lead", 'rs("SPSM/MAGS").relative > 0'),
        ("the VIX stays under 17.5", "vix.level < 17.5"),
        ("VIX closes above 30", "vix.level > 30"),
        ("the probability of a recession rises above 40 %", "macro.recession > 0.4"),
        ("recession odds fall below 25%", "macro.recession < 0.25"),
        ("the economy avoids a recession", "macro.recession < 0.5"),
        ("a hard landing comes", "macro.recession > 0.5"),
        ("the yield curve steepens", "curve_2s10s > 0"),
        ("demand digestion shows in cloud", "kpi.demand < 0"),
        ("a mega-cap reports cleanly", "surprise.few > 0"),
        ("results of the mega-caps disappoint", "surprise.few < 0"),
        ("earnings breadth improves faster than AI capex", "race.breadth_capex > 0"),
        ("the bakery opens", ""),
        ("VIX is below where it was", ""),
        ("", ""),
    ],
)
def test_a_clause_means_one_condition(text: str, condition: str) -> None:
    assert condition_of(text, "SPSM/MAGS") == condition


def test_without_a_pair_nothing_is_said_of_two_lines() -> None:
    assert condition_of("the breakout holds") == ""


def test_other_hyphens_and_apostrophes_are_the_same_words() -> None:
    assert condition_of("the fed funds rate below the 2\u2011year") == "ffr_2y.spread < 0"


def test_words_inside_other_words_are_not_met() -> None:
    assert condition_of("the vixen ran below 20 hills") == ""
