"""What check found is kept once, seen by signals, and set beside the next article."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.desk import Desk
from rotascope.desk.keep_check import forget, known_on, stored
from rotascope.errors import NoAnswer, WrongUse
from rotascope.store.articles import stored_judged
from rotascope.store.memory import MemoryBackend
from tests.desk.articles import GERMAN, OWN

TODAY, AT = date(2026, 6, 15), datetime(2026, 6, 13, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Desk:
    shutil.copytree(sample_store, tmp_path / "own")
    return rotascope.open(tmp_path / "own")


def test_an_article_is_kept_once_with_its_findings(desk: Desk) -> None:
    told = desk.check(Document(OWN))
    before = desk.backend.fingerprint()
    first = desk.keep_check(told, TODAY, AT)
    assert f"article {told.article.id[:12]} kept" in first
    assert "scores for the sentiment signals, known from 2026-06-15" in first
    again = desk.keep_check(told, TODAY, AT)
    assert again == f"article {told.article.id[:12]} was on file; its scores stand"
    (one,) = stored(desk.backend)
    assert one.article == told.article
    assert {claim.id for claim in one.claims} == {
        found.claim.id for found in (*told.findings, *told.forecasts)
    }
    assert desk.backend.fingerprint() == before, "an article outdated what is kept of the market"


def test_signals_see_its_scores_from_the_session_that_knows_them(desk: Desk) -> None:
    desk.keep_check(desk.check(Document(OWN)), TODAY, AT)
    panel = desk._panels.at(TODAY)
    assert "market" in panel.ids("sentiment")
    assert len(panel.dated("sentiment", "market")["date"]) == 1
    assert panel.dated("sentiment", "market")["date"][0].item() == date(2022, 6, 14)
    assert len(desk._panels.at(date(2026, 6, 12)).dated("sentiment", "market").get("date", ())) == 0


def test_an_undated_article_is_kept_but_no_signal_counts_it(desk: Desk) -> None:
    undated = desk.check(Document(OWN.replace("June 14, 2022\n", "")))
    assert undated.article.published.day is None
    assert "undated: its tone is not counted" in desk.keep_check(undated, TODAY, AT)
    assert "market" not in desk._panels.at(TODAY).ids("sentiment")
    assert len(stored(desk.backend)) == 1


def test_a_text_that_is_not_read_is_not_lost(desk: Desk) -> None:
    told = desk.check(Document(GERMAN))
    assert "kept; no tone to keep" in desk.keep_check(told, TODAY, AT)
    (one,) = stored(desk.backend)
    assert (one.article.language, one.claims) == ("de", ())


def test_a_copy_of_an_article_on_file_is_related_as_a_duplicate(desk: Desk) -> None:
    desk.keep_check(desk.check(Document(OWN)), TODAY, AT)
    near = desk.check(Document(OWN.replace("Strong Year", "Very Strong Year"))).related
    assert [one.stance for one in near] == ["duplicate"]


def test_another_day_of_knowledge_is_another_finding(desk: Desk) -> None:
    desk.keep_check(desk.check(Document(OWN)), TODAY, AT)
    desk.keep_check(desk.check(Document(OWN), published="2022-06-10"), TODAY, AT)
    state = desk.backend.market.state  # type: ignore[attr-defined]
    assert [one.as_of for one in stored_judged(state)] == [date(2022, 6, 10), date(2022, 6, 14)]


def test_memory_keeps_nothing(planted_backend: MemoryBackend) -> None:
    desk = Desk(planted_backend)
    told = desk.check(Document(OWN))
    with pytest.raises(WrongUse, match="in memory"):
        desk.keep_check(told, TODAY, AT)
    assert stored(planted_backend) == ()


def test_a_look_back_sees_only_what_was_kept_by_then(desk: Desk) -> None:
    desk.keep_check(desk.check(Document(OWN)), TODAY, AT)
    assert known_on("2026-06-13T09:00:00+00:00") == date(2026, 6, 15)
    assert len(stored(desk.backend)) == 1, "the present sees what was kept after its last session"
    assert stored(desk.backend, date(2026, 6, 12)) == ()
    assert len(stored(desk.backend, TODAY)) == 1
    copy = Document(OWN.replace("Strong Year", "Very Strong Year"))
    assert len(desk.check(copy).related) == 1
    assert desk.check(copy, as_of="2022-06-20").related == ()


def test_an_article_is_forgotten_with_all_that_was_made_of_it(desk: Desk) -> None:
    told = desk.check(Document(OWN))
    desk.keep_check(told, TODAY, AT)
    said = forget(desk.backend, told.article.id[:8])
    assert said.startswith(f"article {told.article.id[:12]} forgotten")
    assert stored(desk.backend) == ()
    with pytest.raises(NoAnswer, match="no article on file"):
        forget(desk.backend, told.article.id[:8])
