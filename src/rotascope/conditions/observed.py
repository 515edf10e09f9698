"""What a name in a condition means: a dated causal history of numbers or of words.

Every registered signal by its dotted name (`rs.small_large`, attributes value, lean, percentile, state
and the names of its lines beside), and `rs("X/Y")`, `trend_break("X/Y")` for any two lines on file. A
trace is as known by construction: its value on a day uses nothing known later, so neither does a
condition; the laws prove it for signals and for conditions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from rotascope.conditions import typed_pairs
from rotascope.conditions.grammar import Observable
from rotascope.errors import BadArgument, UnknownName
from rotascope.maths import rank
from rotascope.panel import Panel
from rotascope.registry import SIGNALS, SignalSpec
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.reading import leans
from rotascope.signals.trace import Trace

__all__ = ["CARRIED", "Observed", "fields_of", "observed", "signal_of"]

CARRIED = 5
"""Sessions a value stands in for a day of its own, at least; longer where the signal's patience is."""
FUNCTIONS: Mapping[str, Callable[[Panel, str], typed_pairs.Fields]] = {
    "rs": typed_pairs.relative_fields,
    "trend_break": typed_pairs.break_fields,
}
SPOKEN = {"spread": ("pp", "bp"), "level": ("index", "points", "ratio", "pp", "usd")}
"""Other words for a signal's value, by its unit: `ffr_2y.spread`, `vix.level`."""
LISTING = "rotascope signals"


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """A history of numbers (`values`, NaN = unknown) or of words (`states`, "" = unknown) on `days`.

    One of the two is None. `carried`: for how many sessions a value stands. `reason` says why there
    is none at all; `note` what a reader must know of the line (a splice, hindsight).
    """

    days: Days
    values: Vector | None
    states: tuple[str, ...] | None
    carried: int
    reason: str = ""
    note: str = ""


def observed(panel: Panel, asked: Observable) -> Observed:
    """The history that `asked` means. Raises UnknownName or BadArgument for what means nothing."""
    fields, attribute = fields_of(panel, asked)
    carried = max(fields.patience, CARRIED)
    if not len(fields.days):
        reason = fields.reason or "no history on file"
        return Observed(fields.days, np.empty(0), None, carried, f"{_called(asked)}: {reason}")
    known = [*fields.series, *(("state",) if fields.states is not None else ())]
    attribute = next((one for one in known if one.lower() == attribute.lower()), attribute)
    if attribute not in known:
        near = get_close_matches(attribute, known, n=1, cutoff=0.5)
        guess = f"; did you mean '{near[0]}'?" if near else ""
        what = f"{_called(asked)} has no attribute '{attribute}'{guess}"
        raise UnknownName(what, ", ".join(sorted(known)))
    if attribute == "state":
        return Observed(fields.days, None, fields.states, carried, note=fields.note)
    return Observed(fields.days, fields.series[attribute], None, carried, note=fields.note)


def fields_of(panel: Panel, asked: Observable) -> tuple[typed_pairs.Fields, str]:
    """Everything the named thing has, and the attribute that is asked for."""
    if asked.argument is not None:
        return _function(panel, asked, asked.argument)
    name, rest = signal_of(asked)
    return _signal_fields(panel, SIGNALS[name]), _one(asked, rest, "value")


def signal_of(asked: Observable) -> tuple[str, tuple[str, ...]]:
    """(registered signal that a dotted path begins with, the rest of the path). Raises UnknownName.

    The longest name wins. What follows a signal's family may stand alone where only one signal has
    it: `ffr_2y` for `macro.ffr_2y`, `vix` or `VIX` for `macro.vix`.
    """
    known = list(SIGNALS)
    for cut in range(len(asked.path), 0, -1):
        name = ".".join(asked.path[:cut]).lower()
        full = [one for one in known if one == name] or [
            one for one in known if one.partition(".")[2] == name
        ]
        if len(full) == 1:
            return full[0], asked.path[cut:]
        if full:
            raise UnknownName(f"'{name}' may be {' or '.join(full)}", "one of them", full[0])
    said = ".".join(asked.path)
    near = UnknownName.among("observable", said, known, LISTING)
    if len(asked.path) > 1 or "did you mean" in str(near):
        raise near
    raise UnknownName(
        f"no observable '{said}'", f'a signal, a function, or a word in quotes: "{said}"'
    )


def _function(panel: Panel, asked: Observable, argument: str) -> tuple[typed_pairs.Fields, str]:
    name = ".".join(asked.path).lower()
    if name not in FUNCTIONS:
        raise UnknownName(
            f"no function '{name}'", " or ".join(f'{one}("X/Y")' for one in FUNCTIONS)
        )
    if not asked.attribute:
        raise BadArgument(f"{asked} of what?", "an attribute", f'{name}("{argument}").state')
    return FUNCTIONS[name](panel, argument), _one(asked, asked.attribute, "")


def _one(asked: Observable, rest: tuple[str, ...], default: str) -> str:
    """The attribute as one word; longer paths name nothing."""
    if len(rest) > 1:
        raise BadArgument(f"{asked} has too many dots", "one attribute behind the name")
    return rest[0] if rest else default


def _called(asked: Observable) -> str:
    if asked.argument is not None:
        return f'{".".join(asked.path)}("{asked.argument}")'
    return str(asked)


def _signal_fields(panel: Panel, spec: SignalSpec) -> typed_pairs.Fields:
    """A registered signal's value, percentile, lean, lines beside and words."""
    trace: Trace = spec.compute(panel)
    if not len(trace.days):
        return typed_pairs.Fields(trace.days, {}, None, trace.patience, trace.reason)
    percentile = rank.expanding_percentile(trace.value)
    percentile[: trace.unranked] = np.nan
    series = {_word(name): values for name, values in trace.beside}
    series |= {
        "value": trace.value,
        "percentile": percentile,
        "lean": leans(spec, trace, percentile),
    }
    series |= {word: trace.value for word, units in SPOKEN.items() if spec.unit in units}
    states = trace.states or None
    return typed_pairs.Fields(trace.days, series, states, trace.patience)


def _word(name: str) -> str:
    """'IWM / SPY' as iwm_spy: how a condition spells the name of a line."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
