"""A held row that was right goes into the tables, known from the day of its release.

Whatever held it, history is not rewritten: a reader of an earlier date still does not see it. What
does not parse cannot be released; the file must be mended.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from rotascope.errors import BadArgument, NoAnswer
from rotascope.ingest.findings import together
from rotascope.ingest.identity import identify
from rotascope.ingest.known import add_known, assumed, next_session, session_on
from rotascope.ingest.neighbours import BESIDE
from rotascope.ingest.shape import select, table_of, typed
from rotascope.ingest.splice import inserted
from rotascope.providers.jobs import Job, job_of
from rotascope.store import mappings
from rotascope.store.frames import checked
from rotascope.store.market import Batch, Held, Market

__all__ = ["again", "release"]


def release(market: Market, held_id: int, why: str, *, at: str, today: date) -> Held:
    """Put a held row into its table and close its case; returns it as it now stands.

    `at` is the moment as printed, `today` the day from whose session the row is known. Raises
    BadArgument for no open row or a row that does not parse, NoAnswer for a row of an import whose
    mapping an earlier release did not keep.
    """
    held = next((h for h in market.quarantine_list(state="open") if h.id == held_id), None)
    if held is None:
        raise BadArgument(
            f"no open quarantine row {held_id}", "the id of an open row", "`rotascope quarantine`"
        )
    job = _job(market, held)
    frame = again(job, [held])
    beside = json.loads(held.original).get(BESIDE) or {}
    late = "level" in frame.columns
    made = inserted(market, job, frame, beside) if late else _plain(job, frame)
    rows = _later(market, job, made.with_columns(known_at=pl.lit(session_on(today))))
    _append(market, job, held, rows)
    return market.quarantine_release(held_id, why, at)


def _job(market: Market, held: Held) -> Job:
    batch = next((b for b in market.batches() if b.id == held.batch), None)
    told = mappings.kept(market.state, batch.mapping) if batch else None
    if batch is None or told is None:
        raise NoAnswer(
            f"row {held.id} came with an import whose mapping was not kept",
            "",
            "mending the file and importing it again",
        )
    return job_of(json.loads(told), Path(held.source))


def again(job: Job, held: Sequence[Held]) -> pl.DataFrame:
    """Held rows of one mapping as the gate saw them: typed, identified. Raises BadArgument if any
    does not parse.
    """
    table = table_of(job)
    text = io.StringIO("\n".join(h.original for h in held))
    raw = pl.read_ndjson(text, infer_schema_length=None)
    raw = raw.with_columns(row=pl.Series([h.row for h in held], dtype=pl.UInt32))
    frame, findings = typed(job, table, select(job, table, raw.with_row_index("at")))
    broken = together(findings)
    if broken.height or frame.height < len(held):
        said = broken["expected"][0] if broken.height else "a row of this mapping"
        raise BadArgument(f"the row of {held[0].source} does not parse", said, "mending the file")
    return identify(job, frame) if "instrument" in table.key else frame


def _plain(job: Job, frame: pl.DataFrame) -> pl.DataFrame:
    frame, _ = add_known(job, frame)
    if "assumed" in table_of(job).columns:
        frame = frame.with_columns(assumed=pl.lit(assumed(job.known)))
    return frame


def _later(market: Market, job: Job, rows: pl.DataFrame) -> pl.DataFrame:
    """Known together: after any version of their keys that is stored already.

    A late level shortens the return after it: a reader who had one of the two would count it twice.
    """
    table = table_of(job)
    key = [name for name in table.key if name != "dataset"]
    rows = rows.with_columns(pl.col(n).cast(pl.String) for n in key if n == "instrument")
    mine = market.scan(table.name).filter(pl.col("dataset") == job.dataset.name)
    keys = rows.select(key).lazy()
    stored = market.collect(mine.join(keys, on=key, how="semi").select(*key, old="known_at"))
    newest = stored.group_by(key).agg(pl.col("old").max())
    joined = rows.join(newest, on=key, how="left", maintain_order="left")
    joined = joined.with_columns(after=next_session(joined["old"]))
    return joined.with_columns(known_at=pl.max_horizontal("known_at", "after").max())


def _append(market: Market, job: Job, held: Held, rows: pl.DataFrame) -> None:
    table = table_of(job)
    final = rows.select(
        dataset=pl.lit(job.dataset.name),
        **{n: pl.col(n).cast(kind) for n, kind in table.columns.items() if n != "dataset"},
    )
    blank = [n for n in table.required if final[n].null_count()]
    if blank:
        raise BadArgument(f"the row of {held.source} has no {', '.join(blank)}", "a whole row",
                          "mending the file")  # fmt: skip
    name = hashlib.sha256(f"release {held.batch} {held.id}".encode()).hexdigest()[:32]
    batch = Batch(name, table.name, job.dataset.name, f"{held.source}, row {held.row} released",
                  name, f"release-{held.id}", len(final), len(final), 0, 0)  # fmt: skip
    market.append(table.name, checked(table, final), batch)
