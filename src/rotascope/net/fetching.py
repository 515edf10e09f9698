"""The seam itself: one Fetcher whose `get` and `download` are all of the network the program sees."""

from __future__ import annotations

from pathlib import Path
from random import Random

from rotascope.net.body import Body, Clock, Manners

__all__ = ["Fetcher"]


class Fetcher:
    """Asks public addresses for bodies, politely, within bounds; `get` is a Get, `download` a Download.

    clock: the time, and how to wait. agent: the User-Agent where manners name none. random: for the
    jitter of waits. mirror: address that stands for the internet ('' = none): https://host/path is
    asked of MIRROR/host/path. patience: seconds one `get` may wait between its tries in all; where a
    longer wait is due the answer is NoData at once. Waits, failures in a row and the circuit are kept
    a host, so one Fetcher serves a whole run; it may be shared between threads.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        agent: str,
        random: Random,
        mirror: str = "",
        patience: float = 60.0,
    ) -> None:
        self._clock, self._agent, self._random = clock, agent, random
        self._mirror, self._patience = mirror, patience

    def get(self, url: str, manners: Manners = Manners()) -> Body:  # noqa: B008
        """One body in full, or NoData, or Refused: see Get."""
        raise NotImplementedError

    def download(self, url: str, path: Path, manners: Manners = Manners()) -> Body:  # noqa: B008
        """One body into a file, complete or not at all: see Download."""
        raise NotImplementedError
