"""Pictures of answers, the same on every surface. Colours and fonts live in `theme` alone."""

from rotascope.figures.draw import draw, picture

__all__ = ["draw", "picture"]
