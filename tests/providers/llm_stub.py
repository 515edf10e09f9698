"""A server on the loopback that speaks the OpenAI protocol, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Heard = dict[str, Any]
Words = Callable[[Heard], str]


@dataclass
class Stub:
    """What the server heard (bodies and headers), and how it answers."""

    url: str = ""
    bodies: list[Heard] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    words: Words = lambda _heard: "{}"
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Answers in place of the protocol, if it is set."""
    over: threading.Event = field(default_factory=threading.Event)
    tokens: int = 30


def chat(words: str, tokens: int, **message: object) -> bytes:
    said = {"role": "assistant", "content": words, **message}
    return json.dumps(
        {
            "id": "stub", "object": "chat.completion", "created": 1, "model": "stub",
            "choices": [{"index": 0, "finish_reason": "stop", "message": said}],
            "usage": {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens},
        }
    ).encode()  # fmt: skip


def user_message(heard: Heard) -> str:
    """The last message of the user, as text."""
    content = [one["content"] for one in heard["messages"] if one["role"] == "user"][-1]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def article_of(heard: Heard) -> dict[str, Any]:
    """The first message of the user: the article as it was sent."""
    content = next(one["content"] for one in heard["messages"] if one["role"] == "user")
    text = content if isinstance(content, str) else "".join(part["text"] for part in content)
    told: dict[str, Any] = json.loads(text)
    return told


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            stub.bodies.append(json.loads(body))
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            stub.paths.append(self.path)
            if stub.raw is not None:
                stub.raw(self)
            else:
                reply(self, 200, chat(stub.words(stub.bodies[-1]), stub.tokens))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        stub.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
