"""The forecast of an axis: recorded readings or none, whose outcomes, silent on late prices."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from rotascope.evidence import axis_verdict
from rotascope.evidence.forecast import walk
from rotascope.evidence.primary import Speaker, speaker
from rotascope.evidence.view import LONG_ENOUGH, key_of, outcome_pair, seen, view
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.terms import Reading
from tests.evidence.markets import LAST, market, measured, noise, returns_frame
from tests.evidence.test_recorded import rows
from tests.evidence.worlds import World, with_rotations


def recorded_market(world: World) -> tuple[Panel, list[Reading]]:
    """The simulated past as a store: prices of IWM and SPY, and the readings of eight signals."""
    q = world.pair.log_ratio
    frames = [
        rows(name, world.told.days, world.told.leans[:, i])
        for i, name in enumerate(world.told.names)
    ]
    said = pl.concat(frames).with_columns(pl.col("lean", "value").fill_nan(None))
    prices = returns_frame({"IWM": q, "SPY": np.zeros(len(q))})
    panel = Panel(MemoryBackend({"returns": prices, "readings": said}), LAST)
    some = [
        measured(name, world.told.leans[:, i], family=family, days=world.told.days).reading
        for i, (name, family) in enumerate(zip(world.told.names, world.told.families, strict=True))
    ]
    return panel, some


def test_it_is_made_of_the_recorded_readings() -> None:
    world = with_rotations(20.0, 2)
    panel, some = recorded_market(world)
    told = view(panel, some, "size", speaker(panel, "size"))
    assert told.forecast.n_all == int(world.walked.rows[-1, 6])
    assert told.forecast.base_rate == pytest.approx(world.walked.rows[-1, 5])
    assert told.reliability is not None
    assert told.reliability.skill is not None
    assert told.reliability.skill > 0.1
    assert set(told.likelihoods) <= {one.signal for one in some}
    assert told.odds is not None
    assert told.odds.effective < told.odds.signals
    assert view(panel, some, "size", speaker(panel, "size"), graded=False).reliability is None


def test_readings_that_were_not_recorded_make_no_past() -> None:
    """A history that is recomputed today, without recorded readings, is not asked."""
    panel, some = recorded_market(with_rotations(20.0, 2))
    bare = Panel(MemoryBackend({"returns": panel.backend.frames["returns"]}), LAST)  # type: ignore[attr-defined]
    told = view(bare, some, "size", speaker(bare, "size"))
    assert told.forecast.probability is None
    assert "`rotascope replay`" in told.forecast.reason
    assert told.score is not None
    assert len(seen(bare, some, "size", panel.pair("small_large")).told.days) == 1


def test_the_past_is_that_of_the_panels_date() -> None:
    world = with_rotations(20.0, 2)
    panel, some = recorded_market(world)
    then = world.told.days[600].item()
    early = Panel(panel.backend, then)
    found = seen(early, some, "size", early.pair("small_large"))
    whole = seen(panel, some, "size", panel.pair("small_large"))
    assert found.told.days[-1] == np.datetime64(then)
    np.testing.assert_allclose(found.walked.p[:600], whole.walked.p[:600], rtol=1e-9)


def test_the_verdict_says_what_would_change_the_forecast() -> None:
    panel, some = recorded_market(with_rotations(20.0, 2))
    told = axis_verdict(panel, some, "size")
    assert any("of 100 (now " in line for line in told.would_change)
    lines = (*told.evidence_for, *told.evidence_against)
    assert lines
    assert all(line.likelihood and line.likelihood.signal == line.signal for line in lines)


def test_late_prices_silence_it() -> None:
    panel, some = recorded_market(with_rotations(20.0, 2))
    late = replace(speaker(panel, "size"), age=4)
    told = view(panel, some, "size", late)
    assert told.forecast.reason == "IWM / SPY is 4 sessions old, more than 2"
    assert told.flips == ()


def test_without_a_pair_there_is_nothing_to_ask() -> None:
    panel = market({"IWM": noise(400, 1), "SPY": np.zeros(400)})
    with pytest.raises(ValueError, match="no pair speaks"):
        view(panel, [], "size", Speaker(None, "none"))


def test_a_short_primary_pair_borrows_outcomes_and_says_so() -> None:
    flat = np.zeros(LONG_ENOUGH + 10)
    panel = market({"XMAG": flat[:400], "MAGS": flat, "RSP": flat, "SPY": flat})
    pair, sentence = outcome_pair(panel, "concentration", panel.pair("rest_few"))
    assert pair.label == "RSP / SPY"
    assert "XMAG / MAGS has only 6 independent ones" in sentence
    own, nothing = outcome_pair(panel, "concentration", panel.pair("equal_cap"))
    assert (own.label, nothing) == ("RSP / SPY", "")


def test_keys_name_axis_fact_and_date() -> None:
    panel = market({"IWM": noise(400, 1), "SPY": np.zeros(400)})
    assert key_of("size", "leader", panel) == f"verdict/size/leader@{LAST}"
    told = axis_verdict(panel, [], "size")
    assert told.key == key_of("size", "leader", panel)
    assert told.forecast.key == key_of("size", "forecast", panel)


def test_the_two_regimes_share_one_probability() -> None:
    """Row 107: that the rest win and that the few win sum to one, on a mirrored market too."""
    world = with_rotations(20.0, 2)
    panel, some = recorded_market(world)
    told = view(panel, some, "size", speaker(panel, "size"))
    mirrored = replace(world.score, x=-world.score.x, z=-world.score.z)
    lost = replace(world.past, won=1.0 - world.past.won)
    here, there = walk(world.score, world.past).p, walk(mirrored, lost).p
    known = np.isfinite(here)
    np.testing.assert_allclose(here[known] + there[known], 1.0, atol=1e-9)
    assert known.sum() > 300
    assert told.forecast.base_rate == pytest.approx(
        walk(world.score, world.past).base[-1], abs=0.05
    )


def test_a_short_recording_says_how_much_is_missing() -> None:
    world = with_rotations(20.0, 2)
    days = world.told.days[-30:]
    prices = returns_frame({"IWM": world.pair.log_ratio, "SPY": np.zeros(len(world.pair))})
    few = rows("a", days, np.full(30, 0.5))
    panel = Panel(MemoryBackend({"returns": prices, "readings": few}), LAST)
    told = view(panel, [measured("a", np.full(30, 0.5)).reading], "size", speaker(panel, "size"))
    assert told.forecast.probability is None
    assert told.forecast.reason.startswith("30 sessions are recorded, 60 are needed")
