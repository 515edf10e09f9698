"""Inputs are strict: what is unknown, repeated, loose or too long is refused in three parts."""

from __future__ import annotations

import pytest

from rotascope.errors import BadArgument, WrongUse
from rotascope.surfaces.api.given import MANY, given
from rotascope.surfaces.nouns import DAY, Parameter, noun

FLAG = Parameter("history", "With values.", kind="flag", default=False)
COUNT = Parameter("limit", "So many.", kind="whole", least=1, most=1000)
SYMBOL = Parameter(
    "symbol", "A line.", pattern="^[A-Z]{1,5}$", many=True, required=True, default=()
)


def test_what_is_not_given_has_its_default() -> None:
    told = given(noun("performance").parameters, [("symbol", "IWM")])
    assert told == {"symbol": ("IWM",), "window": "ytd", "basis": "tr", "as_of": None}


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(WrongUse, match=r"no parameter 'asof'; did you mean 'as_of'\?") as refused:
        given((DAY,), [("asof", "2022-06-15")])
    assert refused.value.expected == "one of as_of"


def test_a_name_that_is_not_repeatable_is_refused_twice() -> None:
    with pytest.raises(BadArgument, match="given 2 times"):
        given((DAY,), [("as_of", "2022-06-15"), ("as_of", "2022-06-16")])


def test_a_repeatable_one_is_bounded() -> None:
    assert given((SYMBOL,), [("symbol", "A"), ("symbol", "B")])["symbol"] == ("A", "B")
    with pytest.raises(BadArgument, match=f"at most {MANY} times"):
        given((SYMBOL,), [("symbol", "A")] * (MANY + 1))


def test_what_is_required_is_asked_for() -> None:
    with pytest.raises(WrongUse, match="'symbol' is missing"):
        given((SYMBOL,), [])


@pytest.mark.parametrize(
    "text",
    ["", "2026-6-1", "20260601", "2026-02-30", "2026-06-12T00:00", " 2026-06-12", "٢٠٢٦-٠٦-١٢"],
)
def test_a_day_is_a_day_and_nothing_like_it(text: str) -> None:
    with pytest.raises(BadArgument, match="YYYY-MM-DD"):
        given((DAY,), [("as_of", text)])


@pytest.mark.parametrize("text", ["1", "yes", "True", "on", ""])
def test_a_flag_is_true_or_false(text: str) -> None:
    assert given((FLAG,), [("history", "true")])["history"] is True
    with pytest.raises(BadArgument, match="true or false"):
        given((FLAG,), [("history", text)])


@pytest.mark.parametrize("text", ["0", "1001", "1.0", "+1", "1_0", "1e2", " 5", "９", "-1", "007"])
def test_a_whole_number_has_digits_within_its_bounds(text: str) -> None:
    assert given((COUNT,), [("limit", "1000")])["limit"] == 1000
    with pytest.raises(BadArgument, match="a whole number from 1 to 1,000"):
        given((COUNT,), [("limit", text)])


@pytest.mark.parametrize("text", ["A\n", "a", "ABCDEF", "", "A B", "A\x00"])
def test_a_text_fits_its_pattern_to_the_last_character(text: str) -> None:
    with pytest.raises(BadArgument):
        given((SYMBOL,), [("symbol", text)])


def test_a_choice_is_one_of_them() -> None:
    with pytest.raises(BadArgument, match="one of tr, pr"):
        given(noun("performance").parameters, [("symbol", "IWM"), ("basis", "TR")])


def test_what_was_given_is_shown_on_one_line_and_cut() -> None:
    with pytest.raises(BadArgument) as refused:
        given((DAY,), [("as_of", "x\x1b[2J" + "y" * 500)])
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 120
