"""What is on file, of the whole store and of one series."""

from rotascope.desk import data
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend

FRAMES, TRUTH = planted.frames()
BACKEND = MemoryBackend({name: FRAMES[name] for name in ("macro", "holdings")})
PANEL = Panel(BACKEND, TRUTH.last)


def test_a_store_lists_its_datasets_and_no_series() -> None:
    told = data.of_store(PANEL, BACKEND, present=True)
    assert told.series == ""
    assert {one.table for one in told.on_file} == {"macro", "holdings"}
    assert told.sources == ()
    assert len(told.store) == 6


def test_what_comes_later_is_told_of_the_present_only() -> None:
    early = Panel(BACKEND, TRUTH.last.replace(year=TRUTH.last.year - 1))
    assert data.of_store(early, BACKEND, present=True).later != ""
    assert data.of_store(early, BACKEND, present=False).later == ""


def test_a_series_is_told_with_its_versions_where_they_are_asked_for() -> None:
    name = PANEL.ids("macro")[0]
    (bare,) = data.of_series(PANEL, BACKEND, name, listed=False, period="", present=True).on_file
    (full,) = data.of_series(PANEL, BACKEND, name, listed=True, period="", present=True).on_file
    assert (bare.series, bare.vintages) == (name, ())
    assert full.vintages or full.vintages_note
