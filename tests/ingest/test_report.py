"""The report's sums and its sentence."""

from __future__ import annotations

from dataclasses import replace

from rotascope.ingest.report import JobReport, JobStatus, report


def job(status: JobStatus, rows_in: int = 10, accepted: int = 7, held: int = 2) -> JobReport:
    checks = (("Q03", held),) if held else ()
    return JobReport("p.csv", "bars", "d", status, rows_in, accepted, rows_in - accepted - held,
                     checks, (), 0, "")  # fmt: skip


def test_the_sums_add_up_and_are_said() -> None:
    made = report([job("imported"), job("imported")], [])
    assert (made.rows_in, made.accepted, made.unchanged, made.quarantined) == (20, 14, 2, 4)
    assert made.sentence == "20 rows in = 14 accepted + 2 unchanged + 4 quarantined."
    assert made.exit_code == 0


def test_a_held_or_unreadable_file_is_exit_code_3() -> None:
    assert report([job("held", 10, 0, 10)], []).exit_code == 3
    assert report([job("unreadable", 0, 0, 0)], []).exit_code == 3


def test_nothing_new_says_so() -> None:
    made = report([job("already", 0, 0, 0)], [])
    assert made.sentence == "Nothing new in 1 file: 0 rows added."


def test_a_file_without_its_date_is_no_failure_but_is_said() -> None:
    made = report([job("undated", 10, 0, 10)], [])
    assert made.exit_code == 0
    assert "--date" in made.sentence


def test_files_are_counted_not_the_tables_they_became() -> None:
    made = report([job("already", 0, 0, 0), job("already", 0, 0, 0)], [])
    assert made.sentence == "Nothing new in 1 file: 0 rows added."
    twice = [job("held", 10, 0, 10), job("held", 10, 0, 10)]
    assert "; 1 of 1 file is held back" in report(twice, []).sentence
    other = replace(job("imported"), source="q.csv")
    assert "; 1 of 2 files is held back" in report([*twice, other], []).sentence
