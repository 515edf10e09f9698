"""The list of eras: every entry has a source or says that it has none."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.evidence.eras import UNVERIFIED, eras, library
from rotascope.evidence.history import history
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend


@pytest.fixture(scope="module")
def panel() -> Panel:
    frames, truth = planted.frames(seed=7, sessions=900)
    return Panel(MemoryBackend(frames), truth.last)


def test_each_entry_has_a_citation_or_is_marked_unverified(panel: Panel) -> None:
    rows = eras(panel, "concentration").rows
    assert len(rows) == len(library())
    for era, row in zip(library(), rows, strict=True):
        assert era.leaders
        assert (UNVERIFIED in row.text) == (not era.source), era.name
        assert era.source or era.share is None, f"{era.name} has a figure without a source"


def test_a_figure_says_how_many_companies_of_what(panel: Panel) -> None:
    for era in library():
        assert (era.share is None) == (era.counted == 0), era.name
        if era.share is not None:
            assert 0.0 < era.share < 1.0
            assert era.whole
            assert 1900 <= era.first <= era.last


def test_eras_to_come_are_not_told(panel: Panel) -> None:
    early = eras(Panel(panel.backend, date(1999, 6, 30)), "concentration")
    assert all(int(row.label[:4]) < 1999 for row in early.rows)
    assert "no holdings file known by 1999-06-30" in early.finding
    assert eras(Panel(panel.backend, date(1928, 6, 29)), "size").status == "not_measurable"


def test_it_is_a_chapter_of_history_with_the_file_s_date(panel: Panel) -> None:
    (told,) = history(panel, "eras", "concentration")
    assert told.status == "ok"
    assert "of PW:LARGE (file of 2025-05-30" in told.finding
