"""The sentences of theses: who leads, what it hangs on, what came of it."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.surfaces import thesis_words
from rotascope.terms import Tally, Thesis, Trigger


def thesis(*keys: Trigger) -> Thesis:
    opened, expires = date(2026, 1, 2), date(2026, 7, 2)
    return Thesis(
        "a", "b", "words", "size", "small", keys, 126, opened, expires, "waiting", pair="SPSM/MAGS"
    )


def test_a_thesis_says_who_leads_on_which_line_and_how_long() -> None:
    assert thesis_words.leads(thesis()) == "small caps lead (SPSM/MAGS), 6 months"


def test_it_hangs_on_its_keys_in_the_articles_words() -> None:
    key = Trigger("rates fall", "x", "trigger", True)
    assert (
        thesis_words.hangs(thesis(key)) == "if “rates fall” (1 of 1 holds now) · until 2026-07-02"
    )
    assert thesis_words.hangs(thesis()).startswith("a side taken outright")


@pytest.mark.parametrize(
    ("role", "holds", "said"),
    [("trigger", True, "holds"), ("trigger", None, "unknown"), ("falsifier", True, "held already")],
)
def test_an_unless_that_held_before_is_told_as_such(role: str, holds: bool, said: str) -> None:
    key = Trigger("w", "c", role, holds, since=date(2025, 1, 2))  # type: ignore[arg-type]
    assert thesis_words.standing(key, date(2026, 1, 2)) == said


def test_outcomes_are_counted_with_what_does_not_overlap() -> None:
    told = thesis_words.tallied(Tally(5, 4, 2, 0.031, 3))
    assert (
        told == "4 with an outcome, 2 that do not overlap, +3.1 % in the median, 3 towards the side"
    )
    assert thesis_words.tallied(Tally(1, 0, 0, None, 0)) == ""
