"""What became of what was said: theses through their episodes, forecasters by score, drift of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from math import expm1
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.rows import Row, height_of, layout_of, stems, traces_of
from rotascope.figures.said import percent, signed
from rotascope.terms import SIDE_NAMES, Drift, Episode, Forecaster, Thesis, Track

__all__ = ["drift", "thesis", "track"]

Spec = dict[str, Any]
SCORED = {"right": ("circle", "series0"), "wrong": ("x", "series1")}
MOST = 16


def thesis(told: Thesis) -> Picture:
    """What followed each earlier episode in which all its conditions held, in the order of time.

    Raises WrongUse where there was none.
    """
    known = [one for one in _episodes(told) if one.outcome is not None]
    if not known:
        raise WrongUse("no earlier episode of the thesis has an outcome", "", told.reason)
    returns = [expm1(one.outcome or 0.0) for one in known]
    right = sum(value > 0 for value in returns)
    side = SIDE_NAMES[told.side]
    return Picture(
        name=f"thesis-{told.id[:12]}",
        title=f"In {right} of {len(known)} earlier episodes {side} led over {told.horizon_days} sessions",
        note=f"Relative return towards {side}, entered at the next close; {told.line or told.pair};"
        f" ● led, ✗ did not; status: {told.status.replace('_', ' ')}; as known on {told.seen}",
        alt=f"Returns after {len(known)} episodes in order of time",
        traces=[_stems(known, returns), _outcomes(known, returns)],
        layout=base(
            hovermode="closest", showlegend=False,
            xaxis=axis("", type="date", nticks=5, range=_year(known)),
            yaxis=axis(f"towards {side}, %", side="right", zeroline=True, nticks=5),
        ),
        height=280,
    )  # fmt: skip


def _year(known: Sequence[Episode]) -> list[str]:
    """The days shown: a quarter before the first episode to a quarter after the last."""
    room = timedelta(days=91)
    return [(known[0].first - room).isoformat(), (known[-1].first + room).isoformat()]


def _episodes(told: Thesis) -> tuple[Episode, ...]:
    """Those in which all triggers held; of a thesis with one trigger, its own."""
    return told.both or next((t.episodes for t in told.triggers if t.role == "trigger"), ())


def _stems(known: Sequence[Episode], returns: Sequence[float]) -> Spec:
    days, tops = (one.first.isoformat() for one in known), scaled(returns, 100.0)
    ends = (((day, 0.0), (day, top)) for day, top in zip(days, tops, strict=True))
    return stems(ends, "outcome", 2)


def _outcomes(known: Sequence[Episode], returns: Sequence[float]) -> Spec:
    marks = [SCORED["right" if value > 0 else "wrong"] for value in returns]
    return {
        "type": "scatter", "mode": "markers", "name": "episodes",
        "x": [one.first.isoformat() for one in known], "y": scaled(returns, 100.0),
        "text": [f"{one.first} to {one.last}: {signed(value)}"
                 for one, value in zip(known, returns, strict=True)],
        "marker": {"symbol": [s for s, _ in marks], "color": [f"@{c}" for _, c in marks], "size": 9},
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def track(told: Track) -> Picture:
    """Brier scores of who was scored often enough beside the base rate's; else how many stand where.

    Raises WrongUse where nothing is registered.
    """
    scored = [one for one in told.forecasters if one.brier is not None][:MOST]
    if scored:
        return _scores(told, scored)
    statuses = [one.status for one in told.theses] + [one.status for one in told.predictions]
    counts = Counter(statuses)
    if not counts:
        raise WrongUse("no thesis and no forecast is registered", "", "rotascope check FILE")
    words = [word for word, _ in counts.most_common()]
    rows = [
        Row(word.replace("_", " "), float(counts[word]), told=str(counts[word])) for word in words
    ]
    return Picture(
        name="track-status",
        title=f"{sum(counts.values())} registered, none scored often enough to grade",
        note=f"Theses and forecasts of the articles on file; as known on {told.as_of}",
        alt="How many theses and forecasts have which status",
        traces=traces_of(rows),
        layout=layout_of(rows, "theses and forecasts"),
        height=height_of(rows),
    )


def _scores(told: Track, scored: Sequence[Forecaster]) -> Picture:
    better = sum((one.brier or 1.0) < (one.base or 0.0) for one in scored)
    rows = [
        Row(f"{one.role}: {one.name or 'the author'}, {one.scored} scored", one.brier,
            usual=one.base, told=f"{one.brier:.2f}",
            symbol="circle" if (one.brier or 1.0) < (one.base or 0.0) else "x",
            ink="series0" if (one.brier or 1.0) < (one.base or 0.0) else "series1")
        for one in scored
    ]  # fmt: skip
    return Picture(
        name="track-scores",
        title=f"{better} of {len(scored)} forecasters beat the base rate",
        note=f"Brier score, lower is better; tick: always saying the base rate; as known on {told.as_of}",
        alt=f"Brier scores of {len(scored)} forecasters",
        traces=traces_of(rows, "the base rate's score"),
        layout=layout_of(rows, "Brier score"),
        height=height_of(rows),
    )


def drift(told: Drift) -> Picture:
    """Share of each signal's recorded values that today's history no longer says, the worst first.

    Raises WrongUse where nothing was recorded.
    """
    known = [one for one in told.signals if one.compared]
    if not known:
        raise WrongUse("nothing is recorded to compare with", "", "rotascope replay")
    known.sort(key=lambda one: (-(one.differ + one.lost) / one.compared, one.signal))
    rows = [
        Row(one.signal, (one.differ + one.lost) / one.compared * 100.0,
            told=percent((one.differ + one.lost) / one.compared),
            hover=label(f"{one.signal}: {one.differ:,} differ, {one.lost:,} lost of {one.compared:,}"))
        for one in known[:MOST]
    ]  # fmt: skip
    return Picture(
        name="drift",
        title=f"{percent(told.share, 1)} of {told.compared:,} recorded values are not what today's"
        " history says",
        note=f"{told.dates:,} recorded dates; differing or lost, the {len(rows)} largest shares of"
        f" {len(known)} signals; as known on {told.as_of}",
        alt=f"Shares of recorded values that differ, {len(rows)} signals",
        traces=traces_of(rows),
        layout=layout_of(rows, "% of its recorded values", range=[-2, 102]),
        height=height_of(rows),
    )
