from __future__ import annotations

import pytest

from rotascope.errors import IntegrityError
from rotascope.store import files
from rotascope.store.files import hashed
from rotascope.store.ledger import Book, log_path
from rotascope.store.market import Market
from rotascope.store.seen import Seen, check_not_ahead, remember


def test_stamps_are_kept_where_possible_and_a_store_that_cannot_be_written_to_still_reads(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = filled.root / filled.commits("returns")[0].files[0].path
    fresh = ("x", hashed(data))
    remember(filled.state, [fresh])
    assert filled.state.glance().stamps["x"] == fresh[1]

    def refused(*_: object) -> None:
        raise IntegrityError("attempt to write a readonly database")

    monkeypatch.setattr(filled.state, "keep_stamps", refused)
    remember(filled.state, [("y", fresh[1])])
    assert "y" not in filled.state.glance().stamps


def test_a_file_is_hashed_once_and_again_when_it_may_have_changed(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = filled.commits("returns")[0].files[0]
    hashes: list[str] = []
    real = files.sha256_of
    monkeypatch.setattr(files, "sha256_of", lambda path: hashes.append(path.name) or real(path))
    seen = Seen(filled.root, filled.state)
    for _ in range(2):
        seen.check({file.path: file.sha256})
    assert len(hashes) == 1
    other = Seen(filled.root, filled.state)
    other.stamps = filled.state.glance().stamps
    other.check({file.path: file.sha256})
    assert len(hashes) == 1
    (filled.root / file.path).touch()
    other.check({file.path: file.sha256})
    assert len(hashes) == 2
    with pytest.raises(IntegrityError, match="differs from what was committed"):
        other.check({file.path: "0" * 64})


def test_a_damaged_log_of_what_is_read_is_refused(filled: Market) -> None:
    commits = filled.commits("returns")
    seen = Seen(filled.root, filled.state)
    seen.check_logs(commits)
    (filled.root / commits[1].log_path).write_text("{}")
    with pytest.raises(IntegrityError, match="differs"):
        seen.check_logs(commits)


def test_a_version_that_nobody_knows_is_an_error_but_not_that_of_a_living_writer(
    filled: Market,
) -> None:
    book = filled._book
    for writing in (False, True):
        check_not_ahead(filled.root, filled.state, book, "returns", writing)
    (filled.root / log_path("returns", 3)).write_text("{}")
    with pytest.raises(IntegrityError, match="which the commit ledger does not know"):
        check_not_ahead(filled.root, filled.state, book, "returns", writing=False)
    behind = Book(book.seq - 1, "another head", latest=book.latest)
    check_not_ahead(filled.root, filled.state, behind, "returns", writing=False)
    with pytest.raises(IntegrityError):
        check_not_ahead(filled.root, filled.state, behind, "returns", writing=True)
