"""The live line: one websocket that says when the store holds something new, so open pages refresh.

Every listener has a short queue of its own. Who does not read loses the oldest word, never holds up
another; whoever fails is let go alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.websockets import WebSocket

    from rotascope.surfaces.web.server import Server

__all__ = ["Live", "changes", "mount_live", "word"]

QUEUE = 4
MOST = 200
EVERY = 2.0
FULL = 1013
Word = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Live:
    """Who listens. All of it happens in the event loop's thread."""

    listeners: set[asyncio.Queue[Word]] = field(default_factory=set)

    def join(self) -> asyncio.Queue[Word] | None:
        """A queue of one's own; None when too many listen."""
        if len(self.listeners) >= MOST:
            return None
        queue: asyncio.Queue[Word] = asyncio.Queue(QUEUE)
        self.listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Word]) -> None:
        """No more words for it."""
        self.listeners.discard(queue)

    def tell(self, said: Word) -> None:
        """The same word for everyone; a full queue forgets its oldest."""
        for queue in tuple(self.listeners):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(said)


def word(server: Server) -> Word:
    """What a listener is told: the version that pages compare with their own, and its last session."""
    last = server.days.last
    return {"version": server.version, "as_of": str(last or ""), "store": server.days.store}


async def changes(server: Server, live: Live, every: float = EVERY) -> AsyncIterator[Word]:
    """Look at the store again and again; everyone is told when it changed, the caller too."""
    from rotascope.errors import RotascopeError

    while True:
        await asyncio.sleep(every)
        changed = False
        with suppress(RotascopeError):  # a store that is being moved or repaired is looked at again
            changed = await asyncio.to_thread(server.look)
        if changed:
            live.tell(word(server))
            yield word(server)


def mount_live(app: FastAPI, server: Server, live: Live) -> None:
    """/ws: the word as it stands, then every new one."""
    from starlette.routing import WebSocketRoute
    from starlette.websockets import WebSocketDisconnect

    async def listen(socket: WebSocket) -> None:
        queue = live.join()
        if queue is None:
            await socket.close(FULL)
            return
        try:
            await socket.accept()
            await socket.send_json(word(server))
            # Whoever leaves is noticed at once, not at the next word.
            gone = asyncio.create_task(_gone(socket))
            try:
                await _pass_on(socket, queue, gone)
            finally:
                gone.cancel()
        except (WebSocketDisconnect, RuntimeError, OSError):
            return
        finally:
            live.leave(queue)

    app.router.routes.append(WebSocketRoute("/ws", listen))


async def _pass_on(socket: WebSocket, queue: asyncio.Queue[Word], gone: asyncio.Task[None]) -> None:
    while not gone.done():
        said = asyncio.create_task(queue.get())
        await asyncio.wait({said, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not said.done():
            said.cancel()
            return
        await socket.send_json(said.result())


async def _gone(socket: WebSocket) -> None:
    """Ends when the other side does; what it says meanwhile is not listened to."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
