"""The other side of the seam in tests: a scripted server on loopback, and a clock that leaps."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import httpcore

from rotascope.net.fetching import Fetcher

# Two addresses of the public internet; in tests whatever is dialled there arrives at a Peer.
PUBLIC_4, PUBLIC_6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
CERTIFICATES = Path(__file__).parent / "certificates"
START = datetime(2026, 6, 12, 12, 0, tzinfo=UTC)

Script = Callable[[socket.socket, bytes, int], None]


class LeapingClock:
    """Real time, except that a wait is over at once; waits are kept."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=sum(self.waits))

    def monotonic(self) -> float:
        return time.monotonic() + sum(self.waits)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


def reply(status: int = 200, body: bytes = b"hello", **headers: str) -> bytes:
    """An answer in full. Header names are given with underscores."""
    lines = {"content_length": str(len(body)), "content_type": "text/plain"} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + body


def says(*answers: bytes) -> Script:
    """The answers in turn, the last one for ever."""

    def script(line: socket.socket, _request: bytes, number: int) -> None:
        line.sendall(answers[min(number, len(answers)) - 1])

    return script


@dataclass
class Peer:
    """A server that answers each connection by its script; requests are kept as they came."""

    port: int
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def headers(self, number: int = -1) -> dict[str, str]:
        lines = self.requests[number].decode().split("\r\n")[1:]
        return {k.lower(): v for k, _, v in (line.partition(": ") for line in lines) if k}


@contextmanager
def peer(script: Script, *, tls: bool = False) -> Iterator[Peer]:
    """A Peer on a free port of loopback, gone at the end with its threads.

    tls: it shows the certificate for secure.example.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    found = Peer(listener.getsockname()[1])
    serving: list[Thread] = []

    def serve(line: socket.socket, number: int) -> None:
        line.settimeout(5)
        try:
            with _encrypted(line) if tls else line as plain:
                request = _until_blank(plain)
                found.requests.append(request)
                script(plain, request, number)
        except OSError:
            line.close()  # the other side hung up, as it may

    def accept() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            found.connections += 1
            thread = Thread(target=serve, args=(line, found.connections), daemon=True)
            serving.append(thread)
            thread.start()

    accepting = Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield found
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in (accepting, *serving):
            thread.join(10)


def _encrypted(line: socket.socket) -> socket.socket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "server.pem")
    return context.wrap_socket(line, server_side=True)


def _until_blank(line: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        chunk = line.recv(65536)
        if not chunk:
            break
        request += chunk
    return request


@dataclass
class Line:
    """A dial that leads every public address to one port of loopback, and writes down which."""

    port: int
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)


def everyone_is_public(_host: str, _port: int) -> Sequence[str]:
    return (PUBLIC_4,)


def fetcher(to: Peer | None = None, **given: Any) -> Fetcher:
    """A Fetcher whose public addresses all lead to a Peer, without a mirror unless given."""
    defaults: dict[str, Any] = {
        "clock": LeapingClock(),
        "agent": "Rotascope test",
        "random": Random(7),
        "resolve": everyone_is_public,
        "dial": Line(to.port) if to else None,
    }
    made = defaults | given
    return Fetcher(made.pop("clock"), **made)
