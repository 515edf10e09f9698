"""The rotation map."""

from __future__ import annotations

from dataclasses import replace

from rotascope.figures.rotation import rotation_map, tails
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
    other = replace(ONE, signal="rotation_map.x", title="Rotation map, a / <b>", state="lagging")
    made = rotation_map((ONE, other))
    assert made.title == "1 of 2 pairs stand in the leading quadrant"
    words = {note["text"] for note in made.layout["annotations"]}
    assert words == {"leading", "weakening", "lagging", "improving"}
    assert "noise alone turns clockwise" in made.note
    assert made.traces[1]["text"][-1] == "a /<br>&lt;b&gt;"


def test_names_of_the_same_point_do_not_cover_one_another() -> None:
    made = rotation_map((ONE, replace(ONE, signal="rotation_map.x")))
    assert made.traces[0]["textposition"] != made.traces[1]["textposition"]


def test_the_last_point_is_the_largest() -> None:
    sizes = rotation_map((ONE,)).traces[0]["marker"]["size"]
    assert sizes[-1] == max(sizes)
    assert sizes == sorted(sizes)


def test_a_map_of_nothing_is_empty_and_says_so() -> None:
    made = rotation_map(())
    assert made.traces == []
    assert "No pair has a standing" in made.note
