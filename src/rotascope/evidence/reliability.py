"""How good the forecasts of the recorded dates were, beside what a perfect forecaster would score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rotascope.evidence.forecast import REASONS, Walked
from rotascope.evidence.recorded import Past
from rotascope.maths import calibration, stats
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.terms import Axis, Bin, BrierParts, Graded, Interval, Reliability

__all__ = ["DRAWS", "LEVEL", "reliability"]

DRAWS, SEED, LEVEL = 500, 20260612, 0.9
NAMES = ("Brier", "log-loss", "ECE")
FEWEST = 60  # dates: a few independent outcomes at the least
CURVE = 40  # points of the curve that a picture needs


def reliability(axis: Axis, days: Days, walked: Walked, past: Past) -> Reliability | None:
    """Scores of the forecasts on `days` whose outcomes are known; None where these are too few.

    Walk-forward: a date's forecast was made of what was recorded and known by then. Every outcome is
    of a recorded date, none was part of a fit before it was over.
    """
    graded = np.isfinite(walked.p) & np.isfinite(past.won)
    if graded.sum() < FEWEST:
        return None
    p, won, base = walked.p[graded], past.won[graded], walked.base[graded]
    weight = past.weight[graded]
    found = _grades(p, won, base, past.overlap)
    parts = calibration.murphy(p, won)
    shown = days[graded]
    inside = found[2].low <= found[2].value <= found[2].high
    brier, climate = found[0].value, found[0].base
    n, share = float(weight.sum()), float(np.mean(walked.why > 0))
    return Reliability(
        axis=axis,
        first=shown[0].item(),
        last=shown[-1].item(),
        dates=len(shown),
        independent=n,
        walked=len(days),
        abstained=share,
        why=_reasons(walked.why),
        grades=found,
        skill=1.0 - brier / climate if climate else None,
        parts=BrierParts(parts.reliability, parts.resolution, parts.uncertainty, parts.within),
        bins=_bins(p, won, weight),
        curve=_curve(p, won),
        inside=inside,
        text=_text(found, n, share, len(days), inside),
    )


def _grades(p: Vector, won: Vector, base: Vector, overlap: int) -> tuple[Graded, ...]:
    perfect = calibration.perfect(p, overlap, DRAWS, SEED)
    tail = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(perfect, [tail, 1.0 - tail], axis=0)
    values = (calibration.brier(p, won), calibration.log_loss(p, won), calibration.ece(p, won))
    climate = (calibration.brier(base, won), calibration.log_loss(base, won), None)
    return tuple(
        Graded(name, values[i], float(perfect[:, i].mean()), float(low[i]), float(high[i]),
               climate[i])
        for i, name in enumerate(NAMES)
    )  # fmt: skip


def _reasons(why: np.ndarray) -> tuple[tuple[str, float], ...]:
    """(reason, share of all dates) of no view, the commonest first."""
    shares = [(REASONS[i], float(np.mean(why == i))) for i in range(1, len(REASONS))]
    return tuple(sorted((one for one in shares if one[1] > 0.0), key=lambda one: -one[1]))


def _bins(p: Vector, won: Vector, weight: Vector) -> tuple[Bin, ...]:
    made = []
    for place, row in enumerate(calibration.binned(p, won, weight)):
        count, independent, said, happened = (float(value) for value in row)
        if count:
            n = max(round(independent), 1)
            low, high = stats.wilson(round(happened * n), n, LEVEL)
            held = Interval(low, high, LEVEL, f"Wilson, {n} independent outcomes")
            edges = place / calibration.BINS, (place + 1) / calibration.BINS
            made.append(Bin(*edges, int(count), independent, said, happened, held))
    return tuple(made)


def _curve(p: Vector, won: Vector) -> tuple[tuple[float, float], ...]:
    at, fit = calibration.isotonic(p, won)
    rows = np.unique(np.linspace(0, len(at) - 1, min(CURVE, len(at))).astype(np.int64))
    return tuple((float(at[i]), float(fit[i])) for i in rows)


def _text(found: Sequence[Graded], n: float, share: float, dates: int, inside: bool) -> str:
    ece, brier = found[2], found[0]
    where = "inside" if inside else "outside"
    climate = "" if brier.base is None else f" (base rate {brier.base:.3f})"
    silent = f"no view on {share * 100:.0f} % of {dates:,} recorded dates; its numbers"
    if share == 1.0:
        silent = f"no view on any of {dates:,} recorded dates; the numbers not printed"
    return (
        f"{silent} were {ece.value * 100:.1f} points off (ECE) over {n:.0f} independent outcomes,"
        f" {where} the {ece.low * 100:.1f}-{ece.high * 100:.1f} of perfect calibration; Brier"
        f" {brier.value:.3f}{climate}"
    )
