"""Which pair speaks: fresh, long enough, real before proxy; and why the others do not."""

from datetime import date

import numpy as np

from rotascope.evidence.primary import NEEDED, begins, is_proxy, longest, speaker
from tests.evidence.markets import LAST, market, noise

FLAT = np.zeros(400)
SEVEN = ("AAPL", "AMZN", "GOOGL", "META", "MSFT", "NVDA", "TSLA")


def test_the_first_fresh_pair_with_148_common_sessions_speaks() -> None:
    panel = market({"XMAG": FLAT[:NEEDED], "MAGS": FLAT, "RSP": FLAT, "SPY": FLAT})
    found = speaker(panel, "concentration")
    assert found.pair is not None
    assert (found.pair.label, found.note, found.age) == ("XMAG / MAGS", "", 0)


def test_a_pair_one_session_short_gives_way_and_the_note_says_why() -> None:
    panel = market({"XMAG": FLAT[: NEEDED - 1], "MAGS": FLAT, "RSP": FLAT, "SPY": FLAT})
    found = speaker(panel, "concentration")
    assert found.pair is not None
    assert found.pair.label == "RSP / SPY"
    said = "XMAG / MAGS cannot speak: 147 of 148 common sessions (XMAG first traded 2024-10-22)"
    assert found.note == said


def test_a_fund_that_did_not_trade_yet_is_said_so_with_its_first_day() -> None:
    day = date(2020, 3, 23)
    panel = market({"RSP": FLAT, "SPY": FLAT}, day, day)
    note = speaker(panel, "concentration").note
    assert "XMAG first traded 2024-10-22" in note
    assert "MAGS first traded 2023-04-11" in note


def test_a_pair_of_proxies_gives_way_to_a_pair_of_real_funds() -> None:
    proxies = {symbol: FLAT for symbol in (*SEVEN, "RSP", "SPY", "XMAG")}
    found = speaker(market(proxies), "concentration")
    assert found.pair is not None
    assert found.pair.label == "RSP / SPY"
    assert "MAGS is not on file" in found.note


def test_proxies_speak_when_nothing_else_can_and_are_named() -> None:
    found = speaker(market({symbol: FLAT for symbol in (*SEVEN, "XMAG")}), "concentration")
    assert found.pair is not None
    assert is_proxy(found.pair)
    assert "hindsight" in found.note


def test_a_price_older_than_a_week_does_not_speak() -> None:
    late = date(2026, 6, 22)  # five sessions after the 12th: the 19th is a holiday
    panel = market({"IWM": FLAT, "SPY": FLAT}, late)
    assert speaker(panel, "size").pair is not None
    panel = market({"IWM": FLAT, "SPY": FLAT}, date(2026, 6, 23))
    found = speaker(panel, "size")
    assert found.pair is None
    assert found.note.startswith("IWM / SPY cannot speak: its newest common day is 2026-06-12")


def test_the_longest_real_pair_lends_its_history() -> None:
    panel = market({"XMAG": FLAT[:200], "MAGS": FLAT, "RSP": FLAT, "SPY": FLAT})
    found = longest(panel, "concentration")
    assert found is not None
    assert found.label == "RSP / SPY"
    assert longest(market({"XMAG": noise(20, 1)}), "concentration") is None


def test_the_first_day_comes_from_the_permanent_id() -> None:
    panel = market({"SPY": FLAT}, LAST)
    assert begins(panel, "XMAG") == "XMAG first traded 2024-10-22"
    assert begins(panel, "UNHEARD") == ""
