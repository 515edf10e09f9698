"""How the verdict on a claim is marked wherever it is shown: glyph, words and colour, the worst first."""

from __future__ import annotations

from dataclasses import dataclass

from rotascope.terms.articles import FindingVerdict

__all__ = ["FINDING_MARKS", "FindingMark"]


@dataclass(frozen=True, slots=True)
class FindingMark:
    """A glyph, words, and `ink`: a token of the theme that the terminal has as well.

    `hatch` tells apart verdicts of one ink where they are areas: (degrees, drawn, of so many pixels).
    """

    glyph: str
    words: str
    ink: str
    hatch: tuple[int, int, int] | None = None


FINDING_MARKS: dict[FindingVerdict, FindingMark] = {
    "contradicted": FindingMark("✗", "contradicted", "narrow"),
    "check_failed": FindingMark("!", "check failed", "warn", (90, 1, 3)),
    "selective": FindingMark("◑", "selective", "warn", (135, 2, 5)),
    "stale": FindingMark("○", "stale", "warn"),
    "partial": FindingMark("◐", "partial", "warn", (45, 4, 6)),
    "approximate": FindingMark("≈", "approximate", "broad", (135, 3, 6)),
    "supported_under": FindingMark("✓", "supported by one reading", "broad", (45, 6, 8)),
    "supported": FindingMark("✓", "supported", "broad"),
    "not_checkable": FindingMark("·", "not checkable", "muted", (45, 1, 4)),
}
"""What matters most first; colour is never alone."""
