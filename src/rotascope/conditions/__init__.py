"""The one condition language: parsed once, evaluated over causal histories; nothing is ever executed.

    rs("IWM/SPY").streak >= 8
    ffr_2y.spread < 0 for 5
    trend_break("SPSM/MAGS").state == "confirmed" and vix.percentile < 0.2

Grammar (words in any case, white space free):

    condition  := all ("or" all)*
    all        := not ("and" not)*
    not        := "not" not | held
    held       := part ["for" N ["sessions"]]     true on N sessions running, this one the last
    part       := "(" condition ")" | value OP value
    OP         := < | <= | > | >= | == | !=
    value      := number | "word" | name("X/Y").attribute | name.attribute

Serves base rates, alert rules, theses and staged sizing alike.
"""

from rotascope.conditions.evaluate import Truth, evaluate
from rotascope.conditions.grammar import Condition, parse

__all__ = ["Condition", "Truth", "evaluate", "parse"]
