"""What is acceptable, and which status a trouble has."""

from __future__ import annotations

import pytest

from rotascope.errors import BadArgument, BadFile, IntegrityError, NoAnswer, UnknownName, WrongUse
from rotascope.surfaces.api.answering import Declined, acceptable, told
from rotascope.surfaces.web.answers import Busy


@pytest.mark.parametrize(
    ("header", "taken"),
    [(None, True), ("", True), ("*/*", True), ("application/json", True), ("text/html, */*;q=0.8", True),
     ("Application/JSON; charset=utf-8", True), ("text/html", False), ("application/json;q=0", False),
     ("application/json;q=0.0, text/html", False), ("application/xml, text/csv", False)],
)  # fmt: skip
def test_json_is_what_is_answered(header: str | None, taken: bool) -> None:
    assert acceptable(header) is taken


@pytest.mark.parametrize(
    ("error", "status"),
    [(UnknownName("no signal"), 404), (BadArgument("no date"), 400), (WrongUse("missing"), 400),
     (NoAnswer("no thesis"), 404), (IntegrityError("rot"), 503), (Busy("others first"), 503),
     (Declined(415, "no"), 415)],
)  # fmt: skip
def test_a_trouble_has_its_status(error: WrongUse, status: int) -> None:
    assert told(error).status == status


def test_a_store_without_data_is_no_fault_of_the_question() -> None:
    assert told(NoAnswer("the store holds no prices"), empty=True).status == 503


def test_a_file_that_cannot_be_read_is_the_senders() -> None:
    assert told(BadFile("no text"), (BadFile, NoAnswer)).status == 422
    assert told(NoAnswer("the body is empty"), (BadFile, NoAnswer)).status == 422
    assert told(NoAnswer("nothing was known by then"), (BadFile,)).status == 404


def test_busy_says_when_to_come_again() -> None:
    assert told(Busy("others first", 7)).headers["Retry-After"] == "7"
