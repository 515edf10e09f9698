"""The page of the interface: every question with an address that can be opened, every refusal."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest

from rotascope.surfaces.api.describe import STATUSES
from rotascope.surfaces.api.given import given
from rotascope.surfaces.nouns import nouns
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages import interface
from tests.surfaces.web.pages.looks import shown

DESK = SimpleNamespace(span=lambda: (date(2000, 5, 26), date(2026, 6, 12)))


def test_every_question_and_every_refusal_is_on_it() -> None:
    words = shown(interface.PAGE, DESK)
    for one in nouns():
        assert f"GET {one.path} answers" in words.text
    assert "POST /api/v1/check answers Checked" in words.text
    for said in STATUSES.values():
        assert said in words.text


@pytest.mark.parametrize("as_of", [None, date(2022, 6, 15)])
def test_what_is_tried_is_taken(as_of: date | None) -> None:
    told = interface.build(DESK, Asked(as_of))  # type: ignore[arg-type]
    for one, _, tried in told["questions"]:
        if one.name in ("article", "thesis/show"):
            assert tried == ""  # only the reader knows an id
            continue
        split = urlsplit(tried)
        assert split.path == one.path
        assert given(one.parameters, parse_qsl(split.query)) is not None
        if as_of and any(item.name == "as_of" for item in one.parameters):
            assert "as_of=2022-06-15" in tried


def test_values_are_told_in_words() -> None:
    text = shown(interface.PAGE, DESK).text
    assert "size, concentration, market" in text
    assert "list of Reading" in text
    assert "once or more" in text
