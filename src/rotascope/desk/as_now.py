"""A reading as a condition: when was this signal where it is now, so that history can be asked."""

from __future__ import annotations

from math import ceil, floor

from rotascope.terms import Reading

__all__ = ["as_now"]

STEPS = 20  # percentiles are compared in twentieths: finer ones would find today and nothing else
MIDDLE = (0.4, 0.6)


def as_now(reading: Reading) -> str:
    """Such as 'rs.small_large.percentile >= 0.8'; '' for a reading that is nowhere unusual.

    A signal that says a word is asked about by its word. A percentile in the middle fifth of its past
    asks nothing: most days are like it.
    """
    if reading.status != "ok":
        return ""
    if reading.unit == "state" and reading.state:
        return f'{reading.signal}.state == "{reading.state}"'
    place = reading.percentile
    if place is None or MIDDLE[0] < place < MIDDLE[1]:
        return ""
    if place >= MIDDLE[1]:
        return f"{reading.signal}.percentile >= {floor(place * STEPS + 1e-9) / STEPS:g}"
    return f"{reading.signal}.percentile <= {ceil(place * STEPS - 1e-9) / STEPS:g}"
