"""Requests to the interface over the sample store: answers, tags, pages, and problems for the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import rotascope
from rotascope.store.market import Market
from rotascope.surfaces.encode import plain
from tests.surfaces.api.serving import client

DAY = "2022-06-15"
PROBLEM = "application/problem+json"


def test_an_answer_is_the_desks_object(api: Any, sample_store: Path) -> None:
    answer = api.get("/api/v1/performance", params={"symbol": ["AAPL", "^GSPC"], "as_of": DAY})
    assert answer.headers["content-type"] == "application/json"
    desk = rotascope.open(sample_store)
    assert answer.json() == plain(desk.performance(["AAPL", "^GSPC"], as_of=DAY))


def test_what_is_there_already_is_not_sent_again(api: Any) -> None:
    first = api.get("/api/v1/version")
    again = api.get("/api/v1/version", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = api.get("/api/v1/brief", params={"as_of": DAY}, headers={"If-None-Match": '"x"'})
    assert other.status_code == 200


def test_a_list_in_pages_is_the_list(api: Any) -> None:
    asked = {"axis": "size", "as_of": DAY}
    whole = api.get("/api/v1/signals", params=asked).json()
    seen, where = [], "/api/v1/signals"
    params: dict[str, Any] | None = {**asked, "limit": 7}
    while where:
        part = api.get(where, params=params)
        assert len(part.json()) <= 7
        seen += part.json()
        where, params = part.links.get("next", {}).get("url", ""), None
    assert seen == whole


def test_a_cursor_of_another_question_is_refused(api: Any) -> None:
    first = api.get("/api/v1/signals", params={"limit": 2, "as_of": DAY})
    other = first.links["next"]["url"].replace("as_of=2022-06-15", "as_of=2022-06-14")
    assert api.get(other).status_code == 400


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/v1/brief?asof=2022-06-15", 400, "did you mean 'as_of'"),
        ("/api/v1/brief?as_of=15.6.2022", 400, "15.6.2022"),
        ("/api/v1/brief?as_of=2022-06-15&as_of=2022-06-15", 400, "2 times"),
        ("/api/v1/brief?as_of=1900-01-01", 404, "nothing was known by 1900-01-01"),
        ("/api/v1/brief?as_of=9999-12-31", 400, "beyond the calendar"),
        ("/api/v1/brief?limit=5", 400, "no parameter 'limit'"),
        ("/api/v1/signals?name=rs.smal_large", 404, "did you mean 'rs.small_large'"),
        ("/api/v1/performance?symbol=ZZZZZZ", 404, "ZZZZZZ"),
        ("/api/v1/performance", 400, "'symbol' is missing"),
        ("/api/v1/performance?symbol=../../etc", 400, "symbol"),
        ("/api/v1/base-rate?condition=__import__('os')", 400, ""),
        ("/api/v1/why?key=zz", 404, "zz"),
        ("/api/v1/quarantine?check=Q1%0a", 400, "check"),
        ("/api/v1/thesis/show?id=abcdef", 404, "abcdef"),
        ("/api/v1/brieff", 404, "did you mean /api/v1/brief?"),
    ],
)
def test_a_problem_says_what_was_wrong(api: Any, address: str, status: int, said: str) -> None:
    answer = api.get(address)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert said in told["detail"]
    assert told["status"] == status
    assert told["expected"] or told["try"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
def test_questions_are_only_asked(api: Any, method: str) -> None:
    answer = api.request(method, "/api/v1/brief")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == PROBLEM


def test_a_head_is_answered_without_a_body(api: Any) -> None:
    answer = api.head("/api/v1/version")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]


def test_who_takes_no_json_is_not_answered(api: Any) -> None:
    answer = api.get("/api/v1/version", headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == PROBLEM


def test_a_store_without_prices_is_not_there_yet(tmp_path: Path) -> None:
    Market.open(tmp_path, create=True).close()
    with client(tmp_path) as api:
        answer = api.get("/api/v1/brief")
        assert answer.status_code == 503
        assert "rotascope import" in answer.json()["try"]
        assert api.get("/api/v1/version").status_code == 200


@pytest.mark.parametrize("root", ["/api/v1/", "/api/v1"])
def test_the_root_lists_every_noun(api: Any, root: str) -> None:
    answer = api.get(root)
    assert answer.status_code == 200
    assert answer.json()["nouns"]["/api/v1/brief"].startswith("GET: ")
    assert answer.json()["nouns"]["/api/v1/check"].startswith("POST: ")
    assert api.post(root).status_code == 404
