"""From a question's answer to a response: JSON, not modified, not acceptable, and troubles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rotascope.errors import NoAnswer, NoData, RotascopeError, UnknownName, WrongUse
from rotascope.surfaces.encode import encode
from rotascope.surfaces.web.answers import Busy
from rotascope.surfaces.web.trouble import Trouble, problem, trouble_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = [
    "JSON",
    "PROBLEM",
    "Declined",
    "acceptable",
    "json_response",
    "refusal",
    "told",
]

JSON, PROBLEM = "application/json", "application/problem+json"
TAKEN = {JSON, "application/*", "*/*"}
REFUSED = re.compile(r";\s*q=0(\.0{0,3})?\s*$", re.IGNORECASE)


class Declined(WrongUse):
    """A request whose form, not its question, is what cannot be taken: the status says in which way."""

    def __init__(self, status: int, what: str, expected: str = "", hint: str = "") -> None:
        super().__init__(what, expected, hint)
        self.status = status


def acceptable(header: str | None) -> bool:
    """Whether who asks takes JSON; no Accept header takes everything."""
    if not header:
        return True
    for part in header.split(","):
        kind = part.partition(";")[0].strip().casefold()
        if kind in TAKEN and not REFUSED.search(part):
            return True
    return False


def json_response(
    body: bytes, headers: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """The answer. Browsers and proxies ask again each time: a 304 costs nothing."""
    from starlette.responses import Response

    own = {"Cache-Control": "private, no-cache", **(headers or {})}
    return Response(body, status, own, JSON)


def told(
    error: RotascopeError, unread: tuple[type[RotascopeError], ...] = (), *, empty: bool = False
) -> Trouble:
    """What an error means here: a question without an answer is 404, a file that cannot be read 422.

    `unread`: what is raised of the file that was sent. `empty`: the store holds nothing to answer
    from, which is no fault of the question (503).
    """
    trouble = trouble_of(error)
    return replace(trouble, status=_status(error, trouble.status, unread, empty))


def _status(
    error: RotascopeError, usual: int, unread: tuple[type[RotascopeError], ...], empty: bool
) -> int:
    if isinstance(error, Declined):
        return error.status
    if isinstance(error, Busy | NoData | UnknownName):
        return usual
    if isinstance(error, unread):
        return 422
    if isinstance(error, NoAnswer):
        return 503 if empty else 404
    return 400 if isinstance(error, WrongUse) else 503


def refusal(trouble: Trouble, request: Request) -> Response:
    """A problem as RFC 9457 wants it."""
    from starlette.responses import Response

    body = encode({**problem(trouble), "instance": request.url.path}, indent=None)
    return Response(body, trouble.status, trouble.headers, PROBLEM)
