"""Files that pages load, each at an address that holds a digest of it: a browser keeps them for ever.

plotly.js comes out of the installed package; the colours are written into app.css from the theme.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from rotascope.errors import NoAnswer, UnknownName

__all__ = ["Asset", "asset", "static"]

KINDS: Mapping[str, str] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes compressed, its media type and the digest in its address."""

    name: str
    packed: bytes
    media_type: str
    digest: str


def static(name: str) -> str:
    """The address of a file in static/, or of plotly.js. Raises UnknownName for none."""
    return f"/static/{asset(name).digest}/{name}"


@cache
def asset(name: str) -> Asset:
    """A file, read and compressed once. Raises UnknownName for a name that is none of ours."""
    kind = KINDS.get(name.rpartition(".")[2])
    if kind is None or "/" in name or name.startswith(".") or len(name) > LONGEST:
        raise UnknownName(f"no file '{name[:LONGEST]}'")
    body = _plotly() if name == "plotly.js" else _own(name)
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(name, gzip.compress(body, 6, mtime=0), kind, digest)


def _own(name: str) -> bytes:
    path = files("rotascope.surfaces") / "web" / "static" / name
    if not path.is_file():
        raise UnknownName(f"no file '{name}'")
    body = path.read_bytes()
    if name != "app.css":
        return body
    from rotascope.figures.theme import css_fills, css_tokens

    return (css_tokens() + css_fills()).encode() + body


def _plotly() -> bytes:
    found = find_spec("plotly")
    path = Path(found.origin or "").parent / "package_data" / "plotly.min.js" if found else Path()
    if not path.is_file():
        raise NoAnswer(
            "the plotly package does not hold plotly.js", "plotly 6 or newer", "pip install plotly"
        )
    return path.read_bytes()
