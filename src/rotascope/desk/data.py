"""The answer to what is on file: every dataset with its age, or one series wherever it is."""

from __future__ import annotations

from rotascope.desk import on_file
from rotascope.desk.brief import store_name
from rotascope.desk.freshness import with_due
from rotascope.desk.sources import source_ages
from rotascope.panel import Panel
from rotascope.terms import Data

__all__ = ["of_series", "of_store"]


def of_series(
    panel: Panel,
    backend: on_file.Spanning,
    series: str,
    *,
    listed: bool,
    period: str,
    present: bool,
) -> Data:
    """One series in every dataset that holds it; `listed` with the versions of its values.

    `present`: no past day was asked about.
    """
    found = on_file.series_on_file(panel, series, listed=listed, period=period)
    held = on_file.with_held(found, panel, backend, present=present)
    return Data(panel.as_of, store_name(panel), series, with_due(held, panel))


def of_store(panel: Panel, backend: on_file.Spanning, *, present: bool) -> Data:
    """Every dataset and network source; of the present also what is known only later."""
    every = on_file.datasets_on_file(panel, backend)
    found = on_file.with_held(every, panel, backend, present=present)
    ages = source_ages(backend, panel.as_of)
    later = on_file.later_rows(panel, backend) if present else ""
    return Data(panel.as_of, store_name(panel), "", with_due(found, panel), ages, later)
