"""Looking before syncing: what would be asked for, and whether each source answers at all.

Neither changes anything: a probe reads its body from a folder that is gone afterwards, and what it
reads goes through no gate.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from rotascope.errors import BadFile, NoAnswer, NoData, WrongUse
from rotascope.ingest.bodies import checked, shown, sound
from rotascope.ingest.shape import read, select, table_of
from rotascope.net.body import Get
from rotascope.providers.jobs import reading
from rotascope.providers.requests import Needs, Request
from rotascope.registry import SourceSpec
from rotascope.store.fetches import Fetched

__all__ = ["Outlook", "Probe", "Wanted", "outlook", "probe"]

ProbeStatus = Literal["ok", "failed", "unset", "untried"]


@dataclass(frozen=True, slots=True)
class Probe:
    """What one source answered to its first request.

    `size` in bytes, `rows` counts what its readers found, by table; both empty unless status is ok.
    `url` holds no secrets. untried: it names no request, or only files too large to fetch for a look.
    """

    source: str
    title: str
    status: ProbeStatus
    request: str
    url: str
    content_type: str
    size: int
    rows: tuple[tuple[str, int], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request of a dry run. `due` is false while its newest answer, of `last_good`, is good."""

    name: str
    url: str
    due: bool
    last_good: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a sync would ask a source, as far as can be said before its first answer; no secrets."""

    source: str
    title: str
    until: date
    requests: tuple[Wanted, ...]
    sentence: str


def outlook(spec: SourceSpec, needs: Needs, rows: Sequence[Fetched] = ()) -> Outlook:
    """Plan and print. `rows`: what was asked of this source before. Touches no network."""
    try:
        requests = tuple(checked(spec, one) for one in spec.plan(needs))
    except (NoAnswer, WrongUse) as trouble:
        return Outlook(spec.name, spec.title, needs.until, (), f"not asked: {trouble}")
    known = {one.name: one for one in rows}
    wanted = tuple(_wanted(one, known.get(one.name), needs) for one in requests)
    due = sum(one.due for one in wanted)
    said = f"{due} of {len(wanted)} to fetch" if wanted else "nothing to ask for"
    return Outlook(spec.name, spec.title, needs.until, wanted, f"{said}.")


def _wanted(request: Request, one: Fetched | None, needs: Needs) -> Wanted:
    url = shown(request)
    good = one is not None and one.good_for(needs.until, request.every)
    good = good and (needs.since is None or (one is not None and one.url == url))
    return Wanted(request.name, url, not good, one.last_good if one else "")


def probe(spec: SourceSpec, needs: Needs, get: Get) -> Probe:
    """Ask a source for the first body of its plan that is no archive, and read it. Stores nothing."""
    try:
        requests = [checked(spec, one) for one in spec.plan(needs)]
    except (NoAnswer, WrongUse) as trouble:
        status: ProbeStatus = "unset" if isinstance(trouble, NoAnswer) else "failed"
        return _probe(spec, None, status, str(trouble))
    small = [one for one in requests if not one.large]
    if not small:
        why = "only a large file would tell" if requests else "nothing to ask for"
        return _probe(spec, None, "untried", f"{why}.")
    return _asked(spec, small[0], get)


def _asked(spec: SourceSpec, request: Request, get: Get) -> Probe:
    try:
        body = get(request.url, request.manners)
        sound(request, body.content)
        rows = _rows(spec, request, body.content)
    except (NoData, WrongUse, BadFile) as trouble:
        return _probe(spec, request, "failed", str(trouble))
    told = ", ".join(f"{count:,} rows for {table}" for table, count in rows)
    said = f"{len(body.content):,} bytes, {told}."
    made = _probe(spec, request, "ok", said)
    return replace(made, content_type=body.content_type, size=len(body.content), rows=rows)


def _rows(spec: SourceSpec, request: Request, content: bytes) -> tuple[tuple[str, int], ...]:
    """Rows by table as the readers find them in the body."""
    with tempfile.TemporaryDirectory(prefix="rotascope-probe-") as folder:
        path = Path(folder) / request.name
        path.write_bytes(content)
        found = []
        for job in request.jobs:
            mine = replace(job, path=path, source=f"{spec.name}/{request.name}")
            with reading(mine.source, f"file for {job.table}"):
                found.append((job.table, len(select(mine, table_of(mine), read(mine)))))
    return tuple(found)


def _probe(spec: SourceSpec, request: Request | None, status: ProbeStatus, said: str) -> Probe:
    name, url = (request.name, shown(request)) if request else ("", "")
    return Probe(spec.name, spec.title, status, name, url, "", 0, (), said)
