"""A body that stands twice in its file."""

from __future__ import annotations

from rotascope.articles.remarks.repeats import repeats
from tests.articles.remarks import scenes


def test_a_body_printed_twice_is_counted_once_and_said() -> None:
    (made,) = repeats(scenes.scene(scenes.article("Text.", repeats=5727)))
    assert made.text == "5,727 characters were the article again: each claim is counted once"


def test_a_body_printed_once_needs_no_remark() -> None:
    assert repeats(scenes.scene(scenes.article("Text."))) == ()
