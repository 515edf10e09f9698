"""Any picture as SVG: well formed, in the theme's colours, its words as text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from rotascope.figures import Picture, pictures
from rotascope.figures.static import svg
from rotascope.figures.theme import TOKENS
from tests.figures import drawable

EVERYTHING = [
    (name, made) for name, term in drawable.everything().items() for made in pictures(term)
]
IDS = [f"{name}-{made.name}" for name, made in EVERYTHING]


@pytest.mark.parametrize(("_name", "made"), EVERYTHING, ids=IDS)
def test_every_picture_is_well_formed_and_names_only_colours_of_the_theme(
    _name: str, made: Picture
) -> None:
    text = svg(made)
    root = ElementTree.fromstring(text)
    assert {one.tag.partition("}")[2] for one in root.iter()} <= {
        "svg", "g", "path", "rect", "circle", "polygon", "text", "tspan", "clipPath",
    }  # fmt: skip
    named = {one.replace("-", "_") for one in re.findall(r"var\(--([a-z0-9-]+)\)", text)}
    assert named <= set(TOKENS["light"])
    assert "@" not in text
    assert "nan" not in text
    assert len(text) < 40_000


@pytest.mark.parametrize(("_name", "made"), EVERYTHING, ids=IDS)
def test_every_picture_has_a_finding_a_note_with_its_date_and_words_for_who_cannot_see(
    _name: str, made: Picture
) -> None:
    assert len(made.title) > 8
    assert re.search(r"\d{4}-\d{2}-\d{2}", made.note)
    assert made.alt
    root = ElementTree.fromstring(svg(made, "dark", 350))
    assert root.get("aria-label") == made.alt


def test_two_of_them_on_one_page_do_not_share_their_cuts() -> None:
    drawn = dict.fromkeys(svg(made) for _, made in EVERYTHING)
    cuts = [cut for text in drawn for cut in re.findall(r'clipPath id="([^"]+)"', text)]
    assert len(cuts) == len(set(cuts))


def test_the_page_or_one_mode_gives_the_colours() -> None:
    made = EVERYTHING[0][1]
    assert "var(--text)" in svg(made)
    assert TOKENS["dark"]["text"] in svg(made, "dark")
    assert "var(" not in svg(made, "light")


def test_hostile_words_are_text() -> None:
    for _, made in EVERYTHING:
        assert "<script" not in svg(made)
    assert "&lt;script&gt;" in svg(pictures(drawable.chapter())[0])
