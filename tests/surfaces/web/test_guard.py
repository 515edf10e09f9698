"""The outermost layer, on answers, refusals, failures and bodies without end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request

from rotascope.errors import DataTrouble
from rotascope.surfaces.web.guard import guarded
from rotascope.surfaces.web.keys import Key
from rotascope.surfaces.web.security import HEADERS, PLAIN, Rules
from tests.surfaces.web.conftest import ADDRESS


@pytest.fixture(scope="module")
def small() -> Iterator[Any]:
    """An application of one address that says how many bytes it was sent."""
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    app = FastAPI()

    @app.post("/size")
    @app.post("/api/v1/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    @app.get("/fails")
    async def fails() -> None:
        raise ZeroDivisionError("inside")

    app.middleware_stack = guarded(app.build_middleware_stack(), Rules())
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/size", "/gone", "/fails"])
def test_every_answer_has_the_headers(small: Any, path: str) -> None:
    told = small.get(path)
    assert {name: told.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert told.headers["cache-control"] == "no-store"


def test_a_body_is_let_in_up_to_its_bound(small: Any) -> None:
    assert small.post("/size", content=b"x" * PLAIN).json() == PLAIN
    assert small.post("/size", content=b"x" * (PLAIN + 1)).status_code == 413


def test_a_body_that_does_not_say_its_size_is_counted(small: Any) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    told = small.post("/api/v1/size", content=endless())
    assert told.status_code == 413
    assert told.json()["expected"] == "at most 1,048,576 bytes"
    assert small.post("/size", content=b"x").json() == 1  # the next one is answered


def test_a_size_that_is_no_number_is_refused(small: Any) -> None:
    told = small.post("/size", content=b"", headers={"content-length": "-1"})
    assert told.status_code == 413


def test_a_refusal_needs_no_store_and_no_script(small: Any) -> None:
    told = small.get("/size", headers={"host": "evil.example"})
    assert told.status_code == 421
    assert "<script" not in told.text
    assert "rotascope serve --name NAME" in told.text


def test_the_log_names_the_path_and_never_the_query(
    small: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "rotascope.access"):
        small.get("/gone?query=words+of+an+article")
    lines = [one.getMessage() for one in caplog.records if one.name == "rotascope.access"]
    assert len(lines) == 1
    assert "GET /gone 404" in lines[0]
    assert "article" not in lines[0]


def test_keys_that_cannot_be_read_let_nobody_in_and_are_told_with_the_headers() -> None:
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    def damaged() -> tuple[Key, ...]:
        raise DataTrouble("the keys cannot be read")

    bearer = {"authorization": "Bearer rsk_a_b"}
    with TestClient(guarded(FastAPI(), Rules(keys=damaged)), base_url=ADDRESS) as client:
        told = client.get("/", headers=bearer)
    assert told.status_code == 503
    assert {name: told.headers.get(name) for name in HEADERS} == dict(HEADERS)


def test_a_body_that_tells_its_size_in_two_ways_is_refused(small: Any) -> None:
    given = {"content-length": "3", "transfer-encoding": "chunked"}
    told = small.post("/size", content=b"abc", headers=given)
    assert told.status_code == 400
    assert told.headers["cache-control"] == "no-store"
