"""The questions of the release are whole: sides with words, frames of classes that are there."""

from __future__ import annotations

from rotascope.articles.library.topics import topics


def test_every_question_has_both_sides_and_a_way_to_see_each() -> None:
    for topic in topics().each:
        poles = {frame.pole for frame in topic.frames}
        assert {1, -1} <= poles, topic.name
        assert topic.plus, topic.name
        assert topic.minus, topic.name
        assert bool(topic.none) == (0 in poles), topic.name
        assert topic.look.startswith("rotascope "), topic.name


def test_every_frame_speaks_of_classes_that_are_there() -> None:
    known = topics()
    for topic in known.each:
        for frame in topic.frames:
            assert {*frame.classes, *frame.without} <= set(known.classes), topic.name
            assert frame.turn in {"", *frame.classes}, topic.name
            assert frame.axis in {"", "size", "concentration"}, topic.name


def test_no_class_is_left_over_and_no_row_answered_twice() -> None:
    known = topics()
    frames = [frame for topic in known.each for frame in topic.frames]
    used = {name for frame in frames for name in (*frame.classes, *frame.without)}
    assert used == set(known.classes)
    assert len({topic.row for topic in known.each}) == len(known.each)


def test_a_side_is_told_in_words() -> None:
    rates = next(topic for topic in topics().each if topic.name == "rates")
    assert rates.side(1).startswith("higher rates favour")
    assert rates.side(0) == "small companies do not need lower rates"
