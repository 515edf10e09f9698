"""A reaction is plain data that every surface can print."""

from __future__ import annotations

import json
from datetime import date

from rotascope.surfaces.encode import encode
from rotascope.terms import EventWindow, Interval


def test_a_window_that_is_not_on_file_has_no_number() -> None:
    empty = EventWindow(0, 5, None, None, None, None, None, None, "short_history", "not yet")
    told = json.loads(encode(empty))
    assert told["car"] is None
    assert told["reason"] == "not yet"


def test_a_window_keeps_its_interval() -> None:
    day = date(2024, 5, 2)
    one = EventWindow(0, 0, day, day, -0.1, Interval(-0.2, 0.0, 0.9, "t"), -2.0, 0.05, "ok", "")
    assert json.loads(encode(one))["interval"]["level"] == 0.9
