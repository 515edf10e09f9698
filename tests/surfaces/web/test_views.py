"""A page's way to the browser: whole with a tag, unchanged, or its head first."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from typing import Any

import pytest

from rotascope.errors import BadArgument
from rotascope.surfaces.web import views
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.pages.today import PAGE as TODAY
from rotascope.surfaces.web.trouble import Trouble


def request(query: str = "", **headers: str) -> Any:
    from starlette.requests import Request

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "path_params": {},
                    "server": ("127.0.0.1", 80), "scheme": "http",
                    "query_string": query.encode(), "headers": raw})  # fmt: skip


def page(build: Any) -> Page:
    return Page("probe", "Probe", "/probe", "error.html.j2", build)


def asked(app: Any, one: Page, given: Any, patience: float = 0.01) -> Any:
    async def answered() -> Any:
        made = await views.view(app.state.server, one, patience)(given)
        if not hasattr(made, "body_iterator"):
            return made.status_code, bytes(made.body), dict(made.headers)
        parts = [part async for part in made.body_iterator]
        return made.status_code, parts, dict(made.headers)

    return asyncio.run(answered())


def test_a_quick_page_is_sent_whole_and_then_found_unchanged(app: Any) -> None:
    patient = 30.0  # a machine that is busy is not slow
    quick = page(lambda desk, asked: {"trouble": Trouble(200, "quick")})
    status, body, headers = asked(app, quick, request("x=quick"), patient)
    assert (status, b"Quick" in body) == (200, True)
    again = asked(app, quick, request("x=quick", if_none_match=headers["etag"]), patient)
    assert again[:2] == (304, b"")
    packed = asked(app, quick, request("x=quick", accept_encoding="gzip"), patient)
    assert packed[2]["content-encoding"] == "gzip"
    assert len(packed[1]) < len(body)


def test_a_slow_page_sends_its_head_before_its_content(app: Any) -> None:
    go = threading.Event()
    threading.Timer(0.1, go.set).start()
    slow = page(lambda desk, asked: go.wait(5) and {"trouble": Trouble(200, "found it")})
    status, parts, headers = asked(app, slow, request("as_of=2022-06-15"))
    assert status == 200
    assert "etag" not in headers
    assert "Reading the market as known on 2022-06-15" in parts[0]
    assert "Found it" not in parts[0]
    assert "".join(parts).count("<main") == 1
    assert "Found it" in parts[1]
    assert parts[1].rstrip().endswith("</html>")


def test_what_fails_after_the_head_is_told_below_it(app: Any) -> None:
    go = threading.Event()
    threading.Timer(0.1, go.set).start()

    def fails(desk: object, asked: object) -> dict[str, Any]:
        go.wait(5)
        raise BadArgument("no such thing", "another")

    _, parts, _ = asked(app, page(fails), request("x=fails"))
    assert "No such thing" in parts[1]


def test_an_address_is_read_strictly() -> None:
    assert views.asked_of(request("as_of=2020-03-23&q=1")) == Asked(
        date(2020, 3, 23), {}, {"q": "1"}
    )
    assert views.asked_of(request("as_of=")) == Asked(None)
    for wrong in ("as_of=2020-13-01", "as_of=yesterday", "as_of=2020-03-23&as_of=2020-03-24"):
        with pytest.raises(BadArgument):
            views.asked_of(request(wrong))
    assert views.day_asked(request("as_of=yesterday")) == Asked()
    assert views.day_asked(request("as_of=2020-03-23&q=1")) == Asked(date(2020, 3, 23))


def test_a_page_of_another_day_or_query_is_another_page() -> None:
    one = page(lambda desk, asked: {})
    days = (Asked(), Asked(date(2020, 3, 23)))
    told = (*days, Asked(None, {"name": "a"}), Asked(None, {}, {"q": "a"}))
    keys = [views.page_key(one, given) for given in told]
    assert len(set(keys)) == len(keys)


def test_the_shell_tells_the_session_the_page_is_about(app: Any) -> None:
    server = app.state.server
    assert views.shell(server, TODAY, Asked())["as_of"] == server.days.last
    assert views.shell(server, TODAY, Asked(date(2020, 3, 22)))["as_of"] == date(2020, 3, 20)
    assert views.shell(server, TODAY, Asked(date(1890, 1, 1)))["as_of"] == date(1890, 1, 1)


def test_the_day_of_a_key_governs_its_page_and_today_is_today(app: Any) -> None:
    server = app.state.server
    rows = Page("rows", "Rows", "/rows/{key:path}", "rows.html.j2", lambda *_: {}, dated="key")
    later = Asked(date(2020, 3, 23), {"key": "signal/rs.small_large@2022-06-15"})
    told = views.shell(server, rows, later)
    assert (told["as_of"], told["past"]) == (date(2022, 6, 15), True)
    now = Page("held", "Held", "/held", "held.html.j2", lambda *_: {}, dated="today")
    told = views.shell(server, now, Asked(date(2020, 3, 23)))
    assert (told["as_of"], told["past"]) == (server.days.last, False)


def test_a_day_after_the_data_is_not_the_past(app: Any) -> None:
    told = views.shell(app.state.server, TODAY, Asked(date(2026, 11, 20)))
    assert not told["past"]


def test_the_error_page_keeps_the_day_and_escapes(app: Any) -> None:
    text = views.error_page(app.state.server, Asked(date(2020, 3, 23)), Trouble(404, "no <b>x</b>"))
    assert "&lt;b&gt;x" in text
    assert "as_of=2020-03-23" in text


def test_a_body_is_kept_compressed_and_read_again() -> None:
    assert views.Body.of("text", "tag").text == "text"


def test_a_past_day_claims_no_more_than_dates_can_show(site: Any) -> None:
    said = site.get("/data", params={"as_of": "2015-06-30"}).text.partition("<main")[0]
    assert "no price and no file dated later" in said
    assert "back-filled or of one late vintage" in said
