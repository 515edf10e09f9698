"""A mirror of the internet on this machine: /host/path?query answered as the source would, or badly.

Started by a test on a free port of the loopback, ended by it. What it does wrong is drawn from a seed,
the address and how often that address was asked: the same seed fails the same way, whoever asks when.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from tests.replay.answers import Replayed

__all__ = ["CALM", "Faults", "Mirror", "mirror", "told"]

PAGE = b"<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>"
FORBIDDEN = "/internal/secret"
Answers = Callable[[str], "Replayed | None"]


@dataclass(frozen=True)
class Faults:
    """Shares of answers that go wrong, by kind; what is left is answered soundly.

    too_many: 429; broken: 500 or 503; cut: half a body; stalled: half a body, then nothing for
    `stall_seconds`, then the line drops; redirected: to this machine; page: an error page with status
    200; empty: nothing with status 200; reset: the line drops at once.
    """

    seed: int = 0
    too_many: float = 0.0
    broken: float = 0.0
    cut: float = 0.0
    stalled: float = 0.0
    redirected: float = 0.0
    page: float = 0.0
    empty: float = 0.0
    reset: float = 0.0
    stall_seconds: float = 1.0

    def draw(self, url: str, time: int) -> str:
        """The fault of the nth answer at an address; '' for none."""
        chance = Random(f"{self.seed} {url} {time}").random()
        for kind in KINDS:
            chance -= getattr(self, kind)
            if chance < 0:
                return kind
        return ""


KINDS = ("too_many", "broken", "cut", "stalled", "redirected", "page", "empty", "reset")
CALM = Faults()


@dataclass
class Mirror:
    """What a test sees of the server: its address, what was asked, what it did wrong.

    `reached` holds requests for what a redirect pointed at on this machine: there must be none.
    """

    address: str
    asked: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    reached: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, url: str) -> int:
        """Note one more question; how many there were before."""
        with self.lock:
            self.asked[url] += 1
            return self.asked[url] - 1


@contextmanager
def mirror(answers: Answers, faults: Faults = CALM) -> Iterator[Mirror]:
    """A running server; ended, with its threads, when the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    seen = Mirror(f"http://127.0.0.1:{server.server_address[1]}")
    server.answers, server.faults, server.seen = answers, faults, seen
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield seen
    finally:
        seen.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64
    answers: Answers
    faults: Faults
    seen: Mirror

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed in the middle is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *words: object) -> None:
        """Nothing on stderr."""

    def do_GET(self) -> None:
        self.close_connection = True
        url = f"https:/{self.path}"
        if FORBIDDEN in self.path:
            self.server.seen.reached.append(self.path)
        time = self.server.seen.count(url)
        fault = self.server.faults.draw(url, time)
        found = self.server.answers(url)
        if found is None:
            return self._send(404, b"not found", "text/plain")
        self.server.seen.done[fault or "sound"] += 1
        act = getattr(self, f"_{fault}", None)
        if act is not None:
            return act(*found, time)
        return self._send(200, *found)

    def _send(self, status: int, body: bytes, kind: str, **more: str) -> None:
        self._head(status, len(body), kind, **more)
        self.wfile.write(body)

    def _head(self, status: int, length: int, kind: str, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    # ---------------------------------------------------------------- what goes wrong

    def _too_many(self, body: bytes, kind: str, time: int) -> None:
        del body, kind
        more = {"Retry_After": "1"} if time % 2 else {}
        self._send(429, b"slow down", "text/plain", **more)

    def _broken(self, body: bytes, kind: str, time: int) -> None:
        del body, kind
        self._send(503 if time % 2 else 500, PAGE, "text/html")

    def _cut(self, body: bytes, kind: str, time: int) -> None:
        if time % 2:
            self._head(200, len(body), kind)
            self.wfile.write(body[: len(body) // 2])
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        half = body[: len(body) // 2]
        self.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))

    def _stalled(self, body: bytes, kind: str, time: int) -> None:
        del time
        self._head(200, len(body), kind)
        self.wfile.write(body[: len(body) // 2])
        self.wfile.flush()
        self.server.seen.closing.wait(self.server.faults.stall_seconds)

    def _redirected(self, body: bytes, kind: str, time: int) -> None:
        del body, kind
        port = self.server.server_address[1]
        places = ("http://127.0.0.1", f"http://127.0.0.1:{port}", "http://2130706433", "file://")
        where = f"{places[time % len(places)]}{FORBIDDEN}"
        self._send(302, b"", "text/plain", Location=where)

    def _page(self, body: bytes, kind: str, time: int) -> None:
        del body, kind, time
        self._send(200, PAGE, "text/html")

    def _empty(self, body: bytes, kind: str, time: int) -> None:
        del body, time
        self._send(200, b"", kind)

    def _reset(self, body: bytes, kind: str, time: int) -> None:
        del body, kind, time
        # Closing with a linger of zero sends RST: the client reads "connection reset by peer".
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def told(seen: Mirror) -> str:
    """What the server did, for a failure's message."""
    return json.dumps({"asked": sum(seen.asked.values()), "done": dict(seen.done)})
