"""What a fetch gives, and what it needs of the outside: a clock and the manners a source asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

__all__ = ["Body", "Clock", "Download", "Get", "Manners"]


class Clock(Protocol):
    """Time as an argument: the moment in UTC, seconds that only grow, and waiting."""

    def now(self) -> datetime:
        """The present moment, with UTC as its zone."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source may be asked: at most `per_minute` requests, each within `seconds`, `tries` times.

    `cap` bounds the body in bytes once decoded, `wire` as transferred. `headers` are sent to the
    host that is asked, never to another one it redirects to (`Accept` and `Accept-Language` apart).
    `secret` names query parameters whose values no message, error or Body may show.
    """

    per_minute: float = 60.0
    seconds: float = 15.0
    tries: int = 5
    cap: int = 10_000_000
    wire: int = 10_000_000
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An answer in full. `url` as asked, `final` after redirects; `content` is decoded.

    In both addresses the values of secret parameters are replaced by `***`. `digest` is of what a
    download wrote, whose `content` is empty; '' for a body that is here.
    """

    url: str
    final: str
    content: bytes = field(repr=False)
    content_type: str
    etag: str
    fetched_at: datetime
    digest: str = ""

    @property
    def sha256(self) -> str:
        """Digest of the decoded bytes, hex, whether they are here or in a file."""
        return self.digest or hashlib.sha256(self.content).hexdigest()


class Get(Protocol):
    """The seam. A test passes a function; nobody patches a library.

    Raises NoData when the source gave nothing after every try (429, 5xx, silence, a cut body), Refused
    for an address, port or scheme that is never fetched and for a body over the cap.
    """

    def __call__(self, url: str, manners: Manners = ...) -> Body:
        """Fetch one address in full."""


class Download(Protocol):
    """As Get, for what is too large to hold: written to `path`, complete or not at all.

    Until it is complete it lies beside `path` as `<name>.part`, which a later try writes anew.
    """

    def __call__(self, url: str, path: Path, manners: Manners = ...) -> Body:
        """Fetch into a file; the Body's content is empty."""
