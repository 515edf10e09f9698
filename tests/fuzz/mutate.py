"""Bytes a little wrong: a sound file, damaged in one to a few places, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["damaged"]

# What parsers stumble over: separators, quotes, numbers at the edge, tags, braces, odd characters.
TOKENS = (
    b",", b";", b"\t", b"|", b"'", b"\n", b"\r\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"NaN", b"nan", b"inf", b"-inf",
    b"1e400", b"-1", b"0", b"99999999999999999999", b"1e-400", b"null", b"true", b"[]", b"{}",
    b"[", b"]", b"{", b"}", b"<", b">", b"</", b"/>", b"<!--", b"<![CDATA[",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>", b"&b;", b"&#0;", b"2024-02-30", b"0000-00-00",
    b"9999-12-31", b"31/12/2024", b"Feb 30, 2024", b"1.234,56", b"1,234.56", b"=1+1", b"%s",
    b"\\u0000", b"\\ud800", b"(1.00)", b"$", b"-", b"--", b".", b"", b"A" * 300, b" ",
)  # fmt: skip


def damaged(seeds: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """`count` inputs: sound ones damaged 1-6 times, spliced with one another, or nothing but noise."""
    chance = random.Random(seed)
    for _ in range(count):
        made = bytearray(chance.choice(seeds))
        if chance.random() < 0.02:
            made = bytearray(chance.randbytes(chance.randrange(200)))
        for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
            chance.choice(WAYS)(made, chance, seeds)
        yield bytes(made[:20_000])


def _flip(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    if made:
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _cut(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(made) + 1)
    del made[at : at + chance.choice((1, 4, 20, 200))]


def _truncate(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    del made[chance.randrange(len(made) + 1) :]


def _token(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(made) + 1)
    made[at : at + chance.choice((0, 0, 1, 5))] = chance.choice(TOKENS)


def _repeat(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(made) + 1)
    piece = made[at : at + chance.choice((1, 10, 100))]
    made[at:at] = piece * chance.choice((1, 2, 30))


def _splice(made: bytearray, chance: random.Random, seeds: list[bytes]) -> None:
    other = chance.choice(seeds)
    at = chance.randrange(len(made) + 1)
    made[at:] = other[chance.randrange(len(other) + 1) :]


def _line(made: bytearray, chance: random.Random, _: list[bytes]) -> None:
    """One cell of a table becomes something else."""
    lines = bytes(made).split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    cells[chance.randrange(len(cells))] = chance.choice(TOKENS)
    lines[at] = b",".join(cells)
    made[:] = b"\n".join(lines)


WAYS = (_flip, _flip, _cut, _truncate, _token, _token, _token, _repeat, _splice, _line, _line)
