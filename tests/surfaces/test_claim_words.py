"""A claim reads as a name, what was printed and what was found; a verdict never by its colour alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.figures.theme import INKS
from rotascope.surfaces import claim_words
from rotascope.terms import FINDING_VERDICTS, Claim, Finding, SymbolSentiment

CLAIM = Claim(
    id="c1", kind="change", subject=("NVDA",), measure="return", op="=", value=0.368,
    unit="fraction", window="ytd", quote="Nvidia rose 36.80%", start=0, end=18, sentence=0, digits=2,
)  # fmt: skip
FOUND = Finding(CLAIM, "approximate", 0.36836, "first close of the year, total return",
                "+36.84 % found; only total return is on file for NVDA; it pays little")  # fmt: skip


def test_every_verdict_has_a_glyph_a_word_and_an_ink() -> None:
    assert set(claim_words.VERDICTS) == set(FINDING_VERDICTS)
    glyphs_and_words = [(glyph, words) for glyph, words, _ in claim_words.VERDICTS.values()]
    assert len(set(glyphs_and_words)) == len(glyphs_and_words)
    assert all(ink in INKS for _, _, ink in claim_words.VERDICTS.values())
    assert claim_words.verdict(FOUND) == ("\u2248 approximate", "broad")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "36.80 %"),
        ({"op": ">", "value": 0.3, "digits": 0}, "> 30 %"),
        ({"op": "~", "value": 5.4, "digits": 0}, "\u2248 540 %"),
        ({"op": "between", "value": 0.03, "high": 0.08, "digits": 0}, "3\u20138 %"),
        ({"op": "between", "value": -0.08, "high": -0.03, "digits": 0}, "\u22128 % to \u22123 %"),
        ({"op": ">", "value": 0.0, "digits": None}, "up"),
        ({"op": "<", "value": 0.0, "digits": None, "measure": "relative_return"}, "behind"),
        ({"value": None}, "\u2013"),
        ({"op": "nearly", "value": 2000.0, "unit": "count", "digits": 0}, "nearly 2,000"),
    ],
)
def test_what_was_printed_reads_as_it_was_printed(change: dict[str, object], said: str) -> None:
    assert claim_words.printed(replace(CLAIM, **change)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "NVDA ytd"),
        ({"measure": "relative_return", "against": ("^RUT",)}, "NVDA less Russell 2000 ytd"),
        ({"measure": "weight", "subject": ("top 10",), "against": ("^GSPC",), "window": ""},
         "top 10 weight in S&P 500"),
        ({"measure": "weight", "window": ""}, "NVDA weight"),
        ({"measure": "extreme", "window": "since:--09"}, "NVDA at its extreme since September"),
        ({"subject": ("^GSPC",), "window": "2022"}, "S&P 500 in 2022"),
        ({"measure": "statement"}, "\u201cNvidia rose 36.80%\u201d"),
    ],
)  # fmt: skip
def test_a_claim_is_named_by_what_it_is_about(change: dict[str, object], said: str) -> None:
    assert claim_words.name(replace(CLAIM, **change)) == said  # type: ignore[arg-type]


def test_what_was_found_has_the_digits_that_were_printed() -> None:
    assert claim_words.found(FOUND) == "36.84 %"
    assert claim_words.found(replace(FOUND, observed=None)) == "\u2013"


def test_digits_too_few_for_what_was_printed_are_no_reason_to_print_another_figure() -> None:
    basis_points = replace(CLAIM, measure="level", value=0.0055, digits=0)
    assert claim_words.printed(basis_points) == "0.55 %"
    assert claim_words.found(replace(FOUND, claim=basis_points, observed=0.004)) == "0.40 %"
    assert claim_words.found(replace(FOUND, claim=replace(CLAIM, digits=0))) == "36.8 %"


def test_a_gap_is_in_points_and_a_distance_says_what_from() -> None:
    gap = replace(FOUND, claim=replace(CLAIM, measure="relative_return", digits=1), observed=-0.257)
    assert claim_words.found(gap) == "\u221225.7 pts"
    off = replace(FOUND, claim=replace(CLAIM, measure="extreme", digits=None), observed=-0.022)
    assert claim_words.found(off) == "2.2 % off it"


def test_a_reason_is_read_aloud() -> None:
    said = "nearest -0.16 points (^GSPC to 2025-12-31); SPY's file of 2025-09-05"
    plain = "nearest \u22120.16 points (S&P 500 to 2025-12-31); SPY's file of 2025-09-05"
    assert claim_words.plain(said) == plain
    assert claim_words.plain(said, date(2026, 6, 12)) == f"{plain}, 9 months old"
    assert claim_words.plain(said, date(2025, 9, 30)) == plain
    assert claim_words.plain("why performance/^RUT/ytd") == "why performance/^RUT/ytd"


def test_the_reason_leaves_out_what_the_row_says_already() -> None:
    assert claim_words.reason(FOUND) == "only total return is on file for NVDA"
    assert claim_words.reason(FOUND, whole=True) == FOUND.reason
    assert claim_words.reason(replace(FOUND, verdict="supported")) == ""


def test_a_reason_that_only_repeats_the_reading_is_left_out() -> None:
    again = replace(FOUND, verdict="contradicted", reason=f"+1.28 % ({FOUND.reading_used})")
    assert claim_words.reason(again) == ""
    assert claim_words.reason(replace(again, reason=again.reason[1:])) == ""
    assert claim_words.reason(again, whole=True) == again.reason


def test_a_reason_of_three_claims_is_said_once() -> None:
    three = [
        replace(
            FOUND,
            claim=replace(CLAIM, subject=(symbol,)),
            reason=f"only total return is on file for {symbol}",
        )
        for symbol in ("NVDA", "AAPL", "MSFT")
    ]
    assert claim_words.shared(three) == {"only total return is on file for it": "a"}
    assert claim_words.shared(three[:2]) == {}


def test_figures_that_no_claim_holds_are_counted(sample_store: Path) -> None:
    desk = rotascope.open(sample_store)
    text = "Apple rose 34.65% in 2021. Rye bread is 45% water and 2% salt."
    assert claim_words.unread(desk.check(Document(text), date(2022, 6, 1))) == 2


def test_a_long_quote_is_cut_at_a_word() -> None:
    said = claim_words.shortened("word " * 40)
    assert len(said) <= 50
    assert said.endswith("word \u2026\u201d")


def test_a_side_has_its_glyph_and_few_mentions_are_grey() -> None:
    one = SymbolSentiment(
        "IWM", "iShares Russell 2000 ETF", "fund", "IWM", -0.31, "negative", 4, True
    )
    assert claim_words.side(one) == ("\u25bc IWM \u22120.31 (4)", "narrow")
    assert claim_words.side(replace(one, firm=False, mentions=1))[1] == "muted"


def test_a_number_for_several_gaps_says_how_it_is_formed() -> None:
    asked = replace(CLAIM, measure="relative_return", against=("^GSPC", "IWM"), op="<", value=0.0,
                    digits=None)  # fmt: skip
    found = Finding(asked, "supported", -0.2348, "price", "")
    assert claim_words.formed(found) == "at least 23.5 points behind each"
    assert claim_words.formed(replace(found, claim=replace(asked, against=("IWM",)))) == ""


def test_a_faint_tone_takes_no_side() -> None:
    assert claim_words.toned(0.11) == ("▲", "broad")
    assert claim_words.toned(-0.4) == ("▼", "narrow")
    assert claim_words.toned(0.1) == ("■", "muted")
