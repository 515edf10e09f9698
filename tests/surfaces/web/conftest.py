"""One application over the sample store for every test of pages that only reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rotascope.settings import Settings
from rotascope.surfaces.web.answers import Limits
from rotascope.surfaces.web.app import application

ADDRESS = "http://127.0.0.1"


@contextmanager
def client_of(folder: Path) -> Iterator[Any]:
    """A client of a store of its own; not started, so nothing is warmed."""
    from starlette.testclient import TestClient

    app = application(folder, Settings())
    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    yield client
    client.close()
    app.state.server.close()


@pytest.fixture(scope="session")
def app(sample_store: Path) -> Iterator[Any]:
    """The application; not started, so nothing is computed that no test asks for."""
    made = application(sample_store, Settings(), limits=Limits(a_minute=100_000))
    yield made
    made.state.server.close()


@pytest.fixture(scope="session")
def site(app: Any) -> Iterator[Any]:
    """A client of it, as a browser on this machine would ask."""
    from starlette.testclient import TestClient

    with_failures = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    yield with_failures
    with_failures.close()
