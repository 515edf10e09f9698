"""Colours: enough contrast, the same tokens in both modes, none elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rotascope.figures import theme
from rotascope.figures.theme import TOKENS, css_tokens, dress, lean_token

SRC = Path(theme.__file__).parents[1]
TEXT = ("text", "muted", "accent", "broad", "narrow", "flat", "warn", "crit")
GROUNDS = ("bg", "surface", "raised")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("token", TEXT)
def test_text_can_be_read_on_every_ground(mode: theme.Mode, token: str) -> None:
    for ground in GROUNDS:
        found = contrast(TOKENS[mode][token], TOKENS[mode][ground])
        assert found >= 4.5, f"{token} on {ground} in {mode}: {found:.2f}"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_controls_and_series_stand_out(mode: theme.Mode) -> None:
    names = ["control", *(f"series{place}" for place in range(6))]
    for name in names:
        assert contrast(TOKENS[mode][name], TOKENS[mode]["surface"]) >= 3.0, name


def test_both_modes_have_the_same_tokens() -> None:
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()


@pytest.mark.parametrize("pattern", ["*.py", "*.css", "*.js", "*.j2"])
def test_a_colour_is_written_in_the_theme_and_nowhere_else(pattern: str) -> None:
    for path in SRC.rglob(pattern):
        found = re.findall(r"#[0-9A-Fa-f]{6}\b|rgba?\(", path.read_text("utf-8"))
        assert not found or path.name == "theme.py", f"{path.relative_to(SRC)} writes {found}"


def test_dress_replaces_tokens_at_any_depth_and_nothing_else() -> None:
    made = dress({"a": ["@broad", "plain", 3], "b": {"c": "@no such token"}}, "dark")
    assert made == {"a": ["#6CB4FF", "plain", 3], "b": {"c": "@no such token"}}


def test_a_side_has_its_colour() -> None:
    assert [lean_token(x) for x in (0.2, -0.2, 0.0, None)] == ["broad", "narrow", "flat", "flat"]


def test_the_page_follows_the_system_its_own_button_and_paper() -> None:
    css = css_tokens()
    assert "prefers-color-scheme:dark" in css
    assert "[data-theme=dark]" in css
    assert css.count("@media screen") == 2
