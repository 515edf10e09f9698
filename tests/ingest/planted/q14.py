"""Q14: splits nobody announced, announced ones that are not in the prices, or are in them twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from tests.ingest.planted.case import Earlier, Planted
from tests.ingest.planted.prices import closes, levels, planted
from tests.ingest.planted.traded import actions, gme, raw, somebody, split

N, AT = 45, 30


def unannounced(
    name: str, ratio: float, *, price: float = 100.0, n: int = N, at: int = AT, traded: float = 1.0,
    basis: str = "raw", volumes: bool = True, **more: Any,
) -> Planted:  # fmt: skip
    """The line is held from the split on; its twin moves as far, with twenty times the trade."""
    frame = closes(n=n, price=price).with_columns(basis=pl.lit(basis))
    file, sound = split(frame, at, ratio, traded), _crash(frame, at, ratio)
    if not volumes:
        file, sound = file.drop("volume"), frame.drop("volume")
    return planted(name, file, sound, range(at, n), **more)


def _crash(frame: pl.DataFrame, at: int, ratio: float) -> pl.DataFrame:
    """A real move of that size: shares trade twenty times as before."""
    moved = split(frame, at, ratio).with_columns(volume=frame["volume"])
    busy = (pl.int_range(pl.len()) >= at) & (pl.int_range(pl.len()) < at + 3)
    more = 20 * max(ratio, 1.0)
    return moved.with_columns(
        volume=pl.when(busy).then(pl.col("volume") * more).otherwise("volume").cast(pl.Int64)
    )


def adjusted_closes(
    name: str, ratio: float, at: int = AT, n: int = N, price: float = 50.0
) -> Planted:
    """Closes without volumes: only the row of the split is held, the line begins anew behind it."""
    frame = levels(n=n, price=price)
    held = [at] if n - at > 5 else range(at, n)
    return planted(name, split(frame, at, ratio), frame, held)


def contradicted(
    name: str, said: float, shown: float, at: int = AT, told_at: int | None = None
) -> Planted:
    """Raw bars beside a split on file that they do not show; the twin shows it."""
    frame = raw(closes(n=N, price=240.0))
    told = Earlier("actions", actions((at if told_at is None else told_at, "split", said)))
    begins = min(at, at if told_at is None else told_at)
    file = split(frame, at, shown) if shown != 1.0 else frame
    sound = split(frame, at if told_at is None else told_at, said)
    return planted(name, file, sound, range(begins, N), earlier=(told,))


def still_there(name: str, ratio: float, table: str, at: int = AT) -> Planted:
    """Adjusted prices that still show a split which is on file."""
    frame = levels(n=N, price=90.0) if table == "returns" else closes(n=N, price=90.0)
    told = Earlier("actions", actions((at, "split", ratio)), dataset=f"announcer {name}")
    held = [at] if table == "returns" else range(at, N)
    return planted(name, split(frame, at, ratio), frame, held, earlier=(told,))


def announced(
    name: str, said: float, shown: float, at: int = AT, day: int | None = None
) -> Planted:
    """A later announcement of what the bars on file know nothing of, or know otherwise."""
    frame = raw(closes(n=N, price=300.0))
    if shown == 1.0:
        bars, right = (somebody(), Earlier("bars", frame)), actions((at, "dividend", 0.4))
    else:
        right = actions((at, "split", shown))
        bars = Earlier("actions", right), Earlier("bars", split(frame, at, shown))
        right = actions((9, "dividend", 0.3), (at, "split", shown))
    wrong = actions((at if day is None else day, "split", said))
    return replace(planted(name, wrong, right, 0, earlier=bars), table="actions")


def continued(name: str, ratio: float, fresh: int) -> Planted:
    """The split comes with the file of the next days; the line before it is on file."""
    frame = raw(closes(n=60, price=180.0))
    whole = split(frame, 60 - fresh, ratio)
    earlier = (somebody(), Earlier("bars", frame[: 60 - fresh]))
    return planted(name, whole[60 - fresh :], frame[60 - fresh :], range(fresh), earlier=earlier)


def gamestop() -> Planted:
    """2022's 4:1 split, raw and unannounced; the twin is January 2021 as it was, which is no split."""
    quiet = raw(closes("GME", 64, "2022-05-16", 150.0))
    return planted("GME's split of 2022, GME's January of 2021", split(quiet, 45, 4.0), raw(gme(4.0)),
                   range(45, 64))  # fmt: skip


def bcan() -> Planted:
    """A 1:190 reverse split of a line that trades for cents, in a dataset that announces actions."""
    frame = raw(closes(n=N, price=0.035))
    return planted(
        "BCAN's 1:190", split(frame, 31, 1 / 190), frame, range(31, N), earlier=(somebody(),)
    )


VARIANTS = (
    unannounced("AAPL's 4:1 of 2020", 4.0, price=499.23, traded=1.4),
    unannounced("TSLA's 3:1, dividends of others on file", 3.0, price=891.0, earlier=(somebody(),)),
    unannounced("NVDA's 10:1", 10.0, price=1208.88, traded=0.8),
    unannounced("GOOGL's 20:1", 20.0, price=2255.0),
    unannounced("CMG's 50:1", 50.0, price=3283.0, traded=1.7),
    unannounced("a 3:2", 1.5),
    unannounced("a 5:4", 1.25, price=60.0),
    unannounced("a 4:3", 4 / 3, price=44.0),
    unannounced("a 6:5", 1.2, price=33.0),
    unannounced("a 5:2", 2.5, price=75.0),
    unannounced("USO's 1:8", 1 / 8, price=2.2),
    unannounced("a 1:2", 0.5, price=9.0),
    unannounced("a 1:15 with half the trade", 1 / 15, price=0.6, traded=0.5),
    unannounced("a 7:1 on the last but one day", 7.0, at=N - 2),
    unannounced("a 2:1 after twenty-two sessions", 2.0, at=22),
    unannounced("a 2:1 in adjusted closes with volumes", 2.0, basis="split"),
    unannounced("a 2:1 without volumes", 2.0, volumes=False),
    unannounced("a 1:5 without volumes", 0.2, volumes=False, price=3.0),
    adjusted_closes("a 1:25 in adjusted closes", 1 / 25),
    adjusted_closes("DEC's 1:20 in adjusted closes", 1 / 20, price=0.63),
    adjusted_closes("a 1:40 four sessions ago", 1 / 40, at=N - 4),
    adjusted_closes("a 30:1 in adjusted closes", 30.0, price=900.0),
    bcan(),
    gamestop(),
    contradicted("a 4:1 on file that no price shows", 4.0, 1.0),
    contradicted("a 2:1 on file, 4:1 in the prices", 2.0, 4.0),
    contradicted("a 1:10 on file that no price shows", 0.1, 1.0),
    contradicted("a 3:1 a session early", 3.0, 3.0, told_at=AT - 1),
    still_there("a 4:1 on file and still in adjusted closes", 4.0, "returns"),
    still_there("a 1:10 on file and still in adjusted closes", 0.1, "returns"),
    still_there("a 3:1 on file and still in split-adjusted bars", 3.0, "bars"),
    announced("a split that never was", 4.0, 1.0),
    announced("a reverse split that never was", 0.125, 1.0),
    announced("a split at the wrong ratio", 3.0, 2.0),
    announced("a split told again three sessions late", 5.0, 5.0, day=AT + 3),
    continued("a 10:1 with today's bar", 10.0, 1),
    continued("a 1:4 with the week's bars", 0.25, 5),
)
