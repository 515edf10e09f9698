"""Errors become a status and three parts, the same for pages and interface."""

from __future__ import annotations

import json

import pytest

from rotascope.errors import (
    BadArgument,
    BadFile,
    IntegrityError,
    NoAnswer,
    NotOnFile,
    UnknownName,
    WrongUse,
)
from rotascope.surfaces.web.answers import Busy
from rotascope.surfaces.web.trouble import Trouble, answer_of, problem, trouble_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownName("no signal 'x'"), 404), (BadArgument("no date"), 400), (WrongUse("so"), 422),
        (BadFile("no article"), 422), (NoAnswer("no store"), 503), (NotOnFile("no id"), 404),
        (IntegrityError("bytes"), 503),
        (Busy("many"), 503), (Busy("many", 9, 429), 429), (ZeroDivisionError("secret"), 500),
    ],
)  # fmt: skip
def test_every_error_has_its_status(error: Exception, status: int) -> None:
    assert trouble_of(error).status == status


def test_the_inside_of_a_mistake_is_not_told() -> None:
    assert "secret" not in json.dumps(problem(trouble_of(ZeroDivisionError("secret path"))))


def test_a_problem_has_the_three_parts() -> None:
    told = problem(Trouble(404, "no signal 'x'", "a name", "x"))
    assert told == {"type": "about:blank", "title": "Not Found", "status": 404,
                    "detail": "no signal 'x'", "expected": "a name", "try": "x"}  # fmt: skip


def test_the_interface_gets_json_and_a_browser_a_page() -> None:
    trouble = Trouble(429, "<b>many</b>", "", "later", 7)
    made = answer_of("/api/v1/brief", trouble)
    assert made.headers["content-type"] == "application/problem+json"
    assert made.headers["retry-after"] == "7"
    page = answer_of("/signals", trouble)
    assert page.status_code == 429
    assert b"&lt;b&gt;many" in bytes(page.body)


def test_who_has_no_key_is_asked_for_one() -> None:
    trouble = Trouble(401, "a key is needed here")
    assert answer_of("/api/v1/brief", trouble).headers["www-authenticate"] == "Bearer"
    assert answer_of("/", trouble).headers["www-authenticate"].startswith("Basic ")
