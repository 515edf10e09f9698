"""How good forecasts were: frozen, JSON as it stands, part of the verdict of its axis."""

import json
from dataclasses import FrozenInstanceError, fields

import pytest

from rotascope.surfaces.encode import encode
from rotascope.terms import AxisVerdict, Likelihood, Odds, Reliability
from tests.surfaces import fixtures


def test_it_is_json_as_it_stands() -> None:
    plain = json.loads(encode(fixtures.graded()))
    assert set(plain) == {field.name for field in fields(Reliability)}
    assert plain["grades"][2]["base"] is None
    assert plain["bins"][0]["interval"]["level"] == 0.9
    assert plain["why"] == [["the interval held the base rate", 0.9]]


def test_a_verdict_may_be_without_it() -> None:
    names = {field.name: field.default for field in fields(AxisVerdict)}
    assert names["reliability"] is None
    assert names["odds"] is None


def test_nothing_in_it_can_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Likelihood("a", 1.0, 0.5, 2.0, 10.0).ratio = 2.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Odds(0.5, 0.5, 3, 1.0).signals = 4  # type: ignore[misc]
