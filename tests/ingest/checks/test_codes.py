"""Q25: check digits worked out by hand and against what real filings print."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.ingest.checks.codes import SHAPES, check_digits, listed_codes, printable, valid
from tests.ingest.checks.frames import held
from tests.ingest.planted.q25 import CODES

DIGITS = "0123456789"


def good(scheme: str, *codes: str) -> list[bool]:
    return valid(scheme, pl.Series(codes, dtype=pl.String)).tolist()


def test_codes_as_filings_print_them_are_valid() -> None:
    for scheme, codes in CODES.items():
        assert all(good(scheme, *codes)), scheme


def test_a_cusip_worked_by_hand() -> None:
    # Apple 03783310: 0+(3*2)+7+(8*2->1+6)+3+(3*2)+1+(0*2) = 30, so the check digit is 0.
    assert good("cusip", "037833100", "037833101", "03783310", "0378331000") == [True] + [False] * 3


@given(st.sampled_from(sorted(CODES)), st.integers(0, 20), st.integers(1, 9), st.data())
def test_one_wrong_digit_is_always_noticed(
    scheme: str, place: int, step: int, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(CODES[scheme]))
    place %= len(code)
    if code[place] not in DIGITS:
        return
    wrong = DIGITS[(int(code[place]) + step) % 10]
    assert good(scheme, code[:place] + wrong + code[place + 1 :]) == [False]


@given(st.sampled_from(sorted(SHAPES)), st.text(max_size=25))
def test_any_text_is_judged_without_an_error(scheme: str, text: str) -> None:
    assert good(scheme, text.upper()) in ([False], [True])


@pytest.mark.shared
def test_every_code_of_a_real_filing_is_valid(shared_data: Path) -> None:
    text = next((shared_data / "holdings" / "nport").glob("*.xml")).read_text("utf-8")
    cusips = re.findall(r"<cusip>(.*?)</cusip>", text)
    isins = re.findall(r'<isin value="(.*?)"', text)
    leis = [one for one in re.findall(r"<lei>(.*?)</lei>", text) if one != "N/A"]
    assert min(len(cusips), len(isins), len(leis)) >= 5
    for scheme, codes in (("cusip", cusips), ("isin", isins), ("lei", leis)):
        assert all(good(scheme, *codes)), scheme


def frame(**columns: list[str | None]) -> pl.DataFrame:
    made = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return made.with_row_index("at").with_columns(row=pl.col("at"))


def test_a_line_without_a_code_is_no_fault() -> None:
    assert held(check_digits(frame(cusip=["037833100", None, "", "N/A", "000000000"]))) == []
    assert held(check_digits(frame(cusip=["037833100", "037833109"], isin=["", "US0"]))) == [1]
    assert check_digits(frame(symbol=["A"])) == []


def test_a_list_of_identifiers_is_judged_by_its_schemes() -> None:
    listed = frame(
        code=["320193", "037833101", "US0378331005", "x"], scheme=["cik", "cusip", "ISIN", "figi"]
    )
    assert held(listed_codes(listed)) == [1, 3]


def test_what_cannot_be_seen_is_held_and_shown() -> None:
    made = printable(frame(symbol=["AAPL", "AA\u200bPL", "Société", "\u202eLPAA", None, "BRK.B"]))
    assert held(made) == [1, 3]
    assert made[0]["observed"].to_list() == ["AA\ufffdPL", "\ufffdLPAA"]
