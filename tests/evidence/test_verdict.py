"""The verdict: two axes that never mix, facts apart from the forecast, coverage counted."""

from dataclasses import replace

import numpy as np
import pytest

from rotascope.evidence import axis_verdict, verdict
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.registry import SIGNALS
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from tests.evidence.markets import LAST, market, measured, noise

FRAMES, TRUTH = planted.frames()


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel(MemoryBackend(FRAMES), TRUTH.last)


def test_the_planted_leaders_lead(panel: Panel) -> None:
    told = verdict(panel, [one.reading for one in measure(panel, null=False)])
    assert told.size.leader == TRUTH.newest("size").leader
    assert told.concentration.leader == TRUTH.newest("concentration").leader
    assert told.size.axis == "size"
    assert told.concentration.axis == "concentration"


def test_coverage_counts_every_registered_signal_once(panel: Panel) -> None:
    some = [one.reading for one in measure(panel, null=False)]
    told = verdict(panel, some)
    assert told.registered == len(SIGNALS) == sum(n for _, n, _ in told.families)
    assert told.measurable == sum(one.status == "ok" for one in some)
    assert told.measurable == sum(able for _, _, able in told.families)


def test_a_score_of_the_other_axis_moves_nothing() -> None:
    panel = market({"IWM": noise(2000, 1), "SPY": np.zeros(2000)})
    own = measured("a", np.full(2000, 0.5)).reading
    alien = measured("b", np.full(2000, -1.0), axis="concentration").reading
    assert axis_verdict(panel, [own], "size") == axis_verdict(panel, [own, alien], "size")


def test_an_axis_without_a_pair_claims_nothing_and_says_why() -> None:
    panel = market({"IWM": noise(400, 1), "SPY": np.zeros(400)})
    told = axis_verdict(panel, [], "concentration")
    assert (told.leader, told.relative_126, told.since, told.score) == ("neither", None, None, None)
    assert told.forecast.probability is None
    assert "cannot speak" in told.forecast.reason
    assert told.note


def test_facts_do_not_abstain_when_the_forecast_does() -> None:
    panel = market({"IWM": noise(400, 1), "SPY": np.zeros(400)})
    told = axis_verdict(panel, [], "size")
    assert told.forecast.probability is None
    assert told.leader in ("small", "large")
    assert told.relative_126 is not None


def test_prices_of_last_week_keep_the_facts_and_silence_the_forecast() -> None:
    late = market({"IWM": noise(2000, 1), "SPY": np.zeros(2000)}, as_of=LAST.replace(day=18))
    told = axis_verdict(late, [measured("a", noise(2000, 2)).reading], "size")
    assert told.leader in ("small", "large")
    assert told.forecast.reason == "IWM / SPY is 4 sessions old, more than 2"


def test_tomorrows_rows_change_no_verdict_of_today(panel: Panel) -> None:
    day = TRUTH.newest("size").date
    cut = {name: frame.filter(frame["known_at"] <= day) for name, frame in FRAMES.items()}
    whole, known = Panel(panel.backend, day), Panel(MemoryBackend(cut), day)
    told = [verdict(p, [m.reading for m in measure(p, null=False)]) for p in (whole, known)]
    assert told[0] == replace(told[1])
