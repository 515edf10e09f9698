"""Numbers and names as a picture prints them."""

from __future__ import annotations

from rotascope.figures.said import amount, capital, lines_of, percent, signed, times, wrapped


def test_a_change_has_its_sign_a_true_minus_and_never_a_negative_nil() -> None:
    assert (signed(0.0653), signed(-0.0653), signed(-0.0001)) == ("+6.5 %", "−6.5 %", "+0.0 %")
    assert signed(None) == percent(None) == amount(None, "sd") == "–"
    assert (percent(0.857), percent(0.857, 1)) == ("86 %", "85.7 %")


def test_an_amount_is_in_its_terms_unit() -> None:
    assert amount(0.064, "fraction") == "6.4 %"
    assert amount(1.238, "sd") == "1.24 sd"
    assert amount(37.0, "count") == "37"
    assert amount(0.02, "fraction", plus=True) == "+2.0 %"
    assert times(0.94) == "0.94 times"


def test_a_long_name_is_cut_with_an_ellipsis_and_never_markup() -> None:
    assert lines_of("one two three four", 9, 1) == ["one two …"]
    assert lines_of("one two", 9) == ["one two"]
    assert lines_of("", 9) == [""]
    assert wrapped("<b> & one two three", 9, 2) == "&lt;b&gt; &amp; one<br>two three"


def test_a_count_stays_on_the_line_of_its_n() -> None:
    assert lines_of("after a cut, n\u00a0=\u00a016", 13) == ["after a cut,", "n\u00a0=\u00a016"]


def test_a_sentence_begins_with_a_capital() -> None:
    assert capital("a b C") == "A b C"
    assert capital("") == ""
