"""Concentration from holdings files: by issuer and by line, with the file's age."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading
from tests.signals.test_files import File, holdings

STAMP, KNOWN = date(2025, 5, 30), date(2025, 6, 2)


def _read(name: str, lines: list[tuple[str, float, str]], as_of: date = KNOWN) -> Reading:
    files: list[File] = [("SPY", STAMP, KNOWN, lines)]
    panel = Panel(MemoryBackend({"holdings": holdings(files)}), as_of)
    return measure(panel, [f"concentration.{name}"])[0].reading


def _equity(*weights: float, first: str = "A") -> list[tuple[str, float, str]]:
    return [(f"{first}{n}", w, "equity") for n, w in enumerate(weights)]


def test_merging_two_lines_of_one_issuer_raises_the_hhi() -> None:
    # .12 .10 .25 .22 .21 .10, the first two one issuer: 1,894 by line, 2,134 by issuer.
    lines = [*_equity(0.25, 0.22, 0.21, 0.1), ("GOOG", 0.12, "equity"), ("GOOGL", 0.1, "equity")]
    said = _read("hhi_large_cap", lines)
    assert said.value == pytest.approx(2134.0)
    assert (
        said.text
        == "HHI of SPY is 2134 by issuer (1894 by line); file of 2025-05-30, 1 session old"
    )
    # 1 / .2134 = 4.69.
    assert _read("effective_n_large_cap", lines).value == pytest.approx(4.69, abs=0.005)


def test_weights_are_taken_as_printed_and_cash_counts_as_nothing() -> None:
    lines = [*_equity(0.4, 0.4), ("USD", 0.2, "cash")]
    assert _read("hhi_large_cap", lines).value == pytest.approx(3200.0)
    assert _read("top10_large_cap", lines).value == pytest.approx(0.8)


def test_the_top_ten_counts_issuers_and_tells_what_the_press_counts() -> None:
    lines = [*_equity(*([0.05] * 10)), ("GOOG", 0.04, "equity"), ("GOOGL", 0.03, "equity")]
    said = _read("top10_large_cap", lines)
    # By issuer Alphabet's .07 replaces a .05; by line it is the ten times .05.
    assert said.value == pytest.approx(0.52)
    assert "52.00 % of SPY" in said.text
    assert "as the press counts: 50.00 %" in said.text


def test_the_seven_are_seven_issuers() -> None:
    seven = ("AAPL", "AMZN", "GOOGL", "GOOG", "META", "MSFT", "NVDA", "TSLA")
    lines = [(symbol, 0.05, "equity") for symbol in seven] + _equity(0.3)
    said = _read("seven_large_cap", lines)
    assert said.value == pytest.approx(0.40)
    assert said.text.startswith("the seven are 40.00 % of SPY")
    assert _read("seven_large_cap", lines[:2] + lines[-1:]).text.startswith("2 of the seven are")


def test_a_fund_without_any_of_the_seven_has_no_answer_not_zero() -> None:
    said = _read("seven_large_cap", _equity(0.5, 0.5))
    assert (said.value, said.status) == (None, "undefined")
    assert said.reason == "SPY holds none of the seven"


def test_the_number_of_equities_leaves_out_cash_and_futures() -> None:
    lines = [*_equity(0.6, 0.3), ("XTSLA", 0.05, "cash"), ("ESM5", 0.05, "derivative")]
    said = _read("names_large_cap", lines)
    assert said.value == 2.0
    assert said.text.startswith("SPY holds 2 equities, the largest 60.00 %")


def test_lines_too_small_to_print_are_still_held() -> None:
    lines = [*_equity(0.6, 0.4, 0.0, 0.0)]
    assert _read("names_large_cap", lines).value == 4.0
    said = _read("effective_n_large_cap", lines)
    assert said.value == pytest.approx(1 / 0.52)
    assert "it holds 4" in said.text


def test_the_age_of_the_file_is_told_and_after_half_a_year_it_is_stale() -> None:
    lines = _equity(0.5, 0.5)
    said = _read("hhi_large_cap", lines, date(2025, 9, 8))
    # 2025-05-30 to 2025-09-08: 68 sessions.
    assert (said.status, said.age_sessions) == ("ok", 68)
    assert said.text.endswith("file of 2025-05-30, 68 sessions old")
    late = _read("hhi_large_cap", lines, date(2026, 6, 12))
    assert (late.status, late.value) == ("stale", None)


def test_before_the_first_file_there_is_nothing_and_nothing_is_drifted_back() -> None:
    said = _read("top10_large_cap", _equity(0.5, 0.5), date(2025, 5, 30))
    assert said.status == "not_measurable"
    assert "not drifted backwards" in said.reason


def test_a_percentile_needs_sixty_files(golden_panel: Panel) -> None:
    (said,) = measure(golden_panel, ["concentration.top10_large_cap"])
    assert 0 < said.reading.n_obs < 60
    assert said.reading.percentile is None
    assert said.reading.lean is None


def test_concentration_inside_small_caps_and_second_units_are_never_scored() -> None:
    for name, spec in SIGNALS.items():
        if name.startswith("concentration.") and not name.startswith("concentration.drift"):
            heavy = name.endswith("_large_cap") and not name.startswith(
                ("concentration.effective", "concentration.names")
            )
            assert spec.sign == (-1 if heavy else 0), name


def test_the_null_is_what_equal_weights_would_give() -> None:
    said = _read("top10_large_cap", _equity(*[0.05] * 20))
    assert said.null is not None
    assert said.null.rate == pytest.approx(0.5)
    assert said.null.p is None
