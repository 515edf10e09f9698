"""Q24: files that do not add up, values that are not shares x price, stamps old or in the future."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.ingest.planted.case import Planted
from tests.ingest.planted.funds import DAY, Line, file, line, rest, sound_lines

SOUND = sound_lines(12)


def scaled(name: str, factor: float, n: int = 12, fund: str = "IWM") -> Planted:
    """Every weight times a factor: the whole file is held."""
    lines = sound_lines(n)
    wrong = [{**one, "weight": one["weight"] * factor} for one in lines]
    return Planted(name, "holdings", file(wrong, fund), "batch", file(lines, fund))


def lost(name: str, weight: float, n: int = 12) -> Planted:
    """A line of `weight` percent is missing."""
    lines = rest(line("LOST", weight), n=n)
    return Planted(name, "holdings", file(lines[1:]), "batch", file(lines))


def priced(lines: list[Line], price: float = 50.0) -> list[Line]:
    """Lines with the price that makes their value, rounded to cents as printed."""
    return [
        {**one, "shares": one["market_value"] / price, "price": round(price, 2)} for one in lines
    ]


def mispriced(name: str, at: int, of: float = 50.0, **wrong: float) -> Planted:
    """One line whose shares, price or value is multiplied."""
    sound = priced(SOUND, of)
    lines = [
        {c: v * wrong[c] if c in wrong else v for c, v in one.items()} if n == at else one
        for n, one in enumerate(sound)
    ]
    return Planted(name, "holdings", file(lines), "held", file(sound), (at,))


def old(name: str, stamp: date, fetched: datetime, sound: date) -> Planted:
    """A file that was old when it was fetched; its twin is younger."""
    return Planted(name, "holdings", file(SOUND, day=stamp), "flagged", file(SOUND, day=sound), (0,),
                   fetched_at=fetched)  # fmt: skip


def future(name: str, stamp: date) -> Planted:
    """A stamp after the import: no line of the file passes."""
    return Planted(name, "holdings", file(SOUND, day=stamp), "batch", file(SOUND))


SWAPS = [
    line("ZZ1", 62.0), line("ZZ2", 30.0), {**line("CASH", 8.0, "CASH"), "kind": "cash"},
    *({**line(f"59511210{n} TRS 050427 NM", w, f"NAME {n} SWAP"), "kind": "derivative"}
      for n, w in enumerate((20.0, 15.0, 5.5))),
]  # fmt: skip
BACKED = file(SWAPS)  # what is paid for sums to 100 %, the notional of the swaps stands beside it
LEVERED = [line("BIG", 120.0), *sound_lines(6, -20.0)]
VARIANTS = (
    scaled("weights sum to 99.4 %", 0.994),
    scaled("weights sum to 100.6 %", 1.006),
    scaled("weights as percent of a hundredth", 0.01, fund="SPY"),
    scaled("every line printed twice as heavy", 2.0, 40, "RSP"),
    scaled("a third of the fund is missing", 0.66, 25),
    lost("one line of 0.7 % is missing", 0.7),
    lost("the largest line is missing", 7.9, 30),
    Planted("one line stands twice", "holdings", file([*SOUND, {**SOUND[4], "symbol": "QQX"}]),
            "batch", file(SOUND)),
    Planted("cash is missing from the file", "holdings",
            file(rest({**line("USD", 3.0), "kind": "cash"})[1:]), "batch",
            file(rest({**line("USD", 3.0), "kind": "cash"}))),
    Planted("neither with swaps nor without does it sum", "holdings",
            file([{**SWAPS[0], "weight": 0.55}, *SWAPS[1:]]), "batch", BACKED),
    Planted("a weight above the whole", "holdings", file(LEVERED), "held",
            file([line("BIG", 99.0), *sound_lines(6, 1.0)]), (0,)),
    Planted("a short of more than the whole", "holdings",
            file([*sound_lines(6, 201.0), line("SHORT", -101.0)]), "held",
            file([*sound_lines(6, 130.0), line("SHORT", -30.0)]), (6,)),
    mispriced("value 0.6 % above shares x price", 3, market_value=1.007),
    mispriced("shares doubled", 0, shares=2.0),
    mispriced("price in cents", 7, price=100.0),
    mispriced("value in thousands", 11, market_value=0.001),
    mispriced("shares a tenth", 5, 612.3, shares=0.1),
    mispriced("a penny stock's value doubled", 6, 0.69, market_value=2.0),
    mispriced("sign of the value lost", 2, 31.7, market_value=-1.0),
    future("stamped a day after the import", date(2026, 6, 13)),
    future("stamped next year", date(2027, 6, 10)),
    old("six sessions old when fetched", date(2026, 6, 3), datetime(2026, 6, 11, 22, tzinfo=UTC),
        date(2026, 6, 4)),
    old("fetched after midnight in London, New York's evening", date(2026, 6, 2),
        datetime(2026, 6, 11, 2, tzinfo=UTC), date(2026, 6, 3)),
    old("a month old", date(2026, 5, 8), datetime(2026, 6, 12, 18, tzinfo=UTC), DAY),
    old("a year old", date(2025, 6, 10), datetime(2026, 6, 12, 18, tzinfo=UTC), date(2026, 6, 12)),
)  # fmt: skip
