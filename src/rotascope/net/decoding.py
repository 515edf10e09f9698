"""Bytes as transferred to bytes as meant, within bounds: a bomb is seen before it unfolds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rotascope.errors import NoData, Refused
from rotascope.net.troubles import Again

__all__ = ["TOO_LARGE", "decoded"]

STEP = 65_536
TOO_LARGE = "the source in a browser: a body this large is not what it usually sends"
_GZIP, _ZLIB, _BARE = 31, 15, -15


def decoded(chunks: Iterable[bytes], encoding: str, *, wire: int, cap: int) -> Iterator[bytes]:
    """A body's bytes. encoding: its Content-Encoding, though none was asked for.

    Raises Refused past `wire` bytes as transferred or `cap` bytes decoded, before more than one step
    of 64 KiB beyond the cap is in memory; Again for a compressed body that is cut or damaged and for
    an empty one; NoData for an encoding other than gzip and deflate.
    """
    kind = encoding.strip().lower()
    bounded = _within(chunks, wire, "as transferred")
    if kind in {"", "identity"}:
        plain: Iterable[bytes] = bounded
    elif kind in {"gzip", "x-gzip"}:
        plain = _gunzipped(bounded)
    elif kind == "deflate":
        plain = _inflated(bounded)
    else:
        raise NoData("the answer is encoded in a way that was not asked for", "plain text, or gzip")
    some = False
    for piece in _within(plain, cap, "decoded"):
        some = True
        yield piece
    if not some:
        raise Again("the body is empty", "at least one byte")


def _within(chunks: Iterable[bytes], most: int, how: str) -> Iterator[bytes]:
    """Chunks that hold something, as long as they are no more than `most` bytes together."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > most:
            what = f"the body is larger than {most:,} bytes {how}"
            raise Refused(what, f"at most {most:,} bytes", TOO_LARGE)
        if chunk:
            yield chunk


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """One gzip member after another; zeros after the last are padding."""
    engine, begun = zlib.decompressobj(_GZIP), False
    for chunk in chunks:
        rest, begun = chunk, True
        while rest:
            if engine.eof:
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                engine = zlib.decompressobj(_GZIP)
            yield from _steps(engine, rest)
            rest = engine.unused_data
    if begun and not engine.eof:
        raise Again("the compressed body is cut short")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate, with the zlib header that the standard asks for or bare, as some servers send it."""
    engine, head = None, b""
    for chunk in chunks:
        head += chunk
        if engine is None and len(head) < 2:
            continue
        if engine is None:
            wrapped = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            engine = zlib.decompressobj(_ZLIB if wrapped else _BARE)
        if not engine.eof:
            yield from _steps(engine, head)
        head = b""
    if head or (engine is not None and not engine.eof):
        raise Again("the compressed body is cut short")


def _steps(engine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What `data` unfolds to, never more than one step at a time."""
    while True:
        try:
            piece = engine.decompress(data, STEP)
        except zlib.error:
            raise Again("the compressed body is damaged") from None
        yield piece
        data = engine.unconsumed_tail
        # A full step may leave more inside the engine though all of the input is used up.
        if engine.eof or (not data and len(piece) < STEP):
            return
