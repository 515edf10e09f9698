"""What is marked as safe on a page is escaped before it is marked."""

from __future__ import annotations

import json

from rotascope.surfaces.report_sheet import sheet_of
from rotascope.surfaces.web.markup import drawn, pictures_of, prose, script_json
from tests.surfaces import fixtures


def test_pictures_for_a_script_are_named_and_plain() -> None:
    told = sheet_of(fixtures.brief(), fixtures.readings()).axes[0].pictures
    assert [one["name"] for one in pictures_of(told)] == [one.name for one in told]
    assert json.loads(script_json(pictures_of(told)))


def test_a_picture_is_drawn_in_the_pages_own_colours() -> None:
    told = sheet_of(fixtures.brief(), fixtures.readings()).axes[0].pictures
    assert "var(--" in drawn(told[0])


def test_json_in_a_script_cannot_end_it() -> None:
    text = str(script_json({"a": "</script><!--&"}))
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!--&"}


def test_dates_and_numbers_do_not_break_and_text_is_escaped() -> None:
    assert str(prose("up 6.5 % on 2026-06-12")) == (
        'Up <span class="day">6.5 %</span> on <span class="day">2026-06-12</span>'
    )
    assert "<script>" not in prose(fixtures.HOSTILE)
