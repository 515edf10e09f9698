"""Walks over sessions: what every signal said on each of them, recorded as known then."""

from rotascope.replay.drift import drift
from rotascope.replay.run import run
from rotascope.replay.schedule import schedule

__all__ = ["drift", "run", "schedule"]
