"""One answer of every kind that has a picture, small and invented; hostile words where words are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rotascope.terms import (
    Agenda,
    Article,
    BaseRate,
    Cell,
    Chapter,
    Checked,
    Claim,
    Data,
    Drift,
    Drifted,
    Episode,
    EventWindow,
    Finding,
    Forecaster,
    Hypothesis,
    Interval,
    OnFile,
    Outcome,
    Peer,
    Performance,
    Publication,
    Reaction,
    Reading,
    Scheduled,
    Sentiment,
    SymbolSentiment,
    Thesis,
    Track,
    TwoAxes,
    Unit,
    Vintage,
)
from tests.surfaces import fixtures
from tests.terms.test_maps import ONE as STANDING

__all__ = [
    "AS_OF",
    "HOSTILE",
    "agenda",
    "base_rate",
    "chapter",
    "checked",
    "concentrated",
    "data",
    "drift",
    "everything",
    "hypothesis",
    "performances",
    "reaction",
    "thesis",
    "track",
    "two_axes",
]

AS_OF, HOSTILE = fixtures.AS_OF, fixtures.HOSTILE
HELD = Interval(-0.01, 0.03, 0.9, "bootstrap")


def performances() -> tuple[Performance, ...]:
    """Three returns and a line without one."""
    values = {"A": 0.19, "B": -0.02, "C": 0.05, "D": None}
    return tuple(
        Performance(
            symbol, HOSTILE, "ytd", "tr", value, "fraction", date(2025, 12, 31), AS_OF,
            "ok" if value is not None else "not_measurable", "", "key", AS_OF, fixtures.SOURCE,
        )
        for symbol, value in values.items()
    )  # fmt: skip


def base_rate() -> BaseRate:
    """Two lines at two horizons, one of them clear."""
    outcomes = tuple(
        Outcome(line, months, months * 21, 12, 10, 0.02 * sign, HELD, 7, 0.7, HELD, 2000, 0.01, 0.55,
                0.01 * sign, p, p)
        for line, sign, p in (("A / B", 1, 0.01), ("C", -1, 0.8))
        for months in (1, 3)
    )  # fmt: skip
    return BaseRate(
        HOSTILE, AS_OF, "size", "3m", True, 20, 2000, AS_OF, 12, 10, outcomes, (), (), "A finding",
        "ok", "", (),
    )  # fmt: skip


def chapter(name: str = "regimes") -> Chapter:
    """Three rows, one of them clear, and one without a value."""
    rows = (
        Cell("clear", 30, 0.04, "fraction", HELD, 0.0, 0.01),
        Cell(HOSTILE, 12, -0.02, "fraction", HELD, 0.01, 0.5),
        Cell("single", 1, 0.01, "fraction"),
        Cell("none", 0, None, "fraction"),
    )
    return Chapter(name, "A title", AS_OF, "size", rows, "a finding", "a method", "ok", "", ())


def hypothesis(verdict: str = "not shown", difference: float | None = 0.01) -> Hypothesis:
    """One registered claim."""
    return Hypothesis(
        "h", HOSTILE, "an article", "a test", AS_OF, AS_OF, (), 9, difference, HELD, 0.4, 0.9, 7,
        verdict, "ok", "", (),
    )  # fmt: skip


def _claim(place: int, unit: Unit = "fraction", value: float | None = 0.1) -> Claim:
    return Claim(
        f"c{place}", "level", (f"L{place}",), "return", "=", value, unit, "ytd", HOSTILE, 0, 9, 0,
        digits=None if value is None else 1,
    )  # fmt: skip


def checked() -> Checked:
    """Claims with four verdicts, of which three have a printed and a found number."""
    findings = (
        Finding(_claim(0), "supported", 0.1, "total return", ""),
        Finding(_claim(1), "contradicted", 0.4, HOSTILE, ""),
        Finding(_claim(2), "approximate", 0.11, "price", ""),
        Finding(_claim(3, value=None), "not_checkable", None, "", "why"),
    )
    said = tuple(
        SymbolSentiment(symbol, HOSTILE, "fund", symbol, score, "positive", mentions, mentions > 1)
        for symbol, score, mentions in (("A", 0.5, 3), ("B", -0.4, 2), ("C", 0.9, 1))
    )
    return Checked(
        Article("id", HOSTILE, "text", (), Publication(AS_OF, "given")),
        Sentiment(0.1, "mixed", 0.4, 0.6, 12, "builtin", said),
        (), findings, (), (), (), (), (), (), None, 0.75,
        (("supported", 1), ("approximate", 1), ("contradicted", 1), ("not_checkable", 1)),
        AS_OF, "key",
    )  # fmt: skip


def agenda() -> Agenda:
    """A report with a load, a meeting without."""
    events = (
        Scheduled(AS_OF, 3, "FOMC", "policy meeting", "confirmed", None, None, None, "", None, ""),
        Scheduled(AS_OF, 9, HOSTILE, "report", "estimated", 0.06, None, 0.04, "usual", 0.0024, ""),
    )  # fmt: skip
    return Agenda(AS_OF, AS_OF + timedelta(56), events, 0.06, None, 0.0024, (), (), ())


def reaction() -> Reaction:
    """Two windows, one of them clear, and a peer."""
    windows = (
        EventWindow(0, 0, AS_OF, AS_OF, -0.02, Interval(-0.04, 0.0, 0.9, "t"), -1.0, 0.3, "ok", ""),
        EventWindow(
            -1, 1, AS_OF, AS_OF, -0.05, Interval(-0.08, -0.02, 0.9, "t"), -2.0, 0.05, "ok", ""
        ),
        EventWindow(0, 5, None, None, None, None, None, None, "undefined", "not yet on file"),
    )
    return Reaction(
        AS_OF, "NVDA", HOSTILE, AS_OF, AS_OF, "a report", "SPY", -0.018, 1.8, 0.0, 0.02, 220, windows,
        24, 3, 0.05, (), (Peer("AMD", 0.08, 1.4, 0.3),), "", (), "ok", "", (), "key", (),
    )  # fmt: skip


def data() -> Data:
    """A fresh, a middling and an old dataset."""
    files = tuple(
        OnFile(
            "returns", name, "", 1, 900, date(2000, 1, 3), AS_OF, age, None, None, "rule", None, ""
        )
        for name, age in (("fresh", 0), (HOSTILE, 20), ("old", 400))
    )
    return Data(AS_OF, "abc", "", files)


def vintaged() -> Data:
    """A series with two versions of one value."""
    versions = tuple(
        Vintage(date(2026, 3, 31), date(2026, 4 + i, 28), 2.0 + i, False) for i in (0, 1)
    )
    (one, *_), told = data().on_file, data()
    return replace(
        told, series="GDP", on_file=(replace(one, series="GDP", unit="USD", vintages=versions),)
    )


def thesis() -> Thesis:
    """Two earlier episodes, one right; a third is not over."""
    episodes = tuple(
        Episode(date(2020 + i, 3, 2), date(2020 + i, 5, 1), outcome, None)
        for i, outcome in enumerate((0.1, -0.05, None))
    )
    return Thesis(
        "0123456789abcdef", "id", HOSTILE, "size", "small", (), 126, AS_OF, None, "waiting",
        both=episodes, pair="A/B", seen=AS_OF,
    )  # fmt: skip


def track(brier: float | None = 0.2) -> Track:
    """A thesis on file and, with `brier`, a forecaster who is scored."""
    who = (Forecaster(HOSTILE, "author", 12, 9, 6, brier, 0.25),) if brier is not None else ()
    return Track(AS_OF, (thesis(),), (), (), who, 0)


def drift() -> Drift:
    """One signal that differs and one that does not."""
    signals = (Drifted("rs.a", 100, 10, 5, 0.1, AS_OF), Drifted("rs.b", 100, 0, 0, 0.0, None))
    return Drift(AS_OF, "abc", 100, 200, 0.075, signals, (), "")


def two_axes() -> TwoAxes:
    """One standing with a cloud of one point."""
    return TwoAxes(AS_OF, 126, (STANDING,), STANDING.text, "a method", "")


def concentrated() -> tuple[Reading, ...]:
    """Two measures of the large-cap fund, one of the small-cap fund, and the drift of one."""
    files = fixtures.history(0.35, 0.02, 3, 400)
    return tuple(
        fixtures.reading(f"concentration.{name}", title=HOSTILE, unit=unit, history=history)
        for name, unit, history in (
            ("top10_large_cap", "fraction", files),
            ("top10_small_cap", "fraction", files),
            ("hhi_large_cap", "points", files),
            ("drift_large_cap", "fraction", fixtures.history(0.36, 0.01, 40)),
        )
    )


def everything() -> dict[str, object]:
    """A name, and what is drawn."""
    brief = fixtures.brief()
    return {
        "agenda": agenda(),
        "axis verdict": fixtures.axis_verdict(),
        "base rate": base_rate(),
        "brief": brief,
        "chapter": chapter(),
        "checked": checked(),
        "concentration": concentrated(),
        "data": data(),
        "drift": drift(),
        "hypotheses": (hypothesis(), hypothesis("supported")),
        "map": fixtures.readings()[:3],
        "performance": performances(),
        "ratio": fixtures.readings()[1],
        "reaction": reaction(),
        "reliability": fixtures.graded(),
        "series": fixtures.readings()[0],
        "thesis": thesis(),
        "track": track(),
        "two axes": two_axes(),
        "verdict": brief.verdict,
        "vintages": vintaged(),
    }
