"""What moved the pair over one month, a quarter, half a year and a year: events or the macro tide?"""

from __future__ import annotations

import numpy as np

from rotascope import vintages
from rotascope.evidence.chapters import LEVEL, silent, told
from rotascope.evidence.primary import longest
from rotascope.evidence.reports import decisions, reports
from rotascope.maths.types import Matrix
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.terms import Axis, Cell, Chapter, Interval

__all__ = ["PARTS", "horizons", "parts_of", "shares"]

PARTS = ("policy decisions", "reports of the seven", "yields and credit", "the rest")
SPANS = ((21, "1 month"), (63, "3 months"), (126, "6 months"), (252, "12 months"))
FACTORS = ("DGS2", "DGS10", "BAMLH0A0HYM2")
LEAST, DRAWS, SEED = 756, 200, 1980
TITLE = "What moved it, by horizon"
METHOD = (
    "cov(part, whole) / var(whole) over overlapping windows, n counts windows that do not overlap;"
    " shares of a horizon sum to 100 %; usual: share of sessions"
)


def horizons(panel: Panel, axis: Axis) -> Chapter:
    """Shares of the variance of the pair's relative return by part, per horizon; they sum to one.

    Each session's log return belongs to a policy decision, to a report of one of the seven (its first
    session and the next), or to neither; then it is split into what two- and ten-year yields and the
    high-yield spread explain (least squares) and the rest. Share of part j over h sessions:
    cov(sum of j, sum of all) / var(sum of all). By chance events get their share of sessions.
    """
    pair = longest(panel, axis)
    if pair is None or len(pair) < LEAST:
        return silent(
            panel, axis, "horizons", TITLE, f"{LEAST} sessions of a pair", "short_history"
        )
    parts, sessions = parts_of(panel, pair.days[1:], np.diff(pair.log_ratio) * pair.sign)
    if not sessions.any():
        return silent(panel, axis, "horizons", TITLE, "no policy decision and no report on file")
    by_span = {word: shares(parts, steps) for steps, word in SPANS}
    rows = [
        _row(f"{word}: {part}", len(parts) // steps, by_span[word], j, sessions)
        for steps, word in SPANS
        for j, part in enumerate(PARTS)
    ]
    finding = f"{pair.label}: {_judged({word: found[0] for word, found in by_span.items()})}"
    return told(
        panel, axis, "horizons", TITLE, tuple(rows), finding, method=METHOD, notes=(pair.note,)
    )


def _row(
    label: str, n: int, found: tuple[Vector, Vector, Vector], j: int, sessions: Vector
) -> Cell:
    """The share of part j with its interval; beside events their share of sessions."""
    share, low, high = (float(x[j]) for x in found)
    interval = Interval(low, high, LEVEL, "block bootstrap, blocks of a year")
    usual = float(sessions[j]) if j < len(sessions) else None
    return Cell(label, n, share, "fraction", interval, usual)


def parts_of(panel: Panel, days: Days, moved: Vector) -> tuple[Matrix, Vector]:
    """((T, 4) parts of each session's log return in the order of PARTS, share of sessions of events)."""
    policy = np.isin(days, decisions(panel)[0])
    first = np.isin(days, reports(panel).days)
    report = (first | np.concatenate([[False], first[:-1]])) & ~policy
    other = ~(policy | report)
    factors = _factors(panel, days)
    explained = np.zeros(len(moved))
    if factors.shape[1]:
        x = np.column_stack([np.ones(other.sum()), factors[other]])
        beta, *_ = np.linalg.lstsq(x, moved[other], rcond=None)
        explained = np.where(other, factors @ beta[1:], 0.0)
    out = np.zeros((len(moved), len(PARTS)))
    out[policy, 0], out[report, 1] = moved[policy], moved[report]
    out[:, 2] = explained
    out[other, 3] = moved[other] - explained[other]
    return out, np.array([policy.mean(), report.mean()])


def _factors(panel: Panel, days: Days) -> Matrix:
    """Daily changes of the factors on file; a day without both ends moves by nothing."""
    columns = []
    for name in FACTORS:
        found = vintages.versions(panel, name)
        if len(found) < LEAST:
            continue
        # The yield of the day itself, not the one known on it: both closes are of the same evening.
        at = np.searchsorted(found.days, days, side="right") - 1
        level = np.where(at >= 0, found.values[np.maximum(at, 0)], np.nan)
        columns.append(np.nan_to_num(np.diff(level, prepend=np.nan)))
    return np.column_stack(columns) if columns else np.zeros((len(days), 0))


def shares(parts: Matrix, steps: int) -> tuple[Vector, Vector, Vector]:
    """(share of each part, low, high ends at 90 %) over windows of `steps` rows; shares sum to one."""
    sums = _sums(parts, steps)
    draw = np.random.default_rng(SEED)
    n, block = len(sums), min(max(252, steps), len(sums))
    drawn = np.empty((DRAWS, parts.shape[1]))
    for d in range(DRAWS):
        starts = draw.integers(0, n, -(-n // block))
        rows = (starts[:, None] + np.arange(block)[None, :]).ravel()[:n] % n
        drawn[d] = _share(sums[rows])
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return _share(sums), low, high


def _sums(parts: Matrix, steps: int) -> Matrix:
    total = np.concatenate([np.zeros((1, parts.shape[1])), np.cumsum(parts, axis=0)])
    return np.asarray(total[steps:] - total[:-steps])


def _share(sums: Matrix) -> Vector:
    whole = sums.sum(axis=1)
    centred = whole - whole.mean()
    power = float(centred @ centred)
    return np.asarray((sums - sums.mean(axis=0)).T @ centred / power)


def _judged(by_span: dict[str, Vector]) -> str:
    """How the two parts that are named move with the horizon."""
    (first, near), *_, (last, far) = by_span.items()
    events = [float(x[0] + x[1]) for x in (near, far)]
    macro = [float(x[2]) for x in (near, far)]
    return (
        f"yields and credit explain {words.percent(macro[0], 0)} of the variance over {first},"
        f" {words.percent(macro[1], 0)} over {last}; days of policy decisions and of the seven's reports"
        f" {words.percent(events[0], 0)} and {words.percent(events[1], 0)}"
    )
