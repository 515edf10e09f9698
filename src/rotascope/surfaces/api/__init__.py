"""The HTTP interface: the questions of `surfaces.nouns` at /api/v1, read-only but for articles."""

from __future__ import annotations

from rotascope.surfaces.api.routes import mount

__all__ = ["mount"]
