"""The outermost layer: refuses by the rules, bounds bodies, adds the headers, and writes the log.

The log names path, status and milliseconds, never a query: that may hold words of an article.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from rotascope.errors import RotascopeError
from rotascope.plain import one_line
from rotascope.surfaces.web.security import CLIENT, HEADERS, Rules, allowance, refusal
from rotascope.surfaces.web.trouble import Trouble, answer_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["guarded"]

LOG = logging.getLogger("rotascope.access")
CLOSED = 1008
"""What a websocket is closed with that broke a rule."""


def guarded(app: ASGIApp, rules: Rules) -> ASGIApp:
    """The application behind the rules."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await app(scope, receive, send)
            return
        client = scope.get("client")
        CLIENT.set(client[0] if client else "nobody")
        refused = _refused(scope, rules)
        if scope["type"] == "websocket":
            if refused is None:
                await app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": CLOSED, "reason": refused.title})
            return
        told = _Answer(scope, send)
        if refused is None:
            refused = await _within(app, scope, receive, told)
        if refused is not None and not told.begun:
            told.dropped = False
            await answer_of(scope["path"], refused)(scope, receive, told.send)
        told.log()

    return guard


def _refused(scope: Scope, rules: Rules) -> Trouble | None:
    """As the rules say; rules that cannot be applied, as with a damaged file of keys, let nobody in."""
    try:
        return refusal(scope, rules)
    except (RotascopeError, ValueError) as trouble:
        LOG.warning("nobody is let in: %s", one_line(str(trouble)))
        what = "who may come in cannot be told now"
        return Trouble(503, what, "a file of keys as it was written", "`rotascope keys list`")


async def _within(app: ASGIApp, scope: Scope, receive: Receive, told: _Answer) -> Trouble | None:
    """Answered, or why not: a body larger than what it may be, said before or found on the way."""
    from starlette.requests import ClientDisconnect

    most = allowance(scope)
    given = dict(scope["headers"])
    if (
        b"content-length" in given and b"transfer-encoding" in given
    ):  # a proxy may believe the other
        return Trouble(400, "the body tells its size in two ways", "one of them", "a plain request")
    said = given.get(b"content-length", b"0")
    large = Trouble(413, "the body is too large", f"at most {most:,} bytes", "a smaller file")
    if not said.isdigit() or int(said) > most:
        return large
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size <= most:
            return message
        told.dropped = True  # whatever is answered to half a body is not what is sent
        return {"type": "http.disconnect"}

    with suppress(ClientDisconnect):
        await app(scope, counted, told.send)
    return large if told.dropped else None


class _Answer:
    """One answer on its way out: its headers are completed, its status is remembered."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start = time.perf_counter()
        self.status = 0
        self.dropped = False

    @property
    def begun(self) -> bool:
        """Whether its head has gone."""
        return self.status > 0

    async def send(self, message: Message) -> None:
        """Pass on a message; the first one with every header that each answer has."""
        if self.dropped:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            more = {**HEADERS, "Cache-Control": "no-store"}
            if self._scope.get("scheme") == "https":
                more["Strict-Transport-Security"] = "max-age=31536000"
            given += [
                (name.encode(), value.encode())
                for name, value in more.items()
                if name.lower().encode() not in names
            ]
            message = {**message, "headers": given}
        await self._send(message)

    def log(self) -> None:
        """One line: who, what, how it went, how long."""
        client = self._scope.get("client") or ("nobody", 0)
        took = 1000 * (time.perf_counter() - self._start)
        path = one_line(self._scope["path"])[:200]
        LOG.info("%s %s %s %s %.0f ms", client[0], self._scope["method"], path, self.status, took)
