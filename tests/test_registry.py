"""The registry: one mechanism for built-ins, dropped-in files and plug-ins."""

import pytest

from rotascope.errors import UnknownName
from rotascope.registry import SIGNALS, Registry, chosen


def made() -> Registry[int]:
    registry: Registry[int] = Registry("thing", "rotascope.signals", "rotascope things")
    registry.add("one", 1)
    return registry


def test_a_registered_name_answers() -> None:
    assert made()["one"] == 1


def test_two_registrations_of_one_name_are_a_programming_error() -> None:
    registry = made()
    with pytest.raises(RuntimeError, match="registered twice"):
        registry.add("one", 2)


def test_an_unknown_name_lists_the_nearest_and_the_command() -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'one'.*rotascope things"):
        made()["ome"]


def test_names_come_sorted() -> None:
    registry = made()
    registry.add("alpha", 2)
    assert list(registry) == ["alpha", "one"]
    assert registry.items() == [("alpha", 2), ("one", 1)]
    assert len(registry) == 2


def test_signals_are_chosen_by_name_axis_and_family() -> None:
    assert chosen() == list(SIGNALS)
    assert chosen(["rs.small_large"], "size") == ["rs.small_large"]
    assert chosen(["rs.small_large"], "concentration") == []
    assert {SIGNALS[name].family for name in chosen(family="breadth")} == {"breadth"}
    with pytest.raises(UnknownName, match="axis"):
        chosen(axis="sise")  # type: ignore[arg-type]
