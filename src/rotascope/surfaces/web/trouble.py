"""What goes wrong, told once for pages and interface: a status, and what, expected, try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from rotascope.errors import (
    BadArgument,
    BadFile,
    DataTrouble,
    NoAnswer,
    RotascopeError,
    UnknownName,
    WrongUse,
)
from rotascope.surfaces.web.answers import Busy

__all__ = ["Trouble", "problem", "trouble_of"]

STATUS: tuple[tuple[type[RotascopeError], int], ...] = (
    (Busy, 503),
    (UnknownName, 404),
    (BadArgument, 400),
    (BadFile, 422),
    (WrongUse, 422),
    (NoAnswer, 503),
    (DataTrouble, 503),
)
MISTAKE = "this is a mistake of ours"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One answer that is none: its status, the three parts of its sentence, when to come again."""

    status: int
    what: str
    expected: str = ""
    hint: str = ""
    retry_after: int | None = None

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says beside its body."""
        again = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return {"Cache-Control": "no-store", **again}


def trouble_of(error: BaseException) -> Trouble:
    """What an error means to whoever asked; anything unforeseen is 500 and says nothing of the inside."""
    if not isinstance(error, RotascopeError):
        return Trouble(500, MISTAKE, "", "the terminal that runs the server says more; report it")
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    again = error.seconds if isinstance(error, Busy) else None
    return Trouble(status, error.what, error.expected, error.hint, again)


def problem(trouble: Trouble) -> Mapping[str, Any]:
    """The body of application/problem+json."""
    return {
        "type": "about:blank",
        "title": trouble.title,
        "status": trouble.status,
        "detail": trouble.what,
        "expected": trouble.expected,
        "try": trouble.hint,
    }
