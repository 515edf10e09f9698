"""Damaged bodies for readers: whatever the bytes, a reader gives a frame with `row`, or BadFile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.registry import PROVIDERS

__all__ = ["damaged", "needs", "read_or_told", "twisted"]

PIECES = (b"<![x[", b"<!--", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&#x110000;", b"null", b"NaN",
          b"-Infinity", b"1e999", b"true", b"[", b"{", b'"', b'",', b"\0", b"\xff\xfe", b"\r", b"\n\n",
          b"9" * 40, b"-", b"9999-99-99", b"\xed\xa0\x80", b"<h4>", b"</div>")  # fmt: skip
VALUES = (None, True, 0, -1, 1e308, float("inf"), float("nan"), 10**30, 2**63, 253402300800, "", "x",
          "NaN", "\x00", "9999-12-31", [], {}, [None], {"a": 1}, "SPX999999C00000000")  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """The body with a few bytes cut, put in, repeated, or nothing but noise."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    body = sound
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(body)))
        cut = draw(st.sampled_from((0, 1, 3, 40, 400)))
        new = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        body = body[:at] + new + body[at + cut :]
    return body


@st.composite
def twisted(draw: st.DrawFn, sound: bytes) -> bytes:
    """Sound JSON with one value, somewhere, replaced or left out."""
    document = json.loads(sound)
    node: Any = {"": document}
    key: Any = ""
    for _ in range(draw(st.integers(1, 8))):
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        keys = sorted(inner) if isinstance(inner, dict) else list(range(min(len(inner), 5)))
        node, key = inner, draw(st.sampled_from(keys))
    if draw(st.booleans()):
        node[key] = draw(st.sampled_from(VALUES))
    else:
        del node[key]
    return json.dumps(document).encode()


def read_or_told(folder: Path, reader: str, body: bytes, **options: Any) -> bool:
    """Whether the reader read it; any exception but BadFile fails the test."""
    path = folder / "body"
    path.write_bytes(body)
    try:
        frame = PROVIDERS[reader].read(path, **options)
    except BadFile:
        return False
    assert "row" in frame.columns
    return True


class _OnFile:
    """A store that holds the newest days it is given, by (table, dataset, line)."""

    def __init__(self, newest: Mapping[tuple[str, str, str], Any]) -> None:
        self._newest = newest

    def newest(self, table: str, dataset: str, line: str) -> Any:
        return self._newest.get((table, dataset, line))

    def codes(self, scheme: str) -> Mapping[str, str]:
        return {}

    def holdings(self, fund: str) -> tuple[str, ...]:
        return ()


def needs(newest: Mapping[tuple[str, str, str], Any] = {}, since: Any = None, **keys: str) -> Any:
    """What sync wants on the evening of Friday 2026-06-12."""
    from datetime import date

    from rotascope.catalog import load
    from rotascope.providers.requests import Needs

    return Needs(load(), date(2026, 6, 12), since, _OnFile(newest), keys)
