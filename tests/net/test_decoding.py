"""Bytes as transferred to bytes as meant."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.errors import NoData, Refused
from rotascope.net.decoding import decoded
from rotascope.net.troubles import Again

MOST = 1_000_000


def whole(chunks: Iterable[bytes], encoding: str = "", wire: int = MOST, cap: int = MOST) -> bytes:
    return b"".join(decoded(chunks, encoding, wire=wire, cap=cap))


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def bare(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


PACKED = {"": bytes, "identity": bytes, "gzip": gzip.compress, "x-gzip": gzip.compress,
          "deflate": zlib.compress, "Deflate ": bare}  # fmt: skip


@given(st.binary(min_size=1, max_size=3000), st.integers(1, 700), st.sampled_from(sorted(PACKED)))
def test_a_body_comes_back_whatever_its_pieces(data: bytes, size: int, encoding: str) -> None:
    packed: bytes = PACKED[encoding](data)
    assert whole(cut(packed, size), encoding) == data


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_a_compressed_body_that_is_cut_is_no_body(data: bytes, draw: st.DataObject) -> None:
    kind = draw.draw(st.sampled_from(["gzip", "deflate"]))
    packed = PACKED[kind](data)
    kept = draw.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(Again, match="cut short"):
        whole([packed[:kept]], kind)


@given(st.binary(min_size=2, max_size=400), st.sampled_from(["gzip", "deflate"]))
def test_rubbish_is_damaged_cut_or_too_large_but_never_an_error_of_a_library(
    data: bytes, kind: str
) -> None:
    try:
        found = whole([data], kind)
    except (NoData, Refused):
        return
    assert found


def test_several_members_are_one_body_and_zeros_after_it_are_padding() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512
    for size in (1, 7, 10_000):
        assert whole(cut(packed, size), "gzip") == b"one two"


def test_rubbish_after_a_member_is_damage() -> None:
    with pytest.raises(Again, match="damaged"):
        whole([gzip.compress(b"one") + b"two!two!two!"], "gzip")


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip;q=1"])
def test_an_encoding_nobody_asked_for_is_no_data(encoding: str) -> None:
    with pytest.raises(NoData, match="not asked for"):
        whole([b"x"], encoding)


@pytest.mark.parametrize("chunks", [[], [b""], [gzip.compress(b"")]])
def test_an_empty_body_is_no_data(chunks: list[bytes]) -> None:
    with pytest.raises(Again, match="empty"):
        whole(chunks, "gzip" if chunks and chunks[0] else "")


def test_a_body_of_just_the_cap_is_taken_and_one_byte_more_is_not() -> None:
    assert len(whole([b"x" * 100], wire=100, cap=100)) == 100
    with pytest.raises(Refused, match="larger than 100 bytes as transferred"):
        whole([b"x" * 101], wire=100)
    with pytest.raises(Refused, match="larger than 100 bytes decoded"):
        whole([b"x" * 101], cap=100)
    with pytest.raises(Refused, match="decoded"):
        whole([gzip.compress(b"x" * 101)], "gzip", cap=100)


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_of_a_bomb_no_more_than_one_step_beyond_the_cap_is_unfolded(kind: str) -> None:
    packed: bytes = PACKED[kind](b"\0" * 50_000_000)
    pieces: list[int] = []
    with pytest.raises(Refused):
        pieces.extend(map(len, decoded([packed], kind, wire=MOST, cap=MOST)))
    assert max(pieces) <= 65_536
    assert sum(pieces) <= MOST


def test_nothing_is_read_past_the_cap() -> None:
    read = 0

    def endless() -> Iterable[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    with pytest.raises(Refused):
        whole(endless(), wire=10_000)
    assert read == 11
