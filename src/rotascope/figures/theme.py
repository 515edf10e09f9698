"""Every colour and font of Rotascope, once: tokens for pages and figures, inks for the terminal.

Blue is small / the rest ("broad"), orange large / the few ("narrow"): a pair that colour-blind eyes keep
apart. Colour is never the only carrier; a glyph and a word say the same. Figures name tokens
(`@broad`), and `dress` puts in one mode's colours, so that a page can change its mind in the browser.
"""

from __future__ import annotations

from typing import Any, Literal

from rotascope.terms.finding_marks import FINDING_MARKS, FindingMark

__all__ = [
    "FONT",
    "INKS",
    "MONO",
    "SERIES",
    "TOKENS",
    "Mode",
    "css_fills",
    "css_tokens",
    "dress",
    "lean_token",
]

Mode = Literal["light", "dark"]

# Contrast of text tokens on bg, surface and raised is at least 4.5 in both modes (tested).
TOKENS: dict[Mode, dict[str, str]] = {
    "light": {
        "bg": "#F5F7FA", "surface": "#FFFFFF", "raised": "#EEF1F5", "border": "#D3DAE3",
        "control": "#7A8797", "text": "#16202C", "muted": "#4F5B6B", "accent": "#0B5CAD",
        "broad": "#0B5CAD", "narrow": "#A84300", "flat": "#5B6675", "warn": "#7A5200",
        "crit": "#B0123B", "broad_bg": "#E3EEF9", "narrow_bg": "#FBEADF", "grid": "#E3E8EE",
        "band": "rgba(79,91,107,.13)", "clear": "rgba(0,0,0,0)", "shadow": "rgba(0,0,0,.18)",
        "veil": "rgba(10,14,20,.36)",
    },
    "dark": {
        "bg": "#0E1319", "surface": "#161D26", "raised": "#1E2732", "border": "#2C3846",
        "control": "#75869A", "text": "#E7ECF2", "muted": "#A3B0BF", "accent": "#6CB4FF",
        "broad": "#6CB4FF", "narrow": "#FF9C5B", "flat": "#A3B0BF", "warn": "#F0C04A",
        "crit": "#FF7C96", "broad_bg": "#15304B", "narrow_bg": "#43260F", "grid": "#232D39",
        "band": "rgba(163,176,191,.16)", "clear": "rgba(0,0,0,0)", "shadow": "rgba(0,0,0,.5)",
        "veil": "rgba(10,14,20,.36)",
    },
}  # fmt: skip
# Any two are at least 10 apart (CIE76) for protan, deutan and tritan eyes, both sides 80 (tested).
SERIES = {
    "light": ("#0B5CAD", "#A84300", "#007355", "#8A3A86", "#4C3300", "#4F5B6B"),
    "dark": ("#6CB4FF", "#FF9C5B", "#3FCFA4", "#E39BE0", "#F0C04A", "#A3B0BF"),
}
FONT = "Inter, 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
# Names of the terminal's own palette, so that the reader's colour scheme decides.
INKS = {
    "head": "bold",
    "broad": "bold bright_blue",
    "narrow": "bold yellow",
    "flat": "bold",
    "muted": "dim",
    "warn": "magenta",
    "plain": "",
}
for _mode, _colours in SERIES.items():
    TOKENS["light" if _mode == "light" else "dark"].update(
        {f"series{place}": colour for place, colour in enumerate(_colours)}
    )


def lean_token(lean: float | None) -> str:
    """The token of a side: broad for small / the rest, narrow for large / the few, flat for neither."""
    if lean is None or lean == 0:
        return "flat"
    return "broad" if lean > 0 else "narrow"


def dress(figure: Any, mode: Mode) -> Any:
    """The figure with every '@token' replaced by its colour in `mode`."""
    if isinstance(figure, str):
        return TOKENS[mode].get(figure[1:], figure) if figure.startswith("@") else figure
    if isinstance(figure, dict):
        return {name: dress(part, mode) for name, part in figure.items()}
    if isinstance(figure, list | tuple):
        return [dress(part, mode) for part in figure]
    return figure


def css_tokens() -> str:
    """CSS custom properties: the system's mode, unless the page's toggle chose; light on paper."""
    light, dark = (
        "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in TOKENS[mode].items())
        for mode in ("light", "dark")
    )  # fmt: skip
    return (
        f":root{{--font:{FONT};--mono:{MONO};color-scheme:light;{light}}}\n"
        "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){"
        f"color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
    )


def css_fills() -> str:
    """A class `.fill-<verdict>` each: its ink, hatched where others have that ink as well."""
    return "".join(f".fill-{word}{{background:{_fill(m)}}}\n" for word, m in FINDING_MARKS.items())


def _fill(mark: FindingMark) -> str:
    ink = f"var(--{mark.ink})"
    if mark.hatch is None:
        return ink
    degrees, drawn, period = mark.hatch
    rest = f"var(--surface) {drawn}px {period}px"
    return f"repeating-linear-gradient({degrees}deg,{ink} 0 {drawn}px,{rest})"
