"""What a replay tells: frozen, and JSON as it stands."""

import json
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from rotascope.surfaces.encode import encode
from rotascope.terms import Abstained, Drift, Drifted, Replayed

DAY = date(2026, 6, 12)


def test_a_replay_and_a_drift_are_json_as_they_stand() -> None:
    none = Abstained("size", 0, None, "too few")
    told = Replayed("abc", DAY, DAY, "week", 1, 1, 0, 90, 90, None, "d", "c", "f", "local", (none,))
    plain = json.loads(encode(told))
    assert plain["first"] == "2026-06-12"
    assert plain["abstained"] == [{"axis": "size", "dates": 0, "share": None, "why": "too few"}]
    drift = Drift(DAY, "abc", 1, 1, 0.0, (Drifted("a", 1, 0, 0, 0.0, None),), (), "")
    assert json.loads(encode(drift))["signals"][0]["since"] is None


def test_nothing_in_it_can_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Abstained("size", 0, None, "").dates = 1  # type: ignore[misc]
