"""Q13: spikes that come back and moves no other source has are held; real moves are told."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tests.ingest.planted.case import Caught, Earlier, Planted
from tests.ingest.planted.prices import bars, closes, levels, planted, times
from tests.ingest.planted.traded import GME, acted, gme, raw, split

N, AT = 60, 40


def spike(
    name: str, frame: pl.DataFrame, at: Sequence[int], factor: float, **more: tuple[Earlier, ...]
) -> Planted:
    """Rows lifted by a factor, and back; the twin is the quiet line."""
    columns = [n for n in ("open", "high", "low", "close", "level") if n in frame.columns]
    return planted(name, times(frame, at, factor, *columns), frame, at, **more)


def fall(name: str, frame: pl.DataFrame, at: int, factor: float) -> Planted:
    """A move that stays: told and kept."""
    columns = [n for n in ("open", "high", "low", "close", "level") if n in frame.columns]
    return planted(
        name, times(frame, range(at, len(frame)), factor, *columns), frame, at, "flagged"
    )


def alone(name: str, frame: pl.DataFrame, factor: float, *others: Earlier, at: int = AT,
          caught: Caught = "held") -> Planted:  # fmt: skip
    """A move that stays, and that the other sources on file have not; nor has the twin."""
    columns = [n for n in ("open", "high", "low", "close", "level") if n in frame.columns]
    return planted(name, times(frame, range(at, len(frame)), factor, *columns), frame, at,
                   caught, earlier=others)  # fmt: skip


def announced(name: str, ratio: float, at: Sequence[int], factor: float) -> Planted:
    """A spike in a raw line with a split on file: the split is none, the spike is."""
    frame = raw(split(closes(n=N, price=160.0), 20, ratio))
    return spike(name, frame, at, factor, earlier=(acted((20, "split", ratio)),))


def undividended(name: str, amount: float, price: float) -> Planted:
    """A crash told; in the twin the same fall is a dividend on file."""
    frame = raw(closes(n=N, price=price))
    part = 1.0 - amount / frame["close"][AT - 1]
    file = times(frame, range(AT, N), part * 0.5, "close")
    sound = times(frame, range(AT, N), part, "close")
    return planted(name, file, sound, AT, "flagged", earlier=(acted((AT, "dividend", amount)),))


def gamestop() -> Planted:
    """January 2021: accepted and told, nine times; the twin stops on the day before it began."""
    frame = gme()
    start = len(frame) - len(GME)
    moves = [start + k for k in (2, 8, 10, 11, 12, 13, 14, 15, 17)]
    return planted("GME in January of 2021", frame, frame[:start], moves, "flagged")


def theirs(name: str, frame: pl.DataFrame, precedence: int = 5) -> Earlier:
    """The line as another dataset has it, one that ranks better than the file's."""
    table = "returns" if "level" in frame.columns else "bars"
    return Earlier(table, frame, dataset=f"other {name}", precedence=precedence)


def later(frame: pl.DataFrame, days: int) -> pl.DataFrame:
    return frame[: len(frame) - days]


VARIANTS = (
    spike("a tenth in adjusted closes", levels(n=N), [AT], 0.1),
    spike("one and a half times for a day", levels(n=N), [AT], 1.5),
    spike("half for two days", levels(n=N), [AT, AT + 1], 0.5),
    spike("three times for three days", levels(n=N), [AT, AT + 1, AT + 2], 3.0),
    spike("just above a quarter", levels(n=N), [AT], 1.34),
    spike("two spikes", levels(n=N), [25, 45], 0.3),
    spike("a spike in the second of three lines", levels("QAA QAB QAC", n=N), [N + 33], 4.0),
    spike("a spike in whole bars", bars(n=N), [30], 1.8),
    spike("a spike in closes", closes(n=N), [22], 0.6),
    spike("a spike in a raw line", raw(closes(n=N)), [50], 2.2),
    spike("a spike three days before the end", levels(n=N), [N - 3], 0.4),
    spike("a spike early in a line", levels(n=N), [3], 6.0),
    announced("a spike after a 4:1 on file", 4.0, [45], 0.5),
    announced("a spike before a 1:5 on file", 0.2, [12], 1.9),
    fall("a fall by half", levels(n=N), AT, 0.5),
    fall("a rise to more than twice", closes(n=N), AT, 2.25),
    fall("a fall by three tenths on the last day", bars(n=N), N - 1, 0.7),
    fall("just beyond a quarter", levels(n=N), 35, 0.77),
    undividended("a crash on the ex-date of a special dividend", 12.0, 28.42),
    gamestop(),
    alone("a fall another's adjusted closes have not", levels(n=N), 0.6, theirs("a", levels(n=N))),
    alone("a rise another's closes have not", closes(n=N), 1.6, theirs("b", closes(n=N))),
    alone("a fall another's raw closes have not", closes(n=N), 0.55, theirs("c", raw(closes(n=N)))),
    alone("a raw rise another's split-adjusted closes have not", raw(closes(n=N)), 2.3,
          theirs("d", closes(n=N))),
    alone("a fall three times another's", levels(n=N), 0.4,
          theirs("e", times(levels(n=N), range(AT, N), 0.75, "level"))),
    alone("a fall of the last day", levels(n=N), 0.7, theirs("f", levels(n=N)), at=N - 1),
    alone("a fall two of equal rank have not", levels(n=N), 0.62, theirs("g", levels(n=N), 10),
          theirs("h", levels(n=N), 10)),
    alone("a rise one of better and one of worse rank have not", closes(n=N), 1.7,
          theirs("i", closes(n=N), 9), theirs("j", closes(n=N), 90)),
    alone("a fall one of equal rank has not", levels(n=N), 0.65, theirs("k", levels(n=N), 10),
          caught="flagged"),
    alone("a fall a source of worse rank has not", closes(n=N), 0.58, theirs("l", closes(n=N), 90),
          caught="flagged"),
    alone("a rise two of worse rank have not", levels(n=N), 1.9, theirs("m", levels(n=N), 80),
          theirs("n", levels(n=N), 90), caught="flagged"),
)  # fmt: skip
