"""Who stands for whom: one table, so that two parts of a check cannot disagree about a name."""

import pytest

from rotascope.articles import standing
from rotascope.catalog import load
from rotascope.terms.words import Leader


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("IWM", "small"), ("^SP600", "small"), ("small caps", "small"), ("^GSPC", "large"),
        ("MAGS", "few"), ("NVDA", "few"), ("GOOG", "few"), ("technology", "few"), ("XMAG", "rest"),
        ("financials", "rest"), ("^VIX", None), ("JPM", None),
    ],
)  # fmt: skip
def test_a_name_stands_on_one_side(name: str, side: Leader | None) -> None:
    assert standing.leads(name, load()) == side


def test_no_name_stands_on_two_sides() -> None:
    names = [name for one in standing.BY_SIDE.values() for name in one]
    assert len(names) == len(set(names))


def test_an_index_is_bought_as_a_fund_and_a_fund_tracks_its_index() -> None:
    assert [standing.fund_of(name) for name in ("^RUT", "small caps", "OEX", "NVDA", "MAGS")] == [
        "IWM", "IWM", "OEF", "NVDA", "MAGS",
    ]  # fmt: skip
    assert standing.TRACKED["IJR"] == "^SP600"
    assert {standing.TRACKED[fund] for fund in standing.TRACKED} == set(standing.TRACKERS)


def test_the_files_of_a_group_are_its_index_funds_first() -> None:
    assert standing.funds_of("small caps") == ("IWM", "SPSM", "IJR")
    assert standing.funds_of("large caps") == ("SPY", "IVV")
    assert standing.funds_of("technology") == ("technology",)
    assert standing.funds_of("QQQ") == ("QQQ",)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("^SP600", "SPSM"), ("small caps", "IWM"), ("MAG7", "MAGS"), ("equal weight", "RSP"),
        ("OEX", "OEF"), ("technology", "technology"), ("NVDA", "NVDA"), ("XMAG", "XMAG"),
    ],
)  # fmt: skip
def test_a_name_is_watched_on_a_line_that_is_on_file(name: str, line: str) -> None:
    assert standing.line_of(name) == line
