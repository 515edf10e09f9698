"""Siblings apart and together, and members that beat their index, by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import agreement
from tests.articles.remarks.scenes import claim, world
from tests.articles.tape import closes, tape

FIRST, DAY = date(2024, 12, 2), date(2025, 12, 23)


def _small(iwm: float, spsm: float) -> object:
    return tape(DAY, total={"IWM": closes(FIRST, DAY, d2025_06_02=iwm),
                            "SPSM": closes(FIRST, DAY, d2025_06_02=spsm)})  # fmt: skip


@pytest.mark.parametrize(
    ("iwm", "spsm", "verdict"), [(115.4, 108.3, "contradicted"), (110.0, 107.0, "supported")]
)
def test_funds_named_themselves_agree_within_five_points(
    iwm: float, spsm: float, verdict: str
) -> None:
    asked = claim("IWM+SPSM", "agreement", None)
    found = judged(asked, agreement.agreement(_small(iwm, spsm), asked, DAY))  # type: ignore[arg-type]
    assert found.verdict == verdict
    assert f"IWM +{iwm - 100:.1f} %" in found.reason


def test_funds_that_stand_for_indices_never_contradict() -> None:
    asked = claim("^RUT+^SP600", "agreement", None, window="ytd")
    found = judged(asked, agreement.agreement(_small(115.4, 108.3), asked, DAY))  # type: ignore[arg-type]
    assert found.verdict == "not_checkable"
    assert "7.1 points apart" in found.reason


def test_a_sibling_without_a_series_is_named() -> None:
    panel = tape(DAY, total={"IWM": closes(FIRST, DAY)})
    (seen,) = agreement.agreement(panel, claim("^RUT+^SP600", "agreement", None), DAY)
    assert seen.value is None
    assert "SPSM" in seen.reason


MEMBERS = {"AAA": 130.0, "BBB": 105.0, "CCC": 101.0, "DDD": 90.0}


def _index() -> object:
    lines = {name: closes(FIRST, DAY, d2025_06_02=level) for name, level in MEMBERS.items()}
    members = pl.DataFrame({"dataset": "hand", "index": "SP500", "symbol": list(MEMBERS),
                            "date": FIRST, "known_at": FIRST})  # fmt: skip
    return world(DAY, total=lines | {"SPY": closes(FIRST, DAY, d2025_06_02=110.0)}, members=members)


def test_members_that_beat_the_fund_are_counted_and_scaled_to_the_claims_total() -> None:
    # One of four beats +10 %; of 500 that is 125. Against the mean of +6.5 % it is also one.
    asked = claim("^GSPC", "beat_count", 125.0, unit="count", window="ytd", tolerance=0.5,
                  detail=(("of", "500"),))  # fmt: skip
    seen = agreement.beat_count(_index(), asked, DAY)  # type: ignore[arg-type]
    assert [one.value for one in seen] == [125.0, 125.0]
    assert "1 of 4 members on file (25.0 %)" in seen[0].reason
    assert judged(asked, seen).verdict == "supported_under"


def test_a_count_of_survivors_never_contradicts() -> None:
    asked = claim("^GSPC", "beat_count", 400.0, unit="count", window="ytd", detail=(("of", "500"),))
    found = judged(asked, agreement.beat_count(_index(), asked, DAY))  # type: ignore[arg-type]
    assert found.verdict == "not_checkable"


def test_a_count_of_no_year_is_not_looked_up() -> None:
    asked = claim("^GSPC", "beat_count", 167.0, unit="count", detail=(("of", "500"),))
    (seen,) = agreement.beat_count(_index(), asked, DAY)  # type: ignore[arg-type]
    assert seen.value is None
    assert seen.reason == "of which year is not said, and it differs from year to year"


def test_the_last_whole_years_on_file_are_told_beside_a_count_of_no_year() -> None:
    asked = claim("^GSPC", "beat_count", 167.0, unit="count", detail=(("of", "500"),))
    later = date(2026, 3, 31)
    lines = {name: closes(FIRST, later, d2025_06_02=level) for name, level in MEMBERS.items()}
    members = pl.DataFrame({"dataset": "hand", "index": "SP500", "symbol": list(MEMBERS),
                            "date": FIRST, "known_at": FIRST})  # fmt: skip
    panel = world(later, total=lines | {"SPY": closes(FIRST, later, d2025_06_02=110.0)},
                  members=members)  # fmt: skip
    (seen,) = agreement.beat_count(panel, asked, later)
    assert seen.reason.endswith("; 2025: 1 of 4 on file")
