"""The interface alone over a store, and a client of it: what pages do is none of its matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rotascope.settings import Settings
from rotascope.surfaces.api import mount
from rotascope.surfaces.web.answers import Limits
from rotascope.surfaces.web.server import Server

__all__ = ["client"]


@contextmanager
def client(store: Path) -> Iterator[Any]:
    """A client of the interface over a store; its server is closed at the end."""
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    # How long an answer takes says how busy the machine is.
    server = Server(store, Settings(store=store), Limits(seconds=300.0))
    app = FastAPI(docs_url=None, redoc_url=None)
    mount(app, server)
    try:
        yield TestClient(app, base_url="http://127.0.0.1")
    finally:
        server.close()
