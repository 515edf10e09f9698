"""When to ask: tokens of a bucket, waits between tries, what a host asks for, and when to stop asking.

Times are seconds of one steady clock; nothing here reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

__all__ = [
    "Circuit",
    "backoff",
    "failed",
    "held_off",
    "opened",
    "retry_after",
    "shut_for",
    "taken",
]

FAILURES = 5
LONGEST_WAIT = 900.0
LONGEST_ASKED = 3600.0
FIRST_REST = 60.0


def taken(ready: float, now: float, per_minute: float, burst: float = 1.0) -> tuple[float, float]:
    """Take one token of a bucket: seconds to wait for it, and the bucket's new state.

    ready: when the bucket is full again (the state; -inf at first). It holds `burst` tokens and is
    filled at `per_minute`, so any span of s seconds sees at most burst + s * per_minute / 60 of them.
    """
    each = 60.0 / per_minute
    full = max(ready, now) + each
    return max(0.0, full - burst * each - now), full


def backoff(failures: int, random: Random, longest: float = LONGEST_WAIT) -> float:
    """Seconds to wait after that many failures in a row: anywhere from 0 to 2^n, full jitter."""
    return random.uniform(0.0, min(2.0 ** min(failures, 64), longest))


def retry_after(text: str, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for, written as seconds or as a date; None if unreadable.

    A date that is past is 0.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9]) if len(text) <= 9 else float("inf")
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


@dataclass(frozen=True, slots=True)
class Circuit:
    """Failures of a host in a row, of which addresses, and until when it is left alone.

    It opens after 5 failures in a row if they are of two addresses or more: one broken page is not a
    broken host. After a rest it is asked again (half open): one answer closes the circuit, one failure
    doubles the rest, from 60 s to 15 min. `asked`: the host itself asked to be left alone.
    """

    failures: int = 0
    of: frozenset[str] = frozenset()
    rests: int = 0
    until: float = float("-inf")
    asked: bool = False


def shut_for(circuit: Circuit, now: float) -> float:
    """Seconds for which the host is still left alone; 0 if it may be asked."""
    return max(0.0, circuit.until - now)


def failed(circuit: Circuit, address: str, now: float) -> Circuit:
    """After one more failure."""
    count, of = circuit.failures + 1, circuit.of | {address}
    early = count < FAILURES or (len(of) < 2 and not circuit.rests)
    # Threads that had asked before the circuit opened report one by one: that is one failure.
    if early or shut_for(circuit, now):
        return replace(circuit, failures=count, of=of)
    return opened(replace(circuit, failures=count, of=of), now)


def opened(circuit: Circuit, now: float) -> Circuit:
    """Left alone from now on, each time twice as long."""
    rest = min(FIRST_REST * 2.0 ** min(circuit.rests, 64), LONGEST_WAIT)
    return replace(
        circuit, rests=circuit.rests + 1, until=max(circuit.until, now + rest), asked=False
    )


def held_off(circuit: Circuit, seconds: float, now: float) -> Circuit:
    """After the host has asked not to be asked for some time; at most an hour is believed."""
    until = max(circuit.until, now + min(seconds, LONGEST_ASKED))
    return replace(circuit, until=until, asked=True)
