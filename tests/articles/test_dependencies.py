"""A view's drivers, each with a monitor that exists or a reason why there is none."""

from __future__ import annotations

from rotascope.articles.dependencies import DRIVERS, dependencies
from rotascope.registry import SIGNALS
from tests.articles.remarks import scenes


def test_every_monitor_is_a_signal_and_what_has_none_says_why() -> None:
    named = {signal for driver in DRIVERS.values() for signal in driver.monitor}
    assert named <= set(SIGNALS)
    assert all(driver.monitor or len(driver.why.split()) > 6 for driver in DRIVERS.values())


def test_drivers_are_found_where_something_hangs_on_them_and_nowhere_else() -> None:
    found = dependencies(scenes.article(
        "The trade depends on the Fed and on credit conditions.",
        "As long as the VIX stays low, rates decide.",
        "Inflation was three per cent.",
    ))  # fmt: skip
    assert [node.driver.name for node in found] == ["rates", "credit", "volatility"]
    rates = found[0]
    assert (rates.words, rates.sentences) == ("Fed", (0, 1))


def test_what_nothing_watches_is_a_node_too() -> None:
    (node,) = dependencies(scenes.article("Key risks include antitrust action."))
    assert node.driver.monitor == ()
    assert "no record of regulatory events" in node.driver.why


def test_a_text_without_conditions_is_no_graph() -> None:
    assert dependencies(scenes.article("The Fed met.")) == ()
