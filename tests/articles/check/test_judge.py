"""Verdicts: what fits to the digits, what fits roughly, what cannot be told, what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.check.judge import about, accepted, certain, fits, judged, roughly
from rotascope.articles.measures.observed import Observed
from rotascope.terms.articles import FINDING_VERDICTS, Claim, ClaimOp
from tests.articles.tape import claim, direction


def printed(value: float, op: ClaimOp = "=", **other: Any) -> Claim:
    return claim("IWM", value, op=op, **other)


def seen(value: float | None, reading: str = "usual", **other: Any) -> Observed:
    return Observed(reading, value, **other)


@pytest.mark.parametrize(
    ("op", "value", "found", "holds"),
    [("=", 0.1399, 0.13994, True), ("=", 0.1399, 0.13996, False), ("=", 0.1399, 0.13985, True),
     ("~", 0.15, 0.1549, True), ("~", 0.15, 0.156, False), ("~", 5.40, 5.53, True),
     (">", 0.30, 0.301, True), (">", 0.30, 0.30, False), (">=", 5.40, 5.40, True),
     ("<", 0.01, 0.0099, True), ("<", 0.01, 0.0118, False), ("<=", 0.01, 0.01, True),
     ("nearly", 0.20, 0.191, True), ("nearly", 0.20, 0.189, False), ("nearly", 0.20, 0.201, False)],
)  # fmt: skip
def test_each_comparison_admits_what_its_words_admit(
    op: ClaimOp, value: float, found: float, holds: bool
) -> None:
    assert fits(printed(value, op), found) is holds


def test_a_range_admits_its_ends() -> None:
    asked = printed(0.15, "between", high=0.17, tolerance=0.005)
    assert [fits(asked, value) for value in (0.144, 0.146, 0.174, 0.176)] == [
        False,
        True,
        True,
        False,
    ]


def test_about_is_half_a_point_or_two_and_a_half_per_cent() -> None:
    assert about(printed(0.10)) == pytest.approx(0.005)
    assert about(printed(5.40)) == pytest.approx(0.135)
    assert about(printed(2000.0, unit="count")) == pytest.approx(50.0)
    assert about(printed(10.0, unit="pp")) == pytest.approx(0.5)


def test_a_direction_is_never_roughly_true() -> None:
    assert not roughly(direction("IWM", ">", "SPY"), -0.0001)


def test_a_figure_that_fits_the_usual_reading_is_supported() -> None:
    found = judged(printed(0.10), [seen(0.10, key="k"), seen(0.2, "other", standard=False)])
    assert (found.verdict, found.observed, found.reading_used, found.key) == (
        "supported", 0.10, "usual", "k",
    )  # fmt: skip
    assert [tried.fits for tried in found.tried] == [True, False]


def test_one_that_only_another_reading_fits_is_supported_under_it() -> None:
    found = judged(
        printed(0.10), [seen(0.2), seen(0.10, "first close of the year", standard=False)]
    )
    assert (found.verdict, found.reading_used) == ("supported_under", "first close of the year")
    stood = judged(printed(0.10), [seen(0.2), seen(0.10, "SPSM for it", own=False)])
    assert stood.verdict == "supported_under"


def test_the_right_size_without_the_digits_is_approximate() -> None:
    found = judged(printed(0.1073), [seen(0.1051)])
    assert found.verdict == "approximate"
    assert "0.22 points above" in found.reason


def test_a_bound_that_leaves_room_for_the_figure_is_approximate() -> None:
    bounded = seen(0.0838, likely=(0.055, 0.0838), sure=(0.0, 0.0838), reason="only total return")
    found = judged(printed(0.0655), [bounded])
    assert found.verdict == "approximate"
    assert "1.83 points above the figure printed" in found.reason


def test_a_figure_within_the_sure_range_alone_cannot_be_checked() -> None:
    bounded = seen(0.0838, likely=(0.07, 0.0838), sure=(0.0, 0.0838))
    assert judged(printed(0.03), [bounded]).verdict == "not_checkable"
    assert judged(printed(0.20), [bounded]).verdict == "contradicted"


def test_no_data_is_never_a_contradiction() -> None:
    missing = judged(printed(0.067), [seen(None, reason="no series of ^SP600 on file")])
    assert (missing.verdict, missing.observed) == ("not_checkable", None)
    assert missing.reason == "no series of ^SP600 on file"
    half = judged(printed(0.067), [seen(0.5), seen(None, "total return", reason="not on file")])
    assert half.verdict == "not_checkable"
    stood = judged(printed(0.067), [seen(0.5, own=False)])
    assert stood.verdict == "not_checkable"
    assert judged(printed(0.067), []).verdict == "not_checkable"


def test_a_reading_without_a_number_may_still_be_excluded() -> None:
    total = seen(None, "total return", sure=(0.10, 0.12))
    assert judged(printed(0.5), [seen(0.10), total]).verdict == "contradicted"
    assert judged(printed(0.12), [seen(0.10), total]).verdict == "not_checkable"


def test_what_is_wrong_shows_the_number_and_the_nearest_reading() -> None:
    found = judged(
        printed(0.30), [seen(0.10), seen(0.12, "first close of the year", standard=False)]
    )
    assert found.verdict == "contradicted"
    assert found.observed == 0.10
    assert "+10.00 % (usual)" in found.reason
    assert "nearest +12.00 % (first close of the year)" in found.reason


def test_a_wrong_return_says_what_would_have_to_be_true() -> None:
    found = judged(printed(0.32), [seen(0.10, subject="IWM")])
    assert found.needs == ("would need a close 20.0 % higher (IWM)",)


def test_a_late_close_counts_only_to_the_digits() -> None:
    late = seen(0.101, "late", standard=False, late=True)
    assert judged(printed(0.10), [seen(0.2), late]).verdict == "contradicted"
    exact = seen(0.10, "late", standard=False, late=True)
    assert judged(printed(0.10), [seen(0.2), exact]).verdict == "supported_under"


def test_a_late_close_whose_price_is_not_on_file_leaves_the_figure_open() -> None:
    late = seen(0.11, "late", standard=False, late=True, likely=(0.09, 0.11), sure=(0.0, 0.11))
    assert judged(printed(0.10), [seen(0.2), late]).verdict == "not_checkable"
    assert judged(printed(0.05), [seen(0.2), late]).verdict == "contradicted"


def test_parts_must_hold_over_the_same_closes() -> None:
    asked = direction("AMZN,NVDA", "<", "^RUT")
    both = [
        seen(-0.08, subject="AMZN", convention="a"), seen(0.23, subject="NVDA", convention="a"),
    ]  # fmt: skip
    assert judged(asked, both).verdict == "partial"
    assert "1 of 2 hold" in judged(asked, both).reason
    apart = [
        seen(-0.08, subject="AMZN", convention="a"),
        seen(-0.1, subject="NVDA", convention="b"),
    ]
    assert judged(asked, apart).verdict == "not_checkable"


def test_a_part_that_nothing_answers_leaves_the_whole_open() -> None:
    asked = direction("AMZN,OEX", "<", "^RUT")
    some = [
        seen(-0.08, subject="AMZN", convention="a"),
        seen(None, "", subject="OEX", reason="none"),
    ]
    assert judged(asked, some).verdict == "not_checkable"


def test_a_claim_without_a_number_is_left_to_its_measure() -> None:
    asked = claim("IWM", None, "", digits=None)
    assert judged(asked, [seen(0.5)]).verdict == "not_checkable"
    assert judged(asked, [seen(0.5, verdict="supported")]).verdict == "supported"
    two = [
        seen(0.5, verdict="supported", subject="IWM"), seen(0.1, verdict="contradicted", subject="SPSM")
    ]  # fmt: skip
    assert judged(claim("IWM,SPSM", None, "", digits=None), two).verdict == "partial"


@given(
    st.floats(-0.9, 9), st.floats(-0.9, 9) | st.none(),
    st.sampled_from(["=", "~", ">", ">=", "<", "<=", "nearly", "between"]), st.booleans(),
)  # fmt: skip
def test_any_claim_gets_a_verdict_that_its_number_bears_out(
    value: float, found: float | None, op: ClaimOp, own: bool
) -> None:
    asked = printed(value, op)
    one = seen(found, own=own)
    verdict = judged(asked, [one]).verdict
    assert verdict in FINDING_VERDICTS
    if verdict == "contradicted":
        assert found is not None
        assert own
        assert not fits(asked, found)
    if verdict in ("supported", "supported_under"):
        assert certain(asked, one)
        low, high = accepted(asked)
        assert found is not None
        assert low - 1e-9 <= found <= high + 1e-9


def test_three_times_the_fee_is_not_the_fee() -> None:
    fee = printed(0.0059, measure="fee")
    assert about(fee) < 0.0002
    assert judged(fee, [seen(0.0019)]).verdict == "contradicted"


@pytest.mark.parametrize(
    ("value", "found", "likely", "verdict"),
    [
        (0.0655, 0.0838, 0.055, "approximate"),
        (0.60, 1.3078, 0.3694, "not_checkable"),
        (9.00, 9.40, 8.80, "approximate"),
        (9.00, 10.12, 9.16, "not_checkable"),
    ],
)
def test_a_price_far_below_its_total_return_is_not_called_near(
    value: float, found: float, likely: float, verdict: str
) -> None:
    one = seen(found, likely=(min(likely, value), found), sure=(-0.9, found),
               reason="only total return is on file for IWM")  # fmt: skip
    answer = judged(printed(value), [one])
    assert answer.verdict == verdict
    assert ("may be a price return" in answer.reason) is (verdict == "not_checkable")
