"""The vocabulary: frozen answers that every surface prints. No I/O, no tickers, no arithmetic.

Conventions, written once:

- Two axes. `size`: small against large. `concentration`: the rest against the few. They can
disagree; nothing averages across them.
- `lean` lies in [-1, 1]: +1 = small / the rest lead, -1 = large / the few lead. A rising top-10
weight therefore leans negative.
- Returns, weights and rates are fractions (0.25, never 25). Dates are session dates.
- No answer is `value=None` with a `status` and a `reason`; never NaN, never 0.
- `basis` is `tr` (total return) or `pr` (price); the two are never divided by one another.
"""

from __future__ import annotations

from rotascope.terms.agenda import (
    Agenda,
    Driver,
    HorizonDrivers,
    Monitor,
    Scheduled,
    Theme,
    ThemeHorizon,
)
from rotascope.terms.answers import Data, Issue, OnFile, Performance, SourceAge, Vintage, Why
from rotascope.terms.books import Account, Book, Holding, Position
from rotascope.terms.rates import BaseRate, Case, Cell, Chapter, Hypothesis, Outcome
from rotascope.terms.reactions import CaseTest, EventWindow, Peer, Reaction
from rotascope.terms.readings import History, Interval, Line, Mark, Null, Reading, Source
from rotascope.terms.recorded import Abstained, Drift, Drifted, Replayed
from rotascope.terms.reliability import (
    Bin,
    BrierParts,
    Graded,
    Likelihood,
    Odds,
    Reliability,
)
from rotascope.terms.verdicts import AxisVerdict, Brief, Change, Evidence, Forecast, Verdict
from rotascope.terms.words import (
    AXES,
    FAMILIES,
    SIDE_NAMES,
    SIDES,
    Axis,
    Basis,
    Family,
    Leader,
    Severity,
    SignalAxis,
    Status,
    Unit,
)
from rotascope.terms.yields import BetaPath, Duration, Sign, YieldBeta, YieldSigns

__all__ = [
    "AXES",
    "FAMILIES",
    "SIDES",
    "SIDE_NAMES",
    "Abstained",
    "Account",
    "Agenda",
    "Axis",
    "AxisVerdict",
    "BaseRate",
    "Basis",
    "BetaPath",
    "Bin",
    "Book",
    "Brief",
    "BrierParts",
    "Case",
    "CaseTest",
    "Cell",
    "Change",
    "Chapter",
    "Data",
    "Drift",
    "Drifted",
    "Driver",
    "Duration",
    "EventWindow",
    "Evidence",
    "Family",
    "Forecast",
    "Graded",
    "History",
    "Holding",
    "HorizonDrivers",
    "Hypothesis",
    "Interval",
    "Issue",
    "Leader",
    "Likelihood",
    "Line",
    "Mark",
    "Monitor",
    "Null",
    "Odds",
    "OnFile",
    "Outcome",
    "Peer",
    "Performance",
    "Position",
    "Reaction",
    "Reading",
    "Reliability",
    "Replayed",
    "Scheduled",
    "Severity",
    "Sign",
    "SignalAxis",
    "Source",
    "SourceAge",
    "Status",
    "Theme",
    "ThemeHorizon",
    "Unit",
    "Verdict",
    "Vintage",
    "Why",
    "YieldBeta",
    "YieldSigns",
]
