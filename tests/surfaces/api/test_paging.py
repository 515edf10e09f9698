"""Pages of a list: together the whole, each row once, and a cursor that opens nothing else."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from rotascope.errors import BadArgument
from rotascope.surfaces.api.paging import Cut, cut_of, joined, link, listed, page_of
from rotascope.surfaces.encode import encode

ROWS, SEAL = tuple(range(25)), "v1 quarantine"


def cursor(header: str) -> str:
    return dict(parse_qsl(urlsplit(header[1 : header.index(">")]).query))["cursor"]


def test_the_pages_are_the_whole_list_each_row_once() -> None:
    seen: list[int] = []
    cut = Cut(0, 10)
    while True:
        part, after = page_of(ROWS, cut)
        seen += part
        if after is None:
            break
        told = {"limit": 10, "cursor": cursor(link("/api/v1/x", [("limit", "10")], after, SEAL))}
        cut = cut_of(told, SEAL)
    assert seen == list(ROWS)


def test_no_page_follows_the_last_row() -> None:
    assert page_of(ROWS, Cut(15, 10)) == (ROWS[15:], None)
    assert page_of(ROWS, Cut()) == (ROWS, None)
    assert page_of((), Cut(0, 5)) == ((), None)


def test_the_link_keeps_the_question_and_replaces_the_cursor() -> None:
    told = link(
        "/api/v1/quarantine", [("check", "Q13"), ("limit", "5"), ("cursor", "old")], 5, SEAL
    )
    assert told.startswith("</api/v1/quarantine?check=Q13&limit=5&cursor=")
    assert told.endswith('>; rel="next"')
    assert "old" not in told


@pytest.mark.parametrize("text", ["abc", "MTA", "_", "NS4xMjM0NTY3OA", "LTUuYWJj"])
def test_a_cursor_nobody_gave_is_refused(text: str) -> None:
    with pytest.raises(BadArgument, match="another question or to an earlier state"):
        cut_of({"limit": 5, "cursor": text}, SEAL)


def test_a_cursor_of_an_earlier_state_is_refused() -> None:
    old = cursor(link("/x", [], 10, "v0 quarantine"))
    with pytest.raises(BadArgument):
        cut_of({"limit": 5, "cursor": old}, SEAL)


def test_a_cursor_comes_with_its_limit() -> None:
    with pytest.raises(BadArgument, match="without its limit"):
        cut_of({"limit": None, "cursor": "abc"}, SEAL)


def test_items_joined_are_the_bytes_of_the_list_and_their_size_is_counted() -> None:
    items = [{"a": 1.5}, {"a": None, "b": "é"}]
    kept = listed([encode(one, None).encode() for one in items])
    assert joined(kept.items) == encode(items, None).encode()
    assert kept.size > sum(map(len, kept.items))
    assert joined(()) == b"[]"
