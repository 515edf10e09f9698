"""What a run remembers of the hosts it asks: whose turn it is, who failed, who asked for a rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from threading import Lock

from rotascope.errors import NoData
from rotascope.net.body import Clock
from rotascope.net.manners import Circuit, backoff, failed, held_off, opened, shut_for, taken
from rotascope.net.troubles import Again

__all__ = ["LATER", "Tries", "Turns"]

LATER = "again later; what is on file stays in service, with its age"


@dataclass(slots=True)
class _Host:
    """When its bucket is full again, and its failures."""

    ready: float = float("-inf")
    circuit: Circuit = field(default_factory=Circuit)


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries of one address so far: how many of how many, and seconds waited between them."""

    address: str
    most: int
    made: int
    waited: float


class Turns:
    """Waits before and between questions, kept a host and shared between threads.

    clock, random: time and jitter. patience: seconds that may be waited between tries of one question.
    """

    def __init__(self, clock: Clock, random: Random, patience: float) -> None:
        self._clock, self._random, self._patience = clock, random, patience
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def take(self, name: str, per_minute: float) -> None:
        """Wait for a token of the host's bucket. NoData at once while the host is left alone."""
        with self._lock:
            host, now = self._host(name), self._clock.monotonic()
            rest = shut_for(host.circuit, now)
            if not rest:
                wait, host.ready = taken(host.ready, now, per_minute)
        if rest:
            why = "it asked for that" if host.circuit.asked else "too many failures in a row"
            raise NoData(f"{name} is left alone for another {rest:.0f} s: {why}", "", LATER)
        if wait:
            self._clock.sleep(wait)

    def answered(self, name: str) -> None:
        """The host works, whatever it said: its failures are forgotten."""
        with self._lock:
            self._host(name).circuit = Circuit()

    def lost(self, name: str) -> None:
        """The host cannot be found from here: it is left alone at once, whichever page is wanted."""
        with self._lock:
            host = self._host(name)
            host.circuit = opened(host.circuit, self._clock.monotonic())

    def after(self, name: str, trouble: Again, tries: Tries) -> float:
        """Seconds to wait before the next try, after a failure that is remembered here.

        Raises NoData with the trouble, and why no other try follows: there were enough, the host is
        left alone from now on, or the wait would exceed patience.
        """
        with self._lock:
            host, now = self._host(name), self._clock.monotonic()
            wait = max(backoff(tries.made, self._random), trouble.wait or 0.0)
            patient = tries.waited + wait <= self._patience
            host.circuit = failed(host.circuit, tries.address, now)
            if trouble.unreachable and tries.made > 1:
                host.circuit = opened(host.circuit, now)
            if trouble.wait and not patient:
                host.circuit = held_off(host.circuit, trouble.wait, now)
            host.ready = max(host.ready, now + (trouble.wait or 0.0) * patient)
            rest = shut_for(host.circuit, now)
        why = ""
        if tries.made >= tries.most:
            why = f"{tries.made} tries" if tries.made > 1 else "1 try"
        elif rest:
            why = f"{name} is left alone for {rest:.0f} s"
        elif not patient:
            why = f"the next try is due in {wait:.0f} s, longer than this run waits"
        if why:
            raise NoData(f"{trouble.what} ({why})", trouble.expected, LATER)
        return wait

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host())
