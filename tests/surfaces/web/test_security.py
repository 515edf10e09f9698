"""What is refused before a page sees it."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotascope.surfaces.web.keys import keys_on_file, make_key
from rotascope.surfaces.web.security import PLAIN, UPLOADED, Rules, allowance, refusal

TODAY = date(2026, 6, 12)


def called(method: str = "GET", path: str = "/", kind: str = "http", **headers: str) -> Any:
    named = {"host": "127.0.0.1:8000", **{k.replace("_", "-"): v for k, v in headers.items()}}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    return {"type": kind, "method": method, "path": path, "headers": raw,
            "raw_path": path.encode(), "query_string": b""}  # fmt: skip


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "10.0.0.7", "DESK.example"]
)
def test_addresses_of_machines_and_listed_names_are_answered_to(host: str) -> None:
    assert refusal(called(host=host), Rules(frozenset({"desk.example"}))) is None


FOREIGN = ("evil.example", "localhost.evil.example", "", "127.0.0.1,evil", "127.0.0.1.evil.example",
           "[::1", "localhost@evil.example", "evil@localhost", "localhost/evil",
           "localhost#evil.example", "localhost?x", "localhost:x", "localhost:80\n")  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_another_site_points_here_is_not(host: str) -> None:
    told = refusal(called(host=host), Rules())
    assert told is not None
    assert told.status == 421


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"origin": "http://127.0.0.1:8000"}, None),
        ("POST", {}, None),  # a program, which no browser lends its rights to
        ("POST", {"origin": "http://evil.example"}, 403),
        ("POST", {"origin": "http://127.0.0.1:9000"}, 403),
        ("POST", {"origin": "null"}, 403),
        ("POST", {"sec_fetch_site": "cross-site"}, 403),
        ("POST", {"sec_fetch_site": "same-origin", "origin": "http://127.0.0.1:8000"}, None),
        ("GET", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, None),
        ("GET", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, 403),
        ("GET", {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"}, 403),
    ],
)
def test_another_sites_page_may_link_here_and_nothing_else(
    method: str, headers: dict[str, str], status: int | None
) -> None:
    told = refusal(called(method, **headers), Rules())
    assert (told and told.status) == status


def test_a_websocket_is_for_our_own_pages() -> None:
    assert refusal(called(kind="websocket", origin="http://127.0.0.1:8000"), Rules()) is None
    told = refusal(called(kind="websocket", origin="http://evil.example"), Rules())
    assert told is not None
    assert told.status == 403


def test_an_origin_is_ours_as_a_whole() -> None:
    named = Rules(frozenset({"desk.example"}))
    for host, origin, scheme, ours in (
        ("127.0.0.1:8000", "http://127.0.0.1:8000", "http", True),
        ("127.0.0.1:8000", "https://127.0.0.1:8000", "http", False),
        ("127.0.0.1:8000", "https://127.0.0.1:8000", "wss", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", "https", False),
        ("127.0.0.1:8000", "ftp://127.0.0.1:8000", "http", False),
        ("DESK.example", "https://desk.example", "http", True),  # a proxy with TLS is before it
        ("desk.example", "https://desk.example:444", "http", False),
    ):
        told = refusal({**called("POST", host=host, origin=origin), "scheme": scheme}, named)
        assert (told is None) is ours, (host, origin, scheme)


@pytest.mark.parametrize(("method", "kind"), [("POST", "http"), ("GET", "websocket")])
def test_an_origin_that_is_no_address_is_another_sites(method: str, kind: str) -> None:
    told = refusal(called(method, kind=kind, origin="http://["), Rules())
    assert told is not None
    assert told.status == 403


def test_a_long_address_is_refused() -> None:
    told = refusal(called(path="/" + "a" * 5000), Rules())
    assert told is not None
    assert told.status == 414


def test_only_addresses_that_take_a_file_take_much() -> None:
    assert allowance(called("POST", "/research")) == UPLOADED
    assert allowance(called("POST", "/api/v1/check")) == UPLOADED
    assert allowance(called("GET", "/research")) == PLAIN
    assert allowance(called("POST", "/researching")) == PLAIN


def test_where_keys_are_needed_the_right_one_opens_what_its_scope_says(tmp_path: Path) -> None:
    _, reads = make_key(tmp_path, "reader", "read", TODAY, None)
    _, writes = make_key(tmp_path, "writer", "write", TODAY, None)
    rules = Rules(keys=lambda: keys_on_file(tmp_path), today=lambda: TODAY)
    basic = base64.b64encode(f"anyone:{reads}".encode()).decode()
    cases = [
        ("GET", "", 401), ("GET", "Bearer wrong", 401), ("GET", "Basic !!", 401),
        ("GET", "Basic é", 401),
        ("GET", "Digest x", 401), ("GET", f"Bearer {reads}x", 401),
        ("GET", f"Bearer {reads}", None), ("GET", f"Basic {basic}", None),
        ("POST", f"Bearer {reads}", 403), ("POST", f"Bearer {writes}", None),
    ]  # fmt: skip
    for method, given, status in cases:
        told = refusal(called(method, authorization=given), rules)
        assert (told and told.status) == status, (method, given[:12])
    told = refusal(called(kind="websocket"), rules)
    assert told is not None
    assert told.status == 401
