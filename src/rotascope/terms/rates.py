"""What happened before: base rates of conditions, histories, and the register of hypotheses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.readings import Interval, Line
from rotascope.terms.words import Axis, Status, Unit

__all__ = [
    "SURE",
    "BaseRate",
    "Case",
    "Cell",
    "Chapter",
    "Hypothesis",
    "Outcome",
]

Day = date  # a field may be named date as well
SURE = 0.1
"""Below this a p, corrected for all that were tried, is told from chance: `clear`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one line did over `sessions` sessions after a condition fired, entered at the next close.

    Returns are geometric fractions, total return. `n` independent firings with a known outcome (gap
    >= `sessions`, first kept), of `n_raw` with one. `median` with its 90 % bootstrap interval;
    `won` of n above zero, `hit` that share with its 90 % Clopper-Pearson interval. `base_*`: all
    `n_base` days on which the condition could be judged. `p`: random dates of the same number and
    spacing are as far from the base median; `p_adjusted`: for all p of the same answer
    (Benjamini-Yekutieli). No share, interval or p below 8 cases.
    """

    line: str
    months: int
    sessions: int
    n_raw: int
    n: int
    median: float | None
    interval: Interval | None
    won: int
    hit: float | None
    hit_interval: Interval | None
    n_base: int
    base_median: float | None
    base_hit: float | None
    difference: float | None
    p: float | None
    p_adjusted: float | None

    @property
    def clear(self) -> bool:
        """Told from random dates, once all of the answer are counted."""
        return self.p_adjusted is not None and self.p_adjusted < SURE


@dataclass(frozen=True, slots=True)
class Case:
    """One firing: the session on which the condition became true, and what each line did after.

    `outcomes`: (line, geometric return over the headline horizon), None while not yet known.
    `independent`: whether it lies a horizon or more after the last case counted.
    """

    date: Day
    outcomes: tuple[tuple[str, float | None], ...]
    independent: bool


@dataclass(frozen=True, slots=True)
class BaseRate:
    """When a condition was true before, and what followed.

    `n_raw` firings (a new one only after five sessions without it), `n_independent` of them a
    horizon apart; `days_true` of `days_known` sessions. `now`: true today, None if unknown. `nulls`:
    what noise alone shows of such conditions. `finding` is the answer as a sentence.
    """

    condition: str
    as_of: date
    axis: Axis
    horizon: str
    now: bool | None
    days_true: int
    days_known: int
    first: date | None
    n_raw: int
    n_independent: int
    outcomes: tuple[Outcome, ...]
    cases: tuple[Case, ...]
    nulls: tuple[str, ...]
    finding: str
    status: Status
    reason: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a history: what it is about, how many cases, the figure with its interval.

    `n` counts independent cases; `usual` is what chance, or all days, show; `p` as its chapter says.
    """

    label: str
    n: int
    value: float | None
    unit: Unit
    interval: Interval | None = None
    usual: float | None = None
    p: float | None = None
    text: str = ""

    @property
    def clear(self) -> bool:
        """Told from chance: its p, which a chapter corrects for all of its rows, is small."""
        return self.p is not None and self.p < SURE


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question to history: its rows, the finding, the method in a sentence, and its caveats.

    `lines` are paths beside the rows, where a picture needs them: of parallels the index around each
    month, a fraction of its close on that month's day, where it is 0.
    """

    name: str
    title: str
    as_of: date
    axis: Axis
    rows: tuple[Cell, ...]
    finding: str
    method: str
    status: Status
    reason: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A claim with its test as registered on `fixed`, and what the test says.

    `fixed` is the day on which `test` was written down; `p` is of this one, `p_adjusted` for all
    `tried` of the register (Benjamini-Yekutieli). `difference` is a fraction. `verdict`: supported,
    contradicted, not shown, too few cases; "" where nothing could be measured.
    """

    name: str
    claim: str
    source: str
    test: str
    fixed: date
    as_of: date
    rows: tuple[Cell, ...]
    n: int
    difference: float | None
    interval: Interval | None
    p: float | None
    p_adjusted: float | None
    tried: int
    verdict: str
    status: Status
    reason: str
    notes: tuple[str, ...]
