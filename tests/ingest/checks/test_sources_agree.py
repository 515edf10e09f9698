"""Q20 on pairs of closes."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.checks.sources_agree import agree, limit


def pairs(*apart: float, instrument: str = "US:ZZ", rank: tuple[int, ...] = ()) -> pl.DataFrame:
    """One row of a file beside as many other sources."""
    n = len(apart)
    made = {"at": [3] * n, "row": [4] * n, "instrument": [instrument] * n, "apart": list(apart),
            "other": [f"s{k}" for k in range(n)], "rank": list(rank) or [0] * n}  # fmt: skip
    kinds = {
        "at": pl.UInt32,
        "row": pl.UInt32,
        "apart": pl.Float64,
        "other": pl.String,
        "rank": pl.Int64,
    }
    return pl.DataFrame(made, schema_overrides=kinds)


@pytest.mark.parametrize(
    ("apart", "held", "flagged"),
    [
        ((0.009,), 0, 0),
        ((0.011,), 0, 1),  # one against one: the order of imports does not decide who is right
        ((-0.011,), 0, 1),
        ((0.02, 0.02), 1, 0),  # the other two agree: this one is the minority
        ((0.02, -0.05), 1, 0),  # nobody agrees with anybody
        ((0.02, 0.001), 0, 0),  # two of three agree, and this is one of them
        ((0.02, 0.001, 0.03), 0, 0),
        ((0.02, 0.03, 0.04), 1, 0),
    ],
)
def test_majorities(apart: tuple[float, ...], held: int, flagged: int) -> None:
    parts = agree(pairs(*apart), "the close")
    by = {s: sum((p["severity"] == s).sum() for p in parts) for s in ("quarantine", "flag")}
    assert (by["quarantine"], by["flag"]) == (held, flagged)


@pytest.mark.parametrize(
    ("rank", "held"),
    [
        ((0, 0), True),
        ((-1, 0), True),
        ((80, 90), False),  # two lagging feeds that came first hold no better one's file
        ((80, 0), False),
        ((-1, 80), False),
        ((80, 80, 0, -1), True),
    ],
)
def test_only_sources_of_better_or_equal_rank_make_a_majority(
    rank: tuple[int, ...], held: bool
) -> None:
    parts = agree(pairs(*[0.02] * len(rank), rank=rank), "the close")
    by = {s: sum((p["severity"] == s).sum() for p in parts) for s in ("quarantine", "flag")}
    assert (by["quarantine"], by["flag"]) == ((1, 0) if held else (0, 1))


def test_funds_indices_and_mega_caps_have_the_narrow_limit() -> None:
    assert limit("US:ZZ") == 0.01
    assert limit("US:NOBODY") == 0.01
    assert limit("ARCX:SPY:1993-01-29") == 0.0025
    assert limit("XNAS:AAPL:1980-12-12") == 0.0025


def test_it_says_how_far_and_from_whom() -> None:
    held, _ = agree(pairs(0.05, 0.02), "the close")
    assert held["observed"][0] == "5.13 % from s0, s1"
    assert agree(pairs(), "the close")[0].height == 0
