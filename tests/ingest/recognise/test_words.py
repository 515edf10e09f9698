"""Judged headlines, names of companies, feeds."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.recognise.files import jobs_of


def test_judged_headlines_are_dated_by_their_paper_and_say_so(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, "S No.,Title,Decisions,Words\n1,x,{'A': 'neutral'},1\n")
    assert job.constants == {"corpus": "sentfin", "date": "2022-03-08"}
    assert "assumed" in job.remark


def test_names_in_headlines_are_identifiers(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, ',Symbol,Entity\n0,DLF,"DLF Ltd., DLF"\n')
    assert (job.table, job.constants) == ("identifiers", {"scheme": "NSE"})
    assert job.columns == {"code": "Symbol", "symbol": "Symbol", "name": "Entity"}


def test_a_feed_is_news(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, '<?xml version="1.0"?><rss version="2.0"><channel/></rss>')
    assert (job.table, job.reader) == ("news", "news")
