from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.batches import together
from rotascope.store.ledger import (
    START,
    Book,
    Commit,
    Entry,
    FileEntry,
    Ledger,
    chained,
    commit_body,
    log_path,
    replay,
)
from rotascope.store.tables import Dataset
from tests.store.invented import made_batch


def commit(version: int, table: str = "returns") -> Commit:
    file = FileEntry(f"market/{table}/{version}.parquet", 10, f"sha{version}")
    return Commit(table, version, f"b{version}", 6, (file,), f"log{version}")


def chain(versions: int = 3) -> list[Entry]:
    book, entries = Book(), []
    for version in range(versions):
        body = commit_body(commit(version), [made_batch(f"b{version}")], f"log text {version}")
        entries.append(chained(book, "commit", body))
        book = replay(entries, entries[-1].sha)
    return entries


def test_a_replayed_chain_gives_back_commits_batches_and_log_texts() -> None:
    entries = chain()
    book = replay(entries, entries[-1].sha)
    assert book.commits["returns"] == (commit(0), commit(1), commit(2))
    assert book.latest == {"returns": 2}
    assert book.imported("b1", "map") == made_batch("b1")
    assert book.imported("b1", "another map") is None
    assert book.commit_of("b2") == commit(2)
    assert book.log_texts[log_path("returns", 1)] == "log text 1"


def test_no_entries_are_an_empty_book() -> None:
    assert replay([], START) == Book()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda e: [*e[:1], replace(e[1], body=e[1].body.replace("6", "7")), e[2]], "digest"),
        (lambda e: [*e[:1], replace(e[1], kind="batch"), e[2]], "digest"),
        (lambda e: [e[0], e[2]], "follow"),
        (lambda e: [e[1], e[0], e[2]], "follow"),
        (lambda e: e[:2], "head"),
        (lambda e: [], "head"),
    ],
)
def test_an_edited_missing_or_moved_entry_is_found(damage, told: str) -> None:
    entries = chain()
    with pytest.raises(IntegrityError, match=told):
        replay(damage(entries), entries[-1].sha)


def test_an_entry_of_an_unknown_kind_is_refused() -> None:
    entry = chained(Book(), "rename", {})  # type: ignore[arg-type]
    with pytest.raises(IntegrityError, match="unknown kind 'rename'"):
        replay([entry], entry.sha)


def test_a_withdrawn_commit_is_no_longer_read_and_its_source_counts_as_not_imported() -> None:
    entries = chain()
    book = replay(entries, entries[-1].sha)
    gone = chained(book, "withdraw", {"table": "returns", "version": 1, "why": "damaged"})
    after = replay([*entries, gone], gone.sha)
    assert after.commits["returns"] == (commit(0), commit(2))
    assert after.imported("b1", "map") is None
    assert after.latest["returns"] == 2


def test_the_fingerprint_follows_data_and_standing_but_not_the_log() -> None:
    entries = chain()
    book = replay(entries, entries[-1].sha)
    other_log = tuple(replace(c, log_sha256="another day") for c in book.commits["returns"])
    assert replace(book, commits={"returns": other_log}).fingerprint() == book.fingerprint()
    ranked = replace(book, datasets={"d": Dataset("d", 1, "", "")})
    assert ranked.fingerprint() != book.fingerprint()
    assert replay(entries[:2], entries[1].sha).fingerprint() != book.fingerprint()


PARTS = [made_batch("p0", rows=4), made_batch("p1", rows=2, quarantined=1)]


def grouped() -> list[Entry]:
    """The chain, then one commit that two imports made together."""
    entries = chain()
    book = replay(entries, entries[-1].sha)
    made = replace(commit(3), batch=together(PARTS).id)
    return [*entries, chained(book, "commit", commit_body(made, PARTS, "log text 3"))]


def test_imports_kept_together_are_each_known_and_make_one_commit() -> None:
    entries = grouped()
    book = replay(entries, entries[-1].sha)
    assert [book.imported(name, "map") for name in ("p0", "p1")] == PARTS
    assert book.commit_of("p0") == book.commit_of("p1") == book.commits["returns"][-1]
    assert book.source_of(book.commits["returns"][-1]) == "p0.csv and 1 more"
    assert together(PARTS).id not in book.batches
    assert sum(batch.accepted for batch in book.batches.values()) == 3 * 6 + 4 + 2


def test_withdrawing_a_commit_withdraws_every_import_in_it() -> None:
    entries = grouped()
    book = replay(entries, entries[-1].sha)
    gone = chained(book, "withdraw", {"table": "returns", "version": 3, "why": "damaged"})
    after = replay([*entries, gone], gone.sha)
    assert [after.imported(name, "map") for name in ("p0", "p1", "b2")][:2] == [None, None]
    assert after.imported("b2", "map") is not None


def test_reading_on_gives_what_reading_again_gives() -> None:
    entries = grouped()
    for cut in range(len(entries) + 1):
        ledger = Ledger()
        before = entries[cut - 1].sha if cut else START
        ledger.extended(entries[:cut], before)
        assert ledger.continued_by(entries[cut:], entries[-1].sha)
        book, whole = (
            ledger.extended(entries[cut:], entries[-1].sha),
            replay(entries, entries[-1].sha),
        )
        assert (book.seq, book.head, book.commits) == (whole.seq, whole.head, whole.commits)
        assert dict(book.batches) == dict(whole.batches)


def test_another_chain_is_no_continuation() -> None:
    entries = grouped()
    ledger = Ledger()
    ledger.extended(entries[:2], entries[1].sha)
    assert not ledger.continued_by((), entries[0].sha)
    assert not ledger.continued_by([replace(entries[2], prev="other")], entries[2].sha)
    assert not ledger.continued_by(entries[3:], entries[-1].sha)
