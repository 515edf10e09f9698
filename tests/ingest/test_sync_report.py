"""What a sync says it did: one word and one sentence a source, one exit code."""

from __future__ import annotations

import pytest

from rotascope.ingest.report import report
from rotascope.ingest.sync_report import Failure, SourceReport, Tally, source_report, summed
from rotascope.registry import SourceSpec
from rotascope.terms import SourceAge
from tests.ingest.invented import UNTIL
from tests.ingest.test_report import job

SPEC = SourceSpec("demo", "Demo", (), "", 1, "", lambda needs: ())
AGE = SourceAge("demo", "2024-03-28T20:30:00+00:00", 2, 3, 1, "", "")
GONE = Failure("A", "status 503. Try: again later.")


def tally(planned: int = 3, fetched: int = 0, good: int = 0, *failures: Failure) -> Tally:
    made = Tally()
    made.planned, made.fetched, made.good = planned, fetched, good
    made.failures = list(failures)
    return made


def told(made: Tally, age: SourceAge | None = AGE) -> SourceReport:
    return source_report(SPEC, made, age)


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (tally(3, 3), "current"),
        (tally(3, 0, 3), "current"),
        (tally(0), "idle"),
        (tally(3, 2, 0, GONE), "partly"),
        (tally(1, 0, 0, GONE), "failed"),
        (tally(0, 0, 0, Failure("", "no plan")), "failed"),
        (tally(3, 3, 0, Failure("", "the second plan failed")), "partly"),
    ],
)
def test_one_word_says_how_a_source_stands(made: Tally, status: str) -> None:
    assert told(made).status == status


def test_a_source_that_is_not_set_up_is_neither() -> None:
    made = tally(0, 0, 0, Failure("", "no key is set. Try: ROTASCOPE_FRED_KEY."))
    made.unset = True
    said = told(made, None)
    assert (said.status, said.sentence) == (
        "unset",
        "not asked: no key is set. Try: ROTASCOPE_FRED_KEY.",
    )
    assert (said.last_good, said.age_sessions) == ("", None)


def test_the_sentence_says_what_came_and_what_did_not() -> None:
    made = tally(3, 2, 0, GONE)
    made.imports = [report([job("held", 9, 0, 9)], [])]
    said = told(made)
    assert said.held_files == 1
    assert said.sentence == (
        "2 of 3 fetched, 0 rows new, 9 held; 1 held whole or not readable; what was stored before"
        " stays; 1 of 3 gave nothing, the first: status 503. Try: again later."
    )
    assert told(tally(3, 0, 3)).sentence == "up to date."


def test_a_failure_says_what_stays_and_how_old_it_is() -> None:
    assert told(tally(1, 0, 0, GONE)).sentence.endswith(
        "What is on file stays; its last success was 2024-03-28T20:30:00+00:00."
    )
    assert told(tally(1, 0, 0, GONE), None).sentence.endswith("It never succeeded.")


CURRENT, FAILED = told(tally(3, 3)), told(tally(1, 0, 0, GONE))
IDLE, PARTLY = told(tally(0)), told(tally(3, 2, 0, GONE))
_unset = tally(0, 0, 0, GONE)
_unset.unset = True
UNSET = told(_unset)
_held = tally(1, 1)
_held.held = 1
HELD = told(_held)


@pytest.mark.parametrize(
    ("sources", "named", "code"),
    [
        ([CURRENT], False, 0),
        ([CURRENT, FAILED], True, 0),
        ([PARTLY], True, 0),
        ([FAILED], False, 1),
        ([FAILED, UNSET, IDLE], False, 1),
        ([UNSET, IDLE], False, 0),
        ([UNSET], True, 1),
        ([IDLE], True, 0),
        ([], False, 0),
        ([HELD, CURRENT], False, 3),
        ([HELD, FAILED], True, 3),
    ],
)
def test_the_exit_code_is_what_a_cron_job_wants(
    sources: list[SourceReport], named: bool, code: int
) -> None:
    assert summed(UNTIL, None, sources, [], named).exit_code == code


def test_the_sum_counts_sources_and_rows() -> None:
    said = summed(UNTIL, None, [CURRENT, FAILED, UNSET], [], False).sentence
    assert said == "3 sources: 1 up to date, 1 failed, 1 not set up."
    assert summed(UNTIL, None, [], [], False).sentence == "0 sources: none asked."
