"""What a sentence is made of before any rule looks at it."""

from __future__ import annotations

from datetime import date

from rotascope.articles.claims.reading import (
    Place,
    apart,
    bare,
    build,
    nearest_window,
    own_windows,
    read,
    symbols,
)
from rotascope.terms.articles import Article, Mention, Publication, Sentence

TEXT = "IWM rose 3% last week, its best week since November, while SPY fell 1% today."


def article(text: str = TEXT) -> Article:
    sentence = Sentence(0, len(text), text, "body")
    return Article("a" * 64, "", text, (sentence,), Publication(date(2025, 12, 23), "given"))


def names(text: str, *found: str) -> tuple[Mention, ...]:
    return tuple(Mention(n, "fund", text.index(n), text.index(n) + len(n), 0) for n in found)


READING = read(article(), 0, names(TEXT, "IWM", "SPY"))


def test_a_reading_holds_names_numbers_and_windows_in_order() -> None:
    assert symbols(READING.names) == ("IWM", "SPY")
    assert [n.value for n in READING.numbers] == [0.03, 0.01]
    assert [w.name for w in READING.windows] == ["1w", "since:2025-11", "1d"]


def test_a_number_inside_a_name_is_no_number() -> None:
    text = "The Fund 500 rose."
    mention = Mention("^GSPC", "index", 4, 12, 0)
    assert read(article(text), 0, (mention,)).numbers == ()


def test_the_window_of_a_superlative_is_no_window_of_the_number() -> None:
    assert [w.name for w in own_windows(READING)] == ["1w", "1d"]
    second = READING.numbers[1]
    assert nearest_window(READING, second.start, second.end) == "1d"


def test_a_break_of_the_clause_costs_thirty_characters() -> None:
    first = TEXT.index(" last")
    assert apart(READING, first, first + 5) == 5
    comma = TEXT.index(", its")
    assert apart(READING, comma, comma + 5) == 5 + 30


def test_bare_words_hold_no_names() -> None:
    assert bare(READING, 0, 8) == "  rose"[0:1] + " rose"


def test_the_index_is_the_one_spoken_of_before() -> None:
    text = "At last the index is near its high."
    reading = read(article(text), 0, (), "", "^RUT")
    assert symbols(reading.names) == ("^RUT",)
    assert read(article(text), 0, (), "", None).names == ()


def test_a_claim_points_at_its_own_words_and_has_a_stable_id() -> None:
    made = [
        build(READING, (0, 11), "change", "return", ("IWM",), READING.numbers[0], window="1w")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert made[0].quote == TEXT[0:11]
    assert (made[0].value, made[0].unit, made[0].tolerance) == (0.03, "fraction", 0.005)


def test_a_direction_has_a_bound_of_zero_and_no_digits() -> None:
    claim = build(READING, (0, 8), "change", "return", ("IWM",), op=">")
    assert (claim.op, claim.value, claim.digits) == (">", 0.0, None)
    nearly = build(READING, (0, 8), "level", "high_distance", ("IWM",), op="nearly")
    assert nearly.value is None


def test_a_group_in_words_is_told_from_a_named_line() -> None:
    assert Place("IWM", "fund", 0, 3).named
    assert Place("MAG7", "group", 0, 3).named
    assert not Place("small caps", "group", 0, 10).named
    assert not Place("UBS", "organisation", 0, 3).named
