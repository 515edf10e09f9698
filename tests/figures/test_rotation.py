"""The rotation map."""

from __future__ import annotations

from dataclasses import replace

from rotascope.figures.rotation import name_of, placed, rotation_map, tails
from tests.surfaces import fixtures

ONE = fixtures.readings()[2]


def test_a_tail_has_both_coordinates_of_the_last_weeks() -> None:
    ((reading, (days, ratio, momentum)),) = tails(fixtures.readings())
    assert reading == ONE
    assert len(days) == len(ratio) == len(momentum) == 5
    assert days[-1] == fixtures.AS_OF.isoformat()
    assert ONE.history is not None
    assert ratio[-1] == float(f"{ONE.history.values[-1]:.6g}")


def test_the_map_names_quadrants_pairs_and_what_noise_does() -> None:
    other = replace(
        ONE, signal="rotation_map.x", title="Rotation map, a / <b>", state="lagging", text=""
    )
    made = rotation_map((ONE, other))
    assert made.title == "1 of 2 pairs stand in the leading quadrant"
    words = [note["text"] for note in made.layout["annotations"]]
    assert words[:4] == ["leading", "weakening", "lagging", "improving"]
    assert words[5] == "a / &lt;b&gt;"
    assert "noise alone turns clockwise" in made.note


def test_a_pair_is_called_what_its_sentence_calls_it() -> None:
    assert name_of(replace(ONE, text="IWM / SPY is leading on the map")) == "IWM/SPY"
    assert name_of(replace(ONE, text="")) == "small caps / large caps"


def test_names_of_the_same_point_do_not_cover_one_another() -> None:
    crowd = [(1.0, 1.0)] * 4 + [(-1.0, 0.2)]
    spots = placed(crowd, 2.0)
    for i, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 1.0 or abs(y - b) >= 0.21 for a, b in spots[:i])
        assert abs(x) <= 2.0
        assert abs(y) <= 2.0


def test_pairs_differ_by_symbol_as_well_as_by_colour() -> None:
    marks = [trace["marker"] for trace in rotation_map((ONE, ONE, ONE)).traces]
    assert len({mark["symbol"] for mark in marks}) == len({mark["color"] for mark in marks}) == 3


def test_the_last_point_is_the_largest() -> None:
    sizes = rotation_map((ONE,)).traces[0]["marker"]["size"]
    assert sizes[-1] == max(sizes)
    assert sizes == sorted(sizes)


def test_a_map_of_nothing_is_empty_and_says_so() -> None:
    made = rotation_map(())
    assert made.traces == []
    assert "No pair has a standing" in made.note
