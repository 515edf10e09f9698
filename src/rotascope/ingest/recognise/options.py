"""Option files: CBOE's chains as a table or as JSON, at-the-money volatilities."""

from __future__ import annotations

import re

from rotascope.ingest.recognise.answer import job, manifest
from rotascope.providers import cboe
from rotascope.providers.jobs import Job
from rotascope.providers.sniff import Sniff

__all__ = ["chain", "chain_json", "implied"]

TICKER = re.compile(r"\^?[A-Z][A-Z0-9]{0,4}(?:[.-][A-Z])?$")
COLUMNS = {"date": "snapshot_date", "expiry": "expiration", "strike": "atm_strike", "iv": "atm_iv",
           "spot": "spot"}  # fmt: skip


def chain(seen: Sniff) -> tuple[Job, ...] | None:
    """CBOE's quote table, calls on the left, puts on the right."""
    if seen.kind != "csv" or not cboe.is_chain(seen.path):
        return None
    return (job(seen, "cboe", "options", reader="cboe"),)


def chain_json(seen: Sniff) -> tuple[Job, ...] | None:
    """The same as JSON."""
    words = (b'"timestamp"', b'"data"', b'"options"')
    if seen.kind != "json" or not all(word in seen.head for word in words):
        return None
    return (job(seen, "cboe", "options", reader="cboe_json"),)


def implied(seen: Sniff) -> tuple[Job, ...] | None:
    """At-the-money volatilities by expiry. The underlying stands in the file's name only (IWM.csv)."""
    if not seen.has(*COLUMNS.values()):
        return None
    if not TICKER.match(seen.path.stem):
        raise manifest(seen, "volatilities of an underlying that neither file nor name says",
                       "a ticker as the file's name, such as IWM.csv",
                       'columns and constants = { underlying = "IWM" }')  # fmt: skip
    remark = f"{seen.path.stem} is taken from the file's name"
    return (job(seen, "atm_iv", "implied", remark, columns=COLUMNS, units={"iv": "fraction"},
                constants={"underlying": seen.path.stem}),)  # fmt: skip
