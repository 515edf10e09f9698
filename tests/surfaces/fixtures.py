"""Invented answers with realistic values: a brief, its readings with histories, and hostile text."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from rotascope.terms import (
    Axis,
    AxisVerdict,
    Bin,
    Brief,
    BrierParts,
    Change,
    Evidence,
    Forecast,
    Graded,
    History,
    Interval,
    Line,
    Mark,
    Null,
    Reading,
    Reliability,
    Source,
    Verdict,
)

AS_OF = date(2026, 6, 12)
HOSTILE = "<script>alert('x')</script> & <b>bold</b>"
SOURCE = Source("invented", "returns of IWM", date(2019, 1, 2), AS_OF, 1872, "invented for a test")


def history(level: float, swing: float, days: int = 1500, step: int = 1) -> History:
    """A wave of values that ends on AS_OF."""
    dates = tuple(AS_OF - timedelta(days=step * (days - 1 - i)) for i in range(days))
    return History(dates, tuple(level + swing * math.sin(i / 40) for i in range(days)))


def reading(signal: str = "rs.small_large", **more: object) -> Reading:
    """A reading that is ok; `more` replaces fields."""
    made = Reading(
        signal=signal, title="Relative strength, small caps / large caps", axis="size",
        family="price", as_of=AS_OF, value=0.0653, unit="fraction", lean=0.706, percentile=0.853,
        n_obs=6415, coverage=1.0, interval=None,
        null=Null("without leadership half of all such windows end more than 6.1 % apart", 0.061, 0.43,
                  draws="spread"),
        status="ok", reason="", key=f"signal/{signal}@{AS_OF}",
        text="IWM beat SPY by 6.5 % in 126 sessions, total return", known_at=AS_OF,
        first=date(2019, 1, 2), sources=(SOURCE,), sign=1,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def silent(signal: str = "breadth.above_50") -> Reading:
    """A reading without an answer."""
    return reading(
        signal, title="Members above their 50-session average", family="breadth", value=None,
        lean=None, percentile=None, null=None, status="not_measurable", text="",
        reason="no member returns on file",
    )  # fmt: skip


def readings() -> tuple[Reading, ...]:
    """With histories: two pair signals, a map, a breadth reading on the other axis, a silent one."""
    ratio = Line("IWM / SPY", history(0.5, 0.1))
    weekly = history(0.5, 0.1, 220, 7)
    mapped = history(100.0, 1.2, 60, 7)
    return (
        reading(history=history(0.0, 0.1), lines=(ratio,)),
        reading(
            "trend_break.small_large", title="Trend-line break, small caps / large caps", unit="sd",
            value=1.4, lean=0.2, percentile=0.91, history=history(0.0, 2.0, 220, 7),
            text="IWM / SPY is 1.4 weekly sd above its 156-week downtrend line",
            marks=(Mark(weekly.dates[100], "first close above the downtrend line"),),
            null=Null("noise confirms a break of such a line 61% of the time", 0.61),
            lines=(Line("IWM / SPY", weekly), Line("downtrend line", history(0.48, 0.0, 220, 7))),
        ),
        reading(
            "rotation_map.small_large", title="Rotation map, small caps / large caps", unit="index",
            value=101.2, lean=None, state="leading", history=mapped,
            lines=(Line("momentum", history(100.0, 0.8, 60, 7)),),
        ),
        reading(
            "breadth.beat_share", title="Members that beat the index", axis="concentration",
            family="breadth", value=0.44, lean=-0.3, percentile=0.35,
            text="44 % of 488 members beat SPY in 126 sessions; chance alone gives 45 %",
            null=Null("chance alone gives 45 %, not 50 %", 0.45, draws="level"),
            history=history(0.45, 0.1),
        ),
        silent(),
    )  # fmt: skip


def evidence(text: str, lean: float, signal: str = "rs.small_large") -> Evidence:
    """One line for or against."""
    return Evidence(
        signal, text, lean, "noise shows as much 43 in 100 times", f"signal/{signal}@{AS_OF}"
    )


def axis_verdict(axis: Axis = "size", **more: object) -> AxisVerdict:
    """Small caps lead since March, no view."""
    forecast = Forecast(
        None, Interval(0.41, 0.6, 0.9, "beta"), 0.49, 34, 104, 63,
        "the interval 41-60 % holds the base rate 49 %", f"verdict/{axis}/forecast@{AS_OF}",
    )  # fmt: skip
    made = AxisVerdict(
        axis=axis, pair="IWM / SPY", basis="tr", leader="small", direction="strengthening",
        relative_126=0.0653, relative_21=0.0371, percentile=0.853, chance=0.43,
        percentile_since=date(2000, 11, 24),
        since=date(2026, 3, 13), since_low=date(2026, 1, 9), since_high=date(2026, 4, 3),
        since_note="IWM / SPY drifted −0.05 % a week before, +0.62 % since; found looking back",
        score=0.4, forecast=forecast,
        evidence_for=tuple(
            evidence(f"IWM beat SPY {n} sessions running, total return", 0.8) for n in (5, 6, 7)
        ),
        evidence_against=(evidence("OEF trailed SPY by 2.2 % in 126 sessions", -0.4),),
        but="but IJR / SPY only +1.0 % in 126 sessions: the move is in the broad small-cap index",
        note="", would_change=("IWM / SPY −4.7 % within 21 sessions: large caps would lead",),
        key=f"verdict/{axis}/leader@{AS_OF}",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def graded() -> Reliability:
    """Ten years of forecasts, as good as a perfectly calibrated forecaster's."""
    grades = tuple(
        Graded(name, value, value, value / 2, value * 2, base)
        for name, value, base in (
            ("Brier", 0.24, 0.25),
            ("log-loss", 0.67, 0.69),
            ("ECE", 0.05, None),
        )
    )
    held = Interval(0.3, 0.7, 0.9, "Wilson, 40 independent outcomes")
    first, last = date(2016, 1, 8), date(2026, 3, 6)
    why = (("the interval held the base rate", 0.9),)
    return Reliability(
        "size", first, last, 530, 42.0, 600, 0.9, why, grades, 0.04,
        BrierParts(0.01, 0.02, 0.25, 0.0), (Bin(0.4, 0.5, 530, 42.0, 0.48, 0.5, held),),
        ((0.45, 0.45), (0.5, 0.55)), True,
        "over 42 independent outcomes its probabilities were off by 5.0 points (ECE), inside the"
        " 2.5-10.0 of a perfectly calibrated forecaster; Brier 0.240 (base rate 0.250); no view on"
        " 90 % of 600 dates",
    )  # fmt: skip


def brief(**more: object) -> Brief:
    """A whole brief: small caps and the few lead, with every section filled."""
    few = axis_verdict(
        "concentration", pair="XMAG / MAGS", leader="few", direction="weakening",
        relative_126=-0.081, relative_21=0.012, since=None, since_low=None, since_high=None,
        since_note="no dated change; the 126-session relative return has had its sign since 2026-02-06",
        but="",
    )  # fmt: skip
    plain = tuple(replace(one, history=None, lines=()) for one in readings())
    families = (("breadth", 7, 1), ("price", 20, 16))
    made = Brief(
        as_of=AS_OF, data_age_sessions=1, store="a1b2c3", version="rotascope 0.1.0",
        verdict=Verdict(AS_OF, 63, axis_verdict(), few, 33, 27, families),
        readings=plain, changed_since=date(2026, 5, 13),
        changed=(Change("size: large caps -> small caps", f"verdict/size/leader@{AS_OF}"),),
        coming=("FOMC meeting 2026-06-17, 2026-07-29",),
        not_measurable=("Members above their 50-session average: no member returns on file",),
        notes=("invented: invented for a test",), next_step="rotascope sync", key=f"brief@{AS_OF}",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]
