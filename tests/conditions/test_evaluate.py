"""Three values, held conditions, and the law that later rows never change what a condition said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rotascope.conditions import evaluate, parse
from rotascope.conditions.evaluate import FALSE, TRUE, UNKNOWN, Truth
from rotascope.errors import BadArgument, UnknownName
from rotascope.panel import Panel
from tests.laws.worlds import FirstPrints, Spoiled

PAIR = '"PW:SMALL/PW:LARGE"'
STREAK = f"rs({PAIR}).streak"
ASKED = (
    f"{STREAK} >= 3",
    f'trend_break({PAIR}).state == "confirmed"',
    f"not trend_break({PAIR}).distance > 0 and rs({PAIR}).percentile > 0.5 for 3",
    "rs.small_large.percentile < 0.3 or streak.equal_cap.lean > 0",
    "rs.small_large > rs.equal_cap for 10",
)


def truth(panel: Any, text: str) -> Truth:
    return evaluate(panel, parse(text))


def test_a_comparison_is_true_where_the_numbers_say_so(planted_panel: Any) -> None:
    from rotascope.conditions.typed_pairs import relative_fields

    told = truth(planted_panel, f"{STREAK} >= 3")
    streak = relative_fields(planted_panel, PAIR.strip('"')).series["streak"]
    expected = np.where(np.isfinite(streak), streak >= 3, UNKNOWN)
    assert np.array_equal(told.value, expected)
    assert told.value[0] == UNKNOWN  # no return on the first day


def test_and_or_and_not_follow_the_truth_table_of_two_keys(planted_panel: Any) -> None:
    """Row 087: two triggers, all nine combinations of true, false and unknown."""
    a, b = f"{STREAK} >= 2", "rs.small_large.percentile > 0.6"
    one, other = (truth(planted_panel, text) for text in (a, b))
    both, either, neither = (
        truth(planted_panel, t) for t in (f"{a} and {b}", f"{a} or {b}", f"not ({a} or {b})")
    )
    at = np.searchsorted(one.days, other.days)
    seen = set()
    for i, day in zip(at, range(len(other.days)), strict=True):
        x, y = int(one.value[i]), int(other.value[day])
        seen.add((x, y))
        rank = {FALSE: 0, UNKNOWN: 1, TRUE: 2}
        low, high = sorted((x, y), key=rank.__getitem__)
        where = int(np.searchsorted(both.days, other.days[day]))
        assert both.value[where] == low
        assert either.value[where] == high
        assert neither.value[where] == {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[high]
    assert {(TRUE, TRUE), (TRUE, FALSE), (FALSE, TRUE), (FALSE, FALSE)} <= seen
    assert {(TRUE, UNKNOWN), (FALSE, UNKNOWN)} <= seen


def test_for_asks_so_many_sessions_running(planted_panel: Any) -> None:
    plain, held = truth(planted_panel, f"{STREAK} > 0"), truth(planted_panel, f"{STREAK} > 0 for 4")
    for t in range(4, len(plain.days)):
        assert held.true[t] == plain.true[t - 3 : t + 1].all()
    assert held.value[2] in (UNKNOWN, FALSE)


def test_a_weekly_value_stands_until_the_next_one_and_no_longer(planted_panel: Any) -> None:
    told = truth(planted_panel, f'trend_break({PAIR}).state != "nothing"')
    first = int(np.argmax(told.known))
    assert told.known[first:].mean() > 0.97  # a missing week leaves a gap
    assert not told.known[:first].any()


def test_words_and_numbers_are_never_compared(planted_panel: Any) -> None:
    with pytest.raises(BadArgument, match="a word against a number"):
        truth(planted_panel, f"trend_break({PAIR}).state > 3")
    with pytest.raises(BadArgument, match="a word against a number"):
        truth(planted_panel, f'{STREAK} == "confirmed"')


def test_a_word_that_a_state_never_had_is_said(planted_panel: Any) -> None:
    told = truth(planted_panel, f'trend_break({PAIR}).state == "confirmd"')
    assert not told.true.any()
    assert "was never 'confirmd'; it has been broken, confirmed" in told.notes[0]


@pytest.mark.parametrize(
    "text", ["rs.small_large.percentile > 20", "-1 < rs.small_large.percentile"]
)
def test_a_percentile_is_a_fraction(planted_panel: Any, text: str) -> None:
    with pytest.raises(BadArgument, match="a percentile is a fraction"):
        truth(planted_panel, text)


def test_a_word_without_quotes_is_told_to_have_them(planted_panel: Any) -> None:
    with pytest.raises(UnknownName, match='in quotes: "confirmed"'):
        truth(planted_panel, f"trend_break({PAIR}).state == confirmed")


def test_only_sessions_on_which_both_keys_are_known_are_judged(planted_panel: Any) -> None:
    """A false first key makes the conjunction false where the second is not on file yet."""
    told = truth(planted_panel, f"{STREAK} > 4 and rs.small_large.percentile > 0.5")
    second = truth(planted_panel, "rs.small_large.percentile > 0.5")
    begins = second.days[second.known][0]
    assert (told.value[told.days < begins] == FALSE).any()
    assert told.days[told.judged][0] == begins
    assert any("rs.small_large.percentile is on file" in note for note in told.notes)


def test_what_cannot_be_observed_is_unknown_and_says_why(planted_panel: Any) -> None:
    told = truth(planted_panel, f'rs("PW:SMALL/NOPE").streak > 3 and {STREAK} > 100')
    assert not told.true.any()
    assert (told.value[5:] == FALSE).all()  # false and unknown is false
    assert "NOPE" in told.reasons[0]
    alone = truth(planted_panel, 'rs("PW:SMALL/NOPE").streak > 3')
    assert not len(alone.days)


@pytest.mark.parametrize("text", ASKED)
def test_later_rows_never_change_what_a_condition_said(planted_backend: Any, text: str) -> None:
    """Truncation and perturbation, as for signals: on its own panel and in a spoiled future."""
    prints = FirstPrints(planted_backend)
    days = planted_backend_days(planted_backend)
    whole = truth(Panel(prints, days[-1]), text)
    for cut in (days[700], days[1003], days[1311]):
        kept = whole.days <= np.datetime64(cut)
        alone = truth(Panel(prints, cut), text)
        assert np.array_equal(alone.days, whole.days[kept])
        assert np.array_equal(alone.value, whole.value[kept])
        spoiled = truth(Panel(Spoiled(prints, cut, seed=3), days[-1]), text)
        assert np.array_equal(spoiled.value[: kept.sum()], whole.value[kept])


def planted_backend_days(backend: Any) -> list[Any]:
    rows = backend.rows("returns", backend.ids("returns"))
    return sorted({day for row in rows.values() for day in row["date"].tolist()})
