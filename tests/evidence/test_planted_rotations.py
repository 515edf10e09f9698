"""Twenty years of planted rotations, seen through every registered signal: a view, and a good one."""

import numpy as np
import pytest

from rotascope.evidence import axis_verdict
from rotascope.evidence.primary import speaker
from rotascope.evidence.view import seen
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.signals.reading import measure
from rotascope.store.memory import MemoryBackend
from rotascope.terms import AXES
from tests.evidence.recording import with_readings

SESSIONS, LIFE = 5041, 600  # twenty years; each leader leads for more than two


def turns(words: tuple[str, str], first: int) -> tuple[tuple[int, str], ...]:
    """Turns every 600 sessions, the first of them after `first`."""
    ago = range(SESSIONS - first, 60, -LIFE)
    return tuple((sessions, words[n % 2]) for n, sessions in enumerate(ago))


@pytest.fixture(scope="module")
def panel() -> Panel:
    """The planted market with its turns spread over twenty years, and what was recorded of it."""
    usual = planted.TURNS
    sizes, sides = turns(("small", "large"), 200), turns(("rest", "few"), 330)
    planted.TURNS = {"size": sizes, "concentration": sides}  # type: ignore[dict-item]
    try:
        frames, truth = planted.frames(seed=11, sessions=SESSIONS)
    finally:
        planted.TURNS = usual
    backend = MemoryBackend(frames)
    return Panel(with_readings(backend, Panel(backend, truth.last), weeks=1000), truth.last)


@pytest.mark.slow
def test_the_forecast_speaks_and_beats_the_base_rate_where_leadership_rotates(panel: Panel) -> None:
    readings = [one.reading for one in measure(panel, null=False)]
    for axis in AXES:
        told = axis_verdict(panel, readings, axis)
        assert told.reliability is not None
        assert told.reliability.skill is not None
        assert told.reliability.skill > 0.0
        assert told.reliability.abstained < 0.9
        pair = speaker(panel, axis).pair
        assert pair is not None
        found = seen(panel, readings, axis, pair)
        won, views = found.past.won, (found.walked.why == 0) & np.isfinite(found.past.won)
        missed = (found.walked.p - won)[views] ** 2
        usual = (found.walked.base - won)[views] ** 2
        assert views.sum() > 100
        assert missed.mean() < 0.9 * usual.mean()
