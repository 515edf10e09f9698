"""Theses: an article's if-thens as conditions, watched session by session, scored when they are over."""

from rotascope.theses.record import track_record
from rotascope.theses.score import scored
from rotascope.theses.watch import watched

__all__ = ["scored", "track_record", "watched"]
