"""Lists in pages: a limit, and a cursor that belongs to one state of the store and one question."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any, TypeVar
from urllib.parse import urlencode

from rotascope.errors import BadArgument
from rotascope.surfaces.nouns import Parameter

__all__ = [
    "CURSOR",
    "LIMIT",
    "PAGING",
    "Cut",
    "Listed",
    "cut_of",
    "joined",
    "link",
    "listed",
    "page_of",
]

Item = TypeVar("Item")
LIMIT = Parameter(
    "limit", "At most so many; all if none is given.", kind="whole", least=1, most=1000
)
CURSOR = Parameter(
    "cursor", "Where the page before ended: from its Link header.",
    pattern="^[A-Za-z0-9_-]{1,80}$", most=80,
)  # fmt: skip
PAGING = (LIMIT, CURSOR)
SEAL = 8
POINTER = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list is wanted; `most` None: all that is left."""

    offset: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A whole list, each item encoded already: what is kept of it is counted by `size`, in bytes."""

    items: tuple[bytes, ...]
    size: int


def listed(items: Sequence[bytes]) -> Listed:
    """The encoded items of a list with what they take in memory."""
    return Listed(tuple(items), sum(map(getsizeof, items)) + POINTER * len(items))


def joined(items: Sequence[bytes]) -> bytes:
    """Encoded items as one JSON array, as `encode` writes it without an indent."""
    return b"[" + b", ".join(items) + b"]"


def cut_of(told: Mapping[str, Any], seal: str) -> Cut:
    """The part that `limit` and `cursor` ask for. `seal`: the store's state and the question.

    Raises BadArgument for a cursor of another state or question: it would skip or repeat rows.
    """
    cursor = told.get("cursor")
    if cursor is not None and told.get("limit") is None:
        raise BadArgument("a cursor without its limit", "both, as in the Link header", "")
    return Cut(0 if cursor is None else _opened(cursor, seal), told.get("limit"))


def page_of(whole: Sequence[Item], cut: Cut) -> tuple[tuple[Item, ...], int | None]:
    """(the part, where the next one begins or None at the end)."""
    end = len(whole) if cut.most is None else cut.offset + cut.most
    return tuple(whole[cut.offset : end]), end if end < len(whole) else None


def link(path: str, items: Sequence[tuple[str, str]], after: int, seal: str) -> str:
    """The Link header that leads to the page which begins at `after`."""
    kept = [(name, value) for name, value in items if name != "cursor"]
    return f'<{path}?{urlencode([*kept, ("cursor", _closed(after, seal))])}>; rel="next"'


def _closed(offset: int, seal: str) -> str:
    text = f"{offset}.{_digest(offset, seal)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _opened(cursor: str, seal: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise _foreign() from None
    offset, _, digest = text.partition(".")
    if not offset.isdecimal() or len(offset) > 9 or digest != _digest(int(offset), seal):
        raise _foreign()
    return int(offset)


def _digest(offset: int, seal: str) -> str:
    return hashlib.sha256(f"{seal} {offset}".encode()).hexdigest()[:SEAL]


def _foreign() -> BadArgument:
    return BadArgument(
        "the cursor belongs to another question or to an earlier state of the store",
        "the one of the Link header",
        "the first page again, without a cursor",
    )
