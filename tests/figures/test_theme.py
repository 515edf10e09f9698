"""Colours: enough contrast, the same tokens in both modes, none elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rotascope.figures import theme
from rotascope.figures.theme import TOKENS, css_fills, css_tokens, dress, lean_token

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


def test_a_verdict_fills_its_share_in_its_ink_and_hatch() -> None:
    css = css_fills()
    assert ".fill-contradicted{background:var(--narrow)}" in css
    assert "135deg,var(--broad) 0 3px,var(--surface) 3px 6px)" in css


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIMULATED = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
WHITE = (0.95047, 1.0, 1.08883)
FAR, APART = 80.0, 10.0  # CIE76: sides at a glance; series, which also differ by dash or symbol


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(colour: str, eyes: str = "") -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as eyes with that deficiency see it; "" for none."""
    seen = (
        [min(max(x, 0.0), 1.0) for x in times(SIMULATED[eyes], linear(colour))]
        if eyes
        else linear(colour)
    )
    x, y, z = (
        f ** (1 / 3) if f > 0.008856 else 7.787 * f + 16 / 116
        for f in (v / w for v, w in zip(times(TO_XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def away(one: str, other: str, eyes: str = "") -> float:
    """CIE76 distance of two colours."""
    pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_distance_is_that_of_the_book() -> None:
    assert away("#FFFFFF", "#000000") == pytest.approx(100.0, abs=0.1)
    assert lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.1)
    # Red and green of equal depth are nearer to a deuteranope than to other eyes.
    assert away("#C00000", "#008000", "deutan") < away("#C00000", "#008000") / 2


@pytest.mark.parametrize("eyes", ["", *SIMULATED])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_both_sides_stay_apart_for_every_eye(mode: theme.Mode, eyes: str) -> None:
    found = away(TOKENS[mode]["broad"], TOKENS[mode]["narrow"], eyes)
    assert found >= FAR, f"{mode}, {eyes or 'all colours'}: {found:.1f}"


@pytest.mark.parametrize("eyes", ["", *SIMULATED])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_series_stay_apart_for_every_eye(mode: theme.Mode, eyes: str) -> None:
    nearest = min(
        (away(one, other, eyes), one, other)
        for place, one in enumerate(theme.SERIES[mode])
        for other in theme.SERIES[mode][:place]
    )
    assert nearest[0] >= APART, f"{mode}, {eyes or 'all colours'}: {nearest}"
