"""draw(term) is a Plotly figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plotly.graph_objects import Figure

from rotascope.errors import WrongUse
from rotascope.figures import draw, picture, pictures
from rotascope.terms import Line
from tests.figures import drawable
from tests.surfaces import fixtures

RELATIVE, BROKEN, MAPPED, BREADTH, SILENT = fixtures.readings()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    "term",
    [RELATIVE, BROKEN, MAPPED, BREADTH, fixtures.brief(), fixtures.readings(), (BREADTH,)],
    ids=["series", "ratio", "map of one", "breadth", "brief", "map", "strip"],
)
def test_every_picture_is_a_figure_plotly_accepts(term: object, mode: str) -> None:
    figure = draw(term, mode)  # type: ignore[arg-type]
    assert isinstance(figure, Figure)
    assert figure.layout.title.text
    assert "@" not in figure.to_json().replace("@ ", "")
    told = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    assert any("as known on 2026-06-12" in text for text in told)


def test_the_kind_of_picture_follows_from_what_the_answer_holds() -> None:
    assert picture(RELATIVE).name == "series-rs-small_large"
    assert picture(BROKEN).name == "ratio-trend_break-small_large"
    assert picture(MAPPED).name == "rotation-map"
    assert picture((MAPPED, BREADTH)).name == "rotation-map"
    assert picture((BREADTH,)).name == "strip-concentration"


def test_lines_beside_a_value_that_have_units_of_their_own_are_no_ratio() -> None:
    beside = tuple(Line(name, RELATIVE.lines[0].history) for name in ("two_year", "credit"))
    assert picture(replace(RELATIVE, lines=beside)).name == "series-rs-small_large"


def test_a_reading_without_history_says_how_to_ask_for_it() -> None:
    with pytest.raises(WrongUse, match="history=True"):
        draw(SILENT)


def test_a_title_is_text_not_markup() -> None:
    from dataclasses import replace

    figure = draw(replace(RELATIVE, text=fixtures.HOSTILE))
    assert "<" not in figure.layout.title.text


def test_a_brief_has_the_sides_and_the_standings_of_each_axis_and_never_both_in_one() -> None:
    names = [one.name for one in pictures(fixtures.brief())]
    assert names[0] == "evidence-size"
    assert "strip-size" in names
    assert len(names) == len(set(names))


def test_what_has_no_picture_is_refused_with_what_has_one() -> None:
    with pytest.raises(WrongUse, match="a Source has no picture"):
        draw(fixtures.SOURCE)
    with pytest.raises(WrongUse, match="a tuple of Reading, Source"):
        draw((fixtures.SOURCE, BREADTH))
    with pytest.raises(WrongUse, match="a tuple of nothing"):
        draw(())


@pytest.mark.parametrize("name", sorted(drawable.everything()))
def test_every_answer_with_a_picture_is_a_figure_plotly_accepts(name: str) -> None:
    for one in pictures(drawable.everything()[name]):
        figure = draw(one, "dark")
        assert figure.layout.height > one.height
        assert "<script" not in figure.to_json()


def test_a_long_finding_is_broken_into_lines_that_a_cell_shows() -> None:
    long = replace(RELATIVE, text="word " * 60)
    lines = draw(long).layout.title.text.split("<br>")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 84
