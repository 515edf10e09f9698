"""The tag of an answer: what it changes with, and how who asks names it."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from rotascope.surfaces.web import tags
from rotascope.surfaces.web.tags import matches, tag

DAY = date(2026, 6, 12)


def test_a_tag_changes_with_the_store_the_day_and_the_question() -> None:
    one = tag("v1", DAY, "/api/v1/brief?")
    assert one == tag("v1", DAY, "/api/v1/brief?")
    others = {
        tag("v2", DAY, "/api/v1/brief?"),
        tag("v1", date(2026, 6, 13), "/api/v1/brief?"),
        tag("v1", DAY, "/api/v1/brief?as_of=2022-06-15"),
    }
    assert len({one, *others}) == 4


def test_a_tag_is_found_in_a_list_weak_or_strong() -> None:
    own = tag("v1", DAY, "/x")
    assert matches(own, own)
    assert matches(f'"a", {own.removeprefix("W/")}', own)
    assert matches("*", own)
    assert not matches(None, own)
    assert not matches("", own)
    assert not matches('"a", "b"', own)


def test_a_tag_is_made_of_every_kind_of_our_files() -> None:
    web = files("rotascope.surfaces") / "web"
    kinds = {one.name.rpartition(".")[2] for name in ("static", "templates")
             for one in (web / name).iterdir() if one.is_file()}  # fmt: skip
    assert {f".{kind}" for kind in kinds} <= tags.OURS
