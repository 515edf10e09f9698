"""Lines of text: wrapping, labels, columns."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from rotascope.surfaces.layout import (
    columns,
    fitted,
    inked,
    joined,
    labelled,
    plain_table,
    roomy,
    two_inks,
    wrapped,
)

TEXT = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


def test_a_number_stays_with_its_unit() -> None:
    assert wrapped("it rose by 6.5 % then", 15) == ["it rose by", "6.5 % then"]
    assert wrapped("the pair IWM / SPY", 16) == ["the pair", "IWM / SPY"]


@given(TEXT, st.integers(20, 90))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines) == text
    assert all(len(line) <= width for line in lines)


def test_too_long_a_text_says_that_it_was_cut() -> None:
    assert wrapped("one two three four five six", 13, 1)[0].endswith("…")


def test_a_label_stands_once() -> None:
    lines = [line.plain for line in labelled("Coming", "a " * 60, 60)]
    assert lines[0].startswith("  Coming")
    assert all(line.startswith(" " * 20) for line in lines[1:])


def test_items_that_do_not_fit_are_counted() -> None:
    items = ["first of the items", "second of the items", "third of the items"]
    assert fitted(items, 200, 1, "more") == " · ".join(items)
    assert fitted(items, 60, 1, "elsewhere") == "first of the items · and 2 more: elsewhere"
    assert fitted([], 60, 1, "elsewhere") == ""


def test_what_chance_shows_is_never_cut_before_the_finding() -> None:
    lines = two_inks(
        "a finding of many words that goes on and on and on", "by chance 3 in 100", 40, 2
    )
    text = " ".join(part for line in lines for part, _ in line)
    assert len(lines) <= 2
    assert "by chance 3 in 100" in " ".join(text.split())
    muted = " ".join(part for line in lines for part, ink in line if ink == "muted")
    assert "by chance" in " ".join(muted.split())


def test_columns_start_at_half_the_width() -> None:
    left, right = [inked(("left", "plain"))], [inked(("r1", "plain")), inked(("r2", "plain"))]
    made = [line.plain for line in columns(left, right, 40)]
    assert [line.index("r") for line in made] == [20, 20]


def test_what_says_nothing_is_left_out() -> None:
    assert joined(["a", "", "b"]) == "a · b"


def test_numbers_keep_every_digit_and_names_are_cut_where_there_is_no_room() -> None:
    table = plain_table(("name", "cut"), ("rows", "right"), ("age", "right"))
    table.add_row("megacap_earnings_of_all", "12,122,696", "1,715")
    out = io.StringIO()
    Console(file=out, width=32, color_system=None).print(roomy(table))
    row = out.getvalue().splitlines()[-1]
    assert row.split() == ["megacap_ea…", "12,122,696", "1,715"]
    assert len(row.rstrip()) <= 32
